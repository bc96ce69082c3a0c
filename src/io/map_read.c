/* io/map_read.c - reading an import map's file. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "io/file.h"
#include "io/map.h"
#include "io/yaml.h"

#define MAP_FORMAT "1"
#define NULLS_MAX 100
#define SKIP_MAX 10000

struct reader {
	struct arena *arena;
	struct problems *problems;
	struct map *map;
	const struct field *field; /* whose keys are being read */
};

/* A key and who reads its value; the rows above it have been read. */
struct key {
	const char *name;
	void (*read)(struct reader *r, const struct node *n);
};

static void complain(struct reader *r, const struct node *n, const char *text)
{
	problem_add(r->problems, n->line, n->column, "%s", text);
}

/* The known names go with the complaint: the nearest, or all. */
static void complain_unknown(struct reader *r, const struct node *n,
    const char *what, const char *const *names, size_t n_names)
{
	const char *near = text_nearest(n->key, names, n_names);
	struct buf known = BUF_INIT;

	if (near != NULL) {
		problem_add(r->problems, n->key_line, n->key_column,
		    "unknown %s `%s`; did you mean `%s`?", what, n->key, near);
		return;
	}
	for (size_t i = 0; i < n_names; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", names[i]);
	problem_add(r->problems, n->key_line, n->key_column,
	    "unknown %s `%s`; known: %s", what, n->key, buf_text(&known));
	buf_done(&known);
}

static bool is_known(const struct key *keys, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(keys[i].name, name) == 0)
			return true;
	}
	return false;
}

/* Reads a map in the order of its keys' table. */
static void read_keys(
    struct reader *r, const struct node *map, const struct key *keys, size_t n)
{
	const char **names = arena_alloc(r->arena, n * sizeof(*names));

	for (size_t i = 0; i < n; i++)
		names[i] = keys[i].name;
	for (const struct node *c = map->child; c != NULL; c = c->next) {
		if (!is_known(keys, n, c->key))
			complain_unknown(r, c, "key", names, n);
	}
	for (size_t i = 0; i < n; i++) {
		const struct node *value = node_get(map, keys[i].name);

		if (value != NULL)
			keys[i].read(r, value);
	}
}

/* The text, "" for nothing, or NULL with a complaint. */
static const char *read_scalar(struct reader *r, const struct node *n)
{
	if (n->type == NODE_NULL)
		return "";
	if (n->type == NODE_SCALAR)
		return n->text;
	problem_add(
	    r->problems, n->line, n->column, "`%s` is one text", n->key);
	return NULL;
}

static bool read_yes(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text == NULL || strcmp(text, "no") == 0)
		return false;
	if (strcmp(text, "yes") == 0)
		return true;
	problem_add(r->problems, n->line, n->column,
	    "`%s` is yes or no, not `%s`", n->key, text);
	return false;
}

/* One of the characters, or '\0' with a complaint. */
static char read_char(struct reader *r, const struct node *n,
    const char *allowed, const char *help)
{
	const char *text = read_scalar(r, n);

	if (text == NULL)
		return '\0';
	if (text[0] != '\0' && text[1] == '\0' &&
	    strchr(allowed, text[0]) != NULL)
		return text[0];
	problem_add(r->problems, n->line, n->column, "`%s` is %s, not `%s`",
	    n->key, help, text);
	return '\0';
}

static bool read_pattern(
    struct reader *r, const struct node *n, struct pattern *ret)
{
	struct map *m = r->map;
	const char *text = read_scalar(r, n);
	struct err err;

	if (text == NULL)
		return false;
	if (pattern_parse(text, m->file.format != MAP_CSV, r->arena, &m->n_refs,
		ret, &err))
		return true;
	complain(r, n, err.text);
	return false;
}

/* ---- file: -------------------------------------------------------------- */

static void read_format(struct reader *r, const struct node *n)
{
	static const char *const names[] = { "csv", "json", "yaml" };
	const char *text = read_scalar(r, n);

	for (size_t i = 0; text != NULL && i < ARRAY_LEN(names); i++) {
		if (strcmp(text, names[i]) == 0) {
			r->map->file.format = (enum map_format)i;
			return;
		}
	}
	if (text != NULL)
		problem_add(r->problems, n->line, n->column,
		    "`format` is csv, json or yaml, not `%s`", text);
}

static void read_delimiter(struct reader *r, const struct node *n)
{
	char c = read_char(
	    r, n, ",;\t|:^~ ", "one of , ; | : ^ ~ a blank or \"\\t\"");

	if (c != '\0')
		r->map->file.delimiter = c;
}

static void read_decimal(struct reader *r, const struct node *n)
{
	char c = read_char(r, n, ".,", "\".\" or \",\"");

	if (c != '\0')
		r->map->file.point = c;
}

static void read_group(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text == NULL || *text == '\0')
		return;
	r->map->file.group =
	    read_char(r, n, ".,' ", "\",\" \".\" \"'\" or a blank");
	if (r->map->file.group == r->map->file.point)
		complain(r, n, "`group` is the same as `decimal`");
}

static const char *read_date_format(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);
	struct err err;

	if (text == NULL || date_format_check(text, &err))
		return text;
	complain(r, n, err.text);
	return NULL;
}

static void read_date(struct reader *r, const struct node *n)
{
	const char *text = read_date_format(r, n);

	if (text != NULL)
		r->map->file.date = text;
}

static void read_nulls(struct reader *r, const struct node *n)
{
	struct map_file *f = &r->map->file;

	if (n->type != NODE_LIST || n->n > NULLS_MAX) {
		problem_add(r->problems, n->line, n->column,
		    "`null` is a list of up to %d texts", NULLS_MAX);
		return;
	}
	f->nulls = arena_alloc(r->arena, (n->n + 1) * sizeof(*f->nulls));
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c->type == NODE_SCALAR)
			f->nulls[f->n_nulls++] = c->text;
		else if (c->type != NODE_NULL)
			complain(r, c, "`null` is a list of texts");
	}
}

static void read_skip(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);
	struct decimal d;
	struct err err;

	if (text == NULL)
		return;
	if (!decimal_parse(text, '.', '\0', false, &d, &err) || d.scale != 0 ||
	    d.units < 0 || d.units > SKIP_MAX)
		problem_add(r->problems, n->line, n->column,
		    "`skip_rows` is a number from 0 to %d", SKIP_MAX);
	else
		r->map->file.skip_lines = (size_t)d.units;
}

static void read_records(struct reader *r, const struct node *n)
{
	struct map_file *f = &r->map->file;
	const char *text = read_scalar(r, n);
	struct err err;

	if (text == NULL)
		return;
	if (path_parse(text, r->arena, &f->steps, &f->n_steps, &err))
		f->records = text;
	else
		complain(r, n, err.text);
}

static void read_file(struct reader *r, const struct node *n)
{
	static const struct key keys[] = {
		{ "format", read_format },
		{ "delimiter", read_delimiter },
		{ "decimal", read_decimal },
		{ "group", read_group },
		{ "date", read_date },
		{ "null", read_nulls },
		{ "skip_rows", read_skip },
		{ "records", read_records },
	};
	static const char *const csv_only[] = { "delimiter", "skip_rows" };
	bool csv;

	if (n->type != NODE_MAP) {
		complain(r, n, "`file` is a map, like {format: csv}");
		return;
	}
	read_keys(r, n, keys, ARRAY_LEN(keys));
	csv = r->map->file.format == MAP_CSV;
	for (size_t i = 0; !csv && i < ARRAY_LEN(csv_only); i++) {
		const struct node *c = node_get(n, csv_only[i]);

		if (c != NULL)
			problem_add(r->problems, c->key_line, c->key_column,
			    "`%s` is for csv only", c->key);
	}
	if (csv && node_get(n, "records") != NULL)
		problem_add(r->problems, node_get(n, "records")->key_line,
		    node_get(n, "records")->key_column,
		    "`records` is for json and yaml only");
}

/* ---- where: ------------------------------------------------------------- */

static void read_where_from(struct reader *r, const struct node *n)
{
	struct map_where *w = &r->map->where;

	w->set = read_pattern(r, n, &w->from);
	w->line = n->line;
	w->column = n->column;
}

static void read_where_texts(struct reader *r, const struct node *n)
{
	struct map_where *w = &r->map->where;

	if (n->type != NODE_LIST) {
		problem_add(r->problems, n->line, n->column,
		    "`%s` is a list of texts", n->key);
		return;
	}
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c->type != NODE_SCALAR && c->type != NODE_NULL)
			problem_add(r->problems, c->line, c->column,
			    "`%s` is a list of texts", n->key);
	}
	w->texts = n;
	w->inverted = strcmp(n->key, "not") == 0;
}

static void read_where(struct reader *r, const struct node *n)
{
	static const struct key keys[] = {
		{ "from", read_where_from },
		{ "in", read_where_texts },
		{ "not", read_where_texts },
	};
	struct map_where *w = &r->map->where;

	if (n->type != NODE_MAP) {
		complain(r, n,
		    "`where` is a map, like {from: \"{Type}\", "
		    "in: [Reseller]}");
		return;
	}
	read_keys(r, n, keys, ARRAY_LEN(keys));
	if (node_get(n, "from") == NULL)
		complain(r, n, "`where` lacks `from`");
	if ((node_get(n, "in") == NULL) == (node_get(n, "not") == NULL))
		complain(r, n, "`where` has either `in` or `not`");
	w->set = w->set && w->texts != NULL;
}

/* ---- fields: ------------------------------------------------------------ */

static struct map_field *entry(struct reader *r)
{
	return &r->map->list[r->field - r->map->fields->list];
}

/* What the map says itself is written as Accord reads it. */
static void check_constant(
    struct reader *r, const struct node *n, const char *text)
{
	struct err err;

	if (!map_check_constant(r->map, r->field, text, r->arena, &err))
		complain(r, n, err.text);
}

static void read_from(struct reader *r, const struct node *n)
{
	struct map_field *f = entry(r);

	if (!read_pattern(r, n, &f->from))
		return;
	f->line = n->line;
	f->column = n->column;
	if (f->from.constant)
		check_constant(r, n, f->from.text);
}

static void read_values(struct reader *r, const struct node *n)
{
	if (n->type != NODE_MAP) {
		complain(r, n, "`values` is a map from their texts to ours");
		return;
	}
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c->type == NODE_SCALAR)
			check_constant(r, c, c->text);
		else if (c->type != NODE_NULL)
			complain(r, c, "`values` has a text for each text");
	}
	entry(r)->values = n;
}

static void read_default(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text == NULL)
		return;
	check_constant(r, n, text);
	entry(r)->fallback = text;
}

static void read_as(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text == NULL)
		return;
	if (strcmp(text, "host") != 0)
		problem_add(r->problems, n->line, n->column,
		    "`as` is host, not `%s`", text);
	entry(r)->host = true;
}

static void read_without(struct reader *r, const struct node *n)
{
	struct map_field *f = entry(r);

	if (n->type != NODE_LIST) {
		complain(r, n, "`without` is a list of texts");
		return;
	}
	f->without = arena_alloc(r->arena, (n->n + 1) * sizeof(*f->without));
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (c->type == NODE_SCALAR && c->text[0] != '\0')
			f->without[f->n_without++] = c->text;
		else
			complain(r, c, "`without` is a list of texts");
	}
}

static void read_join(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text == NULL)
		return;
	if (r->map->file.format == MAP_CSV)
		problem_add(r->problems, n->key_line, n->key_column,
		    "`join` is for json and yaml only");
	pattern_join(&entry(r)->from, text, r->arena);
}

static void read_field_date(struct reader *r, const struct node *n)
{
	entry(r)->date = read_date_format(r, n);
	if (r->field->storage != STORE_DATE)
		problem_add(r->problems, n->key_line, n->key_column,
		    "`%s` is not a date", r->field->name);
}

static void read_round(struct reader *r, const struct node *n)
{
	entry(r)->round = read_yes(r, n);
	if (r->field->storage != STORE_DECIMAL)
		problem_add(r->problems, n->key_line, n->key_column,
		    "`%s` is not an amount", r->field->name);
}

static void read_field(struct reader *r, const struct node *n)
{
	static const struct key keys[] = {
		{ "from", read_from },
		{ "values", read_values },
		{ "default", read_default },
		{ "as", read_as },
		{ "without", read_without },
		{ "join", read_join },
		{ "date", read_field_date },
		{ "round", read_round },
	};

	entry(r)->field = r->field;
	if (n->type != NODE_MAP) {
		read_from(r, n);
		return;
	}
	read_keys(r, n, keys, ARRAY_LEN(keys));
	if (node_get(n, "from") == NULL)
		problem_add(r->problems, n->line, n->column,
		    "`%s` lacks `from`", n->key);
}

static void complain_unknown_field(struct reader *r, const struct node *n)
{
	const struct fields *fields = r->map->fields;
	const char **names = arena_alloc(r->arena, fields->n * sizeof(*names));

	for (size_t i = 0; i < fields->n; i++)
		names[i] = fields->list[i].name;
	complain_unknown(r, n, "field", names, fields->n);
}

static void read_fields(struct reader *r, const struct node *n)
{
	if (n->type != NODE_MAP) {
		complain(r, n, "`fields` is a map from fields to columns");
		return;
	}
	r->map->line = n->key_line;
	r->map->column = n->key_column;
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		r->field = fields_find(r->map->fields, c->key);
		if (r->field == NULL)
			complain_unknown_field(r, c);
		else
			read_field(r, c);
	}
}

/* ---- the whole ---------------------------------------------------------- */

static void read_version(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text != NULL && strcmp(text, MAP_FORMAT) != 0)
		problem_add(r->problems, n->line, n->column,
		    "`accord_map` is " MAP_FORMAT ", not `%s`; this Accord "
		    "reads no other",
		    text);
}

static void read_kind(struct reader *r, const struct node *n)
{
	const char *text = read_scalar(r, n);

	if (text != NULL && strcmp(text, r->map->kind) != 0)
		problem_add(r->problems, n->line, n->column,
		    "the map is for %s, but %s are imported", text,
		    r->map->kind);
}

/* {@N} and {^N.name} need an N-th * in `records`. */
static void check_ref(
    void *arg, const struct ref *ref, uint32_t line, uint32_t column)
{
	const struct reader *r = arg;
	const struct map_file *f = &r->map->file;
	size_t stars = 0;

	for (size_t i = 0; i < f->n_steps; i++)
		stars += strcmp(f->steps[i], "*") == 0;
	if (ref->star > stars)
		problem_add(r->problems, line, column,
		    "{%s} asks for * number %zu, but `records` is `%s`",
		    ref->text, ref->star, f->records);
}

static void read_map(struct reader *r, const struct node *root)
{
	static const struct key keys[] = {
		{ "accord_map", read_version },
		{ "kind", read_kind },
		{ "file", read_file },
		{ "where", read_where },
		{ "fields", read_fields },
	};
	static const char *const needed[] = { "accord_map", "kind", "fields" };

	if (root->type != NODE_MAP) {
		complain(r, root, "a map begins with `accord_map: 1`");
		return;
	}
	read_keys(r, root, keys, ARRAY_LEN(keys));
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		if (node_get(root, needed[i]) == NULL)
			problem_add(r->problems, root->line, root->column,
			    "the key `%s` is missing", needed[i]);
	}
	map_each_ref(r->map, check_ref, r);
}

bool map_load(const char *path, const char *kind, const struct fields *fields,
    struct arena *a, struct problems *problems, struct map **ret,
    struct err *err)
{
	struct reader r = { .arena = a, .problems = problems };
	const char *bytes;
	struct node *root;
	size_t len;

	if (!file_read_text(
		path, yaml_program_limits.bytes, a, &bytes, &len, err))
		return false;
	r.map = map_new(kind, fields, a, problems);
	if (!yaml_read(bytes, len, &yaml_program_limits, a, problems, &root) &&
	    root == NULL)
		return err_set(
		    err, ERR_INVALID, "The map %.200s cannot be read.", path);
	read_map(&r, root);
	problems_sort(problems);
	if (problems->n > 0)
		return err_set(err, ERR_INVALID,
		    "The map %.200s has %zu mistake%s; nothing was imported.",
		    path, problems->n, problems->n == 1 ? "" : "s");
	*ret = r.map;
	return true;
}
