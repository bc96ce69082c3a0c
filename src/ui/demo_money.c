/* ui/demo_money.c - the money of the sample year. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/period.h"
#include "domain/user.h"
#include "ui/demo_deed.h"

/* Who does what the owner may not do alone. */
#define OTHER "finance"

/*
 * The commissions are those of samples/sales.csv, in the order of its days:
 * C-1 to C-14 were paid by the customers before the last quarter. A period
 * is the quarter that ended last.
 */
static const struct {
	bool other; /* done by the other person */
	const char *noun, *verb;
	int64_t id;
	const char *params[8];
} deeds[] = {
	{ false, "partner", "bank", 9,
	    { "holder=Nordwind Systeme GmbH", "currency=EUR",
		"iban=DE02120300000000202051", "bic=BYLADEM1001" } },
	{ true, "partner", "detail-accept", 9, { "detail=1" } },
	{ false, "partner", "tax", 9,
	    { "form=VAT", "tax_id=DE811111111", "ref=tax/nordwind.pdf" } },
	{ true, "partner", "detail-accept", 9, { "detail=2" } },
	{ false, "partner", "bank", 11,
	    { "holder=Prairie Compute Inc.", "currency=USD",
		"routing=021000021", "account=000123456789",
		"bank=Wichita Farmers Bank" } },
	{ true, "partner", "detail-accept", 11, { "detail=3" } },
	{ false, "partner", "tax", 11,
	    { "form=W-9", "tax_id=33-3333333", "ref=tax/prairie.pdf" } },
	{ true, "partner", "detail-accept", 11, { "detail=4" } },
	/* Waits for the other person. */
	{ false, "partner", "bank", 10,
	    { "holder=Altamar Cloud S.L.", "currency=EUR",
		"iban=ES9121000418450200051332" } },

	{ true, "commission", "approve", 1, { NULL } },
	{ true, "commission", "approve", 2, { NULL } },
	{ true, "commission", "approve", 3, { NULL } },
	{ true, "commission", "approve", 4, { NULL } },
	{ true, "commission", "approve", 5, { NULL } },
	{ true, "commission", "approve", 6, { NULL } },
	{ true, "commission", "approve", 8, { NULL } },
	{ true, "commission", "approve", 9, { NULL } },
	{ true, "commission", "approve", 10, { NULL } },
	{ true, "commission", "approve", 11, { NULL } },
	{ true, "commission", "approve", 12, { NULL } },
	{ true, "commission", "approve", 13, { NULL } },
	{ false, "statement", "close", 0, { "period=" } },
	{ false, "payout", "account", 0,
	    { "currency=EUR", "name=OpenNebula Systems",
		"iban=ES9121000418450200051332", "bic=CAIXESBBXXX" } },
	{ false, "payout", "run", 0, { "period=" } },
	{ true, "payout", "approve", 1, { NULL } },
	{ false, "payout", "paid", 1, { NULL } },
	{ true, "commission", "approve", 14, { NULL } },
};

/* The quarter that ended last, as a param. */
static const char *last_quarter(const struct session *s, struct arena *a)
{
	date_days today = (date_days)(session_now(s) / 86400);
	struct period now = period_of(today, PERIOD_QUARTER);
	char text[PERIOD_TEXT];

	return arena_fmt(a, "period=%s",
	    period_text(period_of(now.from - 1, PERIOD_QUARTER), text));
}

static bool do_all(
    struct session *s, struct session *other, struct arena *a, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++) {
		const char *params[ARRAY_LEN(deeds[i].params)];

		memcpy(params, deeds[i].params, sizeof(params));
		if (params[0] != NULL && strcmp(params[0], "period=") == 0)
			params[0] = last_quarter(s, a);
		if (!deed_do(deeds[i].other ? other : s, deeds[i].noun,
			deeds[i].verb, deeds[i].id, params, a, err))
			return err_in(err, "Sample %s %" PRId64 ", %s",
			    deeds[i].noun, deeds[i].id, deeds[i].verb);
	}
	return true;
}

bool demo_money(struct session *s, struct arena *a, struct err *err)
{
	struct session *other = NULL;
	bool ok;

	ok = user_add(s, OTHER, "finance", err) &&
	    user_role(s, OTHER, "partner_manager", true, err) &&
	    session_open(s->db, s->user, OTHER, session_now(s), &other, err);
	ok = ok && do_all(s, other, a, err);
	session_close(other);
	return ok;
}
