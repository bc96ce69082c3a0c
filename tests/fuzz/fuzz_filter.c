/* tests/fuzz/fuzz_filter.c - any text in the filter line of any list. */

#include "config.h"

#include "query/list.h"
#include "tests/fuzz/fuzz.h"

/* Each ?N of the condition has its value, and none is left over. */
static void check_parameters(const struct filter *f)
{
	size_t most = 0;

	for (const char *s = f->where; (s = strchr(s, '?')) != NULL; s++) {
		size_t n = strtoul(s + 1, NULL, 10);

		if (n < FILTER_FIRST)
			continue;
		n -= FILTER_FIRST - 1;
		FUZZ_CHECK(n <= f->n);
		most = n > most ? n : most;
	}
	FUZZ_CHECK(most == f->n);
}

static void check_filter(
    const struct list *list, const char *text, struct arena *a)
{
	static const struct filter_context context = { "alice", 20484 };
	const struct filter *f;
	struct err err;

	if (filter_parse(list, text, &context, a, &f, &err))
		check_parameters(f);
	(void)filter_complete(list, text, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);

	for (size_t i = 0; lists[i] != NULL; i++) {
		struct arena a = ARENA_INIT;

		check_filter(lists[i], text, &a);
		arena_done(&a);
	}
	free(text);
	return 0;
}
