/* domain/program_leads.h - a program's rules for referral leads. */

#ifndef DOMAIN_PROGRAM_LEADS_H
#define DOMAIN_PROGRAM_LEADS_H

#include <stddef.h>
#include <stdint.h>

enum protection_from { PROTECTION_ACCEPTANCE, PROTECTION_SUBMISSION };

/* The open stages that a program may name and weigh. */
enum program_stage_of {
	STAGE_SUBMITTED,
	STAGE_ACCEPTED,
	STAGE_QUALIFIED,
	STAGE_PROPOSAL,
	PROGRAM_STAGES
};

struct program_stage {
	const char *name;
	int64_t ppm; /* how likely it is won, in millionths */
};

struct program_leads {
	int decision_days; /* business days */
	int protection_days;
	enum protection_from protection_from;
	int extension_days;
	int extensions;              /* how often a registration may be */
	int hard_stop_days;          /* 0 none */
	int open_cap;                /* open leads of one partner; 0 none */
	const char *const *required; /* field names */
	size_t n_required;
	struct program_stage stages[PROGRAM_STAGES];
};

#endif
