/* tests/vt/vtgrid.c - what libvterm's screen shows, and keys it would send. */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tests/vt/vt.h"

static VTermScreenCell cell_at(const struct vt *v, int row, int col)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof(cell));
	vterm_screen_get_cell(
	    v->screen, (VTermPos){ .row = row, .col = col }, &cell);
	return cell;
}

/* Appends a code point in UTF-8. */
static void add_char(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_addc(b, (char)c);
		return;
	}
	if (c < 0x800) {
		buf_addc(b, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		buf_addc(b, (char)(0xe0 | c >> 12));
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		buf_addc(b, (char)(0xf0 | c >> 18));
		buf_addc(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	buf_addc(b, (char)(0x80 | (c & 0x3f)));
}

static void add_cell(struct buf *b, const VTermScreenCell *cell)
{
	if (cell->chars[0] == 0)
		buf_addc(b, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0;
	     i++)
		add_char(b, cell->chars[i]);
}

/* Appends all cells of a row; a wide one is followed by no blank. */
static void add_row(const struct vt *v, int row, struct buf *b)
{
	for (int col = 0; col < v->width; col++) {
		VTermScreenCell cell = cell_at(v, row, col);

		add_cell(b, &cell);
		if (cell.width == 2)
			col++;
	}
}

void vt_row(const struct vt *v, int row, struct buf *b)
{
	size_t start = b->len;

	add_row(v, row, b);
	while (b->len > start && b->s[b->len - 1] == ' ')
		b->s[--b->len] = '\0';
}

static void add_color(struct buf *b, const char *name, const VTermColor *c)
{
	if (VTERM_COLOR_IS_INDEXED(c))
		buf_fmt(b, " %s%d", name, c->indexed.idx);
	else
		buf_fmt(b, " %s#%02x%02x%02x", name, c->rgb.red, c->rgb.green,
		    c->rgb.blue);
}

void vt_attributes(const struct vt *v, int row, int col, struct buf *b)
{
	VTermScreenCell cell = cell_at(v, row, col);
	struct buf names = BUF_INIT;

	if (cell.attrs.bold)
		buf_add(&names, " bold");
	if (cell.attrs.underline)
		buf_add(&names, " underline");
	if (cell.attrs.reverse)
		buf_add(&names, " reverse");
	if (cell.attrs.blink)
		buf_add(&names, " blink");
	if (cell.attrs.italic)
		buf_add(&names, " italic");
	if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
		add_color(&names, "fg", &cell.fg);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
		add_color(&names, "bg", &cell.bg);
	buf_add(b, names.len > 0 ? names.s + 1 : "normal");
	buf_done(&names);
}

void vt_cursor(const struct vt *v, int *ret_row, int *ret_col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(v->vterm), &pos);
	*ret_row = pos.row;
	*ret_col = pos.col;
}

bool vt_has_text(const struct vt *v, const char *text)
{
	struct buf b = BUF_INIT;
	bool found = false;

	for (int row = 0; row < v->height && !found; row++) {
		buf_clear(&b);
		add_row(v, row, &b);
		found = strstr(buf_text(&b), text) != NULL;
	}
	buf_done(&b);
	return found;
}

/* ---- the golden form --------------------------------------------------- */

/* Letters of the usual attributes, the same on every screen. */
static const struct {
	const char *names;
	char letter;
} usual[] = {
	{ "normal", '.' },
	{ "bold", 'b' },
	{ "underline", 'u' },
	{ "reverse", 'r' },
	{ "fg244", 'm' },      /* muted */
	{ "fg34", 'g' },       /* good ... */
	{ "fg2", 'g' },        /* ... of 8 colors */
	{ "bold fg172", 'w' }, /* warn */
	{ "bold fg3", 'w' },
	{ "bold fg160", 'x' }, /* bad */
	{ "bold fg1", 'x' },
	{ "fg67", '#' }, /* bar */
	{ "fg6", '#' },
};

#define LEGEND_MAX 32

/* The attributes on a screen; the unusual ones have capital letters. */
struct legend {
	struct buf names[LEGEND_MAX];
	char letters[LEGEND_MAX];
	int n, unusual;
};

static char letter_for(struct legend *l, const char *names)
{
	for (size_t i = 0; i < ARRAY_LEN(usual); i++)
		if (strcmp(usual[i].names, names) == 0)
			return usual[i].letter;
	return (char)('A' + l->unusual++ % 26);
}

/* The letter of a cell's attributes, added to the legend when new. */
static char letter_of(struct legend *l, const struct vt *v, int row, int col)
{
	struct buf b = BUF_INIT;
	int i;

	vt_attributes(v, row, col, &b);
	for (i = 0; i < l->n; i++)
		if (strcmp(buf_text(&l->names[i]), buf_text(&b)) == 0)
			break;
	if (i == l->n && i < LEGEND_MAX) {
		l->letters[i] = letter_for(l, buf_text(&b));
		l->names[i] = b;
		l->n++;
		return l->letters[i];
	}
	buf_done(&b);
	return i < LEGEND_MAX ? l->letters[i] : '?';
}

static void add_attributes(const struct vt *v, struct buf *b)
{
	struct legend l = { .n = 0 };

	for (int row = 0; row < v->height; row++) {
		buf_addc(b, ':');
		for (int col = 0; col < v->width; col++)
			buf_addc(b, letter_of(&l, v, row, col));
		while (b->s[b->len - 1] == '.')
			b->s[--b->len] = '\0';
		buf_addc(b, '\n');
	}
	for (int c = '#'; c <= 'z'; c++)
		for (int i = 0; i < l.n; i++)
			if (l.letters[i] == c && c != '.')
				buf_fmt(b, "%c %s\n", c, buf_text(&l.names[i]));
	for (int i = 0; i < l.n; i++)
		buf_done(&l.names[i]);
}

void vt_grid(const struct vt *v, struct buf *b)
{
	int row, col;

	vt_cursor(v, &row, &col);
	for (int i = 0; i < v->height; i++) {
		buf_addc(b, '|');
		add_row(v, i, b);
		buf_add(b, "|\n");
		if (i == row)
			buf_fmt(b, "%*s^%s\n", col + 1, "",
			    v->cursor_visible ? "" : " hidden");
	}
	add_attributes(v, b);
}

/* ---- keys -------------------------------------------------------------- */

static const struct {
	const char *name;
	VTermKey key;
} keys[] = {
	{ "up", VTERM_KEY_UP },
	{ "down", VTERM_KEY_DOWN },
	{ "left", VTERM_KEY_LEFT },
	{ "right", VTERM_KEY_RIGHT },
	{ "pgup", VTERM_KEY_PAGEUP },
	{ "pgdn", VTERM_KEY_PAGEDOWN },
	{ "home", VTERM_KEY_HOME },
	{ "end", VTERM_KEY_END },
	{ "ins", VTERM_KEY_INS },
	{ "del", VTERM_KEY_DEL },
	{ "enter", VTERM_KEY_ENTER },
	{ "esc", VTERM_KEY_ESCAPE },
	{ "escape", VTERM_KEY_ESCAPE },
	{ "tab", VTERM_KEY_TAB },
	{ "backspace", VTERM_KEY_BACKSPACE },
};

bool vt_key(struct vt *v, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (strcasecmp(name, keys[i].name) == 0) {
			vterm_keyboard_key(
			    v->vterm, keys[i].key, VTERM_MOD_NONE);
			return true;
		}
	if (strcasecmp(name, "backtab") == 0) {
		vterm_keyboard_key(v->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
	} else if (strcasecmp(name, "space") == 0) {
		vt_send(v, " ", 1);
	} else if ((name[0] == 'f' || name[0] == 'F') && len > 1) {
		long n = strtol(name + 1, NULL, 10);

		if (n < 1 || n > 12)
			return false;
		vterm_keyboard_key(v->vterm,
		    (VTermKey)VTERM_KEY_FUNCTION((int)n), VTERM_MOD_NONE);
	} else if (name[0] == '^' && len == 2) {
		vt_send(v, (char[]){ (char)(name[1] & 0x1f) }, 1);
	} else if (len == 1 || (name[0] & 0x80) != 0) {
		vt_send(v, name, len);
	} else {
		return false;
	}
	return true;
}

void vt_paste(struct vt *v, const char *text, size_t len)
{
	vterm_keyboard_start_paste(v->vterm);
	vt_send(v, text, len);
	vterm_keyboard_end_paste(v->vterm);
}

void vt_left_on(struct vt *v, struct buf *b)
{
	struct buf sent = BUF_INIT;
	VTermState *state = vterm_obtain_state(v->vterm);
	VTermValue bold;

	v->answer = &sent;
	vterm_keyboard_start_paste(v->vterm);
	if (sent.len > 0)
		buf_add(b, " bracketed paste");
	buf_clear(&sent);
	vterm_keyboard_key(v->vterm, VTERM_KEY_UP, VTERM_MOD_NONE);
	if (strcmp(buf_text(&sent), "\033[A") != 0)
		buf_add(b, " application keys");
	v->answer = NULL;
	buf_done(&sent);
	if (v->alternate)
		buf_add(b, " alternate screen");
	if (!v->cursor_visible)
		buf_add(b, " hidden cursor");
	if (v->mouse)
		buf_add(b, " mouse");
	if (vterm_state_get_penattr(state, VTERM_ATTR_BOLD, &bold) &&
	    bold.boolean)
		buf_add(b, " bold");
}
