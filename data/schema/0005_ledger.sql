-- Sales, what they earn, and the ledger that follows.
--
-- A sale is rated once, under the terms of the partner who holds the lead;
-- what it earns is a commission for each partner who has a share of it; each
-- payment of the customer earns a tranche of each. Commissions and tranches
-- are rows that operations write; every move of theirs is posted by the
-- triggers at the end, so that no operation, undo or import can leave the
-- ledger behind. Entries and postings are never changed: what is taken back
-- is posted again the other way round.
--
-- A month is named by its first day; whoever writes a date writes its month
-- beside it, since calendars are not the engine's business.
--
-- Dates are days since 1970-01-01; moments are seconds since then in UTC;
-- amounts are minor units of the currency beside them.

CREATE TABLE sale (
	id              INTEGER PRIMARY KEY,
	void            INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	ref             TEXT,             -- the other system's key
	lead            INTEGER REFERENCES lead (id),
	customer        INTEGER NOT NULL REFERENCES customer (id),
	partner         INTEGER NOT NULL REFERENCES partner (id), -- the holder
	product         TEXT NOT NULL,
	base            INTEGER NOT NULL  -- net; a refund's is negative
	                CHECK (abs(base) <= 1000000000000000),
	currency        TEXT NOT NULL CHECK (length(currency) = 3),
	quantity        INTEGER NOT NULL DEFAULT 1,
	sale_on         INTEGER NOT NULL,
	kind            TEXT NOT NULL DEFAULT '' -- '': by the first sale's day
	                CHECK (kind IN ('', 'first', 'renewal')),
	invoice         TEXT NOT NULL DEFAULT '',
	refund_of       INTEGER REFERENCES sale (id),
	split           TEXT NOT NULL DEFAULT '', -- "P-1:600000,P-2:400000"
	-- How it was rated. The row keeps every input, so that the line can be
	-- explained and computed again.
	enrollment      INTEGER REFERENCES enrollment (id),
	program         TEXT NOT NULL DEFAULT '', -- whose terms hold
	program_version INTEGER REFERENCES program_version (id),
	level           TEXT NOT NULL DEFAULT '',
	rate_on         INTEGER,          -- the day that picked them
	renewal         INTEGER NOT NULL DEFAULT 0 CHECK (renewal IN (0, 1)),
	rule            TEXT NOT NULL DEFAULT '', -- '': it earns nothing
	rate            TEXT NOT NULL DEFAULT '', -- "3%+5%"
	why_none        TEXT NOT NULL DEFAULT '',
	accumulated     INTEGER NOT NULL DEFAULT 0, -- before it, in its period
	given           INTEGER NOT NULL DEFAULT 0, -- under the cap, before it
	commission      INTEGER NOT NULL DEFAULT 0, -- whole, before the split
	period_on       INTEGER,          -- first day of the tiers' period
	cap_on          INTEGER,          -- of the cap's period; 0: for good
	cap_customer    INTEGER NOT NULL DEFAULT 0, -- of a cap per customer
	-- Sums over its payments and refunds.
	paid            INTEGER NOT NULL DEFAULT 0,
	refunded        INTEGER NOT NULL DEFAULT 0,
	recorded_by     TEXT NOT NULL,    -- may not approve what it earns
	note            TEXT NOT NULL DEFAULT '',
	search          TEXT NOT NULL DEFAULT '', -- folded: customer, invoice
	batch           INTEGER REFERENCES batch (id),
	created_at      INTEGER NOT NULL,
	created_by      TEXT NOT NULL,
	updated_at      INTEGER NOT NULL,
	version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX sale_by_ref ON sale (ref)
	WHERE ref IS NOT NULL AND void = 0;
CREATE INDEX sale_by_day ON sale (sale_on, id);
CREATE INDEX sale_by_partner ON sale (partner, id);
CREATE INDEX sale_by_created ON sale (created_at, id);
CREATE INDEX sale_by_updated ON sale (updated_at, id);
-- The customer's first sale with this partner.
CREATE INDEX sale_by_first ON sale (partner, customer, sale_on)
	WHERE void = 0 AND refund_of IS NULL;
CREATE INDEX sale_by_customer ON sale (customer, id);
CREATE INDEX sale_by_lead ON sale (lead) WHERE lead IS NOT NULL;
CREATE INDEX sale_by_enrollment ON sale (enrollment)
	WHERE enrollment IS NOT NULL;
CREATE INDEX sale_by_refund ON sale (refund_of) WHERE refund_of IS NOT NULL;
CREATE INDEX sale_by_batch ON sale (batch);

-- What accumulates towards a rule's steps, and what it gave under its cap;
-- kept by the triggers behind it, as sales are recorded and taken back.
CREATE TABLE accrual (
	kind     TEXT NOT NULL CHECK (kind IN ('steps', 'cap')),
	partner  INTEGER NOT NULL,
	currency TEXT NOT NULL,
	program  TEXT NOT NULL,
	rule     TEXT NOT NULL,
	customer INTEGER NOT NULL, -- of a cap per customer; else 0
	period   INTEGER NOT NULL, -- its first day; of such a cap 0
	amount   INTEGER NOT NULL,
	PRIMARY KEY (partner, kind, rule, period, customer, currency, program)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sale_accumulates AFTER INSERT ON sale
WHEN NEW.void = 0 AND NEW.period_on IS NOT NULL
BEGIN
	INSERT INTO accrual VALUES ('steps', NEW.partner, NEW.currency,
		NEW.program, NEW.rule, 0, NEW.period_on, NEW.base)
	ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
END;

CREATE TRIGGER sale_uses_cap AFTER INSERT ON sale
WHEN NEW.void = 0 AND NEW.cap_on IS NOT NULL
BEGIN
	INSERT INTO accrual VALUES ('cap', NEW.partner, NEW.currency,
		NEW.program, NEW.rule, NEW.cap_customer, NEW.cap_on,
		NEW.commission)
	ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
END;

CREATE TRIGGER sale_stays BEFORE UPDATE OF customer, partner, product, base,
	currency, sale_on, refund_of, program, program_version, level, renewal,
	rule, accumulated, given, commission, period_on, cap_on, cap_customer
ON sale
BEGIN SELECT raise(ABORT, 'A sale is corrected by a refund.'); END;

CREATE TRIGGER sale_voided AFTER UPDATE OF void ON sale
WHEN OLD.void <> NEW.void
BEGIN
	UPDATE accrual SET amount = amount +
		CASE NEW.void WHEN 1 THEN -NEW.base ELSE NEW.base END
	WHERE NEW.period_on IS NOT NULL AND partner = NEW.partner
		AND kind = 'steps' AND rule = NEW.rule
		AND period = NEW.period_on AND customer = 0
		AND currency = NEW.currency AND program = NEW.program;
	UPDATE accrual SET amount = amount +
		CASE NEW.void WHEN 1 THEN -NEW.commission
			ELSE NEW.commission END
	WHERE NEW.cap_on IS NOT NULL AND partner = NEW.partner
		AND kind = 'cap' AND rule = NEW.rule AND period = NEW.cap_on
		AND customer = NEW.cap_customer AND currency = NEW.currency
		AND program = NEW.program;
END;

CREATE TABLE payment (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	sale        INTEGER NOT NULL REFERENCES sale (id),
	amount      INTEGER NOT NULL CHECK (amount >= 0),
	paid_on     INTEGER NOT NULL,
	recorded_by TEXT NOT NULL,
	batch       INTEGER REFERENCES batch (id),
	created_at  INTEGER NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX payment_by_sale ON payment (sale, id);
CREATE INDEX payment_by_batch ON payment (batch);

-- One partner's share of what a sale earns; and what corrects such a share.
CREATE TABLE commission (
	id         INTEGER PRIMARY KEY,
	void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	kind       TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'step',
	           'adjustment', 'bonus')),
	sale       INTEGER REFERENCES sale (id), -- a refund's own sale row
	corrects   INTEGER REFERENCES commission (id),
	partner    INTEGER NOT NULL REFERENCES partner (id),
	program    TEXT NOT NULL DEFAULT '',
	product    TEXT NOT NULL DEFAULT '',
	currency   TEXT NOT NULL CHECK (length(currency) = 3),
	share      INTEGER NOT NULL DEFAULT 1000000, -- of the sale, in ppm
	base       INTEGER NOT NULL DEFAULT 0,       -- its share of the base
	amount     INTEGER NOT NULL,
	on_date    INTEGER NOT NULL, -- of the sale, or of the correction
	on_month   INTEGER NOT NULL,
	reason     TEXT NOT NULL DEFAULT '',
	note       TEXT NOT NULL DEFAULT '',
	recorded_by TEXT NOT NULL,
	batch      INTEGER REFERENCES batch (id),
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	updated_at INTEGER NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX commission_by_sale ON commission (sale);
CREATE INDEX commission_by_corrected ON commission (corrects)
	WHERE corrects IS NOT NULL;
CREATE INDEX commission_by_partner ON commission (partner, on_date, id);
CREATE INDEX commission_by_day ON commission (on_date, id);
CREATE INDEX commission_by_created ON commission (created_at, id);
CREATE INDEX commission_by_batch ON commission (batch);

-- One statement for each partner, currency and period.
CREATE TABLE statement (
	id            INTEGER PRIMARY KEY,
	void          INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	partner       INTEGER NOT NULL REFERENCES partner (id),
	currency      TEXT NOT NULL CHECK (length(currency) = 3),
	from_on       INTEGER NOT NULL,
	to_on         INTEGER NOT NULL,
	status        TEXT NOT NULL DEFAULT 'closed'
	              CHECK (status IN ('closed', 'disputed', 'paid',
	              'carried')),
	opening       INTEGER NOT NULL, -- carried from before
	earned        INTEGER NOT NULL, -- of its tranches
	withheld      INTEGER NOT NULL DEFAULT 0,
	payable       INTEGER NOT NULL,
	carried       INTEGER NOT NULL, -- to the next one
	why_carried   TEXT NOT NULL DEFAULT '',
	dispute_until INTEGER,
	pay_by        INTEGER,
	reason        TEXT NOT NULL DEFAULT '', -- of a dispute
	created_at    INTEGER NOT NULL,
	created_by    TEXT NOT NULL,
	updated_at    INTEGER NOT NULL,
	version       INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX statement_once ON statement (partner, currency, to_on)
	WHERE void = 0;
CREATE INDEX statement_by_period ON statement (to_on, id);
CREATE INDEX statement_by_created ON statement (created_at, id);
CREATE INDEX statement_by_status ON statement (status, id);

-- What a payment of the customer earned of a commission. `state` is what
-- somebody decided; whether the hold window is over, the date decides.
CREATE TABLE tranche (
	id          INTEGER PRIMARY KEY,
	void        INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	commission  INTEGER NOT NULL REFERENCES commission (id),
	payment     INTEGER REFERENCES payment (id),
	amount      INTEGER NOT NULL,
	earned_on     INTEGER NOT NULL,
	earned_month  INTEGER NOT NULL,
	release_on    INTEGER NOT NULL, -- the hold window ends before it
	release_month INTEGER NOT NULL,
	state       TEXT NOT NULL DEFAULT 'earned'
	            CHECK (state IN ('earned', 'held', 'approved', 'paid')),
	state_on    INTEGER NOT NULL, -- since when
	state_month INTEGER NOT NULL,
	hold        TEXT NOT NULL DEFAULT '' CHECK (hold IN ('', 'hand',
	            'suspended', 'dispute')),
	approved_by TEXT NOT NULL DEFAULT '',
	statement   INTEGER REFERENCES statement (id),
	created_at  INTEGER NOT NULL,
	updated_at  INTEGER NOT NULL,
	version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX tranche_by_commission ON tranche (commission);
CREATE INDEX tranche_by_payment ON tranche (payment)
	WHERE payment IS NOT NULL;
CREATE INDEX tranche_by_statement ON tranche (statement)
	WHERE statement IS NOT NULL;
-- What the next statement takes.
CREATE INDEX tranche_to_state ON tranche (release_on)
	WHERE state = 'approved' AND statement IS NULL AND void = 0;
CREATE INDEX tranche_to_approve ON tranche (release_on)
	WHERE state = 'earned' AND void = 0;

-- Until which day the books are closed, the last of a month: no entry is
-- dated there any more.
CREATE TABLE closing (
	id         INTEGER PRIMARY KEY,
	void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	program    TEXT NOT NULL DEFAULT '', -- '': of all
	to_on      INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX closing_by_day ON closing (to_on) WHERE void = 0;

-- ---- the ledger -----------------------------------------------------------

-- Postings come first, their entry last: it is refused unless they balance.
CREATE TABLE entry (
	id          INTEGER PRIMARY KEY,
	on_date     INTEGER NOT NULL,
	on_month    INTEGER NOT NULL,
	recorded_at INTEGER NOT NULL,
	kind        TEXT NOT NULL CHECK (kind IN ('accrue', 'earn', 'release',
	            'move', 'reverse')),
	commission  INTEGER NOT NULL REFERENCES commission (id),
	tranche     INTEGER REFERENCES tranche (id)
) STRICT;

CREATE INDEX entry_by_commission ON entry (commission, id);
CREATE INDEX entry_by_day ON entry (on_date, id);

-- `expense` is what the vendor owes for; the others are where it stands.
CREATE TABLE posting (
	id       INTEGER PRIMARY KEY,
	entry    INTEGER NOT NULL REFERENCES entry (id)
	         DEFERRABLE INITIALLY DEFERRED,
	account  TEXT NOT NULL CHECK (account IN ('expense', 'accrued',
	         'earned', 'held', 'approved', 'paid')),
	partner  INTEGER NOT NULL,
	program  TEXT NOT NULL,
	product  TEXT NOT NULL,
	currency TEXT NOT NULL,
	origin   INTEGER NOT NULL, -- the commission's month
	amount   INTEGER NOT NULL
) STRICT;

CREATE INDEX posting_by_entry ON posting (entry);

-- By month of the commission and month of the entry.
CREATE TABLE ledger_month (
	partner     INTEGER NOT NULL,
	program     TEXT NOT NULL,
	product     TEXT NOT NULL,
	currency    TEXT NOT NULL,
	account     TEXT NOT NULL,
	origin      INTEGER NOT NULL, -- the commission's month
	entry_month INTEGER NOT NULL, -- the entry's month
	amount      INTEGER NOT NULL,
	PRIMARY KEY (partner, program, product, currency, account, origin,
	             entry_month)
) STRICT, WITHOUT ROWID;

-- Sales and base behind the commissions, by month.
CREATE TABLE sales_month (
	partner  INTEGER NOT NULL,
	program  TEXT NOT NULL,
	product  TEXT NOT NULL,
	currency TEXT NOT NULL,
	origin   INTEGER NOT NULL,
	sales    INTEGER NOT NULL,
	base     INTEGER NOT NULL,
	PRIMARY KEY (partner, program, product, currency, origin)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER posting_late BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry)
BEGIN SELECT raise(ABORT, 'An entry is complete once written.'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
BEGIN SELECT raise(ABORT, 'Postings are never changed.'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
BEGIN SELECT raise(ABORT, 'Postings are never deleted.'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'Entries are never changed.'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'Entries are never deleted.'); END;

CREATE TRIGGER entry_balances BEFORE INSERT ON entry
BEGIN
	SELECT raise(ABORT, 'An entry is two postings that sum to nothing.')
	FROM (SELECT count(*) AS n, sum(amount) AS total,
		min(currency) AS least, max(currency) AS most
		FROM posting WHERE entry = NEW.id)
	WHERE n < 2 OR total <> 0 OR least <> most;
	SELECT raise(ABORT, 'The books are closed for that day.')
	WHERE NEW.on_date <= (SELECT max(to_on) FROM closing WHERE void = 0);
END;

CREATE TRIGGER entry_month AFTER INSERT ON entry
BEGIN
	INSERT INTO ledger_month (partner, program, product, currency, account,
		origin, entry_month, amount)
	SELECT partner, program, product, currency, account, origin,
		NEW.on_month, amount
	FROM posting WHERE entry = NEW.id
	ON CONFLICT DO UPDATE SET amount = amount + excluded.amount;
END;

-- Moves of commissions and tranches, waiting to be posted: each row that is
-- put in here becomes an entry with its two postings at once.
CREATE VIEW transfer (on_date, on_month, at, kind, commission, tranche, source,
	target, amount) AS
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER transfer_posts INSTEAD OF INSERT ON transfer
WHEN NEW.amount <> 0
BEGIN
	INSERT INTO posting (entry, account, partner, program, product,
		currency, origin, amount)
	SELECT (SELECT coalesce(max(id), 0) + 1 FROM entry), NEW.source,
		partner, program, product, currency, on_month, -NEW.amount
	FROM commission WHERE id = NEW.commission;
	INSERT INTO posting (entry, account, partner, program, product,
		currency, origin, amount)
	SELECT (SELECT coalesce(max(id), 0) + 1 FROM entry), NEW.target,
		partner, program, product, currency, on_month, NEW.amount
	FROM commission WHERE id = NEW.commission;
	INSERT INTO entry (id, on_date, on_month, recorded_at, kind, commission,
		tranche)
	SELECT (SELECT coalesce(max(id), 0) + 1 FROM entry),
		max(NEW.on_date, coalesce(open, NEW.on_date)),
		max(NEW.on_month, coalesce(open, NEW.on_month)),
		NEW.at, NEW.kind, NEW.commission, NEW.tranche
	FROM (SELECT max(to_on) + 1 AS open FROM closing WHERE void = 0);
END;

-- A commission accrues on its day, and is taken back on it.
CREATE TRIGGER commission_accrues AFTER INSERT ON commission
WHEN NEW.void = 0
BEGIN
	INSERT INTO transfer VALUES (NEW.on_date, NEW.on_month, NEW.created_at, 'accrue', NEW.id, NULL,
		'expense', 'accrued', NEW.amount);
	INSERT INTO sales_month (partner, program, product, currency, origin,
		sales, base)
	VALUES (NEW.partner, NEW.program, NEW.product, NEW.currency,
		NEW.on_month, NEW.kind = 'sale', NEW.base)
	ON CONFLICT DO UPDATE SET sales = sales + excluded.sales,
		base = base + excluded.base;
END;

CREATE TRIGGER commission_stays BEFORE UPDATE OF kind, sale, corrects,
	partner, program, product, currency, share, base, amount, on_date,
	on_month
ON commission
BEGIN SELECT raise(ABORT, 'A commission is corrected by another.'); END;

CREATE TRIGGER commission_voided AFTER UPDATE OF void ON commission
WHEN OLD.void <> NEW.void
BEGIN
	INSERT INTO transfer VALUES (NEW.on_date, NEW.on_month, NEW.updated_at, 'reverse', NEW.id, NULL,
		'expense', 'accrued',
		CASE NEW.void WHEN 1 THEN -NEW.amount ELSE NEW.amount END);
	UPDATE sales_month SET
		sales = sales + (NEW.kind = 'sale') *
			CASE NEW.void WHEN 1 THEN -1 ELSE 1 END,
		base = base + NEW.base *
			CASE NEW.void WHEN 1 THEN -1 ELSE 1 END
	WHERE partner = NEW.partner AND program = NEW.program
		AND product = NEW.product AND currency = NEW.currency
		AND origin = NEW.on_month;
END;

-- A tranche is earned on its day, held while its window lasts, and is where
-- its state says from then on.
CREATE TRIGGER tranche_earned AFTER INSERT ON tranche
WHEN NEW.void = 0
BEGIN
	INSERT INTO transfer VALUES (NEW.earned_on, NEW.earned_month, NEW.updated_at, 'earn', NEW.commission,
		NEW.id, 'accrued',
		CASE WHEN NEW.release_on > NEW.earned_on THEN 'held'
			ELSE NEW.state END,
		NEW.amount);
	INSERT INTO transfer SELECT NEW.release_on, NEW.release_month, NEW.updated_at, 'release', NEW.commission,
		NEW.id, 'held', NEW.state, NEW.amount
	WHERE NEW.release_on > NEW.earned_on AND NEW.state <> 'held';
END;

CREATE TRIGGER tranche_stays BEFORE UPDATE OF commission, payment, amount,
	earned_on, earned_month, release_on, release_month ON tranche
BEGIN SELECT raise(ABORT, 'A tranche is never rewritten.'); END;

-- The later of both days: taking a move back is dated as the move was.
CREATE TRIGGER tranche_moves AFTER UPDATE OF state ON tranche
WHEN OLD.state <> NEW.state AND NEW.void = 0 AND OLD.void = 0
BEGIN
	INSERT INTO transfer VALUES (
		max(NEW.release_on, OLD.state_on, NEW.state_on),
		max(NEW.release_month, OLD.state_month, NEW.state_month),
		NEW.updated_at, 'move',
		NEW.commission, NEW.id, OLD.state, NEW.state, NEW.amount);
END;

CREATE TRIGGER tranche_voided AFTER UPDATE OF void ON tranche
WHEN OLD.void = 0 AND NEW.void = 1
BEGIN
	INSERT INTO transfer SELECT NEW.release_on, NEW.release_month, NEW.updated_at, 'reverse', NEW.commission,
		NEW.id, OLD.state, 'held', NEW.amount
	WHERE NEW.release_on > NEW.earned_on AND OLD.state <> 'held';
	INSERT INTO transfer VALUES (NEW.earned_on, NEW.earned_month, NEW.updated_at, 'reverse', NEW.commission,
		NEW.id,
		CASE WHEN NEW.release_on > NEW.earned_on THEN 'held'
			ELSE OLD.state END,
		'accrued', NEW.amount);
END;

CREATE TRIGGER tranche_unvoided AFTER UPDATE OF void ON tranche
WHEN OLD.void = 1 AND NEW.void = 0
BEGIN
	INSERT INTO transfer VALUES (NEW.earned_on, NEW.earned_month, NEW.updated_at, 'earn', NEW.commission,
		NEW.id, 'accrued',
		CASE WHEN NEW.release_on > NEW.earned_on THEN 'held'
			ELSE NEW.state END,
		NEW.amount);
	INSERT INTO transfer SELECT NEW.release_on, NEW.release_month, NEW.updated_at, 'release', NEW.commission,
		NEW.id, 'held', NEW.state, NEW.amount
	WHERE NEW.release_on > NEW.earned_on AND NEW.state <> 'held';
END;

-- Dated reference rates: units of the currency for one EUR, in millionths of
-- a millionth, as the source gives them.
CREATE TABLE reference_rate (
	on_date  INTEGER NOT NULL,
	currency TEXT NOT NULL CHECK (length(currency) = 3),
	units    INTEGER NOT NULL CHECK (units > 0), -- x 10^-scale
	scale    INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 9),
	source   TEXT NOT NULL,
	PRIMARY KEY (currency, on_date)
) STRICT, WITHOUT ROWID;
