/* term/tty.c - the terminal's descriptor: modes, size, bytes. */

#include "config.h"

#include "term/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* A terminal nobody looks at must not make the program's end wait. */
#define FAREWELL_MS 300

static int open_terminal(void)
{
	int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
	int fd = open("/dev/tty", flags);
	char name[256];

	if (fd < 0 && ttyname_r(STDOUT_FILENO, name, sizeof(name)) == 0)
		fd = open(name, flags);
	return fd;
}

/* cfmakeraw() is not in POSIX, and leaves 8 bits to luck. */
static struct termios raw_of(struct termios mode)
{
	mode.c_iflag &= (tcflag_t) ~(BRKINT | ICRNL | IGNBRK | IGNCR | INLCR |
	    INPCK | ISTRIP | IXANY | IXOFF | IXON | PARMRK);
	mode.c_oflag &= (tcflag_t)~OPOST;
	mode.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
	mode.c_cflag &= (tcflag_t) ~(CSIZE | PARENB);
	mode.c_cflag |= CS8;
	mode.c_cc[VMIN] = 1;
	mode.c_cc[VTIME] = 0;
	return mode;
}

bool tty_open(struct tty *t, struct err *err)
{
	struct tty tty = { .fd = open_terminal() };

	if (tty.fd < 0)
		return err_set(err, ERR_REFUSED,
		    "There is no terminal to show screens on; use a "
		    "subcommand instead (--help lists them).");
	if (tcgetattr(tty.fd, &tty.cooked) != 0) {
		close(tty.fd);
		return err_set(err, ERR_IO,
		    "The terminal does not tell its modes; open a new one.");
	}
	tty.raw = raw_of(tty.cooked);
	*t = tty;
	return true;
}

void tty_close(struct tty *t)
{
	tty_drain(t, FAREWELL_MS);
	tty_cooked(t);
	buf_done(&t->queue);
	close(t->fd);
}

/* TCSANOW, since waiting for the output could be for ever. */
void tty_raw(struct tty *t)
{
	tcsetattr(t->fd, TCSANOW, &t->raw);
}

void tty_cooked(struct tty *t)
{
	tcsetattr(t->fd, TCSANOW, &t->cooked);
}

void tty_size(const struct tty *t, int *ret_width, int *ret_height)
{
	struct winsize size = { .ws_row = 0 };

	ioctl(t->fd, TIOCGWINSZ, &size);
	*ret_width = size.ws_col;
	*ret_height = size.ws_row;
}

void tty_queue(struct tty *t, const char *bytes, size_t len)
{
	if (len > 0 && !t->gone)
		buf_addn(&t->queue, bytes, len);
}

bool tty_flush(struct tty *t)
{
	while (t->sent < t->queue.len && !t->gone) {
		ssize_t n =
		    write(t->fd, t->queue.s + t->sent, t->queue.len - t->sent);

		if (n >= 0)
			t->sent += (size_t)n;
		else if (errno == EAGAIN) {
			t->full = true;
			return false;
		} else if (errno != EINTR)
			t->gone = true;
	}
	buf_clear(&t->queue);
	t->sent = 0;
	return true;
}

bool tty_drain(struct tty *t, int ms)
{
	long long end = tty_clock() + ms;

	while (!tty_flush(t)) {
		struct pollfd fd = { .fd = t->fd, .events = POLLOUT };
		long long left = end - tty_clock();

		if (left <= 0)
			return false;
		poll(&fd, 1, (int)left);
	}
	return true;
}

size_t tty_read(struct tty *t, char *bytes, size_t size)
{
	ssize_t n = read(t->fd, bytes, size);

	if (n > 0)
		return (size_t)n;
	if (n == 0 || (errno != EAGAIN && errno != EINTR))
		t->gone = true;
	return 0;
}

bool tty_wait(struct tty *t, int ms)
{
	struct pollfd fds[] = {
		{ .fd = t->fd, .events = POLLIN },
		{ .fd = signals_fd(), .events = POLLIN },
	};

	if (t->queue.len > 0)
		fds[0].events |= POLLOUT;
	if (poll(fds, ARRAY_LEN(fds), ms) <= 0)
		return false;
	if (fds[1].revents != 0)
		signals_seen();
	/* What is left to read comes before the end. */
	if ((fds[0].revents & POLLIN) != 0)
		return true;
	if ((fds[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0)
		t->gone = true;
	return false;
}

long long tty_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

int tty_left(int ms, long long start)
{
	long long left = start + ms - tty_clock();

	return ms < 0 ? -1 : left > 0 ? (int)left : 0;
}
