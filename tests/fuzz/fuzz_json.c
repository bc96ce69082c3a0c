/* tests/fuzz/fuzz_json.c - any text as JSON. */

#include "config.h"

#include "io/json.h"
#include "tests/fuzz/fuzz.h"
#include "tests/tree_flaw.h"

#define DEPTH 32

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	char *text = fuzz_text(data, size);
	struct node *root = NULL;
	bool ok;

	/* file_read_text() lets only such through. */
	if (text_valid_until(text, size) == size) {
		ok = json_read(text, size, &a, &problems, &root);
		FUZZ_CHECK(ok == (problems.n == 0));
		FUZZ_CHECK(!ok || tree_flaw(root, DEPTH + 1) == NULL);
		for (size_t i = 0; i < problems.n; i++)
			FUZZ_CHECK(problems.list[i].line <= size + 1 &&
			    problems.list[i].column <= size + 1);
	}
	free(text);
	arena_done(&a);
	return 0;
}
