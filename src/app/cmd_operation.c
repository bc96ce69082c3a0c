/* app/cmd_operation.c - "application approve 12 --note TEXT" and its like. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/text.h"
#include "domain/operation.h"

/* One run of an operation over the ids on the command line. */
struct job {
	struct app *app;
	const struct operation *op;
	const struct option_value *values;
	date_days today;
};

static int unknown_verb(const char *noun, const char *verb)
{
	const struct operation *op;
	const char *singular = noun_singular(noun);
	struct buf verbs = BUF_INIT;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (strcmp(op->noun, singular) == 0 &&
		    (op->flags & OPERATION_SWEEP) == 0)
			buf_fmt(&verbs, "%s%s", verbs.len > 0 ? ", " : "",
			    op->verb);
	if (verb == NULL)
		say("Say what to do with the %s: %s.", singular,
		    buf_text(&verbs));
	else
		say("\"%s\" is nothing that can be done with the %s; these "
		    "are: %s.",
		    verb, singular, buf_text(&verbs));
	buf_done(&verbs);
	return STATUS_USAGE;
}

/* Fills the params: what the record has, then what was typed. */
static bool fill(
    struct job *job, int64_t id, void *record, struct arena *a, struct err *err)
{
	const struct fields *params = job->op->params;

	fields_init(params, record);
	if (job->op->load != NULL && id != 0 &&
	    !job->op->load(job->app->session, id, record, a, err))
		return false;
	for (size_t i = 0; i < params->n; i++)
		if (job->values[i].value != NULL &&
		    !field_set(&params->list[i], record, job->values[i].value,
			job->today, a, err))
			return false;
	return true;
}

/* A sentence; a preview has several lines. */
static void put_result(const char *text, struct arena *a)
{
	while (text[0] != '\0') {
		size_t len = strcspn(text, "\n");

		puts(text_safe(arena_strn(a, text, len), a));
		text += len + (text[len] == '\n');
	}
}

static bool run_one(struct job *job, int64_t id, struct err *err)
{
	const struct fields *params = job->op->params;
	struct arena a = ARENA_INIT;
	struct call call = { .id = id, .arena = &a };
	bool ok = true;

	if (params != NULL) {
		void *record = arena_alloc(&a, params->size);

		ok = fill(job, id, record, &a, err);
		call.params = record;
	}
	ok = ok && operation_run(job->app->session, job->op, &call, err);
	if (ok)
		put_result(call.ret_text, &a);
	arena_done(&a);
	return ok;
}

/* Each id on its own: one that is refused does not hinder the others. */
static int run_all(struct job *job, int n, char **ids)
{
	int failed = 0, status = STATUS_DONE;
	struct err err;

	for (int i = 0; i < n; i++) {
		int64_t id;

		if (noun_id(job->op->noun, ids[i], &id, &err) &&
		    run_one(job, id, &err))
			continue;
		failed++;
		status = fail(&err);
	}
	return failed > 0 && n > 1 ? STATUS_PART : status;
}

/* "statement close 2026-Q3": a period needs no option's name. */
static bool takes_period(const struct operation *op)
{
	return op->params != NULL &&
	    strcmp(op->params->list[0].name, "period") == 0;
}

static int run_operation(
    struct app *app, const struct operation *op, int argc, char **argv)
{
	struct subcommand c = {
		.name = arena_fmt(&app->arena, "%s %s", op->noun, op->verb),
		.synopsis = (op->flags & OPERATION_MAKES) != 0
		    ? "[--FIELD VALUE]..."
		    : "ID... [--FIELD VALUE]...",
	};
	size_t n = op->params != NULL ? op->params->n : 0;
	struct option_value *values =
	    arena_alloc(&app->arena, (n + 1) * sizeof(*values));
	struct job job = { app, op, values,
		(date_days)(session_now(app->session) / 86400) };
	struct err err;

	for (size_t i = 0; i < n; i++)
		values[i].name = op->params->list[i].name;
	if (!options_read(&c, &argc, argv, values, n))
		return STATUS_USAGE;
	if ((op->flags & OPERATION_MAKES) != 0) {
		if (argc == 1 && takes_period(op) && values[0].value == NULL)
			values[0].value = argv[--argc];
		if (argc > 0)
			return usage(&c, "\"%s\" takes no id.", c.name);
		return run_one(&job, 0, &err) ? STATUS_DONE : fail(&err);
	}
	if (argc == 0)
		return usage(&c, "Say which %s.", op->noun);
	return run_all(&job, argc, argv);
}

int cmd_operation(struct app *app, int argc, char **argv)
{
	const struct operation *op;

	if (argc < 2)
		return unknown_verb(argv[0], NULL);
	op = operation_find(argv[0], argv[1]);
	if (op == NULL)
		return unknown_verb(argv[0], argv[1]);
	return run_operation(app, op, argc - 1, argv + 1);
}
