/* tests/unit/store_shim.c - a disk that forgets what was not synced. */
#include "config.h"

#include "tests/unit/store_shim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512 };

struct shim_op {
	bool truncate; /* to `at` */
	size_t at;
	size_t len;
	unsigned char *bytes;
};

struct shim_file {
	sqlite3_file base;
	struct shim *shim;
	struct shim_disk *disk; /* NULL: a temporary file, not kept */
	sqlite3_file *real;
};

static void *grow(void *p, size_t size)
{
	p = realloc(p, size);
	if (p == NULL)
		abort();
	return p;
}

/* --- what the disk holds -------------------------------------------------- */

static void forget_ops(struct shim_disk *d)
{
	for (size_t i = 0; i < d->op_count; i++)
		free(d->ops[i].bytes);
	free(d->ops);
	d->ops = NULL;
	d->op_count = 0;
}

static void add_op(struct shim_disk *d, struct shim_op op, const void *bytes)
{
	d->ops = grow(d->ops, (d->op_count + 1) * sizeof(*d->ops));
	if (op.len > 0) {
		op.bytes = grow(NULL, op.len);
		memcpy(op.bytes, bytes, op.len);
	}
	d->ops[d->op_count++] = op;
}

static void resize(struct shim_disk *d, size_t size)
{
	if (size > d->size) {
		d->synced = grow(d->synced, size);
		memset(d->synced + d->size, 0, size - d->size);
	}
	d->size = size;
}

/* The first `len` bytes of a write reach the disk. */
static void apply(struct shim_disk *d, const struct shim_op *op, size_t len)
{
	if (op->truncate) {
		resize(d, op->at);
	} else if (len > 0) {
		if (op->at + len > d->size)
			resize(d, op->at + len);
		memcpy(d->synced + op->at, op->bytes, len);
	}
}

/* What is in the file already is taken to be synced. */
static void load(struct shim_disk *d)
{
	unsigned char bytes[8 * SECTOR];
	FILE *in = fopen(d->name, "rb");
	size_t n;

	if (in == NULL)
		return;
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0) {
		resize(d, d->size + n);
		memcpy(d->synced + d->size - n, bytes, n);
	}
	fclose(in);
}

static struct shim_disk *disk_of(struct shim *s, const char *name)
{
	struct shim_disk *d;

	for (int i = 0; i < s->file_count; i++)
		if (strcmp(s->files[i].name, name) == 0)
			return &s->files[i];
	if (s->file_count == SHIM_FILES)
		abort();
	d = &s->files[s->file_count++];
	*d = (struct shim_disk){ .size = 0 };
	snprintf(d->name, sizeof(d->name), "%s", name);
	load(d);
	return d;
}

/* True when this operation is one that no longer happens. */
static bool power_is_off(struct shim *s)
{
	if (++s->operations == s->cut_at)
		s->dead = true;
	return s->dead;
}

/* --- the engine's file methods -------------------------------------------- */

static struct shim_file *shim_of(sqlite3_file *f)
{
	return (void *)f;
}

static sqlite3_file *real_of(sqlite3_file *f)
{
	return shim_of(f)->real;
}

static int shim_close(sqlite3_file *f)
{
	return real_of(f)->pMethods->xClose(real_of(f));
}

static int shim_read(sqlite3_file *f, void *to, int len, sqlite3_int64 at)
{
	return real_of(f)->pMethods->xRead(real_of(f), to, len, at);
}

static int shim_write(
    sqlite3_file *f, const void *from, int len, sqlite3_int64 at)
{
	struct shim_file *sf = shim_of(f);

	if (sf->disk != NULL) {
		if (power_is_off(sf->shim))
			return SQLITE_IOERR_WRITE;
		if (sf->shim->fail_write != 0)
			return sf->shim->fail_write;
		add_op(sf->disk,
		    (struct shim_op){ .at = (size_t)at, .len = (size_t)len },
		    from);
	}
	return sf->real->pMethods->xWrite(sf->real, from, len, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	struct shim_file *sf = shim_of(f);

	if (sf->disk != NULL) {
		if (power_is_off(sf->shim))
			return SQLITE_IOERR_TRUNCATE;
		add_op(sf->disk,
		    (struct shim_op){ .truncate = true, .at = (size_t)size },
		    NULL);
	}
	return sf->real->pMethods->xTruncate(sf->real, size);
}

/* The real file need not reach the real disk: no real power fails. */
static int shim_sync(sqlite3_file *f, int flags)
{
	struct shim_file *sf = shim_of(f);
	struct shim_disk *d = sf->disk;

	if (d == NULL)
		return sf->real->pMethods->xSync(sf->real, flags);
	if (power_is_off(sf->shim))
		return SQLITE_IOERR_FSYNC;
	if (sf->shim->fail_sync != 0)
		return sf->shim->fail_sync;
	for (size_t i = 0; i < d->op_count; i++)
		apply(d, &d->ops[i], d->ops[i].len);
	forget_ops(d);
	return SQLITE_OK;
}

static int shim_file_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int shim_lock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
	return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int shim_check_reserved(sqlite3_file *f, int *ret)
{
	return real_of(f)->pMethods->xCheckReservedLock(real_of(f), ret);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
	return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int shim_sector_size(sqlite3_file *f)
{
	return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int shim_characteristics(sqlite3_file *f)
{
	return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int shim_map(
    sqlite3_file *f, int page, int size, int extend, void volatile **ret)
{
	return real_of(f)->pMethods->xShmMap(
	    real_of(f), page, size, extend, ret);
}

static int shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return real_of(f)->pMethods->xShmLock(real_of(f), at, n, flags);
}

static void shim_barrier(sqlite3_file *f)
{
	real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int shim_unmap(sqlite3_file *f, int remove)
{
	return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static const sqlite3_io_methods shim_methods = {
	.iVersion = 2,
	.xClose = shim_close,
	.xRead = shim_read,
	.xWrite = shim_write,
	.xTruncate = shim_truncate,
	.xSync = shim_sync,
	.xFileSize = shim_file_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock,
	.xCheckReservedLock = shim_check_reserved,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector_size,
	.xDeviceCharacteristics = shim_characteristics,
	.xShmMap = shim_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_barrier,
	.xShmUnmap = shim_unmap,
};

/* --- the engine's file system --------------------------------------------- */

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f,
    int flags, int *ret_flags)
{
	struct shim *s = vfs->pAppData;
	struct shim_file *sf = shim_of(f);
	int rc;

	*sf = (struct shim_file){ .shim = s, .real = (void *)(sf + 1) };
	if (name != NULL &&
	    (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0)
		sf->disk = disk_of(s, name);
	rc = s->real->xOpen(s->real, name, sf->real, flags, ret_flags);
	if (sf->real->pMethods != NULL)
		sf->base.pMethods = &shim_methods;
	return rc;
}

/* A name that goes is gone at once; the bytes are nobody's then. */
static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	struct shim *s = vfs->pAppData;

	if (s->dead)
		return SQLITE_IOERR_DELETE;
	for (int i = 0; i < s->file_count; i++)
		if (strcmp(s->files[i].name, name) == 0) {
			forget_ops(&s->files[i]);
			s->files[i].size = 0;
		}
	return s->real->xDelete(s->real, name, sync);
}

void shim_install(struct shim *s)
{
	*s = (struct shim){ .real = sqlite3_vfs_find(NULL) };
	s->vfs = *s->real;
	s->vfs.zName = "shim";
	s->vfs.pNext = NULL;
	s->vfs.pAppData = s;
	s->vfs.szOsFile += (int)sizeof(struct shim_file);
	s->vfs.xOpen = shim_open;
	s->vfs.xDelete = shim_delete;
	sqlite3_vfs_register(&s->vfs, 1);
}

void shim_remove(struct shim *s)
{
	shim_reset(s);
	sqlite3_vfs_unregister(&s->vfs);
	sqlite3_vfs_register(s->real, 1);
}

void shim_reset(struct shim *s)
{
	for (int i = 0; i < s->file_count; i++) {
		forget_ops(&s->files[i]);
		free(s->files[i].synced);
	}
	s->file_count = 0;
	s->operations = 0;
	s->cut_at = 0;
	s->dead = false;
	s->fail_sync = 0;
	s->fail_write = 0;
}

/* A small generator that gives the same numbers everywhere. */
static uint32_t draw(uint64_t *state, size_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*state >> 33) % below);
}

/* A third of what was not synced arrives, a third is torn, the rest lost. */
static void settle(struct shim_disk *d, uint64_t *state)
{
	for (size_t i = 0; i < d->op_count; i++) {
		const struct shim_op *op = &d->ops[i];
		size_t sectors = op->len / SECTOR + 1;

		switch (draw(state, 3)) {
		case 0:
			apply(d, op, op->len);
			break;
		case 1:
			if (!op->truncate)
				apply(d, op, draw(state, sectors) * SECTOR);
			break;
		default:
			break;
		}
	}
	forget_ops(d);
}

bool shim_cut(struct shim *s, uint64_t seed)
{
	bool ok = true;

	for (int i = 0; i < s->file_count; i++) {
		struct shim_disk *d = &s->files[i];
		FILE *out = fopen(d->name, "wb");

		settle(d, &seed);
		if (out == NULL)
			return false;
		ok = ok &&
		    (d->size == 0 || fwrite(d->synced, d->size, 1, out) == 1);
		ok = fclose(out) == 0 && ok;
	}
	return ok;
}
