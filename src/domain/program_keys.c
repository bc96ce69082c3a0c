/* domain/program_keys.c - the keys of a program file, from the top. */

#include "config.h"

#include <string.h>

#include "domain/program_key.h"

#define DAYS_MAX 3650

/* ---- entities ---------------------------------------------------------- */

static const struct program_key entity_keys[] = {
	{ "id", &key_id, AT(program_entity, id, const char *), .required = true,
	    .help = "what the entity is called in filters" },
	{ "name", &key_text, AT(program_entity, name, const char *),
	    .required = true, .help = "legal name, for the documents" },
	{ "currency", &key_currency, AT(program_entity, currency, const char *),
	    .required = true, .help = "what it bills and pays in" },
	{ "countries", &key_countries,
	    LIST_AT(
		program_entity, countries, const char *const *, n_countries),
	    .required = true, .min = 1,
	    .help = "partners' countries (ISO 3166, two letters); `default` "
		    "catches the rest" },
	{ "timezone", &key_zone, AT(program_entity, timezone, const char *),
	    .fallback = "UTC",
	    .help = "where its business days begin and end" },
	{ "weekend", &key_days, AT(program_entity, weekend, unsigned),
	    .fallback = "sat, sun",
	    .help = "mon tue wed thu fri sat sun; not business days" },
	{ "holidays", &key_dates,
	    LIST_AT(program_entity, holidays, const date_days *, n_holidays),
	    .fallback = "", .help = "further days that are not business days" },
};

static const struct program_section entity_section =
    SECTION(entity_keys, program_entity, NULL);

/* Whose entry this country is already, or NULL. */
static const struct node *earlier_country(
    const struct node *entities, const struct node *entity, const char *country)
{
	for (const struct node *e = entities->child; e != entity; e = e->next) {
		const struct node *list = node_get(e, "countries");

		for (const struct node *c = list != NULL ? list->child : NULL;
		     c != NULL; c = c->next)
			if (program_same(c->text, country))
				return e;
	}
	return NULL;
}

static void check_countries(struct program_reader *r,
    const struct node *entities, const struct node *entity, bool *has_default)
{
	const struct node *list = node_get(entity, "countries");
	const struct node *other;

	for (const struct node *c = list != NULL ? list->child : NULL;
	     c != NULL; c = c->next) {
		if (c->type != NODE_SCALAR)
			continue;
		*has_default |= strcmp(c->text, "default") == 0;
		other = earlier_country(entities, entity, c->text);
		if (other != NULL)
			PROBLEM(r, c, "`%s` belongs to the entity in line %u",
			    program_quote(r, c->text), other->line);
	}
}

static void check_entities(struct program_reader *r, const struct node *list)
{
	bool has_default = false;

	if (list == NULL || list->type != NODE_LIST || list->n == 0)
		return;
	for (const struct node *e = list->child; e != NULL; e = e->next)
		check_countries(r, list, e, &has_default);
	if (!has_default)
		PROBLEM(r, list,
		    "no entity has the country `default`; one must catch the "
		    "countries that are not listed");
}

/* ---- fee, term, products, levels --------------------------------------- */

static const char *first_currency(const struct program *p)
{
	return p->n_entities > 0 ? p->entities[0].currency : NULL;
}

static const struct program_key fee_keys[] = {
	{ "amount", &key_figure, NOWHERE, .fallback = "0",
	    .help = "what the program costs the partner" },
	{ "currency", &key_currency, AT(program, fee_currency, const char *),
	    .derive = first_currency, .follows = "the first entity's",
	    .help = "of the amount" },
	{ "every", &key_word, AT(program, fee_every, const char *),
	    .choices = "year|month|once", .fallback = "year",
	    .help = "how often" },
};

/* The amount waits for its currency. */
static void check_fee(
    struct program_reader *r, const struct node *map, void *record)
{
	struct program *p = record;
	const struct node *n = node_get(map, "amount");
	struct money fee;
	struct decimal d;
	struct err err;

	if (n == NULL || n->type != NODE_SCALAR || p->fee_currency == NULL)
		return;
	if (!decimal_parse(n->text, '.', '\0', false, &d, &err) ||
	    !decimal_to_money(d, p->fee_currency, false, &fee, &err))
		program_problem_err(r, n, &err);
	else if (fee.minor < 0)
		PROBLEM(r, n, "the amount is below zero");
	else
		p->fee_minor = fee.minor;
}

static const struct program_section fee_section =
    SECTION(fee_keys, program, check_fee);

static const struct program_key term_keys[] = {
	{ "months", &key_number, AT(program, term_months, int), .min = 1,
	    .max = 120, .fallback = "12", .help = "of the partner agreement" },
	{ "auto_renew", &key_yes_no, AT(program, auto_renew, bool),
	    .fallback = "yes", .help = "whether it goes on by itself" },
	{ "notice_days", &key_number, AT(program, notice_days, int), .min = 0,
	    .max = DAYS_MAX, .fallback = "30",
	    .help = "before the end, to give notice" },
	{ "review_months", &key_number, AT(program, review_months, int),
	    .min = 0, .max = 120, .fallback = "12",
	    .help = "from one review of the level to the next; 0 is never" },
};

static const struct program_section term_section =
    SECTION(term_keys, program, NULL);

static const struct program_key product_keys[] = {
	{ "id", &key_product, AT(program_product, id, const char *),
	    .required = true,
	    .help = "a dot makes a more specific line: `support.gold`" },
	{ "name", &key_text, AT(program_product, name, const char *),
	    .required = true, .help = "as shown" },
};

static const struct program_section product_section =
    SECTION(product_keys, program_product, NULL);

static const struct program_key level_keys[] = {
	{ "id", &key_id, AT(program_level, id, const char *), .required = true,
	    .help = "of the level" },
	{ "name", &key_text, AT(program_level, name, const char *),
	    .required = true, .help = "as shown" },
	{ "requires", &key_thresholds,
	    LIST_AT(program_level, requires, const struct program_threshold *,
		n_requires),
	    .fallback = "",
	    .help = "the least of certified_people, employees, customers, "
		    "won_leads_12m" },
};

static const struct program_section level_section =
    SECTION(level_keys, program_level, NULL);

/* ---- requirements, benefits, documents --------------------------------- */

static const struct program_key requirement_keys[] = {
	{ "id", &key_id, AT(program_requirement, id, const char *),
	    .required = true, .help = "of the requirement" },
	{ "name", &key_text, AT(program_requirement, name, const char *),
	    .required = true, .help = "as shown" },
	{ "kind", &key_word, AT(program_requirement, kind, const char *),
	    .required = true, .choices = "fee|check|application|document|task",
	    .help = "what meets it" },
	{ "check", &key_id, AT(program_requirement, check, const char *),
	    .help = "of kind check: which one" },
	{ "grace_days", &key_number, AT(program_requirement, grace_days, int),
	    .min = 0, .max = DAYS_MAX, .fallback = "30",
	    .help = "from a warning to what the loss of it brings" },
	{ "then", &key_word, AT(program_requirement, then, const char *),
	    .choices = "suspend|downgrade|warn", .fallback = "suspend",
	    .help = "what its loss brings when the grace is over; a downgrade "
		    "is by one level, and suspends on the lowest" },
	{ "levels", &key_ids,
	    LIST_AT(program_requirement, levels, const char *const *, n_levels),
	    .fallback = "", .help = "that need it; all when empty" },
};

static void check_requirement_levels(
    struct program_reader *r, const struct node *map)
{
	const struct program *p = r->program;
	const struct node *list = node_get(map, "levels");

	if (list == NULL || list->type != NODE_LIST)
		return;
	for (const struct node *c = list->child; c != NULL; c = c->next)
		program_refer(r, c, "level",
		    program_ids(r, p->levels, p->n_levels, sizeof(*p->levels)));
}

/* A check at activation goes by its own id where no requirement is about it,
 * so that nothing else may have that id. */
static void check_requirement_id(struct program_reader *r,
    const struct node *map, const struct program_requirement *q)
{
	const struct program_application *a = &r->program->application;
	const struct node *id = node_get(map, "id");

	if (program_same(q->kind, "check") &&
	    (q->check == NULL || program_check(r->program, q->check) == NULL))
		return; /* that is a problem of its own */
	for (size_t i = 0; i < a->n_checks; i++)
		if (a->checks[i].when == CHECK_ACTIVATION &&
		    program_same(a->checks[i].id, q->id) &&
		    !program_same(a->checks[i].id, q->check))
			PROBLEM(r, id,
			    "`%s` is the id of a check at activation; a "
			    "requirement of that id must be about it",
			    q->id);
}

static void check_requirement(
    struct program_reader *r, const struct node *map, void *record)
{
	const struct program_application *a = &r->program->application;
	const struct program_requirement *q = record;
	const struct node *check = node_get(map, "check");
	bool wanted = program_same(q->kind, "check");

	if (wanted && check == NULL)
		PROBLEM(r, map, "`check` is missing: the kind is check");
	if (!wanted && q->kind != NULL && check != NULL)
		PROBLEM_KEY(r, check,
		    "`check` goes with the kind check, not with %s", q->kind);
	program_refer(r, check, "check",
	    program_ids(r, a->checks, a->n_checks, sizeof(*a->checks)));
	check_requirement_levels(r, map);
	check_requirement_id(r, map, q);
}

static const struct program_section requirement_section =
    SECTION(requirement_keys, program_requirement, check_requirement);

static const struct program_key benefit_keys[] = {
	{ "id", &key_id, AT(program_benefit, id, const char *),
	    .required = true, .help = "of the benefit" },
	{ "name", &key_text, AT(program_benefit, name, const char *),
	    .required = true, .help = "as shown and as in the documents" },
	{ "task", &key_yes_no, AT(program_benefit, task, bool),
	    .fallback = "no", .help = "whether somebody must do and tick it" },
};

static const struct program_section benefit_section =
    SECTION(benefit_keys, program_benefit, NULL);

static const struct program_key document_keys[] = {
	{ "id", &key_id, AT(program_document, id, const char *),
	    .required = true, .help = "of the document" },
	{ "name", &key_text, AT(program_document, name, const char *),
	    .required = true, .help = "as shown" },
	{ "template", &key_id, AT(program_document, template, const char *),
	    .required = true,
	    .help = "a file of the templates folder, without `.txt`" },
	{ "on", &key_word, AT(program_document, on, const char *),
	    .choices = "approval|activation", .fallback = "approval",
	    .help = "when it is made" },
	{ "sign", &key_yes_no, AT(program_document, sign, bool),
	    .fallback = "no", .help = "whether it must come back signed" },
};

static const struct program_section document_section =
    SECTION(document_keys, program_document, NULL);

/* ---- the whole file ---------------------------------------------------- */

static void read_format(struct program_reader *r,
    const struct program_key *key UNUSED, const struct node *n,
    void *record UNUSED)
{
	if (n->type != NODE_SCALAR || strcmp(n->text, "1") != 0)
		PROBLEM(r, n, "this version of Accord reads the format 1 only");
}

static const struct key_type key_format = { "number", SHAPE_SCALAR,
	read_format };

static const struct program_key root_keys[] = {
	{ "accord", &key_format, NOWHERE, .required = true,
	    .help = "version of this format: 1" },
	{ "program", &key_program, AT(program, id, const char *),
	    .required = true, .help = "its id" },
	{ "version", &key_label, AT(program, label, const char *),
	    .required = true,
	    .help = "a loaded version is never changed: a change is a new "
		    "version" },
	{ "valid_from", &key_date, AT(program, valid_from, date_days),
	    .required = true, .help = "the first day for new business" },
	{ "valid_to", &key_date, AT(program, valid_to, date_days),
	    .help = "the last one" },
	{ "name", &key_text, AT(program, name, const char *), .required = true,
	    .help = "as shown" },
	{ "type", &key_word, AT(program, type, const char *), .required = true,
	    .choices = "reseller|referral|technology|service",
	    .help = "what kind of program it is" },
	{ "vendor", &key_text, AT(program, vendor, const char *),
	    .required = true, .help = "whose program it is" },
	{ "entities", &key_list,
	    LIST_AT(
		program, entities, const struct program_entity *, n_entities),
	    &entity_section, .required = true, .min = 1,
	    .help = "who contracts, by the partner's country" },
	{ "includes", &key_ids,
	    LIST_AT(program, includes, const char *const *, n_includes),
	    .fallback = "",
	    .help = "programs whose rights come with this one" },
	{ "coverage", &key_ids,
	    LIST_AT(program, coverage, const char *const *, n_coverage),
	    .fallback = "", .help = "what a partner may cover, widest last" },
	{ "fee", &key_map, 0, 0, &fee_section, .help = "the program fee" },
	{ "term", &key_map, 0, 0, &term_section,
	    .help = "the partner agreement's term" },
	{ "products", &key_list,
	    LIST_AT(
		program, products, const struct program_product *, n_products),
	    &product_section, .required = true, .min = 1,
	    .help = "the product lines" },
	{ "discounts", &key_discounts,
	    LIST_AT(program, discounts, const struct program_discount *,
		n_discounts),
	    .fallback = "", .help = "what a partner gets off the list price" },
	{ "levels", &key_list,
	    LIST_AT(program, levels, const struct program_level *, n_levels),
	    &level_section, .required = true, .min = 1,
	    .help = "from the lowest to the highest" },
	{ "application", &key_map,
	    AT(program, application, struct program_application),
	    &program_application_section,
	    .help = "how applications are "
		    "reviewed" },
	{ "requirements", &key_list,
	    LIST_AT(program, requirements, const struct program_requirement *,
		n_requirements),
	    &requirement_section, .fallback = "",
	    .help = "what a partner must have and keep" },
	{ "benefits", &key_list,
	    LIST_AT(
		program, benefits, const struct program_benefit *, n_benefits),
	    &benefit_section, .fallback = "", .help = "what a partner gets" },
	{ "documents", &key_list,
	    LIST_AT(program, documents, const struct program_document *,
		n_documents),
	    &document_section, .fallback = "",
	    .help = "what is made from templates" },
	{ "leads", &key_map, AT(program, leads, struct program_leads),
	    &program_leads_section, .help = "referral leads" },
	{ "reasons", &key_map, 0, 0, &program_reasons_section,
	    .help = "for decisions; their order gives them their digits" },
	{ "commission", &key_optional,
	    AT(program, commission, const struct program_commission *),
	    &program_commission_section,
	    .help = "without it the program pays none" },
	{ "payout", &key_map, AT(program, payout, struct program_payout),
	    &program_payout_section, .help = "how commission is paid" },
};

static void check_includes(struct program_reader *r, const struct node *list)
{
	for (const struct node *c = list != NULL ? list->child : NULL;
	     c != NULL; c = c->next) {
		if (c->type != NODE_SCALAR)
			continue;
		if (program_same(c->text, r->program->id))
			PROBLEM(r, c, "a program does not include itself");
		else if (r->known != NULL && !r->known(r->known_arg, c->text))
			PROBLEM(r, c,
			    "there is no program `%s`; load it first, or "
			    "check both files together",
			    program_quote(r, c->text));
	}
}

static void check_root(
    struct program_reader *r, const struct node *map, void *record)
{
	const struct program *p = record;
	const struct node *n = node_get(map, "valid_to");

	if (n != NULL && p->valid_to != DATE_NONE &&
	    p->valid_to < p->valid_from)
		PROBLEM(r, n, "`valid_to` is before `valid_from`");
	check_entities(r, node_get(map, "entities"));
	check_includes(r, node_get(map, "includes"));
}

const struct program_section program_root =
    SECTION(root_keys, program, check_root);
