/* ui/demo.c - a sample year, made by the import and the operations. */

#include "config.h"

#include "ui/demo.h"

#include <stdio.h>
#include <string.h>

#include "domain/application.h"
#include "io/datadir.h"
#include "ui/demo_deed.h"
#include "ui/import_command.h"

/* The day on which the sample file was true. */
#define SAMPLE_DAY date_of(2026, 3, 31)

/* What became of one of the imported applications, by its row in the file. */
static const struct {
	int row;
	size_t items;      /* checks and criteria that are done */
	const char *steps; /* of the criteria, one digit each, repeated */
	const char *verb;  /* the decision, or NULL */
	const char *params[6];
} stories[] = {
	{ 1, 8, "3343", NULL, { NULL } },
	{ 2, 5, "23", NULL, { NULL } },
	{ 3, 4, "3", NULL, { NULL } },
	{ 4, 99, "4344", NULL, { NULL } },
	{ 5, 99, "3343", "approve", { NULL } },
	{ 6, 6, "323", "request",
	    { "reason=certificates", "inside=Two names, no certificates.",
		NULL } },
	{ 8, 99, "3433", "approve", { NULL } },
	{ 9, 2, "1", NULL, { NULL } },
	{ 10, 99, "4433", "approve", { NULL } },
	{ 11, 7, "43", "request",
	    { "reason=references", "inside=Called once, no answer.", NULL } },
	{ 12, 99, "333", "approve", { NULL } },
	{ 14, 99, "3334", "approve", { NULL } },
	{ 15, 1, "2", "decline",
	    { "reason=not_verified", "inside=No entry in the register.",
		NULL } },
	{ 17, 99, "4343", "approve", { NULL } },
	{ 18, 3, "3", "hold",
	    { "reason=waiting_legal", "until=+9",
		"inside=Asked legal about the name.", NULL } },
	{ 20, 99, "3333", "approve", { NULL } },
	{ 22, 0, "0", "decline",
	    { "reason=no_presence", "inside=The site is parked.", NULL } },
	{ 24, 99, "3344", "approve", { NULL } },
	{ 26, 0, "0", "withdraw",
	    { "reason=other", "inside=They wrote on Monday.", NULL } },
	{ 27, 2, "2", NULL, { NULL } },
	{ 30, 1, "0", NULL, { NULL } },
	{ 33, 0, "0", "request", { "reason=company_details", NULL } },
};

static bool run_verb(struct session *s, int64_t id, const char *verb,
    const char *const *params, struct arena *a, struct err *err)
{
	return deed_do(s, "application", verb, id, params, a, err);
}

static bool do_item(struct session *s, int64_t id,
    const struct review_item *item, char step, struct arena *a, struct err *err)
{
	const char *const check[] = { arena_fmt(a, "check=%s", item->id),
		"result=passed", "evidence=Looked up and filed for the sample.",
		NULL };
	const char *const score[] = { arena_fmt(a, "criterion=%s", item->id),
		arena_fmt(a, "step=%c", step), NULL };

	return item->is_check ? run_verb(s, id, "check", check, a, err)
			      : run_verb(s, id, "score", score, a, err);
}

static bool tell(
    struct session *s, size_t story, struct arena *a, struct err *err)
{
	int64_t id = stories[story].row;
	const char *steps = stories[story].steps;
	size_t n_steps = strlen(steps), scored = 0;
	struct review r;

	if (!review_read(s, id, a, &r, err))
		return false;
	for (size_t i = 0; i < r.n_items && i < stories[story].items; i++)
		if (!do_item(s, id, &r.items[i],
			r.items[i].is_check ? '0' : steps[scored++ % n_steps],
			a, err))
			return false;
	return stories[story].verb == NULL ||
	    run_verb(s, id, stories[story].verb, stories[story].params, a, err);
}

/* What would be told of the samples is meant: nobody needs to read it. */
static bool bring_in(
    struct session *s, const char *kind, struct arena *a, struct err *err)
{
	struct import_options options = {
		.kind = kind,
		.file = datadir_path(arena_fmt(a, "samples/%s.csv", kind), a),
		.later = (int)(session_now(s) / 86400) - (int)SAMPLE_DAY,
	};
	FILE *nowhere = fopen("/dev/null", "w");
	bool ok =
	    nowhere != NULL && import_run(s, &options, NULL, nowhere) == 0;

	if (nowhere != NULL)
		fclose(nowhere);
	return ok ||
	    err_set(err, ERR_IO, "The samples could not be imported from %s.",
		options.file);
}

bool demo_fill(struct session *s, struct err *err)
{
	static const char *const more[] = { "partners", "customers", "leads",
		"sales" };
	struct arena a = ARENA_INIT;
	bool ok = bring_in(s, "applications", &a, err);

	for (size_t i = 0; ok && i < ARRAY_LEN(stories); i++)
		ok = tell(s, i, &a, err) ||
		    err_in(err, "Sample %d", stories[i].row);
	for (size_t i = 0; ok && i < ARRAY_LEN(more); i++)
		ok = bring_in(s, more[i], &a, err);
	ok = ok && deeds_do_all(s, &a, err) && demo_money(s, &a, err);
	arena_done(&a);
	return ok;
}
