/* query/filter_term.c - one term of a filter on text, names and ids. */

#include "config.h"

#include "query/filter_term.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/country.h"
#include "base/text.h"

const char *filter_sql(const struct column *c)
{
	if (c->match != NULL)
		return c->match;
	if ((c->flags & COLUMN_FOLDED) != 0 && c->sort != NULL)
		return c->sort;
	return c->expr;
}

/* "%text%", the text's own % and _ taken literally. */
static const char *pattern(struct filter_parser *p, const char *text)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '%');
	for (; *text != '\0'; text++) {
		if (strchr("%_\\", *text) != NULL)
			buf_addc(&b, '\\');
		buf_addc(&b, *text);
	}
	buf_addc(&b, '%');
	return buf_take(&b, p->arena);
}

void filter_contains(
    struct filter_parser *p, const char *sql, const char *folded)
{
	buf_fmt(&p->where, "%s LIKE ?%d ESCAPE '\\'", sql,
	    filter_value(p, val_text(pattern(p, folded))));
}

/*
 * Text that is not kept folded: the engine's lower() may know ASCII only, so
 * the text is looked for as typed, too.
 */
void filter_contains_any_case(
    struct filter_parser *p, const char *sql, const char *text)
{
	const char *lower = text_lower(text, p->arena);

	buf_fmt(&p->where,
	    "(lower(%s) LIKE ?%d ESCAPE '\\' OR %s LIKE ?%d ESCAPE '\\')", sql,
	    filter_value(p, val_text(pattern(p, lower))), sql,
	    filter_value(p, val_text(pattern(p, text))));
}

static void equals(struct filter_parser *p, const char *sql, struct value v)
{
	buf_fmt(&p->where, "%s = ?%d", sql, filter_value(p, v));
}

/* ---- empty -------------------------------------------------------------- */

static void is_empty(struct filter_parser *p, const struct column *c)
{
	const char *sql = filter_sql(c);

	if (c->within != NULL)
		buf_add(&p->where, "1 = 1");
	else if (c->type == VALUE_TEXT && c->refers == NULL)
		buf_fmt(&p->where, "coalesce(%s, '') = ''", sql);
	else
		buf_fmt(&p->where, "%s IS NULL",
		    c->refers != NULL ? c->refers : sql);
}

/* ---- one of a few words ------------------------------------------------- */

static const char *find_alias(
    const struct list *list, const struct column *c, const char *value)
{
	for (size_t i = 0; i < list->n_aliases; i++)
		if (strcmp(list->aliases[i].field, c->name) == 0 &&
		    strcmp(list->aliases[i].value, value) == 0)
			return list->aliases[i].values;
	return NULL;
}

/* The words of "a|b|c". */
static size_t split(
    struct filter_parser *p, const char *choices, const char ***ret)
{
	size_t n = 1, i = 0;
	const char **words;

	for (const char *s = choices; *s != '\0'; s++)
		n += *s == '|';
	words = arena_alloc(p->arena, n * sizeof(*words));
	for (const char *s = choices; i < n; i++) {
		size_t len = strcspn(s, "|");

		words[i] = arena_strn(p->arena, s, len);
		s += len + 1;
	}
	*ret = words;
	return n;
}

static const char *known_choices(
    struct filter_parser *p, const struct column *c)
{
	const struct list *list = p->list;
	struct buf b = BUF_INIT;

	for (const char *s = c->choices; *s != '\0'; s++)
		buf_add(&b, *s == '|' ? ", " : (char[]){ *s, '\0' });
	for (size_t i = 0; i < list->n_aliases; i++)
		if (strcmp(list->aliases[i].field, c->name) == 0)
			buf_fmt(&b, ", %s", list->aliases[i].value);
	return buf_take(&b, p->arena);
}

static bool compare_choice(struct filter_parser *p, const struct column *c,
    const struct filter_word *word, struct err *err)
{
	const char *value = text_lower(word->text, p->arena);
	const char *sql = filter_sql(c), *near;
	const char *several = find_alias(p->list, c, value);
	const char **words;
	size_t n = split(p, c->choices, &words);

	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i], value) == 0) {
			equals(p, sql, val_text(value));
			return true;
		}
	if (several != NULL) {
		n = split(p, several, &words);
		buf_fmt(&p->where, "%s IN (", sql);
		for (size_t i = 0; i < n; i++)
			buf_fmt(&p->where, "%s?%d", i > 0 ? ", " : "",
			    filter_value(p, val_text(words[i])));
		buf_add(&p->where, ")");
		return true;
	}
	near = text_nearest(value, words, n);
	return filter_refuse(p, c, word, err,
	    "\"%.40s\" is no %s%s%s%s It is one of: %s.", word->text, c->name,
	    near != NULL ? "; did you mean \"" : ".", near != NULL ? near : "",
	    near != NULL ? "\"?" : "", known_choices(p, c));
}

/* ---- names, texts, references ------------------------------------------- */

static bool compare_country(struct filter_parser *p, const struct column *c,
    const struct filter_word *word, struct err *err)
{
	const struct country *country = country_find(word->text);
	const struct country *near;

	if (country != NULL) {
		equals(p, filter_sql(c), val_text(country->alpha2));
		return true;
	}
	near = country_nearest(word->text);
	return filter_refuse(p, c, word, err,
	    "\"%.40s\" is no country%s%s%s Say its code (ES) or its English "
	    "name.",
	    word->text, near != NULL ? "; did you mean \"" : ".",
	    near != NULL ? near->name : "", near != NULL ? "\"?" : "");
}

/* "P-12" or "12", where ids have that letter; 0 when it is something else. */
static int64_t read_id(const char *text, char letter)
{
	long long id;
	char *end;

	if (letter != '\0' && (text[0] & ~0x20) == letter && text[1] == '-')
		text += 2;
	if (text[0] < '0' || text[0] > '9')
		return 0;
	errno = 0;
	id = strtoll(text, &end, 10);
	return *end == '\0' && errno == 0 ? id : 0;
}

static bool compare_reference(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word)
{
	int64_t id = word->quoted ? 0 : read_id(word->text, c->letter);

	if (id > 0) {
		equals(p, c->refers, val_int(id));
		return true;
	}
	if ((c->flags & COLUMN_FOLDED) == 0 || op == OP_EQ) {
		equals(p, c->expr, val_text(word->text));
		return true;
	}
	buf_add(&p->where, "(");
	equals(p, c->expr, val_text(word->text));
	buf_add(&p->where, " OR ");
	filter_contains(p, filter_sql(c), text_fold(word->text, p->arena));
	buf_add(&p->where, ")");
	return true;
}

static bool compare_text(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word)
{
	const char *sql = filter_sql(c), *text = word->text;
	bool folded = (c->flags & COLUMN_FOLDED) != 0;

	if ((c->flags & COLUMN_PERSON) != 0 && !word->quoted &&
	    strcmp(text, "me") == 0)
		text = p->context->user;
	if ((c->flags & (COLUMN_EXACT | COLUMN_PERSON)) != 0)
		equals(p, sql, val_text(text));
	else if (folded && op == OP_EQ)
		equals(p, sql, val_text(text_fold(text, p->arena)));
	else if (folded)
		filter_contains(p, sql, text_fold(text, p->arena));
	else if (op == OP_EQ)
		equals(p, sql, val_text(text));
	else
		filter_contains_any_case(p, sql, text);
	return true;
}

/* ---- any ---------------------------------------------------------------- */

static bool is_number(const struct column *c)
{
	return c->type != VALUE_TEXT && c->type != VALUE_BOOL;
}

static bool compare_id(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word, struct err *err)
{
	struct filter_word bare = *word;
	int64_t id = read_id(word->text, p->list->letter);

	if (id > 0)
		bare.text = arena_fmt(p->arena, "%lld", (long long)id);
	return filter_compare_number(p, c, op, &bare, err);
}

static bool compare_bool(struct filter_parser *p, const struct column *c,
    const struct filter_word *word, struct err *err)
{
	const char *value = text_lower(word->text, p->arena);
	bool yes = strcmp(value, "yes") == 0;

	if (!yes && strcmp(value, "no") != 0)
		return filter_refuse(p, c, word, err,
		    "\"%.40s\" does not say whether; %s is yes or no.",
		    word->text, c->name);
	equals(p, filter_sql(c), val_int(yes));
	return true;
}

static bool compare(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word, struct err *err)
{
	if (strcmp(c->name, "id") == 0)
		return compare_id(p, c, op, word, err);
	if (is_number(c))
		return filter_compare_number(p, c, op, word, err);
	if (op != OP_IS && op != OP_EQ)
		return filter_refuse(p, c, word, err,
		    "%s has no order to compare by; write %s:%.40s.", c->name,
		    c->name, word->text);
	if (c->type == VALUE_BOOL)
		return compare_bool(p, c, word, err);
	if (c->choices != NULL)
		return compare_choice(p, c, word, err);
	if ((c->flags & COLUMN_COUNTRY) != 0)
		return compare_country(p, c, word, err);
	if (c->refers != NULL)
		return compare_reference(p, c, op, word);
	return compare_text(p, c, op, word);
}

bool filter_compare(struct filter_parser *p, const struct column *c,
    enum filter_op op, const struct filter_word *word, struct err *err)
{
	bool empty = !word->quoted && strcmp(word->text, "-") == 0 &&
	    (op == OP_IS || op == OP_EQ);
	const char *place;

	if (c->within == NULL) {
		if (!empty)
			return compare(p, c, op, word, err);
		is_empty(p, c);
		return true;
	}
	place = strstr(c->within, "%s");
	buf_fmt(&p->where, "%s%.*s", empty ? "NOT " : "",
	    (int)(place - c->within), c->within);
	if (empty)
		is_empty(p, c);
	else if (!compare(p, c, op, word, err))
		return false;
	buf_add(&p->where, place + 2);
	return true;
}
