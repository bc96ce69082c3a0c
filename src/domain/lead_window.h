/*
 * domain/lead_window.h - how long a registration holds: arithmetic only.
 *
 * Every day named here is the last one that counts: a registration that is
 * protected until a day is over when that day is, where the entity is. A
 * window of 90 days from 31 January 2024 ends on 30 April 2024.
 */

#ifndef DOMAIN_LEAD_WINDOW_H
#define DOMAIN_LEAD_WINDOW_H

#include "base/calendar.h"
#include "domain/program_leads.h"

struct lead_window {
	date_days until; /* the last day of protection */
	date_days stop;  /* no extension goes beyond; DATE_NONE: no limit */
};

/* What acceptance gives; the earlier of both limits wins. */
struct lead_window lead_window_of(const struct program_leads *l,
    date_days submitted_on, date_days accepted_on);

/* A reopened one keeps what is left; when nothing is, it has a window from
 * today, but not beyond its stop. */
struct lead_window lead_window_again(
    const struct program_leads *l, struct lead_window was, date_days today);

enum lead_extension {
	EXTENSION_GIVEN,
	EXTENSION_NONE,    /* the program has none */
	EXTENSION_USED_UP, /* as often as the program allows */
	EXTENSION_STOPPED, /* the hard stop leaves nothing to add */
	EXTENSION_LATE,    /* it is over */
};

/* One more extension after `n`; *ret changes only for EXTENSION_GIVEN. */
enum lead_extension lead_window_extend(const struct program_leads *l,
    struct lead_window was, int64_t n, date_days today,
    struct lead_window *ret);

/* Whether it is over at the end of the day before. */
bool lead_window_over(struct lead_window w, date_days today);

/* The last day for a decision: business days of the entity. */
date_days lead_decision_due(const struct program_leads *l,
    const struct calendar *c, date_days received_on);

#endif
