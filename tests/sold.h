/*
 * tests/sold.h - partners enrolled in a program, who sell.
 *
 * Each test opens a world of its own with the programs that it needs; the
 * partners 1 Acme, 2 Bolt and 3 Cord are in none. The clock stands at
 * 2026-06-30 and sales are recorded by fay, who is of finance.
 */

#ifndef TESTS_SOLD_H
#define TESTS_SOLD_H

#include "base/money.h"
#include "domain/sale_rate.h"
#include "tests/desk.h"

/* A program file: id, version, and its commission section, "" for none. */
#define PROGRAM(id, version, more, commission)                          \
	"accord: 1\nprogram: " id "\nversion: " version "\n"            \
	"valid_from: 2025-01-01\nname: " id "\ntype: reseller\n"        \
	"vendor: Example Vendor\n" more                                 \
	"entities:\n  - {id: eu, name: Example Europe, currency: EUR,"  \
	" countries: [default], timezone: Europe/Madrid}\n"             \
	"products:\n  - {id: a, name: A}\n  - {id: a.b, name: B}\n"     \
	"  - {id: s, name: S}\nlevels:\n  - {id: basic, name: Basic}\n" \
	"  - {id: gold, name: Gold}\n" commission "...\n"

struct sold {
	struct desk desk;
	struct session *fay, *finn; /* both finance */
	struct err err;             /* of what failed last */
};

bool sold_open(struct sold *w, const char *const *programs, size_t n);
void sold_close(struct sold *w);

/* Sets the clock of all sessions. */
void sold_at(struct sold *w, const char *day);

/* Enrolls a partner from that day on; 0 and a comment on failure. `ended`
 * may be NULL. */
int64_t sold_enroll(struct sold *w, int64_t partner, const char *version,
    const char *level, const char *status, const char *from, const char *ended);

/* Another version or level from a day on: "referral@2026-02". */
bool sold_term(struct sold *w, int64_t enrollment, const char *version,
    const char *level, const char *from);

/* A lead of the customer "Wing", accepted and won on those days; `won`
 * NULL: still qualified. */
int64_t sold_lead(struct sold *w, int64_t partner, int64_t enrollment,
    const char *accepted, const char *won);

/* An operation of fay's on sales; the record, or 0 with w->err. */
int64_t sold_op(
    struct sold *w, const char *verb, int64_t id, const char *const *params);
#define SOLD(w, verb, id, ...) \
	sold_op((w), (verb), (id), (const char *const[]){ __VA_ARGS__, NULL })

/* A sale of partner 1 of product "a" in EUR to "Wing": "100.00", a day. */
int64_t sold(struct sold *w, const char *amount, const char *day);

/* Commission of the sale with its steps and refunds, minor units, and where
 * it stands: account "" for all, "accrued", or a state of tranches. */
int64_t sold_sum(struct sold *w, int64_t sale, const char *account);

/* The lines of the sale and its refunds: "1:1000 1:-200". */
const char *sold_lines(struct sold *w, int64_t sale);

/* Tranches, by id: "333 earned 2026-03-01..2026-03-31". */
const char *sold_tranches(struct sold *w, int64_t sale);

/* Moves every tranche that is earned to paid out, on that day. */
bool sold_pay_out(struct sold *w, const char *day);

/* One column of the sale as text. */
const char *sold_get(struct sold *w, int64_t sale, const char *column);

/*
 * NULL when the books hold: per currency expense and the other accounts sum
 * to nothing, ledger_month is the sum of the postings, the accounts are what
 * the rows say, accruals are what the sales say, and each sale computed again
 * gives its line. Else what does not.
 */
const char *sold_flaw(struct sold *w);

#endif
