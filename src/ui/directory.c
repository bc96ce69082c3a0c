/* ui/directory.c - the public directory as CSV and JSON. */

#include "config.h"

#include "ui/directory.h"

#include <string.h>
#include <strings.h>

#include "base/country.h"
#include "domain/program_store.h"
#include "io/print.h"

struct listing {
	struct session *session;
	struct arena arena;
	struct directory_entry *list;
	size_t n, size;
	const char *vendor; /* of the first program, "" when there is none */
};

/* A page links web sites and nothing else; a bare host is one. */
static const char *web_link(const char *url, struct arena *a)
{
	size_t scheme = strcspn(url, ":/?#");

	if (strncasecmp(url, "http://", 7) == 0 ||
	    strncasecmp(url, "https://", 8) == 0)
		return url;
	if (scheme == 0 || url[scheme] == ':')
		return "";
	return arena_fmt(a, "https://%s", url);
}

static const char *country_name(const char *code)
{
	const struct country *c = country_of(code);

	if (c == NULL)
		return code;
	return c->common != NULL ? c->common : c->name;
}

static struct directory_entry *add_entry(
    struct listing *l, const struct directory_row *row)
{
	l->list =
	    arena_grow(&l->arena, l->list, l->n, &l->size, sizeof(*l->list));
	l->list[l->n] = (struct directory_entry){
		.name = row->name,
		.country = row->country,
		.country_name = country_name(row->country),
		.city = row->city,
		.website = web_link(row->website, &l->arena),
		.coverage = row->coverage,
		.description = row->description,
	};
	return &l->list[l->n++];
}

/* A level that the program does not know is called what it is. */
static bool name_level(struct listing *l, const struct directory_row *row,
    const char **ret, struct err *err)
{
	const struct program_level *level;
	struct program_ref ref;

	if (!program_by_row(l->session, row->program_version, &ref, err))
		return false;
	if (l->vendor[0] == '\0')
		l->vendor = ref.program->vendor;
	level = program_level(ref.program, row->level);
	*ret = level != NULL ? level->name : row->level;
	return true;
}

static size_t programs_of(
    const struct directory_row *rows, size_t n, size_t from)
{
	size_t i = from;

	while (i < n && rows[i].partner == rows[from].partner)
		i++;
	return i - from;
}

static bool collect(struct listing *l, const struct directory_row *rows,
    size_t n, struct err *err)
{
	for (size_t i = 0; i < n;) {
		struct directory_entry *e = add_entry(l, &rows[i]);

		e->n_programs = programs_of(rows, n, i);
		e->programs = arena_alloc(
		    &l->arena, e->n_programs * sizeof(*e->programs));
		for (size_t k = 0; k < e->n_programs; k++, i++) {
			e->programs[k] = (struct directory_program){
				.id = rows[i].program,
				.name = rows[i].program_name,
				.level = rows[i].level,
			};
			if (!name_level(
				l, &rows[i], &e->programs[k].level_name, err))
				return false;
		}
	}
	return true;
}

/* ---- CSV --------------------------------------------------------------- */

/* "Reseller; Service": the names of programs, or of the levels in them. */
static const char *joined(
    const struct directory_entry *e, bool levels, struct arena *a)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < e->n_programs; i++)
		buf_fmt(&b, "%s%s", i > 0 ? "; " : "",
		    levels ? e->programs[i].level_name : e->programs[i].name);
	return buf_take(&b, a);
}

static bool put_csv(struct listing *l, bool raw, FILE *out, struct err *err)
{
	static const struct print_column columns[] = { { .name = "name" },
		{ .name = "country" }, { .name = "city" },
		{ .name = "website" }, { .name = "programs" },
		{ .name = "levels" }, { .name = "coverage" },
		{ .name = "description" } };
	struct print *p =
	    print_open(out, FORMAT_CSV, raw, columns, ARRAY_LEN(columns));

	for (size_t i = 0; i < l->n; i++) {
		const struct directory_entry *e = &l->list[i];

		print_row(p,
		    (const struct value[]){ val_text(e->name),
			val_text(e->country), val_text(e->city),
			val_text(e->website),
			val_text(joined(e, false, &l->arena)),
			val_text(joined(e, true, &l->arena)),
			val_text(e->coverage), val_text(e->description) });
	}
	return print_close(p, err);
}

/* ---- JSON -------------------------------------------------------------- */

static void put_member(struct buf *b, const char *name, const char *text)
{
	char last = b->s[b->len - 1];

	if (last != '{' && last != '[')
		buf_add(b, ", ");
	print_json_text(b, name);
	buf_add(b, ": ");
	print_json_text(b, text);
}

static void put_entry(struct buf *b, const struct directory_entry *e)
{
	buf_addc(b, '{');
	put_member(b, "name", e->name);
	put_member(b, "country", e->country);
	put_member(b, "city", e->city);
	put_member(b, "website", e->website);
	buf_add(b, ", \"programs\": [");
	for (size_t i = 0; i < e->n_programs; i++) {
		buf_add(b, i > 0 ? ", {" : "{");
		put_member(b, "program", e->programs[i].id);
		put_member(b, "name", e->programs[i].name);
		put_member(b, "level", e->programs[i].level);
		put_member(b, "level_name", e->programs[i].level_name);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
	put_member(b, "coverage", e->coverage);
	put_member(b, "description", e->description);
	buf_addc(b, '}');
}

static void put_json(const struct listing *l, struct buf *b)
{
	buf_addc(b, '[');
	for (size_t i = 0; i < l->n; i++) {
		buf_add(b, i > 0 ? ",\n " : "\n ");
		put_entry(b, &l->list[i]);
	}
	buf_add(b, "\n]\n");
}

/* ---- any --------------------------------------------------------------- */

static bool read_options(struct session *s, const struct directory_options *o,
    const char **ret_country, struct err *err)
{
	const struct country *c = NULL;

	if (o->program != NULL && !program_is_loaded(s, o->program))
		return err_set(err, ERR_INVALID,
		    "No program \"%.40s\" is loaded; accord program list says "
		    "which are.",
		    o->program);
	if (o->country != NULL && (c = country_find(o->country)) == NULL)
		return err_set(err, ERR_INVALID,
		    "\"%.40s\" is no country. Say its code (ES) or its English "
		    "name.",
		    o->country);
	*ret_country = c != NULL ? c->alpha2 : NULL;
	return true;
}

static bool put(struct listing *l, const struct directory_options *o, FILE *out,
    struct err *err)
{
	struct buf b = BUF_INIT;

	if (o->format == DIRECTORY_CSV)
		return put_csv(l, o->raw, out, err);
	if (o->format == DIRECTORY_JSON)
		put_json(l, &b);
	else
		directory_page(&b,
		    l->vendor[0] == '\0'
			? "Partners"
			: arena_fmt(&l->arena, "Partners of %s", l->vendor),
		    l->list, l->n, &l->arena);
	(void)fwrite(buf_text(&b), 1, b.len, out);
	buf_done(&b);
	return print_flush(out, err);
}

bool directory_print(struct session *s, const struct directory_options *o,
    FILE *out, size_t *ret_n, struct err *err)
{
	struct listing l = { .session = s, .vendor = "" };
	struct directory_row *rows;
	const char *country;
	size_t n;
	bool ok;

	ok = read_options(s, o, &country, err) &&
	    directory_read(
		s->db, o->program, country, &l.arena, &rows, &n, err) &&
	    collect(&l, rows, n, err) && put(&l, o, out, err);
	if (ok && ret_n != NULL)
		*ret_n = l.n;
	arena_done(&l.arena);
	return ok;
}
