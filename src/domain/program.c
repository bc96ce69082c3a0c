/* domain/program.c - a program's rules: reading and finding. */

#include "config.h"

#include "domain/program.h"

#include <string.h>

#include "base/text.h"
#include "domain/program_key.h"

bool program_read(const struct node *root, struct arena *a,
    bool (*known)(void *arg, const char *id), void *arg,
    struct problems *problems, const struct program **ret)
{
	struct program *p = arena_alloc(a, sizeof(*p));
	struct program_reader r = {
		.arena = a,
		.problems = problems,
		.program = p,
		.known = known,
		.known_arg = arg,
	};
	size_t before = problems->n;

	p->valid_to = DATE_NONE;
	if (root->type != NODE_MAP)
		PROBLEM(&r, root, "a program file is a map of keys");
	else
		program_section_read(&r, &program_root, root, p);
	if (problems->n > before) {
		problems_sort(problems);
		return false;
	}
	*ret = p;
	return true;
}

const struct program_level *program_level(
    const struct program *p, const char *id)
{
	for (size_t i = 0; i < p->n_levels; i++)
		if (program_same(p->levels[i].id, id))
			return &p->levels[i];
	return NULL;
}

const struct program_check *program_check(
    const struct program *p, const char *id)
{
	const struct program_application *a = &p->application;

	for (size_t i = 0; i < a->n_checks; i++)
		if (program_same(a->checks[i].id, id))
			return &a->checks[i];
	return NULL;
}

const struct program_criterion *program_criterion(
    const struct program *p, const char *id)
{
	const struct program_application *a = &p->application;

	for (size_t i = 0; i < a->n_criteria; i++)
		if (program_same(a->criteria[i].id, id))
			return &a->criteria[i];
	return NULL;
}

const struct program_reason *program_reason(
    const struct program *p, enum reason_for why, const char *id)
{
	const struct program_reasons *reasons = &p->reasons[why];

	for (size_t i = 0; i < reasons->n; i++)
		if (program_same(reasons->list[i].id, id))
			return &reasons->list[i];
	return NULL;
}

bool program_need_reason(const struct program *p, enum reason_for why,
    const char *id, struct err *err)
{
	const struct program_reasons *reasons = &p->reasons[why];
	struct buf known = BUF_INIT;

	id = or_empty(id);
	if (id[0] != '\0' && program_reason(p, why, id) != NULL)
		return true;
	for (size_t i = 0; i < reasons->n; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", reasons->list[i].id);
	if (id[0] == '\0')
		err_fill(err, ERR_INVALID, "reason",
		    "Say the reason; one of %s.", buf_text(&known));
	else
		err_fill(err, ERR_INVALID, "reason",
		    "\"%s\" is not a reason here; one of %s is.", id,
		    buf_text(&known));
	buf_done(&known);
	return false;
}

static bool entity_covers(const struct program_entity *e, const char *country)
{
	for (size_t i = 0; i < e->n_countries; i++)
		if (program_same(e->countries[i], country))
			return true;
	return false;
}

const struct program_entity *program_entity(
    const struct program *p, const char *country)
{
	const struct program_entity *rest = &p->entities[0];

	for (size_t i = 0; i < p->n_entities; i++) {
		if (entity_covers(&p->entities[i], country))
			return &p->entities[i];
		if (entity_covers(&p->entities[i], "default"))
			rest = &p->entities[i];
	}
	return rest;
}

const struct program_entity *program_entity_by_id(
    const struct program *p, const char *id)
{
	for (size_t i = 0; i < p->n_entities; i++)
		if (program_same(p->entities[i].id, id))
			return &p->entities[i];
	return NULL;
}

size_t program_checks_at_application(const struct program *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->application.n_checks; i++)
		n += p->application.checks[i].when == CHECK_APPLICATION;
	return n;
}

const struct money *program_amount(
    const struct program_amounts *amounts, const char *currency)
{
	for (size_t i = 0; i < amounts->n; i++)
		if (strcmp(amounts->list[i].currency, currency) == 0)
			return &amounts->list[i];
	return NULL;
}

int program_rule_depth(const struct program_rule *rule, const char *product)
{
	size_t len;
	int depth = 1;

	if (rule->product == NULL)
		return 0;
	len = strlen(rule->product);
	if (strncmp(rule->product, product, len) != 0 ||
	    (product[len] != '\0' && product[len] != '.'))
		return -1;
	for (const char *s = rule->product; *s != '\0'; s++)
		depth += *s == '.';
	return depth;
}
