/*
 * tests/stated.h - partners with lines to be stated and paid.
 *
 * Program "quarterly" pays from 100.00 EUR, 100.00 USD and 10000 JPY on, and
 * needs bank details and a tax form; "monthly" pays from 50.00 on, earlier,
 * needs nothing and gives longer to dispute; "lapsing" lets a carried
 * balance lapse after six months. The partners 1 Acme, 2 Bolt and 3 Cord
 * are in no program.
 */

#ifndef TESTS_STATED_H
#define TESTS_STATED_H

#include "base/money.h"
#include "tests/desk.h"

struct stated {
	struct desk desk;
	struct session *fay, *finn; /* both finance */
	struct err err;             /* of what failed last */
};

bool stated_open(struct stated *w);
void stated_close(struct stated *w);

/* Sets the clock of all sessions. */
void stated_at(struct stated *w, const char *day);

/*
 * Something earned by a partner on a day ("2026-02-10"), minor units, held
 * for no time; approved unless it says so. Gives the commission, or 0.
 */
int64_t stated_line(struct stated *w, int64_t partner, const char *program,
    const char *currency, int64_t amount, const char *day);
int64_t stated_earned(struct stated *w, int64_t partner, const char *program,
    const char *currency, int64_t amount, const char *day);

/* An operation of fay's; its sentence, or its complaint. */
const char *stated_do(struct stated *w, struct session *s, const char *noun,
    const char *verb, int64_t id, const char *const *params);
#define DO(w, s, noun, verb, id, ...)             \
	stated_do((w), (s), (noun), (verb), (id), \
	    (const char *const[]){ __VA_ARGS__, NULL })

/* "closed 0 + 12000 = 12000 - 0, carried 0" of a partner's statement of the
 * period that ends on that day; "none". */
const char *stated_text(
    struct stated *w, int64_t partner, const char *currency, const char *to);

/* Its id, or 0. */
int64_t stated_id(
    struct stated *w, int64_t partner, const char *currency, const char *to);

/* Details that are in force: kind "bank" with an IBAN, or "tax". */
bool stated_detail(struct stated *w, int64_t partner, const char *kind,
    const char *currency, int64_t withholding, const char *valid_to);

/* What stands in an account of the ledger, in minor units. */
int64_t stated_books(struct stated *w, const char *account);

#endif
