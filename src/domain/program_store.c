/* domain/program_store.c - the loaded program versions. */

#include "config.h"

#include "domain/program_store.h"

#include <inttypes.h>
#include <string.h>

#include "domain/change.h"

static const char SELECT_VERSION[] =
    "SELECT id, source FROM program_version WHERE program = ?1 AND label = ?2";

static const char SELECT_ROW[] =
    "SELECT compiled FROM program_version WHERE id = ?1";

static const char SELECT_CURRENT[] =
    "SELECT id FROM program_version WHERE program = ?1 AND valid_from <= ?2"
    " AND (valid_to IS NULL OR valid_to >= ?2)"
    " ORDER BY valid_from DESC, id DESC LIMIT 1";

static const char SELECT_ANY[] =
    "SELECT id FROM program_version WHERE program = ?1 LIMIT 1";

static const char SELECT_LABEL[] =
    "SELECT id FROM program_version WHERE program = ?1 AND label = ?2";

static const char SELECT_LABELS[] =
    "SELECT label FROM program_version WHERE program = ?1 ORDER BY id";

static const char SELECT_PROGRAMS[] =
    "SELECT DISTINCT program FROM program_version ORDER BY program";

static const char SELECT_VERSIONS[] =
    "SELECT id, program, label, name, type, valid_from, valid_to, loaded_at,"
    " loaded_by FROM program_version ORDER BY program, valid_from DESC,"
    " id DESC";

static const char SELECT_TEMPLATE[] =
    "SELECT body FROM program_template"
    " WHERE program_version = ?1 AND name = ?2";

static const char SELECT_TEMPLATES[] =
    "SELECT name, body FROM program_template WHERE program_version = ?1";

/* A version that was read, and a zone; both live as long as the session. */
struct program_entry {
	int64_t row;
	const struct program *program;
	struct program_entry *next;
};

struct zone_entry {
	const char *name;
	const struct zone *zone;
	struct zone_entry *next;
};

struct programs {
	struct program_entry *versions;
	struct zone_entry *zones;
};

static struct programs *cache(struct session *s)
{
	if (s->programs == NULL)
		s->programs = arena_alloc(&s->arena, sizeof(*s->programs));
	return s->programs;
}

/* Which version counts does not hang on an entity's zone: the day is UTC's. */
static date_days today(const struct session *s)
{
	const struct calendar utc = { .zone = NULL };

	return calendar_day(&utc, session_now(s));
}

/* One column of the rows of a query with one or two texts: "a, b and c". */
static bool read_names(struct session *s, const char *sql, const char *text,
    struct arena *a, const char **ret, struct err *err)
{
	const struct value values[] = { val_text(text) };
	const char *names = "", *last = NULL;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, sql, values, text != NULL ? 1 : 0, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		if (last != NULL)
			names = names[0] == '\0'
			    ? last
			    : arena_fmt(a, "%s, %s", names, last);
		last = db_text(st, 0, a);
	}
	db_reset(st);
	if (step != DB_DONE)
		return false;
	*ret = last == NULL    ? ""
	    : names[0] == '\0' ? last
			       : arena_fmt(a, "%s and %s", names, last);
	return true;
}

/* ---- loading ----------------------------------------------------------- */

struct load {
	const struct program *program;
	const char *source;
	const struct node *root;
	const struct program_text *texts;
	size_t n_texts;
};

static const char *find_text(const struct load *load, const char *name)
{
	for (size_t i = 0; i < load->n_texts; i++)
		if (strcmp(load->texts[i].name, name) == 0)
			return load->texts[i].body;
	return NULL;
}

/* The templates of the loaded version against those that came along. */
static bool same_texts(struct session *s, int64_t row, const struct load *load,
    bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	enum db_step step;
	struct stmt *st;
	size_t n = 0;

	*ret = true;
	if (!db_query(s->db, SELECT_TEMPLATES, VALUES(val_int(row)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		const char *text = find_text(load, db_text(st, 0, &a));

		n++;
		if (text == NULL || strcmp(text, db_text(st, 1, &a)) != 0)
			*ret = false;
	}
	db_reset(st);
	arena_done(&a);
	if (n != load->n_texts)
		*ret = false;
	return step == DB_DONE;
}

/* Looks for the same version; *ret_found only if it is the same in all. */
static bool find_loaded(struct session *s, const struct load *load,
    bool *ret_found, struct err *err)
{
	const struct program *p = load->program;
	struct arena a = ARENA_INIT;
	bool same = false, found;
	enum db_step step;
	struct stmt *st;
	int64_t row = 0;

	if (!db_query(s->db, SELECT_VERSION,
		VALUES(val_text(p->id), val_text(p->label)), &st, err))
		return false;
	step = db_step(st, err);
	found = step == DB_ROW;
	if (found) {
		row = db_int(st, 0);
		same = strcmp(db_text(st, 1, &a), load->source) == 0;
	}
	db_reset(st);
	arena_done(&a);
	if (step == DB_FAILED ||
	    (same && !same_texts(s, row, load, &same, err)))
		return false;
	if (found && !same)
		return err_set(err, ERR_REFUSED,
		    "%s@%s is loaded and immutable: give the change a new "
		    "version.",
		    p->id, p->label);
	*ret_found = found;
	return true;
}

static bool insert_version(
    struct change *c, const struct load *load, struct err *err)
{
	const struct program *p = load->program;
	struct buf compiled = BUF_INIT;
	int64_t row;
	bool ok;

	node_pack(load->root, &compiled);
	ok = change_insert(c, "program_version",
	    SETS({ "program", val_text(p->id) },
		{ "label", val_text(p->label) }, { "name", val_text(p->name) },
		{ "type", val_text(p->type) },
		{ "valid_from", val_date(p->valid_from) },
		{ "valid_to", val_date(p->valid_to) },
		{ "source", val_text(load->source) },
		{ "compiled", val_text(buf_text(&compiled)) },
		{ "loaded_at", val_time(c->now) },
		{ "loaded_by", val_text(c->session->user) }),
	    &row, err);
	buf_done(&compiled);
	for (size_t i = 0; ok && i < load->n_texts; i++)
		ok = change_insert(c, "program_template",
		    SETS({ "program_version", val_int(row) },
			{ "name", val_text(load->texts[i].name) },
			{ "body", val_text(load->texts[i].body) }),
		    NULL, err);
	if (ok)
		c->record = row;
	return ok;
}

bool program_load(struct session *s, const struct program *p,
    const char *source, const struct node *root,
    const struct program_text *texts, size_t n_texts, enum load_result *ret,
    struct err *err)
{
	const struct load load = { p, source, root, texts, n_texts };
	struct change c;
	bool found = false;

	if (!change_begin(s, "program load", RIGHT_ADMIN, "program", 0, NULL,
		"", &c, err))
		return false;
	if (!find_loaded(s, &load, &found, err) ||
	    (!found && !insert_version(&c, &load, err))) {
		change_abandon(&c);
		return false;
	}
	if (found) {
		change_abandon(&c);
		*ret = LOAD_UNCHANGED;
		return true;
	}
	if (!change_commit(
		&c, err, "Loaded %s@%s, %s.", p->id, p->label, p->name))
		return false;
	*ret = LOAD_NEW;
	return true;
}

/* ---- finding ----------------------------------------------------------- */

/* Reads a version from its compiled form. */
static bool read_version(
    struct session *s, int64_t row, const struct program **ret, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct problems problems = { .arena = &scratch, .file = "program" };
	struct node *root;
	bool ok;

	/* The program's texts are the tree's: both live with the session. */
	ok = program_tree(s, row, &s->arena, &root, err);
	if (ok && !program_read(root, &s->arena, NULL, NULL, &problems, ret))
		ok = err_set(err, ERR_IO,
		    "The program version %" PRId64 " cannot be read: %s.", row,
		    problems.list[0].text);
	arena_done(&scratch);
	return ok;
}

bool program_by_row(
    struct session *s, int64_t row, struct program_ref *ret, struct err *err)
{
	struct programs *programs = cache(s);
	const struct program *p;
	struct program_entry *e;

	for (e = programs->versions; e != NULL; e = e->next) {
		if (e->row == row) {
			*ret = (struct program_ref){ row, e->program };
			return true;
		}
	}
	if (!read_version(s, row, &p, err))
		return false;
	e = arena_alloc(&s->arena, sizeof(*e));
	*e = (struct program_entry){ row, p, programs->versions };
	programs->versions = e;
	*ret = (struct program_ref){ row, p };
	return true;
}

/* "There is no program x; loaded are a and b." */
static bool not_loaded(struct session *s, const char *id, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *names;
	bool ok = read_names(s, SELECT_PROGRAMS, NULL, &a, &names, err);

	if (ok && names[0] == '\0')
		err_fill(err, ERR_NOT_FOUND, "program",
		    "No program is loaded; load one with \"accord program "
		    "load\".");
	else if (ok)
		err_fill(err, ERR_NOT_FOUND, "program",
		    "There is no program `%.64s`; loaded are %s.", id, names);
	arena_done(&a);
	return false;
}

/* The row that a query finds for a program's id and something else. */
static bool find_row(struct session *s, const char *sql, const char *id,
    struct value second, size_t n, bool *ret_found, int64_t *ret,
    struct err *err)
{
	const struct value values[] = { val_text(id), second };
	struct arena a = ARENA_INIT;
	struct value v = val_null();
	bool ok;

	ok = db_value(s->db, sql, values, n, VALUE_INT, &a, ret_found, &v, err);
	if (ok && *ret_found)
		*ret = v.i;
	arena_done(&a);
	return ok;
}

bool program_current(struct session *s, const char *id, date_days on,
    struct program_ref *ret, struct err *err)
{
	char day[11];
	int64_t row = 0;
	bool found = false;

	if (!find_row(
		s, SELECT_CURRENT, id, val_date(on), 2, &found, &row, err))
		return false;
	if (found)
		return program_by_row(s, row, ret, err);
	if (!program_is_loaded(s, id))
		return not_loaded(s, id, err);
	err_fill(err, ERR_NOT_FOUND, "program",
	    "No version of the program %s is valid on %s; load one that is.",
	    id, date_text(on, day));
	return false;
}

static bool by_label(struct session *s, const char *id, const char *label,
    struct program_ref *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *labels;
	int64_t row = 0;
	bool found = false, ok;

	if (!find_row(
		s, SELECT_LABEL, id, val_text(label), 2, &found, &row, err))
		return false;
	if (found)
		return program_by_row(s, row, ret, err);
	if (!program_is_loaded(s, id))
		return not_loaded(s, id, err);
	ok = read_names(s, SELECT_LABELS, id, &a, &labels, err);
	if (ok)
		err_fill(err, ERR_NOT_FOUND, "program",
		    "The program %s has no version `%.64s`; loaded are %s.", id,
		    label, labels);
	arena_done(&a);
	return false;
}

bool program_by_name(struct session *s, const char *text,
    struct program_ref *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *at = strchr(text, '@');
	bool ok;

	if (at == NULL)
		return program_current(s, text, today(s), ret, err);
	ok = by_label(
	    s, arena_strn(&a, text, (size_t)(at - text)), at + 1, ret, err);
	arena_done(&a);
	return ok;
}

bool program_terms(struct session *s, const struct program *p, date_days on,
    const struct program **ret, struct err *err)
{
	struct program_ref other;

	*ret = p->commission != NULL ? p : NULL;
	for (size_t i = 0; i < p->n_includes && *ret == NULL; i++) {
		if (program_current(s, p->includes[i], on, &other, err)) {
			if (other.program->commission != NULL)
				*ret = other.program;
		} else if (err->kind != ERR_NOT_FOUND) {
			return false;
		}
	}
	return true;
}

static struct program_version version_of(struct stmt *st, struct arena *a)
{
	struct value to = db_column(st, 6, VALUE_DATE);

	return (struct program_version){
		.row = db_int(st, 0),
		.id = db_text(st, 1, a),
		.label = db_text(st, 2, a),
		.name = db_text(st, 3, a),
		.type = db_text(st, 4, a),
		.valid_from = (date_days)db_int(st, 5),
		.valid_to = to.type == VALUE_NULL ? DATE_NONE : (date_days)to.i,
		.loaded_at = db_int(st, 7),
		.loaded_by = db_text(st, 8, a),
	};
}

/* The rows of a program come with the one that counts before the others
 * that are valid. */
static void mark_current(
    struct program_version *list, size_t n, date_days today)
{
	const char *done = NULL;

	for (size_t i = 0; i < n; i++) {
		struct program_version *v = &list[i];

		if (v->valid_from > today ||
		    (v->valid_to != DATE_NONE && v->valid_to < today) ||
		    (done != NULL && strcmp(done, v->id) == 0))
			continue;
		v->current = true;
		done = v->id;
	}
}

bool program_versions(struct session *s, struct arena *a,
    struct program_version **ret, size_t *ret_n, struct err *err)
{
	struct program_version *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(s->db, SELECT_VERSIONS, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		if (n == size) {
			struct program_version *more;

			size = size > 0 ? 2 * size : 16;
			more = arena_alloc(a, size * sizeof(*more));
			if (n > 0)
				memcpy(more, list, n * sizeof(*more));
			list = more;
		}
		list[n++] = version_of(st, a);
	}
	db_reset(st);
	if (step != DB_DONE)
		return false;
	mark_current(list, n, today(s));
	*ret = list;
	*ret_n = n;
	return true;
}

bool program_tree(struct session *s, int64_t row, struct arena *a,
    struct node **ret, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct value v = val_null();
	bool found = false, ok;

	/* The tree's texts are copies. */
	ok = db_value(s->db, SELECT_ROW, VALUES(val_int(row)), VALUE_TEXT,
		 &scratch, &found, &v, err) &&
	    (found ||
		err_set(err, ERR_NOT_FOUND,
		    "There is no program version %" PRId64 ".", row)) &&
	    node_unpack(v.s, a, ret, err);
	arena_done(&scratch);
	return ok;
}

bool program_template(struct session *s, int64_t row, const char *name,
    struct arena *a, bool *ret_found, const char **ret, struct err *err)
{
	struct value v = val_null();

	if (!db_value(s->db, SELECT_TEMPLATE,
		VALUES(val_int(row), val_text(name)), VALUE_TEXT, a, ret_found,
		&v, err))
		return false;
	*ret = *ret_found ? v.s : "";
	return true;
}

bool program_is_loaded(void *session, const char *id)
{
	bool found = false;
	int64_t row;
	struct err err;

	return find_row(session, SELECT_ANY, id, val_null(), 1, &found, &row,
		   &err) &&
	    found;
}

bool program_calendar(struct session *s, const struct program_entity *e,
    struct calendar *ret, struct err *err)
{
	struct programs *programs = cache(s);
	struct zone_entry *z;

	for (z = programs->zones; z != NULL; z = z->next)
		if (strcmp(z->name, e->timezone) == 0)
			break;
	if (z == NULL) {
		const struct zone *zone;

		if (!zone_load(e->timezone, &s->arena, &zone, err))
			return false;
		z = arena_alloc(&s->arena, sizeof(*z));
		*z = (struct zone_entry){ arena_str(&s->arena, e->timezone),
			zone, programs->zones };
		programs->zones = z;
	}
	*ret = (struct calendar){
		.zone = z->zone,
		.weekend = e->weekend,
		.holidays = e->holidays,
		.n_holidays = e->n_holidays,
	};
	return true;
}
