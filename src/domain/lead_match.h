/*
 * domain/lead_match.h - whom a claim to a customer meets.
 *
 * Exact: the same web domain (a mail provider's says nothing: the list of
 * them is in base/text_company.c), the same tax id, or the same folded name
 * in the same country; the unknown country (ZZ) meets nothing. Alike: names
 * in one country that share enough trigrams (base/text_similar.h), and a
 * domain that is a part of the other one. What is exact decides by itself,
 * what is alike needs a person.
 */

#ifndef DOMAIN_LEAD_MATCH_H
#define DOMAIN_LEAD_MATCH_H

#include "base/text_similar.h"
#include "domain/session.h"

/* Names are alike from here, in parts per million of their trigrams. */
#define MATCH_ALIKE 600000

/* A claim, registered or only told yet. Texts are keys, "" when empty. */
struct lead_claim {
	int64_t lead;     /* itself, or 0 */
	int64_t partner;  /* whose it is */
	int64_t customer; /* linked already, and therefore not met; or 0 */
	const char *name_key, *country, *domain, *tax_key;
};

/* Whom it met. */
enum match_with {
	MATCH_PARTNER,   /* the claiming partner itself */
	MATCH_HOUSE,     /* a house account */
	MATCH_INCUMBENT, /* a customer of another partner */
	MATCH_CUSTOMER,  /* any other customer, one's own included */
	MATCH_LEAD,      /* an open lead, in the queue or not */
};

/* By what; the strongest if by several. */
enum match_by {
	MATCH_BY_TAX,
	MATCH_BY_DOMAIN,
	MATCH_BY_NAME,  /* the last that is exact */
	MATCH_BY_SITE,  /* a domain that is a part of the other */
	MATCH_BY_ALIKE, /* a name that is spelled alike */
};

struct match {
	enum match_with with;
	enum match_by by;
	int64_t similarity; /* of the names, in parts per million, unless it
			     * is exact: then SIMILAR_ALL */
	int64_t id;         /* the partner, customer or lead */
	const char *name, *country; /* as written there */
	int64_t partner;            /* of the lead, or the incumbent; or 0 */
	const char *partner_name;   /* "" */
	const char *stage;          /* of a lead; "" */
	bool registered;            /* a lead that holds its customer */
	int64_t received_at;        /* of a lead */
};

static inline bool match_is_exact(const struct match *m)
{
	return m->by <= MATCH_BY_NAME;
}

/* The claim that a lead is, as it is stored; ERR_NOT_FOUND. */
NODISCARD bool lead_claim_read(struct session *s, int64_t lead, struct arena *a,
    struct lead_claim *ret, struct err *err);

/*
 * Everybody that the claim meets: exact ones first, in the order of enum
 * match_with, each oldest first; then what is alike, by site before by name,
 * the likest first. At most 20 of a kind.
 */
NODISCARD bool lead_match(struct session *s, const struct lead_claim *claim,
    struct arena *a, struct match **ret, size_t *ret_n, struct err *err);

/* "U-3 Acme GmbH, a house account, has the same domain." */
const char *match_text(const struct match *m, struct arena *a);

#endif
