/* domain/sale_stream.c - recorded sales, read for a simulation. */

#include "config.h"

#include "domain/sale_stream.h"

#include <inttypes.h>
#include <string.h>

#include "domain/commission_dates.h"

/* As long as this statement is in use, what others write is not seen. */
static const char SELECT_STATE[] = "SELECT max(id) FROM sale";

static const char SELECT_ANY[] =
    "SELECT 1 FROM sale WHERE program = ?1 AND void = 0 LIMIT 1";

static const char COUNT_OTHERS[] =
    "SELECT count(*) FROM sale WHERE void = 0 AND program <> ?1";

#define OF_PROGRAM " s.void = 0 AND (?1 = '' OR s.program = ?1)"

static const char SELECT_REFUNDED[] =
    "SELECT DISTINCT s.refund_of FROM sale s WHERE s.refund_of IS NOT NULL"
    " AND" OF_PROGRAM;

static const char SELECT_SALES[] =
    "SELECT s.id, s.ref, s.partner, p.ref, s.customer, s.product, s.base,"
    " s.currency, s.quantity, s.sale_on, s.kind, s.refund_of, s.split,"
    " s.enrollment, s.program_version, s.renewal, l.accepted_on FROM sale s"
    " JOIN partner p ON p.id = s.partner LEFT JOIN lead l ON l.id = s.lead"
    " WHERE" OF_PROGRAM " ORDER BY s.id";

static const char SELECT_FIRST[] =
    "SELECT min(sale_on) FROM sale WHERE partner = ?1 AND customer = ?2"
    " AND void = 0 AND refund_of IS NULL";

/* The one that holds on a day; before the first, the first. */
static const char SELECT_LEVEL[] =
    "SELECT level FROM enrollment_term WHERE enrollment = ?1 AND void = 0"
    " ORDER BY from_on > ?2, abs(from_on - ?2), id DESC LIMIT 1";

static const char SELECT_SHARES[] =
    "SELECT c.partner, p.ref, sum(c.amount) FROM commission c JOIN partner p"
    " ON p.id = c.partner WHERE c.sale = ?1 AND c.void = 0 AND c.kind IN"
    " ('sale', 'step', 'refund') GROUP BY c.partner ORDER BY c.partner";

static const char SELECT_PARTNER[] = "SELECT ref FROM partner WHERE id = ?1";

static const char SELECT_LEFT[] =
    "SELECT currency, count(*), sum(amount) FROM commission WHERE void = 0"
    " AND kind IN ('adjustment', 'bonus') GROUP BY currency ORDER BY currency";

/* The other system's key, else the id with its letter. */
static const char *name_of(
    struct stmt *st, int column, char letter, int64_t id, struct arena *a)
{
	const char *ref = db_text(st, column, a);

	return ref[0] != '\0' ? ref : arena_fmt(a, "%c-%" PRId64, letter, id);
}

static const char *number(int64_t n, struct arena *a)
{
	return arena_fmt(a, "%" PRId64, n);
}

/* ---- opening ----------------------------------------------------------- */

static bool find_number(struct sale_stream *stream, const char *sql,
    const struct value *values, size_t n, int64_t absent, int64_t *ret,
    struct err *err)
{
	struct value v = val_null();
	bool found = false;

	if (!db_value(stream->session->db, sql, values, n, VALUE_INT,
		&stream->arena, &found, &v, err))
		return false;
	*ret = found && v.type != VALUE_NULL ? v.i : absent;
	return true;
}

bool sale_stream_open(struct session *s, const struct program *p,
    struct sale_stream *ret, struct err *err)
{
	int64_t any;

	*ret = (struct sale_stream){ .session = s, .program = p, .only = "" };
	if (!db_query(s->db, SELECT_STATE, NO_VALUES, &ret->state, err) ||
	    db_step(ret->state, err) == DB_FAILED ||
	    !find_number(
		ret, SELECT_ANY, VALUES(val_text(p->id)), 0, &any, err))
		return false;
	if (any != 0)
		ret->only = p->id;
	return true;
}

void sale_stream_close(struct sale_stream *stream)
{
	db_reset(stream->rows);
	db_reset(stream->state);
	stream->rows = stream->state = NULL;
	arena_done(&stream->arena);
}

bool sale_stream_others(
    struct sale_stream *stream, int64_t *ret, struct err *err)
{
	*ret = 0;
	return stream->only[0] == '\0' ||
	    find_number(stream, COUNT_OTHERS, VALUES(val_text(stream->only)), 0,
		ret, err);
}

bool sale_stream_expect(
    struct sale_stream *stream, struct commission_book *book, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(stream->session->db, SELECT_REFUNDED,
		VALUES(val_text(stream->only)), &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		book_expect_refund(book, number(db_int(st, 0), &stream->arena));
		arena_reset(&stream->arena);
	}
	db_reset(st);
	return step == DB_DONE;
}

/* ---- going through ------------------------------------------------------ */

bool sale_stream_rewind(struct sale_stream *stream, struct err *err)
{
	db_reset(stream->rows);
	stream->rows = NULL;
	return db_query(stream->session->db, SELECT_SALES,
	    VALUES(val_text(stream->only)), &stream->rows, err);
}

static bool has_level(const struct program *p, const char *level)
{
	for (size_t i = 0; i < p->n_levels; i++)
		if (strcmp(p->levels[i].id, level) == 0)
			return true;
	return false;
}

/* What a level depends on. */
struct facts {
	int64_t partner, customer, enrollment;
	date_days on, accepted_on;
	bool renewal;
};

/* With one level there is nothing to find. */
static bool find_level(struct sale_stream *stream, const struct facts *f,
    const char **ret, struct err *err)
{
	const struct program *p = stream->program;
	struct value level;
	int64_t first_on;
	date_days on;
	bool found;

	*ret = p->levels[0].id;
	if (p->n_levels == 1 || f->enrollment == 0)
		return true;
	if (!find_number(stream, SELECT_FIRST,
		VALUES(val_int(f->partner), val_int(f->customer)), f->on,
		&first_on, err))
		return false;
	on = commission_rate_day(p->commission, f->renewal, f->accepted_on,
	    f->on, (date_days)first_on);
	if (!db_value(stream->session->db, SELECT_LEVEL,
		VALUES(val_int(f->enrollment), val_date(on)), VALUE_TEXT,
		&stream->arena, &found, &level, err))
		return false;
	if (found && has_level(p, level.s))
		*ret = level.s;
	return true;
}

static struct money money_at(struct stmt *st, int column)
{
	struct money m = { .minor = db_int(st, column) };
	const char *currency = db_column(st, column + 1, VALUE_TEXT).s;

	memcpy(m.currency, currency, 3);
	return m;
}

/* What was rated keeps its year, whatever other programs' sales say. */
static const char *kind_of(struct stmt *st, struct arena *a)
{
	if (db_int(st, 14) == 0)
		return db_text(st, 10, a);
	return db_int(st, 15) != 0 ? "renewal" : "first";
}

static void read_sale(
    struct stmt *st, struct arena *a, struct stream_sale *r, struct facts *f)
{
	int64_t refund_of = db_int(st, 11);

	r->id = db_int(st, 0);
	r->name = name_of(st, 1, 'S', r->id, a);
	r->partner = db_int(st, 2);
	r->holder = name_of(st, 3, 'P', r->partner, a);
	r->split = db_text(st, 12, a);
	r->sale = (struct book_sale){ .id = number(r->id, a),
		.partner = number(r->partner, a),
		.customer = number(db_int(st, 4), a),
		.refund_of = refund_of != 0 ? number(refund_of, a) : NULL,
		.kind = kind_of(st, a),
		.on = db_date(st, 9),
		.sale = { .product = db_text(st, 5, a),
		    .base = money_at(st, 6),
		    .quantity = db_int(st, 8) } };
	*f = (struct facts){ .partner = r->partner,
		.customer = db_int(st, 4),
		.enrollment = db_int(st, 13),
		.on = r->sale.on,
		.accepted_on = db_date(st, 16),
		.renewal = strcmp(r->sale.kind, "renewal") == 0 };
}

bool sale_stream_next(struct sale_stream *stream, struct stream_sale *ret,
    bool *ret_more, struct err *err)
{
	struct stream_sale r;
	struct facts facts;
	enum db_step step;

	arena_reset(&stream->arena);
	step = db_step(stream->rows, err);
	*ret_more = step == DB_ROW;
	if (step != DB_ROW)
		return step == DB_DONE;
	read_sale(stream->rows, &stream->arena, &r, &facts);
	if (!find_level(stream, &facts, &r.sale.sale.level, err))
		return false;
	*ret = r;
	return true;
}

/* ---- what really happened ----------------------------------------------- */

bool sale_stream_shares(struct sale_stream *stream, int64_t sale,
    struct stream_share **ret, size_t *ret_n, struct err *err)
{
	struct stream_share *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(stream->session->db, SELECT_SHARES, VALUES(val_int(sale)),
		&st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		int64_t partner = db_int(st, 0);

		list =
		    arena_grow(&stream->arena, list, n, &size, sizeof(*list));
		list[n++] = (struct stream_share){ .partner = partner,
			.name = name_of(st, 1, 'P', partner, &stream->arena),
			.minor = db_int(st, 2) };
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}

bool sale_stream_partner(struct sale_stream *stream, int64_t partner,
    const char **ret, struct err *err)
{
	enum db_step step;
	struct stmt *st;

	if (!db_query(stream->session->db, SELECT_PARTNER,
		VALUES(val_int(partner)), &st, err))
		return false;
	step = db_step(st, err);
	*ret = step == DB_ROW
	    ? name_of(st, 0, 'P', partner, &stream->arena)
	    : arena_fmt(&stream->arena, "P-%" PRId64, partner);
	db_reset(st);
	return step != DB_FAILED;
}

bool sale_stream_left(struct sale_stream *stream, struct arena *a,
    struct stream_left **ret, size_t *ret_n, struct err *err)
{
	struct stream_left *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (!db_query(stream->session->db, SELECT_LEFT, NO_VALUES, &st, err))
		return false;
	while ((step = db_step(st, err)) == DB_ROW) {
		list = arena_grow(a, list, n, &size, sizeof(*list));
		list[n] = (struct stream_left){ .n = db_int(st, 1),
			.amount = { .minor = db_int(st, 2) } };
		memcpy(list[n++].amount.currency,
		    db_column(st, 0, VALUE_TEXT).s, 3);
	}
	db_reset(st);
	if (step == DB_FAILED)
		return false;
	*ret = list;
	*ret_n = n;
	return true;
}
