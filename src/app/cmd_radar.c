/* app/cmd_radar.c - "radar": what lapses or is due soon. */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "io/print.h"
#include "query/radar.h"
#include "ui/show.h"

enum { DAYS = 30, DAYS_MOST = 3660, ROWS_MOST = 10000 };

/* The last two are for people: `what` in words, without the owner. */
static const struct print_column columns[] = {
	{ "day", "Day", false },
	{ "days", "In", true },
	{ "what", "What", false },
	{ "record", "Record", false },
	{ "name", "Name", false },
	{ "partner", "Partner", false },
	{ "owner", "Owner", false },
};

static bool read_days(const struct subcommand *c, const char *text, int *ret)
{
	char *end;
	long days;

	*ret = DAYS;
	if (text == NULL)
		return true;
	errno = 0;
	days = strtol(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0 &&
	    days <= DAYS_MOST) {
		*ret = (int)days;
		return true;
	}
	(void)usage(c, "Days are a number from 0 to %d, not \"%.40s\".",
	    DAYS_MOST, text);
	return false;
}

static void print_one(struct app *app, struct print *p,
    const struct radar_row *r, enum list_format format, date_days today)
{
	struct value cells[ARRAY_LEN(columns)] = {
		val_date(r->day),
		val_int((int64_t)r->day - today),
		val_text(
		    format == FORMAT_TABLE ? radar_label(r->what) : r->what),
		val_text(show_id(r->noun, r->id, &app->arena)),
		val_text(r->name),
		val_text(r->partner),
		val_text(r->owner),
	};

	print_row(p, cells);
}

static bool print_all(struct app *app, int days, const char *owner,
    enum list_format format, bool raw, struct err *err)
{
	date_days today = (date_days)(session_now(app->session) / 86400);
	struct radar radar;
	struct print *p;

	if (owner != NULL && strcmp(owner, "me") == 0)
		owner = app->session->user;
	if (!radar_read(app->db, today + days, owner, ROWS_MOST, &app->arena,
		&radar, err))
		return false;
	p = print_open(stdout, format, raw, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < radar.n; i++)
		print_one(app, p, &radar.rows[i], format, today);
	if (!print_close(p, err))
		return false;
	if (radar.more)
		say("There is more: only the first %d are shown.", ROWS_MOST);
	return true;
}

int cmd_radar(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("radar");
	struct option_value values[] = { { "days", false, NULL },
		{ "owner", false, NULL }, { "format", false, NULL },
		{ "raw", true, NULL } };
	enum list_format format;
	struct err err;
	int days;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)) ||
	    !read_days(c, values[0].value, &days) ||
	    !format_read(c, values[2].value, &format))
		return STATUS_USAGE;
	if (argc > 0)
		return usage(c, "\"radar\" takes no words.");
	return print_all(app, days, values[1].value, format,
		   values[3].value != NULL, &err)
	    ? STATUS_DONE
	    : fail(&err);
}
