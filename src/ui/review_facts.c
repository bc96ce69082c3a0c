/* ui/review_facts.c - what a review says of its application, as lines. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/country.h"
#include "base/text.h"
#include "domain/lifecycle.h"
#include "ui/review_view.h"
#include "ui/show.h"

static const char *text_of(const struct detail *d, const char *name)
{
	struct value v = detail_value(d, name);

	return v.type == VALUE_TEXT ? v.s : "";
}

static const char *shown(
    const struct detail *d, const char *name, struct arena *a)
{
	struct value v = detail_value(d, name);

	return v.type == VALUE_NULL ? "" : show_value(v, a);
}

/* ---- the company ------------------------------------------------------- */

static bool is_secret(const char *name)
{
	const struct field *f = fields_find(&application_fields, name);

	return f != NULL && (f->flags & FIELD_SECRET) != 0;
}

static const char *maybe_masked(const struct review_view *r, const char *name,
    const char *text, struct arena *a)
{
	if (!is_secret(name) || r->unmasked || text[0] == '\0')
		return text;
	return show_masked(text, a);
}

/* "a   b   c" of those that are there. */
static void add_joined(struct lines *out, const char *const *parts, size_t n)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		if (parts[i][0] != '\0')
			buf_fmt(&b, "%s%s", b.len > 0 ? "  " : "", parts[i]);
	if (b.len > 0)
		lines_wrap(out, ROLE_TEXT, " ", buf_text(&b));
	buf_done(&b);
}

static const char *counted(const struct detail *d, const char *name,
    const char *fmt_before, const char *fmt_after, struct arena *a)
{
	const char *text = shown(d, name, a);

	return text[0] == '\0'
	    ? ""
	    : arena_fmt(a, "%s%s%s", fmt_before, text, fmt_after);
}

static void add_company(const struct review_view *r, struct lines *out)
{
	const struct detail *d = &r->detail;
	struct arena *a = out->arena;
	const char *country = text_of(d, "country");
	const struct country *c = country_of(country);
	const char *place = arena_fmt(a, "%s%s%s", text_of(d, "city"),
	    text_of(d, "city")[0] != '\0' ? ", " : "",
	    c == NULL               ? country
		: c->common != NULL ? c->common
				    : c->name);

	lines_add(out, ROLE_HEAD, "Company");
	lines_wrap(out, ROLE_TEXT, " ", text_of(d, "company"));
	add_joined(out,
	    (const char *const[]){ country,
		maybe_masked(r, "tax_id", text_of(d, "tax_id"), a), place },
	    3);
	add_joined(out,
	    (const char *const[]){ counted(d, "employees", "", " staff", a),
		counted(d, "founded", "est. ", "", a),
		counted(d, "certified_people", "", " certified", a) },
	    3);
	if (text_of(d, "website")[0] != '\0')
		lines_wrap(out, ROLE_TEXT, " ", text_of(d, "website"));
	add_joined(out,
	    (const char *const[]){
		maybe_masked(r, "contact_name", text_of(d, "contact_name"), a),
		maybe_masked(
		    r, "contact_email", text_of(d, "contact_email"), a) },
	    2);
	lines_gap(out);
}

static void add_duplicates(const struct review_view *r, struct lines *out)
{
	if (r->n_duplicates == 0)
		return;
	lines_add(out, ROLE_HEAD, "Possible duplicates");
	for (size_t i = 0; i < r->n_duplicates; i++) {
		const struct duplicate *dup = &r->duplicates[i];

		lines_pair(out, ROLE_WARN,
		    arena_fmt(out->arena, " %s %s",
			show_id(dup->is_partner ? "partner" : "application",
			    dup->id, out->arena),
			dup->name),
		    dup->why);
		lines_add(
		    out, ROLE_MUTED, "   %s, %s", dup->status, dup->country);
	}
	lines_gap(out);
}

static void add_remarks(
    const struct ui *ui, const struct review_view *r, struct lines *out)
{
	lines_add(out, ROLE_HEAD, "Notes");
	if (r->n_remarks == 0)
		lines_add(out, ROLE_MUTED, " none; e adds one");
	for (size_t i = 0; i < r->n_remarks; i++) {
		const struct remark *m = &r->remarks[i];

		lines_add(out, ROLE_TEXT, " %s %s: %s%s%s",
		    show_day((date_days)(m->at / 86400), ui->today, out->arena),
		    m->actor, m->decision, m->reason[0] != '\0' ? ", " : "",
		    m->reason);
		if (m->inside[0] != '\0')
			lines_wrap(out, ROLE_TEXT, "   ", m->inside);
		if (m->outside[0] != '\0')
			lines_wrap(out, ROLE_MUTED, "   > ", m->outside);
	}
	lines_gap(out);
}

static void add_history(
    const struct ui *ui, const struct review_view *r, struct lines *out)
{
	lines_add(out, ROLE_HEAD, "History");
	for (size_t i = r->n_history; i-- > 0;) {
		const struct history_entry *h = &r->history[i];

		lines_wrap(out, h->undone ? ROLE_MUTED : ROLE_TEXT, " ",
		    arena_fmt(out->arena, "%s %s: %s%s",
			show_day(
			    (date_days)(h->at / 86400), ui->today, out->arena),
			h->actor, h->summary,
			h->undone ? " (taken back)" : ""));
	}
	lines_gap(out);
}

/* Every answer of the form, for those who scroll. */
static void add_answers(const struct review_view *r, struct lines *out)
{
	lines_add(out, ROLE_HEAD, "All answers");
	for (size_t i = 0; i < application_fields.n; i++) {
		const struct field *f = &application_fields.list[i];
		const char *text = shown(&r->detail, f->name, out->arena);

		if (text[0] == '\0' || strcmp(text, "-") == 0 ||
		    strcmp(f->name, "id") == 0)
			continue;
		lines_wrap(out, ROLE_TEXT, " ",
		    arena_fmt(out->arena, "%s: %s", f->title,
			maybe_masked(r, f->name, text, out->arena)));
	}
}

void review_facts(struct ui *ui, const struct review_view *r, struct lines *out)
{
	add_company(r, out);
	add_duplicates(r, out);
	add_remarks(ui, r, out);
	add_history(ui, r, out);
	add_answers(r, out);
}

/* ---- the item ---------------------------------------------------------- */

static void add_result(
    const struct ui *ui, const struct review_item *item, struct lines *out)
{
	char day[11];

	if (item->by[0] != '\0' && item->at != 0)
		lines_add(out, ROLE_MUTED, "%s, %s", item->by,
		    show_day(
			(date_days)(item->at / 86400), ui->today, out->arena));
	if (item->reason[0] != '\0')
		lines_add(out, ROLE_TEXT, "Reason  %s", item->reason);
	if (item->recheck_on != DATE_NONE)
		lines_add(out, item->overdue ? ROLE_WARN : ROLE_TEXT,
		    "To be done again %s %s", item->overdue ? "since" : "on",
		    date_text(item->recheck_on, day));
	if (item->note[0] != '\0')
		lines_wrap(out, ROLE_TEXT, "", item->note);
}

static void add_check(
    const struct ui *ui, const struct review_item *item, struct lines *out)
{
	enum role role = strcmp(item->result, "failed") == 0 || item->overdue
	    ? ROLE_BAD
	    : strcmp(item->result, "passed") == 0 ? ROLE_GOOD
						  : ROLE_TEXT;

	lines_pair(out, ROLE_HEAD, item->name, "blocking check");
	lines_gap(out);
	lines_add(out, role, "%s",
	    item->overdue ? "must be done again" : item->result);
	add_result(ui, item, out);
	lines_gap(out);
	lines_pair(out, ROLE_HEAD, "Evidence", "o put on file");
	if (item->evidence[0] != '\0')
		lines_wrap(out, ROLE_TEXT, " ", item->evidence);
	else
		lines_wrap(out, ROLE_MUTED, " ",
		    item->needs_evidence
			? "None yet; it passes only with evidence."
			: "None, and none is asked for.");
}

static void add_criterion(
    const struct ui *ui, const struct review_item *item, struct lines *out)
{
	lines_pair(out, ROLE_HEAD, item->name,
	    arena_fmt(out->arena, "weight %d", item->weight));
	lines_gap(out);
	for (int i = 0; i < SCORE_STEPS; i++)
		lines_wrap(out, item->step == i ? ROLE_GOOD : ROLE_TEXT,
		    arena_fmt(
			out->arena, "%c%d ", item->step == i ? '>' : ' ', i),
		    item->criterion->steps[i]);
	lines_gap(out);
	add_result(ui, item, out);
}

void review_side(struct ui *ui, const struct review_view *r, struct lines *out)
{
	const struct review *v = &r->review;

	if (r->at >= v->n_items) {
		lines_add(out, ROLE_HEAD, "Decision");
		lines_gap(out);
		lines_wrap(out, ROLE_TEXT, "",
		    arena_fmt(out->arena, "Recommendation: %s.",
			v->recommendation != NULL ? v->recommendation
						  : "none"));
		if (v->explanation != NULL)
			lines_wrap(out, ROLE_TEXT, "", v->explanation);
		lines_gap(out);
		lines_wrap(out, ROLE_MUTED, "",
		    "Enter takes the marked decision, h and l mark another; "
		    "w says how the score came about.");
	} else if (v->items[r->at].is_check) {
		add_check(ui, &v->items[r->at], out);
	} else {
		add_criterion(ui, &v->items[r->at], out);
	}
}

/* ---- the score --------------------------------------------------------- */

static int points(int quarters)
{
	return (quarters + 2) / 4;
}

static void add_bars(const struct review *v, struct lines *out)
{
	for (size_t i = 0; i < v->n_items; i++) {
		const struct review_item *item = &v->items[i];
		struct line *line;
		const char *got;

		if (item->is_check)
			continue;
		got = item->step < 0
		    ? arena_fmt(out->arena, "--/%d", item->weight)
		    : arena_fmt(out->arena, "%d/%d", points(item->quarters),
			  item->weight);
		line = lines_pair(out, ROLE_TEXT,
		    text_clip(arena_fmt(out->arena, " %s", item->name), 23,
			out->arena),
		    got);
		line->bar_at = out->width >= 40 ? 24 : 0;
		line->bar = item->quarters;
		line->bar_max = item->weight * 4;
	}
}

void review_score(struct ui *ui UNUSED, const struct review_view *r, bool wide,
    struct lines *out)
{
	const struct review *v = &r->review;
	const struct program *p = v->program.program;

	if (p == NULL)
		return;
	if (wide) {
		lines_pair(out, ROLE_HEAD, "Score",
		    arena_fmt(out->arena, "now %d   if all pass %d   need %d",
			v->score, v->score_if_all,
			p->application.approve_from));
		add_bars(v, out);
		lines_gap(out);
		lines_wrap(out,
		    strcmp(v->recommendation, "approve") == 0 ? ROLE_GOOD
							      : ROLE_WARN,
		    "",
		    arena_fmt(out->arena, "Recommend  %s: %s",
			v->recommendation, v->explanation));
		return;
	}
	lines_add(out, ROLE_TEXT, "Score now %3d    if all pass %3d", v->score,
	    v->score_if_all);
	lines_add(out, ROLE_TEXT, "Needs     %3d    recommend   %s",
	    p->application.approve_from, v->recommendation);
}

/* ---- the queue's preview ----------------------------------------------- */

static void preview_checks(const struct review *v, struct lines *out)
{
	size_t checks = 0, passed = 0;

	for (size_t i = 0; i < v->n_items; i++) {
		checks += v->items[i].is_check;
		passed += v->items[i].is_check &&
		    (strcmp(v->items[i].result, "passed") == 0 ||
			strcmp(v->items[i].result, "waived") == 0);
	}
	lines_add(out, ROLE_HEAD, "Checks %zu/%zu passed", passed, checks);
	for (size_t i = 0; i < v->n_items; i++) {
		const char *result = v->items[i].result;
		bool failed = strcmp(result, "failed") == 0;
		char mark = failed                  ? '!'
		    : strcmp(result, "passed") == 0 ? 'x'
		    : strcmp(result, "waived") == 0 ? '.'
						    : ' ';

		if (v->items[i].is_check)
			lines_add(out, failed ? ROLE_BAD : ROLE_TEXT,
			    " [%c] %s", mark, v->items[i].name);
	}
	lines_gap(out);
}

void review_preview(struct ui *ui, int64_t id, struct lines *out)
{
	struct session *s = ui->session;
	struct arena *a = out->arena;
	struct review_view r = { .id = id };
	struct err err;

	if (!review_read(s, id, a, &r.review, &err) ||
	    !detail_read(s->db, "application", id, a, &r.detail, &err) ||
	    !application_duplicates(
		s, id, a, &r.duplicates, &r.n_duplicates, &err) ||
	    !remarks_read(s->db, id, a, &r.remarks, &r.n_remarks, &err)) {
		lines_wrap(out, ROLE_WARN, "", err.text);
		return;
	}
	lines_add(out, ROLE_HEAD, "%s  %s", show_id("application", id, a),
	    text_of(&r.detail, "company"));
	lines_wrap(out, ROLE_TEXT, "",
	    arena_fmt(a, "%s / %s   %s%s%s", text_of(&r.detail, "program"),
		text_of(&r.detail, "level"), text_of(&r.detail, "city"),
		text_of(&r.detail, "city")[0] != '\0' ? ", " : "",
		text_of(&r.detail, "country")));
	lines_add(out, ROLE_TEXT, "%s   received %s",
	    lifecycle_label(&application_lifecycle, r.review.status),
	    shown(&r.detail, "submitted_on", a));
	lines_gap(out);
	lines_add(out, ROLE_HEAD, "Score %d / 100%s", r.review.score,
	    r.review.score_complete ? "" : " so far");
	add_bars(&r.review, out);
	lines_gap(out);
	preview_checks(&r.review, out);
	add_duplicates(&r, out);
	add_remarks(ui, &r, out);
	lines_wrap(out, ROLE_TEXT, "",
	    arena_fmt(a, "Recommend  %s: %s", r.review.recommendation,
		r.review.explanation));
}
