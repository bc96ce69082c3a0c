/* tests/unit/test_letter.c - letters are written with decisions and go with
 * them. */

#include "config.h"

#include "domain/letter.h"
#include "domain/letter_text.h"
#include "tests/desk.h"
#include "tests/tap.h"

#define BODY                                                          \
	"Subject: {{company}} and {{program}}\n\nDear {{recipient}}," \
	"\n\n{{text}}\n\n{{documents}}\n\n{{id}} until {{until}}, "   \
	"{{vendor}}\n"

static struct desk desk;
static struct err err;
static struct session *rita, *vera;

static struct value ask(const char *sql, enum value_type as)
{
	struct value v = val_null();
	bool found;

	if (!db_value(
		desk.db, sql, NO_VALUES, as, &desk.arena, &found, &v, &err))
		printf("# %s\n", err.text);
	return v;
}

static int64_t number(const char *sql)
{
	struct value v = ask(sql, VALUE_INT);

	return v.type == VALUE_NULL ? -1 : v.i;
}

static const char *text_of(const char *sql)
{
	struct value v = ask(sql, VALUE_TEXT);

	return v.type == VALUE_NULL ? "" : v.s;
}

/* As programs are loaded with theirs. */
static bool add_template(int64_t version, const char *name, const char *body)
{
	bool ok = db_begin(desk.db, &err) &&
	    db_exec(desk.db,
		"INSERT INTO program_template (program_version, name, body)"
		" VALUES (?1, ?2, ?3)",
		VALUES(val_int(version), val_text(name), val_text(body)), NULL,
		&err) &&
	    db_commit(desk.db, &err);

	if (!ok)
		printf("# %s\n", err.text);
	return ok;
}

static bool open_desk(void)
{
	return desk_open(&desk, ":memory:") &&
	    (rita = desk_login(&desk, "rita", "reviewer")) != NULL &&
	    (vera = desk_login(&desk, "vera", "reviewer")) != NULL;
}

static void close_desk(void)
{
	session_close(rita);
	session_close(vera);
	desk_close(&desk);
}

static const char *summary(void)
{
	return text_of("SELECT summary FROM audit ORDER BY id DESC LIMIT 1");
}

#define COUNT(where) number("SELECT count(*) FROM message WHERE " where)

static void without_templates(void)
{
	int64_t id;

	CHECK(open_desk());
	id = desk_add(&desk, desk.owner, "plain", "Acme GmbH");
	CHECK(DESK_RUN(&desk, rita, "decline", id, "reason=no_presence"));
	CHECK_STR(summary(),
	    "A-1 Acme GmbH is declined. No letter: there is no template "
	    "letter-decline.");
	CHECK(COUNT("1") == 0);
	close_desk();
}

static void without_address(void)
{
	int64_t id;

	CHECK(open_desk());
	CHECK(add_template(1, "letter-decline", BODY));
	id = desk_add(&desk, desk.owner, "plain", "Acme GmbH");
	CHECK(db_begin(desk.db, &err) &&
	    db_exec(desk.db, "UPDATE application SET contact_email = ''",
		NO_VALUES, NULL, &err) &&
	    db_commit(desk.db, &err));
	CHECK(DESK_RUN(&desk, rita, "decline", id, "reason=no_presence"));
	CHECK_STR(summary(),
	    "A-1 Acme GmbH is declined. No letter: there is no address.");
	close_desk();
}

static void declines(void)
{
	int64_t id;

	CHECK(open_desk());
	CHECK(add_template(1, "letter-decline", BODY));
	id = desk_add(&desk, desk.owner, "plain", "Acme\" <b>GmbH</b>");
	CHECK(DESK_RUN(&desk, rita, "decline", id, "reason=no_presence"));
	CHECK(strstr(summary(), "declined. Letter M-1 waits in the outbox."));
	CHECK_STR(text_of("SELECT subject FROM message"),
	    "Acme\" <b>GmbH</b> and Plain Program");
	CHECK_STR(text_of("SELECT body FROM message"),
	    "Dear Ana,\n\nSorry.\n\nA-1 until , Example Vendor\n");
	CHECK_STR(text_of("SELECT to_address FROM message"), "ana@gmail.com");
	CHECK(number("SELECT due_at - created_at FROM message WHERE status ="
		     " 'waiting'") == 600);
	CHECK_STR(text_of("SELECT substr(message_id, 33) FROM message"), ".1");
	CHECK(number("SELECT count(*) FROM message m JOIN audit a ON a.op_id ="
		     " substr(m.message_id, 1, 32)") == 1);
	close_desk();
}

static void asks(void)
{
	int64_t id;

	CHECK(open_desk());
	CHECK(add_template(1, "letter-request", BODY));
	id = desk_add(&desk, desk.owner, "plain", "Acme GmbH");
	CHECK(DESK_RUN(&desk, rita, "request", id, "reason=other",
	    "outside=Please send\nyour register entry.", "until=2026-03-20"));
	CHECK_STR(text_of("SELECT body FROM message"),
	    "Dear Ana,\n\nPlease send\nyour register entry.\n\n"
	    "A-1 until 2026-03-20, Example Vendor\n");
	close_desk();
}

static void grace_is_a_setting(void)
{
	static const struct {
		const char *minutes;
		int64_t seconds;
	} cases[] = { { "", 600 }, { "0", 0 }, { "45", 2700 }, { "-1", 600 },
		{ "soon", 600 }, { "99999999", 600 } };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t id;

		CHECK(open_desk());
		CHECK(add_template(1, "letter-decline", BODY));
		CHECK(db_begin(desk.db, &err) &&
		    db_exec(desk.db,
			"INSERT INTO setting (person, name, value)"
			" VALUES ('', 'letter-grace', ?1)",
			VALUES(val_text(cases[i].minutes)), NULL, &err) &&
		    db_commit(desk.db, &err));
		id = desk_add(&desk, desk.owner, "plain", "Acme GmbH");
		CHECK(
		    DESK_RUN(&desk, rita, "decline", id, "reason=no_presence"));
		CHECK(number("SELECT due_at - created_at FROM message") ==
		    cases[i].seconds);
		close_desk();
	}
}

static void falls_back_to_the_newest(void)
{
	int64_t id;

	CHECK(open_desk());
	CHECK(add_template(2, "letter-decline", "Subject: Other\n\nOther\n"));
	id = desk_add(&desk, desk.owner, "plain", "Acme GmbH");
	CHECK(DESK_RUN(&desk, rita, "decline", id, "reason=no_presence"));
	CHECK_STR(text_of("SELECT subject FROM message"), "Other");
	close_desk();
}

static void html_has_its_template(void)
{
	int64_t id;

	CHECK(open_desk());
	CHECK(add_template(1, "letter-decline", BODY));
	CHECK(add_template(
	    1, "letter-decline.html", "<p>Dear <b>{{company}}</b></p>\n"));
	id = desk_add(&desk, desk.owner, "plain", "<i>A & \"B\"</i>");
	CHECK(DESK_RUN(&desk, rita, "decline", id, "reason=no_presence"));
	CHECK_STR(text_of("SELECT html FROM message"),
	    "<p>Dear <b>&lt;i&gt;A &amp; &quot;B&quot;&lt;/i&gt;</b></p>\n");
	close_desk();
}

/* ---- undo --------------------------------------------------------------- */

static bool undo(struct session *s)
{
	int64_t audit;
	size_t n;

	return change_last(s, &audit, &err) &&
	    change_undo(s, audit, NULL, &n, &err);
}

static bool set_status(const char *status)
{
	return db_begin(desk.db, &err) &&
	    db_exec(desk.db, "UPDATE message SET status = ?1",
		VALUES(val_text(status)), NULL, &err) &&
	    db_commit(desk.db, &err);
}

/* A declined application whose letter is M-1. */
static bool open_declined(void)
{
	return open_desk() && add_template(1, "letter-decline", BODY) &&
	    desk_add(&desk, desk.owner, "plain", "Acme GmbH") == 1 &&
	    DESK_RUN(&desk, rita, "decline", 1, "reason=no_presence");
}

static void goes_with_its_decision(void)
{
	static const char *const states[] = { "waiting", "deferred", "failed",
		"cancelled" };

	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		CHECK(open_declined());
		CHECK(set_status(states[i]));
		CHECK(undo(rita));
		CHECK(COUNT("void = 1") == 1);
		CHECK_STR(
		    text_of("SELECT status FROM application"), "submitted");
		close_desk();
	}
}

static void keeps_its_decision_once_sent(void)
{
	static const struct {
		const char *status, *says;
	} cases[] = {
		{ "sent", "Letter M-1 to ana@gmail.com was sent;" },
		{ "sending", "Letter M-1 to ana@gmail.com is being sent;" },
		{ "unknown", "Letter M-1 to ana@gmail.com may have been sent" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		CHECK(open_declined());
		CHECK(set_status(cases[i].status));
		CHECK(!undo(rita));
		CHECK(err.kind == ERR_REFUSED);
		CHECK(strstr(err.text, cases[i].says) != NULL);
		CHECK(COUNT("void = 1") == 0);
		CHECK_STR(
		    text_of("SELECT status FROM application"), "declined");
		close_desk();
	}
}

static void comes_back_with_its_decision(void)
{
	int64_t audit;
	size_t n;

	CHECK(open_declined());
	CHECK(undo(rita));
	CHECK(change_last_undo(rita, &audit, &err));
	CHECK(change_undo(rita, audit, NULL, &n, &err));
	CHECK(COUNT("void = 0 AND status = 'waiting'") == 1);
	close_desk();
}

/* ---- templates ---------------------------------------------------------- */

static void checks_templates(void)
{
	static const struct {
		const char *body;
		bool html;
		const char *says; /* NULL: nothing is wrong */
	} cases[] = {
		{ BODY, false, NULL },
		{ "<p>{{company}}</p>", true, NULL },
		{ "Dear\n\nx\n", false,
		    "t:1:1: a letter begins with a line `Subject: ...`\n" },
		{ "Subject: x\nDear\n", false,
		    "t:2:1: an empty line stands between the subject and the "
		    "text\n" },
		{ "Subject: x", false,
		    "t:2:1: an empty line stands between the subject and the "
		    "text\n" },
		{ "Subject: {{compny}}\n\nx\n", false,
		    "t:1:10: unknown field `compny`; did you mean "
		    "`company`?\n" },
		{ "<p>{{company</p>", true,
		    "t:1:4: the braces have no end; write a field like "
		    "{{company}}, and {{{{ for the braces\n" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct arena a = ARENA_INIT;
		struct problems problems = { .arena = &a, .file = "t" };
		struct buf out = BUF_INIT;

		letter_check(cases[i].body, cases[i].html, &problems);
		problems_print(&problems, &out);
		CHECK_STR(
		    buf_text(&out), cases[i].says != NULL ? cases[i].says : "");
		buf_done(&out);
		arena_done(&a);
	}
}

static void subject_is_one_line(void)
{
	struct arena a = ARENA_INIT;
	const struct letter l = { .template = "letter-decline",
		LETTER_FIELDS({ "company", "Evil\r\nBcc: x@y" }) };
	struct letter_text text;

	CHECK(letter_expand(&l, "Subject: {{company}}\n\n{{company}}\n", NULL,
	    0, &a, &text, &err));
	CHECK_STR(text.subject, "Evil Bcc: x@y");
	arena_done(&a);
}

static void makes_html(void)
{
	struct arena a = ARENA_INIT;

	CHECK_STR(letter_html("Dear <Ann>,\n\none\n  two & three\n", &a),
	    "<!DOCTYPE html>\n<html><body>\n<p>Dear &lt;Ann&gt;,</p>\n"
	    "<p>one<br>\n&nbsp;&nbsp;two &amp; three</p>\n</body></html>\n");
	CHECK_STR(letter_html("", &a),
	    "<!DOCTYPE html>\n<html><body>\n</body></html>\n");
	arena_done(&a);
}

int main(void)
{
	RUN(without_templates);
	RUN(without_address);
	RUN(declines);
	RUN(asks);
	RUN(grace_is_a_setting);
	RUN(falls_back_to_the_newest);
	RUN(html_has_its_template);
	RUN(goes_with_its_decision);
	RUN(keeps_its_decision_once_sent);
	RUN(comes_back_with_its_decision);
	RUN(checks_templates);
	RUN(subject_is_one_line);
	RUN(makes_html);
	return tap_done();
}
