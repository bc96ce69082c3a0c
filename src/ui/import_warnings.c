/* ui/import_warnings.c - warnings counted by field and reason. */

#include "config.h"

#include "ui/import_warnings.h"

#include <string.h>

#include "base/text.h"

struct import_warning {
	struct import_warning *next;
	const char *field, *reason;
	size_t n;
};

static struct import_warning *find(
    struct import_warnings *w, const char *field, const char *reason)
{
	struct import_warning *one;

	for (one = w->first; one != NULL; one = one->next)
		if (strcmp(one->field, field) == 0 &&
		    strcmp(one->reason, reason) == 0)
			return one;
	one = arena_alloc(&w->arena, sizeof(*one));
	one->field = arena_str(&w->arena, field);
	one->reason = arena_str(&w->arena, reason);
	one->next = w->first;
	w->first = one;
	return one;
}

static void print(struct import_warnings *w, const char *text)
{
	struct arena a = ARENA_INIT;

	fprintf(w->messages, "%s\n", text_safe(text, &a));
	arena_done(&a);
}

void warnings_add(struct import_warnings *w, uint32_t line, const char *field,
    const char *reason)
{
	struct import_warning *one = find(w, field, reason);
	struct arena a = ARENA_INIT;

	w->n++;
	if (++one->n <= WARNINGS_SHOWN || w->verbose)
		print(w,
		    arena_fmt(&a, "%s:%u: %s: warning: %s", w->file,
			(unsigned)line, field, reason));
	arena_done(&a);
}

void warnings_finish(struct import_warnings *w)
{
	for (const struct import_warning *one = w->first; one != NULL;
	     one = one->next) {
		struct arena a = ARENA_INIT;

		if (one->n > WARNINGS_SHOWN && !w->verbose)
			print(w,
			    arena_fmt(&a, "%s: %s: warning: %zu more rows: %s",
				w->file, one->field, one->n - WARNINGS_SHOWN,
				one->reason));
		arena_done(&a);
	}
	arena_done(&w->arena);
	w->first = NULL;
}
