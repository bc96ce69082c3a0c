/* domain/customer_import.c - customers that came in a file. */

#include "config.h"

#include <inttypes.h>

#include "domain/customer.h"
#include "domain/import.h"

/* What other files and people have said of it since. */
static const char SELECT_OWNER[] =
    "SELECT partner, house FROM customer WHERE id = ?1";

static const char SELECT_EDITOR[] =
    "SELECT actor FROM audit a WHERE kind = 'customer' AND record = ?1"
    " AND undoes IS NULL AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id) ORDER BY id DESC LIMIT 1";

/* A file does not change what somebody here has worked on. */
static bool may_update(
    struct change *c, int64_t id, struct arena *a, struct err *err)
{
	struct value who = val_null();
	bool found = false;

	if (!db_value(c->session->db, SELECT_EDITOR, VALUES(val_int(id)),
		VALUE_TEXT, a, &found, &who, err))
		return false;
	if (found)
		return err_set(err, ERR_REFUSED,
		    "U-%" PRId64 " was worked on by %s; an import does not "
		    "change it any more.",
		    id, who.s);
	return true;
}

/* A file that says nothing of the incumbent leaves it alone. */
static bool keep_owner(struct change *c, int64_t id, struct customer_data *d,
    struct arena *a, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(
		c->session->db, SELECT_OWNER, VALUES(val_int(id)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW && db_int(st, 0) != 0 &&
	    (d->partner == NULL || d->partner[0] == '\0'))
		d->partner = arena_fmt(a, "P-%" PRId64, db_int(st, 0));
	if (step == DB_ROW && d->house == TRI_UNSET)
		d->house = db_int(st, 1) != 0 ? TRI_YES : TRI_NO;
	db_reset(st);
	return step != DB_FAILED;
}

bool customer_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct customer_data d = *(const struct customer_data *)record;
	bool differs = false;
	int64_t id;

	(void)warn;
	(void)arg;
	if (!fields_check(&customer_fields, &d, err) ||
	    !import_find(c->session, "customer", &d.id, a, &id, err))
		return false;
	if (id == 0) {
		*ret = IMPORT_NEW;
		return customer_insert(c, &d, batch, &id, err);
	}
	if (!keep_owner(c, id, &d, a, err) ||
	    !customer_put(c, id, &d, &differs, err) ||
	    (differs && !may_update(c, id, a, err)))
		return false;
	*ret = differs ? IMPORT_UPDATED : IMPORT_UNCHANGED;
	return true;
}
