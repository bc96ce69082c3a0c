/* query/partner_record.c - a partner, whole. */

#include "config.h"

#include "query/partner_record.h"

#include <inttypes.h>
#include <string.h>

#define OPEN "'submitted', 'queued', 'accepted', 'qualified', 'proposal'"

static date_days date_at(struct stmt *st, int column)
{
	struct value v = db_column(st, column, VALUE_DATE);

	return v.type == VALUE_NULL ? DATE_NONE : (date_days)v.i;
}

/* An amount and its currency, in that column and the next. */
static struct value money_at(struct stmt *st, int column)
{
	struct value v = db_column(st, column, VALUE_INT);
	struct value currency = db_column(st, column + 1, VALUE_TEXT);

	if (v.type == VALUE_NULL || currency.type == VALUE_NULL ||
	    currency.s[0] == '\0')
		return val_null();
	v.type = VALUE_MONEY;
	for (size_t i = 0; i < 3 && currency.s[i] != '\0'; i++)
		v.currency[i] = currency.s[i];
	return v;
}

/* ---- rows of each kind ------------------------------------------------- */

#define SELECT_ENROLLMENTS                                                \
	"SELECT e.id, e.program_version, e.application, e.program,"       \
	" v.label, e.level, e.entity, e.status, e.standing, e.proposed,"  \
	" e.renewal, e.reason, e.active_on, e.term_from, e.term_to,"      \
	" e.notice_by, e.review_on, e.suspended_on, e.ended_on, e.due"    \
	" FROM enrollment e JOIN program_version v ON v.id ="             \
	" e.program_version WHERE e.partner = ?1 AND e.void = 0 ORDER BY" \
	" e.status IN ('terminated', 'lapsed'), e.id"

static void enrollment_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_enrollment *)row = (struct partner_enrollment){
		.id = db_int(st, 0),
		.program_version = db_int(st, 1),
		.application = db_int(st, 2),
		.program = db_text(st, 3, a),
		.terms = db_text(st, 4, a),
		.level = db_text(st, 5, a),
		.entity = db_text(st, 6, a),
		.status = db_text(st, 7, a),
		.standing = db_text(st, 8, a),
		.proposed = db_text(st, 9, a),
		.renewal = db_text(st, 10, a),
		.reason = db_text(st, 11, a),
		.active_on = date_at(st, 12),
		.term_from = date_at(st, 13),
		.term_to = date_at(st, 14),
		.notice_by = date_at(st, 15),
		.review_on = date_at(st, 16),
		.suspended_on = date_at(st, 17),
		.ended_on = date_at(st, 18),
		.due = date_at(st, 19),
	};
}

#define SELECT_CONTACTS                                                  \
	"SELECT id, kind, name, email, phone FROM contact WHERE partner" \
	" = ?1 AND void = 0 ORDER BY CASE kind WHEN 'main' THEN 0 WHEN"  \
	" 'technical' THEN 1 WHEN 'billing' THEN 2 ELSE 3 END, id"

static void contact_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_contact *)row = (struct partner_contact){
		.id = db_int(st, 0),
		.kind = db_text(st, 1, a),
		.name = db_text(st, 2, a),
		.email = db_text(st, 3, a),
		.phone = db_text(st, 4, a),
	};
}

#define SELECT_CERTIFICATES                                               \
	"SELECT id, person, name, issued_on, expires_on FROM certificate" \
	" WHERE partner = ?1 AND void = 0 ORDER BY id"

static void certificate_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_certificate *)row = (struct partner_certificate){
		.id = db_int(st, 0),
		.person = db_text(st, 1, a),
		.name = db_text(st, 2, a),
		.issued_on = date_at(st, 3),
		.expires_on = date_at(st, 4),
	};
}

#define SELECT_LEADS                                                       \
	"SELECT id, customer, stage, country, next_step, value, currency," \
	" stage_on, protected_until, next_on FROM lead WHERE partner = ?1" \
	" AND void = 0 ORDER BY stage NOT IN (" OPEN "), id DESC LIMIT 500"

static void lead_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_lead *)row = (struct partner_lead){
		.id = db_int(st, 0),
		.customer = db_text(st, 1, a),
		.stage = db_text(st, 2, a),
		.country = db_text(st, 3, a),
		.next_step = db_text(st, 4, a),
		.value = money_at(st, 5),
		.stage_on = date_at(st, 7),
		.protected_until = date_at(st, 8),
		.next_on = date_at(st, 9),
	};
}

#define SELECT_TOTALS                                                \
	"SELECT stage, currency, count(*), coalesce(sum(value), 0)," \
	" sum(weighted) FROM lead WHERE partner = ?1 AND void = 0"
#define BY_STAGE " GROUP BY stage, currency ORDER BY stage, currency"

static void total_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_total *)row = (struct partner_total){
		.stage = db_text(st, 0, a),
		.currency = db_text(st, 1, a),
		.n = db_int(st, 2),
		.value = db_int(st, 3),
		.weighted = db_int(st, 4),
	};
}

#define SELECT_DOCUMENTS                                                     \
	"SELECT id, enrollment, created_at, kind, name, sent_by, signed_by," \
	" signed_ref, recorded_by, needs_sign, sent_on, signed_on FROM"      \
	" document WHERE partner = ?1 AND void = 0 ORDER BY id"

static void document_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_document *)row = (struct partner_document){
		.id = db_int(st, 0),
		.enrollment = db_int(st, 1),
		.created_at = db_int(st, 2),
		.kind = db_text(st, 3, a),
		.name = db_text(st, 4, a),
		.sent_by = db_text(st, 5, a),
		.signed_by = db_text(st, 6, a),
		.signed_ref = db_text(st, 7, a),
		.recorded_by = db_text(st, 8, a),
		.needs_sign = db_int(st, 9) != 0,
		.sent_on = date_at(st, 10),
		.signed_on = date_at(st, 11),
	};
}

#define SELECT_LETTERS                                                 \
	"SELECT id, due_at, sent_at, created_at, subject, to_address," \
	" status, error FROM message WHERE partner = ?1 AND void = 0"  \
	" ORDER BY id DESC LIMIT 200"

static void letter_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_letter *)row = (struct partner_letter){
		.id = db_int(st, 0),
		.due_at = db_int(st, 1),
		.sent_at = db_int(st, 2),
		.created_at = db_int(st, 3),
		.subject = db_text(st, 4, a),
		.to_address = db_text(st, 5, a),
		.status = db_text(st, 6, a),
		.error = db_text(st, 7, a),
	};
}

#define SELECT_REMARKS                                                    \
	"SELECT r.at, r.noun, r.kind, r.reason, r.outside, r.inside,"     \
	" r.actor, r.on_date FROM remark r WHERE r.void = 0 AND ((r.noun" \
	" = 'partner' AND r.record = ?1) OR (r.noun = 'enrollment' AND"   \
	" r.record IN (SELECT id FROM enrollment WHERE partner = ?1)))"   \
	" ORDER BY r.id DESC LIMIT 200"

static void remark_row(struct stmt *st, struct arena *a, void *row)
{
	*(struct partner_remark *)row = (struct partner_remark){
		.at = db_int(st, 0),
		.noun = db_text(st, 1, a),
		.kind = db_text(st, 2, a),
		.reason = db_text(st, 3, a),
		.outside = db_text(st, 4, a),
		.inside = db_text(st, 5, a),
		.actor = db_text(st, 6, a),
		.on_date = date_at(st, 7),
	};
}

/* ---- reading ----------------------------------------------------------- */

/* Rows of one kind: ?1 is the partner, ?2, where it has one, a day. */
struct part {
	const char *sql;
	size_t n_values;
	size_t size; /* of a row */
	void (*row)(struct stmt *st, struct arena *a, void *row);
};

#define PART(sql, n_values, type, row)                        \
	&(const struct part)                                  \
	{                                                     \
		(sql), (n_values), sizeof(struct type), (row) \
	}

struct reading {
	struct db *db;
	int64_t partner;
	date_days day;
	struct arena *arena;
	struct err *err; /* of the first part that failed */
	bool failed;
};

/* The rows; nothing more is read once one part has failed. */
static void *read_part(
    struct reading *r, const struct part *part, size_t *ret_n)
{
	const struct value values[] = { val_int(r->partner), val_int(r->day) };
	char *list = NULL;
	size_t n = 0, size = 0;
	enum db_step step;
	struct stmt *st;

	if (r->failed ||
	    !db_query(r->db, part->sql, values, part->n_values, &st, r->err)) {
		r->failed = true;
		return NULL;
	}
	while ((step = db_step(st, r->err)) == DB_ROW) {
		list = arena_grow(r->arena, list, n, &size, part->size);
		part->row(st, r->arena, list + n * part->size);
		n++;
	}
	db_reset(st);
	r->failed = step == DB_FAILED;
	*ret_n = n;
	return list;
}

static void read_brief(struct reading *r, struct partner_record *p)
{
	p->enrollments = read_part(r,
	    PART(SELECT_ENROLLMENTS, 1, partner_enrollment, enrollment_row),
	    &p->n_enrollments);
	p->contacts =
	    read_part(r, PART(SELECT_CONTACTS, 1, partner_contact, contact_row),
		&p->n_contacts);
	p->certificates = read_part(r,
	    PART(SELECT_CERTIFICATES, 1, partner_certificate, certificate_row),
	    &p->n_certificates);
	p->totals = read_part(r,
	    PART(SELECT_TOTALS BY_STAGE, 1, partner_total, total_row),
	    &p->n_totals);
	p->won = read_part(r,
	    PART(SELECT_TOTALS
		" AND stage = 'won' AND closed_on >= ?2" BY_STAGE,
		2, partner_total, total_row),
	    &p->n_won);
}

static void read_rest(struct reading *r, struct partner_record *p)
{
	p->leads = read_part(
	    r, PART(SELECT_LEADS, 1, partner_lead, lead_row), &p->n_leads);
	p->documents = read_part(r,
	    PART(SELECT_DOCUMENTS, 1, partner_document, document_row),
	    &p->n_documents);
	p->letters = read_part(r,
	    PART(SELECT_LETTERS, 1, partner_letter, letter_row), &p->n_letters);
	p->remarks = read_part(r,
	    PART(SELECT_REMARKS, 1, partner_remark, remark_row), &p->n_remarks);
}

bool partner_record_brief(struct db *db, int64_t partner, date_days won_from,
    struct arena *a, struct partner_record *ret, struct err *err)
{
	struct reading r = { db, partner, won_from, a, err, false };
	struct partner_record p = { .n_enrollments = 0 };

	read_brief(&r, &p);
	if (!r.failed)
		*ret = p;
	return !r.failed;
}

bool partner_record_read(struct db *db, int64_t partner, date_days won_from,
    struct arena *a, struct partner_record *ret, struct err *err)
{
	struct reading r = { db, partner, won_from, a, err, false };
	struct partner_record p = { .n_enrollments = 0 };

	read_brief(&r, &p);
	read_rest(&r, &p);
	if (!r.failed)
		*ret = p;
	return !r.failed;
}

bool lead_stage_is_open(const char *stage)
{
	static const char *const open[] = { "submitted", "queued", "accepted",
		"qualified", "proposal" };

	for (size_t i = 0; i < ARRAY_LEN(open); i++)
		if (strcmp(stage, open[i]) == 0)
			return true;
	return false;
}

/* The one text of a statement whose ?1 is the record. */
static bool read_text(struct db *db, const char *sql, int64_t id, char letter,
    struct arena *a, const char **ret, struct err *err)
{
	struct value text;
	bool found;

	if (!db_value(db, sql, VALUES(val_int(id)), VALUE_TEXT, a, &found,
		&text, err))
		return false;
	if (!found)
		return err_set(err, ERR_NOT_FOUND,
		    "There is no %c-%" PRId64 ".", letter, id);
	*ret = text.s;
	return true;
}

bool document_text(struct db *db, int64_t document, struct arena *a,
    const char **ret, struct err *err)
{
	return read_text(db,
	    "SELECT body FROM document WHERE id = ?1 AND void = 0", document,
	    'D', a, ret, err);
}

bool letter_text(struct db *db, int64_t message, struct arena *a,
    const char **ret, struct err *err)
{
	return read_text(db,
	    "SELECT 'To:      ' || to_name || ' <' || to_address || '>'"
	    " || char(10) || 'Subject: ' || subject || char(10) || char(10)"
	    " || body FROM message WHERE id = ?1 AND void = 0",
	    message, 'M', a, ret, err);
}
