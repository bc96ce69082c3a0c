/*
 * store/place.h - the files a database is made of: where they lie, how a
 * new one appears.
 */

#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "base/arena.h"
#include "base/err.h"

/*
 * The absolute path, without links in its directories, so that the engine
 * can be told to follow none. The file itself need not exist.
 */
NODISCARD bool place_resolve(
    const char *path, struct arena *a, const char **ret_file, struct err *err);

/*
 * Accepts a plain file on a file system of this machine. ERR_NOT_FOUND when
 * there is none; ERR_IO for a link or a network file system, where locks and
 * shared memory don't work; ERR_INVALID for a directory or a device.
 */
NODISCARD bool place_check(const char *file, struct err *err);

/* ERR_REFUSED when something, even a dangling link, has that name. */
NODISCARD bool place_check_free(const char *file, struct err *err);

/* The name of a file system that other machines write to, or NULL. */
const char *place_network_name(unsigned long magic);

/* Makes an empty file, mode 0600, of a new name beside `file`. */
NODISCARD bool place_temporary(const char *file, struct arena *a,
    const char **ret_temporary, struct err *err);

/*
 * Gives a finished temporary file its name: its bytes reach the disk first
 * and its name before this returns. Refuses to replace a file.
 */
NODISCARD bool place_publish(
    const char *temporary, const char *file, struct err *err);

/* Removes a file the engine made, with the two that may lie beside it. */
void place_remove(const char *file);

#endif
