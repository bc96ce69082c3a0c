/*
 * ui/simulate_out.h - what a simulation prints; for ui/simulate_*.c.
 *
 * Each partner's part of each sale, or sums by partner, and totals by
 * currency; over the database beside what was really accrued.
 */

#ifndef UI_SIMULATE_OUT_H
#define UI_SIMULATE_OUT_H

#include "base/table.h"
#include "domain/commission_book.h"
#include "domain/commission_share.h"
#include "ui/program_file.h"
#include "ui/simulate_command.h"

enum { SIMULATE_PARTS = 64 };

/* Sums of one partner, or of all, in one currency. */
struct simulate_sum {
	const char *partner;
	char currency[4];
	int64_t sales, base, commission, accrued;
};

struct simulate_out {
	const struct simulate_options *options;
	bool compares; /* with what was accrued */
	struct arena *arena;
	struct table partners, currencies;
	struct simulate_sum *by_partner, *by_currency;
	size_t partners_size, currencies_size;
	struct print *print;
};

/* One partner's part of a sale. */
struct simulate_part {
	const struct book_sale *sale;
	const char *name;    /* of the sale */
	const char *partner; /* its name */
	const struct commission_line *line;
	struct money base, commission;
	int64_t accrued; /* where it compares */
	bool first;      /* of the sale, which is counted once */
};

/*
 * Reads the program's file, which has to have a commission section; what is
 * wrong is told. Returns the exit status. The program lives in `files`.
 */
int simulate_program(const struct simulate_options *options, FILE *messages,
    struct program_files *files, const struct program **ret);

/* Tells the error and returns its exit status. */
int simulate_failed(const struct err *err, FILE *messages);

/* The arena has to live as long. */
void simulate_out_open(struct simulate_out *out,
    const struct simulate_options *options, bool compares, struct arena *a,
    FILE *stream);

/* Prints the part, or counts it only. */
NODISCARD bool simulate_out_part(struct simulate_out *out,
    const struct simulate_part *part, struct arena *a, struct err *err);

/* Ends the output, with the sums by partner if `ok`. */
NODISCARD bool simulate_out_close(
    struct simulate_out *out, bool ok, struct err *err);

/* One line a currency: they are never added together. */
void simulate_out_totals(const struct simulate_out *out, FILE *messages);

/* "P-1:600000,P-2:400000" into names and parts, in that order; there is room
 * for SIMULATE_PARTS of them. ERR_INVALID for the field "split". */
NODISCARD bool simulate_split(const char *text, struct arena *a,
    const char **names, struct commission_part *parts, size_t *ret_n,
    struct err *err);

#endif
