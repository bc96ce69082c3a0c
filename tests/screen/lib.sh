# tests/screen/lib.sh - types at the screens and compares what they show.
#
# Sourced. The database has 20 applications that jkim typed; mvega reviews.
# SCREEN_UPDATE=1 writes the golden files anew: look at the difference.

. "${srcdir:-.}/tests/cli/lib.sh"

golden=$src/tests/screen/golden
db=$dir/partners.db

# add COMPANY COUNTRY CITY PROGRAM DAYS-AGO
add() {
	"$program" --db "$db" --as jkim application add --company "$1" \
		--country "$2" --city "$3" --program "$4" \
		--submitted_on "$5" --website "https://www.$6.example" \
		--contact_name 'Lucía Ortega' \
		--contact_email "lucia@$6.example" --technical_name 'Raj Patel' \
		--technical_email "raj@$6.example" --tax_id "B-8271$6" \
		--registry_number "HRB $6" --partner_page \
		"https://www.$6.example/partner" --employees 42 --founded 2016 \
		--consent yes --references 'A bank and a telco.' \
		--business_model 'Resale with services.' \
		--description 'Two clusters of 40 hosts.' \
		--certified_people 3 >>"$dir/add" 2>&1
}

desk() {
	run init
	run user add mvega --role reviewer
	run user add jkim --role reviewer
	add 'Fennec Cloud Ltd' GB London reseller 2026-03-09 fennec
	add 'Meridian Cloud Partners SL' ES Madrid reseller 2026-03-12 meridian
	add 'Hōkai Systems KK' JP Tokyo reseller 2026-03-13 hokai
	add 'Aldora Systems GmbH' DE Ulm technology 2026-03-14 aldora
	add 'Blue Fjord Hosting AS' NO Oslo service 2026-03-15 bluefjord
	add 'Vantage Data S.L.' ES Bilbao reseller 2026-03-16 vantage
	add 'Orchard IT Ltd' IE Cork service 2026-03-17 orchard
	add 'Zephyr Compute' US Reno technology 2026-03-18 zephyr
	add 'Nimbus Iberia' PT Porto reseller 2026-03-19 nimbus
	add 'Société Générale de Services' FR Lyon service 2026-03-20 societe
	add 'Tessera Labs' CZ Brno technology 2026-03-21 tessera
	add 'Northwind Integrators' US Boise referral 2026-03-22 northwind
	add '東京クラウド株式会社' JP Tokyo reseller 2026-03-23 tokyo
	add 'Kestrel Networks' US Tulsa reseller 2026-03-24 kestrel
	add 'Quantum Leap SARL' FR Paris referral 2026-03-25 quantum
	add 'Ulmer & Sohn IT' AT Graz service 2026-03-26 ulmer
	add 'Cirrus Andina SA' CL Arica reseller 2026-03-27 cirrus
	add 'Delta & Partners' BE Gent referral 2026-03-28 delta
	add 'Halden Consulting' NO Moss reseller 2026-03-29 halden
	add 'Jotun Data' NO Bodø reseller 2026-03-30 jotun
	if grep -v submitted "$dir/add" >"$dir/odd"; then
		sed 's/^/# /' "$dir/odd"
	fi
}

# keys KEY...: what type_at types, where it is not written out below it.
keys() {
	printf '%s\n' "$@" >"$dir/keys"
}

# type_at 80x24: types standard input; the screens go to $out. Not to be
# used in a pipe, where $out would be lost: "keys j j; type_at 80x24 <$keys".
keys=$dir/keys
type_at() {
	"$program" --db "$db" --as "${typist:-mvega}" --script "$1" >"$dir/out" \
		2>"$dir/err"
	status=$?
	out=$(cat "$dir/out")
	errors=$(cat "$dir/err")
}

# shows NAME: $out is that golden file.
shows() {
	if [ -n "${SCREEN_UPDATE:-}" ]; then
		cp "$dir/out" "$golden/$1"
	fi
	if cmp -s "$golden/$1" "$dir/out"; then
		ok "$1 is as it was"
	else
		points=$((points + 1))
		failed=1
		echo "not ok $points - $1 is as it was"
		diff "$golden/$1" "$dir/out" | sed 's/^/# /'
	fi
}
