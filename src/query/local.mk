# The files of src/query/: lists, filters, details.

libaccord_a_SOURCES += \
	src/query/applications.c \
	src/query/audit.c \
	src/query/batches.c \
	src/query/commission_origin.c src/query/commission_origin.h \
	src/query/commissions.c \
	src/query/conflict_desk.c src/query/conflict_desk.h \
	src/query/conflicts.c \
	src/query/customers.c \
	src/query/detail.c src/query/detail.h \
	src/query/detail_customer.c src/query/detail_customer.h \
	src/query/detail_lead.c src/query/detail_lead.h \
	src/query/detail_partner.c src/query/detail_partner.h \
	src/query/directory.c src/query/directory.h \
	src/query/documents.c \
	src/query/enrollments.c \
	src/query/filter.c src/query/filter.h \
	src/query/filter_complete.c \
	src/query/filter_number.c \
	src/query/filter_term.c src/query/filter_term.h \
	src/query/history.c \
	src/query/lead_board.c src/query/lead_board.h \
	src/query/leads.c \
	src/query/list.c src/query/list.h \
	src/query/lists.c \
	src/query/message_record.c src/query/message_record.h \
	src/query/messages.c \
	src/query/money_lines.c src/query/money_lines.h \
	src/query/money_sql.h \
	src/query/notes.c \
	src/query/partner_record.c src/query/partner_record.h \
	src/query/partners.c \
	src/query/payouts.c \
	src/query/radar.c src/query/radar.h \
	src/query/summary.c src/query/summary.h \
	src/query/summary_cell.c src/query/summary_cell.h \
	src/query/summary_convert.c src/query/summary_convert.h \
	src/query/summary_source.c src/query/summary_source.h \
	src/query/sales.c \
	src/query/statements.c \
	src/query/users.c
