/*
 * ui/task.h - an operation on its way: what, on which records, with what.
 *
 * A decision is asked for in one line that names the records; reasons are
 * given by digit; whatever else it needs is asked for in a form.
 */

#ifndef UI_TASK_H
#define UI_TASK_H

#include "domain/change.h"
#include "domain/program_store.h"
#include "ui/view.h"

struct task {
	struct arena arena;
	const struct operation *op;
	int64_t *ids;
	int64_t *versions; /* as they were seen; 0 takes any */
	size_t n;
	char op_id[OP_ID_SIZE]; /* kept with the draft */
	/* Texts the params start with: pairs of name and text, then NULL. */
	const char **preset;
	/* The same, for texts that a form asks for all the same. */
	const char *const *start;   /* NULL: none */
	struct program_ref program; /* of the first record; may be empty */
	const char *title;          /* the operation's, or a better one */
	const char *names;          /* "2: A-12, A-15", or "A-12 Acme" */
	const struct program_reasons *reasons; /* NULL: the operation's */
	bool need_reason; /* although the field is optional */
	bool at_once;     /* the digit of a reason does it */
};

/* Starts an operation on the marked records, else the current one. */
void task_begin(struct ui *ui, const struct operation *op);

/* The same on these records. */
void task_begin_all(
    struct ui *ui, const struct operation *op, const int64_t *ids, size_t n);

/* The same on one record, some params being given; pairs, then NULL. */
void task_begin_on(struct ui *ui, const struct operation *op, int64_t id,
    const char *const *preset);

/*
 * Makes a task; it lives until task_free(). On the marked records when
 * `id` is 0, else on that one.
 */
struct task *task_new(struct ui *ui, const struct operation *op, int64_t id,
    const char *const *preset);
void task_free(struct task *t);

/* What its draft is kept under. */
const char *task_form(const struct task *t, struct arena *a);
int64_t task_record(const struct task *t);

/* The preset text of a field, or NULL. */
const char *task_preset(const struct task *t, const char *name);
void task_put(struct task *t, const char *name, const char *text);

/* Makes the params from the presets. */
NODISCARD bool task_params(struct ui *ui, struct task *t, struct arena *a,
    void **ret, struct err *err);

/*
 * Runs it: on several records each is its own operation, one bulk together,
 * and those refused are listed. Fails only for a single record.
 */
NODISCARD bool task_run(
    struct ui *ui, struct task *t, const void *params, struct err *err);

/* Runs it with its presets; what it lacks is asked for. Owns the task. */
void task_do(struct ui *ui, struct task *t);

/* Takes back the last operation; or what was taken back last. */
void task_undo(struct ui *ui, bool redo);

/* Asks in one line; owns the task. */
void decide_show(struct ui *ui, struct task *t);

/*
 * Asks for the params in a form; owns the task. `field` gets the cursor,
 * `why` the message, unless NULL.
 */
void form_show(
    struct ui *ui, struct task *t, const char *field, const char *why);

#endif
