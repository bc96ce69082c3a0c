/* ui/demo_deed.c - the sample year after the approvals. */

#include "config.h"

#include "ui/demo_deed.h"

#include <inttypes.h>
#include <string.h>

#include "domain/operation.h"

/*
 * P-1 to P-8 and E-1 to E-8 are those of the approved applications, in their
 * order; P-9 and E-9 and so on those of samples/partners.csv.
 */
static const struct {
	const char *noun, *verb;
	int64_t id;
	const char *params[14];
} deeds[] = {
	/* Blue Fjord Hosting: all the way to the directory. */
	{ "enrollment", "send", 1, { NULL } },
	{ "enrollment", "sign", 1,
	    { "by=Ingrid Dahl", "ref=contracts/blue-fjord.pdf" } },
	{ "enrollment", "requirement", 1,
	    { "requirement=annual_fee", "state=met",
		"evidence=No fee this year." } },
	{ "enrollment", "requirement", 1,
	    { "requirement=web_page", "state=met",
		"evidence=https://www.blue-fjord-hosting.example/partners" } },
	{ "enrollment", "activate", 1, { NULL } },
	{ "enrollment", "benefit", 1, { "benefit=logo_on_site" } },
	{ "partner", "contact-add", 1,
	    { "name=Marit Sund", "kind=billing",
		"email=accounts@blue-fjord-hosting.example" } },
	{ "partner", "certificate-add", 1,
	    { "person=Jan Peeters", "name=Certified Operator", "issued_on=-400",
		"expires_on=+330" } },
	{ "partner", "certificate-add", 1,
	    { "person=Ingrid Dahl", "name=Certified Operator", "issued_on=-720",
		"expires_on=-3" } },
	{ "partner", "activity", 1,
	    { "kind=meeting", "on=-15", "text=Met them in Bergen." } },
	{ "partner", "tag", 1, { "tags=hosting, nordics" } },
	{ "partner", "publish", 1, { NULL } },

	/* Zephyr and Panoptic: signed, but something is missing. */
	{ "enrollment", "send", 2, { NULL } },
	{ "enrollment", "sign", 2,
	    { "by=Dana Whitfield", "ref=contracts/zephyr.pdf" } },
	{ "enrollment", "requirement", 2,
	    { "requirement=annual_fee", "state=met",
		"evidence=No fee this year." } },
	{ "partner", "activity", 2,
	    { "kind=call", "on=-5",
		"text=The page is written, and waits for their agency." } },
	{ "enrollment", "send", 7, { NULL } },
	{ "enrollment", "sign", 7, { "by=Their head of alliances" } },

	/* The third has the papers, the sixth thought better of it. */
	{ "enrollment", "send", 3, { NULL } },
	{ "partner", "activity", 3,
	    { "kind=mail", "on=-1",
		"text=Their lawyers ask about the place of jurisdiction." } },
	{ "enrollment", "terminate", 6,
	    { "reason=partner_notice",
		"inside=They became a customer instead." } },

	/* Northwind Integrators only refers: active at once. */
	{ "enrollment", "send", 4, { NULL } },
	{ "enrollment", "sign", 4, { "by=Their director" } },
	{ "enrollment", "requirement", 4,
	    { "requirement=annual_fee", "state=met",
		"evidence=No fee this year." } },
	{ "enrollment", "activate", 4, { NULL } },
	{ "partner", "publish", 4, { NULL } },

	/* Nordwind Systeme, partner for years. */
	{ "partner", "contact-add", 9,
	    { "name=Frauke Thomsen", "kind=billing",
		"email=buchhaltung@nordwind.example",
		"phone=+49 40 5550 118" } },
	{ "partner", "certificate-add", 9,
	    { "person=Kai Boysen", "name=Certified Engineer", "issued_on=-300",
		"expires_on=+430" } },
	{ "partner", "certificate-add", 9,
	    { "person=Ines Petersen", "name=Certified Engineer",
		"issued_on=-500", "expires_on=+230" } },
	{ "partner", "certificate-add", 9,
	    { "person=Malte Jansen", "name=Certified Engineer",
		"issued_on=-710", "expires_on=+20" } },
	{ "partner", "activity", 9,
	    { "kind=call", "on=-41", "text=Plans for the trade fair." } },
	{ "partner", "activity", 9,
	    { "kind=meeting", "on=-8",
		"text=Quarterly review: two more ports this year." } },
	{ "partner", "publish", 9, { NULL } },
	{ "enrollment", "benefit", 9, { "benefit=logo_on_site" } },
	{ "enrollment", "benefit", 9, { "benefit=program_logo" } },
	{ "enrollment", "requirement", 9,
	    { "requirement=web_page", "state=met",
		"evidence=https://nordwind.example/cloud" } },

	{ "partner", "publish", 10, { NULL } },
	{ "partner", "activity", 10,
	    { "kind=mail", "on=-100", "text=Season's greetings." } },
	{ "partner", "note", 11,
	    { "note=Their founder retires next year; ask who follows." } },
	{ "partner", "certificate-add", 11,
	    { "person=Rosa Lind", "name=Certified Engineer", "issued_on=-800",
		"expires_on=-70" } },
	{ "partner", "publish", 11, { NULL } },
	{ "partner", "publish", 12, { NULL } },

	/* The one above bought the last; its own agreement ends. */
	{ "partner", "parent", 16, { "parent=P-12" } },
	{ "enrollment", "notice", 16,
	    { "by=vendor", "reason=other",
		"inside=Both go on under the other name." } },

	/* L-1 to L-11 came in from samples/leads.csv; a new one waits. */
	{ "lead", "add", 0,
	    { "partner=P-9", "customer=Leuchtfeuer Reederei GmbH", "country=DE",
		"domain=leuchtfeuer.example", "contact_name=Enno Claassen",
		"contact_email=enno@leuchtfeuer.example",
		"product=subscription", "value=32000", "currency=EUR",
		"submitted_on=-1", "expected_close=+75", "consent=yes" } },

	/* Two partners know one customer: the second one queues. */
	{ "lead", "add", 0,
	    { "partner=P-9", "customer=Sächsische Datenwerke AG", "country=DE",
		"domain=datenwerke.example", "contact_name=Jana Voigt",
		"contact_email=jana@datenwerke.example", "product=subscription",
		"value=54000", "currency=EUR", "submitted_on=-6",
		"expected_close=+110", "consent=yes" } },
	{ "lead", "accept", 13, { NULL } },
	{ "lead", "advance", 13, { NULL } },
	{ "lead", "next", 13,
	    { "step=Show the failover to their engineers", "on=+4" } },
	{ "lead", "add", 0,
	    { "partner=P-10", "customer=SAECHSISCHE DATENWERKE", "country=DE",
		"domain=www.datenwerke.example", "contact_name=Uwe Lange",
		"contact_email=uwe@datenwerke.example", "product=subscription",
		"value=49000", "currency=EUR", "submitted_on=-2",
		"expected_close=+90", "consent=yes" } },

	/* One like it by name only: a person decides whether it is. */
	{ "lead", "add", 0,
	    { "partner=P-10", "customer=Leuchtfeuer Rederei", "country=DE",
		"domain=leuchtfeuer-bremen.example", "contact_name=Silke Onken",
		"contact_email=silke@leuchtfeuer-bremen.example",
		"product=services", "value=9500", "currency=EUR",
		"expected_close=+60", "consent=yes" } },

	{ "lead", "add", 0,
	    { "partner=P-11", "customer=Cimarron Pipelines", "country=US",
		"domain=cimarron.example", "contact_name=Gail Ortiz",
		"contact_email=gail@cimarron.example", "product=subscription",
		"value=88000", "currency=USD", "submitted_on=-9",
		"expected_close=+30", "consent=yes" } },
	{ "lead", "accept", 16, { NULL } },
	{ "lead", "advance", 16, { "to=proposal" } },
	{ "lead", "activity", 16,
	    { "kind=meeting", "note=Offer handed over in Tulsa." } },

	{ "lead", "add", 0,
	    { "partner=P-11", "customer=Prairie Dog Weddings", "country=US",
		"domain=weddings.example", "contact_name=Bo Lund",
		"contact_email=bo@weddings.example", "product=services",
		"value=300", "currency=USD", "expected_close=+20",
		"consent=yes" } },
	{ "lead", "decline", 17,
	    { "reason=other", "inside=A private person, no company." } },
	{ "lead", "add", 0,
	    { "partner=P-12", "customer=Cave du Beaujolais", "country=FR",
		"domain=beaujolais.example", "contact_name=Anne Petit",
		"contact_email=anne@beaujolais.example", "product=services",
		"value=4200", "currency=EUR", "expected_close=+50",
		"consent=yes" } },
	{ "lead", "withdraw", 18,
	    { "inside=They found out that it is a customer of theirs." } },
};

static bool set_params(const struct fields *fields, void *record,
    const char *const *params, date_days today, struct arena *a,
    struct err *err)
{
	for (; *params != NULL; params++) {
		const char *eq = strchr(*params, '=');
		const char *name =
		    arena_strn(a, *params, (size_t)(eq - *params));
		const struct field *f = fields_find(fields, name);

		if (f == NULL)
			return err_set(err, ERR_INVALID,
			    "There is no field \"%s\".", name);
		if (!field_set(f, record, eq + 1, today, a, err))
			return false;
	}
	return true;
}

bool deed_do(struct session *s, const char *noun, const char *verb, int64_t id,
    const char *const *params, struct arena *a, struct err *err)
{
	const struct operation *op = operation_find(noun, verb);
	struct call call = { .id = id, .arena = a };
	date_days today = (date_days)(session_now(s) / 86400);

	if (op->params != NULL) {
		void *record = arena_alloc(a, op->params->size);

		fields_init(op->params, record);
		if (!set_params(op->params, record, params, today, a, err))
			return false;
		call.params = record;
	}
	return operation_run(s, op, &call, err);
}

bool deeds_do_all(struct session *s, struct arena *a, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(deeds); i++)
		if (!deed_do(s, deeds[i].noun, deeds[i].verb, deeds[i].id,
			deeds[i].params, a, err))
			return err_in(err, "Sample %s %" PRId64 ", %s",
			    deeds[i].noun, deeds[i].id, deeds[i].verb);
	return true;
}
