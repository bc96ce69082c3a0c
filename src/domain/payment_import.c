/* domain/payment_import.c - customers' payments that came in a file. */

#include "config.h"

#include <string.h>

#include "domain/import.h"
#include "domain/payment_data.h"
#include "domain/sale.h"

/*
 * A payment has no key: it is known by its sale, amount and day. Two alike in
 * one file are two.
 */
static const char SELECT_ALIKE[] =
    "SELECT count(*) FROM payment WHERE sale = ?1 AND amount = ?2"
    " AND paid_on = ?3 AND batch IS NOT ?4 AND void = 0";

static const char SELECT_CURRENCY[] = "SELECT currency FROM sale WHERE id = ?1";

static const struct field data_fields[] = {
	FIELD(payment_data, sale, "Sale", FIELD_REQUIRED, .max = 200,
	    .help = "S-12 or the other system's id"),
	FIELD(payment_data, amount, "Amount", FIELD_REQUIRED),
	FIELD(payment_data, date, "Paid on", FIELD_REQUIRED),
};

const struct fields payment_fields = FIELDS(payment_data, data_fields);

date_days payment_day(const void *record)
{
	return ((const struct payment_data *)record)->date;
}

/* In the currency of the sale. */
static bool read_amount(struct change *c, const struct payment_data *d,
    int64_t sale, struct arena *a, struct money *ret, struct err *err)
{
	struct value currency = val_text("");
	bool found = false;

	if (!db_value(c->session->db, SELECT_CURRENCY, VALUES(val_int(sale)),
		VALUE_TEXT, a, &found, &currency, err))
		return false;
	if (decimal_to_money(d->amount, currency.s, false, ret, err))
		return true;
	err->field = "amount";
	return false;
}

static bool is_known(struct change *c, int64_t sale, struct money amount,
    date_days on, int64_t batch, struct arena *a, bool *ret, struct err *err)
{
	struct value n = val_int(0);
	bool found;

	if (!db_value(c->session->db, SELECT_ALIKE,
		VALUES(val_int(sale), val_int(amount.minor), val_date(on),
		    val_int(batch)),
		VALUE_INT, a, &found, &n, err))
		return false;
	*ret = n.i > 0;
	return true;
}

bool payment_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	const struct payment_data *d = record;
	struct money amount;
	int64_t sale, payment;
	bool known;

	(void)warn;
	(void)arg;
	if (!fields_check(&payment_fields, d, err) ||
	    !sale_find(c->session, d->sale, false, &sale, err) ||
	    !read_amount(c, d, sale, a, &amount, err) ||
	    !is_known(c, sale, amount, d->date, batch, a, &known, err))
		return false;
	*ret = known ? IMPORT_UNCHANGED : IMPORT_NEW;
	if (known)
		return true;
	if (sale_pay_record(c, sale, amount, d->date, batch, a, &payment, err))
		return true;
	if (err->field != NULL && strcmp(err->field, "on") == 0)
		err->field = "date";
	return false;
}
