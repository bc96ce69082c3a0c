/* ui/show.c - values as people read them. */

#include "config.h"

#include "ui/show.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "domain/operation.h"

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

const char *show_value(struct value v, struct arena *a)
{
	struct money m;

	switch (v.type) {
	case VALUE_NULL:
		return "-";
	case VALUE_TEXT:
		return v.s[0] != '\0' ? v.s : "-";
	case VALUE_MONEY:
		m.minor = v.i;
		memcpy(m.currency, v.currency, sizeof(m.currency));
		return money_text_grouped(m, a);
	case VALUE_TIME:
		return arena_fmt(
		    a, "%.10s %.5s", value_text(v, a), value_text(v, a) + 11);
	case VALUE_INT:
	case VALUE_DATE:
	case VALUE_BOOL:
		break;
	}
	return value_text(v, a);
}

const char *show_whole(struct money m, struct arena *a)
{
	const struct currency *c = currency_find(m.currency);
	int64_t unit = 1;
	const char *text;

	for (int i = 0; c != NULL && i < c->exponent; i++)
		unit *= 10;
	/* Away from zero; then what is left of the minor units is cut. */
	m.minor += m.minor < 0 ? -(unit / 2) : unit / 2;
	m.minor -= m.minor % unit;
	text = money_text_grouped(m, a);
	return arena_fmt(
	    a, "%s %.*s", m.currency, (int)strcspn(text, "."), text);
}

/* A quotient in tenths or hundredths, rounded half up. */
static const char *show_scaled(uint64_t n, uint64_t scale, struct arena *a)
{
	uint64_t hundredths = (n + scale / 200) / (scale / 100);
	uint64_t tenths = (n + scale / 20) / (scale / 10);

	if (hundredths < 1000)
		return arena_fmt(a, "%" PRIu64 ".%02" PRIu64, hundredths / 100,
		    hundredths % 100);
	if (tenths < 1000)
		return arena_fmt(
		    a, "%" PRIu64 ".%" PRIu64, tenths / 10, tenths % 10);
	return arena_fmt(a, "%" PRIu64, (n + scale / 2) / scale);
}

const char *show_short(struct money m, struct arena *a)
{
	static const uint64_t million = 1000000;
	const struct currency *c = currency_find(m.currency);
	const char *sign = m.minor < 0 ? "-" : "";
	uint64_t n = m.minor < 0 ? -(uint64_t)m.minor : (uint64_t)m.minor;
	uint64_t unit = 1;

	for (int i = 0; c != NULL && i < c->exponent; i++)
		unit *= 10;
	n = (n + unit / 2) / unit;
	if (n < 1000)
		return arena_fmt(a, "%s%" PRIu64, sign, n);
	if (n < million - 500)
		return arena_fmt(a, "%s%" PRIu64 "k", sign, (n + 500) / 1000);
	if (n < 1000 * million - million / 2)
		return arena_fmt(a, "%s%sM", sign, show_scaled(n, million, a));
	return arena_fmt(a, "%s%sbn", sign, show_scaled(n, 1000 * million, a));
}

const char *show_amount(struct money m, struct arena *a)
{
	char *text = arena_str(a, money_text_grouped(m, a));
	char *point = strchr(text, '.');

	if (point != NULL && point[1 + strspn(point + 1, "0")] == '\0')
		*point = '\0';
	return text;
}

const char *show_day(date_days d, date_days today, struct arena *a)
{
	int year, month, day, now, ignored;

	if (d == DATE_NONE)
		return "-";
	date_split(d, &year, &month, &day);
	date_split(today, &now, &ignored, &ignored);
	if (year != now)
		return arena_fmt(a, "%d %s %d", day, months[month - 1], year);
	return arena_fmt(a, "%d %s", day, months[month - 1]);
}

const char *show_days(date_days d, date_days today, struct arena *a)
{
	int64_t days = (int64_t)d - today;

	return days < 0 ? arena_fmt(a, "!%" PRId64 "d", -days)
			: arena_fmt(a, "%" PRId64 "d", days);
}

const char *show_time(int64_t utc, struct arena *a)
{
	char text[21];

	moment_text(utc, text);
	return arena_strn(a, text + 11, 8);
}

const char *show_id(const char *noun, int64_t id, struct arena *a)
{
	char letter = noun_letter(noun);

	if (letter == '\0')
		return arena_fmt(a, "%" PRId64, id);
	return arena_fmt(a, "%c-%" PRId64, letter, id);
}

const char *show_masked(const char *s, struct arena *a)
{
	struct buf b = BUF_INIT;
	bool first = true;

	while (*s != '\0') {
		struct cluster c = text_cluster(s);
		bool between = strchr(" @.-+_/", c.s[0]) != NULL;

		if (first || between)
			buf_addn(&b, c.s, c.len);
		else
			buf_addc(&b, '*');
		first = between;
		s += c.len;
	}
	return buf_take(&b, a);
}
