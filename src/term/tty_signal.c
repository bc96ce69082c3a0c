/*
 * term/tty_signal.c - the signals that concern a terminal.
 *
 * Handlers run between any two instructions: they set a flag and write a
 * byte to a pipe. The flags are the program's only mutable globals, because
 * a handler is given nothing else. A crash restores the terminal by two
 * calls that are safe there, then takes its course.
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "term/tty.h"

static const int ends[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
static const int events[] = { SIGWINCH, SIGTSTP, SIGCONT };
static const int crashes[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT,
	SIGSYS };

#define CAUGHT (ARRAY_LEN(ends) + ARRAY_LEN(events) + ARRAY_LEN(crashes))
#define CRASH_STACK 16384

static volatile sig_atomic_t end_signal;
static volatile sig_atomic_t came[ARRAY_LEN(events)];

static struct {
	bool caught; /* the rest is set */
	int pipe[2];
	struct sigaction before[CAUGHT];
	char *stack; /* for a handler after the stack has run out */
	const struct tty *tty;
	const char *reset;
	size_t reset_len;
} signals;

static void wake(void)
{
	int saved = errno;

	/* A full pipe wakes as well. */
	if (write(signals.pipe[1], "", 1) < 0)
		errno = saved;
}

static void on_end(int sig)
{
	end_signal = sig;
	wake();
}

static void on_event(int sig)
{
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		if (events[i] == sig)
			came[i] = 1;
	wake();
}

static void on_crash(int sig)
{
	const struct tty *t = signals.tty;

	if (t != NULL) {
		/* Nothing can be done about a failure here. */
		if (write(t->fd, signals.reset, signals.reset_len) < 0)
			(void)sig;
		tcsetattr(t->fd, TCSANOW, &t->cooked);
	}
	raise(sig); /* SA_RESETHAND: with the default action */
}

/* Installs one handler, keeping the first one found. */
static void catch_one(size_t i, int sig, void (*handler)(int), int flags)
{
	struct sigaction sa = { .sa_handler = handler, .sa_flags = flags };
	struct sigaction before;

	sigemptyset(&sa.sa_mask);
	sigaction(sig, &sa, &before);
	if (!signals.caught)
		signals.before[i] = before;
	/* nohup's wish is kept */
	if (sig == SIGHUP && signals.before[i].sa_handler == SIG_IGN)
		sigaction(sig, &signals.before[i], NULL);
}

static void make_pipe(void)
{
	if (pipe(signals.pipe) != 0)
		abort();
	for (int i = 0; i < 2; i++) {
		fcntl(signals.pipe[i], F_SETFL, O_NONBLOCK);
		fcntl(signals.pipe[i], F_SETFD, FD_CLOEXEC);
	}
}

static void make_stack(void)
{
	stack_t stack = { .ss_size = CRASH_STACK };

	signals.stack = malloc(CRASH_STACK);
	if (signals.stack == NULL)
		abort();
	stack.ss_sp = signals.stack;
	sigaltstack(&stack, NULL);
}

void signals_catch(void)
{
	size_t n = 0;

	if (!signals.caught) {
		make_pipe();
		make_stack();
		end_signal = 0;
		for (size_t i = 0; i < ARRAY_LEN(came); i++)
			came[i] = 0;
	}
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		catch_one(n++, ends[i], on_end, SA_RESTART);
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		catch_one(n++, events[i], on_event, SA_RESTART);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		catch_one(n++, crashes[i], on_crash,
		    (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER));
	signals.caught = true;
}

void signals_done(void)
{
	stack_t none = { .ss_flags = SS_DISABLE };
	size_t n = 0;

	if (!signals.caught)
		return;
	for (size_t i = 0; i < ARRAY_LEN(ends); i++)
		sigaction(ends[i], &signals.before[n++], NULL);
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		sigaction(events[i], &signals.before[n++], NULL);
	for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
		sigaction(crashes[i], &signals.before[n++], NULL);
	sigaltstack(&none, NULL);
	free(signals.stack);
	close(signals.pipe[0]);
	close(signals.pipe[1]);
	memset(&signals, 0, sizeof(signals));
}

int signals_end(void)
{
	return end_signal;
}

bool signals_take(int sig)
{
	for (size_t i = 0; i < ARRAY_LEN(events); i++)
		if (events[i] == sig && came[i] != 0) {
			came[i] = 0;
			return true;
		}
	return false;
}

bool signals_stop(void)
{
	struct sigaction stop = { .sa_handler = SIG_DFL };
	struct sigaction ours;

	/* A session's leader, and one whose parent is of another session,
	 * has no shell that could resume it. */
	if (getsid(0) == getpid() || getsid(getppid()) != getsid(0))
		return false;
	signals_take(SIGCONT);
	sigaction(SIGTSTP, &stop, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	/* In an orphaned group the kernel ignores SIGTSTP. */
	return signals_take(SIGCONT);
}

int signals_fd(void)
{
	return signals.pipe[0];
}

void signals_seen(void)
{
	char bytes[64];

	while (read(signals.pipe[0], bytes, sizeof(bytes)) > 0)
		;
}

void signals_crash(const struct tty *t, const char *reset)
{
	signals.tty = NULL; /* a crash in here writes nothing */
	signals.reset = reset;
	signals.reset_len = reset != NULL ? strlen(reset) : 0;
	signals.tty = t;
}
