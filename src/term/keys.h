/*
 * term/keys.h - from the bytes a terminal sends to keys; no terminal, no
 * clock and no curses, so that every sequence can be tried in a test.
 *
 * Terminals disagree about what their keys send, and a sequence read wrong
 * runs as commands: F1 of one is five letters to another. So known
 * sequences of all common terminals are built in, terminfo adds its own,
 * and what starts with Escape and is not known is swallowed whole: a
 * control sequence to its final byte, a string to its terminator, and
 * never less than KEYS_NOISE bytes of what arrived at once. Escape
 * followed by a letter that arrives later is a person typing.
 */

#ifndef TERM_KEYS_H
#define TERM_KEYS_H

#include "base/buf.h"
#include "term/term.h"

#define KEYS_SEQUENCE 16 /* longest sequence that can be a key */
#define KEYS_BURST 4096  /* bytes taken at once */
#define KEYS_NOISE 6
#define KEYS_DEFINED 40
#define KEYS_PASTE (1 << 20) /* bytes kept of one paste */

struct keys_sequence {
	char bytes[KEYS_SEQUENCE];
	int key; /* enum term_key or a character */
};

enum keys_state {
	KEYS_GROUND,
	KEYS_UTF8,       /* inside a character */
	KEYS_ESCAPE,     /* inside an escape sequence */
	KEYS_STRING,     /* inside OSC, DCS, SOS, PM or APC */
	KEYS_STRING_END, /* the same, after its Escape */
	KEYS_PASTING,
};

struct keys {
	bool utf8;     /* else bytes are in the locale's 8-bit set */
	int escape_ms; /* how long Escape waits for more */
	struct keys_sequence defined[KEYS_DEFINED];
	size_t ndefined;

	char burst[KEYS_BURST]; /* what arrived last, at once */
	size_t pos, len;
	enum keys_state state;
	char seq[KEYS_SEQUENCE]; /* the sequence so far */
	size_t seq_len;
	size_t seq_start;      /* its Escape in the burst ... */
	bool seq_here;         /* ... when it is in this one */
	int code, more, least; /* a character so far, bytes missing, and
				  the smallest that is not overlong */
	size_t matched;        /* bytes of the end of the paste */
	bool quiet;            /* the end of the paste is late */
	struct buf pasting, pasted;
};

void keys_init(struct keys *k, bool utf8, int escape_ms);
void keys_done(struct keys *k);

/*
 * Adds a sequence, as terminfo names it. Those built in win; what does not
 * start with Escape, is too long or one too many is left out.
 */
void keys_define(struct keys *k, const char *bytes, int key);

/* Adds the keys of a terminal's description; capability() returns the
 * string of a terminfo name, "" for none. */
void keys_terminfo(struct keys *k, const char *(*capability)(const char *name));

/*
 * Takes what one read returned, at most KEYS_BURST bytes; only after
 * keys_next() has returned TERM_KEY_NONE.
 */
void keys_feed(struct keys *k, const char *bytes, size_t len);

/*
 * The next key, or TERM_KEY_NONE when the bytes are used up. After
 * TERM_KEY_PASTE, k->pasted has the text until the next one.
 */
int keys_next(struct keys *k);

/* True when keys_next() may have a key without more bytes. */
bool keys_waiting(const struct keys *k);

/*
 * Milliseconds after which keys_timeout() is to be called when nothing
 * else arrives, -1 when nothing is undecided.
 */
int keys_wait_ms(const struct keys *k);

/*
 * Decides what was undecided: Escape alone is the key, half a sequence is
 * dropped. Returns the key or TERM_KEY_NONE.
 */
int keys_timeout(struct keys *k);

#endif
