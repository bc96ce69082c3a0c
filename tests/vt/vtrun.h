/*
 * tests/vt/vtrun.h - a script being played, and its words.
 */

#ifndef TESTS_VT_VTRUN_H
#define TESTS_VT_VTRUN_H

#include "tests/vt/vt.h"

struct run {
	struct vt v;
	const char *path;   /* of the script */
	const char *golden; /* the folder of golden files */
	int line;
	int points, failed;
	bool stop; /* waiting failed: the rest makes no sense */
};

struct word {
	const char *name;
	void (*play)(struct run *r, char *rest);
};

/* Ends with a row of NULL. */
extern const struct word actions[], expectations[];

/* One TAP point for the present line; returns ok. */
bool point(struct run *r, bool ok, const char *line);

/* Says something beside the points, each line behind a '#'. */
void comment(const char *text);

/* The script itself is wrong. */
void misplay(struct run *r, const char *why) __attribute__((noreturn));

/* Undoes \e \n \r \t \\ \xHH in place; returns the length. */
size_t unescape(char *s);

#endif
