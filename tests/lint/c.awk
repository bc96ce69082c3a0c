# tests/lint/c.awk - takes a line of C apart, for the lint tests.
#
# scan(line) sets CODE to what the compiler sees, each string constant left
# as "" and each character constant as 0; TEXT[1..TEXTS] to the contents of
# the strings; NOTE to the comments, which may run over lines. bad(why)
# prints a finding at the present line.

function scan(line,   at, token) {
	if (FNR == 1)
		in_note = 0
	CODE = NOTE = ""
	TEXTS = 0
	while (line != "") {
		if (in_note) {
			at = index(line, "*/")
			if (at == 0) {
				NOTE = NOTE line
				return
			}
			NOTE = NOTE substr(line, 1, at - 1) " "
			line = substr(line, at + 2)
			in_note = 0
			continue
		}
		if (!match(line, \
		    /\/\*|\/\/|"([^"\\]|\\.)*"|'([^'\\]|\\.)*'/)) {
			CODE = CODE line
			return
		}
		token = substr(line, RSTART, RLENGTH)
		CODE = CODE substr(line, 1, RSTART - 1)
		line = substr(line, RSTART + RLENGTH)
		if (token == "/*") {
			in_note = 1
		} else if (token == "//") {
			NOTE = NOTE line
			return
		} else if (substr(token, 1, 1) == "\"") {
			CODE = CODE "\"\""
			TEXT[++TEXTS] = substr(token, 2, length(token) - 2)
		} else {
			CODE = CODE "0"
		}
	}
}

# The name in an #include line, with its quotes or angle brackets; "" when
# the line is none.
function included(line) {
	if (line !~ /^[ \t]*#[ \t]*include[ \t]*["<]/)
		return ""
	sub(/^[^"<]*/, "", line)
	match(line, /[">][^">]*$/)
	return substr(line, 1, RSTART)
}

# Does this text speak SQL? The words must stand in capitals, as we write
# them.
function is_sql(text) {
	return text ~ /(^|[^A-Za-z_])(SELECT|FROM|WHERE|VALUES|PRAGMA|SAVEPOINT) *([^A-Za-z ,.:;]|[a-z]|$)/ ||
	    text ~ /(^|[^A-Za-z_])(INSERT|DELETE|UPDATE|CREATE|ALTER|DROP|GROUP|ORDER|LEFT|BEGIN) (INTO|OR|FROM|TABLE|INDEX|TRIGGER|VIEW|UNIQUE|BY|JOIN|IMMEDIATE|[a-z_]+ SET)/ ||
	    text ~ /(^|[^A-Za-z_])(AND|OR|NOT IN|IN|SET|ON CONFLICT|LIMIT) *[(?]/
}

function bad(why) {
	bad_at(FILENAME, FNR, why)
}

function bad_at(file, line, why) {
	printf "%s:%d: %s\n", file, line, why
}
