/*
 * domain/partner_operation.h - the operations on partners, for their table;
 * private to domain/partner*.c.
 */

#ifndef DOMAIN_PARTNER_OPERATION_H
#define DOMAIN_PARTNER_OPERATION_H

#include "domain/partner_row.h"

extern const struct fields partner_add_fields;
extern const struct fields partner_edit_fields;
extern const struct fields partner_note_fields;
extern const struct fields partner_activity_fields;
extern const struct fields partner_contact_fields;
extern const struct fields partner_contact_edit_fields;
extern const struct fields partner_contact_name_fields;
extern const struct fields partner_certificate_fields;
extern const struct fields partner_certificate_renew_fields;
extern const struct fields partner_certificate_name_fields;
extern const struct fields partner_bank_fields;
extern const struct fields partner_tax_fields;
extern const struct fields partner_accept_fields;
extern const struct fields partner_refuse_fields;
extern const struct fields partner_tag_fields;
extern const struct fields partner_manager_fields;
extern const struct fields partner_parent_fields;
extern const struct fields partner_customer_fields;

NODISCARD bool partner_add(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_edit_run(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_note(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_activity(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_undo(
    struct session *s, struct call *call, struct err *err);

NODISCARD bool partner_contact_add(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_contact_edit(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_contact_remove(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_contact_main(
    struct session *s, struct call *call, struct err *err);

NODISCARD bool partner_certificate_add(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_certificate_renew(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_certificate_remove(
    struct session *s, struct call *call, struct err *err);

NODISCARD bool partner_bank(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_tax(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_detail_accept(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_detail_refuse(
    struct session *s, struct call *call, struct err *err);

NODISCARD bool partner_tag(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_untag(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_manager(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_parent(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_link(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_unlink(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_publish(
    struct session *s, struct call *call, struct err *err);
NODISCARD bool partner_unpublish(
    struct session *s, struct call *call, struct err *err);

#endif
