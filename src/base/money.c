/* base/money.c - decimals and amounts in whole minor units. */

#include "config.h"

#include "base/money.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

/* Wide enough for the product of any two stored numbers. */
__extension__ typedef __int128 int128;

#define SCALE_MAX 9

/* No currency has more decimals than 4, so a fifth one settles rounding. */
#define SCALE_ENOUGH 5

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000,
	10000000, 100000000, 1000000000 };

static const char *const signs[] = { "$", "€", "£", "¥", "₹", "₩", "₽", "₺",
	"₴", "₪", "₫", "₱", "฿", "₦", "₡", "₲", "₵", "₸", "₼", "₾", "₿" };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *skip_blanks(const char *s)
{
	for (;;) {
		if (*s == ' ' || *s == '\t')
			s++;
		else if (strncmp(s, "\xc2\xa0", 2) == 0)
			s += 2;
		else
			return s;
	}
}

static const char *skip_currency_sign(const char *s)
{
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		size_t len = strlen(signs[i]);

		if (strncmp(s, signs[i], len) == 0)
			return skip_blanks(s + len);
	}
	return s;
}

/* Reads "-", a currency sign, or both in either order. */
static const char *skip_signs(const char *s, bool *ret_negative)
{
	const char *start = s = skip_blanks(s);

	*ret_negative = *s == '-';
	s = skip_currency_sign(*ret_negative ? s + 1 : s);
	if (*s == '-' && s > start && !*ret_negative) {
		*ret_negative = true;
		s++;
	}
	return s;
}

/* Appends a digit; false when the number would not fit. */
static bool push_digit(int64_t *units, char c)
{
	int64_t n;

	if (__builtin_mul_overflow(*units, (int64_t)10, &n) ||
	    __builtin_add_overflow(n, (int64_t)(c - '0'), &n))
		return false;
	*units = n;
	return true;
}

/*
 * Reads the digits before the point. Separators must part groups of three:
 * "1,234,567" but not "12,34". False when malformed or too long.
 */
static bool read_whole(
    const char **s, char group, int64_t *units, int *ret_digits)
{
	bool grouped = false;
	int run = 0, digits = 0;
	const char *p = *s;

	for (;; p++) {
		if (is_digit(*p)) {
			if (!push_digit(units, *p))
				return false;
			run++;
			digits++;
		} else if (group != '\0' && *p == group && is_digit(p[1])) {
			if (grouped ? run != 3 : run < 1 || run > 3)
				return false;
			grouped = true;
			run = 0;
		} else {
			break;
		}
	}
	*s = p;
	*ret_digits = digits;
	return !grouped || run == 3;
}

/*
 * Reads the digits behind the point. What is beyond the scale is cut: it is
 * too small to change how any currency's last decimal is rounded.
 */
static bool read_fraction(const char **s, struct decimal *d)
{
	const char *p = *s;
	bool full = false;

	if (!is_digit(*p))
		return false;
	for (; is_digit(*p); p++) {
		if (full || d->scale == SCALE_MAX)
			continue;
		if (push_digit(&d->units, *p))
			d->scale++;
		else if (d->scale >= SCALE_ENOUGH)
			full = true;
		else
			return false;
	}
	*s = p;
	return true;
}

/* Applies "k" or "m" at *s. */
static bool read_short_form(const char **s, struct decimal *d)
{
	int zeros = 0;

	if (**s == 'k' || **s == 'K')
		zeros = 3;
	else if (**s == 'm' || **s == 'M')
		zeros = 6;
	else
		return true;
	++*s;
	for (; zeros > 0 && d->scale > 0; zeros--)
		d->scale--;
	return !__builtin_mul_overflow(d->units, powers[zeros], &d->units);
}

/* Takes the quotient with one rounding; `by` is positive. */
static int128 divide(int128 n, int128 by, enum rounding how)
{
	int128 whole = n / by, rest = n % by;

	if (rest < 0)
		rest = -rest;
	if (rest * 2 < by)
		return whole;
	if (rest * 2 == by && how == ROUND_HALF_EVEN && whole % 2 == 0)
		return whole;
	return n < 0 ? whole - 1 : whole + 1;
}

static bool money_of(
    int128 minor, const char *currency, struct money *ret, struct err *err)
{
	if (minor > MONEY_MAX || minor < -MONEY_MAX)
		return err_set(err, ERR_INVALID,
		    "The amount is too large to keep; check its digits.");
	*ret = (struct money){ .minor = (int64_t)minor };
	memcpy(ret->currency, currency, strlen(currency) + 1);
	return true;
}

static int currency_exponent(const char *code)
{
	const struct currency *c = currency_find(code);

	return c == NULL ? 2 : c->exponent;
}

/* Writes units / 10^scale, the whole part in groups parted by `group`. */
static const char *units_text(
    int64_t units, int scale, const char *group, struct arena *a)
{
	struct buf out = BUF_INIT;
	uint64_t size = units < 0 ? 0 - (uint64_t)units : (uint64_t)units;
	uint64_t by = (uint64_t)powers[scale];
	char whole[24];
	size_t len;

	len = (size_t)snprintf(whole, sizeof(whole), "%" PRIu64, size / by);
	if (units < 0)
		buf_addc(&out, '-');
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_add(&out, group);
		buf_addc(&out, whole[i]);
	}
	if (scale > 0)
		buf_fmt(&out, ".%0*" PRIu64, scale, size % by);
	return buf_take(&out, a);
}

bool decimal_parse(const char *text, char point, char group, bool short_forms,
    struct decimal *ret, struct err *err)
{
	struct decimal d = { .set = true };
	bool negative, fits;
	const char *s = skip_signs(text, &negative);
	int digits = 0;

	fits = read_whole(&s, group, &d.units, &digits);
	if (fits && *s == point) {
		s++;
		fits = read_fraction(&s, &d);
	} else if (digits == 0) {
		fits = false;
	}
	if (fits && short_forms)
		fits = read_short_form(&s, &d);
	s = skip_blanks(s);
	if (!fits || *s != '\0')
		return err_set(err, ERR_INVALID,
		    "`%.60s` is not a number of this form; write it like "
		    "-1234%c50%s.",
		    text, point, short_forms ? " or 12k" : "");
	if (negative)
		d.units = -d.units;
	*ret = d;
	return true;
}

const char *decimal_text(struct decimal d, struct arena *a)
{
	return d.set ? units_text(d.units, d.scale, "", a) : "";
}

bool decimal_to_money(struct decimal d, const char *currency, bool round,
    struct money *ret, struct err *err)
{
	const struct currency *c = currency_find(currency);
	int128 minor = d.units;

	if (c == NULL)
		return err_set(err, ERR_INVALID,
		    "`%.20s` is not an ISO 4217 currency code.", currency);
	if (d.scale > c->exponent && !round)
		return err_set(err, ERR_INVALID,
		    "The amount has %d decimal%s, but %s has %d; write it "
		    "with at most %d.",
		    d.scale, d.scale == 1 ? "" : "s", c->code, c->exponent,
		    c->exponent);
	if (d.scale > c->exponent)
		minor =
		    divide(minor, powers[d.scale - c->exponent], ROUND_HALF_UP);
	else
		minor *= powers[c->exponent - d.scale];
	return money_of(minor, c->code, ret, err);
}

struct decimal decimal_of_minor(int64_t minor, const char *currency)
{
	const struct currency *c = currency_find(currency);

	if (minor == INT64_MIN)
		return (struct decimal){ .set = false };
	return (struct decimal){ .units = minor,
		.scale = c != NULL ? c->exponent : 2,
		.set = true };
}

const char *money_text(struct money m, struct arena *a)
{
	return units_text(m.minor, currency_exponent(m.currency), "", a);
}

const char *money_text_grouped(struct money m, struct arena *a)
{
	return units_text(m.minor, currency_exponent(m.currency), " ", a);
}

bool rate_parse(const char *text, struct rate *ret, struct err *err)
{
	struct decimal d = { .set = true };
	const char *s = skip_blanks(text);
	int digits = 0;
	bool good = read_whole(&s, '\0', &d.units, &digits) && digits > 0;

	if (good && *s == '.') {
		s++;
		good = read_fraction(&s, &d);
	}
	s = skip_blanks(s);
	if (good && *s == '%')
		s = skip_blanks(s + 1);
	else
		good = false;
	if (!good || *s != '\0')
		return err_set(err, ERR_INVALID,
		    "`%.60s` is not a rate; write a percentage with its "
		    "sign, like 7.5%%.",
		    text);
	if (d.scale > 4)
		return err_set(err, ERR_INVALID,
		    "`%.60s` has more than 4 decimals; 0.0001%% is the "
		    "smallest step of a rate.",
		    text);
	if (d.units > 100 * powers[d.scale])
		return err_set(
		    err, ERR_INVALID, "`%.60s` is more than 100%%.", text);
	ret->ppm = d.units * powers[4 - d.scale];
	return true;
}

const char *rate_text(struct rate r, struct arena *a)
{
	int64_t units = r.ppm;
	int scale = 4;

	for (; scale > 0 && units % 10 == 0; scale--)
		units /= 10;
	return arena_fmt(a, "%s%%", units_text(units, scale, "", a));
}

bool money_add(
    struct money a, struct money b, struct money *ret_sum, struct err *err)
{
	if (strcmp(a.currency, b.currency) != 0)
		return err_set(err, ERR_INVALID,
		    "%s and %s cannot be added; convert one of them first.",
		    a.currency, b.currency);
	return money_of((int128)a.minor + b.minor, a.currency, ret_sum, err);
}

bool money_rate(struct money a, struct rate rate, enum rounding how,
    struct money *ret_part, struct err *err)
{
	int128 part = divide((int128)a.minor * rate.ppm, PPM, how);

	return money_of(part, a.currency, ret_part, err);
}

bool money_bands(const struct money_band *bands, size_t n, const char *currency,
    enum rounding how, struct money *ret, struct err *err)
{
	int128 sum = 0;

	/* Each product is below 10^21: no number of bands overflows. */
	for (size_t i = 0; i < n; i++)
		sum += (int128)bands[i].minor * bands[i].ppm;
	return money_of(divide(sum, PPM, how), currency, ret, err);
}

bool money_share(struct money a, int64_t part, int64_t whole, enum rounding how,
    struct money *ret, struct err *err)
{
	int128 product = (int128)a.minor * part;
	bool negative = whole < 0;

	assert(whole != 0);
	return money_of(divide(negative ? -product : product,
			    negative ? -(int128)whole : whole, how),
	    a.currency, ret, err);
}

bool money_times(
    struct money a, int64_t times, struct money *ret, struct err *err)
{
	return money_of((int128)a.minor * times, a.currency, ret, err);
}
