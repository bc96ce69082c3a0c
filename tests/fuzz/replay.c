/*
 * tests/fuzz/replay.c - a fuzzer's checks without its engine.
 *
 * Linked with one fuzzer as replay_NAME. Run by make check it tries each file
 * of seeds/NAME, and spoiled copies of it that are the same in each run; with
 * arguments it tries those files, such as what a fuzzer found.
 */

#include "config.h"

#include <dirent.h>
#include <stdbool.h>

#include "tests/fuzz/fuzz.h"
#include "tests/mutate.h"

#define COPIES 300
#define FILE_MAX (64 * 1024)

/* Signs of all the formats. */
static const char SIGNS[] = " \n\t\r,;:.\"'{}[]()<>=-+*&!|#%@?\\/^~0159aeT";

static void try_bytes(const char *bytes, size_t len)
{
	(void)LLVMFuzzerTestOneInput((const uint8_t *)bytes, len);
}

static bool read_seed(const char *path, struct buf *out)
{
	FILE *file = fopen(path, "rb");
	char block[4096];
	size_t n;

	buf_clear(out);
	if (file == NULL) {
		perror(path);
		return false;
	}
	while (out->len < FILE_MAX &&
	    (n = fread(block, 1, sizeof(block), file)) > 0)
		buf_addn(out, block, n);
	fclose(file);
	return true;
}

static void try_copies(const struct buf *seed)
{
	struct mutate m = {
		.good = seed->s,
		.len = seed->len,
		.signs = SIGNS,
		.state = 20260131,
	};
	struct buf copy = BUF_INIT;

	for (int i = 0; i < COPIES; i++) {
		mutate_next(&m, &copy);
		try_bytes(buf_text(&copy), copy.len);
	}
	buf_done(&copy);
}

/* The seeds are tried in any order: none knows of the others. */
static int try_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct buf seed = BUF_INIT;
	struct arena a = ARENA_INIT;
	int n = 0;

	if (dir == NULL)
		return 0;
	for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
		const char *path = arena_fmt(&a, "%s/%s", folder, e->d_name);

		if (e->d_name[0] == '.' || !read_seed(path, &seed))
			continue;
		/* The last one named is the one that failed. */
		printf("# %s\n", e->d_name);
		fflush(stdout);
		try_bytes(buf_text(&seed), seed.len);
		if (seed.len > 0)
			try_copies(&seed);
		n++;
	}
	closedir(dir);
	buf_done(&seed);
	arena_done(&a);
	return n;
}

static int try_files(int n, char **paths)
{
	struct buf file = BUF_INIT;
	bool ok = true;

	for (int i = 0; i < n; i++) {
		ok = read_seed(paths[i], &file) && ok;
		try_bytes(buf_text(&file), file.len);
	}
	buf_done(&file);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	const char *top = getenv("srcdir"), *name = strrchr(argv[0], '_');
	char folder[4096];
	int n;

	if (argc > 1)
		return try_files(argc - 1, argv + 1);
	snprintf(folder, sizeof(folder), "%s/tests/fuzz/seeds/%s",
	    top != NULL ? top : ".", name != NULL ? name + 1 : "");
	n = try_folder(folder);
	printf("%sok 1 - %d seeds and %d copies of each\n1..1\n",
	    n > 0 ? "" : "not ", n, COPIES);
	return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
