/* tests/unit/test_field.c - members read, written and checked by table. */

#include "config.h"

#include "base/field.h"

#include "tests/tap.h"

struct sample {
	const char *name, *note, *country, *email, *website, *currency;
	const char *level, *product, *reason;
	int64_t employees, balance;
	date_days until;
	struct decimal revenue;
	enum tribool consent;
};

static const struct field list[] = {
	FIELD(sample, name, "Name", FIELD_REQUIRED, .max = 20),
	FIELD(sample, note, "Note", FIELD_NOTE),
	FIELD(sample, country, "Country", FIELD_REQUIRED | FIELD_COUNTRY),
	FIELD(sample, email, "E-mail", FIELD_EMAIL),
	FIELD(sample, website, "Web site", FIELD_URL),
	FIELD(sample, currency, "Currency", FIELD_CURRENCY),
	FIELD(
	    sample, level, "Level", FIELD_ID, .choices = "gold|silver|bronze"),
	FIELD(sample, product, "Product", FIELD_ID),
	FIELD(sample, reason, "Reason", FIELD_REASON),
	FIELD(sample, employees, "Employees", FIELD_POSITIVE),
	FIELD(sample, balance, "Balance", FIELD_OPTIONAL),
	FIELD(sample, until, "Until", FIELD_REQUIRED),
	FIELD(sample, revenue, "Revenue", FIELD_POSITIVE),
	FIELD(sample, consent, "Consent", FIELD_OPTIONAL),
};
static const struct fields fields = FIELDS(sample, list);

static struct arena arena;
static struct err err;

static date_days today(void)
{
	return date_of(2026, 3, 11);
}

static bool set(struct sample *s, const char *name, const char *text)
{
	return field_set(
	    fields_find(&fields, name), s, text, today(), &arena, &err);
}

static const char *get(const struct sample *s, const char *name)
{
	return field_get(fields_find(&fields, name), s, &arena);
}

static void values_are_read(void)
{
	static const struct {
		const char *field, *text, *want;
	} cases[] = {
		{ "name", "  Acme \t", "Acme" },
		{ "name", "Socie\xcc\x81te\xcc\x81", "Société" },
		{ "name", "a\nb", "a b" },
		{ "note", "a\r\nb", "a\nb" },
		{ "country", "Spain", "ES" },
		{ "country", "esp", "ES" },
		{ "country", "zz", "ZZ" },
		{ "email", "Ann.O+x@Example.com", "Ann.O+x@Example.com" },
		{ "website", "www.example.com/x", "www.example.com/x" },
		{ "website", "https://example.com", "https://example.com" },
		{ "currency", "eur", "EUR" },
		{ "level", "Gold", "gold" },
		{ "product", "addon_2.x-y", "addon_2.x-y" },
		{ "reason", "no_fit", "no_fit" },
		{ "employees", "1,200", "1200" },
		{ "employees", "12k", "12000" },
		{ "employees", "0", "0" },
		{ "balance", "-5", "-5" },
		{ "until", "2026-04-12", "2026-04-12" },
		{ "until", "0412", "2026-04-12" },
		{ "until", "+7", "2026-03-18" },
		{ "until", "fri", "2026-03-13" },
		{ "revenue", "1,475.30", "1475.30" },
		{ "revenue", "1.2m", "1200000" },
		{ "revenue", "$ 5", "5" },
		{ "consent", "yes", "yes" },
		{ "consent", "TRUE", "yes" },
		{ "consent", "1", "yes" },
		{ "consent", "no", "no" },
		{ "consent", "False", "no" },
		{ "consent", "0", "no" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sample s;

		fields_init(&fields, &s);
		printf("# %s: %s\n", cases[i].field, cases[i].want);
		CHECK(set(&s, cases[i].field, cases[i].text));
		CHECK_STR(get(&s, cases[i].field), cases[i].want);
		/* What is written is read back, and empty text empties. */
		CHECK(set(&s, cases[i].field, get(&s, cases[i].field)));
		CHECK_STR(get(&s, cases[i].field), cases[i].want);
		CHECK(set(&s, cases[i].field, "  "));
		CHECK_STR(get(&s, cases[i].field), "");
		CHECK(field_is_empty(fields_find(&fields, cases[i].field), &s));
	}
}

static void odd_values_are_refused(void)
{
	static const struct {
		const char *field, *text, *says;
	} cases[] = {
		{ "name", "a\x1b[0m", "Name: " },
		{ "name", "a\x1b[0m", "U+001B" },
		{ "name", "123456789012345678901", "21 bytes" },
		{ "country", "Philipines", "did you mean `Philippines`" },
		{ "country", "Atlantis", "`Atlantis` is not a country;" },
		{ "email", "ann", "mail address" },
		{ "email", "@example.com", "mail address" },
		{ "email", "ann@", "mail address" },
		{ "email", "ann@localhost", "mail address" },
		{ "email", "a@b@example.com", "mail address" },
		{ "email", "ann@example.com, bob@example.com", "mail" },
		{ "email", "Ann <ann@example.com>", "mail address" },
		{ "email", "ann@example.com/x", "mail address" },
		{ "website", "javascript:alert(1)", "web address" },
		{ "website", "ftp://example.com", "web address" },
		{ "website", "http://", "web address" },
		{ "website", "example", "web address" },
		{ "website", "http://example.com/a b", "web address" },
		{ "currency", "EURO", "currency" },
		{ "currency", "DEM", "currency" },
		{ "level", "glod", "did you mean `gold`" },
		{ "level", "glod", "write gold, silver or bronze" },
		{ "level", "platinum", "not known; write gold" },
		{ "product", "two words", "not an id" },
		{ "product", "café", "not an id" },
		{ "employees", "-1", "below zero" },
		{ "employees", "1.5", "whole number" },
		{ "employees", "many", "not a number" },
		{ "until", "2026-02-30", "not a date" },
		{ "revenue", "(1.00)", "not a number" },
		{ "revenue", "1e3", "not a number" },
		{ "revenue", "-0.01", "below zero" },
		{ "consent", "maybe", "neither yes nor no" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sample s;

		fields_init(&fields, &s);
		CHECK(!set(&s, cases[i].field, cases[i].text));
		printf("# %s\n", err.text[0] == '\0' ? "?" : cases[i].says);
		CHECK(err.kind == ERR_INVALID);
		CHECK_STR(err.field, cases[i].field);
		CHECK(strstr(err.text, cases[i].says) != NULL);
		CHECK(strstr(err.text,
			  fields_find(&fields, cases[i].field)->title) ==
		    err.text);
		CHECK(field_is_empty(fields_find(&fields, cases[i].field), &s));
	}
}

static void values_are_typed_for_sql(void)
{
	struct sample s;
	struct value v;

	fields_init(&fields, &s);
	for (size_t i = 0; i < fields.n; i++) {
		v = field_value(&list[i], &s, &arena);
		CHECK(v.type == VALUE_NULL);
	}
	CHECK(set(&s, "name", "Acme"));
	v = field_value(fields_find(&fields, "name"), &s, &arena);
	CHECK(value_equal(v, val_text("Acme")));
	CHECK(set(&s, "employees", "7"));
	v = field_value(fields_find(&fields, "employees"), &s, &arena);
	CHECK(value_equal(v, val_int(7)));
	CHECK(set(&s, "until", "2026-03-11"));
	v = field_value(fields_find(&fields, "until"), &s, &arena);
	CHECK(value_equal(v, val_date(today())));
	CHECK(set(&s, "revenue", "1475.30"));
	v = field_value(fields_find(&fields, "revenue"), &s, &arena);
	CHECK(value_equal(v, val_text("1475.30")));
	CHECK(set(&s, "consent", "no"));
	v = field_value(fields_find(&fields, "consent"), &s, &arena);
	CHECK(value_equal(v, val_bool(false)));
}

static void the_first_missing_field_is_named(void)
{
	struct sample s;

	fields_init(&fields, &s);
	CHECK(!fields_check(&fields, &s, &err));
	CHECK_STR(err.field, "name");
	CHECK(set(&s, "name", "Acme"));
	CHECK(!fields_check(&fields, &s, &err));
	CHECK_STR(err.field, "country");
	CHECK_STR(err.text, "Country is missing; fill it in.");
	CHECK(set(&s, "country", "ES"));
	CHECK(!fields_check(&fields, &s, &err));
	CHECK_STR(err.field, "until");
	CHECK(set(&s, "until", "today"));
	CHECK(fields_check(&fields, &s, &err));
	s.name = NULL;
	CHECK(!fields_check(&fields, &s, &err));
}

static void storage_follows_the_member(void)
{
	CHECK(fields_find(&fields, "name")->storage == STORE_TEXT);
	CHECK(fields_find(&fields, "employees")->storage == STORE_INT);
	CHECK(fields_find(&fields, "until")->storage == STORE_DATE);
	CHECK(fields_find(&fields, "revenue")->storage == STORE_DECIMAL);
	CHECK(fields_find(&fields, "consent")->storage == STORE_BOOL);
	CHECK(fields_find(&fields, "nothing") == NULL);
}

int main(void)
{
	RUN(values_are_read);
	RUN(odd_values_are_refused);
	RUN(values_are_typed_for_sql);
	RUN(the_first_missing_field_is_named);
	RUN(storage_follows_the_member);
	arena_done(&arena);
	return tap_done();
}
