/*
 * ui/program_command.h - accord program check|load|list|show.
 *
 * Each prints its result to `out` and its complaints to `messages`, and
 * returns the exit status of sysexits.h that the command line promises.
 */

#ifndef UI_PROGRAM_COMMAND_H
#define UI_PROGRAM_COMMAND_H

#include <stdio.h>

#include "domain/program_store.h"
#include "io/print.h"

/* Checks files; needs no database. 0, 65 when one has problems, 66 when one
 * cannot be read. */
int program_check_files(
    const char *const *paths, size_t n, FILE *out, FILE *messages);

/* Loads files that are all clean, or none of them. Without `out` it is
 * silent about what it did; that holds for the shipped ones too. */
int program_load_files(struct session *s, const char *const *paths, size_t n,
    FILE *out, FILE *messages);

/* Loads every program that was shipped; for a new database. */
int program_load_shipped(struct session *s, FILE *out, FILE *messages);

int program_list(
    struct session *s, enum list_format format, FILE *out, FILE *messages);

/* Prints "reseller" or "reseller@2026-01" with every default filled in. */
int program_show(
    struct session *s, const char *name, FILE *out, FILE *messages);

#endif
