/*
 * domain/customer.h - who buys from the vendor.
 *
 * A customer is known by its tax id, its web domain and its name in a
 * country. It may be a house account, which no partner can register, or
 * have an incumbent: the partner whose customer it is. Never both.
 */

#ifndef DOMAIN_CUSTOMER_H
#define DOMAIN_CUSTOMER_H

#include "domain/change.h"
#include "domain/operation.h"

/* What is told of a customer: the form and the columns of an import. */
struct customer_data {
	const char *id; /* the other system's key */
	const char *name;
	const char *country;
	const char *state;
	const char *city;
	const char *website;
	const char *domain; /* the web site's host when empty */
	const char *tax_id;
	const char *partner; /* the incumbent: "P-12" or its ref */
	enum tribool house;
	const char *note;
};

extern const struct fields customer_fields;

/*
 * The customer that a text names: the other system's key first, then "U-12".
 * Bare digits are an own id only with `digits`: people type those, files do
 * not. Nobody's name is ERR_INVALID, for the field "customer".
 */
NODISCARD bool customer_find(struct session *s, const char *text, bool digits,
    int64_t *ret, struct err *err);

/*
 * The customer that those data are of: by its own key if they have one, by
 * tax id, by domain, by name in a known country, in that order; the oldest
 * where several are. *ret is 0 when there is none.
 */
NODISCARD bool customer_match(struct session *s, const struct customer_data *d,
    int64_t *ret, struct err *err);

/* The same, and makes it when there is none; *ret_made says so. batch 0: a
 * person's doing. Needs a name and a country. */
NODISCARD bool customer_find_or_make(struct change *c,
    const struct customer_data *d, int64_t batch, int64_t *ret, bool *ret_made,
    struct err *err);

/*
 * Inserts a customer. Refused (ERR_INVALID): a key that another one has, a
 * domain that is none, an unknown partner, a house account with a partner.
 */
NODISCARD bool customer_insert(struct change *c, const struct customer_data *d,
    int64_t batch, int64_t *ret_id, struct err *err);

/*
 * Writes what those data say over a customer that is there, its incumbent
 * and whether it is a house account included; *ret_differs is false when it
 * says so already. For imports: a form leaves the last two alone.
 */
NODISCARD bool customer_put(struct change *c, int64_t id,
    const struct customer_data *d, bool *ret_differs, struct err *err);

/*
 * Makes a partner the incumbent from that day; it being so already is
 * success. Refused when another partner is, with its name, and for a house
 * account.
 */
NODISCARD bool customer_set_incumbent(struct change *c, int64_t customer,
    int64_t partner, date_days on, struct err *err);

/* Remembers the day of a sale or a won lead, if it is the first. */
NODISCARD bool customer_bought(
    struct change *c, int64_t customer, date_days on, struct err *err);

/* "U-3 Acme GmbH"; ERR_NOT_FOUND. */
NODISCARD bool customer_label(struct session *s, int64_t id, struct arena *a,
    const char **ret, struct err *err);

/* The rows of this noun's operations, for domain/operation.c. */
extern const struct operation customer_operations[];
extern const size_t n_customer_operations;

#endif
