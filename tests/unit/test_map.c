/* tests/unit/test_map.c - maps, their mistakes, and what they make of cells. */

#include "config.h"

#include "tests/things.h"

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

/* A map of the one column that matters, with a line of `file:` before. */
#define ONE(file, field) \
	HEAD "file: {" file "}\nfields:\n  name: x\n  " field "\n" TAIL

static const struct {
	const char *csv, *map, *want;
} values[] = {
	/* Templates. */
	{ "A,B\n1,2\n", ONE("", "id: \"a{A}b{ B }c\""), "2:a1b2c|x\n" },
	{ "A,B\n,\n 1 ,2\n", ONE("", "id: \"{A} of {B}\""),
	    "2:|x\n3:1 of 2|x\n" },
	{ "A,B\n1,\n", ONE("", "id: \"{A} {B}\""), "2:1|x\n" },
	{ "A,B\nNULL,n/a\n", ONE("null: [NULL, n/a]", "id: \"{A}{B}\""),
	    "2:|x\n" },
	{ "A.b,@1\n1,2\n", ONE("", "id: \"{A.b}{@1}\""), "2:12|x\n" },
	/* Numbers. */
	{ "A\n\"7,982\"\n",
	    ONE("decimal: \".\", group: \",\"", "amount: \"{A}\""),
	    "2:x|7982\n" },
	{ "A\n\"7,982\"\n", ONE("decimal: \",\"", "amount: \"{A}\""),
	    "2:x|7.982\n" },
	{ "A\n\"7,982\"\n", ONE("decimal: \".\"", "amount: \"{A}\""),
	    "2:! amount: `7,982` is not a number of this form; write it like "
	    "-1234.50.\n" },
	{ "A\n\"€ 1.234,5 \"\n",
	    ONE("decimal: \",\", group: \".\"", "amount: \"{A}\""),
	    "2:x|1234.5\n" },
	{ "A\n(1.00)\n", ONE("", "amount: \"{A}\""),
	    "2:! amount: `(1.00)` is not a number of this form; write it like "
	    "-1234.50.\n" },
	{ "A\n1e3\n", ONE("", "amount: \"{A}\""),
	    "2:! amount: `1e3` is not a number of this form; write it like "
	    "-1234.50.\n" },
	{ "A\n12k\n", ONE("", "amount: \"{A}\""),
	    "2:! amount: `12k` is not a number of this form; write it like "
	    "-1234.50.\n" },
	{ "A\n75.0\n\"1,200\"\n", ONE("group: \",\"", "people: \"{A}\""),
	    "2:x|75\n3:x|1200\n" },
	/* Dates: never today, +7 or another order. */
	{ "A\n2026-1-3\n2026-01-32\ntoday\n+7\n\n\"\"\n",
	    ONE("", "day: \"{A}\""),
	    "2:x|2026-01-03\n"
	    "3:! day: `2026-01-32` is not a date of the form %Y-%m-%d.\n"
	    "4:! day: `today` is not a date of the form %Y-%m-%d.\n"
	    "5:! day: `+7` is not a date of the form %Y-%m-%d.\n"
	    "7:x|\n" },
	{ "A\n3.2.2026 14:05\n",
	    ONE("date: \"%d.%m.%Y %H:%M\"", "day: \"{A}\""),
	    "2:x|2026-02-03\n" },
	{ "A\n02/13/26\n", ONE("", "day: {from: \"{A}\", date: \"%m/%d/%y\"}"),
	    "2:x|2026-02-13\n" },
	{ "A\n13/02/26\n", ONE("", "day: {from: \"{A}\", date: \"%m/%d/%y\"}"),
	    "2:! day: `13/02/26` is not a date of the form %m/%d/%y.\n" },
	/* Values and defaults. */
	{ "A\nL\n\"\"\nXL\n",
	    ONE("", "kind: {from: \"{A}\", values: {L: big}}"),
	    "2:x|big\n3:x|\n4:! kind: `XL` is not among the map's values; add "
	    "it there, or a default.\n" },
	{ "A\nL\n\"\"\nXL\n",
	    ONE("", "kind: {from: \"{A}\", values: {L: big}, default: small}"),
	    "2:x|big\n3:x|small\n4:x|small\n" },
	{ "A\n\"\"\n", ONE("", "kind: {from: \"{A}\", values: {\"\": big}}"),
	    "2:x|big\n" },
	{ "A\nL\n", ONE("", "kind: {from: \"{A}\", values: {L: }}"), "2:x|\n" },
	{ "A\n\"\"\n2026-02-03\n",
	    ONE("", "day: {from: \"{A}\", default: 2026-01-31}"),
	    "2:x|2026-01-31\n3:x|2026-02-03\n" },
	{ "A\nhttps://www.Acme.com:80/x?y\nann@acme.com\n\"\"\n",
	    ONE("", "id: {from: \"{A}\", as: host}"),
	    "2:acme.com|x\n3:acme.com|x\n4:|x\n" },
	/* What others add to names. */
	{ "A\nAcme (KCSP)\nB (member) \n(KCSP)\nC (x)\n",
	    ONE("", "id: {from: \"{A}\", without: [\" (member)\", (KCSP)]}"),
	    "2:Acme|x\n3:B|x\n4:|x\n5:C (x)|x\n" },
	{ "A\nbig ones\nnone\n",
	    ONE("",
		"kind: {from: \"{A}\", without: [\" ones\"], "
		"values: {big: big}, default: small}"),
	    "2:x|big\n3:x|small\n" },
	/* Constants are ours. */
	{ "A\n1\n",
	    ONE("date: \"%d/%m/%y\", decimal: \",\"",
		"day: 2026-01-31\n  amount: \"1.50\"\n  id: \"{A}\""),
	    "2:1|x|1.50|2026-01-31\n" },
	/* Several problems of a row. */
	{ "A,B\nx,y\n", ONE("", "day: \"{A}\"\n  people: \"{B}\""),
	    "2:! people: `y` is not a number of this form; write it like "
	    "-1234.50.! day: `x` is not a date of the form %Y-%m-%d.\n" },
	/* Rows that do not fit. */
	{ "A,B\n1\n\n1,2\n", ONE("", "id: \"{A}{B}\""),
	    "2:! -: the row has 1 cell, the header has 2\n4:12|x\n" },
	{ "A\n1\n\"2", ONE("", "id: \"{A}\""),
	    "2:1|x\nf.csv:3: the quote that opens here is never closed.\n" },
	{ "title\n\nA;B\n1;2\n",
	    ONE("skip_rows: 2, delimiter: \";\"", "id: \"{A}\""),
	    "4:1|x\nunused B\n" },
	{ "A\tB\n1\t2\n", ONE("delimiter: \"\\t\"", "id: \"{A}{B}\""),
	    "2:12|x\n" },
};

static void values_are_read_as_the_map_says(void)
{
	for (size_t i = 0; i < ARRAY_LEN(values); i++)
		CHECK(gives("f.csv", values[i].csv, values[i].map, NULL,
		    values[i].want));
}

static void rows_are_chosen(void)
{
	static const char csv[] = "A,B\n1,x\n2,\n3,y\n4,NULL\n";

	CHECK(gives("f.csv", csv,
	    HEAD "file: {null: [NULL]}\nwhere: {from: \"{B}\", not: [\"\"]}\n"
		 "fields: {name: \"{A}\"}\n" TAIL,
	    NULL, "2:1\n4:3\nskipped 2\n"));
	CHECK(gives("f.csv", csv,
	    HEAD "where: {from: \"{B}\", in: [x, y]}\n"
		 "fields: {name: \"{A}\"}\n" TAIL,
	    NULL, "2:1\n4:3\nskipped 2\n"));
	CHECK(gives("f.csv", csv,
	    HEAD "where: {from: \"{B}\", in: [z]}\n"
		 "fields: {name: \"{A}\"}\n" TAIL,
	    NULL, "skipped 4\n"));
}

/* What is wrong with a map is told at once, each with its place. */
static const struct {
	const char *map, *want;
} mistakes[] = {
	{ "--- x\n...\n", "m.yaml:1:5: a map begins with `accord_map: 1`\n" },
	{ "- a\n...\n", "m.yaml:1:1: a map begins with `accord_map: 1`\n" },
	{ "kind: things\nfields: {name: x}\n...\n",
	    "m.yaml:1:1: the key `accord_map` is missing\n" },
	{ "accord_map: 1\n...\n",
	    "m.yaml:1:1: the key `fields` is missing\n"
	    "m.yaml:1:1: the key `kind` is missing\n" },
	{ "accord_map: 2\nkind: things\nfields: {name: x}\n...\n",
	    "m.yaml:1:13: `accord_map` is 1, not `2`; this Accord reads no "
	    "other\n" },
	{ "accord_map: 1\nkind: leads\nfields: {name: x}\n...\n",
	    "m.yaml:2:7: the map is for leads, but things are imported\n" },
	{ HEAD "feilds: {name: x}\nfields: {name: x}\n...\n",
	    "m.yaml:3:1: unknown key `feilds`; did you mean `fields`?\n" },
	{ HEAD "columns: {name: x}\nfields: {name: x}\n...\n",
	    "m.yaml:3:1: unknown key `columns`; known: accord_map, kind, file, "
	    "where, fields\n" },
	{ HEAD "fields: [name]\n...\n",
	    "m.yaml:3:9: `fields` is a map from fields to columns\n" },
	{ HEAD "fields:\n  nmae: x\n  name: x\n  contact: y\n...\n",
	    "m.yaml:4:3: unknown field `nmae`; did you mean `name`?\n"
	    "m.yaml:6:3: unknown field `contact`; known: id, name, country, "
	    "kind, note, people, amount, day, until, agreed\n" },
	{ HEAD "fields: {name: x, name: y}\n...\n",
	    "m.yaml:3:19: duplicate key `name`; it is on line 3 already\n" },
	{ HEAD "fields: {name: x}\n",
	    "m.yaml:4:1: the file does not end with \"...\"; it may have been "
	    "cut\n" },
	{ HEAD "fields: {name: \"{A\"}\n...\n",
	    "m.yaml:3:16: the brace before `A` is not closed\n" },
	{ HEAD "fields: {name: \"A}\"}\n...\n",
	    "m.yaml:3:16: a closing brace has no opening one\n" },
	{ HEAD "fields: {name: \"{}\"}\n...\n",
	    "m.yaml:3:16: there is no name between the braces\n" },
	{ HEAD "fields: {name: [x]}\n...\n",
	    "m.yaml:3:16: `name` is one text\n" },
	{ HEAD "fields: {name: x, country: Spian}\n...\n",
	    "m.yaml:3:28: Country: `Spian` is not a country, did you mean `Spain`; "
	    "write its name or code of ISO 3166, or ZZ when it is unknown.\n" },
	{ HEAD "fields:\n  name: x\n  kind: {from: \"{A}\", values: {L: big, "
	       "S: tiny}, default: huge}\n...\n",
	    "m.yaml:5:43: Kind: `tiny` is not known; write big or small.\n"
	    "m.yaml:5:59: Kind: `huge` is not known; write big or small.\n" },
	{ HEAD "fields:\n  name: {form: \"{A}\"}\n...\n",
	    "m.yaml:4:9: `name` lacks `from`\n"
	    "m.yaml:4:10: unknown key `form`; did you mean `from`?\n" },
	{ HEAD "fields:\n  name: {from: x, values: [a], as: domain}\n...\n",
	    "m.yaml:4:27: `values` is a map from their texts to ours\n"
	    "m.yaml:4:36: `as` is host, not `domain`\n" },
	{ HEAD "fields:\n  name: {from: x, date: \"%Y\", round: yes}\n...\n",
	    "m.yaml:4:19: `name` is not a date\n"
	    "m.yaml:4:31: `name` is not an amount\n" },
	{ HEAD "fields:\n  name: x\n  amount: {from: \"{A}\", round: true}\n"
	       "...\n",
	    "m.yaml:5:32: `round` is yes or no, not `true`\n" },
	{ HEAD "fields:\n  name: x\n  day: {from: \"{A}\", date: \"%D\"}\n"
	       "...\n",
	    "m.yaml:5:28: The date format `%D` has %D, which is not one of %Y "
	    "%m %d %H %M %S %b %B %y %e %j %T %F %z %Z.\n" },
	{ HEAD "fields:\n  name: {from: \"{A}\", without: x, join: y}\n"
	       "  id: {from: \"{A}\", without: [a, \"\"]}\n...\n",
	    "m.yaml:4:32: `without` is a list of texts\n"
	    "m.yaml:4:35: `join` is for json and yaml only\n"
	    "m.yaml:5:34: `without` is a list of texts\n" },
	{ HEAD "file: csv\nfields: {name: x}\n...\n",
	    "m.yaml:3:7: `file` is a map, like {format: csv}\n" },
	{ HEAD "file: {format: xls, delimiter: ab, decimal: \";\",\n"
	       " group: x, null: NULL, skip_rows: -1, encoding: utf8}\n"
	       "fields: {name: x}\n...\n",
	    "m.yaml:3:16: `format` is csv, json or yaml, not `xls`\n"
	    "m.yaml:3:32: `delimiter` is one of , ; | : ^ ~ a blank or "
	    "\"\\t\", not `ab`\n"
	    "m.yaml:3:45: `decimal` is \".\" or \",\", not `;`\n"
	    "m.yaml:4:9: `group` is \",\" \".\" \"'\" or a blank, not `x`\n"
	    "m.yaml:4:18: `null` is a list of up to 100 texts\n"
	    "m.yaml:4:35: `skip_rows` is a number from 0 to 10000\n"
	    "m.yaml:4:39: unknown key `encoding`; known: format, delimiter, "
	    "decimal, group, date, null, skip_rows, records\n" },
	{ HEAD "file: {decimal: \",\", group: \",\"}\nfields: {name: x}\n...\n",
	    "m.yaml:3:29: `group` is the same as `decimal`\n" },
	{ HEAD "file: {records: a.b}\nfields: {name: x}\n...\n",
	    "m.yaml:3:8: `records` is for json and yaml only\n" },
	{ HEAD "file: {format: json, delimiter: \",\", skip_rows: 1,\n"
	       " records: a..b}\nfields: {name: x}\n...\n",
	    "m.yaml:3:22: `delimiter` is for csv only\n"
	    "m.yaml:3:38: `skip_rows` is for csv only\n"
	    "m.yaml:4:11: a name is missing beside a dot; write it like "
	    "items.*.name\n" },
	{ HEAD "where: x\nfields: {name: x}\n...\n",
	    "m.yaml:3:8: `where` is a map, like {from: \"{Type}\", in: "
	    "[Reseller]}\n" },
	{ HEAD "where: {in: a, not: [{b: c}]}\nfields: {name: x}\n...\n",
	    "m.yaml:3:8: `where` has either `in` or `not`\n"
	    "m.yaml:3:8: `where` lacks `from`\n"
	    "m.yaml:3:13: `in` is a list of texts\n"
	    "m.yaml:3:22: `not` is a list of texts\n" },
	{ HEAD "file: {format: yaml, records: \"a.*\"}\n"
	       "fields: {name: \"{@2}{^1.x}{^3.y}\"}\n...\n",
	    "m.yaml:4:16: {@2} asks for * number 2, but `records` is `a.*`\n"
	    "m.yaml:4:16: {^3.y} asks for * number 3, but `records` is `a.*`"
	    "\n" },
	{ HEAD "file: {format: json}\nfields: {name: \"{@}\", id: \"{^1}\", "
	       "note: \"{@1x}\", kind: \"{a..b}\"}\n...\n",
	    "m.yaml:4:16: {@} lacks the number of a * in `records`\n"
	    "m.yaml:4:27: {^1} is not understood; write {@1} or {^1.name}\n"
	    "m.yaml:4:41: {@1x} is not understood; write {@1} or {^1.name}\n"
	    "m.yaml:4:56: a name is missing beside a dot; write it like "
	    "items.*.name\n" },
};

static void mistakes_are_told_with_their_place(void)
{
	bool good = true;

	for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
		struct problems problems = { .arena = &arena,
			.file = "m.yaml" };
		struct buf got = BUF_INIT;
		struct map *m;
		struct err err;
		bool ok, same;

		scratch_text("m.yaml", mistakes[i].map);
		ok = map_load("m.yaml", "things", &thing_fields, &arena,
		    &problems, &m, &err);
		unlink("m.yaml");
		problems_print(&problems, &got);
		same = strcmp(buf_text(&got), mistakes[i].want) == 0;
		if (!same)
			printf("# of %s# got\n%s# want\n%s", mistakes[i].map,
			    buf_text(&got), mistakes[i].want);
		buf_done(&got);
		arena_reset(&arena);
		good = good && same && !ok && err.kind == ERR_INVALID;
	}
	CHECK(good);
}

/* Cut before its last dot, a map is no map. */
static void a_cut_map_is_refused_at_every_byte(void)
{
	static const char whole[] = HEAD "fields: {name: \"{A}\"}\n...\n";

	for (size_t len = 0; len < sizeof(whole) - 2; len++) {
		struct problems problems = { .arena = &arena,
			.file = "m.yaml" };
		struct map *m;
		struct err err;
		bool ok;

		scratch_write("m.yaml", whole, len);
		ok = map_load("m.yaml", "things", &thing_fields, &arena,
		    &problems, &m, &err);
		unlink("m.yaml");
		arena_reset(&arena);
		CHECK(!ok);
	}
}

static void rounding_is_asked_for(void)
{
	static const char map[] =
	    HEAD "fields:\n  name: x\n  amount: {from: \"{A}\", round: yes}\n"
		 "  people: \"{B}\"\n" TAIL;
	struct problems problems = { .arena = &arena, .file = "m.yaml" };
	struct map *m = NULL;
	struct err err;
	bool ok;

	scratch_text("m.yaml", map);
	ok = map_load(
	    "m.yaml", "things", &thing_fields, &arena, &problems, &m, &err);
	unlink("m.yaml");
	CHECK(ok);
	for (size_t i = 0; i < thing_fields.n; i++)
		CHECK(map_rounds(m, i) ==
		    (strcmp(thing_list[i].name, "amount") == 0));
	arena_reset(&arena);
	CHECK(gives("f.csv", "A,B\n1475.3000000000002,\n", map, NULL,
	    "2:x||1475.300000000\n"));
}

int main(void)
{
	scratch_enter();
	RUN(columns_become_fields);
	RUN(values_are_read_as_the_map_says);
	RUN(rows_are_chosen);
	RUN(mistakes_are_told_with_their_place);
	RUN(a_cut_map_is_refused_at_every_byte);
	RUN(rounding_is_asked_for);
	scratch_leave();
	buf_done(&said);
	arena_done(&arena);
	return tap_done();
}
