/* tests/vt/vtaction.c - the words of vtrun for what a person does. */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/vt/vtrun.h"

/* After an action: waits until the program has dealt with it. */
static void await(struct run *r, size_t markers, const char *what)
{
	if (vt_wait_marker(&r->v, markers))
		return;
	point(r, false, what);
	comment("ten seconds without a word from the program");
	r->stop = true;
}

static void parse_size(struct run *r, const char *rest, int *w, int *h)
{
	if (sscanf(rest, "%4dx%4d", w, h) != 2 || *w < 1 || *h < 1)
		misplay(r, "a size is like 80x24");
}

static void do_size(struct run *r, char *rest)
{
	int width, height;

	parse_size(r, rest, &width, &height);
	vt_done(&r->v);
	vt_init(&r->v, width, height);
}

static void do_term(struct run *r UNUSED, char *rest)
{
	setenv("TERM", rest, 1);
}

static void do_env(struct run *r, char *rest)
{
	char *value = strchr(rest, '=');

	if (value == NULL)
		misplay(r, "env is NAME=VALUE");
	*value = '\0';
	setenv(rest, value + 1, 1);
}

static void do_unset(struct run *r UNUSED, char *rest)
{
	unsetenv(rest);
}

static void do_run(struct run *r, char *rest)
{
	int width = r->v.width, height = r->v.height;

	vt_done(&r->v);
	vt_init(&r->v, width, height);
	vt_run(&r->v, rest);
	await(r, 0, "run");
}

/* Sends one key and waits for it. */
static void one_key(struct run *r, const char *name)
{
	size_t markers = r->v.markers;

	if (!vt_key(&r->v, name))
		misplay(r, "no such key");
	await(r, markers, name);
}

static void do_key(struct run *r, char *rest)
{
	char *save = NULL;

	for (char *name = strtok_r(rest, " ", &save); name != NULL && !r->stop;
	     name = strtok_r(NULL, " ", &save)) {
		vt_mark(&r->v);
		one_key(r, name);
	}
}

/* Bytes of the character at s. */
static size_t character(const char *s)
{
	size_t len = 1;

	while (((unsigned char)s[len] & 0xc0) == 0x80)
		len++;
	return len;
}

static void do_type(struct run *r, char *rest)
{
	char one[8] = "";

	vt_mark(&r->v);
	while (*rest != '\0' && !r->stop) {
		size_t len = character(rest);

		memset(one, 0, sizeof(one));
		memcpy(one, rest, len < sizeof(one) ? len : sizeof(one) - 1);
		one_key(r, one);
		rest += len;
	}
}

static void do_raw(struct run *r, char *rest)
{
	size_t markers = r->v.markers;

	vt_mark(&r->v);
	vt_send(&r->v, rest, unescape(rest));
	await(r, markers, "raw");
}

static void do_send(struct run *r, char *rest)
{
	vt_mark(&r->v);
	vt_send(&r->v, rest, unescape(rest));
}

static void paste(struct run *r, const char *text, size_t len)
{
	size_t markers = r->v.markers;

	vt_mark(&r->v);
	vt_paste(&r->v, text, len);
	await(r, markers, "paste");
}

static void do_paste(struct run *r, char *rest)
{
	paste(r, rest, unescape(rest));
}

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16;
}

static void do_paste_random(struct run *r, char *rest)
{
	size_t len = (size_t)strtoul(rest, NULL, 10);
	char *text = malloc(len + 1);
	unsigned state = 1;

	if (text == NULL)
		misplay(r, "too much to paste");
	for (size_t i = 0; i < len; i++)
		text[i] = (char)(next_random(&state) & 0xff);
	paste(r, text, len);
	free(text);
}

static void do_resize(struct run *r, char *rest)
{
	size_t markers = r->v.markers;
	int width, height;

	parse_size(r, rest, &width, &height);
	vt_mark(&r->v);
	if (width == r->v.width && height == r->v.height)
		return; /* the program is not even told */
	vt_resize(&r->v, width, height);
	await(r, markers, "resize");
}

static void do_settle(struct run *r, char *rest UNUSED)
{
	size_t bytes;

	do {
		bytes = r->v.bytes;
		vt_pump(&r->v, 100);
	} while (r->v.bytes != bytes && !r->v.exited);
}

static void do_storm(struct run *r, char *rest)
{
	unsigned state = 7;

	vt_mark(&r->v);
	for (long n = strtol(rest, NULL, 10); n > 0; n--) {
		int width = (int)(next_random(&state) % 150) + 1;
		int height = (int)(next_random(&state) % 60) + 1;

		vt_resize(&r->v, width, height);
		vt_pump(&r->v, (int)(next_random(&state) % 3));
	}
	do_settle(r, rest);
}

static const struct {
	const char *name;
	int sig;
} signals[] = {
	{ "TERM", SIGTERM },
	{ "HUP", SIGHUP },
	{ "INT", SIGINT },
	{ "QUIT", SIGQUIT },
	{ "TSTP", SIGTSTP },
	{ "CONT", SIGCONT },
	{ "STOP", SIGSTOP },
	{ "WINCH", SIGWINCH },
	{ "SEGV", SIGSEGV },
	{ "KILL", SIGKILL },
};

static void do_signal(struct run *r, char *rest)
{
	vt_mark(&r->v);
	for (size_t i = 0; i < ARRAY_LEN(signals); i++)
		if (strcmp(rest, signals[i].name) == 0) {
			kill(r->v.pid, signals[i].sig);
			return;
		}
	misplay(r, "no such signal");
}

static void do_hangup(struct run *r, char *rest UNUSED)
{
	vt_hangup(&r->v);
}

static void do_dump(struct run *r, char *rest UNUSED)
{
	struct buf b = BUF_INIT;

	vt_grid(&r->v, &b);
	comment(buf_text(&b));
	buf_done(&b);
}

const struct word actions[] = {
	{ "size", do_size },
	{ "term", do_term },
	{ "env", do_env },
	{ "unset", do_unset },
	{ "run", do_run },
	{ "key", do_key },
	{ "type", do_type },
	{ "paste", do_paste },
	{ "paste-random", do_paste_random },
	{ "raw", do_raw },
	{ "send", do_send },
	{ "resize", do_resize },
	{ "storm", do_storm },
	{ "settle", do_settle },
	{ "signal", do_signal },
	{ "hangup", do_hangup },
	{ "dump", do_dump },
	{ NULL, NULL },
};
