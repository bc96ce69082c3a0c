/* tests/unit/test_list_tables.c - what the tables of the lists say. */

#include "config.h"

#include "base/buf.h"
#include "domain/application.h"
#include "domain/customer.h"
#include "domain/lifecycle.h"
#include "domain/sale_data.h"
#include "query/list.h"
#include "tests/tap.h"

static struct arena arena;

static void columns_are_named_once(void)
{
	for (size_t i = 0; lists[i] != NULL; i++)
		for (size_t c = 0; c < lists[i]->n_columns; c++) {
			const struct column *col = &lists[i]->columns[c];

			CHECK(list_column(lists[i], col->name) == c);
			CHECK(
			    col->type != VALUE_MONEY || col->currency != NULL);
			CHECK(col->width > 0);
			CHECK(c > 0 || strcmp(col->name, "id") == 0);
		}
	CHECK(list_column(&list_users, "nothing") == list_users.n_columns);
}

static void keys_of_a_sort_menu_differ(void)
{
	for (size_t i = 0; lists[i] != NULL; i++)
		for (size_t c = 0; c < lists[i]->n_columns; c++)
			for (size_t d = 0; d < c; d++)
				CHECK(lists[i]->columns[c].key == '\0' ||
				    lists[i]->columns[c].key !=
					lists[i]->columns[d].key);
}

/* Whatever can be imported can be exported under the same name. */
static void exports_have_the_import_fields(void)
{
	static const struct {
		const struct list *list;
		const struct fields *fields;
	} cases[] = {
		{ &list_applications, &application_fields },
		{ &list_customers, &customer_fields },
		{ &list_sales, &sale_fields },
	};

	for (size_t k = 0; k < ARRAY_LEN(cases); k++) {
		const struct list *list = cases[k].list;
		size_t next = 2;

		for (size_t i = 1; i < cases[k].fields->n; i++) {
			size_t at =
			    list_column(list, cases[k].fields->list[i].name);

			CHECK(at == next++);
			CHECK(list->columns[at].flags & COLUMN_EXPORT);
		}
	}
}

static void choices_are_the_states(void)
{
	static const struct {
		const struct list *list;
		const struct lifecycle *lc;
		const char *column;
	} cases[] = {
		{ &list_applications, &application_lifecycle, "status" },
		{ &list_partners, &enrollment_lifecycle, "status" },
		{ &list_enrollments, &enrollment_lifecycle, "status" },
		{ &list_leads, &lead_lifecycle, "stage" },
		{ &list_commissions, &commission_lifecycle, "status" },
		{ &list_statements, &statement_lifecycle, "status" },
		{ &list_payouts, &payout_lifecycle, "status" },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct column *c = &cases[i].list->columns[list_column(
		    cases[i].list, cases[i].column)];
		struct buf b = BUF_INIT;

		for (size_t s = 0; s < cases[i].lc->n_states; s++)
			buf_fmt(&b, "%s%s", s > 0 ? "|" : "",
			    cases[i].lc->states[s].name);
		CHECK_STR(c->choices, buf_take(&b, &arena));
	}
}

static void lists_are_found(void)
{
	CHECK(list_find("application") == &list_applications);
	CHECK(list_find("applications") == &list_applications);
	CHECK(list_find("audit") == &list_audit);
	CHECK(list_find("batch") == &list_batches);
	CHECK(list_find("lead") == &list_leads);
	CHECK(list_find("customer") == &list_customers);
	CHECK(list_find("conflicts") == &list_conflicts);
	CHECK(list_find("sale") == &list_sales);
	CHECK(list_find("commissions") == &list_commissions);
	CHECK(list_find("statement") == &list_statements);
	CHECK(list_find("payout") == &list_payouts);
	CHECK(list_find("sessions") == NULL);
}

int main(void)
{
	RUN(columns_are_named_once);
	RUN(keys_of_a_sort_menu_differ);
	RUN(exports_have_the_import_fields);
	RUN(choices_are_the_states);
	RUN(lists_are_found);
	arena_done(&arena);
	return tap_done();
}
