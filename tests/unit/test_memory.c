/* tests/unit/test_memory.c - arenas, growing text, failures, problems. */

#include "config.h"

#include "base/arena.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "tests/tap.h"

static void arenas_give_zeroed_aligned_memory(void)
{
	struct arena a = ARENA_INIT;

	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 40000; size += 997) {
			unsigned char *p = arena_alloc(&a, size);

			CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
			for (size_t i = 0; i < size; i++)
				CHECK(p[i] == 0);
			memset(p, 0xff, size);
		}
		arena_reset(&a);
	}
	CHECK_STR(arena_str(&a, "abc"), "abc");
	CHECK(arena_str(&a, NULL) == NULL);
	CHECK_STR(arena_strn(&a, "abcdef", 3), "abc");
	CHECK_STR(arena_strn(&a, NULL, 0), "");
	CHECK_STR(arena_fmt(&a, "%d-%s", 7, "x"), "7-x");
	arena_done(&a);
	arena_done(&a);
	CHECK_STR(arena_str(&a, "again"), "again");
	arena_done(&a);
}

static void text_grows(void)
{
	struct arena a = ARENA_INIT;
	struct buf b = BUF_INIT;
	char *taken;

	CHECK_STR(buf_text(&b), "");
	buf_add(&b, "");
	CHECK_STR(b.s, "");
	for (int i = 0; i < 1000; i++)
		buf_fmt(&b, "%03d", i);
	buf_addc(&b, '!');
	CHECK(b.len == 3001 && strlen(b.s) == 3001);
	CHECK(strncmp(b.s + 2997, "999!", 4) == 0);
	buf_clear(&b);
	CHECK_STR(buf_text(&b), "");
	buf_addn(&b, "abc", 2);
	taken = buf_take(&b, &a);
	CHECK_STR(taken, "ab");
	CHECK(b.s == NULL && b.len == 0);
	buf_done(&b);
	arena_done(&a);
}

static bool fails(struct err *err)
{
	return err_invalid(err, "name", "The %s is odd.", "name");
}

static void failures_tell_their_place(void)
{
	char wide[500];
	struct err err;

	CHECK(!fails(&err));
	CHECK(err.kind == ERR_INVALID);
	CHECK_STR(err.field, "name");
	CHECK(!err_in(&err, "%s:%d", "file", 7));
	CHECK_STR(err.text, "file:7: The name is odd.");
	CHECK_STR(err.field, "name");
	CHECK(!err_set(&err, ERR_BUSY, "Wait."));
	CHECK(err.field == NULL && err.kind == ERR_BUSY);
	/* Quoted and cut texts are of whole characters. */
	CHECK(!err_set(&err, ERR_IO, "`%.3s` is odd.", "a\xc3\xa9\xc3\xa9"));
	CHECK_STR(err.text, "`a\xc3\xa9` is odd.");
	CHECK(!err_set(&err, ERR_IO, "`%.2s` is odd.", "a\xc3\xa9\xc3\xa9"));
	CHECK_STR(err.text, "`a` is odd.");
	memset(wide, 0, sizeof(wide));
	for (size_t i = 0; i + 2 < sizeof(wide); i += 2)
		memcpy(wide + i, "\xc3\xa9", 2);
	for (int shift = 0; shift < 2; shift++) {
		CHECK(!err_set(
		    &err, ERR_IO, "%s%s", shift == 0 ? "" : "x", wide));
		CHECK((strlen(err.text) - (size_t)shift) % 2 == 0);
		CHECK(!err_in(&err, "ab"));
		CHECK((strlen(err.text) - (size_t)shift) % 2 == 0);
	}
}

static void problems_are_ordered_and_kept_once(void)
{
	struct arena a = ARENA_INIT;
	struct problems p = { .arena = &a, .file = "x.yaml" };
	struct buf out = BUF_INIT;

	problems_sort(&p);
	problem_add(&p, 9, 1, "nine");
	for (int i = 20; i > 9; i--)
		problem_add(&p, (uint32_t)i, 2, "line %d", i);
	problem_add(&p, 9, 1, "nine");
	problem_add(&p, 9, 1, "eight");
	problem_add(&p, 0, 0, "it is empty");
	problem_add(&p, 2, 7, "two");
	for (int i = 20; i > 9; i--)
		problem_add(&p, (uint32_t)i, 2, "line %d", i);
	problems_sort(&p);
	CHECK(p.n == 15);
	problem_add(&p, 99, 1, "%5000d", 1);
	CHECK(strlen(p.list[15].text) == 5000);
	p.n = 5;
	problems_print(&p, &out);
	CHECK_STR(out.s,
	    "x.yaml: it is empty\nx.yaml:2:7: two\n"
	    "x.yaml:9:1: eight\nx.yaml:9:1: nine\n"
	    "x.yaml:10:2: line 10\n");
	buf_done(&out);
	arena_done(&a);
}

static void cells_have_a_text(void)
{
	struct arena a = ARENA_INIT;
	struct value eur = {
		.type = VALUE_MONEY, .currency = "EUR", .i = -147530
	};
	struct value usd = {
		.type = VALUE_MONEY, .currency = "USD", .i = -147530
	};

	CHECK_STR(value_text(val_null(), &a), "");
	CHECK_STR(value_text(val_int(INT64_MIN), &a), "-9223372036854775808");
	CHECK_STR(value_text(val_text("x"), &a), "x");
	CHECK_STR(value_text(val_date(0), &a), "1970-01-01");
	CHECK_STR(value_text(val_time(1), &a), "1970-01-01T00:00:01Z");
	CHECK_STR(value_text(val_bool(true), &a), "yes");
	CHECK_STR(value_text(val_bool(false), &a), "no");
	CHECK_STR(value_text(eur, &a), "-1475.30");
	CHECK(value_equal(val_null(), val_null()));
	CHECK(value_equal(val_text("x"), val_text("x")));
	CHECK(!value_equal(val_text("x"), val_text("y")));
	CHECK(!value_equal(val_int(1), val_bool(true)));
	CHECK(value_equal(eur, eur) && !value_equal(eur, usd));
	CHECK(val_date(DATE_NONE).type == VALUE_NULL);
	CHECK(val_text(NULL).type == VALUE_NULL);
	arena_done(&a);
}

int main(void)
{
	RUN(arenas_give_zeroed_aligned_memory);
	RUN(text_grows);
	RUN(failures_tell_their_place);
	RUN(problems_are_ordered_and_kept_once);
	RUN(cells_have_a_text);
	return tap_done();
}
