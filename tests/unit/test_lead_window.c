/* tests/unit/test_lead_window.c - how long a registration holds. */

#include "config.h"

#include <string.h>

#include "domain/lead_window.h"
#include "tests/tap.h"

static date_days day(const char *text)
{
	date_days on = DATE_NONE;
	struct err err;

	return date_parse(text, &on, &err) ? on : DATE_NONE;
}

static void check_day(const char *what, date_days got, const char *want)
{
	char text[11];

	CHECK(got == day(want));
	if (got != day(want))
		printf(
		    "# %s: got %s, not %s\n", what, date_text(got, text), want);
}

static const struct {
	const char *what;
	enum protection_from from;
	int days, stop;
	const char *submitted, *accepted, *until, *ends;
} windows[] = {
	{ "90 days over a leap day", PROTECTION_ACCEPTANCE, 90, 180,
	    "2024-01-29", "2024-01-31", "2024-04-30", "2024-07-29" },
	{ "90 days in a common year", PROTECTION_ACCEPTANCE, 90, 180,
	    "2023-01-29", "2023-01-31", "2023-05-01", "2023-07-30" },
	{ "from submission", PROTECTION_SUBMISSION, 90, 180, "2024-01-31",
	    "2024-02-05", "2024-04-30", "2024-07-29" },
	{ "into the leap day", PROTECTION_ACCEPTANCE, 29, 0, "2024-01-31",
	    "2024-01-31", "2024-02-29", "" },
	{ "past 28 February", PROTECTION_ACCEPTANCE, 29, 0, "2023-01-31",
	    "2023-01-31", "2023-03-01", "" },
	{ "1900 had no leap day", PROTECTION_ACCEPTANCE, 1, 0, "1900-02-28",
	    "1900-02-28", "1900-03-01", "" },
	{ "2000 had one", PROTECTION_ACCEPTANCE, 1, 0, "2000-02-28",
	    "2000-02-28", "2000-02-29", "" },
	{ "over the year's end", PROTECTION_ACCEPTANCE, 90, 0, "2023-12-01",
	    "2023-12-01", "2024-02-29", "" },
	{ "both limits on one day", PROTECTION_ACCEPTANCE, 90, 90, "2024-01-31",
	    "2024-01-31", "2024-04-30", "2024-04-30" },
	{ "the earlier limit wins", PROTECTION_ACCEPTANCE, 90, 60, "2024-01-31",
	    "2024-01-31", "2024-03-31", "2024-03-31" },
	{ "no stop", PROTECTION_ACCEPTANCE, 3650, 0, "2024-01-31", "2024-01-31",
	    "2034-01-28", "" },
	{ "no day lies behind the last", PROTECTION_ACCEPTANCE, 90, 180,
	    "9999-12-01", "9999-12-01", "9999-12-31", "9999-12-31" },
};

static void protection_counts_from_its_day(void)
{
	for (size_t i = 0; i < ARRAY_LEN(windows); i++) {
		struct program_leads l = { .protection_from = windows[i].from,
			.protection_days = windows[i].days,
			.hard_stop_days = windows[i].stop };
		struct lead_window w = lead_window_of(
		    &l, day(windows[i].submitted), day(windows[i].accepted));

		check_day(windows[i].what, w.until, windows[i].until);
		check_day(windows[i].what, w.stop, windows[i].ends);
	}
}

static const struct {
	const char *what;
	int days, allowed;
	int64_t used;
	const char *until, *stop, *today;
	enum lead_extension how;
	const char *then;
} extensions[] = {
	{ "60 more days", 60, 1, 0, "2024-04-30", "2024-07-29", "2024-04-01",
	    EXTENSION_GIVEN, "2024-06-29" },
	{ "on the last day", 60, 1, 0, "2024-04-30", "2024-07-29", "2024-04-30",
	    EXTENSION_GIVEN, "2024-06-29" },
	{ "a day late", 60, 1, 0, "2024-04-30", "2024-07-29", "2024-05-01",
	    EXTENSION_LATE, "" },
	{ "once too often", 60, 1, 1, "2024-06-29", "2024-07-29", "2024-06-01",
	    EXTENSION_USED_UP, "" },
	{ "twice where that is allowed", 60, 2, 1, "2024-05-29", "2024-07-29",
	    "2024-05-01", EXTENSION_GIVEN, "2024-07-28" },
	{ "up to the stop", 60, 2, 1, "2024-06-29", "2024-07-29", "2024-06-01",
	    EXTENSION_GIVEN, "2024-07-29" },
	{ "nothing left before the stop", 60, 9, 2, "2024-07-29", "2024-07-29",
	    "2024-07-01", EXTENSION_STOPPED, "" },
	{ "no stop", 60, 1, 0, "2024-04-30", "", "2024-04-01", EXTENSION_GIVEN,
	    "2024-06-29" },
	{ "a program without", 60, 0, 0, "2024-04-30", "", "2024-04-01",
	    EXTENSION_NONE, "" },
	{ "extensions of no days", 0, 1, 0, "2024-04-30", "", "2024-04-01",
	    EXTENSION_NONE, "" },
	{ "over a leap day", 1, 1, 0, "2024-02-28", "", "2024-02-01",
	    EXTENSION_GIVEN, "2024-02-29" },
};

static void an_extension_adds_days_up_to_the_stop(void)
{
	for (size_t i = 0; i < ARRAY_LEN(extensions); i++) {
		struct program_leads l = { .extension_days = extensions[i].days,
			.extensions = extensions[i].allowed };
		struct lead_window w = { day(extensions[i].until),
			day(extensions[i].stop) };
		enum lead_extension how = lead_window_extend(
		    &l, w, extensions[i].used, day(extensions[i].today), &w);

		CHECK(how == extensions[i].how);
		if (how != extensions[i].how)
			printf("# %s\n", extensions[i].what);
		if (how == EXTENSION_GIVEN)
			check_day(
			    extensions[i].what, w.until, extensions[i].then);
	}
}

static const struct {
	const char *until, *stop, *today;
	bool over;
} ends[] = {
	{ "2024-04-30", "2024-07-29", "2024-04-30", false },
	{ "2024-04-30", "2024-07-29", "2024-05-01", true },
	{ "2024-07-29", "2024-07-29", "2024-07-29", false },
	{ "2024-07-29", "2024-07-29", "2024-07-30", true },
	{ "2024-12-31", "2024-07-29", "2024-07-30", true },
	{ "", "", "2024-07-30", false },
	{ "", "2024-07-29", "2024-07-30", true },
};

static void it_is_over_when_the_last_day_is(void)
{
	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		struct lead_window w = { day(ends[i].until),
			day(ends[i].stop) };

		CHECK(lead_window_over(w, day(ends[i].today)) == ends[i].over);
	}
}

static const struct {
	const char *until, *stop, *today, *then;
} again[] = {
	{ "2024-04-30", "2024-07-29", "2024-04-01", "2024-04-30" },
	{ "2024-04-30", "2024-07-29", "2024-04-30", "2024-04-30" },
	{ "2024-04-30", "2024-09-29", "2024-05-01", "2024-07-30" },
	{ "2024-04-30", "2024-07-29", "2024-06-01", "2024-07-29" },
	{ "2024-04-30", "", "2024-06-01", "2024-08-30" },
	{ "", "", "2024-06-01", "2024-08-30" },
};

static void opened_again_it_keeps_what_is_left(void)
{
	const struct program_leads l = { .protection_days = 90 };

	for (size_t i = 0; i < ARRAY_LEN(again); i++) {
		struct lead_window w = { day(again[i].until),
			day(again[i].stop) };

		w = lead_window_again(&l, w, day(again[i].today));
		check_day(again[i].today, w.until, again[i].then);
	}
}

static const struct {
	const char *received;
	int days;
	const char *due;
} decisions[] = {
	{ "2026-03-02", 3, "2026-03-05" }, /* Monday */
	{ "2026-03-05", 3, "2026-03-10" }, /* over a weekend */
	{ "2026-03-07", 3, "2026-03-11" }, /* from a Saturday */
	{ "2026-03-17", 3, "2026-03-23" }, /* and a holiday */
	{ "2024-02-28", 1, "2024-02-29" },
	{ "2024-02-29", 1, "2024-03-01" },
};

static void a_decision_is_due_in_business_days(void)
{
	static const date_days holidays[] = { 20531 }; /* 2026-03-19 */
	const struct calendar c = { .weekend = WEEKEND_SAT_SUN,
		.holidays = holidays,
		.n_holidays = 1 };

	check_day("the holiday", holidays[0], "2026-03-19");
	for (size_t i = 0; i < ARRAY_LEN(decisions); i++) {
		struct program_leads l = { .decision_days = decisions[i].days };

		check_day(decisions[i].received,
		    lead_decision_due(&l, &c, day(decisions[i].received)),
		    decisions[i].due);
	}
}

int main(void)
{
	RUN(protection_counts_from_its_day);
	RUN(an_extension_adds_days_up_to_the_stop);
	RUN(it_is_over_when_the_last_day_is);
	RUN(opened_again_it_keeps_what_is_left);
	RUN(a_decision_is_due_in_business_days);
	return tap_done();
}
