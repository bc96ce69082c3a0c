/* tests/fuzz/fuzz_text.c - any bytes as text: in, on the screen, as keys. */

#include "config.h"

#include "base/text.h"
#include "tests/fuzz/fuzz.h"

#define MAX 4096

/* What was let in is clean for good, and safe as it is. */
static void check_clean(const char *clean, enum text_kind kind, struct arena *a)
{
	const char *again;
	struct err err;

	FUZZ_CHECK(strlen(clean) <= MAX);
	FUZZ_CHECK(
	    text_clean(clean, strlen(clean), kind, MAX, a, &again, &err));
	FUZZ_CHECK(strcmp(clean, again) == 0);
}

static void check_way_in(
    const char *s, size_t len, enum text_kind kind, struct arena *a)
{
	const char *clean, *scrubbed;
	struct err err;

	if (text_clean(s, len, kind, MAX, a, &clean, &err))
		check_clean(clean, kind, a);
	scrubbed = text_scrub(s, len, kind, MAX, a);
	check_clean(scrubbed, kind, a);
}

/* Clusters cover the text, and their widths are its width. */
static void check_clusters(const char *s)
{
	int width = 0;

	for (const char *p = s; *p != '\0';) {
		struct cluster c = text_cluster(p);

		FUZZ_CHECK(c.s == p && c.len > 0 && c.len <= strlen(p));
		FUZZ_CHECK(c.width >= 0 && c.width <= 2);
		width += c.width;
		p += c.len;
	}
	FUZZ_CHECK(width == text_width(s));
}

static void check_way_out(const char *s, struct arena *a)
{
	const char *safe = text_safe(s, a);
	const char **lines;
	size_t n;

	FUZZ_CHECK(strcmp(text_safe(safe, a), safe) == 0);
	FUZZ_CHECK(text_valid_until(safe, strlen(safe)) == strlen(safe));
	check_clusters(safe);
	for (int cells = 1; cells < 12; cells += 5) {
		FUZZ_CHECK(text_width(text_clip(safe, cells, a)) <= cells);
		n = text_wrap(safe, cells > 2 ? cells : 2, a, &lines);
		for (size_t i = 0; i < n; i++)
			FUZZ_CHECK(
			    text_width(lines[i]) <= (cells > 2 ? cells : 2));
	}
}

static void check_keys(const char *s, struct arena *a)
{
	const char *folded = text_fold(s, a);

	FUZZ_CHECK(strcmp(text_fold(folded, a), folded) == 0);
	(void)text_company_key(s, a);
	(void)text_host(s, a);
	(void)text_id_key(s, a);
	(void)text_lower(s, a);
	(void)text_ascii(s, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	char *s = fuzz_text(data, size);
	const char *clean;
	struct err err;

	FUZZ_CHECK(text_valid_until(s, size) <= size);
	check_way_in(s, size, TEXT_LINE, &a);
	check_way_in(s, size, TEXT_NOTE, &a);
	check_way_out(s, &a);
	if (text_clean(s, size, TEXT_LINE, MAX, &a, &clean, &err))
		check_keys(clean, &a);
	free(s);
	arena_done(&a);
	return 0;
}
