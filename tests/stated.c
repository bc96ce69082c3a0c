/* tests/stated.c - partners with lines to be stated and paid. */

#include "config.h"

#include "tests/stated.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "domain/commission_write.h"
#include "domain/operation.h"

#define HEAD(id)                                                  \
	"accord: 1\nprogram: " id "\nversion: 2026-01\n"          \
	"valid_from: 2025-01-01\nname: " id "\ntype: reseller\n"  \
	"vendor: Example Vendor\n"                                \
	"entities:\n"                                             \
	"  - {id: eu, name: Example Europe, currency: EUR,"       \
	" countries: [default], timezone: Europe/Madrid}\n"       \
	"products:\n  - {id: subscription, name: Subscription}\n" \
	"levels:\n  - {id: registered, name: Registered}\n"       \
	"commission:\n  rules:\n    - {id: all, rate: 10%}\npayout:\n"

static const char QUARTERLY[] = HEAD(
    "quarterly") "  pay_within_days: 45\n  dispute_days: 15\n"
		 "  minimum: {EUR: \"100.00\", USD: \"100.00\", JPY: \"10000\"}\n"
		 "  needs: [bank_details, tax_form]\n...\n";

static const char MONTHLY[] = HEAD(
    "monthly") "  every: month\n  pay_within_days: 30\n  dispute_days: 20\n"
	       "  minimum: {EUR: \"50.00\"}\n...\n";

static const char LAPSING[] =
    HEAD("lapsing") "  minimum: {EUR: \"100.00\"}\n  forfeit_months: 6\n...\n";

static const char INSERT_PARTNER[] =
    "INSERT INTO partner (id, name, name_key, sort_name, country, search,"
    " email, created_at, created_by, updated_at)"
    " VALUES (?1, ?2, ?2, ?2, 'DE', ?2, ?2 || '@partner.example', 1, 'x', 1)";

static const char INSERT_DETAIL[] =
    "INSERT INTO payment_detail (partner, kind, status, currency, holder,"
    " iban, bic, form, withholding, valid_to, proposed_by, proposed_at)"
    " VALUES (?1, ?2, 'in_force', ?3, 'Holder & Co',"
    " CASE ?2 WHEN 'bank' THEN 'DE89370400440532013000' ELSE '' END,"
    " CASE ?2 WHEN 'bank' THEN 'COBADEFFXXX' ELSE '' END,"
    " CASE ?2 WHEN 'tax' THEN 'W-8BEN-E' ELSE '' END, ?4, ?5, 'x', 1)";

static bool run(
    struct stated *w, const char *sql, const struct value *values, size_t n)
{
	if (!db_begin(w->desk.db, &w->err))
		return false;
	if (db_exec(w->desk.db, sql, values, n, NULL, &w->err) &&
	    db_commit(w->desk.db, &w->err))
		return true;
	db_rollback(w->desk.db);
	printf("# %s\n", w->err.text);
	return false;
}

bool stated_open(struct stated *w)
{
	static const char *const names[] = { "Acme", "Bolt", "Cord" };

	*w = (struct stated){ .fay = NULL };
	if (!desk_open(&w->desk, ":memory:") ||
	    !desk_load(&w->desk, QUARTERLY) || !desk_load(&w->desk, MONTHLY) ||
	    !desk_load(&w->desk, LAPSING))
		return false;
	w->fay = desk_login(&w->desk, "fay", "finance");
	w->finn = desk_login(&w->desk, "finn", "finance");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (!run(w, INSERT_PARTNER,
			VALUES(val_int((int64_t)i + 1), val_text(names[i]))))
			return false;
	return w->fay != NULL && w->finn != NULL;
}

void stated_close(struct stated *w)
{
	session_close(w->fay);
	session_close(w->finn);
	desk_close(&w->desk);
}

void stated_at(struct stated *w, const char *day)
{
	desk_at(&w->desk, w->fay, day);
	desk_at(&w->desk, w->finn, day);
	desk_at(&w->desk, w->desk.owner, day);
}

static date_days day_of(const char *text)
{
	date_days day = DATE_NONE;
	struct err err;

	return date_parse(text, &day, &err) ? day : DATE_NONE;
}

static bool put_line(struct change *c, const struct commission_new *n,
    bool approved, int64_t *ret, struct err *err)
{
	struct tranche_new t = { .amount = n->amount.minor,
		.on = n->on,
		.release_on = n->on,
		.hold = "" };
	int64_t tranche;

	if (!commission_insert(c, n, ret, err))
		return false;
	t.commission = *ret;
	return tranche_insert(c, &t, &tranche, err) &&
	    (!approved ||
		tranche_move(c, tranche, COMMISSION_APPROVED, n->on, "", "",
		    "ann", err));
}

static int64_t add_line(
    struct stated *w, const struct commission_new *n, bool approved)
{
	struct change c;
	int64_t id = 0;

	if (!change_begin(w->desk.owner, "commission bonus", RIGHT_FINANCE,
		"commission", 0, NULL, "", &c, &w->err))
		return 0;
	if (put_line(&c, n, approved, &id, &w->err) &&
	    change_commit(&c, &w->err, "A line."))
		return id;
	change_abandon(&c);
	printf("# %s\n", w->err.text);
	return 0;
}

static struct commission_new line_of(int64_t partner, const char *program,
    const char *currency, int64_t amount, const char *day)
{
	struct commission_new n = { .kind = "bonus",
		.partner = partner,
		.program = program,
		.amount = { .minor = amount },
		.on = day_of(day) };

	snprintf(
	    n.amount.currency, sizeof(n.amount.currency), "%.3s", currency);
	return n;
}

int64_t stated_line(struct stated *w, int64_t partner, const char *program,
    const char *currency, int64_t amount, const char *day)
{
	struct commission_new n =
	    line_of(partner, program, currency, amount, day);

	return add_line(w, &n, true);
}

int64_t stated_earned(struct stated *w, int64_t partner, const char *program,
    const char *currency, int64_t amount, const char *day)
{
	struct commission_new n =
	    line_of(partner, program, currency, amount, day);

	return add_line(w, &n, false);
}

static bool fill(struct stated *w, struct session *s,
    const struct fields *params, void *record, const char *const *texts)
{
	fields_init(params, record);
	for (; *texts != NULL; texts++) {
		const char *eq = strchr(*texts, '=');
		const struct field *f = fields_find(params,
		    arena_strn(&w->desk.arena, *texts, (size_t)(eq - *texts)));

		if (f == NULL ||
		    !field_set(f, record, eq + 1,
			(date_days)(session_now(s) / 86400), &w->desk.arena,
			&w->err))
			return false;
	}
	return true;
}

const char *stated_do(struct stated *w, struct session *s, const char *noun,
    const char *verb, int64_t id, const char *const *params)
{
	const struct operation *op = operation_find(noun, verb);
	struct call call = { .id = id, .arena = &w->desk.arena };

	if (op == NULL)
		return "There is no such operation.";
	if (op->params != NULL) {
		void *record = arena_alloc(&w->desk.arena, op->params->size);

		if (!fill(w, s, op->params, record, params))
			return "A parameter is wrong.";
		call.params = record;
	}
	if (operation_run(s, op, &call, &w->err))
		return call.ret_text;
	return arena_str(&w->desk.arena, w->err.text);
}

int64_t stated_id(
    struct stated *w, int64_t partner, const char *currency, const char *to)
{
	return desk_int(&w->desk,
	    arena_fmt(&w->desk.arena,
		"SELECT coalesce(max(id), 0) FROM statement WHERE partner = ?1"
		" AND currency = '%s' AND to_on = %d AND void = 0",
		currency, day_of(to)),
	    partner);
}

const char *stated_text(
    struct stated *w, int64_t partner, const char *currency, const char *to)
{
	int64_t id = stated_id(w, partner, currency, to);

	if (id == 0)
		return "none";
	return desk_text(&w->desk,
	    "SELECT status || ' ' || opening || ' + ' || earned || ' = ' ||"
	    " payable || ' - ' || withheld || ', carried ' || carried"
	    " FROM statement WHERE id = ?1",
	    id);
}

bool stated_detail(struct stated *w, int64_t partner, const char *kind,
    const char *currency, int64_t withholding, const char *valid_to)
{
	return run(w, INSERT_DETAIL,
	    VALUES(val_int(partner), val_text(kind), val_text(currency),
		val_int(withholding),
		val_date(valid_to != NULL ? day_of(valid_to) : DATE_NONE)));
}

int64_t stated_books(struct stated *w, const char *account)
{
	return desk_int(&w->desk,
	    arena_fmt(&w->desk.arena,
		"SELECT coalesce(sum(amount), 0) FROM posting"
		" WHERE account = '%s' AND ?1 = 0",
		account),
	    0);
}
