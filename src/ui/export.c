/* ui/export.c - what a screen shows, written to a file. */

#include "config.h"

#include "ui/export.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *ending;
	enum list_format format;
} formats[] = {
	{ ".csv", FORMAT_CSV },
	{ ".json", FORMAT_JSON },
	{ ".txt", FORMAT_TABLE },
};

bool export_ends_in(const char *path, const char *ending)
{
	size_t len = strlen(path), n = strlen(ending);

	return len > n && strcmp(path + len - n, ending) == 0;
}

bool export_format(const char *path, enum list_format *ret)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (export_ends_in(path, formats[i].ending)) {
			*ret = formats[i].format;
			return true;
		}
	return false;
}

bool export_write(const char *path,
    bool (*print)(void *arg, FILE *out, struct err *err), void *arg,
    struct err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool ok;

	if (out == NULL) {
		if (fd >= 0)
			close(fd);
		return err_set(err, ERR_IO, "%s cannot be made: %s.", path,
		    strerror(errno));
	}
	ok = print(arg, out, err);
	if (fclose(out) != 0 && ok)
		ok = err_set(err, ERR_IO, "%s cannot be written: %s.", path,
		    strerror(errno));
	if (!ok)
		unlink(path);
	return ok;
}
