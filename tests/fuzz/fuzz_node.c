/* tests/fuzz/fuzz_node.c - any bytes where the database keeps a tree. */

#include "config.h"

#include "base/node.h"
#include "tests/fuzz/fuzz.h"

/* A broken row is refused; one that is read packs as what it was read as. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct buf once = BUF_INIT, twice = BUF_INIT;
	char *text = fuzz_text(data, size);
	struct node *root, *again;
	struct err err;

	if (node_unpack(text, &a, &root, &err)) {
		node_pack(root, &once);
		FUZZ_CHECK(node_unpack(buf_text(&once), &a, &again, &err));
		node_pack(again, &twice);
		FUZZ_CHECK(strcmp(buf_text(&once), buf_text(&twice)) == 0);
	}
	buf_done(&once);
	buf_done(&twice);
	free(text);
	arena_done(&a);
	return 0;
}
