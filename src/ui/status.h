/* ui/status.h - exit statuses, as in sysexits.h; accord(1) lists them. */

#ifndef UI_STATUS_H
#define UI_STATUS_H

#include "base/err.h"

enum {
	STATUS_DONE = 0,
	STATUS_PART = 1, /* done in part, or a check failed */
	STATUS_USAGE = 64,
	STATUS_DATA = 65,        /* bad input data */
	STATUS_NO_INPUT = 66,    /* no such file or record */
	STATUS_UNAVAILABLE = 69, /* not on this terminal, not yet */
	STATUS_CANNOT_CREATE = 73,
	STATUS_IO = 74,
	STATUS_NOT_PERMITTED = 77,
	STATUS_CONFIG = 78,
};

/* The status that a failure of this kind ends a command with. */
int status_of(const struct err *err);

#endif
