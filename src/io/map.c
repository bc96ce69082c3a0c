/* io/map.c - how another system's columns become our fields. */

#include "config.h"

#include "io/map.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"

static bool ends_in(const char *path, const char *suffix)
{
	size_t n = strlen(path), len = strlen(suffix);

	return n >= len && strcasecmp(path + n - len, suffix) == 0;
}

static enum map_format format_of(const char *path)
{
	if (ends_in(path, ".json"))
		return MAP_JSON;
	if (ends_in(path, ".yaml") || ends_in(path, ".yml"))
		return MAP_YAML;
	return MAP_CSV;
}

/* ---- values ------------------------------------------------------------- */

static bool convert_date(const struct map *m, const struct map_field *f,
    const char *text, struct arena *a, const char **ret, struct err *err)
{
	const char *format = f->date != NULL ? f->date : m->file.date;
	date_days date;
	char iso[11];

	if (!date_parse_format(text, format, &date, err))
		return false;
	*ret = arena_str(a, date_text(date, iso));
	return true;
}

/* "75.0" is a whole number, for spreadsheets as for people. */
static void drop_zeros(struct decimal *d)
{
	for (; d->scale > 0 && d->units % 10 == 0; d->scale--)
		d->units /= 10;
}

static bool convert_number(const struct map *m, const struct map_field *f,
    const char *text, struct arena *a, const char **ret, struct err *err)
{
	struct decimal d;

	if (!decimal_parse(text, m->file.point, m->file.group, false, &d, err))
		return false;
	if (f->field->storage == STORE_INT)
		drop_zeros(&d);
	*ret = decimal_text(d, a);
	return true;
}

static bool convert(const struct map *m, const struct map_field *f,
    const char *text, struct arena *a, const char **ret, struct err *err)
{
	switch (f->field->storage) {
	case STORE_DATE:
		return convert_date(m, f, text, a, ret, err);
	case STORE_INT:
	case STORE_DECIMAL:
		return convert_number(m, f, text, a, ret, err);
	case STORE_TEXT:
	case STORE_BOOL:
		break;
	}
	*ret = text;
	return true;
}

/* The text that stands for this one, or a failure. */
static bool translate(const struct map_field *f, const char *text,
    const char **ret, struct err *err)
{
	const struct node *known = node_get(f->values, text);

	if (known != NULL)
		*ret = known->type == NODE_SCALAR ? known->text : "";
	else if (*text == '\0')
		*ret = "";
	else
		return err_invalid(err, f->field->name,
		    "`%.60s` is not among the map's values; add it there, or "
		    "a default.",
		    text);
	return true;
}

/* What others add to a name, taken off its end with the blanks before. */
static const char *shorten(
    const struct map_field *f, const char *text, struct arena *a)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < f->n_without; i++) {
		size_t n = strlen(f->without[i]);

		if (len < n || strcmp(text + len - n, f->without[i]) != 0)
			continue;
		for (len -= n; len > 0 && text[len - 1] == ' '; len--)
			;
		return arena_strn(a, text, len);
	}
	return text;
}

static bool takes_fallback(const struct map_field *f, const char *text)
{
	if (f->fallback == NULL)
		return false;
	return f->values != NULL ? node_get(f->values, text) == NULL
				 : *text == '\0';
}

bool map_value(const struct map *m, size_t index, const struct record *r,
    struct arena *a, const char **ret, bool *ret_fallback, struct err *err)
{
	const struct map_field *f = &m->list[index];
	const char *text;

	*ret_fallback = false;
	if (f->from.constant) {
		*ret = f->from.text;
		return true;
	}
	if (!pattern_expand(
		&f->from, r, m->file.nulls, m->file.n_nulls, a, &text, err))
		return false;
	if (f->host)
		text = text_host(text, a);
	text = shorten(f, text, a);
	if (takes_fallback(f, text)) {
		*ret_fallback = true;
		*ret = f->fallback;
		return true;
	}
	if (f->values != NULL)
		return translate(f, text, ret, err);
	if (*text == '\0') {
		*ret = "";
		return true;
	}
	return convert(m, f, text, a, ret, err);
}

bool map_wants(const struct map *m, const struct record *r, struct arena *a,
    bool *ret, struct err *err)
{
	const struct map_where *w = &m->where;
	const char *text;
	bool found = false;

	if (!w->set) {
		*ret = true;
		return true;
	}
	if (!pattern_expand(
		&w->from, r, m->file.nulls, m->file.n_nulls, a, &text, err))
		return false;
	for (const struct node *n = w->texts->child; n != NULL; n = n->next)
		found = found ||
		    strcmp(n->type == NODE_SCALAR ? n->text : "", text) == 0;
	*ret = found != w->inverted;
	return true;
}

bool map_rounds(const struct map *m, size_t index)
{
	return m->list[index].round;
}

static void visit_pattern(const struct pattern *p, uint32_t line,
    uint32_t column,
    void (*visit)(
	void *arg, const struct ref *ref, uint32_t line, uint32_t column),
    void *arg)
{
	for (size_t i = 0; i < p->n; i++) {
		if (p->parts[i].text == NULL)
			visit(arg, &p->parts[i].ref, line, column);
	}
}

void map_each_ref(const struct map *m,
    void (*visit)(
	void *arg, const struct ref *ref, uint32_t line, uint32_t column),
    void *arg)
{
	if (m->where.set)
		visit_pattern(
		    &m->where.from, m->where.line, m->where.column, visit, arg);
	for (size_t i = 0; i < m->fields->n; i++)
		visit_pattern(&m->list[i].from, m->list[i].line,
		    m->list[i].column, visit, arg);
}

/* ---- making ------------------------------------------------------------- */

struct map *map_new(const char *kind, const struct fields *fields,
    struct arena *a, struct problems *problems)
{
	static const char *const each[] = { "*" };
	struct map *m = arena_alloc(a, sizeof(*m));

	m->problems = problems;
	m->kind = kind;
	m->fields = fields;
	m->file = (struct map_file){
		.delimiter = ',',
		.point = '.',
		.date = "%Y-%m-%d",
		.records = "*",
		.steps = each,
		.n_steps = 1,
	};
	m->list = arena_alloc(a, fields->n * sizeof(*m->list));
	return m;
}

struct map *map_plain(const char *path, const char *kind,
    const struct fields *fields, struct arena *a, struct problems *problems)
{
	struct map *m = map_new(kind, fields, a, problems);

	m->plain = true;
	m->file.format = format_of(path);
	for (size_t i = 0; i < fields->n; i++) {
		struct map_field *f = &m->list[i];
		const char *text = arena_fmt(a, "{%s}", fields->list[i].name);
		struct err err;

		/* The name of a field is a good reference. */
		if (pattern_parse(text, m->file.format != MAP_CSV, a,
			&m->n_refs, &f->from, &err))
			f->field = &fields->list[i];
	}
	return m;
}

bool map_check_constant(const struct map *m, const struct field *f,
    const char *text, struct arena *a, struct err *err)
{
	void *scratch = arena_alloc(a, m->fields->size);

	fields_init(m->fields, scratch);
	return field_set(f, scratch, text, 0, a, err);
}

static const char *nearest_field(
    const struct fields *fields, const char *name, struct arena *a)
{
	const char **names = arena_alloc(a, fields->n * sizeof(*names));

	for (size_t i = 0; i < fields->n; i++)
		names[i] = fields->list[i].name;
	return text_nearest(name, names, fields->n);
}

bool map_set(
    struct map *m, const char *assignment, struct arena *a, struct err *err)
{
	const char *equals = strchr(assignment, '='), *name, *value, *near;
	const struct field *f;

	if (equals == NULL || equals == assignment)
		return err_set(err, ERR_INVALID,
		    "`%.60s` sets nothing; write FIELD=VALUE.", assignment);
	name = arena_strn(a, assignment, (size_t)(equals - assignment));
	value = equals + 1;
	f = fields_find(m->fields, name);
	near = f == NULL ? nearest_field(m->fields, name, a) : NULL;
	if (f == NULL)
		return err_set(err, ERR_INVALID,
		    "%s have no field `%.60s`%s%s%s", m->kind, name,
		    near == NULL ? "" : "; did you mean `",
		    near == NULL ? "" : near, near == NULL ? "." : "`?");
	if (!map_check_constant(m, f, value, a, err))
		return err_in(err, "--set");
	m->list[f - m->fields->list] = (struct map_field){
		.field = f,
		.from = { .text = arena_str(a, value), .constant = true },
	};
	return true;
}
