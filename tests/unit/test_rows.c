/* tests/unit/test_rows.c - the part of a list around the cursor. */

#include "config.h"

#include "tests/desk.h"
#include "tests/tap.h"
#include "ui/rows.h"

enum { RECORDS = 90, HEIGHT = 10 };

static struct desk desk;
static struct session *ana;

static struct rows begin(void)
{
	return (struct rows){ .db = desk.db,
		.list = &list_applications,
		.sort = list_column(&list_applications, "id"),
		.rank = -1,
		.count = -1 };
}

/* The cursor is on the screen, the screen within what was read. */
static bool is_sound(const struct rows *r)
{
	size_t shown = r->n - r->top;

	return r->n > 0 && r->at < r->n && r->top <= r->at &&
	    r->at < r->top + HEIGHT &&
	    (shown >= HEIGHT || (!r->after && !r->before));
}

static void a_thousand_steps_keep_their_place(void)
{
	struct rows r = begin();
	int64_t want = 1;
	unsigned seed = 7;
	struct err err;
	int moved;

	CHECK(rows_end(&r, false, HEIGHT, &err));
	CHECK(rows_count(&r, &err) && r.count == RECORDS && r.rank == 0);
	for (int i = 0; i < 1000; i++) {
		int by;

		seed = seed * 1103515245 + 12345;
		by = (int)(seed >> 16 & 63) - 31;
		CHECK(rows_step(&r, by, HEIGHT, &moved, &err));
		want += by;
		want = want < 1 ? 1 : want > RECORDS ? RECORDS : want;
		CHECK(is_sound(&r));
		CHECK(rows_current(&r)->id == want);
		CHECK(r.rank + (int64_t)r.at == want - 1);
	}
	rows_done(&r);
}

static void one_step_goes_any_distance(void)
{
	struct rows r = begin();
	struct err err;
	int moved;

	CHECK(rows_end(&r, false, HEIGHT, &err));
	CHECK(rows_step(&r, 70, HEIGHT, &moved, &err));
	CHECK(moved == 70 && rows_current(&r)->id == 71);
	CHECK(rows_step(&r, 1000, HEIGHT, &moved, &err));
	CHECK(rows_current(&r)->id == RECORDS && moved == RECORDS - 71);
	CHECK(rows_step(&r, -1000, HEIGHT, &moved, &err));
	CHECK(rows_current(&r)->id == 1);
	CHECK(rows_end(&r, true, HEIGHT, &err));
	CHECK(rows_current(&r)->id == RECORDS && is_sound(&r));
	rows_done(&r);
}

static void the_screen_comes_back_after_a_small_window(void)
{
	struct rows r = begin();
	struct err err;
	int moved;

	CHECK(rows_end(&r, false, HEIGHT, &err));
	CHECK(rows_step(&r, 30, HEIGHT, &moved, &err));
	CHECK(rows_step(&r, -4, HEIGHT, &moved, &err));
	for (int h = 1; h <= 40; h++) {
		CHECK(rows_reload(&r, h, &err));
		CHECK(rows_current(&r)->id == 27);
		CHECK(rows_reload(&r, HEIGHT, &err));
		CHECK(r.at - r.top == 5);
	}
	rows_done(&r);
}

static void a_record_is_found_by_its_id(void)
{
	struct rows r = begin();
	bool found = false;
	struct err err;

	CHECK(rows_end(&r, false, HEIGHT, &err));
	CHECK(rows_find(&r, 55, HEIGHT, &found, &err) && found);
	CHECK(rows_current(&r)->id == 55 && is_sound(&r));
	CHECK(rows_count(&r, &err) && r.rank + (int64_t)r.at == 54);
	CHECK(rows_find(&r, RECORDS + 1, HEIGHT, &found, &err) && !found);
	CHECK(rows_current(&r)->id == 55);
	rows_done(&r);
}

/* The last test: it changes the records. */
static void who_leaves_the_filter_gives_way_to_the_next(void)
{
	struct filter_context context = { .user = "ana", .today = 20514 };
	struct arena a = ARENA_INIT;
	struct rows r = begin();
	struct err err;
	int moved;

	CHECK(filter_parse(&list_applications, "status:pending", &context, &a,
	    &r.filter, &err));
	CHECK(rows_end(&r, false, HEIGHT, &err));
	CHECK(rows_step(&r, 20, HEIGHT, &moved, &err));
	CHECK(rows_current(&r)->id == 21);
	CHECK(DESK_RUN(&desk, ana, "withdraw", 21, "reason=other") ||
	    DESK_RUN(&desk, ana, "withdraw", 21, "reason=applicant"));
	CHECK(rows_reload(&r, HEIGHT, &err));
	CHECK(rows_current(&r)->id == 22);
	CHECK(rows_count(&r, &err) && r.count == RECORDS - 1);
	rows_done(&r);
	arena_done(&a);
}

int main(void)
{
	if (!desk_open(&desk, ":memory:"))
		return EXIT_FAILURE;
	ana = desk_login(&desk, "ana", "reviewer");
	for (int i = 0; i < RECORDS; i++)
		if (desk_add(&desk, ana, "plain",
			arena_fmt(&desk.arena, "Company %d", i)) == 0)
			return EXIT_FAILURE;
	RUN(a_thousand_steps_keep_their_place);
	RUN(one_step_goes_any_distance);
	RUN(the_screen_comes_back_after_a_small_window);
	RUN(a_record_is_found_by_its_id);
	RUN(who_leaves_the_filter_gives_way_to_the_next);
	session_close(ana);
	desk_close(&desk);
	return tap_done();
}
