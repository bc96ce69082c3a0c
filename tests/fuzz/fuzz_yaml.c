/* tests/fuzz/fuzz_yaml.c - any bytes as a program file, or as data. */

#include "config.h"

#include <stdlib.h>

#include "io/yaml.h"
#include "tests/fuzz/fuzz.h"
#include "tests/tree_flaw.h"

/* A tree kept in the database comes back as it was. */
static void check_pack(const struct node *root, struct arena *a)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct node *again;
	struct err err;

	node_pack(root, &once);
	FUZZ_CHECK(node_unpack(buf_text(&once), a, &again, &err));
	node_pack(again, &twice);
	FUZZ_CHECK(strcmp(buf_text(&once), buf_text(&twice)) == 0);
	buf_done(&once);
	buf_done(&twice);
}

static void try_limits(
    const char *bytes, size_t len, const struct yaml_limits *limits)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct node *root = NULL;
	bool ok = yaml_read(bytes, len, limits, &a, &problems, &root);

	FUZZ_CHECK(ok == (problems.n == 0));
	FUZZ_CHECK(!ok || root != NULL);
	if (ok) {
		FUZZ_CHECK(tree_flaw(root, limits->depth + 1) == NULL);
		check_pack(root, &a);
	}
	arena_done(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_text(data, size);

	try_limits(bytes, size, &yaml_program_limits);
	try_limits(bytes, size, &yaml_data_limits);
	free(bytes);
	return 0;
}
