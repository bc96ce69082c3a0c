/*
 * domain/enrollment.h - a partner in a program, from approval to its end.
 *
 * An enrollment is partner x program x level on the terms of one version of
 * the program. It is prospective until its documents are signed, onboarding
 * until what activation requires is met, then active for its term, suspended
 * and reinstated, renewed or not. Rules come from its own program version.
 */

#ifndef DOMAIN_ENROLLMENT_H
#define DOMAIN_ENROLLMENT_H

#include "domain/lifecycle.h"
#include "domain/operation.h"
#include "domain/program_store.h"

struct change;

/* An enrollment to make. */
struct enrollment_new {
	int64_t partner;
	struct program_ref program;
	const char *level;   /* "" or NULL: the program's first */
	const char *country; /* the partner's: it gives the entity */
	enum enrollment_state status;
	date_days since;     /* first active; DATE_NONE: the day it becomes so,
			      * today for one that is active now */
	int64_t application; /* 0: none */
	int64_t batch;       /* 0, or the import: requirements stay unknown */
	const char *waived;  /* the reason why it needs no application */
};

/*
 * The params of the operations; each has a fields table, found through the
 * operation's row. Days are today's when empty.
 */
struct enrollment_add_params {
	const char *partner; /* "P-12", or the other system's key */
	const char *program;
	const char *level;
	const char *reason; /* why it needs no application of its own */
	const char *note;
};

struct enrollment_document_params {
	const char *document; /* its id in the program; "" or "all": all */
	date_days on;
	const char *by;  /* who signed, at the partner */
	const char *ref; /* where the signed one is */
};

struct enrollment_requirement_params {
	const char *requirement;
	const char *state; /* "met" "waived" "open" "lost" */
	const char *evidence, *reason, *note;
	date_days due, recheck;
};

struct enrollment_activate_params {
	date_days on;
	const char *note;
};

struct enrollment_reason_params {
	const char *reason;  /* an id of the program's reasons */
	const char *outside; /* text for the partner; the reason's by default */
	const char *inside;  /* for colleagues */
	const char *by;      /* notice: "partner" "vendor" */
	date_days on;
};

struct enrollment_level_params {
	const char *level;  /* "": the one that the review proposes */
	const char *reason; /* when it is another one */
	const char *note;
};

struct enrollment_move_params {
	const char *to;    /* a version's label */
	const char *level; /* in it; "": of the same id */
	enum tribool preview;
	const char *note;
};

struct enrollment_benefit_params {
	const char *benefit;
	enum tribool done; /* no: it is to be done again */
	const char *note;
};

/*
 * Makes it under an open change, with the history of its level, what it
 * requires (an approved application is met at once; a check brings its result
 * and the day to repeat it) and the benefits that are somebody's task. An
 * imported active one is within the term that its day of entry gives. A
 * second one in the same program is ERR_REFUSED.
 */
NODISCARD bool enrollment_insert(struct change *c,
    const struct enrollment_new *e, struct arena *a, int64_t *ret_id,
    struct err *err);

enum requirement_state {
	REQUIREMENT_UNKNOWN, /* nobody has looked: never warned about */
	REQUIREMENT_OPEN,
	REQUIREMENT_MET,
	REQUIREMENT_WAIVED,
	REQUIREMENT_WARNED, /* lost; may be mended until grace_to */
	REQUIREMENT_LOST,   /* and its grace is over */
	REQUIREMENT_STATES
};

/* The stored words, "unknown" first. */
extern const char *const requirement_states[REQUIREMENT_STATES];

/* A requirement of the enrollment's program and level, and its state. */
struct enrollment_requirement {
	const char *id, *name, *kind;
	const struct program_check *check; /* of kind "check" */
	int grace_days;
	const char *then; /* when it is lost: "suspend" "downgrade" "warn" */
	int64_t row;      /* 0: there is none, it is unknown */
	enum requirement_state state;
	const char *evidence, *reason, *note, *checked_by;
	int64_t checked_at;           /* 0 */
	date_days due_on, recheck_on, /* DATE_NONE */
	    grace_to;
};

/* A benefit; only a task has somebody to do it. */
struct enrollment_benefit {
	const char *id, *name;
	bool task;
	int64_t row;     /* 0 */
	int64_t done_at; /* 0: not yet */
	const char *done_by, *note;
};

struct enrollment_requirements {
	struct enrollment_requirement *list;
	size_t n;
};

struct enrollment_benefits {
	struct enrollment_benefit *list;
	size_t n;
};

/* Both are read for any screen; texts live in the arena. ERR_NOT_FOUND. */
NODISCARD bool enrollment_requirements(struct session *s, int64_t id,
    struct arena *a, struct enrollment_requirements *ret, struct err *err);
NODISCARD bool enrollment_benefits(struct session *s, int64_t id,
    struct arena *a, struct enrollment_benefits *ret, struct err *err);

/* One program whose rights an enrollment brings: its own, or an included
 * one's in the version that holds today. */
struct enrollment_right {
	int64_t enrollment;
	enum enrollment_state state;
	const char *standing;       /* "good" "warned" "lost" */
	const char *level, *entity; /* in the enrollment's program */
	struct program_ref own;     /* the enrollment's program */
	struct program_ref program; /* whose rights they are */
	bool included;
};

/* Of all enrollments of a partner that have not ended. */
NODISCARD bool enrollment_rights(struct session *s, int64_t partner,
    struct arena *a, struct enrollment_right **ret, size_t *ret_n,
    struct err *err);

/*
 * Whether the partner may register leads: active and in good standing, in
 * the program that is named, or in the only one whose rules pay commission
 * (the only one at all when none does). *ret_why is NULL when it may, and
 * *ret says under which enrollment and whose rules; else a sentence. Warned
 * is still good standing.
 */
NODISCARD bool enrollment_may_register(struct session *s, int64_t partner,
    const char *program, struct arena *a, struct enrollment_right *ret,
    const char **ret_why, struct err *err);

/*
 * Does what time does: terms end or are renewed, a requirement whose day has
 * passed is warned about and lost after its grace, the partner hears of the
 * end, levels are reviewed. At most `limit` enrollments, one change for each
 * thing that happens; *ret_n counts those. Anybody who may look may run it:
 * the history says that time did it.
 */
NODISCARD bool enrollment_sweep(
    struct session *s, size_t limit, size_t *ret_n, struct err *err);

/*
 * A letter went out at that moment, as a part of the change that says so:
 * the documents with it that were not sent before are sent.
 */
NODISCARD bool enrollment_message_sent(
    struct change *c, int64_t message, int64_t at, struct err *err);

/* What of it does not follow from its rows and its program, "" when all
 * does: its level, its standing, its next dates. */
NODISCARD bool enrollment_verify(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation enrollment_operations[];
extern const size_t n_enrollment_operations;

/* ---- levels ---------------------------------------------------------------
 */

enum { MEASURES = 4 };

/* What a level can depend on, as the program file names it. */
struct enrollment_measure {
	const char *name; /* "certified_people" */
	const char *title;
	int64_t value;
	bool known; /* employees may not be */
};

/* Counts them for a partner on a day, in the order of the manual. */
NODISCARD bool enrollment_measures(struct session *s, int64_t partner,
    date_days today, struct enrollment_measure ret[static MEASURES],
    struct err *err);

/* The highest level whose thresholds are all met; else the lowest. */
const struct program_level *level_for(
    const struct program *p, const struct enrollment_measure m[MEASURES]);

/*
 * How it stands and why, line by line, for the key `w`: its state and dates,
 * each requirement with what comes next, each level's thresholds beside what
 * is measured, the program's version.
 */
NODISCARD bool enrollment_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/*
 * What a move to another version of the program would change for it: level,
 * requirements, benefits, discounts, term, rules of commission; one change a
 * line, "Nothing changes." when there is none. `level` "" keeps its id.
 */
NODISCARD bool enrollment_move_preview(struct session *s, int64_t id,
    const char *version, const char *level, struct buf *out, struct err *err);

#endif
