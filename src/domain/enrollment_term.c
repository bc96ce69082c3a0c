/* domain/enrollment_term.c - the days of an agreement. */

#include "config.h"

#include "domain/enrollment_term.h"

/* Months from one day's month to another's. */
static int months_between(date_days a, date_days b)
{
	int year_a, month_a, day, year_b, month_b;

	date_split(a, &year_a, &month_a, &day);
	date_split(b, &year_b, &month_b, &day);
	return (year_b - year_a) * 12 + month_b - month_a;
}

struct enrollment_term term_covering(
    date_days anchor, int months, date_days day)
{
	int n = day > anchor ? months_between(anchor, day) / months : 0;

	while (n > 0 && date_add_months(anchor, n * months) > day)
		n--;
	return (struct enrollment_term){
		.from = date_add_months(anchor, n * months),
		.to = date_add_months(anchor, (n + 1) * months) - 1,
	};
}

date_days term_step(date_days anchor, date_days from, int months)
{
	int since = anchor != DATE_NONE ? months_between(anchor, from) : 0;

	if (anchor != DATE_NONE && date_add_months(anchor, since) == from)
		return date_add_months(anchor, since + months);
	return date_add_months(from, months);
}

struct enrollment_term term_after(date_days anchor, int months, date_days to)
{
	return (struct enrollment_term){
		.from = to + 1,
		.to = term_step(anchor, to + 1, months) - 1,
	};
}

date_days term_notice_by(date_days to, int notice_days, date_days today)
{
	return to - notice_days >= today ? to - notice_days : DATE_NONE;
}

date_days term_remind_on(
    struct enrollment_term term, int notice_days, date_days today)
{
	date_days on = term.to - notice_days - REMIND_DAYS;

	if (term.to - notice_days < today)
		return DATE_NONE;
	if (on < term.from)
		on = term.from;
	return on < today ? today : on;
}
