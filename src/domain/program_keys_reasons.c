/*
 * domain/program_keys_reasons.c - reasons for decisions, and those that a
 * program has when it gives none of its own.
 */

#include "config.h"

#include "domain/program_key.h"

/* id | name | what the applicant reads; the order gives them their digits. */
static const char DECLINE[] =
    "no_presence|No market presence|We could not find enough of a presence "
    "in your market to work together at this time.\n"
    "no_skills|Skills not shown|The application does not yet show the "
    "technical skills that the program asks for. You are welcome to apply "
    "again once you can show them.\n"
    "no_selling|Selling not shown|The application does not yet show "
    "experience in selling comparable products or services.\n"
    "no_alignment|Strategies do not match|Your business and our strategy do "
    "not match closely enough at this time.\n"
    "not_verified|Details not verified|We could not verify the details of "
    "your company.\n"
    "screening|Denied-party screening|We are not able to enter into an "
    "agreement with your company.\n"
    "conflict|Conflict of interest|We see a conflict with existing "
    "commitments that we cannot resolve.\n"
    "duplicate|Applied or enrolled already|There is an application or a "
    "partnership of your company already; we continue with that one.\n"
    "other|Other|After careful review we have decided not to proceed with "
    "your application at this time.";

static const char HOLD[] =
    "waiting_inside|Waits for a colleague|Your application is being reviewed "
    "by a colleague; we will come back to you.\n"
    "waiting_legal|Waits for legal or compliance|Your application is with "
    "our legal team; we will come back to you.\n"
    "capacity|No capacity for on-boarding|We cannot take on further partners "
    "in your area for now and keep your application on file.\n"
    "applicant_asked|The applicant asked for it|As you asked, we continue "
    "with your application later.\n"
    "other|Other|Your application is on hold; we will come back to you.";

static const char REQUEST[] =
    "company_details|Company details|Please send us your company's "
    "registration number and registered address.\n"
    "references|References|Please name two customers that we may contact "
    "about your work.\n"
    "certificates|Certificates|Please send us the certificates of your "
    "technical staff.\n"
    "ownership|Owners|Please tell us who owns and who directs your company.\n"
    "plan|Business plan|Please tell us which customers you mean to address "
    "and what you expect in the first year.\n"
    "other|Other|Please send us the information named below.";

static const char WAIVE[] = "known_partner|Known from an earlier partnership|\n"
			    "not_applicable|Does not apply here|\n"
			    "checked_elsewhere|Checked elsewhere|\n"
			    "other|Other|";

static const char OVERRIDE[] =
    "strategic|Strategic interest|\n"
    "regional_need|No other partner in the region|\n"
    "known_company|Known company|\n"
    "score_incomplete|The score misses what counts|\n"
    "other|Other|";

static const char WITHDRAW[] =
    "applicant|The applicant withdrew|As you asked, your application is "
    "withdrawn. You are welcome to apply again.\n"
    "no_interest|No longer interested|Your application is closed as you are "
    "no longer interested. You are welcome to apply again.\n"
    "mistake|Submitted by mistake|Your application is withdrawn as it was "
    "submitted by mistake.\n"
    "other|Other|Your application is withdrawn.";

static const char LEAD_DECLINE[] =
    "existing_customer|Existing customer|The company is a customer of ours "
    "already.\n"
    "house_account|In contact already|We have been in contact with the "
    "company about this before.\n"
    "registered|Registered by another partner|The company is registered by "
    "another partner.\n"
    "incomplete|Information is missing|The lead misses information that we "
    "need to accept it.\n"
    "no_need|No need confirmed|The company has not confirmed a need.\n"
    "not_eligible|Not eligible|The lead does not meet the terms of the "
    "program.\n"
    "other|Other|We cannot accept this lead.";

static const char LEAD_LOST[] = "price|Price|\n"
				"competitor|A competitor won|\n"
				"no_budget|No budget|\n"
				"no_decision|No decision|\n"
				"no_fit|Does not fit the need|\n"
				"no_contact|No answer|\n"
				"not_given|Not given|\n"
				"other|Other|";

static const char SUSPEND[] =
    "requirement|A requirement is not met|Your partnership is suspended as a "
    "requirement of the program is not met any longer.\n"
    "fee|The fee is not paid|Your partnership is suspended as the program "
    "fee is not paid.\n"
    "conduct|Breach of the agreement|Your partnership is suspended while we "
    "look into how the agreement was kept.\n"
    "screening|Denied-party screening|Your partnership is suspended while we "
    "complete our checks.\n"
    "no_answer|Not to be reached|Your partnership is suspended as we cannot "
    "reach you.\n"
    "asked|The partner asked for it|As you asked, your partnership is "
    "suspended.\n"
    "other|Other|Your partnership is suspended.";

static const char TERMINATE[] =
    "partner_notice|Notice by the partner|As you asked, your partnership "
    "ends.\n"
    "vendor_notice|Notice by the vendor|We end the partnership as announced.\n"
    "breach|Breach of the agreement|We end the partnership for breach of the "
    "agreement.\n"
    "requirement|A requirement is not met|We end the partnership as a "
    "requirement of the program is not met.\n"
    "inactive|No activity|We end the partnership as there was no activity.\n"
    "closed|Out of business or merged|The partnership ends with the "
    "company.\n"
    "program_ended|The program ended|The partnership ends with the "
    "program.\n"
    "other|Other|The partnership ends.";

static const struct program_key reason_keys[] = {
	{ "id", &key_id, AT(program_reason, id, const char *), .required = true,
	    .help = "of the reason" },
	{ "name", &key_text, AT(program_reason, name, const char *),
	    .required = true, .help = "for inside" },
	{ "text", &key_note, AT(program_reason, text, const char *),
	    .fallback = "", .help = "for the applicant or partner" },
};

static const struct program_section reason_section =
    SECTION(reason_keys, program_reason, NULL);

/* Ten reasons have a digit: 1 to 9, and 0. */
#define REASON(name, of, shipped, help_)                                       \
	{                                                                      \
		name, &key_list,                                               \
		    offsetof(struct program, reasons) +                        \
		    (of) * sizeof(struct program_reasons) +                    \
		    offsetof(struct program_reasons, list),                    \
		    offsetof(struct program, reasons) +                        \
		    (of) * sizeof(struct program_reasons) +                    \
		    offsetof(struct program_reasons, n),                       \
		    &reason_section, .fallback = shipped, .min = 1, .max = 10, \
				     .follows = "a list of its own",           \
				     .help = (help_)                           \
	}

static const struct program_key reasons_keys[] = {
	REASON("decline", REASON_DECLINE, DECLINE, "to decline an application"),
	REASON("hold", REASON_HOLD, HOLD, "to put one on hold"),
	REASON("request", REASON_REQUEST, REQUEST, "to ask for information"),
	REASON("waive", REASON_WAIVE, WAIVE, "to waive a check"),
	REASON("override", REASON_OVERRIDE, OVERRIDE,
	    "to decide against the score"),
	REASON("withdraw", REASON_WITHDRAW, WITHDRAW,
	    "to withdraw an application"),
	REASON("lead_decline", REASON_LEAD_DECLINE, LEAD_DECLINE,
	    "to decline a lead"),
	REASON("lead_lost", REASON_LEAD_LOST, LEAD_LOST, "why a lead was lost"),
	REASON("suspend", REASON_SUSPEND, SUSPEND, "to suspend an enrollment"),
	REASON("terminate", REASON_TERMINATE, TERMINATE,
	    "to end one, and to give notice"),
};

const struct program_section program_reasons_section =
    SECTION(reasons_keys, program, NULL);
