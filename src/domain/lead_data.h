/*
 * domain/lead_data.h - making leads from what was told; private to
 * domain/lead*.c.
 */

#ifndef DOMAIN_LEAD_DATA_H
#define DOMAIN_LEAD_DATA_H

#include "domain/change.h"
#include "domain/lead.h"
#include "domain/lifecycle.h"

/* Whose rules hold for a lead, and what day it is there. */
struct lead_terms {
	int64_t partner;
	const char *partner_name;
	int64_t enrollment;                  /* 0: none */
	struct program_ref ref;              /* .program NULL: none */
	const struct program_entity *entity; /* NULL: none */
	struct calendar calendar;            /* UTC without an entity */
	date_days today, submitted_on;
	const char *problem; /* why there is no program, a sentence; or "" */
};

/* Where a lead begins its history. */
struct lead_start {
	enum lead_state stage;
	date_days stage_on;
	int64_t customer_id; /* 0: not known yet */
	bool registered;     /* holds the keys of its customer */
	int64_t behind;      /* queued: the holder; else 0 */
	date_days decision_due, accepted_on, protected_until, stop_on;
	date_days closed_on, rate_on;
	const char *reason;
};

/*
 * The program whose rules hold: the one that `program` names, else that of
 * the only active enrollment that pays commission, itself or by a program
 * that it includes. None is no failure: ret->problem says why.
 */
NODISCARD bool lead_find_terms(struct session *s, const struct lead_data *d,
    int64_t partner, int64_t now, struct arena *a, struct lead_terms *ret,
    struct err *err);

/*
 * The same for a lead that is registered now: the partner must be active and
 * in good standing there, or ret->problem says why it may not.
 */
NODISCARD bool lead_terms_now(struct session *s, const struct lead_data *d,
    int64_t partner, int64_t now, struct arena *a, struct lead_terms *ret,
    struct err *err);

/* Calendar and day of ret->entity, which is set. */
NODISCARD bool lead_find_day(struct session *s, const struct lead_data *d,
    int64_t now, struct lead_terms *ret, struct err *err);

/* How likely a lead of that stage is won, in millionths; program or NULL. */
int64_t lead_probability(const struct program *p, enum lead_state stage);

/* Value x probability, rounded once; 0 for no value (FIELD_UNSET). */
NODISCARD bool lead_weigh(int64_t minor, const char *currency, int64_t ppm,
    int64_t *ret, struct err *err);

/* The customer as written, and every key that follows. */
void lead_put_customer(
    struct set_list *sets, const struct lead_data *d, struct arena *a);

/* The host that tells one customer from another; mail providers' do not. */
const char *lead_domain(const struct lead_data *d, struct arena *a);

/*
 * Adds every column that follows from the data, keys, search and the weight
 * in that stage included; not the partner, the stage and its windows.
 */
NODISCARD bool lead_put_data(struct set_list *sets, const struct lead_data *d,
    const struct program *p, enum lead_state stage, struct arena *a,
    struct err *err);

/* Stage and its day, with the weight that follows. */
NODISCARD bool lead_put_stage(struct set_list *sets, const struct program *p,
    enum lead_state stage, date_days on, int64_t minor, const char *currency,
    struct err *err);

/* Refuses a split that is not of known partners or not the whole. */
NODISCARD bool lead_check_split(
    struct session *s, const char *split, struct arena *a, struct err *err);

/* The first field that the program asks for and that is empty, or NULL. */
const char *lead_missing(const struct program *p, const struct lead_data *d);

/* A submission on its day, without keys or clock. */
struct lead_start lead_start_of(const struct lead_terms *t);

/*
 * Where an imported lead begins: at the file's stage. It holds a
 * registration only if it is open and the file says until when.
 */
NODISCARD bool lead_start_imported(const struct lead_data *d,
    const struct lead_terms *t, struct lead_start *ret, struct err *err);

/* Whose it is and under which rules; its stage, windows and customer. */
void lead_put_terms(struct set_list *sets, const struct lead_terms *t);
void lead_put_start(struct set_list *sets, const struct lead_start *start);

/*
 * Inserts a lead; batch 0: typed by the session's user. Keys are not taken
 * here, see lead_claim.h.
 */
NODISCARD bool lead_insert(struct change *c, const struct lead_data *d,
    const struct lead_terms *t, const struct lead_start *start, int64_t batch,
    struct arena *a, int64_t *ret_id, struct err *err);

#endif
