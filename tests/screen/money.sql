-- Sales, commissions, statements and payouts; today is 2026-03-31 (day
-- 20543). Three currencies, a split, a refund, a line in each state.
INSERT INTO partner (id, ref, name, name_key, sort_name, country, status,
	search, created_at, created_by, updated_at) VALUES
	(1, NULL, 'Aldora Systems GmbH', 'aldora systems',
		'aldora systems gmbh', 'DE', 'active', 'aldora systems gmbh',
		1774000000, 'ana', 1774000000),
	(2, NULL, 'Hōkai Systems KK', 'hokai systems', 'hokai systems kk',
		'JP', 'active', 'hokai systems kk', 1774000000, 'ana',
		1774000000),
	(3, 'KN-7', 'Kestrel Networks', 'kestrel networks',
		'kestrel networks', 'US', 'active', 'kestrel networks',
		1774000000, 'ana', 1774000000);

INSERT INTO customer (id, ref, name, name_key, sort_name, country, search,
	created_at, created_by, updated_at) VALUES
	(1, NULL, 'Corvid Bank NV', 'corvid bank', 'corvid bank nv', 'NL',
		'corvid bank nv', 1774000000, 'ana', 1774000000),
	(2, NULL, '東京クラウド株式会社', '東京クラウド', '東京クラウド株式会社',
		'JP', '東京クラウド株式会社', 1774000000, 'ana', 1774000000),
	(3, 'GT-1', 'Gulf Telecom', 'gulf telecom', 'gulf telecom', 'KW',
		'gulf telecom', 1774000000, 'ana', 1774000000),
	(4, NULL, 'Ñandú & Hijos S.A.', 'nandu hijos', 'nandu & hijos s.a.',
		'AR', 'nandu & hijos s.a.', 1774000000, 'ana', 1774000000);

INSERT INTO lead (id, partner, customer, name_key, sort_name, country,
	stage, stage_on, received_at, submitted_on, activity_on, value,
	currency, customer_id, search, created_at, created_by, updated_at)
VALUES (1, 1, 'Corvid Bank NV', 'corvid bank', 'corvid bank nv', 'NL', 'won',
	20402, 1774000000, 20380, 20402, 3800000, 'EUR', 1, 'corvid bank nv',
	1774000000, 'ana', 1774000000);

-- Columns: ref, lead, customer, partner, product, minor units, currency, day,
-- invoice, refund of, split, rule, rate, commission, paid, refunded, by.
CREATE TEMP TABLE fill (n INTEGER PRIMARY KEY, ref, lead, customer, partner,
	product, base, currency, on_day, invoice, refund_of, split, rule, rate,
	commission, paid, refunded, by_whom, why);
INSERT INTO fill VALUES
	(1, 'INV-1001', 1, 1, 1, 'subscription.premium', 3800000, 'EUR', 20402,
		'1001', NULL, '', 'subscriptions', '15%', 570000, 3800000,
		380000, 'jkim', ''),
	(2, NULL, NULL, 2, 1, 'subscription.standard', 1200000, 'JPY', 20494,
		'', NULL, '', 'subscriptions', '10%', 120000, 600000, 0,
		'jkim', ''),
	(3, NULL, NULL, 3, 3, 'services.deployment', 1250000, 'USD', 20468,
		'', NULL, '', 'services', '8%', 100000, 1250000, 0, 'jkim', ''),
	(4, NULL, NULL, 4, 3, 'subscription.premium', 800000, 'EUR', 20504,
		'A/77', NULL, 'P-3:600000,P-1:400000', 'subscriptions',
		'12.5%', 100000, 800000, 0, 'jkim', ''),
	(5, NULL, NULL, 1, 1, 'subscription.premium', -380000, 'EUR', 20520,
		'1001-C', 1, '', 'subscriptions', '15%', -57000, 0, 0, 'jkim',
		''),
	(6, NULL, NULL, 3, 3, 'hardware', 990000, 'USD', 20530, '', NULL, '',
		'', '', 0, 0, 0, 'mvega', 'No rule is for the product.'),
	(7, NULL, NULL, 1, 2, 'subscription.premium', 2000050, 'EUR', 20540,
		'', NULL, '', 'subscriptions', '3%+5%', 200005, 0, 0, 'mvega',
		''),
	(8, NULL, NULL, 3, 3, 'subscription.standard', 400000, 'USD', 20460,
		'', NULL, '', 'subscriptions', '8%', 32000, 400000, 0, 'jkim',
		'');
INSERT INTO sale (id, ref, lead, customer, partner, product, base, currency,
	sale_on, invoice, refund_of, split, program, level, rate_on, rule,
	rate, why_none, commission, paid, refunded, recorded_by, search,
	created_at, created_by, updated_at)
SELECT n, ref, lead, customer, partner, product, base, currency, on_day,
	invoice, refund_of, split, 'reseller', 'silver', on_day, rule, rate,
	why, commission, paid, refunded, by_whom, lower(invoice), 1774000000,
	by_whom, 1774000000
FROM fill;
UPDATE sale SET search = (SELECT search FROM customer WHERE id = customer)
	|| ' ' || search;

INSERT INTO payment (id, sale, amount, paid_on, recorded_by, created_at) VALUES
	(1, 1, 3800000, 20423, 'jkim', 1774000000),
	(2, 2, 600000, 20532, 'jkim', 1774000000),
	(3, 3, 1250000, 20485, 'jkim', 1774000000),
	(4, 4, 800000, 20509, 'jkim', 1774000000),
	(5, 8, 400000, 20480, 'jkim', 1774000000);

INSERT INTO commission (id, kind, sale, corrects, partner, program, product,
	currency, share, base, amount, on_date, on_month, reason, note,
	recorded_by, created_at, created_by, updated_at)
SELECT column1, column2, column3, column4, column5,
	CASE WHEN column3 IS NULL THEN '' ELSE 'reseller' END,
	coalesce((SELECT product FROM sale WHERE id = column3), ''), column6,
	column7, column8, column9, column10, column11, column12, column13,
	'jkim', 1774000000, 'jkim', 1774000000
FROM (VALUES
	(1, 'sale', 1, NULL, 1, 'EUR', 1000000, 3800000, 570000, 20402, 20393,
		'', ''),
	(2, 'sale', 2, NULL, 1, 'JPY', 1000000, 1200000, 120000, 20494, 20485,
		'', ''),
	(3, 'sale', 3, NULL, 3, 'USD', 1000000, 1250000, 100000, 20468, 20454,
		'', ''),
	(4, 'sale', 4, NULL, 3, 'EUR', 600000, 480000, 60000, 20504, 20485,
		'', ''),
	(5, 'sale', 4, NULL, 1, 'EUR', 400000, 320000, 40000, 20504, 20485,
		'', ''),
	(6, 'refund', 5, 1, 1, 'EUR', 1000000, -380000, -57000, 20520, 20513,
		'', ''),
	(7, 'sale', 7, NULL, 2, 'EUR', 1000000, 2000050, 200005, 20540, 20513,
		'', ''),
	(8, 'sale', 8, NULL, 3, 'USD', 1000000, 400000, 32000, 20460, 20454,
		'', ''),
	(9, 'bonus', NULL, NULL, 3, 'EUR', 1000000, 0, 25000, 20542, 20513,
		'campaign', 'For the spring campaign.'));

INSERT INTO statement (id, partner, currency, from_on, to_on, status, opening,
	earned, withheld, payable, carried, why_carried, dispute_until, pay_by,
	created_at, created_by, updated_at) VALUES
	(1, 1, 'EUR', 20362, 20453, 'paid', 0, 570000, 0, 570000, 0, '', 20467,
		20483, 1774000000, 'mvega', 1774000000),
	(2, 3, 'USD', 20485, 20512, 'closed', 0, 32000, 3200, 32000, 0, '',
		20556, 20574, 1774000000, 'mvega', 1774000000);

-- Of one: tranche, commission, payment, amount, earned, its month, released,
-- its month, state, since, its month, hold, by whom, statement, reason.
INSERT INTO tranche (id, commission, payment, amount, earned_on, earned_month,
	release_on, release_month, state, state_on, state_month, hold,
	approved_by, statement, reason, created_at, updated_at)
SELECT *, 1774000000, 1774000000 FROM (VALUES
	(1, 1, 1, 570000, 20423, 20423, 20453, 20423, 'paid', 20480, 20454, '',
		'mvega', 1, ''),
	(2, 2, 2, 60000, 20532, 20513, 20562, 20544, 'earned', 20532, 20513,
		'', '', NULL, ''),
	(3, 3, 3, 100000, 20485, 20485, 20515, 20513, 'earned', 20485, 20485,
		'', '', NULL, ''),
	(4, 4, 4, 60000, 20509, 20485, 20539, 20513, 'approved', 20540, 20513,
		'', 'mvega', NULL, ''),
	(5, 5, 4, 40000, 20509, 20485, 20539, 20513, 'held', 20540, 20513,
		'hand', '', NULL, 'The customer complains.'),
	(6, 6, NULL, -57000, 20520, 20513, 20520, 20513, 'earned', 20520,
		20513, '', '', NULL, ''),
	(7, 8, 5, 32000, 20480, 20454, 20510, 20485, 'approved', 20511, 20485,
		'', 'mvega', 2, ''),
	(8, 9, NULL, 25000, 20542, 20513, 20542, 20513, 'earned', 20542,
		20513, '', '', NULL, ''));

INSERT INTO payout (id, currency, to_on, status, total, partners, pay_on,
	paid_on, approved_by, approved_at, created_at, created_by, updated_at)
VALUES
	(1, 'EUR', 20453, 'paid', 570000, 1, 20480, 20480, 'mvega', 1774000000,
		1774000000, 'jkim', 1774000000),
	(2, 'USD', 20512, 'proposed', 28800, 1, 20574, NULL, '', NULL,
		1774000000, 'jkim', 1774000000);
INSERT INTO payout_line (payout, statement, partner, amount, withheld, status)
VALUES (1, 1, 1, 570000, 0, 'paid'), (2, 2, 3, 28800, 3200, 'open');

INSERT INTO remark (noun, record, kind, inside, on_date, at, actor) VALUES
	('sale', 1, 'note', 'The order came by mail.', 20403, 1774000000,
		'jkim'),
	('commission', 5, 'hold', 'The customer complains.', 20540, 1774000000,
		'jkim');
