-- Referral leads: registrations, their queue and their conflicts.

-- The stage `won` keeps its row for good: its commission refers to it.
CREATE TABLE lead (
	id              INTEGER PRIMARY KEY,
	void            INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	ref             TEXT,          -- the other system's key
	partner         INTEGER NOT NULL REFERENCES partner (id),
	enrollment      INTEGER REFERENCES enrollment (id),
	program         TEXT NOT NULL DEFAULT '', -- whose rules hold
	program_version INTEGER REFERENCES program_version (id),
	entity          TEXT NOT NULL DEFAULT '', -- whose days count
	-- The customer as the partner wrote it, and the record once known.
	customer        TEXT NOT NULL
	                CHECK (length(customer) BETWEEN 1 AND 400),
	customer_id     INTEGER REFERENCES customer (id),
	name_key        TEXT NOT NULL, -- folded, legal form dropped
	sort_name       TEXT NOT NULL, -- folded
	country         TEXT NOT NULL CHECK (length(country) = 2),
	domain          TEXT NOT NULL DEFAULT '',
	tax_id          TEXT NOT NULL DEFAULT '',
	tax_key         TEXT NOT NULL DEFAULT '',
	contact_name    TEXT NOT NULL DEFAULT '',
	contact_email   TEXT NOT NULL DEFAULT '',
	product         TEXT NOT NULL DEFAULT '',
	value           INTEGER CHECK (abs(value) <= 1000000000000000),
	currency        TEXT NOT NULL DEFAULT ''
	                CHECK (length(currency) IN (0, 3)),
	probability     INTEGER NOT NULL DEFAULT 0 -- parts per million
	                CHECK (probability BETWEEN 0 AND 1000000),
	weighted        INTEGER NOT NULL DEFAULT 0, -- value x probability
	stage           TEXT NOT NULL CHECK (stage IN ('submitted', 'queued',
	                'accepted', 'qualified', 'proposal', 'won', 'lost',
	                'declined', 'withdrawn', 'expired')),
	stage_on        INTEGER NOT NULL, -- in this stage since
	received_at     INTEGER NOT NULL, -- decides ties
	submitted_on    INTEGER NOT NULL,
	expected_close  INTEGER,
	consent         INTEGER CHECK (consent IN (0, 1)),
	decision_due    INTEGER,       -- while submitted
	accepted_on     INTEGER,
	-- While it holds the registration of its customer.
	registered      INTEGER NOT NULL DEFAULT 0 CHECK (registered IN (0, 1)),
	protected_until INTEGER,       -- the last day
	stop_on         INTEGER,       -- no extension goes beyond
	extensions      INTEGER NOT NULL DEFAULT 0,
	behind          INTEGER REFERENCES lead (id), -- queued: the holder
	closed_on       INTEGER,
	reason          TEXT NOT NULL DEFAULT '',
	-- What the program says about rate and date, fixed when it is won.
	rate_on         INTEGER,
	split           TEXT NOT NULL DEFAULT '', -- "P-1:600000,P-2:400000"
	owner           TEXT NOT NULL DEFAULT '', -- at the vendor
	next_step       TEXT NOT NULL DEFAULT '',
	next_on         INTEGER,
	activity_on     INTEGER NOT NULL, -- last sign of life
	submitted_by    TEXT NOT NULL DEFAULT '', -- who typed it; '' imported
	decided_by      TEXT NOT NULL DEFAULT '',
	note            TEXT NOT NULL DEFAULT '',
	search          TEXT NOT NULL, -- folded: customer, domain, contact, note
	batch           INTEGER REFERENCES batch (id),
	created_at      INTEGER NOT NULL,
	created_by      TEXT NOT NULL,
	updated_at      INTEGER NOT NULL,
	version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX lead_by_ref ON lead (ref)
	WHERE ref IS NOT NULL AND void = 0;
-- Stage and void stand behind the order, so that a list of open ones is read
-- from the index alone.
CREATE INDEX lead_by_customer ON lead (sort_name, id, stage, void);
CREATE INDEX lead_by_partner ON lead (partner, id, stage, void);
CREATE INDEX lead_by_stage ON lead (stage, id, void);
CREATE INDEX lead_by_stage_day ON lead (stage_on, id, stage, void);
CREATE INDEX lead_by_value ON lead (coalesce(value, -1), id, stage, void);
CREATE INDEX lead_by_submitted ON lead (submitted_on, id, stage, void);
CREATE INDEX lead_by_close ON lead
	(coalesce(expected_close, 2932896), id, stage, void);
CREATE INDEX lead_by_protection ON lead
	(coalesce(protected_until, 2932896), id, stage, void);
CREATE INDEX lead_by_activity ON lead (activity_on, id, stage, void);
CREATE INDEX lead_by_created ON lead (created_at, id, stage, void);
CREATE INDEX lead_by_updated ON lead (updated_at, id, stage, void);
CREATE INDEX lead_by_search ON lead (stage, void, search);
CREATE INDEX lead_by_owner ON lead (owner, id);
CREATE INDEX lead_by_country ON lead (country, id);
CREATE INDEX lead_by_domain ON lead (domain) WHERE domain <> '';
CREATE INDEX lead_by_tax ON lead (tax_key) WHERE tax_key <> '';
CREATE INDEX lead_by_key ON lead (name_key, country);
-- A new claim is compared with all names of its country: read from these
-- indexes alone.
CREATE INDEX lead_alike ON lead (country, name_key, domain, stage, void)
	WHERE void = 0 AND stage IN ('submitted', 'queued', 'accepted',
	'qualified', 'proposal');
CREATE INDEX customer_alike ON customer
	(country, void, name_key, domain);
CREATE INDEX lead_by_customer_id ON lead (customer_id)
	WHERE customer_id IS NOT NULL;
CREATE INDEX lead_by_enrollment ON lead (enrollment)
	WHERE enrollment IS NOT NULL;
CREATE INDEX lead_by_batch ON lead (batch);
CREATE INDEX lead_by_behind ON lead (behind, received_at, id)
	WHERE behind IS NOT NULL;
-- The board: the cards of each stage in order, and those closed lately.
CREATE INDEX lead_by_stage_value ON lead
	(stage, coalesce(value, -1), id, void);
CREATE INDEX lead_by_stage_age ON lead (stage, stage_on, id, void);
CREATE INDEX lead_by_closed ON lead (stage, closed_on, id, void);
-- What a sweep looks for.
CREATE INDEX lead_by_expiry ON lead (protected_until)
	WHERE registered = 1 AND void = 0;
CREATE INDEX lead_by_decision ON lead (decision_due)
	WHERE decision_due IS NOT NULL;

-- One open registration per customer: whoever holds a key keeps others out.
-- `value` is the domain, the tax key, or "name_key/CC".
CREATE TABLE claim_key (
	id      INTEGER PRIMARY KEY,
	void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)), -- given up
	kind    TEXT NOT NULL CHECK (kind IN ('domain', 'tax', 'name')),
	value   TEXT NOT NULL CHECK (value <> ''),
	lead    INTEGER NOT NULL REFERENCES lead (id),
	version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX claim_key_held ON claim_key (kind, value)
	WHERE void = 0;
CREATE INDEX claim_key_by_lead ON claim_key (lead);

-- Whatever takes something back, the queue and the keys stay true: one waits
-- behind a registration that holds, and no key comes back that is given away.
CREATE TRIGGER claim_key_again BEFORE UPDATE OF void ON claim_key
WHEN OLD.void = 1 AND NEW.void = 0 AND EXISTS (SELECT 1 FROM claim_key k
	WHERE k.kind = NEW.kind AND k.value = NEW.value AND k.void = 0)
BEGIN SELECT raise(ABORT,
	'Another lead has registered the customer since; so this stays.'); END;
CREATE TRIGGER lead_queue_insert BEFORE INSERT ON lead
WHEN NEW.stage = 'queued' AND NEW.void = 0 AND NOT EXISTS (SELECT 1 FROM lead h
	WHERE h.id = NEW.behind AND h.void = 0 AND h.registered = 1)
BEGIN SELECT raise(ABORT,
	'A lead waits behind one that holds the customer.'); END;
CREATE TRIGGER lead_queue_update
BEFORE UPDATE OF stage, behind, void ON lead
WHEN NEW.stage = 'queued' AND NEW.void = 0 AND NOT EXISTS (SELECT 1 FROM lead h
	WHERE h.id = NEW.behind AND h.void = 0 AND h.registered = 1)
BEGIN SELECT raise(ABORT,
	'The registration that this waited behind is closed; so this stays.');
END;
CREATE TRIGGER lead_holder_update BEFORE UPDATE OF registered, void ON lead
WHEN OLD.registered = 1 AND OLD.void = 0
	AND (NEW.registered = 0 OR NEW.void = 1)
	AND EXISTS (SELECT 1 FROM lead q WHERE q.behind = OLD.id
		AND q.void = 0 AND q.stage = 'queued')
BEGIN SELECT raise(ABORT,
	'Another lead waits behind this registration; decide that one first.');
END;

-- Two claims, or a claim and a customer, that a person must look at.
CREATE TABLE conflict (
	id         INTEGER PRIMARY KEY,
	void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	lead       INTEGER NOT NULL REFERENCES lead (id),
	other      INTEGER REFERENCES lead (id),
	customer   INTEGER REFERENCES customer (id),
	why        TEXT NOT NULL CHECK (why IN ('domain', 'tax', 'name',
	           'similar', 'house', 'customer', 'incumbent')),
	similarity INTEGER NOT NULL DEFAULT 0, -- parts per million
	status     TEXT NOT NULL DEFAULT 'open'
	           CHECK (status IN ('open', 'decided')),
	verdict    TEXT NOT NULL DEFAULT '' CHECK (verdict IN ('', 'holder',
	           'challenger', 'different', 'split')),
	reason     TEXT NOT NULL DEFAULT '',
	evidence   TEXT NOT NULL DEFAULT '', -- the customer's written choice
	note       TEXT NOT NULL DEFAULT '',
	decided_at INTEGER,
	decided_by TEXT NOT NULL DEFAULT '',
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	updated_at INTEGER NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX conflict_by_lead ON conflict (lead, id);
CREATE INDEX conflict_by_other ON conflict (other) WHERE other IS NOT NULL;
CREATE INDEX conflict_by_customer ON conflict (customer)
	WHERE customer IS NOT NULL;
CREATE INDEX conflict_by_status ON conflict (status, id);
CREATE INDEX conflict_by_created ON conflict (created_at, id);

-- The board's totals, by stage and currency, kept with every lead.
CREATE TABLE lead_total (
	stage    TEXT NOT NULL,
	currency TEXT NOT NULL, -- '' for leads without a value
	n        INTEGER NOT NULL,
	value    INTEGER NOT NULL,
	weighted INTEGER NOT NULL,
	PRIMARY KEY (stage, currency)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER lead_total_insert AFTER INSERT ON lead WHEN NEW.void = 0
BEGIN
	INSERT INTO lead_total (stage, currency, n, value, weighted)
	VALUES (NEW.stage, NEW.currency, 1, coalesce(NEW.value, 0),
		NEW.weighted)
	ON CONFLICT (stage, currency) DO UPDATE SET n = n + 1,
		value = value + excluded.value,
		weighted = weighted + excluded.weighted;
	INSERT INTO partner_count (partner, leads_open, leads_won, leads_lost)
	VALUES (NEW.partner,
		NEW.stage IN ('submitted', 'queued', 'accepted', 'qualified',
			'proposal'),
		NEW.stage = 'won', NEW.stage = 'lost')
	ON CONFLICT (partner) DO UPDATE SET
		leads_open = leads_open + excluded.leads_open,
		leads_won = leads_won + excluded.leads_won,
		leads_lost = leads_lost + excluded.leads_lost;
END;

-- What it was is taken off, what it is put on: one way for every change.
CREATE TRIGGER lead_total_update
AFTER UPDATE OF void, stage, currency, value, weighted, partner ON lead
BEGIN
	UPDATE lead_total SET n = n - 1, value = value - coalesce(OLD.value, 0),
		weighted = weighted - OLD.weighted
	WHERE OLD.void = 0 AND stage = OLD.stage AND currency = OLD.currency;
	INSERT INTO lead_total (stage, currency, n, value, weighted)
	SELECT NEW.stage, NEW.currency, 1, coalesce(NEW.value, 0), NEW.weighted
	WHERE NEW.void = 0
	ON CONFLICT (stage, currency) DO UPDATE SET n = n + 1,
		value = value + excluded.value,
		weighted = weighted + excluded.weighted;
	UPDATE partner_count SET
		leads_open = leads_open - (OLD.stage IN ('submitted', 'queued',
			'accepted', 'qualified', 'proposal')),
		leads_won = leads_won - (OLD.stage = 'won'),
		leads_lost = leads_lost - (OLD.stage = 'lost')
	WHERE OLD.void = 0 AND partner = OLD.partner;
	INSERT INTO partner_count (partner, leads_open, leads_won, leads_lost)
	SELECT NEW.partner,
		NEW.stage IN ('submitted', 'queued', 'accepted', 'qualified',
			'proposal'),
		NEW.stage = 'won', NEW.stage = 'lost'
	WHERE NEW.void = 0
	ON CONFLICT (partner) DO UPDATE SET
		leads_open = leads_open + excluded.leads_open,
		leads_won = leads_won + excluded.leads_won,
		leads_lost = leads_lost + excluded.leads_lost;
END;
