/* tests/fuzz/fuzz_csv.c - any bytes as a file of comma-separated values. */

#include "config.h"

#include "base/text.h"
#include "io/csv.h"
#include "tests/fuzz/fuzz_file.h"

static void check_cells(const struct csv_row *row)
{
	FUZZ_CHECK(row->n <= CSV_COLUMNS_MAX);
	for (size_t i = 0; i < row->n; i++) {
		size_t len = strlen(row->cells[i]);

		FUZZ_CHECK(len <= CSV_CELL_MAX);
		FUZZ_CHECK(text_valid_until(row->cells[i], len) == len);
	}
}

/* Rows come in the order of their lines, and good ones have the width. */
static void read_rows(struct csv *c, size_t lines)
{
	struct csv_row header, row;
	uint32_t line;
	bool more = true;
	struct err err;

	if (!csv_header(c, &header, &err))
		return;
	check_cells(&header);
	line = header.line;
	while (csv_next(c, &row, &more, &err) && more) {
		FUZZ_CHECK(row.line > line && row.line <= lines);
		FUZZ_CHECK(row.problem != NULL || row.n == header.n);
		check_cells(&row);
		line = row.line;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = ",;\t|";
	char path[32];
	int fd = fuzz_file(data, size, path);
	size_t lines = 1;
	struct csv *c;
	struct err err;

	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	for (const char *d = delimiters; *d != '\0'; d++) {
		if (!csv_open(path, *d, 0, &c, &err))
			continue;
		read_rows(c, lines);
		csv_close(c);
	}
	close(fd);
	return 0;
}
