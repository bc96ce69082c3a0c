/* tests/unit/test_iban.c - account numbers of banks, and digests. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "base/iban.h"
#include "base/sha256.h"
#include "tests/tap.h"

static void an_iban(void)
{
	static const struct {
		const char *text, *want; /* or a part of the complaint */
		bool ok;
	} cases[] = {
		{ "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", 1 },
		{ "gb29nwbk60161331926819", "GB29NWBK60161331926819", 1 },
		{ " NO93 8601 1117 947 ", "NO9386011117947", 1 },
		{ "MT84MALT011000012345MTLCAST001S",
		    "MT84MALT011000012345MTLCAST001S", 1 },
		{ "FR1420041010050500013M02606", "FR1420041010050500013M02606",
		    1 },
		{ "DE89370400440532013001", "check digits", 0 },
		{ "DE98370400440532013000", "check digits", 0 },
		{ "DE8937040044053201300", "22 signs", 0 },
		{ "DE89-3704", "is not an IBAN", 0 },
		{ "", "is not an IBAN", 0 },
		{ "12345", "is not an IBAN", 0 },
		{ "US12345678901234", "has no IBAN", 0 },
		{ "DEA9370400440532013000", "check digits", 0 },
		{ "DE893704004405320130001234567890123456", "is not an IBAN",
		    0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char got[IBAN_SIZE] = "";
		struct err err = { .text = "" };
		bool ok = iban_read(cases[i].text, got, &err);

		CHECK(ok == cases[i].ok);
		if (ok)
			CHECK_STR(got, cases[i].want);
		else
			CHECK(strstr(err.text, cases[i].want) != NULL &&
			    strcmp(err.field, "iban") == 0 && got[0] == '\0');
	}
}

static void for_people(void)
{
	struct arena a = ARENA_INIT;

	CHECK_STR(iban_text("NO9386011117947", &a), "NO93 8601 1117 947");
	CHECK_STR(iban_text("", &a), "");
	CHECK_STR(iban_masked("DE89370400440532013000", &a), "DE** **** 3000");
	CHECK_STR(iban_masked("123", &a), "****");
	CHECK_STR(iban_masked("", &a), "");
	arena_done(&a);
}

static void a_bic(void)
{
	static const char *const good[] = { "COBADEFF", "cobadeffxxx",
		"DEUT DE FF 500" };
	static const char *const bad[] = { "", "COBADEF", "COBADEFFXX",
		"COBA1EFF", "COBADEFFXXXX", "COBA-DEFF" };
	char got[BIC_SIZE] = "";
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		CHECK(bic_read(good[i], got, &err));
	CHECK_STR(got, "DEUTDEFF500");
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		CHECK(!bic_read(bad[i], got, &err));
}

/* The examples of the standard, and the lengths around a block's end. */
static void a_digest(void)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "",
		    "e3b0c44298fc1c149afbf4c8996fb924"
		    "27ae41e4649b934ca495991b7852b855" },
		{ "abc",
		    "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
	};
	static const struct {
		size_t n;
		const char *want;
	} runs[] = {
		{ 55,
		    "9f4390f8d30c2dd92ec9f095b65e2b9a"
		    "e9b0a925a5258e241c9f1e910f734318" },
		{ 56,
		    "b35439a4ac6f0948b6d6f9e3c6af0f5f"
		    "590ce20f1bde7090ef7970686ec6738a" },
		{ 63,
		    "7d3e74a05d7db15bce4ad9ec0658ea98"
		    "e3f06eeecf16b4c6fff2da457ddc2f34" },
		{ 64,
		    "ffe054fe7ae0cb6dc65c3af9b61d5209"
		    "f439851db43d0ba5997337df154668eb" },
		{ 65,
		    "635361c48bb9eab14198e76ea8ab7f1a"
		    "41685d6ad62aa9146d301d4f17eb0ae0" },
		{ 119,
		    "31eba51c313a5c08226adf18d4a359cf"
		    "dfd8d2e816b13f4af952f7ea6584dcfb" },
		{ 120,
		    "2f3d335432c70b580af0e8e1b3674a7c"
		    "020d683aa5f73aaaedfdc55af904c21c" },
		{ 128,
		    "6836cf13bac400e9105071cd6af47084"
		    "dfacad4e5e302c94bfed24e013afb73e" },
	};
	char got[SHA256_TEXT], text[130];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK_STR(
		    sha256_text(cases[i].text, strlen(cases[i].text), got),
		    cases[i].want);
	memset(text, 'a', sizeof(text));
	for (size_t i = 0; i < ARRAY_LEN(runs); i++)
		CHECK_STR(sha256_text(text, runs[i].n, got), runs[i].want);
}

int main(void)
{
	RUN(an_iban);
	RUN(for_people);
	RUN(a_bic);
	RUN(a_digest);
	return tap_done();
}
