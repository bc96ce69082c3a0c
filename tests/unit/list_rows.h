/*
 * tests/unit/list_rows.h - statements that fill every table that lists read.
 *
 * Each is run many times: ?1 counts up, ?2 goes round from 0 to 4, ?3 is one
 * of three texts.
 */

#ifndef TESTS_UNIT_LIST_ROWS_H
#define TESTS_UNIT_LIST_ROWS_H

static const char *const rows[] = {
	"INSERT INTO batch (kind, file, created_at, created_by)"
	" VALUES ('applications', ?3, ?1, ?2)",
	"INSERT INTO partner (id, name, name_key, sort_name, country, status,"
	" search, created_at, created_by, updated_at, void) VALUES (?1, ?3, ?3,"
	" ?3, CASE ?2 WHEN 1 THEN 'ES' ELSE 'PT' END, CASE ?2 WHEN 2 THEN"
	" 'active' ELSE 'prospective' END, ?3, ?2, 'ana', ?2,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO application (id, company, company_key, sort_name, country,"
	" program, program_version, level, entity, status, search, created_at,"
	" created_by, updated_at, submitted_on, due, score, items, items_done,"
	" claimed_by, partner, revenue, currency, void) VALUES (?1, ?3, ?3, ?3,"
	" CASE ?2 WHEN 1 THEN 'ES' ELSE 'PT' END, ?3, 1, 'gold', 'eu',"
	" CASE ?2 WHEN 0 THEN 'draft' ELSE 'submitted' END, ?3, ?2, 'ana', ?2,"
	" CASE ?2 WHEN 0 THEN NULL ELSE ?2 END,"
	" CASE ?2 WHEN 3 THEN NULL ELSE ?2 END,"
	" CASE ?2 WHEN 4 THEN NULL ELSE ?2 * 20 END, 9, ?2,"
	" CASE ?2 WHEN 0 THEN '' ELSE ?3 END, CASE ?2 WHEN 2 THEN ?1 END,"
	" ?2 * 1000, CASE ?2 WHEN 1 THEN 'JPY' ELSE 'EUR' END,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO enrollment (partner, program, program_version, level,"
	" entity, status, application, created_at, created_by, updated_at,"
	" standing, term_to, due) VALUES (?1, ?3, 1, 'gold', 'eu',"
	" CASE ?2 WHEN 1 THEN 'active' ELSE 'prospective' END, ?1, ?2, 'ana',"
	" ?2, CASE ?2 WHEN 4 THEN 'warned' ELSE 'good' END,"
	" CASE ?2 WHEN 0 THEN NULL ELSE ?2 END,"
	" CASE ?2 WHEN 3 THEN NULL ELSE ?2 END)",
	"INSERT INTO partner_tag (partner, tag) SELECT ?1, 'gold'"
	" WHERE ?2 = 1",
	"INSERT INTO certificate (partner, person, name, expires_on,"
	" created_at, created_by) SELECT ?1, ?3, 'x', 9, 1, 'ana'"
	" WHERE ?2 = 2",
	"INSERT INTO partner_count (partner, leads_open) SELECT ?1, 2"
	" WHERE ?2 = 3",
	"UPDATE partner SET parent = 1 WHERE id = ?1 AND ?2 = 4",
	/* Of partners that are void: their counters stay as they are. */
	"INSERT INTO lead (id, partner, customer, name_key, sort_name, country,"
	" stage, stage_on, received_at, submitted_on, activity_on, value,"
	" currency, expected_close, protected_until, owner, search, created_at,"
	" created_by, updated_at, void) VALUES (?1, 11 + 11 * ?2, ?3, ?3, ?3,"
	" CASE ?2 WHEN 1 THEN 'ES' ELSE 'PT' END, CASE ?2 WHEN 0 THEN 'won'"
	" WHEN 1 THEN 'submitted' WHEN 2 THEN 'lost' ELSE 'accepted' END, ?2,"
	" ?1, ?2, ?2, CASE ?2 WHEN 4 THEN NULL ELSE ?2 * 1000 END,"
	" CASE ?2 WHEN 4 THEN '' WHEN 1 THEN 'JPY' ELSE 'EUR' END,"
	" CASE ?2 WHEN 3 THEN NULL ELSE ?2 END, CASE ?2 WHEN 3 THEN 40 END,"
	" CASE ?2 WHEN 0 THEN '' ELSE ?3 END, ?3, ?2, 'ana', ?2,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO message (template, noun, record, to_address, subject, body,"
	" status, due_at, message_id, created_at, created_by, updated_at)"
	" VALUES ('letter-x', 'lead', ?1, ?3, ?3, ?3, CASE ?2 WHEN 0 THEN"
	" 'sent' ELSE 'waiting' END, ?2, ?1, ?2, 'ana', ?2)",
	"INSERT INTO customer (id, name, name_key, sort_name, country, partner,"
	" house, search, created_at, created_by, updated_at, void) VALUES (?1,"
	" ?3, ?3, ?3, CASE ?2 WHEN 1 THEN 'ES' ELSE 'PT' END,"
	" CASE ?2 WHEN 1 THEN 2 END, CASE ?2 WHEN 2 THEN 1 ELSE 0 END, ?3, ?2,"
	" 'ana', ?2, CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO sale (id, partner, customer, lead, product, base,"
	" currency, sale_on, paid, refunded, refund_of, commission, recorded_by,"
	" search, created_at, created_by, updated_at, void) VALUES (?1,"
	" 11 + 11 * ?2, ?1, CASE ?2 WHEN 1 THEN ?1 END, ?3, ?2 * 1000,"
	" CASE ?2 WHEN 1 THEN 'JPY' ELSE 'EUR' END, ?2, CASE ?2 WHEN 2 THEN"
	" 2000 WHEN 3 THEN 1 ELSE 0 END, CASE ?2 WHEN 4 THEN 4000 ELSE 0 END,"
	" CASE ?2 WHEN 0 THEN 1 END, ?2 * 100, ?3, ?3, ?2, 'ana', ?2,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO payment (sale, amount, paid_on, recorded_by, created_at)"
	" VALUES (?1, 2000, ?2 + 5, ?3, ?2)",
	"INSERT INTO commission (id, kind, sale, partner, program, product,"
	" currency, base, amount, on_date, on_month, recorded_by, created_at,"
	" created_by, updated_at, void) VALUES (?1, CASE ?2 WHEN 4 THEN 'bonus'"
	" ELSE 'sale' END, CASE ?2 WHEN 4 THEN NULL ELSE ?1 END, 11 + 11 * ?2,"
	" ?3, ?3, CASE ?2 WHEN 1 THEN 'JPY' ELSE 'EUR' END, ?2 * 1000,"
	" 100 + ?2, ?2, 0, ?3, ?2, 'ana', ?2,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	/* 0: accrued; 1: in its window until day 101; 2: held; 3: approved;
	 * 4: paid. */
	"INSERT INTO tranche (commission, amount, earned_on, earned_month,"
	" release_on, release_month, state, state_on, state_month, hold,"
	" approved_by, created_at, updated_at) SELECT ?1, 100 + ?2, ?2, 0,"
	" CASE ?2 WHEN 1 THEN 101 ELSE ?2 END, 0, CASE ?2 WHEN 1 THEN 'earned'"
	" WHEN 2 THEN 'held' WHEN 3 THEN 'approved' ELSE 'paid' END, ?2, 0,"
	" CASE ?2 WHEN 2 THEN 'hand' ELSE '' END, CASE ?2 WHEN 3 THEN ?3"
	" ELSE '' END, ?2, ?2 WHERE ?2 > 0 AND ?1 % 11 <> 0",
	"INSERT INTO statement (id, partner, currency, from_on, to_on, status,"
	" opening, earned, payable, carried, created_at, created_by,"
	" updated_at, void) VALUES (?1, 11 + 11 * ?2, 'EUR', 0, 89 + ?1,"
	" CASE ?2 WHEN 0 THEN 'carried' ELSE 'closed' END, 0, ?1, ?1, 0, ?2,"
	" 'ana', ?2, CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO payout (id, currency, to_on, status, total, partners,"
	" created_at, created_by, updated_at, void) VALUES (?1, 'EUR', ?2,"
	" CASE ?2 WHEN 0 THEN 'paid' ELSE 'proposed' END, ?1, 1, ?2, 'ana', ?2,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO payout_line (payout, statement, partner, amount)"
	" VALUES (?1, ?1, 11, 5)",
	"INSERT INTO conflict (id, lead, other, customer, why, created_at,"
	" created_by, updated_at, void) VALUES (?1, ?1, CASE WHEN ?2 < 3 THEN"
	" 61 - ?1 END, CASE WHEN ?2 > 2 THEN ?1 END, CASE WHEN ?2 < 3 THEN"
	" 'similar' ELSE 'customer' END, ?2, ?3, ?2,"
	" CASE WHEN ?1 % 11 = 0 THEN 1 ELSE 0 END)",
	"INSERT INTO person (name, created_at) VALUES (?3 || ?1, ?2)",
	"INSERT INTO op (op_id, at) VALUES (substr('0000000000000000000000000"
	"00000000' || ?1, -32), ?1)",
};

static const char AUDIT[] =
    "INSERT INTO audit (id, at, actor, op_id, operation, kind, record,"
    " summary) SELECT coalesce(max(id), 0) + 1, ?1, ?3,"
    " substr('000000000000000000000000000000000' || ?1, -32), 'a b', 'x', ?2,"
    " 's' FROM audit";

#endif
