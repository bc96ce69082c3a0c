/* tests/unit/test_yaml_hostile.c - files made to be slow, and spoiled ones. */

#include "config.h"

#include <time.h>

#include "io/yaml.h"
#include "tests/mutate.h"
#include "tests/tap.h"
#include "tests/tree_flaw.h"

#define SIZE ((size_t)256 * 1024)

/*
 * Answered while a finger is still on the key; libyaml alone takes 25 s. The
 * sanitizers make everything slower and say nothing about speed.
 */
#if defined(__SANITIZE_ADDRESS__)
#define AT_ONCE_MS 1000
#else
#define AT_ONCE_MS 50
#endif

static const char SAMPLE[] = "accord: 1   # a comment\n"
			     "name: 'It''s one'\n"
			     "\"quoted\\t\": \"caf\\u00e9 \\\n  folded\"\n"
			     "list:\n"
			     "  - {id: us, countries: [US, CA], holidays: []}\n"
			     "  - id: eu\n"
			     "    text: >-\n"
			     "      folded\n"
			     "      text\n"
			     "  -\n"
			     "  - ~\n"
			     "  - [a, b: c, {d: [e]}]\n"
			     "? last\n"
			     ": |+\n"
			     "  kept\n"
			     "\n"
			     "plain: caf\xc3\xa9 \xe6\xa0\xaa\xe5\xbc\x8f\n"
			     "...\n";

/* As long as a file may be: `first`, `more` again and again, `last`. */
static void fill(
    struct buf *b, const char *first, const char *more, const char *last)
{
	size_t len = strlen(more), end = strlen(last);

	buf_clear(b);
	buf_add(b, first);
	while (b->len + len + end <= SIZE)
		buf_addn(b, more, len);
	buf_add(b, last);
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The best of three, in CPU time: others' work is not the reader's. */
static double answer_ms(
    const struct buf *b, const struct yaml_limits *limits, bool *ret_ok)
{
	double best = 1e9;

	for (int i = 0; i < 3; i++) {
		struct arena a = ARENA_INIT;
		struct problems problems = { .arena = &a, .file = "f" };
		struct node *root;
		double start = now_ms(), took;

		*ret_ok = yaml_read(b->s, b->len, limits, &a, &problems, &root);
		took = now_ms() - start;
		best = took < best ? took : best;
		arena_done(&a);
	}
	return best;
}

static void nesting_is_answered_at_once(void)
{
	static const struct {
		const char *name, *first, *more, *last;
	} shapes[] = {
		{ "maps in braces", "", "{a: ", "" },
		{ "maps in braces that end", "", "{a: ", "\n...\n" },
		{ "braces without keys", "", "{", "\n...\n" },
		{ "brackets", "", "[", "\n...\n" },
		{ "brackets on lines", "", "[\n", "...\n" },
		{ "braces on lines", "", "{a:\n", "...\n" },
		{ "both", "", "[{", "\n...\n" },
		{ "quoted keys", "", "{\"a\": ", "\n...\n" },
		{ "keys of braces", "", "{? ", "\n...\n" },
		{ "lists in a line", "", "- ", "\n...\n" },
		{ "keys in a line", "", "? ", "\n...\n" },
		{ "behind a good start", "a: 1\nb: ", "{c: ", "\n...\n" },
		{ "again and again", "", "[[[[[[[[[[[[a]]]]]]]]]]]]: b\n",
		    "...\n" },
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
		const struct yaml_limits *limits[] = { &yaml_program_limits,
			&yaml_data_limits };

		fill(&b, shapes[i].first, shapes[i].more, shapes[i].last);
		/* The last shape is wide, not deep: data may be that. */
		for (size_t k = 0; k < (i + 1 < ARRAY_LEN(shapes) ? 2 : 1);
		     k++) {
			bool ok;
			double took = answer_ms(&b, limits[k], &ok);

			printf("# %-24s %6.1f ms\n", shapes[i].name, took);
			CHECK(!ok);
			CHECK(took < AT_ONCE_MS);
		}
	}
	buf_done(&b);
}

/* Twice the bytes, about twice the time: nothing is squared. */
static void wide_files_take_time_by_their_size(void)
{
	static const struct {
		const char *first, *more, *last;
	} shapes[] = {
		{ "", "a: 1\n", "...\n" },
		{ "a: [", "b, ", "]\n...\n" },
		{ "a: {", "b: c, ", "}\n...\n" },
		{ "a: \"", "\\x41", "\"\n...\n" },
		{ "a: |\n", "  b\n", "...\n" },
		{ "a: \"", "\n", "\"\n...\n" },
		{ "", "# a\n", "a: 1\n...\n" },
		{ "", "a\x7f\n", "...\n" },
		{ "a: ", "x", "\x7f\n...\n" },
		{ "", "- &a b\n", "...\n" },
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
		bool ok;

		fill(&b, shapes[i].first, shapes[i].more, shapes[i].last);
		/* The square of 256 kB would take minutes. */
		CHECK(answer_ms(&b, &yaml_program_limits, &ok) < 2000);
		CHECK(answer_ms(&b, &yaml_data_limits, &ok) < 2000);
	}
	buf_done(&b);
}

/*
 * As YAML counts them: NEL and the line and paragraph separators end lines,
 * too, and what is missing at the end is missing on a line of its own.
 */
static uint32_t lines_in(const struct buf *b)
{
	static const char *const ends[] = { "\n", "\r", "\xc2\x85",
		"\xe2\x80\xa8", "\xe2\x80\xa9" };
	uint32_t n = 2;

	for (size_t i = 0; i < b->len; i++)
		for (size_t k = 0; k < ARRAY_LEN(ends); k++)
			n += strncmp(b->s + i, ends[k], strlen(ends[k])) == 0;
	return n;
}

/* A line of three dots, and no more but blanks and comments behind it. */
static bool has_dots(const struct buf *b)
{
	for (const char *s = b->s; (s = strstr(s, "...")) != NULL; s++) {
		if (s == b->s || s[-1] == '\n' || s[-1] == '\r')
			return true;
	}
	return false;
}

/* What must hold of the verdict on any bytes; NULL when it does. */
static const char *wrong_verdict(
    const struct buf *b, const struct yaml_limits *limits, bool *ret_ok)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct node *root = NULL;
	const char *wrong = NULL;
	bool ok = yaml_read(b->s, b->len, limits, &a, &problems, &root);

	if (ok != (problems.n == 0))
		wrong = "a refusal without a problem, or the reverse";
	else if (ok && root == NULL)
		wrong = "a good file without a tree";
	else if (ok)
		wrong = tree_flaw(root, limits->depth + 1);
	if (wrong == NULL && ok && limits->ends && !has_dots(b))
		wrong = "a good file without its dots";
	for (size_t i = 0; i < problems.n; i++) {
		if (problems.list[i].line > lines_in(b) ||
		    problems.list[i].text[0] == '\0')
			wrong = "a problem where there is no line";
	}
	*ret_ok = ok;
	arena_done(&a);
	return wrong;
}

static void spoiled_files_get_a_verdict(void)
{
	struct mutate m = { .good = SAMPLE,
		.len = sizeof(SAMPLE) - 1,
		.signs = " \n\t:-?[]{},#&*!|>'\"%@`.~\\\r",
		.state = 20260131 };
	struct buf b = BUF_INIT;
	size_t good = 0, bad = 0;

	for (int i = 0; i < 20000; i++) {
		const struct yaml_limits *limits =
		    i % 2 == 0 ? &yaml_program_limits : &yaml_data_limits;
		const char *wrong;
		bool ok;

		mutate_next(&m, &b);
		wrong = wrong_verdict(&b, limits, &ok);
		if (wrong != NULL)
			printf("# %s in change %d of:\n# %s\n", wrong, i, b.s);
		CHECK(wrong == NULL);
		good += ok;
		bad += !ok;
	}
	printf("# %zu good, %zu refused\n", good, bad);
	/* Neither is so rare that the other goes untested. */
	CHECK(good > 1000 && bad > 1000);
	buf_done(&b);
}

int main(void)
{
	RUN(nesting_is_answered_at_once);
	RUN(wide_files_take_time_by_their_size);
	RUN(spoiled_files_get_a_verdict);
	return tap_done();
}
