/* domain/program_print.c - a program file with every default filled in. */

#include "config.h"

#include <string.h>

#include "domain/program_key.h"

#define FLOW_COLUMNS 64

struct printer {
	const struct program *program;
	struct buf *out;
	struct arena arena; /* of the default values */
};

static void indent(struct printer *p, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_add(p->out, "  ");
}

/* ---- scalars ----------------------------------------------------------- */

/* Anything a reader could take for more than text goes into quotes. */
static bool is_plain(const char *s)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789_-./%+@()' ";
	size_t len = strlen(s);

	if (len == 0 || strchr("-.%+@' ", s[0]) != NULL || s[len - 1] == ' ')
		return false;
	for (const char *c = s; *c != '\0'; c++)
		if ((unsigned char)*c < 0x80 && strchr(safe, *c) == NULL)
			return false;
	return true;
}

static void add_scalar(struct buf *out, const char *s)
{
	if (is_plain(s)) {
		buf_add(out, s);
		return;
	}
	buf_addc(out, '"');
	for (; *s != '\0'; s++) {
		if (*s == '\n') {
			buf_add(out, "\\n");
			continue;
		}
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

/* ---- what has no table of its own -------------------------------------- */

static void add_flow(struct buf *out, const struct node *n)
{
	bool map = n->type == NODE_MAP;

	if (n->type == NODE_SCALAR) {
		add_scalar(out, n->text);
		return;
	}
	buf_addc(out, map ? '{' : '[');
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c != n->child)
			buf_add(out, ", ");
		if (map)
			buf_fmt(out, "%s: ", c->key);
		add_flow(out, c);
	}
	buf_addc(out, map ? '}' : ']');
}

/* On one line when it fits, else an entry a line. */
static void print_value(struct printer *p, const struct node *n, int depth)
{
	struct buf flow = BUF_INIT;
	const char *sep = n->type == NODE_MAP ? "" : "- ";

	add_flow(&flow, n);
	if (n->type == NODE_SCALAR || flow.len <= FLOW_COLUMNS) {
		buf_fmt(p->out, " %s\n", buf_text(&flow));
		buf_done(&flow);
		return;
	}
	buf_done(&flow);
	buf_addc(p->out, '\n');
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		indent(p, depth + 1);
		buf_add(p->out, sep);
		if (n->type == NODE_MAP)
			buf_fmt(p->out, "%s: ", c->key);
		add_flow(p->out, c);
		buf_addc(p->out, '\n');
	}
}

/* ---- sections ---------------------------------------------------------- */

static void print_section(struct printer *p,
    const struct program_section *section, const struct node *map, int depth,
    bool in_list);

static void print_list(struct printer *p, const struct program_key *key,
    const struct node *n, int depth)
{
	if (n->child == NULL) {
		buf_add(p->out, " []\n");
		return;
	}
	buf_addc(p->out, '\n');
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		indent(p, depth + 1);
		buf_add(p->out, "- ");
		print_section(p, key->section, c, depth + 2, true);
	}
}

static void print_key(struct printer *p, const struct program_key *key,
    const struct node *n, int depth)
{
	buf_fmt(p->out, "%s:", key->name);
	switch (key->type->shape) {
	case SHAPE_SCALAR:
	case SHAPE_SCALARS:
	case SHAPE_PAIRS:
	case SHAPE_AMOUNTS:
		print_value(p, n, depth);
		break;
	case SHAPE_MAP:
	case SHAPE_OPTIONAL:
		buf_addc(p->out, '\n');
		print_section(p, key->section, n, depth + 1, false);
		break;
	case SHAPE_LIST:
		print_list(p, key, n, depth);
		break;
	}
}

/* The first key of a list's entry stands behind its dash. */
static void print_section(struct printer *p,
    const struct program_section *section, const struct node *map, int depth,
    bool in_list)
{
	for (size_t i = 0; i < section->n; i++) {
		const struct program_key *key = &section->keys[i];
		const struct node *n = node_get(map, key->name);

		if (n == NULL)
			n = program_key_default(key, p->program, &p->arena);
		if (n == NULL)
			continue;
		if (!in_list)
			indent(p, depth);
		in_list = false;
		print_key(p, key, n, depth);
	}
}

void program_print(
    const struct program *p, const struct node *root, struct buf *out)
{
	struct printer printer = { .program = p, .out = out };

	print_section(&printer, &program_root, root, 0, false);
	buf_add(out, "...\n");
	arena_done(&printer.arena);
}
