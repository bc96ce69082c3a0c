/*
 * io/map.h - how the columns of another system's file become our fields.
 *
 * A map is a YAML file (accord-maps(5)), or made from field names
 * alone for files whose header bears them. It knows the fields of one kind
 * of record and gives their texts as field_set() reads them: dates as
 * 2026-01-31, numbers with a decimal point and without groups.
 *
 *	map_load() or map_plain(); map_set() for each --set;
 *	source_open(), source_next() ... (io/source.h)
 */

#ifndef IO_MAP_H
#define IO_MAP_H

#include "base/field.h"
#include "base/node.h"
#include "base/problem.h"
#include "io/pattern.h"

enum map_format { MAP_CSV, MAP_JSON, MAP_YAML };

/* What the file looks like. */
struct map_file {
	enum map_format format;
	char delimiter;
	char point, group;  /* of numbers; group 0 is none */
	const char *date;   /* format, as date_parse_format() */
	const char **nulls; /* texts that stand for nothing */
	size_t n_nulls;
	size_t skip_lines; /* before the header */
	const char *records;
	const char *const *steps; /* of records */
	size_t n_steps;
};

struct map_field {
	const struct field *field; /* NULL: not in this map */
	struct pattern from;
	uint32_t line, column;     /* of `from` in the map's file; or 0 */
	const struct node *values; /* what each text becomes, or NULL */
	const char *fallback;      /* for empty and unmatched, or NULL */
	const char *date;          /* its own format, or NULL */
	const char **without; /* a text that ends in one of these loses it */
	size_t n_without;
	bool host;  /* the host of an address */
	bool round; /* more decimals than the currency has */
};

/* Which records are wanted. */
struct map_where {
	bool set;
	struct pattern from;
	uint32_t line, column;
	const struct node *texts;
	bool inverted; /* all but these */
};

struct map {
	struct problems *problems; /* of the map's file */
	const char *kind;
	const struct fields *fields;
	bool plain; /* no file: columns are named as fields are */
	struct map_file file;
	struct map_where where;
	struct map_field *list; /* one for each of fields->list */
	uint32_t line, column;  /* of `fields:` */
	size_t n_refs;
};

/*
 * Reads the map at `path` for records of a kind ("applications") with these
 * fields. On failure *err says what the caller does next, and `problems`,
 * whose file is to be `path`, says all that is wrong; ERR_NOT_FOUND or
 * ERR_IO when the file could not be read at all. The map lives in the arena
 * and keeps `problems`, to which source_open() adds unknown columns.
 */
NODISCARD bool map_load(const char *path, const char *kind,
    const struct fields *fields, struct arena *a, struct problems *problems,
    struct map **ret, struct err *err);

/* The map of a file that needs none; its format follows from its name. */
struct map *map_plain(const char *path, const char *kind,
    const struct fields *fields, struct arena *a, struct problems *problems);

/* Takes "FIELD=VALUE" for all records, whatever the file says. */
NODISCARD bool map_set(
    struct map *m, const char *assignment, struct arena *a, struct err *err);

/* The field's index in fields->list is that in m->list. *ret_fallback: the
 * text is the map's default, since the record says nothing that counts. */
NODISCARD bool map_value(const struct map *m, size_t index,
    const struct record *r, struct arena *a, const char **ret,
    bool *ret_fallback, struct err *err);

/* Is the record one of those that `where` wants? */
NODISCARD bool map_wants(const struct map *m, const struct record *r,
    struct arena *a, bool *ret, struct err *err);

/* May amounts of this field be rounded to their currency's decimals? */
bool map_rounds(const struct map *m, size_t index);

/*
 * Calls `visit` with each reference of the map and where it stands in the
 * map's file.
 */
void map_each_ref(const struct map *m,
    void (*visit)(
	void *arg, const struct ref *ref, uint32_t line, uint32_t column),
    void *arg);

/* ---- for map_read.c ----------------------------------------------------- */

/* A map without fields: CSV, commas, decimal points, ISO dates. */
struct map *map_new(const char *kind, const struct fields *fields,
    struct arena *a, struct problems *problems);

/* Would field_set() take this constant? */
NODISCARD bool map_check_constant(const struct map *m, const struct field *f,
    const char *text, struct arena *a, struct err *err);

#endif
