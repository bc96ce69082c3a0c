/*
 * ui/partner_items.h - making the items of a partner's tabs; for
 * ui/partner_items.c and ui/partner_papers.c.
 */

#ifndef UI_PARTNER_ITEMS_H
#define UI_PARTNER_ITEMS_H

#include "ui/partner_view.h"

/* What is being listed. */
struct listing {
	struct ui *ui;
	struct arena *arena;
	const struct partner_facts *facts;
	struct partner_items *items;
};

/* Adds an item; what it is about is empty. */
struct partner_item *item_add(
    struct listing *l, enum partner_kind kind, const char *text);

/* Adds "Title       value" to what it is about, unless there is no value. */
void item_tell(struct buf *b, const char *title, const char *value);

/* "2026-03-01, in 4d"; "2026-03-01 10:20"; "ana, 2026-03-01"; "" for none. */
const char *item_day(const struct listing *l, date_days d);
const char *item_moment(const struct listing *l, int64_t at);
const char *item_by(const struct listing *l, const char *who, const char *when);

/* Pairs of names and texts for a form; n counts both, and NULL. */
const char *const *item_pairs(
    const struct listing *l, const char *const *pairs, size_t n);
#define PAIRS(l, ...)                                               \
	item_pairs((l), (const char *const[]){ __VA_ARGS__, NULL }, \
	    sizeof((const char *const[]){ __VA_ARGS__, NULL }) /    \
		sizeof(const char *))

/* The tabs of documents, of payment details and of history. */
NODISCARD bool list_payment(struct listing *l, struct err *err);
NODISCARD bool list_documents(struct listing *l, struct err *err);
NODISCARD bool list_history(struct listing *l, struct err *err);

#endif
