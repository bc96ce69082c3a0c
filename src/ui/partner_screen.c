/* ui/partner_screen.c - the directory of partners as a list. */

#include "config.h"

#include <string.h>

#include "domain/lifecycle.h"
#include "ui/directory.h"
#include "ui/list_view.h"
#include "ui/partner_view.h"
#include "ui/show.h"

static const char *partner_cell(struct ui *ui, const struct row *row,
    const struct column *c, size_t i, enum role *role, struct arena *a)
{
	struct value v = row->cells[i];

	if (v.type == VALUE_TEXT && strcmp(c->name, "status") == 0)
		return lifecycle_label(&enrollment_lifecycle, v.s);
	if (v.type == VALUE_DATE && strcmp(c->name, "due") == 0) {
		if (v.i < ui->today)
			*role = ROLE_WARN;
		return show_days((date_days)v.i, ui->today, a);
	}
	if (v.type == VALUE_TEXT && (c->flags & COLUMN_PERSON) != 0 &&
	    strcmp(v.s, ui->session->user) == 0)
		return "me";
	return NULL;
}

static const char *text_of(const struct row *row, const char *name)
{
	const struct value *v = &row->cells[list_column(&list_partners, name)];

	return v->type == VALUE_TEXT ? v->s : "";
}

static const char *partner_brief(
    struct ui *ui UNUSED, const struct row *row, struct arena *a)
{
	return arena_fmt(a, "%s %s  %s  %s/%s  %s",
	    show_id("partner", row->id, a), text_of(row, "name"),
	    text_of(row, "country"), text_of(row, "program"),
	    text_of(row, "level"), text_of(row, "status"));
}

static bool partner_page(
    struct ui *ui, FILE *out, int64_t *ret_rows, struct err *err)
{
	static const struct directory_options options = { .format =
							      DIRECTORY_HTML };
	size_t n;

	if (!directory_print(ui->session, &options, out, &n, err))
		return false;
	*ret_rows = (int64_t)n;
	return true;
}

const struct list_screen partners_screen = {
	.title = "Partners",
	.list = &list_partners,
	.filter = "",
	.columns = "id,name,country,level,program,status,leads,due",
	.below = true,
	.bulk = true,
	.empty = "A partner is made when an application is approved: 1 shows "
		 "the queue. Those you have come from a file: accord import "
		 "partners FILE --map MAP.",
	.also = partner_also,
	.other = partner_begin,
	.page = partner_page,
	.cell = partner_cell,
	.detail = partner_preview,
	.brief = partner_brief,
};
