/*
 * query/partner_record.h - a partner, whole: for its preview and its screen.
 *
 * Rows as they are stored; what they require and bring is asked of the
 * domain. Texts live in the arena. DATE_NONE is no date, 0 no moment.
 */

#ifndef QUERY_PARTNER_RECORD_H
#define QUERY_PARTNER_RECORD_H

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/value.h"
#include "store/db.h"

struct partner_enrollment {
	int64_t id, program_version, application; /* application: 0 none */
	const char *program, *terms, *level, *entity, *status;
	const char *standing, *proposed, *renewal, *reason;
	date_days active_on, term_from, term_to, notice_by, review_on;
	date_days suspended_on, ended_on, due;
};

struct partner_contact {
	int64_t id;
	const char *kind, *name, *email, *phone;
};

struct partner_certificate {
	int64_t id;
	const char *person, *name;
	date_days issued_on, expires_on;
};

struct partner_lead {
	int64_t id;
	const char *customer, *stage, *country, *next_step;
	struct value value; /* money, or VALUE_NULL */
	date_days stage_on, protected_until, next_on;
};

/* Leads of one stage in one currency. */
struct partner_total {
	const char *stage, *currency; /* currency "": without a value */
	int64_t n, value, weighted;
};

struct partner_document {
	int64_t id, enrollment, created_at;
	const char *kind, *name, *sent_by, *signed_by, *signed_ref;
	const char *recorded_by;
	bool needs_sign;
	date_days sent_on, signed_on;
};

struct partner_letter {
	int64_t id, due_at, sent_at, created_at;
	const char *subject, *to_address, *status, *error;
};

/* Notes and activity, and the reasons of decisions, the newest first. */
struct partner_remark {
	int64_t at;
	const char *noun, *kind, *reason, *outside, *inside, *actor;
	date_days on_date;
};

struct partner_record {
	struct partner_enrollment *enrollments; /* running ones first */
	struct partner_contact *contacts;       /* the main one first */
	struct partner_certificate *certificates;
	struct partner_lead *leads;   /* open ones first; at most 500 */
	struct partner_total *totals; /* by stage */
	struct partner_total *won;    /* closed from `won_from` on */
	struct partner_document *documents;
	struct partner_letter *letters;
	struct partner_remark *remarks;
	size_t n_enrollments, n_contacts, n_certificates, n_leads, n_totals;
	size_t n_won, n_documents, n_letters, n_remarks;
};

/* What a preview shows: no documents, letters, remarks and single leads. */
NODISCARD bool partner_record_brief(struct db *db, int64_t partner,
    date_days won_from, struct arena *a, struct partner_record *ret,
    struct err *err);

/* All of it. */
NODISCARD bool partner_record_read(struct db *db, int64_t partner,
    date_days won_from, struct arena *a, struct partner_record *ret,
    struct err *err);

/* Whether a stage is one of a lead that is still open. */
bool lead_stage_is_open(const char *stage);

/* The body of a document by its id; ERR_NOT_FOUND. */
NODISCARD bool document_text(struct db *db, int64_t document, struct arena *a,
    const char **ret, struct err *err);

/* A letter with its head; ERR_NOT_FOUND. */
NODISCARD bool letter_text(struct db *db, int64_t message, struct arena *a,
    const char **ret, struct err *err);

#endif
