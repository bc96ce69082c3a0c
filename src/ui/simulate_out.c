/* ui/simulate_out.c - the rows, sums and totals of a simulation. */

#include "config.h"

#include "ui/simulate_out.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* The last two where it compares. */
static const struct print_column sale_columns[] = {
	{ "partner", "Partner", false },
	{ "sale", "Sale", false },
	{ "product", "Product", false },
	{ "date", "Date", false },
	{ "base", "Base", true },
	{ "currency", "Cur", false },
	{ "rule", "Rule", false },
	{ "rate", "Rate", true },
	{ "commission", "Commission", true },
	{ "accrued", "Accrued", true },
	{ "difference", "Difference", true },
};

static const struct print_column partner_columns[] = {
	{ "partner", "Partner", false },
	{ "sales", "Sales", true },
	{ "base", "Base", true },
	{ "commission", "Commission", true },
	{ "currency", "Cur", false },
	{ "accrued", "Accrued", true },
	{ "difference", "Difference", true },
};

void simulate_out_open(struct simulate_out *out,
    const struct simulate_options *options, bool compares, struct arena *a,
    FILE *stream)
{
	const struct print_column *columns =
	    options->by_partner ? partner_columns : sale_columns;
	size_t n = options->by_partner ? ARRAY_LEN(partner_columns)
				       : ARRAY_LEN(sale_columns);

	*out = (struct simulate_out){
		.options = options, .compares = compares, .arena = a
	};
	out->partners.arena = out->currencies.arena = a;
	out->print = print_open(stream, options->format, options->raw, columns,
	    compares ? n : n - 2);
}

/* ---- sums --------------------------------------------------------------- */

static struct simulate_sum *sum_of(struct simulate_out *out,
    struct table *table, struct simulate_sum **list, size_t *size,
    const char *partner, const char *currency, struct arena *a)
{
	size_t n = table->n;
	size_t at =
	    table_add(table, arena_fmt(a, "%s\x1f%s", partner, currency));

	if (at == n) {
		*list = arena_grow(out->arena, *list, n, size, sizeof(**list));
		(*list)[at] = (struct simulate_sum){ .partner = arena_str(
							 out->arena, partner) };
		snprintf((*list)[at].currency, 4, "%s", currency);
	}
	return &(*list)[at];
}

static bool add_to(struct simulate_sum *sum, const struct simulate_part *p,
    bool whole, struct err *err)
{
	sum->sales += whole;
	if (__builtin_add_overflow(sum->base, p->base.minor, &sum->base) ||
	    __builtin_add_overflow(
		sum->commission, p->commission.minor, &sum->commission) ||
	    __builtin_add_overflow(sum->accrued, p->accrued, &sum->accrued))
		return err_set(
		    err, ERR_INVALID, "The sums over these sales overflow.");
	return true;
}

/* ---- rows --------------------------------------------------------------- */

static struct money of(int64_t minor, const char *currency)
{
	struct money m = { .minor = minor };

	snprintf(m.currency, sizeof(m.currency), "%s", currency);
	return m;
}

static struct value money_cell(int64_t minor, const char *currency)
{
	struct value v = { .type = VALUE_MONEY, .i = minor };

	snprintf(v.currency, sizeof(v.currency), "%s", currency);
	return v;
}

bool simulate_out_part(struct simulate_out *out, const struct simulate_part *p,
    struct arena *a, struct err *err)
{
	const char *currency = p->base.currency;
	struct simulate_sum *all = sum_of(out, &out->currencies,
	    &out->by_currency, &out->currencies_size, "", currency, a);
	struct simulate_sum *own = sum_of(out, &out->partners, &out->by_partner,
	    &out->partners_size, p->partner, currency, a);
	struct value cells[] = { val_text(p->partner), val_text(p->name),
		val_text(p->sale->sale.product), val_date(p->sale->on),
		money_cell(p->base.minor, currency), val_text(currency),
		val_text(p->line->rule != NULL ? p->line->rule->id : ""),
		val_text(commission_rate_text(p->line, &p->sale->sale, a)),
		money_cell(p->commission.minor, currency),
		money_cell(p->accrued, currency),
		money_cell(p->commission.minor - p->accrued, currency) };

	if (!add_to(all, p, p->first, err) || !add_to(own, p, true, err))
		return false;
	if (!out->options->by_partner)
		print_row(out->print, cells);
	return true;
}

static int by_partner_and_currency(const void *a, const void *b)
{
	const struct simulate_sum *x = a, *y = b;
	int order = strcmp(x->partner, y->partner);

	return order != 0 ? order : strcmp(x->currency, y->currency);
}

static void print_partners(struct simulate_out *out)
{
	if (out->partners.n > 0)
		qsort(out->by_partner, out->partners.n,
		    sizeof(*out->by_partner), by_partner_and_currency);
	for (size_t i = 0; i < out->partners.n; i++) {
		const struct simulate_sum *s = &out->by_partner[i];
		struct value cells[] = { val_text(s->partner),
			val_int(s->sales), money_cell(s->base, s->currency),
			money_cell(s->commission, s->currency),
			val_text(s->currency),
			money_cell(s->accrued, s->currency),
			money_cell(s->commission - s->accrued, s->currency) };

		print_row(out->print, cells);
	}
}

bool simulate_out_close(struct simulate_out *out, bool ok, struct err *err)
{
	if (ok && out->options->by_partner)
		print_partners(out);
	return print_close(out->print, err);
}

void simulate_out_totals(const struct simulate_out *out, FILE *messages)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < out->currencies.n; i++) {
		const struct simulate_sum *s = &out->by_currency[i];

		fprintf(messages,
		    "%" PRId64 " sales, base %s %s, commission %s %s", s->sales,
		    money_text(of(s->base, s->currency), &a), s->currency,
		    money_text(of(s->commission, s->currency), &a),
		    s->currency);
		if (out->compares)
			fprintf(messages, ", accrued %s %s, difference %s %s",
			    money_text(of(s->accrued, s->currency), &a),
			    s->currency,
			    money_text(
				of(s->commission - s->accrued, s->currency),
				&a),
			    s->currency);
		fputc('\n', messages);
	}
	arena_done(&a);
}

/* ---- splits ------------------------------------------------------------- */

bool simulate_split(const char *text, struct arena *a, const char **names,
    struct commission_part *parts, size_t *ret_n, struct err *err)
{
	size_t n = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, ",");
		const char *part = arena_strn(a, text, len);
		const char *colon = strrchr(part, ':');
		char *end = NULL;

		if (colon == NULL || colon == part || n == SIMULATE_PARTS)
			return err_invalid(err, "split",
			    "A split is written like P-1:600000,P-2:400000.");
		names[n] = arena_strn(a, part, (size_t)(colon - part));
		parts[n] = (struct commission_part){ .partner = (int64_t)n,
			.ppm = strtoll(colon + 1, &end, 10) };
		if (*end != '\0' || end == colon + 1)
			return err_invalid(err, "split",
			    "A split is written like P-1:600000,P-2:400000.");
		n++;
		text += len + (text[len] == ',');
	}
	*ret_n = n;
	return true;
}
