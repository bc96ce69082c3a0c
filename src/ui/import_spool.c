/* ui/import_spool.c - rows in an unnamed temporary file. */

#include "config.h"

#include "ui/import_spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* A length that stands for NULL. */
#define NO_TEXT UINT32_MAX

struct import_spool {
	FILE *file;
};

static bool fail(struct err *err)
{
	return err_set(err, ERR_IO,
	    "The temporary file of the import failed: %s.", strerror(errno));
}

bool spool_open(struct import_spool **ret, struct err *err)
{
	FILE *file = tmpfile();
	struct import_spool *s;

	if (file == NULL)
		return fail(err);
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		abort();
	s->file = file;
	*ret = s;
	return true;
}

void spool_close(struct import_spool *s)
{
	if (s == NULL)
		return;
	fclose(s->file);
	free(s);
}

static bool put(struct import_spool *s, const void *bytes, size_t n)
{
	return fwrite(bytes, 1, n, s->file) == n;
}

bool spool_add(struct import_spool *s, uint32_t line, const char *const *texts,
    size_t n, struct err *err)
{
	if (!put(s, &line, sizeof(line)))
		return fail(err);
	for (size_t i = 0; i < n; i++) {
		size_t len = texts[i] != NULL ? strlen(texts[i]) : 0;
		uint32_t size = texts[i] != NULL ? (uint32_t)len : NO_TEXT;

		if (!put(s, &size, sizeof(size)) ||
		    (len > 0 && !put(s, texts[i], len)))
			return fail(err);
	}
	return true;
}

bool spool_rewind(struct import_spool *s, struct err *err)
{
	if (fflush(s->file) != 0 || fseek(s->file, 0, SEEK_SET) != 0)
		return fail(err);
	return true;
}

static bool get_text(struct import_spool *s, struct arena *a, const char **ret)
{
	uint32_t size;
	char *text;

	if (fread(&size, sizeof(size), 1, s->file) != 1)
		return false;
	if (size == NO_TEXT) {
		*ret = NULL;
		return true;
	}
	text = arena_alloc(a, (size_t)size + 1);
	*ret = text;
	return size == 0 || fread(text, size, 1, s->file) == 1;
}

bool spool_next(struct import_spool *s, struct arena *a, bool *ret_more,
    uint32_t *ret_line, const char **texts, size_t n, struct err *err)
{
	if (fread(ret_line, sizeof(*ret_line), 1, s->file) != 1) {
		if (ferror(s->file))
			return fail(err);
		*ret_more = false;
		return true;
	}
	for (size_t i = 0; i < n; i++)
		if (!get_text(s, a, &texts[i]))
			return fail(err);
	*ret_more = true;
	return true;
}

bool spool_tell(struct import_spool *s, int64_t *ret, struct err *err)
{
	off_t at = ftello(s->file);

	if (at < 0)
		return fail(err);
	*ret = at;
	return true;
}

bool spool_seek(struct import_spool *s, int64_t at, struct err *err)
{
	if (fseeko(s->file, (off_t)at, SEEK_SET) != 0)
		return fail(err);
	return true;
}
