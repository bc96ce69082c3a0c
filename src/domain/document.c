/* domain/document.c - documents made from templates. */

#include "config.h"

#include "domain/document.h"

#include <inttypes.h>
#include <string.h>

#include "base/country.h"
#include "domain/change.h"
#include "domain/template.h"

/* What stands where nothing is known, so that a gap can be seen. */
#define NOTHING "-"

static const char *or_nothing(const char *s)
{
	return s != NULL && s[0] != '\0' ? s : NOTHING;
}

/* ---- the parties ------------------------------------------------------- */

#define FACT(name, expression)                                      \
	static const char *name##_text(                             \
	    const struct document_facts *f, struct arena *a UNUSED) \
	{                                                           \
		return or_nothing(expression);                      \
	}

FACT(vendor, f->program->vendor)
FACT(entity, f->entity->name)
FACT(currency, f->entity->currency)
FACT(program, f->program->name)
FACT(program_id, f->program->id)
FACT(version, f->program->label)
FACT(level, f->level->name)
FACT(company, f->data->company)
FACT(state, f->data->state)
FACT(city, f->data->city)
FACT(website, f->data->website)
FACT(registry_number, f->data->registry_number)
FACT(tax_id, f->data->tax_id)
FACT(contact_name, f->data->contact_name)
FACT(contact_email, f->data->contact_email)
FACT(contact_phone, f->data->contact_phone)
FACT(technical_name, f->data->technical_name)
FACT(technical_email, f->data->technical_email)
FACT(territories, f->data->territories)

static const char *country_text(
    const struct document_facts *f, struct arena *a UNUSED)
{
	const char *code = or_nothing(f->data->country);
	const struct country *c = country_of(code);

	return c == NULL ? code : c->common != NULL ? c->common : c->name;
}

static const char *date_text_of(const struct document_facts *f, struct arena *a)
{
	char day[11];

	return or_nothing(arena_str(a, date_text(f->date, day)));
}

static const char *id_text(struct arena *a, char letter, int64_t id)
{
	return id != 0 ? arena_fmt(a, "%c-%" PRId64, letter, id) : NOTHING;
}

static const char *application_id_text(
    const struct document_facts *f, struct arena *a)
{
	return id_text(a, 'A', f->application);
}

static const char *partner_id_text(
    const struct document_facts *f, struct arena *a)
{
	return id_text(a, 'P', f->partner);
}

/* ---- the terms --------------------------------------------------------- */

static const char *number(struct arena *a, int n)
{
	return arena_fmt(a, "%d", n);
}

static const char *term_months_text(
    const struct document_facts *f, struct arena *a)
{
	return number(a, f->program->term_months);
}

static const char *notice_days_text(
    const struct document_facts *f, struct arena *a)
{
	return number(a, f->program->notice_days);
}

static const char *renewal_text(const struct document_facts *f, struct arena *a)
{
	const struct program *p = f->program;

	if (!p->auto_renew)
		return arena_fmt(a,
		    "It ends after its term and is renewed only by a new "
		    "Order Form.");
	return arena_fmt(
	    a, "It is then renewed for %d months at a time.", p->term_months);
}

static const char *amount(struct arena *a, int64_t minor, const char *currency)
{
	struct money m = { .minor = minor };

	memcpy(m.currency, currency, sizeof(m.currency));
	return arena_fmt(a, "%s %s", money_text(m, a), m.currency);
}

static const char *fee_text(const struct document_facts *f, struct arena *a)
{
	const struct program *p = f->program;

	if (p->fee_minor == 0)
		return "no cost";
	return arena_fmt(a, "%s %s", amount(a, p->fee_minor, p->fee_currency),
	    strcmp(p->fee_every, "year") == 0        ? "a year"
		: strcmp(p->fee_every, "month") == 0 ? "a month"
						     : "once");
}

static const char *words(const char *const *list, size_t n, struct arena *a)
{
	const char *text = n > 0 ? list[0] : NOTHING;

	for (size_t i = 1; i < n; i++)
		text = arena_fmt(a, "%s, %s", text, list[i]);
	return text;
}

static const char *coverage_text(
    const struct document_facts *f, struct arena *a)
{
	return words(f->program->coverage, f->program->n_coverage, a);
}

static const char *includes_text(
    const struct document_facts *f, struct arena *a)
{
	return words(f->program->includes, f->program->n_includes, a);
}

/* ---- lists: an entry a line -------------------------------------------- */

static void add_line(struct buf *out, const char *text)
{
	buf_fmt(out, "%s  - %s", out->len > 0 ? "\n" : "", text);
}

static const char *lines(struct buf *out, struct arena *a)
{
	if (out->len == 0)
		add_line(out, "none");
	return buf_take(out, a);
}

static const char *benefits_text(
    const struct document_facts *f, struct arena *a)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < f->program->n_benefits; i++)
		add_line(&out, f->program->benefits[i].name);
	return lines(&out, a);
}

static const char *requirements_text(
    const struct document_facts *f, struct arena *a)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < f->program->n_requirements; i++)
		add_line(&out, f->program->requirements[i].name);
	return lines(&out, a);
}

static const char *product_name(const struct program *p, const char *id)
{
	for (size_t i = 0; i < p->n_products; i++)
		if (strcmp(p->products[i].id, id) == 0)
			return p->products[i].name;
	return id;
}

static const char *products_text(
    const struct document_facts *f, struct arena *a)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < f->program->n_products; i++)
		add_line(&out, f->program->products[i].name);
	return lines(&out, a);
}

static const char *discounts_text(
    const struct document_facts *f, struct arena *a)
{
	const struct program *p = f->program;
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < p->n_discounts; i++)
		add_line(&out,
		    arena_fmt(a, "%s: %s",
			product_name(p, p->discounts[i].product),
			rate_text((struct rate){ p->discounts[i].ppm }, a)));
	return lines(&out, a);
}

/* ---- commission -------------------------------------------------------- */

/* "10%", "50.00 EUR each", "3% to 7% by volume" */
static const char *rule_pays(
    const struct program_rule *rule, const char *currency, struct arena *a)
{
	const struct program_tiers *t = rule->tiers;
	const struct money *flat;

	switch (rule->pays) {
	case PAYS_RATE:
		return rate_text((struct rate){ rule->ppm }, a);
	case PAYS_FLAT:
		flat = program_amount(&rule->flat, currency);
		return flat != NULL
		    ? arena_fmt(a, "%s each", amount(a, flat->minor, currency))
		    : NOTHING;
	case PAYS_TIERS:
		break;
	}
	return arena_fmt(a, "%s to %s by volume",
	    rate_text((struct rate){ t->steps[0].ppm }, a),
	    rate_text((struct rate){ t->steps[t->n_steps - 1].ppm }, a));
}

/* True if the rule is for the partner's level; a level that the included
 * program does not know is its first. */
static bool rule_applies(
    const struct document_facts *f, const struct program_rule *rule)
{
	const struct program_level *level =
	    program_level(f->terms, f->level->id);

	if (level == NULL)
		level = &f->terms->levels[0];
	return rule->level == NULL || strcmp(rule->level, level->id) == 0;
}

static const char *rule_text(const struct document_facts *f,
    const struct program_rule *rule, struct arena *a)
{
	static const char *const when[] = {
		[WHEN_ANY] = "",
		[WHEN_FIRST_YEAR] = ", first year",
		[WHEN_RENEWAL] = ", renewals",
	};

	return arena_fmt(a, "%s%s: %s",
	    rule->product != NULL ? product_name(f->terms, rule->product)
				  : "All products",
	    when[rule->when], rule_pays(rule, f->entity->currency, a));
}

static const char *commission_text(
    const struct document_facts *f, struct arena *a)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0;
	     f->terms != NULL && i < f->terms->commission->n_rules; i++) {
		const struct program_rule *rule =
		    &f->terms->commission->rules[i];

		if (rule_applies(f, rule))
			add_line(&out, rule_text(f, rule, a));
	}
	return lines(&out, a);
}

static const char *hold_days_text(
    const struct document_facts *f, struct arena *a)
{
	return f->terms != NULL ? number(a, f->terms->commission->hold_days)
				: NOTHING;
}

static const char *clawback_days_text(
    const struct document_facts *f, struct arena *a)
{
	return f->terms != NULL ? number(a, f->terms->commission->clawback_days)
				: NOTHING;
}

static const char *payout_text(
    const struct document_facts *f, struct arena *a UNUSED)
{
	static const char *const every[] = {
		[PAYOUT_MONTH] = "month",
		[PAYOUT_QUARTER] = "quarter",
		[PAYOUT_HALF_YEAR] = "half-year",
	};

	return every[f->program->payout.every];
}

static const char *pay_within_days_text(
    const struct document_facts *f, struct arena *a)
{
	return number(a, f->program->payout.pay_within_days);
}

static const char *dispute_days_text(
    const struct document_facts *f, struct arena *a)
{
	return number(a, f->program->payout.dispute_days);
}

static const char *minimum_payout_text(
    const struct document_facts *f, struct arena *a)
{
	const struct money *m =
	    program_amount(&f->program->payout.minimum, f->entity->currency);

	return m != NULL ? amount(a, m->minor, m->currency) : NOTHING;
}

static const char *protection_days_text(
    const struct document_facts *f, struct arena *a)
{
	return number(a, f->program->leads.protection_days);
}

/* ---- the table --------------------------------------------------------- */

const struct document_field document_fields[] = {
	{ "vendor", "whose program it is", vendor_text },
	{ "entity", "the contracting entity's name", entity_text },
	{ "currency", "the entity's currency", currency_text },
	{ "program", "the program's name", program_text },
	{ "program_id", "the program's id", program_id_text },
	{ "version", "the program's version", version_text },
	{ "level", "the level's name", level_text },
	{ "company", "the partner's name", company_text },
	{ "country", "the partner's country", country_text },
	{ "state", "the partner's state or province", state_text },
	{ "city", "the partner's city", city_text },
	{ "website", "the partner's web site", website_text },
	{ "registry_number", "in the company register", registry_number_text },
	{ "tax_id", "the partner's tax id", tax_id_text },
	{ "contact_name", "the main contact", contact_name_text },
	{ "contact_email", "the main contact's mail", contact_email_text },
	{ "contact_phone", "the main contact's phone", contact_phone_text },
	{ "technical_name", "the technical contact", technical_name_text },
	{ "technical_email", "the technical contact's mail",
	    technical_email_text },
	{ "territories", "as applied for", territories_text },
	{ "date", "the day it is made", date_text_of },
	{ "application_id", "like A-12", application_id_text },
	{ "partner_id", "like P-7", partner_id_text },
	{ "term_months", "length of the term", term_months_text },
	{ "notice_days", "notice before its end", notice_days_text },
	{ "renewal", "a sentence on what follows the term", renewal_text },
	{ "fee", "the program fee, or \"no cost\"", fee_text },
	{ "coverage", "what a partner may cover", coverage_text },
	{ "includes", "ids of the programs included", includes_text },
	{ "benefits", "a list", benefits_text },
	{ "requirements", "a list", requirements_text },
	{ "products", "a list", products_text },
	{ "discounts", "a list", discounts_text },
	{ "commission", "a list of the rules for the level", commission_text },
	{ "hold_days", "from payment to release", hold_days_text },
	{ "clawback_days", "in which refunds take commission back",
	    clawback_days_text },
	{ "payout", "month, quarter or half-year", payout_text },
	{ "pay_within_days", "after the end of the period",
	    pay_within_days_text },
	{ "dispute_days", "to object to a statement", dispute_days_text },
	{ "minimum_payout", "in the entity's currency", minimum_payout_text },
	{ "protection_days", "of a registered lead", protection_days_text },
};

const size_t n_document_fields = ARRAY_LEN(document_fields);

struct render {
	const struct document_facts *facts;
	struct arena *arena;
};

static const char *field_value_of(void *arg, const char *name)
{
	const struct render *r = arg;

	for (size_t i = 0; i < ARRAY_LEN(document_fields); i++)
		if (strcmp(document_fields[i].name, name) == 0)
			return document_fields[i].text(r->facts, r->arena);
	return NULL;
}

bool document_render(const char *body, const struct document_facts *facts,
    struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct render r = { .facts = facts, .arena = &a };
	bool ok = template_expand(body, field_value_of, &r, out, err);

	arena_done(&a);
	return ok;
}

static struct value id_or_null(int64_t id)
{
	return id != 0 ? val_int(id) : val_null();
}

static bool insert(struct change *c, const struct program_document *d,
    const struct document_facts *facts, int64_t enrollment, const char *body,
    int64_t *ret_id, struct err *err)
{
	return change_insert(c, "document",
	    SETS({ "kind", val_text(d->id) }, { "name", val_text(d->name) },
		{ "application", id_or_null(facts->application) },
		{ "partner", val_int(facts->partner) },
		{ "enrollment", val_int(enrollment) },
		{ "body", val_text(body) }, { "needs_sign", val_int(d->sign) },
		{ "created_at", val_time(c->now) },
		{ "created_by", val_text(c->session->user) }),
	    ret_id, err);
}

bool document_make(struct change *c, int64_t program_version,
    const struct program_document *d, const struct document_facts *facts,
    int64_t enrollment, int64_t *ret_id, struct err *err)
{
	struct buf body = BUF_INIT;
	struct arena a = ARENA_INIT;
	const char *text;
	bool found, ok;

	ok = program_template(
	    c->session, program_version, d->template, &a, &found, &text, err);
	if (ok && !found)
		ok = err_set(err, ERR_IO,
		    "The program %s has no template \"%s\"; load it again "
		    "with its templates under a new version.",
		    facts->program->id, d->template);
	ok = ok && document_render(text, facts, &body, err) &&
	    insert(c, d, facts, enrollment, buf_text(&body), ret_id, err);
	buf_done(&body);
	arena_done(&a);
	return ok;
}

void document_check(const char *body, struct problems *problems)
{
	const char *names[ARRAY_LEN(document_fields)];

	for (size_t i = 0; i < ARRAY_LEN(document_fields); i++)
		names[i] = document_fields[i].name;
	template_check(body, names, ARRAY_LEN(document_fields), problems);
}
