/* domain/partner_payment.c - bank details and tax forms, by two people. */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "base/country.h"
#include "base/iban.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/partner_operation.h"
#include "domain/payment_detail.h"

/* Others who may put it in force; nobody who keeps the users. */
static const char COUNT_OTHERS[] =
    "SELECT count(*) FROM person p JOIN person_role r ON r.person = p.id"
    " WHERE r.role = ?1 AND p.status = 'active' AND p.name <> ?2 AND NOT"
    " EXISTS (SELECT 1 FROM person_role WHERE person = p.id AND role ="
    " 'administrator')";

static const char SELECT_STANDING[] =
    "SELECT id FROM payment_detail WHERE partner = ?1 AND kind = ?2"
    " AND currency = ?3 AND status = ?4 AND void = 0";

/* ---- what is asked ----------------------------------------------------- */

#define REF_FIELD(params)                                         \
	FIELD(params, ref, "Kept in", FIELD_OPTIONAL, .max = 400, \
	    .help = "where the signed paper is")
#define NOTE_FIELD(params) FIELD(params, note, "Note", FIELD_NOTE)

static const struct field bank_fields[] = {
	FIELD(partner_bank_params, holder, "Account holder", FIELD_REQUIRED,
	    .max = 140),
	FIELD(partner_bank_params, currency, "Currency", FIELD_CURRENCY,
	    .help = "empty: for every currency"),
	FIELD(partner_bank_params, iban, "IBAN", FIELD_SECRET, .max = 60,
	    .help = "or account and routing number"),
	FIELD(partner_bank_params, bic, "BIC", FIELD_OPTIONAL, .max = 20),
	FIELD(partner_bank_params, account, "Account number", FIELD_SECRET,
	    .max = 34),
	FIELD(partner_bank_params, routing, "Routing number", FIELD_OPTIONAL,
	    .max = 34, .help = "of a bank in the USA: nine digits"),
	FIELD(partner_bank_params, bank, "Bank", FIELD_OPTIONAL, .max = 140),
	FIELD(partner_bank_params, country, "Country of the bank",
	    FIELD_COUNTRY, .help = "the IBAN's, else the partner's"),
	REF_FIELD(partner_bank_params),
	NOTE_FIELD(partner_bank_params),
};

const struct fields partner_bank_fields =
    FIELDS(partner_bank_params, bank_fields);

static const struct field tax_fields[] = {
	FIELD(partner_tax_params, form, "Form", FIELD_REQUIRED, .max = 40,
	    .help = "W-9, W-8BEN-E, VAT ..."),
	FIELD(partner_tax_params, tax_id, "Tax id", FIELD_SECRET, .max = 40),
	FIELD(partner_tax_params, withholding, "Withholding", FIELD_OPTIONAL,
	    .max = 12, .help = "15%; empty: nothing"),
	FIELD(partner_tax_params, valid_to, "Last day", FIELD_OPTIONAL,
	    .help = "empty when it does not expire"),
	REF_FIELD(partner_tax_params),
	NOTE_FIELD(partner_tax_params),
};

const struct fields partner_tax_fields = FIELDS(partner_tax_params, tax_fields);

#define DETAIL_FIELDS                                                         \
	FIELD(partner_detail_params, detail, "Number",                        \
	    FIELD_REQUIRED | FIELD_POSITIVE, .help = "of what was proposed"), \
	    FIELD(partner_detail_params, digest, "Digest", FIELD_OPTIONAL,    \
		.max = 64, .help = "of what was shown")

static const struct field accept_fields[] = {
	DETAIL_FIELDS,
	NOTE_FIELD(partner_detail_params),
};

const struct fields partner_accept_fields =
    FIELDS(partner_detail_params, accept_fields);

static const struct field refuse_fields[] = {
	DETAIL_FIELDS,
	FIELD(partner_detail_params, reason, "Reason",
	    FIELD_REQUIRED | FIELD_NOTE),
};

const struct fields partner_refuse_fields =
    FIELDS(partner_detail_params, refuse_fields);

/* ---- what can be right ------------------------------------------------- */

/* The check digit of a routing number in the USA: weights 3, 7 and 1. */
static bool is_routing(const char *text)
{
	static const int weights[] = { 3, 7, 1 };
	int sum = 0;

	if (strlen(text) != 9 || strspn(text, "0123456789") != 9)
		return false;
	for (size_t i = 0; i < 9; i++)
		sum += weights[i % 3] * (text[i] - '0');
	return sum != 0 && sum % 10 == 0;
}

static bool read_iban(
    struct payment_detail *d, struct arena *a, struct err *err)
{
	char iban[IBAN_SIZE];
	const char *country;

	if (!iban_read(d->iban, iban, err))
		return false;
	if (d->account[0] != '\0' || d->routing[0] != '\0')
		return err_invalid(err, "account",
		    "The IBAN names the account already; leave account and "
		    "routing number empty.");
	d->iban = arena_str(a, iban);
	country = arena_strn(a, iban, 2);
	if (d->country[0] != '\0' && strcmp(d->country, country) != 0)
		return err_invalid(err, "country",
		    "The IBAN is of a bank in %s, not in %s.", country,
		    d->country);
	d->country = country;
	return true;
}

static bool read_account(
    struct payment_detail *d, const char *home, struct err *err)
{
	if (d->account[0] == '\0')
		return err_invalid(err, "iban",
		    "Give the IBAN, or the account number where there is "
		    "none.");
	if (d->country[0] == '\0')
		d->country = home;
	if (country_of(d->country) == NULL)
		return err_invalid(
		    err, "country", "Say in which country the bank is.");
	if (strcmp(d->country, "US") == 0 && !is_routing(d->routing))
		return err_invalid(err, "routing",
		    "The routing number of a bank in the USA has nine digits, "
		    "the last of which checks the others; look at it again.");
	if (d->routing[0] == '\0' && d->bic[0] == '\0')
		return err_invalid(err, "bic",
		    "An account without an IBAN needs the BIC or the routing "
		    "number of its bank.");
	return true;
}

static bool fill_bank(struct partner_edit *e,
    const struct partner_bank_params *p, struct payment_detail *d,
    struct err *err)
{
	char bic[BIC_SIZE];

	d->kind = PAYMENT_BANK;
	d->currency = or_empty(p->currency);
	d->holder = p->holder;
	d->iban = or_empty(p->iban);
	d->bic = or_empty(p->bic);
	d->account = text_id_key(or_empty(p->account), e->arena);
	d->routing = text_id_key(or_empty(p->routing), e->arena);
	d->bank = or_empty(p->bank);
	d->country = or_empty(p->country);
	if (d->bic[0] != '\0') {
		if (!bic_read(d->bic, bic, err))
			return false;
		d->bic = arena_str(e->arena, bic);
	}
	return d->iban[0] != '\0' ? read_iban(d, e->arena, err)
				  : read_account(d, e->row.data.country, err);
}

static bool fill_tax(struct partner_edit *e, const struct partner_tax_params *p,
    struct payment_detail *d, struct err *err)
{
	struct rate rate = { 0 };

	d->kind = PAYMENT_TAX;
	d->form = p->form;
	d->tax_id = text_id_key(or_empty(p->tax_id), e->arena);
	d->valid_to = p->valid_to;
	if (or_empty(p->withholding)[0] != '\0' &&
	    !rate_parse(p->withholding, &rate, err)) {
		err->field = "withholding";
		return false;
	}
	d->withholding = rate.ppm;
	if (d->valid_to != DATE_NONE && d->valid_to < e->today)
		return err_invalid(err, "valid_to",
		    "A form that has expired serves for nothing; ask for a "
		    "new one.");
	return true;
}

/* ---- propose ----------------------------------------------------------- */

static const char *kind_of(const struct payment_detail *d)
{
	return d->kind == PAYMENT_TAX ? "tax" : "bank";
}

/* The one of that status for the same purpose, or 0. */
static bool find_standing(struct partner_edit *e,
    const struct payment_detail *d, const char *status, int64_t *ret,
    struct err *err)
{
	struct value v = val_int(0);
	bool found = false;

	if (!db_value(e->change.session->db, SELECT_STANDING,
		VALUES(val_int(e->row.id), val_text(kind_of(d)),
		    val_text(d->currency), val_text(status)),
		VALUE_INT, e->arena, &found, &v, err))
		return false;
	*ret = found ? v.i : 0;
	return true;
}

/* The same again would only make work. */
static bool check_new(struct partner_edit *e, const struct payment_detail *d,
    const char *status, const char *words, struct err *err)
{
	struct payment_detail was;
	int64_t id;

	if (!find_standing(e, d, status, &id, err))
		return false;
	if (id == 0)
		return true;
	if (!payment_detail_read(e->change.session, id, e->arena, &was, err))
		return false;
	return strcmp(was.digest, d->digest) != 0 ||
	    err_set(err, ERR_REFUSED,
		"%s: this is the same as %s %" PRId64 ", %s already.",
		e->record.label, payment_kind_name(d->kind), id, words);
}

static bool insert(struct partner_edit *e, const struct payment_detail *d,
    const char *note, int64_t *ret, struct err *err)
{
	return change_insert(&e->change, "payment_detail",
	    SETS({ "partner", val_int(e->row.id) },
		{ "kind", val_text(kind_of(d)) },
		{ "currency", val_text(d->currency) },
		{ "holder", val_text(d->holder) },
		{ "iban", val_text(d->iban) }, { "bic", val_text(d->bic) },
		{ "account", val_text(d->account) },
		{ "routing", val_text(d->routing) },
		{ "bank", val_text(d->bank) },
		{ "country", val_text(d->country) },
		{ "form", val_text(d->form) },
		{ "tax_id", val_text(d->tax_id) },
		{ "withholding", val_int(d->withholding) },
		{ "valid_to", val_date(d->valid_to) },
		{ "ref", val_text(d->ref) }, { "digest", val_text(d->digest) },
		{ "proposed_by", val_text(e->change.actor) },
		{ "proposed_at", val_time(e->change.now) },
		{ "note", val_text(or_empty(note)) }),
	    ret, err);
}

/* Only the newest proposal for a purpose can be accepted. */
static bool replace(struct partner_edit *e, const struct payment_detail *d,
    const char *status, int64_t *ret_id, struct err *err)
{
	return find_standing(e, d, status, ret_id, err) &&
	    (*ret_id == 0 ||
		change_update(&e->change, "payment_detail", *ret_id, 0,
		    SETS({ "status", val_text("replaced") }), err));
}

static bool propose(struct partner_edit *e, struct call *call,
    struct payment_detail *d, const char *note, struct err *err)
{
	int64_t id, older;

	d->partner = e->row.id;
	d->digest = payment_detail_digest(d, e->arena);
	if (!check_new(e, d, "in_force", "in force", err) ||
	    !check_new(e, d, "proposed", "proposed", err) ||
	    !replace(e, d, "proposed", &older, err) ||
	    !insert(e, d, note, &id, err) || !partner_touch(e, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s: %s %" PRId64 " proposed (%s)%s; somebody else with the role "
	    "%s puts it in force.",
	    e->record.label, payment_kind_name(d->kind), id,
	    payment_detail_text(d, e->arena),
	    older == 0 ? ""
		       : arena_fmt(e->arena, " instead of %" PRId64, older),
	    right_role(RIGHT_FINANCE));
	return true;
}

/* Nothing is told of it yet. */
static struct payment_detail empty_detail(const char *ref)
{
	return (struct payment_detail){ .currency = "",
		.holder = "",
		.iban = "",
		.bic = "",
		.account = "",
		.routing = "",
		.bank = "",
		.country = "",
		.form = "",
		.tax_id = "",
		.valid_to = DATE_NONE,
		.ref = or_empty(ref) };
}

static bool bank_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_bank_params *p = call->params;
	struct payment_detail d = empty_detail(p->ref);

	return fill_bank(e, p, &d, err) && propose(e, call, &d, p->note, err);
}

bool partner_bank(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "bank", bank_body, err);
}

static bool tax_body(struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_tax_params *p = call->params;
	struct payment_detail d = empty_detail(p->ref);

	return fill_tax(e, p, &d, err) && propose(e, call, &d, p->note, err);
}

bool partner_tax(struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "tax", tax_body, err);
}

/* ---- accept and refuse ------------------------------------------------- */

static bool check_status(
    struct partner_edit *e, const struct payment_detail *d, struct err *err)
{
	const char *what = payment_kind_name(d->kind);

	if (strcmp(d->status, "proposed") == 0)
		return true;
	if (strcmp(d->status, "refused") == 0)
		return err_set(err, ERR_REFUSED,
		    "%s: %s refused %s %" PRId64 "; propose it again if that "
		    "was wrong.",
		    e->record.label, d->decided_by, what, d->id);
	return err_set(err, ERR_REFUSED, "%s: %s %" PRId64 ": %s.",
	    e->record.label, what, d->id,
	    strcmp(d->status, "in_force") == 0
		? "in force already"
		: "replaced by a newer one; look at that");
}

/* What it says now, what was proposed and what was shown are the same. */
static bool check_digest(struct partner_edit *e, const struct payment_detail *d,
    const char *shown, struct err *err)
{
	shown = or_empty(shown);
	if (strcmp(payment_detail_digest(d, e->arena), d->digest) != 0)
		return err_set(err, ERR_REFUSED,
		    "%s: what is kept of %s %" PRId64 " is not what %s "
		    "proposed; refuse it, and find out who changed it.",
		    e->record.label, payment_kind_name(d->kind), d->id,
		    d->proposed_by);
	return shown[0] == '\0' || strcmp(shown, d->digest) == 0 ||
	    err_invalid(err, "digest",
		"%s: %s %" PRId64 ": not what was shown; look at it again.",
		e->record.label, payment_kind_name(d->kind), d->id);
}

static bool find_proposed(struct partner_edit *e,
    const struct partner_detail_params *p, struct payment_detail *ret,
    struct err *err)
{
	if (!payment_detail_read(
		e->change.session, p->detail, e->arena, ret, err) &&
	    err->kind != ERR_NOT_FOUND)
		return false;
	if (ret->id == 0 || ret->partner != e->row.id)
		return err_invalid(err, "detail",
		    "%s has no payment details %" PRId64 ".", e->record.label,
		    p->detail);
	return check_status(e, ret, err);
}

/*
 * Another one than who proposed it, unless nobody else could: *ret_alone.
 * The login of a laptop is not counted, since it need not be there.
 */
static bool check_person(struct partner_edit *e, const struct payment_detail *d,
    bool *ret_alone, struct err *err)
{
	struct value others = val_int(0);
	bool found;

	*ret_alone = strcmp(d->proposed_by, e->change.actor) == 0;
	if (!*ret_alone)
		return true;
	if (!db_value(e->change.session->db, COUNT_OTHERS,
		VALUES(val_text(right_role(RIGHT_FINANCE)),
		    val_text(e->change.actor)),
		VALUE_INT, e->arena, &found, &others, err))
		return false;
	return others.i == 0 ||
	    err_set(err, ERR_FORBIDDEN,
		"%s: %s proposed %s %" PRId64 "; somebody else with the role "
		"%s puts it in force.",
		e->record.label, d->proposed_by, payment_kind_name(d->kind),
		d->id, right_role(RIGHT_FINANCE));
}

static bool check_valid(
    struct partner_edit *e, const struct payment_detail *d, struct err *err)
{
	char until[11];

	return d->valid_to == DATE_NONE || d->valid_to >= e->today ||
	    err_set(err, ERR_REFUSED,
		"%s: %s %" PRId64 " expired on %s; ask for a new one.",
		e->record.label, payment_kind_name(d->kind), d->id,
		date_text(d->valid_to, until));
}

static bool decide(struct partner_edit *e, const struct payment_detail *d,
    const char *status, const char *note, struct err *err)
{
	return change_update(&e->change, "payment_detail", d->id, 0,
		   SETS({ "status", val_text(status) },
		       { "decided_by", val_text(e->change.actor) },
		       { "decided_at", val_time(e->change.now) },
		       { "note",
			   val_text(
			       or_empty(note)[0] != '\0' ? note : d->note) }),
		   err) &&
	    partner_touch(e, err);
}

/* In this order: there is never a moment with two in force. */
static bool accept_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_detail_params *p = call->params;
	struct payment_detail d = { .id = 0 };
	int64_t older;
	bool alone;

	if (!find_proposed(e, p, &d, err) ||
	    !check_digest(e, &d, p->digest, err) || !check_valid(e, &d, err) ||
	    !check_person(e, &d, &alone, err) ||
	    !replace(e, &d, "in_force", &older, err) ||
	    !decide(e, &d, "in_force", p->note, err))
		return false;
	call->ret_text = arena_fmt(e->arena,
	    "%s: %s %" PRId64 " (%s) in force%s, %s.", e->record.label,
	    payment_kind_name(d.kind), d.id, payment_detail_text(&d, e->arena),
	    older == 0 ? ""
		       : arena_fmt(e->arena, " instead of %" PRId64, older),
	    alone ? arena_fmt(e->arena,
			"proposed and accepted by %s alone, since nobody else "
			"has the role %s",
			e->change.actor, right_role(RIGHT_FINANCE))
		  : arena_fmt(e->arena, "proposed by %s and accepted by %s",
			d.proposed_by, e->change.actor));
	return true;
}

bool partner_detail_accept(
    struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "detail-accept", accept_body, err);
}

/* Also what is no more what was proposed. */
static bool refuse_body(
    struct partner_edit *e, struct call *call, struct err *err)
{
	const struct partner_detail_params *p = call->params;
	struct payment_detail d = { .id = 0 };

	if (!find_proposed(e, p, &d, err) ||
	    !decide(e, &d, "refused", p->reason, err))
		return false;
	call->ret_text =
	    arena_fmt(e->arena, "%s: %s %" PRId64 " (%s) refused: %s",
		e->record.label, payment_kind_name(d.kind), d.id,
		payment_detail_text(&d, e->arena), p->reason);
	return true;
}

bool partner_detail_refuse(
    struct session *s, struct call *call, struct err *err)
{
	return partner_do(s, call, "detail-refuse", refuse_body, err);
}
