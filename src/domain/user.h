/*
 * domain/user.h - the people who may sign in, and their roles.
 *
 * Each needs the role administrator, is audited, and takes effect with the
 * next save of the person concerned.
 */

#ifndef DOMAIN_USER_H
#define DOMAIN_USER_H

#include "domain/session.h"

/* Adds an active user with one role; a name is [a-z][a-z0-9._-]*. */
NODISCARD bool user_add(
    struct session *s, const char *name, const char *role, struct err *err);

/* Gives a role, or takes it. An administrator has no other role. */
NODISCARD bool user_role(struct session *s, const char *name, const char *role,
    bool give, struct err *err);

/* A disabled user can do nothing; what they did stays. */
NODISCARD bool user_enable(
    struct session *s, const char *name, bool enable, struct err *err);

/* "viewer, reviewer, ..." for messages. */
#define USER_ROLES "viewer, reviewer, partner_manager, finance, administrator"

#endif
