/*
 * ui/summary_print.h - a summary printed as a table, as CSV or as JSON.
 */

#ifndef UI_SUMMARY_PRINT_H
#define UI_SUMMARY_PRINT_H

#include <stdio.h>

#include "io/print.h"
#include "query/summary.h"

/*
 * Columns: the ask's keys in their order, then sales, base, commission,
 * currency and one for each state. A table ends with the total of each
 * currency; CSV and JSON have the rows alone.
 */
NODISCARD bool summary_print(FILE *out, const struct summary_ask *ask,
    const struct summary *s, enum list_format format, bool raw,
    struct err *err);

#endif
