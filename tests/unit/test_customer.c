/* tests/unit/test_customer.c - customers, their keys, and whose they are. */

#include "config.h"

#include "domain/customer.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *paula, *rita; /* a partner manager, a reviewer */
static int64_t meridian, boreal;     /* two partners */
static struct err err;

#define CUSTOMER(column) "SELECT " column " FROM customer WHERE id = ?1"

static int64_t add(const char *name, const char *country)
{
	return DESK_OP(&d, paula, "customer", "add", 0,
	    arena_fmt(&d.arena, "name=%s", name),
	    arena_fmt(&d.arena, "country=%s", country));
}

static int64_t make_partner(const char *company)
{
	int64_t id = desk_add(&d, d.owner, "plain", company);

	if (!desk_review(&d, rita, id, 4) ||
	    !DESK_RUN(&d, rita, "approve", id, NULL))
		return 0;
	return desk_int(
	    &d, "SELECT partner FROM application WHERE id = ?1", id);
}

static void keys_follow_from_the_names(void)
{
	static const struct {
		const char *name, *domain, *website, *tax;
		const char *name_key, *key_domain, *tax_key;
	} cases[] = {
		{ "ACME  Gesellschaft GmbH", "", "https://www.acme.example/en",
		    "", "acme gesellschaft", "acme.example", "" },
		{ "Société Générale S.A.", "SG.Example", "", "FR 12-34",
		    "societe generale", "sg.example", "FR1234" },
		{ "Ferretería Núñez, S.L.", "www.nunez.example.",
		    "https://other.example", "", "ferreteria nunez",
		    "nunez.example", "" },
		{ "One Man", "gmail.com", "", "", "one man", "", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id = DESK_OP(&d, paula, "customer", "add", 0,
		    arena_fmt(&d.arena, "name=%s", cases[i].name), "country=FR",
		    arena_fmt(&d.arena, "domain=%s", cases[i].domain),
		    arena_fmt(&d.arena, "website=%s", cases[i].website),
		    arena_fmt(&d.arena, "tax_id=%s", cases[i].tax));

		CHECK(id != 0);
		CHECK_STR(
		    desk_text(&d, CUSTOMER("name_key"), id), cases[i].name_key);
		CHECK_STR(
		    desk_text(&d, CUSTOMER("domain"), id), cases[i].key_domain);
		CHECK_STR(
		    desk_text(&d, CUSTOMER("tax_key"), id), cases[i].tax_key);
	}
}

static void what_is_malformed_names_its_field(void)
{
	static const struct {
		const char *param, *field;
	} cases[] = {
		{ "domain=not a domain", "domain" },
		{ "partner=P-99", "partner" },
		{ "partner=nobody", "partner" },
		{ "country=Atlantis", "country" },
		{ "name=", "name" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(!DESK_OP(&d, paula, "customer", "add", 0, "name=Wrong",
		    "country=DE", cases[i].param));
		CHECK(err.kind == ERR_INVALID && err.field != NULL);
		CHECK_STR(err.field, cases[i].field);
	}
}

static void another_system_s_key_is_one_customer_s(void)
{
	int64_t id = DESK_OP(&d, paula, "customer", "add", 0, "name=Keyed",
		    "country=DE", "id=X-1"),
		found = 0;

	CHECK(!DESK_OP(&d, paula, "customer", "add", 0, "name=Other",
	    "country=DE", "id=X-1"));
	CHECK_STR(err.text,
	    arena_fmt(&d.arena, "U-%d has the id \"X-1\" already.", (int)id));
	CHECK(customer_find(paula, "X-1", false, &found, &err) && found == id);
	CHECK(customer_find(paula, arena_fmt(&d.arena, "U-%d", (int)id), false,
		  &found, &err) &&
	    found == id);
	/* Bare digits are an own id where a person typed them. */
	CHECK(!customer_find(
	    paula, arena_fmt(&d.arena, "%d", (int)id), false, &found, &err));
	CHECK(err.kind == ERR_INVALID);
	CHECK_STR(err.field, "customer");
	CHECK(customer_find(paula, arena_fmt(&d.arena, "%d", (int)id), true,
		  &found, &err) &&
	    found == id);
	/* Letters alone make no id: "U-77" may be the other system's key. */
	id = DESK_OP(&d, paula, "customer", "add", 0, "name=Keyed too",
	    "country=DE", "id=U-1");
	CHECK(customer_find(paula, "U-1", true, &found, &err) && found == id);
}

static void finding_goes_by_tax_id_then_domain_then_name(void)
{
	int64_t name = add("Threefold Ltd", "GB");
	int64_t domain = DESK_OP(&d, paula, "customer", "add", 0,
	    "name=By Domain", "country=GB", "website=https://three.example");
	int64_t tax = DESK_OP(&d, paula, "customer", "add", 0, "name=By Tax",
	    "country=GB", "tax_id=GB 333");
	const struct {
		struct customer_data data;
		int64_t want;
	} cases[] = {
		{ { .name = "THREEFOLD LIMITED",
		      .country = "GB",
		      .domain = "www.three.example",
		      .tax_id = "gb-333" },
		    tax },
		{ { .name = "THREEFOLD LIMITED",
		      .country = "GB",
		      .domain = "www.three.example",
		      .tax_id = "gb-334" },
		    domain },
		{ { .name = "Threefold Limited",
		      .country = "GB",
		      .domain = "gmail.com" },
		    name },
		{ { .name = "Threefold Ltd", .country = "IE" }, 0 },
		{ { .name = "Threefold", .country = "ZZ" }, 0 },
		{ { .name = "Threefolds", .country = "GB" }, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t found = -1;

		CHECK(customer_match(paula, &cases[i].data, &found, &err));
		CHECK(found == cases[i].want);
	}
}

static void an_unknown_country_matches_nothing(void)
{
	struct customer_data data = { .name = "Nowhere Ltd", .country = "ZZ" };
	int64_t first = 0, second = 0;
	bool made;
	struct change c;

	CHECK(change_begin(paula, "customer add", RIGHT_PARTNER, "customer", 0,
	    NULL, "", &c, &err));
	CHECK(customer_find_or_make(&c, &data, 0, &first, &made, &err) && made);
	CHECK(
	    customer_find_or_make(&c, &data, 0, &second, &made, &err) && made);
	CHECK(first != second);
	data.country = "DE";
	CHECK(customer_find_or_make(&c, &data, 0, &first, &made, &err) && made);
	CHECK(
	    customer_find_or_make(&c, &data, 0, &second, &made, &err) && !made);
	CHECK(first == second);
	change_abandon(&c);
}

static bool set_incumbent(int64_t customer, int64_t partner)
{
	struct change c;

	if (!change_begin(paula, "customer incumbent", RIGHT_PARTNER,
		"customer", customer, NULL, "", &c, &err))
		return false;
	if (customer_set_incumbent(&c, customer, partner, 20000, &err) &&
	    customer_bought(&c, customer, 20000, &err) &&
	    customer_bought(&c, customer, 20100, &err))
		return change_commit(&c, &err, "Set.");
	change_abandon(&c);
	return false;
}

static void one_partner_is_the_incumbent(void)
{
	int64_t id = add("Taken Ltd", "GB");

	CHECK(set_incumbent(id, meridian));
	CHECK(desk_int(&d, CUSTOMER("partner"), id) == meridian);
	CHECK(desk_int(&d, CUSTOMER("partner_on"), id) == 20000);
	CHECK(desk_int(&d, CUSTOMER("first_on"), id) == 20000);
	CHECK(set_incumbent(id, meridian));
	CHECK(!set_incumbent(id, boreal));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "P-1 Meridian S.L.") != NULL);
	CHECK(!set_incumbent(id, 99));
	/* A person with a reason may. */
	CHECK(!DESK_OP(&d, paula, "customer", "incumbent", id, "partner=P-2"));
	CHECK_STR(err.field, "reason");
	CHECK(DESK_OP(&d, paula, "customer", "incumbent", id, "partner=P-2",
	    "reason=Asked in writing"));
	CHECK(desk_int(&d, CUSTOMER("partner"), id) == boreal);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM remark WHERE noun = 'customer'"
		  " AND record = ?1 AND reason = 'Asked in writing'",
		  id) == 1);
	CHECK(DESK_OP(&d, paula, "customer", "undo", id, NULL));
	CHECK(desk_int(&d, CUSTOMER("partner"), id) == meridian);
	CHECK(DESK_OP(
	    &d, paula, "customer", "incumbent", id, "partner=", "reason=Gone"));
	CHECK(desk_int(&d, CUSTOMER("partner"), id) == -1);
	CHECK(desk_int(&d, CUSTOMER("partner_on"), id) == -1);
	CHECK(!DESK_OP(
	    &d, paula, "customer", "incumbent", id, "partner=", "reason=Gone"));
}

static void a_house_account_has_no_incumbent(void)
{
	int64_t id = add("Ours plc", "GB");

	CHECK(DESK_OP(&d, paula, "customer", "house", id, "reason=Strategic"));
	CHECK(desk_int(&d, CUSTOMER("house"), id) == 1);
	CHECK(!DESK_OP(&d, paula, "customer", "house", id, "reason=Strategic"));
	CHECK(!set_incumbent(id, meridian));
	CHECK(!DESK_OP(&d, paula, "customer", "incumbent", id, "partner=P-1",
	    "reason=Why not"));
	CHECK(DESK_OP(&d, paula, "customer", "unhouse", id, "reason=Not now"));
	CHECK(set_incumbent(id, meridian));
	CHECK(!DESK_OP(&d, paula, "customer", "house", id, "reason=Again"));
	CHECK(strstr(err.text, "P-1 Meridian S.L.") != NULL);
	CHECK(!DESK_OP(&d, paula, "customer", "add", 0, "name=Both",
	    "country=GB", "partner=P-1", "house=yes"));
	CHECK_STR(err.field, "house");
}

static void an_edit_leaves_alone_whose_it_is(void)
{
	int64_t id = DESK_OP(&d, paula, "customer", "add", 0, "name=Edited",
	    "country=GB", "partner=P-1", "city=York");

	CHECK(DESK_OP(&d, paula, "customer", "edit", id, "name=Edited Ltd",
	    "website=https://edited.example"));
	CHECK(desk_int(&d, CUSTOMER("partner"), id) == meridian);
	CHECK_STR(desk_text(&d, CUSTOMER("city"), id), "York");
	CHECK_STR(desk_text(&d, CUSTOMER("name_key"), id), "edited");
	CHECK_STR(desk_text(&d, CUSTOMER("domain"), id), "edited.example");
	CHECK(DESK_OP(&d, paula, "customer", "note", id, "note=Rang."));
	CHECK(!DESK_OP(&d, rita, "customer", "note", id, "note=No right."));
	CHECK(err.kind == ERR_FORBIDDEN);
}

static void a_twin_is_told_of(void)
{
	int64_t id = DESK_OP(&d, paula, "customer", "add", 0, "name=Twin A",
	    "country=GB", "domain=twin.example");
	const struct customer_data twin = {
		.name = "Twin B", .country = "DE", .domain = "twin.example"
	};
	struct call call = { .params = &twin, .arena = &d.arena };

	CHECK(operation_run(
	    paula, operation_find("customer", "add"), &call, &err));
	CHECK_STR(call.ret_text,
	    arena_fmt(&d.arena,
		"U-%d Twin B is added. U-%d Twin A has the same domain.",
		(int)call.ret_id, (int)id));
}

static void what_depends_on_it_keeps_it(void)
{
	int64_t id = add("Kept Ltd", "GB");
	struct change c;

	CHECK(change_begin(paula, "partner edit", RIGHT_PARTNER, "partner",
	    boreal, NULL, "", &c, &err));
	CHECK(change_update(
	    &c, "partner", boreal, 0, SETS({ "customer", val_int(id) }), &err));
	CHECK(change_commit(&c, &err, "Linked."));
	CHECK(!DESK_OP(&d, paula, "customer", "undo", id, NULL));
	CHECK(desk_int(&d, CUSTOMER("void"), id) == 0);
	id = add("Unmade Ltd", "GB");
	CHECK(DESK_OP(&d, paula, "customer", "undo", id, NULL));
	CHECK(desk_int(&d, CUSTOMER("void"), id) == 1);
	CHECK(!DESK_OP(&d, paula, "customer", "note", id, "note=Void."));
	CHECK(err.kind == ERR_NOT_FOUND);
}

static void an_import_says_it_all_again(void)
{
	struct customer_data data = { .id = "I-1",
		.name = "Imported",
		.country = "ZZ",
		.partner = "P-1" };
	int64_t id = 0;
	bool differs = true;
	struct change c;

	CHECK(change_begin(paula, "customer add", RIGHT_PARTNER, "customer", 0,
	    NULL, "", &c, &err));
	CHECK(customer_insert(&c, &data, 0, &id, &err));
	CHECK(customer_put(&c, id, &data, &differs, &err) && !differs);
	data.partner = "";
	data.house = TRI_YES;
	CHECK(customer_put(&c, id, &data, &differs, &err) && differs);
	c.record = id;
	CHECK(change_commit(&c, &err, "Imported."));
	CHECK(desk_int(&d, CUSTOMER("house"), id) == 1);
	CHECK(desk_int(&d, CUSTOMER("partner_on"), id) == -1);
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
	RUN(keys_follow_from_the_names);
	RUN(what_is_malformed_names_its_field);
	RUN(another_system_s_key_is_one_customer_s);
	RUN(finding_goes_by_tax_id_then_domain_then_name);
	RUN(an_unknown_country_matches_nothing);
	RUN(one_partner_is_the_incumbent);
	RUN(a_house_account_has_no_incumbent);
	RUN(an_edit_leaves_alone_whose_it_is);
	RUN(a_twin_is_told_of);
	RUN(what_depends_on_it_keeps_it);
	RUN(an_import_says_it_all_again);
	session_close(rita);
	session_close(paula);
	desk_close(&d);
	return tap_done();
}
