/*
 * domain/payment_detail.h - where a partner's money goes, and its tax form.
 *
 * Bank details and tax forms are proposed by one person and put in force by
 * another. What is in force is never edited, only replaced; its digest tells
 * whether it still is what was shown. Only the last four digits of accounts
 * and tax ids are in lists, messages and the history.
 */

#ifndef DOMAIN_PAYMENT_DETAIL_H
#define DOMAIN_PAYMENT_DETAIL_H

#include "base/date.h"
#include "domain/session.h"

enum payment_kind { PAYMENT_BANK, PAYMENT_TAX };

struct payment_detail {
	int64_t id, partner;
	enum payment_kind kind;
	const char *status; /* "proposed" "in_force" "replaced" "refused" */
	/* bank: one for each currency, "" for any */
	const char *currency, *holder, *iban, *bic, *account, *routing;
	const char *bank, *country;
	/* tax */
	const char *form, *tax_id;
	int64_t withholding; /* millionths of what is payable */
	date_days valid_to;  /* DATE_NONE: without end */
	const char *ref;     /* where the signed one is */
	const char *digest;  /* of all of these, as proposed */
	const char *proposed_by, *decided_by, *note;
	int64_t proposed_at, decided_at; /* decided_at: 0 not yet */
};

struct payment_details {
	struct payment_detail *list;
	size_t n;
};

/*
 * What is in force for a partner on a day: bank details of the currency,
 * else those of any; a tax form, whatever the currency, unless it has
 * expired. ret->id is 0 when there is none.
 */
NODISCARD bool payment_detail_in_force(struct session *s, int64_t partner,
    enum payment_kind kind, const char *currency, date_days on, struct arena *a,
    struct payment_detail *ret, struct err *err);

/*
 * Why there is none: "the bank details for EUR wait to be accepted", "the
 * tax form W-8BEN-E expired on 2026-01-31"; NULL when there is one.
 */
NODISCARD bool payment_detail_lacking(struct session *s, int64_t partner,
    enum payment_kind kind, const char *currency, date_days on, struct arena *a,
    const char **ret, struct err *err);

/* One by its number; ERR_NOT_FOUND. */
NODISCARD bool payment_detail_read(struct session *s, int64_t id,
    struct arena *a, struct payment_detail *ret, struct err *err);

/* All of a partner: proposed ones, those in force, then the others. */
NODISCARD bool payment_details_read(struct session *s, int64_t partner,
    struct arena *a, struct payment_details *ret, struct err *err);

/* The digest of what it says now; d->digest is that of what was proposed. */
const char *payment_detail_digest(
    const struct payment_detail *d, struct arena *a);

/* "bank details" or "tax form". */
const char *payment_kind_name(enum payment_kind kind);

/* "**** 3000"; what has no more than four signs is hidden. */
const char *payment_masked(const char *text, struct arena *a);

/* "EUR, DE** **** 3000, Acme GmbH"; "W-8BEN-E, tax id **** 6789, 15%". */
const char *payment_detail_text(
    const struct payment_detail *d, struct arena *a);

/*
 * All of it in full, a line each, to compare with the paper. Refused
 * (ERR_FORBIDDEN) for those who neither keep partners nor pay.
 */
NODISCARD bool payment_detail_whole(struct session *s, int64_t id,
    struct arena *a, const char **ret, struct err *err);

#endif
