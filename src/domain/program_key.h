/*
 * domain/program_key.h - the tables of a program file's keys; private to
 * domain/program*.c.
 *
 * One row serves everything: reading into the struct, the complaint about
 * an unknown key, the default, `accord program show` and the manual. A
 * section is read in the order of its table, not of the file, so that a
 * check may rely on what the rows above it have read.
 */

#ifndef DOMAIN_PROGRAM_KEY_H
#define DOMAIN_PROGRAM_KEY_H

#include "domain/program.h"

struct program_key;
struct program_section;

struct program_reader {
	struct arena *arena;
	struct problems *problems;
	struct program *program; /* filled in the order of the tables */
	bool (*known)(void *arg, const char *id);
	void *known_arg;
};

/* What a value looks like in the file. */
enum key_shape {
	SHAPE_SCALAR,
	SHAPE_SCALARS,  /* a list of scalars */
	SHAPE_PAIRS,    /* a map whose keys are data */
	SHAPE_AMOUNTS,  /* a scalar, or one for each currency */
	SHAPE_MAP,      /* of a section; when absent, all its defaults */
	SHAPE_OPTIONAL, /* of a section; when absent, nothing */
	SHAPE_LIST,     /* of maps of a section */
};

struct key_type {
	const char *what; /* for the manual: "number" */
	enum key_shape shape;
	void (*read)(struct program_reader *r, const struct program_key *key,
	    const struct node *n, void *record);
};

struct program_key {
	const char *name;
	const struct key_type *type;
	size_t offset;   /* of the member in the record */
	size_t n_offset; /* lists: of the member that counts */
	const struct program_section *section;
	bool required;
	/*
	 * The default as it would be written: scalars as they are, lists of
	 * scalars parted by ", ", lists of maps one a line, their values in
	 * the order of the section's table parted by "|". NULL is none.
	 */
	const char *fallback;
	/* Or what it follows from; `follows` says so in the manual. */
	const char *(*derive)(const struct program *p);
	const char *follows;
	const char *choices; /* words: "a|b", in the order of the enum */
	const char *noun;    /* of one of the words, if not the name */
	int64_t min, max;    /* of a number, a text's bytes, a list's length */
	const char *help;
};

struct program_section {
	const struct program_key *keys;
	size_t n;
	size_t size; /* of the record */
	/* Runs after the keys were read; `map` may miss required ones. */
	void (*check)(
	    struct program_reader *r, const struct node *map, void *record);
};

#define SECTION(table, record, check_)                         \
	{                                                      \
		.keys = (table), .n = ARRAY_LEN(table),        \
		.size = sizeof(struct record), .check = check_ \
	}

/*
 * The offset of a member, and for a list that of its count. Naming the
 * member's type makes the compiler compare it with the key's.
 */
#define AT(record, member, type)                     \
	_Generic(((struct record *)0)->member, type  \
		 : offsetof(struct record, member)), \
	    0
#define LIST_AT(record, member, type, count)         \
	_Generic(((struct record *)0)->member, type  \
		 : offsetof(struct record, member)), \
	    offsetof(struct record, count)
/* Read, but kept by the section's check or by nobody. */
#define NOWHERE 0, 0

extern const struct key_type key_id;       /* const char * */
extern const struct key_type key_program;  /* const char *: "a-b" */
extern const struct key_type key_product;  /* const char *: "a.b" */
extern const struct key_type key_label;    /* const char *: "2026-01" */
extern const struct key_type key_text;     /* const char *, one line */
extern const struct key_type key_note;     /* const char *, several lines */
extern const struct key_type key_word;     /* const char *, of choices */
extern const struct key_type key_choice;   /* int-sized enum, of choices */
extern const struct key_type key_number;   /* int */
extern const struct key_type key_yes_no;   /* bool */
extern const struct key_type key_date;     /* date_days */
extern const struct key_type key_rate;     /* int64_t, millionths */
extern const struct key_type key_currency; /* const char * */
extern const struct key_type key_zone;     /* const char * */
extern const struct key_type key_figure;   /* nowhere: an amount's text */

extern const struct key_type key_ids;       /* const char *const * */
extern const struct key_type key_words;     /* const char *const * */
extern const struct key_type key_countries; /* const char *const * */
extern const struct key_type key_days;      /* unsigned: bit 0 Monday */
extern const struct key_type key_dates;     /* const date_days *, ascending */
extern const struct key_type key_steps;     /* const char *[SCORE_STEPS] */

extern const struct key_type key_amounts;    /* struct program_amounts */
extern const struct key_type key_discounts;  /* const struct ..discount * */
extern const struct key_type key_thresholds; /* const struct ..threshold * */

extern const struct key_type key_map;      /* in the record at offset */
extern const struct key_type key_optional; /* const struct * */
extern const struct key_type key_list;     /* const struct * */

extern const struct program_section program_root;
extern const struct program_section program_application_section;
extern const struct program_section program_reasons_section;
extern const struct program_section program_leads_section;
extern const struct program_section program_commission_section;
extern const struct program_section program_payout_section;

/* Problems at a value, and at the key of a value in a map. */
#define PROBLEM(r, n, ...) \
	problem_add((r)->problems, (n)->line, (n)->column, __VA_ARGS__)
#define PROBLEM_KEY(r, n, ...) \
	problem_add((r)->problems, (n)->key_line, (n)->key_column, __VA_ARGS__)

/* A failure's sentence as a problem's phrase. */
void program_problem_err(
    struct program_reader *r, const struct node *n, const struct err *err);

/* Names and the like, short enough for a message. */
const char *program_quote(struct program_reader *r, const char *text);

/* "unknown product `x`; did you mean `y`?", or which ones there are. */
void program_unknown(struct program_reader *r, uint32_t line, uint32_t column,
    const char *what, const char *text, const char *const *names, size_t n);

/* Splits "a|b|c". */
const char *const *program_words(
    const char *choices, struct arena *a, size_t *ret_n);

/* Names that a value may be one of. */
struct names {
	const char *const *list;
	size_t n;
};

/* The ids of an array of structs whose first member is the id, each once. */
struct names program_ids(
    struct program_reader *r, const void *list, size_t n, size_t size);

/* Complains unless the id is one of them; NULL is fine. */
void program_refer(struct program_reader *r, const struct node *n,
    const char *what, struct names names);

/* The currencies of the entities, each once. */
const char *const *program_currencies(
    const struct program *p, struct arena *a, size_t *ret_n);

/* Reads a map by its table. */
void program_section_read(struct program_reader *r,
    const struct program_section *section, const struct node *map,
    void *record);

/* The default as a value of the file would be, or NULL. */
const struct node *program_key_default(
    const struct program_key *key, const struct program *p, struct arena *a);

/* True if both are there and equal. */
bool program_same(const char *a, const char *b);

#endif
