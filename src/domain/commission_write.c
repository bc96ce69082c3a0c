/* domain/commission_write.c - commissions and their tranches as rows. */

#include "config.h"

#include "domain/commission_write.h"

bool commission_insert(struct change *c, const struct commission_new *n,
    int64_t *ret_id, struct err *err)
{
	struct set_list sets = { .n = 0 };

	set_put_text(&sets, "kind", n->kind);
	set_put(&sets, "sale", id_or_none(n->sale));
	set_put(&sets, "corrects", id_or_none(n->corrects));
	set_put(&sets, "partner", val_int(n->partner));
	set_put_text(&sets, "program", n->program);
	set_put_text(&sets, "product", n->product);
	set_put(&sets, "currency", val_text(n->amount.currency));
	set_put(&sets, "share", val_int(n->share));
	set_put(&sets, "base", val_int(n->base));
	set_put(&sets, "amount", val_int(n->amount.minor));
	set_put(&sets, "ppm", id_or_none(n->ppm));
	set_put(&sets, "on_date", val_date(n->on));
	set_put(&sets, "on_month", val_date(date_month(n->on)));
	set_put_text(&sets, "reason", n->reason);
	set_put_text(&sets, "note", n->note);
	set_put(&sets, "recorded_by", val_text(c->session->user));
	set_put(&sets, "batch", id_or_none(n->batch));
	set_put(&sets, "created_at", val_int(c->now));
	set_put(&sets, "created_by", val_text(c->session->user));
	set_put(&sets, "updated_at", val_int(c->now));
	return change_insert(c, "commission", sets.list, sets.n, ret_id, err);
}

bool tranche_insert(struct change *c, const struct tranche_new *n,
    int64_t *ret_id, struct err *err)
{
	struct set_list sets = { .n = 0 };

	if (n->amount == 0) {
		*ret_id = 0;
		return true;
	}
	set_put(&sets, "commission", val_int(n->commission));
	set_put(&sets, "payment", id_or_none(n->payment));
	set_put(&sets, "amount", val_int(n->amount));
	set_put(&sets, "earned_on", val_date(n->on));
	set_put(&sets, "earned_month", val_date(date_month(n->on)));
	set_put(&sets, "release_on", val_date(n->release_on));
	set_put(&sets, "release_month", val_date(date_month(n->release_on)));
	set_put_text(&sets, "state", n->hold[0] != '\0' ? "held" : "earned");
	set_put(&sets, "state_on", val_date(n->on));
	set_put(&sets, "state_month", val_date(date_month(n->on)));
	set_put_text(&sets, "hold", n->hold);
	set_put_text(&sets, "reason", n->reason);
	set_put(&sets, "batch", id_or_none(c->by_batch ? c->record : 0));
	set_put(&sets, "created_at", val_int(c->now));
	set_put(&sets, "updated_at", val_int(c->now));
	return change_insert(c, "tranche", sets.list, sets.n, ret_id, err);
}

bool tranche_move(struct change *c, int64_t id, enum commission_state to,
    date_days on, const char *hold, const char *reason, const char *approver,
    struct err *err)
{
	struct set_list sets = { .n = 0 };

	set_put_text(&sets, "state", commission_lifecycle.states[to].name);
	set_put(&sets, "state_on", val_date(on));
	set_put(&sets, "state_month", val_date(date_month(on)));
	set_put_text(&sets, "hold", hold);
	set_put_text(&sets, "reason", reason);
	if (approver != NULL)
		set_put_text(&sets, "approved_by", approver);
	return change_update(c, "tranche", id, 0, sets.list, sets.n, err);
}
