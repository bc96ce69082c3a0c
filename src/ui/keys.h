/*
 * ui/keys.h - keys as words, the way tables and help write them.
 *
 * A printing key is itself; the others are "up down left right pgup pgdn
 * home end ins del backtab enter esc tab space backspace f1 .. f12 ^A".
 * A command of two keys is written as one word: "gg".
 */

#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#define KEY_WORD 12

/* Writes the word of a key; "" when it has none. */
void keys_word(int key, char word[static KEY_WORD]);

/* Whether the list of words has that one. */
bool keys_has(const char *words, const char *word);

/* The first of the words, as a person reads it: "Enter", "PgDn". */
void keys_title(const char *words, char title[static KEY_WORD]);

#endif
