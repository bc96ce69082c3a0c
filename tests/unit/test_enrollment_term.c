/* tests/unit/test_enrollment_term.c - terms, notice and periods by the day. */

#include "config.h"

#include "domain/enrollment_term.h"
#include "tests/tap.h"

static date_days day(const char *text)
{
	date_days d;
	struct err err;

	if (text[0] == '-' || !date_parse(text, &d, &err))
		return DATE_NONE;
	return d;
}

static bool is(date_days got, const char *want)
{
	char text[11];

	if (got == day(want))
		return true;
	printf("# got %s, want %s\n",
	    got == DATE_NONE ? "-" : date_text(got, text), want);
	return false;
}

static void terms_cover_a_day(void)
{
	static const struct {
		const char *anchor;
		int months;
		const char *on, *from, *to;
	} cases[] = {
		{ "2026-03-02", 12, "2026-03-02", "2026-03-02", "2027-03-01" },
		{ "2026-03-02", 12, "2027-03-01", "2026-03-02", "2027-03-01" },
		{ "2026-03-02", 12, "2027-03-02", "2027-03-02", "2028-03-01" },
		{ "2026-03-02", 12, "2025-01-01", "2026-03-02", "2027-03-01" },
		{ "2026-03-02", 12, "2036-03-01", "2035-03-02", "2036-03-01" },
		/* Leap days and ends of months stay what they are. */
		{ "2024-02-29", 12, "2024-02-29", "2024-02-29", "2025-02-27" },
		{ "2024-02-29", 12, "2025-02-27", "2024-02-29", "2025-02-27" },
		{ "2024-02-29", 12, "2025-02-28", "2025-02-28", "2026-02-27" },
		{ "2024-02-29", 12, "2028-02-28", "2027-02-28", "2028-02-28" },
		{ "2024-02-29", 12, "2028-02-29", "2028-02-29", "2029-02-27" },
		{ "2026-01-31", 1, "2026-02-27", "2026-01-31", "2026-02-27" },
		{ "2026-01-31", 1, "2026-02-28", "2026-02-28", "2026-03-30" },
		{ "2026-01-31", 1, "2026-03-31", "2026-03-31", "2026-04-29" },
		{ "2026-08-31", 6, "2027-03-01", "2027-02-28", "2027-08-30" },
		{ "2019-05-17", 36, "2026-03-02", "2025-05-17", "2028-05-16" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct enrollment_term t = term_covering(
		    day(cases[i].anchor), cases[i].months, day(cases[i].on));

		CHECK(is(t.from, cases[i].from));
		CHECK(is(t.to, cases[i].to));
	}
}

static void a_term_follows_another(void)
{
	static const struct {
		const char *anchor;
		int months;
		const char *last, *from, *to;
	} cases[] = {
		{ "2026-03-02", 12, "2027-03-01", "2027-03-02", "2028-03-01" },
		{ "2024-02-29", 12, "2027-02-27", "2027-02-28", "2028-02-28" },
		{ "2024-02-29", 12, "2028-02-28", "2028-02-29", "2029-02-27" },
		{ "2026-01-31", 1, "2026-02-27", "2026-02-28", "2026-03-30" },
		{ "2026-01-31", 1, "2026-03-30", "2026-03-31", "2026-04-29" },
		/* The months changed meanwhile: on from where it stands. */
		{ "2026-03-02", 24, "2027-03-01", "2027-03-02", "2029-03-01" },
		{ "2026-03-02", 12, "2026-12-31", "2027-01-01", "2027-12-31" },
		{ "-", 12, "2026-12-31", "2027-01-01", "2027-12-31" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct enrollment_term t = term_after(
		    day(cases[i].anchor), cases[i].months, day(cases[i].last));

		CHECK(is(t.from, cases[i].from));
		CHECK(is(t.to, cases[i].to));
	}
}

/* Every term begins on the day after the one before, whatever the month. */
static void no_day_is_lost_between_terms(void)
{
	static const int months[] = { 1, 3, 6, 12, 24 };

	for (date_days anchor = day("2023-12-25"); anchor < day("2024-03-05");
	     anchor++)
		for (size_t i = 0; i < ARRAY_LEN(months); i++) {
			struct enrollment_term t =
			    term_covering(anchor, months[i], anchor);

			CHECK(t.from == anchor);
			for (int k = 0; k < 30; k++) {
				struct enrollment_term next =
				    term_after(anchor, months[i], t.to);
				struct enrollment_term seen =
				    term_covering(anchor, months[i], next.from);

				CHECK(next.from == t.to + 1);
				CHECK(next.to == seen.to);
				CHECK(seen.from == next.from);
				t = next;
			}
		}
}

static void notice_and_reminder_have_their_days(void)
{
	static const struct {
		const char *from, *to;
		int notice;
		const char *today, *by, *remind;
	} cases[] = {
		{ "2026-03-02", "2027-03-01", 30, "2026-03-02", "2027-01-30",
		    "2026-12-31" },
		{ "2026-03-02", "2027-03-01", 0, "2026-03-02", "2027-03-01",
		    "2027-01-30" },
		{ "2026-03-02", "2027-03-01", 30, "2027-01-30", "2027-01-30",
		    "2027-01-30" },
		{ "2026-03-02", "2027-03-01", 30, "2027-01-31", "-", "-" },
		{ "2026-03-02", "2027-03-01", 30, "2027-01-10", "2027-01-30",
		    "2027-01-10" },
		/* Not before the term itself. */
		{ "2026-03-02", "2026-04-01", 5, "2026-03-02", "2026-03-27",
		    "2026-03-02" },
		{ "2024-03-01", "2025-02-28", 30, "2024-03-01", "2025-01-29",
		    "2024-12-30" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct enrollment_term t = { day(cases[i].from),
			day(cases[i].to) };
		date_days today = day(cases[i].today);

		CHECK(is(
		    term_notice_by(t.to, cases[i].notice, today), cases[i].by));
		CHECK(is(term_remind_on(t, cases[i].notice, today),
		    cases[i].remind));
	}
}

static void periods_keep_the_day_of_the_month(void)
{
	static const struct {
		const char *anchor, *from;
		int months;
		const char *next;
	} cases[] = {
		{ "2024-02-29", "2024-02-29", 12, "2025-02-28" },
		{ "2024-02-29", "2027-02-28", 12, "2028-02-29" },
		{ "2026-01-31", "2026-02-28", 1, "2026-03-31" },
		{ "2026-01-31", "2026-02-27", 1, "2026-03-27" },
		{ "-", "2026-02-28", 1, "2026-03-28" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		CHECK(is(term_step(day(cases[i].anchor), day(cases[i].from),
			     cases[i].months),
		    cases[i].next));
}

int main(void)
{
	RUN(terms_cover_a_day);
	RUN(a_term_follows_another);
	RUN(no_day_is_lost_between_terms);
	RUN(notice_and_reminder_have_their_days);
	RUN(periods_keep_the_day_of_the_month);
	return tap_done();
}
