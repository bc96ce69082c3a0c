# The files of src/domain/: records, life cycles, rules, operations, audit.

libaccord_a_SOURCES += \
	src/domain/application.h \
	src/domain/application_approve.c \
	src/domain/application_data.c src/domain/application_data.h \
	src/domain/application_decide.c src/domain/application_decide.h \
	src/domain/application_duplicates.c \
	src/domain/application_entry.c \
	src/domain/application_fields.c src/domain/application_fields.h \
	src/domain/application_import.c \
	src/domain/application_item.c \
	src/domain/application_letter.c \
	src/domain/application_operations.c \
	src/domain/application_review.c \
	src/domain/application_row.c src/domain/application_row.h \
	src/domain/application_sweep.c \
	src/domain/batch.c src/domain/batch.h \
	src/domain/change.c src/domain/change.h \
	src/domain/change_since.c \
	src/domain/change_table.h \
	src/domain/change_undo.c \
	src/domain/check.c src/domain/check.h \
	src/domain/check_ledger.c \
	src/domain/check_ledger_lines.c \
	src/domain/check_lead.c src/domain/check_rules.h \
	src/domain/check_message.c \
	src/domain/check_payout.c \
	src/domain/check_sums.c \
	src/domain/commission.h \
	src/domain/commission_adjust.c \
	src/domain/commission_approve.c \
	src/domain/commission_book.c src/domain/commission_book.h \
	src/domain/commission_dates.c src/domain/commission_dates.h \
	src/domain/commission_explain.c src/domain/commission_explain.h \
	src/domain/commission_hold.c \
	src/domain/commission_line.c src/domain/commission_line.h \
	src/domain/commission_operations.c \
	src/domain/commission_row.c src/domain/commission_row.h \
	src/domain/commission_share.c src/domain/commission_share.h \
	src/domain/commission_write.c src/domain/commission_write.h \
	src/domain/conflict.c src/domain/conflict.h \
	src/domain/conflict_decide.c \
	src/domain/conflict_explain.c \
	src/domain/conflict_operations.c \
	src/domain/conflict_raise.c \
	src/domain/conflict_row.c src/domain/conflict_row.h \
	src/domain/customer.c src/domain/customer.h \
	src/domain/customer_data.c src/domain/customer_data.h \
	src/domain/customer_import.c \
	src/domain/customer_operations.c \
	src/domain/customer_row.c src/domain/customer_row.h \
	src/domain/document.c src/domain/document.h \
	src/domain/draft.c src/domain/draft.h \
	src/domain/enrollment.h \
	src/domain/enrollment_activate.c \
	src/domain/enrollment_benefit.c \
	src/domain/enrollment_common.c \
	src/domain/enrollment_document.c \
	src/domain/enrollment_end.c \
	src/domain/enrollment_explain.c \
	src/domain/enrollment_fields.c \
	src/domain/enrollment_follow.c src/domain/enrollment_follow.h \
	src/domain/enrollment_insert.c \
	src/domain/enrollment_level.c \
	src/domain/enrollment_move.c \
	src/domain/enrollment_operation.h \
	src/domain/enrollment_operations.c \
	src/domain/enrollment_preview.c src/domain/enrollment_preview.h \
	src/domain/enrollment_requirement.c \
	src/domain/enrollment_rights.c \
	src/domain/enrollment_row.c src/domain/enrollment_row.h \
	src/domain/enrollment_sweep.c \
	src/domain/enrollment_term.c src/domain/enrollment_term.h \
	src/domain/import.c src/domain/import.h \
	src/domain/lead.h \
	src/domain/lead_claim.c src/domain/lead_claim.h \
	src/domain/lead_data.c src/domain/lead_data.h \
	src/domain/lead_decide.c \
	src/domain/lead_entry.c \
	src/domain/lead_explain.c \
	src/domain/lead_fields.c src/domain/lead_fields.h \
	src/domain/lead_import.c \
	src/domain/lead_letter.c src/domain/lead_letter.h \
	src/domain/lead_handover.c src/domain/lead_handover.h \
	src/domain/lead_match.c src/domain/lead_match.h \
	src/domain/lead_match_alike.c src/domain/lead_match_alike.h \
	src/domain/lead_note.c \
	src/domain/lead_operation.h \
	src/domain/lead_operations.c \
	src/domain/lead_queue.c src/domain/lead_queue.h \
	src/domain/lead_row.c src/domain/lead_row.h \
	src/domain/lead_stage.c \
	src/domain/lead_sweep.c \
	src/domain/lead_terms.c \
	src/domain/lead_valid.c src/domain/lead_valid.h \
	src/domain/lead_window.c src/domain/lead_window.h \
	src/domain/letter.c src/domain/letter.h \
	src/domain/letter_template.c src/domain/letter_text.h \
	src/domain/lifecycle.c src/domain/lifecycle.h \
	src/domain/message.c src/domain/message.h \
	src/domain/operation.c src/domain/operation.h \
	src/domain/outbox.c src/domain/outbox.h \
	src/domain/partner.h \
	src/domain/partner_certificate.c \
	src/domain/partner_contact.c \
	src/domain/partner_data.c src/domain/partner_data.h \
	src/domain/partner_duplicates.c \
	src/domain/partner_entry.c \
	src/domain/partner_fields.c \
	src/domain/partner_follow.c \
	src/domain/partner_import.c \
	src/domain/partner_link.c \
	src/domain/partner_operation.h \
	src/domain/partner_operations.c \
	src/domain/partner_payment.c \
	src/domain/partner_row.c src/domain/partner_row.h \
	src/domain/partner_write.c \
	src/domain/payment_detail.c src/domain/payment_detail.h \
	src/domain/payment_data.h \
	src/domain/payment_import.c \
	src/domain/payout.h \
	src/domain/payout_account.c \
	src/domain/payout_operations.c \
	src/domain/payout_reason.c \
	src/domain/payout_row.c src/domain/payout_row.h \
	src/domain/payout_run.c \
	src/domain/payout_settle.c \
	src/domain/program.c src/domain/program.h \
	src/domain/program_commission.h \
	src/domain/program_key.h \
	src/domain/program_keys.c \
	src/domain/program_keys_application.c \
	src/domain/program_keys_commission.c \
	src/domain/program_keys_leads.c \
	src/domain/program_keys_reasons.c \
	src/domain/program_leads.h \
	src/domain/program_lists.c \
	src/domain/program_print.c \
	src/domain/program_scalar.c \
	src/domain/program_section.c \
	src/domain/program_store.c src/domain/program_store.h \
	src/domain/record.c src/domain/record.h \
	src/domain/record_find.c src/domain/record_find.h \
	src/domain/reference_rate.c src/domain/reference_rate.h \
	src/domain/sale.h \
	src/domain/sale_again.c \
	src/domain/sale_data.c src/domain/sale_data.h \
	src/domain/sale_earn.c \
	src/domain/sale_explain.c \
	src/domain/sale_facts.c src/domain/sale_facts.h \
	src/domain/sale_import.c \
	src/domain/sale_operations.c \
	src/domain/sale_pay.c \
	src/domain/sale_rate.c src/domain/sale_rate.h \
	src/domain/sale_refund.c \
	src/domain/sale_row.c src/domain/sale_row.h \
	src/domain/sale_split.c \
	src/domain/sale_step.c \
	src/domain/sale_terms.c src/domain/sale_terms.h \
	src/domain/sale_write.c \
	src/domain/sale_stream.c src/domain/sale_stream.h \
	src/domain/session.c src/domain/session.h \
	src/domain/setting.c src/domain/setting.h \
	src/domain/statement.c src/domain/statement.h \
	src/domain/statement_balance.c src/domain/statement_balance.h \
	src/domain/statement_close.c \
	src/domain/statement_content.c src/domain/statement_content.h \
	src/domain/statement_letter.c \
	src/domain/statement_operation.h \
	src/domain/statement_operations.c \
	src/domain/statement_row.c src/domain/statement_row.h \
	src/domain/statement_terms.c src/domain/statement_terms.h \
	src/domain/sweep.c src/domain/sweep.h \
	src/domain/user.c src/domain/user.h \
	src/domain/template.c src/domain/template.h
