# The tests. Each area lists its own; unit tests are programs, scripts end
# in .test; all print TAP.

EXTRA_DIST += tests/tap.h tests/installed.sh

script_tests += tests/dev/dev.test

EXTRA_DIST += tests/lint/c.awk tests/lint/lib.sh
script_tests += \
	tests/lint/bite.test \
	tests/lint/dist.test \
	tests/lint/format.test \
	tests/lint/layers.test \
	tests/lint/size.test \
	tests/lint/sql.test \
	tests/lint/style.test

# The terminal.
include tests/vt/local.mk

# Any bytes at the doors; built with --enable-fuzzing, run by hand.
include tests/fuzz/local.mk

unit_tests += \
	tests/unit/test_calendar \
	tests/unit/test_country \
	tests/unit/test_date \
	tests/unit/test_exchange \
	tests/unit/test_field \
	tests/unit/test_iban \
	tests/unit/test_memory \
	tests/unit/test_money \
	tests/unit/test_node \
	tests/unit/test_period \
	tests/unit/test_similar \
	tests/unit/test_text \
	tests/unit/test_text_key

# The store.
EXTRA_DIST += tests/child.h tests/unit/store_fixture.h
unit_tests += \
	tests/unit/test_store \
	tests/unit/test_store_open \
	tests/unit/test_store_powercut \
	tests/unit/test_store_processes
tests_unit_test_store_powercut_SOURCES = \
	tests/unit/test_store_powercut.c \
	tests/unit/store_shim.c tests/unit/store_shim.h
script_tests += tests/store/embed.test
# Files in and out.
EXTRA_DIST += tests/csv_flaw.h tests/mutate.h tests/scratch.h \
	tests/things.h tests/tree_flaw.h
unit_tests += \
	tests/unit/test_csv \
	tests/unit/test_csv_cut \
	tests/unit/test_file \
	tests/unit/test_json \
	tests/unit/test_mail \
	tests/unit/test_map \
	tests/unit/test_source \
	tests/unit/test_spoiled \
	tests/unit/test_yaml \
	tests/unit/test_yaml_hostile
# The rules, on a database with programs and people.
unit_tests += \
	tests/unit/test_application \
	tests/unit/test_batch \
	tests/unit/test_ledger \
	tests/unit/test_commission_explain \
	tests/unit/test_ledger_random \
	tests/unit/test_ledger_undo \
	tests/unit/test_check_ledger \
	tests/unit/test_payout \
	tests/unit/test_statement \
	tests/unit/test_statement_page \
	tests/unit/test_commission_operations \
	tests/unit/test_summary \
	tests/unit/test_change \
	tests/unit/test_check \
	tests/unit/test_conflict \
	tests/unit/test_customer \
	tests/unit/test_enrollment \
	tests/unit/test_enrollment_check \
	tests/unit/test_enrollment_level \
	tests/unit/test_enrollment_random \
	tests/unit/test_enrollment_sweep \
	tests/unit/test_enrollment_term \
	tests/unit/test_lead_match \
	tests/unit/test_partner \
	tests/unit/test_partner_people \
	tests/unit/test_payment_detail \
	tests/unit/test_lead \
	tests/unit/test_lead_check \
	tests/unit/test_lead_queue \
	tests/unit/test_lead_race \
	tests/unit/test_lead_random \
	tests/unit/test_lead_window \
	tests/unit/test_race \
	tests/unit/test_sale \
	tests/unit/test_sale_random \
	tests/unit/test_sale_refund \
	tests/unit/test_sale_steps \
	tests/unit/test_user
desk_sources = tests/desk.c tests/desk.h
lead_desk_sources = $(desk_sources) tests/lead_desk.c tests/lead_desk.h
tests_unit_test_conflict_SOURCES = \
	tests/unit/test_conflict.c $(lead_desk_sources)
tests_unit_test_lead_SOURCES = tests/unit/test_lead.c $(lead_desk_sources)
tests_unit_test_lead_check_SOURCES = \
	tests/unit/test_lead_check.c $(lead_desk_sources)
tests_unit_test_lead_race_SOURCES = \
	tests/unit/test_lead_race.c $(lead_desk_sources)
tests_unit_test_lead_random_SOURCES = \
	tests/unit/test_lead_random.c $(lead_desk_sources)
tests_unit_test_lead_queue_SOURCES = \
	tests/unit/test_lead_queue.c $(lead_desk_sources)
enrolled_sources = tests/enrolled.c tests/enrolled.h $(desk_sources)
tests_unit_test_enrollment_SOURCES = \
	tests/unit/test_enrollment.c $(enrolled_sources)
tests_unit_test_enrollment_check_SOURCES = \
	tests/unit/test_enrollment_check.c $(enrolled_sources)
tests_unit_test_enrollment_level_SOURCES = \
	tests/unit/test_enrollment_level.c $(enrolled_sources)
tests_unit_test_enrollment_random_SOURCES = \
	tests/unit/test_enrollment_random.c $(enrolled_sources)
tests_unit_test_enrollment_sweep_SOURCES = \
	tests/unit/test_enrollment_sweep.c $(enrolled_sources)
tests_unit_test_application_SOURCES = \
	tests/unit/test_application.c $(desk_sources)
tests_unit_test_batch_SOURCES = tests/unit/test_batch.c $(desk_sources)
sold_sources = tests/sold.c tests/sold.h $(desk_sources)
tests_unit_test_sale_SOURCES = tests/unit/test_sale.c $(sold_sources)
tests_unit_test_sale_random_SOURCES = \
	tests/unit/test_sale_random.c $(sold_sources)
tests_unit_test_sale_refund_SOURCES = \
	tests/unit/test_sale_refund.c $(sold_sources)
tests_unit_test_sale_steps_SOURCES = \
	tests/unit/test_sale_steps.c $(sold_sources)
EXTRA_DIST += tests/pages/payout.csv tests/pages/payout.xml \
	tests/pages/statement.html tests/pages/statement.txt
stated_sources = tests/stated.c tests/stated.h $(desk_sources)
tests_unit_test_statement_SOURCES = tests/unit/test_statement.c \
	$(stated_sources)
tests_unit_test_check_ledger_SOURCES = \
	tests/unit/test_check_ledger.c tests/unit/store_raw.h \
	$(lead_desk_sources)
tests_unit_test_commission_explain_SOURCES = \
	tests/unit/test_commission_explain.c $(lead_desk_sources)
tests_unit_test_commission_operations_SOURCES = \
	tests/unit/test_commission_operations.c $(enrolled_sources)
tests_unit_test_summary_SOURCES = tests/unit/test_summary.c $(desk_sources)
tests_unit_test_payout_SOURCES = tests/unit/test_payout.c $(stated_sources)
tests_unit_test_ledger_undo_SOURCES = \
	tests/unit/test_ledger_undo.c $(enrolled_sources)
tests_unit_test_ledger_random_SOURCES = \
	tests/unit/test_ledger_random.c tests/ledger_books.c \
	tests/ledger_books.h tests/ledger_model.c \
	tests/ledger_model.h $(desk_sources)
tests_unit_test_ledger_SOURCES = tests/unit/test_ledger.c $(desk_sources)
tests_unit_test_change_SOURCES = tests/unit/test_change.c $(desk_sources)
tests_unit_test_customer_SOURCES = tests/unit/test_customer.c $(desk_sources)
tests_unit_test_lead_match_SOURCES = \
	tests/unit/test_lead_match.c $(desk_sources)
tests_unit_test_user_SOURCES = tests/unit/test_user.c $(desk_sources)
tests_unit_test_check_SOURCES = tests/unit/test_check.c $(desk_sources)
tests_unit_test_partner_SOURCES = tests/unit/test_partner.c $(desk_sources)
tests_unit_test_partner_people_SOURCES = \
	tests/unit/test_partner_people.c $(desk_sources)
tests_unit_test_payment_detail_SOURCES = \
	tests/unit/test_payment_detail.c $(desk_sources)
tests_unit_test_race_SOURCES = tests/unit/test_race.c $(desk_sources)
# Programs and their documents.
EXTRA_DIST += tests/mistakes.h
unit_tests += \
	tests/unit/test_program \
	tests/unit/test_program_command \
	tests/unit/test_program_files \
	tests/unit/test_program_store \
	tests/unit/test_program_terms \
	tests/unit/test_template
# What a sale earns; reads the sample programs.
unit_tests += \
	tests/unit/test_commission \
	tests/unit/test_commission_book \
	tests/unit/test_commission_cases
tests_unit_test_commission_book_SOURCES = \
	tests/unit/test_commission_book.c $(sample_sources)
tests_unit_test_commission_SOURCES = \
	tests/unit/test_commission.c $(sample_sources)
tests_unit_test_commission_cases_SOURCES = \
	tests/unit/test_commission_cases.c $(sample_sources)
sample_sources = tests/program_sample.c tests/program_sample.h
tests_unit_test_program_SOURCES = \
	tests/unit/test_program.c $(sample_sources)
tests_unit_test_program_command_SOURCES = \
	tests/unit/test_program_command.c $(sample_sources)
tests_unit_test_program_files_SOURCES = \
	tests/unit/test_program_files.c $(sample_sources)
tests_unit_test_program_store_SOURCES = \
	tests/unit/test_program_store.c $(sample_sources)
tests_unit_test_program_terms_SOURCES = \
	tests/unit/test_program_terms.c $(sample_sources)
tests_unit_test_template_SOURCES = \
	tests/unit/test_template.c $(sample_sources)
# The manuals of files against the tables that read them.
check_PROGRAMS += tests/lint/print_keys
script_tests += \
	tests/lint/manual-mail.test \
	tests/lint/manual-maps.test \
	tests/lint/manual-programs.test

# Lists and filters.
EXTRA_DIST += tests/unit/list_rows.h
unit_tests += \
	tests/unit/test_detail \
	tests/unit/test_filter \
	tests/unit/test_list_tables \
	tests/unit/test_lead_board \
	tests/unit/test_lists \
	tests/unit/test_partner_record \
	tests/unit/test_query_random \
	tests/unit/test_radar
tests_unit_test_detail_SOURCES = tests/unit/test_detail.c $(desk_sources)
tests_unit_test_lead_board_SOURCES = tests/unit/test_lead_board.c \
	$(desk_sources)
tests_unit_test_lists_SOURCES = tests/unit/test_lists.c $(desk_sources)
tests_unit_test_partner_record_SOURCES = \
	tests/unit/test_partner_record.c $(desk_sources)
tests_unit_test_radar_SOURCES = tests/unit/test_radar.c $(desk_sources)
tests_unit_test_query_random_SOURCES = \
	tests/unit/test_query_random.c $(desk_sources)


# The command line.
EXTRA_DIST += tests/cli/lib.sh
unit_tests += tests/unit/test_print
script_tests += \
	tests/cli/basics.test \
	tests/cli/check.test \
	tests/cli/conflict.test \
	tests/cli/customer.test \
	tests/cli/payout.test \
	tests/cli/directory.test \
	tests/cli/enrollment.test \
	tests/cli/import.test \
	tests/cli/lead.test \
	tests/cli/import_export.test \
	tests/cli/import_leads.test \
	tests/cli/import_partners.test \
	tests/cli/import_payments.test \
	tests/cli/import_rates.test \
	tests/cli/import_sales.test \
	tests/cli/list.test tests/cli/list_money.test tests/cli/radar.test \
	tests/cli/summary.test \
	tests/cli/operations.test \
	tests/cli/partner.test \
	tests/cli/simulate.test \
	tests/cli/simulate_database.test \
	tests/cli/sweep.test \
	tests/cli/screens.test \
	tests/lint/manual.test

# Letters on their way.
unit_tests += tests/unit/test_letter tests/unit/test_outbox
tests_unit_test_outbox_SOURCES = tests/unit/test_outbox.c $(desk_sources)
tests_unit_test_letter_SOURCES = tests/unit/test_letter.c $(desk_sources)
check_PROGRAMS += tests/mail/smtpd
EXTRA_DIST += tests/mail/lib.sh
script_tests += \
	tests/mail/approval.test \
	tests/mail/deliver.test \
	tests/mail/deliver-once.test \
	tests/mail/systemd.test

# The screens.
unit_tests += \
	tests/unit/test_edit \
	tests/unit/test_rows \
	tests/unit/test_screens
tests_unit_test_rows_SOURCES = tests/unit/test_rows.c $(desk_sources)
EXTRA_DIST += tests/screen/leads.sql tests/screen/lib.sh \
	tests/screen/summary.sql \
	tests/screen/money.sql \
	tests/screen/partners.sh \
	tests/screen/golden/board-120x40 \
	tests/screen/golden/board-40x10 \
	tests/screen/golden/board-60x16 \
	tests/screen/golden/board-80x24 \
	tests/screen/golden/board-age \
	tests/screen/golden/money-120x40 \
	tests/screen/golden/money-60x16 \
	tests/screen/golden/money-80x24 \
	tests/screen/golden/money-behind \
	tests/screen/golden/money-bulk \
	tests/screen/golden/money-commission \
	tests/screen/golden/money-form \
	tests/screen/golden/money-hold \
	tests/screen/golden/money-none \
	tests/screen/golden/money-paid \
	tests/screen/golden/money-sale \
	tests/screen/golden/money-statement \
	tests/screen/golden/money-why \
	tests/screen/golden/leads-120x40 \
	tests/screen/golden/leads-40x10 \
	tests/screen/golden/leads-60x16 \
	tests/screen/golden/leads-80x24 \
	tests/screen/golden/leads-filter \
	tests/screen/golden/leads-none \
	tests/screen/golden/leads-open \
	tests/screen/golden/conflict-120x40 \
	tests/screen/golden/conflict-40x10 \
	tests/screen/golden/conflict-80x24 \
	tests/screen/golden/desks-none \
	tests/screen/golden/lead-day-accept \
	tests/screen/golden/lead-day-board \
	tests/screen/golden/lead-day-bulk \
	tests/screen/golden/lead-day-decline \
	tests/screen/golden/lead-day-extend \
	tests/screen/golden/lead-day-register \
	tests/screen/golden/lead-day-undo \
	tests/screen/golden/lead-day-win \
	tests/screen/golden/outbox-120x40 \
	tests/screen/golden/outbox-40x10 \
	tests/screen/golden/outbox-80x24 \
	tests/screen/golden/radar-120x40 \
	tests/screen/golden/radar-40x10 \
	tests/screen/golden/radar-80x24 \
	tests/screen/golden/radar-mine \
	tests/screen/golden/decide-asks \
	tests/screen/golden/decide-bulk \
	tests/screen/golden/decide-hold \
	tests/screen/golden/decide-refused \
	tests/screen/golden/find-columns \
	tests/screen/golden/find-filter \
	tests/screen/golden/find-help \
	tests/screen/golden/find-palette \
	tests/screen/golden/find-search \
	tests/screen/golden/find-sort \
	tests/screen/golden/form-add \
	tests/screen/golden/form-draft \
	tests/screen/golden/partner-120x40 \
	tests/screen/golden/partner-40x10 \
	tests/screen/golden/partner-60x16 \
	tests/screen/golden/partner-80x24 \
	tests/screen/golden/partner-tabs \
	tests/screen/golden/partners-120x40 \
	tests/screen/golden/partners-40x10 \
	tests/screen/golden/partners-60x16 \
	tests/screen/golden/partners-80x24 \
	tests/screen/golden/queue-120x40 \
	tests/screen/golden/queue-40x10 \
	tests/screen/golden/queue-60x16 \
	tests/screen/golden/queue-80x24 \
	tests/screen/golden/queue-tabs \
	tests/screen/golden/queue-too-small \
	tests/screen/golden/summary-120x40 \
	tests/screen/golden/summary-40x10 \
	tests/screen/golden/summary-60x16 \
	tests/screen/golden/summary-80x24 \
	tests/screen/golden/summary-currencies \
	tests/screen/golden/summary-day \
	tests/screen/golden/summary-ledger-120x40 \
	tests/screen/golden/summary-ledger-80x24 \
	tests/screen/golden/summary-chart-40x10 \
	tests/screen/golden/summary-programs \
	tests/screen/golden/summary-reporting \
	tests/screen/golden/summary-top \
	tests/screen/golden/summary-trend \
	tests/screen/golden/summary-measures \
	tests/screen/golden/summary-none \
	tests/screen/golden/summary-periods \
	tests/screen/golden/summary-search \
	tests/screen/golden/review-120x40 \
	tests/screen/golden/review-40x10 \
	tests/screen/golden/review-60x16 \
	tests/screen/golden/review-80x24 \
	tests/screen/golden/review-checks \
	tests/screen/golden/review-documents \
	tests/screen/golden/review-twelve-keys \
	tests/vt/golden/partner-120x40 \
	tests/vt/golden/partner-80x24 \
	tests/vt/golden/partner-mono-120x40 \
	tests/vt/golden/partner-mono-80x24 \
	tests/vt/golden/partners-120x40 \
	tests/vt/golden/partners-80x24 \
	tests/vt/golden/partners-mono-80x24 \
	tests/vt/golden/queue-120x40 \
	tests/vt/golden/queue-80x24 \
	tests/vt/golden/queue-ascii \
	tests/vt/golden/summary-ascii \
	tests/vt/golden/summary-mono-80x24 \
	tests/vt/golden/queue-mono-120x40 \
	tests/vt/golden/queue-mono-80x24 \
	tests/vt/golden/review-120x40 \
	tests/vt/golden/review-80x24 \
	tests/vt/golden/review-mono-120x40 \
	tests/vt/golden/review-mono-80x24
script_tests += \
	tests/screen/decide.test \
	tests/screen/desks.test \
	tests/screen/find.test \
	tests/screen/form.test \
	tests/screen/lead_day.test \
	tests/screen/leads.test \
	tests/screen/money.test \
	tests/screen/partner_day.test \
	tests/screen/partners.test \
	tests/screen/queue.test \
	tests/screen/review.test \
	tests/screen/summary.test \
	tests/screen/start.test \
	tests/vt/partners.test \
	tests/vt/screens.test \
	tests/vt/leads_bytes.test \
	tests/vt/summary_bytes.test \
	tests/vt/screens_bytes.test \
	tests/vt/screens_ends.test

# Measurements.
bench_programs += tests/bench/summary
bench_programs += tests/bench/board tests/bench/lists tests/bench/match \
	tests/bench/sales_import
