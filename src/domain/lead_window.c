/* domain/lead_window.c - how long a registration holds. */

#include "config.h"

#include "domain/lead_window.h"

/* No day lies behind the last that there is. */
static date_days later(date_days from, int days)
{
	return days > DATE_MAX - from ? DATE_MAX : from + days;
}

/* The earlier limit wins; DATE_NONE is no limit. */
static date_days earlier(date_days a, date_days b)
{
	return b != DATE_NONE && b < a ? b : a;
}

struct lead_window lead_window_of(const struct program_leads *l,
    date_days submitted_on, date_days accepted_on)
{
	date_days from = l->protection_from == PROTECTION_SUBMISSION
	    ? submitted_on
	    : accepted_on;
	date_days stop =
	    l->hard_stop_days > 0 ? later(from, l->hard_stop_days) : DATE_NONE;

	return (struct lead_window){
		.until = earlier(later(from, l->protection_days), stop),
		.stop = stop,
	};
}

struct lead_window lead_window_again(
    const struct program_leads *l, struct lead_window was, date_days today)
{
	struct lead_window w = was;

	if (was.until == DATE_NONE || was.until < today)
		w.until = earlier(later(today, l->protection_days), was.stop);
	return w;
}

enum lead_extension lead_window_extend(const struct program_leads *l,
    struct lead_window was, int64_t n, date_days today, struct lead_window *ret)
{
	date_days until =
	    earlier(later(was.until, l->extension_days), was.stop);

	if (l->extensions == 0 || l->extension_days == 0)
		return EXTENSION_NONE;
	if (lead_window_over(was, today))
		return EXTENSION_LATE;
	if (n >= l->extensions)
		return EXTENSION_USED_UP;
	if (until <= was.until)
		return EXTENSION_STOPPED;
	*ret = (struct lead_window){ .until = until, .stop = was.stop };
	return EXTENSION_GIVEN;
}

bool lead_window_over(struct lead_window w, date_days today)
{
	return (w.until != DATE_NONE && today > w.until) ||
	    (w.stop != DATE_NONE && today > w.stop);
}

date_days lead_decision_due(const struct program_leads *l,
    const struct calendar *c, date_days received_on)
{
	return calendar_add(c, received_on, l->decision_days);
}
