/* ui/money_record.c - a sale, commission, statement or payout, and its lines */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "domain/payout.h"
#include "query/money_lines.h"
#include "ui/money_views.h"
#include "ui/show.h"

static const char *text_of(const struct detail *d, const char *name)
{
	struct value v = detail_value(d, name);

	return v.type == VALUE_TEXT ? v.s : "";
}

static const char *value_of(
    const struct detail *d, const char *name, struct arena *a)
{
	return show_value(detail_value(d, name), a);
}

/* ---- at the top ---------------------------------------------------------- */

/* "KN-7 Kestrel Networks" */
static const char *partner_of(const struct detail *d, struct arena *a)
{
	return arena_fmt(
	    a, "%s %s", text_of(d, "partner"), text_of(d, "partner_name"));
}

static void sale_head(const struct detail *d, struct lines *out)
{
	struct arena *a = out->arena;
	const char *rule = text_of(d, "rule");

	lines_pair(out, ROLE_HEAD,
	    arena_fmt(a, "%s  %s", show_id("sale", d->id, a),
		text_of(d, "customer_name")),
	    text_of(d, "status"));
	lines_pair(out, ROLE_TEXT, partner_of(d, a),
	    arena_fmt(a, "%s  %s %s", text_of(d, "product"),
		value_of(d, "amount", a), text_of(d, "currency")));
	if (rule[0] != '\0')
		lines_pair(out, ROLE_TEXT,
		    arena_fmt(a, "%s by %s, %s/%s", text_of(d, "rate"), rule,
			text_of(d, "program"), text_of(d, "level")),
		    arena_fmt(a, "commission  %s %s",
			value_of(d, "commission", a), text_of(d, "currency")));
	else
		lines_wrap(out, ROLE_WARN,
		    "It earns nothing: ", text_of(d, "why_none"));
}

/* "held 400.00   approved 12.00": the balances that are not nothing. */
static const char *balances(const struct detail *d, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < commission_lifecycle.n_states; i++) {
		const struct state *s = &commission_lifecycle.states[i];
		struct value v = detail_value(d, s->name);

		if (v.type == VALUE_MONEY && v.i != 0)
			buf_fmt(&b, "%s%s %s", b.len > 0 ? "   " : "", s->name,
			    show_value(v, a));
	}
	if (strcmp(text_of(d, "hold"), "window") == 0)
		buf_fmt(&b, " until %s", value_of(d, "held_until", a));
	return buf_take(&b, a);
}

static void commission_head(const struct detail *d, struct lines *out)
{
	struct arena *a = out->arena;
	const char *customer = text_of(d, "customer_name");
	const char *kind = text_of(d, "kind");
	bool is_refund = strcmp(kind, "refund") == 0;
	bool is_step = strcmp(kind, "step") == 0;

	lines_pair(out, ROLE_HEAD,
	    arena_fmt(
		a, "%s  %s", show_id("commission", d->id, a), partner_of(d, a)),
	    text_of(d, "status"));
	lines_pair(out, ROLE_TEXT,
	    customer[0] != '\0'
		? arena_fmt(a, "%s %s: %s, %s",
		      is_refund     ? "Refund"
			  : is_step ? "Step of"
				    : "Sale",
		      text_of(d, "sale"), customer, text_of(d, "product"))
		: arena_fmt(a, "%s: %s", kind, text_of(d, "reason")),
	    arena_fmt(
		a, "%s %s", value_of(d, "amount", a), text_of(d, "currency")));
	lines_pair(out, ROLE_TEXT, balances(d, a),
	    text_of(d, "rate")[0] != '\0'
		? arena_fmt(
		      a, "%s of %s", text_of(d, "rate"), value_of(d, "base", a))
		: "");
}

/* A part of the sum that a statement is. */
static void add_part(struct lines *out, const struct detail *d,
    const char *title, const char *name, const char *sign)
{
	struct value v = detail_value(d, name);
	const char *text = show_value(v, out->arena);

	if (v.type == VALUE_MONEY && v.i != 0)
		lines_add(out, ROLE_TEXT, "%-16s%*s%s", title,
		    16 - text_width(text), sign, text);
}

/* What is sent: the payable amount, less the tax that is withheld. */
static struct value sent_of(const struct detail *d)
{
	struct value v = detail_value(d, "payable");

	v.i -= detail_value(d, "withheld").i;
	return v;
}

static void statement_head(const struct detail *d, struct lines *out)
{
	struct arena *a = out->arena;
	const char *sent = show_value(sent_of(d), a);

	lines_pair(out, ROLE_HEAD,
	    arena_fmt(a, "%s  %s  %s", show_id("statement", d->id, a),
		partner_of(d, a), text_of(d, "period")),
	    lifecycle_label(&statement_lifecycle, text_of(d, "status")));
	add_part(out, d, "Carried over", "opening", "");
	add_part(out, d, "Earned", "earned", "");
	add_part(out, d, "Tax withheld", "withheld", "-");
	if (detail_value(d, "carried").i != 0)
		add_part(out, d, "Carried forward", "carried", "");
	else
		lines_pair(out, ROLE_KEY,
		    arena_fmt(a, "%-16s%*s%s %s",
			strcmp(text_of(d, "status"), "paid") == 0
			    ? "Sent"
			    : "To be sent",
			16 - text_width(sent), "", sent,
			text_of(d, "currency")),
		    detail_value(d, "pay_by").type == VALUE_DATE
			? arena_fmt(a, "pay by %s", value_of(d, "pay_by", a))
			: "");
	if (text_of(d, "why_carried")[0] != '\0')
		lines_wrap(
		    out, ROLE_TEXT, "because ", text_of(d, "why_carried"));
	if (text_of(d, "reason")[0] != '\0')
		lines_wrap(out, ROLE_WARN, "Disputed: ", text_of(d, "reason"));
}

static void payout_head(const struct detail *d, struct lines *out)
{
	struct arena *a = out->arena;
	const char *approver = text_of(d, "approved_by");

	lines_pair(out, ROLE_HEAD,
	    arena_fmt(
		a, "%s  %s", show_id("payout", d->id, a), text_of(d, "period")),
	    lifecycle_label(&payout_lifecycle, text_of(d, "status")));
	lines_pair(out, ROLE_KEY,
	    arena_fmt(a, "%s %s to %s partner%s", value_of(d, "total", a),
		text_of(d, "currency"), value_of(d, "partners", a),
		detail_value(d, "partners").i == 1 ? "" : "s"),
	    detail_value(d, "paid_on").type == VALUE_DATE
		? arena_fmt(a, "paid on %s", value_of(d, "paid_on", a))
		: detail_value(d, "pay_on").type == VALUE_DATE
		? arena_fmt(a, "to be paid on %s", value_of(d, "pay_on", a))
		: "");
	lines_add(out, ROLE_TEXT, "proposed by %s%s%s",
	    text_of(d, "created_by"),
	    approver[0] != '\0' ? ", approved by " : "", approver);
}

/* ---- its lines ----------------------------------------------------------- */

/* A column in which amounts end. */
enum { AMOUNT = 14 };

static const char *indent_of(
    const struct money_line *l, int labels, struct arena *a)
{
	struct value v = { .type = VALUE_MONEY, .i = l->amount.minor };
	const char *amount;

	memcpy(v.currency, l->amount.currency, sizeof(v.currency));
	amount = show_value(v, a);
	return arena_fmt(a, " %-*s%s%s %*s%s %s  ", labels, l->label,
	    labels > 0 ? "  " : "", show_value(val_date(l->on), a),
	    AMOUNT - text_width(amount), "", amount, l->amount.currency);
}

static void add_section(const struct money_section *s, struct lines *out)
{
	int labels = 0;

	for (size_t i = 0; i < s->n; i++)
		if (text_width(s->lines[i].label) > labels)
			labels = text_width(s->lines[i].label);
	lines_add(out, ROLE_HEAD, "%s", s->title);
	for (size_t i = 0; i < s->n; i++)
		lines_wrap(out, ROLE_TEXT,
		    indent_of(&s->lines[i], labels, out->arena),
		    s->lines[i].what);
	if (s->more)
		lines_add(out, ROLE_MUTED, " and more; v lists them");
}

static void add_lines(
    struct ui *ui, const char *noun, int64_t id, bool brief, struct lines *out)
{
	struct money_section *list;
	struct err err;
	size_t n;

	if (!money_lines_read(
		ui->session->db, noun, id, out->arena, &list, &n, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (!brief)
			lines_gap(out);
		if (!brief || strcmp(list[i].name, "entry") != 0)
			add_section(&list[i], out);
	}
}

/* Why a statement that is to be paid cannot be. */
static void add_reasons(struct ui *ui, int64_t id, struct lines *out)
{
	struct payout_reasons r;
	struct buf b = BUF_INIT;
	struct err err;

	if (!payout_reasons(ui->session, id, ui->today, out->arena, &r, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	for (size_t i = 0; i < r.n; i++)
		buf_fmt(&b, "%s%s", i > 0 ? "; " : "", r.list[i]);
	if (r.n > 0)
		lines_wrap(out, ROLE_WARN, "Not to be paid: ", buf_text(&b));
	buf_done(&b);
}

static const struct {
	const char *noun;
	void (*head)(const struct detail *d, struct lines *out);
} heads[] = {
	{ "sale", sale_head },
	{ "commission", commission_head },
	{ "statement", statement_head },
	{ "payout", payout_head },
};

static bool add_head(struct ui *ui, const char *noun, int64_t id,
    struct detail *ret, struct lines *out)
{
	struct err err;

	if (!detail_read(ui->session->db, noun, id, out->arena, ret, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		if (strcmp(heads[i].noun, noun) == 0)
			heads[i].head(ret, out);
	if (strcmp(noun, "statement") == 0)
		add_reasons(ui, id, out);
	return true;
}

void money_preview(
    struct ui *ui, const char *noun, int64_t id, struct lines *out)
{
	struct detail d;

	if (add_head(ui, noun, id, &d, out))
		add_lines(ui, noun, id, true, out);
}

static const char *cell_text(
    const struct list *list, const struct row *row, const char *name)
{
	const struct value *v = &row->cells[list_column(list, name)];

	return v->type == VALUE_TEXT ? v->s : "";
}

const char *money_brief(
    const struct list *list, const struct row *row, struct arena *a)
{
	static const char *const amounts[] = { "amount", "payable", "total" };
	static const char *const names[] = { "customer_name", "partner_name",
		"period" };
	const char *amount = "", *name = "";

	for (size_t i = 0; i < ARRAY_LEN(amounts); i++) {
		size_t column = list_column(list, amounts[i]);

		if (column < list->n_columns)
			amount = show_value(row->cells[column], a);
	}
	for (size_t i = ARRAY_LEN(names); i-- > 0;)
		if (list_column(list, names[i]) < list->n_columns &&
		    cell_text(list, row, names[i])[0] != '\0')
			name = cell_text(list, row, names[i]);
	return arena_fmt(a, "%s %s  %s %s  %s", show_id(list->noun, row->id, a),
	    name, amount, cell_text(list, row, "currency"),
	    cell_text(list, row, "status"));
}

/* ---- one record, whole --------------------------------------------------- */

static bool is_said(const char *name)
{
	static const char *const said[] = { "id", "version", "status",
		"partner_name", "customer_name", "currency", "why_none", "rule",
		"rate", "accrued", "earned", "held", "approved", "paid",
		"held_until", "payable", "opening", "withheld", "carried",
		"why_carried", "total", "to_approve", "partners" };

	if (strchr(name, '.') != NULL)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(said); i++)
		if (strcmp(name, said[i]) == 0)
			return true;
	return false;
}

static void add_fields(const struct detail *d, struct lines *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const char *text = show_value(d->lines[i].value, out->arena);

		if (!is_said(d->lines[i].name) && strcmp(text, "-") != 0)
			lines_wrap(out, ROLE_TEXT,
			    arena_fmt(out->arena, "%-28s  ", d->lines[i].title),
			    text);
	}
}

static void add_remarks(
    struct ui *ui, const char *noun, int64_t id, struct lines *out)
{
	struct record_note *notes;
	struct err err;
	size_t n;

	if (!record_notes_read(
		ui->session->db, noun, id, 100, out->arena, &notes, &n, &err) ||
	    n == 0)
		return;
	lines_gap(out);
	lines_add(out, ROLE_HEAD, "Notes");
	for (size_t i = n; i-- > 0;)
		lines_wrap(out, ROLE_TEXT,
		    arena_fmt(out->arena, " %s  %s  %s  ",
			show_day(
			    (date_days)notes[i].on_date, ui->today, out->arena),
			notes[i].actor, notes[i].kind),
		    notes[i].inside[0] != '\0' ? notes[i].inside
					       : notes[i].reason);
}

static void fill(struct ui *ui, const char *noun, int64_t id, struct lines *out)
{
	struct detail d;

	if (!add_head(ui, noun, id, &d, out))
		return;
	add_lines(ui, noun, id, false, out);
	add_remarks(ui, noun, id, out);
	lines_gap(out);
	add_fields(&d, out);
	history_lines(ui, noun, id, out);
}

static const struct command sale_rows[] = {
	{ "commissions", "v", "=i paid  R refund  v commissions",
	    "what it earns, by partner", COMMAND_ROW, money_behind },
};

static const struct command commission_rows[] = {
	{ "why", "w", "=A approve  H hold  w why", "how the amount came about",
	    COMMAND_ROW, why_show },
	{ "sale", "v", "sale", "the sale behind it", COMMAND_ROW,
	    money_behind },
};

static const struct command statement_rows[] = {
	{ "why", "w", "why", "what is in the way of its payment", COMMAND_ROW,
	    why_show },
	{ "lines", "v", "lines", "the commissions on it", COMMAND_ROW,
	    money_behind },
};

static const struct command payout_rows[] = {
	{ "statements", "v", "statements", "what it pays", COMMAND_ROW,
	    money_behind },
};

#define RECORD_KIND(noun, title)                                              \
	const struct view_kind noun##_kind = { RECORD_VIEW_BASE,              \
		.name = title, .commands = COMMANDS(noun##_rows) };           \
	static void noun##_fill(struct ui *ui, int64_t id, struct lines *out) \
	{                                                                     \
		fill(ui, #noun, id, out);                                     \
	}
RECORD_KIND(sale, "Sale")
RECORD_KIND(commission, "Commission")
RECORD_KIND(statement, "Statement")
RECORD_KIND(payout, "Payout")

bool money_show(struct ui *ui, const char *noun, int64_t id)
{
	static const struct {
		const char *noun;
		const struct view_kind *kind;
		void (*fill)(struct ui *ui, int64_t id, struct lines *out);
	} records[] = {
		{ "sale", &sale_kind, sale_fill },
		{ "commission", &commission_kind, commission_fill },
		{ "statement", &statement_kind, statement_fill },
		{ "payout", &payout_kind, payout_fill },
	};

	for (size_t i = 0; i < ARRAY_LEN(records); i++)
		if (strcmp(records[i].noun, noun) == 0) {
			record_view_show(ui, records[i].kind, records[i].noun,
			    id, records[i].fill);
			return true;
		}
	return false;
}

/* The sale of a commission; of the others, the list of their parts. */
void money_behind(struct ui *ui, struct view *v UNUSED)
{
	int64_t id = 0;
	const char *noun = ui_record(ui, &id);
	struct arena *a = &ui->frame;
	struct detail d;
	struct value sale;
	struct err err;

	if (noun == NULL || id == 0)
		return;
	if (strcmp(noun, "payout") == 0) {
		money_list_open(
		    ui, "statement", arena_fmt(a, "payout:O-%" PRId64, id));
		return;
	}
	if (strcmp(noun, "commission") != 0) {
		money_list_open(ui, "commission",
		    arena_fmt(a, "%s:%s", noun, show_id(noun, id, a)));
		return;
	}
	if (!detail_read(ui->session->db, noun, id, a, &d, &err)) {
		ui_failed(ui, &err);
		return;
	}
	sale = detail_value(&d, "sale_id");
	if (sale.type == VALUE_INT)
		(void)money_show(ui, "sale", sale.i);
	else
		ui_say(ui, "No sale is behind %s.", show_id(noun, id, a));
}
