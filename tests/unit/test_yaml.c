/* tests/unit/test_yaml.c - what is refused, on which line and column. */

#include "config.h"

#include "io/yaml.h"
#include "tests/tap.h"

/* Reads it and compares the problems, one a line; "" is a good file. */
static bool check(const char *yaml, size_t len,
    const struct yaml_limits *limits, const char *want)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct buf got = BUF_INIT;
	struct node *root;
	bool ok, same;

	ok = yaml_read(yaml, len, limits, &a, &problems, &root);
	problems_sort(&problems);
	problems_print(&problems, &got);
	same = strcmp(buf_text(&got), want) == 0 && ok == (want[0] == '\0');
	if (!same)
		printf("# of %s# got  %s# want %s", yaml, buf_text(&got), want);
	buf_done(&got);
	arena_done(&a);
	return same;
}

static void mistakes_have_their_place(void)
{
	static const struct {
		const char *yaml, *want;
	} cases[] = {
		{ "a: 1\n...\n", "" },
		{ "a: |\n  one\n  two\n...", "" },
		{ "", "f: the file is empty\n" },
		{ "# nothing\n", "f: the file is empty\n" },
		{ "a: 1\n",
		    "f:2:1: the file does not end with \"...\"; it may have "
		    "been cut\n" },
		{ "a: |\n  one\n  tw",
		    "f:4:1: the file does not end with \"...\"; it may have "
		    "been cut\n" },
		{ "a: 1\nb: 2\na: 3\na: 4\n...\n",
		    "f:3:1: duplicate key `a`; it is on line 1 already\n"
		    "f:4:1: duplicate key `a`; it is on line 3 already\n" },
		{ "a: &x 1\nb: *x\nc: !!str d\n...\n",
		    "f:1:4: anchors are not allowed\n"
		    "f:2:4: aliases are not allowed\n"
		    "f:3:4: tags are not allowed\n" },
		{ "%YAML 1.1\n---\na: 1\n...\n",
		    "f:1:1: directives are not allowed\n" },
		{ "a: 1\n...\n---\nb: 2\n...\n",
		    "f:3:1: a second document; one is allowed\n" },
		{ "a: [1, 2\n...\n",
		    "f:2:1: while parsing a flow sequence, did not find "
		    "expected ',' or ']'\n" },
		{ "? [a]\n: b\n...\n", "f:1:3: a key must be a text\n" },
		{ "a: \"x\xe2\x80\xaey\"\n# \x7f\n...\n",
		    "f:1:6: U+202E is not allowed: a control, direction or "
		    "invisible character\n"
		    "f:2:3: U+007F is not allowed: a control, direction or "
		    "invisible character\n" },
		{ "a: 1\nb: \xe9t\xe9\n...\n",
		    "f:2:4: byte 9 is not UTF-8; convert the file, for "
		    "example with \"iconv -f LATIN1 -t UTF-8\"\n" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK(check(cases[i].yaml, strlen(cases[i].yaml),
		    &yaml_program_limits, cases[i].want));
}

static void a_cut_file_is_refused_at_every_byte(void)
{
	static const char whole[] =
	    "accord: 1\nlist: [a, {b: c}]\n# a comment\ntext: |\n  one\n"
	    "  two\nlast: \"...\"\n...\n";
	size_t dots = sizeof(whole) - 1 - 2; /* before the final dot */

	for (size_t len = 0; len <= dots; len++) {
		struct arena a = ARENA_INIT;
		struct problems problems = { .arena = &a, .file = "f" };
		struct node *root;
		bool ok = yaml_read(
		    whole, len, &yaml_program_limits, &a, &problems, &root);

		arena_done(&a);
		CHECK(!ok || len == dots + 1);
	}
	CHECK(check(whole, sizeof(whole) - 1, &yaml_program_limits, ""));
}

/* Deep nesting makes libyaml slow; it must not be let get there. */
static void limits_are_kept(void)
{
	static const char nested[] = "f:1:33: the file is nested too deeply\n";
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < 64; i++)
		buf_add(&b, "[ ");
	CHECK(check(b.s, b.len, &yaml_program_limits, nested));
	buf_clear(&b);
	for (size_t i = 0; i < 9000; i++)
		buf_add(&b, "x");
	buf_add(&b, "\n...\n");
	CHECK(check(b.s, b.len, &yaml_program_limits,
	    "f:1:1: this text is too long\n"));
	buf_clear(&b);
	for (size_t i = 0; i < 20000; i++)
		buf_add(&b, "- a\n");
	buf_add(&b, "...\n");
	CHECK(check(b.s, b.len, &yaml_program_limits,
	    "f:19998:3: the file has too many parts\n"));
	buf_clear(&b);
	for (size_t i = 0; i < 26215; i++)
		buf_add(&b, "# comment\n");
	CHECK(check(b.s, b.len, &yaml_program_limits,
	    "f: the file is larger than 262144 bytes\n"));
	buf_done(&b);
}

static void nothing_is_guessed(void)
{
	static const char yaml[] =
	    "a: yes\nb: 010\nc: ~\nd: '~'\ne:\nf: \"\"\ng: [x, {h: i}]\n...\n";
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct node *root = NULL;
	const struct node *g;

	CHECK(yaml_read(yaml, sizeof(yaml) - 1, &yaml_program_limits, &a,
	    &problems, &root));
	CHECK_STR(node_text(root, "a"), "yes");
	CHECK_STR(node_text(root, "b"), "010");
	CHECK(node_get(root, "c")->type == NODE_NULL);
	CHECK_STR(node_text(root, "d"), "~");
	CHECK(node_get(root, "e")->type == NODE_NULL);
	CHECK_STR(node_text(root, "f"), "");
	g = node_get(root, "g");
	CHECK(g->type == NODE_LIST && g->n == 2 && g->line == 7 &&
	    g->column == 4 && g->key_column == 1);
	CHECK_STR(node_text(g->child->next, "h"), "i");
	arena_done(&a);
}

int main(void)
{
	RUN(mistakes_have_their_place);
	RUN(a_cut_file_is_refused_at_every_byte);
	RUN(limits_are_kept);
	RUN(nothing_is_guessed);
	return tap_done();
}
