/* domain/operation.c - the table of everything that can be done. */

#include "config.h"

#include "domain/operation.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "domain/application.h"
#include "domain/commission.h"
#include "domain/conflict.h"
#include "domain/customer.h"
#include "domain/enrollment.h"
#include "domain/lead.h"
#include "domain/message.h"
#include "domain/partner.h"
#include "domain/sale.h"
#include "domain/payout.h"
#include "domain/statement.h"

static const struct {
	const char *noun;
	const char *plural;
	char letter;
} nouns[] = {
	{ "application", "applications", 'A' },
	{ "partner", "partners", 'P' },
	{ "enrollment", "enrollments", 'E' },
	{ "lead", "leads", 'L' },
	{ "customer", "customers", 'U' },
	{ "sale", "sales", 'S' },
	{ "commission", "commissions", 'C' },
	{ "statement", "statements", 'T' },
	{ "payout", "payouts", 'O' },
	{ "batch", "batches", 'B' },
	{ "document", "documents", 'D' },
	{ "message", "messages", 'M' },
	{ "conflict", "conflicts", 'K' },
};

const char *noun_singular(const char *noun)
{
	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if (strcmp(noun, nouns[i].noun) == 0 ||
		    strcmp(noun, nouns[i].plural) == 0)
			return nouns[i].noun;
	return noun;
}

/* Every noun's rows, each table of one noun; a new noun is one line here. */
static const struct {
	const struct operation *rows;
	const size_t *n;
} tables[] = {
	{ application_operations, &n_application_operations },
	{ partner_operations, &n_partner_operations },
	{ enrollment_operations, &n_enrollment_operations },
	{ lead_operations, &n_lead_operations },
	{ customer_operations, &n_customer_operations },
	{ sale_operations, &n_sale_operations },
	{ message_operations, &n_message_operations },
	{ conflict_operations, &n_conflict_operations },
	{ statement_operations, &n_statement_operations },
	{ payout_operations, &n_payout_operations },
	{ commission_operations, &n_commission_operations },
};

const struct operation *operation_next(const struct operation *op)
{
	size_t table = 0;

	if (op == NULL)
		return tables[0].rows;
	/* Rows of other tables cannot be compared by address; nouns can. */
	while (table < ARRAY_LEN(tables) &&
	    strcmp(tables[table].rows[0].noun, op->noun) != 0)
		table++;
	assert(table < ARRAY_LEN(tables));
	if (op + 1 < tables[table].rows + *tables[table].n)
		return op + 1;
	return table + 1 < ARRAY_LEN(tables) ? tables[table + 1].rows : NULL;
}

const struct operation *operation_find(const char *noun, const char *verb)
{
	const char *singular = noun_singular(noun);

	const struct operation *op;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op))
		if (strcmp(op->noun, singular) == 0 &&
		    strcmp(op->verb, verb) == 0)
			break;
	return op;
}

bool operation_run(struct session *s, const struct operation *op,
    struct call *call, struct err *err)
{
	if (call->id == 0 && (op->flags & OPERATION_MAKES) == 0)
		return err_set(err, ERR_INVALID, "Say which %s.", op->noun);
	if (op->params != NULL && !fields_check(op->params, call->params, err))
		return false;
	return op->run(s, call, err);
}

char noun_letter(const char *noun)
{
	const char *singular = noun_singular(noun);

	for (size_t i = 0; i < ARRAY_LEN(nouns); i++)
		if (strcmp(singular, nouns[i].noun) == 0)
			return nouns[i].letter;
	return '\0';
}

bool noun_id(const char *noun, const char *text, int64_t *ret, struct err *err)
{
	const char *digits = text;
	char letter = noun_letter(noun);
	long long id;
	char *end;

	if (digits[0] != '\0' && digits[1] == '-') {
		if ((digits[0] & ~0x20) != letter)
			return err_set(err, ERR_INVALID,
			    "\"%s\" is not the id of a record of kind %s; "
			    "those are like %c-12.",
			    text, noun_singular(noun), letter);
		digits += 2;
	}
	errno = 0;
	id = strtoll(digits, &end, 10);
	if (digits[0] < '0' || digits[0] > '9' || *end != '\0' || errno != 0 ||
	    id <= 0)
		return err_set(err, ERR_INVALID,
		    "\"%s\" is not an id; one is like %c-12 or 12.", text,
		    letter);
	*ret = id;
	return true;
}
