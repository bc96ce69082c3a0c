/*
 * ui/columns.h - which columns of a list are shown, and how wide.
 */

#ifndef UI_COLUMNS_H
#define UI_COLUMNS_H

#include "query/list.h"

enum { COLUMNS_MAX = 64 };

struct columns {
	size_t order[COLUMNS_MAX]; /* indexes into list->columns */
	size_t n;
};

/* What the list shows at first. */
void columns_default(const struct list *list, struct columns *ret);

/* Reads "id,company,due"; unknown names are left out. */
void columns_parse(
    const struct list *list, const char *text, struct columns *ret);
const char *columns_text(
    const struct list *list, const struct columns *c, struct arena *a);

struct fitted {
	struct {
		const struct column *column;
		size_t index; /* into list->columns */
		int x, width;
	} list[COLUMNS_MAX];
	size_t n;
};

/*
 * Fits columns into a width, one blank between them: texts shrink to their
 * least width, then columns leave in their order of leaving, and what is
 * left over goes to those that grow.
 */
void columns_fit(const struct list *list, const struct columns *c, int width,
    struct fitted *ret);

#endif
