/* ui/directory_page.c - the public directory as a web page. */

#include "config.h"

#include "ui/directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

/* Nothing of it is loaded from elsewhere, and nothing of it runs. */
static const char HEAD[] =
    "<!DOCTYPE html>\n"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n"
    "<head>\n"
    "<meta charset=\"utf-8\" />\n"
    "<meta name=\"viewport\""
    " content=\"width=device-width, initial-scale=1\" />\n"
    "<title>";
static const char STYLE[] =
    "</title>\n"
    "<style>\n"
    "body { font: 1rem/1.5 sans-serif; max-width: 60rem;"
    " margin: 0 auto; padding: 1rem; }\n"
    "h2 { border-bottom: 1px solid; }\n"
    "h3 { margin-bottom: 0; }\n"
    "ul { list-style: none; padding: 0; }\n"
    "li { margin: 0.8rem 0; }\n"
    ".about { white-space: pre-line; margin: 0; }\n"
    "nav a { margin-right: 1rem; }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n";

static void put_text(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '&':
			buf_add(b, "&amp;");
			break;
		case '<':
			buf_add(b, "&lt;");
			break;
		case '>':
			buf_add(b, "&gt;");
			break;
		case '"':
			buf_add(b, "&quot;");
			break;
		case '\'':
			buf_add(b, "&#39;");
			break;
		default:
			buf_addc(b, *text);
		}
}

static void put_tagged(
    struct buf *b, const char *open, const char *text, const char *close)
{
	buf_add(b, open);
	put_text(b, text);
	buf_add(b, close);
}

static void put_name(struct buf *b, const struct directory_entry *e)
{
	if (e->website[0] == '\0') {
		put_tagged(b, "<strong>", e->name, "</strong>");
		return;
	}
	put_tagged(b, "<strong><a href=\"", e->website, "\" rel=\"noopener\">");
	put_tagged(b, "", e->name, "</a></strong>");
}

/* "Ulm · Gold · worldwide" */
static void put_facts(struct buf *b, const struct directory_entry *e,
    const struct directory_program *p)
{
	const char *const facts[] = { e->city, p->level_name, e->coverage };
	const char *before = "<br />";

	for (size_t i = 0; i < ARRAY_LEN(facts); i++) {
		if (facts[i][0] == '\0')
			continue;
		put_tagged(b, before, facts[i], "");
		before = " \302\267 ";
	}
}

static void put_partner(struct buf *b, const struct directory_entry *e,
    const struct directory_program *p)
{
	buf_add(b, "<li>");
	put_name(b, e);
	put_facts(b, e, p);
	if (e->description[0] != '\0')
		put_tagged(b, "\n<p class=\"about\">", e->description, "</p>");
	buf_add(b, "</li>\n");
}

/* ---- by country and program -------------------------------------------- */

static int by_country(const void *left, const void *right)
{
	const struct directory_entry *const *a = left, *const *b = right;
	int order = strcmp((*a)->country_name, (*b)->country_name);

	/* They come by name within a country, and stay so. */
	if (order != 0)
		return order;
	return (*a > *b) - (*a < *b);
}

static bool same_country(
    const struct directory_entry *a, const struct directory_entry *b)
{
	return strcmp(a->country, b->country) == 0;
}

/* Whether an earlier partner of the country, or an earlier program of this
 * one, has that program. */
static bool seen_before(
    const struct directory_entry *const *list, size_t at, size_t program)
{
	const char *id = list[at]->programs[program].id;

	for (size_t i = 0; i <= at; i++) {
		size_t n = i < at ? list[i]->n_programs : program;

		for (size_t k = 0; k < n; k++)
			if (strcmp(list[i]->programs[k].id, id) == 0)
				return true;
	}
	return false;
}

static void put_program(struct buf *b,
    const struct directory_entry *const *list, size_t n,
    const struct directory_program *program)
{
	put_tagged(b, "<h3>", program->name, "</h3>\n<ul>\n");
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i]->n_programs; k++)
			if (strcmp(list[i]->programs[k].id, program->id) == 0)
				put_partner(b, list[i], &list[i]->programs[k]);
	buf_add(b, "</ul>\n");
}

static void put_country(
    struct buf *b, const struct directory_entry *const *list, size_t n)
{
	buf_fmt(b, "<section id=\"country-%s\">\n", list[0]->country);
	put_tagged(b, "<h2>", list[0]->country_name, "</h2>\n");
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < list[i]->n_programs; k++)
			if (!seen_before(list, i, k))
				put_program(b, list, n, &list[i]->programs[k]);
	buf_add(b, "</section>\n");
}

static size_t country_end(
    const struct directory_entry *const *list, size_t n, size_t from)
{
	size_t i = from;

	while (i < n && same_country(list[i], list[from]))
		i++;
	return i;
}

static void put_links(
    struct buf *b, const struct directory_entry *const *list, size_t n)
{
	buf_add(b, "<nav>\n");
	for (size_t i = 0; i < n; i = country_end(list, n, i)) {
		buf_fmt(b, "<a href=\"#country-%s\">", list[i]->country);
		put_tagged(b, "", list[i]->country_name, "</a>\n");
	}
	buf_add(b, "</nav>\n");
}

void directory_page(struct buf *out, const char *title,
    const struct directory_entry *list, size_t n, struct arena *a)
{
	const struct directory_entry **sorted =
	    arena_alloc(a, (n + 1) * sizeof(*sorted));

	for (size_t i = 0; i < n; i++)
		sorted[i] = &list[i];
	qsort(sorted, n, sizeof(*sorted), by_country);
	buf_add(out, HEAD);
	put_text(out, title);
	buf_add(out, STYLE);
	put_tagged(out, "<h1>", title, "</h1>\n");
	if (n == 0)
		buf_add(out, "<p>There are no partners to show.</p>\n");
	else
		put_links(out, sorted, n);
	for (size_t i = 0, end; i < n; i = end) {
		end = country_end(sorted, n, i);
		put_country(out, sorted + i, end - i);
	}
	buf_add(out, "</body>\n</html>\n");
}
