/*
 * ui/money_views.h - sales, commissions, statements and payouts as lists and
 * as records.
 */

#ifndef UI_MONEY_VIEWS_H
#define UI_MONEY_VIEWS_H

#include "ui/list_view.h"

/*
 * Opens the list of a noun ("sale", "commission", "statement", "payout") over
 * the present screen, with that filter; "" is all.
 */
void money_list_open(struct ui *ui, const char *noun, const char *filter);

/*
 * Commands of everywhere: the lists. Where a partner, a lead or a customer is
 * open, only theirs.
 */
void sales_show(struct ui *ui, struct view *v);
void commissions_show(struct ui *ui, struct view *v);
void statements_show(struct ui *ui, struct view *v);
void payouts_show(struct ui *ui, struct view *v);

/* One record as a text; false when the noun is none of these. */
bool money_show(struct ui *ui, const char *noun, int64_t id);

/* ---- money_record.c ------------------------------------------------------ */

/* The preview, and one line of it. */
void money_preview(
    struct ui *ui, const char *noun, int64_t id, struct lines *out);
const char *money_brief(
    const struct list *list, const struct row *row, struct arena *a);

/* The commands of lists and records. */
void money_behind(struct ui *ui, struct view *v);

extern const struct view_kind sale_list_kind, commission_list_kind,
    statement_list_kind, payout_list_kind, sale_kind, commission_kind,
    statement_kind, payout_kind;

#endif
