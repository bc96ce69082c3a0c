/* domain/payout_account.c - where the vendor pays from. */

#include "config.h"

#include <inttypes.h>

#include "base/iban.h"
#include "base/text.h"
#include "domain/payout_row.h"

static const char SELECT_ACCOUNT[] =
    "SELECT id FROM payout_account WHERE currency = ?1 AND void = 0";

static bool put(struct change *c, const struct payout_account_params *p,
    const char *iban, const char *bic, struct arena *a, struct err *err)
{
	const struct set sets[] = { { "currency", val_text(p->currency) },
		{ "name", val_text(p->name) }, { "iban", val_text(iban) },
		{ "bic", val_text(bic) } };
	struct value id = val_int(0);
	bool found;
	int64_t made;

	if (!db_value(c->session->db, SELECT_ACCOUNT,
		VALUES(val_text(p->currency)), VALUE_INT, a, &found, &id, err))
		return false;
	return found ? change_update(c, "payout_account", id.i, 0, sets,
			   ARRAY_LEN(sets), err)
		     : change_insert(c, "payout_account", sets, ARRAY_LEN(sets),
			   &made, err);
}

static bool account_body(struct change *c, struct call *call, struct err *err)
{
	const struct payout_account_params *p = call->params;
	char iban[IBAN_SIZE], bic[BIC_SIZE] = "";

	if (!iban_read(p->iban, iban, err) ||
	    (or_empty(p->bic)[0] != '\0' && !bic_read(p->bic, bic, err)) ||
	    !put(c, p, iban, bic, call->arena, err))
		return false;
	call->ret_text =
	    arena_fmt(call->arena, "Payouts in %s are paid from %s, %s.",
		p->currency, iban_masked(iban, call->arena), p->name);
	return true;
}

bool payout_account(struct session *s, struct call *call, struct err *err)
{
	struct change c;
	bool again;

	if (!record_begin(s, call, operation_find("payout", "account"), &c,
		&again, err) ||
	    again)
		return again;
	return record_end(&c, call, account_body(&c, call, err), err);
}
