/* app/cmd_list.c - "list", "show" and "explain". */

#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/text.h"
#include "domain/application.h"
#include "domain/commission.h"
#include "domain/conflict.h"
#include "domain/enrollment.h"
#include "domain/lead.h"
#include "domain/payment_detail.h"
#include "ui/list_command.h"
#include "ui/record_command.h"

/* Kinds that a version to come will have. */
static const char *const later[] = { "sessions" };

/* The list of that name; false with the status to exit with. */
static bool find_list(const struct subcommand *c, const char *name,
    const struct list **ret, int *ret_status)
{
	struct buf known = BUF_INIT;

	*ret = list_find(name);
	if (*ret != NULL)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(later); i++)
		if (strcmp(later[i], name) == 0 ||
		    strncmp(later[i], name, strlen(later[i]) - 1) == 0) {
			say("The %s are not available in this version.",
			    later[i]);
			*ret_status = STATUS_UNAVAILABLE;
			return false;
		}
	for (size_t i = 0; lists[i] != NULL; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", lists[i]->name);
	*ret_status = usage(c, "There is no kind \"%.40s\"; there are %s.",
	    name, buf_text(&known));
	buf_done(&known);
	return false;
}

static bool read_limit(
    const struct subcommand *c, const char *text, int64_t *ret)
{
	long long limit;
	char *end;

	*ret = 0;
	if (text == NULL)
		return true;
	errno = 0;
	limit = strtoll(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0 &&
	    limit > 0) {
		*ret = limit;
		return true;
	}
	(void)usage(
	    c, "A limit is a number of rows from 1, not \"%.40s\".", text);
	return false;
}

int cmd_list(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("list");
	struct option_value values[] = { { "filter", false, NULL },
		{ "sort", false, NULL }, { "columns", false, NULL },
		{ "limit", false, NULL }, { "format", false, NULL },
		{ "raw", true, NULL } };
	struct list_options o = { .list = NULL };
	struct err err;
	int status;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)) ||
	    !read_limit(c, values[3].value, &o.limit) ||
	    !format_read(c, values[4].value, &o.format))
		return STATUS_USAGE;
	if (argc != 1)
		return usage(c,
		    argc == 0 ? "Say what to list."
			      : "Only one kind can be listed.");
	if (!find_list(c, argv[0], &o.list, &status))
		return status;
	o.filter = values[0].value;
	o.sort = values[1].value;
	o.columns = values[2].value;
	o.raw = values[5].value != NULL;
	if (list_print(app->session, &o, stdout, NULL, &err))
		return STATUS_DONE;
	status = fail(&err);
	return err.kind == ERR_INVALID ? STATUS_USAGE : status;
}

/* The id of a user is found by the name. */
static bool find_user(
    struct app *app, const char *name, int64_t *ret, struct err *err)
{
	struct filter_context context = { .user = app->session->user };
	struct list_at at = list_start(&list_users);
	int64_t *ids;
	size_t n;

	if (!filter_parse(&list_users,
		arena_fmt(&app->arena, "name:\"%s\"", name), &context,
		&app->arena, &at.filter, err) ||
	    !list_ids(app->db, &list_users, &at, 1, &app->arena, &ids, &n, err))
		return false;
	if (n == 0)
		return err_set(
		    err, ERR_NOT_FOUND, "There is no user \"%.64s\".", name);
	*ret = ids[0];
	return true;
}

static bool read_id(struct app *app, const struct list *list, const char *text,
    int64_t *ret, struct err *err)
{
	char *end;

	if (list == &list_users)
		return find_user(app, text, ret, err);
	if (list->letter != '\0')
		return noun_id(list->noun, text, ret, err);
	errno = 0;
	*ret = strtoll(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0)
		return true;
	return err_set(err, ERR_INVALID, "\"%.40s\" is no number.", text);
}

/* Bank details or a tax form of a partner, in full. */
static int show_payment(
    struct app *app, const struct list *list, int64_t id, const char *number)
{
	struct payment_detail d;
	const char *text;
	struct err err;
	char *end;
	long long row;

	errno = 0;
	row = strtoll(number, &end, 10);
	if (list != &list_partners || *end != '\0' || errno != 0)
		return usage(subcommand_find("show"),
		    "--payment takes the number of a partner's payment "
		    "details.");
	if (!payment_detail_read(app->session, row, &app->arena, &d, &err))
		return fail(&err);
	if (d.partner != id) {
		(void)err_set(&err, ERR_NOT_FOUND,
		    "P-%" PRId64 " has no payment details %lld.", id, row);
		return fail(&err);
	}
	if (!payment_detail_whole(app->session, row, &app->arena, &text, &err))
		return fail(&err);
	fputs(text, stdout);
	return STATUS_DONE;
}

int cmd_show(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("show");
	struct option_value values[] = { { "document", false, NULL },
		{ "format", false, NULL }, { "raw", true, NULL },
		{ "payment", false, NULL } };
	enum list_format format;
	const struct list *list;
	struct err err;
	int64_t id;
	int status;
	bool ok;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)) ||
	    !format_read(c, values[1].value, &format))
		return STATUS_USAGE;
	if (argc != 2)
		return usage(c, "Say a kind and an id.");
	if (!find_list(c, argv[0], &list, &status))
		return status;
	if (!read_id(app, list, argv[1], &id, &err))
		return fail(&err);
	if (values[3].value != NULL)
		return show_payment(app, list, id, values[3].value);
	ok = (values[0].value != NULL
		? record_print_document(
		      app->session, list, id, values[0].value, stdout, &err)
		: record_print(app->session, list, id, format,
		      values[2].value != NULL, stdout, &err));
	return ok ? STATUS_DONE : fail(&err);
}

typedef bool explain_fn(
    struct session *s, int64_t id, struct buf *out, struct err *err);

/* How a record came to say what it says; NULL for kinds that do not tell. */
static explain_fn *find_explanation(const char *noun)
{
	static const struct {
		const char *noun;
		explain_fn *explain;
	} nouns[] = {
		{ "application", review_explain },
		{ "enrollment", enrollment_explain },
		{ "lead", lead_explain },
		{ "conflict", conflict_explain },
		{ "sale", sale_explain },
		{ "commission", commission_explain },
	};

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if (strcmp(noun_singular(noun), nouns[i].noun) == 0)
			return nouns[i].explain;
	return NULL;
}

/* "C-12" and "S-12" say what they are; bare digits are a commission's. */
static const char *noun_of(const char *id)
{
	return (id[0] == 'S' || id[0] == 's') && id[1] == '-' ? "sale"
							      : "commission";
}

int cmd_explain(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("explain");
	explain_fn *explain;
	const char *noun;
	struct buf text = BUF_INIT;
	int status = STATUS_DONE;
	struct err err;
	int64_t id;

	if (!options_read(c, &argc, argv, NULL, 0))
		return STATUS_USAGE;
	if (argc != 1 && argc != 2)
		return usage(c, "Say what, like C-12 or S-12.");
	noun = argc == 2 ? argv[0] : noun_of(argv[0]);
	explain = find_explanation(noun);
	if (explain == NULL)
		return usage(c,
		    "Say which application, enrollment, lead, conflict, sale "
		    "or commission.");
	if (noun_id(noun, argv[argc - 1], &id, &err) &&
	    explain(app->session, id, &text, &err))
		puts(buf_text(&text));
	else
		status = fail(&err);
	buf_done(&text);
	return status;
}
