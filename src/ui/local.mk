# The files of src/ui/.

libaccord_a_SOURCES += \
	src/ui/board_draw.c src/ui/board_view.h \
	src/ui/board_view.c \
	src/ui/columns.c src/ui/columns.h \
	src/ui/commands.c \
	src/ui/conflict_view.c \
	src/ui/decide.c \
	src/ui/demo.c src/ui/demo.h \
	src/ui/directory.c src/ui/directory.h \
	src/ui/directory_page.c \
	src/ui/demo_deed.c src/ui/demo_deed.h \
	src/ui/demo_money.c \
	src/ui/desk_view.c src/ui/desk_view.h \
	src/ui/edit.c src/ui/edit.h \
	src/ui/export.c src/ui/export.h \
	src/ui/form.c src/ui/form.h \
	src/ui/form_draw.c \
	src/ui/help.c \
	src/ui/import_command.c src/ui/import_command.h \
	src/ui/import_spool.c src/ui/import_spool.h \
	src/ui/import_warnings.c src/ui/import_warnings.h \
	src/ui/keys.c src/ui/keys.h \
	src/ui/lead_figures.c \
	src/ui/lead_move.c \
	src/ui/lead_preview.c \
	src/ui/lead_screen.c src/ui/lead_view.h \
	src/ui/lines.c src/ui/lines.h \
	src/ui/list_command.c src/ui/list_command.h \
	src/ui/list_draw.c \
	src/ui/list_export.c \
	src/ui/list_find.c \
	src/ui/list_marks.c \
	src/ui/list_pick.c \
	src/ui/list_view.c src/ui/list_view.h \
	src/ui/menu.c \
	src/ui/money_record.c src/ui/money_views.h \
	src/ui/money_screens.c \
	src/ui/outbox_view.c \
	src/ui/partner_act.c \
	src/ui/partner_draw.c \
	src/ui/partner_items.c src/ui/partner_items.h \
	src/ui/partner_papers.c \
	src/ui/partner_payment.c \
	src/ui/partner_preview.c \
	src/ui/partner_screen.c \
	src/ui/partner_view.c src/ui/partner_view.h \
	src/ui/program_command.c src/ui/program_command.h \
	src/ui/program_file.c src/ui/program_file.h \
	src/ui/prompt.c src/ui/prompt.h \
	src/ui/radar_view.c \
	src/ui/rates_command.c src/ui/rates_command.h \
	src/ui/record_command.c src/ui/record_command.h \
	src/ui/record_file.c src/ui/record_file.h \
	src/ui/review_draw.c \
	src/ui/review_facts.c \
	src/ui/review_view.c src/ui/review_view.h \
	src/ui/rows.c src/ui/rows.h \
	src/ui/screens.c \
	src/ui/show.c src/ui/show.h \
	src/ui/simulate_command.c src/ui/simulate_command.h \
	src/ui/simulate_database.c \
	src/ui/simulate_out.c src/ui/simulate_out.h \
	src/ui/status.c src/ui/status.h \
	src/ui/summary_chart.c \
	src/ui/summary_draw.c src/ui/summary_view.h \
	src/ui/summary_export.c \
	src/ui/summary_lines.c \
	src/ui/summary_pick.c \
	src/ui/summary_print.c src/ui/summary_print.h \
	src/ui/summary_read.c \
	src/ui/summary_view.c \
	src/ui/task.c src/ui/task.h \
	src/ui/text_view.c \
	src/ui/ui.c src/ui/ui.h \
	src/ui/view.h \
	src/ui/welcome.c \
	src/ui/why.c
