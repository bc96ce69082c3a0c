/* io/source_csv.c - records that are the rows of a CSV file. */

#include "config.h"

#include <string.h>

#include "io/csv.h"
#include "io/source_format.h"

struct rows {
	struct record record; /* first, so that a record is its rows */
	const struct source *source;
	struct csv *csv;
	struct csv_row row;
};

static bool get_cell(const struct record *record, const struct ref *ref,
    struct arena *a, const char **ret, struct err *err)
{
	const struct rows *rows = (const struct rows *)record;
	size_t column = rows->source->places[ref->index];

	(void)a;
	(void)err;
	*ret = column < rows->row.n ? rows->row.cells[column] : "";
	return true;
}

static bool next_row(void *data, const struct record **ret, uint32_t *ret_line,
    const char **ret_problem, struct err *err)
{
	struct rows *rows = data;
	bool more;

	if (!csv_next(rows->csv, &rows->row, &more, err))
		return false;
	*ret = more ? &rows->record : NULL;
	if (more) {
		*ret_line = rows->row.line;
		*ret_problem = rows->row.problem;
	}
	return true;
}

static void close_rows(void *data)
{
	struct rows *rows = data;

	csv_close(rows->csv);
}

static void find_column(
    void *arg, const struct ref *ref, uint32_t line, uint32_t column)
{
	struct source *s = arg;

	(void)line;
	(void)column;
	for (size_t i = 0; i < s->n_names; i++) {
		if (strcmp(s->names[i], ref->text) == 0)
			s->places[ref->index] = i;
	}
}

bool source_csv_open(struct source *s, struct err *err)
{
	static const struct source_format format = { next_row, close_rows };
	const struct map_file *file = &s->map->file;
	struct rows *rows = arena_alloc(&s->arena, sizeof(*rows));
	struct csv_row header;

	if (!csv_open(
		s->path, file->delimiter, file->skip_lines, &rows->csv, err))
		return false;
	rows->record.get = get_cell;
	rows->source = s;
	s->format = &format;
	s->data = rows;
	if (!csv_header(rows->csv, &header, err))
		return false;
	s->names = header.cells;
	s->n_names = header.n;
	s->names_line = header.line;
	map_each_ref(s->map, find_column, s);
	return true;
}
