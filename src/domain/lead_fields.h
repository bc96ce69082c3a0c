/*
 * domain/lead_fields.h - the fields of the operations' params; private to
 * domain/lead*.c. Others find them in the operations.
 */

#ifndef DOMAIN_LEAD_FIELDS_H
#define DOMAIN_LEAD_FIELDS_H

#include "domain/lead.h"

extern const struct fields lead_form_fields;
extern const struct fields lead_decline_fields;
extern const struct fields lead_lose_fields;
extern const struct fields lead_withdraw_fields;
extern const struct fields lead_note_fields;
extern const struct fields lead_advance_fields;
extern const struct fields lead_win_fields;
extern const struct fields lead_correct_fields;
extern const struct fields lead_extend_fields;
extern const struct fields lead_reopen_fields;
extern const struct fields lead_activity_fields;
extern const struct fields lead_next_fields;
extern const struct fields lead_owner_fields;
extern const struct fields lead_choose_fields;

#endif
