-- What a partner must have on file to be paid, and the payouts.
--
-- Dates are days since 1970-01-01; moments are seconds since then in UTC;
-- amounts are minor units of the currency beside them; rates are millionths.

-- Notes and reasons are kept about every kind of record.
CREATE TABLE remark_of (
	id      INTEGER PRIMARY KEY,
	void    INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	noun    TEXT NOT NULL CHECK (noun IN ('partner', 'enrollment', 'lead',
	        'customer', 'conflict', 'sale', 'commission', 'statement',
	        'payout')),
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

INSERT INTO remark_of (id, void, noun, record, kind, reason, outside, inside,
	on_date, at, actor, version)
SELECT id, void, noun, record, kind, reason, outside, inside, on_date, at,
	actor, version
FROM remark;
DROP TABLE remark;
ALTER TABLE remark_of RENAME TO remark;
CREATE INDEX remark_by_record ON remark (noun, record, id);

-- Of a retroactive step: the rate that the earlier sale ends at.
ALTER TABLE commission ADD COLUMN ppm INTEGER;
-- Why somebody holds it.
ALTER TABLE tranche ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- That earned it: its payment, or the commission, may be of before.
ALTER TABLE tranche ADD COLUMN batch INTEGER REFERENCES batch (id);
CREATE INDEX tranche_by_batch ON tranche (batch) WHERE batch IS NOT NULL;

CREATE INDEX commission_by_updated ON commission (updated_at, id);
-- Held for a reason other than its window.
CREATE INDEX tranche_by_hold ON tranche (hold, id)
	WHERE state = 'held' AND void = 0;

-- The statement that goes on with what this one carried forward.
ALTER TABLE statement ADD COLUMN carried_to INTEGER REFERENCES statement (id);
CREATE INDEX statement_by_carried ON statement (carried_to)
	WHERE carried_to IS NOT NULL;
CREATE INDEX statement_by_partner ON statement (partner, id);
CREATE INDEX statement_by_updated ON statement (updated_at, id);

-- Bank details and tax forms. One person proposes them and another one puts
-- them in force; what is in force is never edited, only replaced.
CREATE TABLE payment_detail (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	partner     INTEGER NOT NULL REFERENCES partner (id),
	kind        TEXT NOT NULL CHECK (kind IN ('bank', 'tax')),
	status      TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN
	            ('proposed', 'in_force', 'replaced', 'refused')),
	-- bank: one for each currency; '' for any
	currency    TEXT NOT NULL DEFAULT '',
	holder      TEXT NOT NULL DEFAULT '',
	iban        TEXT NOT NULL DEFAULT '', -- or account and routing
	bic         TEXT NOT NULL DEFAULT '',
	account     TEXT NOT NULL DEFAULT '',
	routing     TEXT NOT NULL DEFAULT '',
	bank        TEXT NOT NULL DEFAULT '',
	country     TEXT NOT NULL DEFAULT '',
	-- tax
	form        TEXT NOT NULL DEFAULT '', -- "W-9" "W-8BEN-E" "VAT"
	tax_id      TEXT NOT NULL DEFAULT '',
	withholding INTEGER NOT NULL DEFAULT 0
	            CHECK (withholding BETWEEN 0 AND 1000000),
	valid_to    INTEGER,
	ref         TEXT NOT NULL DEFAULT '', -- where the signed one is
	digest      TEXT NOT NULL DEFAULT '', -- of what was proposed
	proposed_by TEXT NOT NULL,
	proposed_at INTEGER NOT NULL,
	decided_by  TEXT NOT NULL DEFAULT '',
	decided_at  INTEGER,
	note        TEXT NOT NULL DEFAULT '',
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX payment_detail_in_force
	ON payment_detail (partner, kind, currency)
	WHERE status = 'in_force' AND void = 0;
CREATE INDEX payment_detail_by_partner ON payment_detail (partner, id);
CREATE INDEX payment_detail_proposed ON payment_detail (proposed_at, id)
	WHERE status = 'proposed' AND void = 0;

CREATE TRIGGER payment_detail_stays BEFORE UPDATE OF partner, kind, currency,
	holder, iban, bic, account, routing, bank, country, form, tax_id,
	withholding, valid_to, ref, digest, proposed_by, proposed_at
ON payment_detail
BEGIN
	SELECT raise(ABORT,
		'Payment details are never edited; propose others instead.');
END;

-- A payout is a batch in one currency: proposed by one person, approved by
-- another, handed to the bank, paid.
CREATE TABLE payout (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	currency    TEXT NOT NULL CHECK (length(currency) = 3),
	to_on       INTEGER NOT NULL, -- end of the period that it is run for
	status      TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN
	            ('proposed', 'approved', 'paid', 'cancelled')),
	total       INTEGER NOT NULL,
	partners    INTEGER NOT NULL,
	digest      TEXT NOT NULL DEFAULT '', -- of its lines, when approved
	pay_on      INTEGER, -- that the bank is asked for
	paid_on     INTEGER,
	approved_by TEXT NOT NULL DEFAULT '',
	approved_at INTEGER,
	note        TEXT NOT NULL DEFAULT '',
	created_at  INTEGER NOT NULL,
	created_by  TEXT NOT NULL,
	updated_at  INTEGER NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX payout_by_period ON payout (to_on, id);
CREATE INDEX payout_by_created ON payout (created_at, id);
CREATE INDEX payout_by_status ON payout (status, id);

-- One statement's money in it.
CREATE TABLE payout_line (
	id        INTEGER PRIMARY KEY,
	void      INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	payout    INTEGER NOT NULL REFERENCES payout (id),
	statement INTEGER NOT NULL REFERENCES statement (id),
	partner   INTEGER NOT NULL REFERENCES partner (id),
	detail    INTEGER REFERENCES payment_detail (id), -- where it goes
	amount    INTEGER NOT NULL CHECK (amount > 0),    -- after withholding
	withheld  INTEGER NOT NULL DEFAULT 0,
	status    TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open',
	          'paid', 'returned')),
	reason    TEXT NOT NULL DEFAULT '', -- why it came back
	version   INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX payout_line_by_payout ON payout_line (payout, id);
-- A statement is in one payout, unless it came back.
CREATE UNIQUE INDEX payout_line_once ON payout_line (statement)
	WHERE status <> 'returned' AND void = 0;

CREATE TRIGGER payment_detail_used BEFORE UPDATE OF status, void
ON payment_detail
WHEN OLD.status = 'in_force' AND (NEW.status = 'proposed' OR NEW.void = 1)
	AND EXISTS (SELECT 1 FROM payout_line WHERE detail = OLD.id
		AND void = 0)
BEGIN
	SELECT raise(ABORT,
		'A payout went by these payment details; they stay.');
END;

-- What a retroactive step gives counts under the cap of its sale's rule, too.
CREATE TRIGGER step_uses_cap AFTER INSERT ON commission
WHEN NEW.kind = 'step' AND NEW.void = 0
BEGIN
	INSERT INTO accrual (kind, partner, currency, program, rule, customer,
		period, amount)
	SELECT 'cap', partner, currency, program, rule, cap_customer, cap_on,
		NEW.amount
	FROM sale WHERE id = NEW.sale AND cap_on IS NOT NULL
	ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
END;

CREATE TRIGGER step_voided AFTER UPDATE OF void ON commission
WHEN NEW.kind = 'step' AND OLD.void <> NEW.void
BEGIN
	INSERT INTO accrual (kind, partner, currency, program, rule, customer,
		period, amount)
	SELECT 'cap', partner, currency, program, rule, cap_customer, cap_on,
		CASE NEW.void WHEN 1 THEN -NEW.amount ELSE NEW.amount END
	FROM sale WHERE id = NEW.sale AND cap_on IS NOT NULL
	ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
END;

-- ---- sums for the screens ---------------------------------------------------
--
-- ledger_month holds every account of every partner, product and pair of
-- months, which is too much to look at for a screen. These hold one row for
-- each partner and for each product by the commission's month, with the
-- balances side by side, whatever the day of the entries; what is dated
-- after the day it was recorded, such as the end of a hold window, is kept
-- by day as well, to be left out until that day has come.

CREATE TABLE partner_month (
	currency TEXT NOT NULL,
	origin   INTEGER NOT NULL,
	partner  INTEGER NOT NULL,
	sales    INTEGER NOT NULL DEFAULT 0,
	base     INTEGER NOT NULL DEFAULT 0,
	accrued  INTEGER NOT NULL DEFAULT 0,
	earned   INTEGER NOT NULL DEFAULT 0,
	held     INTEGER NOT NULL DEFAULT 0,
	approved INTEGER NOT NULL DEFAULT 0,
	paid     INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (currency, origin, partner)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_month (
	currency TEXT NOT NULL,
	origin   INTEGER NOT NULL,
	program  TEXT NOT NULL,
	product  TEXT NOT NULL,
	sales    INTEGER NOT NULL DEFAULT 0,
	base     INTEGER NOT NULL DEFAULT 0,
	accrued  INTEGER NOT NULL DEFAULT 0,
	earned   INTEGER NOT NULL DEFAULT 0,
	held     INTEGER NOT NULL DEFAULT 0,
	approved INTEGER NOT NULL DEFAULT 0,
	paid     INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (currency, origin, program, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_ahead (
	on_date  INTEGER NOT NULL,
	partner  INTEGER NOT NULL,
	program  TEXT NOT NULL,
	product  TEXT NOT NULL,
	currency TEXT NOT NULL,
	origin   INTEGER NOT NULL,
	accrued  INTEGER NOT NULL DEFAULT 0,
	earned   INTEGER NOT NULL DEFAULT 0,
	held     INTEGER NOT NULL DEFAULT 0,
	approved INTEGER NOT NULL DEFAULT 0,
	paid     INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (on_date, partner, program, product, currency, origin)
) STRICT, WITHOUT ROWID;

-- The same without the partners, which are what makes it long.
CREATE TABLE product_ahead (
	on_date  INTEGER NOT NULL,
	currency TEXT NOT NULL,
	origin   INTEGER NOT NULL,
	program  TEXT NOT NULL,
	product  TEXT NOT NULL,
	accrued  INTEGER NOT NULL DEFAULT 0,
	earned   INTEGER NOT NULL DEFAULT 0,
	held     INTEGER NOT NULL DEFAULT 0,
	approved INTEGER NOT NULL DEFAULT 0,
	paid     INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (on_date, currency, origin, program, product)
) STRICT, WITHOUT ROWID;

-- When the latest entry was recorded: for an earlier day than that,
-- ledger_ahead does not tell what was to come.
CREATE TABLE ledger_clock (
	id     INTEGER PRIMARY KEY CHECK (id = 1),
	latest INTEGER NOT NULL
) STRICT;

INSERT INTO ledger_clock SELECT 1, coalesce(max(recorded_at), 0) FROM entry;

INSERT INTO partner_month (currency, origin, partner, sales, base, accrued,
	earned, held, approved, paid)
SELECT currency, origin, partner, sum(sales), sum(base),
	sum(amount * (account = 'accrued')), sum(amount * (account = 'earned')),
	sum(amount * (account = 'held')), sum(amount * (account = 'approved')),
	sum(amount * (account = 'paid'))
FROM (SELECT currency, origin, partner, 0 AS sales, 0 AS base, account, amount
	FROM ledger_month
	UNION ALL SELECT currency, origin, partner, sales, base, '', 0
	FROM sales_month)
GROUP BY currency, origin, partner;

INSERT INTO product_month (currency, origin, program, product, sales, base,
	accrued, earned, held, approved, paid)
SELECT currency, origin, program, product, sum(sales), sum(base),
	sum(amount * (account = 'accrued')), sum(amount * (account = 'earned')),
	sum(amount * (account = 'held')), sum(amount * (account = 'approved')),
	sum(amount * (account = 'paid'))
FROM (SELECT currency, origin, program, product, 0 AS sales, 0 AS base,
	account, amount FROM ledger_month
	UNION ALL SELECT currency, origin, program, product, sales, base, '', 0
	FROM sales_month)
GROUP BY currency, origin, program, product;

INSERT INTO ledger_ahead (on_date, partner, program, product, currency, origin,
	accrued, earned, held, approved, paid)
SELECT e.on_date, p.partner, p.program, p.product, p.currency, p.origin,
	sum(p.amount * (p.account = 'accrued')),
	sum(p.amount * (p.account = 'earned')),
	sum(p.amount * (p.account = 'held')),
	sum(p.amount * (p.account = 'approved')),
	sum(p.amount * (p.account = 'paid'))
FROM entry e JOIN posting p ON p.entry = e.id
WHERE e.on_date * 86400 > e.recorded_at
GROUP BY 1, 2, 3, 4, 5, 6;

INSERT INTO product_ahead (on_date, currency, origin, program, product,
	accrued, earned, held, approved, paid)
SELECT on_date, currency, origin, program, product, sum(accrued), sum(earned),
	sum(held), sum(approved), sum(paid)
FROM ledger_ahead
GROUP BY on_date, currency, origin, program, product;

-- The postings of an entry are of one partner, product and month.
CREATE TRIGGER entry_sums AFTER INSERT ON entry
BEGIN
	INSERT INTO partner_month (currency, origin, partner, accrued, earned,
		held, approved, paid)
	SELECT currency, origin, partner, sum(amount * (account = 'accrued')),
		sum(amount * (account = 'earned')),
		sum(amount * (account = 'held')),
		sum(amount * (account = 'approved')),
		sum(amount * (account = 'paid'))
	FROM posting WHERE entry = NEW.id
	ON CONFLICT DO UPDATE SET accrued = accrued + excluded.accrued,
		earned = earned + excluded.earned, held = held + excluded.held,
		approved = approved + excluded.approved,
		paid = paid + excluded.paid;
	INSERT INTO product_month (currency, origin, program, product, accrued,
		earned, held, approved, paid)
	SELECT currency, origin, program, product,
		sum(amount * (account = 'accrued')),
		sum(amount * (account = 'earned')),
		sum(amount * (account = 'held')),
		sum(amount * (account = 'approved')),
		sum(amount * (account = 'paid'))
	FROM posting WHERE entry = NEW.id
	ON CONFLICT DO UPDATE SET accrued = accrued + excluded.accrued,
		earned = earned + excluded.earned, held = held + excluded.held,
		approved = approved + excluded.approved,
		paid = paid + excluded.paid;
END;

CREATE TRIGGER entry_ahead AFTER INSERT ON entry
WHEN NEW.on_date * 86400 > NEW.recorded_at
BEGIN
	INSERT INTO ledger_ahead (on_date, partner, program, product, currency,
		origin, accrued, earned, held, approved, paid)
	SELECT NEW.on_date, partner, program, product, currency, origin,
		sum(amount * (account = 'accrued')),
		sum(amount * (account = 'earned')),
		sum(amount * (account = 'held')),
		sum(amount * (account = 'approved')),
		sum(amount * (account = 'paid'))
	FROM posting WHERE entry = NEW.id
	ON CONFLICT DO UPDATE SET accrued = accrued + excluded.accrued,
		earned = earned + excluded.earned, held = held + excluded.held,
		approved = approved + excluded.approved,
		paid = paid + excluded.paid;
	INSERT INTO product_ahead (on_date, currency, origin, program, product,
		accrued, earned, held, approved, paid)
	SELECT NEW.on_date, currency, origin, program, product,
		sum(amount * (account = 'accrued')),
		sum(amount * (account = 'earned')),
		sum(amount * (account = 'held')),
		sum(amount * (account = 'approved')),
		sum(amount * (account = 'paid'))
	FROM posting WHERE entry = NEW.id
	ON CONFLICT DO UPDATE SET accrued = accrued + excluded.accrued,
		earned = earned + excluded.earned, held = held + excluded.held,
		approved = approved + excluded.approved,
		paid = paid + excluded.paid;
END;

CREATE TRIGGER entry_clock AFTER INSERT ON entry
WHEN NEW.recorded_at > (SELECT latest FROM ledger_clock)
BEGIN
	UPDATE ledger_clock SET latest = NEW.recorded_at;
END;

CREATE TRIGGER commission_sums AFTER INSERT ON commission
WHEN NEW.void = 0
BEGIN
	INSERT INTO partner_month (currency, origin, partner, sales, base)
	VALUES (NEW.currency, NEW.on_month, NEW.partner, NEW.kind = 'sale',
		NEW.base)
	ON CONFLICT DO UPDATE SET sales = sales + excluded.sales,
		base = base + excluded.base;
	INSERT INTO product_month (currency, origin, program, product, sales,
		base)
	VALUES (NEW.currency, NEW.on_month, NEW.program, NEW.product,
		NEW.kind = 'sale', NEW.base)
	ON CONFLICT DO UPDATE SET sales = sales + excluded.sales,
		base = base + excluded.base;
END;

CREATE TRIGGER commission_sums_voided AFTER UPDATE OF void ON commission
WHEN OLD.void <> NEW.void
BEGIN
	UPDATE partner_month SET
		sales = sales + (NEW.kind = 'sale') *
			CASE NEW.void WHEN 1 THEN -1 ELSE 1 END,
		base = base + NEW.base *
			CASE NEW.void WHEN 1 THEN -1 ELSE 1 END
	WHERE currency = NEW.currency AND origin = NEW.on_month
		AND partner = NEW.partner;
	UPDATE product_month SET
		sales = sales + (NEW.kind = 'sale') *
			CASE NEW.void WHEN 1 THEN -1 ELSE 1 END,
		base = base + NEW.base *
			CASE NEW.void WHEN 1 THEN -1 ELSE 1 END
	WHERE currency = NEW.currency AND origin = NEW.on_month
		AND program = NEW.program AND product = NEW.product;
END;

-- Where the vendor pays from, an account for each currency.
CREATE TABLE payout_account (
	id       INTEGER PRIMARY KEY,
	void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	currency TEXT NOT NULL CHECK (length(currency) = 3),
	name     TEXT NOT NULL,
	iban     TEXT NOT NULL,
	bic      TEXT NOT NULL DEFAULT '',
	version  INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX payout_account_once ON payout_account (currency)
	WHERE void = 0;
