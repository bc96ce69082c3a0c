/* app/cmd_summary.c - "summary": what partners earned. */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "query/summary_convert.h"
#include "ui/summary_print.h"

enum { BY, FROM, TO, PERIOD, AS_OF, CURRENCY, FORMAT, RAW, OPTIONS };

struct wish {
	struct summary_ask ask;
	const char *currency; /* that all is shown in, or NULL */
	enum list_format format;
	bool raw;
};

/* "period" goes by quarters; "month" and "year" are periods, too. */
static bool read_key(
    const char *name, struct summary_ask *ask, enum summary_key *ret)
{
	static const struct {
		const char *name;
		enum period_every every;
	} steps[] = { { "month", PERIOD_MONTH }, { "quarter", PERIOD_QUARTER },
		{ "year", PERIOD_YEAR } };

	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		if (strcmp(name, steps[i].name) == 0) {
			ask->every = steps[i].every;
			*ret = SUMMARY_PERIOD;
			return true;
		}
	*ret = summary_key_find(name);
	return *ret < SUMMARY_KEYS;
}

static bool add_key(
    const struct subcommand *c, const char *name, struct summary_ask *ask)
{
	enum summary_key key;

	if (!read_key(name, ask, &key)) {
		(void)usage(c,
		    "A summary goes --by partner, period (or month, quarter, "
		    "year), product, program and state, not by \"%.40s\".",
		    name);
		return false;
	}
	for (size_t i = 0; i < ask->n_keys; i++)
		if (ask->keys[i] == key) {
			(void)usage(c, "--by names \"%s\" twice.",
			    summary_key_name(key));
			return false;
		}
	ask->keys[ask->n_keys++] = key;
	return true;
}

static bool read_by(const struct subcommand *c, const char *text,
    struct arena *a, struct summary_ask *ask)
{
	if (text == NULL)
		text = "partner";
	for (;;) {
		const char *end = text + strcspn(text, ",");

		if (!add_key(c, arena_strn(a, text, (size_t)(end - text)), ask))
			return false;
		if (*end == '\0')
			return true;
		text = end + 1;
	}
}

static bool read_day(
    const char *option, const char *text, date_days *ret, struct err *err)
{
	if (text == NULL)
		return true;
	return date_parse(text, ret, err) || err_in(err, "--%s: ", option);
}

/* Leaves what is not said as it is. */
static bool read_days(
    const struct option_value *values, struct summary_ask *ask, struct err *err)
{
	struct period period;

	if (values[PERIOD].value != NULL) {
		if (!period_parse(values[PERIOD].value, &period, err))
			return err_in(err, "--period");
		ask->from = period.from;
		ask->to = period.to;
	}
	if (!read_day("from", values[FROM].value, &ask->from, err) ||
	    !read_day("to", values[TO].value, &ask->to, err) ||
	    !read_day("as-of", values[AS_OF].value, &ask->as_of, err))
		return false;
	if (ask->from != DATE_NONE && ask->to != DATE_NONE &&
	    ask->from > ask->to)
		return err_invalid(
		    err, "to", "The days end before they begin.");
	return true;
}

static bool read_currency(const char *text, const char **ret, struct err *err)
{
	const struct currency *c;

	*ret = NULL;
	if (text == NULL)
		return true;
	c = currency_find(text);
	if (c == NULL)
		return err_invalid(err, "currency",
		    "There is no currency \"%.20s\"; say it like EUR.", text);
	*ret = c->code;
	return true;
}

/* Says by which rates the figures came about. */
static void say_rates(
    const struct summary_rates *rates, date_days on, struct arena *a)
{
	for (size_t i = 0; i < rates->n; i++)
		say("%s", summary_rate_text(&rates->list[i], on, a));
	if (!rates->whole)
		say("What has no rate is shown in its own currency.");
}

static int run(struct app *app, const struct wish *w)
{
	date_days today = (date_days)(session_now(app->session) / 86400);
	date_days on = w->ask.as_of < today ? w->ask.as_of : today;
	struct summary_rates rates = { .whole = true };
	struct summary s;
	struct err err;

	if (!summary_read(app->db, &w->ask, &app->arena, &s, &err) ||
	    (w->currency != NULL &&
		!summary_convert(
		    app->db, &s, w->currency, on, &app->arena, &rates, &err)) ||
	    !summary_print(stdout, &w->ask, &s, w->format, w->raw, &err))
		return fail(&err);
	say_rates(&rates, on, &app->arena);
	return rates.whole ? STATUS_DONE : STATUS_PART;
}

int cmd_summary(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("summary");
	struct option_value values[OPTIONS] = {
		[BY] = { "by", false, NULL },
		[FROM] = { "from", false, NULL },
		[TO] = { "to", false, NULL },
		[PERIOD] = { "period", false, NULL },
		[AS_OF] = { "as-of", false, NULL },
		[CURRENCY] = { "currency", false, NULL },
		[FORMAT] = { "format", false, NULL },
		[RAW] = { "raw", true, NULL },
	};
	struct wish w = { .ask = { .from = DATE_NONE, .to = DATE_NONE } };
	struct err err;

	if (!options_read(c, &argc, argv, values, OPTIONS) ||
	    !format_read(c, values[FORMAT].value, &w.format) ||
	    !read_by(c, values[BY].value, &app->arena, &w.ask))
		return STATUS_USAGE;
	if (argc > 0)
		return usage(c, "\"summary\" takes no words.");
	if (values[PERIOD].value != NULL &&
	    (values[FROM].value != NULL || values[TO].value != NULL))
		return usage(c, "Say --period, or --from and --to.");
	w.ask.as_of = (date_days)(session_now(app->session) / 86400);
	w.raw = values[RAW].value != NULL;
	if (!read_days(values, &w.ask, &err) ||
	    !read_currency(values[CURRENCY].value, &w.currency, &err))
		return fail(&err);
	return run(app, &w);
}
