/* domain/application_review.c - checks, scores and what follows from them. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/application_row.h"

static const char SELECT_CHECKS[] =
    "SELECT item, result, evidence, reason, note, checked_by, checked_at,"
    " recheck_on FROM application_check WHERE application = ?1";

static const char SELECT_SCORES[] =
    "SELECT item, step, note, scored_by, scored_at FROM application_score"
    " WHERE application = ?1";

static void add_items(
    const struct program *p, struct arena *a, struct review *r)
{
	const struct program_application *rules = &p->application;

	r->items = arena_alloc(
	    a, (rules->n_checks + rules->n_criteria + 1) * sizeof(*r->items));
	for (size_t i = 0; i < rules->n_checks; i++) {
		const struct program_check *check = &rules->checks[i];

		if (check->when != CHECK_APPLICATION)
			continue;
		r->items[r->n_items++] = (struct review_item){
			.is_check = true,
			.id = check->id,
			.name = check->name,
			.result = "open",
			.step = -1,
			.needs_evidence = check->evidence,
			.evidence = "",
			.reason = "",
			.note = "",
			.by = "",
			.recheck_on = DATE_NONE,
			.check = check,
		};
	}
	for (size_t i = 0; i < rules->n_criteria; i++) {
		const struct program_criterion *criterion = &rules->criteria[i];

		r->items[r->n_items++] = (struct review_item){
			.id = criterion->id,
			.name = criterion->name,
			.result = "open",
			.step = -1,
			.weight = criterion->weight,
			.evidence = "",
			.reason = "",
			.note = "",
			.by = "",
			.recheck_on = DATE_NONE,
			.criterion = criterion,
		};
	}
}

static struct review_item *find_item(
    struct review *r, bool is_check, const char *id)
{
	for (size_t i = 0; i < r->n_items; i++)
		if (r->items[i].is_check == is_check &&
		    strcmp(r->items[i].id, id) == 0)
			return &r->items[i];
	return NULL;
}

static bool read_checks(struct db *db, struct review *r, date_days today,
    struct arena *a, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_CHECKS, VALUES(val_int(r->id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct review_item *item =
		    find_item(r, true, db_column(st, 0, VALUE_TEXT).s);
		struct value recheck = db_column(st, 7, VALUE_INT);

		if (item == NULL)
			continue; /* of a version before it was moved */
		item->result = db_text(st, 1, a);
		item->evidence = db_text(st, 2, a);
		item->reason = db_text(st, 3, a);
		item->note = db_text(st, 4, a);
		item->by = db_text(st, 5, a);
		item->at = db_int(st, 6);
		if (recheck.type != VALUE_NULL)
			item->recheck_on = (date_days)recheck.i;
		item->overdue = strcmp(item->result, "passed") == 0 &&
		    recheck.type != VALUE_NULL && recheck.i < today;
	}
	db_reset(st);
	return step == DB_DONE;
}

static bool read_scores(
    struct db *db, struct review *r, struct arena *a, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_SCORES, VALUES(val_int(r->id)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		struct review_item *item =
		    find_item(r, false, db_column(st, 0, VALUE_TEXT).s);
		struct value points = db_column(st, 1, VALUE_INT);

		if (item == NULL)
			continue;
		item->step = points.type == VALUE_NULL ? -1 : (int)points.i;
		item->quarters = item->step > 0 ? item->weight * item->step : 0;
		item->note = db_text(st, 2, a);
		item->by = db_text(st, 3, a);
		item->at = db_int(st, 4);
	}
	db_reset(st);
	return step == DB_DONE;
}

/* Quarters of a point to whole points, half up. */
static int points(int quarters)
{
	return (quarters + 2) / 4;
}

static void count(struct review *r)
{
	int quarters = 0, best = 0;

	r->score_complete = true;
	for (size_t i = 0; i < r->n_items; i++) {
		const struct review_item *item = &r->items[i];

		if (item->is_check) {
			r->n_done += strcmp(item->result, "open") != 0;
			r->n_failed += strcmp(item->result, "failed") == 0;
		} else if (item->step >= 0) {
			r->n_done++;
			quarters += item->quarters;
			best += item->quarters;
		} else {
			r->score_complete = false;
			best += item->weight * (SCORE_STEPS - 1);
		}
	}
	r->score = points(quarters);
	r->score_if_all = points(best);
}

/* The first check that keeps it from approval, failed ones before. */
static const char *find_blocker(const struct review *r, struct arena *a)
{
	for (size_t i = 0; i < r->n_items; i++)
		if (r->items[i].is_check &&
		    strcmp(r->items[i].result, "failed") == 0)
			return arena_fmt(
			    a, "The check \"%s\" failed.", r->items[i].name);
	for (size_t i = 0; i < r->n_items; i++) {
		if (r->items[i].is_check && r->items[i].overdue)
			return arena_fmt(a,
			    "The check \"%s\" must be done again.",
			    r->items[i].name);
		if (r->items[i].is_check &&
		    strcmp(r->items[i].result, "open") == 0)
			return arena_fmt(
			    a, "The check \"%s\" is open.", r->items[i].name);
	}
	return "";
}

static void advise(struct review *r, struct arena *a)
{
	const struct program_application *rules =
	    &r->program.program->application;
	size_t open = 0;

	for (size_t i = 0; i < r->n_items; i++)
		open += !r->items[i].is_check && r->items[i].step < 0;
	if (r->blocker[0] != '\0') {
		r->recommendation = r->n_failed > 0 ? "decline" : "hold";
		r->explanation = r->blocker;
	} else if (rules->n_criteria == 0) {
		r->recommendation = "approve";
		r->explanation = "Every check is done and nothing is scored.";
	} else if (r->score >= rules->approve_from) {
		r->recommendation = "approve";
		r->explanation = arena_fmt(a,
		    "The score %d reaches %d, from which the program "
		    "approves.",
		    r->score, rules->approve_from);
	} else if (open > 0) {
		r->recommendation = "hold";
		r->explanation = arena_fmt(a,
		    "The score is %d so far; %zu criteria are open.", r->score,
		    open);
	} else {
		r->recommendation =
		    r->score >= rules->hold_from ? "hold" : "decline";
		r->explanation = arena_fmt(a,
		    "The score %d is below %d, from which the program "
		    "approves.",
		    r->score, rules->approve_from);
	}
}

static bool read_review(struct session *s, const struct edit *e,
    struct arena *a, struct review *ret, struct err *err)
{
	struct review r = { .id = e->row.id,
		.version = e->row.version,
		.program = e->program,
		.entity = e->entity,
		.status = e->row.status };

	add_items(e->program.program, a, &r);
	if (!read_checks(s->db, &r, e->today, a, err) ||
	    !read_scores(s->db, &r, a, err))
		return false;
	count(&r);
	r.blocker = find_blocker(&r, a);
	advise(&r, a);
	*ret = r;
	return true;
}

bool review_read(struct session *s, int64_t id, struct arena *a,
    struct review *ret, struct err *err)
{
	struct edit e = { .arena = a };

	return application_read(s, id, a, &e.row, err) &&
	    application_terms(s, &e.row, session_now(s), &e, err) &&
	    read_review(s, &e, a, ret, err);
}

bool application_review(struct edit *e, struct review *ret, struct err *err)
{
	return read_review(e->change.session, e, e->arena, ret, err);
}

bool application_recount(struct edit *e, struct err *err)
{
	struct review r;
	bool scored = false;

	if (!application_review(e, &r, err))
		return false;
	for (size_t i = 0; i < r.n_items; i++)
		scored = scored || r.items[i].step >= 0;
	return application_set(e,
	    SETS({ "items", val_int((int64_t)r.n_items) },
		{ "items_done", val_int((int64_t)r.n_done) },
		{ "checks_failed", val_int((int64_t)r.n_failed) },
		{ "score", scored ? val_int(r.score) : val_null() }),
	    err);
}

static void explain_item(const struct review_item *item, struct buf *out)
{
	if (item->is_check) {
		buf_fmt(out, "  check     %s: %s%s\n", item->name,
		    item->overdue ? "must be done again" : item->result,
		    item->evidence[0] != '\0' ? ", evidence on file" : "");
	} else if (item->step < 0) {
		buf_fmt(out, "  criterion %s: open, weight %d\n", item->name,
		    item->weight);
	} else {
		int q = item->quarters;

		buf_fmt(out,
		    "  criterion %s: step %d of %d (%s), %d x %d / %d = "
		    "%d.%02d\n",
		    item->name, item->step, SCORE_STEPS - 1,
		    item->criterion->steps[item->step], item->weight,
		    item->step, SCORE_STEPS - 1, q / 4, q % 4 * 25);
	}
}

bool review_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct review r;
	bool ok = review_read(s, id, &a, &r, err);
	int quarters = 0;

	for (size_t i = 0; ok && i < r.n_items; i++) {
		explain_item(&r.items[i], out);
		quarters += r.items[i].quarters;
	}
	if (ok) {
		const struct program *p = r.program.program;

		buf_fmt(out,
		    "\nSum %d.%02d, rounded half up once: %d of 100%s.\n",
		    quarters / 4, quarters % 4 * 25, r.score,
		    r.score_complete ? "" : " so far");
		if (!r.score_complete)
			buf_fmt(out,
			    "If every open criterion got its best step: %d.\n",
			    r.score_if_all);
		buf_fmt(out,
		    "The program %s, version %s, approves from %d and holds "
		    "from %d.\n",
		    p->id, p->label, p->application.approve_from,
		    p->application.hold_from);
		buf_fmt(out, "Recommendation: %s. %s\n", r.recommendation,
		    r.explanation);
		buf_add(out,
		    "The score is advice: the decision is a person's, and one "
		    "against it carries a note.\n");
	}
	arena_done(&a);
	return ok;
}
