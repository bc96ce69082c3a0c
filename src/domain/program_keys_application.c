/* domain/program_keys_application.c - how applications are reviewed. */

#include "config.h"

#include <string.h>

#include "domain/application.h"
#include "domain/program_key.h"

#define DAYS_MAX 3650

/* What an application may be asked for: all its fields but those that say
 * whose it is. */
static void read_fields(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	struct program_key words = *key;
	struct buf names = BUF_INIT;

	for (size_t i = 0; i < application_fields.n; i++) {
		const char *name = application_fields.list[i].name;

		if (strcmp(name, "id") != 0 && strcmp(name, "program") != 0)
			buf_fmt(&names, "%s%s", names.len > 0 ? "|" : "", name);
	}
	words.noun = "field";
	words.choices = buf_take(&names, r->arena);
	key_words.read(r, &words, n, record);
}

static const struct key_type key_fields = { "list of fields", SHAPE_SCALARS,
	read_fields };

static const struct program_key check_keys[] = {
	{ "id", &key_id, AT(program_check, id, const char *), .required = true,
	    .help = "of the check" },
	{ "name", &key_text, AT(program_check, name, const char *),
	    .required = true, .help = "as shown" },
	{ "evidence", &key_yes_no, AT(program_check, evidence, bool),
	    .fallback = "no",
	    .help = "whether it passes only with evidence on file" },
	{ "when", &key_choice, AT(program_check, when, enum check_when),
	    .choices = "application|activation", .fallback = "application",
	    .help = "what it blocks: the approval or the move to active" },
	{ "recheck_days", &key_number, AT(program_check, recheck_days, int),
	    .min = 0, .max = DAYS_MAX, .fallback = "0",
	    .help = "when it must be done again; 0 never" },
};

static const struct program_section check_section =
    SECTION(check_keys, program_check, NULL);

static const struct program_key criterion_keys[] = {
	{ "id", &key_id, AT(program_criterion, id, const char *),
	    .required = true, .help = "of the criterion" },
	{ "name", &key_text, AT(program_criterion, name, const char *),
	    .required = true, .help = "as shown" },
	{ "weight", &key_number, AT(program_criterion, weight, int),
	    .required = true, .min = 1, .max = 100,
	    .help = "its share of the score; all add up to 100" },
	{ "steps", &key_steps, (offsetof(struct program_criterion, steps)), 0,
	    .required = true,
	    .help = "what the scores 0 to 4 mean: five texts, worst first" },
};

static const struct program_section criterion_section =
    SECTION(criterion_keys, program_criterion, NULL);

static const struct program_key scorecard_keys[] = {
	{ "approve_from", &key_number,
	    AT(program_application, approve_from, int), .min = 0, .max = 100,
	    .fallback = "65", .help = "the score that advises approval" },
	{ "hold_from", &key_number, AT(program_application, hold_from, int),
	    .min = 0, .max = 100, .fallback = "50",
	    .help = "the score that advises a hold rather than a decline" },
	{ "criteria", &key_list,
	    LIST_AT(program_application, criteria,
		const struct program_criterion *, n_criteria),
	    &criterion_section, .fallback = "", .max = 20,
	    .help = "what is scored" },
};

static void check_scorecard(
    struct program_reader *r, const struct node *map, void *record)
{
	const struct program_application *a = record;
	const struct node *criteria = node_get(map, "criteria");
	const struct node *hold = node_get(map, "hold_from");
	int sum = 0;

	if (hold == NULL)
		hold = node_get(map, "approve_from");
	if (a->approve_from >= 0 && a->hold_from > a->approve_from &&
	    hold != NULL)
		PROBLEM(r, hold,
		    "`hold_from` (%d) is above `approve_from` (%d)",
		    a->hold_from, a->approve_from);
	for (size_t i = 0; i < a->n_criteria; i++) {
		if (a->criteria[i].weight < 1)
			return; /* said so already */
		sum += a->criteria[i].weight;
	}
	if (sum != 100 && a->n_criteria > 0)
		PROBLEM(r, criteria, "the weights add up to %d, not 100", sum);
}

static const struct program_section scorecard_section =
    SECTION(scorecard_keys, program_application, check_scorecard);

static const struct program_key application_keys[] = {
	{ "first_touch_days", &key_number,
	    AT(program_application, first_touch_days, int), .min = 1,
	    .max = DAYS_MAX, .fallback = "2",
	    .help = "business days to the first claim, check, score or "
		    "request" },
	{ "decision_days", &key_number,
	    AT(program_application, decision_days, int), .min = 1,
	    .max = DAYS_MAX, .fallback = "10",
	    .help = "business days to the decision" },
	{ "information_days", &key_number,
	    AT(program_application, information_days, int), .min = 1,
	    .max = DAYS_MAX, .fallback = "30",
	    .help = "after which an unanswered request expires" },
	{ "reapply_days", &key_number,
	    AT(program_application, reapply_days, int), .min = 0,
	    .max = DAYS_MAX, .fallback = "180",
	    .help = "after a decline, before the next application" },
	{ "approvals", &key_number, AT(program_application, approvals, int),
	    .min = 1, .max = 5, .fallback = "1",
	    .help = "how many people must approve; 2 is four eyes" },
	{ "required", &key_fields,
	    LIST_AT(
		program_application, required, const char *const *, n_required),
	    .fallback = "company, country, contact_name, contact_email",
	    .help = "fields that an application must have" },
	{ "checks", &key_list,
	    LIST_AT(program_application, checks, const struct program_check *,
		n_checks),
	    &check_section, .fallback = "", .max = 40,
	    .help = "what blocks: one failed check and approval is refused" },
	{ "scorecard", &key_map, 0, 0, &scorecard_section,
	    .help = "what advises" },
};

const struct program_section program_application_section =
    SECTION(application_keys, program_application, NULL);
