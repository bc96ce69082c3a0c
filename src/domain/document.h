/*
 * domain/document.h - the Order Form, the Partner Agreement and their like.
 *
 * A document is a program's template with its {{fields}} filled in from what
 * is known when it is made; it is then kept as it is.
 */

#ifndef DOMAIN_DOCUMENT_H
#define DOMAIN_DOCUMENT_H

#include "domain/application.h"

/* What the fields of a template are filled from. */
struct document_facts {
	const struct program *program;
	const struct program *terms; /* program_terms(), or NULL */
	const struct program_entity *entity;
	const struct program_level *level;
	const struct application_data *data;
	int64_t application; /* ids; 0 when there is none */
	int64_t partner;
	date_days date; /* of the document, local to the entity */
};

/* Appends the expanded template; an unknown field is an error with its line. */
NODISCARD bool document_render(const char *body,
    const struct document_facts *facts, struct buf *out, struct err *err);

/*
 * Makes one of the program's documents for an enrollment, from the template
 * that came with that version.
 */
struct change;
NODISCARD bool document_make(struct change *c, int64_t program_version,
    const struct program_document *d, const struct document_facts *facts,
    int64_t enrollment, int64_t *ret_id, struct err *err);

/* What a template may name: {{company}}. */
struct document_field {
	const char *name;
	const char *help;
	const char *(*text)(const struct document_facts *f, struct arena *a);
};

extern const struct document_field document_fields[];
extern const size_t n_document_fields;

/* Adds a problem for each field of a template that does not exist. */
void document_check(const char *body, struct problems *problems);

#endif
