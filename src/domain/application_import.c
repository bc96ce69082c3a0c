/* domain/application_import.c - applications that came in a file. */

#include "config.h"

#include <inttypes.h>

#include "domain/application_data.h"

static const char SELECT_BY_REF[] =
    "SELECT id FROM application WHERE ref = ?1 AND void = 0";

struct warner {
	void (*warn)(void *arg, const char *field, const char *text);
	void *arg;
};

/* What a form would refuse is only worth a word when it happened elsewhere. */
static void warn_missing(const struct program *p,
    const struct application_data *d, struct arena *a, const struct warner *w)
{
	for (size_t i = 0; i < p->application.n_required; i++) {
		const struct field *f = fields_find(
		    &application_fields, p->application.required[i]);

		if (f != NULL && field_is_empty(f, d))
			w->warn(w->arg, f->name,
			    arena_fmt(a, "%s is needed by the program %s.",
				f->title, p->id));
	}
}

/* A known id again: the same, or changed while nobody has looked at it. */
static bool import_again(struct change *c, int64_t id,
    const struct application_data *d, struct arena *a, enum import_result *ret,
    struct err *err)
{
	struct application_sets sets = { .n = 0 };
	struct application_row row;
	bool differs;

	if (!application_read(c->session, id, a, &row, err) ||
	    !application_put_data(&sets, d, a, err) ||
	    !change_differs(
		c, "application", id, sets.list, sets.n, &differs, err))
		return false;
	*ret = differs ? IMPORT_UPDATED : IMPORT_UNCHANGED;
	if (!differs)
		return true;
	if (row.state != APPLICATION_SUBMITTED)
		return err_set(err, ERR_REFUSED,
		    "A-%" PRId64 " is %s; an import does not change it any "
		    "more.",
		    id, row.status);
	return change_update(c, "application", id, 0, sets.list, sets.n, err);
}

static bool import_new(struct change *c, int64_t batch,
    const struct application_data *d, struct arena *a, const struct warner *w,
    struct err *err)
{
	struct application_terms t;
	int64_t earlier, id;
	date_days from;
	char text[11];

	if (!application_find_terms(c->session, d, c->now, &t, err) ||
	    !application_find_earlier(c->session, 0, d, a, &earlier, err) ||
	    !application_may_apply_from(c->session, earlier, &t, a, &from, err))
		return false;
	warn_missing(t.ref.program, d, a, w);
	if (from != DATE_NONE)
		w->warn(w->arg, "company",
		    arena_fmt(a,
			"This company was declined (A-%" PRId64 ") and may "
			"apply again from %s.",
			earlier, date_text(from, text)));
	return application_insert(c, d, &t, earlier, batch, false, a, &id, err);
}

bool application_import(struct change *c, int64_t batch,
    const struct application_data *data, struct arena *a,
    void (*warn)(void *arg, const char *field, const char *text), void *arg,
    enum import_result *ret, struct err *err)
{
	struct warner w = { warn, arg };
	struct value id = val_null();
	bool found = false;

	if (data->id != NULL && data->id[0] != '\0' &&
	    !db_value(c->session->db, SELECT_BY_REF, VALUES(val_text(data->id)),
		VALUE_INT, a, &found, &id, err))
		return false;
	if (found)
		return import_again(c, id.i, data, a, ret, err);
	*ret = IMPORT_NEW;
	return import_new(c, batch, data, a, &w, err);
}
