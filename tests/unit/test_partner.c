/* tests/unit/test_partner.c - partners and what belongs to them. */

#include "config.h"

#include "domain/partner_data.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *petra; /* a partner manager */
static struct err err;

static int64_t n_of(const char *sql, int64_t id)
{
	return desk_int(&d, sql, id);
}

static const char *text_of(const char *sql, int64_t id)
{
	return desk_text(&d, sql, id);
}

/* Opens a change; every test of a part commits or abandons it. */
static bool begin(struct change *c)
{
	return change_begin(petra, "partner add", RIGHT_PARTNER, "partner", 0,
	    NULL, "", c, &err);
}

/* Makes a partner from "name=value" words; 0 on failure. */
static int64_t insert(const char *const *params)
{
	struct partner_data data;
	struct change c;
	int64_t id = 0;

	fields_init(&partner_fields, &data);
	for (; *params != NULL; params++) {
		const char *eq = strchr(*params, '=');
		const struct field *f = fields_find(&partner_fields,
		    arena_strn(&d.arena, *params, (size_t)(eq - *params)));

		if (!field_set(f, &data, eq + 1, 0, &d.arena, &err))
			return 0;
	}
	if (!begin(&c))
		return 0;
	if (partner_insert(&c, &data, 0, &d.arena, &id, &err)) {
		c.record = id;
		if (change_commit(&c, &err, "made"))
			return id;
	}
	change_abandon(&c);
	return 0;
}
#define INSERT(...) insert((const char *const[]){ __VA_ARGS__, NULL })

/* An enrollment in that state, as the operations would leave it. */
static bool enroll(int64_t partner, const char *program, const char *status,
    date_days active_on)
{
	struct program_ref ref;
	struct change c;
	bool ok;

	if (!program_current(petra, program,
		(date_days)(session_now(petra) / 86400), &ref, &err) ||
	    !begin(&c))
		return false;
	ok = change_insert(&c, "enrollment",
		 SETS({ "partner", val_int(partner) },
		     { "program", val_text(program) },
		     { "program_version", val_int(ref.id) },
		     { "level", val_text("registered") },
		     { "entity", val_text("eu") },
		     { "status", val_text(status) },
		     { "active_on", val_date(active_on) },
		     { "created_at", val_time(c.now) },
		     { "created_by", val_text("petra") },
		     { "updated_at", val_time(c.now) }),
		 NULL, &err) &&
	    partner_status_follow(&c, partner, &err) &&
	    change_commit(&c, &err, "enrolled");
	if (!ok) {
		printf("# %s\n", err.text);
		change_abandon(&c);
	}
	return ok;
}

static void keys_follow_from_what_was_told(void)
{
	static const struct {
		const char *domain, *website, *email, *contact, *expect;
	} cases[] = {
		{ "", "https://www.aldora.de/en", "", "", "aldora.de" },
		{ "Aldora.COM", "https://aldora.de", "", "", "aldora.com" },
		{ "", "", "info@aldora.eu", "", "aldora.eu" },
		{ "", "", "aldora@gmail.com", "kai@aldora.de", "aldora.de" },
		{ "", "", "", "aldora@gmail.com", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct partner_data data;

		fields_init(&partner_fields, &data);
		data.domain = cases[i].domain;
		data.website = cases[i].website;
		data.email = cases[i].email;
		data.contact_email = cases[i].contact;
		CHECK_STR(partner_own_domain(&data, &d.arena), cases[i].expect);
	}
}

static void a_partner_is_made_with_contacts_and_tags(void)
{
	int64_t id = INSERT("name=Nordlicht Software GmbH", "country=DE",
	    "city=Kiel", "website=https://nordlicht.example",
	    "tax_id=DE 123-456", "contact_name=Kai Holm",
	    "contact_email=kai@nordlicht.example", "technical_name=Ute Brandt",
	    "tags=Cloud,  training, cloud,", "id=NL-1", "note=met in Hamburg");

	CHECK(id > 0);
	CHECK_STR(text_of("SELECT name_key || '|' || sort_name || '|' || domain"
			  " || '|' || tax_key || '|' || status"
			  " FROM partner WHERE id = ?1",
		      id),
	    "nordlicht software|nordlicht software gmbh|nordlicht.example|"
	    "DE123456|prospective");
	CHECK_STR(text_of("SELECT search FROM partner WHERE id = ?1", id),
	    "nordlicht software gmbh nordlicht.example kiel nl-1 met in "
	    "hamburg kai holm kai@nordlicht.example ute brandt cloud "
	    "training");
	CHECK(n_of("SELECT count(*) FROM partner_tag WHERE partner = ?1", id) ==
	    2);
	CHECK(n_of("SELECT count(*) FROM contact WHERE partner = ?1"
		   " AND kind = 'main'",
		  id) == 1);
	CHECK(INSERT("name=Nordlicht Two", "id=NL-1") == 0);
	CHECK_STR(err.field, "id");
	CHECK(INSERT("name=Nowhere Ltd", "domain=no domain") == 0);
	CHECK_STR(err.field, "domain");
}

static void without_a_main_contact_the_technical_one_is_it(void)
{
	int64_t id = INSERT(
	    "name=Tech Only", "country=FR", "technical_email=ops@tech.example");

	CHECK_STR(text_of("SELECT kind || ' ' || name FROM contact"
			  " WHERE partner = ?1",
		      id),
	    "main ops@tech.example");
	CHECK_STR(text_of("SELECT search FROM partner WHERE id = ?1", id),
	    "tech only ops@tech.example ops@tech.example");
}

static void a_partner_is_found_by_its_ids(void)
{
	int64_t own = INSERT("name=Found SA"), two = INSERT("name=Two", "id=7"),
		odd, id;
	char letter[16], digits[16];

	snprintf(letter, sizeof(letter), "p-%d", (int)own);
	snprintf(digits, sizeof(digits), "%d", (int)own);
	CHECK(partner_find(petra, letter, false, &d.arena, &id, &err));
	CHECK(id == own);
	CHECK(partner_find(petra, digits, true, &d.arena, &id, &err));
	CHECK(id == own);
	CHECK(!partner_find(petra, digits, false, &d.arena, &id, &err));
	CHECK_STR(err.field, "partner");
	CHECK(partner_find(petra, "7", false, &d.arena, &id, &err));
	CHECK(id == two);
	/* The other system's key beats an own id of the same spelling. */
	odd = INSERT("name=Odd", arena_fmt(&d.arena, "id=P-%d", (int)own));
	CHECK(odd > 0);
	CHECK(partner_find(petra, arena_fmt(&d.arena, "P-%d", (int)own), false,
	    &d.arena, &id, &err));
	CHECK(id == odd);
	CHECK(!partner_find(petra, "", true, &d.arena, &id, &err));
	CHECK(!partner_find(petra, "A-1", true, &d.arena, &id, &err));
}

static void the_status_is_the_best_enrollment(void)
{
	static const struct {
		const char *plain, *careful, *expect;
	} cases[] = {
		{ NULL, NULL, "prospective" },
		{ "prospective", NULL, "prospective" },
		{ "onboarding", "prospective", "onboarding" },
		{ "suspended", "onboarding", "suspended" },
		{ "active", "suspended", "active" },
		{ "terminated", "active", "active" },
		{ "terminated", "lapsed", "lapsed" },
		{ "prospective", "terminated", "prospective" },
		{ "terminated", NULL, "terminated" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id =
		    INSERT("name=Status Inc", "status=active", "visible=yes");

		CHECK(
		    n_of("SELECT visible FROM partner WHERE id = ?1", id) == 1);
		if (cases[i].plain != NULL)
			CHECK(enroll(id, "plain", cases[i].plain, DATE_NONE));
		if (cases[i].careful != NULL)
			CHECK(
			    enroll(id, "careful", cases[i].careful, DATE_NONE));
		CHECK_STR(
		    text_of("SELECT status FROM partner WHERE id = ?1", id),
		    cases[i].expect);
	}
}

static void nothing_active_is_not_listed(void)
{
	int64_t id = INSERT("name=Listed Inc", "status=active", "visible=yes");

	CHECK(enroll(id, "plain", "active", 20000));
	CHECK(n_of("SELECT visible FROM partner WHERE id = ?1", id) == 1);
	CHECK(n_of("SELECT since FROM partner WHERE id = ?1", id) == 20000);
	id = INSERT("name=Unlisted Inc", "status=active", "visible=yes");
	CHECK(enroll(id, "plain", "suspended", 20000));
	CHECK(n_of("SELECT visible FROM partner WHERE id = ?1", id) == 0);
	CHECK(n_of("SELECT since IS NULL FROM partner WHERE id = ?1", id));
	CHECK(INSERT("name=Never", "visible=yes") > 0);
	CHECK(n_of("SELECT count(*) FROM partner WHERE name = 'Never'"
		   " AND visible = ?1",
		  0) == 1);
}

static void an_approval_makes_the_same_partner(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Approved GmbH"), partner;
	struct session *rita = desk_login(&d, "rita", "reviewer");

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	partner = n_of("SELECT partner FROM application WHERE id = ?1", id);
	CHECK(partner > 0);
	CHECK_STR(text_of("SELECT status FROM partner WHERE id = ?1", partner),
	    "prospective");
	CHECK(DESK_RUN(&d, rita, "undo", id, NULL));
	CHECK(n_of("SELECT void FROM partner WHERE id = ?1", partner) == 1);
	session_close(rita);
}

/* Runs an operation of partners; the record, or 0. */
#define OP(verb, id, ...) DESK_OP(&d, petra, "partner", verb, id, __VA_ARGS__)

static const char *search_of(int64_t id)
{
	return text_of("SELECT search FROM partner WHERE id = ?1", id);
}

static void a_second_record_of_one_company_takes_a_word(void)
{
	static const struct {
		const char *name, *more;
		const char *why; /* NULL: it is another company */
	} cases[] = {
		{ "name=Twin Systems Inc.", "country=US", "(same name)" },
		{ "name=TWIN Systems", "country=US", "(same name)" },
		{ "name=Twin Systems", "country=CA", NULL },
		{ "name=Twin Systems", "country=ZZ", NULL },
		{ "name=Other", "website=http://www.twin.example/x",
		    "(same domain)" },
		{ "name=Other", "tax_id=12 34567-89", "(same tax id)" },
		{ "name=Other", "domain=gmail.com", NULL },
	};

	CHECK(OP("add", 0, "name=Twin Systems Ltd", "country=US",
	    "domain=twin.example", "tax_id=123456789", "duplicate=yes"));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id =
		    OP("add", 0, "country=ZZ", cases[i].name, cases[i].more);

		if (cases[i].why == NULL) {
			CHECK(id > 0);
			CHECK(OP("undo", id, NULL));
		} else {
			CHECK(id == 0 && err.kind == ERR_REFUSED);
			CHECK_STR(err.field, "duplicate");
			CHECK(strstr(err.text, cases[i].why) != NULL);
		}
	}
	CHECK(OP("add", 0, "name=Twin Systems", "country=US", "duplicate=yes"));
	CHECK(OP("add", 0, "name=No country") == 0);
	CHECK_STR(err.field, "country");
}

static void an_edit_keeps_what_it_does_not_tell(void)
{
	int64_t id = OP("add", 0, "name=Edit GmbH", "country=AT",
	    "website=https://edit.example", "contact_name=Eva Ding",
	    "tags=cloud", "employees=12", "manager=petra");

	CHECK(OP("edit", id, "website=https://edit.other.example",
	    "since=2024-02-29"));
	CHECK_STR(text_of("SELECT domain || ' ' || employees || ' ' || since"
			  " || ' ' || manager FROM partner WHERE id = ?1",
		      id),
	    "edit.other.example 12 19782 petra");
	CHECK_STR(search_of(id), "edit gmbh edit.other.example eva ding cloud");
	CHECK(OP("edit", id, "domain=fixed.example"));
	CHECK(OP("edit", id, "website=https://third.example"));
	CHECK_STR(text_of("SELECT domain FROM partner WHERE id = ?1", id),
	    "fixed.example");
	CHECK(!OP("edit", id, "since=2027-01-01"));
	CHECK_STR(err.field, "since");
	CHECK(!OP("edit", id, "manager=nobody.here"));
	CHECK_STR(err.field, "manager");
	CHECK(!OP("edit", id, "name="));
	CHECK_STR(err.field, "name");
}

static void the_latest_activity_is_kept(void)
{
	int64_t id = OP("add", 0, "name=Active Co", "country=IE"), first;
	size_t n;

	CHECK(OP("activity", id, "kind=call", "text=asked for a price"));
	first = n_of("SELECT max(id) FROM audit WHERE id > ?1", 0);
	CHECK(n_of("SELECT activity_on FROM partner WHERE id = ?1", id) ==
	    session_now(petra) / 86400);
	CHECK(OP("activity", id, "kind=mail", "on=2026-01-15", "text=late"));
	CHECK(n_of("SELECT activity_on FROM partner WHERE id = ?1", id) ==
	    session_now(petra) / 86400);
	/* Without the first one, the other would be the latest. */
	CHECK(!change_undo(petra, first, NULL, &n, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(OP("note", id, "note=nice people"));
	CHECK_STR(text_of("SELECT group_concat(kind || ' ' || inside, '; ')"
			  " FROM (SELECT * FROM remark WHERE noun = 'partner'"
			  " AND record = ?1 ORDER BY id)",
		      id),
	    "call asked for a price; mail late; note nice people");
	CHECK(!OP("activity", id, "kind=meeting", "on=+9", "text=to come"));
	CHECK_STR(err.field, "on");
	CHECK(!OP("activity", id, "kind=call"));
	CHECK_STR(err.field, "text");
	CHECK(OP("undo", id, NULL));
	CHECK(OP("undo", id, NULL));
	CHECK(OP("undo", id, NULL));
	CHECK(
	    n_of("SELECT activity_on IS NULL FROM partner WHERE id = ?1", id));
}

static void tags_are_put_on_and_taken_off(void)
{
	int64_t id = OP("add", 0, "name=Tag Co", "country=PL");

	CHECK(OP("tag", id, "tags=Gold 2026 , Cloud"));
	CHECK_STR(search_of(id), "tag co gold 2026 cloud");
	CHECK(!OP("tag", id, "tags=cloud,GOLD 2026"));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(OP("untag", id, "tags=CLOUD, nothing"));
	CHECK_STR(search_of(id), "tag co gold 2026");
	CHECK(!OP("untag", id, "tags=nothing"));
	CHECK(OP("tag", id, "tags=cloud"));
	CHECK(OP("undo", id, NULL));
	CHECK_STR(search_of(id), "tag co gold 2026");
	CHECK(
	    !OP("tag", id, "tags=a tag of more than forty bytes in one word"));
	CHECK(!OP("tag", id, "tags= , ,"));
	CHECK_STR(err.field, "tags");
}

static void companies_own_no_circles(void)
{
	int64_t a = OP("add", 0, "name=Upper", "country=SE");
	int64_t b = OP("add", 0, "name=Middle", "country=SE");
	int64_t c = OP("add", 0, "name=Lower", "country=SE");
	const char *of_a = arena_fmt(&d.arena, "parent=P-%d", (int)a);
	const char *of_b = arena_fmt(&d.arena, "parent=%d", (int)b);
	const char *of_c = arena_fmt(&d.arena, "parent=P-%d", (int)c);

	CHECK(OP("parent", b, of_a));
	CHECK(OP("parent", c, of_b));
	CHECK(!OP("parent", a, of_a));
	CHECK_STR(err.field, "parent");
	CHECK(!OP("parent", a, of_c));
	CHECK_STR(err.field, "parent");
	CHECK(!OP("parent", a, "parent=P-9999"));
	CHECK_STR(err.field, "parent");
	CHECK(OP("parent", b, "parent="));
	CHECK(OP("parent", a, of_c));
	/* Nor does an undo close one: b belonged to a. */
	CHECK(!OP("undo", b, NULL));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(OP("undo", a, NULL));
	CHECK(OP("undo", b, NULL));
	CHECK(n_of("SELECT parent FROM partner WHERE id = ?1", b) == a);
	/* Nor does one take a company from below others. */
	CHECK(!OP("undo", a, NULL));
	CHECK(err.kind == ERR_CONFLICT);
}

static void somebody_looks_after_it(void)
{
	int64_t id = OP("add", 0, "name=Managed", "country=DK");

	CHECK(OP("manager", id, "person=petra"));
	CHECK_STR(
	    text_of("SELECT manager FROM partner WHERE id = ?1", id), "petra");
	CHECK(!OP("manager", id, "person=nobody.here"));
	CHECK_STR(err.field, "person");
	CHECK(OP("manager", id, NULL));
	CHECK_STR(text_of("SELECT manager FROM partner WHERE id = ?1", id), "");
}

static void a_partner_is_one_customer(void)
{
	int64_t a = OP("add", 0, "name=Buyer One", "country=FI");
	int64_t b = OP("add", 0, "name=Buyer Two", "country=FI");
	int64_t u = DESK_OP(
	    &d, petra, "customer", "add", 0, "name=Buyer One", "country=FI");
	const char *which = arena_fmt(&d.arena, "customer=U-%d", (int)u);

	CHECK(u > 0);
	CHECK(!OP("unlink", a, NULL));
	CHECK(OP("link", a, which));
	CHECK(n_of("SELECT customer FROM partner WHERE id = ?1", a) == u);
	CHECK(!OP("link", b, which));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(OP("unlink", a, NULL));
	CHECK(OP("link", b, which));
	CHECK(!OP("link", a, "customer=U-9999"));
	CHECK_STR(err.field, "customer");
	/* Nor does an undo make it two. */
	CHECK(!OP("undo", a, NULL));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "unlink that one first") != NULL);
}

static void only_an_active_partner_is_published(void)
{
	int64_t id = OP("add", 0, "name=Public Co", "country=ES");

	CHECK(!OP("publish", id, NULL));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(enroll(id, "plain", "active", DATE_NONE));
	CHECK(OP("publish", id, NULL));
	CHECK(!OP("publish", id, NULL));
	CHECK(n_of("SELECT visible FROM partner WHERE id = ?1", id) == 1);
	CHECK(OP("unpublish", id, NULL));
	CHECK(!OP("unpublish", id, NULL));
	CHECK(OP("undo", id, NULL));
	CHECK(n_of("SELECT visible FROM partner WHERE id = ?1", id) == 1);
}

static void no_enrollment_is_undone_from_under_another(void)
{
	int64_t id = OP("add", 0, "name=Two Programs", "country=CZ"), first;
	size_t n;

	CHECK(enroll(id, "plain", "active", DATE_NONE));
	first = n_of("SELECT max(id) FROM audit WHERE id > ?1", 0);
	CHECK(enroll(id, "careful", "active", DATE_NONE));
	CHECK(!change_undo(petra, first, NULL, &n, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(change_undo(petra, first + 1, NULL, &n, &err));
	CHECK(change_undo(petra, first, NULL, &n, &err));
	CHECK_STR(text_of("SELECT status FROM partner WHERE id = ?1", id),
	    "prospective");
}

static void it_takes_a_partner_manager(void)
{
	int64_t id = OP("add", 0, "name=Guarded", "country=IT");
	struct session *vera = desk_login(&d, "vera", "viewer");

	CHECK(vera != NULL);
	CHECK(!DESK_OP(&d, vera, "partner", "note", id, "note=hello"));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(!DESK_OP(&d, vera, "partner", "add", 0, "name=X", "country=IT"));
	CHECK(err.kind == ERR_FORBIDDEN);
	session_close(vera);
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (petra = desk_login(&d, "petra", "partner_manager")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(keys_follow_from_what_was_told);
	RUN(a_partner_is_made_with_contacts_and_tags);
	RUN(without_a_main_contact_the_technical_one_is_it);
	RUN(a_partner_is_found_by_its_ids);
	RUN(the_status_is_the_best_enrollment);
	RUN(nothing_active_is_not_listed);
	RUN(an_approval_makes_the_same_partner);
	RUN(a_second_record_of_one_company_takes_a_word);
	RUN(an_edit_keeps_what_it_does_not_tell);
	RUN(the_latest_activity_is_kept);
	RUN(tags_are_put_on_and_taken_off);
	RUN(companies_own_no_circles);
	RUN(somebody_looks_after_it);
	RUN(a_partner_is_one_customer);
	RUN(only_an_active_partner_is_published);
	RUN(no_enrollment_is_undone_from_under_another);
	RUN(it_takes_a_partner_manager);
	session_close(petra);
	desk_close(&d);
	return tap_done();
}
