/*
 * domain/letter.h - letters to applicants and partners.
 *
 * A letter is written with the decision that it is about, in the same
 * transaction, from the template that was loaded with the program's version.
 * It waits in the outbox, where it can be edited, until its grace time ends
 * and `accord deliver` takes it. Taking the decision back takes the letter
 * back; once it was sent, what it says stands, and the decision can no longer
 * be taken back.
 *
 *	const struct letter letter = {
 *		.template = "letter-decline",
 *		.noun = "application", .record = e->row.id,
 *		.to_name = d->contact_name, .to_address = d->contact_email,
 *		.program = &e->program, .entity = e->entity,
 *		LETTER_FIELDS({ "company", d->company }, { "id", id }),
 *	};
 *
 *	if (!letter_write(&e->change, &letter, &message, err))
 *		return false;
 *	call->ret_text = arena_fmt(a, "%s is declined.%s", label,
 *	    letter_said(&letter, message, a));
 */

#ifndef DOMAIN_LETTER_H
#define DOMAIN_LETTER_H

#include "base/problem.h"
#include "domain/change.h"
#include "domain/program_store.h"

/* A setting: minutes for which a letter can still be changed. */
#define LETTER_GRACE_SETTING "letter-grace"
#define LETTER_GRACE_MINUTES 10

/* Of a template's text, and of a subject. */
#define LETTER_MAX_BYTES 65536
#define LETTER_SUBJECT_MAX 200

struct letter_field {
	const char *name; /* one of letter_field_names[] */
	const char *text; /* NULL is "" */
};

struct letter {
	const char *template; /* "letter-approval" */
	const char *noun;     /* of the record that it is about */
	int64_t record;
	int64_t partner; /* 0: none yet */
	const char *to_name;
	const char *to_address;              /* NULL or "": none is known */
	const struct program_ref *program;   /* NULL: of no program */
	const struct program_entity *entity; /* NULL: none */
	const struct letter_field *fields;
	size_t n_fields;
	const int64_t *documents; /* to be attached */
	size_t n_documents;
};

#define LETTER_FIELDS(...)                                                 \
	.fields = (const struct letter_field[]){ __VA_ARGS__ },            \
	.n_fields = sizeof((const struct letter_field[]){ __VA_ARGS__ }) / \
	    sizeof(struct letter_field)

/*
 * Writes it into the outbox as a part of the change. *ret_message is 0, and
 * nothing is written, when there is no address or no template: that hinders
 * no decision, but letter_said() says it.
 */
NODISCARD bool letter_write(struct change *c, const struct letter *l,
    int64_t *ret_message, struct err *err);

/* What became of it, to go behind an operation's sentence: " Letter M-3
 * waits in the outbox." */
const char *letter_said(
    const struct letter *l, int64_t message, struct arena *a);

/* ---- templates ---------------------------------------------------------- */

/* Every letter that Accord writes: "letter-approval" ... */
extern const char *const letter_templates[];
extern const size_t n_letter_templates;

/* What a template may name. Those that a letter has no text for are empty. */
struct letter_field_name {
	const char *name, *help;
};
extern const struct letter_field_name letter_field_names[];
extern const size_t n_letter_field_names;

/*
 * Adds a problem for each mistake in the text of a template: no subject, no
 * such field. That of a ".html" beside it has no subject.
 */
void letter_check(const char *body, bool html, struct problems *problems);

/* The HTML of a plain text: its paragraphs, with nothing in it that is
 * markup. */
const char *letter_html(const char *text, struct arena *a);

#endif
