/* io/pattern.c - text with references to a record's columns. */

#include "config.h"

#include "io/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

#define PARTS_MAX 64
#define STEPS_MAX 32

static const char blanks[] = " \t\r\n";

static const char *trim(const char *s, struct arena *a)
{
	size_t len;

	s += strspn(s, blanks);
	len = strlen(s);
	if (len == 0 || strchr(blanks, s[len - 1]) == NULL)
		return s;
	while (len > 0 && strchr(blanks, s[len - 1]) != NULL)
		len--;
	return arena_strn(a, s, len);
}

static size_t count(const char *s, char c)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == c;
	return n;
}

bool path_parse(const char *text, struct arena *a, const char *const **ret,
    size_t *ret_n, struct err *err)
{
	size_t n = count(text, '.') + 1;
	const char **steps;

	if (n > STEPS_MAX)
		return err_set(err, ERR_INVALID,
		    "`%.60s` has more than %d steps", text, STEPS_MAX);
	steps = arena_alloc(a, n * sizeof(*steps));
	for (size_t i = 0; i < n; i++) {
		size_t len = strcspn(text, ".");

		if (len == 0)
			return err_set(err, ERR_INVALID,
			    "a name is missing beside a dot; write it like "
			    "items.*.name");
		steps[i] = arena_strn(a, text, len);
		text += len + (text[len] == '.');
	}
	*ret = steps;
	*ret_n = n;
	return true;
}

/* Reads the N of {@N} and {^N.path}: one digit from 1, or two. */
static bool take_star(const char **s, size_t *ret)
{
	size_t n = 0;
	const char *p = *s;

	for (; *p >= '0' && *p <= '9' && p - *s < 2; p++)
		n = n * 10 + (size_t)(*p - '0');
	if (n == 0)
		return false;
	*s = p;
	*ret = n;
	return true;
}

static bool parse_path_ref(struct ref *ref, struct arena *a, struct err *err)
{
	const char *s = ref->text;

	if (*s == '@' || *s == '^') {
		ref->kind = *s++ == '@' ? REF_KEY : REF_UP;
		if (!take_star(&s, &ref->star))
			return err_set(err, ERR_INVALID,
			    "{%.60s} lacks the number of a * in `records`",
			    ref->text);
		if (ref->kind == REF_KEY && *s == '\0')
			return true;
		if (ref->kind == REF_KEY || *s++ != '.')
			return err_set(err, ERR_INVALID,
			    "{%.60s} is not understood; write {@1} or "
			    "{^1.name}",
			    ref->text);
	}
	return path_parse(s, a, &ref->steps, &ref->n_steps, err);
}

static bool parse_ref(const char **s, bool paths, struct arena *a,
    struct ref *ref, struct err *err)
{
	size_t len = strcspn(*s, "{}");

	if ((*s)[len] != '}')
		return err_set(err, ERR_INVALID,
		    "the brace before `%.40s` is not closed", *s);
	ref->text = trim(arena_strn(a, *s, len), a);
	*s += len + 1;
	if (ref->text[0] == '\0')
		return err_set(
		    err, ERR_INVALID, "there is no name between the braces");
	return !paths || parse_path_ref(ref, a, err);
}

bool pattern_parse(const char *text, bool paths, struct arena *a,
    size_t *n_refs, struct pattern *ret, struct err *err)
{
	struct pattern_part parts[PARTS_MAX] = { { .text = NULL } };
	struct pattern p = { .text = text, .constant = true };
	struct pattern_part *list;

	for (const char *s = text; *s != '\0'; p.n++) {
		size_t len = strcspn(s, "{}");

		if (p.n == PARTS_MAX)
			return err_set(err, ERR_INVALID,
			    "it has more than %d parts", PARTS_MAX);
		if (len > 0) {
			parts[p.n].text = arena_strn(a, s, len);
			s += len;
		} else if (*s++ == '}') {
			return err_set(err, ERR_INVALID,
			    "a closing brace has no opening one");
		} else {
			if (!parse_ref(&s, paths, a, &parts[p.n].ref, err))
				return false;
			parts[p.n].ref.index = (*n_refs)++;
			p.constant = false;
		}
	}
	list = arena_alloc(a, (p.n + 1) * sizeof(*list));
	memcpy(list, parts, p.n * sizeof(*list));
	p.parts = list;
	*ret = p;
	return true;
}

void pattern_join(struct pattern *p, const char *join, struct arena *a)
{
	struct pattern_part *list = arena_alloc(a, (p->n + 1) * sizeof(*list));

	for (size_t i = 0; i < p->n; i++) {
		list[i] = p->parts[i];
		list[i].ref.join = join;
	}
	p->parts = list;
}

static bool is_null(const char *s, const char *const *nulls, size_t n_nulls)
{
	for (size_t i = 0; i < n_nulls; i++) {
		if (strcmp(s, nulls[i]) == 0)
			return true;
	}
	return *s == '\0';
}

bool pattern_expand(const struct pattern *p, const struct record *r,
    const char *const *nulls, size_t n_nulls, struct arena *a, const char **ret,
    struct err *err)
{
	struct buf out = BUF_INIT;
	bool empty = !p->constant;

	for (size_t i = 0; i < p->n; i++) {
		const char *value = p->parts[i].text;

		if (value != NULL) {
			buf_add(&out, value);
			continue;
		}
		if (!r->get(r, &p->parts[i].ref, a, &value, err)) {
			buf_done(&out);
			return false;
		}
		value = trim(value, a);
		if (is_null(value, nulls, n_nulls))
			continue;
		buf_add(&out, value);
		empty = false;
	}
	*ret = empty ? "" : trim(arena_strn(a, buf_text(&out), out.len), a);
	buf_done(&out);
	return true;
}
