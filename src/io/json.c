/* io/json.c - reading JSON into a tree. */

#include "config.h"

#include "io/json.h"

#include <string.h>

#include "io/tree.h"

#define BYTES_MAX ((size_t)64 * 1024 * 1024)
#define DEPTH_MAX 32

struct reader {
	const char *s, *end;
	struct arena *arena;
	struct problems *problems;
	const char *line_start;
	size_t beyond; /* bytes of the line that are no character's first */
	uint32_t line;
	unsigned depth;
	struct buf text; /* of the present string */
};

struct place {
	uint32_t line, column;
};

static struct place here(const struct reader *r)
{
	return (struct place){ r->line,
		(uint32_t)((size_t)(r->s - r->line_start) - r->beyond) + 1 };
}

/* The first mistake is the last that makes sense; always NULL. */
static struct node *stop_at(struct reader *r, struct place at, const char *text)
{
	problem_add(r->problems, at.line, at.column, "%s", text);
	return NULL;
}

static struct node *stop(struct reader *r, const char *text)
{
	return stop_at(r, here(r),
	    r->s == r->end ? "the file ends in the middle; it may have been cut"
			   : text);
}

static char peek(const struct reader *r)
{
	return r->s < r->end ? *r->s : '\0';
}

static void skip_blanks(struct reader *r)
{
	for (; r->s < r->end; r->s++) {
		if (*r->s == '\n') {
			r->line++;
			r->line_start = r->s + 1;
			r->beyond = 0;
		} else if (*r->s != ' ' && *r->s != '\t' && *r->s != '\r') {
			return;
		}
	}
}

static struct node *make(struct reader *r, enum node_type type, struct place at)
{
	struct node *n = arena_alloc(r->arena, sizeof(*n));

	n->type = type;
	n->line = at.line;
	n->column = at.column;
	return n;
}

/* ---- strings ------------------------------------------------------------ */

/* Reads the four digits of \uXXXX. */
static bool take_hex(struct reader *r, uint32_t *ret)
{
	uint32_t n = 0;

	for (int i = 0; i < 4; i++, r->s++) {
		char c = peek(r);

		if (c >= '0' && c <= '9')
			n = n * 16 + (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			n = n * 16 + (uint32_t)(c - 'a') + 10;
		else if (c >= 'A' && c <= 'F')
			n = n * 16 + (uint32_t)(c - 'A') + 10;
		else
			return false;
	}
	*ret = n;
	return true;
}

static void add_utf8(struct buf *out, uint32_t cp)
{
	if (cp < 0x80) {
		buf_addc(out, (char)cp);
		return;
	}
	if (cp < 0x800) {
		buf_addc(out, (char)(0xc0 | cp >> 6));
	} else {
		if (cp < 0x10000) {
			buf_addc(out, (char)(0xe0 | cp >> 12));
		} else {
			buf_addc(out, (char)(0xf0 | cp >> 18));
			buf_addc(out, (char)(0x80 | (cp >> 12 & 0x3f)));
		}
		buf_addc(out, (char)(0x80 | (cp >> 6 & 0x3f)));
	}
	buf_addc(out, (char)(0x80 | (cp & 0x3f)));
}

static bool refuse(struct reader *r, struct place at, const char *text)
{
	stop_at(r, at, text);
	return false;
}

/* Reads what follows "\u"; pairs of surrogates are one character. */
static bool read_code_point(struct reader *r, struct place at)
{
	uint32_t cp, low;

	if (!take_hex(r, &cp))
		return stop(r, "\\u is followed by four hexadecimal digits") !=
		    NULL;
	if (cp == 0)
		return refuse(r, at, "a NUL is not allowed");
	if (cp >= 0xdc00 && cp < 0xe000)
		return refuse(r, at, "half of a surrogate pair");
	if (cp >= 0xd800 && cp < 0xdc00) {
		if (r->end - r->s < 6 || r->s[0] != '\\' || r->s[1] != 'u')
			return refuse(r, at, "half of a surrogate pair");
		r->s += 2;
		if (!take_hex(r, &low) || low < 0xdc00 || low >= 0xe000)
			return refuse(r, at, "half of a surrogate pair");
		cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
	}
	add_utf8(&r->text, cp);
	return true;
}

static bool read_escape(struct reader *r)
{
	static const char letters[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	struct place at = here(r);
	const char *found;

	r->s++;
	if (peek(r) == 'u') {
		r->s++;
		return read_code_point(r, at);
	}
	found = r->s < r->end && *r->s != '\0' ? strchr(letters, *r->s) : NULL;
	if (found == NULL)
		return stop(r, "this escape is not known") != NULL;
	buf_addc(&r->text, meanings[found - letters]);
	r->s++;
	return true;
}

/* The text of a string, or NULL. */
static const char *read_string(struct reader *r)
{
	buf_clear(&r->text);
	r->s++;
	for (;;) {
		const char *start = r->s;

		while (r->s < r->end && *r->s != '"' && *r->s != '\\' &&
		    (unsigned char)*r->s >= 0x20) {
			r->beyond += ((unsigned char)*r->s & 0xc0) == 0x80;
			r->s++;
		}
		buf_addn(&r->text, start, (size_t)(r->s - start));
		if (peek(r) == '"') {
			r->s++;
			return arena_strn(
			    r->arena, buf_text(&r->text), r->text.len);
		}
		if (peek(r) != '\\') {
			stop(r, "a control character in a string; escape it");
			return NULL;
		}
		if (!read_escape(r))
			return NULL;
	}
}

/* ---- values ------------------------------------------------------------- */

static size_t digits(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && s[n] >= '0' && s[n] <= '9')
		n++;
	return n;
}

/* The bytes of a number, 0 when there is none. */
static size_t number_length(const char *s, const char *end)
{
	const char *p = s + (s < end && *s == '-');
	size_t n = digits(p, end);

	if (n == 0 || (n > 1 && *p == '0'))
		return 0;
	p += n;
	if (p < end && *p == '.') {
		n = digits(p + 1, end);
		if (n == 0)
			return 0;
		p += 1 + n;
	}
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		p += p < end && (*p == '+' || *p == '-');
		n = digits(p, end);
		if (n == 0)
			return 0;
		p += n;
	}
	return (size_t)(p - s);
}

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || c == '.' || c == '+' || c == '-' ||
	    c == '_';
}

/* A number, true, false or null. */
static struct node *read_word(struct reader *r)
{
	static const char *const words[] = { "true", "false", "null" };
	struct node *n = make(r, NODE_SCALAR, here(r));
	size_t len = 0, number = number_length(r->s, r->end);
	bool known;

	while (r->s + len < r->end && is_word(r->s[len]))
		len++;
	known = len > 0 && len == number;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		known = known ||
		    (len == strlen(words[i]) &&
			memcmp(r->s, words[i], len) == 0);
	if (!known)
		return stop(r, "this is no value of JSON");
	if (*r->s == 'n')
		n->type = NODE_NULL;
	else
		n->text = arena_strn(r->arena, r->s, len);
	r->s += len;
	return n;
}

static struct node *read_value(struct reader *r);

/* Behind an element: true when another follows, which *ret_more tells. */
static bool read_comma(struct reader *r, char close, bool *ret_more)
{
	skip_blanks(r);
	*ret_more = peek(r) == ',';
	if (!*ret_more && peek(r) != close)
		return stop(r,
			   close == ']'
			       ? "\",\" or \"]\" is missing here"
			       : "\",\" or \"}\" is missing here") != NULL;
	r->s++;
	skip_blanks(r);
	return true;
}

static struct node *read_list(struct reader *r, struct node *list)
{
	struct node **tail = &list->child;
	bool more = true;

	skip_blanks(r);
	if (peek(r) == ']') {
		r->s++;
		return list;
	}
	while (more) {
		*tail = read_value(r);
		if (*tail == NULL || !read_comma(r, ']', &more))
			return NULL;
		tail = &(*tail)->next;
		list->n++;
	}
	return list;
}

static struct node *read_member(struct reader *r)
{
	struct place at = here(r);
	const char *key;
	struct node *value;

	if (peek(r) != '"')
		return stop(r, "a key in quotes is missing here");
	key = read_string(r);
	if (key == NULL)
		return NULL;
	skip_blanks(r);
	if (peek(r) != ':')
		return stop(r, "\":\" is missing here");
	r->s++;
	value = read_value(r);
	if (value == NULL)
		return NULL;
	value->key = key;
	value->key_line = at.line;
	value->key_column = at.column;
	return value;
}

static struct node *read_map(struct reader *r, struct node *map)
{
	struct node **tail = &map->child;
	bool more = true;

	skip_blanks(r);
	if (peek(r) == '}') {
		r->s++;
		return map;
	}
	while (more) {
		*tail = read_member(r);
		if (*tail == NULL || !read_comma(r, '}', &more))
			return NULL;
		tail = &(*tail)->next;
		map->n++;
	}
	tree_refuse_duplicates(map, r->problems);
	return map;
}

static struct node *read_nested(struct reader *r, enum node_type type)
{
	struct node *n = make(r, type, here(r));

	if (++r->depth > DEPTH_MAX)
		return stop(r, "the file is nested too deeply");
	r->s++;
	n = type == NODE_LIST ? read_list(r, n) : read_map(r, n);
	r->depth--;
	return n;
}

static struct node *read_value(struct reader *r)
{
	struct node *n;

	skip_blanks(r);
	if (peek(r) == '[')
		return read_nested(r, NODE_LIST);
	if (peek(r) == '{')
		return read_nested(r, NODE_MAP);
	if (peek(r) != '"')
		return read_word(r);
	n = make(r, NODE_SCALAR, here(r));
	n->text = read_string(r);
	return n->text != NULL ? n : NULL;
}

bool json_read(const char *bytes, size_t len, struct arena *a,
    struct problems *problems, struct node **ret)
{
	struct reader r = { .s = bytes,
		.end = bytes + len,
		.arena = a,
		.problems = problems,
		.line_start = bytes,
		.line = 1 };
	size_t before = problems->n;
	struct node *root;

	if (len > BYTES_MAX) {
		problem_add(problems, 0, 0, "the file is larger than 64 MB");
		return false;
	}
	skip_blanks(&r);
	if (r.s == r.end) {
		problem_add(problems, 0, 0, "the file is empty");
		return false;
	}
	root = read_value(&r);
	skip_blanks(&r);
	if (root != NULL && r.s < r.end)
		stop(&r, "there is something behind the value");
	buf_done(&r.text);
	if (problems->n > before)
		return false;
	*ret = root;
	return true;
}
