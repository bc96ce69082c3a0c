/* tests/fuzz/fuzz_json.c - any bytes as JSON. */

#include "config.h"

#include "io/json.h"
#include "tests/fuzz/fuzz.h"
#include "tests/tree_flaw.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_text(data, size);
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct node *root = NULL;
	bool ok;

	/* file_read_text() lets nothing else through. */
	if (text_valid_until(bytes, size) == size) {
		ok = json_read(bytes, size, &a, &problems, &root);
		FUZZ_CHECK(ok == (problems.n == 0));
		FUZZ_CHECK(ok == (root != NULL));
		FUZZ_CHECK(!ok || tree_flaw(root, 33) == NULL);
	}
	arena_done(&a);
	free(bytes);
	return 0;
}
