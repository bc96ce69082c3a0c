/* ui/demo.h - a sample year of a vendor's business, to try things on. */

#ifndef UI_DEMO_H
#define UI_DEMO_H

#include "domain/session.h"

/*
 * Fills a new database through the same import and operations as people use:
 * applications in every state, partners with contacts, documents and
 * certificates from prospective to terminated, customers, leads. Days are
 * counted back from the session's today.
 */
NODISCARD bool demo_fill(struct session *s, struct err *err);

#endif
