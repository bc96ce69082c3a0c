/* io/file.c - whole files in memory. */

#include "config.h"

#include "io/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

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

bool file_read(const char *path, size_t max, struct arena *a, const char **ret,
    size_t *ret_len, struct err *err)
{
	FILE *file = fopen(path, "rbe");
	struct buf out = BUF_INIT;
	bool ok;

	if (file == NULL)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
		    "%s cannot be opened: %s.", path, strerror(errno));
	ok = read_all(file, max, &out) ||
	    err_set(
		err, ERR_IO, "%s cannot be read: %s.", path, strerror(errno));
	fclose(file);
	if (ok && out.len > max)
		ok = err_set(err, ERR_INVALID,
		    "%s is larger than %zu bytes; it cannot be what it should "
		    "be.",
		    path, max);
	if (!ok) {
		buf_done(&out);
		return false;
	}
	*ret_len = out.len;
	*ret = buf_take(&out, a);
	return true;
}

bool file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}
