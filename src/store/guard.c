/* store/guard.c - what a connection may never do, whatever the statement. */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "store/conn.h"

const char *const append_only_tables[] = {
	"audit",
	"audit_change",
	"entry",
	"op",
	"posting",
	"program_template",
	"program_version",
	NULL,
};

/* These only read, unless they are given a value. */
static const char *const reading_pragmas[] = {
	"application_id",
	"data_version",
	"foreign_key_check",
	"foreign_key_list",
	"index_info",
	"index_list",
	"integrity_check",
	"table_info",
	"table_xinfo",
	"user_version",
	NULL,
};

static bool listed(const char *const *list, const char *word)
{
	for (; *list != NULL; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

static int allow_if(bool allowed)
{
	return allowed ? SQLITE_OK : SQLITE_DENY;
}

/* Settings with a value and settings that act are not for statements. */
static bool pragma_allowed(const char *name, const char *value)
{
	if (strcmp(name, "user_version") == 0 ||
	    strcmp(name, "application_id") == 0)
		return value == NULL;
	return listed(reading_pragmas, name);
}

/* Called for each thing a statement is going to do, as it is prepared. */
static int authorize(void *arg UNUSED, int action, const char *what,
    const char *detail, const char *database UNUSED, const char *trigger UNUSED)
{
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return allow_if(strcmp(detail, "load_extension") != 0);
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		return allow_if(!listed(append_only_tables, what));
	case SQLITE_PRAGMA:
		return allow_if(pragma_allowed(what, detail));
	default:
		/* Everything else changes the schema or opens a file. */
		return SQLITE_DENY;
	}
}

void conn_guard(struct conn *c, enum conn_role role)
{
	bool guarded = role != CONN_SCHEMA && role != CONN_COPY;

	sqlite3_set_authorizer(c->handle, guarded ? authorize : NULL, NULL);
}
