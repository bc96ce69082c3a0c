/*
 * tests/enrolled.h - partners in programs of every kind, for tests of
 * enrollments.
 *
 * "guided" has requirements of every kind, documents to sign, three levels
 * and letters; its version 2027-01 differs in some of each. "simple" has
 * nothing to sign or to meet, terms of a month and no renewal by itself;
 * "signed" has one document to sign and nothing else.
 * "lasting" pays commission, "wrapped" includes it.
 */

#ifndef TESTS_ENROLLED_H
#define TESTS_ENROLLED_H

#include "domain/enrollment.h"
#include "tests/desk.h"

/* Opens a desk with those programs. */
bool enrolled_open(struct desk *d, const char *path);

/* A new partner in a program, prospective; 0 and a comment on failure. */
int64_t enrolled_new(struct desk *d, const char *program);

/* The same, brought to a state by what people and time do. The session's
 * clock stands at 2026-03-02 afterwards. */
int64_t enrolled_in(
    struct desk *d, const char *program, enum enrollment_state state);

/* Sets the owner's clock and lets time do its work; how often it did. */
int enrolled_at(struct desk *d, const char *day);

/* "enrollment VERB" with "name=value" params. */
#define ENROLL(d, verb, id, ...) \
	(DESK_OP((d), (d)->owner, "enrollment", (verb), (id), __VA_ARGS__) > 0)

/* "2027-03-01", or "-" for none. */
const char *enrolled_day(struct desk *d, int64_t id, const char *column);
const char *enrolled_text(struct desk *d, int64_t id, const char *column);

/* The state of a requirement, "(none)" for an absent row. */
const char *enrolled_requirement(
    struct desk *d, int64_t id, const char *requirement);

#endif
