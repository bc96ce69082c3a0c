/* tests/enrolled.c - partners in programs of every kind. */

#include "config.h"

#include "tests/enrolled.h"

#include <stdio.h>
#include <string.h>

#include "io/yaml.h"

#define HEAD(id, version, from)                                               \
	"accord: 1\nprogram: " id "\nversion: " version "\nvalid_from: " from \
	"\nname: Program " id "\ntype: reseller\nvendor: Example Vendor\n"    \
	"entities:\n"                                                         \
	"  - {id: eu, name: Example Europe, currency: EUR,"                   \
	" countries: [default], timezone: Europe/Madrid}\n"                   \
	"products:\n  - {id: support, name: Support}\n"

static const char GUIDED[] = HEAD("guided", "2026-01",
    "2026-01-01") "fee: {amount: \"100.00\", currency: EUR, every: year}\n"
		  "term: {months: 12, auto_renew: yes, notice_days: 30}\n"
		  "discounts: {support: 15%}\n"
		  "levels:\n"
		  "  - {id: registered, name: Registered}\n"
		  "  - {id: silver, name: Silver, requires: {certified_people: 1}}\n"
		  "  - {id: gold, name: Gold,"
		  " requires: {certified_people: 2, employees: 20}}\n"
		  "application:\n  checks:\n"
		  "    - {id: screening, name: Screening, recheck_days: 90}\n"
		  "    - {id: page, name: Page, evidence: yes, when: activation,"
		  " recheck_days: 90}\n"
		  "    - {id: visit, name: Visit, when: activation}\n"
		  "requirements:\n"
		  "  - {id: fee, name: Fee, kind: fee, grace_days: 10}\n"
		  "  - {id: page, name: Page, kind: check, check: page, grace_days: 20}\n"
		  "  - {id: application, name: Application, kind: application}\n"
		  "  - {id: papers, name: Papers, kind: document}\n"
		  "  - {id: training, name: Training, kind: task, grace_days: 5,"
		  " then: downgrade, levels: [silver, gold]}\n"
		  "  - {id: survey, name: Survey, kind: task, grace_days: 5, then: warn}\n"
		  "benefits:\n"
		  "  - {id: logo, name: Logo on the site, task: yes}\n"
		  "  - {id: recognition, name: Recognition}\n"
		  "documents:\n"
		  "  - {id: order, name: Order, template: order, sign: yes}\n"
		  "  - {id: agreement, name: Agreement, template: order, sign: yes}\n"
		  "  - {id: pack, name: Pack, template: order, on: activation}\n"
		  "...\n";

static const char GUIDED_NEXT[] = HEAD("guided", "2027-01",
    "2027-01-01") "fee: {amount: \"100.00\", currency: EUR, every: year}\n"
		  "term: {months: 24, auto_renew: yes, notice_days: 60}\n"
		  "discounts: {support: 20%}\n"
		  "levels:\n"
		  "  - {id: registered, name: Member}\n"
		  "  - {id: gold, name: Gold, requires: {certified_people: 3}}\n"
		  "requirements:\n"
		  "  - {id: fee, name: Fee, kind: fee, grace_days: 10}\n"
		  "  - {id: security, name: Security, kind: task, grace_days: 15}\n"
		  "benefits:\n"
		  "  - {id: logo, name: Logo on the site, task: yes}\n"
		  "commission:\n  rules:\n"
		  "    - {id: support, product: support, rate: 12%}\n"
		  "...\n";

static const char SIMPLE[] = HEAD("simple", "2026-01",
    "2026-01-01") "term: {months: 1, auto_renew: no, notice_days: 5}\n"
		  "levels:\n  - {id: registered, name: Registered}\n...\n";

static const char SIGNED[] = HEAD("signed", "2026-01",
    "2026-01-01") "levels:\n  - {id: registered, name: Registered}\n"
		  "documents:\n"
		  "  - {id: order, name: Order, template: order, sign: yes}\n...\n";

static const char LASTING[] = HEAD("lasting", "2026-01",
    "2026-01-01") "levels:\n  - {id: registered, name: Registered}\n"
		  "commission:\n  rules:\n"
		  "    - {id: support, product: support, rate: 10%}\n...\n";

static const char WRAPPED[] = HEAD("wrapped", "2026-01",
    "2026-01-01") "includes: [lasting]\n"
		  "levels:\n  - {id: registered, name: Registered}\n...\n";

#define LETTER(name, text)                                        \
	{                                                         \
		"letter-" name, "Subject: " text "\n\n" text "\n" \
	}

static const struct program_text texts[] = {
	{ "order", "Order of {{company}} at {{level}}.\n" },
	LETTER("approval", "Approved: {{documents}}"),
	LETTER("welcome", "Welcome {{company}} from {{from}}"),
	LETTER("warning", "{{requirement}} by {{until}}"),
	LETTER("suspension", "Suspended {{company}}"),
	LETTER("renewal", "Ends on {{until}}"),
	LETTER("termination", "Ended on {{from}}"),
};

static bool load(struct desk *d, const char *yaml)
{
	struct problems problems = { .arena = &d->arena, .file = "test.yaml" };
	const struct program *program = NULL;
	struct buf said = BUF_INIT;
	enum load_result result;
	struct node *root;
	struct err err;

	if (!yaml_read(yaml, strlen(yaml), &yaml_program_limits, &d->arena,
		&problems, &root) ||
	    !program_read(root, &d->arena, NULL, NULL, &problems, &program)) {
		problems_print(&problems, &said);
		printf("# %s\n", buf_text(&said));
		buf_done(&said);
		return false;
	}
	if (program_load(d->owner, program, yaml, root, texts, ARRAY_LEN(texts),
		&result, &err))
		return true;
	printf("# %s\n", err.text);
	return false;
}

bool enrolled_open(struct desk *d, const char *path)
{
	return desk_open(d, path) && load(d, GUIDED) && load(d, GUIDED_NEXT) &&
	    load(d, SIMPLE) && load(d, SIGNED) && load(d, LASTING) &&
	    load(d, WRAPPED);
}

static int64_t complain(const struct err *err)
{
	printf("# %s\n", err->text);
	return 0;
}

int64_t enrolled_new(struct desk *d, const char *program)
{
	int64_t n = desk_int(d, "SELECT count(*) + ?1 FROM partner", 1);
	struct err err;
	int64_t partner, id;

	partner = DESK_OP(d, d->owner, "partner", "add", 0,
	    arena_fmt(&d->arena, "name=Partner %d Ltd", (int)n), "country=ES",
	    "contact_name=Ana",
	    arena_fmt(
		&d->arena, "contact_email=ana@partner%d.example", (int)n));
	if (partner == 0)
		return complain(&err);
	id = DESK_OP(d, d->owner, "enrollment", "add", 0,
	    arena_fmt(&d->arena, "partner=P-%d", (int)partner),
	    arena_fmt(&d->arena, "program=%s", program),
	    "reason=known_partner");
	return id != 0 ? id : complain(&err);
}

/* Signs and meets whatever stands in the way of the first active day. */
static bool make_active(struct desk *d, int64_t id, struct err *ret)
{
	static const char *const tasks[] = { "requirement=fee",
		"requirement=page", "requirement=visit", "requirement=survey" };
	struct err err;

	for (size_t i = 0; i < ARRAY_LEN(tasks); i++)
		if (strcmp(enrolled_requirement(
			       d, id, tasks[i] + strlen("requirement=")),
			"open") == 0 &&
		    !ENROLL(d, "requirement", id, tasks[i], "state=met",
			"evidence=seen")) {
			*ret = err;
			return false;
		}
	if (ENROLL(d, "activate", id, NULL))
		return true;
	*ret = err;
	return false;
}

int64_t enrolled_in(
    struct desk *d, const char *program, enum enrollment_state state)
{
	int64_t id = enrolled_new(d, program);
	struct err err = { .text = "" };
	bool ok = id != 0;

	if (ok && state != ENROLLMENT_PROSPECTIVE &&
	    desk_int(d,
		"SELECT count(*) FROM document WHERE enrollment = ?1"
		" AND needs_sign = 1",
		id) > 0)
		ok = ENROLL(d, "sign", id, "by=Ana");
	if (ok && state >= ENROLLMENT_ACTIVE)
		ok = make_active(d, id, &err);
	if (ok && state == ENROLLMENT_SUSPENDED)
		ok = ENROLL(d, "suspend", id, "reason=conduct");
	if (ok && state == ENROLLMENT_TERMINATED)
		ok = ENROLL(d, "terminate", id, "reason=breach");
	if (ok && state == ENROLLMENT_LAPSED) {
		ok = ENROLL(
		    d, "notice", id, "by=vendor", "reason=vendor_notice");
		desk_at(d, d->owner, "2027-06-01");
		ok = ok && ENROLL(d, "lapse", id, NULL);
		desk_at(d, d->owner, "2026-03-02");
	}
	return ok ? id : complain(&err);
}

int enrolled_at(struct desk *d, const char *day)
{
	struct err err;
	size_t n;

	desk_at(d, d->owner, day);
	if (enrollment_sweep(d->owner, 200, &n, &err))
		return (int)n;
	printf("# %s\n", err.text);
	return -1;
}

const char *enrolled_day(struct desk *d, int64_t id, const char *column)
{
	int64_t on = desk_int(d,
	    arena_fmt(&d->arena,
		"SELECT coalesce(%s, -1) FROM enrollment WHERE id = ?1",
		column),
	    id);
	char text[11];

	return on == -1 ? "-"
			: arena_str(&d->arena, date_text((date_days)on, text));
}

const char *enrolled_text(struct desk *d, int64_t id, const char *column)
{
	return desk_text(d,
	    arena_fmt(
		&d->arena, "SELECT %s FROM enrollment WHERE id = ?1", column),
	    id);
}

const char *enrolled_requirement(
    struct desk *d, int64_t id, const char *requirement)
{
	return desk_text(d,
	    arena_fmt(&d->arena,
		"SELECT state FROM enrollment_requirement"
		" WHERE enrollment = ?1 AND item = '%s'",
		requirement),
	    id);
}
