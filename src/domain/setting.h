/*
 * domain/setting.h - what a person has set for the screens.
 *
 * A setting is a text under a name. It is no business data: it has no
 * history and is not undone.
 */

#ifndef DOMAIN_SETTING_H
#define DOMAIN_SETTING_H

#include "domain/session.h"

/* The user's setting, else the one for all, else "". */
NODISCARD bool setting_get(struct session *s, const char *name, struct arena *a,
    const char **ret, struct err *err);

/* Keeps the user's setting; "" goes back to the one for all. */
NODISCARD bool setting_put(
    struct session *s, const char *name, const char *value, struct err *err);

#endif
