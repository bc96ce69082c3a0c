/* query/filter.c - the filter language: terms, and what is joined by them. */

#include "config.h"

#include "query/filter.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "query/filter_term.h"

enum { MAX_TEXT = 4000, MAX_PARTS = 500 };

static const char SPACE[] = " \t\n";

size_t filter_place(const struct filter_parser *p, size_t at)
{
	size_t n = 1;

	for (size_t i = 0; i < at; i++)
		n += (p->text[i] & 0xc0) != 0x80;
	return n;
}

int filter_value(struct filter_parser *p, struct value v)
{
	p->values =
	    arena_grow(p->arena, p->values, p->n, &p->size, sizeof(*p->values));
	p->values[p->n] = v;
	return FILTER_FIRST + (int)p->n++;
}

/* ---- reading ------------------------------------------------------------ */

/* Reads a value up to a blank or a comma, or between quotes. */
static bool read_word(struct filter_parser *p, const char **at,
    const char *stops, struct filter_word *ret, struct err *err)
{
	size_t len;

	ret->at = (size_t)(*at - p->text);
	ret->quoted = **at == '"';
	if (!ret->quoted) {
		len = strcspn(*at, stops);
		ret->text = arena_strn(p->arena, *at, len);
		*at += len;
		return true;
	}
	len = strcspn(*at + 1, "\"");
	if ((*at)[len + 1] == '\0')
		return filter_refuse(p, (const struct column *)NULL, ret, err,
		    "The quotation mark opened here is not closed.");
	ret->text = arena_strn(p->arena, *at + 1, len);
	*at += len + 2;
	return true;
}

static const char *known_fields(const struct list *list, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < list->n_columns; i++)
		buf_fmt(&b, "%s%s", i > 0 ? ", " : "", list->columns[i].name);
	return buf_take(&b, a);
}

static bool find_column(struct filter_parser *p, const char *name, size_t at,
    const struct column **ret, struct err *err)
{
	struct filter_word word = { .text = name, .at = at };
	const struct list *list = p->list;
	const char **names =
	    arena_alloc(p->arena, list->n_columns * sizeof(*names));
	const char *lower = text_lower(name, p->arena);
	const char *near;

	for (size_t i = 0; i < list->n_columns; i++) {
		names[i] = list->columns[i].name;
		if (strcmp(names[i], lower) == 0) {
			*ret = &list->columns[i];
			return true;
		}
	}
	near = text_nearest(lower, names, list->n_columns);
	return filter_refuse(p, (const struct column *)NULL, &word, err,
	    "There is no field \"%.40s\"%s%s%s The fields of %s are: %s.", name,
	    near != NULL ? "; did you mean \"" : ".", near != NULL ? near : "",
	    near != NULL ? "\"?" : "", list->name,
	    known_fields(list, p->arena));
}

static bool read_op(const char **at, enum filter_op *ret)
{
	static const struct {
		const char *text;
		enum filter_op op;
	} ops[] = {
		{ ":", OP_IS },
		{ "<=", OP_LE },
		{ ">=", OP_GE },
		{ "<", OP_LT },
		{ ">", OP_GT },
		{ "=", OP_EQ },
	};

	for (size_t i = 0; i < ARRAY_LEN(ops); i++) {
		size_t len = strlen(ops[i].text);

		if (strncmp(*at, ops[i].text, len) == 0) {
			*ret = ops[i].op;
			*at += len;
			return true;
		}
	}
	return false;
}

static size_t name_length(const char *s)
{
	size_t len = 0;

	while (isalpha((unsigned char)s[len]) || s[len] == '_')
		len++;
	return len;
}

/* An engine joins only so many conditions. */
static bool count_part(
    struct filter_parser *p, const struct filter_word *word, struct err *err)
{
	if (++p->parts <= MAX_PARTS)
		return true;
	return filter_refuse(p, (const struct column *)NULL, word, err,
	    "A filter has at most %d words and values.", MAX_PARTS);
}

/* field OP value, value ...: any of the values will do. */
static bool read_values(struct filter_parser *p, const struct column *c,
    enum filter_op op, const char **at, struct err *err)
{
	struct filter_word word;

	for (size_t n = 0;; n++) {
		if (!read_word(p, at, " \t\n,\"", &word, err))
			return false;
		if (word.text[0] == '\0' && !word.quoted)
			return filter_refuse(p, c, &word, err,
			    "Say a value for %s; %s:- finds empty ones.",
			    c->name, c->name);
		if (!count_part(p, &word, err))
			return false;
		if (n > 0)
			buf_add(&p->where, " OR ");
		if (!filter_compare(p, c, op, &word, err))
			return false;
		if (**at != ',')
			return true;
		(*at)++;
	}
}

static bool read_term(struct filter_parser *p, const char **at, struct err *err)
{
	const char *start = *at, *after = start + name_length(start);
	const struct column *c;
	struct filter_word word;
	enum filter_op op;

	if (after > start && read_op(&after, &op)) {
		size_t len = name_length(start);

		*at = after;
		return find_column(p, arena_strn(p->arena, start, len),
			   (size_t)(start - p->text), &c, err) &&
		    read_values(p, c, op, at, err);
	}
	if (!read_word(p, at, SPACE, &word, err))
		return false;
	if (!count_part(p, &word, err))
		return false;
	if (p->list->search != NULL)
		filter_contains(
		    p, p->list->search, text_fold(word.text, p->arena));
	else
		filter_contains_any_case(p, p->list->words, word.text);
	return true;
}

/* Whatever is not known to be so is not so: its negation is true. */
static bool read_terms(struct filter_parser *p, struct err *err)
{
	const char *at = p->text + strspn(p->text, SPACE);

	while (*at != '\0') {
		bool negated = at[0] == '-' && strchr(SPACE, at[1]) == NULL;

		if (p->where.len > 0)
			buf_add(&p->where, " AND ");
		buf_add(&p->where, "(");
		at += negated;
		if (!read_term(p, &at, err))
			return false;
		buf_add(&p->where, negated ? ") IS NOT TRUE" : ")");
		at += strspn(at, SPACE);
	}
	return true;
}

bool filter_parse(const struct list *list, const char *text,
    const struct filter_context *context, struct arena *arena,
    const struct filter **ret, struct err *err)
{
	struct filter_parser p = {
		.list = list, .context = context, .arena = arena
	};
	struct filter *f;
	bool ok;

	if (!text_clean(
		text, strlen(text), TEXT_LINE, MAX_TEXT, arena, &p.text, err))
		return err_in(err, "Filter");
	ok = read_terms(&p, err);
	if (!ok) {
		buf_done(&p.where);
		return false;
	}
	f = arena_alloc(arena, sizeof(*f));
	f->text = p.text;
	f->where = buf_take(&p.where, arena);
	f->values = p.values;
	f->n = p.n;
	f->reach = arena_alloc(arena, sizeof(*f->reach));
	*ret = f;
	return true;
}
