/*
 * ui/record_command.h - accord show: one record, whole.
 */

#ifndef UI_RECORD_COMMAND_H
#define UI_RECORD_COMMAND_H

#include "domain/session.h"
#include "io/print.h"
#include "query/list.h"

/*
 * Prints the record with its review, remarks, documents and history; as CSV
 * its fields alone. ERR_NOT_FOUND.
 */
NODISCARD bool record_print(struct session *s, const struct list *list,
    int64_t id, enum list_format format, bool raw, FILE *out, struct err *err);

/* Prints the newest of its documents of that kind, as it is. */
NODISCARD bool record_print_document(struct session *s, const struct list *list,
    int64_t id, const char *kind, FILE *out, struct err *err);

#endif
