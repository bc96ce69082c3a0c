/* ui/summary_export.c - what the summary shows, written to a file. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "ui/export.h"
#include "ui/prompt.h"
#include "ui/summary_print.h"
#include "ui/summary_view.h"

/* What is to be written. */
struct export
{
	struct summary_ask ask;
	struct summary summary;
	enum list_format format;
};

static bool print_export(void *arg, FILE *out, struct err *err)
{
	const struct export *e = arg;

	return summary_print(out, &e->ask, &e->summary, e->format, false, err);
}

static bool export_done(struct ui *ui, struct prompt *p, const char *path)
{
	const struct summary_view *v =
	    (const struct summary_view *)ui->tabs[TAB_COMMISSION];
	struct export e = { .ask = v->export };
	struct summary_rates rates;
	struct err err;

	if (!export_format(path, &e.format)) {
		snprintf(
		    p->note, sizeof(p->note), "end it in .csv, .json or .txt");
		return false;
	}
	if (!summary_sums_read(
		ui, v, &e.ask, &ui->frame, &e.summary, &rates, &err) ||
	    !export_write(path, print_export, &e, &err)) {
		snprintf(p->note, sizeof(p->note), "%s", err.text);
		return false;
	}
	ui_say(ui, "%s has %zu rows.", path, e.summary.n);
	return true;
}

/* The same by the command, for where files are not the program's to make. */
static const char *command_of(const struct summary_view *v,
    const struct summary_ask *ask, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct period range = { ask->from, ask->to };
	char from[11], to[11], day[11];

	buf_add(&b, "accord summary --by ");
	for (size_t i = 0; i < ask->n_keys; i++)
		buf_fmt(&b, "%s%s", i > 0 ? "," : "",
		    ask->keys[i] == SUMMARY_PERIOD
			? ask->every == PERIOD_MONTH    ? "month"
			    : ask->every == PERIOD_YEAR ? "year"
							: "quarter"
			: summary_key_name(ask->keys[i]));
	buf_fmt(&b, " --from %s --to %s", date_text(range.from, from),
	    date_text(range.to, to));
	if (v->as_of != DATE_NONE)
		buf_fmt(&b, " --as-of %s", date_text(v->as_of, day));
	if (v->report[0] != '\0')
		buf_fmt(&b, " --currency %s", v->report);
	buf_add(&b, " --format csv > FILE");
	return buf_take(&b, a);
}

void summary_export(
    struct ui *ui, struct summary_view *v, const struct summary_ask *ask)
{
	struct prompt *p;

	if (ui->options != NULL && ui->options->service) {
		ui_say(ui, "Files are yours to make: %s",
		    command_of(v, ask, &ui->frame));
		return;
	}
	p = prompt_open("Write to (.csv .json .txt): ", "summary.csv");
	v->export = *ask;
	if (v->report[0] == '\0')
		v->export.currency = v->m.currency;
	p->done = export_done;
	prompt_show(ui, p);
}
