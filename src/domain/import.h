/*
 * domain/import.h - the kinds of records that come in files.
 *
 * One row of the table is all that the import of a kind needs: its fields,
 * who may do it, what becomes of one record, and how a batch of them is
 * taken back. ui/import_command.h reads the files.
 */

#ifndef DOMAIN_IMPORT_H
#define DOMAIN_IMPORT_H

#include "base/field.h"
#include "domain/change.h"

/* One imported record: what became of it. */
enum import_result { IMPORT_NEW, IMPORT_UPDATED, IMPORT_UNCHANGED };

/* Rows that a batch makes; taken back, they are void. */
struct import_made {
	const char *table;
	const char *condition; /* which of its rows, of batch ?1 */
};

/* A known id again is unchanged; whoever imports it decides from which
 * states on a file changes nothing any more. */
struct import_kind {
	const char *kind; /* "applications" */
	enum right right;
	/* NULL: a file of a form of its own, whose rows are no records. */
	const struct fields *fields;
	bool needs_id; /* the other system's, by which it is known again */

	/* The day by which records come in, then by line; NULL: by line. */
	date_days (*day)(const void *record);

	/*
	 * Files one record in the change of a batch. `warn` is called with
	 * sentences about what a form would have refused; it may be NULL.
	 * ERR_INVALID, ERR_REFUSED and ERR_NOT_FOUND refuse the record and
	 * leave nothing of it behind; others end the import.
	 */
	bool (*import)(struct change *c, int64_t batch, const void *record,
	    struct arena *a,
	    void (*warn)(void *arg, const char *field, const char *text),
	    void *arg, enum import_result *ret, struct err *err);

	/* Of the records that batch ?1 made: how many are in use. */
	const char *count_used;
	const char *used; /* how, in words; NULL: worked on or imported again */

	/* What it made, the records first, then what hangs on them. Taken
	 * back in this order. */
	const struct import_made *made;
	size_t n_made;
};

/*
 * Which record a file's id is of: the other system's key first, then Accord's
 * own with its letter, as lists write it. *ret is 0 for neither; *id becomes
 * the record's own reference, "" when it has none.
 */
NODISCARD bool import_find(struct session *s, const char *noun, const char **id,
    struct arena *a, int64_t *ret, struct err *err);

/*
 * What the table's rows do, each with its struct: application_import() is in
 * domain/application.h. A record is known again by its id and then is
 * unchanged, or updated while nobody here has worked on it, else refused.
 *
 * A partner is enrolled, active unless the file says otherwise, in the
 * program that the file names, within the term that its day of entry gives;
 * of its requirements nothing is known. A lead begins at the file's stage and
 * holds a registration only with a last day of protection that is given, and
 * only if no other holds it; its customer is found or made, and has the
 * partner of a won lead for its incumbent if it had none.
 */
NODISCARD bool partner_import(struct change *c, int64_t batch,
    const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);
NODISCARD bool lead_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);
NODISCARD bool customer_import(struct change *c, int64_t batch,
    const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);

/*
 * A sale that is known again is unchanged. What was left to pay of it may
 * follow, and its invoice before anything is earned; anything else that is
 * new is refused, since a sale is corrected by a refund. A payment is known
 * by its sale, amount and day.
 */
date_days sale_day(const void *record);
NODISCARD bool sale_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);
date_days payment_day(const void *record);
NODISCARD bool payment_import(struct change *c, int64_t batch,
    const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);

/* The row of "leads" or "lead", or NULL. */
const struct import_kind *import_kind_find(const char *kind);

/* The first kind of records that can be imported, the one that follows, or
 * NULL. */
const struct import_kind *import_kind_next(const struct import_kind *kind);

#endif
