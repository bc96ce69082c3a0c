/* tests/desk.c - a database with programs and people, for tests of rules. */

#include "config.h"

#include "tests/desk.h"

#include <stdio.h>
#include <string.h>

#include "io/yaml.h"

#define ENTITIES                                                  \
	"entities:\n"                                             \
	"  - {id: eu, name: Example Europe, currency: EUR,"       \
	" countries: [default], timezone: Europe/Madrid,"         \
	" holidays: [2026-03-19]}\n"                              \
	"products:\n  - {id: subscription, name: Subscription}\n" \
	"levels:\n  - {id: registered, name: Registered}\n"       \
	"  - {id: gold, name: Gold}\n"

#define REVIEW                                                     \
	"  checks:\n"                                              \
	"    - {id: screening, name: Screening, evidence: yes,"    \
	" recheck_days: 90}\n"                                     \
	"    - {id: registry, name: Registry}\n"                   \
	"    - {id: page, name: Web page, when: activation}\n"     \
	"  scorecard:\n"                                           \
	"    approve_from: 65\n    hold_from: 50\n    criteria:\n" \
	"      - {id: skills, name: Skills, weight: 55,"           \
	" steps: [none, little, some, good, best]}\n"              \
	"      - {id: selling, name: Selling, weight: 45,"         \
	" steps: [none, little, some, good, best]}\n"

static const char PLAIN[] =
    "accord: 1\nprogram: plain\nversion: 2026-01\nvalid_from: 2026-01-01\n"
    "name: Plain Program\ntype: reseller\nvendor: Example Vendor\n" ENTITIES
    "application:\n  first_touch_days: 2\n  decision_days: 10\n"
    "  information_days: 30\n  reapply_days: 180\n"
    "  required: [company, country, contact_email]\n" REVIEW
    "reasons:\n  decline:\n"
    "    - {id: no_presence, name: No presence, text: Sorry.}\n"
    "    - {id: other, name: Other}\n...\n";

static const char CAREFUL[] =
    "accord: 1\nprogram: careful\nversion: 2026-01\n"
    "valid_from: 2026-01-01\nname: Careful Program\ntype: service\n"
    "vendor: Example Vendor\n" ENTITIES "application:\n  approvals: 2\n...\n";

bool desk_load(struct desk *d, const char *yaml)
{
	struct problems problems = { .arena = &d->arena, .file = "test.yaml" };
	const struct program *program = NULL;
	struct buf text = BUF_INIT;
	enum load_result result;
	struct node *root;
	struct err err;

	if (!yaml_read(yaml, strlen(yaml), &yaml_program_limits, &d->arena,
		&problems, &root) ||
	    !program_read(root, &d->arena, NULL, NULL, &problems, &program)) {
		problems_print(&problems, &text);
		printf("# %s\n", buf_text(&text));
		buf_done(&text);
		return false;
	}
	if (program_load(d->owner, program, yaml, root, NULL, 0, &result, &err))
		return true;
	printf("# %s\n", err.text);
	return false;
}

static int64_t desk_clock(void *arg)
{
	return *(const int64_t *)arg;
}

void desk_at(struct desk *d, struct session *s, const char *day)
{
	int64_t *now = arena_alloc(&d->arena, sizeof(*now));
	date_days on;
	struct err err;

	if (!date_parse(day, &on, &err))
		on = 0;
	*now = (int64_t)on * 86400 + 9 * 3600;
	s->clock = desk_clock;
	s->clock_arg = now;
	db_set_today(s->db, on);
}

bool desk_open(struct desk *d, const char *path)
{
	struct err err;

	*d = (struct desk){ .db = NULL };
	if (!db_open(path, DB_CREATE, &d->db, &err) ||
	    !session_open(d->db, "owner", NULL, 1, &d->owner, &err)) {
		printf("# %s\n", err.text);
		return false;
	}
	desk_at(d, d->owner, "2026-03-02");
	return desk_load(d, PLAIN) && desk_load(d, CAREFUL);
}

void desk_close(struct desk *d)
{
	session_close(d->owner);
	db_close(d->db);
	arena_done(&d->arena);
}

struct session *desk_login(struct desk *d, const char *name, const char *role)
{
	struct session *s = NULL;
	struct err err;

	if (!db_begin(d->db, &err) ||
	    !db_exec(d->db,
		"INSERT INTO person (name, created_at) VALUES (?1, 0)"
		" ON CONFLICT DO NOTHING",
		VALUES(val_text(name)), NULL, &err) ||
	    !db_exec(d->db,
		"INSERT INTO person_role (person, role)"
		" SELECT id, ?2 FROM person WHERE name = ?1",
		VALUES(val_text(name), val_text(role)), NULL, &err) ||
	    !db_commit(d->db, &err) ||
	    !session_open(d->db, NULL, name, 1, &s, &err)) {
		printf("# %s\n", err.text);
		return NULL;
	}
	desk_at(d, s, "2026-03-02");
	return s;
}

int64_t desk_add(
    struct desk *d, struct session *s, const char *program, const char *company)
{
	struct application_data data;
	struct call call = { .params = &data, .arena = &d->arena };
	struct err err;

	fields_init(&application_fields, &data);
	data.company = company;
	data.country = "ES";
	data.program = program;
	data.contact_name = "Ana";
	data.contact_email = "ana@gmail.com";
	if (!operation_run(
		s, operation_find("application", "add"), &call, &err)) {
		printf("# %s\n", err.text);
		return 0;
	}
	return call.ret_id;
}

int64_t desk_op(struct desk *d, struct session *s, const char *noun,
    const char *verb, int64_t id, const char *const *params, struct err *err)
{
	const struct operation *op = operation_find(noun, verb);
	struct call call = { .id = id, .arena = &d->arena };
	date_days today = (date_days)(session_now(s) / 86400);

	if (op->params != NULL) {
		void *record = arena_alloc(&d->arena, op->params->size);

		fields_init(op->params, record);
		if (op->load != NULL &&
		    !op->load(s, id, record, &d->arena, err))
			return 0;
		for (; *params != NULL; params++) {
			const char *eq = strchr(*params, '=');
			char *name = arena_strn(
			    &d->arena, *params, (size_t)(eq - *params));

			if (!field_set(fields_find(op->params, name), record,
				eq + 1, today, &d->arena, err))
				return 0;
		}
		call.params = record;
	}
	return operation_run(s, op, &call, err) ? call.ret_id : 0;
}

bool desk_run(struct desk *d, struct session *s, const char *verb, int64_t id,
    const char *const *params, struct err *err)
{
	return desk_op(d, s, "application", verb, id, params, err) != 0;
}

bool desk_review(struct desk *d, struct session *s, int64_t id, int step)
{
	char text[] = "step=0";
	struct err err;

	text[5] = (char)('0' + step);
	if (DESK_RUN(d, s, "check", id, "check=screening", "result=passed",
		"evidence=list of 2026-03-01") &&
	    DESK_RUN(d, s, "check", id, "check=registry", "result=passed") &&
	    DESK_RUN(d, s, "score", id, "criterion=skills", text) &&
	    DESK_RUN(d, s, "score", id, "criterion=selling", text))
		return true;
	printf("# %s\n", err.text);
	return false;
}

int64_t desk_int(struct desk *d, const char *sql, int64_t id)
{
	struct value v = val_int(-1);
	bool found = false;
	struct err err;

	if (!db_value(d->db, sql, VALUES(val_int(id)), VALUE_INT, &d->arena,
		&found, &v, &err))
		printf("# %s\n", err.text);
	return found && v.type != VALUE_NULL ? v.i : -1;
}

const char *desk_text(struct desk *d, const char *sql, int64_t id)
{
	struct value v = val_null();
	bool found = false;
	struct err err;

	if (!db_value(d->db, sql, VALUES(val_int(id)), VALUE_TEXT, &d->arena,
		&found, &v, &err))
		printf("# %s\n", err.text);
	return found && v.type != VALUE_NULL ? v.s : "(none)";
}
