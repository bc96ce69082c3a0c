/*
 * tests/unit/test_race.c - two reviewers decide the same application at
 * once: one wins each time, the other is told who decided. Two imports of
 * the same file bring each row in once.
 */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "domain/batch.h"
#include "tests/desk.h"
#include "tests/tap.h"

#define ROUNDS 200
#define IMPORTED 50

static const char SIMPLE[] =
    "accord: 1\nprogram: simple\nversion: 2026-01\nvalid_from: 2026-01-01\n"
    "name: Simple Program\ntype: referral\nvendor: Example Vendor\n"
    "entities:\n  - {id: eu, name: Example Europe, currency: EUR,"
    " countries: [default], timezone: Europe/Madrid}\n"
    "products:\n  - {id: subscription, name: Subscription}\n"
    "levels:\n  - {id: registered, name: Registered}\n"
    "reasons:\n  decline:\n    - {id: other, name: Other}\n...\n";

struct reviewer {
	const char *verb;
	int orders, answers; /* pipe ends of the parent */
	pid_t pid;
};

struct answer {
	bool won;
	enum err_kind kind;
	char text[400];
};

static char dir[] = "/tmp/accord-race-XXXXXX";
static char path[64];

/* The other process: decides each id that it is told. */
static void work(const char *user, const char *verb, int orders, int answers)
{
	struct desk d = { .db = NULL };
	struct session *s;
	struct err err;
	int64_t id;

	if (!db_open(path, DB_OPEN, &d.db, &err) ||
	    !session_open(d.db, NULL, user, 1, &s, &err))
		_exit(1);
	desk_at(&d, s, "2026-03-02");
	while (read(orders, &id, sizeof(id)) == (ssize_t)sizeof(id)) {
		struct answer a = { 0 };

		a.won = strcmp(verb, "approve") == 0
		    ? DESK_RUN(&d, s, verb, id, NULL)
		    : DESK_RUN(&d, s, verb, id, "reason=other", "inside=no");
		if (!a.won) {
			a.kind = err.kind;
			memcpy(a.text, err.text, sizeof(a.text));
		}
		if (write(answers, &a, sizeof(a)) != (ssize_t)sizeof(a))
			break;
	}
	_exit(0);
}

static bool start(struct reviewer *r, const char *user)
{
	int orders[2], answers[2];

	if (pipe(orders) != 0 || pipe(answers) != 0)
		return false;
	r->pid = fork();
	if (r->pid < 0)
		return false;
	if (r->pid == 0) {
		close(orders[1]);
		close(answers[0]);
		work(user, r->verb, orders[0], answers[1]);
	}
	close(orders[0]);
	close(answers[1]);
	r->orders = orders[1];
	r->answers = answers[0];
	return true;
}

static bool ask(struct reviewer *r, int64_t id)
{
	return write(r->orders, &id, sizeof(id)) == (ssize_t)sizeof(id);
}

static bool hear(struct reviewer *r, struct answer *ret)
{
	return read(r->answers, ret, sizeof(*ret)) == (ssize_t)sizeof(*ret);
}

static struct desk d;
static int approved;

static void one_wins_and_the_other_is_told(void)
{
	struct reviewer a = { .verb = "approve" }, b = { .verb = "decline" };
	int64_t ids[ROUNDS];

	for (size_t i = 0; i < ROUNDS; i++) {
		ids[i] = desk_add(&d, d.owner, "simple",
		    arena_fmt(&d.arena, "Race %zu Ltd", i));
		CHECK(ids[i] > 0);
	}
	CHECK(start(&a, "rita") && start(&b, "sam"));
	for (size_t i = 0; i < ROUNDS; i++) {
		struct answer x, y, *loser;

		CHECK(ask(&a, ids[i]) && ask(&b, ids[i]));
		CHECK(hear(&a, &x) && hear(&b, &y));
		CHECK(x.won != y.won);
		loser = x.won ? &y : &x;
		if (i == 0)
			printf("# the other is told: %s\n", loser->text);
		CHECK(
		    loser->kind == ERR_REFUSED || loser->kind == ERR_CONFLICT);
		CHECK(strstr(loser->text, x.won ? "rita" : "sam") != NULL);
		approved += x.won;
	}
	close(a.orders);
	close(b.orders);
	CHECK(waitpid(a.pid, NULL, 0) == a.pid);
	CHECK(waitpid(b.pid, NULL, 0) == b.pid);
}

static void what_stands_is_what_was_won(void)
{
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM application WHERE id > ?1"
		  " AND status = 'approved'",
		  0) == approved);
	CHECK(desk_int(&d, "SELECT count(*) FROM partner WHERE id > ?1", 0) ==
	    approved);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM application WHERE id > ?1"
		  " AND status = 'declined'",
		  0) == ROUNDS - approved);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM audit WHERE id > ?1 AND operation IN"
		  " ('application approve', 'application decline')",
		  0) == ROUNDS);
	printf("# %d of %d rounds went to the approver\n", approved, ROUNDS);
}

/* The other process: imports the same rows when told, answers with counts. */
static void import_rows(struct batch_counts *n, struct session *s)
{
	struct arena a = ARENA_INIT;
	struct change c;
	struct err err;
	int64_t batch;

	if (!batch_begin(s, "applications", "same.csv", "", &c, &batch, &err))
		_exit(2);
	for (int i = 0; i < IMPORTED; i++) {
		struct application_data data;
		enum import_result result;

		fields_init(&application_fields, &data);
		data.id = arena_fmt(&a, "R-%d", i);
		data.company = arena_fmt(&a, "Imported %d Ltd", i);
		data.country = "FR";
		data.program = "simple";
		if (!application_import(
			&c, batch, &data, &a, NULL, NULL, &result, &err))
			_exit(3);
		n->imported += result == IMPORT_NEW;
		n->unchanged += result == IMPORT_UNCHANGED;
	}
	if (!batch_commit(&c, batch, n, &err))
		_exit(4);
	arena_done(&a);
}

static void import(const char *user, int orders, int answers)
{
	struct batch_counts n = { .imported = 0 };
	struct desk other = { .db = NULL };
	struct session *s;
	struct err err;
	char go;

	if (!db_open(path, DB_OPEN, &other.db, &err) ||
	    !session_open(other.db, NULL, user, 1, &s, &err))
		_exit(1);
	desk_at(&other, s, "2026-03-02");
	if (read(orders, &go, 1) != 1)
		_exit(5);
	import_rows(&n, s);
	_exit(write(answers, &n, sizeof(n)) == (ssize_t)sizeof(n) ? 0 : 6);
}

/* One brings them in; to the other, all of them are known. */
static void two_imports_of_a_file_make_one_of_each(void)
{
	static const char *const users[] = { "rita", "sam" };
	struct batch_counts n, sum = { .imported = 0 };
	int orders[2], answers[2], status;
	pid_t pids[2];

	CHECK(pipe(orders) == 0 && pipe(answers) == 0);
	for (size_t i = 0; i < 2; i++) {
		pids[i] = fork();
		CHECK(pids[i] >= 0);
		if (pids[i] == 0)
			import(users[i], orders[0], answers[1]);
	}
	CHECK(write(orders[1], "go", 2) == 2);
	close(answers[1]);
	for (size_t i = 0; i < 2; i++) {
		CHECK(read(answers[0], &n, sizeof(n)) == (ssize_t)sizeof(n));
		CHECK(n.imported == IMPORTED || n.unchanged == IMPORTED);
		sum.imported += n.imported;
		sum.unchanged += n.unchanged;
	}
	for (size_t i = 0; i < 2; i++)
		CHECK(waitpid(pids[i], &status, 0) == pids[i] && status == 0);
	CHECK(sum.imported == IMPORTED && sum.unchanged == IMPORTED);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM application WHERE ref LIKE 'R-%'"
		  " AND ?1 = 0",
		  0) == IMPORTED);
}

static void clean(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock" };
	char name[80];

	for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		unlink(name);
	}
	rmdir(dir);
}

int main(void)
{
	struct session *people[2];

	signal(SIGPIPE, SIG_IGN);
	if (mkdtemp(dir) == NULL)
		return EXIT_FAILURE;
	snprintf(path, sizeof(path), "%s/race.db", dir);
	if (!desk_open(&d, path) || !desk_load(&d, SIMPLE) ||
	    (people[0] = desk_login(&d, "rita", "reviewer")) == NULL ||
	    (people[1] = desk_login(&d, "sam", "reviewer")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(one_wins_and_the_other_is_told);
	RUN(what_stands_is_what_was_won);
	RUN(two_imports_of_a_file_make_one_of_each);
	session_close(people[0]);
	session_close(people[1]);
	desk_close(&d);
	clean();
	return tap_done();
}
