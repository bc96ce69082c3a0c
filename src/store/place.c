/* store/place.c - where database files lie, and how a new one appears. */
#include "config.h"

#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* From linux/magic.h and the kernel's file systems without an entry there. */
static const struct {
	unsigned long magic;
	const char *name;
} network_systems[] = {
	{ 0x6969, "NFS" },
	{ 0x517b, "SMB" },
	{ 0xff534d42, "CIFS" },
	{ 0xfe534d42, "SMB" },
	{ 0x5346414f, "AFS" },
	{ 0x6b414653, "AFS" },
	{ 0x73757245, "Coda" },
	{ 0x564c, "NCP" },
	{ 0x01021997, "9P" },
	{ 0x00c36400, "Ceph" },
	{ 0x0bd00bd0, "Lustre" },
	{ 0x01161970, "GFS2" },
	{ 0x7461636f, "OCFS2" },
	{ 0x47504653, "GPFS" },
	{ 0x19830326, "BeeGFS" },
	{ 0x786f4256, "a VirtualBox share" },
};

const char *place_network_name(unsigned long magic)
{
	for (size_t i = 0; i < ARRAY_LEN(network_systems); i++)
		if (network_systems[i].magic == magic)
			return network_systems[i].name;
	return NULL;
}

/* The directory part of a path: "." for a bare name. */
static const char *directory_of(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return ".";
	return slash == path ? "/"
			     : arena_strn(a, path, (size_t)(slash - path));
}

bool place_resolve(
    const char *path, struct arena *a, const char **ret_file, struct err *err)
{
	const char *dir = directory_of(path, a);
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	char *real = realpath(dir, NULL);

	if (real == NULL)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
		    "The directory %s cannot be used: %s.", dir,
		    strerror(errno));
	*ret_file =
	    arena_fmt(a, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
	free(real);
	return true;
}

bool place_check(const char *file, struct err *err)
{
	struct stat st;
	struct statfs fs;
	const char *network;

	if (lstat(file, &st) != 0) {
		if (errno == ENOENT)
			return err_set(err, ERR_NOT_FOUND,
			    "There is no database at %s.", file);
		return err_set(err, ERR_IO, "%s cannot be opened: %s.", file,
		    strerror(errno));
	}
	if (S_ISLNK(st.st_mode))
		return err_set(err, ERR_IO,
		    "%s is a link; name the database file itself.", file);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INVALID,
		    "%s is not a file; name the database file.", file);
	if (statfs(file, &fs) != 0)
		return err_set(err, ERR_IO,
		    "The file system of %s cannot be read: %s.", file,
		    strerror(errno));
	network = place_network_name((unsigned long)fs.f_type & 0xffffffffUL);
	if (network != NULL)
		return err_set(err, ERR_IO,
		    "%s lies on a network file system (%s), where a database "
		    "is not safe; move it to a local disk.",
		    file, network);
	return true;
}

bool place_check_free(const char *file, struct err *err)
{
	struct stat st;

	if (lstat(file, &st) == 0)
		return err_set(err, ERR_REFUSED,
		    "%s exists already; choose another name.", file);
	if (errno != ENOENT)
		return err_set(err, ERR_IO, "%s cannot be made: %s.", file,
		    strerror(errno));
	return true;
}

bool place_temporary(const char *file, struct arena *a,
    const char **ret_temporary, struct err *err)
{
	char *name = arena_fmt(a, "%s.part-XXXXXX", file);
	int fd = mkstemp(name);

	if (fd < 0)
		return err_set(err, ERR_IO, "%s cannot be made: %s.", file,
		    strerror(errno));
	close(fd);
	*ret_temporary = name;
	return true;
}

static bool sync_path(const char *path, int flags, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int why = errno;

	if (fd >= 0)
		close(fd);
	if (!ok)
		return err_set(err, ERR_IO, "%s cannot be written: %s.", path,
		    strerror(why));
	return true;
}

/*
 * A second name and then the end of the first never replaces a file. Some
 * file systems (FAT on a stick) have no second names; there the check
 * comes before.
 */
static bool give_name(const char *temporary, const char *file, struct err *err)
{
	if (link(temporary, file) == 0) {
		unlink(temporary);
		return true;
	}
	if (errno == EEXIST)
		return place_check_free(file, err);
	if (!place_check_free(file, err))
		return false;
	if (rename(temporary, file) != 0)
		return err_set(err, ERR_IO, "%s cannot be made: %s.", file,
		    strerror(errno));
	return true;
}

bool place_publish(const char *temporary, const char *file, struct err *err)
{
	struct arena a = ARENA_INIT;
	bool ok;

	ok = sync_path(temporary, 0, err) && give_name(temporary, file, err) &&
	    sync_path(directory_of(file, &a), O_DIRECTORY, err);
	arena_done(&a);
	return ok;
}

void place_remove(const char *file)
{
	static const char *const suffixes[] = { "", "-wal", "-shm",
		"-journal" };
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++)
		unlink(arena_fmt(&a, "%s%s", file, suffixes[i]));
	arena_done(&a);
}
