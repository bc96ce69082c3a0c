/*
 * domain/session.h - who is at work, on what, and when it is.
 *
 * A session carries the store, the user, the rights and the clock, so that
 * no rule reads the real time or the environment on its own.
 */

#ifndef DOMAIN_SESSION_H
#define DOMAIN_SESSION_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/db.h"

/* What an operation needs; a role gives some of them. */
enum right {
	RIGHT_VIEW,    /* every role */
	RIGHT_REVIEW,  /* reviewer */
	RIGHT_PARTNER, /* partner_manager */
	RIGHT_FINANCE, /* finance */
	RIGHT_ADMIN,   /* administrator */
};

struct programs; /* the cache of loaded programs, domain/program_store.h */

struct session {
	struct db *db;
	const char *user;
	/*
	 * The login of a laptop has every role and needs no row; it is not
	 * enforced against the file's owner, and screens say so.
	 */
	bool owner;
	int64_t (*clock)(void *arg); /* seconds UTC */
	void *clock_arg;
	struct programs *programs;
	struct arena arena; /* of the session: user, programs */
};

/*
 * Opens a session; statements know its day as today(). With `as` NULL the login
 * name is the owner of a laptop; otherwise `as` must be an active user
 * (ERR_FORBIDDEN). The environment's ACCORD_NOW ("2026-03-31T14:02:00Z") fixes
 * the clock for tests only when `fixed_now` is not 0.
 */
NODISCARD bool session_open(struct db *db, const char *login, const char *as,
    int64_t fixed_now, struct session **ret, struct err *err);

/* Closes it; the database stays open. NULL is allowed. */
void session_close(struct session *s);

int64_t session_now(const struct session *s);

/*
 * Reads the user's roles, in the open transaction if there is one, and
 * refuses (ERR_FORBIDDEN, "This needs the role reviewer, which ...").
 */
NODISCARD bool session_check(
    struct session *s, enum right right, struct err *err);

/* The role's name as stored: "reviewer". */
const char *right_role(enum right right);

#endif
