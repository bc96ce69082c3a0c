/* domain/letter_text.h - a template filled in; private to domain/letter*.c. */

#ifndef DOMAIN_LETTER_TEXT_H
#define DOMAIN_LETTER_TEXT_H

#include "base/date.h"
#include "base/text.h"
#include "domain/letter.h"

struct letter_text {
	const char *subject; /* one line */
	const char *body;    /* ends in one newline */
	const char *html;    /* "": there is no template for it */
};

/* Fills in the template's body and that of its HTML, which may be NULL. */
NODISCARD bool letter_expand(const struct letter *l, const char *body,
    const char *html, date_days today, struct arena *a, struct letter_text *ret,
    struct err *err);

#endif
