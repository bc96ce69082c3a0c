/* io/datadir.c - the folder of programs, templates, maps and the like. */

#include "config.h"

#include "io/datadir.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *datadir(void)
{
	const char *path = getenv("ACCORD_DATA");

	return path != NULL && path[0] != '\0' ? path : ACCORD_DATADIR;
}

const char *datadir_path(const char *name, struct arena *a)
{
	return arena_fmt(a, "%s/%s", datadir(), name);
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name), end = strlen(suffix);

	return name[0] != '.' && len > end &&
	    strcmp(name + len - end, suffix) == 0;
}

static int path_compare(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

bool datadir_list(const char *folder, const char *suffix, struct arena *a,
    const char *const **ret, size_t *ret_n, struct err *err)
{
	const char *path = datadir_path(folder, a);
	DIR *dir = opendir(path);
	const char **list = NULL;
	size_t n = 0, size = 0;
	struct dirent *entry;

	if (dir == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "The folder %s cannot be read: %s. Set ACCORD_DATA to "
		    "where Accord's data is.",
		    path, strerror(errno));
	while ((entry = readdir(dir)) != NULL) {
		if (!ends_in(entry->d_name, suffix))
			continue;
		if (n == size) {
			const char **more;

			size = size > 0 ? 2 * size : 16;
			more = arena_alloc(a, size * sizeof(*more));
			if (n > 0)
				memcpy(more, list, n * sizeof(*more));
			list = more;
		}
		list[n++] = arena_fmt(a, "%s/%s", path, entry->d_name);
	}
	closedir(dir);
	if (n > 0)
		qsort(list, n, sizeof(*list), path_compare);
	*ret = list;
	*ret_n = n;
	return true;
}
