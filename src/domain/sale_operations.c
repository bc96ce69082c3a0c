/* domain/sale_operations.c - what sales and their operations ask. */

#include "config.h"

#include <inttypes.h>

#include "base/text.h"
#include "domain/sale_row.h"

/* A person may leave out what a file has to say. */
static const struct field form_fields[] = {
	FIELD(sale_data, lead, "Lead", FIELD_OPTIONAL,
	    .help = "L-12, when it was won; or the partner"),
	FIELD(sale_data, partner, "Partner", FIELD_OPTIONAL,
	    .help = "P-12, without a lead"),
	FIELD(sale_data, customer, "Customer", FIELD_OPTIONAL, .max = 400,
	    .help = "name or U-12; the lead's when empty"),
	FIELD(sale_data, product, "Product line", FIELD_REQUIRED | FIELD_ID),
	FIELD(sale_data, amount, "Net amount", FIELD_REQUIRED),
	FIELD(sale_data, currency, "Currency", FIELD_REQUIRED | FIELD_CURRENCY),
	FIELD(sale_data, date, "Date", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(sale_data, paid_on, "Paid on", FIELD_OPTIONAL,
	    .help = "when all of it is paid already"),
	FIELD(sale_data, quantity, "Quantity", FIELD_POSITIVE,
	    .help = "1 when empty"),
	FIELD(sale_data, kind, "First year or renewal", FIELD_ID,
	    .choices = "first|renewal",
	    .help = "by the customer's first sale when empty"),
	FIELD(sale_data, invoice, "Invoice", FIELD_OPTIONAL),
	FIELD(sale_data, program, "Program", FIELD_ID,
	    .help = "whose terms hold; by the enrollment when empty"),
	FIELD(sale_data, split, "Split", FIELD_OPTIONAL,
	    .help = "P-1:600000,P-2:400000"),
	FIELD(sale_data, id, "Other system's id", FIELD_OPTIONAL, .max = 200),
};

static const struct fields sale_form_fields = FIELDS(sale_data, form_fields);

static const struct field pay_fields[] = {
	FIELD(sale_pay_params, amount, "Amount", FIELD_OPTIONAL,
	    .help = "all that is open when empty"),
	FIELD(sale_pay_params, on, "Paid on", FIELD_OPTIONAL,
	    .help = "today when empty"),
};

static const struct fields sale_pay_fields =
    FIELDS(sale_pay_params, pay_fields);

static const struct field refund_fields[] = {
	FIELD(sale_refund_params, amount, "Net amount", FIELD_OPTIONAL,
	    .help = "all that is left when empty"),
	FIELD(sale_refund_params, quantity, "Quantity", FIELD_POSITIVE,
	    .help = "of a sale of 0.00: how many go back"),
	FIELD(sale_refund_params, on, "Date", FIELD_OPTIONAL,
	    .help = "today when empty"),
	FIELD(sale_refund_params, invoice, "Credit note", FIELD_OPTIONAL),
	FIELD(sale_refund_params, reason, "Reason", FIELD_REQUIRED),
};

static const struct fields sale_refund_fields =
    FIELDS(sale_refund_params, refund_fields);

static const struct field note_fields[] = {
	FIELD(sale_note_params, note, "Note", FIELD_REQUIRED | FIELD_NOTE),
};

static const struct fields sale_note_fields =
    FIELDS(sale_note_params, note_fields);

const struct operation sale_operations[] = {
	{ "sale", "add", "a", "Record", "record a sale, with the form",
	    RIGHT_FINANCE, &sale_form_fields, 0, OPERATION_MAKES, sale_add,
	    NULL, REASONS },
	{ "sale", "pay", "i", "Paid", "the customer paid, all of it or a part",
	    RIGHT_FINANCE, &sale_pay_fields, 0, OPERATION_BULK, sale_pay, NULL,
	    REASONS },
	{ "sale", "refund", "R", "Refund",
	    "all of it or a part goes back, and so does its commission",
	    RIGHT_FINANCE, &sale_refund_fields, 0, OPERATION_DECIDES,
	    sale_refund_operation, NULL, REASONS },
	{ "sale", "note", "e", "Note", "add a note for colleagues",
	    RIGHT_FINANCE, &sale_note_fields, 0, OPERATION_BULK, sale_note,
	    NULL, REASONS },
	{ "sale", "undo", "", "Undo", "take back the last operation on it",
	    RIGHT_FINANCE, NULL, 0, OPERATION_FINAL | OPERATION_COMMAND,
	    sale_undo, NULL, REASONS },
};

const size_t n_sale_operations = ARRAY_LEN(sale_operations);

/* ---- add ----------------------------------------------------------------- */

/* What it earns, or why nothing. */
static const char *said(const struct sale_row *row, struct arena *a)
{
	struct money m = row->base;

	m.minor = row->commission;
	if (row->rule[0] == '\0')
		return arena_fmt(a, "%s is recorded, without commission: %s",
		    sale_label(row, a), row->why_none);
	return arena_fmt(a, "%s is recorded; commission %s %s (%s by %s).",
	    sale_label(row, a), money_text_grouped(m, a), m.currency, row->rate,
	    row->rule);
}

static bool make(struct change *c, struct call *call, struct err *err)
{
	struct sale_data d = *(const struct sale_data *)call->params;
	struct sale_row row;
	int64_t id;

	if (d.date == DATE_NONE)
		d.date = (date_days)(c->now / 86400);
	if (!sale_record(c, &d, 0, call->arena, NULL, NULL, &id, err) ||
	    !sale_read(c->session, id, call->arena, &row, err))
		return false;
	c->record = id;
	call->ret_text = said(&row, call->arena);
	return true;
}

bool sale_add(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(
		s, call, operation_find("sale", "add"), &c, &again, err) ||
	    again)
		return again;
	return record_end(&c, call, make(&c, call, err), err);
}

/* ---- note and undo ------------------------------------------------------- */

static bool note_body(struct sale_edit *e, struct call *call, struct err *err)
{
	const struct sale_note_params *p = call->params;

	if (!remark_add(&e->change,
		&(const struct remark){ .noun = "sale",
		    .record = e->row.id,
		    .kind = "note",
		    .inside = p->note,
		    .on_date = e->today },
		err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s has a new note.", e->label);
	return true;
}

bool sale_note(struct session *s, struct call *call, struct err *err)
{
	return sale_do(s, call, "note", note_body, err);
}

bool sale_undo(struct session *s, struct call *call, struct err *err)
{
	return record_undo(s, call, "sale", err);
}
