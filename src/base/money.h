/*
 * base/money.h - decimals, currencies and amounts in whole minor units.
 *
 * There is no floating point in this program. An amount knows its currency,
 * so two currencies cannot be added by mistake. A decimal is what was
 * written ("1475.30"), before it is known which currency it is in.
 */

#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

/* The largest amount stored, in minor units, either sign. */
#define MONEY_MAX INT64_C(1000000000000000)
#define PPM 1000000

struct money {
	int64_t minor;
	char currency[4]; /* ISO 4217, NUL-terminated; "" when unset */
};

/* A rate in millionths: 7.5 % is 75000. */
struct rate {
	int64_t ppm;
};

/* units / 10^scale; set is false for an empty field. */
struct decimal {
	int64_t units;
	uint8_t scale; /* 0 to 9 */
	bool set;
};

enum rounding { ROUND_HALF_UP, ROUND_HALF_EVEN }; /* up: away from zero */

struct currency {
	char code[4];
	uint8_t exponent; /* decimals of the minor unit: JPY 0, EUR 2, KWD 3 */
	const char *name;
};

/* The ISO 4217 entry for a code in any case, or NULL. */
const struct currency *currency_find(const char *code);

/* The entry of that number, by code, or NULL behind the last. */
const struct currency *currency_at(size_t i);

/*
 * Reads "1234.5", "-1,234.50" (group ',' if given, else 0), an optional
 * leading currency sign and surrounding blanks; with `short_forms` also
 * "12k" and "1.2m". Refuses exponents, parentheses and everything else;
 * separators must part groups of three. Decimals beyond the ninth are cut,
 * which is too little to change how any currency rounds.
 */
NODISCARD bool decimal_parse(const char *text, char point, char group,
    bool short_forms, struct decimal *ret, struct err *err);

/* "1475.30", as decimal_parse() reads it with point '.'; "" when unset. */
const char *decimal_text(struct decimal d, struct arena *a);

/*
 * Turns a decimal into minor units of the currency. More decimals than the
 * currency has are refused, unless `round`, which rounds half away from zero
 * ("1475.3000000000002" is float noise of another system).
 */
NODISCARD bool decimal_to_money(struct decimal d, const char *currency,
    bool round, struct money *ret, struct err *err);

/* The decimal of minor units of a currency; INT64_MIN gives an unset one. */
struct decimal decimal_of_minor(int64_t minor, const char *currency);

/* "1475.30" without the currency. */
const char *money_text(struct money m, struct arena *a);

/* "1 475.30": groups of three by a space, for screens. */
const char *money_text_grouped(struct money m, struct arena *a);

/* Reads "10%", "7.5%", "0.0001%"; up to 100 %. */
NODISCARD bool rate_parse(const char *text, struct rate *ret, struct err *err);

/* "7.5%". */
const char *rate_text(struct rate r, struct arena *a);

/* Adds b to a. Refuses two currencies and overflow. */
NODISCARD bool money_add(
    struct money a, struct money b, struct money *ret_sum, struct err *err);

/* A part of an amount, and the rate that holds for it. */
struct money_band {
	int64_t minor;
	int64_t ppm;
};

/* The bands' rates of their parts, summed and then rounded once. */
NODISCARD bool money_bands(const struct money_band *bands, size_t n,
    const char *currency, enum rounding how, struct money *ret,
    struct err *err);

/* a x part / whole in 128 bits with one rounding; whole is not 0. */
NODISCARD bool money_share(struct money a, int64_t part, int64_t whole,
    enum rounding how, struct money *ret, struct err *err);

/* a x times, for amounts by piece. */
NODISCARD bool money_times(
    struct money a, int64_t times, struct money *ret, struct err *err);

/* Takes a rate of an amount, in 128 bits with one rounding. */
NODISCARD bool money_rate(struct money a, struct rate rate, enum rounding how,
    struct money *ret_part, struct err *err);

#endif
