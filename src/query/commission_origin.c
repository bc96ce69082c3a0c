/* query/commission_origin.c - where a commission comes from. */

#include "config.h"

#include "query/commission_origin.h"

#include <inttypes.h>

/* An adjustment comes from the sale of what it corrects. */
static const char SELECT_ORIGIN[] =
    "SELECT coalesce(s.id, 0), coalesce(s.lead, 0), c.partner"
    " FROM commission c LEFT JOIN commission b ON b.id = c.corrects"
    " LEFT JOIN sale s ON s.id = coalesce(c.sale, b.sale) WHERE c.id = ?1";

bool commission_origin(
    struct db *db, int64_t id, struct commission_origin *ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(db, SELECT_ORIGIN, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW)
		*ret = (struct commission_origin){ db_int(st, 0), db_int(st, 1),
			db_int(st, 2) };
	db_reset(st);
	if (step == DB_DONE)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no commission C-%" PRId64 ".", id);
	return step == DB_ROW;
}
