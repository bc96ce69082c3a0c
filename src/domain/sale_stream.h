/*
 * domain/sale_stream.h - recorded sales one after the other, as another
 * program would rate them; for simulations.
 *
 * In the order of recording, refunds among them. Reads one state of the
 * database until it is closed, however often it is gone through, and keeps
 * one sale in memory.
 */

#ifndef DOMAIN_SALE_STREAM_H
#define DOMAIN_SALE_STREAM_H

#include "domain/commission_book.h"
#include "domain/session.h"

struct sale_stream {
	struct session *session;
	const struct program *program;
	const char *only; /* sales under that program's terms; "": all */
	struct stmt *state, *rows;
	struct arena arena; /* of the present sale */
};

/* One of them. Texts live until the next. */
struct stream_sale {
	int64_t id, partner;
	const char *name;      /* of the sale: the other system's, or "S-12" */
	const char *holder;    /* of the partner, likewise */
	const char *split;     /* "" or as in the sale */
	struct book_sale sale; /* partners and customers by their numbers */
};

/* What a partner really got of a sale. */
struct stream_share {
	int64_t partner;
	const char *name;
	int64_t minor; /* accrued: steps that came later are in it */
};

/* What is not simulated, in one currency. */
struct stream_left {
	struct money amount;
	int64_t n;
};

/*
 * Opens it for a program. Sales under its terms are taken where there are
 * any; else all, as for a program that is new: stream->only says which. Has
 * to be closed, also when this fails.
 */
NODISCARD bool sale_stream_open(struct session *s, const struct program *p,
    struct sale_stream *ret, struct err *err);
void sale_stream_close(struct sale_stream *stream);

/* How many sales are left out because other terms hold for them. */
NODISCARD bool sale_stream_others(
    struct sale_stream *stream, int64_t *ret, struct err *err);

/* Tells the book which sales are refunded later. */
NODISCARD bool sale_stream_expect(
    struct sale_stream *stream, struct commission_book *book, struct err *err);

/* From the first again. */
NODISCARD bool sale_stream_rewind(struct sale_stream *stream, struct err *err);

/*
 * The next. Its level is the partner's on the day that picks the rate, if
 * the program has that level, else the program's first.
 */
NODISCARD bool sale_stream_next(struct sale_stream *stream,
    struct stream_sale *ret, bool *ret_more, struct err *err);

/* What the partners of a sale really got; lives until the next sale. */
NODISCARD bool sale_stream_shares(struct sale_stream *stream, int64_t sale,
    struct stream_share **ret, size_t *ret_n, struct err *err);

/* "P-12", or the other system's key; lives until the next sale. */
NODISCARD bool sale_stream_partner(struct sale_stream *stream, int64_t partner,
    const char **ret, struct err *err);

/* Adjustments and bonuses, by currency. */
NODISCARD bool sale_stream_left(struct sale_stream *stream, struct arena *a,
    struct stream_left **ret, size_t *ret_n, struct err *err);

#endif
