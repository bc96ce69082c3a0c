/*
 * domain/lead_operation.h - the operations on leads; private to
 * domain/lead*.c. Others find them in operations[].
 */

#ifndef DOMAIN_LEAD_OPERATION_H
#define DOMAIN_LEAD_OPERATION_H

#include "domain/lead_row.h"

NODISCARD bool lead_note(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_activity(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_next(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_owner(
    struct session *s, struct call *call, struct err *err);

#endif
