/*
 * ui/rates_command.h - reference rates brought in from a file of their own
 * form.
 */

#ifndef UI_RATES_COMMAND_H
#define UI_RATES_COMMAND_H

#include "ui/import_command.h"

/* As import_run(), which calls it for rates; there is no map. */
int rates_run(struct session *s, const struct import_options *options,
    FILE *out, FILE *messages);

#endif
