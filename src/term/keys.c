/* term/keys.c - from the bytes a terminal sends to keys. */

#include "config.h"

#include "term/keys.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

enum { ESC = 27, DEL = 127, CAN = 24, SUB = 26, BEL = 7, BS = 8 };

/* Not a key of term.h: what opens a paste. */
#define KEY_PASTE_BEGIN (-2)

static const char paste_end[] = "\033[201~";

/* How long half a sequence is waited for, in milliseconds: long, since its
 * rest would run as commands. */
#define SEQUENCE_MS 500
#define PASTE_MS 2000

static const struct keys_sequence builtin[] = {
	{ "\033[200~", KEY_PASTE_BEGIN },
	{ "\033[A", TERM_KEY_UP },
	{ "\033[B", TERM_KEY_DOWN },
	{ "\033[C", TERM_KEY_RIGHT },
	{ "\033[D", TERM_KEY_LEFT },
	{ "\033OA", TERM_KEY_UP },
	{ "\033OB", TERM_KEY_DOWN },
	{ "\033OC", TERM_KEY_RIGHT },
	{ "\033OD", TERM_KEY_LEFT },
	{ "\033[H", TERM_KEY_HOME },
	{ "\033[F", TERM_KEY_END_KEY },
	{ "\033OH", TERM_KEY_HOME },
	{ "\033OF", TERM_KEY_END_KEY },
	{ "\033[1~", TERM_KEY_HOME }, /* linux, PuTTY, tmux */
	{ "\033[2~", TERM_KEY_INSERT },
	{ "\033[3~", TERM_KEY_DELETE },
	{ "\033[4~", TERM_KEY_END_KEY },
	{ "\033[5~", TERM_KEY_PAGE_UP },
	{ "\033[6~", TERM_KEY_PAGE_DOWN },
	{ "\033[7~", TERM_KEY_HOME }, /* rxvt */
	{ "\033[8~", TERM_KEY_END_KEY },
	{ "\033[Z", TERM_KEY_BACK_TAB },
	{ "\033[I", TERM_KEY_FOCUS },
	{ "\033OP", TERM_KEY_F1 },
	{ "\033OQ", TERM_KEY_F1 + 1 },
	{ "\033OR", TERM_KEY_F1 + 2 },
	{ "\033OS", TERM_KEY_F1 + 3 },
	{ "\033[11~", TERM_KEY_F1 }, /* PuTTY, rxvt */
	{ "\033[12~", TERM_KEY_F1 + 1 },
	{ "\033[13~", TERM_KEY_F1 + 2 },
	{ "\033[14~", TERM_KEY_F1 + 3 },
	{ "\033[[A", TERM_KEY_F1 }, /* linux */
	{ "\033[[B", TERM_KEY_F1 + 1 },
	{ "\033[[C", TERM_KEY_F1 + 2 },
	{ "\033[[D", TERM_KEY_F1 + 3 },
	{ "\033[[E", TERM_KEY_F1 + 4 },
	{ "\033[15~", TERM_KEY_F1 + 4 },
	{ "\033[17~", TERM_KEY_F1 + 5 },
	{ "\033[18~", TERM_KEY_F1 + 6 },
	{ "\033[19~", TERM_KEY_F1 + 7 },
	{ "\033[20~", TERM_KEY_F1 + 8 },
	{ "\033[21~", TERM_KEY_F1 + 9 },
	{ "\033[23~", TERM_KEY_F1 + 10 },
	{ "\033[24~", TERM_KEY_F12 },
	{ "\033OM", '\r' }, /* the numeric keypad in application mode */
	{ "\033OX", '=' },
	{ "\033Oj", '*' },
	{ "\033Ok", '+' },
	{ "\033Ol", ',' },
	{ "\033Om", '-' },
	{ "\033On", '.' },
	{ "\033Oo", '/' },
	{ "\033Op", '0' },
	{ "\033Oq", '1' },
	{ "\033Or", '2' },
	{ "\033Os", '3' },
	{ "\033Ot", '4' },
	{ "\033Ou", '5' },
	{ "\033Ov", '6' },
	{ "\033Ow", '7' },
	{ "\033Ox", '8' },
	{ "\033Oy", '9' },
};

/* ---- sequences --------------------------------------------------------- */

enum match { MATCH_NO, MATCH_PREFIX, MATCH_KEY };

/* Looks seq up in one table; the first that fits wins. */
static enum match match_in(const struct keys_sequence *table, size_t n,
    const char *seq, size_t len, int *ret_key)
{
	enum match match = MATCH_NO;

	for (size_t i = 0; i < n; i++) {
		if (strncmp(table[i].bytes, seq, len) != 0)
			continue;
		if (table[i].bytes[len] == '\0') {
			*ret_key = table[i].key;
			return MATCH_KEY;
		}
		match = MATCH_PREFIX;
	}
	return match;
}

static enum match match_key(
    const struct keys *k, const char *seq, size_t len, int *ret_key)
{
	enum match match =
	    match_in(builtin, ARRAY_LEN(builtin), seq, len, ret_key);

	if (match != MATCH_KEY &&
	    match_in(k->defined, k->ndefined, seq, len, ret_key) > match)
		match = match_in(k->defined, k->ndefined, seq, len, ret_key);
	return match;
}

/* True when by the grammar of ECMA-48 more bytes belong to the sequence. */
static bool is_unfinished(const char *seq, size_t len)
{
	char last = seq[len - 1];

	if (len == 2 && (last == '[' || last == 'O'))
		return true;
	if (seq[1] == '[')
		return last >= 0x20 && last <= 0x3f;
	if (seq[1] == 'O')
		return (last >= '0' && last <= '9') || last == ';';
	return false;
}

static bool opens_string(char c)
{
	return c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_';
}

/* What can follow Escape in something that is not typed. */
static bool introduces(const struct keys *k, char c)
{
	const char seq[] = { ESC, c, '\0' };
	int key;

	return c == '[' || c == 'O' || opens_string(c) ||
	    match_in(k->defined, k->ndefined, seq, 2, &key) != MATCH_NO;
}

static void begin_sequence(struct keys *k)
{
	k->state = KEYS_ESCAPE;
	memset(k->seq, 0, sizeof(k->seq));
	k->seq[0] = ESC;
	k->seq_len = 1;
	k->seq_start = k->pos - 1;
	k->seq_here = true;
}

/* Drops an unknown sequence, and what came along with it. */
static void swallow(struct keys *k)
{
	size_t end = k->seq_start + KEYS_NOISE;

	k->state = KEYS_GROUND;
	if (!k->seq_here)
		return;
	while (k->pos < k->len && k->pos < end && k->burst[k->pos] != ESC)
		k->pos++;
}

static int escape_byte(struct keys *k, char c)
{
	int key;

	if (k->seq_len == 1 && !k->seq_here && c != ESC &&
	    !introduces(k, c)) { /* two keys of a person */
		k->state = KEYS_GROUND;
		k->pos--;
		return ESC;
	}
	if (c == ESC) {
		key = k->seq_len == 1 ? ESC : TERM_KEY_NONE;
		begin_sequence(k);
		return key;
	}
	if (k->seq_len < sizeof(k->seq) - 1)
		k->seq_len++;
	k->seq[k->seq_len - 1] = c;
	switch (match_key(k, k->seq, k->seq_len, &key)) {
	case MATCH_KEY:
		k->state = key == KEY_PASTE_BEGIN ? KEYS_PASTING : KEYS_GROUND;
		k->matched = 0;
		return key == KEY_PASTE_BEGIN ? TERM_KEY_NONE : key;
	case MATCH_PREFIX:
		return TERM_KEY_NONE;
	case MATCH_NO:
		break;
	}
	if (k->seq_len == 2 && opens_string(c)) {
		k->state = KEYS_STRING;
		return TERM_KEY_NONE;
	}
	if (is_unfinished(k->seq, k->seq_len))
		return TERM_KEY_NONE;
	swallow(k);
	return k->seq_len == 2 ? ESC : TERM_KEY_NONE;
}

static int string_byte(struct keys *k, char c)
{
	if (k->state == KEYS_STRING_END && c != '\\') {
		bool here = k->pos >= 2; /* its Escape, too */

		begin_sequence(k);
		k->seq_here = here;
		k->seq_start -= here ? 1 : 0;
		return escape_byte(k, c);
	}
	k->seq_len = 3; /* longer than what a person types */
	if (k->state == KEYS_STRING_END || c == BEL || c == CAN || c == SUB)
		k->state = KEYS_GROUND;
	else if (c == ESC)
		k->state = KEYS_STRING_END;
	return TERM_KEY_NONE;
}

/* ---- characters -------------------------------------------------------- */

/* An 8-bit set's byte as a code point, 0 when it has none. */
static int wide(unsigned char byte)
{
	wint_t c = btowc(byte);

	return c == WEOF || (c >= 0x80 && c < 0xa0) ? 0 : (int)c;
}

/* The first byte of a character; invalid ones are dropped. */
static int first_byte(struct keys *k, unsigned char byte)
{
	if (!k->utf8)
		return wide(byte);
	if (byte < 0xc2 || byte > 0xf4)
		return TERM_KEY_NONE;
	k->more = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
	k->code = byte & (0x3f >> k->more);
	k->least = byte < 0xe0 ? 0xa0 : byte < 0xf0 ? 0x800 : 0x10000;
	k->state = KEYS_UTF8;
	return TERM_KEY_NONE;
}

static int further_byte(struct keys *k, unsigned char byte)
{
	if ((byte & 0xc0) != 0x80) {
		k->state = KEYS_GROUND;
		k->pos--;
		return TERM_KEY_NONE;
	}
	k->code = k->code << 6 | (byte & 0x3f);
	if (--k->more > 0)
		return TERM_KEY_NONE;
	k->state = KEYS_GROUND;
	if (k->code < k->least || k->code > 0x10ffff ||
	    (k->code >= 0xd800 && k->code < 0xe000))
		return TERM_KEY_NONE;
	return k->code;
}

static int ground_byte(struct keys *k, char c)
{
	if (c == ESC) {
		begin_sequence(k);
		return TERM_KEY_NONE;
	}
	if (c == BS)
		return DEL;
	if ((unsigned char)c >= 0x80)
		return first_byte(k, (unsigned char)c);
	return c; /* NUL is TERM_KEY_NONE */
}

/* ---- pastes ------------------------------------------------------------ */

static void paste_add(struct keys *k, char c)
{
	int code;

	if (k->pasting.len >= KEYS_PASTE || c == '\0')
		return;
	if (k->utf8 || (unsigned char)c < 0x80) {
		buf_addc(&k->pasting, c);
		return;
	}
	code = wide((unsigned char)c); /* the program's text is UTF-8 */
	if (code >= 0x800)
		buf_addc(&k->pasting, (char)(0xe0 | code >> 12));
	if (code >= 0x800)
		buf_addc(&k->pasting, (char)(0x80 | (code >> 6 & 0x3f)));
	else if (code >= 0x80)
		buf_addc(&k->pasting, (char)(0xc0 | code >> 6));
	if (code >= 0x80)
		buf_addc(&k->pasting, (char)(0x80 | (code & 0x3f)));
}

/* Hands the text over. */
static int paste_deliver(struct keys *k)
{
	struct buf text = k->pasting;

	k->pasting = k->pasted;
	k->pasted = text;
	buf_clear(&k->pasting);
	return TERM_KEY_PASTE;
}

static int paste_byte(struct keys *k, char c)
{
	if (c == paste_end[k->matched]) {
		if (paste_end[++k->matched] != '\0')
			return TERM_KEY_NONE;
		k->state = KEYS_GROUND;
		return paste_deliver(k);
	}
	for (size_t i = 0; i < k->matched; i++)
		paste_add(k, paste_end[i]);
	k->matched = c == ESC ? 1 : 0;
	if (c != ESC)
		paste_add(k, c);
	return TERM_KEY_NONE;
}

/* ---- public ------------------------------------------------------------ */

void keys_init(struct keys *k, bool utf8, int escape_ms)
{
	*k = (struct keys){ .utf8 = utf8, .escape_ms = escape_ms };
}

void keys_done(struct keys *k)
{
	buf_done(&k->pasting);
	buf_done(&k->pasted);
}

void keys_define(struct keys *k, const char *bytes, int key)
{
	struct keys_sequence *s;
	int known;

	if (bytes[0] != ESC || strlen(bytes) < 2 ||
	    strlen(bytes) >= KEYS_SEQUENCE || k->ndefined == KEYS_DEFINED ||
	    match_key(k, bytes, strlen(bytes), &known) != MATCH_NO)
		return;
	s = &k->defined[k->ndefined++];
	memcpy(s->bytes, bytes, strlen(bytes) + 1);
	s->key = key;
}

void keys_terminfo(struct keys *k, const char *(*capability)(const char *name))
{
	static const struct {
		const char *name;
		int key;
	} names[] = {
		{ "kcuu1", TERM_KEY_UP },
		{ "kcud1", TERM_KEY_DOWN },
		{ "kcub1", TERM_KEY_LEFT },
		{ "kcuf1", TERM_KEY_RIGHT },
		{ "kpp", TERM_KEY_PAGE_UP },
		{ "knp", TERM_KEY_PAGE_DOWN },
		{ "khome", TERM_KEY_HOME },
		{ "kend", TERM_KEY_END_KEY },
		{ "kich1", TERM_KEY_INSERT },
		{ "kdch1", TERM_KEY_DELETE },
		{ "kcbt", TERM_KEY_BACK_TAB },
		{ "kent", '\r' },
	};
	char name[16];

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		keys_define(k, capability(names[i].name), names[i].key);
	for (int i = 1; i <= 12; i++) {
		snprintf(name, sizeof(name), "kf%d", i);
		keys_define(k, capability(name), TERM_KEY_F1 + i - 1);
	}
}

void keys_feed(struct keys *k, const char *bytes, size_t len)
{
	assert(k->pos == k->len && len <= KEYS_BURST);
	memcpy(k->burst, bytes, len);
	k->pos = 0;
	k->len = len;
	k->seq_here = false;
	k->quiet = false;
}

int keys_next(struct keys *k)
{
	int key = TERM_KEY_NONE;

	while (key == TERM_KEY_NONE && k->pos < k->len) {
		char c = k->burst[k->pos++];

		switch (k->state) {
		case KEYS_GROUND:
			key = ground_byte(k, c);
			break;
		case KEYS_UTF8:
			key = further_byte(k, (unsigned char)c);
			break;
		case KEYS_ESCAPE:
			key = escape_byte(k, c);
			break;
		case KEYS_STRING:
		case KEYS_STRING_END:
			key = string_byte(k, c);
			break;
		case KEYS_PASTING:
			key = paste_byte(k, c);
			break;
		}
	}
	return key;
}

bool keys_waiting(const struct keys *k)
{
	return k->pos < k->len;
}

int keys_wait_ms(const struct keys *k)
{
	switch (k->state) {
	case KEYS_GROUND:
		return -1;
	case KEYS_ESCAPE:
		return k->seq_len == 1 ? k->escape_ms : SEQUENCE_MS;
	case KEYS_PASTING:
		return k->quiet ? -1 : PASTE_MS;
	case KEYS_UTF8:
	case KEYS_STRING:
	case KEYS_STRING_END:
		break;
	}
	return SEQUENCE_MS;
}

int keys_timeout(struct keys *k)
{
	enum keys_state state = k->state;

	if (state == KEYS_PASTING) {
		/* Escape alone, long after the rest, ends a paste whose own
		 * end was lost; else what follows is still pasted text. */
		k->quiet = true;
		if (k->matched == 1) {
			k->state = KEYS_GROUND;
			k->matched = 0;
		}
		return k->pasting.len > 0 ? paste_deliver(k) : TERM_KEY_NONE;
	}
	k->state = KEYS_GROUND;
	if ((state == KEYS_ESCAPE || state == KEYS_STRING) && k->seq_len <= 2)
		return ESC;
	return TERM_KEY_NONE;
}
