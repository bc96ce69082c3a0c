/*
 * domain/application.h - what can be done with a partner application.
 *
 * Every operation checks the role and the life cycle inside its
 * transaction, writes one audit row and can be undone unless it says
 * otherwise. Rules come from the application's own program version.
 */

#ifndef DOMAIN_APPLICATION_H
#define DOMAIN_APPLICATION_H

#include "domain/import.h"
#include "domain/operation.h"
#include "domain/program_store.h"

/* What an applicant tells: the form and the columns of an import. */
struct application_data {
	const char *id; /* the other system's key; imports only */
	const char *company;
	const char *country;
	const char *state;
	const char *city;
	const char *website;
	const char *program;
	const char *level;
	const char *contact_name;
	const char *contact_email;
	const char *contact_phone;
	const char *technical_name;
	const char *technical_email;
	const char *registry_number;
	const char *tax_id;
	int64_t founded;
	int64_t employees;
	int64_t certified_people;
	const char *territories;
	const char *languages;
	const char *business_model;
	const char *partner_page;
	const char *references;
	const char *description;
	struct decimal expected_revenue;
	const char *currency;
	date_days submitted_on;
	enum tribool consent;
	const char *note;
};

extern const struct fields application_fields;

/* A claim is a courtesy and runs out by itself. */
#define CLAIM_SECONDS 1800

/*
 * The params of the operations; each has a fields table of the same name
 * plus "_fields", found through the operation's row.
 */
struct application_check_params {
	const char *check;    /* id of the program's check */
	const char *result;   /* "passed" "failed" "waived" "open" */
	const char *evidence; /* text or address */
	const char *reason;   /* for fail and waive */
	const char *note;
};

struct application_score_params {
	const char *criterion;
	int64_t step; /* 0 to 4 */
	const char *note;
};

struct application_reason_params {
	const char *reason; /* an id of the program's reasons */
	const char
	    *outside; /* text for the applicant; the reason's by default */
	const char *inside; /* for colleagues */
	date_days until;    /* hold: wakes up on; request: answer by */
};

struct application_approve_params {
	const char *reason;  /* needed when the score is below approve_from */
	const char *note;    /* likewise */
	const char *partner; /* "P-12": enrolls that one, or NULL */
};

struct application_owner_params {
	const char *person;
};

/* Everything a screen, `show` or an explanation says of one application's
 * review, computed from its rows and its program. */
struct review_item {
	bool is_check; /* else a criterion */
	const char *id, *name;
	const char *result; /* checks: open passed failed waived */
	int step;           /* criteria: -1 is open */
	int weight;         /* criteria */
	int quarters;       /* points so far, in quarters */
	bool needs_evidence;
	const char *evidence, *reason, *note, *by;
	int64_t at;
	date_days recheck_on;
	bool overdue; /* the check must be done again */
	const struct program_check *check;
	const struct program_criterion *criterion;
};

struct review {
	int64_t id, version;
	struct program_ref program;
	const struct program_entity *entity;
	const char *status;
	struct review_item *items; /* blocking checks first */
	size_t n_items, n_done, n_failed;
	int score;        /* 0 to 100, of the criteria so far */
	int score_if_all; /* if every open criterion got its best step */
	bool score_complete;
	const char *recommendation; /* "approve" "hold" "decline" */
	const char *explanation;    /* why, a sentence */
	const char *blocker;        /* what keeps it from approval now, or "" */
};

/* Reads it; texts live in the arena. */
NODISCARD bool review_read(struct session *s, int64_t id, struct arena *a,
    struct review *ret, struct err *err);

/*
 * How the score came about, line by line, for the key `w`: each criterion,
 * its step, its weight, its points, the sum, the rounding, the thresholds,
 * the program version.
 */
NODISCARD bool review_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/* Other applications and partners that may be the same company. */
struct duplicate {
	bool is_partner;
	int64_t id;
	const char *name, *country, *status;
	const char *why; /* "same domain", "same tax id", "same name" */
	date_days on;    /* when it was submitted or decided */
};

NODISCARD bool application_duplicates(struct session *s, int64_t id,
    struct arena *a, struct duplicate **ret, size_t *ret_n, struct err *err);

/*
 * Files one imported application, a struct application_data, as
 * domain/import.h asks. It warns about what the program requires and about
 * re-application too soon. What every application has (company, country,
 * program) is needed here, too. Its status is submitted.
 *
 * A known id is the same application: unchanged, or updated while nobody has
 * worked on it, else refused. Its program stays; its entity follows the
 * country, its clocks a day of submission that the file gives.
 */
NODISCARD bool application_import(struct change *c, int64_t batch,
    const void *record, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err);

/*
 * Does what time does: unanswered requests expire, holds wake up. At most
 * `limit` rows, one change each; *ret_n counts them. Anybody who may look
 * may run it: the history says that time did it.
 */
NODISCARD bool application_sweep(
    struct session *s, size_t limit, size_t *ret_n, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation application_operations[];
extern const size_t n_application_operations;

#endif
