/*
 * domain/lead_claim.h - the keys of a customer that a registration holds.
 *
 * A key is a web domain, a tax id, or a name with its country; two spellings
 * of one customer share at least one. The database lets one lead hold a key
 * at a time, so that a customer has one open registration whoever writes.
 */

#ifndef DOMAIN_LEAD_CLAIM_H
#define DOMAIN_LEAD_CLAIM_H

#include "domain/change.h"

#define CLAIM_KEYS 3

struct claim_key {
	const char *kind; /* "domain" "tax" "name" */
	const char *value;
};

struct claim_keys {
	struct claim_key list[CLAIM_KEYS];
	size_t n;
};

/*
 * The keys of a customer, from the columns of a lead. The domain of a mail
 * provider is none, nor is a name in an unknown country (ZZ).
 */
struct claim_keys claim_keys_of(const char *domain, const char *tax_key,
    const char *name_key, const char *country, struct arena *a);

/*
 * The lead that holds one of the keys, the longest standing if several do;
 * 0: they are free. `lead` itself does not count. *ret_key says which.
 */
NODISCARD bool claim_holder(struct session *s, int64_t lead,
    const struct claim_keys *keys, int64_t *ret, struct claim_key *ret_key,
    struct err *err);

/* Takes all of them; *ret_holder is 0, or who holds one: then none is
 * taken. Keys that the lead has are kept, those of before given back. */
NODISCARD bool claim_take(struct change *c, int64_t lead,
    const struct claim_keys *keys, int64_t *ret_holder, struct err *err);

/* Gives back whatever the lead holds. */
NODISCARD bool claim_drop(struct change *c, int64_t lead, struct err *err);

#endif
