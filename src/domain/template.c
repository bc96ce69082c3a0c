/* domain/template.c - texts with {{fields}} that are filled in. */

#include "config.h"

#include "domain/template.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

#define NAME_MAX_BYTES 40

enum part_kind { PART_TEXT, PART_FIELD, PART_BAD, PART_END };

/* A piece of a template: text as it is, or a field's name. */
struct part {
	enum part_kind kind;
	const char *s;
	size_t len;
	uint32_t line, column;
	char name[NAME_MAX_BYTES + 1];
};

struct scan {
	const char *next;
	const char *line_start;
	uint32_t line;
};

static void scan_begin(struct scan *scan, const char *body)
{
	*scan = (struct scan){ .next = body, .line_start = body, .line = 1 };
}

static void advance(struct scan *scan, size_t len)
{
	for (const char *end = scan->next + len; scan->next < end;
	     scan->next++) {
		if (*scan->next == '\n') {
			scan->line++;
			scan->line_start = scan->next + 1;
		}
	}
}

/* The part behind "{{". */
static void read_field(struct scan *scan, struct part *part)
{
	const char *name = scan->next + 2;
	size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	part->kind = PART_BAD;
	if (len > 0 && len <= NAME_MAX_BYTES &&
	    strncmp(name + len, "}}", 2) == 0) {
		part->kind = PART_FIELD;
		memcpy(part->name, name, len);
		part->name[len] = '\0';
		advance(scan, len + 4);
	} else {
		advance(scan, 2);
	}
}

static void scan_next(struct scan *scan, struct part *part)
{
	const char *braces;

	*part = (struct part){ .kind = PART_TEXT,
		.s = scan->next,
		.line = scan->line,
		.column = (uint32_t)(scan->next - scan->line_start) + 1 };
	if (*scan->next == '\0') {
		part->kind = PART_END;
		return;
	}
	if (strncmp(scan->next, "{{{{", 4) == 0) {
		part->len = 2;
		advance(scan, 4);
		return;
	}
	if (strncmp(scan->next, "{{", 2) == 0) {
		read_field(scan, part);
		return;
	}
	braces = strstr(scan->next, "{{");
	part->len =
	    braces != NULL ? (size_t)(braces - scan->next) : strlen(scan->next);
	advance(scan, part->len);
}

bool template_expand(const char *body,
    const char *(*value)(void *arg, const char *name), void *arg,
    struct buf *out, struct err *err)
{
	const char *text;
	struct part part;
	struct scan scan;

	scan_begin(&scan, body);
	for (scan_next(&scan, &part); part.kind != PART_END;
	     scan_next(&scan, &part)) {
		if (part.kind == PART_BAD)
			return err_set(err, ERR_INVALID,
			    "The braces in line %" PRIu32 " of the template "
			    "have no end; write a field like {{company}}.",
			    part.line);
		if (part.kind == PART_TEXT) {
			buf_addn(out, part.s, part.len);
			continue;
		}
		text = value(arg, part.name);
		if (text == NULL)
			return err_set(err, ERR_INVALID,
			    "The template has an unknown field {{%s}} in line "
			    "%" PRIu32 "; accord-programs(5) lists the fields.",
			    part.name, part.line);
		buf_add(out, text);
	}
	return true;
}

static void check_name(const struct part *part, const char *const *names,
    size_t n, struct problems *problems)
{
	const char *nearest;

	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], part->name) == 0)
			return;
	nearest = text_nearest(part->name, names, n);
	if (nearest != NULL)
		problem_add(problems, part->line, part->column,
		    "unknown field `%s`; did you mean `%s`?", part->name,
		    nearest);
	else
		problem_add(problems, part->line, part->column,
		    "unknown field `%s`; accord-programs(5) lists the fields",
		    part->name);
}

void template_check(const char *body, const char *const *names, size_t n,
    struct problems *problems)
{
	struct part part;
	struct scan scan;

	scan_begin(&scan, body);
	for (scan_next(&scan, &part); part.kind != PART_END;
	     scan_next(&scan, &part)) {
		if (part.kind == PART_BAD)
			problem_add(problems, part.line, part.column,
			    "the braces have no end; write a field like "
			    "{{company}}, and {{{{ for the braces");
		else if (part.kind == PART_FIELD)
			check_name(&part, names, n, problems);
	}
}
