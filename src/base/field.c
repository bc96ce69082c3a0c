/* base/field.c - reading, writing and checking members by their table. */

#include "config.h"

#include "base/field.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/country.h"
#include "base/text.h"

#define LINE_MAX_BYTES 300
#define NOTE_MAX_BYTES 8000
#define ID_MAX_BYTES 64
#define CHOICES_MAX 64

static void *member(const struct field *f, void *record)
{
	return (char *)record + f->offset;
}

static const void *const_member(const struct field *f, const void *record)
{
	return (const char *)record + f->offset;
}

static const char *text_of(const struct field *f, const void *record)
{
	const char *s;

	memcpy(&s, const_member(f, record), sizeof(s));
	return s == NULL ? "" : s;
}

static int64_t int_of(const struct field *f, const void *record)
{
	int64_t n;

	memcpy(&n, const_member(f, record), sizeof(n));
	return n;
}

static date_days date_of_field(const struct field *f, const void *record)
{
	date_days d;

	memcpy(&d, const_member(f, record), sizeof(d));
	return d;
}

static struct decimal decimal_of(const struct field *f, const void *record)
{
	struct decimal d;

	memcpy(&d, const_member(f, record), sizeof(d));
	return d;
}

static enum tribool bool_of(const struct field *f, const void *record)
{
	enum tribool b;

	memcpy(&b, const_member(f, record), sizeof(b));
	return b;
}

/* Names the field in a failure of one of its readers. */
static bool field_failed(const struct field *f, struct err *err)
{
	err->kind = ERR_INVALID;
	err->field = f->name;
	return err_in(err, "%s", f->title);
}

static void put_empty(const struct field *f, void *record)
{
	static const char *const empty = "";
	static const int64_t no_int = FIELD_UNSET;
	static const date_days no_date = DATE_NONE;
	static const struct decimal no_decimal = { 0 };
	static const enum tribool no_bool = TRI_UNSET;

	switch (f->storage) {
	case STORE_TEXT:
		memcpy(member(f, record), &empty, sizeof(empty));
		break;
	case STORE_INT:
		memcpy(member(f, record), &no_int, sizeof(no_int));
		break;
	case STORE_DATE:
		memcpy(member(f, record), &no_date, sizeof(no_date));
		break;
	case STORE_DECIMAL:
		memcpy(member(f, record), &no_decimal, sizeof(no_decimal));
		break;
	case STORE_BOOL:
		memcpy(member(f, record), &no_bool, sizeof(no_bool));
		break;
	}
}

/* ---- texts with a meaning ---------------------------------------------- */

/* The choices of "a|b|c"; returns their number. */
static size_t split_choices(
    const char *choices, struct arena *a, const char *ret[CHOICES_MAX])
{
	size_t n = 0;

	while (n < CHOICES_MAX) {
		size_t len = strcspn(choices, "|");

		ret[n++] = arena_strn(a, choices, len);
		if (choices[len] == '\0')
			break;
		choices += len + 1;
	}
	return n;
}

static bool read_choice(const struct field *f, const char *s, struct arena *a,
    const char **ret, struct err *err)
{
	const char *list[CHOICES_MAX], *nearest;
	size_t n = split_choices(f->choices, a, list);
	struct buf known = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		if (strcasecmp(list[i], s) == 0) {
			*ret = list[i];
			return true;
		}
	for (size_t i = 0; i < n; i++)
		buf_fmt(&known, "%s%s",
		    i == 0          ? ""
			: i + 1 < n ? ", "
				    : " or ",
		    list[i]);
	nearest = text_nearest(text_lower(s, a), list, n);
	err_fill(err, ERR_INVALID, f->name,
	    "`%.60s` is not known%s%s%s; write %s.", s,
	    nearest == NULL ? "" : ", did you mean `",
	    nearest == NULL ? "" : nearest, nearest == NULL ? "" : "`",
	    buf_text(&known));
	buf_done(&known);
	return false;
}

static bool read_id(const char *s, const char **ret, struct err *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-.";

	if (strlen(s) > ID_MAX_BYTES || s[strspn(s, letters)] != '\0')
		return err_set(err, ERR_INVALID,
		    "`%.60s` is not an id; write up to %d letters, digits, "
		    "`_`, `-` or `.`.",
		    s, ID_MAX_BYTES);
	*ret = s;
	return true;
}

static bool read_country(const char *s, const char **ret, struct err *err)
{
	const struct country *c = country_find(s);

	if (c == NULL) {
		c = country_nearest(s);
		return err_set(err, ERR_INVALID,
		    "`%.60s` is not a country%s%s%s; write its name or code "
		    "of ISO 3166, or ZZ when it is unknown.",
		    s, c == NULL ? "" : ", did you mean `",
		    c == NULL       ? ""
			: c->common ? c->common
				    : c->name,
		    c == NULL ? "" : "`");
	}
	*ret = c->alpha2;
	return true;
}

static bool read_currency(const char *s, const char **ret, struct err *err)
{
	const struct currency *c = currency_find(s);

	if (c == NULL)
		return err_set(err, ERR_INVALID,
		    "`%.20s` is not a currency; write its code of ISO 4217, "
		    "like EUR.",
		    s);
	*ret = c->code;
	return true;
}

static bool has_odd(const char *s)
{
	return strpbrk(s, " \n\"'<>()[]{},;\\|`") != NULL;
}

static bool read_email(const char *s, struct arena *a, struct err *err)
{
	const char *at = strchr(s, '@');

	if (at == NULL || at == s || strchr(at + 1, '@') != NULL ||
	    has_odd(s) || strlen(at + 1) < strlen(text_host(s, a)) ||
	    *text_host(s, a) == '\0' || strpbrk(at, "/:?#") != NULL)
		return err_set(err, ERR_INVALID,
		    "`%.80s` is not a mail address; write it like "
		    "ann@example.com.",
		    s);
	return true;
}

static bool read_url(const char *s, struct arena *a, struct err *err)
{
	const char *scheme = strstr(s, "://");
	bool known = scheme == NULL || strncasecmp(s, "http://", 7) == 0 ||
	    strncasecmp(s, "https://", 8) == 0;

	if (!known || strpbrk(s, " \n\"<>\\`") != NULL ||
	    *text_host(s, a) == '\0')
		return err_set(err, ERR_INVALID,
		    "`%.80s` is not a web address; write it like "
		    "https://www.example.com.",
		    s);
	return true;
}

static size_t text_max(const struct field *f)
{
	if (f->max != 0)
		return f->max;
	return (f->flags & FIELD_NOTE) != 0 ? NOTE_MAX_BYTES : LINE_MAX_BYTES;
}

/* Reads clean text by what its flags say it is. */
static bool read_text(const struct field *f, const char *s, struct arena *a,
    const char **ret, struct err *err)
{
	*ret = s;
	if (f->choices != NULL)
		return read_choice(f, s, a, ret, err);
	if ((f->flags & (FIELD_ID | FIELD_REASON)) != 0)
		return read_id(s, ret, err);
	if ((f->flags & FIELD_COUNTRY) != 0)
		return read_country(s, ret, err);
	if ((f->flags & FIELD_CURRENCY) != 0)
		return read_currency(s, ret, err);
	if ((f->flags & FIELD_EMAIL) != 0)
		return read_email(s, a, err);
	if ((f->flags & FIELD_URL) != 0)
		return read_url(s, a, err);
	return true;
}

/* ---- numbers and the rest ---------------------------------------------- */

static bool refuse_negative(struct err *err)
{
	return err_set(
	    err, ERR_INVALID, "The number is below zero; write 0 or more.");
}

static bool read_decimal(
    const struct field *f, const char *s, struct decimal *ret, struct err *err)
{
	struct decimal d;

	if (!decimal_parse(s, '.', ',', true, &d, err))
		return false;
	if (d.units < 0 && (f->flags & FIELD_POSITIVE) != 0)
		return refuse_negative(err);
	*ret = d;
	return true;
}

static bool read_int(
    const struct field *f, const char *s, int64_t *ret, struct err *err)
{
	struct decimal d;

	if (!read_decimal(f, s, &d, err))
		return false;
	if (d.scale != 0)
		return err_set(err, ERR_INVALID,
		    "`%.60s` is not a whole number; write one without "
		    "decimals.",
		    s);
	*ret = d.units;
	return true;
}

static bool read_bool(const char *s, enum tribool *ret, struct err *err)
{
	static const char *const words[][2] = { { "no", "yes" },
		{ "false", "true" }, { "0", "1" } };

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		for (int yes = 0; yes < 2; yes++) {
			if (strcasecmp(s, words[i][yes]) == 0) {
				*ret = yes != 0 ? TRI_YES : TRI_NO;
				return true;
			}
		}
	}
	return err_set(err, ERR_INVALID, "`%.60s` is neither yes nor no.", s);
}

/* Reads clean, non-empty text into the member. */
static bool put_text(const struct field *f, void *record, const char *s,
    date_days today, struct arena *a, struct err *err)
{
	struct decimal decimal;
	enum tribool tri;
	date_days date;
	int64_t number;
	const char *text;

	switch (f->storage) {
	case STORE_TEXT:
		if (!read_text(f, s, a, &text, err))
			return false;
		memcpy(member(f, record), &text, sizeof(text));
		return true;
	case STORE_INT:
		if (!read_int(f, s, &number, err))
			return false;
		memcpy(member(f, record), &number, sizeof(number));
		return true;
	case STORE_DATE:
		if (!date_parse_typed(s, today, &date, err))
			return false;
		memcpy(member(f, record), &date, sizeof(date));
		return true;
	case STORE_DECIMAL:
		if (!read_decimal(f, s, &decimal, err))
			return false;
		memcpy(member(f, record), &decimal, sizeof(decimal));
		return true;
	case STORE_BOOL:
		if (!read_bool(s, &tri, err))
			return false;
		memcpy(member(f, record), &tri, sizeof(tri));
		return true;
	}
	return false;
}

const struct field *fields_find(const struct fields *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++) {
		if (strcmp(f->list[i].name, name) == 0)
			return &f->list[i];
	}
	return NULL;
}

void fields_init(const struct fields *f, void *record)
{
	memset(record, 0, f->size);
	for (size_t i = 0; i < f->n; i++)
		put_empty(&f->list[i], record);
}

bool field_set(const struct field *f, void *record, const char *text,
    date_days today, struct arena *a, struct err *err)
{
	enum text_kind kind =
	    (f->flags & FIELD_NOTE) != 0 ? TEXT_NOTE : TEXT_LINE;
	const char *clean;

	if (!text_clean(text, strlen(text), kind, text_max(f), a, &clean, err))
		return field_failed(f, err);
	if (*clean == '\0') {
		put_empty(f, record);
		return true;
	}
	if (!put_text(f, record, clean, today, a, err))
		return field_failed(f, err);
	return true;
}

const char *field_get(
    const struct field *f, const void *record, struct arena *a)
{
	char date[11];

	if (field_is_empty(f, record))
		return "";
	switch (f->storage) {
	case STORE_TEXT:
		return text_of(f, record);
	case STORE_INT:
		return arena_fmt(a, "%" PRId64, int_of(f, record));
	case STORE_DATE:
		return arena_str(a, date_text(date_of_field(f, record), date));
	case STORE_DECIMAL:
		return decimal_text(decimal_of(f, record), a);
	case STORE_BOOL:
		return bool_of(f, record) == TRI_YES ? "yes" : "no";
	}
	return "";
}

struct value field_value(
    const struct field *f, const void *record, struct arena *a)
{
	if (field_is_empty(f, record))
		return val_null();
	switch (f->storage) {
	case STORE_TEXT:
		return val_text(text_of(f, record));
	case STORE_INT:
		return val_int(int_of(f, record));
	case STORE_DATE:
		return val_date(date_of_field(f, record));
	case STORE_DECIMAL:
		return val_text(decimal_text(decimal_of(f, record), a));
	case STORE_BOOL:
		return val_bool(bool_of(f, record) == TRI_YES);
	}
	return val_null();
}

bool field_is_empty(const struct field *f, const void *record)
{
	switch (f->storage) {
	case STORE_TEXT:
		return *text_of(f, record) == '\0';
	case STORE_INT:
		return int_of(f, record) == FIELD_UNSET;
	case STORE_DATE:
		return date_of_field(f, record) == DATE_NONE;
	case STORE_DECIMAL:
		return !decimal_of(f, record).set;
	case STORE_BOOL:
		return bool_of(f, record) == TRI_UNSET;
	}
	return true;
}

bool fields_check(const struct fields *f, const void *record, struct err *err)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct field *it = &f->list[i];

		if ((it->flags & FIELD_REQUIRED) != 0 &&
		    field_is_empty(it, record))
			return err_invalid(err, it->name,
			    "%s is missing; fill it in.", it->title);
	}
	return true;
}
