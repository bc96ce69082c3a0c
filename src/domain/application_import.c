/* domain/application_import.c - applications that came in a file. */

#include "config.h"

#include <inttypes.h>

#include "domain/application_data.h"

static const char SELECT_EDITOR[] =
    "SELECT actor FROM audit a WHERE kind = 'application' AND record = ?1"
    " AND operation = 'application edit' AND NOT EXISTS"
    " (SELECT 1 FROM audit u WHERE u.undoes = a.id) ORDER BY id DESC LIMIT 1";

struct warner {
	void (*warn)(void *arg, const char *field, const char *text);
	void *arg;
};

static void tell(const struct warner *w, const char *field, const char *text)
{
	if (w->warn != NULL)
		w->warn(w->arg, field, text);
}

/* What a form would refuse is only worth a word when it happened elsewhere. */
static void warn_missing(const struct program *p,
    const struct application_data *d, struct arena *a, const struct warner *w)
{
	for (size_t i = 0; i < p->application.n_required; i++) {
		const struct field *f = fields_find(
		    &application_fields, p->application.required[i]);

		if (f != NULL && field_is_empty(f, d))
			tell(w, f->name,
			    arena_fmt(a, "%s is needed by the program %s.",
				f->title, p->id));
	}
}

/* The columns that the data asks for, of an application that is here. */
static bool put_again(struct change *c, const struct application_row *row,
    const struct edit *e, const struct application_data *d, struct arena *a,
    struct set_list *sets, struct err *err)
{
	const struct program *p = e->program.program;
	struct set clock[4];

	if (!application_put_data(sets, d, a, err) ||
	    !application_put_corrections(sets, p, row->data.program, d, err))
		return false;
	if (d->submitted_on == DATE_NONE ||
	    d->submitted_on == row->data.submitted_on)
		return true;
	if (d->submitted_on > (date_days)(c->now / 86400) + 1)
		return err_invalid(err, "submitted_on",
		    "An application is submitted today or before.");
	/* Its status is no matter of the file. */
	application_put_clock(&e->calendar, p, d->submitted_on, clock);
	for (size_t i = 1; i < ARRAY_LEN(clock); i++)
		sets->list[sets->n++] = clock[i];
	return true;
}

/* A file does not change what somebody here has worked on. */
static bool may_update(struct change *c, const struct application_row *row,
    struct arena *a, struct err *err)
{
	struct value who = val_null();
	bool found = false;

	if (row->state != APPLICATION_SUBMITTED)
		return err_set(err, ERR_REFUSED,
		    "A-%" PRId64 " is %s; an import does not change it any "
		    "more.",
		    row->id, row->status);
	if (!db_value(c->session->db, SELECT_EDITOR, VALUES(val_int(row->id)),
		VALUE_TEXT, a, &found, &who, err))
		return false;
	if (found)
		return err_set(err, ERR_REFUSED,
		    "A-%" PRId64 " was edited by %s; an import does not change "
		    "it any more.",
		    row->id, who.s);
	return true;
}

/* A known id again: the same, or changed while nobody has looked at it. */
static bool import_again(struct change *c, int64_t id,
    const struct application_data *d, struct arena *a, enum import_result *ret,
    struct err *err)
{
	struct set_list sets = { .n = 0 };
	struct edit e = { .arena = a };
	bool differs;

	if (!application_read(c->session, id, a, &e.row, err) ||
	    !application_terms(c->session, &e.row, c->now, &e, err) ||
	    !put_again(c, &e.row, &e, d, a, &sets, err) ||
	    !change_differs(
		c, "application", id, sets.list, sets.n, &differs, err))
		return false;
	if (differs &&
	    (!may_update(c, &e.row, a, err) ||
		!change_update(
		    c, "application", id, 0, sets.list, sets.n, err)))
		return false;
	*ret = differs ? IMPORT_UPDATED : IMPORT_UNCHANGED;
	return true;
}

static bool import_new(struct change *c, int64_t batch,
    const struct application_data *d, struct arena *a, const struct warner *w,
    struct err *err)
{
	struct application_terms t;
	int64_t earlier, id;
	const char *why;

	if (!application_find_terms(c->session, d, c->now, &t, err) ||
	    !application_find_earlier(c->session, 0, d, &t, a, &earlier, err) ||
	    !application_may_apply(c->session, 0, d, &t, a, &why, err) ||
	    !application_insert(c, d, &t, earlier, batch, false, a, &id, err))
		return false;
	warn_missing(t.ref.program, d, a, w);
	if (why != NULL)
		tell(w, "company", why);
	return true;
}

bool application_import(struct change *c, int64_t batch, const void *record,
    struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct application_data data = *(const struct application_data *)record;
	struct warner w = { warn, arg };
	int64_t id;

	if (!fields_check(&application_fields, &data, err) ||
	    !import_find(c->session, "application", &data.id, a, &id, err))
		return false;
	if (id != 0)
		return import_again(c, id, &data, a, ret, err);
	if (!import_new(c, batch, &data, a, &w, err))
		return false;
	*ret = IMPORT_NEW;
	return true;
}
