/*
 * tests/vt/vtrun.c - plays a script to a program in a terminal, in TAP.
 *
 *	vtrun [-g DIR] SCRIPT       (or - for standard input)
 *
 * A line is a word and what it is about; '#' begins a comment. Rows and
 * columns count from 0. Before "run":
 *
 *	size 80x24          the window (80x24)
 *	term NAME           TERM (xterm-256color)
 *	env K=V, unset K    the program's environment
 *	run COMMAND         in a shell, in the present directory
 *
 * What the person does. Each waits until the program has told that it is
 * idle, by "ESC ] 7777 ; idle BEL" in the stream (ACCORD_TEST is set), or
 * has ended; ten seconds without either fail the script:
 *
 *	key NAME...         keys as this terminal sends them in its mode: a
 *	                    character, ^A, up down left right pgup pgdn home
 *	                    end ins del enter esc tab backtab backspace space
 *	                    f1 to f12
 *	type TEXT           one character after the other
 *	paste TEXT          in brackets when the program has asked for them
 *	paste-random N      N random bytes, the same each time
 *	raw BYTES           all at once, \e \r \n \t \\ \xHH
 *	resize 120x40
 *	storm N             N changes of size, none waited for; then settle
 *
 * What does not wait:
 *
 *	send BYTES          raw without waiting
 *	settle              reads until 100 ms are silent
 *	hangup              takes the terminal away
 *	signal TERM         (HUP INT QUIT TSTP STOP CONT WINCH SEGV KILL)
 *	dump                the golden form, as comments
 *
 * What is expected, each one TAP point:
 *
 *	expect FILE         the whole screen is that of the golden FILE in
 *	                    DIR; VT_UPDATE=1 writes it
 *	expect-row 4 TEXT   that row, blanks at the end aside
 *	expect-text TEXT    in some row
 *	no-text TEXT        in none
 *	wait-text TEXT      the same as expect-text, up to ten seconds later
 *	cursor 7 0
 *	cursor-row-text T   the cursor's row has the text
 *	cursor-shown yes    or no
 *	attr 7 0-3 bold     exactly, in each cell: normal bold underline
 *	                    reverse blink italic fgN bgN
 *	bytes <= 64         sent since the last action; also =
 *	idle-bytes 2000 = 0 sent in so many milliseconds
 *	clipboard BASE64    what OSC 52 set last
 *	exit 129 [MS]       ends with that status (128 + signal) in time
 *	termios-restored    modes of the line as before
 *	modes-restored      modes of the screen as before
 *
 * The golden form is each row between bars, a '^' below the cursor
 * ("hidden" when it is), then each row's attributes as letters behind a
 * colon, and what the letters mean.
 */

#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/vt/vtrun.h"

bool point(struct run *r, bool ok, const char *line)
{
	r->points++;
	if (!ok)
		r->failed++;
	printf("%sok %d - line %d: %s\n", ok ? "" : "not ", r->points, r->line,
	    line);
	if (!ok) {
		struct buf b = BUF_INIT;

		buf_add(&b, "the screen is:\n");
		vt_grid(&r->v, &b);
		comment(buf_text(&b));
		buf_done(&b);
	}
	fflush(stdout);
	return ok;
}

void comment(const char *text)
{
	while (*text != '\0') {
		int len = (int)strcspn(text, "\n");

		printf("# %.*s\n", len, text);
		text += len + (text[len] == '\n');
	}
}

void misplay(struct run *r, const char *why)
{
	printf("Bail out! %s:%d: %s\n", r->path, r->line, why);
	fflush(stdout);
	vt_done(&r->v);
	exit(EXIT_FAILURE);
}

size_t unescape(char *s)
{
	static const char from[] = "enrt\\", to[] = "\033\n\r\t\\";
	char *out = s;
	size_t len;

	for (char *in = s; *in != '\0'; in++) {
		const char *known;
		unsigned hex;

		if (in[0] != '\\') {
			*out++ = *in;
		} else if (in[1] == 'x' && sscanf(in + 2, "%2x", &hex) == 1) {
			*out++ = (char)hex;
			in += 3;
		} else if (in[1] != '\0' &&
		    (known = strchr(from, in[1])) != NULL) {
			*out++ = to[known - from];
			in++;
		}
	}
	len = (size_t)(out - s);
	*out = '\0';
	return len;
}

static const struct word *find(const struct word *words, const char *name)
{
	for (; words->name != NULL; words++)
		if (strcmp(words->name, name) == 0)
			return words;
	return NULL;
}

static void play_line(struct run *r, char *line)
{
	size_t len = strcspn(line, " ");
	char *rest = line + len + (line[len] == ' ');
	const struct word *word;

	line[len] = '\0';
	word = find(actions, line);
	if (word == NULL)
		word = find(expectations, line);
	if (word == NULL)
		misplay(r, line);
	word->play(r, rest);
}

static void play(struct run *r, FILE *script)
{
	char line[4096];

	while (!r->stop && fgets(line, sizeof(line), script) != NULL) {
		r->line++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0' && line[0] != '#')
			play_line(r, line);
	}
}

/* What the program must find the same everywhere. */
static void set_environment(void)
{
	static const char *const unset[] = { "LANG", "LC_CTYPE", "LANGUAGE",
		"LINES", "COLUMNS", "NO_COLOR", "COLORTERM", "TMUX",
		"NCURSES_NO_UTF8_ACS", "ESCDELAY", "SSH_CONNECTION",
		"SSH_TTY" };

	for (size_t i = 0; i < ARRAY_LEN(unset); i++)
		unsetenv(unset[i]);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("ACCORD_TEST", "vtrun", 1);
}

static int usage(void)
{
	fprintf(stderr, "usage: vtrun [-g DIR] SCRIPT\n");
	return EXIT_FAILURE;
}

int main(int argc, char **argv)
{
	struct run r = { .golden = "." };
	FILE *script;
	int c;

	while ((c = getopt(argc, argv, "g:")) == 'g')
		r.golden = optarg;
	if (c != -1 || argc - optind != 1)
		return usage();
	r.path = argv[optind];
	script = strcmp(r.path, "-") == 0 ? stdin : fopen(r.path, "r");
	if (script == NULL)
		return usage();
	set_environment();
	vt_init(&r.v, 80, 24);
	play(&r, script);
	vt_done(&r.v);
	if (script != stdin)
		fclose(script);
	printf("1..%d\n", r.points);
	return r.failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
