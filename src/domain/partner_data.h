/*
 * domain/partner_data.h - making partners from what was told: forms, files
 * and approved applications alike.
 */

#ifndef DOMAIN_PARTNER_DATA_H
#define DOMAIN_PARTNER_DATA_H

#include "domain/change.h"
#include "domain/partner.h"

/*
 * Adds the columns that follow from the company's own data, keys included.
 * Not the reference, the parent, the search text, and what is in rows of its
 * own: contacts and tags.
 */
NODISCARD bool partner_put_data(struct set_list *sets,
    const struct partner_data *d, struct arena *a, struct err *err);

/* The company it belongs to; empty for none. A circle is refused. The
 * companies above a new parent get another version. */
NODISCARD bool partner_put_parent(struct set_list *sets, struct change *c,
    int64_t id, const char *parent, struct arena *a, struct err *err);

/*
 * Makes a partner with its contacts and tags, prospective until its
 * enrollment says otherwise: whoever enrolls it in the same change lets
 * partner_status_follow() do the rest. batch 0: typed. `visible` holds only
 * for one that is told to be active.
 */
NODISCARD bool partner_insert(struct change *c, const struct partner_data *d,
    int64_t batch, struct arena *a, int64_t *ret_id, struct err *err);

/*
 * Writes what is told over what is there: columns, reference, parent; the
 * main and the technical contact where their names or addresses are given;
 * tags are added, none are taken away. *ret_changed: anything was different.
 */
NODISCARD bool partner_update(struct change *c, int64_t id,
    const struct partner_data *d, struct arena *a, bool *ret_changed,
    struct err *err);

/* The domain that tells this company from others, or "". */
const char *partner_own_domain(const struct partner_data *d, struct arena *a);

/* Adds a tag unless it is there, in the form that tags are kept in. */
NODISCARD bool partner_add_tag(struct change *c, int64_t partner,
    const char *tag, struct arena *a, bool *ret_added, struct err *err);

/* A tag as it is kept: lower case, blanks squeezed; refused when it is
 * empty, too long or has a comma. */
NODISCARD bool partner_clean_tag(
    const char *tag, struct arena *a, const char **ret, struct err *err);

/*
 * The search text of a partner as its rows have it now: name, domain, city,
 * reference and note, then contacts and tags.
 */
NODISCARD bool partner_search_text(struct session *s, int64_t id,
    struct arena *a, const char **ret, struct err *err);

/* After anything of that has changed. */
NODISCARD bool partner_search_follow(
    struct change *c, int64_t id, struct err *err);

#endif
