/*
 * tests/desk.h - a database with programs and people, for tests of rules.
 *
 * The clock stands at 2026-03-02 09:00 UTC, a Monday, until desk_at().
 */

#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include "domain/application.h"
#include "domain/change.h"
#include "domain/program_store.h"

struct desk {
	struct db *db;
	struct session *owner; /* every role */
	struct arena arena;
	int64_t now;
};

/* Opens it, with the programs "plain" and "careful" (two approvals). */
bool desk_open(struct desk *d, const char *path);
void desk_close(struct desk *d);

/* A session of a named user who has that role; makes the user. */
struct session *desk_login(struct desk *d, const char *name, const char *role);

/* Sets the clock of a session: "2026-03-02", at 09:00 UTC. */
void desk_at(struct desk *d, struct session *s, const char *day);

/* Loads a program file's text; prints its problems on failure. */
bool desk_load(struct desk *d, const char *yaml);

/* Files an application as the session's user; 0 and a comment on failure. */
int64_t desk_add(struct desk *d, struct session *s, const char *program,
    const char *company);

/* Runs an operation with "name=value" params. Gives the record, or 0. */
int64_t desk_op(struct desk *d, struct session *s, const char *noun,
    const char *verb, int64_t id, const char *const *params, struct err *err);
#define DESK_OP(d, s, noun, verb, id, ...)      \
	desk_op((d), (s), (noun), (verb), (id), \
	    (const char *const[]){ __VA_ARGS__, NULL }, &err)

/* The same for applications. */
bool desk_run(struct desk *d, struct session *s, const char *verb, int64_t id,
    const char *const *params, struct err *err);
#define DESK_RUN(d, s, verb, id, ...)    \
	desk_run((d), (s), (verb), (id), \
	    (const char *const[]){ __VA_ARGS__, NULL }, &err)

/* Passes every check and scores every criterion with that step. */
bool desk_review(struct desk *d, struct session *s, int64_t id, int step);

/* One number or text from the database. */
int64_t desk_int(struct desk *d, const char *sql, int64_t id);
const char *desk_text(struct desk *d, const char *sql, int64_t id);

#endif
