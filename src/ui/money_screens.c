/* ui/money_screens.c - sales, commissions, statements, payouts as lists. */

#include "config.h"

#include <string.h>

#include "domain/lifecycle.h"
#include "ui/desk_view.h"
#include "ui/money_views.h"
#include "ui/show.h"

/* ---- cells --------------------------------------------------------------- */

static const struct lifecycle *lifecycle_of(const char *noun)
{
	for (size_t i = 0; lifecycles[i] != NULL; i++)
		if (strcmp(lifecycles[i]->noun, noun) == 0)
			return lifecycles[i];
	return NULL;
}

/* States that somebody has to do something about. */
static bool is_stuck(const char *status)
{
	return strcmp(status, "held") == 0 || strcmp(status, "disputed") == 0;
}

/* A balance of nothing is no number to read; an amount of nothing is. */
static bool is_balance(const struct column *c)
{
	static const char *const names[] = { "accrued", "earned", "held",
		"approved", "paid", "opening", "carried", "withheld",
		"refunded" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(c->name, names[i]) == 0)
			return true;
	return false;
}

static const char *money_cell(struct ui *ui, const struct row *row,
    const struct column *c, size_t i, enum role *role, struct arena *a UNUSED)
{
	const struct list_view *l = list_view_of(ui);
	const struct lifecycle *lc;
	struct value v = row->cells[i];

	if (v.type == VALUE_MONEY && v.i == 0 && is_balance(c))
		return "-";
	if (strcmp(c->name, "status") == 0 && v.type == VALUE_TEXT) {
		if (is_stuck(v.s))
			*role = ROLE_WARN;
		lc = l != NULL ? lifecycle_of(l->rows.list->noun) : NULL;
		return lc != NULL ? lifecycle_label(lc, v.s) : NULL;
	}
	if ((c->flags & COLUMN_PERSON) != 0 && v.type == VALUE_TEXT &&
	    strcmp(v.s, ui->session->user) == 0)
		return "me";
	return NULL;
}

/* ---- the screens --------------------------------------------------------- */

/* Only what waits for an approval, and all again. */
static void to_approve(struct ui *ui, struct view *v)
{
	static const char only[] = "to_approve:yes";
	struct list_view *l = (struct list_view *)v;
	struct err err;

	if (!list_set_filter(
		ui, l, strcmp(l->filter_text, only) == 0 ? "" : only, &err))
		ui_failed(ui, &err);
}

#define BACK                                                      \
	{                                                         \
		"back", "esc f12", "back",                        \
		    "clear the marks; back to the screen before", \
		    COMMAND_TERSE, desk_escape                    \
	}

static const struct command sale_rows[] = {
	{ "commissions", "v", "=a record  i paid  v commissions",
	    "what it earns, by partner", COMMAND_ROW, money_behind },
	BACK,
};

static const struct command commission_rows[] = {
	{ "to approve", "t", "=A approve  H hold  t to approve",
	    "only what waits for an approval; again, all", 0, to_approve },
	{ "why", "w", "why", "how the amount came about", COMMAND_ROW,
	    why_show },
	{ "sale", "v", "sale", "the sale behind it", COMMAND_ROW,
	    money_behind },
	BACK,
};

static const struct command statement_rows[] = {
	{ "why", "w", NULL, "what is in the way of its payment", COMMAND_ROW,
	    why_show },
	{ "lines", "v", "=a close  D dispute  v lines", "the commissions on it",
	    COMMAND_ROW, money_behind },
	BACK,
};

static const struct command payout_rows[] = {
	{ "statements", "v", "=a run  A approve  P paid  v statements",
	    "what it pays", COMMAND_ROW, money_behind },
	BACK,
};

#define MONEY_LIST_KIND(title, table)                                       \
	{                                                                   \
		LIST_VIEW_BASE, .name = title, .commands = COMMANDS(table), \
				.draw = desk_draw, .due = list_due,         \
				.rest = list_rest,                          \
	}

const struct view_kind sale_list_kind = MONEY_LIST_KIND("Sales", sale_rows);
const struct view_kind commission_list_kind =
    MONEY_LIST_KIND("Commissions", commission_rows);
const struct view_kind statement_list_kind =
    MONEY_LIST_KIND("Statements", statement_rows);
const struct view_kind payout_list_kind =
    MONEY_LIST_KIND("Payouts", payout_rows);

#define PREVIEW(name)                                                     \
	static void name##_preview(                                       \
	    struct ui *ui, int64_t id, struct lines *out)                 \
	{                                                                 \
		money_preview(ui, #name, id, out);                        \
	}                                                                 \
	static const char *name##_brief(                                  \
	    struct ui *ui UNUSED, const struct row *row, struct arena *a) \
	{                                                                 \
		return money_brief(&list_##name##s, row, a);              \
	}
PREVIEW(sale)
PREVIEW(commission)
PREVIEW(statement)
PREVIEW(payout)

static const struct list_screen screens[] = {
	{ .title = "Sales",
	    .list = &list_sales,
	    .kind = &sale_list_kind,
	    .filter = "",
	    .columns = "id,date,customer_name,partner,product,amount,currency,"
		       "paid,rate,commission,status",
	    .below = true,
	    .foot = 8,
	    .bulk = true,
	    .empty = "Sales come from a file (accord import sales FILE) or "
		     "from the form: a records one.",
	    .cell = money_cell,
	    .detail = sale_preview,
	    .brief = sale_brief },
	{ .title = "Commissions: what partners get, and where it stands",
	    .list = &list_commissions,
	    .kind = &commission_list_kind,
	    .filter = "",
	    .columns = "id,date,partner,partner_name,product,rate,amount,"
		       "currency,earned,held,approved,status",
	    .below = true,
	    .foot = 8,
	    .bulk = true,
	    .empty = "Commissions come with sales (:sales). b gives a bonus, "
		     "a adjusts.",
	    .cell = money_cell,
	    .detail = commission_preview,
	    .brief = commission_brief },
	{ .title = "Statements, by partner, period and currency",
	    .list = &list_statements,
	    .kind = &statement_list_kind,
	    .filter = "",
	    .columns = "id,period,partner,partner_name,opening,earned,withheld,"
		       "payable,currency,carried,pay_by,status",
	    .below = true,
	    .foot = 8,
	    .bulk = true,
	    .empty = "A statement is made when a period is closed: a closes "
		     "one.",
	    .cell = money_cell,
	    .detail = statement_preview,
	    .brief = statement_brief },
	{ .title = "Payouts: batches of money to partners",
	    .list = &list_payouts,
	    .kind = &payout_list_kind,
	    .filter = "",
	    .below = true,
	    .foot = 8,
	    .bulk = true,
	    .empty = "A payout pays the statements of a period: a runs one.",
	    .cell = money_cell,
	    .detail = payout_preview,
	    .brief = payout_brief },
};

/* ---- the way there ------------------------------------------------------- */

void money_list_open(struct ui *ui, const char *noun, const char *filter)
{
	size_t i = 0;
	struct err err;

	while (
	    i < ARRAY_LEN(screens) && strcmp(screens[i].list->noun, noun) != 0)
		i++;
	if (i == ARRAY_LEN(screens))
		return;
	desk_open(ui, &screens[i]);
	if (!list_set_filter(ui, list_view_of(ui), filter, &err))
		ui_failed(ui, &err);
}

/* Of a record that is open, not of a row that the cursor is on. */
static const char *filter_here(struct ui *ui, const char *const *fields)
{
	const struct view *v = ui_screen(ui);
	const struct list_view *list = list_view_of(ui);
	int64_t id = 0;
	const char *noun = ui_record(ui, &id);

	if (noun == NULL || id == 0 || v == ui->tabs[ui->tab] ||
	    (list != NULL && v == &list->view))
		return "";
	for (; *fields != NULL; fields++)
		if (strcmp(*fields, noun) == 0)
			return arena_fmt(&ui->frame, "%s:%s", noun,
			    show_id(noun, id, &ui->frame));
	return "";
}

void sales_show(struct ui *ui, struct view *v UNUSED)
{
	static const char *const fields[] = { "partner", "lead", "customer",
		NULL };

	money_list_open(ui, "sale", filter_here(ui, fields));
}

void commissions_show(struct ui *ui, struct view *v UNUSED)
{
	static const char *const fields[] = { "partner", "customer", "sale",
		"statement", NULL };

	money_list_open(ui, "commission", filter_here(ui, fields));
}

void statements_show(struct ui *ui, struct view *v UNUSED)
{
	static const char *const fields[] = { "partner", "payout", NULL };

	money_list_open(ui, "statement", filter_here(ui, fields));
}

void payouts_show(struct ui *ui, struct view *v UNUSED)
{
	money_list_open(ui, "payout", "");
}
