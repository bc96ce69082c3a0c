/* query/detail.c - one record, whole. */

#include "config.h"

#include "query/detail.h"

#include <inttypes.h>
#include <string.h>

#include "query/detail_customer.h"
#include "query/detail_lead.h"
#include "query/detail_partner.h"
#include "query/list.h"
#include "query/money_lines.h"

/*
 * A record has the fields of its list. An age is left out: it is the date
 * before it, counted.
 */
static void add_columns(
    const struct list *list, const struct row *row, struct detail_lines *lines)
{
	for (size_t i = 0; i < list->n_columns; i++) {
		const struct column *c = &list->columns[i];

		if ((c->flags & COLUMN_AGE) == 0)
			detail_add(lines, c->name,
			    c->label != NULL ? c->label : c->title,
			    row->cells[i]);
	}
}

void detail_add(struct detail_lines *lines, const char *name, const char *title,
    struct value value)
{
	lines->list = arena_grow(lines->arena, lines->list, lines->n,
	    &lines->size, sizeof(*lines->list));
	lines->list[lines->n++] = (struct detail_line){
		.name = name, .title = title, .value = value
	};
}

bool detail_read(struct db *db, const char *noun, int64_t id, struct arena *a,
    struct detail *ret, struct err *err)
{
	const struct list *list = list_find(noun);
	struct list_at at = { .sort = 0 };
	struct detail_lines lines = { .arena = a };
	size_t version;
	struct row row;
	bool found;

	if (list == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "There are no records of kind \"%.40s\".", noun);
	if (!list_row(db, list, &at, id, a, &found, &row, err))
		return false;
	if (!found && list->letter != '\0')
		return err_set(err, ERR_NOT_FOUND,
		    "There is no %s %c-%" PRId64 ".", list->noun, list->letter,
		    id);
	if (!found)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no %s %" PRId64 ".", list->noun, id);
	add_columns(list, &row, &lines);
	if (list == &list_partners && !detail_partner(db, id, &lines, err))
		return false;
	if (list == &list_leads && !detail_lead(db, id, &lines, err))
		return false;
	if (list == &list_customers && !detail_customer(db, id, &lines, err))
		return false;
	if (list == &list_conflicts && !detail_conflict(db, id, &lines, err))
		return false;
	if (!detail_money(db, list->noun, id, &lines, err))
		return false;
	version = list_column(list, "version");
	ret->id = id;
	ret->version = version < list->n_columns ? row.cells[version].i : 0;
	ret->lines = lines.list;
	ret->n = lines.n;
	return true;
}

struct value detail_value(const struct detail *d, const char *name)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->lines[i].name, name) == 0)
			return d->lines[i].value;
	return val_null();
}
