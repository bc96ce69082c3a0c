/*
 * io/datadir.h - the folder of programs, templates, maps and the like.
 *
 * It is $ACCORD_DATA when that is set, else where Accord was installed. A
 * file of the folder is named by its path inside: "programs/reseller.yaml".
 */

#ifndef IO_DATADIR_H
#define IO_DATADIR_H

#include "base/arena.h"
#include "base/err.h"

/* The folder's path; it lives as long as the environment is not changed. */
const char *datadir(void);

/* The path of one of its files, which may or may not be there. */
const char *datadir_path(const char *name, struct arena *a);

/* The paths of the files of one of its folders that end in `suffix`, by
 * name; ERR_NOT_FOUND when the folder cannot be read. */
NODISCARD bool datadir_list(const char *folder, const char *suffix,
    struct arena *a, const char *const **ret, size_t *ret_n, struct err *err);

#endif
