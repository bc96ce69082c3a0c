/*
 * store/fence.h - keeps folding the log apart from writing.
 *
 * A checkpoint that runs while another process commits can damage an index
 * (SQLite 3.7.0 to 3.51.2, when it falls back to the passive kind). So a
 * writer holds this lock, shared, from before its transaction until after
 * it, and a checkpoint runs only where it gets the lock for itself alone.
 * The lock file lies beside the database and is never removed.
 */

#ifndef STORE_FENCE_H
#define STORE_FENCE_H

#include <stdint.h>

#include "base/err.h"

struct fence {
	int fd; /* -1: no fence, a database nobody else can open */
};

#define FENCE_WORD 128 /* bytes of what is said */

#define FENCE_NONE       \
	{                \
		.fd = -1 \
	}

NODISCARD bool fence_open(
    const char *file, struct fence *ret_fence, struct err *err);
void fence_close(struct fence *f);

/* Enters with other writers, or alone; ERR_BUSY after `timeout_ms`. */
NODISCARD bool fence_share(
    const struct fence *f, int timeout_ms, struct err *err);
NODISCARD bool fence_alone(
    const struct fence *f, int timeout_ms, struct err *err);

/* Enters alone, or returns false at once. */
NODISCARD bool fence_try_alone(const struct fence *f);

void fence_leave(const struct fence *f);

/*
 * What the one who writes is doing, for others who wait in vain; NULL takes
 * it away. Only who writes may say it. fence_word() reads it: "" for none.
 */
void fence_say(const struct fence *f, const char *what);
void fence_word(const struct fence *f, char ret[static FENCE_WORD]);

/*
 * Work outside of any transaction that must be known to be under way: a
 * number is held until it is let go, or until the process is gone, however it
 * ended. False when somebody else holds it. Of who asks, what they hold
 * themselves does not count.
 */
NODISCARD bool fence_hold(const struct fence *f, int64_t number);
void fence_let_go(const struct fence *f, int64_t number);
bool fence_is_held(const struct fence *f, int64_t number);

#endif
