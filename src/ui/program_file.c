/* ui/program_file.c - program files with their templates. */

#include "config.h"

#include "ui/program_file.h"

#include <string.h>

#include "base/text.h"
#include "domain/document.h"
#include "domain/letter.h"
#include "io/datadir.h"
#include "io/file.h"
#include "io/yaml.h"

#define TEMPLATE_MAX_BYTES 65536

/* The folder of a path, with its final slash; "" for the present one. */
static const char *folder_of(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? ""
			     : arena_strn(a, path, (size_t)(slash - path) + 1);
}

/* ---- included programs -------------------------------------------------- */

struct known {
	struct program_files *files;
	const struct program_file *file;
};

static bool in_folders(struct program_files *files,
    const struct program_file *file, const char *id)
{
	struct arena *a = &files->arena;
	const char *name = arena_fmt(a, "programs/%s.yaml", id);

	return file_exists(
		   arena_fmt(a, "%s%s.yaml", folder_of(file->path, a), id)) ||
	    file_exists(datadir_path(name, a));
}

static bool is_known(void *arg, const char *id)
{
	const struct known *known = arg;
	struct program_files *files = known->files;

	for (size_t i = 0; i < files->n; i++) {
		const char *other = node_text(files->list[i].root, "program");

		if (other != NULL && strcmp(other, id) == 0)
			return true;
	}
	return files->session != NULL ? program_is_loaded(files->session, id)
				      : in_folders(files, known->file, id);
}

/* ---- templates --------------------------------------------------------- */

/* What its name ends in is what it is. */
enum template_kind { TEMPLATE_DOCUMENT, TEMPLATE_LETTER, TEMPLATE_HTML };

/* The template's path, or NULL. */
static const char *find_template(
    const struct program_file *file, const char *name, struct arena *a)
{
	const char *path =
	    arena_fmt(a, "%s../templates/%s", folder_of(file->path, a), name);

	if (file_exists(path))
		return path;
	path = datadir_path(arena_fmt(a, "templates/%s", name), a);
	return file_exists(path) ? path : NULL;
}

/* Reads it and checks its text and its fields. */
static bool read_template(const char *path, enum template_kind kind,
    struct problems *problems, struct arena *a, const char **ret)
{
	size_t len;
	const char *clean;
	struct err err;

	if (!file_read(path, TEMPLATE_MAX_BYTES, a, ret, &len, &err) ||
	    !text_clean(
		*ret, len, TEXT_NOTE, TEMPLATE_MAX_BYTES, a, &clean, &err)) {
		problem_add(problems, 0, 0, "%s", err.text);
		return false;
	}
	if (kind == TEMPLATE_DOCUMENT)
		document_check(*ret, problems);
	else
		letter_check(*ret, kind == TEMPLATE_HTML, problems);
	return problems->n == 0;
}

static bool has_text(const struct program_file *file, const char *name)
{
	for (size_t i = 0; i < file->n_texts; i++)
		if (strcmp(file->texts[i].name, name) == 0)
			return true;
	return false;
}

/* Takes the template in, or says what is wrong with it. */
static void add_template(struct program_files *files, struct program_file *file,
    const char *name, const char *path, enum template_kind kind)
{
	struct arena *a = &files->arena;
	struct problems inside = { .arena = a, .file = path };
	const char *body;

	if (read_template(path, kind, &inside, a, &body)) {
		file->texts[file->n_texts++] =
		    (struct program_text){ name, body };
		return;
	}
	problems_sort(&inside);
	problems_print(&inside, &files->messages);
	files->bad = true;
}

static void add_document(struct program_files *files, struct program_file *file,
    const char *name, const struct node *place, struct problems *problems)
{
	struct arena *a = &files->arena;
	const char *path = find_template(file, arena_fmt(a, "%s.txt", name), a);

	if (has_text(file, name))
		return;
	if (path == NULL)
		problem_add(problems, place->line, place->column,
		    "there is no template `%s`: neither %s../templates/%s.txt "
		    "nor among the shipped ones",
		    name, folder_of(file->path, a), name);
	else
		add_template(files, file, name, path, TEMPLATE_DOCUMENT);
}

/* A letter that has no template is not written; its HTML is made from the
 * text where there is none. */
static void add_letter(
    struct program_files *files, struct program_file *file, const char *name)
{
	struct arena *a = &files->arena;
	const char *html = arena_fmt(a, "%s.html", name);
	const char *path = find_template(file, arena_fmt(a, "%s.txt", name), a);

	if (path == NULL || has_text(file, name))
		return;
	add_template(files, file, name, path, TEMPLATE_LETTER);
	path = find_template(file, html, a);
	if (path != NULL)
		add_template(files, file, html, path, TEMPLATE_HTML);
}

/* Those of the program's documents, each with its entry in the file, and of
 * the letters. */
static void read_templates(struct program_files *files,
    struct program_file *file, struct problems *problems)
{
	const struct program *p = file->program;
	const struct node *list = node_get(file->root, "documents");
	const struct node *n = list != NULL ? list->child : NULL;

	file->texts = arena_alloc(&files->arena,
	    (p->n_documents + 2 * n_letter_templates) * sizeof(*file->texts));
	for (size_t i = 0; i < p->n_documents && n != NULL; i++) {
		add_document(files, file, p->documents[i].template,
		    node_get(n, "template"), problems);
		n = n->next;
	}
	for (size_t i = 0; i < n_letter_templates; i++)
		add_letter(files, file, letter_templates[i]);
}

/* ---- files ------------------------------------------------------------- */

static void report(struct program_files *files, struct problems *problems)
{
	if (problems->n == 0)
		return;
	problems_sort(problems);
	problems_print(problems, &files->messages);
	files->bad = true;
}

/* Before they are checked, so that they may include one another. */
static void parse(struct program_files *files, struct program_file *file)
{
	struct arena *a = &files->arena;
	struct problems problems = { .arena = a, .file = file->path };
	struct node *root;
	size_t len;
	struct err err;

	if (!file_read(file->path, yaml_program_limits.bytes, a, &file->source,
		&len, &err)) {
		buf_fmt(&files->messages, "%s: %s\n", file->path, err.text);
		if (err.kind == ERR_INVALID)
			files->bad = true;
		else
			files->unread = true;
		return;
	}
	if (yaml_read(
		file->source, len, &yaml_program_limits, a, &problems, &root))
		file->root = root;
	report(files, &problems);
}

static void check(struct program_files *files, struct program_file *file)
{
	struct problems problems = { .arena = &files->arena,
		.file = file->path };
	struct known known = { files, file };

	if (file->root == NULL)
		return;
	if (program_read(file->root, &files->arena, is_known, &known, &problems,
		&file->program))
		read_templates(files, file, &problems);
	report(files, &problems);
}

void program_files_read(struct program_files *files, const char *const *paths,
    size_t n, struct session *session)
{
	files->list =
	    arena_alloc(&files->arena, (n + 1) * sizeof(*files->list));
	files->n = n;
	files->session = session;
	for (size_t i = 0; i < n; i++) {
		files->list[i].path = paths[i];
		parse(files, &files->list[i]);
	}
	for (size_t i = 0; i < n; i++)
		check(files, &files->list[i]);
}

void program_files_done(struct program_files *files)
{
	buf_done(&files->messages);
	arena_done(&files->arena);
}
