/* query/directory.c - partners that the public may see. */

#include "config.h"

#include "query/directory.h"

#include <string.h>

static const char SELECT_PUBLIC[] =
    "SELECT p.id, e.program_version, p.name, p.country, p.city, p.website,"
    " p.coverage, p.description, e.program, v.name, e.level FROM partner p"
    " JOIN enrollment e ON e.partner = p.id AND e.void = 0 AND e.status ="
    " 'active' JOIN program_version v ON v.id = e.program_version"
    " WHERE p.void = 0 AND p.visible = 1 AND p.status = 'active'"
    " AND (?1 IS NULL OR e.program = ?1)"
    " AND (?2 IS NULL OR p.country = ?2)"
    " ORDER BY p.country, p.sort_name, p.id, e.id";

static struct directory_row read_row(struct stmt *st, struct arena *a)
{
	return (struct directory_row){
		.partner = db_int(st, 0),
		.program_version = db_int(st, 1),
		.name = db_text(st, 2, a),
		.country = db_text(st, 3, a),
		.city = db_text(st, 4, a),
		.website = db_text(st, 5, a),
		.coverage = db_text(st, 6, a),
		.description = db_text(st, 7, a),
		.program = db_text(st, 8, a),
		.program_name = db_text(st, 9, a),
		.level = db_text(st, 10, a),
	};
}

bool directory_read(struct db *db, const char *program, const char *country,
    struct arena *a, struct directory_row **ret, size_t *ret_n, struct err *err)
{
	struct directory_row *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_PUBLIC,
		VALUES(val_text(program), val_text(country)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n++] = read_row(st, a);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}
