/* ui/partner_preview.c - a partner in a few lines, and what to look at. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/lifecycle.h"
#include "ui/partner_view.h"
#include "ui/show.h"

/* Ends of terms and certificates are told of so many days before. */
enum { SOON = 60 };

/* Contacts that a single line has room for. */
enum { NAMED = 2 };

/* Below this the preview stands beside the list, one fact on a line. */
enum { BELOW_WIDTH = 60 };

bool partner_facts_read(struct ui *ui, int64_t id, bool brief, struct arena *a,
    struct partner_facts *ret, struct err *err)
{
	struct db *db = ui->session->db;
	date_days from = ui->today - WON_DAYS;
	struct partner_facts f = { .id = id };

	if (!detail_read(db, "partner", id, a, &f.detail, err) ||
	    !(brief ? partner_record_brief(db, id, from, a, &f.record, err)
		    : partner_record_read(db, id, from, a, &f.record, err)))
		return false;
	*ret = f;
	return true;
}

const char *partner_text(const struct partner_facts *f, const char *name)
{
	struct value v = detail_value(&f->detail, name);

	return v.type == VALUE_TEXT ? v.s : "";
}

static int64_t number_of(const struct partner_facts *f, const char *name)
{
	struct value v = detail_value(&f->detail, name);

	return v.type == VALUE_NULL || v.type == VALUE_TEXT ? 0 : v.i;
}

const char *partner_day(const struct ui *ui, date_days day, struct arena *a)
{
	int64_t days = (int64_t)day - ui->today;
	const char *text = show_value(val_date(day), a);

	if (day == DATE_NONE)
		return "";
	if (days == 0)
		return arena_fmt(a, "%s, today", text);
	return days > 0 ? arena_fmt(a, "%s, in %" PRId64 "d", text, days)
			: arena_fmt(a, "%s, %" PRId64 "d ago", text, -days);
}

/* ---- money ------------------------------------------------------------- */

const char *partner_money(const struct partner_total *totals, size_t n,
    bool (*counts)(const char *stage), struct arena *a)
{
	struct buf b = BUF_INIT;

	/* Few currencies: each is added up when it is met first. */
	for (size_t i = 0; i < n; i++) {
		const struct partner_total *t = &totals[i];
		struct money sum = { .minor = 0 };
		bool first = t->currency[0] != '\0' && counts(t->stage);

		for (size_t k = 0; k < i && first; k++)
			first = strcmp(totals[k].currency, t->currency) != 0 ||
			    !counts(totals[k].stage);
		for (size_t k = i; k < n && first; k++)
			if (strcmp(totals[k].currency, t->currency) == 0 &&
			    counts(totals[k].stage))
				sum.minor += totals[k].value;
		if (!first)
			continue;
		memcpy(sum.currency, t->currency, 3);
		buf_fmt(&b, "%s%s", b.len > 0 ? ", " : "", show_whole(sum, a));
	}
	return buf_take(&b, a);
}

static bool is_won(const char *stage)
{
	return strcmp(stage, "won") == 0;
}

/* ---- warnings ---------------------------------------------------------- */

static void warn(struct lines *out, const char *text)
{
	lines_wrap(out, ROLE_WARN, "! ", text);
}

static void warn_enrollment(
    struct ui *ui, const struct partner_enrollment *e, struct lines *out)
{
	struct arena *a = out->arena;
	bool ended = e->ended_on != DATE_NONE;

	if (ended)
		return;
	if (strcmp(e->standing, "good") != 0)
		warn(out,
		    arena_fmt(a, "%s: a requirement is %s", e->program,
			strcmp(e->standing, "lost") == 0 ? "lost" : "not met"));
	if (e->proposed[0] != '\0')
		warn(out,
		    arena_fmt(a, "%s: level %s is proposed", e->program,
			e->proposed));
	else if (e->review_on != DATE_NONE && e->review_on <= ui->today)
		warn(out,
		    arena_fmt(a, "%s: level review due since %s", e->program,
			show_value(val_date(e->review_on), a)));
	if (e->term_to != DATE_NONE && e->term_to <= ui->today + SOON &&
	    strcmp(e->renewal, "auto") != 0)
		warn(out,
		    arena_fmt(a, "%s: the term ends %s", e->program,
			partner_day(ui, e->term_to, a)));
}

static void warn_certificate(
    struct ui *ui, const struct partner_certificate *c, struct lines *out)
{
	if (c->expires_on == DATE_NONE || c->expires_on >= ui->today)
		return;
	warn(out,
	    arena_fmt(out->arena, "certificate %s expired %s", c->person,
		show_value(val_date(c->expires_on), out->arena)));
}

void partner_warnings(
    struct ui *ui, const struct partner_facts *f, struct lines *out)
{
	const struct partner_record *r = &f->record;

	for (size_t i = 0; i < r->n_enrollments; i++)
		warn_enrollment(ui, &r->enrollments[i], out);
	for (size_t i = 0; i < r->n_certificates; i++)
		warn_certificate(ui, &r->certificates[i], out);
	if (r->n_contacts == 0 || strcmp(r->contacts[0].kind, "main") != 0)
		warn(out, "no main contact");
	if (number_of(f, "duplicate") != 0)
		warn(out, "there may be another record of it: f duplicate:yes");
}

/* ---- enrollments ------------------------------------------------------- */

static const char *state_of(const struct partner_enrollment *e)
{
	return lifecycle_label(&enrollment_lifecycle, e->status);
}

/* "silver reseller, active since 2025-02" */
static const char *enrollment_text(
    const struct partner_enrollment *e, struct arena *a)
{
	date_days since = e->ended_on != DATE_NONE ? e->ended_on
	    : e->suspended_on != DATE_NONE         ? e->suspended_on
						   : e->active_on;

	return arena_fmt(a, "%s %s, %s%s%.7s", e->level, e->program,
	    state_of(e), since != DATE_NONE ? " since " : "",
	    since != DATE_NONE ? show_value(val_date(since), a) : "");
}

/* "   renewal 2027-02-01, review in 96d"; a date that does not fit into the
 * room is left out, not cut. */
static const char *dates_text(const struct ui *ui,
    const struct partner_enrollment *e, int room, struct arena *a)
{
	const char *review = "";
	struct buf b = BUF_INIT;

	if (e->term_to != DATE_NONE)
		buf_fmt(&b, "   %s %s",
		    strcmp(e->renewal, "end") == 0 ? "ends" : "renewal",
		    show_value(val_date(e->term_to), a));
	if (e->review_on != DATE_NONE)
		review = arena_fmt(a, "%s review %s%s",
		    e->term_to != DATE_NONE ? "," : "  ",
		    e->review_on >= ui->today ? "in " : "due ",
		    show_days(e->review_on, ui->today, a));
	if (text_width(buf_text(&b)) + text_width(review) <= room)
		buf_add(&b, review);
	return buf_take(&b, a);
}

/* ---- people ------------------------------------------------------------ */

static size_t expired(const struct ui *ui, const struct partner_record *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_certificates; i++)
		n += r->certificates[i].expires_on != DATE_NONE &&
		    r->certificates[i].expires_on < ui->today;
	return n;
}

static const char *contacts_text(
    const struct ui *ui, const struct partner_record *r, struct arena *a)
{
	size_t gone = expired(ui, r);
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < r->n_contacts && i < NAMED; i++)
		buf_fmt(&b, "%s%s (%s)", i > 0 ? "  " : "", r->contacts[i].name,
		    r->contacts[i].kind);
	if (r->n_contacts > NAMED)
		buf_fmt(&b, "  and %zu more", r->n_contacts - NAMED);
	if (r->n_contacts == 0)
		buf_add(&b, "nobody yet");
	if (gone > 0)
		buf_fmt(&b, "  %zu certificate%s expired", gone,
		    gone > 1 ? "s" : "");
	return buf_take(&b, a);
}

/* ---- leads ------------------------------------------------------------- */

/* "2 won, 31% convert" */
static const char *closed_text(const struct partner_facts *f, struct arena *a)
{
	int64_t won = number_of(f, "leads_won");
	int64_t ended = won + number_of(f, "leads_lost");

	if (ended == 0)
		return "none won yet";
	return arena_fmt(a, "%" PRId64 " won, %" PRId64 "%% convert", won,
	    (won * 100 + ended / 2) / ended);
}

static const char *pipeline_text(
    const struct partner_record *r, struct arena *a)
{
	const char *open =
	    partner_money(r->totals, r->n_totals, lead_stage_is_open, a);

	return open[0] != '\0' ? arena_fmt(a, "pipeline %s", open) : "";
}

static const char *won_text(const struct partner_record *r, struct arena *a)
{
	const char *won = partner_money(r->won, r->n_won, is_won, a);

	return won[0] != '\0' ? won : "nothing";
}

/* A bar for each open stage, by the number of its leads. */
static void add_stages(const struct partner_record *r, struct lines *out)
{
	int64_t most = 1, counts[LEAD_WON] = { 0 };

	for (size_t i = 0; i < r->n_totals; i++) {
		size_t s = lifecycle_find(&lead_lifecycle, r->totals[i].stage);

		if (s >= LEAD_WON)
			continue;
		counts[s] += r->totals[i].n;
		most = counts[s] > most ? counts[s] : most;
	}
	for (size_t s = 0; s < LEAD_WON; s++) {
		struct line *line;

		if (counts[s] == 0)
			continue;
		line = lines_pair(out, ROLE_TEXT,
		    arena_fmt(
			out->arena, " %s", lead_lifecycle.states[s].label),
		    arena_fmt(out->arena, "%" PRId64, counts[s]));
		line->bar_at = 12;
		line->bar = counts[s];
		line->bar_max = most;
	}
}

/* ---- the preview ------------------------------------------------------- */

/* Below the rows: a title and its facts on a line. */
static void below(
    struct ui *ui, const struct partner_facts *f, struct lines *out)
{
	struct lines warnings = { .arena = out->arena, .width = 1000 };
	const struct partner_record *r = &f->record;
	struct arena *a = out->arena;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < r->n_enrollments; i++) {
		const struct partner_enrollment *e = &r->enrollments[i];
		const char *text = arena_fmt(
		    a, "%-9s %s", i == 0 ? "Level" : "", enrollment_text(e, a));

		lines_add(out, ROLE_TEXT, "%s%s", text,
		    dates_text(ui, e, out->width - text_width(text), a));
	}
	lines_add(out, ROLE_TEXT, "Contacts  %s", contacts_text(ui, r, a));
	lines_add(out, ROLE_TEXT, "Leads     %" PRId64 " open, %s  %s",
	    number_of(f, "leads"), closed_text(f, a), pipeline_text(r, a));
	partner_warnings(ui, f, &warnings);
	for (size_t i = 0; i < warnings.n; i++)
		buf_fmt(&b, "%s%s", i > 0 ? "  " : "", warnings.list[i].text);
	if (warnings.n > 0)
		lines_wrap(out, ROLE_WARN, "", buf_text(&b));
	buf_done(&b);
	lines_add(out, ROLE_TEXT, "Won       %s in 12 months", won_text(r, a));
	add_stages(r, out);
}

static const char *place_of(const struct partner_facts *f, struct arena *a)
{
	const char *city = partner_text(f, "city");

	return arena_fmt(a, "%s%s%s", city, city[0] != '\0' ? ", " : "",
	    partner_text(f, "country"));
}

static void beside_enrollments(
    struct ui *ui, const struct partner_record *r, struct lines *out)
{
	struct arena *a = out->arena;

	for (size_t i = 0; i < r->n_enrollments; i++) {
		const struct partner_enrollment *e = &r->enrollments[i];

		lines_wrap(out, ROLE_TEXT, "", enrollment_text(e, a));
		if (e->term_to != DATE_NONE)
			lines_add(out, ROLE_TEXT, " Renewal %s",
			    partner_day(ui, e->term_to, a));
		if (e->review_on != DATE_NONE)
			lines_add(out, ROLE_TEXT, " Review  %s",
			    partner_day(ui, e->review_on, a));
	}
	lines_gap(out);
}

static void beside_people(
    struct ui *ui, const struct partner_record *r, struct lines *out)
{
	size_t gone = expired(ui, r);

	lines_add(out, ROLE_HEAD, "Contacts");
	for (size_t i = 0; i < r->n_contacts; i++)
		lines_pair(out, ROLE_TEXT,
		    arena_fmt(out->arena, " %s", r->contacts[i].name),
		    r->contacts[i].kind);
	if (r->n_certificates > 0)
		lines_pair(out, gone > 0 ? ROLE_WARN : ROLE_TEXT,
		    " Certificates",
		    gone > 0 ? arena_fmt(out->arena, "%zu, %zu expired",
				   r->n_certificates, gone)
			     : arena_fmt(out->arena, "%zu", r->n_certificates));
	lines_gap(out);
}

static void beside_leads(const struct partner_facts *f, struct lines *out)
{
	const struct partner_record *r = &f->record;
	struct arena *a = out->arena;

	lines_pair(out, ROLE_HEAD, "Leads",
	    arena_fmt(a, "%" PRId64 " open", number_of(f, "leads")));
	add_stages(r, out);
	lines_wrap(out, ROLE_TEXT, " ", closed_text(f, a));
	if (pipeline_text(r, a)[0] != '\0')
		lines_wrap(out, ROLE_TEXT, " ", pipeline_text(r, a));
	lines_wrap(out, ROLE_TEXT, " ",
	    arena_fmt(a, "12 months: %s won", won_text(r, a)));
	lines_gap(out);
}

static void beside(
    struct ui *ui, const struct partner_facts *f, struct lines *out)
{
	const char *manager = partner_text(f, "manager");
	const char *tags = partner_text(f, "tags");

	lines_wrap(out, ROLE_TEXT, "", place_of(f, out->arena));
	lines_gap(out);
	beside_enrollments(ui, &f->record, out);
	if (manager[0] != '\0')
		lines_add(out, ROLE_TEXT, "Manager   %s", manager);
	if (tags[0] != '\0')
		lines_wrap(out, ROLE_TEXT, "Tags      ", tags);
	lines_gap(out);
	beside_people(ui, &f->record, out);
	beside_leads(f, out);
	partner_warnings(ui, f, out);
}

void partner_preview(struct ui *ui, int64_t id, struct lines *out)
{
	struct partner_facts f;
	struct err err;

	if (!partner_facts_read(ui, id, true, out->arena, &f, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	lines_add(out, ROLE_HEAD, "%s  %s", show_id("partner", id, out->arena),
	    partner_text(&f, "name"));
	if (out->width >= BELOW_WIDTH)
		below(ui, &f, out);
	else
		beside(ui, &f, out);
}
