/*
 * domain/statement_operation.h - what the operations of statements do;
 * private to domain/statement*.c.
 */

#ifndef DOMAIN_STATEMENT_OPERATION_H
#define DOMAIN_STATEMENT_OPERATION_H

#include "domain/statement.h"

NODISCARD bool statement_close(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool statement_dispute(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool statement_resolve(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool statement_send(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool statement_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool statement_undo(
    struct session *s, struct call *call, struct err *err);

#endif
