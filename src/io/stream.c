/* io/stream.c - a text file read block by block, in constant memory. */

#include "config.h"

#include "io/stream.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/encoding.h"
#include "io/file.h"

struct stream {
	FILE *file;
	char *path;
	struct encoding encoding;
	size_t given; /* bytes of the block that the caller has */
	size_t n;     /* bytes in the block */
	bool begun;
	char block[64 * 1024];
};

/* Moves the cut character at the block's end to its start; fills the rest. */
static bool fill(struct stream *s, struct err *err)
{
	s->n -= s->given;
	memmove(s->block, s->block + s->given, s->n);
	s->given = 0;
	s->n += fread(s->block + s->n, 1, sizeof(s->block) - s->n, s->file);
	if (ferror(s->file) != 0)
		return err_set(err, ERR_IO, "%.200s cannot be read: %s.",
		    s->path, strerror(errno));
	return true;
}

bool stream_open(const char *path, struct stream **ret, struct err *err)
{
	struct stream *s;
	FILE *file;

	if (!file_open(path, &file, err))
		return false;
	s = calloc(1, sizeof(*s));
	if (s == NULL || (s->path = strdup(path)) == NULL)
		abort();
	s->file = file;
	s->encoding.file = s->path;
	*ret = s;
	return true;
}

bool stream_next(
    struct stream *s, const char **ret, size_t *ret_len, struct err *err)
{
	size_t mark, len;

	if (!fill(s, err) ||
	    !encoding_check(
		&s->encoding, s->block, s->n, feof(s->file) == 0, &len, err))
		return false;
	mark = s->begun ? 0 : encoding_mark(s->block, len);
	s->begun = true;
	s->given = len;
	*ret = s->block + mark;
	*ret_len = len - mark;
	return true;
}

void stream_close(struct stream *s)
{
	if (s == NULL)
		return;
	fclose(s->file);
	free(s->path);
	free(s);
}
