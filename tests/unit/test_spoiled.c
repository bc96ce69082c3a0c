/* tests/unit/test_spoiled.c - spoiled JSON, CSV and maps get a verdict. */

#include "config.h"

#include "io/json.h"
#include "tests/csv_flaw.h"
#include "tests/mutate.h"
#include "tests/things.h"
#include "tests/tree_flaw.h"

static const char JSON[] =
    "{\"a\": [1, -2.5e+10, true, null, \"x\\\"y\"],\n"
    " \"caf\xc3\xa9\": {\"u\": \"\\u00e9\\ud834\\udd1e\","
    " \"empty\": {}, \"none\": []},\n"
    "\t\"\xe6\xa0\xaa\": \"\\n\"}\n";

static const char CSV[] = "id,name,note,country\r\n"
			  "1,Acme,\"a \"\"b\"\"\r\nc\",ES\r\n"
			  "2,\"caf\xc3\xa9, bar\",,\"\"\n"
			  "\n"
			  "3,,\xe6\xa0\xaa,FR\n"
			  "\"4\",d,e,\"f\ng\"";

static const char MAP[] =
    HEAD "file: {format: csv, delimiter: \",\", decimal: \".\", group: \",\",\n"
	 "  date: \"%d.%m.%Y\", null: [NULL, n/a], skip_rows: 0}\n"
	 "where: {from: \"{id}\", not: [\"9\"]}\n"
	 "fields:\n"
	 "  id: \"T-{id}-{name}\"\n"
	 "  name: {from: \"{name}\", default: none}\n"
	 "  country: {from: \"{country}\", values: {ES: Spain}, default: ZZ}\n"
	 "  amount: {from: \"{id}\", round: yes}\n"
	 "  day: {from: \"{note}\", date: \"%F\"}\n"
	 "  agreed: yes\n" TAIL;

static const char *json_flaw(const struct buf *b, bool *ret_ok)
{
	struct problems problems = { .arena = &arena, .file = "f" };
	struct node *root = NULL;
	const char *flaw = NULL;
	size_t len = text_valid_until(b->s, b->len);

	*ret_ok = json_read(b->s, len, &arena, &problems, &root);
	if (*ret_ok != (problems.n == 0) || *ret_ok != (root != NULL))
		flaw = "a verdict that is none";
	else if (*ret_ok)
		flaw = tree_flaw(root, 33);
	arena_reset(&arena);
	return flaw;
}

static void spoiled_json(void)
{
	struct mutate m = { .good = JSON,
		.len = sizeof(JSON) - 1,
		.signs = " \n\t{}[],:\"\\u0123-+.eE",
		.state = 20260131 };
	struct buf b = BUF_INIT;
	size_t good = 0, bad = 0;

	for (int i = 0; i < 20000; i++) {
		const char *flaw;
		bool ok;

		mutate_next(&m, &b);
		if (b.len == 0)
			continue;
		flaw = json_flaw(&b, &ok);
		if (flaw != NULL)
			printf("# %s in change %d of:\n# %s\n", flaw, i, b.s);
		CHECK(flaw == NULL);
		good += ok;
		bad += !ok;
	}
	printf("# %zu good, %zu refused\n", good, bad);
	CHECK(good > 1000 && bad > 1000);
	buf_done(&b);
}

static void spoiled_csv(void)
{
	struct mutate m = { .good = CSV,
		.len = sizeof(CSV) - 1,
		.signs = ",\"\r\n",
		.state = 20260131 };
	struct buf b = BUF_INIT;
	size_t good = 0, bad = 0;

	for (int i = 0; i < 4000; i++) {
		const char *flaw;
		bool ok;

		mutate_next(&m, &b);
		scratch_write("f.csv", buf_text(&b), b.len);
		flaw = csv_flaw("f.csv", &ok);
		unlink("f.csv");
		if (flaw != NULL)
			printf("# %s in change %d of:\n# %s\n", flaw, i, b.s);
		CHECK(flaw == NULL);
		good += ok;
		bad += !ok;
	}
	printf("# %zu good, %zu refused\n", good, bad);
	CHECK(good > 500 && bad > 500);
	buf_done(&b);
}

/* Whatever a map says, what comes out of it can be gone on with. */
static void spoiled_maps(void)
{
	struct mutate m = { .good = MAP,
		.len = sizeof(MAP) - 1,
		.signs = "{}[],: \n\"%.-@^",
		.state = 20260131 };
	struct buf b = BUF_INIT;
	size_t used = 0;

	scratch_text("f.csv", CSV);
	for (int i = 0; i < 4000; i++) {
		mutate_next(&m, &b);
		scratch_write("m.yaml", buf_text(&b), b.len);
		import("f.csv", "m.yaml", NULL, "things", &thing_fields);
		if (said.len == 0)
			printf("# nothing is said of:\n# %s\n", b.s);
		CHECK(said.len > 0);
		used += strncmp(said.s, "2:", 2) == 0;
	}
	unlink("m.yaml");
	unlink("f.csv");
	printf("# %zu could be used\n", used);
	CHECK(used > 50);
	buf_done(&b);
}

int main(void)
{
	scratch_enter();
	RUN(spoiled_json);
	RUN(spoiled_csv);
	RUN(spoiled_maps);
	scratch_leave();
	buf_done(&said);
	arena_done(&arena);
	return tap_done();
}
