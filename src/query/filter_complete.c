/* query/filter_complete.c - the words that may come next in a filter. */

#include "config.h"

#include <string.h>

#include "base/text.h"
#include "query/list.h"

struct words {
	struct arena *arena;
	const char **list;
	size_t n, size;
};

static void add(struct words *w, const char *word)
{
	w->list =
	    arena_grow(w->arena, w->list, w->n, &w->size, sizeof(*w->list));
	w->list[w->n++] = word;
}

static void add_fields(
    struct words *w, const struct list *list, const char *begun)
{
	for (size_t i = 0; i < list->n_columns; i++)
		if (strncmp(list->columns[i].name, begun, strlen(begun)) == 0)
			add(w,
			    arena_fmt(w->arena, "%s:", list->columns[i].name));
}

static void add_if(struct words *w, const char *word, const char *begun)
{
	if (strncmp(word, begun, strlen(begun)) == 0)
		add(w, word);
}

static void add_choices(struct words *w, const char *choices, const char *begun)
{
	while (*choices != '\0') {
		size_t len = strcspn(choices, "|");

		add_if(w, arena_strn(w->arena, choices, len), begun);
		choices += len + (choices[len] == '|');
	}
}

static void add_values(struct words *w, const struct list *list,
    const struct column *c, const char *begun)
{
	for (size_t i = 0; i < list->n_aliases; i++)
		if (strcmp(list->aliases[i].field, c->name) == 0)
			add_if(w, list->aliases[i].value, begun);
	if (c->choices != NULL)
		add_choices(w, c->choices, begun);
	if (c->type == VALUE_BOOL)
		add_choices(w, "yes|no", begun);
	if ((c->flags & COLUMN_PERSON) != 0)
		add_if(w, "me", begun);
	if (c->type == VALUE_DATE || c->type == VALUE_TIME)
		add_if(w, "today", begun);
	add_if(w, "-", begun);
}

/* Where the term begins that the text ends in; blanks in quotes don't part. */
static const char *last_term(const char *text)
{
	const char *start = text;
	bool quoted = false;

	for (; *text != '\0'; text++) {
		if (*text == '"')
			quoted = !quoted;
		if (*text == ' ' && !quoted)
			start = text + 1;
	}
	return start;
}

const char *const *filter_complete(
    const struct list *list, const char *text, struct arena *arena)
{
	struct words w = { .arena = arena };
	const char *term = last_term(text);
	const char *op, *comma;
	size_t at;

	term += term[0] == '-';
	op = strpbrk(term, ":<>=");
	if (op == NULL) {
		add_fields(&w, list, text_lower(term, arena));
		add(&w, NULL);
		return w.list;
	}
	at = list_column(list, arena_strn(arena, term, (size_t)(op - term)));
	comma = strrchr(op, ',');
	op += strspn(op, ":<>=");
	if (at < list->n_columns)
		add_values(&w, list, &list->columns[at],
		    comma != NULL ? comma + 1 : op);
	add(&w, NULL);
	return w.list;
}
