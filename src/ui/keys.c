/* ui/keys.c - keys as words. */

#include "config.h"

#include "ui/keys.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "term/term.h"

static const struct {
	int key;
	const char *word, *title;
} names[] = {
	{ '\r', "enter", "Enter" },
	{ 27, "esc", "Esc" },
	{ '\t', "tab", "Tab" },
	{ ' ', "space", "Space" },
	{ 127, "backspace", "Backspace" },
	{ TERM_KEY_UP, "up", "Up" },
	{ TERM_KEY_DOWN, "down", "Down" },
	{ TERM_KEY_LEFT, "left", "Left" },
	{ TERM_KEY_RIGHT, "right", "Right" },
	{ TERM_KEY_PAGE_UP, "pgup", "PgUp" },
	{ TERM_KEY_PAGE_DOWN, "pgdn", "PgDn" },
	{ TERM_KEY_HOME, "home", "Home" },
	{ TERM_KEY_END_KEY, "end", "End" },
	{ TERM_KEY_INSERT, "ins", "Ins" },
	{ TERM_KEY_DELETE, "del", "Del" },
	{ TERM_KEY_BACK_TAB, "backtab", "Shift-Tab" },
};

void keys_word(int key, char word[static KEY_WORD])
{
	word[0] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].key == key) {
			snprintf(word, KEY_WORD, "%s", names[i].word);
			return;
		}
	if (key >= TERM_KEY_F1 && key <= TERM_KEY_F12)
		snprintf(word, KEY_WORD, "f%d", key - TERM_KEY_F1 + 1);
	else if (key > 0 && key < ' ')
		snprintf(word, KEY_WORD, "^%c", key + 'A' - 1);
	else if (key > ' ' && key < 127)
		snprintf(word, KEY_WORD, "%c", key);
}

bool keys_has(const char *words, const char *word)
{
	size_t len = strlen(word);

	while (len > 0 && *words != '\0') {
		size_t n = strcspn(words, " ");

		if (n == len && strncmp(words, word, n) == 0)
			return true;
		words += n;
		words += strspn(words, " ");
	}
	return false;
}

void keys_title(const char *words, char title[static KEY_WORD])
{
	size_t n = strcspn(words, " ");

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i].word) == n &&
		    strncmp(names[i].word, words, n) == 0) {
			snprintf(title, KEY_WORD, "%s", names[i].title);
			return;
		}
	if (n > 1 && words[0] == 'f')
		snprintf(title, KEY_WORD, "F%.*s", (int)n - 1, words + 1);
	else
		snprintf(title, KEY_WORD, "%.*s", (int)n, words);
}
