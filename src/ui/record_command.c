/* ui/record_command.c - accord show: one record, whole. */

#include "config.h"

#include "ui/record_command.h"

#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "base/text.h"
#include "domain/application.h"
#include "query/detail.h"
#include "ui/list_command.h"

/* The newest part of a long history. */
enum { HISTORY_MAX = 500 };

/* Everything there is to print. */
struct record {
	const struct list *list;
	struct arena arena;
	struct detail detail;
	bool has_review;
	struct review review;
	struct remark *remarks;
	size_t n_remarks;
	struct document_entry *documents;
	size_t n_documents;
	struct history_entry *history;
	size_t n_history;
};

static bool read_review(struct session *s, struct record *r, struct err *err)
{
	int64_t id = r->detail.id;

	if (r->list != &list_applications)
		return true;
	r->has_review = true;
	return review_read(s, id, &r->arena, &r->review, err) &&
	    remarks_read(s->db, id, &r->arena, &r->remarks, &r->n_remarks, err);
}

static bool read_record(
    struct session *s, int64_t id, struct record *r, struct err *err)
{
	const char *noun = r->list->noun;

	return detail_read(s->db, noun, id, &r->arena, &r->detail, err) &&
	    read_review(s, r, err) &&
	    documents_read(s->db, noun, id, &r->arena, &r->documents,
		&r->n_documents, err) &&
	    history_read(s->db, noun, id, HISTORY_MAX, &r->arena, &r->history,
		&r->n_history, err);
}

/* The id with its letter; any other field as it is. */
static struct value field_value_of(struct record *r, size_t i)
{
	const struct detail_line *line = &r->detail.lines[i];

	if (strcmp(line->name, "id") == 0)
		return val_text(list_id_text(r->list, r->detail.id, &r->arena));
	return line->value;
}

/* ---- for people --------------------------------------------------------- */

/* Text of several lines goes on under where it began. */
static void put_text(FILE *out, const char *text, const char *indent)
{
	struct arena a = ARENA_INIT;

	for (;;) {
		size_t len = strcspn(text, "\n");
		const char *line = arena_strn(&a, text, len);

		fputs(text_safe(line, &a), out);
		fputc('\n', out);
		if (text[len] == '\0')
			break;
		text += len + 1;
		fputs(indent, out);
	}
	arena_done(&a);
}

static void put_titled(FILE *out, const char *title, const char *text)
{
	int blanks = 28 - text_width(title);

	fprintf(out, "%s%*s ", title, blanks > 0 ? blanks : 0, "");
	put_text(out, text, "                             ");
}

static void put_fields(struct record *r, FILE *out)
{
	for (size_t i = 0; i < r->detail.n; i++) {
		struct value v = field_value_of(r, i);
		const char *text = value_text(v, &r->arena);

		if (text[0] != '\0')
			put_titled(out, r->detail.lines[i].title, text);
	}
}

static void put_item(const struct review_item *item, FILE *out, struct arena *a)
{
	const char *state = item->is_check ? item->result
	    : item->step < 0               ? "open"
			     : arena_fmt(a, "step %d of 4", item->step);

	put_titled(out, arena_fmt(a, "  %s", item->name),
	    arena_fmt(a, "%s%s%s%s%s", state, item->by[0] != '\0' ? " by " : "",
		item->by, item->evidence[0] != '\0' ? ": " : "",
		item->evidence));
}

static void put_review(struct record *r, FILE *out)
{
	const struct review *v = &r->review;

	if (!r->has_review)
		return;
	fprintf(out, "\nReview: %zu of %zu done, score %d\n", v->n_done,
	    v->n_items, v->score);
	for (size_t i = 0; i < v->n_items; i++)
		put_item(&v->items[i], out, &r->arena);
	put_text(out, v->explanation, "");
	if (v->blocker[0] != '\0' && strcmp(v->blocker, v->explanation) != 0)
		put_text(out, v->blocker, "");
}

static void put_remarks(struct record *r, FILE *out)
{
	char at[21];

	if (r->n_remarks > 0)
		fputs("\nRemarks\n", out);
	for (size_t i = 0; i < r->n_remarks; i++) {
		const struct remark *m = &r->remarks[i];

		fprintf(out, "  %.16s %s %s%s%s\n", moment_text(m->at, at),
		    m->actor, m->decision, m->reason[0] != '\0' ? " " : "",
		    m->reason);
		if (m->outside[0] != '\0') {
			fputs("    to the applicant: ", out);
			put_text(out, m->outside, "    ");
		}
		if (m->inside[0] != '\0') {
			fputs("    ", out);
			put_text(out, m->inside, "    ");
		}
	}
}

static void put_documents(struct record *r, FILE *out)
{
	char at[21];

	if (r->n_documents > 0)
		fputs("\nDocuments (--document KIND)\n", out);
	for (size_t i = 0; i < r->n_documents; i++)
		fprintf(out, "  %.16s %-20s %s\n",
		    moment_text(r->documents[i].created_at, at),
		    r->documents[i].kind,
		    text_safe(r->documents[i].name, &r->arena));
}

static void put_change(
    const struct history_change *c, FILE *out, struct arena *a)
{
	const char *was = c->old_value != NULL ? c->old_value : "";
	const char *is = c->new_value != NULL ? c->new_value : "";

	if (c->field[0] == '\0')
		return;
	put_text(out,
	    arena_fmt(a, "      %s.%s: %s -> %s", c->entity, c->field,
		was[0] != '\0' ? was : "-", is[0] != '\0' ? is : "-"),
	    "        ");
}

static void put_history(struct record *r, FILE *out)
{
	char at[21];

	if (r->n_history > 0)
		fputs("\nHistory\n", out);
	for (size_t i = 0; i < r->n_history; i++) {
		const struct history_entry *h = &r->history[i];

		fprintf(out, "  %.16s %s%s ", moment_text(h->at, at), h->actor,
		    h->undone ? " (undone)" : "");
		put_text(out, h->summary, "    ");
		for (size_t k = 0; k < h->n_changes; k++)
			put_change(&h->changes[k], out, &r->arena);
	}
}

static void put_table(struct record *r, FILE *out)
{
	put_fields(r, out);
	put_review(r, out);
	put_remarks(r, out);
	put_documents(r, out);
	put_history(r, out);
}

/* ---- for programs ------------------------------------------------------- */

static bool put_csv(struct record *r, bool raw, FILE *out, struct err *err)
{
	size_t n = r->detail.n;
	struct print_column *columns =
	    arena_alloc(&r->arena, n * sizeof(*columns));
	struct value *cells = arena_alloc(&r->arena, n * sizeof(*cells));
	struct print *p;

	for (size_t i = 0; i < n; i++) {
		columns[i].name = r->detail.lines[i].name;
		cells[i] = field_value_of(r, i);
	}
	p = print_open(out, FORMAT_CSV, raw, columns, n);
	print_row(p, cells);
	return print_close(p, err);
}

static void add_member(struct buf *b, const char *name, struct value v)
{
	char last = b->len > 0 ? b->s[b->len - 1] : '{';

	if (last != '{' && last != '[')
		buf_add(b, ", ");
	print_json_text(b, name);
	buf_add(b, ": ");
	print_json_value(b, v);
}

static void add_text(struct buf *b, const char *name, const char *text)
{
	add_member(b, name, val_text(text));
}

static void begin_array(struct buf *b, const char *name)
{
	buf_add(b, ",\n  ");
	print_json_text(b, name);
	buf_add(b, ": [");
}

static void begin_object(struct buf *b, size_t i)
{
	buf_add(b, i > 0 ? ",\n    {" : "\n    {");
}

static void add_review(struct buf *b, const struct record *r)
{
	begin_array(b, "review");
	for (size_t i = 0; i < r->review.n_items; i++) {
		const struct review_item *item = &r->review.items[i];

		begin_object(b, i);
		add_text(b, item->is_check ? "check" : "criterion", item->id);
		add_text(b, "name", item->name);
		if (item->is_check)
			add_text(b, "result", item->result);
		else
			add_member(b, "step",
			    item->step < 0 ? val_null() : val_int(item->step));
		add_text(b, "evidence", item->evidence);
		add_text(b, "note", item->note);
		add_text(b, "by", item->by);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
}

static void add_remarks(struct buf *b, const struct record *r)
{
	begin_array(b, "remarks");
	for (size_t i = 0; i < r->n_remarks; i++) {
		const struct remark *m = &r->remarks[i];

		begin_object(b, i);
		add_member(b, "at", val_time(m->at));
		add_text(b, "actor", m->actor);
		add_text(b, "decision", m->decision);
		add_text(b, "reason", m->reason);
		add_text(b, "outside", m->outside);
		add_text(b, "inside", m->inside);
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
}

static void add_documents(struct buf *b, const struct record *r)
{
	begin_array(b, "documents");
	for (size_t i = 0; i < r->n_documents; i++) {
		begin_object(b, i);
		add_text(b, "kind", r->documents[i].kind);
		add_text(b, "name", r->documents[i].name);
		add_member(b, "created", val_time(r->documents[i].created_at));
		buf_addc(b, '}');
	}
	buf_addc(b, ']');
}

static void add_history(struct buf *b, const struct record *r)
{
	begin_array(b, "history");
	for (size_t i = 0; i < r->n_history; i++) {
		const struct history_entry *h = &r->history[i];

		begin_object(b, i);
		add_member(b, "audit", val_int(h->audit));
		add_member(b, "at", val_time(h->at));
		add_text(b, "actor", h->actor);
		add_text(b, "operation", h->operation);
		add_text(b, "summary", h->summary);
		add_member(b, "undone", val_bool(h->undone));
		buf_add(b, ", \"changes\": [");
		for (size_t k = 0; k < h->n_changes; k++) {
			const struct history_change *c = &h->changes[k];

			buf_add(b, k > 0 ? ", {" : "{");
			add_text(b, "entity", c->entity);
			add_member(b, "record", val_int(c->record));
			add_text(b, "field", c->field);
			add_text(b, "old", c->old_value);
			add_text(b, "new", c->new_value);
			buf_addc(b, '}');
		}
		buf_add(b, "]}");
	}
	buf_addc(b, ']');
}

static void put_json(struct record *r, FILE *out)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "[\n {");
	for (size_t i = 0; i < r->detail.n; i++)
		add_member(&b, r->detail.lines[i].name, field_value_of(r, i));
	if (r->has_review) {
		add_review(&b, r);
		add_remarks(&b, r);
	}
	add_documents(&b, r);
	add_history(&b, r);
	buf_add(&b, "}\n]\n");
	(void)fwrite(buf_text(&b), 1, b.len, out);
	buf_done(&b);
}

bool record_print(struct session *s, const struct list *list, int64_t id,
    enum list_format format, bool raw, FILE *out, struct err *err)
{
	struct record r = { .list = list };
	bool ok = read_record(s, id, &r, err);

	if (ok && format == FORMAT_TABLE)
		put_table(&r, out);
	if (ok && format == FORMAT_JSON)
		put_json(&r, out);
	if (ok && format == FORMAT_CSV)
		ok = put_csv(&r, raw, out, err);
	arena_done(&r.arena);
	return ok && print_flush(out, err);
}

bool record_print_document(struct session *s, const struct list *list,
    int64_t id, const char *kind, FILE *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *body;
	bool ok = document_body(s->db, list->noun, id, kind, &a, &body, err);

	/* A terminal gets it line by line, made safe; a file as it is. */
	if (ok && isatty(fileno(out)))
		put_text(out, body, "");
	else if (ok)
		fputs(body, out);
	arena_done(&a);
	return ok && print_flush(out, err);
}
