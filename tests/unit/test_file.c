/* tests/unit/test_file.c - whole files, in and out, and their encoding. */

#include "config.h"

#include "io/file.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "io/stream.h"
#include "tests/scratch.h"
#include "tests/tap.h"

static void what_cannot_be_read_is_said(void)
{
	struct arena a = ARENA_INIT;
	const char *bytes;
	struct err err;
	size_t len;

	CHECK(!file_read("f", 10, &a, &bytes, &len, &err));
	CHECK(err.kind == ERR_NOT_FOUND);
	CHECK_STR(err.text, "f cannot be opened: No such file or directory.");
	CHECK(!file_read(".", 10, &a, &bytes, &len, &err));
	CHECK(err.kind == ERR_IO);
	CHECK_STR(err.text, ". is a folder; name a file in it.");
	scratch_text("f", "0123456789");
	CHECK(file_read("f", 10, &a, &bytes, &len, &err));
	CHECK(len == 10 && strcmp(bytes, "0123456789") == 0);
	CHECK(!file_read("f", 9, &a, &bytes, &len, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK_STR(err.text,
	    "f is larger than 9 bytes; it cannot be what it should be.");
	unlink("f");
	arena_done(&a);
}

static void permission_is_needed(void)
{
	struct arena a = ARENA_INIT;
	const char *bytes;
	struct err err;
	size_t len;
	bool ok;

	if (geteuid() == 0)
		SKIP("root may read everything");
	scratch_text("f", "x");
	chmod("f", 0);
	ok = file_read("f", 10, &a, &bytes, &len, &err);
	unlink("f");
	CHECK(!ok && err.kind == ERR_IO);
	CHECK_STR(err.text, "f cannot be opened: Permission denied.");
}

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *bytes;
	size_t n;
	const char *want; /* the text, or what is said */
} encodings[] = {
	{ BYTES(""), "" },
	{ BYTES("é\n"), "é\n" },
	{ BYTES("\xef\xbb\xbfx\n"), "x\n" },
	{ BYTES("\xef\xbb\xbf"), "" },
	{ BYTES("\xff\xfex\0"),
	    "f: byte 1 (line 1) is a mark of UTF-16, not UTF-8; convert the "
	    "file first: iconv -f UTF-16 -t UTF-8 f >NEW" },
	{ BYTES("\xff\xfe\0\0x\0\0\0"),
	    "f: byte 1 (line 1) is a mark of UTF-32, not UTF-8; convert the "
	    "file first: iconv -f UTF-32 -t UTF-8 f >NEW" },
	{ BYTES("a\n\nb\0\n\0"),
	    "f: byte 5 (line 3) is a NUL, as in UTF-16; convert the file "
	    "first: iconv -f UTF-16BE -t UTF-8 f >NEW" },
	{ BYTES("a\nb\xe9"),
	    "f: byte 4 (line 2) is not UTF-8; convert the file first: iconv "
	    "-f LATIN1 -t UTF-8 f >NEW" },
	{ BYTES("a\x93q\x94"),
	    "f: byte 2 (line 1) is not UTF-8; convert the file first: iconv "
	    "-f WINDOWS-1252 -t UTF-8 f >NEW" },
};

/* As one block and block by block, the same is said. */
static void encodings_are_told_apart(void)
{
	for (size_t i = 0; i < ARRAY_LEN(encodings); i++) {
		struct arena a = ARENA_INIT;
		struct buf got = BUF_INIT;
		struct stream *s = NULL;
		const char *bytes;
		struct err err;
		size_t len;
		bool ok;

		scratch_write("f", encodings[i].bytes, encodings[i].n);
		ok = file_read_text("f", 100, &a, &bytes, &len, &err);
		CHECK_STR(ok ? bytes : err.text, encodings[i].want);
		CHECK(!ok || len == strlen(encodings[i].want));
		CHECK(stream_open("f", &s, &err));
		while ((ok = stream_next(s, &bytes, &len, &err)) && len > 0)
			buf_addn(&got, bytes, len);
		CHECK_STR(ok ? buf_text(&got) : err.text, encodings[i].want);
		stream_close(s);
		buf_done(&got);
		arena_done(&a);
	}
	unlink("f");
}

static bool holds(const char *path, const char *want)
{
	struct arena a = ARENA_INIT;
	const char *bytes = "";
	struct err err;
	size_t len;
	bool same = file_read(path, 1 << 20, &a, &bytes, &len, &err) &&
	    strcmp(bytes, want) == 0;

	arena_done(&a);
	return same;
}

static void files_are_replaced_whole(void)
{
	struct stat st;
	struct err err;

	CHECK(file_write("f", "one\n", 4, &err));
	CHECK(holds("f", "one\n"));
	CHECK(chmod("f", 0640) == 0);
	CHECK(file_write("./f", "two", 3, &err));
	CHECK(holds("f", "two"));
	CHECK(stat("f", &st) == 0 && (st.st_mode & 0777) == 0640);
	CHECK(file_write("f", "", 0, &err));
	CHECK(holds("f", ""));
	CHECK(file_exists("f") && !file_exists("."));
	unlink("f");
	CHECK(!file_exists("f"));
}

/* The old file stays, and nothing else is left (see scratch_leave()). */
static void what_cannot_be_written_is_said(void)
{
	struct err err;

	CHECK(!file_write("no/f", "x", 1, &err));
	CHECK(err.kind == ERR_IO);
	CHECK_STR(err.text,
	    "no/f cannot be written: No such file or "
	    "directory.");
	CHECK(!file_write("/dev/full", "x", 1, &err));
	CHECK_STR(
	    err.text, "/dev/full cannot be written: No space left on device.");
	CHECK(file_write("/dev/null", "x", 1, &err));
}

int main(void)
{
	scratch_enter();
	RUN(what_cannot_be_read_is_said);
	RUN(permission_is_needed);
	RUN(encodings_are_told_apart);
	RUN(files_are_replaced_whole);
	RUN(what_cannot_be_written_is_said);
	scratch_leave();
	return tap_done();
}
