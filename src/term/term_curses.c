/*
 * term/term_curses.c - a real terminal; the only file to see curses.
 *
 * curses knows what a terminal understands and the cheapest way from one
 * screen to the next, and is used for that alone. It writes into a file in
 * memory, so that a frame reaches the terminal in one write, which may be
 * refused; and it reads nothing, since it takes unknown keys apart.
 */

#include "config.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "base/text.h"
#include "term/clipboard.h"
#include "term/input.h"
#include "term/letters.h"
#include "term/term_ops.h"
#include "term/term_type.h"
#include "term/terminfo.h"
#include "term/tty.h"
#include "term/wide.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define SOON_MS 1000    /* see term_key() in term/term.h */
#define SUSPEND_MS 1000 /* a stalled terminal is left as it is */
#define MAX_SIZE 1000   /* cells a side; what is beyond stays empty */

struct curses {
	struct term term; /* first, so that the two convert */
	struct tty tty;
	struct input input;
	SCREEN *screen;
	FILE *out;          /* what curses writes to: a file in memory */
	struct arena arena; /* notice, reset */
	const char *type;
	attr_t attrs[ROLES];
	short pairs[ROLES];
	struct surface shown; /* what curses was last told */
	int visibility;       /* of the cursor; -1: unknown to the terminal */
	bool cursor_visible;
	bool repaint;
	bool resized; /* and the program has not been told */
	bool late;    /* a frame was put off until the terminal takes it */
};

static struct curses *curses_of(struct term *t)
{
	return (struct curses *)t;
}

/* ---- looks ------------------------------------------------------------- */

struct look {
	attr_t mono;
	attr_t attr;     /* with colors */
	short few, many; /* of 8 and of 256 colors; -1 is the default */
};

static const struct look looks[ROLES] = {
	[ROLE_TEXT] = { A_NORMAL, A_NORMAL, -1, -1 },
	[ROLE_MUTED] = { A_NORMAL, A_NORMAL, -1, 244 },
	[ROLE_KEY] = { A_BOLD, A_BOLD, -1, -1 },
	[ROLE_CURSOR] = { A_UNDERLINE, A_UNDERLINE, -1, -1 },
	[ROLE_MARK] = { A_BOLD, A_BOLD, -1, -1 },
	[ROLE_GOOD] = { A_NORMAL, A_NORMAL, COLOR_GREEN, 34 },
	[ROLE_WARN] = { A_BOLD, A_BOLD, COLOR_YELLOW, 172 },
	[ROLE_BAD] = { A_REVERSE, A_BOLD, COLOR_RED, 160 },
	[ROLE_BAR] = { A_NORMAL, A_NORMAL, COLOR_CYAN, 67 },
	[ROLE_HEAD] = { A_BOLD, A_BOLD, -1, -1 },
	[ROLE_INPUT] = { A_UNDERLINE, A_UNDERLINE, -1, -1 },
};

/* How many colors to use: 0, 8 or 256. */
static int colors_of(const struct term_options *options)
{
	const char *no = getenv("NO_COLOR");

	switch (options->colors) {
	case COLORS_MONO:
		return 0;
	case COLORS_8:
		return COLORS >= 8 ? 8 : 0;
	case COLORS_AUTO:
		if (no != NULL && no[0] != '\0')
			return 0;
		break;
	case COLORS_256:
		break;
	}
	return COLORS >= 256 ? 256 : COLORS >= 8 ? 8 : 0;
}

static void choose_looks(struct curses *c, const struct term_options *options)
{
	int colors = 0;

	/* Without default colors a background of our own would show. */
	if (has_colors() && start_color() == OK && use_default_colors() == OK)
		colors = colors_of(options);
	for (short role = 0; role < ROLES; role++) {
		const struct look *look = &looks[role];
		short color = colors == 256 ? look->many : look->few;

		c->attrs[role] = colors > 0 ? look->attr : look->mono;
		if (colors > 0 && color >= 0 &&
		    init_pair((short)(role + 1), color, -1) == OK)
			c->pairs[role] = (short)(role + 1);
	}
}

/* ---- frames ------------------------------------------------------------ */

/* Moves what curses has written to the queue for the terminal. */
static void collect(struct curses *c)
{
	char bytes[4096];
	int fd = fileno(c->out);
	off_t left;

	left = lseek(fd, 0, SEEK_CUR);
	lseek(fd, 0, SEEK_SET);
	while (left > 0) {
		ssize_t n = read(fd, bytes,
		    left < (off_t)sizeof(bytes) ? (size_t)left : sizeof(bytes));

		if (n <= 0)
			break;
		tty_queue(&c->tty, bytes, (size_t)n);
		left -= n;
	}
	lseek(fd, 0, SEEK_SET);
}

/* A blank that looks the same in any role. */
static bool is_bare(const struct curses *c, const struct cell *cell)
{
	const attr_t visible = A_UNDERLINE | A_REVERSE;

	return strcmp(cell->text, " ") == 0 &&
	    (c->attrs[cell->role] & visible) == 0;
}

/*
 * Makes bare blanks plain, except between two cells of the same role: that
 * saves the switches to their role and back.
 */
static void plain_blanks(const struct curses *c, struct cell *row, int width)
{
	int end;

	for (int x = 0; x < width; x = end + 1) {
		for (end = x; end < width && is_bare(c, &row[end]);)
			end++;
		if (x > 0 && end < width && row[x - 1].role == row[end].role)
			continue;
		for (int i = x; i < end; i++)
			row[i].role = ROLE_TEXT;
	}
}

static void put_cell(
    const struct curses *c, int x, int y, int width, const struct cell *cell)
{
	wchar_t wide[WIDE_MAX + 1];
	attr_t attr = c->attrs[cell->role];
	short pair = c->pairs[cell->role];
	cchar_t cc;

	wide_text(cell->text, width, wide);
	setcchar(&cc, wide, attr, pair, NULL);
	mvadd_wch(y, x, &cc);
	if (wcwidth(wide[0]) < width) {
		setcchar(&cc, L" ", attr, pair, NULL);
		mvadd_wch(y, x + 1, &cc);
	}
}

/* Tells curses the cells of a row that changed. */
static void put_changes(
    const struct curses *c, int y, const struct cell *new, int width)
{
	const struct cell *old = &c->shown.cells[y * width];

	for (int x = 0; x < width; x++) {
		bool wide = x + 1 < width && new[x + 1].text[0] == '\0';

		if (new[x].text[0] != '\0' &&
		    (new[x].role != old[x].role ||
			strcmp(new[x].text, old[x].text) != 0))
			put_cell(c, x, y, wide ? 2 : 1, &new[x]);
	}
}

/* Compares the surface with what is shown, and takes it for shown. */
static void put_surface(struct curses *c)
{
	struct surface next = { .cells = NULL };

	surface_copy(&next, &c->term.surface);
	for (int y = 0; y < next.height; y++) {
		struct cell *row = &next.cells[y * next.width];

		plain_blanks(c, row, next.width);
		put_changes(c, y, row, next.width);
	}
	surface_done(&c->shown);
	c->shown = next;
}

/* Makes a frame of what changed and puts it into the queue. */
static void paint(struct curses *c)
{
	const struct surface *s = &c->term.surface;
	int visibility = s->cursor_shown || c->cursor_visible ? 1 : 0;

	put_surface(c);
	if (c->repaint)
		clearok(curscr, TRUE);
	c->repaint = false;
	move(s->cursor_y, s->cursor_x);
	wnoutrefresh(stdscr);
	doupdate();
	if (visibility != c->visibility)
		curs_set(visibility);
	c->visibility = visibility;
	collect(c);
}

static void curses_show(struct term *t)
{
	struct curses *c = curses_of(t);

	c->late = c->tty.full && !tty_flush(&c->tty);
	if (c->late)
		return;
	paint(c);
	tty_flush(&c->tty);
}

static void curses_repaint(struct term *t)
{
	curses_of(t)->repaint = true;
}

/* Makes every cell differ from what is shown. */
static void forget_shown(struct curses *c)
{
	size_t n = (size_t)c->shown.width * (size_t)c->shown.height;

	for (size_t i = 0; i < n; i++)
		c->shown.cells[i].role = ROLES;
}

/* Gives curses and the surface the window's size; false when they had it. */
static bool adopt_size(struct curses *c)
{
	int width, height;

	tty_size(&c->tty, &width, &height);
	if (width < 1 || height < 1) {
		width = COLS;
		height = LINES;
	}
	width = width < MAX_SIZE ? width : MAX_SIZE;
	height = height < MAX_SIZE ? height : MAX_SIZE;
	if (width == c->term.surface.width && height == c->term.surface.height)
		return false;
	if (width != COLS || height != LINES)
		resize_term(height, width);
	erase();
	surface_resize(&c->term.surface, width, height);
	surface_resize(&c->shown, width, height);
	forget_shown(c);
	c->repaint = true;
	c->resized = true;
	return true;
}

/* ---- leaving the screen and coming back --------------------------------- */

/* The capability's string, "" when the terminal has none. */
static const char *capability(const char *name)
{
	const char *s = tigetstr(name);

	return s == NULL || s == (const char *)-1 ? "" : s;
}

static void leave(struct curses *c)
{
	endwin();
	collect(c);
	/* Some emulators restore the cursor as it was hidden with rmcup. */
	tty_queue(&c->tty, capability("cnorm"), strlen(capability("cnorm")));
	tty_queue(&c->tty, PASTE_OFF, strlen(PASTE_OFF));
}

/* Takes the terminal over again and shows the surface, whole. */
static void come_back(struct curses *c)
{
	tty_raw(&c->tty);
	tty_queue(&c->tty, PASTE_ON, strlen(PASTE_ON));
	c->repaint = true;
	c->visibility = -1;
	c->input.busy = true;
	if (!adopt_size(c))
		curses_show(&c->term);
}

static bool curses_suspend(struct term *t)
{
	struct curses *c = curses_of(t);
	bool stopped;

	leave(c);
	tty_drain(&c->tty, SUSPEND_MS);
	tty_cooked(&c->tty);
	stopped = signals_stop();
	come_back(c);
	return stopped;
}

/* ---- keys -------------------------------------------------------------- */

/* What a signal asks for; RESIZED or NONE. */
static int heed_signals(struct curses *c)
{
	bool resized;

	if (signals_take(SIGTSTP))
		curses_suspend(&c->term);
	if (signals_take(SIGCONT)) /* stopped by another: anything may be on */
		come_back(c);
	if (signals_take(SIGWINCH)) {
		adopt_size(c);
		c->input.busy = true;
	}
	resized = c->resized;
	c->resized = false;
	return resized ? TERM_KEY_RESIZED : TERM_KEY_NONE;
}

static int curses_key(struct term *t, int timeout_ms)
{
	struct curses *c = curses_of(t);
	long long start = tty_clock();
	bool soon = timeout_ms >= 0 && timeout_ms < SOON_MS;
	int left, key;

	for (;;) {
		if (signals_end() != 0)
			return TERM_KEY_END;
		key = heed_signals(c);
		if (key == TERM_KEY_NONE)
			key = input_take(&c->input);
		if (key == TERM_KEY_NONE && c->tty.gone)
			return TERM_KEY_END;
		left = tty_left(timeout_ms, start);
		if (key != TERM_KEY_NONE || left == 0)
			return key;
		input_wait(&c->input, left, soon);
		if (c->late)
			curses_show(t);
		else
			tty_flush(&c->tty);
	}
}

static bool curses_pending(struct term *t)
{
	struct curses *c = curses_of(t);

	return input_waiting(&c->input) || c->tty.gone || signals_end() != 0;
}

static const char *curses_pasted(const struct term *t, size_t *ret_len)
{
	const struct curses *c = (const struct curses *)t;

	*ret_len = c->input.keys.pasted.len;
	return buf_text(&c->input.keys.pasted);
}

static int curses_signal(const struct term *t UNUSED)
{
	return signals_end();
}

/* ---- the clipboard ----------------------------------------------------- */

static bool curses_copy(struct term *t, const char *text)
{
	struct curses *c = curses_of(t);
	struct buf b = BUF_INIT;
	bool ok = clipboard_sequence(c->type, text, &b);

	tty_queue(&c->tty, buf_text(&b), b.len);
	tty_flush(&c->tty);
	buf_done(&b);
	return ok;
}

/* ---- opening and closing ----------------------------------------------- */

static void curses_close(struct term *t)
{
	struct curses *c = curses_of(t);

	signals_crash(NULL, NULL);
	if (!c->tty.gone)
		leave(c);
	delscreen(c->screen);
	fclose(c->out);
	tty_close(&c->tty);
	signals_done();
	keys_done(&c->input.keys);
	surface_done(&c->shown);
	arena_done(&c->arena);
	free(c);
}

/* A file in memory for what curses writes. */
static FILE *memory_file(void)
{
#ifdef MFD_CLOEXEC
	int fd = memfd_create("frame", MFD_CLOEXEC);

	return fd >= 0 ? fdopen(fd, "w+") : NULL;
#else
	return tmpfile();
#endif
}

static bool refuse(const char *term, struct err *err)
{
	return err_set(err, ERR_REFUSED,
	    "TERM is \"%.40s\", which shows no screens; set it to your "
	    "terminal's type, for example TERM=xterm-256color.",
	    term == NULL ? "" : term);
}

/* Lets curses read the description of TERM, or of one like it. */
static bool start_screen(
    struct curses *c, const char **ret_notice, struct err *err)
{
	const char *term = getenv("TERM");
	const char *types[TERM_TYPES];
	size_t n;

	if (term_type_is_refused(term))
		return refuse(term, err);
	n = term_type_candidates(term, &c->arena, types);
	for (size_t i = 0; i < n && c->screen == NULL; i++) {
		c->type = types[i];
		if (terminfo_knows(c->type))
			c->screen = newterm(c->type, c->out, c->out);
	}
	if (c->screen == NULL)
		return err_set(err, ERR_REFUSED,
		    "This machine has no description of any terminal; "
		    "install one (Debian: apt install ncurses-base).");
	if (capability("cup")[0] == '\0') /* paper, for example */
		return refuse(c->type, err);
	if (c->type != term)
		*ret_notice = arena_fmt(&c->arena,
		    "TERM=%.40s is unknown here; shown as %s.",
		    text_safe(term, &c->arena), c->type);
	return true;
}

/* What brings the terminal back after a crash. */
static const char *reset_text(struct arena *a)
{
	return arena_fmt(a, "%s%s%s%s%s" PASTE_OFF, capability("sgr0"),
	    capability("op"), capability("rmkx"), capability("rmcup"),
	    capability("cnorm"));
}

/* Prepares what curses sends, and what it is never to do. */
static void set_modes(struct curses *c, const struct term_options *options)
{
	keypad(stdscr, TRUE);
	typeahead(-1); /* no frame stops halfway */
	choose_looks(c, options);
	keys_terminfo(&c->input.keys, capability);
	signals_catch(); /* again: newterm() has taken some */
	signals_crash(&c->tty, reset_text(&c->arena));
	tty_raw(&c->tty);
	tty_queue(&c->tty, PASTE_ON, strlen(PASTE_ON));
}

static const struct term_ops curses_ops = {
	.close = curses_close,
	.show = curses_show,
	.repaint = curses_repaint,
	.key = curses_key,
	.pending = curses_pending,
	.pasted = curses_pasted,
	.suspend = curses_suspend,
	.copy = curses_copy,
	.signal = curses_signal,
};

/* Everything but the descriptor: false leaves nothing to undo but c. */
static bool open_screen(struct curses *c, const struct term_options *options,
    const char **ret_notice, struct err *err)
{
	struct letters letters;

	letters_adopt(&letters);
	*ret_notice = letters.notice;
	c->term.surface.ascii = options->ascii || !letters.lines;
	c->term.surface.ascii_text = !letters.utf8;
	keys_init(&c->input.keys, letters.utf8,
	    options->escape_ms > 0 ? options->escape_ms : 50);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	setenv("NCURSES_NO_PADDING", "1", 1); /* for a file in memory */
	c->out = memory_file();
	if (c->out == NULL)
		return err_set(err, ERR_IO,
		    "There is no room for a temporary file (%s).",
		    strerror(errno));
	return start_screen(c, ret_notice, err);
}

/* Undoes what a failed opening did. */
static void discard(struct curses *c)
{
	if (c->screen != NULL)
		delscreen(c->screen);
	if (c->out != NULL)
		fclose(c->out);
	tty_close(&c->tty);
	signals_done();
	arena_done(&c->arena);
	free(c);
}

bool term_open_curses(const struct term_options *options,
    struct term **ret_term, const char **ret_notice, struct err *err)
{
	const char *token = getenv("ACCORD_TEST");
	struct curses *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	if (!tty_open(&c->tty, err)) {
		free(c);
		return false;
	}
	signals_catch(); /* before curses can take any */
	c->term.ops = &curses_ops;
	c->cursor_visible = options->cursor_visible;
	c->visibility = -1;
	c->input.tty = &c->tty;
	c->input.tests = token != NULL && token[0] != '\0';
	c->input.busy = true;
	if (!open_screen(c, options, ret_notice, err)) {
		discard(c);
		return false;
	}
	set_modes(c, options);
	adopt_size(c);
	c->resized = false;
	*ret_term = &c->term;
	return true;
}
