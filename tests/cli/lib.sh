# tests/cli/lib.sh - runs commands and compares what they say and return.
#
# Sourced. Each test has a folder of its own with an empty home; $db is where
# its database is, and the clock stands at 2026-03-31 09:00 UTC.

set -u
export LC_ALL=C.UTF-8
export ACCORD_NOW=2026-03-31T09:00:00Z
program=${ACCORD:-./accord}
export ACCORD_DATA="${ACCORD_DATA:-$PWD/data}"
src=$(cd "${srcdir:-.}" && pwd)
shared=$src/../shared/data
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export HOME="$dir" XDG_DATA_HOME="$dir/share"
db=$dir/accord.db
points=0
failed=0

# Runs accord on the test's database; keeps $out, $errors and $status.
run() {
	"$program" --db "$db" "$@" >"$dir/out" 2>"$dir/err" </dev/null
	status=$?
	out=$(cat "$dir/out")
	errors=$(cat "$dir/err")
}

ok() {
	points=$((points + 1))
	echo "ok $points - $1"
}

not_ok() {
	points=$((points + 1))
	failed=1
	echo "not ok $points - $1"
	printf 'status %s\nout: %s\nerr: %s\n' "$status" "$out" "$errors" |
		sed 's/^/# /'
}

skip() {
	points=$((points + 1))
	echo "ok $points # SKIP $1"
}

# status_is WANT NAME
status_is() {
	if [ "$status" -eq "$1" ]; then ok "$2"; else not_ok "$2: want $1"; fi
}

# has WHERE TEXT NAME: $out or $errors has the text.
has() {
	case "$1" in out) text=$out ;; *) text=$errors ;; esac
	case "$text" in
	*"$2"*) ok "$3" ;;
	*) not_ok "$3: no \"$2\"" ;;
	esac
}

# is WANT GOT NAME
is() {
	if [ "$1" = "$2" ]; then
		ok "$3"
	else
		points=$((points + 1))
		failed=1
		echo "not ok $points - $3"
		printf 'want %s\ngot  %s\n' "$1" "$2" | sed 's/^/# /'
	fi
}

sql() {
	sqlite3 "$db" "$1"
}

# same NAME: $out is standard input.
same() {
	want=$(cat)
	is "$want" "$out" "$1"
}

finish() {
	echo "1..$points"
	exit $failed
}
