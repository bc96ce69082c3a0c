/* tests/unit/test_json.c - JSON, with each mistake's place. */

#include "config.h"

#include "io/file.h"
#include "io/json.h"
#include "tests/scratch.h"
#include "tests/tap.h"

/* Reads it; "" when it is good, else the problems, one a line. */
static bool says(const char *json, size_t len, const char *want)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct buf got = BUF_INIT;
	struct node *root = NULL;
	bool ok, same;

	ok = json_read(json, len, &a, &problems, &root);
	problems_print(&problems, &got);
	same = strcmp(buf_text(&got), want) == 0 && ok == (*want == '\0') &&
	    ok == (root != NULL);
	if (!same)
		printf("# of %.200s\n# got  %s# want %s\n", json,
		    buf_text(&got), want);
	buf_done(&got);
	arena_done(&a);
	return same;
}

static const struct {
	const char *json, *want;
} mistakes[] = {
	{ "[1,2]", "" },
	{ " {\"a\" : -1.5e+3 , \"b\":[ ] ,\"c\":{ } }\r\n", "" },
	{ "\"x\"", "" },
	{ "", "f: the file is empty\n" },
	{ " \n\t", "f: the file is empty\n" },
	{ "[1,]", "f:1:4: this is no value of JSON\n" },
	{ "[1 2]", "f:1:4: \",\" or \"]\" is missing here\n" },
	{ "{\"a\":1 \"b\":2}", "f:1:8: \",\" or \"}\" is missing here\n" },
	{ "{\"a\":1,}", "f:1:8: a key in quotes is missing here\n" },
	{ "{a:1}", "f:1:2: a key in quotes is missing here\n" },
	{ "{\"a\" 1}", "f:1:6: \":\" is missing here\n" },
	{ "{\n\t\"a\": 1,\n\t\"é\": 2,\n\t\"a\": 3\n}",
	    "f:4:2: duplicate key `a`; it is on line 2 already\n" },
	{ "[\"é\", x]", "f:1:7: this is no value of JSON\n" },
	{ "[01]", "f:1:2: this is no value of JSON\n" },
	{ "[1.]", "f:1:2: this is no value of JSON\n" },
	{ "[.5]", "f:1:2: this is no value of JSON\n" },
	{ "[+1]", "f:1:2: this is no value of JSON\n" },
	{ "[1e]", "f:1:2: this is no value of JSON\n" },
	{ "[-]", "f:1:2: this is no value of JSON\n" },
	{ "[NaN]", "f:1:2: this is no value of JSON\n" },
	{ "[True]", "f:1:2: this is no value of JSON\n" },
	{ "[nulls]", "f:1:2: this is no value of JSON\n" },
	{ "['a']", "f:1:2: this is no value of JSON\n" },
	{ "[1] // x", "f:1:5: there is something behind the value\n" },
	{ "{} {}", "f:1:4: there is something behind the value\n" },
	{ "[\"a\nb\"]", "f:1:4: a control character in a string; escape it\n" },
	{ "[\"\\x\"]", "f:1:4: this escape is not known\n" },
	{ "[\"\\u12g4\"]",
	    "f:1:7: \\u is followed by four hexadecimal digits\n" },
	{ "[\"\\u0000\"]", "f:1:3: a NUL is not allowed\n" },
	{ "[\"a\\ud800\"]", "f:1:4: half of a surrogate pair\n" },
	{ "[\"\\ud800\\u0041\"]", "f:1:3: half of a surrogate pair\n" },
	{ "[\"\\udc00\"]", "f:1:3: half of a surrogate pair\n" },
	{ "[1", "f:1:3: the file ends in the middle; it may have been cut\n" },
	{ "[", "f:1:2: the file ends in the middle; it may have been cut\n" },
	{ "[\"a",
	    "f:1:4: the file ends in the middle; it may have been cut\n" },
	{ "[\"\\",
	    "f:1:4: the file ends in the middle; it may have been cut\n" },
	{ "{\"a\"",
	    "f:1:5: the file ends in the middle; it may have been cut\n" },
};

static void mistakes_are_told_with_their_place(void)
{
	for (size_t i = 0; i < ARRAY_LEN(mistakes); i++)
		CHECK(says(mistakes[i].json, strlen(mistakes[i].json),
		    mistakes[i].want));
}

static void a_cut_file_is_refused_at_every_byte(void)
{
	static const char whole[] =
	    "{\"a\": [1.5, \"x\\u00e9\\n\", true], \"b\": null}";

	for (size_t len = 0; len < sizeof(whole) - 1; len++) {
		struct arena a = ARENA_INIT;
		struct problems problems = { .arena = &a, .file = "f" };
		struct node *root;
		bool ok = json_read(whole, len, &a, &problems, &root);

		arena_done(&a);
		CHECK(!ok);
	}
	CHECK(says(whole, sizeof(whole) - 1, ""));
}

static void values_keep_their_text(void)
{
	static const char json[] =
	    "{\"n\": 0.10, \"t\": true, \"z\": null,\n"
	    " \"s\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t"
	    "\\u00e9\\u20ac\\ud834\\udd1e\", \"e\": \"\","
	    "\n \"l\": [1, {\"k\": 2}]}";
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	struct node *root = NULL;
	const struct node *l;

	CHECK(json_read(json, sizeof(json) - 1, &a, &problems, &root));
	CHECK_STR(node_text(root, "n"), "0.10");
	CHECK_STR(node_text(root, "t"), "true");
	CHECK(node_get(root, "z")->type == NODE_NULL);
	CHECK_STR(node_text(root, "s"), "\"\\/\b\f\n\r\té€𝄞");
	CHECK_STR(node_text(root, "e"), "");
	l = node_get(root, "l");
	CHECK(l->type == NODE_LIST && l->n == 2);
	CHECK(l->line == 3 && l->column == 7);
	CHECK(l->key_line == 3 && l->key_column == 2);
	CHECK(l->child->next->line == 3 && l->child->next->column == 11);
	CHECK_STR(node_text(l->child->next, "k"), "2");
	arena_done(&a);
}

static void depth_is_limited(void)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < 32; i++)
		buf_addc(&b, '[');
	for (int i = 0; i < 32; i++)
		buf_addc(&b, ']');
	CHECK(says(b.s, b.len, ""));
	buf_clear(&b);
	for (int i = 0; i < 1000000; i++)
		buf_addc(&b, '[');
	CHECK(says(b.s, b.len, "f:1:33: the file is nested too deeply\n"));
	buf_done(&b);
}

static void real_partners(void)
{
	struct arena a = ARENA_INIT;
	struct problems problems = { .arena = &a, .file = "f" };
	char path[4200];
	const char *bytes;
	struct node *root;
	struct err err;
	size_t len;

	REAL_FILE(path, "vue-partners/partners.json");
	CHECK(file_read_text(path, 1 << 20, &a, &bytes, &len, &err));
	CHECK(json_read(bytes, len, &a, &problems, &root));
	CHECK(root->type == NODE_LIST && root->n > 5);
	CHECK_STR(node_text(root->child, "name"), "Vehikl");
	CHECK_STR(node_text(root->child, "flipLogo"), "true");
	arena_done(&a);
}

int main(void)
{
	scratch_enter();
	RUN(mistakes_are_told_with_their_place);
	RUN(a_cut_file_is_refused_at_every_byte);
	RUN(values_keep_their_text);
	RUN(depth_is_limited);
	RUN(real_partners);
	scratch_leave();
	return tap_done();
}
