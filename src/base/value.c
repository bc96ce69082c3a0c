/* base/value.c - one cell of data, the same from file to screen. */

#include "config.h"

#include "base/value.h"

#include <inttypes.h>
#include <string.h>

#include "base/date.h"
#include "base/money.h"

static const char *money_value_text(struct value v, struct arena *a)
{
	struct money m = { .minor = v.i };

	memcpy(m.currency, v.currency, sizeof(m.currency));
	return money_text(m, a);
}

bool value_equal(struct value a, struct value b)
{
	if (a.type != b.type)
		return false;
	switch (a.type) {
	case VALUE_NULL:
		return true;
	case VALUE_TEXT:
		return strcmp(a.s, b.s) == 0;
	case VALUE_MONEY:
		return a.i == b.i && strcmp(a.currency, b.currency) == 0;
	case VALUE_INT:
	case VALUE_DATE:
	case VALUE_TIME:
	case VALUE_BOOL:
		break;
	}
	return a.i == b.i;
}

const char *value_text(struct value v, struct arena *a)
{
	char date[11], moment[21];

	switch (v.type) {
	case VALUE_NULL:
		break;
	case VALUE_INT:
		return arena_fmt(a, "%" PRId64, v.i);
	case VALUE_TEXT:
		return v.s;
	case VALUE_DATE:
		return arena_str(a, date_text((date_days)v.i, date));
	case VALUE_TIME:
		return arena_str(a, moment_text(v.i, moment));
	case VALUE_BOOL:
		return v.i != 0 ? "yes" : "no";
	case VALUE_MONEY:
		return money_value_text(v, a);
	}
	return "";
}
