/*
 * domain/lead_operation.h - the operations on leads; private to
 * domain/lead*.c. Others find them in operations[].
 */

#ifndef DOMAIN_LEAD_OPERATION_H
#define DOMAIN_LEAD_OPERATION_H

#include "domain/lead_row.h"

NODISCARD bool lead_add(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_edit_operation(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_load(struct session *s, int64_t id, void *params,
    struct arena *a, struct err *err);
NODISCARD bool lead_accept(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_decline(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_withdraw(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_extend(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_choose(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_advance(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_back(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_win(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_lose(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_reopen(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_correct(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_note(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_activity(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_next(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_owner(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_undo(struct session *s, struct call *call, struct err *err);
NODISCARD bool lead_expire(
    struct session *s, struct call *call, struct err *err);

/*
 * Ends it in that stage: gives up what it holds, which moves the queue up,
 * and leaves the queue that it waits in. *ret_said goes behind the sentence.
 */
NODISCARD bool lead_close(struct lead_edit *e, enum lead_state to,
    const char *reason, date_days on, const char **ret_said, struct err *err);

#endif
