/* ui/status.c - kinds of failures as exit statuses. */

#include "config.h"

#include "ui/status.h"

static const int statuses[] = {
	[ERR_INVALID] = STATUS_DATA,
	[ERR_REFUSED] = STATUS_PART,
	[ERR_FORBIDDEN] = STATUS_NOT_PERMITTED,
	[ERR_NOT_FOUND] = STATUS_NO_INPUT,
	[ERR_CONFLICT] = STATUS_PART,
	[ERR_BUSY] = STATUS_UNAVAILABLE,
	[ERR_UNKNOWN] = STATUS_IO,
	[ERR_IO] = STATUS_IO,
};

int status_of(const struct err *err)
{
	return statuses[err->kind];
}
