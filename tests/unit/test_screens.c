/* tests/unit/test_screens.c - keys that mean one thing; columns that fit. */

#include "config.h"

#include "tests/tap.h"
#include "ui/columns.h"
#include "ui/keys.h"
#include "ui/lines.h"
#include "ui/show.h"
#include "ui/desk_view.h"
#include "ui/lead_view.h"
#include "ui/money_views.h"
#include "ui/summary_view.h"
#include "ui/view.h"

static const struct view_kind *const kinds[] = { &list_kind, &review_kind,
	&partner_kind, &text_kind, &menu_kind, &chooser_kind, &summary_kind,
	&summary_lines_kind, &summary_chart_kind, &lead_list_kind, &lead_kind,
	&board_kind, &radar_kind, &conflicts_kind, &conflict_kind, &outbox_kind,
	&letter_kind, &sale_list_kind, &commission_list_kind,
	&statement_list_kind, &payout_list_kind, &sale_kind, &commission_kind,
	&statement_kind, &payout_kind };

/* Calls back for each word of each command of a table. */
static bool each_word(const struct commands *table,
    bool (*found)(const struct command *c, const char *word, void *arg),
    void *arg)
{
	struct arena a = ARENA_INIT;
	bool ok = true;

	for (size_t i = 0; ok && i < table->n; i++) {
		const char *keys = table->rows[i].keys;

		while (ok && *keys != '\0') {
			size_t len = strcspn(keys, " ");

			ok = found(
			    &table->rows[i], arena_strn(&a, keys, len), arg);
			keys += len;
			keys += strspn(keys, " ");
		}
	}
	arena_done(&a);
	return ok;
}

/* Found once in its table? */
static bool is_alone(const struct command *c, const char *word, void *arg)
{
	const struct commands *table = arg;
	size_t n = 0;

	for (size_t i = 0; i < table->n; i++)
		n += keys_has(table->rows[i].keys, word);
	if (n != 1)
		printf("# %s: \"%s\" %zu times\n", c->name, word, n);
	return n == 1;
}

static void no_key_has_two_meanings(void)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct commands table = kinds[i]->commands;

		CHECK(each_word(&table, is_alone, &table));
	}
	{
		struct commands table = common_commands;

		CHECK(each_word(&table, is_alone, &table));
	}
}

/* No key of one letter begins a command of two. */
static bool begins_nothing(const struct command *c, const char *word, void *arg)
{
	const struct view_kind *kind = arg;
	char first[2] = { word[0], '\0' };
	const struct command *other;

	if (strlen(word) != 2 || word[0] == 'f' || word[0] == '^' ||
	    strcmp(word, "up") == 0)
		return true;
	other = command_find(kind, first);
	if (other != NULL)
		printf("# %s of %s hides %s of %s\n", first, other->name, word,
		    c->name);
	return other == NULL;
}

static void prefixes_are_free(void)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct view_kind kind = *kinds[i];

		CHECK(each_word(&kind.commands, begins_nothing, &kind));
		if (kind.common)
			CHECK(
			    each_word(&common_commands, begins_nothing, &kind));
	}
}

/* Nothing hides the operations of a record, but what stands for them. */
static bool is_free(const struct view_kind *kind, const char *key)
{
	const struct command *c = command_find(kind, key);

	return kind->record == NULL || c == NULL ||
	    (c->flags & COMMAND_ITEM) != 0;
}

static void operations_have_keys_of_their_own(void)
{
	const struct operation *op, *other;

	for (op = operation_next(NULL); op != NULL; op = operation_next(op)) {
		bool capital = op->key[0] >= 'A' && op->key[0] <= 'Z';

		if (op->key[0] == '\0')
			continue;
		/* A slip of the finger decides nothing; E opens a form. */
		CHECK(capital == ((op->flags & OPERATION_DECIDES) != 0) ||
		    strcmp(op->key, "E") == 0);
		for (other = operation_next(NULL); other != op;
		     other = operation_next(other))
			CHECK(strcmp(op->noun, other->noun) != 0 ||
			    strcmp(op->key, other->key) != 0);
		for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
			CHECK(is_free(kinds[i], op->key));
	}
}

static void every_command_says_what_it_does(void)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		for (size_t k = 0; k < kinds[i]->commands.n; k++) {
			const struct command *c = &kinds[i]->commands.rows[k];

			CHECK(c->name[0] != '\0' && c->help[0] != '\0');
			CHECK(c->keys[0] != '\0' && c->run != NULL);
		}
}

static void keys_have_words(void)
{
	static const struct {
		int key;
		const char *word, *title;
	} cases[] = {
		{ 'j', "j", "j" },
		{ '\r', "enter", "Enter" },
		{ TERM_KEY_PAGE_DOWN, "pgdn", "PgDn" },
		{ TERM_KEY_F1, "f1", "F1" },
		{ TERM_KEY_F12, "f12", "F12" },
		{ 26, "^Z", "^Z" },
		{ ' ', "space", "Space" },
		{ 0xe9, "", "" },
	};
	char word[KEY_WORD];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		keys_word(cases[i].key, word);
		CHECK_STR(word, cases[i].word);
		keys_title(cases[i].word, word);
		CHECK_STR(word, cases[i].title);
	}
	CHECK(keys_has("j down", "down"));
	CHECK(!keys_has("j down", "dow"));
	CHECK(!keys_has("gg", "g"));
}

/* ---- columns ----------------------------------------------------------- */

static const struct column columns[] = {
	{ "id", "Id", "id", .width = 8, .flags = COLUMN_SHOWN | COLUMN_KEEP },
	{ "name", "Name", "name", .width = 20, .min = 10,
	    .flags = COLUMN_SHOWN | COLUMN_KEEP | COLUMN_GROW },
	{ "kind", "Kind", "kind", .width = 10, .min = 5, .drop = 1,
	    .flags = COLUMN_SHOWN },
	{ "age", "Age", "age", .width = 4, .drop = 2, .flags = COLUMN_SHOWN },
	{ "note", "Note", "note", .width = 20 },
	{ "raw", "Raw", "raw", .width = 20, .flags = COLUMN_HIDDEN },
};

static const struct list list = {
	.name = "things",
	.noun = "thing",
	.columns = columns,
	.n_columns = ARRAY_LEN(columns),
};

static const struct {
	int width;
	size_t n;
	int widths[4];
} fits[] = {
	{ 45, 4, { 8, 20, 10, 4 } }, /* as wished */
	{ 60, 4, { 8, 35, 10, 4 } }, /* the name grows */
	{ 40, 4, { 8, 15, 10, 4 } }, /* texts shrink, the widest first */
	{ 30, 4, { 8, 10, 5, 4 } },  /* to their least */
	{ 29, 3, { 8, 12, 7, 0 } },  /* then one leaves */
	{ 20, 2, { 8, 11, 0, 0 } },  /* and another */
	{ 10, 2, { 8, 1, 0, 0 } },   /* id and name stay */
};

static void columns_fit_any_width(void)
{
	struct columns c;

	columns_default(&list, &c);
	CHECK(c.n == 4);
	for (size_t i = 0; i < ARRAY_LEN(fits); i++) {
		struct fitted f;
		int end;

		columns_fit(&list, &c, fits[i].width, &f);
		CHECK(f.n == fits[i].n);
		for (size_t k = 0; k < f.n; k++)
			if (f.list[k].width != fits[i].widths[k]) {
				printf("# width %d, column %zu: %d\n",
				    fits[i].width, k, f.list[k].width);
				CHECK(false);
			}
		end = f.list[f.n - 1].x + f.list[f.n - 1].width;
		CHECK(end <= fits[i].width);
	}
}

static void columns_are_kept_as_text(void)
{
	struct arena a = ARENA_INIT;
	struct columns c;

	columns_parse(&list, "id,note,nonsense,raw,name", &c);
	CHECK_STR(columns_text(&list, &c, &a), "id,note,name");
	columns_parse(&list, "", &c);
	CHECK_STR(columns_text(&list, &c, &a), "id,name,kind,age");
	arena_done(&a);
}

/* ---- texts ------------------------------------------------------------- */

static void personal_data_is_masked(void)
{
	struct arena a = ARENA_INIT;

	CHECK_STR(show_masked("Lucía Ortega", &a), "L**** O*****");
	CHECK_STR(show_masked("ana@x.eu", &a), "a**@x.e*");
	CHECK_STR(show_masked("", &a), "");
	arena_done(&a);
}

static void lines_hang_below_their_first(void)
{
	struct arena a = ARENA_INIT;
	struct lines l = { .arena = &a, .width = 14 };

	lines_wrap(&l, ROLE_TEXT, " 1 ", "one two three four");
	CHECK(l.n == 2);
	CHECK_STR(l.list[0].text, " 1 one two");
	CHECK_STR(l.list[1].text, "   three four");
	arena_done(&a);
}

int main(void)
{
	RUN(no_key_has_two_meanings);
	RUN(prefixes_are_free);
	RUN(operations_have_keys_of_their_own);
	RUN(every_command_says_what_it_does);
	RUN(keys_have_words);
	RUN(columns_fit_any_width);
	RUN(columns_are_kept_as_text);
	RUN(personal_data_is_masked);
	RUN(lines_hang_below_their_first);
	return tap_done();
}
