/*
 * domain/lead_match_alike.h - names that are spelled alike; private to
 * domain/lead_match*.c.
 */

#ifndef DOMAIN_LEAD_MATCH_ALIKE_H
#define DOMAIN_LEAD_MATCH_ALIKE_H

#include "domain/lead_match.h"

#define MAX_ALIKE 20

/* A customer or lead that is alike. */
struct alike {
	int64_t id;
	enum match_by by;
	int64_t similarity; /* of the names */
};

/*
 * Customers, or open leads, of the claim's country whose name or domain is
 * alike, the exact ones too: the likest, in that order.
 */
NODISCARD bool match_alike(struct session *s, bool leads,
    const struct lead_claim *claim, struct alike list[static MAX_ALIKE],
    size_t *ret_n, struct err *err);

/*
 * Whether one of two web domains is a part of the other: shop.acme.example
 * of acme.example. What many share ("co.uk") has no parts.
 */
bool domain_is_within(const char *a, const char *b);

#endif
