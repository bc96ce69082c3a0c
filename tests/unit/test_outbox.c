/* tests/unit/test_outbox.c - what becomes of letters on their way out. */

#include "config.h"

#include "domain/check.h"
#include "domain/message.h"
#include "domain/outbox.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk desk;
static struct err err;
static struct outgoing out;

static bool exec(const char *sql)
{
	bool ok = db_begin(desk.db, &err) &&
	    db_exec(desk.db, sql, NO_VALUES, NULL, &err) &&
	    db_commit(desk.db, &err);

	if (!ok)
		printf("# %s\n", err.text);
	return ok;
}

/* A database with one letter that is due. */
static bool open_desk(void)
{
	return desk_open(&desk, ":memory:") &&
	    exec("INSERT INTO message (template, noun, record, to_address,"
		 " subject, body, html, due_at, message_id, created_at,"
		 " created_by, updated_at) VALUES ('letter-x', 'application',"
		 " 1, 'ann@example.com', 'Hello', 'Dear Ann', '<b>', 0, 'x.1',"
		 " 0, 'ana', 0)");
}

static bool take(bool *ret_found)
{
	return outbox_take(desk.owner, &desk.arena, &out, ret_found, &err);
}

static const char *status(void)
{
	return desk_text(&desk, "SELECT status FROM message WHERE id = ?1", 1);
}

static bool run(const char *verb)
{
	struct call call = { .id = 1, .arena = &desk.arena };

	return operation_run(
	    desk.owner, operation_find("message", verb), &call, &err);
}

static void takes_what_is_due(void)
{
	bool found;

	CHECK(open_desk());
	CHECK(exec("UPDATE message SET due_at = 1772442001"));
	CHECK(take(&found) && !found);
	CHECK(exec("UPDATE message SET due_at = 1772442000"));
	CHECK(take(&found) && found);
	CHECK_STR(status(), "sending");
	CHECK_STR(out.subject, "Hello");
	CHECK_STR(out.html, "<b>");
	CHECK(out.tries == 1 && out.attempt == 1);
	CHECK(take(&found) && !found);
	desk_close(&desk);
}

static void leaves_what_is_not(void)
{
	static const char *const changes[] = {
		"UPDATE message SET void = 1",
		"UPDATE message SET status = 'cancelled'",
		"UPDATE message SET status = 'unknown'",
		"UPDATE message SET status = 'failed'",
		"UPDATE message SET status = 'sent'",
		"UPDATE message SET status = 'sending'",
	};

	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		bool found;

		CHECK(open_desk());
		CHECK(exec(changes[i]));
		CHECK(take(&found) && !found);
		desk_close(&desk);
	}
}

static void settles(void)
{
	static const struct {
		enum outbox_outcome outcome;
		int64_t tries; /* before this one */
		const char *status;
		int64_t left;  /* tries afterwards */
		int64_t pause; /* seconds; -1: it does not wait */
	} cases[] = {
		{ OUTBOX_SENT, 0, "sent", 1, -1 },
		{ OUTBOX_REFUSED, 0, "failed", 1, -1 },
		{ OUTBOX_UNKNOWN, 0, "unknown", 1, -1 },
		{ OUTBOX_NOT_TRIED, 0, "deferred", 0, 0 },
		{ OUTBOX_NOT_TRIED, 5, "deferred", 5, 0 },
		{ OUTBOX_DEFERRED, 0, "deferred", 1, 300 },
		{ OUTBOX_DEFERRED, 1, "deferred", 2, 1800 },
		{ OUTBOX_DEFERRED, 2, "deferred", 3, 7200 },
		{ OUTBOX_DEFERRED, 3, "deferred", 4, 28800 },
		{ OUTBOX_DEFERRED, 4, "deferred", 5, 86400 },
		{ OUTBOX_DEFERRED, 5, "failed", 6, -1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		bool found;

		CHECK(open_desk());
		CHECK(exec(arena_fmt(&desk.arena,
		    "UPDATE message SET tries = %d", (int)cases[i].tries)));
		CHECK(take(&found) && found);
		CHECK(outbox_settle(
		    desk.owner, &out, cases[i].outcome, "250 fine", &err));
		CHECK_STR(status(), cases[i].status);
		CHECK(desk_int(&desk, "SELECT tries FROM message WHERE id = ?1",
			  1) == cases[i].left);
		if (cases[i].pause >= 0)
			CHECK(
			    desk_int(&desk,
				"SELECT due_at FROM message WHERE id = ?1",
				1) == session_now(desk.owner) + cases[i].pause);
		desk_close(&desk);
	}
}

/* In a database in memory nobody is seen to hold anything. */
static void knows_what_was_left(void)
{
	bool found;
	size_t n;

	CHECK(open_desk());
	CHECK(take(&found) && found);
	CHECK(outbox_recover(desk.owner, &n, &err) && n == 1);
	CHECK_STR(status(), "unknown");
	CHECK(outbox_recover(desk.owner, &n, &err) && n == 0);
	/* The sender was only slow: what it knows for certain counts. */
	CHECK(outbox_settle(
	    desk.owner, &out, OUTBOX_DEFERRED, "451 later", &err));
	CHECK_STR(status(), "unknown");
	CHECK(outbox_settle(desk.owner, &out, OUTBOX_SENT, "250 fine", &err));
	CHECK_STR(status(), "sent");
	desk_close(&desk);
}

static void people_decide(void)
{
	static const struct {
		const char *status, *verb, *becomes; /* NULL: refused */
	} cases[] = {
		{ "waiting", "send", "waiting" },
		{ "waiting", "cancel", "cancelled" },
		{ "waiting", "retry", NULL },
		{ "waiting", "sent", NULL },
		{ "deferred", "send", "deferred" },
		{ "deferred", "cancel", "cancelled" },
		{ "deferred", "retry", "waiting" },
		{ "failed", "retry", "waiting" },
		{ "failed", "cancel", "cancelled" },
		{ "failed", "send", NULL },
		{ "unknown", "sent", "sent" },
		{ "unknown", "retry", "waiting" },
		{ "unknown", "cancel", "cancelled" },
		{ "cancelled", "retry", "waiting" },
		{ "cancelled", "send", NULL },
		{ "sending", "cancel", NULL },
		{ "sending", "retry", NULL },
		{ "sent", "cancel", NULL },
		{ "sent", "retry", NULL },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(open_desk());
		CHECK(exec(arena_fmt(&desk.arena,
		    "UPDATE message SET status = '%s'", cases[i].status)));
		if (run(cases[i].verb) != (cases[i].becomes != NULL))
			printf("# %s %s\n", cases[i].status, cases[i].verb);
		CHECK_STR(status(),
		    cases[i].becomes != NULL ? cases[i].becomes
					     : cases[i].status);
		desk_close(&desk);
	}
}

static void edits(void)
{
	CHECK(open_desk());
	CHECK(DESK_OP(&desk, desk.owner, "message", "edit", 1, "subject=Hi") ==
	    1);
	CHECK_STR(desk_text(&desk, "SELECT html FROM message WHERE id = ?1", 1),
	    "<b>");
	CHECK(DESK_OP(&desk, desk.owner, "message", "edit", 1, "text=Dear Bob",
		  "to_address=bob@example.com") == 1);
	CHECK_STR(
	    desk_text(&desk, "SELECT html FROM message WHERE id = ?1", 1), "");
	CHECK(DESK_OP(&desk, desk.owner, "message", "edit", 1,
		  "to_address=nobody") == 0);
	CHECK(exec("UPDATE message SET status = 'sent'"));
	CHECK(DESK_OP(&desk, desk.owner, "message", "edit", 1, "subject=Hi") ==
	    0);
	desk_close(&desk);
}

static void roles(void)
{
	struct session *rita;

	CHECK(open_desk());
	CHECK((rita = desk_login(&desk, "rita", "reviewer")) != NULL);
	CHECK(DESK_OP(&desk, rita, "message", "cancel", 1, NULL) == 0);
	CHECK(err.kind == ERR_FORBIDDEN);
	session_close(rita);
	desk_close(&desk);
}

/* ---- the check ---------------------------------------------------------- */

static void look(void *arg, const char *what, bool ok)
{
	const char **seen = arg;

	if (!ok)
		*seen = arena_str(&desk.arena, what);
}

static void check_finds(void)
{
	static const struct {
		const char *plant, *says;
	} cases[] = {
		{ "UPDATE message SET status = 'sent'",
		    "a letter that was sent has its day: M-1, sent" },
		{ "UPDATE message SET status = 'sending'",
		    "a letter that is being sent has one open try: M-1, "
		    "sending" },
		{ "INSERT INTO message_attempt (message, at, outcome)"
		  " VALUES (1, 0, 'sent'), (1, 1, 'sent')",
		    "a letter was sent at most once: M-1, ann@example.com" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *seen = "nothing";

		CHECK(open_desk());
		CHECK(check_all(desk.owner, look, &seen, &err));
		CHECK_STR(seen, "nothing");
		CHECK(exec(cases[i].plant));
		CHECK(check_all(desk.owner, look, &seen, &err));
		CHECK_STR(seen, cases[i].says);
		desk_close(&desk);
	}
}

int main(void)
{
	RUN(takes_what_is_due);
	RUN(leaves_what_is_not);
	RUN(settles);
	RUN(knows_what_was_left);
	RUN(people_decide);
	RUN(edits);
	RUN(roles);
	RUN(check_finds);
	return tap_done();
}
