/*
 * domain/application_decide.h - the operations on applications in review;
 * private to domain/application*.c. Others find them in operations[].
 */

#ifndef DOMAIN_APPLICATION_DECIDE_H
#define DOMAIN_APPLICATION_DECIDE_H

#include "domain/application_row.h"

/* What a letter about an application says beyond what the row knows. */
struct application_letter {
	const char *template; /* "letter-decline" */
	const char *reason;   /* its name, or NULL */
	const char *text;     /* for outside, or NULL */
	date_days until;
	int64_t partner;          /* 0: none yet */
	const int64_t *documents; /* to be attached */
	size_t n_documents;
	const char *document_names; /* one a line, or NULL */
};

/* Writes it to the applicant's main contact and appends to call->ret_text
 * what became of it. */
NODISCARD bool application_letter(struct edit *e, struct call *call,
    const struct application_letter *what, struct err *err);

NODISCARD bool application_check(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_evidence(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_score(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_claim(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_release(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_owner(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_request(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_answer(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_hold(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_resume(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_decline(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_withdraw(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_approve(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_undo(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_expire(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_wake(
    struct session *s, struct call *call, struct err *err);

#endif
