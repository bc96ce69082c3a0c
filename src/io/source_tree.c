/* io/source_tree.c - records that are parts of a JSON or YAML file. */

#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "io/file.h"
#include "io/json.h"
#include "io/source_format.h"
#include "io/yaml.h"

/* A path has at most as many steps as a file has levels. */
#define DEPTH_MAX 32

/* Columns that are told to be unused; a file may use keys as data. */
#define NAMES_MAX 1000

/*
 * Walks along the steps of `records`: at[i] is the part that the i-th step
 * leads to, and number[i] its place among the parts of a "*".
 */
struct walk {
	const struct map_file *file;
	const struct node *root;
	const struct node *at[DEPTH_MAX];
	size_t number[DEPTH_MAX];
	bool begun;
};

struct tree {
	struct record record; /* first, so that a record is its tree */
	struct walk walk;
};

static bool is_star(const char *step)
{
	return strcmp(step, "*") == 0;
}

/* ---- walking ------------------------------------------------------------ */

static const struct node *step_first(struct walk *w, size_t i)
{
	const struct node *up = i == 0 ? w->root : w->at[i - 1];

	w->number[i] = 1;
	if (is_star(w->file->steps[i]))
		return up->child;
	return node_get(up, w->file->steps[i]);
}

static const struct node *step_following(struct walk *w, size_t i)
{
	w->number[i]++;
	return is_star(w->file->steps[i]) ? w->at[i]->next : NULL;
}

/* The next record, or NULL. */
static const struct node *walk_next(struct walk *w)
{
	size_t last = w->file->n_steps - 1, i = w->begun ? last : 0;

	w->at[i] = w->begun ? step_following(w, i) : step_first(w, i);
	w->begun = true;
	for (;;) {
		if (w->at[i] == NULL) {
			if (i == 0)
				return NULL;
			i--;
			w->at[i] = step_following(w, i);
		} else if (i == last) {
			return w->at[i];
		} else {
			i++;
			w->at[i] = step_first(w, i);
		}
	}
}

static void walk_restart(struct walk *w)
{
	w->begun = false;
}

/* The step of `records` that is its n-th "*", from 1. */
static size_t star_step(const struct walk *w, size_t n)
{
	size_t i = 0;

	for (size_t seen = 0; i < w->file->n_steps; i++) {
		if (is_star(w->file->steps[i]) && ++seen == n)
			break;
	}
	return i;
}

/* ---- values ------------------------------------------------------------- */

struct gather {
	const struct ref *ref;
	struct buf out;
	struct err *err;
};

static bool gather_text(struct gather *g, const struct node *n)
{
	if (n->type == NODE_NULL)
		return true;
	if (n->type != NODE_SCALAR)
		return err_set(g->err, ERR_INVALID,
		    "{%.60s} holds a %s, not a text; go into it by a dot.",
		    g->ref->text, n->type == NODE_LIST ? "list" : "map");
	if (g->out.len > 0)
		buf_add(&g->out, g->ref->join != NULL ? g->ref->join : "\n");
	buf_add(&g->out, n->text);
	return true;
}

/* Adds what the steps from the i-th on lead to from this part. */
static bool gather(struct gather *g, const struct node *n, size_t i)
{
	if (n == NULL)
		return true;
	if (i == g->ref->n_steps)
		return gather_text(g, n);
	if (!is_star(g->ref->steps[i]))
		return gather(g, node_get(n, g->ref->steps[i]), i + 1);
	/* One text where others have a list of them. */
	if (n->type == NODE_SCALAR)
		return gather(g, n, i + 1);
	for (const struct node *c = n->child; c != NULL; c = c->next) {
		if (!gather(g, c, i + 1))
			return false;
	}
	return true;
}

/* The part of the file that a reference begins at. */
static const struct node *origin(const struct walk *w, const struct ref *ref)
{
	if (ref->kind == REF_NAME)
		return w->at[w->file->n_steps - 1];
	return w->at[star_step(w, ref->star)];
}

static bool get_value(const struct record *record, const struct ref *ref,
    struct arena *a, const char **ret, struct err *err)
{
	const struct walk *w = &((const struct tree *)record)->walk;
	const struct node *from = origin(w, ref);
	struct gather g = { .ref = ref, .err = err };
	bool ok;

	if (ref->kind == REF_KEY) {
		*ret = from->key != NULL
		    ? from->key
		    : arena_fmt(a, "%zu", w->number[star_step(w, ref->star)]);
		return true;
	}
	ok = gather(&g, from, 0);
	if (ok)
		*ret = arena_strn(a, buf_text(&g.out), g.out.len);
	buf_done(&g.out);
	return ok;
}

static bool next_record(void *data, const struct record **ret,
    uint32_t *ret_line, const char **ret_problem, struct err *err)
{
	struct tree *t = data;
	const struct node *n = walk_next(&t->walk);

	(void)err;
	*ret = n != NULL ? &t->record : NULL;
	if (n == NULL)
		return true;
	*ret_line = n->line;
	*ret_problem = n->type == NODE_MAP
	    ? NULL
	    : "it is no record with fields; see `records` in the map";
	return true;
}

static void close_tree(void *data)
{
	/* It lives in the source's arena. */
	(void)data;
}

/* ---- what the records have ---------------------------------------------- */

struct names {
	const char **list;
	size_t n;
	size_t last; /* records name their keys in much the same order */
};

static void add_name(struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++) {
		size_t k = (names->last + 1 + i) % names->n;

		if (strcmp(names->list[k], name) == 0) {
			names->last = k;
			return;
		}
	}
	if (names->n < NAMES_MAX)
		names->list[names->n++] = name;
}

static bool has_step(const struct node *n, const char *step)
{
	return is_star(step) ? n->child != NULL : node_get(n, step) != NULL;
}

struct search {
	struct source *source;
	const struct walk *walk;
};

/* Does the present record have what a reference begins with? */
static void find_ref(
    void *arg, const struct ref *ref, uint32_t line, uint32_t column)
{
	const struct search *search = arg;
	size_t *place = &search->source->places[ref->index];

	(void)line;
	(void)column;
	if (*place == PLACE_MISSING &&
	    (ref->kind == REF_KEY ||
		has_step(origin(search->walk, ref), ref->steps[0])))
		*place = PLACE_ELSEWHERE;
}

/* Which of the columns a reference begins with, if it is there at all. */
static void find_column(
    void *arg, const struct ref *ref, uint32_t line, uint32_t column)
{
	struct source *s = arg;

	(void)line;
	(void)column;
	if (ref->kind != REF_NAME || s->places[ref->index] == PLACE_MISSING)
		return;
	for (size_t i = 0; i < s->n_names; i++) {
		if (strcmp(s->names[i], ref->steps[0]) == 0)
			s->places[ref->index] = i;
	}
}

static void find_names(struct source *s, struct walk *w)
{
	struct names names = { .n = 0 };
	struct search search = { s, w };
	const struct node *n;
	size_t records = 0;

	names.list = arena_alloc(&s->arena, NAMES_MAX * sizeof(*names.list));
	while ((n = walk_next(w)) != NULL) {
		records++;
		map_each_ref(s->map, find_ref, &search);
		if (n->type != NODE_MAP)
			continue;
		for (const struct node *c = n->child; c != NULL; c = c->next)
			add_name(&names, c->key);
	}
	walk_restart(w);
	s->names = names.list;
	s->n_names = names.n;
	map_each_ref(s->map, find_column, s);
	/* Of a file without records nothing can be said. */
	for (size_t i = 0; records == 0 && i < s->map->n_refs; i++)
		s->places[i] = PLACE_ELSEWHERE;
}

static bool read_tree(struct source *s, struct problems *problems,
    struct node **ret, struct err *err)
{
	bool json = s->map->file.format == MAP_JSON;
	const char *bytes;
	size_t len;

	if (!file_read_text(
		s->path, yaml_data_limits.bytes, &s->arena, &bytes, &len, err))
		return false;
	if (json ? json_read(bytes, len, &s->arena, problems, ret)
		 : yaml_read(
		       bytes, len, &yaml_data_limits, &s->arena, problems, ret))
		return true;
	problems_sort(problems);
	return err_set(err, ERR_INVALID,
	    "%.200s is not %s; nothing was imported.", s->path,
	    json ? "good JSON" : "good YAML");
}

bool source_tree_open(
    struct source *s, struct problems *problems, struct err *err)
{
	static const struct source_format format = { next_record, close_tree };
	struct tree *t = arena_alloc(&s->arena, sizeof(*t));
	struct node *root;

	if (!read_tree(s, problems, &root, err))
		return false;
	t->record.get = get_value;
	t->walk.file = &s->map->file;
	t->walk.root = root;
	if (root->n > 0 && walk_next(&t->walk) == NULL)
		return err_set(err, ERR_INVALID,
		    "%.200s has nothing at `%.60s`; see `records` in the "
		    "map.",
		    s->path, s->map->file.records);
	walk_restart(&t->walk);
	s->format = &format;
	s->data = t;
	find_names(s, &t->walk);
	return true;
}
