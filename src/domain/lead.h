/*
 * domain/lead.h - what can be done with a referral lead.
 *
 * A lead is one partner's claim to a customer. A valid one holds the keys of
 * its customer (domain, tax id, name with country) from its registration
 * until it is won, lost, declined, withdrawn or expires; who comes second
 * waits in a queue behind the holder. Rules come from the program of the
 * partner's enrollment, in the version that it is on.
 */

#ifndef DOMAIN_LEAD_H
#define DOMAIN_LEAD_H

#include "base/buf.h"
#include "domain/operation.h"
#include "domain/program_store.h"

struct change;

/* What a partner tells: the form and the columns of an import. */
struct lead_data {
	const char *id;      /* the other system's key; imports only */
	const char *partner; /* "P-12", or the other system's key */
	const char *customer;
	const char *country;
	const char *domain;
	const char *tax_id;
	const char *contact_name;
	const char *contact_email;
	const char *product;
	struct decimal value;
	const char *currency;
	const char *stage;
	date_days submitted_on;
	date_days expected_close;
	date_days closed_on;
	const char *reason;
	enum tribool consent;
	const char *note;
	date_days protected_until;
	const char *split;   /* "P-1:600000,P-2:400000", in millionths */
	const char *program; /* whose rules hold; needed when several could */
	const char *owner;
	const char *next_step;
	date_days next_on;
};

/* All of it, for imports. The form's fields are in the operation's row. */
extern const struct fields lead_fields;

/*
 * The params of the operations; each has a fields table, found through the
 * operation's row.
 */
struct lead_reason_params {
	const char *reason;  /* an id of the program's reasons */
	const char *outside; /* text for the partner; the reason's by default */
	const char *inside;  /* for colleagues */
};

struct lead_advance_params {
	const char *to; /* a stage; the next when empty */
	const char *note;
};

struct lead_win_params {
	date_days closed_on; /* today when empty */
	struct decimal value;
	const char *currency;
	const char *customer; /* "U-12": links that one, or NULL */
	const char *reason;   /* of a correction */
};

struct lead_extend_params {
	const char *proof; /* text or address */
};

struct lead_reopen_params {
	const char *to; /* "accepted" by default */
	const char *reason;
};

struct lead_activity_params {
	const char *kind; /* "call" "mail" "meeting" */
	date_days on;     /* today when empty */
	const char *note;
};

struct lead_next_params {
	const char *step;
	date_days on;
};

struct lead_owner_params {
	const char *person;
};

struct lead_choose_params {
	const char *evidence; /* the customer's written choice */
	const char *holder;   /* what becomes of it: "queued" "declined" */
	const char *reason;   /* to decline it */
	const char *inside;
};

/*
 * Does what time does: a registration ends with the last day of its
 * protection, where its entity is, and the next in its queue moves up. At
 * most `limit` leads, one change each; *ret_n counts them. Anybody who may
 * look may run it: the history says that time did it.
 */
NODISCARD bool lead_sweep(
    struct session *s, size_t limit, size_t *ret_n, struct err *err);

/*
 * Withdraws all open leads of a partner, or of one enrollment of it (0: of
 * all), as a part of the change that ends the partnership; who waits behind
 * them moves up. Call it when the enrollment has its new status. *ret_n
 * counts them.
 */
NODISCARD bool lead_close_all(struct change *c, int64_t partner,
    int64_t enrollment, const char *inside, struct arena *a, size_t *ret_n,
    struct err *err);

/*
 * Why it stands as it does, line by line: until when it is protected and
 * why, which keys who holds, behind whom it waits, what the program says,
 * what was fixed when it was won.
 */
NODISCARD bool lead_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation lead_operations[];
extern const size_t n_lead_operations;

#endif
