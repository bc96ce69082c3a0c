/*
 * ui/partner_view.h - a partner on the screen: preview and workspace.
 *
 * The workspace is tabs of items. An item is a line with a record behind it,
 * whose operations are on the keys while it is under the cursor, and with
 * what they are to be told about it.
 */

#ifndef UI_PARTNER_VIEW_H
#define UI_PARTNER_VIEW_H

#include "query/detail.h"
#include "query/partner_record.h"
#include "ui/task.h"
#include "ui/view.h"

/* What is shown of a partner, read at one time. */
struct partner_facts {
	int64_t id;
	struct detail detail;
	struct partner_record record;
};

/* Days back that "12 months" look. */
enum { WON_DAYS = 365 };

/* Without single leads, documents, letters and remarks when `brief`. */
NODISCARD bool partner_facts_read(struct ui *ui, int64_t id, bool brief,
    struct arena *a, struct partner_facts *ret, struct err *err);

/* The text of a field, "" when it is empty. */
const char *partner_text(const struct partner_facts *f, const char *name);

/* What somebody should look at, a line each, "!" before it. */
void partner_warnings(
    struct ui *ui, const struct partner_facts *f, struct lines *out);

/* "EUR 143 000, USD 70" of the totals that `counts` accepts; "" for none. */
const char *partner_money(const struct partner_total *totals, size_t n,
    bool (*counts)(const char *stage), struct arena *a);

/* "2027-02-01, in 96d"; "2026-02-01, 3d ago"; "" for none. */
const char *partner_day(const struct ui *ui, date_days day, struct arena *a);

/* The preview of a partner in the directory. */
void partner_preview(struct ui *ui, int64_t id, struct lines *out);

#endif
