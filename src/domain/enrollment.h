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

#endif
