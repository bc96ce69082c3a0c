/* tests/unit/test_text_key.c - folding, company keys, hosts, distances. */

#include "config.h"

#include "base/text.h"

#include "tests/tap.h"

struct pair {
	const char *text, *want;
};

static struct arena arena;

static void texts_are_folded(void)
{
	static const struct pair cases[] = {
		{ "", "" },
		{ "ACME  Corp\t\n", "acme corp" },
		{ "Société Générale", "societe generale" },
		{ "SOCIE\xcc\x81TE\xcc\x81", "societe" },
		{ "Straße", "strasse" },
		{ "Łódź", "lodz" },
		{ "Ørsted Æble", "orsted aeble" },
		{ "İstanbul", "istanbul" },
		{ "ＡＢＣ１２", "abc12" },
		{ "ﬁne", "fine" },
		{ "ΑΘΉΝΑ", "αθηνα" },
		{ "Σίσυφος", "σισυφοσ" },
		{ "Чайка Й", "чаика и" },
		{ "ガス", "ガス" }, /* not the same as カス */
		{ "カス", "カス" },
		{ "ｶﾞｽ", "ガス" },
		{ "हिन्दी", "हिन्दी" },
		{ "한글", "한글" },
		{ "a\n\xe0\xa5\x8d"
		  "b",
		    "a b" }, /* a mark without a letter */
		{ "a\xc2\xa0\xe3\x80\x80"
		  "b",
		    "a b" },
		{ "d’Or – x", "d'or - x" },
		{ "a\xff"
		  "b",
		    "ab" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *got = text_fold(cases[i].text, &arena);

		CHECK_STR(got, cases[i].want);
		CHECK_STR(text_fold(got, &arena), cases[i].want);
	}
}

static const struct pair companies[] = {
	{ "Acme", "acme" },
	{ "ACME, Inc.", "acme" },
	{ "Acme Incorporated", "acme" },
	{ "Acme Corp", "acme" },
	{ "Acme Corporation", "acme" },
	{ "Acme Co., Ltd.", "acme" },
	{ "Acme Pty Ltd", "acme" },
	{ "Acme (Pty) Ltd.", "acme" },
	{ "Acme L.L.C.", "acme" },
	{ "Acme PLC", "acme" },
	{ "Acme GmbH", "acme" },
	{ "Acme GmbH & Co. KG", "acme" },
	{ "Acme AG", "acme" },
	{ "Acme S.L.", "acme" },
	{ "Acme, S. L.", "acme" },
	{ "Acme SL", "acme" },
	{ "Acme S.L.U.", "acme" },
	{ "Acme S.A.", "acme" },
	{ "Acme S.A. de C.V.", "acme" },
	{ "Acme S.A.S.", "acme" },
	{ "Acme SARL", "acme" },
	{ "Acme S.p.A.", "acme" },
	{ "Acme S.r.l.", "acme" },
	{ "Acme Ltda.", "acme" },
	{ "Acme B.V.", "acme" },
	{ "Acme N.V.", "acme" },
	{ "Acme Oy", "acme" },
	{ "Oy Acme Ab", "acme" },
	{ "AB Acme", "acme" },
	{ "Acme AS", "acme" },
	{ "Acme A/S", "acme" },
	{ "Acme ApS", "acme" },
	{ "Acme sp. z o.o.", "acme" },
	{ "Acme Sp. z o. o.", "acme" },
	{ "Acme Kft.", "acme" },
	{ "Acme d.o.o.", "acme" },
	{ "Acme s.r.o.", "acme" },
	{ "OOO Acme", "acme" },
	{ "ООО «Ромашка»", "ромашка" },
	{ "株式会社アクメ", "アクメ" },
	{ "アクメ株式会社", "アクメ" },
	{ "㈱アクメ", "アクメ" },
	{ "アクメ（株）", "アクメ" },
	{ "Acme K.K.", "acme" },
	{ "Acme Sdn. Bhd.", "acme" },
	{ "Acme Pvt. Ltd.", "acme" },
	{ "PT Acme Tbk", "acme" },
	{ "北京某某有限公司", "北京某某" },
	{ "삼성전자 주식회사", "삼성전자" },
	{ "Société Générale S.A.", "societe generale" },
	{ "O'Brien & Sons", "obrien sons" },
	{ "AT&T Inc.", "at t" },
	{ "Canal+", "canal+" },
	/* Part of the name, not a legal form. */
	{ "Cosa Nostra", "cosa nostra" },
	{ "Tobago", "tobago" },
	{ "Inca", "inca" },
	/* Nothing else is left. */
	{ "Inc.", "inc" },
	{ "Co. Ltd.", "co" },
	{ "株式会社", "株式会社" },
	{ "???", "???" },
	{ "", "" },
};

static void companies_share_a_key(void)
{
	for (size_t i = 0; i < ARRAY_LEN(companies); i++) {
		printf("# %s\n", companies[i].text);
		CHECK_STR(text_company_key(companies[i].text, &arena),
		    companies[i].want);
	}
}

static void hosts_are_found(void)
{
	static const struct pair cases[] = {
		{ "https://www.Example.COM/path?q=a@b.c", "example.com" },
		{ "http://user:pw@example.com:8080/x", "example.com" },
		{ "example.com", "example.com" },
		{ "example.com/about", "example.com" },
		{ "  www.example.com.  ", "example.com" },
		{ "//example.com", "example.com" },
		{ "HTTPS://EXAMPLE.COM#x", "example.com" },
		{ "ann@example.com", "example.com" },
		{ "Ann <ann@Example.co.uk>", "example.co.uk" },
		{ "mailto:ann@example.com", "example.com" },
		{ "www.de", "www.de" },
		{ "www.com.example", "com.example" },
		{ "München.de", "münchen.de" },
		{ "example.com, other.com", "example.com" },
		{ "example.com/@ann", "example.com" },
		{ "", "" },
		{ "n/a", "" },
		{ "none", "" },
		{ "localhost", "" },
		{ "http://", "" },
		{ "http://http://x.com", "" },
		{ "a..b", "" },
		{ ".com", "" },
		{ "ex$ample.com", "" },
		{ "javascript:alert(1)", "" },
		{ "@", "" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		printf("# %s\n", cases[i].text);
		CHECK_STR(text_host(cases[i].text, &arena), cases[i].want);
	}
}

static void free_mail_is_known(void)
{
	static const char *const yes[] = { "gmail.com", "yahoo.com",
		"yahoo.co.uk", "yahoo.com.br", "hotmail.fr", "outlook.es",
		"gmx.net", "web.de", "qq.com", "proton.me" };
	static const char *const no[] = { "", "example.com", "live.acme.com",
		"yahoo", "notgmail.com", "mail.gmail.com.evil.org",
		"outlook.acme.example" };

	for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
		printf("# %s\n", yes[i]);
		CHECK(text_is_free_mail(yes[i]));
	}
	for (size_t i = 0; i < ARRAY_LEN(no); i++) {
		printf("# not %s\n", no[i]);
		CHECK(!text_is_free_mail(no[i]));
	}
}

static void ids_are_letters_and_digits(void)
{
	static const struct pair cases[] = {
		{ "ES-B 123.456/78", "ESB12345678" },
		{ "esb12345678", "ESB12345678" },
		{ "ＥＳＢ１２", "ESB12" },
		{ " -- ", "" },
		{ "", "" },
		{ "ñ-1", "Ñ1" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(text_id_key(cases[i].text, &arena), cases[i].want);
}

static void texts_become_ascii(void)
{
	static const struct pair cases[] = {
		{ "plain", "plain" },
		{ "Société", "Societe" },
		{ "Straße", "Strasse" },
		{ "Łódź", "Lodz" },
		{ "“a” – ‘b’ …", "\"a\" - 'b' ..." },
		{ "5 €", "5 EUR" },
		{ "a\xc2\xa0"
		  "b",
		    "a b" },
		{ "日本", "??" },
		{ "e\xcc\x81", "e" },
		{ "a\xff", "a?" },
	};
	const char *plain = "plain";

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(text_ascii(cases[i].text, &arena), cases[i].want);
	CHECK(text_ascii(plain, &arena) == plain);
}

static void edits_are_counted(void)
{
	static const struct {
		const char *a, *b;
		int max, want;
	} cases[] = {
		{ "", "", 2, 0 },
		{ "rate", "rate", 2, 0 },
		{ "raet", "rate", 2, 1 },
		{ "rat", "rate", 2, 1 },
		{ "ratee", "rate", 2, 1 },
		{ "rote", "rate", 2, 1 },
		{ "tare", "rate", 2, 2 },
		{ "kitten", "sitting", 5, 3 },
		{ "kitten", "sitting", 2, 3 },
		{ "abc", "xyz", 1, 2 },
		{ "", "abc", 5, 3 },
		{ "Société", "Societe", 5, 2 },
		{ "日本", "日木", 2, 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(text_distance(cases[i].a, cases[i].b, cases[i].max) ==
		    cases[i].want);
		CHECK(text_distance(cases[i].b, cases[i].a, cases[i].max) ==
		    cases[i].want);
	}
}

static void the_nearest_name_is_offered(void)
{
	static const char *const names[] = { "rate", "rates", "currency", "id",
		"cap" };
	size_t n = ARRAY_LEN(names);

	CHECK_STR(text_nearest("raet", names, n), "rate");
	CHECK_STR(text_nearest("curency", names, n), "currency");
	CHECK_STR(text_nearest("cpa", names, n), "cap");
	CHECK(text_nearest("xyz", names, n) == NULL);
	CHECK(text_nearest("ab", names, n) == NULL);
	CHECK(text_nearest("rate", names, 0) == NULL);
}

int main(void)
{
	RUN(texts_are_folded);
	RUN(companies_share_a_key);
	RUN(hosts_are_found);
	RUN(free_mail_is_known);
	RUN(ids_are_letters_and_digits);
	RUN(texts_become_ascii);
	RUN(edits_are_counted);
	RUN(the_nearest_name_is_offered);
	arena_done(&arena);
	return tap_done();
}
