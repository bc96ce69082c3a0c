/*
 * tests/unit/test_term_frame.c - one write per frame, and terminals that
 * stop reading.
 *
 * A child has the terminal layer in a pty; its own write() counts. What it
 * finds it leaves in memory shared with the test.
 */

#include "config.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/tap.h"
#include "term/term.h"

#define FRAMES 200

struct findings {
	size_t writes, bytes;       /* to the terminal, so far */
	size_t first, second, same; /* writes of three frames */
	volatile bool stalled;      /* all frames are shown */
	int key, signal;
	bool open;
};

static struct findings *f;
static int master;
static bool counting; /* in the child */

/* In place of the C library's: the program's writes end here. */
ssize_t write(int fd, const void *bytes, size_t len)
{
	ssize_t n = syscall(SYS_write, fd, bytes, len);

	if (counting && fd > STDERR_FILENO && n > 0 && isatty(fd)) {
		f->writes++;
		f->bytes += (size_t)n;
	}
	return n;
}

/* Fills the surface with text that differs from seed to seed. */
static void show(struct term *t, int seed, const char *label)
{
	struct surface *s = term_surface(t);
	char text[64];

	for (int y = 0; y < s->height; y++)
		for (int x = 0; x < s->width; x += 10) {
			snprintf(text, sizeof(text), "%d", seed * 7919 + x * y);
			surface_text(
			    s, x, y, 10, (enum role)((y + seed) % ROLES), text);
		}
	surface_text(s, 0, 0, 20, ROLE_TEXT, label);
	surface_cursor(s, 0, 0, false);
	term_show(t);
}

static size_t writes_of(struct term *t, int seed)
{
	size_t before = f->writes;

	show(t, seed, seed == 1 ? "one" : "SECOND");
	return f->writes - before;
}

static void count_writes(struct term *t)
{
	f->first = writes_of(t, 1);
	term_key(t, -1); /* once it has been read */
	f->second = writes_of(t, 2);
	f->same = writes_of(t, 2);
	f->key = term_key(t, -1);
}

static void show_to_nobody(struct term *t)
{
	for (int i = 1; i <= FRAMES; i++)
		show(t, i, i < FRAMES ? "other" : "LAST");
	f->stalled = true;
	f->key = term_key(t, -1);
	f->signal = term_signal(t);
}

/* Runs it in a child with a terminal of its own. */
static pid_t start(int width, int height, void (*run)(struct term *t))
{
	struct winsize size = { .ws_row = (unsigned short)height,
		.ws_col = (unsigned short)width };
	struct term_options options = { .colors = COLORS_AUTO };
	struct term *t;
	const char *notice;
	struct err err;
	pid_t pid;
	int slave;

	memset(f, 0, sizeof(*f));
	master = posix_openpt(O_RDWR | O_NOCTTY);
	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		return -1;
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	ioctl(master, TIOCSWINSZ, &size);
	fflush(stdout);
	pid = fork();
	if (pid != 0)
		return pid;
	alarm(20); /* whatever blocks fails the test */
	counting = true;
	close(master);
	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	f->open = term_open_curses(&options, &t, &notice, &err);
	if (f->open) {
		run(t);
		term_close(t);
	}
	_exit(0);
}

/* Reads for up to ms, until text has come; false when it has not. */
static bool read_until(const char *text, int ms)
{
	struct pollfd fd = { .fd = master, .events = POLLIN };
	static char bytes[1 << 20];
	size_t len = 0;

	while (len < sizeof(bytes) - 1 && poll(&fd, 1, ms) > 0) {
		ssize_t n = read(master, bytes + len, sizeof(bytes) - 1 - len);

		if (n <= 0)
			break;
		len += (size_t)n;
		bytes[len] = '\0';
		if (memmem(bytes, len, text, strlen(text)) != NULL)
			return true;
	}
	return false;
}

static void pause_ms(long ms)
{
	struct timespec ts = { .tv_nsec = ms * 1000000 };

	nanosleep(&ts, NULL);
}

/* Waits until all frames are shown to nobody. */
static bool await_stall(void)
{
	for (int i = 0; i < 2000 && !f->stalled; i++)
		pause_ms(5);
	return f->stalled;
}

/* True when the child ends by itself within about two seconds. */
static bool ends(pid_t pid)
{
	int status = 0;

	for (int i = 0; i < 400; i++) {
		if (waitpid(pid, &status, WNOHANG) == pid)
			return WIFEXITED(status) && WEXITSTATUS(status) == 0;
		pause_ms(5);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return false;
}

static void test_one_write_per_frame(void)
{
	pid_t pid = start(120, 40, count_writes);

	CHECK(pid > 0);
	CHECK(read_until("one", 5000));
	CHECK(write(master, "n", 1) == 1);
	CHECK(read_until("SECOND", 5000));
	CHECK(write(master, "q", 1) == 1);
	CHECK(ends(pid));
	CHECK(f->open && f->key == 'q');
	CHECK(f->first == 1);
	CHECK(f->second == 1);
	CHECK(f->same == 0);
	close(master);
}

static void test_a_stalled_terminal_stops_nothing(void)
{
	pid_t pid = start(200, 50, show_to_nobody);

	CHECK(pid > 0);
	CHECK(await_stall());
	CHECK(kill(pid, SIGTERM) == 0);
	CHECK(ends(pid));
	CHECK(f->key == TERM_KEY_END && f->signal == SIGTERM);
	CHECK(f->bytes < 200000); /* of about 4,000,000 */
	close(master);
}

static void test_who_reads_again_sees_the_last_frame(void)
{
	pid_t pid = start(200, 50, show_to_nobody);

	CHECK(pid > 0);
	CHECK(await_stall());
	CHECK(read_until("LAST", 5000));
	CHECK(write(master, "q", 1) == 1);
	CHECK(read_until("\033[?2004l", 5000));
	CHECK(ends(pid));
	CHECK(f->key == 'q');
	close(master);
}

static void test_a_stalled_terminal_hangs_up(void)
{
	pid_t pid = start(200, 50, show_to_nobody);

	CHECK(pid > 0);
	CHECK(await_stall());
	close(master);
	CHECK(ends(pid));
	CHECK(f->key == TERM_KEY_END);
}

int main(void)
{
	f = mmap(NULL, sizeof(*f), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (f == MAP_FAILED)
		return EXIT_FAILURE;
	setenv("TERM", "xterm-256color", 1);
	RUN(test_one_write_per_frame);
	RUN(test_a_stalled_terminal_stops_nothing);
	RUN(test_who_reads_again_sees_the_last_frame);
	RUN(test_a_stalled_terminal_hangs_up);
	return tap_done();
}
