/* tests/fuzz/fuzz_program.c - any bytes as a partner program's file. */

#include "config.h"

#include "domain/program.h"
#include "io/yaml.h"
#include "tests/fuzz/fuzz.h"

/* The program, or NULL with its problems counted. */
static const struct program *read_program(const char *bytes, size_t len,
    struct arena *a, struct node **ret_root, size_t *ret_problems)
{
	struct problems problems = { .arena = a, .file = "f" };
	const struct program *p = NULL;
	bool ok;

	*ret_root = NULL;
	ok =
	    yaml_read(bytes, len, &yaml_program_limits, a, &problems, ret_root);
	if (*ret_root != NULL)
		ok =
		    program_read(*ret_root, a, NULL, NULL, &problems, &p) && ok;
	*ret_problems = problems.n;
	FUZZ_CHECK(ok == (problems.n == 0));
	return ok ? p : NULL;
}

/* What is printed with its defaults reads as the same program. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct buf once = BUF_INIT, twice = BUF_INIT;
	char *bytes = fuzz_text(data, size);
	const struct program *p;
	struct node *root;
	size_t n;

	p = read_program(bytes, size, &a, &root, &n);
	if (p != NULL) {
		program_print(p, root, &once);
		p = read_program(once.s, once.len, &a, &root, &n);
		FUZZ_CHECK(p != NULL);
		program_print(p, root, &twice);
		FUZZ_CHECK(strcmp(once.s, twice.s) == 0);
	}
	buf_done(&once);
	buf_done(&twice);
	free(bytes);
	arena_done(&a);
	return 0;
}
