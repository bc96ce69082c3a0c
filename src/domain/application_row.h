/*
 * domain/application_row.h - one application under an operation; private to
 * domain/application*.c.
 *
 * Every operation is a body run by application_do(): the transaction is
 * open, the row is read and in a state the operation is offered in, the
 * program is known. The body decides, writes
 * through e->change and sets call->ret_text, which becomes the history's
 * sentence.
 */

#ifndef DOMAIN_APPLICATION_ROW_H
#define DOMAIN_APPLICATION_ROW_H

#include "base/calendar.h"
#include "domain/application.h"
#include "domain/change.h"
#include "domain/lifecycle.h"

struct application_row {
	int64_t id, version;
	enum application_state state;
	const char *status;
	int64_t program_version;
	const char *entity;
	const char *submitted_by;
	const char *domain, *company_key, *tax_key;
	int64_t touched_at;
	date_days due;     /* DATE_NONE while the clock stands still */
	int64_t days_left; /* while it does */
	date_days wake_on, expires_on; /* DATE_NONE */
	const char *claimed_by;
	int64_t claimed_at;
	const char *owner;
	int64_t items, items_done, checks_failed;
	int64_t score; /* -1 when nothing is scored */
	const char *decided_by;
	int64_t partner;     /* 0 */
	int64_t money_minor; /* of data.expected_revenue */
	struct application_data data;
};

struct edit {
	struct change change;
	struct application_row row;
	struct program_ref program;
	const struct program_entity *entity;
	struct calendar calendar;
	date_days today; /* at the entity */
	struct arena *arena;
};

typedef bool application_body(
    struct edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "application VERB". */
NODISCARD bool application_do(struct session *s, struct call *call,
    const char *verb, application_body *body, struct err *err);

/* Reads a row; void ones are not found. */
NODISCARD bool application_read(struct session *s, int64_t id, struct arena *a,
    struct application_row *ret, struct err *err);

/* Program, entity, calendar and local day of a row. */
NODISCARD bool application_terms(struct session *s,
    const struct application_row *row, int64_t now, struct edit *ret,
    struct err *err);

/* Sets columns of the row under the operation, at the version it was read. */
NODISCARD bool application_set(
    struct edit *e, const struct set *sets, size_t n, struct err *err);

/* Refuses one that has come to its end, with who decided it. */
NODISCARD bool application_undecided(struct edit *e, struct err *err);

/*
 * Moves it by the life cycle, stopping and starting the decision clock. A
 * submitted one that is decided passes through in_review.
 */
NODISCARD bool application_move(
    struct edit *e, enum application_state to, struct err *err);

/* The first touch, if this is it; and the claim. */
NODISCARD bool application_touch(struct edit *e, struct err *err);

/* Adds a reason or note row. */
NODISCARD bool application_remark(struct edit *e, const char *decision,
    const char *reason, const char *outside, const char *inside,
    struct err *err);

/* Approvals given so far do not cover what was changed since. */
NODISCARD bool application_void_approvals(struct edit *e, struct err *err);

/* "A-12 Acme GmbH". */
const char *application_label(const struct edit *e);

/* The review of the row under the operation, as written so far. */
NODISCARD bool application_review(
    struct edit *e, struct review *ret, struct err *err);

/* Sets the day by which a check is to be done again. */
NODISCARD bool application_recheck(
    struct edit *e, const char *check, date_days on, struct err *err);

/* Recomputes items, items_done, checks_failed and score from the rows. */
NODISCARD bool application_recount(struct edit *e, struct err *err);

/* Day the decision is due when d business days are left from today. */
date_days clock_due(const struct calendar *c, date_days today, int64_t left);

#endif
