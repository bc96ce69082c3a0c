/* tests/ledger_books.h - the ledger of a desk, held against the model. */

#ifndef TESTS_LEDGER_BOOKS_H
#define TESTS_LEDGER_BOOKS_H

#include "tests/desk.h"
#include "tests/ledger_model.h"

struct books {
	struct desk *desk;
	const struct model *model;
	const int64_t *partners; /* their ids */
};

extern const char *const books_currencies[MODEL_CURRENCIES];

/* Accounts at the end of a day, and the statements; says what differs. */
bool books_agree(const struct books *k, date_days on);

/* Entries balance by currency, and the roll-ups are what was posted. */
bool books_hold(const struct books *k);

#endif
