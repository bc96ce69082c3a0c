-- Partners in full, and what an enrollment keeps from approval to its end.
--
-- Dates are days since 1970-01-01; moments are seconds since then in UTC;
-- amounts are minor units of the currency beside them. Nothing is deleted:
-- a row that an undo un-made is void, and keeps its id.

-- Who buys from the vendor. A house account is the vendor's own: no partner
-- may register it. `partner` is the incumbent, if there is one.
CREATE TABLE customer (
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
	house      INTEGER NOT NULL DEFAULT 0 CHECK (house IN (0, 1)),
	partner    INTEGER REFERENCES partner (id),
	partner_on INTEGER,        -- incumbent since
	first_on   INTEGER,        -- first sale or won lead
	note       TEXT NOT NULL DEFAULT '',
	search     TEXT NOT NULL,  -- folded: name, domain, note
	batch      INTEGER REFERENCES batch (id),
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	updated_at INTEGER NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX customer_by_ref ON customer (ref)
	WHERE ref IS NOT NULL AND void = 0;
CREATE INDEX customer_by_name ON customer (sort_name, id);
CREATE INDEX customer_by_country ON customer (country, id);
CREATE INDEX customer_by_created ON customer (created_at, id);
CREATE INDEX customer_by_updated ON customer (updated_at, id);
CREATE INDEX customer_by_domain ON customer (domain) WHERE domain <> '';
CREATE INDEX customer_by_tax ON customer (tax_key) WHERE tax_key <> '';
CREATE INDEX customer_by_key ON customer (name_key, country);
CREATE INDEX customer_by_partner ON customer (partner)
	WHERE partner IS NOT NULL;
CREATE INDEX customer_by_batch ON customer (batch);

ALTER TABLE partner ADD COLUMN territory TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN partner_page TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN employees INTEGER CHECK (employees >= 0);
ALTER TABLE partner ADD COLUMN since INTEGER;    -- first active
ALTER TABLE partner ADD COLUMN parent INTEGER REFERENCES partner (id);
-- The customer that this company also is.
ALTER TABLE partner ADD COLUMN customer INTEGER REFERENCES customer (id);
-- Last call, mail or meeting that somebody noted.
ALTER TABLE partner ADD COLUMN activity_on INTEGER;

CREATE INDEX partner_by_parent ON partner (parent) WHERE parent IS NOT NULL;
CREATE UNIQUE INDEX partner_by_customer ON partner (customer)
	WHERE customer IS NOT NULL AND void = 0;
-- An undo, too, is told so in words.
CREATE TRIGGER partner_customer_once BEFORE UPDATE OF customer, void ON partner
WHEN NEW.void = 0 AND EXISTS (SELECT 1 FROM partner WHERE void = 0
	AND customer = NEW.customer AND id <> NEW.id)
BEGIN
	SELECT raise(ABORT,
		'Another partner is that customer; unlink that one first.');
END;
CREATE INDEX partner_by_batch ON partner (batch);
CREATE INDEX partner_by_manager ON partner (manager, id);
CREATE INDEX partner_by_search ON partner (status, void, search);

CREATE TABLE partner_tag (
	id      INTEGER PRIMARY KEY,
	void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	partner INTEGER NOT NULL REFERENCES partner (id),
	tag     TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 40),
	version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX partner_tag_once ON partner_tag (partner, tag)
	WHERE void = 0;
CREATE INDEX partner_tag_by_tag ON partner_tag (tag, partner);

-- Certified people: one row for each certificate.
CREATE TABLE certificate (
	id         INTEGER PRIMARY KEY,
	void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	partner    INTEGER NOT NULL REFERENCES partner (id),
	person     TEXT NOT NULL CHECK (length(person) BETWEEN 1 AND 400),
	name       TEXT NOT NULL,  -- of the certificate
	issued_on  INTEGER,
	expires_on INTEGER,        -- its last day; NULL: never
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX certificate_by_partner ON certificate (partner, id);
CREATE INDEX certificate_by_expiry ON certificate (expires_on)
	WHERE expires_on IS NOT NULL AND void = 0;

-- What was said and done about a record, except applications, which have
-- their own: notes, calls, reasons of decisions.
CREATE TABLE remark (
	id      INTEGER PRIMARY KEY,
	void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	noun    TEXT NOT NULL CHECK (noun IN ('partner', 'enrollment', 'lead',
	        'customer', 'conflict')),
	record  INTEGER NOT NULL,
	kind    TEXT NOT NULL,     -- 'note', 'call', 'mail', 'meeting', or
	                           -- the operation's verb: 'suspend'
	reason  TEXT NOT NULL DEFAULT '',
	outside TEXT NOT NULL DEFAULT '', -- for the partner
	inside  TEXT NOT NULL DEFAULT '',
	on_date INTEGER NOT NULL,
	at      INTEGER NOT NULL,
	actor   TEXT NOT NULL,
	version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX remark_by_record ON remark (noun, record, id);

ALTER TABLE enrollment ADD COLUMN active_on INTEGER;  -- first active
ALTER TABLE enrollment ADD COLUMN term_from INTEGER;  -- of this term
ALTER TABLE enrollment ADD COLUMN term_to INTEGER;    -- its last day
-- The last day on which notice may be given; NULL when it was or need not.
ALTER TABLE enrollment ADD COLUMN notice_by INTEGER;
-- What happens at the end of the term.
ALTER TABLE enrollment ADD COLUMN renewal TEXT NOT NULL DEFAULT 'ask'
	CHECK (renewal IN ('auto', 'ask', 'end'));
-- Whether all requirements are met or not yet beyond their grace.
ALTER TABLE enrollment ADD COLUMN standing TEXT NOT NULL DEFAULT 'good'
	CHECK (standing IN ('good', 'warned', 'lost'));
ALTER TABLE enrollment ADD COLUMN suspended_on INTEGER;
ALTER TABLE enrollment ADD COLUMN ended_on INTEGER;
ALTER TABLE enrollment ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE enrollment ADD COLUMN review_on INTEGER;  -- of the level
ALTER TABLE enrollment ADD COLUMN proposed TEXT NOT NULL DEFAULT '';
ALTER TABLE enrollment ADD COLUMN batch INTEGER REFERENCES batch (id);
-- The nearest of its dates and those of its requirements.
ALTER TABLE enrollment ADD COLUMN due INTEGER;
-- The partner is told of the end of the term on this day; NULL once told.
ALTER TABLE enrollment ADD COLUMN remind_on INTEGER;
-- The first day on which time has something to do with it.
ALTER TABLE enrollment ADD COLUMN wake_on INTEGER;

CREATE INDEX enrollment_by_term ON enrollment (term_to)
	WHERE term_to IS NOT NULL;
CREATE INDEX enrollment_by_notice ON enrollment (notice_by)
	WHERE notice_by IS NOT NULL;
CREATE INDEX enrollment_by_review ON enrollment (review_on)
	WHERE review_on IS NOT NULL;
CREATE INDEX enrollment_by_due ON enrollment (coalesce(due, 2932896), id);
CREATE INDEX enrollment_by_wake ON enrollment (wake_on, id)
	WHERE wake_on IS NOT NULL AND void = 0;
CREATE INDEX enrollment_by_updated ON enrollment (updated_at, id);
CREATE INDEX enrollment_by_batch ON enrollment (batch);
CREATE INDEX enrollment_by_version ON enrollment (program_version, id);

-- Which version and level held from which day: the past picks its rates here.
CREATE TABLE enrollment_term (
	id              INTEGER PRIMARY KEY,
	void            INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	enrollment      INTEGER NOT NULL REFERENCES enrollment (id),
	from_on         INTEGER NOT NULL,
	program_version INTEGER NOT NULL REFERENCES program_version (id),
	level           TEXT NOT NULL,
	at              INTEGER NOT NULL,
	actor           TEXT NOT NULL,
	version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX enrollment_term_by_day ON enrollment_term
	(enrollment, from_on, id);

-- Requirements: an absent row is unknown and is never warned about.
CREATE TABLE enrollment_requirement (
	id         INTEGER PRIMARY KEY,
	enrollment INTEGER NOT NULL REFERENCES enrollment (id),
	item       TEXT NOT NULL, -- the requirement's id in the program
	state      TEXT NOT NULL DEFAULT 'unknown'
	           CHECK (state IN ('unknown', 'open', 'met', 'waived',
	           'warned', 'lost')),
	evidence   TEXT NOT NULL DEFAULT '',
	reason     TEXT NOT NULL DEFAULT '',
	note       TEXT NOT NULL DEFAULT '',
	checked_at INTEGER,
	checked_by TEXT NOT NULL DEFAULT '',
	due_on     INTEGER, -- to be met by; a fee's next day
	recheck_on INTEGER, -- met, but to be looked at again
	grace_to   INTEGER, -- warned: the last day to mend it
	version    INTEGER NOT NULL DEFAULT 1,
	UNIQUE (enrollment, item)
) STRICT;

CREATE INDEX enrollment_requirement_by_due ON enrollment_requirement (due_on)
	WHERE due_on IS NOT NULL;
CREATE INDEX enrollment_requirement_by_recheck
	ON enrollment_requirement (recheck_on) WHERE recheck_on IS NOT NULL;
CREATE INDEX enrollment_requirement_by_grace
	ON enrollment_requirement (grace_to) WHERE grace_to IS NOT NULL;

-- Benefits as a checklist: an absent row is not done yet.
CREATE TABLE enrollment_benefit (
	id         INTEGER PRIMARY KEY,
	enrollment INTEGER NOT NULL REFERENCES enrollment (id),
	item       TEXT NOT NULL, -- the benefit's id in the program
	done_at    INTEGER,
	done_by    TEXT NOT NULL DEFAULT '',
	note       TEXT NOT NULL DEFAULT '',
	version    INTEGER NOT NULL DEFAULT 1,
	UNIQUE (enrollment, item)
) STRICT;

-- A document goes out, and comes back signed.
ALTER TABLE document ADD COLUMN needs_sign INTEGER NOT NULL DEFAULT 0
	CHECK (needs_sign IN (0, 1));
ALTER TABLE document ADD COLUMN sent_on INTEGER;
ALTER TABLE document ADD COLUMN sent_by TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN signed_on INTEGER;
ALTER TABLE document ADD COLUMN signed_by TEXT NOT NULL DEFAULT '';
-- Where the signed one is: a text, a file's name or an address.
ALTER TABLE document ADD COLUMN signed_ref TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN recorded_by TEXT NOT NULL DEFAULT '';

CREATE INDEX document_by_enrollment ON document (enrollment, kind);

-- Figures of partners for the directory, kept by triggers (0003).
CREATE TABLE partner_count (
	partner    INTEGER PRIMARY KEY REFERENCES partner (id),
	leads_open INTEGER NOT NULL DEFAULT 0,
	leads_won  INTEGER NOT NULL DEFAULT 0,
	leads_lost INTEGER NOT NULL DEFAULT 0
) STRICT;
