/*
 * domain/program_store.h - the programs that are loaded.
 *
 * A loaded version never changes. Which version counts on a day: of those
 * whose validity covers it, the one with the latest valid_from, then the one
 * loaded last. The session keeps what it has read; a version read once stays
 * valid as long as the session.
 */

#ifndef DOMAIN_PROGRAM_STORE_H
#define DOMAIN_PROGRAM_STORE_H

#include "domain/program.h"
#include "domain/session.h"

/* A program version in the database. */
struct program_ref {
	int64_t id; /* of program_version */
	const struct program *program;
};

/* A template that comes with a load: its name and its text. */
struct program_text {
	const char *name;
	const char *body;
};

/* A loaded version as `accord program list` shows it. */
struct program_version {
	int64_t row;
	const char *id, *label, *name, *type;
	date_days valid_from, valid_to; /* DATE_NONE: open */
	int64_t loaded_at;
	const char *loaded_by;
	bool current; /* counts for new business today */
};

enum load_result { LOAD_NEW, LOAD_UNCHANGED };

/*
 * Loads a version: root must have passed program_read(). The same id and
 * version with the same source is LOAD_UNCHANGED, with another source
 * ERR_REFUSED ("... is loaded and immutable: give the change a new version").
 */
NODISCARD bool program_load(struct session *s, const struct program *p,
    const char *source, const struct node *root,
    const struct program_text *texts, size_t n_texts, enum load_result *ret,
    struct err *err);

/* The version in force for new business on a day; ERR_NOT_FOUND names the
 * loaded programs. */
NODISCARD bool program_current(struct session *s, const char *id, date_days on,
    struct program_ref *ret, struct err *err);

/* The version with that row id. */
NODISCARD bool program_by_row(
    struct session *s, int64_t row, struct program_ref *ret, struct err *err);

/* "reseller" (current today) or "reseller@2026-01". */
NODISCARD bool program_by_name(struct session *s, const char *text,
    struct program_ref *ret, struct err *err);

/*
 * The program whose commission section counts for this one on a day: itself
 * when it has one, else the first included one that has; else *ret is NULL.
 */
NODISCARD bool program_terms(struct session *s, const struct program *p,
    date_days on, const struct program **ret, struct err *err);

/* All versions, by program and then from the newest. */
NODISCARD bool program_versions(struct session *s, struct arena *a,
    struct program_version **ret, size_t *ret_n, struct err *err);

/* The parsed file of a version, for program_print(). */
NODISCARD bool program_tree(struct session *s, int64_t row, struct arena *a,
    struct node **ret, struct err *err);

/* The body of a version's template; "" with *ret_found false if absent. */
NODISCARD bool program_template(struct session *s, int64_t row,
    const char *name, struct arena *a, bool *ret_found, const char **ret,
    struct err *err);

/* True if any version of that program is loaded; for program_read(). */
bool program_is_loaded(void *session, const char *id);

/* The calendar of a version's entity; zones are read once. */
NODISCARD bool program_calendar(struct session *s,
    const struct program_entity *e, struct calendar *ret, struct err *err);

#endif
