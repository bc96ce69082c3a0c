/* domain/conflict_explain.c - how a conflict came about, line by line. */

#include "config.h"

#include "domain/conflict_row.h"

#include <inttypes.h>
#include <string.h>

#include "domain/lead_match.h"
#include "domain/lead_match_alike.h"

static void side(
    struct buf *out, const char *what, const struct conflict_side *side)
{
	char at[21];

	moment_text(side->received_at, at);
	buf_fmt(out, "%s: %s\n", what, side->label);
	if (side->is_customer)
		buf_fmt(out, "  known here since %.10s\n", at);
	else
		buf_fmt(out, "  received %.10s %.5s UTC, is %s%s\n", at,
		    at + 11, side->stage,
		    side->registered ? ", holds its customer" : "");
}

static void key(struct buf *out, const char *name, const char *a, const char *b)
{
	if (a[0] == '\0' && b[0] == '\0')
		return;
	buf_fmt(out, "%-9s %s | %s%s\n", name, a[0] != '\0' ? a : "-",
	    b[0] != '\0' ? b : "-",
	    a[0] != '\0' && strcmp(a, b) == 0 ? "  the same" : "");
}

static size_t in_both(const struct text_grams *a, const struct text_grams *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			n += a->list[i] == b->list[k];
	return n;
}

/* The count itself, so that anybody can do it again. */
static void alike(struct buf *out, const struct conflict_row *row)
{
	const struct conflict_side *a = &row->lead, *b = &row->other;
	struct text_grams of_a, of_b;
	size_t both;

	text_grams(a->name_key, &of_a);
	text_grams(b->name_key, &of_b);
	both = in_both(&of_a, &of_b);
	buf_fmt(out,
	    "trigrams  %zu and %zu, %zu in both of %zu: %" PRId64
	    " millionths; alike from %d\n",
	    of_a.n, of_b.n, both, of_a.n + of_b.n - both,
	    text_grams_similar(&of_a, &of_b), MATCH_ALIKE);
	if (domain_is_within(a->domain, b->domain))
		buf_add(out, "domains   one is a part of the other\n");
	if (strcmp(a->country, b->country) != 0)
		buf_add(out, "country   names are compared within one only\n");
}

static void rule(struct buf *out, const struct conflict_row *row)
{
	bool waits =
	    row->lead.behind == row->other.id && !row->other.is_customer;

	if (row->other.is_customer)
		buf_add(out,
		    "A customer that is here already is no lead; as "
		    "it is only alike, a person decides.\n");
	else if (waits)
		buf_add(out,
		    "The first valid claim has the customer; the "
		    "second waits behind it.\n");
	else
		buf_add(out,
		    "Both go on; the second is not accepted before "
		    "this is decided.\n");
}

static void outcome(struct buf *out, const struct conflict_row *row)
{
	if (row->state == CONFLICT_OPEN) {
		buf_add(out,
		    "open: the verdict is holder, challenger, "
		    "different or split\n");
		return;
	}
	buf_fmt(out, "decided by %s: %s\n", row->decided_by, row->verdict);
	if (row->reason[0] != '\0')
		buf_fmt(out, "  reason: %s\n", row->reason);
	if (row->evidence[0] != '\0')
		buf_fmt(out, "  the customer's choice: %s\n", row->evidence);
}

bool conflict_explain(
    struct session *s, int64_t id, struct buf *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct conflict_row row;
	bool ok = conflict_read(s, id, &a, &row, err);

	if (ok) {
		side(out, "challenger", &row.lead);
		side(out, row.other.is_customer ? "customer  " : "holder    ",
		    &row.other);
		key(out, "name", row.lead.name_key, row.other.name_key);
		key(out, "country", row.lead.country, row.other.country);
		key(out, "domain", row.lead.domain, row.other.domain);
		key(out, "tax id", row.lead.tax_key, row.other.tax_key);
		alike(out, &row);
		rule(out, &row);
		outcome(out, &row);
	}
	arena_done(&a);
	return ok;
}
