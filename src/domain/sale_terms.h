/*
 * domain/sale_terms.h - which enrollment's terms hold for a sale; private to
 * domain/sale*.c.
 */

#ifndef DOMAIN_SALE_TERMS_H
#define DOMAIN_SALE_TERMS_H

#include "domain/lifecycle.h"
#include "domain/program_store.h"
#include "domain/sale_rate.h"

/* The enrollment that pays, and the program whose terms it pays by. */
struct sale_terms {
	int64_t enrollment;  /* 0: none does */
	const char *program; /* its own, or one that it includes */
	bool own;
	int64_t version;      /* of the enrollment, now */
	const char *level;    /* the same */
	const char *why_none; /* a sentence when there is none */
};

/* ERR_INVALID for the field "program" when it cannot be told. */
NODISCARD bool sale_find_terms(struct session *s, const struct sale_input *in,
    struct arena *a, struct sale_terms *ret, struct err *err);

/* The version and level that hold on a day. ret_ref->program is not NULL. */
NODISCARD bool sale_terms_on(struct session *s, const struct sale_terms *t,
    date_days on, struct arena *a, struct program_ref *ret_ref,
    const char **ret_level, struct err *err);

#endif
