/*
 * domain/record.h - what every kind of record has alike under an operation.
 *
 * An operation of a noun opens its change, reads its own row, and lets
 * record_check() compare the version that was seen and the state it is
 * offered in; its body decides and writes; record_end() commits with
 * call->ret_text as the history's sentence, or gives everything back.
 *
 *	if (!record_begin(s, call, op, &e.change, &again, err) || again)
 *		return again;
 *	ok = lead_read(...) && record_check(&e.change, call, op, &e.record,
 *	    err) && body(&e, call, err);
 *	return record_end(&e.change, call, ok, err);
 */

#ifndef DOMAIN_RECORD_H
#define DOMAIN_RECORD_H

#include "domain/change.h"
#include "domain/lifecycle.h"
#include "domain/operation.h"

struct record_state {
	const char *noun;                  /* its table, too */
	const struct lifecycle *lifecycle; /* NULL: it has no states */
	const char *status;                /* the column of its state */
	int64_t id, version;
	size_t state;
	const char *label; /* "L-12 Acme GmbH" */
};

/*
 * Begins the change of an operation. *ret_again: its op_id is known, it was
 * saved before; call has its results, nothing is open and nothing is left
 * to do. It is set on failure, too: to false.
 */
NODISCARD bool record_begin(struct session *s, struct call *call,
    const struct operation *op, struct change *ret, bool *ret_again,
    struct err *err);

/* Refuses a version other than the one that was seen (ERR_CONFLICT, with
 * who changed it), and a state that the operation is not offered in. */
NODISCARD bool record_check(struct change *c, const struct call *call,
    const struct operation *op, const struct record_state *r, struct err *err);

/* Reads columns of the present row into a struct of the noun. */
typedef void record_reader(struct stmt *st, struct arena *a, void *row);

/*
 * Reads the row that the query gives for ?1 = id; ERR_NOT_FOUND says so with
 * the noun and its letter. *row is changed when there is one.
 */
NODISCARD bool record_row(struct session *s, const char *noun, const char *sql,
    int64_t id, record_reader *read, void *row, struct arena *a,
    struct err *err);

/*
 * Puts the other system's key, "" as none; one that another record of the
 * noun has is refused with that one's id. `id` is the record's own, or 0.
 */
NODISCARD bool record_put_ref(struct set_list *sets, struct session *s,
    const char *noun, int64_t id, const char *ref, struct arena *a,
    struct err *err);

/* Moves it by its life cycle; r->state follows. */
NODISCARD bool record_move(
    struct change *c, struct record_state *r, size_t to, struct err *err);

/* Commits, or abandons when not ok. call->ret_id is the change's record. */
NODISCARD bool record_end(
    struct change *c, struct call *call, bool ok, struct err *err);

/*
 * The operation "undo" of every noun: takes back the last operation on the
 * record, with its bulk if it was one; refused like change_undo().
 */
NODISCARD bool record_undo(
    struct session *s, struct call *call, const char *noun, struct err *err);

/* What was said or done about a record. Texts may be NULL. */
struct remark {
	const char *noun;
	int64_t record;
	const char *kind; /* "note", "call", or the operation's verb */
	const char *reason, *outside, *inside;
	date_days on_date;
};

NODISCARD bool remark_add(
    struct change *c, const struct remark *remark, struct err *err);

#endif
