/* tests/unit/test_radar.c - what lapses or is due soon. */

#include "config.h"

#include <inttypes.h>

#include "base/buf.h"
#include "query/radar.h"
#include "tests/desk.h"
#include "tests/tap.h"

enum { TODAY = 20000 };

static struct desk desk;
static struct err err;
static struct radar radar;

/* One of each kind within 30 days; beside each, one that is not: later,
 * void, or in a state in which nothing is due. */
static const char FILL[] =
    "INSERT INTO partner (id, ref, name, name_key, sort_name, country,"
    " manager, search, created_at, created_by, updated_at) VALUES"
    " (1, 'X9', 'P', 'p', 'p', 'ES', 'ana', 'p', 1, 'ana', 1);"
    "INSERT INTO lead (id, partner, customer, name_key, sort_name, country,"
    " stage, stage_on, received_at, submitted_on, activity_on, search,"
    " created_at, created_by, updated_at, owner, registered,"
    " protected_until, decision_due) VALUES"
    " (1, 1, 'Ends', 'a', 'a', 'ES', 'accepted', 1, 1, 1, 1, 'a', 1, 'x', 1,"
    " 'ben', 1, 20005, NULL),"
    " (2, 1, 'Later', 'a', 'a', 'ES', 'accepted', 1, 1, 1, 1, 'a', 1, 'x', 1,"
    " 'ben', 1, 20031, NULL),"
    " (3, 1, 'Over', 'a', 'a', 'ES', 'submitted', 1, 1, 1, 1, 'a', 1, 'x', 1,"
    " '', 0, NULL, 19998),"
    " (4, 1, 'Gone', 'a', 'a', 'ES', 'expired', 1, 1, 1, 1, 'a', 1, 'x', 1,"
    " '', 0, 20005, 20001);"
    "INSERT INTO application (id, company, company_key, sort_name, country,"
    " program, program_version, level, entity, status, search, created_at,"
    " created_by, updated_at, due, expires_on, wake_on, owner, partner)"
    " VALUES"
    " (1, 'Due', 'a', 'a', 'ES', 'plain', 1, 'g', 'eu', 'submitted', 'a', 1,"
    " 'x', 1, 20001, NULL, NULL, 'ana', NULL),"
    " (2, 'Asked', 'a', 'a', 'ES', 'plain', 1, 'g', 'eu', 'info_requested',"
    " 'a', 1, 'x', 1, NULL, 20002, NULL, '', NULL),"
    " (3, 'Held', 'a', 'a', 'ES', 'plain', 1, 'g', 'eu', 'on_hold', 'a', 1,"
    " 'x', 1, NULL, NULL, 20003, '', NULL),"
    " (4, 'Done', 'a', 'a', 'ES', 'plain', 1, 'g', 'eu', 'approved', 'a', 1,"
    " 'x', 1, 20001, 20002, 20003, '', 1),"
    " (5, 'Declined', 'a', 'a', 'ES', 'plain', 1, 'g', 'eu', 'declined', 'a',"
    " 1, 'x', 1, 20001, 20002, 20003, '', NULL);"
    "INSERT INTO application_check (application, item, recheck_on) VALUES"
    " (4, 'vat', 20004), (5, 'vat', 20004), (4, 'web', 20031);"
    "INSERT INTO enrollment (id, partner, program, program_version, level,"
    " entity, status, created_at, created_by, updated_at, notice_by,"
    " term_to, review_on) VALUES"
    " (1, 1, 'plain', 1, 'g', 'eu', 'active', 1, 'x', 1, 20006, 20007,"
    " 20008),"
    " (2, 1, 'other', 1, 'g', 'eu', 'terminated', 1, 'x', 1, 20006, 20007,"
    " 20008);"
    "INSERT INTO enrollment_requirement (enrollment, item, state, due_on,"
    " recheck_on, grace_to) VALUES (1, 'fee', 'open', 20009, NULL, NULL),"
    " (1, 'page', 'warned', NULL, NULL, 20010),"
    " (1, 'people', 'met', 20001, 20011, NULL),"
    " (1, 'unknown', 'unknown', 20001, 20001, 20001),"
    " (2, 'fee', 'open', 20009, 20009, 20009);"
    "INSERT INTO certificate (partner, person, name, expires_on, created_at,"
    " created_by, void) VALUES (1, 'Eva', 'Admin', 20030, 1, 'x', 0),"
    " (1, 'Eva', 'Old', 20030, 1, 'x', 1), (1, 'Eva', 'New', 20031, 1, 'x',"
    " 0);";

static bool fill(void)
{
	const char *s = FILL;

	if (!db_begin(desk.db, &err))
		return false;
	while (*s != '\0') {
		size_t len = strcspn(s, ";");

		if (!db_exec(desk.db, arena_strn(&desk.arena, s, len),
			NO_VALUES, NULL, &err))
			return false;
		s += len + 1;
	}
	return db_commit(desk.db, &err);
}

/* "-2 lead 3 Over", a line each. */
static const char *told(date_days until, const char *owner, size_t limit)
{
	struct buf b = BUF_INIT;

	if (!radar_read(
		desk.db, until, owner, limit, &desk.arena, &radar, &err))
		return err.text;
	for (size_t i = 0; i < radar.n; i++) {
		const struct radar_row *r = &radar.rows[i];

		buf_fmt(&b, "%d %s %s %" PRId64 " %s (%s %s)\n", r->day - TODAY,
		    r->what, r->noun, r->id, r->name, r->partner, r->owner);
	}
	return buf_take(&b, &desk.arena);
}

static void each_kind_by_day(void)
{
	CHECK_STR(told(TODAY + 30, NULL, 100),
	    "-2 lead lead 3 Over (X9 )\n"
	    "1 application application 1 Due ( ana)\n"
	    "2 answer application 2 Asked ( )\n"
	    "3 hold application 3 Held ( )\n"
	    "4 check application 4 Done: vat (X9 )\n"
	    "5 registration lead 1 Ends (X9 ben)\n"
	    "6 notice enrollment 1 plain/g (X9 ana)\n"
	    "7 term enrollment 1 plain/g (X9 ana)\n"
	    "8 review enrollment 1 plain/g (X9 ana)\n"
	    "9 requirement enrollment 1 fee (X9 ana)\n"
	    "10 grace enrollment 1 page (X9 ana)\n"
	    "11 recheck enrollment 1 people (X9 ana)\n"
	    "30 certificate partner 1 Eva: Admin (X9 ana)\n");
	CHECK(!radar.more);
}

static void until_that_day(void)
{
	CHECK_STR(told(TODAY + 1, NULL, 100),
	    "-2 lead lead 3 Over (X9 )\n"
	    "1 application application 1 Due ( ana)\n");
	CHECK_STR(told(TODAY - 3, NULL, 100), "");
}

static void of_one_person(void)
{
	CHECK_STR(told(TODAY + 30, "ben", 100),
	    "5 registration lead 1 Ends (X9 ben)\n");
	CHECK_STR(told(TODAY + 7, "ana", 100),
	    "1 application application 1 Due ( ana)\n"
	    "6 notice enrollment 1 plain/g (X9 ana)\n"
	    "7 term enrollment 1 plain/g (X9 ana)\n");
	CHECK_STR(told(TODAY + 30, "nobody", 100), "");
}

static void no_more_than_the_limit(void)
{
	CHECK_STR(told(TODAY + 30, NULL, 2),
	    "-2 lead lead 3 Over (X9 )\n"
	    "1 application application 1 Due ( ana)\n");
	CHECK(radar.more);
	(void)told(TODAY + 30, NULL, 13);
	CHECK(radar.n == 13 && !radar.more);
}

/* No table is read from one end to the other, and none is sorted. */
static void each_kind_has_its_index(void)
{
	size_t n = 0;

	for (; radar_sql(n) != NULL; n++) {
		bool first = true;
		enum db_step step;
		struct stmt *st;

		CHECK(db_query(desk.db,
		    arena_fmt(
			&desk.arena, "EXPLAIN QUERY PLAN %s", radar_sql(n)),
		    VALUES(val_int(1), val_int(1), val_text("")), &st, &err));
		while ((step = db_step(st, &err)) == DB_ROW) {
			const char *line = db_text(st, 3, &desk.arena);

			if ((first && strncmp(line, "SEARCH", 6) != 0) ||
			    strstr(line, "TEMP B-TREE") != NULL) {
				printf("# %s\n# %s\n", radar_sql(n), line);
				CHECK(false);
			}
			first = false;
		}
		db_reset(st);
	}
	CHECK(n == 13);
}

static void kinds_have_labels(void)
{
	CHECK_STR(radar_label("registration"), "registration ends");
	CHECK_STR(radar_label("nothing"), "nothing");
}

int main(void)
{
	if (!desk_open(&desk, ":memory:") || !fill()) {
		printf("Bail out! %s\n", err.text);
		return EXIT_FAILURE;
	}
	RUN(each_kind_by_day);
	RUN(until_that_day);
	RUN(of_one_person);
	RUN(no_more_than_the_limit);
	RUN(each_kind_has_its_index);
	RUN(kinds_have_labels);
	desk_close(&desk);
	return tap_done();
}
