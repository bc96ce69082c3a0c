# tests/lint/lib.sh - what the lint tests share.
#
# A rule is a function that prints what it finds, "file:line: why", one a
# line; none means that it holds. Each is one TAP point:
#
#	. "$(dirname "$0")/lib.sh"
#	rule "no file is empty" no_file_is_empty
#	finish
#
# The tree that is looked at is $srcdir (make check sets it), else the one
# this file is in; so a test of the lint can point it at a tree of its own.

set -eu
LC_ALL=C
export LC_ALL
lint=$(cd "$(dirname "$0")" && pwd)
cd "${srcdir:-$lint/../..}"
c_awk=$(cat "$lint/c.awk")
points=0
failed=0

# The C files under the given folders, but those that the build makes: a
# build inside the source tree leaves them there, and their first line says
# so.
c_files() {
	for folder; do
		[ ! -d "$folder" ] || find "$folder" -name '*.[ch]'
	done | sort | xargs -r awk '
		FNR == 1 && tolower($0) !~ /generated|made by build-aux/ { print FILENAME }'
}

# What is ours in build-aux/; the rest is automake's.
build_tools() {
	for file in build-aux/*.awk build-aux/*.sh; do
		[ ! -f "$file" ] || [ "$file" = build-aux/tap-driver.sh ] ||
		    echo "$file"
	done
}

# The scripts, build fragments and texts that people write.
text_files() {
	for file in README configure.ac Makefile.am dev .ci/run; do
		[ ! -f "$file" ] || echo "$file"
	done
	build_tools
	for folder in src data doc tests; do
		[ ! -d "$folder" ] || find "$folder" -type f \( -name '*.mk' \
		    -o -name '*.sql' -o -name '*.sh' -o -name '*.test' \
		    -o -name '*.awk' -o -name '*.md' -o -name '*.[1-8]' \
		    -o -name '*.yaml' -o -name '*.tmpl' -o -name '*.txt' \)
	done | sort
}

# over FILES PROGRAM: runs an awk program, behind c.awk, over the files.
over() {
	[ -n "$1" ] || return 0
	# The names are ours: no blanks in them.
	# shellcheck disable=SC2086
	awk "$c_awk
$2" $1
}

# rule TITLE COMMAND...: one point.
rule() {
	title=$1
	shift
	points=$((points + 1))
	if ! found=$("$@"); then
		found="$found
the rule could not be checked"
	fi
	if [ -z "$found" ]; then
		echo "ok $points - $title"
	else
		failed=1
		echo "not ok $points - $title"
		printf '%s\n' "$found" | sed '/^$/d; s/^/# /'
	fi
}

# skip TITLE REASON: one point that could not be looked at here.
skip() {
	points=$((points + 1))
	echo "ok $points - $1 # SKIP $2"
}

finish() {
	echo "1..$points"
	exit $failed
}
