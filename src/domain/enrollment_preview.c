/* domain/enrollment_preview.c - what another version changes for one. */

#include "config.h"

#include "domain/enrollment_preview.h"

#include <inttypes.h>
#include <string.h>

/* One thing that both versions may have: what it is called, how it is. */
struct fact {
	const char *key, *text;
};

struct facts {
	struct fact *list;
	size_t n, size;
	struct arena *arena;
};

static void add(struct facts *f, const char *key, const char *text)
{
	f->list =
	    arena_grow(f->arena, f->list, f->n, &f->size, sizeof(*f->list));
	f->list[f->n++] = (struct fact){ key, text };
}

static const struct fact *find(const struct facts *f, const char *key)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->list[i].key, key) == 0)
			return &f->list[i];
	return NULL;
}

/* ---- what there is ------------------------------------------------------- */

static const char *number(struct arena *a, int64_t n)
{
	return arena_fmt(a, "%" PRId64, n);
}

static const char *amounts(const struct program_amounts *of, struct arena *a)
{
	const char *text = "";

	for (size_t i = 0; i < of->n; i++)
		text = arena_fmt(a, "%s%s%s %s", text, i > 0 ? " or " : "",
		    money_text(of->list[i], a), of->list[i].currency);
	return text;
}

static const char *percent(int64_t ppm, struct arena *a)
{
	return rate_text((struct rate){ ppm }, a);
}

static const char *rule_pays(const struct program_rule *r, struct arena *a)
{
	const char *text = "";

	if (r->pays == PAYS_RATE)
		return percent(r->ppm, a);
	if (r->pays == PAYS_FLAT)
		return arena_fmt(a, "flat %s", amounts(&r->flat, a));
	for (size_t i = 0; i < r->tiers->n_steps; i++)
		text = arena_fmt(a, "%s%s%s from %s", text, i > 0 ? ", " : "",
		    percent(r->tiers->steps[i].ppm, a),
		    amounts(&r->tiers->steps[i].from, a));
	return arena_fmt(a, "%s %s",
	    r->tiers->kind == TIER_MARGINAL ? "marginal" : "retroactive", text);
}

static void add_level(struct facts *f, const struct program *p, const char *id)
{
	const struct program_level *level = program_level(p, id);
	const char *text = "";

	add(f, "level", arena_fmt(f->arena, "%s", level->name));
	for (size_t i = 0; i < level->n_requires; i++)
		text = arena_fmt(f->arena, "%s%s%s %" PRId64, text,
		    i > 0 ? ", " : "", level->requires[i].measure,
		    level->requires[i].at_least);
	add(f, "thresholds of the level", text[0] != '\0' ? text : "none");
	for (size_t i = 0; i < p->n_levels; i++)
		add(f,
		    arena_fmt(
			f->arena, "level %s of the program", p->levels[i].id),
		    p->levels[i].name);
}

static void add_terms(struct facts *f, const struct program *p)
{
	struct arena *a = f->arena;
	struct money fee = { .minor = p->fee_minor };

	memcpy(fee.currency, p->fee_currency, sizeof(fee.currency));
	add(f, "fee",
	    fee.minor == 0 ? "none"
			   : arena_fmt(a, "%s %s, every %s", money_text(fee, a),
				 fee.currency, p->fee_every));
	add(f, "term",
	    arena_fmt(a, "%d months, from the next", p->term_months));
	add(f, "renewal", p->auto_renew ? "by itself" : "on request");
	add(f, "notice", arena_fmt(a, "%d days", p->notice_days));
	add(f, "review of the level",
	    arena_fmt(a, "every %d months", p->review_months));
}

static void add_requirements(
    struct facts *f, const struct program *p, const char *level)
{
	struct enrollment_requirements r = requirements_of(p, level, f->arena);

	for (size_t i = 0; i < r.n; i++)
		add(f, arena_fmt(f->arena, "requirement %s", r.list[i].id),
		    arena_fmt(f->arena, "%s, %d days of grace, then %s",
			r.list[i].name, r.list[i].grace_days, r.list[i].then));
}

static void add_gains(struct facts *f, const struct program *p)
{
	struct arena *a = f->arena;

	for (size_t i = 0; i < p->n_benefits; i++)
		add(f, arena_fmt(a, "benefit %s", p->benefits[i].id),
		    p->benefits[i].name);
	for (size_t i = 0; i < p->n_discounts; i++)
		add(f, arena_fmt(a, "discount on %s", p->discounts[i].product),
		    percent(p->discounts[i].ppm, a));
	for (size_t i = 0; i < p->n_includes; i++)
		add(f, arena_fmt(a, "rights of %s", p->includes[i]),
		    "included");
}

static void add_leads(struct facts *f, const struct program_leads *l)
{
	struct arena *a = f->arena;

	add(f, "protection of leads",
	    arena_fmt(a, "%d days, %d extensions of %d, at most %d",
		l->protection_days, l->extensions, l->extension_days,
		l->hard_stop_days));
	add(f, "open leads",
	    l->open_cap != 0 ? number(a, l->open_cap) : "without a cap");
}

static void add_commission(struct facts *f, const struct program_commission *c)
{
	static const char *const when[] = { "", ", first year", ", renewal" };
	struct arena *a = f->arena;

	if (c == NULL)
		return;
	for (size_t i = 0; i < c->n_rules; i++) {
		const struct program_rule *r = &c->rules[i];

		add(f, arena_fmt(a, "commission %s", r->id),
		    arena_fmt(a, "%s%s%s%s%s%s%s", rule_pays(r, a),
			r->product != NULL ? " on " : "",
			r->product != NULL ? r->product : "",
			r->level != NULL ? ", level " : "",
			r->level != NULL ? r->level : "", when[r->when],
			r->cap != NULL ? ", capped" : ""));
	}
	add(f, "commission is held", arena_fmt(a, "%d days", c->hold_days));
	add(f, "clawback of commission",
	    arena_fmt(a, "%d days", c->clawback_days));
}

static struct facts facts_of(
    const struct program *p, const char *level, struct arena *a)
{
	struct facts f = { .arena = a };

	add_level(&f, p, level);
	add_terms(&f, p);
	add_requirements(&f, p, level);
	add_gains(&f, p);
	add_leads(&f, &p->leads);
	add_commission(&f, p->commission);
	return f;
}

/* ---- what differs -------------------------------------------------------- */

void program_differences(const struct program *was, const char *was_level,
    const struct program *is, const char *is_level, struct arena *a,
    struct buf *out)
{
	struct facts before = facts_of(was, was_level, a);
	struct facts after = facts_of(is, is_level, a);
	size_t n = 0;

	for (size_t i = 0; i < before.n; i++) {
		const struct fact *f = &before.list[i];
		const struct fact *now = find(&after, f->key);

		if (now == NULL)
			buf_fmt(out, "  - %s: %s\n", f->key, f->text);
		else if (strcmp(now->text, f->text) != 0)
			buf_fmt(out, "  ~ %s: %s, was %s\n", f->key, now->text,
			    f->text);
		n += now == NULL || strcmp(now->text, f->text) != 0;
	}
	for (size_t i = 0; i < after.n; i++)
		if (find(&before, after.list[i].key) == NULL) {
			buf_fmt(out, "  + %s: %s\n", after.list[i].key,
			    after.list[i].text);
			n++;
		}
	if (n == 0)
		buf_add(out, "  Nothing changes.\n");
}
