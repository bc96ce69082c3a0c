/*
 * tests/child.h - a second process that works on the same file.
 *
 * Parent and child talk in single bytes over two pipes, so that each step
 * of one comes after a known step of the other and nothing needs a sleep.
 * A process killed closes its ends: the other reads CHILD_GONE.
 */

#ifndef TESTS_CHILD_H
#define TESTS_CHILD_H

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

enum { CHILD_GONE = -1 };

struct child {
	pid_t pid;
	int in;  /* what the other side says */
	int out; /* what we say */
};

/* Says one byte to the other side. */
static inline void child_say(const struct child *c, char byte)
{
	if (write(c->out, &byte, 1) != 1)
		_exit(99);
}

/* Waits for the next byte of the other side. */
static inline int child_hear(const struct child *c)
{
	char byte;

	return read(c->in, &byte, 1) == 1 ? byte : CHILD_GONE;
}

/*
 * Runs fn in a new process; what it returns is the exit status. The child
 * opens whatever it needs itself: a database does not survive a fork.
 */
static inline struct child child_start(
    int (*fn)(const struct child *parent, void *arg), void *arg)
{
	int down[2], up[2];
	struct child c;

	signal(SIGPIPE, SIG_IGN);
	fflush(stdout);
	if (pipe(down) != 0 || pipe(up) != 0 || (c.pid = fork()) < 0) {
		printf("Bail out! no second process\n");
		exit(EXIT_FAILURE);
	}
	if (c.pid == 0) {
		close(down[1]);
		close(up[0]);
		c.in = down[0];
		c.out = up[1];
		_exit(fn(&c, arg));
	}
	close(down[0]);
	close(up[1]);
	c.in = up[0];
	c.out = down[1];
	return c;
}

/* Waits for its end; the exit status, or 128 + the signal. */
static inline int child_end(struct child *c)
{
	int status = 0;

	waitpid(c->pid, &status, 0);
	close(c->in);
	close(c->out);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static inline int child_kill(struct child *c)
{
	kill(c->pid, SIGKILL);
	return child_end(c);
}

#endif
