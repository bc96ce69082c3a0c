/* domain/commission_adjust.c - commissions that no sale brings. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/commission_row.h"
#include "domain/partner.h"
#include "domain/program_store.h"

static const char SELECT_PARTNER[] =
    "SELECT name FROM partner WHERE id = ?1 AND void = 0";

/* The only agreement that runs, if it is the only one. */
static const char SELECT_PROGRAM[] =
    "SELECT CASE count(*) WHEN 1 THEN min(program) ELSE '' END"
    " FROM enrollment WHERE partner = ?1 AND void = 0"
    " AND status IN ('active', 'suspended')";

/* What is to be made, with what follows from what it corrects. */
struct plan {
	struct commission_new c;
	const char *partner_name, *currency;
	date_days today;
};

static bool read_corrected(struct session *s, const char *text, struct arena *a,
    struct plan *plan, struct err *err)
{
	struct commission_row row;
	int64_t id;

	if (!noun_id("commission", text, &id, err) ||
	    !commission_read(s, id, a, &row, err)) {
		err->field = "corrects";
		return false;
	}
	plan->c.corrects = id;
	plan->c.partner = row.partner;
	plan->c.program = row.program;
	plan->c.product = row.product;
	plan->currency = arena_str(a, row.amount.currency);
	return true;
}

static bool find_partner(struct session *s,
    const struct commission_adjust_params *p, struct arena *a,
    struct plan *plan, struct err *err)
{
	int64_t id = plan->c.partner;
	struct value name = val_text("");
	bool found = false;

	if (or_empty(p->partner)[0] != '\0' &&
	    !partner_find(s, p->partner, true, a, &id, err))
		return false;
	if (id == 0)
		return err_invalid(err, "partner",
		    "Say which partner it is for, or which commission it "
		    "corrects.");
	if (plan->c.partner != 0 && plan->c.partner != id)
		return err_invalid(err, "partner",
		    "C-%" PRId64 " is of P-%" PRId64
		    "; leave the partner empty, or correct another one.",
		    plan->c.corrects, plan->c.partner);
	plan->c.partner = id;
	if (!db_value(s->db, SELECT_PARTNER, VALUES(val_int(id)), VALUE_TEXT, a,
		&found, &name, err))
		return false;
	plan->partner_name = found ? name.s : "";
	return true;
}

static bool find_amount(const struct commission_adjust_params *p, bool bonus,
    struct plan *plan, struct err *err)
{
	const char *currency = or_empty(p->currency);

	if (currency[0] == '\0' && plan->currency == NULL)
		return err_invalid(
		    err, "currency", "Say which currency the amount is in.");
	if (currency[0] != '\0' && plan->currency != NULL &&
	    strcmp(currency, plan->currency) != 0)
		return err_invalid(err, "currency",
		    "C-%" PRId64 " is in %s, and so is what corrects it.",
		    plan->c.corrects, plan->currency);
	if (!decimal_to_money(p->amount,
		currency[0] != '\0' ? currency : plan->currency, false,
		&plan->c.amount, err)) {
		err->field = "amount";
		return false;
	}
	if (plan->c.amount.minor == 0)
		return err_invalid(
		    err, "amount", "An amount of nothing changes nothing.");
	if (bonus && plan->c.amount.minor < 0)
		return err_invalid(err, "amount",
		    "A bonus is above zero; \"adjust\" takes something back.");
	return true;
}

/* The program that was named, else the only one it can be of. */
static bool find_program(struct session *s,
    const struct commission_adjust_params *p, struct arena *a,
    struct plan *plan, struct err *err)
{
	struct value only = val_text("");
	bool found = false;

	if (or_empty(p->product)[0] != '\0')
		plan->c.product = p->product;
	if (or_empty(p->program)[0] != '\0') {
		if (!program_is_loaded(s, p->program))
			return err_invalid(err, "program",
			    "No program \"%s\" is loaded; \"accord program "
			    "list\" names them.",
			    p->program);
		plan->c.program = p->program;
	}
	if (or_empty(plan->c.program)[0] != '\0')
		return true;
	if (!db_value(s->db, SELECT_PROGRAM, VALUES(val_int(plan->c.partner)),
		VALUE_TEXT, a, &found, &only, err))
		return false;
	plan->c.program = found ? only.s : "";
	return true;
}

static bool find_day(struct session *s,
    const struct commission_adjust_params *p, int64_t now, struct plan *plan,
    struct err *err)
{
	if (!commission_today(
		s, plan->c.partner, 0, plan->c.program, now, &plan->today, err))
		return false;
	plan->c.on = p->on != DATE_NONE ? p->on : plan->today;
	if (plan->c.on > plan->today)
		return err_invalid(
		    err, "on", "It counts from today or a day before.");
	return true;
}

/* Earned at once, with no window; a suspended partner's is held. */
static bool make(struct change *c, const struct plan *plan, const char **ret,
    int64_t *ret_id, struct err *err)
{
	struct tranche_new t = { .amount = plan->c.amount.minor,
		.on = plan->c.on,
		.release_on = plan->c.on };
	int64_t tranche;

	if (!commission_hold_for(c->session, plan->c.partner, 0,
		plan->c.program, &t.hold, err) ||
	    !commission_insert(c, &plan->c, &t.commission, err) ||
	    !tranche_insert(c, &t, &tranche, err))
		return false;
	*ret = t.hold;
	*ret_id = t.commission;
	return true;
}

static bool insert(
    struct change *c, struct call *call, bool bonus, struct err *err)
{
	const struct commission_adjust_params *p = call->params;
	struct session *s = c->session;
	struct arena *a = call->arena;
	struct plan plan = { .c = { .kind = bonus ? "bonus" : "adjustment",
				 .share = PPM,
				 .reason = p->reason,
				 .note = p->note } };
	const char *hold;

	if ((or_empty(p->corrects)[0] != '\0' &&
		!read_corrected(s, p->corrects, a, &plan, err)) ||
	    !find_partner(s, p, a, &plan, err) ||
	    !find_amount(p, bonus, &plan, err) ||
	    !find_program(s, p, a, &plan, err) ||
	    !find_day(s, p, c->now, &plan, err) ||
	    !make(c, &plan, &hold, &c->record, err))
		return false;
	call->ret_text = arena_fmt(a,
	    "C-%" PRId64 ", %s of %s %s for P-%" PRId64
	    " %s, waits for somebody else's approval%s.",
	    c->record, bonus ? "a bonus" : "an adjustment",
	    money_text(plan.c.amount, a), plan.c.amount.currency,
	    plan.c.partner, plan.partner_name,
	    hold[0] != '\0' ? "; it is held while the partner is suspended"
			    : "");
	return true;
}

static bool add(
    struct session *s, struct call *call, bool bonus, struct err *err)
{
	const struct operation *op =
	    operation_find("commission", bonus ? "bonus" : "adjust");
	struct change c;
	bool again;

	if (!record_begin(s, call, op, &c, &again, err) || again)
		return again;
	return record_end(&c, call, insert(&c, call, bonus, err), err);
}

bool commission_adjustment(
    struct session *s, struct call *call, struct err *err)
{
	return add(s, call, false, err);
}

bool commission_bonus(struct session *s, struct call *call, struct err *err)
{
	return add(s, call, true, err);
}
