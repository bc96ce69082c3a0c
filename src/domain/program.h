/*
 * domain/program.h - a partner program's rules, as read from its file.
 *
 * A struct program is made from a parsed file by program_read(), which is
 * also the linter: it reports everything that is wrong with its place. All
 * texts live in the arena it was read into. Documented defaults stand for
 * keys that are absent. Money is in minor units, rates in parts per million,
 * days are calendar days unless they say business days.
 */

#ifndef DOMAIN_PROGRAM_H
#define DOMAIN_PROGRAM_H

#include <stdint.h>

#include "base/calendar.h"
#include "base/money.h"
#include "base/node.h"
#include "base/problem.h"
#include "domain/program_commission.h"
#include "domain/program_leads.h"

#define SCORE_STEPS 5 /* a criterion's steps are 0 to 4 */

struct program_entity {
	const char *id, *name, *currency, *timezone;
	const char *const *countries; /* alpha-2; "default" catches the rest */
	size_t n_countries;
	unsigned weekend;
	const date_days *holidays; /* ascending */
	size_t n_holidays;
};

struct program_product {
	const char *id, *name;
};

struct program_level {
	const char *id, *name;
	const struct program_threshold *requires;
	size_t n_requires;
};

struct program_threshold {
	const char *measure; /* "certified_people" */
	int64_t at_least;
};

enum check_when { CHECK_APPLICATION, CHECK_ACTIVATION };

struct program_check {
	const char *id, *name;
	bool evidence; /* passes only with evidence on file */
	enum check_when when;
	int recheck_days; /* 0 never */
};

struct program_criterion {
	const char *id, *name;
	int weight; /* all sum to 100 */
	const char *steps[SCORE_STEPS];
};

struct program_reason {
	const char *id, *name, *text; /* text for the applicant, or "" */
};

/* The decisions that carry a reason. */
enum reason_for {
	REASON_DECLINE,
	REASON_HOLD,
	REASON_REQUEST,
	REASON_WAIVE,
	REASON_OVERRIDE,
	REASON_WITHDRAW,
	REASON_LEAD_DECLINE,
	REASON_LEAD_LOST,
	REASON_SUSPEND,
	REASON_TERMINATE,
	REASONS
};

struct program_reasons {
	const struct program_reason *list;
	size_t n;
};

struct program_requirement {
	const char *id, *name;
	const char *kind;  /* "fee" "check" "application" "document" "task" */
	const char *check; /* of kind "check": its id; else NULL */
	int grace_days;
	const char *then; /* when it is lost: "suspend" "downgrade" "warn" */
	const char *const *levels; /* that need it; none: all of them */
	size_t n_levels;
};

/* Of checks that no requirement is about. */
#define GRACE_DAYS_DEFAULT 30

struct program_benefit {
	const char *id, *name;
	bool task;
};

struct program_document {
	const char *id, *name, *template;
	const char *on; /* "approval" or "activation" */
	bool sign;
};

struct program_application {
	int first_touch_days; /* business days */
	int decision_days;    /* business days */
	int information_days;
	int reapply_days;
	int approvals;
	const char *const *required; /* field names */
	size_t n_required;
	const struct program_check *checks;
	size_t n_checks;
	int approve_from, hold_from;
	const struct program_criterion *criteria;
	size_t n_criteria;
};

struct program_discount {
	const char *product;
	int64_t ppm;
};

struct program {
	const char *id, *label;         /* label is the file's `version` */
	date_days valid_from, valid_to; /* valid_to DATE_NONE: open */
	const char *name, *type, *vendor;
	const struct program_entity *entities;
	size_t n_entities;
	const char *const *includes;
	size_t n_includes;
	const char *const *coverage;
	size_t n_coverage;
	int64_t fee_minor;
	const char *fee_currency, *fee_every; /* "year" "month" "once" */
	int term_months;
	bool auto_renew;
	int notice_days;
	int review_months; /* 0: levels are not reviewed */
	const struct program_product *products;
	size_t n_products;
	const struct program_level *levels;
	size_t n_levels;
	struct program_application application;
	const struct program_requirement *requirements;
	size_t n_requirements;
	const struct program_benefit *benefits;
	size_t n_benefits;
	const struct program_document *documents;
	size_t n_documents;
	const struct program_discount *discounts;
	size_t n_discounts;
	struct program_reasons reasons[REASONS];
	struct program_leads leads;
	const struct program_commission *commission; /* NULL: none */
	struct program_payout payout;
};

/*
 * Reads and checks a parsed file. Adds every problem to `problems` and
 * returns false when there is any. `known` says whether an included program
 * exists; NULL accepts all.
 */
NODISCARD bool program_read(const struct node *root, struct arena *a,
    bool (*known)(void *arg, const char *id), void *arg,
    struct problems *problems, const struct program **ret);

/* Finds by id; NULL when there is none. */
const struct program_level *program_level(
    const struct program *p, const char *id);
const struct program_check *program_check(
    const struct program *p, const char *id);
const struct program_criterion *program_criterion(
    const struct program *p, const char *id);
const struct program_reason *program_reason(
    const struct program *p, enum reason_for why, const char *id);

/* Refuses an id that is none of the reasons for that decision, with those
 * that are; NULL and "" too. */
NODISCARD bool program_need_reason(const struct program *p, enum reason_for why,
    const char *id, struct err *err);

/* The contracting entity for a partner's country. */
const struct program_entity *program_entity(
    const struct program *p, const char *country);
const struct program_entity *program_entity_by_id(
    const struct program *p, const char *id);

/* Blocking checks at application time: how many. */
size_t program_checks_at_application(const struct program *p);

/*
 * The file again with every default filled in, as YAML that program_read()
 * accepts, ending in "...".
 */
void program_print(
    const struct program *p, const struct node *root, struct buf *out);

#endif
