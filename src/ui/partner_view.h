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

/* ---- the workspace ----------------------------------------------------- */

enum partner_tab {
	PARTNER_ENROLLMENTS,
	PARTNER_REQUIREMENTS,
	PARTNER_BENEFITS,
	PARTNER_CONTACTS,
	PARTNER_LEADS,
	PARTNER_DOCUMENTS,
	PARTNER_PAYMENT,
	PARTNER_HISTORY,
	PARTNER_TABS
};

enum partner_kind {
	ITEM_TITLE, /* over others; the cursor passes it by */
	ITEM_FACT,  /* nothing can be done with it */
	ITEM_ENROLLMENT,
	ITEM_REQUIREMENT,
	ITEM_BENEFIT,
	ITEM_CONTACT,
	ITEM_CERTIFICATE,
	ITEM_LEAD,
	ITEM_DOCUMENT,
	ITEM_LETTER,
	ITEM_BANK,
	ITEM_TAX,
	ITEM_KINDS
};

struct partner_item {
	enum partner_kind kind;
	int64_t record;   /* whose operations are on the keys */
	int64_t row;      /* what Enter opens: a document, letter ...; or 0 */
	const char *name; /* what operations call it: "annual_fee" */
	/* The digest of what it says, for operations that ask; or NULL. */
	const char *shown;
	char mark; /* 'x' '!' '.' ' '; 0: none */
	enum role role;
	const char *text, *right;
	const char *about; /* lines about it */
	/* What a form that changes it begins with: pairs of the names of
	 * params and texts, then NULL; or NULL. */
	const char *const *now;
};

struct partner_items {
	struct partner_item *list;
	size_t n, size;
};

struct partner_view {
	struct view view;
	int64_t id;
	struct arena arena; /* of what was read */
	struct partner_facts facts;
	bool read;
	enum partner_tab tab;
	struct arena items_arena;
	struct partner_items items; /* of the tab */
	size_t at, about;           /* the item; and the one told about */
	size_t kept[PARTNER_TABS];  /* where the cursor was */
	int top;                    /* of the items */
	int about_top;
};

extern const char *const partner_tabs[PARTNER_TABS];

/* The items of the present tab, partner_items.c. */
NODISCARD bool partner_items_read(
    struct ui *ui, struct partner_view *v, struct err *err);

/* The item under the cursor, or NULL. */
const struct partner_item *partner_item(const struct partner_view *v);

void partner_draw(struct ui *ui, struct view *v, struct surface *s);

void partner_open(struct ui *ui, int64_t id);

/*
 * Begins an operation of an enrollment for its partner: on the only one it
 * is offered for, else a menu asks which. On the marked rows of a directory
 * when `partner` is 0.
 */
void partner_begin(struct ui *ui, const struct operation *op, int64_t partner);

/* Nouns whose operations a partner's screens offer besides its own. */
extern const char *const partner_also[];

#endif
