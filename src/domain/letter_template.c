/* domain/letter_template.c - what letters are made from. */

#include "config.h"

#include "domain/letter.h"

#include <string.h>

#include "domain/letter_text.h"
#include "domain/template.h"

#define SUBJECT "Subject: "

const char *const letter_templates[] = {
	"letter-request",
	"letter-decline",
	"letter-approval",
	"letter-welcome",
	"letter-warning",
	"letter-suspension",
	"letter-termination",
	"letter-renewal",
	"letter-lead-accepted",
	"letter-lead-declined",
	"letter-lead-next",
	"letter-lead-queued",
	"letter-lead-expired",
	"letter-statement",
};

const size_t n_letter_templates = ARRAY_LEN(letter_templates);

const struct letter_field_name letter_field_names[] = {
	{ "vendor", "the program's vendor" },
	{ "entity", "the vendor's company that contracts" },
	{ "program", "the program's name" },
	{ "recipient", "the person that the letter goes to" },
	{ "today", "the day it is written" },
	{ "id", "the record's id, such as A-12" },
	{ "partner_id", "the partner's id" },
	{ "company", "the applicant's or partner's company" },
	{ "level", "the level in the program" },
	{ "reason", "the reason, as the program names it" },
	{ "text", "the reason's text for outside, or what was typed" },
	{ "until", "a day: of an answer, of protection" },
	{ "from", "a day on which something begins" },
	{ "documents", "the attached documents, one a line" },
	{ "requirement", "the requirement that is not met" },
	{ "tasks", "what is to be done, one a line" },
	{ "customer", "a lead's company" },
	{ "place", "a lead's place in the queue" },
	{ "period", "the period of a statement" },
	{ "amount", "what a statement comes to, with its currency" },
};

const size_t n_letter_field_names = ARRAY_LEN(letter_field_names);

/* ---- checking ----------------------------------------------------------- */

static void check_subject(const char *body, struct problems *problems)
{
	const char *end = strchr(body, '\n');

	if (strncmp(body, SUBJECT, strlen(SUBJECT)) != 0)
		problem_add(problems, 1, 1,
		    "a letter begins with a line `Subject: ...`");
	else if (end == NULL || end[1] != '\n')
		problem_add(problems, 2, 1,
		    "an empty line stands between the subject and the text");
}

void letter_check(const char *body, bool html, struct problems *problems)
{
	const char *names[ARRAY_LEN(letter_field_names)];

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		names[i] = letter_field_names[i].name;
	if (!html)
		check_subject(body, problems);
	template_check(body, names, ARRAY_LEN(names), problems);
}

/* ---- filling in --------------------------------------------------------- */

struct filler {
	const struct letter *letter;
	const char *today;
	bool html;
	struct arena *arena;
};

static const char *given(const struct letter *l, const char *name)
{
	for (size_t i = 0; i < l->n_fields; i++)
		if (strcmp(l->fields[i].name, name) == 0)
			return l->fields[i].text != NULL ? l->fields[i].text
							 : "";
	return NULL;
}

static const char *common(const struct filler *f, const char *name)
{
	const struct letter *l = f->letter;
	const struct program *p =
	    l->program != NULL ? l->program->program : NULL;

	if (strcmp(name, "vendor") == 0)
		return p != NULL ? p->vendor : "";
	if (strcmp(name, "program") == 0)
		return p != NULL ? p->name : "";
	if (strcmp(name, "entity") == 0)
		return l->entity != NULL ? l->entity->name
		    : p != NULL          ? p->vendor
					 : "";
	if (strcmp(name, "recipient") == 0)
		return l->to_name != NULL ? l->to_name : "";
	if (strcmp(name, "today") == 0)
		return f->today;
	return NULL;
}

static bool is_known(const char *name)
{
	for (size_t i = 0; i < n_letter_field_names; i++)
		if (strcmp(letter_field_names[i].name, name) == 0)
			return true;
	return false;
}

static void add_escaped(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		switch (*s) {
		case '&':
			buf_add(out, "&amp;");
			break;
		case '<':
			buf_add(out, "&lt;");
			break;
		case '>':
			buf_add(out, "&gt;");
			break;
		case '"':
			buf_add(out, "&quot;");
			break;
		default:
			buf_addc(out, *s);
		}
	}
}

static const char *value_of(void *arg, const char *name)
{
	const struct filler *f = arg;
	const char *text = given(f->letter, name);
	struct buf out = BUF_INIT;

	if (text == NULL)
		text = common(f, name);
	if (text == NULL && is_known(name))
		text = "";
	if (text == NULL || !f->html)
		return text;
	add_escaped(&out, text);
	return buf_take(&out, f->arena);
}

/* A field that was empty leaves no hole: at most one empty line. */
static void squeeze(struct buf *out, const char *s)
{
	size_t ends = 2;

	while (*s == '\n')
		s++;
	for (; *s != '\0'; s++) {
		ends = *s == '\n' ? ends + 1 : 0;
		if (ends <= 2)
			buf_addc(out, *s);
	}
	while (out->len > 0 && out->s[out->len - 1] == '\n')
		out->s[--out->len] = '\0';
	buf_addc(out, '\n');
}

static bool expand(
    struct filler *f, const char *body, const char **ret, struct err *err)
{
	struct buf raw = BUF_INIT, out = BUF_INIT;
	bool ok = template_expand(body, value_of, f, &raw, err);

	if (ok) {
		squeeze(&out, buf_text(&raw));
		*ret = buf_take(&out, f->arena);
	}
	buf_done(&raw);
	return ok;
}

/* "Subject: Your application\n\nDear ..." into its two parts. The subject is
 * one line whatever its fields hold. */
static bool expand_subject(struct filler *f, const char *line, size_t len,
    const char **ret, struct err *err)
{
	struct arena *a = f->arena;
	const char *skip = line;
	const char *text;

	if (len >= strlen(SUBJECT) &&
	    strncmp(line, SUBJECT, strlen(SUBJECT)) == 0)
		skip += strlen(SUBJECT);
	if (!expand(f, arena_strn(a, skip, len - (size_t)(skip - line)), &text,
		err))
		return false;
	*ret = text_scrub(text, strlen(text), TEXT_LINE, LETTER_SUBJECT_MAX, a);
	return true;
}

bool letter_expand(const struct letter *l, const char *body, const char *html,
    date_days today, struct arena *a, struct letter_text *ret, struct err *err)
{
	char day[11];
	struct filler f = {
		.letter = l, .today = date_text(today, day), .arena = a
	};
	size_t first = strcspn(body, "\n");
	struct letter_text text = { .html = "" };

	if (!expand_subject(&f, body, first, &text.subject, err) ||
	    !expand(&f, body + first, &text.body, err))
		return false;
	f.html = true;
	if (html != NULL && !expand(&f, html, &text.html, err))
		return false;
	*ret = text;
	return true;
}

/* ---- HTML --------------------------------------------------------------- */

/* Blanks at the front of a line are kept: they may make a table. */
static void add_line(
    struct buf *out, const char *line, size_t len, struct arena *a)
{
	size_t indent = 0;

	while (indent < len && line[indent] == ' ') {
		buf_add(out, "&nbsp;");
		indent++;
	}
	add_escaped(out, arena_strn(a, line + indent, len - indent));
}

const char *letter_html(const char *text, struct arena *a)
{
	struct buf out = BUF_INIT;
	bool open = false;

	buf_add(&out, "<!DOCTYPE html>\n<html><body>\n");
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		if (len == 0 && open)
			buf_add(&out, "</p>\n");
		else if (len > 0)
			buf_add(&out, open ? "<br>\n" : "<p>");
		open = len > 0;
		add_line(&out, text, len, a);
		text += len + (text[len] == '\n');
	}
	buf_add(&out, open ? "</p>\n</body></html>\n" : "</body></html>\n");
	return buf_take(&out, a);
}
