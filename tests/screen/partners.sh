# tests/screen/partners.sh - a directory of partners, for tests of its screens.
#
# Sourced after lib.sh. P-5 Meridian Cloud Ltd has something of everything.

partners() {
	cat >"$dir/partners.csv" <<'END'
id,name,country,city,website,program,level,status,since,coverage,visible,contact_name,contact_email,technical_name,technical_email,manager,tags,description
SP-01,Aldora Systems GmbH,DE,Ulm,https://www.aldora.example,technology,,active,2024-05-01,national,yes,Jan Adler,jan@aldora.example,,,mvega,,
SP-02,Blue Fjord Hosting AS,NO,Oslo,https://www.bluefjord.example,service,,active,2024-06-01,national,yes,Siri Berg,siri@bluefjord.example,,,jkim,,
SP-03,Hōkai Systems KK,JP,Tokyo,https://www.hokai.example,reseller,,active,2025-03-01,national,yes,佐藤 花子,sato@hokai.example,,,mvega,,
SP-04,Kestrel Networks,US,Tulsa,https://www.kestrel.example,reseller,,active,2023-04-10,national,yes,Kim Doe,kim@kestrel.example,,,jkim,,
SP-05,Meridian Cloud Ltd,GB,London,https://www.meridian.example,reseller,,active,2025-02-01,worldwide,yes,Ana Boyd,ana@meridian.example,Raj Patel,raj@meridian.example,mvega,"cloud, training",Clusters for banks & telcos.
SP-06,Nimbus Iberia,ES,Bilbao,https://www.nimbus.example,reseller,,active,2025-05-20,national,no,Iker Sanz,iker@nimbus.example,,,mvega,,
SP-07,Northwind Integrators,US,Boise,https://www.northwind.example,referral,,active,2025-07-01,national,yes,Bo Hart,bo@northwind.example,,,,,
SP-08,Orchard IT Ltd,IE,Cork,https://www.orchard.example,service,,suspended,2024-02-01,national,no,Aoife Daly,aoife@orchard.example,,,mvega,,
SP-09,Quantum Leap SARL,FR,Paris,https://www.quantum.example,referral,,active,2025-09-15,national,yes,Zoé Petit,zoe@quantum.example,,,,,
SP-10,Société Générale de Services,FR,Lyon,https://www.societe.example,service,,active,2025-11-02,national,yes,Élise Roy,elise@societe.example,,,jkim,,
SP-11,Ulmer & Sohn IT,AT,Graz,https://www.ulmer.example,service,,active,2025-12-01,national,yes,Max Ulmer,max@ulmer.example,,,mvega,,
SP-12,東京クラウド株式会社,JP,Tokyo,https://www.tokyo.example,reseller,,onboarding,,national,no,田中 一郎,tanaka@tokyo.example,,,mvega,,
END
	run init
	run user add mvega --role partner_manager
	run user add jkim --role partner_manager
	run user add fay --role finance
	make import partners "$dir/partners.csv"
	make partner contact-add P-5 --kind billing --name 'Mbali Okafor' \
		--email mo@meridian.example
	make partner certificate-add P-5 --person 'Raj Patel' \
		--name 'Certified Engineer' --issued_on 2024-01-01 \
		--expires_on 2026-01-31
	make partner certificate-add P-5 --person 'Ana Boyd' \
		--name 'Certified Engineer' --issued_on 2025-01-01 \
		--expires_on 2027-01-31
	make enrollment add --partner P-5 --program service \
		--reason known_partner --note 'Has trained for us before.'
	make enrollment requirement E-5 --requirement web_page --state met \
		--evidence https://www.meridian.example/partners
	make partner bank P-5 --holder 'Meridian Cloud Ltd' --currency EUR \
		--iban 'GB82 WEST 1234 5698 7654 32' --bank 'West Bank'
	make partner tax P-5 --form W-8BEN-E --tax_id 98-7654321 \
		--withholding 15% --valid_to 2026-12-31 --ref 'safe 3'
	run --as fay partner detail-accept P-5 --detail 2
	lead 'Acme plc' 25000 EUR
	lead 'Globex Ltd' 99000 EUR
	lead 'Initech Ltd' 7000.50 USD
	lead 'Vögele & Cie' 12500 EUR
	lead 'Umbrella plc' 42680 EUR
	make lead accept L-2 L-3 L-4 L-5
	make lead advance L-3 L-4
	make lead win L-5
	make lead accept L-1
	make lead lose L-1 --reason price
	# What time does at rest is done before anybody looks.
	keys wait wait wait wait
	type_at 80x24 <"$keys"
}

# lead CUSTOMER VALUE CURRENCY: the next of P-5.
lead() {
	make lead add --partner P-5 --customer "$1" --country GB --value "$2" \
		--currency "$3" --program reseller --product subscription --consent yes \
		--expected_close 2026-09-30 \
		--contact_name 'Pat Doe' --contact_email pat@customer.example \
		--domain "$(echo "$1" | sed 's/[^A-Za-z]//g').example"
}

# Something the tests stand on: what is refused is shown.
make() {
	if ! "$program" --db "$db" --as jkim "$@" >"$dir/made" 2>&1; then
		sed 's/^/# /' "$dir/made"
	fi
}
