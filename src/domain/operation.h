/*
 * domain/operation.h - everything that can be done, one row each.
 *
 * The same row is the key and the palette entry of a screen, the
 * subcommand, the form that opens, the help line, the manual's table and
 * the audit record's name.
 */

#ifndef DOMAIN_OPERATION_H
#define DOMAIN_OPERATION_H

#include "base/field.h"
#include "domain/program.h"
#include "domain/session.h"

/* One call of an operation. */
struct call {
	int64_t id;           /* the record; 0 for one that makes records */
	int64_t version;      /* the version that was seen, or 0 */
	const void *params;   /* the struct of operation->params, or NULL */
	const char *op_id;    /* NULL makes one; keep it with the draft */
	const char *bulk;     /* "" or NULL for a single one */
	struct arena *arena;  /* for the results */
	int64_t ret_id;       /* the record made or changed */
	const char *ret_text; /* a sentence: "A-12 Acme is approved; ..." */
};

enum operation_flag {
	OPERATION_MAKES = 1 << 0,    /* makes a record: takes no id */
	OPERATION_BULK = 1 << 1,     /* may act on all marked rows */
	OPERATION_DECIDES = 1 << 2,  /* a capital: asks for Enter before */
	OPERATION_ITEM = 1 << 3,     /* about one item of the record */
	OPERATION_FINAL = 1 << 4,    /* cannot be undone */
	OPERATION_COMMAND = 1 << 5,  /* on the command line only */
	OPERATION_SWEEP = 1 << 6,    /* time does it; offered to nobody */
	OPERATION_COURTESY = 1 << 7, /* a claim: hinders no undo */
};

struct operation {
	const char *noun;  /* "application" */
	const char *verb;  /* "approve" */
	const char *key;   /* its key on the noun's screens, or "" */
	const char *title; /* "Approve" */
	const char *help;  /* "approve: makes the partner and the documents" */
	enum right right;
	const struct fields *params; /* NULL when it takes none */
	unsigned from; /* STATE_BIT()s it is offered in; 0 is any */
	unsigned flags;
	bool (*run)(struct session *s, struct call *call, struct err *err);
	/*
	 * Fills the params with what the record has now, for forms and for
	 * commands that change some fields only; NULL: they start empty.
	 */
	bool (*load)(struct session *s, int64_t id, void *params,
	    struct arena *a, struct err *err);
	/* Of params with a FIELD_REASON: which of the program's reasons. */
	enum reason_for reasons;
};

/*
 * All operations, by noun, in the order of help: NULL gives the first, the
 * last one gives NULL.
 */
const struct operation *operation_next(const struct operation *op);

/* The operation, with the noun in singular or plural, or NULL. */
const struct operation *operation_find(const char *noun, const char *verb);

/* Checks required params and runs it. */
NODISCARD bool operation_run(struct session *s, const struct operation *op,
    struct call *call, struct err *err);

/* "applications" is "application"; unknown words stay as they are. */
const char *noun_singular(const char *noun);

/* The letter before ids of a noun ("application" 'A'), or 0. */
char noun_letter(const char *noun);

/* Reads "A-12" or "12" for that noun; refuses another noun's letter. */
NODISCARD bool noun_id(
    const char *noun, const char *text, int64_t *ret, struct err *err);

#endif
