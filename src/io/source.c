/* io/source.c - the records of a data file, through a map. */

#include "config.h"

#include "io/source.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/source_format.h"

/* How many columns a complaint lists when none is near. */
#define KNOWN_MAX 20

/* ---- does the file have what the map names? ----------------------------- */

static void list_known(const struct source *s, struct buf *out)
{
	for (size_t i = 0; i < s->n_names && i < KNOWN_MAX; i++)
		buf_fmt(out, "%s%s", i > 0 ? ", " : "", s->names[i]);
	if (s->n_names > KNOWN_MAX)
		buf_add(out, ", ...");
}

static void check_ref(
    void *arg, const struct ref *ref, uint32_t line, uint32_t column)
{
	const struct source *s = arg;
	const char *name = ref->n_steps > 0 ? ref->steps[0] : ref->text;
	const char *near = NULL;
	struct buf known = BUF_INIT;

	if (s->places[ref->index] != PLACE_MISSING)
		return;
	if (ref->kind == REF_NAME)
		near = text_nearest(name, s->names, s->n_names);
	list_known(s, &known);
	if (ref->kind != REF_NAME)
		problem_add(s->map->problems, line, column,
		    "no part of the file has what {%s} names", ref->text);
	else if (near != NULL)
		problem_add(s->map->problems, line, column,
		    "the file has no column `%s`; did you mean `%s`?", name,
		    near);
	else
		problem_add(s->map->problems, line, column,
		    "the file has no column `%s`; it has: %s", name,
		    s->n_names > 0 ? buf_text(&known) : "none");
	buf_done(&known);
}

/* A field of a map is there even when its columns are empty; without a map
 * it is there when it is a constant or the file has its column. */
static void find_present(struct source *s)
{
	const struct map *m = s->map;

	s->present =
	    arena_alloc(&s->arena, (m->fields->n + 1) * sizeof(*s->present));
	for (size_t i = 0; i < m->fields->n; i++) {
		const struct map_field *f = &m->list[i];

		s->present[i] = f->field != NULL;
		if (m->plain && f->field != NULL && !f->from.constant)
			s->present[i] = s->places[f->from.parts[0].ref.index] !=
			    PLACE_MISSING;
	}
}

static void check_required(struct source *s, struct problems *problems)
{
	const struct map *m = s->map;

	for (size_t i = 0; i < m->fields->n; i++) {
		const struct field *f = &m->fields->list[i];

		if ((f->flags & FIELD_REQUIRED) == 0 || s->present[i])
			continue;
		if (m->plain)
			problem_add(problems, s->names_line,
			    s->names_line > 0 ? 1 : 0,
			    "there is no column `%s`; name it so, give a map, "
			    "or set %s=VALUE",
			    f->name, f->name);
		else
			problem_add(m->problems, m->line, m->column,
			    "the field `%s` is missing; every %s needs it",
			    f->name, m->fields->name);
	}
}

static void mark_used(
    void *arg, const struct ref *ref, uint32_t line, uint32_t column)
{
	struct source *s = arg;
	size_t place = s->places[ref->index];

	(void)line;
	(void)column;
	if (place < s->n_names)
		s->unused[place] = NULL;
}

static void find_unused(struct source *s)
{
	size_t n = 0;

	s->unused =
	    arena_alloc(&s->arena, (s->n_names + 1) * sizeof(*s->unused));
	for (size_t i = 0; i < s->n_names; i++)
		s->unused[i] = s->names[i];
	map_each_ref(s->map, mark_used, s);
	for (size_t i = 0; i < s->n_names; i++) {
		if (s->unused[i] != NULL)
			s->unused[n++] = s->unused[i];
	}
	s->n_unused = n;
}

static bool check_fit(
    struct source *s, struct problems *problems, struct err *err)
{
	struct problems *of_map = s->map->problems;
	size_t before = problems->n + of_map->n;

	if (!s->map->plain)
		map_each_ref(s->map, check_ref, s);
	find_present(s);
	check_required(s, problems);
	find_unused(s);
	if (problems->n + of_map->n == before)
		return true;
	problems_sort(of_map);
	problems_sort(problems);
	return err_set(err, ERR_INVALID,
	    "%.200s and its map do not fit; nothing was imported.", s->path);
}

/* ---- records ------------------------------------------------------------ */

static const struct source_problem *one_problem(
    struct source *s, const char *reason)
{
	struct source_problem *p = arena_alloc(&s->row, sizeof(*p));

	p->reason = reason;
	return p;
}

/* Fills in the texts of a record, or what is wrong with them. */
static void map_record(
    struct source *s, const struct record *record, struct source_row *row)
{
	size_t n = s->map->fields->n;
	const char **texts = arena_alloc(&s->row, (n + 1) * sizeof(*texts));
	struct source_problem *problems = NULL;
	struct err err;
	bool fallback;

	for (size_t i = 0; i < n; i++) {
		if (!s->present[i])
			continue;
		if (map_value(s->map, i, record, &s->row, &texts[i], &fallback,
			&err)) {
			s->fallbacks[i] += fallback;
			continue;
		}
		texts[i] = NULL;
		if (problems == NULL)
			problems = arena_alloc(&s->row, n * sizeof(*problems));
		problems[row->n_problems++] = (struct source_problem){
			.field = s->map->fields->list[i].name,
			.reason = arena_str(&s->row, err.text),
		};
	}
	row->texts = texts;
	row->problems = problems;
}

/* A record that cannot be used as a whole. */
static void refuse_record(
    struct source *s, const char *reason, struct source_row *row)
{
	row->texts =
	    arena_alloc(&s->row, (s->map->fields->n + 1) * sizeof(*row->texts));
	row->problems = one_problem(s, reason);
	row->n_problems = 1;
}

bool source_open(const char *path, const struct map *m,
    struct problems *problems, struct source **ret, struct err *err)
{
	struct source *s = calloc(1, sizeof(*s));
	bool ok;

	if (s == NULL || (s->path = strdup(path)) == NULL)
		abort();
	s->map = m;
	s->fallbacks =
	    arena_alloc(&s->arena, (m->fields->n + 1) * sizeof(size_t));
	s->places =
	    arena_alloc(&s->arena, (m->n_refs + 1) * sizeof(*s->places));
	for (size_t i = 0; i < m->n_refs; i++)
		s->places[i] = PLACE_MISSING;
	if (m->file.format == MAP_CSV)
		ok = source_csv_open(s, err);
	else
		ok = source_tree_open(s, problems, err);
	if (!ok || !check_fit(s, problems, err)) {
		source_close(s);
		return false;
	}
	*ret = s;
	return true;
}

bool source_next(
    struct source *s, struct source_row *ret, bool *ret_more, struct err *err)
{
	const struct record *record;
	const char *problem;
	struct err why;
	bool wanted;

	for (;;) {
		struct source_row row = { .line = 0 };

		arena_reset(&s->row);
		if (!s->format->next(
			s->data, &record, &row.line, &problem, err))
			return false;
		*ret_more = record != NULL;
		if (record == NULL)
			return true;
		if (problem != NULL) {
			refuse_record(s, problem, &row);
		} else if (!map_wants(s->map, record, &s->row, &wanted, &why)) {
			refuse_record(s, arena_str(&s->row, why.text), &row);
		} else if (wanted) {
			map_record(s, record, &row);
		} else {
			s->skipped++;
			continue;
		}
		*ret = row;
		return true;
	}
}

const size_t *source_fallbacks(const struct source *s)
{
	return s->fallbacks;
}

size_t source_skipped(const struct source *s)
{
	return s->skipped;
}

const char *const *source_unused(const struct source *s, size_t *ret_n)
{
	*ret_n = s->n_unused;
	return s->unused;
}

void source_close(struct source *s)
{
	if (s == NULL)
		return;
	if (s->format != NULL)
		s->format->close(s->data);
	arena_done(&s->arena);
	arena_done(&s->row);
	free(s->path);
	free(s);
}
