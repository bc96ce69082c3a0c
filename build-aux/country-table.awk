# country-table.awk - writes src/base/country_table.c from the iso-codes
# file of ISO 3166-1 (JSON).
#
# The file is a list of flat objects, so each "}" ends one, however its
# lines are broken. Anything unexpected ends the build: a program that lost
# half its countries must not come out of it.

function fail(why) {
	printf("country-table.awk: %s\n", why) > "/dev/stderr"
	failed = 1
	exit 1
}

# The string under a key of the present object, still in JSON's escapes.
function text(key,	at, s) {
	at = "\"" key "\"[ \t\r\n]*:[ \t\r\n]*\""
	if (!match($0, at))
		return ""
	s = substr($0, RSTART + RLENGTH)
	if (!match(s, /^([^"\\]|\\.)*/))
		return ""
	return substr(s, 1, RLENGTH)
}

# JSON's \" and \\ mean the same in C; no name needs any other escape.
function literal(s,	rest) {
	rest = s
	gsub(/\\["\\]/, "", rest)
	if (index(rest, "\\") > 0 || s ~ /[?][?]/)
		fail("cannot write the name " s)
	return s == "" ? "NULL" : "\"" s "\""
}

BEGIN {
	RS = "}"
	print "/* Made by build-aux/country-table.awk from iso-codes. */"
	print ""
	print "#include \"config.h\""
	print ""
	print "#include \"base/country.h\""
	print ""
	print "const struct country country_list[] = {"
}

/"alpha_2"/ {
	alpha2 = text("alpha_2")
	alpha3 = text("alpha_3")
	name = text("name")
	if (alpha2 !~ /^[A-Z][A-Z]$/ || alpha3 !~ /^[A-Z][A-Z][A-Z]$/)
		fail("odd codes: " alpha2 " " alpha3)
	if (name == "")
		fail(alpha2 " has no name")
	printf("\t{ \"%s\", \"%s\", %s, %s },\n", alpha2, alpha3,
	    literal(name), literal(text("common_name")))
	n++
}

END {
	if (!failed) {
		if (n < 200)
			fail("only " (n + 0) " countries in the file")
		print "\t{ \"ZZ\", \"ZZZ\", \"Unknown\", NULL },"
		print "};"
		print ""
		print "const size_t country_count ="
		print "    sizeof(country_list) / sizeof(country_list[0]);"
	}
	exit failed
}
