/* domain/lead_explain.c - why a lead stands as it does. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/lead_queue.h"
#include "domain/lead_valid.h"
#include "domain/lead_window.h"

struct story {
	struct session *session;
	struct lead_row row;
	struct lead_terms terms;
	struct arena *arena;
	struct buf *out;
};

static const char *day(const struct story *s, date_days on)
{
	return date_text(on, arena_alloc(s->arena, 11));
}

static void tell_claim(const struct story *s)
{
	char at[21];

	buf_fmt(s->out, "L-%" PRId64 " %s (%s) of P-%" PRId64 " %s is %s.\n",
	    s->row.id, s->row.data.customer, s->row.data.country,
	    s->row.partner, s->row.partner_name,
	    lead_lifecycle.states[s->row.state].label);
	buf_fmt(s->out, "Submitted on %s, received at %s.\n",
	    day(s, s->row.data.submitted_on),
	    moment_text(s->row.received_at, at));
}

static void tell_program(const struct story *s)
{
	const struct program *p = s->terms.ref.program;
	const struct program_leads *l;

	if (p == NULL) {
		buf_add(
		    s->out, "\nNo program's rules hold: it came in a file.\n");
		return;
	}
	l = &p->leads;
	buf_fmt(
	    s->out, "\nThe program %s, version %s, says:\n", p->id, p->label);
	buf_fmt(
	    s->out, "  decided within %d business days\n", l->decision_days);
	buf_fmt(s->out, "  protected for %d days from %s\n", l->protection_days,
	    l->protection_from == PROTECTION_SUBMISSION ? "its submission"
							: "its acceptance");
	buf_fmt(s->out,
	    "  extended %d time%s at most, by %d days, with proof\n",
	    l->extensions, l->extensions == 1 ? "" : "s", l->extension_days);
	if (l->hard_stop_days > 0)
		buf_fmt(s->out, "  never beyond %d days\n", l->hard_stop_days);
	if (l->open_cap > 0)
		buf_fmt(
		    s->out, "  at most %d open leads a partner\n", l->open_cap);
}

static void tell_decision(const struct story *s)
{
	if (s->row.decision_due == DATE_NONE || s->terms.ref.program == NULL)
		return;
	buf_fmt(s->out,
	    "\nTo be decided by %s: business days of %s, %d left.\n",
	    day(s, s->row.decision_due), s->terms.entity->name,
	    calendar_between(
		&s->terms.calendar, s->terms.today, s->row.decision_due));
}

/* From which day the protection counts, and how it grew. */
static void tell_window(const struct story *s)
{
	const struct program *p = s->terms.ref.program;
	struct lead_window w;

	if (s->row.protected_until == DATE_NONE)
		return;
	buf_fmt(s->out, "\nProtected until %s, that day included.\n",
	    day(s, s->row.protected_until));
	if (p != NULL && s->row.accepted_on != DATE_NONE) {
		w = lead_window_of(
		    &p->leads, s->row.data.submitted_on, s->row.accepted_on);
		buf_fmt(
		    s->out, "  accepted on %s\n", day(s, s->row.accepted_on));
		buf_fmt(s->out, "  %d days from %s: %s\n",
		    p->leads.protection_days,
		    day(s,
			p->leads.protection_from == PROTECTION_SUBMISSION
			    ? s->row.data.submitted_on
			    : s->row.accepted_on),
		    day(s, w.until));
	} else {
		buf_add(s->out, "  as the file says that it came in\n");
	}
	if (s->row.extensions > 0)
		buf_fmt(s->out, "  extended %" PRId64 " time%s\n",
		    s->row.extensions, s->row.extensions == 1 ? "" : "s");
	if (s->row.stop_on != DATE_NONE)
		buf_fmt(s->out, "  ends on %s whatever happens\n",
		    day(s, s->row.stop_on));
}

/* Every key, and who has it. */
static bool tell_keys(struct story *s, struct err *err)
{
	struct claim_keys keys = claim_keys_of(s->row.domain, s->row.tax_key,
	    s->row.name_key, s->row.data.country, s->arena);

	buf_add(s->out, "\nKeys of its customer:\n");
	for (size_t i = 0; i < keys.n; i++) {
		const struct claim_keys one = { .list = { keys.list[i] },
			.n = 1 };
		const char *who =
		    s->row.registered ? "held by this lead" : "free";
		int64_t holder;

		if (!claim_holder(
			s->session, s->row.id, &one, &holder, NULL, err) ||
		    (holder != 0 &&
			!lead_who(s->session, holder, s->arena, &who, err)))
			return false;
		buf_fmt(s->out, "  %-7s %s: %s%s\n", keys.list[i].kind,
		    keys.list[i].value, holder != 0 ? "held by " : "", who);
	}
	if (keys.n == 0)
		buf_add(s->out,
		    "  none: neither a domain nor a tax id, nor a name in a "
		    "known country\n");
	return true;
}

static bool tell_queue(struct story *s, struct err *err)
{
	const char *who;

	if (s->row.behind == 0)
		return true;
	if (!lead_who(s->session, s->row.behind, s->arena, &who, err))
		return false;
	buf_fmt(s->out,
	    "\nIt waits behind %s, which came first; when that gives up, the "
	    "next in order of receipt holds the customer.\n",
	    who);
	return true;
}

static void tell_won(const struct story *s)
{
	const struct program *p = s->terms.ref.program;
	enum rate_from from;

	if (s->row.state != LEAD_WON)
		return;
	buf_fmt(s->out, "\nWon on %s.\n", day(s, s->row.data.closed_on));
	if (p == NULL || p->commission == NULL)
		return;
	from = p->commission->rate_from;
	if (s->row.rate_on == DATE_NONE)
		buf_add(
		    s->out, "The rate of each sale is that of its own day.\n");
	else
		buf_fmt(s->out, "The rate is that of %s: %s.\n",
		    day(s, s->row.rate_on),
		    from == RATE_LIFETIME ? "the customer's first sale"
					  : "the registration");
}

static void tell_weight(const struct story *s)
{
	struct money value = { .minor = s->row.minor },
		     weighted = { .minor = s->row.weighted };
	struct rate likely = { .ppm = s->row.probability };

	if (s->row.minor == FIELD_UNSET)
		return;
	memcpy(value.currency, s->row.data.currency, 3);
	memcpy(weighted.currency, s->row.data.currency, 3);
	buf_fmt(s->out, "\nWeighted: %s x %s = %s %s\n",
	    money_text_grouped(value, s->arena), rate_text(likely, s->arena),
	    money_text_grouped(weighted, s->arena), s->row.data.currency);
}

/* What keeps the partner from holding anything, if something does. */
static bool tell_partner(struct story *s, struct err *err)
{
	const char *why;

	if ((STATE_BIT(s->row.state) & LEAD_OPEN) == 0)
		return true;
	if (!lead_partner_may(s->session, &s->terms, s->arena, &why, err))
		return false;
	if (why != NULL)
		buf_fmt(s->out, "\n%s\n", why);
	return true;
}

bool lead_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct story story = { .session = s, .arena = &a, .out = out };
	bool ok = lead_read(s, id, &a, &story.row, err) &&
	    lead_row_terms(s, &story.row, session_now(s), &story.terms, err);

	if (ok) {
		tell_claim(&story);
		tell_decision(&story);
		tell_window(&story);
		tell_won(&story);
		ok = tell_queue(&story, err) && tell_keys(&story, err) &&
		    tell_partner(&story, err);
		tell_weight(&story);
		tell_program(&story);
	}
	arena_done(&a);
	return ok;
}
