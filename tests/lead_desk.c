/* tests/lead_desk.c - a desk with a program for leads and active partners. */

#include "config.h"

#include "tests/lead_desk.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "domain/enrollment.h"
#include "domain/partner_data.h"

static const char PROGRAM[] =
    "accord: 1\nprogram: %s\nversion: 2026-01\nvalid_from: 2020-01-01\n"
    "name: Deal Program\ntype: referral\nvendor: Example Vendor\n"
    "entities:\n  - {id: eu, name: Example Europe, currency: EUR,"
    " countries: [default], timezone: Europe/Madrid,"
    " holidays: [2026-03-19]}\n"
    "products:\n  - {id: subscription, name: Subscription}\n"
    "levels:\n  - {id: registered, name: Registered}\n"
    "leads:\n%s"
    "commission:\n  rate_from: registration\n  earned_on: payment\n"
    "  rules:\n    - {id: all, rate: 10%%}\n...\n";

const char *lead_desk_program(struct desk *d, const char *id, const char *leads)
{
	return arena_fmt(&d->arena, PROGRAM, id, leads);
}

bool lead_desk_open(struct desk *d, const char *path)
{
	return desk_open(d, path) &&
	    desk_load(d,
		lead_desk_program(d, "deal",
		    "  decision_days: 3\n  protection_days: 90\n"
		    "  extension_days: 60\n  extensions: 1\n"
		    "  hard_stop_days: 180\n  open_cap: 5\n"
		    "  required: [customer, country]\n"));
}

static bool enroll(struct change *c, struct desk *d, const char *program,
    const char *name, int64_t *ret, struct err *err)
{
	struct enrollment_new e = { .country = "ES",
		.status = ENROLLMENT_ACTIVE,
		.since = DATE_NONE,
		.waived = "known" };
	struct partner_data data;
	int64_t enrollment;

	fields_init(&partner_fields, &data);
	data.name = name;
	data.country = "ES";
	data.contact_name = "Ana Main";
	data.contact_email = "ana@partner.example";
	if (!partner_insert(c, &data, 0, &d->arena, ret, err) ||
	    !program_by_name(d->owner, program, &e.program, err))
		return false;
	e.partner = *ret;
	return enrollment_insert(c, &e, &d->arena, &enrollment, err);
}

int64_t lead_desk_partner(struct desk *d, const char *program, const char *name)
{
	struct change c;
	struct err err;
	int64_t id;

	if (!change_begin(d->owner, "partner add", RIGHT_PARTNER, "partner", 0,
		NULL, NULL, &c, &err)) {
		printf("# %s\n", err.text);
		return 0;
	}
	if (enroll(&c, d, program, name, &id, &err) &&
	    change_commit(&c, &err, "%s is here.", name))
		return id;
	change_abandon(&c);
	printf("# %s\n", err.text);
	return 0;
}

static bool fill(struct desk *d, struct session *s, const struct fields *f,
    void *record, const char *const *params, struct err *err)
{
	date_days today = (date_days)(session_now(s) / 86400);

	for (; *params != NULL; params++) {
		const char *eq = strchr(*params, '=');
		char *name =
		    arena_strn(&d->arena, *params, (size_t)(eq - *params));

		if (!field_set(fields_find(f, name), record, eq + 1, today,
			&d->arena, err))
			return false;
	}
	return true;
}

bool lead_desk_run(struct desk *d, struct session *s, const char *verb,
    int64_t id, const char *const *params, int64_t *ret_id,
    const char **ret_text, struct err *err)
{
	const struct operation *op = operation_find("lead", verb);
	struct call call = { .id = id, .arena = &d->arena };

	if (op->params != NULL) {
		void *record = arena_alloc(&d->arena, op->params->size);

		fields_init(op->params, record);
		if (op->load != NULL &&
		    !op->load(s, id, record, &d->arena, err))
			return false;
		if (!fill(d, s, op->params, record, params, err))
			return false;
		call.params = record;
	}
	if (!operation_run(s, op, &call, err))
		return false;
	if (ret_id != NULL)
		*ret_id = call.ret_id;
	if (ret_text != NULL)
		*ret_text = call.ret_text;
	return true;
}

int64_t lead_desk_add(struct desk *d, struct session *s, int64_t partner,
    const char *customer, const char *domain)
{
	const char *const params[] = { arena_fmt(&d->arena,
					   "partner=P-%" PRId64, partner),
		arena_fmt(&d->arena, "customer=%s", customer), "country=ES",
		arena_fmt(&d->arena, "domain=%s", domain), "value=1000.00",
		"currency=EUR", "consent=yes", NULL };
	struct err err;
	int64_t id;

	if (lead_desk_run(d, s, "add", 0, params, &id, NULL, &err))
		return id;
	printf("# %s\n", err.text);
	return 0;
}

const char *lead_desk_stage(struct desk *d, int64_t id)
{
	return desk_text(d, "SELECT stage FROM lead WHERE id = ?1", id);
}

bool lead_desk_bring(
    struct desk *d, struct session *s, int64_t id, const char *stage)
{
	struct err err;
	bool ok = true;

	if (strcmp(stage, "submitted") == 0)
		return true;
	if (strcmp(stage, "declined") == 0)
		ok = LEAD_RUN(d, s, "decline", id, "reason=other");
	else if (strcmp(stage, "withdrawn") == 0)
		ok = LEAD_RUN(d, s, "withdraw", id, NULL);
	else
		ok = LEAD_RUN(d, s, "accept", id, NULL);
	if (strcmp(stage, "qualified") == 0 || strcmp(stage, "proposal") == 0)
		ok = ok &&
		    LEAD_RUN(d, s, "advance", id,
			arena_fmt(&d->arena, "to=%s", stage));
	else if (strcmp(stage, "won") == 0)
		ok = ok && LEAD_RUN(d, s, "win", id, NULL);
	else if (strcmp(stage, "lost") == 0)
		ok = ok && LEAD_RUN(d, s, "lose", id, "reason=price");
	if (!ok)
		printf("# %s: %s\n", stage, err.text);
	return ok;
}
