-- Partners and leads for the screens of the pipeline; today is 2026-03-31
-- (day 20543). Names in several scripts, currencies without decimals and
-- with three, leads without a value.
INSERT INTO partner (id, ref, name, name_key, sort_name, country, search,
	created_at, created_by, updated_at) VALUES
	(1, NULL, 'Aldora Systems GmbH', 'aldora systems',
		'aldora systems gmbh', 'DE', 'aldora', 1774000000, 'ana', 1774000000),
	(2, NULL, 'Hōkai Systems KK', 'hokai systems', 'hokai systems kk',
		'JP', 'hokai', 1774000000, 'ana', 1774000000),
	(3, 'KN-7', 'Kestrel Networks', 'kestrel networks',
		'kestrel networks', 'US', 'kestrel', 1774000000, 'ana', 1774000000);

-- Columns: customer, partner, stage, minor units, currency, ppm, days in
-- the stage, days since the last activity, expected close, next step, its
-- day, owner.
CREATE TEMP TABLE fill (n INTEGER PRIMARY KEY, customer TEXT, partner INTEGER,
	stage TEXT, value INTEGER, currency TEXT, ppm INTEGER, age INTEGER,
	quiet INTEGER, close INTEGER, step TEXT, step_on INTEGER, owner TEXT);
INSERT INTO fill VALUES
	(1, 'Acme AG', 1, 'submitted', 2200000, 'EUR', 100000, 1, 1, 20635,
		'qualify', NULL, 'mvega'),
	(2, 'Ñandú & Hijos S.A.', 3, 'submitted', 450000, 'EUR', 100000, 2, 2,
		20640, '', NULL, ''),
	(3, '東京クラウド株式会社', 2, 'submitted', 7500000, 'JPY', 100000,
		3, 3, 20650, 'quote', 20560, ''),
	(4, 'Gulf Telecom', 3, 'submitted', 12345678, 'KWD', 100000, 4, 4,
		20651, '', NULL, 'mvega'),
	(5, 'Bolt Oy', 2, 'accepted', 1800000, 'EUR', 200000, 8, 8, 20588, '',
		NULL, 'mvega'),
	(6, 'Fjell Média', 1, 'accepted', 900000, 'EUR', 200000, 5, 30, 20599,
		'call the CTO', NULL, 'jkim'),
	(7, 'Kite', 1, 'accepted', NULL, '', 200000, 9, 2, NULL, '', NULL,
		'mvega'),
	(8, 'Gantt Software', 3, 'qualified', 3100000, 'EUR', 300000, 14, 3,
		20605, '', NULL, 'mvega'),
	(9, 'Lund Vatten AB', 2, 'qualified', 1250050, 'EUR', 300000, 20, 20,
		20610, 'demo', 20541, 'mvega'),
	(10, 'Corvid Bank NV', 1, 'proposal', 12000000, 'EUR', 600000, 22, 3,
		20573, 'demo', 20547, 'mvega'),
	(11, 'Helix Pharma', 2, 'proposal', 8000000, 'EUR', 500000, 41, 24,
		20558, '', NULL, 'mvega'),
	(12, 'Moss & Co', 3, 'proposal', 6600000, 'USD', 400000, 9, 1, 20593,
		'send quote', NULL, 'jkim'),
	(13, 'Zażółć Gęślą Sp. z o.o.', 1, 'proposal', 5200000, 'EUR', 600000,
		12, 2, 20570, '', NULL, ''),
	(14, 'Corvid Bank', 3, 'queued', 11000000, 'EUR', 100000, 6, 6, 20573,
		'', NULL, ''),
	(15, 'Eiger Rail', 1, 'won', 6000000, 'EUR', 1000000, 10, 10, 20530,
		'', NULL, 'mvega'),
	(16, 'Oslo Kommune', 2, 'won', 2200000, 'EUR', 1000000, 25, 25, 20515,
		'', NULL, 'mvega'),
	(17, 'Old Success', 1, 'won', 900000, 'EUR', 1000000, 60, 60, 20480,
		'', NULL, 'mvega'),
	(18, 'Nadir Telecom', 3, 'lost', 7500000, 'EUR', 0, 12, 12, 20531, '',
		NULL, 'mvega');

INSERT INTO lead (id, partner, customer, name_key, sort_name, country,
	domain, contact_name, contact_email, product, value, currency,
	probability, weighted, stage, stage_on, received_at, submitted_on,
	expected_close, accepted_on, registered, protected_until, behind,
	closed_on, owner, next_step, next_on, activity_on, search, created_at,
	created_by, updated_at)
SELECT n, partner, customer, lower(customer), lower(customer), 'DE', '',
	'Lucía Ortega', 'lucia@example.org', 'subscription.premium', value,
	currency, ppm, coalesce(value, 0) * ppm / 1000000, stage,
	20543 - age, 1774000000 + n, 20543 - age - 20, close,
	CASE WHEN stage IN ('accepted', 'qualified', 'proposal')
		THEN 20543 - age END,
	stage IN ('accepted', 'qualified', 'proposal'),
	CASE WHEN stage IN ('accepted', 'qualified', 'proposal')
		THEN 20543 - age + 90 END,
	CASE WHEN stage = 'queued' THEN 10 END,
	CASE WHEN stage IN ('won', 'lost') THEN 20543 - age END, owner, step,
	step_on, 20543 - quiet, lower(customer), 1774000000, 'ana', 1774000000
FROM fill;

INSERT INTO conflict (id, lead, other, why, similarity, created_at,
	created_by, updated_at) VALUES
	(1, 14, 10, 'similar', 760000, 1774000000, 'accord', 1774000000);
INSERT INTO remark (noun, record, kind, inside, on_date, at, actor) VALUES
	('lead', 10, 'call', 'The CTO wants a demo of live migration.', 20540,
		1774700000, 'mvega');
