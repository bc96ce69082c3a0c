/* domain/program_keys_leads.c - the terms of referral leads. */

#include "config.h"

#include "domain/program_key.h"

#define DAYS_MAX 3650

/* What a lead may be asked for. */
static const char FIELD_NAMES[] =
    "customer|country|domain|tax_id|contact_name|contact_email|product|value|"
    "currency|expected_close|consent|note";

static const struct program_key stage_keys[][2] = {
#define STAGE(title, likely)                                                  \
	{                                                                     \
		{ "name", &key_text, AT(program_stage, name, const char *),   \
			.fallback = (title), .max = 40, .help = "as shown" }, \
		    { "probability", &key_rate,                               \
			    AT(program_stage, ppm, int64_t),                  \
			    .fallback = (likely),                             \
			    .help = "how likely such a lead is won" },        \
	}
	STAGE("Submitted", "10%"),
	STAGE("Accepted", "20%"),
	STAGE("Qualified", "30%"),
	STAGE("Proposal", "60%"),
#undef STAGE
};

static const struct program_section stage_sections[PROGRAM_STAGES] = {
	SECTION(stage_keys[STAGE_SUBMITTED], program_stage, NULL),
	SECTION(stage_keys[STAGE_ACCEPTED], program_stage, NULL),
	SECTION(stage_keys[STAGE_QUALIFIED], program_stage, NULL),
	SECTION(stage_keys[STAGE_PROPOSAL], program_stage, NULL),
};

#define STAGE(name, of, help_)                               \
	{                                                    \
		name, &key_map,                              \
		    offsetof(struct program_leads, stages) + \
		    (of) * sizeof(struct program_stage),     \
		    0, &stage_sections[of], .help = (help_)  \
	}

static const struct program_key stages_keys[] = {
	STAGE("submitted", STAGE_SUBMITTED, "leads that wait for a decision"),
	STAGE("accepted", STAGE_ACCEPTED, "leads that are registered"),
	STAGE("qualified", STAGE_QUALIFIED, "leads whose need is confirmed"),
	STAGE("proposal", STAGE_PROPOSAL, "leads with an offer"),
};

static const struct program_section stages_section =
    SECTION(stages_keys, program_leads, NULL);

static const struct program_key leads_keys[] = {
	{ "decision_days", &key_number, AT(program_leads, decision_days, int),
	    .min = 1, .max = DAYS_MAX, .fallback = "3",
	    .help = "business days to accept or decline a lead" },
	{ "protection_days", &key_number,
	    AT(program_leads, protection_days, int), .min = 1, .max = DAYS_MAX,
	    .fallback = "90", .help = "how long a registration holds" },
	{ "protection_from", &key_choice,
	    AT(program_leads, protection_from, enum protection_from),
	    .choices = "acceptance|submission", .fallback = "acceptance",
	    .help = "what it counts from" },
	{ "extension_days", &key_number, AT(program_leads, extension_days, int),
	    .min = 0, .max = DAYS_MAX, .fallback = "60",
	    .help = "what an extension adds" },
	{ "extensions", &key_number, AT(program_leads, extensions, int),
	    .min = 0, .max = 9, .fallback = "1",
	    .help = "how many, with proof" },
	{ "hard_stop_days", &key_number, AT(program_leads, hard_stop_days, int),
	    .min = 0, .max = DAYS_MAX, .fallback = "180",
	    .help = "when a registration ends whatever happened; 0 never" },
	{ "open_cap", &key_number, AT(program_leads, open_cap, int), .min = 0,
	    .max = 100000, .fallback = "25",
	    .help = "open leads that one partner may have; 0 any number" },
	{ "required", &key_words,
	    LIST_AT(program_leads, required, const char *const *, n_required),
	    .choices = FIELD_NAMES, .noun = "field",
	    .fallback = "customer, country, domain, contact_name, "
			"contact_email, product, value, expected_close, "
			"consent",
	    .help = "fields that a lead must have" },
	{ "stages", &key_map, 0, 0, &stages_section,
	    .help = "names and probabilities of the open stages" },
};

static void check_leads(
    struct program_reader *r, const struct node *map, void *record)
{
	const struct program_leads *l = record;
	const struct node *n = node_get(map, "hard_stop_days");

	if (n == NULL)
		n = node_get(map, "protection_days");
	if (n != NULL && l->hard_stop_days > 0 &&
	    l->hard_stop_days < l->protection_days)
		PROBLEM(r, n,
		    "`hard_stop_days` (%d) is less than `protection_days` "
		    "(%d)",
		    l->hard_stop_days, l->protection_days);
}

const struct program_section program_leads_section =
    SECTION(leads_keys, program_leads, check_leads);
