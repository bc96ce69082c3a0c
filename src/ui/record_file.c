/* ui/record_file.c - the records of a file, checked and kept aside. */

#include "config.h"

#include "ui/record_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/map.h"
#include "io/source.h"

/* Where a good record waits. */
struct record_place {
	date_days on;
	uint32_t line;
	int64_t at;
};

static void message(struct record_file *rf, const char *text)
{
	struct arena a = ARENA_INIT;

	fprintf(rf->messages, "accord: %s\n", text_safe(text, &a));
	arena_done(&a);
}

static void print_problem(struct record_file *rf, uint32_t line,
    const char *field, const char *reason)
{
	struct arena a = ARENA_INIT;
	const char *text = field != NULL
	    ? arena_fmt(
		  &a, "%s:%u: %s: %s", rf->path, (unsigned)line, field, reason)
	    : arena_fmt(&a, "%s:%u: %s", rf->path, (unsigned)line, reason);

	fprintf(rf->messages, "%s\n", text_safe(text, &a));
	arena_done(&a);
}

static void move_date(const struct field *f, void *record, int days)
{
	void *at = (char *)record + f->offset;
	date_days *d = at;

	if (f->storage == STORE_DATE && *d != DATE_NONE)
		*d += days;
}

/* An amount with no more decimals than its currency has. */
static bool round_amount(const struct record_file *rf, const struct field *f,
    void *record, struct err *err)
{
	void *at = (char *)record + f->offset;
	const struct field *field = fields_find(rf->fields, "currency");
	const char *const *currency;
	struct decimal *d = at;
	struct money money;

	if (field == NULL || !d->set)
		return true;
	at = (char *)record + field->offset;
	currency = at;
	if (*currency == NULL || **currency == '\0')
		return true;
	if (!decimal_to_money(*d, *currency, true, &money, err)) {
		err->field = f->name;
		return false;
	}
	d->units = money.minor;
	d->scale = currency_find(*currency)->exponent;
	return true;
}

static bool round_amounts(
    const struct record_file *rf, void *record, struct err *err)
{
	for (size_t i = 0; i < rf->fields->n; i++)
		if (rf->rounds[i] &&
		    !round_amount(rf, &rf->fields->list[i], record, err))
			return false;
	return true;
}

/* The record that the texts of a row make. */
static bool make_record(struct record_file *rf, const char *const *texts,
    void *record, struct arena *a, struct err *err)
{
	const struct fields *fields = rf->fields;

	fields_init(fields, record);
	for (size_t i = 0; i < fields->n; i++) {
		if (texts[i] != NULL &&
		    !field_set(
			&fields->list[i], record, texts[i], rf->today, a, err))
			return false;
		if (rf->later != 0)
			move_date(&fields->list[i], record, rf->later);
	}
	return round_amounts(rf, record, err) &&
	    fields_check(fields, record, err);
}

static bool keep_place(
    struct record_file *rf, const void *record, uint32_t line, struct err *err)
{
	struct record_place place = { .line = line };

	if (rf->day == NULL)
		return true;
	if (!spool_tell(rf->spool, &place.at, err))
		return false;
	place.on = rf->day(record);
	rf->places = arena_grow(&rf->arena, rf->places, rf->n_places,
	    &rf->places_size, sizeof(*rf->places));
	rf->places[rf->n_places++] = place;
	return true;
}

/* Checks one row; a good one waits in the spool. */
static bool check_row(
    struct record_file *rf, const struct source_row *row, struct err *err)
{
	struct arena a = ARENA_INIT;
	void *record = arena_alloc(&a, rf->fields->size);
	struct err why;
	bool ok = true;

	for (size_t i = 0; i < row->n_problems; i++)
		print_problem(rf, row->line, row->problems[i].field,
		    row->problems[i].reason);
	if (row->n_problems > 0)
		rf->refused++;
	else if (!make_record(rf, row->texts, record, &a, &why))
		record_file_refuse(rf, row->line, why.field, why.text);
	else
		ok = keep_place(rf, record, row->line, err) &&
		    spool_add(
			rf->spool, row->line, row->texts, rf->fields->n, err);
	arena_done(&a);
	return ok;
}

static bool check_rows(
    struct record_file *rf, struct source *src, struct err *err)
{
	struct source_row row;
	bool more;

	for (;;) {
		if (!source_next(src, &row, &more, err))
			return false;
		if (!more)
			break;
		if (!check_row(rf, &row, err))
			return false;
	}
	rf->skipped = (int64_t)source_skipped(src);
	return true;
}

static void print_unused(struct record_file *rf, const struct source *src)
{
	struct arena a = ARENA_INIT;
	const char *const *names;
	const char *text = "";
	size_t n;

	names = source_unused(src, &n);
	for (size_t i = 0; i < n; i++)
		text =
		    arena_fmt(&a, "%s%s%s", text, i > 0 ? ", " : "", names[i]);
	if (n > 0)
		message(rf, arena_fmt(&a, "columns not used: %s", text));
	arena_done(&a);
}

/* A default hides what a file does not say; so it is told how often. */
static void print_fallbacks(struct record_file *rf, const struct source *src)
{
	const size_t *n = source_fallbacks(src);
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < rf->fields->n; i++)
		if (n[i] > 0)
			message(rf,
			    arena_fmt(&a, "%s: the map's default, %zu times",
				rf->fields->list[i].name, n[i]));
	arena_done(&a);
}

static void print_problems(struct record_file *rf, struct problems *p)
{
	struct buf text = BUF_INIT;

	if (p->n == 0)
		return;
	problems_sort(p);
	problems_print(p, &text);
	fputs(buf_text(&text), rf->messages);
	buf_done(&text);
}

static bool open_map(struct record_file *rf, struct problems *of_map,
    struct map **ret, struct err *err)
{
	if (rf->map == NULL)
		*ret = map_plain(
		    rf->path, rf->kind, rf->fields, &rf->arena, of_map);
	else if (!map_load(rf->map, rf->kind, rf->fields, &rf->arena, of_map,
		     ret, err))
		return false;
	for (size_t i = 0; i < rf->n_sets; i++)
		if (!map_set(*ret, rf->sets[i], &rf->arena, err))
			return false;
	return true;
}

static void print_told(struct record_file *rf, const struct source *src)
{
	print_unused(rf, src);
	print_fallbacks(rf, src);
}

static void keep_rounds(struct record_file *rf, const struct map *map)
{
	bool *rounds =
	    arena_alloc(&rf->arena, (rf->fields->n + 1) * sizeof(*rounds));

	for (size_t i = 0; i < rf->fields->n; i++)
		rounds[i] = map_rounds(map, i);
	rf->rounds = rounds;
}

static bool read_file(struct record_file *rf, struct err *err)
{
	struct problems of_map = { .arena = &rf->arena, .file = rf->map };
	struct problems of_file = { .arena = &rf->arena, .file = rf->path };
	struct source *src = NULL;
	struct map *map;
	bool ok;

	ok = open_map(rf, &of_map, &map, err) &&
	    source_open(rf->path, map, &of_file, &src, err);
	print_problems(rf, &of_map);
	print_problems(rf, &of_file);
	if (ok) {
		keep_rounds(rf, map);
		ok = check_rows(rf, src, err);
		if (ok)
			print_told(rf, src);
	}
	source_close(src);
	return ok;
}

static int by_day_and_line(const void *a, const void *b)
{
	const struct record_place *x = a, *y = b;

	if (x->on != y->on)
		return x->on < y->on ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

bool record_file_read(struct record_file *rf, struct err *err)
{
	rf->texts =
	    arena_alloc(&rf->arena, (rf->fields->n + 1) * sizeof(*rf->texts));
	if (!spool_open(&rf->spool, err) || !read_file(rf, err))
		return false;
	if (rf->n_places > 0)
		qsort(rf->places, rf->n_places, sizeof(*rf->places),
		    by_day_and_line);
	return true;
}

bool record_file_rewind(struct record_file *rf, struct err *err)
{
	rf->next = 0;
	return spool_rewind(rf->spool, err);
}

/* Goes to the next one by day; most files are in that order already. */
static bool go_on(struct record_file *rf, struct err *err)
{
	int64_t at, is;

	if (rf->day == NULL || rf->next == rf->n_places)
		return true;
	at = rf->places[rf->next++].at;
	return spool_tell(rf->spool, &is, err) &&
	    (is == at || spool_seek(rf->spool, at, err));
}

static bool at_end(const struct record_file *rf)
{
	return rf->day != NULL && rf->next == rf->n_places;
}

bool record_file_next(struct record_file *rf, struct arena *a, void **ret,
    uint32_t *ret_line, bool *ret_more, struct err *err)
{
	void *record;

	if (at_end(rf)) {
		*ret_more = false;
		return true;
	}
	if (!go_on(rf, err) ||
	    !spool_next(rf->spool, a, ret_more, ret_line, rf->texts,
		rf->fields->n, err))
		return false;
	if (!*ret_more)
		return true;
	record = arena_alloc(a, rf->fields->size);
	if (!make_record(rf, rf->texts, record, a, err))
		return false;
	*ret = record;
	return true;
}

bool record_file_tell(struct record_file *rf, int64_t *ret, struct err *err)
{
	return spool_tell(rf->spool, ret, err);
}

bool record_file_seek(struct record_file *rf, int64_t at, struct err *err)
{
	return spool_seek(rf->spool, at, err);
}

void record_file_refuse(struct record_file *rf, uint32_t line,
    const char *field, const char *reason)
{
	print_problem(rf, line, field, reason);
	rf->refused++;
}

void record_file_done(struct record_file *rf)
{
	spool_close(rf->spool);
	rf->spool = NULL;
	arena_done(&rf->arena);
}
