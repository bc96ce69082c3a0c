/* store/backup.c - a copy that was opened and checked. */
#include "config.h"

#include "store/engine.h"
#include "store/place.h"
#include "store/stmt.h"

static bool copy_into(const char *file, const char *temporary, struct err *err)
{
	struct conn *c;
	bool ok;

	if (!conn_open(file, CONN_COPY, &c, err))
		return false;
	ok = conn_configure(c, CONN_COPY, err) &&
	    stmt_run(c, "VACUUM INTO ?1", VALUES(val_text(temporary)), err);
	conn_close(c);
	return ok;
}

struct first_finding {
	int count;
	struct err err;
};

static void note_finding(void *arg, const char *what)
{
	struct first_finding *f = arg;

	if (f->count++ == 0)
		err_fill(&f->err, ERR_IO, NULL,
		    "The copy is damaged (%s); check the database and the "
		    "disk.",
		    what);
}

/* Only what can be opened again and is whole counts as a copy. */
static bool verify_copy(const char *temporary, struct err *err)
{
	struct first_finding finding = { .count = 0 };
	struct conn_header header;
	struct conn *c;
	bool ok;

	if (!conn_open(temporary, CONN_COPY, &c, err))
		return false;
	header = conn_header(c);
	ok = conn_configure(c, CONN_COPY, err) &&
	    conn_verify(c, note_finding, &finding, err);
	conn_close(c);
	if (!ok)
		return false;
	if (header.application_id != APPLICATION_ID)
		note_finding(&finding, "its header is wrong");
	if (finding.count > 0)
		*err = finding.err;
	return finding.count == 0;
}

bool copy_make(const char *file, const char *target, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *temporary;
	bool ok;

	ok = place_check_free(target, err) &&
	    place_temporary(target, &a, &temporary, err);
	if (ok) {
		ok = copy_into(file, temporary, err) &&
		    verify_copy(temporary, err) &&
		    place_publish(temporary, target, err);
		if (!ok)
			place_remove(temporary);
	}
	arena_done(&a);
	return ok;
}

bool db_backup(struct db *db, const char *path, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *target;
	bool ok;

	if (db->reader == db->writer)
		return err_set(err, ERR_REFUSED,
		    "A database in memory has no backup; open a file.");
	ok = place_resolve(path, &a, &target, err) &&
	    copy_make(db->file, target, err);
	arena_done(&a);
	return ok;
}
