/*
 * domain/template.h - texts with {{fields}} that are filled in, in one pass.
 *
 * A field is its name in double braces: {{company}}. A brace pair that is
 * meant as such is written twice: "{{{{" gives "{{". What a field gives is
 * never looked at again, so a company may call itself {{fee}}.
 */

#ifndef DOMAIN_TEMPLATE_H
#define DOMAIN_TEMPLATE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/problem.h"

/* Appends the body with its fields filled in. `value` gives a field's text,
 * or NULL for one that it does not know: an error that names the line. */
NODISCARD bool template_expand(const char *body,
    const char *(*value)(void *arg, const char *name), void *arg,
    struct buf *out, struct err *err);

/* Adds a problem for each mistake: braces without an end, a name that is
 * none of the `n` names. */
void template_check(const char *body, const char *const *names, size_t n,
    struct problems *problems);

#endif
