-- Sales and commissions for the screens of the summary; today is 2026-03-31.
-- Written as rows, since what is shown is what is read: fifteen partners over
-- five quarters, three currencies, one of them without decimals, and a
-- partner who owes more than was earned.
CREATE TEMP TABLE of (n INTEGER PRIMARY KEY, name TEXT, country TEXT,
	level INTEGER);
INSERT INTO of VALUES
	(1, 'Aldora Systems GmbH', 'DE', 310), (2, 'Kestrel Networks', 'US', 260),
	(3, 'Meridian Cloud Ltd', 'GB', 124), (4, 'Vantage Data S.L.', 'ES', 91),
	(5, 'Blue Fjord Hosting AS', 'NO', 80), (6, 'Northwind Integrators', 'US',
	51), (7, 'Nimbus Iberia', 'PT', 23), (8, 'Hōkai Systems KK', 'JP', 18),
	(9, 'Orchard IT Ltd', 'IE', 11), (10, 'Tessera Labs', 'CZ', 9),
	(11, 'Ulmer & Sohn IT', 'AT', 8), (12, 'Zephyr Compute', 'US', 7),
	(13, '東京クラウド株式会社', 'JP', 6), (14, 'Quantum Leap SARL', 'FR', 5),
	(15, 'Halden Consulting', 'NO', 4);

INSERT INTO partner (id, name, name_key, sort_name, country, search,
	created_at, created_by, updated_at)
SELECT n, name, lower(name), lower(name), country, lower(name), 1774000000,
	'ana', 1774000000
FROM of;
INSERT INTO customer (id, name, name_key, sort_name, country, search,
	created_at, created_by, updated_at)
SELECT n, name, lower(name), lower(name), 'DE', lower(name), 1774000000,
	'ana', 1774000000
FROM (SELECT 1 AS n, 'Brass Ltd' AS name UNION SELECT 2, 'Castor Bank NV'
	UNION SELECT 3, 'Delft Water' UNION SELECT 4, 'Eiger Rail'
	UNION SELECT 5, 'Fjell Média');

-- A sale of each partner in each quarter, at 15 %; what it earns is paid when
-- it is older than two quarters, then approved, and earned in this one.
CREATE TEMP TABLE fill (n INTEGER PRIMARY KEY, partner INTEGER,
	customer INTEGER, product TEXT, day INTEGER, base INTEGER,
	currency TEXT, ppm INTEGER, state TEXT, program TEXT);
INSERT INTO fill (partner, customer, product, day, base, currency, ppm, state,
	program)
SELECT of.n, of.n % 5 + 1,
	CASE of.n % 3 WHEN 0 THEN 'services.deployment'
		ELSE 'subscription.premium' END,
	CAST(julianday(q.day) - 2440587.5 AS INTEGER) + of.n,
	of.level * q.part * 1000, 'EUR', 150000, q.state,
	CASE WHEN of.n % 4 = 0 THEN 'technology' ELSE 'reseller' END
FROM of, (SELECT '2025-01-01' AS day, 55 AS part, 'paid' AS state
	UNION SELECT '2025-04-01', 60, 'paid'
	UNION SELECT '2025-07-01', 71, 'paid'
	UNION SELECT '2025-10-01', 88, 'approved'
	UNION SELECT '2026-01-01', 100, 'earned') AS q
WHERE NOT (of.n = 3 AND q.day = '2026-01-01')
ORDER BY q.day, of.n;
-- One partner's quarter line by line; and amounts in other currencies.
INSERT INTO fill (partner, customer, product, day, base, currency, ppm, state,
	program)
VALUES
	(3, 1, 'subscription.premium', 20540, 3800000, 'EUR', 150000, 'earned',
		'reseller'),
	(3, 2, 'services.deployment', 20523, 2400000, 'EUR', 100000, 'earned',
		'reseller'),
	(3, 3, 'subscription.standard', 20511, 2100000, 'EUR', 150000, 'earned',
		'reseller'),
	(3, 4, 'subscription.standard', 20493, 2086700, 'EUR', 150000, 'held',
		'reseller'),
	(3, 5, 'subscription.standard', 20483, -1320000, 'EUR', 150000,
		'earned', 'reseller'),
	(15, 5, 'subscription.standard', 20500, -900000, 'EUR', 150000, 'earned',
		'reseller'),
	(2, 1, 'subscription.premium', 20470, 1234567, 'USD', 150000, 'earned',
		'reseller'),
	(12, 2, 'subscription.premium', 20380, 980000, 'USD', 150000, 'paid',
		'technology'),
	(8, 3, 'subscription.premium', 20490, 12345678, 'JPY', 150000, 'earned',
		'technology'),
	(13, 4, 'services.deployment', 20491, 4500000, 'JPY', 100000, 'held',
		'reseller');

INSERT INTO sale (id, customer, partner, product, base, currency, sale_on,
	invoice, program, level, rate_on, rule, rate, commission, recorded_by,
	search, created_at, created_by, updated_at, refund_of)
SELECT n, customer, partner, product, base, currency, day, 'R-' || (1000 + n),
	program, 'silver', day, CASE WHEN product LIKE 'sub%'
		THEN 'subscription.*' ELSE 'services.*' END,
	(ppm / 10000) || '%', base * ppm / 1000000, 'jkim', '', 1774000000,
	'jkim', 1774000000, CASE WHEN base < 0 THEN 3 END
FROM fill;
INSERT INTO commission (id, kind, sale, corrects, partner, program, product,
	currency, base, amount, on_date, on_month, reason, recorded_by,
	created_at, created_by, updated_at)
SELECT n, CASE WHEN base < 0 THEN 'refund' ELSE 'sale' END, n,
	CASE WHEN base < 0 THEN 3 END, partner, program,
	product, currency, base, base * ppm / 1000000, day,
	CAST(julianday(date(day * 86400, 'unixepoch', 'start of month'))
		- 2440587.5 AS INTEGER),
	'', 'jkim', 1774000000, 'jkim', 1774000000
FROM fill;
INSERT INTO tranche (id, commission, amount, earned_on, earned_month,
	release_on, release_month, state, state_on, state_month, hold,
	created_at, updated_at)
SELECT n, n, base * ppm / 1000000, day, month, day, month, state, day, month,
	CASE state WHEN 'held' THEN 'hand' ELSE '' END, 1774000000, 1774000000
FROM (SELECT *,
	CAST(julianday(date(day * 86400, 'unixepoch', 'start of month'))
		- 2440587.5 AS INTEGER) AS month FROM fill);

INSERT INTO reference_rate (on_date, currency, units, scale, source) VALUES
	(20541, 'USD', 10823, 4, 'European Central Bank'),
	(20542, 'USD', 10841, 4, 'European Central Bank'),
	(20542, 'JPY', 16135, 2, 'European Central Bank');
