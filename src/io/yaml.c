/* io/yaml.c - YAML events made into a tree; the only file to see libyaml. */

#include "config.h"

#include "io/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/text.h"
#include "io/tree.h"

const struct yaml_limits yaml_program_limits = {
	.bytes = (size_t)256 * 1024,
	.events = 20000,
	.scalar = (size_t)8 * 1024,
	.depth = 16,
	.ends = true,
	.clean = true,
};

const struct yaml_limits yaml_data_limits = {
	.bytes = (size_t)64 * 1024 * 1024,
	.events = 20000000,
	.scalar = (size_t)1024 * 1024,
	.depth = 32,
};

struct reader {
	yaml_parser_t parser;
	const struct yaml_limits *limits;
	struct arena *arena;
	struct problems *problems;
	size_t events;
	unsigned depth;
	bool stopped; /* nothing more can be read */
};

static void complain(struct reader *r, yaml_mark_t at, const char *text)
{
	problem_add(r->problems, (uint32_t)at.line + 1, (uint32_t)at.column + 1,
	    "%s", text);
}

static void stop(struct reader *r, yaml_mark_t at, const char *text)
{
	complain(r, at, text);
	r->stopped = true;
}

/* What libyaml says, where it says it. */
static void stop_at_syntax(struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	yaml_mark_t at = p->problem_mark;
	const char *what = p->problem != NULL ? p->problem : "not YAML";

	if (p->error == YAML_READER_ERROR) {
		/* Said before, with its place, by check_clean(). */
		r->stopped = true;
		if (r->problems->n > 0)
			return;
		at = p->mark;
	}
	if (p->context != NULL)
		what = arena_fmt(r->arena, "%s, %s", p->context, what);
	stop(r, at, what);
}

/* The next event; false when there is none to be had. */
static bool next(struct reader *r, yaml_event_t *ret)
{
	if (r->stopped)
		return false;
	if (!yaml_parser_parse(&r->parser, ret)) {
		stop_at_syntax(r);
		return false;
	}
	if (++r->events > r->limits->events) {
		stop(r, ret->start_mark, "the file has too many parts");
		yaml_event_delete(ret);
		return false;
	}
	return true;
}

static void refuse_extras(struct reader *r, yaml_mark_t at,
    const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor != NULL)
		complain(r, at, "anchors are not allowed");
	if (tag != NULL)
		complain(r, at, "tags are not allowed");
}

static struct node *make(struct reader *r, enum node_type type, yaml_mark_t at)
{
	struct node *n = arena_alloc(r->arena, sizeof(*n));

	n->type = type;
	n->line = (uint32_t)at.line + 1;
	n->column = (uint32_t)at.column + 1;
	return n;
}

static struct node *read_scalar(struct reader *r, const yaml_event_t *e)
{
	const char *text = (const char *)e->data.scalar.value;
	size_t len = e->data.scalar.length;
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	struct node *n = make(r, NODE_SCALAR, e->start_mark);

	refuse_extras(
	    r, e->start_mark, e->data.scalar.anchor, e->data.scalar.tag);
	if (len > r->limits->scalar)
		stop(r, e->start_mark, "this text is too long");
	else if (memchr(text, '\0', len) != NULL)
		stop(r, e->start_mark, "a NUL is not allowed");
	else if (plain && (len == 0 || strcmp(text, "~") == 0))
		n->type = NODE_NULL;
	else
		n->text = arena_strn(r->arena, text, len);
	return n;
}

static struct node *read_node(struct reader *r, yaml_event_t *e);

static bool enter(struct reader *r, yaml_mark_t at)
{
	if (++r->depth <= r->limits->depth)
		return true;
	stop(r, at, "the file is nested too deeply");
	return false;
}

/* The parts up to the end event of a list or map. */
static bool next_part(
    struct reader *r, yaml_event_type_t end, yaml_event_t *ret)
{
	if (!next(r, ret))
		return false;
	if (ret->type != end)
		return true;
	yaml_event_delete(ret);
	return false;
}

static struct node *read_list(struct reader *r, const yaml_event_t *e)
{
	struct node *list = make(r, NODE_LIST, e->start_mark);
	struct node **tail = &list->child;
	yaml_event_t part;

	refuse_extras(r, e->start_mark, e->data.sequence_start.anchor,
	    e->data.sequence_start.tag);
	if (!enter(r, e->start_mark))
		return list;
	while (next_part(r, YAML_SEQUENCE_END_EVENT, &part)) {
		*tail = read_node(r, &part);
		tail = &(*tail)->next;
		list->n++;
	}
	r->depth--;
	return list;
}

/* A key and its value; a key that is no text is refused and dropped. */
static struct node *read_pair(struct reader *r, yaml_event_t *key_event)
{
	bool is_text = key_event->type == YAML_SCALAR_EVENT;
	struct node *key = read_node(r, key_event);
	struct node *value;
	yaml_event_t e;

	if (!next(r, &e))
		return NULL;
	value = read_node(r, &e);
	if (!is_text || key->type != NODE_SCALAR) {
		problem_add(r->problems, key->line, key->column,
		    "a key must be a text");
		return NULL;
	}
	value->key = key->text;
	value->key_line = key->line;
	value->key_column = key->column;
	return value;
}

static struct node *read_map(struct reader *r, const yaml_event_t *e)
{
	struct node *map = make(r, NODE_MAP, e->start_mark);
	struct node **tail = &map->child;
	yaml_event_t key;

	refuse_extras(r, e->start_mark, e->data.mapping_start.anchor,
	    e->data.mapping_start.tag);
	if (!enter(r, e->start_mark))
		return map;
	while (next_part(r, YAML_MAPPING_END_EVENT, &key)) {
		struct node *value = read_pair(r, &key);

		if (value == NULL)
			continue;
		*tail = value;
		tail = &value->next;
		map->n++;
	}
	tree_refuse_duplicates(map, r->problems);
	r->depth--;
	return map;
}

/* Takes the event, whatever it is; never NULL. */
static struct node *read_node(struct reader *r, yaml_event_t *e)
{
	struct node *n;

	if (e->type == YAML_SCALAR_EVENT)
		n = read_scalar(r, e);
	else if (e->type == YAML_SEQUENCE_START_EVENT)
		n = read_list(r, e);
	else if (e->type == YAML_MAPPING_START_EVENT)
		n = read_map(r, e);
	else
		n = make(r, NODE_NULL, e->start_mark);
	if (e->type == YAML_ALIAS_EVENT)
		complain(r, e->start_mark, "aliases are not allowed");
	yaml_event_delete(e);
	return n;
}

static void refuse_directives(struct reader *r, const yaml_event_t *e)
{
	if (e->data.document_start.version_directive != NULL ||
	    e->data.document_start.tag_directives.start !=
		e->data.document_start.tag_directives.end)
		complain(r, e->start_mark, "directives are not allowed");
}

/* The document's own node, or NULL. */
static struct node *read_document(struct reader *r)
{
	struct node *root = NULL;
	size_t documents = 0;
	yaml_event_t e;

	while (next(r, &e)) {
		yaml_event_type_t type = e.type;
		yaml_mark_t at = e.start_mark;

		if (type == YAML_DOCUMENT_START_EVENT) {
			refuse_directives(r, &e);
			if (++documents == 2)
				complain(
				    r, at, "a second document; one is allowed");
		} else if (type == YAML_DOCUMENT_END_EVENT &&
		    e.data.document_end.implicit && r->limits->ends) {
			stop(r, at,
			    "the file does not end with \"...\"; it may have "
			    "been cut");
		} else if (type != YAML_STREAM_START_EVENT &&
		    type != YAML_STREAM_END_EVENT &&
		    type != YAML_DOCUMENT_END_EVENT) {
			struct node *n = read_node(r, &e);

			if (documents < 2)
				root = n;
			continue; /* read_node() took the event */
		}
		yaml_event_delete(&e);
		if (type == YAML_STREAM_END_EVENT)
			break;
	}
	return root;
}

/* Line and column, in characters, of a byte. */
static void locate(const char *bytes, size_t at, yaml_mark_t *ret)
{
	size_t line = 0, column = 0;

	for (size_t i = 0; i < at; i++) {
		if (bytes[i] == '\n') {
			line++;
			column = 0;
		} else if (((unsigned char)bytes[i] & 0xc0) != 0x80) {
			column++;
		}
	}
	*ret = (yaml_mark_t){ .index = at, .line = line, .column = column };
}

static bool check_encoding(struct reader *r, const char *bytes, size_t len)
{
	size_t valid = text_valid_until(bytes, len);
	yaml_mark_t at;

	if (valid == len)
		return true;
	locate(bytes, valid, &at);
	problem_add(r->problems, (uint32_t)at.line + 1, (uint32_t)at.column + 1,
	    "byte %zu is not UTF-8; convert the file, for example with "
	    "\"iconv -f LATIN1 -t UTF-8\"",
	    valid + 1);
	return false;
}

static bool is_clean(
    struct reader *r, const char *text, size_t len, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	const char *clean;
	bool ok;

	ok = text_clean(
	    text, len, TEXT_LINE, r->limits->bytes, &scratch, &clean, err);
	arena_done(&scratch);
	return ok;
}

/* The first code point of valid UTF-8. */
static uint32_t code_point(const unsigned char *s)
{
	if (s[0] < 0x80)
		return s[0];
	if (s[0] < 0xe0)
		return (s[0] & 0x1fu) << 6 | (s[1] & 0x3fu);
	if (s[0] < 0xf0)
		return (s[0] & 0x0fu) << 12 | (s[1] & 0x3fu) << 6 |
		    (s[2] & 0x3fu);
	return (s[0] & 0x07u) << 18 | (s[1] & 0x3fu) << 12 |
	    (s[2] & 0x3fu) << 6 | (s[3] & 0x3fu);
}

/* The shortest start of the line that is not clean ends at the culprit. */
static void complain_unclean(
    struct reader *r, const char *line, size_t len, uint32_t number)
{
	size_t good = 0, bad = len;
	yaml_mark_t at;
	struct err err;

	while (bad - good > 1) {
		size_t middle = good + (bad - good) / 2;

		while (middle < bad &&
		    ((unsigned char)line[middle] & 0xc0) == 0x80)
			middle++;
		if (middle == bad)
			break;
		if (is_clean(r, line, middle, &err))
			good = middle;
		else
			bad = middle;
	}
	locate(line, good, &at);
	problem_add(r->problems, number, (uint32_t)at.column + 1,
	    "U+%04X is not allowed: a control, direction or invisible "
	    "character",
	    (unsigned)code_point((const unsigned char *)line + good));
}

/* Comments too: what a person reads in a file must be what is there. */
static void check_clean(struct reader *r, const char *bytes, size_t len)
{
	const char *line = bytes, *end = bytes + len;
	struct err err;

	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		line += 3;
	for (uint32_t number = 1; line < end; number++) {
		const char *eol = memchr(line, '\n', (size_t)(end - line));
		size_t n = (size_t)((eol != NULL ? eol : end) - line);

		if (n > 0 && line[n - 1] == '\r')
			n--;
		if (!is_clean(r, line, n, &err))
			complain_unclean(r, line, n, number);
		line = eol != NULL ? eol + 1 : end;
	}
}

static bool check_bytes(struct reader *r, const char *bytes, size_t len)
{
	if (len > r->limits->bytes) {
		problem_add(r->problems, 0, 0,
		    "the file is larger than %zu bytes", r->limits->bytes);
		return false;
	}
	if (!check_encoding(r, bytes, len))
		return false;
	if (r->limits->clean)
		check_clean(r, bytes, len);
	return true;
}

bool yaml_read(const char *bytes, size_t len, const struct yaml_limits *limits,
    struct arena *a, struct problems *problems, struct node **ret)
{
	struct reader r = {
		.limits = limits, .arena = a, .problems = problems
	};
	size_t before = problems->n;
	struct node *root;

	*ret = NULL;
	if (!check_bytes(&r, bytes, len))
		return false;
	if (!yaml_parser_initialize(&r.parser))
		abort();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &r.parser, (const unsigned char *)bytes, len);
	root = read_document(&r);
	yaml_parser_delete(&r.parser);
	if (root == NULL && problems->n == before)
		problem_add(problems, 0, 0, "the file is empty");
	if (!r.stopped)
		*ret = root;
	return problems->n == before;
}
