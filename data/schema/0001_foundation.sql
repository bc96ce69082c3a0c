-- People, programs, applications, and what an approval makes of them.
--
-- Dates are days since 1970-01-01; moments are seconds since then in UTC;
-- amounts are minor units of the currency beside them. Nothing is deleted:
-- a row that an undo un-made is void, and keeps its id.

CREATE TABLE person (
	id         INTEGER PRIMARY KEY,
	name       TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64),
	status     TEXT NOT NULL DEFAULT 'active'
	           CHECK (status IN ('active', 'disabled')),
	created_at INTEGER NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE person_role (
	id     INTEGER PRIMARY KEY,
	person INTEGER NOT NULL REFERENCES person (id),
	role   TEXT NOT NULL CHECK (role IN ('viewer', 'reviewer',
	       'partner_manager', 'finance', 'administrator')),
	UNIQUE (person, role)
) STRICT;

-- A random number for each thing somebody asked for, written first in its
-- transaction: after an unclear commit, its presence tells what happened.
CREATE TABLE op (
	op_id TEXT PRIMARY KEY CHECK (length(op_id) = 32),
	at    INTEGER NOT NULL
) STRICT;

-- One row for each operation, and one for each field it changed.
CREATE TABLE audit (
	id        INTEGER PRIMARY KEY, -- 1, 2, 3 ... without gaps
	at        INTEGER NOT NULL,
	actor     TEXT NOT NULL CHECK (length(actor) BETWEEN 1 AND 64),
	op_id     TEXT NOT NULL UNIQUE REFERENCES op (op_id),
	bulk      TEXT NOT NULL DEFAULT '', -- one value for all of a bulk
	operation TEXT NOT NULL,            -- "application approve"
	kind      TEXT NOT NULL,            -- of the record: "application"
	record    INTEGER NOT NULL,         -- its id; 0 when about none
	summary   TEXT NOT NULL,            -- a sentence for the history
	undoes    INTEGER UNIQUE REFERENCES audit (id)
) STRICT;

CREATE INDEX audit_by_record ON audit (kind, record, id);
CREATE INDEX audit_by_actor ON audit (actor, id);
CREATE INDEX audit_by_bulk ON audit (bulk, id) WHERE bulk <> '';

CREATE TABLE audit_change (
	id        INTEGER PRIMARY KEY,
	audit     INTEGER NOT NULL REFERENCES audit (id)
	          DEFERRABLE INITIALLY DEFERRED,
	entity    TEXT NOT NULL,    -- the table
	record    INTEGER NOT NULL, -- the row
	field     TEXT NOT NULL,    -- '' when the row was made here
	type      TEXT NOT NULL CHECK (type IN ('integer', 'text')),
	old_value TEXT,
	new_value TEXT
) STRICT;

CREATE INDEX audit_change_by_audit ON audit_change (audit, id);
CREATE INDEX audit_change_by_record ON audit_change (entity, record, id);

CREATE TRIGGER op_no_update BEFORE UPDATE ON op
BEGIN SELECT raise(ABORT, 'Operation ids are never changed.'); END;
CREATE TRIGGER op_no_delete BEFORE DELETE ON op
BEGIN SELECT raise(ABORT, 'Operation ids are never deleted.'); END;
CREATE TRIGGER audit_next BEFORE INSERT ON audit
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit)
BEGIN SELECT raise(ABORT, 'Audit rows follow one another without gaps.'); END;
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'Audit rows are never changed.'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'Audit rows are never deleted.'); END;
CREATE TRIGGER audit_change_late BEFORE INSERT ON audit_change
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.audit)
BEGIN SELECT raise(ABORT, 'An audit row is complete once written.'); END;
CREATE TRIGGER audit_change_no_update BEFORE UPDATE ON audit_change
BEGIN SELECT raise(ABORT, 'Audit rows are never changed.'); END;
CREATE TRIGGER audit_change_no_delete BEFORE DELETE ON audit_change
BEGIN SELECT raise(ABORT, 'Audit rows are never deleted.'); END;

-- A program file as it was loaded. Never changed: a change is a version.
CREATE TABLE program_version (
	id         INTEGER PRIMARY KEY,
	program    TEXT NOT NULL CHECK (length(program) BETWEEN 1 AND 64),
	label      TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 64),
	name       TEXT NOT NULL,
	type       TEXT NOT NULL CHECK (type IN ('reseller', 'referral',
	           'technology', 'service')),
	valid_from INTEGER NOT NULL,
	valid_to   INTEGER,
	source     TEXT NOT NULL, -- the file, byte for byte
	compiled   TEXT NOT NULL, -- the parsed file, base/node.h
	loaded_at  INTEGER NOT NULL,
	loaded_by  TEXT NOT NULL,
	UNIQUE (program, label)
) STRICT;

-- The texts its documents are made from, kept with the version.
CREATE TABLE program_template (
	id              INTEGER PRIMARY KEY,
	program_version INTEGER NOT NULL REFERENCES program_version (id),
	name            TEXT NOT NULL,
	body            TEXT NOT NULL,
	UNIQUE (program_version, name)
) STRICT;

CREATE TRIGGER program_version_no_update BEFORE UPDATE ON program_version
BEGIN SELECT raise(ABORT, 'A loaded program version is never changed.'); END;
CREATE TRIGGER program_version_no_delete BEFORE DELETE ON program_version
BEGIN SELECT raise(ABORT, 'A loaded program version is never deleted.'); END;
CREATE TRIGGER program_template_no_update BEFORE UPDATE ON program_template
BEGIN SELECT raise(ABORT, 'A loaded template is never changed.'); END;
CREATE TRIGGER program_template_no_delete BEFORE DELETE ON program_template
BEGIN SELECT raise(ABORT, 'A loaded template is never deleted.'); END;

-- One import of a file; taken back as a whole.
CREATE TABLE batch (
	id         INTEGER PRIMARY KEY,
	kind       TEXT NOT NULL CHECK (kind IN ('applications', 'partners',
	           'leads', 'customers', 'sales', 'payments', 'rates')),
	file       TEXT NOT NULL,
	map        TEXT NOT NULL DEFAULT '',
	status     TEXT NOT NULL DEFAULT 'done'
	           CHECK (status IN ('done', 'undone')),
	imported   INTEGER NOT NULL DEFAULT 0,
	updated    INTEGER NOT NULL DEFAULT 0,
	unchanged  INTEGER NOT NULL DEFAULT 0,
	refused    INTEGER NOT NULL DEFAULT 0,
	skipped    INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE partner (
	id         INTEGER PRIMARY KEY,
	void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	ref        TEXT,           -- the other system's key
	name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 400),
	name_key   TEXT NOT NULL,  -- folded, legal form dropped
	sort_name  TEXT NOT NULL,  -- folded
	country    TEXT NOT NULL CHECK (length(country) = 2),
	state      TEXT NOT NULL DEFAULT '',
	city       TEXT NOT NULL DEFAULT '',
	website    TEXT NOT NULL DEFAULT '',
	domain     TEXT NOT NULL DEFAULT '',
	tax_id     TEXT NOT NULL DEFAULT '',
	tax_key    TEXT NOT NULL DEFAULT '',
	email      TEXT NOT NULL DEFAULT '',
	phone      TEXT NOT NULL DEFAULT '',
	currency   TEXT NOT NULL DEFAULT '',
	coverage   TEXT NOT NULL DEFAULT '',
	manager    TEXT NOT NULL DEFAULT '',
	status     TEXT NOT NULL DEFAULT 'prospective'
	           CHECK (status IN ('prospective', 'onboarding', 'active',
	           'suspended', 'terminated', 'lapsed')),
	visible    INTEGER NOT NULL DEFAULT 0 CHECK (visible IN (0, 1)),
	note       TEXT NOT NULL DEFAULT '',
	search     TEXT NOT NULL,  -- folded: name, domain, contacts, note
	batch      INTEGER REFERENCES batch (id),
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	updated_at INTEGER NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX partner_by_ref ON partner (ref)
	WHERE ref IS NOT NULL AND void = 0;
CREATE INDEX partner_by_name ON partner (sort_name, id);
CREATE INDEX partner_by_country ON partner (country, id);
CREATE INDEX partner_by_status ON partner (status, id);
CREATE INDEX partner_by_created ON partner (created_at, id);
CREATE INDEX partner_by_updated ON partner (updated_at, id);
CREATE INDEX partner_by_domain ON partner (domain) WHERE domain <> '';
CREATE INDEX partner_by_tax ON partner (tax_key) WHERE tax_key <> '';
CREATE INDEX partner_by_key ON partner (name_key, country);

CREATE TABLE application (
	id               INTEGER PRIMARY KEY,
	void             INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	ref              TEXT,          -- the other system's key
	company          TEXT NOT NULL
	                 CHECK (length(company) BETWEEN 1 AND 400),
	company_key      TEXT NOT NULL, -- folded, legal form dropped
	sort_name        TEXT NOT NULL, -- folded
	country          TEXT NOT NULL CHECK (length(country) = 2),
	state            TEXT NOT NULL DEFAULT '',
	city             TEXT NOT NULL DEFAULT '',
	website          TEXT NOT NULL DEFAULT '',
	domain           TEXT NOT NULL DEFAULT '',
	program          TEXT NOT NULL,
	program_version  INTEGER NOT NULL REFERENCES program_version (id),
	level            TEXT NOT NULL,
	entity           TEXT NOT NULL, -- the contracting entity's id
	contact_name     TEXT NOT NULL DEFAULT '',
	contact_email    TEXT NOT NULL DEFAULT '',
	contact_phone    TEXT NOT NULL DEFAULT '',
	technical_name   TEXT NOT NULL DEFAULT '',
	technical_email  TEXT NOT NULL DEFAULT '',
	registry_number  TEXT NOT NULL DEFAULT '',
	tax_id           TEXT NOT NULL DEFAULT '',
	tax_key          TEXT NOT NULL DEFAULT '',
	founded          INTEGER CHECK (founded BETWEEN 1000 AND 9999),
	employees        INTEGER CHECK (employees >= 0),
	certified_people INTEGER CHECK (certified_people >= 0),
	territories      TEXT NOT NULL DEFAULT '',
	languages        TEXT NOT NULL DEFAULT '',
	business_model   TEXT NOT NULL DEFAULT '',
	partner_page     TEXT NOT NULL DEFAULT '',
	customers        TEXT NOT NULL DEFAULT '', -- references they name
	description      TEXT NOT NULL DEFAULT '',
	revenue          INTEGER CHECK (abs(revenue) <= 1000000000000000),
	currency         TEXT NOT NULL DEFAULT ''
	                 CHECK (length(currency) IN (0, 3)),
	consent          INTEGER CHECK (consent IN (0, 1)),
	status           TEXT NOT NULL CHECK (status IN ('draft', 'submitted',
	                 'in_review', 'info_requested', 'on_hold', 'approved',
	                 'declined', 'withdrawn', 'expired')),
	submitted_on     INTEGER,
	submitted_by     TEXT NOT NULL DEFAULT '', -- who typed it; '' imported
	-- The clocks, in business days of the entity's calendar.
	touch_due        INTEGER,       -- first touch by the end of this day
	touched_at       INTEGER,
	due              INTEGER,       -- decision; NULL while it stands still
	days_left        INTEGER,       -- business days left while it does
	wake_on          INTEGER,       -- on_hold: back in review
	expires_on       INTEGER,       -- info_requested: no answer by then
	-- A courtesy, never a lock.
	claimed_by       TEXT NOT NULL DEFAULT '',
	claimed_at       INTEGER,
	owner            TEXT NOT NULL DEFAULT '',
	-- Kept by the operations on checks and scores.
	items            INTEGER NOT NULL DEFAULT 0, -- checks and criteria
	items_done       INTEGER NOT NULL DEFAULT 0,
	checks_failed    INTEGER NOT NULL DEFAULT 0,
	score            INTEGER CHECK (score BETWEEN 0 AND 100),
	decided_at       INTEGER,
	decided_by       TEXT NOT NULL DEFAULT '',
	reason           TEXT NOT NULL DEFAULT '',
	earlier          INTEGER REFERENCES application (id),
	partner          INTEGER REFERENCES partner (id),
	note             TEXT NOT NULL DEFAULT '',
	search           TEXT NOT NULL, -- folded: names, domain, notes
	batch            INTEGER REFERENCES batch (id),
	created_at       INTEGER NOT NULL,
	created_by       TEXT NOT NULL,
	updated_at       INTEGER NOT NULL,
	version          INTEGER NOT NULL DEFAULT 1
) STRICT;

-- The NULLs that sort last or first have fixed places, so that a list can
-- search each order by its index: 2932896 is the last day there is.
CREATE UNIQUE INDEX application_by_ref ON application (ref)
	WHERE ref IS NOT NULL AND void = 0;
-- Status and void stand behind the order, so that a list of pending ones is
-- read from the index alone, however many decided ones lie between.
CREATE INDEX application_by_company
	ON application (sort_name, id, status, void);
CREATE INDEX application_by_program ON application (program, id);
CREATE INDEX application_by_country ON application (country, id);
CREATE INDEX application_by_status ON application (status, id, void);
CREATE INDEX application_by_submitted
	ON application (coalesce(submitted_on, 2932896), id, status, void);
CREATE INDEX application_by_due
	ON application (coalesce(due, 2932896), id, status, void);
CREATE INDEX application_by_score
	ON application (coalesce(score, -1), id, status, void);
CREATE INDEX application_by_done ON application (items_done, id);
CREATE INDEX application_by_claim ON application (claimed_by, id);
CREATE INDEX application_by_created
	ON application (created_at, id, status, void);
CREATE INDEX application_by_updated
	ON application (updated_at, id, status, void);
-- What words are looked for in, without the rest of the rows.
CREATE INDEX application_by_search ON application (status, void, search);
CREATE INDEX application_by_domain ON application (domain)
	WHERE domain <> '';
CREATE INDEX application_by_tax ON application (tax_key)
	WHERE tax_key <> '';
CREATE INDEX application_by_key ON application (company_key, country);
CREATE INDEX application_by_wake ON application (wake_on)
	WHERE wake_on IS NOT NULL;
CREATE INDEX application_by_expiry ON application (expires_on)
	WHERE expires_on IS NOT NULL;
CREATE INDEX application_by_batch ON application (batch);
CREATE INDEX application_by_partner ON application (partner)
	WHERE partner IS NOT NULL;

-- Blocking checks; an absent row is an open check.
CREATE TABLE application_check (
	id          INTEGER PRIMARY KEY,
	application INTEGER NOT NULL REFERENCES application (id),
	item        TEXT NOT NULL, -- the check's id in the program
	result      TEXT NOT NULL DEFAULT 'open'
	            CHECK (result IN ('open', 'passed', 'failed', 'waived')),
	evidence    TEXT NOT NULL DEFAULT '',
	reason      TEXT NOT NULL DEFAULT '',
	note        TEXT NOT NULL DEFAULT '',
	checked_at  INTEGER,
	checked_by  TEXT NOT NULL DEFAULT '',
	recheck_on  INTEGER,
	version     INTEGER NOT NULL DEFAULT 1,
	UNIQUE (application, item)
) STRICT;

CREATE INDEX application_check_by_recheck ON application_check (recheck_on)
	WHERE recheck_on IS NOT NULL;

CREATE TABLE application_score (
	id          INTEGER PRIMARY KEY,
	application INTEGER NOT NULL REFERENCES application (id),
	item        TEXT NOT NULL, -- the criterion's id in the program
	step        INTEGER CHECK (step BETWEEN 0 AND 4), -- NULL: taken back
	note        TEXT NOT NULL DEFAULT '',
	scored_at   INTEGER NOT NULL,
	scored_by   TEXT NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1,
	UNIQUE (application, item)
) STRICT;

-- Why something was decided, with text for the applicant and for inside.
CREATE TABLE application_reason (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	application INTEGER NOT NULL REFERENCES application (id),
	decision    TEXT NOT NULL CHECK (decision IN ('approve', 'decline',
	            'hold', 'request', 'answer', 'waive', 'override',
	            'withdraw', 'note')),
	reason      TEXT NOT NULL DEFAULT '',
	outside     TEXT NOT NULL DEFAULT '', -- for the applicant
	inside      TEXT NOT NULL DEFAULT '',
	at          INTEGER NOT NULL,
	actor       TEXT NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX application_reason_by_application
	ON application_reason (application, id);

-- Approvals so far, where a program asks for more than one.
CREATE TABLE application_approval (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	application INTEGER NOT NULL REFERENCES application (id),
	actor       TEXT NOT NULL,
	at          INTEGER NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX application_approval_once
	ON application_approval (application, actor) WHERE void = 0;

CREATE TABLE contact (
	id      INTEGER PRIMARY KEY,
	void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	partner INTEGER NOT NULL REFERENCES partner (id),
	kind    TEXT NOT NULL CHECK (kind IN ('main', 'technical', 'billing',
	        'other')),
	name    TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 400),
	email   TEXT NOT NULL DEFAULT '',
	phone   TEXT NOT NULL DEFAULT '',
	version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX contact_by_partner ON contact (partner, id);
CREATE UNIQUE INDEX contact_one_main ON contact (partner)
	WHERE kind = 'main' AND void = 0;

-- Partner x program x level, on the terms of one program version.
CREATE TABLE enrollment (
	id              INTEGER PRIMARY KEY,
	void            INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	partner         INTEGER NOT NULL REFERENCES partner (id),
	program         TEXT NOT NULL,
	program_version INTEGER NOT NULL REFERENCES program_version (id),
	level           TEXT NOT NULL,
	entity          TEXT NOT NULL,
	status          TEXT NOT NULL CHECK (status IN ('prospective',
	                'onboarding', 'active', 'suspended', 'terminated',
	                'lapsed')),
	application     INTEGER REFERENCES application (id),
	created_at      INTEGER NOT NULL,
	created_by      TEXT NOT NULL,
	updated_at      INTEGER NOT NULL,
	version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX enrollment_once ON enrollment (partner, program)
	WHERE void = 0 AND status NOT IN ('terminated', 'lapsed');
CREATE INDEX enrollment_by_partner ON enrollment (partner, id);
CREATE INDEX enrollment_by_status ON enrollment (status, id);
CREATE INDEX enrollment_by_program ON enrollment (program, id);
CREATE INDEX enrollment_by_created ON enrollment (created_at, id);

-- The Order Form, the Partner Agreement and their like, as generated.
CREATE TABLE document (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	kind        TEXT NOT NULL, -- its id in the program: 'order_form'
	name        TEXT NOT NULL,
	application INTEGER REFERENCES application (id),
	partner     INTEGER REFERENCES partner (id),
	enrollment  INTEGER REFERENCES enrollment (id),
	body        TEXT NOT NULL,
	created_at  INTEGER NOT NULL,
	created_by  TEXT NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX document_by_application ON document (application, kind);
CREATE INDEX document_by_partner ON document (partner, kind);

-- What somebody was typing; gone once it is saved.
CREATE TABLE draft (
	id         INTEGER PRIMARY KEY,
	person     TEXT NOT NULL,
	form       TEXT NOT NULL,    -- "application decline"
	record     INTEGER NOT NULL, -- 0 when about none
	op_id      TEXT NOT NULL CHECK (length(op_id) = 32),
	body       TEXT NOT NULL,    -- base/node.h, a map of fields
	updated_at INTEGER NOT NULL,
	UNIQUE (person, form, record)
) STRICT;

CREATE TABLE setting (
	id     INTEGER PRIMARY KEY,
	person TEXT NOT NULL, -- '' for all
	name   TEXT NOT NULL,
	value  TEXT NOT NULL,
	UNIQUE (person, name)
) STRICT;
