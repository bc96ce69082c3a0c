/*
 * ui/program_file.h - program files with their templates, read and checked
 * together.
 */

#ifndef UI_PROGRAM_FILE_H
#define UI_PROGRAM_FILE_H

#include "domain/program_store.h"

struct program_file {
	const char *path;
	const char *source;            /* byte for byte; NULL: not read */
	const struct node *root;       /* NULL: no YAML */
	const struct program *program; /* NULL: has problems */
	struct program_text *texts;
	size_t n_texts;
};

/* Files that may include one another. */
struct program_files {
	struct arena arena;
	struct program_file *list;
	size_t n;
	struct session *session; /* whose programs may be included too; or NULL:
				  * those that lie beside a file or are
				  * shipped */
	bool unread;             /* a file could not be read */
	bool bad;                /* a file has problems */
	struct buf messages;     /* "file:line:column: message" lines */
};

#define PROGRAM_FILES_INIT \
	{                  \
		.n = 0     \
	}

/*
 * Reads and checks them all, with the templates of their documents, found in
 * ../templates beside the file or among the shipped ones. What is wrong is
 * in `unread`, `bad` and the messages. The session may be NULL.
 */
void program_files_read(struct program_files *files, const char *const *paths,
    size_t n, struct session *session);

void program_files_done(struct program_files *files);

#endif
