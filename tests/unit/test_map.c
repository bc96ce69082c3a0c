/* tests/unit/test_map.c - how files of others become our fields. */

#include "config.h"

#include "domain/application.h"
#include "io/datadir.h"
#include "io/source.h"
#include "tests/scratch.h"
#include "tests/tap.h"

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

static struct arena arena; /* one test's */

/* What became of a file: rows, problems and messages, one a line. */
static struct buf said;

static void print_row(const struct fields *fields, const struct source_row *row)
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
			buf_fmt(&said, "<%s>", err.text);
	}
	buf_addc(&said, '\n');
}

static void print_problems(struct problems *problems)
{
	problems_print(problems, &said);
	problems->n = 0;
}

/* Reads all records; map NULL is none. Sets are "F=V" or NULL. */
static void import(const char *data, const char *map, const char *set,
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

static bool gives(const char *data_name, const char *data, const char *map,
    const char *set, const char *want)
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

#define HEAD "accord_map: 1\nkind: things\n"
#define TAIL "...\n"

static void columns_become_fields(void)
{
	CHECK(gives("f.csv",
	    "Key,Name,Land,Size,Money,When,Staff,Junk\n"
	    "7, Acme ,Spain,L,\"$1,234.50\",03/02/2026,12.0,x\n"
	    "8,\"A, \"\"B\"\"\",ES,S,-3,1/12/2026,,x\n",
	    HEAD "file: {decimal: \".\", group: \",\", date: \"%d/%m/%Y\"}\n"
		 "fields:\n"
		 "  id: \"T-{Key}\"\n"
		 "  name: \"{Name}\"\n"
		 "  country: \"{Land}\"\n"
		 "  kind: {from: \"{Size}\", values: {L: big, S: small}}\n"
		 "  amount: \"{Money}\"\n"
		 "  day: \"{When}\"\n"
		 "  people: \"{Staff}\"\n" TAIL,
	    NULL,
	    "2:T-7|Acme|Spain|big|12|1234.50|2026-02-03\n"
	    "3:T-8|A, \"B\"|ES|small||-3|2026-12-01\n"
	    "unused Junk\n"));
}

/* Reads a real file through a map that is shipped. */
static bool import_shipped(const char *data, const char *map)
{
	struct arena a = ARENA_INIT;

	import(data, datadir_path(map, &a), NULL, "applications",
	    &application_fields);
	arena_done(&a);
	return strstr(buf_text(&said), "! ") == NULL;
}

static size_t count_lines(const struct buf *b)
{
	size_t n = 0;

	for (const char *s = buf_text(b); (s = strchr(s, '\n')) != NULL; s++)
		n++;
	return n;
}

static void shipped_map_of_resellers(void)
{
	char path[4200];

	REAL_FILE(path, "adventureworks-resellers/Resellers.csv");
	CHECK(import_shipped(path, "maps/adventureworks-resellers.yaml"));
	CHECK(count_lines(&said) == 701);
	CHECK(strstr(said.s, "<") == NULL);
	CHECK(strstr(said.s,
		  "2:1|A Bike Store|United States|Washington|Seattle|reseller|"
		  "Value Added Reseller|Value Added Reseller in Seattle, "
		  "Washington\n") == said.s);
}

static void shipped_map_of_leads(void)
{
	char path[4200];

	REAL_FILE(path, "suitecrm-leads/Leads.csv");
	CHECK(!import_shipped(path, "maps/suitecrm-leads.yaml"));
	CHECK(
	    strstr(said.s,
		"2:00c19439-0b27-4499-8b22-cd01ee41501a|Smith & Sons|USA||"
		"San Mateo|www.devphone.it|reseller|Melissa Bucy|"
		"qa.section.section@example.co.uk|(958) 982-2134|"
		"Prospective client looking to learn more about product offerings|"
		"2023-02-06|Recycled Self Generated\n"
		"3:! -: the row has 4 cells, the header has 61\n"
		"unused ") == said.s);
}

int main(void)
{
	scratch_enter();
	RUN(columns_become_fields);
	RUN(shipped_map_of_resellers);
	RUN(shipped_map_of_leads);
	scratch_leave();
	buf_done(&said);
	arena_done(&arena);
	return tap_done();
}
