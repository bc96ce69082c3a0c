/* ui/simulate_database.c - a program file over the recorded sales. */

#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/operation.h"
#include "domain/sale_stream.h"
#include "ui/simulate_out.h"
#include "ui/status.h"

struct simulation {
	struct sale_stream stream;
	struct commission_book *book;
	struct arena arena; /* of the book and the sums */
	struct simulate_out out;
	FILE *messages;
	int64_t *refused; /* sales, in their order */
	size_t n_refused, refused_size;
};

/* Neither counted nor written; the others go on. */
static void refuse(
    struct simulation *sim, const struct stream_sale *s, const struct err *why)
{
	struct arena a = ARENA_INIT;

	fprintf(sim->messages, "%s: %s\n", text_safe(s->name, &a),
	    text_safe(why->text, &a));
	arena_done(&a);
	sim->refused = arena_grow(&sim->arena, sim->refused, sim->n_refused,
	    &sim->refused_size, sizeof(*sim->refused));
	sim->refused[sim->n_refused++] = s->id;
}

static bool count_all(struct simulation *sim, struct err *err)
{
	bool more = true;

	if (!sale_stream_expect(&sim->stream, sim->book, err) ||
	    !sale_stream_rewind(&sim->stream, err))
		return false;
	while (more) {
		struct stream_sale s;
		struct err why;

		if (!sale_stream_next(&sim->stream, &s, &more, err))
			return false;
		if (more && !book_count(sim->book, &s.sale, &why))
			refuse(sim, &s, &why);
	}
	return true;
}

/* ---- one sale ------------------------------------------------------------ */

/* What that partner really got of it; the share is taken off the list. */
static int64_t take_share(
    struct stream_share *shares, size_t n, int64_t partner)
{
	int64_t minor = 0;

	for (size_t i = 0; i < n; i++)
		if (shares[i].partner == partner) {
			minor = shares[i].minor;
			shares[i].partner = 0;
		}
	return minor;
}

/* Parts are by the partners' own numbers: "P-1:600000". */
static bool split_sale(const struct stream_sale *s,
    const struct commission_line *line, struct arena *a,
    struct commission_part *bases, struct commission_part *parts, size_t *ret_n,
    struct err *err)
{
	const char *names[SIMULATE_PARTS];

	if (s->split[0] == '\0') {
		parts[0] = (struct commission_part){ s->partner, PPM,
			line->amount.minor };
		bases[0] = (struct commission_part){ s->partner, PPM,
			line->base.minor };
		*ret_n = 1;
		return true;
	}
	if (!simulate_split(s->split, a, names, parts, ret_n, err))
		return false;
	for (size_t i = 0; i < *ret_n; i++)
		if (!noun_id("partner", names[i], &parts[i].partner, err))
			return false;
	memcpy(bases, parts, *ret_n * sizeof(*parts));
	return commission_split(line->amount, parts, *ret_n, err) &&
	    commission_split(line->base, bases, *ret_n, err);
}

/* Whoever got something of it although the split does not name them. */
static bool put_others(struct simulation *sim, struct simulate_part *part,
    const struct stream_share *shares, size_t n, struct arena *a,
    struct err *err)
{
	part->base.minor = part->commission.minor = 0;
	part->first = false;
	for (size_t i = 0; i < n; i++) {
		if (shares[i].partner == 0 || shares[i].minor == 0)
			continue;
		part->partner = shares[i].name;
		part->accrued = shares[i].minor;
		if (!simulate_out_part(&sim->out, part, a, err))
			return false;
	}
	return true;
}

static bool put_sale(struct simulation *sim, const struct stream_sale *s,
    const struct commission_line *line, struct err *err)
{
	struct commission_part bases[SIMULATE_PARTS], parts[SIMULATE_PARTS];
	struct arena *a = &sim->stream.arena;
	struct simulate_part part = { .sale = &s->sale,
		.name = s->name,
		.line = line,
		.base = line->base,
		.commission = line->amount };
	struct stream_share *shares;
	size_t n, n_shares;

	if (!split_sale(s, line, a, bases, parts, &n, err) ||
	    !sale_stream_shares(&sim->stream, s->id, &shares, &n_shares, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		part.partner = s->holder;
		if (parts[i].partner != s->partner &&
		    !sale_stream_partner(
			&sim->stream, parts[i].partner, &part.partner, err))
			return false;
		part.base.minor = bases[i].minor;
		part.commission.minor = parts[i].minor;
		part.accrued = take_share(shares, n_shares, parts[i].partner);
		part.first = i == 0;
		if (!simulate_out_part(&sim->out, &part, a, err))
			return false;
	}
	return put_others(sim, &part, shares, n_shares, a, err);
}

static bool put_all(struct simulation *sim, struct err *err)
{
	size_t counted = sim->n_refused, at = 0;
	bool more = true;

	if (!sale_stream_rewind(&sim->stream, err))
		return false;
	while (more) {
		struct commission_line line;
		struct stream_sale s;
		struct err why;

		if (!sale_stream_next(&sim->stream, &s, &more, err))
			return false;
		if (!more)
			break;
		if (at < counted && sim->refused[at] == s.id) {
			at++;
			continue;
		}
		if (!book_line(
			sim->book, &s.sale, &sim->stream.arena, &line, &why))
			refuse(sim, &s, &why);
		else if (!put_sale(sim, &s, &line, err))
			return false;
	}
	return true;
}

/* ---- all ----------------------------------------------------------------- */

/* What the figures do not cover. */
static bool tell_rest(struct simulation *sim, struct err *err)
{
	struct stream_left *left;
	int64_t others;
	size_t n;

	if (!sale_stream_others(&sim->stream, &others, err) ||
	    !sale_stream_left(&sim->stream, &sim->arena, &left, &n, err))
		return false;
	if (others > 0)
		fprintf(sim->messages,
		    "%" PRId64 " sales under the terms of other programs are "
		    "left out.\n",
		    others);
	for (size_t i = 0; i < n; i++)
		fprintf(sim->messages,
		    "%" PRId64 " adjustments and bonuses of %s %s are left "
		    "out.\n",
		    left[i].n, money_text(left[i].amount, &sim->arena),
		    left[i].amount.currency);
	return true;
}

static bool simulate(struct simulation *sim, struct session *s,
    const struct program *p, const struct simulate_options *o, FILE *out,
    struct err *err)
{
	bool ok;

	sim->book = book_open(p, &sim->arena);
	if (!sale_stream_open(s, p, &sim->stream, err) || !count_all(sim, err))
		return false;
	simulate_out_open(&sim->out, o, true, &sim->arena, out);
	ok = put_all(sim, err);
	if (!simulate_out_close(&sim->out, ok, err) || !ok)
		return false;
	simulate_out_totals(&sim->out, sim->messages);
	return tell_rest(sim, err);
}

int simulate_database(struct session *s, const struct simulate_options *options,
    FILE *out, FILE *messages)
{
	struct program_files files = PROGRAM_FILES_INIT;
	struct simulation sim = { .messages = messages };
	const struct program *p;
	int status = simulate_program(options, messages, &files, &p);
	struct err err;

	if (status == STATUS_DONE && !simulate(&sim, s, p, options, out, &err))
		status = simulate_failed(&err, messages);
	if (status == STATUS_DONE && sim.n_refused > 0)
		status = STATUS_PART;
	sale_stream_close(&sim.stream);
	program_files_done(&files);
	arena_done(&sim.arena);
	return status;
}
