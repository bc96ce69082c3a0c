/*
 * domain/partner.h - what can be done with a partner of the directory.
 *
 * A partner is a company: its contacts, tags, certified people and
 * enrollments are rows of their own. Its status is the best of those of its
 * enrollments and is never set by hand.
 */

#ifndef DOMAIN_PARTNER_H
#define DOMAIN_PARTNER_H

#include "domain/operation.h"

struct change;

/* What is told of a partner: the form and the columns of an import. */
struct partner_data {
	const char *id; /* the other system's key */
	const char *name;
	const char *country; /* empty: ZZ, unknown */
	const char *state;
	const char *city;
	const char *website;
	const char *domain; /* the web site's, else the mail's, when empty */
	const char *tax_id;
	const char *program; /* these four: of its first enrollment */
	const char *level;
	const char *status;
	date_days since;
	const char *coverage; /* "national" "worldwide" */
	const char *territory;
	const char *manager; /* who looks after it */
	const char *email;
	const char *phone;
	const char *currency;
	const char *contact_name; /* the main contact */
	const char *contact_email;
	const char *contact_phone;
	const char *technical_name;
	const char *technical_email;
	int64_t employees;
	const char *partner_page; /* about the vendor, on its own site */
	const char *description;
	const char *parent; /* "P-3", or that one's other id */
	const char *tags;   /* "training, cloud" */
	enum tribool visible;
	const char *note;
	/* Of `add` only: yes makes it although it may be there already. */
	enum tribool duplicate;
};

extern const struct fields partner_fields;

/* The params of the operations; contacts and certificates have numbers. */
struct partner_activity_params {
	const char *kind; /* "call" "mail" "meeting" */
	date_days on;     /* today when empty */
	const char *text;
};

struct partner_contact_params {
	const char *contact; /* its number, name or mail address */
	const char *kind;    /* "main" "technical" "billing" "other" */
	const char *name;
	const char *email;
	const char *phone;
};

struct partner_certificate_params {
	int64_t certificate; /* its number */
	const char *person;
	const char *name;
	date_days issued_on;
	date_days expires_on;
};

struct partner_bank_params {
	const char *currency; /* empty: any */
	const char *holder, *iban, *bic, *account, *routing, *bank, *country;
	const char *ref, *note;
};

struct partner_tax_params {
	const char *form, *tax_id;
	const char *withholding; /* "15%"; empty: nothing is withheld */
	date_days valid_to;
	const char *ref, *note;
};

struct partner_detail_params {
	int64_t detail;     /* its number */
	const char *digest; /* of what was shown; empty: whatever it says */
	const char *note;
	const char *reason;
};

struct partner_name_params {
	const char *tags; /* "cloud, training" */
	const char *person;
	const char *parent;
	const char *customer;
	const char *note;
};

/*
 * The partner that a text names: the other system's key first, then "P-12".
 * Bare digits are an own id only with `digits`: people type those, files do
 * not. Nobody's name is ERR_INVALID, for the field "partner".
 */
NODISCARD bool partner_find(struct session *s, const char *text, bool digits,
    struct arena *a, int64_t *ret, struct err *err);

/*
 * After the status of an enrollment has changed: the partner's status
 * becomes the best of its enrollments' (active, suspended, onboarding,
 * prospective, lapsed, terminated; none: prospective). The first time that
 * it is active is `since`; without an active one it is listed no more.
 */
NODISCARD bool partner_status_follow(
    struct change *c, int64_t partner, struct err *err);

/* A partner that may be the same company as another one. */
struct partner_twin {
	int64_t id;
	const char *name, *country, *status;
	const char *why; /* "same tax id", "same domain", "same name" */
};

/*
 * The partners that may be the company which those data tell of, the newest
 * first, at most 20: of the same domain, tax id, or name in a known country.
 * `self` is left out; 0 for one that is not there yet.
 */
NODISCARD bool partner_duplicates(struct session *s,
    const struct partner_data *d, int64_t self, struct arena *a,
    struct partner_twin **ret, size_t *ret_n, struct err *err);

/* "P-3 Acme GmbH (same domain), P-7 ..." for a message. */
const char *partner_twins_text(
    const struct partner_twin *twins, size_t n, struct arena *a);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation partner_operations[];
extern const size_t n_partner_operations;

#endif
