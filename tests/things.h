/*
 * tests/things.h - a kind of record with a field of each type, and files of
 * it imported through maps.
 */

#ifndef TESTS_THINGS_H
#define TESTS_THINGS_H

#include "io/source.h"
#include "tests/scratch.h"
#include "tests/tap.h"

#define HEAD "accord_map: 1\nkind: things\n"
#define TAIL "...\n"

/* A record with a field of each kind. */
struct thing {
	const char *id;
	const char *name;
	const char *country;
	const char *kind;
	const char *note;
	int64_t people;
	struct decimal amount;
	date_days day;
	date_days until;
	enum tribool agreed;
};

static const struct field thing_list[] = {
	FIELD(thing, id, "Id", FIELD_OPTIONAL),
	FIELD(thing, name, "Name", FIELD_REQUIRED),
	FIELD(thing, country, "Country", FIELD_COUNTRY),
	FIELD(thing, kind, "Kind", FIELD_OPTIONAL, .choices = "big|small"),
	FIELD(thing, note, "Note", FIELD_NOTE),
	FIELD(thing, people, "People", FIELD_POSITIVE),
	FIELD(thing, amount, "Amount", FIELD_OPTIONAL),
	FIELD(thing, day, "Day", FIELD_OPTIONAL),
	FIELD(thing, until, "Until", FIELD_OPTIONAL),
	FIELD(thing, agreed, "Agreed", FIELD_OPTIONAL),
};

static const struct fields thing_fields = FIELDS(thing, thing_list);

static struct arena arena; /* one import's */

/*
 * What became of a file, a record a line: "LINE:text|text", or "LINE:! FIELD:
 * reason" with - for the whole row; then the problems of the files, or
 * "skipped N" and "unused COLUMN, COLUMN"; at last why it failed. Texts that
 * field_set() would not take are followed by its reason in << and >>.
 */
static struct buf said;

static inline void print_row(
    const struct fields *fields, const struct source_row *row)
{
	void *record = arena_alloc(&arena, fields->size);
	const char *gap = "";

	buf_fmt(&said, "%u:", row->line);
	for (size_t i = 0; i < row->n_problems; i++)
		buf_fmt(&said, "! %s: %s",
		    row->problems[i].field != NULL ? row->problems[i].field
						   : "-",
		    row->problems[i].reason);
	for (size_t i = 0; row->n_problems == 0 && i < fields->n; i++) {
		struct err err;

		if (row->texts[i] == NULL)
			continue;
		buf_fmt(&said, "%s%s", gap, row->texts[i]);
		gap = "|";
		/* All that comes out must be good to go on with. */
		if (!field_set(&fields->list[i], record, row->texts[i], 0,
			&arena, &err))
			buf_fmt(&said, "<<%s>>", err.text);
	}
	buf_addc(&said, '\n');
}

static inline void print_problems(struct problems *problems)
{
	problems_print(problems, &said);
	problems->n = 0;
}

/* Reads all records; without a map, or anything to set, those are NULL. */
static inline void import(const char *data, const char *map, const char *set,
    const char *kind, const struct fields *fields)
{
	struct problems of_map = { .arena = &arena, .file = map };
	struct problems of_data = { .arena = &arena, .file = data };
	struct source *s = NULL;
	struct source_row row;
	struct map *m = NULL;
	struct err err;
	bool ok = true, more;

	buf_clear(&said);
	if (map == NULL)
		m = map_plain(data, kind, fields, &arena, &of_data);
	else
		ok = map_load(map, kind, fields, &arena, &of_map, &m, &err);
	ok = ok && (set == NULL || map_set(m, set, &arena, &err)) &&
	    source_open(data, m, &of_data, &s, &err);
	while (ok && (ok = source_next(s, &row, &more, &err)) && more)
		print_row(fields, &row);
	print_problems(&of_map);
	print_problems(&of_data);
	if (!ok) {
		buf_fmt(&said, "%s\n", err.text);
	} else {
		size_t n;
		const char *const *unused = source_unused(s, &n);

		if (source_skipped(s) > 0)
			buf_fmt(&said, "skipped %zu\n", source_skipped(s));
		for (size_t i = 0; i < n; i++)
			buf_fmt(
			    &said, "%s%s", i > 0 ? ", " : "unused ", unused[i]);
		if (n > 0)
			buf_addc(&said, '\n');
	}
	source_close(s);
	arena_reset(&arena);
}

/* Writes the files, and m.yaml unless NULL, imports things, and compares. */
static inline bool gives(const char *data_name, const char *data,
    const char *map, const char *set, const char *want)
{
	scratch_text(data_name, data);
	if (map != NULL)
		scratch_text("m.yaml", map);
	import(data_name, map != NULL ? "m.yaml" : NULL, set, "things",
	    &thing_fields);
	unlink(data_name);
	if (map != NULL)
		unlink("m.yaml");
	if (strcmp(buf_text(&said), want) == 0)
		return true;
	printf("# got  %s# want %s", buf_text(&said), want);
	return false;
}

static inline size_t count_lines(const struct buf *b)
{
	size_t n = 0;

	for (const char *s = buf_text(b); (s = strchr(s, '\n')) != NULL; s++)
		n++;
	return n;
}

#endif
