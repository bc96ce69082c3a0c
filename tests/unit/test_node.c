/* tests/unit/test_node.c - document trees and their packed form. */

#include "config.h"

#include "base/node.h"

#include "tests/tap.h"

static struct arena arena;
static struct err err;

static struct node *node(enum node_type type, const char *key, const char *text)
{
	struct node *n = arena_alloc(&arena, sizeof(*n));

	n->type = type;
	n->key = key;
	n->text = text;
	n->line = 3;
	n->column = 7;
	if (key != NULL) {
		n->key_line = 3;
		n->key_column = 2;
	}
	return n;
}

static void append(struct node *parent, struct node *child)
{
	struct node **link = &parent->child;

	while (*link != NULL)
		link = &(*link)->next;
	*link = child;
	parent->n++;
}

/* {name: "Société\n-,;:1", list: [x, null, ""], empty: {}, "": "m0,;"} */
static struct node *sample(void)
{
	struct node *map = node(NODE_MAP, NULL, NULL);
	struct node *list = node(NODE_LIST, "list", NULL);

	append(map, node(NODE_SCALAR, "name", "Société\n-,;:1"));
	append(list, node(NODE_SCALAR, NULL, "x"));
	append(list, node(NODE_NULL, NULL, NULL));
	append(list, node(NODE_SCALAR, NULL, ""));
	append(map, list);
	append(map, node(NODE_MAP, "empty", NULL));
	append(map, node(NODE_SCALAR, "", "m0,;"));
	append(map, node(NODE_SCALAR, "-,", "-"));
	return map;
}

static bool same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static bool same(const struct node *a, const struct node *b)
{
	const struct node *p = a->child, *q = b->child;

	if (a->type != b->type || a->n != b->n || a->line != b->line ||
	    a->column != b->column || a->key_line != b->key_line ||
	    a->key_column != b->key_column || !same_text(a->key, b->key) ||
	    !same_text(a->text, b->text))
		return false;
	for (; p != NULL && q != NULL; p = p->next, q = q->next) {
		if (!same(p, q))
			return false;
	}
	return p == NULL && q == NULL;
}

static void keys_are_found(void)
{
	const struct node *map = sample();

	CHECK(node_get(map, "list")->type == NODE_LIST);
	CHECK_STR(node_text(map, "name"), "Société\n-,;:1");
	CHECK_STR(node_text(map, ""), "m0,;");
	CHECK(node_text(map, "list") == NULL);
	CHECK(node_get(map, "nothing") == NULL);
	CHECK(node_get(NULL, "name") == NULL);
	CHECK(node_text(NULL, "name") == NULL);
	CHECK(node_get(node_get(map, "list"), "name") == NULL);
}

static void a_tree_comes_back_whole(void)
{
	struct node *map = sample(), *back;
	struct buf packed = BUF_INIT;

	node_pack(map, &packed);
	CHECK(strlen(packed.s) == packed.len);
	CHECK(node_unpack(packed.s, &arena, &back, &err));
	CHECK(same(map, back));
	buf_done(&packed);
}

static void every_cut_is_refused(void)
{
	struct buf packed = BUF_INIT;

	node_pack(sample(), &packed);
	for (size_t len = 0; len < packed.len; len++) {
		char *cut = arena_strn(&arena, packed.s, len);
		struct node *back = NULL;

		CHECK(!node_unpack(cut, &arena, &back, &err));
		CHECK(back == NULL && err.kind == ERR_IO);
	}
	buf_done(&packed);
}

static void damage_is_refused(void)
{
	static const char *const bad[] = { "", "1", "2s1,1,0,0,-,1;x",
		"1s1,1,0,0,-,1;xy", "1x1,1,0,0,-,0;", "1s1,1,0,0,-,2;x",
		"1s1,1,0,0,-,99999999999;x", "1s-1,1,0,0,-,1;x",
		"101,1,0,0,-,3;", "1l1,1,0,0,-,4294967295;", "1s1,1,0,0,9,1;kx",
		"1s,1,0,0,-,1;x" };
	struct buf deep = BUF_INIT;
	struct node *back;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		printf("# refuse %s\n", bad[i]);
		CHECK(!node_unpack(bad[i], &arena, &back, &err));
	}
	buf_add(&deep, "1");
	for (int i = 0; i < 100000; i++)
		buf_add(&deep, "l1,1,0,0,-,1;");
	CHECK(!node_unpack(deep.s, &arena, &back, &err));
	buf_done(&deep);
}

int main(void)
{
	RUN(keys_are_found);
	RUN(a_tree_comes_back_whole);
	RUN(every_cut_is_refused);
	RUN(damage_is_refused);
	arena_done(&arena);
	return tap_done();
}
