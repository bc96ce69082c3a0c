/* domain/partner_import.c - partners that came in a file. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "domain/enrollment.h"
#include "domain/import.h"
#include "domain/partner_data.h"

/* What a file writes of a partner, and who wrote it here last. */
static const char SELECT_EDITOR[] =
    "SELECT w.actor FROM audit w JOIN audit_change h ON h.audit = w.id"
    " WHERE ((h.entity = 'partner' AND h.record = ?1"
    " AND h.field NOT IN ('', 'version', 'status', 'since', 'visible',"
    " 'search', 'customer', 'activity_on'))"
    " OR (h.entity = 'contact' AND h.record IN"
    " (SELECT id FROM contact WHERE partner = ?1)))"
    " AND w.operation <> 'batch import' AND w.undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM audit u WHERE u.undoes = w.id)"
    " ORDER BY w.id DESC LIMIT 1";

/* One that has ended counts, too: a file does not begin it anew. */
static const char SELECT_ENROLLMENT[] =
    "SELECT id, level, status FROM enrollment WHERE partner = ?1"
    " AND program = ?2 AND void = 0 ORDER BY id DESC LIMIT 1";

/* Each by its own index; an unknown country may be any. */
static const char SELECT_TWIN[] =
    "SELECT EXISTS (SELECT 1 FROM partner t WHERE t.void = 0 AND t.id <> p.id"
    " AND t.domain = p.domain AND t.domain <> '') OR EXISTS (SELECT 1"
    " FROM partner t WHERE t.void = 0 AND t.id <> p.id"
    " AND t.tax_key = p.tax_key AND t.tax_key <> '') OR EXISTS (SELECT 1"
    " FROM partner t WHERE t.void = 0 AND t.id <> p.id"
    " AND t.name_key = p.name_key AND (t.country = p.country"
    " OR t.country = 'ZZ' OR p.country = 'ZZ')) FROM partner p"
    " WHERE p.id = ?1";

struct import {
	struct change *c;
	int64_t batch;
	struct partner_data data; /* the parent by its own id */
	struct arena *arena;
	void (*warn)(void *arg, const char *field, const char *text);
	void *arg;
};

static bool is_empty(const char *s)
{
	return s == NULL || s[0] == '\0';
}

static void tell(const struct import *im, const char *field, const char *text)
{
	if (im->warn != NULL)
		im->warn(im->arg, field, text);
}

static bool check_data(const struct partner_data *d, struct err *err)
{
	if (!fields_check(&partner_fields, d, err))
		return false;
	/* Who is in no program is prospective. */
	if (is_empty(d->program) &&
	    (!is_empty(d->level) ||
		(!is_empty(d->status) &&
		    strcmp(d->status, "prospective") != 0)))
		return err_invalid(err, "program",
		    "Level and status are those of a program; name it, too.");
	return true;
}

/* In a file bare digits are another system's id, not one of ours. */
static bool find_parent(struct import *im, struct err *err)
{
	int64_t id;

	if (is_empty(im->data.parent))
		return true;
	if (!partner_find(
		im->c->session, im->data.parent, false, im->arena, &id, err)) {
		if (err->kind == ERR_INVALID)
			err->field = "parent";
		return false;
	}
	im->data.parent = arena_fmt(im->arena, "P-%" PRId64, id);
	return true;
}

/* The version in force when it began, or today's for older ones. */
static bool find_program(
    const struct import *im, struct program_ref *ret, struct err *err)
{
	struct session *s = im->c->session;
	date_days today = (date_days)(im->c->now / 86400);
	const struct partner_data *d = &im->data;
	struct err none;

	if (d->since != DATE_NONE && d->since > today + 1)
		return err_invalid(err, "since",
		    "A partner is one since today or before, not from days to "
		    "come.");
	if ((d->since != DATE_NONE &&
		program_current(s, d->program, d->since, ret, &none)) ||
	    program_current(s, d->program, today, ret, err))
		return true;
	if (err->kind == ERR_NOT_FOUND)
		err->field = "program";
	return false;
}

/* Who is in a list of partners is one, unless the list says otherwise. */
static enum enrollment_state status_of(const struct partner_data *d)
{
	return is_empty(d->status) ? ENROLLMENT_ACTIVE
				   : (enum enrollment_state)lifecycle_find(
					 &enrollment_lifecycle, d->status);
}

static bool enroll(const struct import *im, int64_t partner, struct err *err)
{
	struct enrollment_new e = { .partner = partner,
		.level = im->data.level,
		.country = im->data.country,
		.status = status_of(&im->data),
		.since = im->data.since,
		.batch = im->batch };
	int64_t id;

	return find_program(im, &e.program, err) &&
	    enrollment_insert(im->c, &e, im->arena, &id, err) &&
	    partner_status_follow(im->c, partner, err);
}

static bool warn_twin(const struct import *im, int64_t id, struct err *err)
{
	struct value twin = val_int(0);
	bool found;

	if (!db_value(im->c->session->db, SELECT_TWIN, VALUES(val_int(id)),
		VALUE_INT, im->arena, &found, &twin, err))
		return false;
	if (twin.i != 0)
		tell(im, "name",
		    "Another partner may be the same company; the filter "
		    "duplicate:yes lists them.");
	return true;
}

static bool import_new(const struct import *im, struct err *err)
{
	int64_t id;

	return partner_insert(
		   im->c, &im->data, im->batch, im->arena, &id, err) &&
	    (is_empty(im->data.program) || enroll(im, id, err)) &&
	    warn_twin(im, id, err);
}

/* A file does not change what somebody here has corrected. */
static bool may_update(const struct import *im, int64_t id, struct err *err)
{
	struct value who = val_null();
	bool found = false;

	if (!db_value(im->c->session->db, SELECT_EDITOR, VALUES(val_int(id)),
		VALUE_TEXT, im->arena, &found, &who, err))
		return false;
	if (found)
		return err_set(err, ERR_REFUSED,
		    "P-%" PRId64 " was edited by %s; an import does not change "
		    "it any more.",
		    id, who.s);
	return true;
}

static void warn_moved(const struct import *im, const char *field,
    const char *told, const char *here)
{
	if (!is_empty(told) && strcmp(told, here) != 0)
		tell(im, field,
		    "It is another one here; an import moves no enrollment.");
}

/* Enrolls a known partner in a program that it was never in. */
static bool enroll_again(
    const struct import *im, int64_t id, bool *changed, struct err *err)
{
	const struct partner_data *d = &im->data;
	enum db_step step;
	struct stmt *st;

	if (is_empty(d->program))
		return true;
	if (!db_query(im->c->session->db, SELECT_ENROLLMENT,
		VALUES(val_int(id), val_text(d->program)), &st, err))
		return false;
	step = db_step(st, err);
	if (step == DB_ROW) {
		warn_moved(im, "level", d->level, db_text(st, 1, im->arena));
		warn_moved(im, "status", d->status, db_text(st, 2, im->arena));
	}
	db_reset(st);
	if (step != DB_DONE)
		return step == DB_ROW;
	*changed = true;
	return enroll(im, id, err);
}

/* What it makes beside a partner of before is kept: it goes back with it. */
static bool import_again(const struct import *im, int64_t id,
    enum import_result *ret, struct err *err)
{
	bool changed = false, enrolled = false, ok;

	im->c->by_batch = false;
	ok = partner_update(im->c, id, &im->data, im->arena, &changed, err) &&
	    (!changed || may_update(im, id, err)) &&
	    enroll_again(im, id, &enrolled, err);
	im->c->by_batch = true;
	*ret = changed || enrolled ? IMPORT_UPDATED : IMPORT_UNCHANGED;
	return ok;
}

bool partner_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct import im = { .c = c,
		.batch = batch,
		.data = *(const struct partner_data *)record,
		.arena = a,
		.warn = warn,
		.arg = arg };
	int64_t id;

	if (!check_data(&im.data, err) || !find_parent(&im, err) ||
	    !import_find(c->session, "partner", &im.data.id, a, &id, err))
		return false;
	if (id != 0)
		return import_again(&im, id, ret, err);
	*ret = IMPORT_NEW;
	return import_new(&im, err);
}
