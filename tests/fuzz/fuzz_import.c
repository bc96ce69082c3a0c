/* tests/fuzz/fuzz_import.c - any map, and behind its dots any data. */

#include "config.h"

#include "base/text.h"
#include "io/source.h"
#include "tests/fuzz/fuzz_file.h"

#define DOTS "\n...\n"

struct sale {
	const char *id, *partner, *note;
	int64_t count;
	date_days date;
	struct decimal amount;
	enum tribool paid;
};

static const struct field sale_rows[] = {
	FIELD(sale, id, "Id", FIELD_REQUIRED),
	FIELD(sale, partner, "Partner", FIELD_OPTIONAL),
	FIELD(sale, note, "Note", FIELD_NOTE),
	FIELD(sale, count, "Count", FIELD_OPTIONAL),
	FIELD(sale, date, "Date", FIELD_OPTIONAL),
	FIELD(sale, amount, "Amount", FIELD_OPTIONAL),
	FIELD(sale, paid, "Paid", FIELD_OPTIONAL),
};
static const struct fields sale_fields = FIELDS(sale, sale_rows);

/* Texts are what field_set() takes, or refuses without harm. */
static void take_row(const struct source_row *row)
{
	struct arena a = ARENA_INIT;
	struct sale sale;
	struct err err;

	fields_init(&sale_fields, &sale);
	for (size_t i = 0; i < sale_fields.n; i++) {
		const struct field *f = &sale_fields.list[i];
		const char *text = row->texts[i];

		if (text == NULL)
			continue;
		FUZZ_CHECK(
		    text_valid_until(text, strlen(text)) == strlen(text));
		if (!field_set(f, &sale, text, 0, &a, &err))
			FUZZ_CHECK(err.field != NULL && err.text[0] != '\0');
	}
	for (size_t i = 0; i < row->n_problems; i++)
		FUZZ_CHECK(row->problems[i].reason != NULL &&
		    row->problems[i].reason[0] != '\0');
	arena_done(&a);
}

static void read_source(
    const char *path, const struct map *m, struct problems *problems)
{
	struct source_row row;
	struct source *s;
	size_t n_unused;
	bool more;
	struct err err;

	if (!source_open(path, m, problems, &s, &err)) {
		FUZZ_CHECK(err.text[0] != '\0');
		return;
	}
	while (source_next(s, &row, &more, &err) && more)
		take_row(&row);
	for (const char *const *u = source_unused(s, &n_unused); n_unused > 0;
	     n_unused--)
		FUZZ_CHECK(u[n_unused - 1] != NULL);
	source_close(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct problems of_map = { .arena = &a }, of_data = { .arena = &a };
	char *text = fuzz_text(data, size);
	const char *dots = strstr(text, DOTS);
	size_t cut =
	    dots == NULL ? size : (size_t)(dots - text) + sizeof(DOTS) - 1;
	char map_path[32], data_path[32];
	int map_fd = fuzz_file(text, cut, map_path);
	int data_fd = fuzz_file(text + cut, size - cut, data_path);
	struct map *m;
	struct err err;

	of_map.file = map_path;
	of_data.file = data_path;
	if (map_load(map_path, "sales", &sale_fields, &a, &of_map, &m, &err))
		read_source(data_path, m, &of_data);
	m = map_plain(data_path, "sales", &sale_fields, &a, &of_map);
	read_source(data_path, m, &of_data);
	close(map_fd);
	close(data_fd);
	free(text);
	arena_done(&a);
	return 0;
}
