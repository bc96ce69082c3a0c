#!/bin/sh
# tests/installed.sh - what make installcheck runs, and with it distcheck:
# the installed program must work from where it was put, with the programs,
# templates and manual pages installed beside it and nothing else.
#
# usage: installed.sh ACCORD DATADIR MANDIR
set -eu
accord=$1
data=$2
man=$3
unset ACCORD_DATA ACCORD_DB
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fail() {
	echo "installcheck: $*" >&2
	exit 1
}

for folder in programs templates maps systemd; do
	[ -n "$(ls "$data/$folder")" ] || fail "nothing in $data/$folder"
done
for page in man1/accord.1 man5/accord-mail.5 man5/accord-maps.5 \
    man5/accord-programs.5; do
	[ -r "$man/$page" ] || fail "no manual page $man/$page"
done
cd "$dir"
"$accord" --db "$dir/db" init >/dev/null || fail "accord init failed"
"$accord" --db "$dir/db" program list --format csv >"$dir/list" ||
    fail "accord program list failed"
for file in "$data"/programs/*.yaml; do
	"$accord" program check "$file" || fail "$file is not clean"
	name=$(basename "$file" .yaml)
	grep -q "$name" "$dir/list" || fail "program $name was not loaded"
done
echo "installcheck: $accord works"
