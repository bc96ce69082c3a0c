/*
 * tests/unit/test_lead_race.c - two people register the same customer at
 * once, each in a spelling of their own: one claim holds it each time, the
 * other waits and is told.
 */

#include "config.h"

#include <inttypes.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lead_desk.h"
#include "tests/tap.h"

#define ROUNDS 200

/* %d is the round; both spellings of a row are of one customer. */
static const struct {
	const char *name[2], *domain[2], *tax[2];
} spellings[] = {
	{ { "Róndà %d GmbH", "RONDA %d" }, { "", "" }, { "", "" } },
	{ { "Ronda %d, S.L.", "ronda  %d" }, { "", "" }, { "", "" } },
	{ { "Holding %d", "Group No. %d" },
	    { "www.r%d.example", "https://R%d.EXAMPLE/contact" }, { "", "" } },
	{ { "Old Name %d", "New Name %d" }, { "", "" },
	    { "DE 1234.%d", "de1234%d" } },
	{ { "Both %d Ltd", "Both %d Limited" }, { "b%d.example", "" },
	    { "", "" } },
};

struct person {
	const char *user;
	int side; /* which of the spellings */
	int64_t partner;
	int orders, answers; /* pipe ends of the parent */
	pid_t pid;
};

struct answer {
	int64_t id; /* 0: refused */
	char text[400];
};

static char dir[] = "/tmp/accord-lead-race-XXXXXX";
static char path[64];

static const char *fill(struct arena *a, const char *format, int round)
{
	const char *at = strstr(format, "%d");

	if (at == NULL)
		return format;
	return arena_fmt(
	    a, "%.*s%d%s", (int)(at - format), format, round, at + 2);
}

static void claim(struct desk *d, struct session *s, const struct person *p,
    int round, struct answer *ret)
{
	size_t i = (size_t)round % ARRAY_LEN(spellings);
	struct arena *a = &d->arena;
	const char *const params[] = { arena_fmt(
					   a, "partner=P-%" PRId64, p->partner),
		arena_fmt(a, "customer=%s",
		    fill(a, spellings[i].name[p->side], round)),
		arena_fmt(a, "domain=%s",
		    fill(a, spellings[i].domain[p->side], round)),
		arena_fmt(
		    a, "tax_id=%s", fill(a, spellings[i].tax[p->side], round)),
		"country=ES", NULL };
	const char *text = "";
	struct err err;

	*ret = (struct answer){ .id = 0 };
	if (!lead_desk_run(d, s, "add", 0, params, &ret->id, &text, &err))
		text = err.text;
	snprintf(ret->text, sizeof(ret->text), "%.*s",
	    (int)sizeof(ret->text) - 1, text);
}

/* The other process: registers each round's customer when told. */
static void work(const struct person *p, int orders, int answers)
{
	struct desk d = { .db = NULL };
	struct session *s;
	struct answer a;
	struct err err;
	int round;

	if (!db_open(path, DB_OPEN, &d.db, &err) ||
	    !session_open(d.db, NULL, p->user, 1, &s, &err))
		_exit(1);
	desk_at(&d, s, "2026-03-02");
	while (read(orders, &round, sizeof(round)) == (ssize_t)sizeof(round)) {
		claim(&d, s, p, round, &a);
		if (write(answers, &a, sizeof(a)) != (ssize_t)sizeof(a))
			break;
	}
	_exit(0);
}

static bool start(struct person *p)
{
	int orders[2], answers[2];

	if (pipe(orders) != 0 || pipe(answers) != 0)
		return false;
	p->pid = fork();
	if (p->pid < 0)
		return false;
	if (p->pid == 0) {
		close(orders[1]);
		close(answers[0]);
		work(p, orders[0], answers[1]);
	}
	close(orders[0]);
	close(answers[1]);
	p->orders = orders[1];
	p->answers = answers[0];
	return true;
}

static bool ask(const struct person *p, int round)
{
	return write(p->orders, &round, sizeof(round)) ==
	    (ssize_t)sizeof(round);
}

static bool hear(const struct person *p, struct answer *ret)
{
	return read(p->answers, ret, sizeof(*ret)) == (ssize_t)sizeof(*ret);
}

static struct desk d;
static struct person mia = { .user = "mia", .side = 0 };
static struct person ben = { .user = "ben", .side = 1 };
static int first_wins;

static bool holds(int64_t id)
{
	return desk_int(&d, "SELECT registered FROM lead WHERE id = ?1", id) ==
	    1;
}

static bool waits_behind(int64_t id, int64_t holder)
{
	return strcmp(lead_desk_stage(&d, id), "queued") == 0 &&
	    desk_int(&d, "SELECT behind FROM lead WHERE id = ?1", id) == holder;
}

static void one_holds_the_customer_and_the_other_is_told(void)
{
	CHECK(start(&mia) && start(&ben));
	for (int round = 0; round < ROUNDS; round++) {
		struct answer x, y, *second;
		bool first;

		CHECK(ask(&mia, round) && ask(&ben, round));
		CHECK(hear(&mia, &x) && hear(&ben, &y));
		CHECK(x.id > 0 && y.id > 0);
		if (x.id == 0 || y.id == 0)
			printf("# %s\n# %s\n", x.text, y.text);
		first = holds(x.id);
		CHECK(first != holds(y.id));
		CHECK(first ? waits_behind(y.id, x.id)
			    : waits_behind(x.id, y.id));
		second = first ? &y : &x;
		CHECK(strstr(second->text, "waits in the queue") != NULL);
		CHECK(strstr(second->text,
			  first ? "Partner of Mia" : "Partner of Ben") != NULL);
		if (round == 0)
			printf("# the other is told: %s\n", second->text);
		first_wins += first;
	}
	close(mia.orders);
	close(ben.orders);
	CHECK(waitpid(mia.pid, NULL, 0) == mia.pid);
	CHECK(waitpid(ben.pid, NULL, 0) == ben.pid);
	printf("# %d of %d rounds went to the first\n", first_wins, ROUNDS);
}

static void each_customer_has_one_open_registration(void)
{
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM lead WHERE registered = 1"
		  " AND stage = 'submitted' AND ?1 = 0",
		  0) == ROUNDS);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM lead WHERE stage = 'queued'"
		  " AND ?1 = 0",
		  0) == ROUNDS);
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM (SELECT kind, value FROM claim_key"
		  " WHERE void = 0 AND ?1 = 0 GROUP BY kind, value"
		  " HAVING count(*) > 1)",
		  0) == 0);
}

static void clean(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-fence" };
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
	if (!lead_desk_open(&d, path) ||
	    !desk_load(&d,
		lead_desk_program(&d, "race",
		    "  open_cap: 0\n  required: [customer, country]\n")) ||
	    (people[0] = desk_login(&d, "mia", "partner_manager")) == NULL ||
	    (people[1] = desk_login(&d, "ben", "partner_manager")) == NULL ||
	    (mia.partner = lead_desk_partner(&d, "race", "Partner of Mia")) ==
		0 ||
	    (ben.partner = lead_desk_partner(&d, "race", "Partner of Ben")) ==
		0) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(one_holds_the_customer_and_the_other_is_told);
	RUN(each_customer_has_one_open_registration);
	session_close(people[0]);
	session_close(people[1]);
	desk_close(&d);
	clean();
	return tap_done();
}
