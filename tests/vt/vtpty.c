/* tests/vt/vtpty.c - a program in a pty, and the bytes between them. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/vt/vt.h"

#define IDLE_BYTES (sizeof("\033]7777;idle\007") - 1)

/* Our own mark behind the last that an ended program has written. */
#define LAST "\033]7777;last\007"

static void fail(const char *what)
{
	printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

static long long clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* ---- what libvterm reports --------------------------------------------- */

static int on_osc(const char *command, size_t len, void *user)
{
	struct vt *v = user;

	if (len == 9 && memcmp(command, "7777;idle", len) == 0) {
		v->markers++;
		v->bytes -= IDLE_BYTES;
	} else if (len == 9 && memcmp(command, "7777;last", len) == 0) {
		v->complete = true;
	} else if (len >= 5 && memcmp(command, "52;c;", 5) == 0) {
		buf_clear(&v->clipboard);
		buf_addn(&v->clipboard, command + 5, len - 5);
	}
	return 1;
}

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct vt *v = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		v->alternate = value->boolean != 0;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		v->cursor_visible = value->boolean != 0;
	if (prop == VTERM_PROP_MOUSE)
		v->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static const VTermParserCallbacks parser_callbacks = { .osc = on_osc };
static const VTermScreenCallbacks screen_callbacks = {
	.settermprop = on_property,
};

/* What the terminal itself sends: keys, and answers to questions. */
static void on_output(const char *bytes, size_t len, void *user)
{
	struct vt *v = user;

	if (v->answer != NULL)
		buf_addn(v->answer, bytes, len);
	else
		vt_send(v, bytes, len);
}

void vt_init(struct vt *v, int width, int height)
{
	*v = (struct vt){ .width = width, .height = height };
	v->master = v->slave = -1;
	v->cursor_visible = true;
	v->vterm = vterm_new(height, width);
	vterm_set_utf8(v->vterm, 1);
	vterm_output_set_callback(v->vterm, on_output, v);
	v->screen = vterm_obtain_screen(v->vterm);
	vterm_screen_set_callbacks(v->screen, &screen_callbacks, v);
	vterm_screen_set_unrecognised_fallbacks(
	    v->screen, &parser_callbacks, v);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_reset(v->screen, 1);
}

void vt_done(struct vt *v)
{
	if (v->pid > 0 && !v->exited) {
		kill(v->pid, SIGKILL);
		waitpid(v->pid, NULL, 0);
	}
	vt_hangup(v);
	vterm_free(v->vterm);
	buf_done(&v->clipboard);
}

/* ---- running ----------------------------------------------------------- */

static void set_size(const struct vt *v)
{
	struct winsize size = {
		.ws_row = (unsigned short)v->height,
		.ws_col = (unsigned short)v->width,
	};

	ioctl(v->master, TIOCSWINSZ, &size);
}

static void open_pty(struct vt *v)
{
	v->master = posix_openpt(O_RDWR | O_NOCTTY);
	if (v->master < 0 || grantpt(v->master) != 0 ||
	    unlockpt(v->master) != 0)
		fail("no pty");
	fcntl(v->master, F_SETFL, O_NONBLOCK);
	fcntl(v->master, F_SETFD, FD_CLOEXEC);
	v->slave = open(ptsname(v->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (v->slave < 0 || tcgetattr(v->slave, &v->before) != 0)
		fail("no pty");
	set_size(v);
}

void vt_run(struct vt *v, const char *command)
{
	vt_hangup(v);
	open_pty(v);
	v->exited = v->complete = false;
	fflush(stdout);
	v->pid = fork();
	if (v->pid < 0)
		fail("fork");
	if (v->pid > 0)
		return;
	setsid();
	ioctl(v->slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(v->slave, fd);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

void vt_hangup(struct vt *v)
{
	if (v->master >= 0)
		close(v->master);
	if (v->slave >= 0)
		close(v->slave);
	v->master = v->slave = -1;
}

void vt_resize(struct vt *v, int width, int height)
{
	v->width = width;
	v->height = height;
	vterm_set_size(v->vterm, height, width);
	set_size(v);
}

/* ---- bytes ------------------------------------------------------------- */

void vt_send(struct vt *v, const char *bytes, size_t len)
{
	while (len > 0 && v->master >= 0) {
		ssize_t n = write(v->master, bytes, len);

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN) {
			vt_pump(v, 10); /* it may wait for us to read */
		} else {
			break;
		}
	}
}

void vt_mark(struct vt *v)
{
	v->bytes = 0;
}

/* Gives the screen what is there; waits up to ms for it. False when there
 * was nothing. */
static bool take(struct vt *v, int ms)
{
	struct pollfd fd = { .fd = v->master, .events = POLLIN };
	char bytes[65536];
	ssize_t n;

	poll(&fd, v->master >= 0 ? 1 : 0, ms);
	n = v->master >= 0 ? read(v->master, bytes, sizeof(bytes)) : -1;
	if (n <= 0)
		return false;
	v->bytes += (size_t)n;
	vterm_input_write(v->vterm, bytes, (size_t)n);
	return true;
}

void vt_pump(struct vt *v, int ms)
{
	long long end = clock_ms() + ms;

	for (long long left = ms; left > 0; left = end - clock_ms())
		take(v, (int)left);
}

/*
 * Takes the last words of an ended program. A pty delivers late: they are
 * there when what is written behind them is.
 */
static void take_rest(struct vt *v)
{
	if (v->slave < 0 || write(v->slave, LAST, sizeof(LAST) - 1) < 0)
		return;
	while (!v->complete && take(v, 1000))
		;
}

static void notice_exit(struct vt *v)
{
	int status;

	if (v->exited || v->pid == 0 ||
	    waitpid(v->pid, &status, WNOHANG) != v->pid)
		return;
	v->exited = true;
	v->status =
	    WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	take_rest(v);
}

/* One step of waiting. */
static void step(struct vt *v)
{
	if (!take(v, 5))
		notice_exit(v);
}

bool vt_wait_marker(struct vt *v, size_t markers)
{
	long long end = clock_ms() + VT_TIMEOUT_MS;

	while (v->markers <= markers && !v->exited) {
		if (clock_ms() > end)
			return false;
		step(v);
	}
	return true;
}

bool vt_wait_exit(struct vt *v, int ms)
{
	long long end = clock_ms() + ms;

	while (!v->exited) {
		if (clock_ms() > end)
			return false;
		step(v);
	}
	return true;
}

bool vt_termios_restored(const struct vt *v)
{
	struct termios now;

	return v->slave >= 0 && tcgetattr(v->slave, &now) == 0 &&
	    now.c_iflag == v->before.c_iflag &&
	    now.c_oflag == v->before.c_oflag &&
	    now.c_cflag == v->before.c_cflag &&
	    now.c_lflag == v->before.c_lflag &&
	    memcmp(now.c_cc, v->before.c_cc, sizeof(now.c_cc)) == 0;
}
