/* query/lists.c - the table of lists. */

#include "config.h"

#include <string.h>

#include "query/list.h"

#define LIST_ENTRY(name) &list_##name,

const struct list *const lists[] = { LISTS(LIST_ENTRY) NULL };

const struct list *list_find(const char *name)
{
	for (size_t i = 0; lists[i] != NULL; i++)
		if (strcmp(lists[i]->name, name) == 0 ||
		    strcmp(lists[i]->noun, name) == 0)
			return lists[i];
	return NULL;
}
