/* domain/program_scalar.c - single values of a program file. */

#include "config.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/program_key.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

#define ID_MAX 64
#define LINE_BYTES 300
#define NOTE_BYTES 4000
#define QUOTE_BYTES 60
#define NUMBER_DIGITS 9
#define KNOWN_SHOWN 12

/* ---- complaints -------------------------------------------------------- */

const char *program_quote(struct program_reader *r, const char *text)
{
	return text_scrub(text, strlen(text), TEXT_LINE, QUOTE_BYTES, r->arena);
}

/* "The amount is ... ." -> "the amount is ..." */
void program_problem_err(
    struct program_reader *r, const struct node *n, const struct err *err)
{
	char *text = arena_str(r->arena, err->text);
	size_t len = strlen(text);

	if (len > 1 && islower((unsigned char)text[1]))
		text[0] = (char)tolower((unsigned char)text[0]);
	if (len > 0 && text[len - 1] == '.')
		text[len - 1] = '\0';
	PROBLEM(r, n, "%s", text);
}

/* Ends a complaint with the word that was meant, or with all there are. */
static void suggest(struct program_reader *r, uint32_t line, uint32_t column,
    const char *complaint, const char *text, const char *const *names, size_t n)
{
	const char *nearest = text_nearest(text, names, n);
	struct buf known = BUF_INIT;

	if (nearest != NULL) {
		problem_add(r->problems, line, column, "%s; did you mean `%s`?",
		    complaint, nearest);
		return;
	}
	for (size_t i = 0; i < n && i < KNOWN_SHOWN; i++)
		buf_fmt(&known, "%s%s", i > 0 ? ", " : "", names[i]);
	if (n > KNOWN_SHOWN)
		buf_add(&known, " ...");
	problem_add(r->problems, line, column, "%s; known: %s", complaint,
	    n > 0 ? buf_text(&known) : "none");
	buf_done(&known);
}

void program_unknown(struct program_reader *r, uint32_t line, uint32_t column,
    const char *what, const char *text, const char *const *names, size_t n)
{
	const char *complaint = arena_fmt(
	    r->arena, "unknown %s `%s`", what, program_quote(r, text));

	suggest(r, line, column, complaint, text, names, n);
}

void program_refer(struct program_reader *r, const struct node *n,
    const char *what, struct names names)
{
	if (n == NULL || n->type != NODE_SCALAR)
		return;
	for (size_t i = 0; i < names.n; i++)
		if (strcmp(names.list[i], n->text) == 0)
			return;
	program_unknown(
	    r, n->line, n->column, what, n->text, names.list, names.n);
}

bool program_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* ---- helpers ----------------------------------------------------------- */

const char *const *program_words(
    const char *choices, struct arena *a, size_t *ret_n)
{
	const char **words;
	size_t n = 1;

	for (const char *s = choices; *s != '\0'; s++)
		n += *s == '|';
	words = arena_alloc(a, n * sizeof(*words));
	for (size_t i = 0; i < n; i++) {
		size_t len = strcspn(choices, "|");

		words[i] = arena_strn(a, choices, len);
		choices += len + 1;
	}
	*ret_n = n;
	return words;
}

struct names program_ids(
    struct program_reader *r, const void *list, size_t n, size_t size)
{
	const char **ids = arena_alloc(r->arena, (n + 1) * sizeof(*ids));
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		const char *id;
		bool there;

		memcpy(&id, (const char *)list + i * size, sizeof(id));
		there = id == NULL;
		for (size_t k = 0; k < used && !there; k++)
			there = strcmp(ids[k], id) == 0;
		if (!there)
			ids[used++] = id;
	}
	return (struct names){ ids, used };
}

static void put(
    const struct program_key *key, void *record, const void *value, size_t size)
{
	memcpy((char *)record + key->offset, value, size);
}

static void put_text(
    const struct program_key *key, void *record, const char *text)
{
	put(key, record, &text, sizeof(text));
}

/* The text of a scalar; otherwise complains and returns NULL. */
static const char *scalar(struct program_reader *r,
    const struct program_key *key, const struct node *n)
{
	if (n->type == NODE_SCALAR)
		return n->text;
	if (n->type == NODE_NULL)
		PROBLEM(r, n, "`%s` has no value", key->name);
	else
		PROBLEM(r, n, "`%s` takes a single value, not a %s", key->name,
		    n->type == NODE_MAP ? "map" : "list");
	return NULL;
}

/* ---- ids and texts ----------------------------------------------------- */

static void read_pattern(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record,
    const char *first, const char *rest, const char *how)
{
	const char *s = scalar(r, key, n);

	if (s == NULL)
		return;
	if (s[0] == '\0' || strchr(first, s[0]) == NULL ||
	    s[strspn(s, rest)] != '\0' || strlen(s) > ID_MAX) {
		PROBLEM(r, n, "`%s` is no %s; write %s, at most %d",
		    program_quote(r, s), key->type->what, how, ID_MAX);
		return;
	}
	put_text(key, record, s);
}

static void read_id(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	read_pattern(r, key, n, record, LETTERS, LETTERS DIGITS "_-",
	    "small letters, digits, `_` and `-`, a letter first");
}

static void read_program(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	read_pattern(r, key, n, record, LETTERS, LETTERS DIGITS "-",
	    "small letters, digits and `-`, a letter first");
}

static void read_product(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	const char *s = n->type == NODE_SCALAR ? n->text : "";

	if (strstr(s, "..") != NULL ||
	    (s[0] != '\0' && s[strlen(s) - 1] == '.')) {
		PROBLEM(r, n, "`%s` has an empty part; write it like `a.b`",
		    program_quote(r, s));
		return;
	}
	read_pattern(r, key, n, record, LETTERS, LETTERS DIGITS "_-.",
	    "small letters, digits, `_`, `-` and `.`, a letter first");
}

static void read_label(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	read_pattern(r, key, n, record, LETTERS CAPITALS DIGITS,
	    LETTERS CAPITALS DIGITS "_-.", "letters, digits, `_`, `-` and `.`");
}

static void read_clean(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record, enum text_kind kind, size_t most)
{
	const char *s = scalar(r, key, n), *clean;
	struct err err;

	if (s == NULL)
		return;
	if (!text_clean(s, strlen(s), kind, most, r->arena, &clean, &err)) {
		program_problem_err(r, n, &err);
		return;
	}
	if (clean[0] == '\0' && key->required) {
		PROBLEM(r, n, "`%s` is empty", key->name);
		return;
	}
	put_text(key, record, clean);
}

static void read_text(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	read_clean(r, key, n, record, TEXT_LINE,
	    key->max > 0 ? (size_t)key->max : LINE_BYTES);
}

static void read_note(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	read_clean(r, key, n, record, TEXT_NOTE,
	    key->max > 0 ? (size_t)key->max : NOTE_BYTES);
}

/* ---- words ------------------------------------------------------------- */

/* Finds the word; complains and returns false if it is none of the choices. */
static bool find_word(struct program_reader *r, const struct program_key *key,
    const struct node *n, const char **ret, size_t *ret_index)
{
	const char *s = scalar(r, key, n);
	const char *const *words;
	size_t n_words;

	if (s == NULL)
		return false;
	words = program_words(key->choices, r->arena, &n_words);
	for (size_t i = 0; i < n_words; i++) {
		if (strcmp(words[i], s) == 0) {
			*ret = words[i];
			*ret_index = i;
			return true;
		}
	}
	if (key->noun != NULL)
		program_unknown(
		    r, n->line, n->column, key->noun, s, words, n_words);
	else
		suggest(r, n->line, n->column,
		    arena_fmt(r->arena, "`%s` cannot be `%s`", key->name,
			program_quote(r, s)),
		    s, words, n_words);
	return false;
}

static void read_word(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *word;
	size_t i;

	if (find_word(r, key, n, &word, &i))
		put_text(key, record, word);
}

/* Enums have the size of an int. A choice may begin with one that is only
 * ever the absence of the key: min is then the first that can be written. */
static void read_choice(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *word;
	size_t i;
	int value;

	if (!find_word(r, key, n, &word, &i))
		return;
	value = (int)(i + (size_t)key->min);
	put(key, record, &value, sizeof(value));
}

static void read_yes_no(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *s = scalar(r, key, n);
	bool yes;

	if (s == NULL)
		return;
	yes = strcmp(s, "yes") == 0;
	if (!yes && strcmp(s, "no") != 0) {
		PROBLEM(
		    r, n, "`%s` is neither yes nor no", program_quote(r, s));
		return;
	}
	put(key, record, &yes, sizeof(yes));
}

/* ---- numbers, dates, money --------------------------------------------- */

/* A bad one is left as -1, so that no check goes on about it. */
static void read_number(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *s = scalar(r, key, n);
	size_t len = s != NULL ? strspn(s, DIGITS) : 0;
	int64_t value = -1;
	int number;

	if (len > 0 && len <= NUMBER_DIGITS)
		value = strtoll(s, NULL, 10);
	if (s != NULL && (len == 0 || s[len] != '\0')) {
		PROBLEM(r, n,
		    "`%s` is not a whole number; write %" PRId64 " to %" PRId64,
		    program_quote(r, s), key->min, key->max);
		value = -1;
	} else if (s != NULL && (value < key->min || value > key->max)) {
		PROBLEM(r, n, "`%s` is %s; it takes %" PRId64 " to %" PRId64,
		    key->name, program_quote(r, s), key->min, key->max);
		value = -1;
	}
	number = (int)value;
	put(key, record, &number, sizeof(number));
}

static void read_date(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *s = scalar(r, key, n);
	struct err err;
	date_days date;

	if (s == NULL)
		return;
	if (!date_parse(s, &date, &err)) {
		PROBLEM(r, n, "`%s` is not a date; write it like 2026-01-31",
		    program_quote(r, s));
		return;
	}
	put(key, record, &date, sizeof(date));
}

static void read_rate(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *s = scalar(r, key, n);
	struct rate rate;
	struct err err;

	if (s == NULL)
		return;
	if (!rate_parse(s, &rate, &err)) {
		program_problem_err(r, n, &err);
		return;
	}
	put(key, record, &rate.ppm, sizeof(rate.ppm));
}

/* Only as ISO 4217 has it: "usd" is a slip that would look odd in print. */
static void read_currency(struct program_reader *r,
    const struct program_key *key, const struct node *n, void *record)
{
	const char *s = scalar(r, key, n);
	const struct currency *c;

	if (s == NULL)
		return;
	c = currency_find(s);
	if (c == NULL || strcmp(c->code, s) != 0) {
		PROBLEM(r, n,
		    "`%s` is not a currency; write its code of ISO 4217, "
		    "like %s",
		    program_quote(r, s), c != NULL ? c->code : "EUR");
		return;
	}
	put_text(key, record, c->code);
}

static void read_zone(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record)
{
	const char *s = scalar(r, key, n);

	if (s == NULL)
		return;
	if (!zone_exists(s)) {
		PROBLEM(r, n,
		    "`%s` is not a time zone of this system; write one like "
		    "Europe/Madrid",
		    program_quote(r, s));
		return;
	}
	put_text(key, record, s);
}

static void read_figure(struct program_reader *r, const struct program_key *key,
    const struct node *n, void *record UNUSED)
{
	(void)scalar(r, key, n);
}

const struct key_type key_id = { "id", SHAPE_SCALAR, read_id };
const struct key_type key_program = { "program id", SHAPE_SCALAR,
	read_program };
const struct key_type key_product = { "product id", SHAPE_SCALAR,
	read_product };
const struct key_type key_label = { "version", SHAPE_SCALAR, read_label };
const struct key_type key_text = { "text", SHAPE_SCALAR, read_text };
const struct key_type key_note = { "text", SHAPE_SCALAR, read_note };
const struct key_type key_word = { "word", SHAPE_SCALAR, read_word };
const struct key_type key_choice = { "word", SHAPE_SCALAR, read_choice };
const struct key_type key_number = { "number", SHAPE_SCALAR, read_number };
const struct key_type key_yes_no = { "yes or no", SHAPE_SCALAR, read_yes_no };
const struct key_type key_date = { "date", SHAPE_SCALAR, read_date };
const struct key_type key_rate = { "rate", SHAPE_SCALAR, read_rate };
const struct key_type key_currency = { "currency", SHAPE_SCALAR,
	read_currency };
const struct key_type key_zone = { "time zone", SHAPE_SCALAR, read_zone };
const struct key_type key_figure = { "amount", SHAPE_SCALAR, read_figure };
