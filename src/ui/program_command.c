/* ui/program_command.c - accord program check|load|list|show. */

#include "config.h"

#include "ui/program_command.h"

#include <string.h>
#include <sysexits.h>

#include "base/text.h"
#include "io/datadir.h"
#include "ui/program_file.h"

static int status_of(const struct err *err)
{
	switch (err->kind) {
	case ERR_INVALID:
	case ERR_REFUSED:
		return EX_DATAERR;
	case ERR_FORBIDDEN:
		return EX_NOPERM;
	case ERR_NOT_FOUND:
		return EX_NOINPUT;
	case ERR_CONFLICT:
	case ERR_BUSY:
		return EX_UNAVAILABLE;
	case ERR_UNKNOWN:
	case ERR_IO:
		break;
	}
	return EX_IOERR;
}

static int complain(FILE *messages, const struct err *err)
{
	fprintf(messages, "accord: %s\n", err->text);
	return status_of(err);
}

/* A result that was not written whole is no result. */
static int finish(FILE *out, FILE *messages)
{
	if (out == NULL)
		return EX_OK;
	if (fflush(out) == 0 && ferror(out) == 0)
		return EX_OK;
	fprintf(messages, "accord: The output could not be written.\n");
	return EX_IOERR;
}

/* ---- check and load ---------------------------------------------------- */

static int files_status(const struct program_files *files, FILE *messages)
{
	fputs(buf_text(&files->messages), messages);
	return files->unread ? EX_NOINPUT : files->bad ? EX_DATAERR : EX_OK;
}

int program_check_files(
    const char *const *paths, size_t n, FILE *out, FILE *messages)
{
	struct program_files files = PROGRAM_FILES_INIT;
	int status;

	program_files_read(&files, paths, n, NULL);
	status = files_status(&files, messages);
	for (size_t i = 0; status == EX_OK && i < n; i++) {
		const struct program *p = files.list[i].program;

		fprintf(out, "%s: %s@%s is clean\n", paths[i], p->id, p->label);
	}
	program_files_done(&files);
	return status != EX_OK ? status : finish(out, messages);
}

static int load(struct session *s, const struct program_file *file, FILE *out,
    FILE *messages)
{
	const struct program *p = file->program;
	enum load_result result;
	struct err err;

	if (!program_load(s, p, file->source, file->root, file->texts,
		file->n_texts, &result, &err)) {
		fprintf(messages, "%s: %s\n", file->path, err.text);
		return status_of(&err);
	}
	if (out != NULL)
		fprintf(out, "%s@%s %s\n", p->id, p->label,
		    result == LOAD_NEW ? "loaded" : "unchanged");
	return EX_OK;
}

int program_load_files(struct session *s, const char *const *paths, size_t n,
    FILE *out, FILE *messages)
{
	struct program_files files = PROGRAM_FILES_INIT;
	int status;

	program_files_read(&files, paths, n, s);
	status = files_status(&files, messages);
	for (size_t i = 0; status == EX_OK && i < n; i++)
		status = load(s, &files.list[i], out, messages);
	program_files_done(&files);
	return status != EX_OK ? status : finish(out, messages);
}

int program_load_shipped(struct session *s, FILE *out, FILE *messages)
{
	struct arena a = ARENA_INIT;
	const char *const *paths;
	struct err err;
	size_t n;
	int status;

	if (datadir_list("programs", ".yaml", &a, &paths, &n, &err))
		status = program_load_files(s, paths, n, out, messages);
	else
		status = complain(messages, &err);
	arena_done(&a);
	return status;
}

/* ---- list -------------------------------------------------------------- */

static const char *const columns[] = { "program", "version", "current", "type",
	"valid_from", "valid_to", "loaded", "loaded_by", "name" };

#define N_COLUMNS ARRAY_LEN(columns)

struct line {
	const char *cells[N_COLUMNS];
};

static struct line line_of(const struct program_version *v, struct arena *a)
{
	char from[11], to[11], at[21];

	return (struct line){ { v->id, v->label, v->current ? "yes" : "no",
	    v->type, arena_str(a, date_text(v->valid_from, from)),
	    arena_str(a, date_text(v->valid_to, to)),
	    arena_str(a, moment_text(v->loaded_at, at)), v->loaded_by,
	    v->name } };
}

static void print_table(const struct line *lines, size_t n, FILE *out)
{
	int widths[N_COLUMNS] = { 0 };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < N_COLUMNS; k++)
			if (text_width(lines[i].cells[k]) > widths[k])
				widths[k] = text_width(lines[i].cells[k]);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < N_COLUMNS; k++) {
			const char *cell = lines[i].cells[k];
			bool last = k + 1 == N_COLUMNS;

			fprintf(out, "%s%*s", cell,
			    last ? 0 : widths[k] - text_width(cell) + 2,
			    last ? "" : " ");
			if (last)
				fputc('\n', out);
		}
}

static void print_csv(const struct line *lines, size_t n, FILE *out)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < N_COLUMNS; k++) {
			const char *cell = lines[i].cells[k];
			bool quote = strpbrk(cell, ",\"\n") != NULL;

			fputs(k > 0 ? "," : "", out);
			fputs(quote ? "\"" : "", out);
			for (; *cell != '\0'; cell++) {
				if (*cell == '"')
					fputc('"', out);
				fputc(*cell, out);
			}
			fputs(quote ? "\"" : "", out);
			fputs(k + 1 < N_COLUMNS ? "" : "\n", out);
		}
}

/* The texts are clean: of what JSON escapes only these can be in them. */
static void print_json(const struct line *lines, size_t n, FILE *out)
{
	fputs("[", out);
	for (size_t i = 1; i < n; i++)
		for (size_t k = 0; k < N_COLUMNS; k++) {
			fprintf(out, "%s\"%s\": \"",
			    k > 0       ? ", "
				: i > 1 ? ",\n {"
					: "\n {",
			    lines[0].cells[k]);
			for (const char *c = lines[i].cells[k]; *c != '\0';
			     c++) {
				if (*c == '"' || *c == '\\')
					fputc('\\', out);
				fputc(*c, out);
			}
			fputs(k + 1 < N_COLUMNS ? "\"" : "\"}", out);
		}
	fputs(n > 1 ? "\n]\n" : "]\n", out);
}

int program_list(
    struct session *s, enum list_format format, FILE *out, FILE *messages)
{
	struct arena a = ARENA_INIT;
	struct program_version *list;
	struct line *lines;
	struct err err;
	size_t n;

	if (!program_versions(s, &a, &list, &n, &err)) {
		arena_done(&a);
		return complain(messages, &err);
	}
	lines = arena_alloc(&a, (n + 1) * sizeof(*lines));
	memcpy(lines[0].cells, columns, sizeof(columns));
	for (size_t i = 0; i < n; i++)
		lines[i + 1] = line_of(&list[i], &a);
	switch (format) {
	case FORMAT_TABLE:
		print_table(lines, n + 1, out);
		break;
	case FORMAT_CSV:
		print_csv(lines, n + 1, out);
		break;
	case FORMAT_JSON:
		print_json(lines, n + 1, out);
		break;
	}
	arena_done(&a);
	return finish(out, messages);
}

/* ---- show -------------------------------------------------------------- */

int program_show(struct session *s, const char *name, FILE *out, FILE *messages)
{
	struct arena a = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct program_ref ref;
	struct node *root;
	struct err err;
	bool ok;

	ok = program_by_name(s, name, &ref, &err) &&
	    program_tree(s, ref.id, &a, &root, &err);
	if (ok) {
		program_print(ref.program, root, &text);
		fputs(buf_text(&text), out);
	}
	buf_done(&text);
	arena_done(&a);
	return ok ? finish(out, messages) : complain(messages, &err);
}
