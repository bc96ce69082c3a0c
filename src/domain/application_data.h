/*
 * domain/application_data.h - making applications from what was told;
 * private to domain/application*.c.
 */

#ifndef DOMAIN_APPLICATION_DATA_H
#define DOMAIN_APPLICATION_DATA_H

#include "domain/application_row.h"

/* The terms that a program sets for a new application. */
struct application_terms {
	struct program_ref ref;
	const struct program_entity *entity;
	const struct program_level *level;
	struct calendar calendar;
	date_days submitted_on;
};

/* Adds every column that follows from the data, keys and search included. */
NODISCARD bool application_put_data(struct set_list *sets,
    const struct application_data *d, struct arena *a, struct err *err);

/* The version in force when it was submitted, or today's for older ones. */
NODISCARD bool application_find_terms(struct session *s,
    const struct application_data *d, int64_t now,
    struct application_terms *ret, struct err *err);

/* Finds the level, the first for an empty id; sets ret->level only. */
NODISCARD bool application_find_level(const struct program *p, const char *id,
    struct application_terms *ret, struct err *err);

/* Status, day and clocks of a submission. */
void application_put_clock(const struct calendar *calendar,
    const struct program *p, date_days submitted_on, struct set sets[static 4]);

/* Program, version, level, entity and number of items. */
void application_put_terms(
    struct set_list *sets, const struct application_terms *t);

/*
 * What a correction changes besides the data: the level if one is said, and
 * the entity, which follows the country. `program` is the one it is in.
 */
NODISCARD bool application_put_corrections(struct set_list *sets,
    const struct program *p, const char *program,
    const struct application_data *d, struct err *err);

/* The latest application of the same company to this program that was
 * submitted up to that day; 0: none. `id` is the application itself, or 0. */
NODISCARD bool application_find_earlier(struct session *s, int64_t id,
    const struct application_data *d, const struct application_terms *t,
    struct arena *a, int64_t *ret, struct err *err);

/* Why the company may not apply yet, a sentence; NULL: it may. */
NODISCARD bool application_may_apply(struct session *s, int64_t id,
    const struct application_data *d, const struct application_terms *t,
    struct arena *a, const char **ret, struct err *err);

/* The first field that the program asks for and that is empty, or NULL. */
const char *application_missing(
    const struct program *p, const struct application_data *d);

/* Inserts it, submitted unless it is to stay a draft. batch 0: typed. */
NODISCARD bool application_insert(struct change *c,
    const struct application_data *d, const struct application_terms *t,
    int64_t earlier, int64_t batch, bool draft, struct arena *a,
    int64_t *ret_id, struct err *err);

/* The operations on whole applications. */
NODISCARD bool application_add(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_draft(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_submit(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_edit(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool application_load(struct session *s, int64_t id, void *params,
    struct arena *a, struct err *err);

#endif
