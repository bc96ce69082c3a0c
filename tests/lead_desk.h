/*
 * tests/lead_desk.h - a desk with a program for leads and active partners.
 *
 * The program "deal": 3 business days to decide, 90 days of protection from
 * acceptance, one extension of 60, stop after 180, 5 open leads; rates are
 * those of the registration. 2026-03-19 is a holiday in Madrid.
 */

#ifndef TESTS_LEAD_DESK_H
#define TESTS_LEAD_DESK_H

#include "domain/lead.h"
#include "tests/desk.h"

bool lead_desk_open(struct desk *d, const char *path);

/* The file of such a program, whose other rules are those lines. */
const char *lead_desk_program(
    struct desk *d, const char *id, const char *leads);

/* A partner of that name, active in the program; 0 on failure. */
int64_t lead_desk_partner(
    struct desk *d, const char *program, const char *name);

/* Runs a verb of "lead" with "name=value" params; *ret_id may be NULL. */
bool lead_desk_run(struct desk *d, struct session *s, const char *verb,
    int64_t id, const char *const *params, int64_t *ret_id,
    const char **ret_text, struct err *err);
#define LEAD_RUN(d, s, verb, id, ...)         \
	lead_desk_run((d), (s), (verb), (id), \
	    (const char *const[]){ __VA_ARGS__, NULL }, NULL, NULL, &err)

/* Registers a customer of Spain; 0 and a comment on failure. */
int64_t lead_desk_add(struct desk *d, struct session *s, int64_t partner,
    const char *customer, const char *domain);

/* Its stage. */
const char *lead_desk_stage(struct desk *d, int64_t id);

/* Brings one that was just submitted to a stage; false with a comment. */
bool lead_desk_bring(
    struct desk *d, struct session *s, int64_t id, const char *stage);

#endif
