/* base/date_format.c - reading dates in another system's format. */

#include "config.h"

#include "base/date.h"

#include <string.h>
#include <strings.h>

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december" };

/* What has been read; 0 is "not yet" (year_day and the date have no 0). */
struct parts {
	int year, month, day, year_day;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Reads 1 to `most` digits between low and high. */
static bool take_number(const char **s, int most, int low, int high, int *ret)
{
	const char *p = *s;
	int n = 0;

	for (; is_digit(*p) && p - *s < most; p++)
		n = n * 10 + (*p - '0');
	if (p == *s || n < low || n > high)
		return false;
	*s = p;
	*ret = n;
	return true;
}

/* Reads an English month, whole or by its first three letters. */
static bool take_month(const char **s, int *ret)
{
	for (size_t i = 0; i < ARRAY_LEN(months); i++) {
		size_t len = strlen(months[i]);

		if (strncasecmp(*s, months[i], 3) != 0)
			continue;
		*s += strncasecmp(*s, months[i], len) == 0 ? len : 3;
		*ret = (int)i + 1;
		return true;
	}
	return false;
}

/* Reads "Z", "+hh", "+hhmm" or "+hh:mm". */
static bool take_offset(const char **s)
{
	const char *p = *s;
	int hours, minutes;

	if (*p == 'Z' || *p == 'z') {
		++*s;
		return true;
	}
	if ((*p != '+' && *p != '-') || !is_digit(p[1]) || !is_digit(p[2]))
		return false;
	p++;
	if (!take_number(&p, 2, 0, 14, &hours))
		return false;
	if (*p == ':' && is_digit(p[1]))
		p++;
	if (is_digit(*p) && !take_number(&p, 2, 0, 59, &minutes))
		return false;
	*s = p;
	return true;
}

static bool take_letters(const char **s)
{
	const char *p = *s;

	while (is_letter(*p))
		p++;
	if (p == *s)
		return false;
	*s = p;
	return true;
}

/* Reads exactly `digits` digits: "26" is no year of four. */
static bool take_year(const char **s, int digits, int *ret)
{
	const char *start = *s;
	int n;

	if (!take_number(s, digits, 0, 9999, &n) || *s - start != digits)
		return false;
	if (digits == 2)
		n += n >= 69 ? 1900 : 2000; /* as POSIX has it */
	*ret = n;
	return n > 0;
}

static bool match(const char **s, const char *format, struct parts *p);

/* Reads what one conversion stands for; *known is false for others. */
static bool take_field(
    const char **s, char letter, struct parts *p, bool *known)
{
	int unused;

	switch (letter) {
	case 'Y':
		return take_year(s, 4, &p->year);
	case 'y':
		return take_year(s, 2, &p->year);
	case 'm':
		return take_number(s, 2, 1, 12, &p->month);
	case 'e':
		while (is_blank(**s))
			++*s;
		return take_number(s, 2, 1, 31, &p->day);
	case 'd':
		return take_number(s, 2, 1, 31, &p->day);
	case 'b':
	case 'B':
		return take_month(s, &p->month);
	case 'j':
		return take_number(s, 3, 1, 366, &p->year_day);
	case 'H':
		return take_number(s, 2, 0, 23, &unused);
	case 'M':
		return take_number(s, 2, 0, 59, &unused);
	case 'S':
		return take_number(s, 2, 0, 60, &unused);
	case 'T':
		return match(s, "%H:%M:%S", p);
	case 'F':
		return match(s, "%Y-%m-%d", p);
	case 'z':
		return take_offset(s);
	case 'Z':
		return take_letters(s);
	default:
		*known = false;
		return false;
	}
}

/* Reads text along the format; *s is left where they part. */
static bool match(const char **s, const char *format, struct parts *p)
{
	bool known = true;

	for (; *format != '\0'; format++) {
		if (is_blank(*format)) {
			while (is_blank(**s))
				++*s;
		} else if (*format == '%' && format[1] != '%') {
			format++;
			if (!take_field(s, *format, p, &known))
				return false;
		} else {
			format += *format == '%' ? 1 : 0;
			if (**s != *format)
				return false;
			++*s;
		}
	}
	return true;
}

static date_days parts_date(const struct parts *p)
{
	date_days first;

	if (p->year_day == 0)
		return date_of(p->year, p->month, p->day);
	first = date_of(p->year, 1, 1);
	if (first == DATE_NONE || first + p->year_day - 1 > DATE_MAX ||
	    first + p->year_day > date_add_months(first, 12))
		return DATE_NONE;
	return first + p->year_day - 1;
}

/* The first conversion that is none of ours, or '\0'. */
static char unknown_letter(const char *format)
{
	for (; *format != '\0'; format++) {
		if (*format != '%')
			continue;
		format++;
		if (*format == '\0')
			return '%';
		if (strchr("YmdHMSbByejTFzZ%", *format) == NULL)
			return *format;
	}
	return '\0';
}

bool date_format_check(const char *format, struct err *err)
{
	char odd = unknown_letter(format);

	if (odd == '\0')
		return true;
	return err_set(err, ERR_INVALID,
	    "The date format `%.40s` has %%%c, which is not one of "
	    "%%Y %%m %%d %%H %%M %%S %%b %%B %%y %%e %%j %%T %%F "
	    "%%z %%Z.",
	    format, odd);
}

bool date_parse_format(
    const char *text, const char *format, date_days *ret, struct err *err)
{
	struct parts parts = { 0 };
	const char *s = text;
	date_days d = DATE_NONE;

	if (!date_format_check(format, err))
		return false;
	if (match(&s, format, &parts) && *s == '\0')
		d = parts_date(&parts);
	if (d == DATE_NONE)
		return err_set(err, ERR_INVALID,
		    "`%.40s` is not a date of the form %.40s.", text, format);
	*ret = d;
	return true;
}
