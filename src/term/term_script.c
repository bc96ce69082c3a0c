/*
 * term/term_script.c - a terminal without a terminal: keys from a file,
 * screens as text. The words are listed in term/term.h.
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "term/term_ops.h"

struct script {
	struct term term; /* first, so that the two convert */
	FILE *in;
	FILE *out;
	struct surface shown; /* the surface at the last term_show() */
	struct buf line;
	int line_number;
	const char *typing; /* inside line: what "type" has not typed yet */
	struct buf pasted;
	int signal;
};

static struct script *script_of(struct term *t)
{
	return (struct script *)t;
}

static void script_close(struct term *t)
{
	struct script *sc = script_of(t);

	surface_done(&sc->shown);
	buf_done(&sc->line);
	buf_done(&sc->pasted);
	free(sc);
}

static void script_show(struct term *t)
{
	surface_copy(&script_of(t)->shown, &t->surface);
}

static void script_repaint(struct term *t UNUSED)
{
}

static bool script_pending(struct term *t UNUSED)
{
	return false; /* so that every key's screen is drawn */
}

static const char *script_pasted(const struct term *t, size_t *ret_len)
{
	const struct script *sc = (const struct script *)t;

	*ret_len = sc->pasted.len;
	return buf_text(&sc->pasted);
}

static bool script_suspend(struct term *t UNUSED)
{
	return false;
}

static bool script_copy(struct term *t, const char *text)
{
	fprintf(script_of(t)->out, "clipboard: %s\n", text);
	return true;
}

static int script_signal(const struct term *t)
{
	return ((const struct script *)t)->signal;
}

/* ---- screens as text --------------------------------------------------- */

static const struct cell *shown_at(const struct surface *s, int x, int y)
{
	return &s->cells[(size_t)y * (size_t)s->width + (size_t)x];
}

/* Prints the rows without the blanks at their ends. */
static void print_text(FILE *out, const struct surface *s)
{
	for (int y = 0; y < s->height; y++) {
		int end = s->width;

		while (
		    end > 0 && strcmp(shown_at(s, end - 1, y)->text, " ") == 0)
			end--;
		for (int x = 0; x < end; x++)
			fputs(shown_at(s, x, y)->text, out);
		fputc('\n', out);
	}
}

/* Prints one letter per cell, a dot for plain text. */
static void print_roles(FILE *out, const struct surface *s)
{
	static const char letters[ROLES + 1] = ".mkc*gwbrhi";

	for (int y = 0; y < s->height; y++) {
		int end = s->width;

		while (end > 0 && shown_at(s, end - 1, y)->role == ROLE_TEXT)
			end--;
		for (int x = 0; x < end; x++)
			fputc(letters[shown_at(s, x, y)->role], out);
		fputc('\n', out);
	}
}

static void dump(struct script *sc, bool roles)
{
	const struct surface *s = &sc->shown;

	print_text(sc->out, s);
	if (roles) {
		fputs("-- roles\n", sc->out);
		print_roles(sc->out, s);
	}
	fprintf(sc->out, "-- cursor %d %d%s\n", s->cursor_y, s->cursor_x,
	    s->cursor_shown ? " shown" : "");
}

/* ---- keys -------------------------------------------------------------- */

static const struct key_name {
	const char *name;
	int key;
} key_names[] = {
	{ "up", TERM_KEY_UP },
	{ "down", TERM_KEY_DOWN },
	{ "left", TERM_KEY_LEFT },
	{ "right", TERM_KEY_RIGHT },
	{ "pgup", TERM_KEY_PAGE_UP },
	{ "pgdn", TERM_KEY_PAGE_DOWN },
	{ "home", TERM_KEY_HOME },
	{ "end", TERM_KEY_END_KEY },
	{ "ins", TERM_KEY_INSERT },
	{ "del", TERM_KEY_DELETE },
	{ "backtab", TERM_KEY_BACK_TAB },
	{ "focus", TERM_KEY_FOCUS },
	{ "enter", '\r' },
	{ "esc", 27 },
	{ "tab", '\t' },
	{ "space", ' ' },
	{ "backspace", 127 },
};

/* The first code point of valid UTF-8; *ret_len is its length. */
static int code_point(const char *s, size_t *ret_len)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t len = u[0] < 0x80 ? 1 : u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	int c = len == 1 ? u[0] : u[0] & (0xff >> (len + 1));

	for (size_t i = 1; i < len; i++)
		c = c << 6 | (u[i] & 0x3f);
	*ret_len = len;
	return c;
}

/* Finds the key a line names; false when it names none. */
static bool key_of(const char *word, int *ret_key)
{
	size_t len;
	int n;
	char rest;

	for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
		if (strcmp(word, key_names[i].name) == 0) {
			*ret_key = key_names[i].key;
			return true;
		}
	if (sscanf(word, "f%2d%c", &n, &rest) == 1 && n >= 1 && n <= 12) {
		*ret_key = TERM_KEY_F1 + n - 1;
		return true;
	}
	if (word[0] == '^' && word[1] >= 'A' && word[1] <= 'Z' &&
	    word[2] == '\0') {
		*ret_key = word[1] - '@';
		return true;
	}
	*ret_key = code_point(word, &len);
	return word[len] == '\0';
}

/* Reads the next line without its newline; false at the end. */
static bool next_line(struct script *sc)
{
	int c;

	buf_clear(&sc->line);
	while ((c = fgetc(sc->in)) != EOF && c != '\n')
		buf_addc(&sc->line, (char)c);
	sc->line_number++;
	if (text_valid_until(buf_text(&sc->line), sc->line.len) !=
	    sc->line.len) {
		fprintf(sc->out, "line %d: not UTF-8\n", sc->line_number);
		buf_clear(&sc->line);
		return c != EOF;
	}
	return c != EOF || sc->line.len > 0;
}

/* If the line is word and an argument, returns the argument. */
static const char *argument(const char *line, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(line, word, len) != 0 || line[len] != ' ')
		return NULL;
	return line + len + 1;
}

/* Does what a word with an argument says; returns its key or NONE. */
static int long_word(struct script *sc, const char *line)
{
	const char *arg;
	int width, height;

	if ((arg = argument(line, "type")) != NULL) {
		sc->typing = arg;
	} else if ((arg = argument(line, "paste")) != NULL) {
		buf_addn(&sc->pasted, arg, strlen(arg));
		return TERM_KEY_PASTE;
	} else if ((arg = argument(line, "resize")) != NULL &&
	    sscanf(arg, "%4dx%4d", &width, &height) == 2) {
		surface_resize(&sc->term.surface, width, height);
		return TERM_KEY_RESIZED;
	} else {
		fprintf(sc->out, "line %d: no such key: %s\n", sc->line_number,
		    line);
	}
	return TERM_KEY_NONE;
}

/* Obeys one line; returns its key, or NONE when it is not one. */
static int obey(struct script *sc)
{
	const char *line = buf_text(&sc->line);
	int key;

	if (line[0] == '\0' || argument(line, "#") != NULL)
		return TERM_KEY_NONE;
	if (strcmp(line, "dump") == 0 || strcmp(line, "roles") == 0) {
		dump(sc, line[0] == 'r');
		return TERM_KEY_NONE;
	}
	if (strcmp(line, "hangup") == 0) {
		sc->signal = SIGHUP;
		return TERM_KEY_END;
	}
	return key_of(line, &key) ? key : long_word(sc, line);
}

static int script_key(struct term *t, int timeout_ms)
{
	struct script *sc = script_of(t);
	size_t len;
	int key;

	buf_clear(&sc->pasted);
	for (;;) {
		if (sc->typing != NULL && sc->typing[0] != '\0') {
			key = code_point(sc->typing, &len);
			sc->typing += len;
			return key;
		}
		sc->typing = NULL;
		if (!next_line(sc))
			return TERM_KEY_END;
		if (timeout_ms >= 0 && strcmp(buf_text(&sc->line), "wait") == 0)
			return TERM_KEY_NONE;
		key = obey(sc);
		if (key != TERM_KEY_NONE)
			return key;
	}
}

static const struct term_ops script_ops = {
	.close = script_close,
	.show = script_show,
	.repaint = script_repaint,
	.key = script_key,
	.pending = script_pending,
	.pasted = script_pasted,
	.suspend = script_suspend,
	.copy = script_copy,
	.signal = script_signal,
};

bool term_open_script(FILE *script, FILE *out, int width, int height,
    struct term **ret_term, struct err *err)
{
	struct script *sc;

	if (width < 1 || height < 1 || width > 1000 || height > 1000)
		return err_invalid(err, "size",
		    "A scripted terminal is between 1x1 and 1000x1000; "
		    "%dx%d is not.",
		    width, height);
	sc = calloc(1, sizeof(*sc));
	if (sc == NULL)
		abort();
	sc->term.ops = &script_ops;
	sc->in = script;
	sc->out = out;
	surface_resize(&sc->term.surface, width, height);
	surface_resize(&sc->shown, width, height);
	*ret_term = &sc->term;
	return true;
}
