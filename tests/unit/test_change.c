/* tests/unit/test_change.c - what changes keep, and how they go back. */

#include "config.h"

#include "domain/draft.h"
#include "tests/desk.h"
#include "tests/tap.h"

static struct desk d;
static struct session *rita, *sam;
static struct err err;

static const char STATUS[] = "SELECT status FROM application WHERE id = ?1";

static int64_t last_audit(void)
{
	return desk_int(&d, "SELECT max(id) FROM audit WHERE ?1 = ?1", 0);
}

static void an_operation_writes_one_audit_row(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Audited GmbH");
	int64_t before = last_audit();

	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	CHECK(last_audit() == before + 1);
	CHECK_STR(desk_text(&d, "SELECT operation FROM audit WHERE id = ?1",
		      before + 1),
	    "application claim");
	CHECK_STR(
	    desk_text(&d, "SELECT actor FROM audit WHERE id = ?1", before + 1),
	    "rita");
	CHECK_STR(desk_text(&d,
		      "SELECT old_value || '>' || new_value FROM audit_change"
		      " WHERE audit = ?1 AND field = 'status'",
		      before + 1),
	    "submitted>in_review");
}

static void a_refused_operation_leaves_nothing(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Untouched GmbH");
	int64_t before = last_audit();

	CHECK(!DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(last_audit() == before);
	CHECK_STR(desk_text(&d, STATUS, id), "submitted");
}

static void audit_rows_cannot_be_changed(void)
{
	static const char *const statements[] = {
		"UPDATE audit SET actor = 'x'",
		"DELETE FROM audit",
		"UPDATE audit_change SET new_value = 'x'",
		"DELETE FROM audit_change",
		"DELETE FROM op",
		"UPDATE program_version SET source = ''",
		"DELETE FROM program_version",
	};

	for (size_t i = 0; i < ARRAY_LEN(statements); i++) {
		CHECK(db_begin(d.db, &err));
		CHECK(!db_exec(d.db, statements[i], NO_VALUES, NULL, &err));
		db_rollback(d.db);
	}
}

static void an_undone_approval_leaves_void_rows(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Undone SARL");
	int64_t partner;
	size_t n;

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	partner =
	    desk_int(&d, "SELECT partner FROM application WHERE id = ?1", id);
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err) && n == 1);
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
	CHECK(desk_int(&d, "SELECT void FROM partner WHERE id = ?1", partner) ==
	    1);
	CHECK(desk_int(&d, "SELECT void FROM enrollment WHERE partner = ?1",
		  partner) == 1);
	/* And again, as if nothing had been. */
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK_STR(desk_text(&d, STATUS, id), "approved");
}

static void undo_of_an_undo_is_redo(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Redone SARL");
	size_t n;

	CHECK(DESK_RUN(&d, rita, "decline", id, "reason=other"));
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err));
	CHECK_STR(desk_text(&d, STATUS, id), "submitted");
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err));
	CHECK_STR(desk_text(&d, STATUS, id), "declined");
}

static void undo_is_refused_when_things_went_on(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Moved On Ltd");
	int64_t audit;
	size_t n;

	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=1"));
	audit = last_audit();
	CHECK(DESK_RUN(&d, d.owner, "score", id, "criterion=skills", "step=2"));
	CHECK(!change_undo(rita, audit, NULL, &n, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(strstr(err.text, "owner") != NULL);
}

static void undo_goes_back_step_by_step(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Stepwise Ltd");
	int64_t audit = 0;
	size_t n;

	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=1"));
	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=2"));
	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=3"));
	for (int step = 2; step >= 1; step--) {
		CHECK(change_last(rita, &audit, &err));
		CHECK(change_undo(rita, audit, NULL, &n, &err));
		CHECK(desk_int(&d,
			  "SELECT step FROM application_score"
			  " WHERE application = ?1",
			  id) == step);
	}
	/* Forward again, but only in the order in which it was. */
	CHECK(!change_undo(rita, audit + 2, NULL, &n, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err));
	CHECK(change_undo(rita, audit + 2, NULL, &n, &err));
	CHECK(desk_int(&d,
		  "SELECT step FROM application_score WHERE application = ?1",
		  id) == 3);
}

static void a_claim_hinders_no_undo(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Courteous Ltd");
	int64_t audit;
	size_t n;

	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=1"));
	audit = last_audit();
	CHECK(DESK_RUN(&d, d.owner, "claim", id, NULL));
	CHECK(DESK_RUN(&d, d.owner, "release", id, NULL));
	CHECK(change_undo(rita, audit, NULL, &n, &err));
	/* From the command line, too, claims are passed over. */
	CHECK(DESK_RUN(&d, rita, "score", id, "criterion=skills", "step=2"));
	CHECK(DESK_RUN(&d, rita, "claim", id, NULL));
	CHECK(DESK_RUN(&d, rita, "undo", id, NULL));
	CHECK(desk_int(&d, "SELECT items_done FROM application WHERE id = ?1",
		  id) == 0);
}

static void an_entry_goes_back_only_untouched(void)
{
	int64_t noted = desk_add(&d, d.owner, "plain", "Noted Ltd");
	int64_t added = last_audit(), opened, alone;
	size_t n;

	/* A note changes no column of the application itself. */
	CHECK(DESK_RUN(&d, rita, "note", noted, "inside=called them"));
	CHECK(!change_undo(d.owner, added, NULL, &n, &err));
	CHECK(strstr(err.text, "rita") != NULL);
	CHECK(strstr(err.text, "Take that back first") != NULL);
	CHECK(DESK_RUN(&d, rita, "undo", noted, NULL));
	CHECK(change_undo(d.owner, added, NULL, &n, &err));
	CHECK(desk_int(&d, "SELECT void FROM application WHERE id = ?1",
		  noted) == 1);

	/* Opening it began a review. */
	opened = desk_add(&d, d.owner, "plain", "Opened Ltd");
	added = last_audit();
	CHECK(DESK_RUN(&d, rita, "claim", opened, NULL));
	CHECK(!change_undo(d.owner, added, NULL, &n, &err));

	alone = desk_add(&d, d.owner, "plain", "Alone Ltd");
	added = last_audit();
	CHECK(change_undo(d.owner, added, NULL, &n, &err));
	CHECK(desk_int(&d, "SELECT void FROM application WHERE id = ?1",
		  alone) == 1);
}

static void set_city(int64_t partner, const char *city)
{
	struct change c;

	CHECK(change_begin(d.owner, "partner edit", RIGHT_PARTNER, "partner",
	    partner, NULL, "", &c, &err));
	CHECK(change_update(
	    &c, "partner", partner, 0, SETS({ "city", val_text(city) }), &err));
	CHECK(change_commit(&c, &err, "P-%d is changed.", (int)partner));
}

static void an_approval_stays_once_its_partner_is_used(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Used Partner Ltd");
	int64_t other = desk_add(&d, d.owner, "careful", "Used Partner Ltd");
	int64_t first, partner;
	size_t n;
	const char *named;

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	first = last_audit();
	partner =
	    desk_int(&d, "SELECT partner FROM application WHERE id = ?1", id);
	named = arena_fmt(&d.arena, "partner=P-%d", (int)partner);
	CHECK(DESK_RUN(&d, rita, "approve", other, NULL));
	CHECK(DESK_RUN(&d, sam, "approve", other, named));
	/* The other approval enrolled the same partner. */
	CHECK(!change_undo(rita, first, NULL, &n, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(strstr(err.text, "sam went on from there") != NULL);
	CHECK_STR(desk_text(&d, STATUS, id), "approved");

	CHECK(DESK_RUN(&d, rita, "undo", other, NULL));
	set_city(partner, "Lugo");
	CHECK(!change_undo(rita, first, NULL, &n, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(strstr(err.text, "owner") != NULL);
	CHECK(strstr(err.text, "is changed.") != NULL);
	CHECK_STR(desk_text(&d, STATUS, id), "approved");
}

static void an_undone_check_is_open_and_clean(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Clean Check Ltd");

	CHECK(DESK_RUN(&d, rita, "check", id, "check=screening",
	    "result=passed", "evidence=list", "note=fine"));
	CHECK(DESK_RUN(&d, rita, "undo", id, NULL));
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM application_check"
		  " WHERE application = ?1 AND result = 'open'"
		  " AND evidence = '' AND note = '' AND checked_by = ''"
		  " AND checked_at IS NULL AND recheck_on IS NULL",
		  id) == 1);
}

static void redo_needs_the_right_and_the_same_person(void)
{
	struct session *vic = desk_login(&d, "vic", "viewer");
	int64_t id = desk_add(&d, sam, "plain", "Redo Rights Ltd");
	size_t n;

	CHECK(desk_review(&d, rita, id, 4));
	CHECK(DESK_RUN(&d, rita, "approve", id, NULL));
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err));
	CHECK(!change_undo(vic, last_audit(), NULL, &n, &err));
	CHECK(err.kind == ERR_FORBIDDEN);
	/* Sam submitted it: approving it by a redo is approving it. */
	CHECK(!change_undo(sam, last_audit(), NULL, &n, &err));
	CHECK(err.kind == ERR_REFUSED);
	CHECK(strstr(err.text, "rita") != NULL);
	CHECK_STR(desk_text(&d, STATUS, id), "in_review");
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err));
	CHECK_STR(desk_text(&d, STATUS, id), "approved");
	session_close(vic);
}

static void undo_happens_once(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Once Ltd");
	int64_t audit;
	size_t n;

	CHECK(DESK_RUN(&d, rita, "decline", id, "reason=other"));
	audit = last_audit();
	CHECK(change_undo(rita, audit, NULL, &n, &err));
	CHECK(!change_undo(rita, audit, NULL, &n, &err));
	CHECK_STR(err.text, "This was taken back before.");
}

static void a_bulk_goes_back_as_one(void)
{
	char bulk[OP_ID_SIZE];
	int64_t ids[3];
	size_t n;

	op_id_new(bulk);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		struct application_reason_params p = { .reason = "other",
			.until = DATE_NONE };
		struct call call = {
			.params = &p, .bulk = bulk, .arena = &d.arena
		};

		ids[i] = desk_add(&d, d.owner, "plain",
		    arena_fmt(&d.arena, "Bulk %zu%zu%zu Ltd", i, i, i));
		call.id = ids[i];
		CHECK(operation_run(rita,
		    operation_find("application", "decline"), &call, &err));
	}
	CHECK(change_undo(rita, last_audit(), NULL, &n, &err) && n == 3);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		CHECK_STR(desk_text(&d, STATUS, ids[i]), "submitted");
}

static void the_same_op_id_acts_once(void)
{
	struct application_reason_params p = { .inside = "said twice",
		.until = DATE_NONE };
	int64_t id = desk_add(&d, d.owner, "plain", "Twice Ltd");
	char op_id[OP_ID_SIZE];

	op_id_new(op_id);
	for (int i = 0; i < 2; i++) {
		struct call call = { .id = id,
			.params = &p,
			.op_id = op_id,
			.arena = &d.arena };

		CHECK(operation_run(
		    rita, operation_find("application", "note"), &call, &err));
	}
	CHECK(desk_int(&d,
		  "SELECT count(*) FROM application_reason"
		  " WHERE application = ?1",
		  id) == 1);
}

static void an_entry_saved_before_says_which(void)
{
	struct application_data data;
	int64_t first = 0;
	char op_id[OP_ID_SIZE];

	op_id_new(op_id);
	fields_init(&application_fields, &data);
	data.company = "Entered Twice Ltd";
	data.country = "FR";
	data.program = "plain";
	data.contact_email = "x@example.fr";
	for (int i = 0; i < 2; i++) {
		struct call call = {
			.params = &data, .op_id = op_id, .arena = &d.arena
		};

		CHECK(operation_run(
		    rita, operation_find("application", "add"), &call, &err));
		CHECK(call.ret_id > 0 && (i == 0 || call.ret_id == first));
		first = call.ret_id;
	}
}

static void a_stale_version_is_told_who_changed_it(void)
{
	int64_t id = desk_add(&d, d.owner, "plain", "Stale Ltd");
	struct application_reason_params p = { .reason = "other",
		.until = DATE_NONE };
	struct call call = {
		.id = id, .version = 1, .params = &p, .arena = &d.arena
	};

	CHECK(DESK_RUN(&d, d.owner, "claim", id, NULL));
	CHECK(!operation_run(
	    rita, operation_find("application", "decline"), &call, &err));
	CHECK(err.kind == ERR_CONFLICT);
	CHECK(strstr(err.text, "Changed by owner at 09:00") != NULL);
}

static void roles_are_read_at_the_write(void)
{
	struct session *vera = desk_login(&d, "vera", "viewer");
	struct session *adam = desk_login(&d, "adam", "administrator");
	int64_t id = desk_add(&d, d.owner, "plain", "Roles Ltd");

	CHECK(vera != NULL && adam != NULL);
	CHECK(!DESK_RUN(&d, vera, "decline", id, "reason=other"));
	CHECK(err.kind == ERR_FORBIDDEN);
	CHECK(strstr(err.text, "reviewer") != NULL);
	CHECK(db_begin(d.db, &err) &&
	    db_exec(d.db,
		"UPDATE person_role SET role = 'reviewer' WHERE person ="
		" (SELECT id FROM person WHERE name = 'vera')",
		NO_VALUES, NULL, &err) &&
	    db_commit(d.db, &err));
	CHECK(DESK_RUN(&d, vera, "decline", id, "reason=other"));
	CHECK(!DESK_RUN(&d, adam, "note", id, "inside=x"));
	session_close(vera);
	session_close(adam);
}

static void a_draft_lives_until_it_is_done(void)
{
	struct node text = {
		.type = NODE_SCALAR, .key = "inside", .text = "half a sen"
	};
	struct node body = { .type = NODE_MAP, .child = &text, .n = 1 };
	int64_t id = desk_add(&d, d.owner, "plain", "Drafty Ltd");
	struct draft draft;
	char op_id[OP_ID_SIZE];
	bool found = false;

	op_id_new(op_id);
	CHECK(draft_save(rita, "application note", id, op_id, &body, &err));
	CHECK(draft_save(rita, "application note", id, op_id, &body, &err));
	CHECK(draft_find(rita, "application note", id, &d.arena, &found, &draft,
		  &err) &&
	    found);
	CHECK_STR(node_text(draft.body, "inside"), "half a sen");
	{
		struct application_reason_params p = { .inside = "whole",
			.until = DATE_NONE };
		struct call call = { .id = id,
			.params = &p,
			.op_id = draft.op_id,
			.arena = &d.arena };

		CHECK(operation_run(
		    rita, operation_find("application", "note"), &call, &err));
	}
	/* Its operation happened: it is offered no more. */
	CHECK(draft_find(rita, "application note", id, &d.arena, &found, &draft,
		  &err) &&
	    !found);
	CHECK(draft_drop(rita, "application note", id, &err));
}

int main(void)
{
	if (!desk_open(&d, ":memory:") ||
	    (rita = desk_login(&d, "rita", "reviewer")) == NULL ||
	    (sam = desk_login(&d, "sam", "reviewer")) == NULL) {
		printf("Bail out! no desk\n");
		return EXIT_FAILURE;
	}
	RUN(an_operation_writes_one_audit_row);
	RUN(a_refused_operation_leaves_nothing);
	RUN(audit_rows_cannot_be_changed);
	RUN(an_undone_approval_leaves_void_rows);
	RUN(undo_of_an_undo_is_redo);
	RUN(undo_is_refused_when_things_went_on);
	RUN(undo_goes_back_step_by_step);
	RUN(a_claim_hinders_no_undo);
	RUN(an_entry_goes_back_only_untouched);
	RUN(an_approval_stays_once_its_partner_is_used);
	RUN(an_undone_check_is_open_and_clean);
	RUN(redo_needs_the_right_and_the_same_person);
	RUN(undo_happens_once);
	RUN(a_bulk_goes_back_as_one);
	RUN(the_same_op_id_acts_once);
	RUN(an_entry_saved_before_says_which);
	RUN(a_stale_version_is_told_who_changed_it);
	RUN(roles_are_read_at_the_write);
	RUN(a_draft_lives_until_it_is_done);
	session_close(rita);
	session_close(sam);
	desk_close(&d);
	return tap_done();
}
