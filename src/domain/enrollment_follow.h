/*
 * domain/enrollment_follow.h - what follows from an enrollment's rows;
 * private to domain/enrollment*.c.
 */

#ifndef DOMAIN_ENROLLMENT_FOLLOW_H
#define DOMAIN_ENROLLMENT_FOLLOW_H

#include "domain/enrollment_row.h"

/* The requirements of a program and level with the states that an
 * enrollment has them in. */
NODISCARD bool requirements_read(struct session *s, int64_t enrollment,
    const struct program *p, const char *level, struct arena *a,
    struct enrollment_requirements *ret, struct err *err);

/* Reads what the operation has written and writes its standing, its next
 * dates and its partner's status. */
NODISCARD bool enrollment_settle(struct enrollment_edit *e, struct err *err);

#endif
