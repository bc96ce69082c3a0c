/* tests/unit/test_country.c - countries as people write them. */

#include "config.h"

#include "base/country.h"

#include "tests/tap.h"

static void countries_are_found(void)
{
	static const struct {
		const char *text, *want; /* NULL: not found */
	} cases[] = {
		{ "ES", "ES" },
		{ "es", "ES" },
		{ "ESP", "ES" },
		{ "Spain", "ES" },
		{ "  spain ", "ES" },
		{ "SPAIN", "ES" },
		{ "Bolivia", "BO" },
		{ "Bolivia, Plurinational State of", "BO" },
		{ "South Korea", "KR" },
		{ "Vietnam", "VN" },
		{ "Viet Nam", "VN" },
		{ "Türkiye", "TR" },
		{ "turkiye", "TR" },
		{ "Tu\xcc\x88rkiye", "TR" },
		{ "TÜRKIYE", "TR" },
		{ "Cote d'Ivoire", "CI" },
		{ "C\xc3\xb4te d\xe2\x80\x99Ivoire", "CI" },
		{ "Åland Islands", "AX" },
		{ "United  States", "US" },
		{ "ZZ", "ZZ" },
		{ "unknown", "ZZ" },
		{ "Philipines", NULL },
		{ "Spai", NULL },
		{ "", NULL },
		{ "NULL", NULL },
		{ "XX", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct country *c = country_find(cases[i].text);

		printf("# %s\n", cases[i].text);
		if (cases[i].want == NULL) {
			CHECK(c == NULL);
		} else {
			CHECK(c != NULL);
			CHECK_STR(c->alpha2, cases[i].want);
		}
	}
}

static void codes_are_exact(void)
{
	CHECK(country_of("ES") != NULL);
	CHECK_STR(country_of("ES")->name, "Spain");
	CHECK_STR(country_of("ZZ")->name, "Unknown");
	CHECK_STR(country_of("BO")->common, "Bolivia");
	CHECK(country_of("ES")->common == NULL);
	CHECK(country_of("es") == NULL);
	CHECK(country_of("ESP") == NULL);
	CHECK(country_of("") == NULL);
}

static void slips_have_a_suggestion(void)
{
	CHECK_STR(country_nearest("Philipines")->alpha2, "PH");
	CHECK_STR(country_nearest("germny")->alpha2, "DE");
	CHECK(country_nearest("Atlantis") == NULL);
}

static void the_list_is_whole(void)
{
	CHECK(country_count >= 249);
	for (size_t i = 0; i < country_count; i++) {
		const struct country *c = &country_list[i];

		CHECK(country_of(c->alpha2) == c);
		CHECK(country_find(c->alpha3) == c);
		CHECK(country_find(c->name) == c);
		if (c->common != NULL)
			CHECK(country_find(c->common) == c);
	}
}

int main(void)
{
	RUN(countries_are_found);
	RUN(codes_are_exact);
	RUN(slips_have_a_suggestion);
	RUN(the_list_is_whole);
	return tap_done();
}
