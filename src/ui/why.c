/* ui/why.c - how a value came about, as a text to read. */

#include "config.h"

#include <string.h>

#include "domain/application.h"
#include "domain/commission.h"
#include "domain/enrollment.h"
#include "domain/lead.h"
#include "domain/payout.h"
#include "query/partner_record.h"
#include "ui/show.h"
#include "ui/view.h"

/* How each of its enrollments stands. */
static bool explain_partner(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct partner_record r = { .n_enrollments = 0 };
	bool ok = partner_record_brief(s->db, id, 0, &a, &r, err);

	if (ok && r.n_enrollments == 0)
		buf_add(out, "It is in no program yet.\n");
	for (size_t i = 0; ok && i < r.n_enrollments; i++) {
		if (i > 0)
			buf_addc(out, '\n');
		ok = enrollment_explain(s, r.enrollments[i].id, out, err);
	}
	arena_done(&a);
	return ok;
}

/* What stands between a statement and its payment. */
static bool explain_statement(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	date_days today = (date_days)(session_now(s) / 86400);
	struct arena a = ARENA_INIT;
	struct payout_reasons r = { .n = 0 };
	bool ok = payout_reasons(s, id, today, &a, &r, err);

	if (ok && r.n == 0)
		buf_add(out, "Nothing is in the way of its payment.\n");
	for (size_t i = 0; ok && i < r.n; i++)
		buf_fmt(out, "%s  %s.\n", i == 0 ? "It cannot be paid:\n" : "",
		    r.list[i]);
	arena_done(&a);
	return ok;
}

static const struct {
	const char *noun, *what;
	bool (*explain)(
	    struct session *s, int64_t id, struct buf *out, struct err *err);
} reasons[] = {
	{ "application", "the score", review_explain },
	{ "enrollment", "the state", enrollment_explain },
	{ "lead", "the stage", lead_explain },
	{ "partner", "the programs", explain_partner },
	{ "sale", "the commission", sale_explain },
	{ "commission", "every cent", commission_explain },
	{ "statement", "the payment", explain_statement },
};

void why_show(struct ui *ui, struct view *v UNUSED)
{
	struct buf b = BUF_INIT;
	struct err err;
	int64_t id;
	const char *noun = ui_record(ui, &id);
	size_t i = 0;

	while (i < ARRAY_LEN(reasons) &&
	    (noun == NULL || strcmp(noun, reasons[i].noun) != 0))
		i++;
	if (i == ARRAY_LEN(reasons))
		ui_say(ui, "There is nothing here to explain.");
	else if (!reasons[i].explain(ui->session, id, &b, &err))
		ui_failed(ui, &err);
	else
		text_show(ui,
		    arena_fmt(&ui->frame, "Why: %s of %s", reasons[i].what,
			show_id(noun, id, &ui->frame)),
		    buf_text(&b));
	buf_done(&b);
}
