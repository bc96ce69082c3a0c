/* tests/unit/test_source.c - the records of data files, small and real. */

#include "config.h"

#include <sys/resource.h>

#include "domain/application.h"
#include "io/datadir.h"
#include "tests/things.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

static void maps_and_files_must_fit(void)
{
	static const char refused[] =
	    "f.csv and its map do not fit; nothing was imported.\n";
	char want[1000];

	snprintf(want, sizeof(want),
	    "m.yaml:4:9: the file has no column `Nmae`; did you mean `Name`?\n"
	    "m.yaml:5:16: the file has no column `Type`; it has: Id, Name\n"
	    "%s",
	    refused);
	CHECK(gives("f.csv", "Id,Name\n1,2\n",
	    HEAD "fields:\n  name: \"{Nmae}\"\n  kind: {from: \"{Type}\", "
		 "values: {L: big}}\n" TAIL,
	    NULL, want));
	snprintf(want, sizeof(want),
	    "m.yaml:3:1: the field `name` is missing; every thing needs it\n%s",
	    refused);
	CHECK(gives("f.csv", "Id,Name\n1,2\n",
	    HEAD "fields:\n  id: \"{Id}\"\n" TAIL, NULL, want));
	snprintf(want, sizeof(want),
	    "m.yaml:3:15: the file has no column `B`; it has: Aa\n%s", refused);
	CHECK(gives("f.csv", "Aa\n1\n",
	    HEAD "where: {from: \"{B}\", in: [x]}\n"
		 "fields: {name: \"{Aa}\"}\n" TAIL,
	    NULL, want));
}

static void a_file_with_our_names_needs_no_map(void)
{
	CHECK(gives("f.csv",
	    "id,name,country,day,amount,Junk\n"
	    "7,Acme,ES,2026-01-31,1234.50,x\n"
	    "8,B,Spain,31/01/2026,,y\n",
	    NULL, NULL,
	    "2:7|Acme|ES|1234.50|2026-01-31\n"
	    "3:! day: `31/01/2026` is not a date of the form %Y-%m-%d.\n"
	    "unused Junk\n"));
	CHECK(gives("f.csv", "\n id,Name\n1,2\n", NULL, NULL,
	    "f.csv:2:1: there is no column `name`; name it so, give a map, or "
	    "set name=VALUE\n"
	    "f.csv and its map do not fit; nothing was imported.\n"));
	CHECK(gives("f.json",
	    "[{\"id\": 7, \"name\": \"Acme\", \"agreed\": true,\n"
	    "  \"junk\": {\"a\": 1}},\n"
	    " {\"name\": \"B\", \"note\": null}, 5, {\"name\": [1]}]",
	    NULL, NULL,
	    "1:7|Acme||true\n"
	    "3:|B||\n"
	    "3:! -: it is no record with fields; see `records` in the map\n"
	    "3:! name: {name} holds a list, not a text; go into it by a dot.\n"
	    "unused junk\n"));
	CHECK(gives("f.yml", "- name: Acme\n- name: B\n  id: 2\n", NULL, NULL,
	    "1:|Acme\n2:2|B\n"));
}

static void constants_are_set_from_outside(void)
{
	static const char map[] =
	    HEAD "fields:\n  id: \"{A}\"\n  name: \"{B}\"\n" TAIL;

	CHECK(gives("f.csv", "A,B\n1,2\n", map, "name=Acme=1",
	    "2:1|Acme=1\nunused B\n"));
	CHECK(gives("f.csv", "A\n1\n", map, "name=x", "2:1|x\n"));
	CHECK(gives("f.csv", "id\n1\n", NULL, "name=x", "2:1|x\n"));
	CHECK(gives("f.csv", "A,B\n1,2\n", map, "name",
	    "`name` sets nothing; write FIELD=VALUE.\n"));
	CHECK(gives("f.csv", "A,B\n1,2\n", map, "=x",
	    "`=x` sets nothing; write FIELD=VALUE.\n"));
	CHECK(gives("f.csv", "A,B\n1,2\n", map, "nmae=x",
	    "things have no field `nmae`; did you mean `name`?\n"));
	CHECK(gives("f.csv", "A,B\n1,2\n", map, "kind=huge",
	    "--set: Kind: `huge` is not known; write big or small.\n"));
}

static void files_that_cannot_be_read(void)
{
	CHECK(gives("f.json", "[{\"name\": \"x\"},\n {\"name\": }]", NULL, NULL,
	    "f.json:2:11: this is no value of JSON\n"
	    "f.json is not good JSON; nothing was imported.\n"));
	CHECK(
	    gives("f.yaml", "- name: x\n- name: &a y\n- name: *a\n", NULL, NULL,
		"f.yaml:2:9: anchors are not allowed\n"
		"f.yaml:3:9: aliases are not allowed\n"
		"f.yaml is not good YAML; nothing was imported.\n"));
	CHECK(gives("f.yaml", "- name: Soci\xe9t\xe9\n", NULL, NULL,
	    "f.yaml: byte 13 (line 1) is not UTF-8; convert the file first: "
	    "iconv -f LATIN1 -t UTF-8 f.yaml >NEW\n"));
	import("f.csv", NULL, NULL, "things", &thing_fields);
	CHECK_STR(
	    said.s, "f.csv cannot be opened: No such file or directory.\n");
	import("f.csv", "m.yaml", NULL, "things", &thing_fields);
	CHECK_STR(
	    said.s, "m.yaml cannot be opened: No such file or directory.\n");
	CHECK(gives("f.json", "[]", NULL, "name=x", ""));
	CHECK(gives("f.json", "{\"a\": 1}",
	    HEAD "file: {format: json, records: \"b.*\"}\n"
		 "fields: {name: \"{n}\"}\n" TAIL,
	    NULL, "f.json has nothing at `b.*`; see `records` in the map.\n"));
}

/* ---- trees --------------------------------------------------------------- */

static void trees_are_walked(void)
{
	static const char yaml[] = "groups:\n"
				   "  gold:\n"
				   "    land: ES\n"
				   "    list:\n"
				   "    - {n: A, t: [x, y], u: {v: {w: 1}}}\n"
				   "    - {n: B, t: z}\n"
				   "  none:\n"
				   "  empty: {list: []}\n"
				   "  silver:\n"
				   "    list:\n"
				   "      k: {n: C, t: {p: q, r: ~}, o: 5}\n";

	CHECK(gives("f.yaml", yaml,
	    HEAD "file: {format: yaml, records: \"groups.*.list.*\"}\n"
		 "fields:\n"
		 "  id: \"{@1}/{@2}\"\n"
		 "  name: \"{n}\"\n"
		 "  country: \"{^1.land}\"\n"
		 "  note: \"{t.*}\"\n"
		 "  people: \"{u.v.w}\"\n" TAIL,
	    NULL,
	    "5:gold/1|A|ES|x\ny|1\n"
	    "6:gold/2|B|ES|z|\n"
	    "11:silver/k|C||q|\n"
	    "unused o\n"));
	CHECK(gives("f.yaml", yaml,
	    HEAD "file: {format: yaml, records: \"groups.*.list.*\"}\n"
		 "fields:\n"
		 "  name: {from: \"{n}: {t.*}\", join: \", \"}\n" TAIL,
	    NULL, "5:A: x, y\n6:B: z\n11:C: q\nunused u, o\n"));
	CHECK(gives("f.yaml", yaml,
	    HEAD "file: {format: yaml, records: \"groups.*.list.*\"}\n"
		 "fields:\n"
		 "  name: \"{N}\"\n"
		 "  id: \"{^1.country}{^2.n}\"\n" TAIL,
	    NULL,
	    "m.yaml:5:9: the file has no column `N`; did you mean `n`?\n"
	    "m.yaml:6:7: no part of the file has what {^1.country} names\n"
	    "f.yaml and its map do not fit; nothing was imported.\n"));
}

/* ---- real files ---------------------------------------------------------- */

static void import_real(const char *path, const char *map)
{
	scratch_text("m.yaml", map);
	import(path, "m.yaml", NULL, "things", &thing_fields);
	unlink("m.yaml");
}

static void real_yaml_of_partners(void)
{
	char path[4200];

	REAL_FILE(path, "solidus-partners/partners.yml");
	import_real(path,
	    HEAD "file: {format: yaml, records: \"*.*\"}\n"
		 "fields:\n"
		 "  id: \"{@2}\"\n"
		 "  name: \"{name}\"\n"
		 "  kind: {from: \"{@1}\", values: {gold_partners: big},\n"
		 "    default: small}\n"
		 "  note: \"{skills.*}\"\n" TAIL);
	CHECK_STR(said.s,
	    "3:nebulab|Nebulab|small|Solidus eCommerce Development\n"
	    "UX/UI Design\nQA & Workflow design\n"
	    "15:super_good|Super good|big|\n"
	    "23:peter_berkenbosch|Peter Berkenbosch Consultancy (PBC)|small|\n"
	    "29:boomer_digital|Boomer Digital|small|\n"
	    "unused short_description, description, url, image, retina\n");
	REAL_FILE(path, "rocketchat-resellers/resellers.yml");
	import_real(path,
	    HEAD "file: {format: yaml, records: \"*\"}\n"
		 "fields:\n"
		 "  id: {from: \"{website}\", as: host}\n"
		 "  name: \"{name}\"\n" TAIL);
	CHECK_STR(said.s,
	    "1:sourceforte.com|Source Forte\n6:curvestone.io|Curvestone\n"
	    "unused description, logo\n");
}

static void real_yaml_of_a_landscape(void)
{
	char path[4200];

	REAL_FILE(path, "cncf-landscape/landscape.yml");
	import_real(path,
	    HEAD
	    "file: {format: yaml,\n"
	    "  records: \"landscape.*.subcategories.*.items.*\"}\n"
	    "where: {from: \"{^1.name}\", in: [Provisioning]}\n"
	    "fields:\n"
	    "  name: \"{name}\"\n"
	    "  id: \"{@1}.{@2}.{@3}\"\n"
	    "  note: \"{^1.name} / {^2.name}\"\n"
	    "  day: {from: \"{extra.accepted}\", date: \"%Y-%m-%d\"}\n" TAIL);
	CHECK(strncmp(said.s,
		  "10:1.1.1|Airship|Provisioning / Automation & Configuration|"
		  "\n17:1.1.2|Akri|Provisioning / Automation & Configuration|"
		  "2021-09-14\n",
		  126) == 0);
	CHECK(strstr(said.s, ":! ") == NULL && count_lines(&said) > 100);
}

static void real_json_of_partners(void)
{
	char path[4200];

	REAL_FILE(path, "vue-partners/partners.json");
	import_real(path,
	    HEAD "file: {format: json}\n"
		 "fields:\n"
		 "  name: \"{name}\"\n"
		 "  note: \"{intro}\\n{description.*}\"\n"
		 "  agreed: \"{flipLogo}\"\n" TAIL);
	CHECK(strncmp(said.s, "2:Vehikl|Vehikl has deep knowledge of Vue",
		  41) == 0);
	CHECK(strstr(said.s, "\nVehikl is a Team that values Caring") != NULL);
	CHECK(strstr(said.s, ":! ") == NULL && strstr(said.s, "<<") == NULL);
}

/* A byte order mark, and JSON with line ends in cells. */
static void real_csv_of_accounts(void)
{
	char path[4200];

	REAL_FILE(path, "salesforce-export/Account.csv");
	import_real(path,
	    HEAD "fields:\n"
		 "  id: \"{Id}\"\n"
		 "  name: \"{Name}\"\n"
		 "  people: \"{NumberOfEmployees}\"\n"
		 "  amount: \"{AnnualRevenue}\"\n"
		 "  day: {from: \"{CreatedDate}\", date: \"%FT%T.000%z\"}\n"
		 "  note: \"{Description}\"\n" TAIL);
	CHECK(strncmp(said.s,
		  "2:001f4000009wJD7AAM|Nissan Motors||||2017-10-10", 47) == 0);
	CHECK(strstr(said.s, ":! ") == NULL);
}

/* 57,851 rows, of which no more is kept than one. */
static void real_csv_in_constant_memory(void)
{
	struct problems problems = { .arena = &arena };
	struct rusage before, after;
	struct source_row row;
	struct source *s;
	struct map *m;
	struct err err;
	size_t n = 0, bad = 0;
	char path[4200];
	bool more;

#ifdef SANITIZED
	SKIP("the sanitizer keeps what was freed");
#endif
	REAL_FILE(path, "adventureworks-resellers/FactResellerSales.csv");
	scratch_text("m.yaml",
	    HEAD "file: {null: [\"NULL\"]}\nfields:\n"
		 "  id: \"{SalesOrderNumber}-{ProductKey}\"\n"
		 "  name: \"Reseller account {ResellerKey}\"\n"
		 "  amount: \"{SalesAmount}\"\n"
		 "  day: \"{OrderDate}\"\n" TAIL);
	CHECK(map_load(
	    "m.yaml", "things", &thing_fields, &arena, &problems, &m, &err));
	unlink("m.yaml");
	CHECK(source_open(path, m, &problems, &s, &err));
	getrusage(RUSAGE_SELF, &before);
	while (source_next(s, &row, &more, &err) && more) {
		n++;
		bad += row.n_problems;
	}
	getrusage(RUSAGE_SELF, &after);
	source_close(s);
	arena_reset(&arena);
	CHECK(!more && n == 57851 && bad == 0);
	/* kB; the file has 3,534. */
	CHECK(after.ru_maxrss - before.ru_maxrss < 1000);
}

/* Reads a real file through a map that is shipped. */
static bool import_shipped(const char *data, const char *map)
{
	struct arena a = ARENA_INIT;

	import(data, datadir_path(map, &a), NULL, "applications",
	    &application_fields);
	arena_done(&a);
	return strstr(buf_text(&said), ":! ") == NULL;
}

static void shipped_map_of_resellers(void)
{
	char path[4200];

	REAL_FILE(path, "adventureworks-resellers/Resellers.csv");
	CHECK(import_shipped(path, "maps/adventureworks-resellers.yaml"));
	CHECK(count_lines(&said) == 701);
	CHECK(strstr(said.s, "<<") == NULL);
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
	RUN(maps_and_files_must_fit);
	RUN(a_file_with_our_names_needs_no_map);
	RUN(constants_are_set_from_outside);
	RUN(files_that_cannot_be_read);
	RUN(trees_are_walked);
	RUN(real_yaml_of_partners);
	RUN(real_yaml_of_a_landscape);
	RUN(real_json_of_partners);
	RUN(real_csv_of_accounts);
	RUN(real_csv_in_constant_memory);
	RUN(shipped_map_of_resellers);
	RUN(shipped_map_of_leads);
	scratch_leave();
	buf_done(&said);
	arena_done(&arena);
	return tap_done();
}
