/* io/file.c - whole files, in and out. */

#include "config.h"

#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "io/encoding.h"

/* A byte more than may be there tells a file that is too large. */
static bool read_all(FILE *file, size_t max, struct buf *out)
{
	char block[8192];
	size_t n;

	while (
	    out->len <= max && (n = fread(block, 1, sizeof(block), file)) > 0)
		buf_addn(out, block, n);
	return ferror(file) == 0;
}

/* ---- writing ------------------------------------------------------------ */

static bool failed(const char *path, struct err *err)
{
	return err_set(err, ERR_IO, "%.200s cannot be written: %s.", path,
	    strerror(errno));
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

/* Keeps the permissions of the file that is replaced. */
static bool take_mode(int fd, const char *path)
{
	struct stat st;

	return stat(path, &st) != 0 || fchmod(fd, st.st_mode & 0777) == 0;
}

/* A new file beside `path`; its name says whose it was, if one is left. */
static int open_beside(const char *path, struct arena *a, const char **ret)
{
	int fd = -1;

	for (int i = 0; i < 100 && fd < 0; i++) {
		*ret = arena_fmt(a, "%s.%ld-%d.tmp", path, (long)getpid(), i);
		fd = open(*ret, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd < 0 && errno != EEXIST)
			return -1;
	}
	return fd;
}

/* The folder's entry must be on the disk, too. */
static bool sync_folder(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash == NULL ? "."
	    : slash == path                ? "/"
			    : arena_strn(a, path, (size_t)(slash - path));
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok;

	if (fd < 0)
		return false;
	/* Some file systems cannot, and say EINVAL. */
	ok = fsync(fd) == 0 || errno == EINVAL;
	close(fd);
	return ok;
}

static bool replace(
    const char *path, const char *bytes, size_t len, struct arena *a)
{
	const char *beside;
	int fd = open_beside(path, a, &beside), reason;
	bool ok;

	if (fd < 0)
		return false;
	ok = write_all(fd, bytes, len) && take_mode(fd, path) && fsync(fd) == 0;
	reason = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		reason = errno;
	}
	if (ok && rename(beside, path) == 0)
		return sync_folder(path, a);
	if (ok)
		reason = errno;
	unlink(beside);
	errno = reason;
	return false;
}

/* A pipe or a terminal cannot be replaced. */
static bool write_into(const char *path, const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), reason;
	bool ok;

	if (fd < 0)
		return false;
	ok = write_all(fd, bytes, len);
	reason = errno;
	close(fd);
	errno = reason;
	return ok;
}

bool file_open(const char *path, FILE **ret, struct err *err)
{
	FILE *file = fopen(path, "rbe");
	struct stat st;

	if (file == NULL)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
		    "%.200s cannot be opened: %s.", path, strerror(errno));
	if (fstat(fileno(file), &st) == 0 && S_ISDIR(st.st_mode)) {
		fclose(file);
		return err_set(err, ERR_IO,
		    "%.200s is a folder; name a file in it.", path);
	}
	*ret = file;
	return true;
}

bool file_read(const char *path, size_t max, struct arena *a, const char **ret,
    size_t *ret_len, struct err *err)
{
	struct buf out = BUF_INIT;
	FILE *file;
	bool ok;

	if (!file_open(path, &file, err))
		return false;
	ok = read_all(file, max, &out) ||
	    err_set(err, ERR_IO, "%.200s cannot be read: %s.", path,
		strerror(errno));
	fclose(file);
	if (ok && out.len > max)
		ok = err_set(err, ERR_INVALID,
		    "%.200s is larger than %zu bytes; it cannot be what it "
		    "should be.",
		    path, max);
	if (!ok) {
		buf_done(&out);
		return false;
	}
	*ret_len = out.len;
	*ret = buf_take(&out, a);
	return true;
}

bool file_read_text(const char *path, size_t max, struct arena *a,
    const char **ret, size_t *ret_len, struct err *err)
{
	struct encoding encoding = { .file = path };
	const char *bytes;
	size_t len, whole, mark;

	if (!file_read(path, max, a, &bytes, &len, err) ||
	    !encoding_check(&encoding, bytes, len, false, &whole, err))
		return false;
	mark = encoding_mark(bytes, len);
	*ret = bytes + mark;
	*ret_len = len - mark;
	return true;
}

bool file_write(
    const char *path, const char *bytes, size_t len, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stat st;
	bool ok;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		ok = write_into(path, bytes, len);
	else
		ok = replace(path, bytes, len, &a);
	if (!ok)
		ok = failed(path, err);
	arena_done(&a);
	return ok;
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}
