/* tests/unit/test_lead_match.c - whom a claim meets, however it is spelled. */

#include "config.h"

#include "base/text.h"
#include "domain/customer.h"
#include "domain/lead_match.h"
#include "domain/lead_match_alike.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *paula, *rita;
static int64_t meridian, boreal;
static int64_t waited_for; /* a lead that no other name is like */
static struct err err;

static int64_t make_partner(const char *company)
{
	int64_t id = desk_add(&d, d.owner, "plain", company);

	if (!desk_review(&d, rita, id, 4) ||
	    !DESK_RUN(&d, rita, "approve", id, NULL))
		return 0;
	return desk_int(
	    &d, "SELECT partner FROM application WHERE id = ?1", id);
}

/* The rest of a lead does not matter here; who waits does so behind one. */
static int64_t make_lead(int64_t partner, const char *stage, const char *name,
    const char *country, const char *domain, const char *tax)
{
	struct change c;
	int64_t id = 0;

	if (!change_begin(paula, "lead add", RIGHT_PARTNER, "lead", 0, NULL, "",
		&c, &err))
		return 0;
	if (change_insert(&c, "lead",
		SETS({ "partner", val_int(partner) },
		    { "customer", val_text(name) },
		    { "name_key", val_text(text_company_key(name, &d.arena)) },
		    { "sort_name", val_text(text_fold(name, &d.arena)) },
		    { "country", val_text(country) },
		    { "domain", val_text(text_host(domain, &d.arena)) },
		    { "tax_id", val_text(tax) },
		    { "tax_key", val_text(text_id_key(tax, &d.arena)) },
		    { "behind",
			strcmp(stage, "queued") == 0 ? val_int(waited_for)
						     : val_null() },
		    { "registered", val_bool(waited_for == 0) },
		    { "stage", val_text(stage) }, { "stage_on", val_int(1) },
		    { "received_at", val_int(1) },
		    { "submitted_on", val_int(1) },
		    { "activity_on", val_int(1) }, { "search", val_text("") },
		    { "created_at", val_int(1) },
		    { "created_by", val_text("x") },
		    { "updated_at", val_int(1) }),
		&id, &err) &&
	    change_commit(&c, &err, "Made."))
		return id;
	change_abandon(&c);
	printf("# %s\n", err.text);
	return 0;
}

static struct lead_claim claim_of(
    const char *name, const char *country, const char *domain, const char *tax)
{
	return (struct lead_claim){ .partner = boreal,
		.name_key = text_company_key(name, &d.arena),
		.country = country,
		.domain = text_host(domain, &d.arena),
		.tax_key = text_id_key(tax, &d.arena) };
}

static bool meets(
    const struct lead_claim *claim, struct match **ret, size_t *ret_n)
{
	return lead_match(paula, claim, &d.arena, ret, ret_n, &err);
}

/* ---- exact ------------------------------------------------------------- */

static void spellings_of_one_customer_meet(void)
{
	static const struct {
		const char *name, *country, *domain, *tax;
		int by; /* -1: nobody is met */
	} cases[] = {
		{ "Ferretería Núñez, S.L.", "ES", "", "", MATCH_BY_NAME },
		{ "FERRETERIA NUNEZ SL", "ES", "", "", MATCH_BY_NAME },
		{ "Ferreteria Nuñez GmbH", "ES", "", "", MATCH_BY_NAME },
		{ "ferretería  núñez Inc.", "ES", "", "", MATCH_BY_NAME },
		{ "Ferretería-Núñez", "ES", "", "", MATCH_BY_NAME },
		{ "Ferretería Núñez, S.L.", "PT", "", "", -1 },
		{ "Ferretería Núñez, S.L.", "ZZ", "", "", -1 },
		{ "Wholly Other", "PT", "nunez.example", "", MATCH_BY_DOMAIN },
		{ "Wholly Other", "PT", "WWW.Nunez.Example", "",
		    MATCH_BY_DOMAIN },
		{ "Wholly Other", "PT", "https://www.nunez.example:443/es?x",
		    "", MATCH_BY_DOMAIN },
		{ "Wholly Other", "PT", "ana@nunez.example", "",
		    MATCH_BY_DOMAIN },
		{ "Wholly Other", "ZZ", "nunez.example", "", MATCH_BY_DOMAIN },
		{ "Wholly Other", "PT", "nunez.example.org", "", -1 },
		{ "Wholly Other", "PT", "ana@gmail.com", "", -1 },
		{ "Wholly Other", "PT", "", "es-b 1234.5", MATCH_BY_TAX },
		{ "Wholly Other", "PT", "", "ESB12345", MATCH_BY_TAX },
		{ "Wholly Other", "PT", "", "ESB12346", -1 },
		{ "Wholly Other", "PT", "nunez.example", "ESB12345",
		    MATCH_BY_TAX },
		{ "Ferretería Núñez", "ES", "nunez.example", "",
		    MATCH_BY_DOMAIN },
	};
	int64_t customer = DESK_OP(&d, paula, "customer", "add", 0,
	    "name=Ferretería Núñez, S.L.", "country=ES",
	    "website=https://www.nunez.example", "tax_id=ES B12345");

	CHECK(customer != 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct lead_claim claim = claim_of(cases[i].name,
		    cases[i].country, cases[i].domain, cases[i].tax);
		struct match *m;
		size_t n;

		CHECK(meets(&claim, &m, &n));
		if (n != (cases[i].by >= 0))
			printf("# case %zu meets %zu\n", i, n);
		CHECK(n == (cases[i].by >= 0));
		CHECK(n == 0 ||
		    (m[0].id == customer && (int)m[0].by == cases[i].by &&
			m[0].similarity == SIMILAR_ALL));
	}
}

static void a_mail_provider_is_nobody_s_domain(void)
{
	struct lead_claim claim = claim_of("New", "PT", "gmx.de", "");
	struct match *m;
	size_t n;

	/* An import of old data may have brought one. */
	CHECK(make_lead(meridian, "accepted", "Old", "DE", "gmx.de", "") != 0);
	CHECK(meets(&claim, &m, &n) && n == 0);
}

static void what_is_met_is_told_apart(void)
{
	struct lead_claim claim = claim_of("Apart", "FR", "apart.example", "");
	int64_t id = DESK_OP(
	    &d, paula, "customer", "add", 0, "name=Apart SA", "country=FR");
	struct match *m;
	size_t n;

	CHECK(meets(&claim, &m, &n) && n == 1 && m[0].with == MATCH_CUSTOMER);
	CHECK_STR(match_text(&m[0], &d.arena),
	    arena_fmt(&d.arena,
		"U-%d Apart SA, a customer already, has the same name.",
		(int)id));
	CHECK(DESK_OP(&d, paula, "customer", "incumbent", id, "partner=P-1",
	    "reason=Always"));
	CHECK(meets(&claim, &m, &n) && n == 1 && m[0].with == MATCH_INCUMBENT);
	CHECK(m[0].partner == meridian);
	CHECK_STR(match_text(&m[0], &d.arena),
	    arena_fmt(&d.arena,
		"U-%d Apart SA, a customer of P-1 Meridian S.L., has the "
		"same name.",
		(int)id));
	claim.partner = meridian;
	CHECK(meets(&claim, &m, &n) && n == 1 && m[0].with == MATCH_CUSTOMER);
	CHECK(DESK_OP(&d, paula, "customer", "undo", id, NULL));
	CHECK(DESK_OP(&d, paula, "customer", "house", id, "reason=Strategic"));
	CHECK(meets(&claim, &m, &n) && n == 1 && m[0].with == MATCH_HOUSE);
	/* A lead that was won of this very customer. */
	claim.customer = id;
	CHECK(meets(&claim, &m, &n) && n == 0);
	claim = claim_of("Boreal Oyj", "ES", "", "");
	CHECK(meets(&claim, &m, &n) && n == 1 && m[0].with == MATCH_PARTNER);
	claim.partner = meridian;
	CHECK(meets(&claim, &m, &n) && n == 0);
}

static void only_open_leads_are_met(void)
{
	static const struct {
		const char *stage;
		bool open;
	} cases[] = {
		{ "submitted", true },
		{ "queued", true },
		{ "accepted", true },
		{ "qualified", true },
		{ "proposal", true },
		{ "won", false },
		{ "lost", false },
		{ "declined", false },
		{ "withdrawn", false },
		{ "expired", false },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *name =
		    arena_fmt(&d.arena, "Xq%s Ltd", cases[i].stage);
		int64_t id =
		    make_lead(meridian, cases[i].stage, name, "GB", "", "");
		struct lead_claim claim = claim_of(name, "GB", "", "");
		struct match *m;
		size_t n;

		CHECK(id != 0 && meets(&claim, &m, &n));
		CHECK(n == (size_t)cases[i].open);
		CHECK(n == 0 || (m[0].with == MATCH_LEAD && m[0].id == id));
		CHECK(lead_claim_read(paula, id, &d.arena, &claim, &err));
		CHECK(claim.lead == id && claim.partner == meridian);
		CHECK(meets(&claim, &m, &n) && n == 0);
	}
}

static void exact_ones_come_in_order(void)
{
	struct lead_claim claim =
	    claim_of("Order plc", "GB", "order.example", "");
	int64_t second, first, house;
	struct match *m;
	size_t n;

	second = make_lead(meridian, "queued", "Order", "GB", "", "");
	first =
	    make_lead(meridian, "accepted", "Other", "GB", "order.example", "");
	house = DESK_OP(&d, paula, "customer", "add", 0, "name=Order",
	    "country=GB", "house=yes");
	CHECK(meets(&claim, &m, &n) && n == 3);
	CHECK(m[0].id == house && m[0].with == MATCH_HOUSE);
	CHECK(m[1].id == second && m[1].by == MATCH_BY_NAME);
	CHECK(m[2].id == first && m[2].by == MATCH_BY_DOMAIN);
}

/* ---- alike -------------------------------------------------------------- */

static void names_that_are_alike_are_met(void)
{
	static const struct {
		const char *name, *country;
		int64_t similarity; /* 0: not met */
	} cases[] = {
		/* 7 and 8 trigrams, 6 in both, 9 in either. */
		{ "Kaldora", "SE", 0 },
		{ "Aldorra AB", "SE", 666666 },
		{ "Aldora", "SE", SIMILAR_ALL },
		{ "Aldora", "NO", 0 },
		{ "Aldorra", "ZZ", 0 },
		/* A word more: 7 of 7 and 6. */
		{ "Aldora Nord", "SE", 0 },
		{ "Alldora", "SE", 666666 },
		{ "ÁLDÓRRA", "SE", 666666 },
	};
	int64_t id = make_lead(meridian, "queued", "Aldora AB", "SE", "", "");

	CHECK(id != 0);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct lead_claim claim =
		    claim_of(cases[i].name, cases[i].country, "", "");
		struct match *m;
		size_t n;

		CHECK(meets(&claim, &m, &n));
		if (n != (cases[i].similarity != 0))
			printf("# %s meets %zu\n", cases[i].name, n);
		CHECK(n == (cases[i].similarity != 0));
		CHECK(n == 0 ||
		    (m[0].id == id && m[0].with == MATCH_LEAD &&
			m[0].similarity == cases[i].similarity));
		CHECK(n == 0 ||
		    match_is_exact(&m[0]) ==
			(cases[i].similarity == SIMILAR_ALL));
	}
}

static void the_threshold_is_met_by_what_equals_it(void)
{
	static const struct {
		const char *a, *b;
		bool alike;
	} cases[] = {
		{ "abcd", "abce", false },        /* 3 of 7 */
		{ "abcdef", "abcdefxyz", false }, /* 6 of 11 */
		{ "abcdefg", "abcdefgxy", true }, /* 7 of 11 */
		{ "abcde", "abcdef", true },      /* 5 of 8 */
		{ "abcdefg", "abcdefx", true },   /* 6 of 10 */
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t is = text_similar(cases[i].a, cases[i].b);

		if ((is >= MATCH_ALIKE) != cases[i].alike)
			printf("# %s %s %d\n", cases[i].a, cases[i].b, (int)is);
		CHECK((is >= MATCH_ALIKE) == cases[i].alike);
	}
	CHECK(MATCH_ALIKE == 600000);
}

static void a_part_of_a_site_is_met(void)
{
	static const struct {
		const char *mine, *theirs;
		bool within;
	} cases[] = {
		{ "shop.acme.example", "acme.example", true },
		{ "acme.example", "shop.acme.example", true },
		{ "de.shop.acme.example", "acme.example", true },
		{ "acme.example", "acme.example", false }, /* exact */
		{ "notacme.example", "acme.example", false },
		{ "shop.acme.example", "blog.acme.example", false },
		{ "acme.co.uk", "co.uk", false },
		{ "acme.example", "example", false },
		{ "", "acme.example", false },
		{ "shop.acme.co.uk", "acme.co.uk", true },
	};
	struct lead_claim claim =
	    claim_of("Nobody", "IT", "eu.site.example", "");
	struct match *m;
	size_t n;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK(domain_is_within(cases[i].mine, cases[i].theirs) ==
		    cases[i].within);
	CHECK(DESK_OP(&d, paula, "customer", "add", 0, "name=Site SpA",
	    "country=IT", "domain=site.example"));
	CHECK(meets(&claim, &m, &n) && n == 1);
	CHECK(m[0].by == MATCH_BY_SITE && !match_is_exact(&m[0]));
	claim.country = "FR";
	CHECK(meets(&claim, &m, &n) && n == 0);
}

static void exact_comes_before_alike_and_once(void)
{
	struct lead_claim claim = claim_of("Twice Over Ltd", "IE", "", "");
	struct match *m;
	size_t n;

	CHECK(make_lead(meridian, "queued", "Twice Overs", "IE", "", ""));
	CHECK(make_lead(meridian, "queued", "Twice Over", "IE", "", ""));
	CHECK(make_lead(meridian, "lost", "Twice Ower", "IE", "", ""));
	CHECK(meets(&claim, &m, &n) && n == 2);
	CHECK(match_is_exact(&m[0]) && m[1].by == MATCH_BY_ALIKE);
	CHECK_STR(match_text(&m[1], &d.arena),
	    arena_fmt(&d.arena,
		"L-%d Twice Overs of P-1 Meridian S.L. has a name that is "
		"alike by %d%%.",
		(int)m[1].id, (int)(m[1].similarity / 10000)));
}

static void comparing_reads_nothing_but_an_index(void)
{
	static const char *const queries[] = {
		"EXPLAIN QUERY PLAN SELECT id, name_key, domain FROM customer"
		" WHERE country = 'ES' AND void = 0",
		"EXPLAIN QUERY PLAN SELECT id, name_key, domain FROM lead"
		" WHERE country = 'ES' AND void = 0 AND stage IN"
		" ('submitted', 'queued', 'accepted', 'qualified',"
		" 'proposal')",
	};

	for (size_t i = 0; i < ARRAY_LEN(queries); i++) {
		const char *plan = "";
		struct stmt *st;

		CHECK(db_query(d.db, queries[i], NO_VALUES, &st, &err));
		if (db_step(st, &err) == DB_ROW)
			plan = db_text(st, 3, &d.arena);
		db_reset(st);
		CHECK(strstr(plan, "USING COVERING INDEX") != NULL &&
		    strstr(plan, "_alike (country=?") != NULL);
	}
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (rita = desk_login(&d, "rita", "reviewer")) == NULL ||
	    (paula = desk_login(&d, "paula", "partner_manager")) == NULL ||
	    (meridian = make_partner("Meridian S.L.")) == 0 ||
	    (boreal = make_partner("Boreal Oy")) == 0) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	waited_for = make_lead(meridian, "accepted", "Qz", "AQ", "", "");
	RUN(spellings_of_one_customer_meet);
	RUN(a_mail_provider_is_nobody_s_domain);
	RUN(what_is_met_is_told_apart);
	RUN(only_open_leads_are_met);
	RUN(exact_ones_come_in_order);
	RUN(names_that_are_alike_are_met);
	RUN(the_threshold_is_met_by_what_equals_it);
	RUN(a_part_of_a_site_is_met);
	RUN(exact_comes_before_alike_and_once);
	RUN(comparing_reads_nothing_but_an_index);
	session_close(rita);
	session_close(paula);
	desk_close(&d);
	return tap_done();
}
