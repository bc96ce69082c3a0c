/*
 * domain/application_fields.h - the fields of the operations' params;
 * private to domain/application*.c. Others find them in the operations.
 */

#ifndef DOMAIN_APPLICATION_FIELDS_H
#define DOMAIN_APPLICATION_FIELDS_H

#include "domain/application.h"

extern const struct fields application_check_fields;
extern const struct fields application_evidence_fields;
extern const struct fields application_score_fields;
extern const struct fields application_decline_fields;
extern const struct fields application_hold_fields;
extern const struct fields application_request_fields;
extern const struct fields application_note_fields;
extern const struct fields application_answer_fields;
extern const struct fields application_approve_fields;
extern const struct fields application_owner_fields;

#endif
