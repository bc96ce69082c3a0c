/* base/node.c - a parsed document as a tree, and its packed form. */

#include "config.h"

#include "base/node.h"

#include <string.h>

/*
 * The packed form: "1" and then each node before its children as
 *
 *	TYPE line,column,key_line,key_column,KEY,SIZE;keytext
 *
 * TYPE is one of "0sml"; KEY is the length of the key's text or "-" without
 * one; SIZE is the length of a scalar, whose text follows the key, or the
 * number of children, which follow.
 */
#define PACK_VERSION '1'

/* Readers stop at 32 levels; this only keeps a broken row off the stack. */
#define DEPTH_MAX 64

struct unpack {
	const char *s, *end;
	struct arena *arena;
};

static char type_letter(enum node_type type)
{
	switch (type) {
	case NODE_NULL:
		break;
	case NODE_SCALAR:
		return 's';
	case NODE_LIST:
		return 'l';
	case NODE_MAP:
		return 'm';
	}
	return '0';
}

static void pack_one(const struct node *n, struct buf *out)
{
	size_t size = n->type == NODE_SCALAR ? strlen(n->text) : n->n;

	buf_fmt(out, "%c%u,%u,%u,%u,", type_letter(n->type), n->line, n->column,
	    n->key_line, n->key_column);
	if (n->key == NULL)
		buf_addc(out, '-');
	else
		buf_fmt(out, "%zu", strlen(n->key));
	buf_fmt(out, ",%zu;", size);
	if (n->key != NULL)
		buf_add(out, n->key);
	if (n->type == NODE_SCALAR)
		buf_add(out, n->text);
	for (const struct node *c = n->child; c != NULL; c = c->next)
		pack_one(c, out);
}

/* Reads a number that ends in `stop`. */
static bool take_number(struct unpack *u, char stop, uint32_t *ret)
{
	uint32_t n = 0;
	const char *start = u->s;

	for (; *u->s >= '0' && *u->s <= '9'; u->s++) {
		if (__builtin_mul_overflow(n, 10u, &n) ||
		    __builtin_add_overflow(n, (uint32_t)(*u->s - '0'), &n))
			return false;
	}
	if (u->s == start || *u->s != stop)
		return false;
	u->s++;
	*ret = n;
	return true;
}

static bool take_text(struct unpack *u, uint32_t len, const char **ret)
{
	if ((size_t)(u->end - u->s) < len)
		return false;
	*ret = arena_strn(u->arena, u->s, len);
	u->s += len;
	return true;
}

static bool take_type(struct unpack *u, enum node_type *ret)
{
	switch (*u->s) {
	case '0':
		*ret = NODE_NULL;
		break;
	case 's':
		*ret = NODE_SCALAR;
		break;
	case 'l':
		*ret = NODE_LIST;
		break;
	case 'm':
		*ret = NODE_MAP;
		break;
	default:
		return false;
	}
	u->s++;
	return true;
}

/* Reads a node without its children. */
static bool take_head(struct unpack *u, struct node *n)
{
	uint32_t key = 0, size;
	bool keyed;

	if (!take_type(u, &n->type) || !take_number(u, ',', &n->line) ||
	    !take_number(u, ',', &n->column) ||
	    !take_number(u, ',', &n->key_line) ||
	    !take_number(u, ',', &n->key_column))
		return false;
	keyed = strncmp(u->s, "-,", 2) != 0;
	if (!keyed)
		u->s += 2;
	else if (!take_number(u, ',', &key))
		return false;
	if (!take_number(u, ';', &size) ||
	    (keyed && !take_text(u, key, &n->key)))
		return false;
	if (n->type == NODE_SCALAR)
		return take_text(u, size, &n->text);
	n->n = size;
	return n->type != NODE_NULL || size == 0;
}

static struct node *take_node(struct unpack *u, int depth)
{
	struct node *n = arena_alloc(u->arena, sizeof(*n));
	struct node **link = &n->child;

	if (depth > DEPTH_MAX || !take_head(u, n))
		return NULL;
	for (size_t i = 0; i < n->n; i++) {
		*link = take_node(u, depth + 1);
		if (*link == NULL)
			return NULL;
		link = &(*link)->next;
	}
	return n;
}

const struct node *node_get(const struct node *map, const char *key)
{
	if (map == NULL || map->type != NODE_MAP)
		return NULL;
	for (const struct node *c = map->child; c != NULL; c = c->next) {
		if (c->key != NULL && strcmp(c->key, key) == 0)
			return c;
	}
	return NULL;
}

const char *node_text(const struct node *map, const char *key)
{
	const struct node *n = node_get(map, key);

	return n != NULL && n->type == NODE_SCALAR ? n->text : NULL;
}

void node_pack(const struct node *n, struct buf *out)
{
	buf_addc(out, PACK_VERSION);
	pack_one(n, out);
}

bool node_unpack(
    const char *text, struct arena *a, struct node **ret, struct err *err)
{
	struct unpack u = { .s = text, .arena = a };
	struct node *n = NULL;

	u.end = text + strlen(text);
	if (*u.s == PACK_VERSION) {
		u.s++;
		n = take_node(&u, 0);
	}
	if (n == NULL || u.s != u.end)
		return err_set(err, ERR_IO,
		    "The stored document is damaged at byte %zu; load it "
		    "again from its file.",
		    (size_t)(u.s - text) + 1);
	*ret = n;
	return true;
}
