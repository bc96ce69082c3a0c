/*
 * io/rates.h - the European Central Bank's file of reference rates.
 *
 * A CSV file of its own form, read as it is published: the header is "Date"
 * and a currency for each column, its line and all others end in a comma; a
 * row is a day, the newest first; "N/A" is no rate.
 */

#ifndef IO_RATES_H
#define IO_RATES_H

#include "base/exchange.h"
#include "base/problem.h"

struct rates {
	struct exchange_rate *list; /* in the file's order */
	size_t n, size;
};

/*
 * Reads all of a file into the arena. Cells that are no rate, and rows that
 * are no day or are of a day after `today`, are added to the problems, each
 * by line and cell, and left out. ERR_INVALID when it is no such file,
 * ERR_NOT_FOUND, ERR_IO.
 */
NODISCARD bool rates_read(const char *path, date_days today, struct arena *a,
    struct rates *ret, struct problems *problems, struct err *err);

#endif
