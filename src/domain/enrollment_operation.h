/*
 * domain/enrollment_operation.h - the operations on enrollments, and what
 * they share; private to domain/enrollment*.c. Others find them by
 * operation_find().
 */

#ifndef DOMAIN_ENROLLMENT_OPERATION_H
#define DOMAIN_ENROLLMENT_OPERATION_H

#include "domain/enrollment_row.h"

extern const struct fields enrollment_add_fields;
extern const struct fields enrollment_send_fields;
extern const struct fields enrollment_sign_fields;
extern const struct fields enrollment_requirement_fields;
extern const struct fields enrollment_activate_fields;
extern const struct fields enrollment_reinstate_fields;
extern const struct fields enrollment_reason_fields;
extern const struct fields enrollment_notice_fields;
extern const struct fields enrollment_note_fields;
extern const struct fields enrollment_level_fields;
extern const struct fields enrollment_move_fields;
extern const struct fields enrollment_benefit_fields;

typedef bool enrollment_operation(
    struct session *s, struct call *call, struct err *err);

enrollment_operation enrollment_add, enrollment_send, enrollment_sign,
    enrollment_requirement_set, enrollment_activate, enrollment_suspend,
    enrollment_reinstate, enrollment_terminate, enrollment_renew,
    enrollment_notice, enrollment_review, enrollment_level, enrollment_move,
    enrollment_benefit_tick, enrollment_note, enrollment_undo;

/* Those that time does. */
enrollment_operation enrollment_lapse, enrollment_roll, enrollment_warn,
    enrollment_lose, enrollment_remind, enrollment_notice_over,
    enrollment_propose;

/* What happens by itself on a day, the first thing first. */
enum enrollment_event {
	EVENT_NONE,
	EVENT_LAPSE,       /* the term is over and was not renewed */
	EVENT_ROLL,        /* it is over and goes on */
	EVENT_LOSE,        /* a requirement's grace is over */
	EVENT_WARN,        /* its day has passed */
	EVENT_NOTICE_OVER, /* no notice can be given any more */
	EVENT_REMIND,      /* the partner is to hear of the term's end */
	EVENT_REVIEW,      /* the level is to be looked at */
	EVENTS
};

/* Looks at what was read. */
enum enrollment_event enrollment_next_event(const struct enrollment_row *row,
    const struct enrollment_requirements *list, date_days today);

/* Whether a requirement's day or grace has passed by the end of yesterday. */
bool requirement_is_late(
    const struct enrollment_requirement *q, date_days today);
bool requirement_is_beyond(
    const struct enrollment_requirement *q, date_days today);

/* The partner's text: what was typed, else the reason's own. */
const char *enrollment_outside(struct enrollment_edit *e, enum reason_for why,
    const char *reason, const char *typed);

/* The day that was given, else today; one to come is refused. */
NODISCARD bool enrollment_day(
    struct enrollment_edit *e, date_days on, date_days *ret, struct err *err);

/* The program's documents for "approval" or "activation", made for it. */
NODISCARD bool enrollment_documents_make(
    struct enrollment_edit *e, const char *on, struct err *err);

/* Which documents are still to be signed, "" when none: "Order Form, ...". */
NODISCARD bool enrollment_unsigned(
    struct enrollment_edit *e, const char **ret, struct err *err);

/* A requirement that is met by itself. */
NODISCARD bool requirement_meet(struct enrollment_edit *e,
    const struct enrollment_requirement *q, const char *evidence,
    struct err *err);

/* One that came with a level or a version: open, and once it is active to be
 * met within its days of grace. */
NODISCARD bool requirement_open(struct enrollment_edit *e,
    const struct enrollment_requirement *q, struct err *err);

/* Begins a term: its dates, the days for notice and for telling. */
NODISCARD bool enrollment_begin_term(
    struct enrollment_edit *e, struct enrollment_term term, struct err *err);

/* Ends it: terminated or lapsed on a day, with its open leads. */
NODISCARD bool enrollment_end(struct enrollment_edit *e,
    enum enrollment_state to, date_days on, const char *reason,
    struct err *err);

/* Makes it suspended today; what it has earned is held. */
NODISCARD bool enrollment_stop(
    struct enrollment_edit *e, const char *reason, struct err *err);

/* Sets the level from today on. */
NODISCARD bool enrollment_set_level(
    struct enrollment_edit *e, const char *level, struct err *err);

/* What a letter can say; NULL is nothing. */
struct enrollment_words {
	const char *reason, *text, *requirement, *tasks;
	date_days from, until; /* DATE_NONE */
};

/* Writes a letter to the partner's main contact. *ret_said is what became of
 * it, to go behind the operation's sentence. */
NODISCARD bool enrollment_letter(struct enrollment_edit *e,
    const char *template, const struct enrollment_words *words,
    const char **ret_said, struct err *err);

/* "2026-01-31" in the arena. */
const char *date_words(date_days d, struct arena *a);

#endif
