/*
 * domain/enrollment_row.h - one enrollment under an operation; private to
 * domain/enrollment*.c.
 *
 * Every operation is a body run by enrollment_do(): the transaction is open,
 * the row is read and in a state that the operation is offered in, its
 * program, requirements and calendar are known. The body decides, writes
 * through e->change and sets call->ret_text. What follows from the rows, its
 * standing, its next dates and the partner's status, is written after it.
 */

#ifndef DOMAIN_ENROLLMENT_ROW_H
#define DOMAIN_ENROLLMENT_ROW_H

#include "base/calendar.h"
#include "domain/enrollment.h"
#include "domain/enrollment_term.h"
#include "domain/record.h"

struct enrollment_row {
	int64_t id, version, partner, program_version;
	int64_t application; /* 0 */
	enum enrollment_state state;
	const char *program, *level, *entity;
	const char *renewal;  /* "auto" "ask" "end" */
	const char *standing; /* "good" "warned" "lost" */
	const char *reason;
	const char *proposed; /* a level, or "" */
	/* DATE_NONE where there is none. */
	date_days active_on, term_from, term_to, notice_by, remind_on,
	    review_on, suspended_on, ended_on;
	date_days due;     /* the next for people */
	date_days wake_on; /* the next for the sweep */
	const char *partner_name, *country;
};

struct enrollment_edit {
	struct change change;
	struct enrollment_row row;
	struct record_state record;
	struct program_ref program;
	const struct program_entity *entity;
	struct calendar calendar;
	struct enrollment_requirements requirements;
	date_days today; /* at the entity */
	struct arena *arena;
};

typedef bool enrollment_body(
    struct enrollment_edit *e, struct call *call, struct err *err);

/* Runs a body as the operation "enrollment VERB". */
NODISCARD bool enrollment_do(struct session *s, struct call *call,
    const char *verb, enrollment_body *body, struct err *err);

/* Reads a row; void ones are not found. */
NODISCARD bool enrollment_read(struct session *s, int64_t id, struct arena *a,
    struct enrollment_row *ret, struct err *err);

/* Reads a row, its program, calendar and requirements; ret->arena and, where
 * it is to write, ret->change are there before. */
NODISCARD bool enrollment_open(struct session *s, int64_t id, int64_t now,
    struct enrollment_edit *ret, struct err *err);

/* Sets columns of the row under the operation. */
NODISCARD bool enrollment_set(struct enrollment_edit *e, const struct set *sets,
    size_t n, struct err *err);

NODISCARD bool enrollment_move_to(
    struct enrollment_edit *e, enum enrollment_state to, struct err *err);

/* Writes a row of a requirement or a benefit, or makes it. */
NODISCARD bool enrollment_item_write(struct enrollment_edit *e,
    const char *table, int64_t row, const char *item, const struct set *sets,
    size_t n, struct err *err);

NODISCARD bool enrollment_remark(struct enrollment_edit *e, const char *kind,
    const char *reason, const char *outside, const char *inside,
    struct err *err);

/* Which version and level hold from a day. */
NODISCARD bool enrollment_term_add(struct enrollment_edit *e, date_days from,
    int64_t version, const char *level, struct err *err);

/* The requirements that a program has for a level, all of them unknown. */
struct enrollment_requirements requirements_of(
    const struct program *p, const char *level, struct arena *a);

struct enrollment_requirement *requirement_find(
    const struct enrollment_requirements *list, const char *id);

/* How a requirement stands as the whole: "good" "warned" "lost". */
const char *requirements_standing(const struct enrollment_requirements *list);

/* Sets row->due and row->wake_on from the dates. */
void enrollment_dates(
    struct enrollment_row *row, const struct enrollment_requirements *list);

/* Months between two payments of the fee; 0: it is paid once. */
int fee_months(const struct program *p);

/* Whether what the level asks for is measured, so that it is reviewed. */
bool level_is_measured(const struct program *p);

/* "E-12 Acme (reseller)". */
const char *enrollment_label(const struct enrollment_edit *e);

/* The first of two days that there is. */
date_days date_first(date_days a, date_days b);

/* The program's name for a level; the id if it has none. */
const char *level_name(const struct program *p, const char *id);

#endif
