/* domain/lead_data.c - what was told of a lead, as columns with their keys. */

#include "config.h"

#include "domain/lead_data.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/partner.h"
#include "domain/record.h"

/* What a lead is worth where no program says it. */
static const int64_t likely[PROGRAM_STAGES] = {
	[STAGE_SUBMITTED] = 100000,
	[STAGE_ACCEPTED] = 200000,
	[STAGE_QUALIFIED] = 300000,
	[STAGE_PROPOSAL] = 600000,
};

int64_t lead_probability(const struct program *p, enum lead_state stage)
{
	static const enum program_stage_of of[] = {
		[LEAD_SUBMITTED] = STAGE_SUBMITTED,
		[LEAD_QUEUED] = STAGE_SUBMITTED,
		[LEAD_ACCEPTED] = STAGE_ACCEPTED,
		[LEAD_QUALIFIED] = STAGE_QUALIFIED,
		[LEAD_PROPOSAL] = STAGE_PROPOSAL,
	};

	/* Who waits behind another has nothing to win yet. */
	if (stage == LEAD_QUEUED || stage > LEAD_WON)
		return 0;
	if (stage == LEAD_WON)
		return PPM;
	return p != NULL ? p->leads.stages[of[stage]].ppm : likely[of[stage]];
}

bool lead_weigh(int64_t minor, const char *currency, int64_t ppm, int64_t *ret,
    struct err *err)
{
	struct money value = { .minor = minor }, part;

	if (minor == FIELD_UNSET) {
		*ret = 0;
		return true;
	}
	memcpy(value.currency, currency, sizeof(value.currency) - 1);
	if (!money_rate(
		value, (struct rate){ .ppm = ppm }, ROUND_HALF_UP, &part, err))
		return false;
	*ret = part.minor;
	return true;
}

const char *lead_domain(const struct lead_data *d, struct arena *a)
{
	const char *host = text_host(or_empty(d->domain), a);

	return text_is_free_mail(host) ? "" : host;
}

void lead_put_customer(
    struct set_list *sets, const struct lead_data *d, struct arena *a)
{
	const char *domain = lead_domain(d, a);

	set_put_text(sets, "customer", d->customer);
	set_put_text(sets, "name_key", text_company_key(d->customer, a));
	set_put_text(sets, "sort_name", text_fold(d->customer, a));
	set_put_text(sets, "country",
	    or_empty(d->country)[0] != '\0' ? d->country : "ZZ");
	set_put_text(sets, "domain", domain);
	set_put_text(sets, "tax_id", d->tax_id);
	set_put_text(sets, "tax_key", text_id_key(or_empty(d->tax_id), a));
	set_put_text(sets, "search",
	    text_fold(
		arena_fmt(a, "%s %s %s %s %s %s", or_empty(d->customer), domain,
		    or_empty(d->contact_name), or_empty(d->contact_email),
		    or_empty(d->id), or_empty(d->note)),
		a));
}

/* The value in minor units, FIELD_UNSET for none. */
static bool find_value(const struct lead_data *d, int64_t *ret, struct err *err)
{
	struct money money;

	*ret = FIELD_UNSET;
	if (!d->value.set)
		return true;
	if (or_empty(d->currency)[0] == '\0')
		return err_invalid(
		    err, "currency", "A value needs its currency.");
	if (!decimal_to_money(d->value, d->currency, false, &money, err))
		return err_in(err, "Value");
	*ret = money.minor;
	return true;
}

/* A lead without a value counts under no currency. */
static bool put_value(struct set_list *sets, const struct lead_data *d,
    const struct program *p, enum lead_state stage, struct err *err)
{
	int64_t minor, weighted, ppm = lead_probability(p, stage);

	if (!find_value(d, &minor, err) ||
	    !lead_weigh(minor, d->currency, ppm, &weighted, err))
		return false;
	set_put(
	    sets, "value", minor == FIELD_UNSET ? val_null() : val_int(minor));
	set_put_text(sets, "currency", minor == FIELD_UNSET ? "" : d->currency);
	set_put(sets, "probability", val_int(ppm));
	set_put(sets, "weighted", val_int(weighted));
	return true;
}

bool lead_put_data(struct set_list *sets, const struct lead_data *d,
    const struct program *p, enum lead_state stage, struct arena *a,
    struct err *err)
{
	lead_put_customer(sets, d, a);
	set_put_text(sets, "contact_name", d->contact_name);
	set_put_text(sets, "contact_email", d->contact_email);
	set_put_text(sets, "product", d->product);
	set_put(sets, "expected_close", val_date(d->expected_close));
	set_put(sets, "consent",
	    d->consent == TRI_UNSET ? val_null()
				    : val_bool(d->consent == TRI_YES));
	set_put_text(sets, "note", d->note);
	set_put_text(sets, "split", d->split);
	set_put_text(sets, "owner", d->owner);
	set_put_text(sets, "next_step", d->next_step);
	set_put(sets, "next_on", val_date(d->next_on));
	return put_value(sets, d, p, stage, err);
}

bool lead_put_stage(struct set_list *sets, const struct program *p,
    enum lead_state stage, date_days on, int64_t minor, const char *currency,
    struct err *err)
{
	int64_t ppm = lead_probability(p, stage), weighted;

	if (!lead_weigh(minor, currency, ppm, &weighted, err))
		return false;
	set_put_text(sets, "stage", lead_lifecycle.states[stage].name);
	set_put(sets, "stage_on", val_date(on));
	set_put(sets, "probability", val_int(ppm));
	set_put(sets, "weighted", val_int(weighted));
	return true;
}

/* One part: "P-12:600000". */
static bool read_part(struct session *s, const char *part, struct arena *a,
    int64_t *ppm, struct err *err)
{
	const char *colon = strchr(part, ':');
	int64_t partner;
	char *end;

	if (colon == NULL)
		return err_invalid(err, "split",
		    "A split is like P-1:600000,P-2:400000, in millionths.");
	if (!partner_find(s, arena_strn(a, part, (size_t)(colon - part)), true,
		a, &partner, err)) {
		err->field = "split";
		return false;
	}
	*ppm = strtoll(colon + 1, &end, 10);
	if (end == colon + 1 || *end != '\0' || *ppm <= 0 || *ppm > PPM)
		return err_invalid(err, "split",
		    "A part is from 1 to 1000000 millionths, not \"%s\".",
		    colon + 1);
	return true;
}

bool lead_check_split(
    struct session *s, const char *split, struct arena *a, struct err *err)
{
	const char *at = or_empty(split);
	int64_t sum = 0, ppm;

	if (at[0] == '\0')
		return true;
	for (;;) {
		size_t len = strcspn(at, ",");

		if (!read_part(s, arena_strn(a, at, len), a, &ppm, err))
			return false;
		sum += ppm;
		if (at[len] == '\0' || sum > PPM)
			break;
		at += len + 1;
	}
	if (sum == PPM)
		return true;
	return err_invalid(err, "split",
	    "The parts of a split add up to 1000000 millionths; these do "
	    "not.");
}

const char *lead_missing(const struct program *p, const struct lead_data *d)
{
	for (size_t i = 0; i < p->leads.n_required; i++) {
		const struct field *f =
		    fields_find(&lead_fields, p->leads.required[i]);

		if (f != NULL && field_is_empty(f, d))
			return f->name;
	}
	return NULL;
}

struct lead_start lead_start_of(const struct lead_terms *t)
{
	return (struct lead_start){ .stage = LEAD_SUBMITTED,
		.stage_on = t->submitted_on,
		.decision_due = DATE_NONE,
		.accepted_on = DATE_NONE,
		.protected_until = DATE_NONE,
		.stop_on = DATE_NONE,
		.closed_on = DATE_NONE,
		.rate_on = DATE_NONE,
		.reason = "" };
}

bool lead_start_imported(const struct lead_data *d, const struct lead_terms *t,
    struct lead_start *ret, struct err *err)
{
	struct lead_start start = lead_start_of(t);
	const char *stage = or_empty(d->stage);
	size_t state = LEAD_SUBMITTED;
	bool open;

	if (stage[0] != '\0')
		state = lifecycle_find(&lead_lifecycle, stage);
	if (state >= lead_lifecycle.n_states)
		return err_invalid(
		    err, "stage", "There is no stage \"%s\".", stage);
	if (state == LEAD_QUEUED)
		return err_invalid(err, "stage",
		    "A lead of a file waits behind no other; it is submitted.");
	start.stage = (enum lead_state)state;
	open = (STATE_BIT(state) & LEAD_OPEN) != 0;
	if (open && d->protected_until != DATE_NONE) {
		start.registered = true;
		start.protected_until = d->protected_until;
	}
	if (!open)
		start.closed_on =
		    d->closed_on != DATE_NONE ? d->closed_on : t->submitted_on;
	if (d->closed_on != DATE_NONE)
		start.stage_on = d->closed_on;
	if (state == LEAD_WON)
		start.rate_on = t->submitted_on;
	start.reason = or_empty(d->reason);
	if (state == LEAD_LOST && start.reason[0] == '\0')
		start.reason = "not_given";
	*ret = start;
	return true;
}

void lead_put_start(struct set_list *sets, const struct lead_start *start)
{
	set_put(sets, "customer_id",
	    start->customer_id != 0 ? val_int(start->customer_id) : val_null());
	set_put(sets, "behind",
	    start->behind != 0 ? val_int(start->behind) : val_null());
	set_put(sets, "registered", val_bool(start->registered));
	set_put(sets, "decision_due", val_date(start->decision_due));
	set_put(sets, "accepted_on", val_date(start->accepted_on));
	set_put(sets, "protected_until", val_date(start->protected_until));
	set_put(sets, "stop_on", val_date(start->stop_on));
	set_put(sets, "closed_on", val_date(start->closed_on));
	set_put(sets, "rate_on", val_date(start->rate_on));
	set_put_text(sets, "reason", start->reason);
	set_put_text(sets, "stage", lead_lifecycle.states[start->stage].name);
	set_put(sets, "stage_on", val_date(start->stage_on));
}

void lead_put_terms(struct set_list *sets, const struct lead_terms *t)
{
	set_put(sets, "partner", val_int(t->partner));
	set_put(sets, "enrollment",
	    t->enrollment != 0 ? val_int(t->enrollment) : val_null());
	set_put_text(
	    sets, "program", t->ref.program != NULL ? t->ref.program->id : "");
	set_put(sets, "program_version",
	    t->ref.program != NULL ? val_int(t->ref.id) : val_null());
	set_put_text(sets, "entity", t->entity != NULL ? t->entity->id : "");
	set_put(sets, "submitted_on", val_date(t->submitted_on));
}

bool lead_insert(struct change *c, const struct lead_data *d,
    const struct lead_terms *t, const struct lead_start *start, int64_t batch,
    struct arena *a, int64_t *ret_id, struct err *err)
{
	struct set_list sets = { .n = 0 };

	if (!lead_check_split(c->session, d->split, a, err) ||
	    !lead_put_data(&sets, d, t->ref.program, start->stage, a, err) ||
	    !record_put_ref(&sets, c->session, "lead", 0, d->id, a, err))
		return false;
	lead_put_terms(&sets, t);
	lead_put_start(&sets, start);
	set_put(&sets, "received_at", val_time(c->now));
	set_put(&sets, "activity_on",
	    val_date(start->closed_on != DATE_NONE ? start->closed_on
						   : t->submitted_on));
	if (batch != 0)
		set_put(&sets, "batch", val_int(batch));
	else
		set_put_text(&sets, "submitted_by", c->session->user);
	set_put(&sets, "created_at", val_time(c->now));
	set_put_text(&sets, "created_by", c->session->user);
	set_put(&sets, "updated_at", val_time(c->now));
	return change_insert(c, "lead", sets.list, sets.n, ret_id, err);
}
