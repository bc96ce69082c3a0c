/* term/wide.c - a cluster as the C library and the terminal will see it. */

#include "config.h"

#include "term/wide.h"

#include <stdbool.h>
#include <string.h>

/* Asks for the wide form of what is before it; terminals disagree. */
#define VARIATION_16 0xfe0f

/* True when wc may stand behind n others in a cell of that width. */
static bool fits(wchar_t wc, size_t n, int width)
{
	int cells = wcwidth(wc);

	if (n == 0)
		return cells >= 1 && cells <= width;
	return cells == 0 && wc != VARIATION_16;
}

void wide_text(const char *text, int width, wchar_t wide[WIDE_MAX + 1])
{
	mbstate_t state = { 0 };
	size_t n = 0, left = strlen(text);
	wchar_t wc;

	while (n < WIDE_MAX && left > 0) {
		size_t len = mbrtowc(&wc, text, left, &state);

		if (len == 0 || len > left || !fits(wc, n, width))
			break;
		wide[n++] = wc;
		text += len;
		left -= len;
	}
	if (n == 0)
		wide[n++] = L'?';
	wide[n] = L'\0';
}
