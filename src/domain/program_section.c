/* domain/program_section.c - maps of a program file, read by their tables. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/program_key.h"

/* ---- defaults ---------------------------------------------------------- */

static struct node *scalar_node(struct arena *a, const char *s, size_t len)
{
	struct node *n = arena_alloc(a, sizeof(*n));

	n->type = NODE_SCALAR;
	n->text = arena_strn(a, s, len);
	return n;
}

static void append(struct node *parent, struct node ***link, struct node *n)
{
	**link = n;
	*link = &n->next;
	parent->n++;
}

/* "sat, sun" */
static struct node *scalars_node(struct arena *a, const char *s)
{
	struct node *list = arena_alloc(a, sizeof(*list));
	struct node **link = &list->child;

	list->type = NODE_LIST;
	while (*s != '\0') {
		const char *end = strstr(s, ", ");
		size_t len = end != NULL ? (size_t)(end - s) : strlen(s);

		append(list, &link, scalar_node(a, s, len));
		s += end != NULL ? len + 2 : len;
	}
	return list;
}

/* "id|Name|Text" by the order of the section's keys. */
static struct node *row_node(
    struct arena *a, const struct program_section *section, const char *s)
{
	struct node *map = arena_alloc(a, sizeof(*map));
	struct node **link = &map->child;

	map->type = NODE_MAP;
	for (size_t i = 0; i < section->n; i++) {
		size_t len = strcspn(s, "|\n");
		struct node *value = scalar_node(a, s, len);

		value->key = section->keys[i].name;
		append(map, &link, value);
		if (s[len] != '|')
			break;
		s += len + 1;
	}
	return map;
}

static struct node *rows_node(
    struct arena *a, const struct program_section *section, const char *s)
{
	struct node *list = arena_alloc(a, sizeof(*list));
	struct node **link = &list->child;

	list->type = NODE_LIST;
	while (*s != '\0') {
		size_t len = strcspn(s, "\n");

		append(list, &link, row_node(a, section, s));
		s += s[len] == '\n' ? len + 1 : len;
	}
	return list;
}

static struct node *map_node(struct arena *a)
{
	struct node *map = arena_alloc(a, sizeof(*map));

	map->type = NODE_MAP;
	return map;
}

const struct node *program_key_default(
    const struct program_key *key, const struct program *p, struct arena *a)
{
	const char *text = key->derive != NULL ? key->derive(p) : key->fallback;

	if (key->type->shape == SHAPE_MAP && !key->required)
		return map_node(a);
	if (text == NULL)
		return NULL;
	switch (key->type->shape) {
	case SHAPE_SCALAR:
	case SHAPE_AMOUNTS:
		return scalar_node(a, text, strlen(text));
	case SHAPE_SCALARS:
		return scalars_node(a, text);
	case SHAPE_LIST:
		return rows_node(a, key->section, text);
	case SHAPE_PAIRS:
		return map_node(a);
	case SHAPE_MAP:
	case SHAPE_OPTIONAL:
		break;
	}
	return NULL;
}

/* ---- reading ----------------------------------------------------------- */

static const struct program_key *find_key(
    const struct program_section *section, const char *name)
{
	for (size_t i = 0; i < section->n; i++)
		if (strcmp(section->keys[i].name, name) == 0)
			return &section->keys[i];
	return NULL;
}

static void check_known(struct program_reader *r,
    const struct program_section *section, const struct node *n)
{
	const char **names;

	if (find_key(section, n->key) != NULL)
		return;
	names = arena_alloc(r->arena, section->n * sizeof(*names));
	for (size_t i = 0; i < section->n; i++)
		names[i] = section->keys[i].name;
	program_unknown(
	    r, n->key_line, n->key_column, "key", n->key, names, section->n);
}

static void read_key(struct program_reader *r, const struct program_key *key,
    const struct node *map, void *record)
{
	const struct node *n = node_get(map, key->name);

	if (n == NULL)
		n = program_key_default(key, r->program, r->arena);
	if (n == NULL && key->required)
		PROBLEM(r, map, "`%s` is missing: %s", key->name, key->help);
	else if (n != NULL && n->type == NODE_NULL)
		PROBLEM(r, n, "`%s` has no value", key->name);
	else if (n != NULL)
		key->type->read(r, key, n, record);
}

void program_section_read(struct program_reader *r,
    const struct program_section *section, const struct node *map, void *record)
{
	for (const struct node *c = map->child; c != NULL; c = c->next)
		check_known(r, section, c);
	for (size_t i = 0; i < section->n; i++)
		read_key(r, &section->keys[i], map, record);
	if (section->check != NULL)
		section->check(r, map, record);
}

static bool is_map(struct program_reader *r, const struct program_key *key,
    const struct node *n)
{
	if (n->type == NODE_MAP)
		return true;
	PROBLEM(r, n, "`%s` takes a map of keys, not a %s", key->name,
	    n->type == NODE_LIST ? "list" : "single value");
	return false;
}

static void read_map(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	if (is_map(r, key, n))
		program_section_read(
		    r, key->section, n, (char *)record + key->offset);
}

static void read_optional(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	void *part;

	if (!is_map(r, key, n))
		return;
	/* Before it is read, for what its defaults follow from. */
	part = arena_alloc(r->arena, key->section->size);
	memcpy((char *)record + key->offset, &part, sizeof(part));
	program_section_read(r, key->section, n, part);
}

/* Complains when an earlier entry has the same id. */
static void check_id(
    struct program_reader *r, const struct node *list, const struct node *entry)
{
	const struct node *id = node_get(entry, "id");

	if (id == NULL || id->type != NODE_SCALAR)
		return;
	for (const struct node *c = list->child; c != entry; c = c->next) {
		if (program_same(node_text(c, "id"), id->text)) {
			PROBLEM(r, id, "the id `%s` is taken in line %u",
			    program_quote(r, id->text),
			    node_get(c, "id")->line);
			return;
		}
	}
}

static bool is_list(struct program_reader *r, const struct program_key *key,
    const struct node *n)
{
	if (n->type != NODE_LIST) {
		PROBLEM(r, n, "`%s` takes a list of maps, not a %s", key->name,
		    n->type == NODE_MAP ? "map" : "single value");
		return false;
	}
	if (n->n < (size_t)key->min) {
		PROBLEM(r, n, "`%s` is empty; it takes at least %" PRId64,
		    key->name, key->min);
		return false;
	}
	if (key->max > 0 && n->n > (size_t)key->max)
		PROBLEM(r, n, "`%s` has %zu entries; it takes at most %" PRId64,
		    key->name, n->n, key->max);
	return true;
}

static void read_list(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	size_t size = key->section->size, used = 0;
	char *list;

	if (!is_list(r, key, n))
		return;
	list = arena_alloc(r->arena, (n->n + 1) * size);
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c->type != NODE_MAP) {
			PROBLEM(
			    r, c, "each of `%s` is a map of keys", key->name);
			continue;
		}
		program_section_read(r, key->section, c, list + used * size);
		check_id(r, n, c);
		used++;
	}
	memcpy((char *)record + key->offset, &list, sizeof(list));
	memcpy((char *)record + key->n_offset, &used, sizeof(used));
}

const struct key_type key_map = { "map", SHAPE_MAP, read_map };
const struct key_type key_optional = { "map", SHAPE_OPTIONAL, read_optional };
const struct key_type key_list = { "list of maps", SHAPE_LIST, read_list };
