/* domain/application_letter.c - what applicants are told. */

#include "config.h"

#include <inttypes.h>

#include "domain/application_decide.h"
#include "domain/letter.h"

static const char *id_of(struct edit *e, char letter, int64_t id)
{
	return id == 0 ? "" : arena_fmt(e->arena, "%c-%" PRId64, letter, id);
}

/* Nobody is greeted by no name. */
static const char *recipient(const struct application_data *d)
{
	return d->contact_name != NULL && d->contact_name[0] != '\0'
	    ? d->contact_name
	    : d->company;
}

bool application_letter(struct edit *e, struct call *call,
    const struct application_letter *what, struct err *err)
{
	const struct application_data *d = &e->row.data;
	const struct program_level *level =
	    program_level(e->program.program, d->level);
	char until[11];
	const struct letter letter = {
		.template = what->template,
		.noun = "application",
		.record = e->row.id,
		.partner = what->partner,
		.to_name = recipient(d),
		.to_address = d->contact_email,
		.program = &e->program,
		.entity = e->entity,
		LETTER_FIELDS({ "id", id_of(e, 'A', e->row.id) },
		    { "partner_id", id_of(e, 'P', what->partner) },
		    { "company", d->company },
		    { "level", level != NULL ? level->name : d->level },
		    { "reason", what->reason }, { "text", what->text },
		    { "until", date_text(what->until, until) },
		    { "documents", what->document_names }),
		.documents = what->documents,
		.n_documents = what->n_documents,
	};
	int64_t message;

	if (!letter_write(&e->change, &letter, &message, err))
		return false;
	call->ret_text = arena_fmt(e->arena, "%s%s", call->ret_text,
	    letter_said(&letter, message, e->arena));
	return true;
}
