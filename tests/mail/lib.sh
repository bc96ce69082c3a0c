# tests/mail/lib.sh - letters in an outbox, and servers that misbehave.
#
# Sourced after tests/cli/lib.sh. $mail is the folder of the server that
# start_server started, where what it received ends in .eml.

smtpd=${abs_builddir:-.}/tests/mail/smtpd
mail=$dir/mail
server=
export ACCORD_MAIL="$dir/mail.yaml"
trap 'stop_server; rm -rf "$dir"' EXIT

# start_server OPTION...: with an empty folder, and settings that lead to it.
start_server() {
	stop_server
	rm -rf "$mail"
	mkdir "$mail"
	mkfifo "$mail/events" "$mail/told"
	"$smtpd" "$@" "$mail" 2>"$dir/server.err" &
	server=$!
	tries=0
	while [ ! -s "$mail/port" ] && [ $tries -lt 500 ]; do
		tries=$((tries + 1))
		sleep 0.01
	done
	settings
}

stop_server() {
	if [ -n "$server" ]; then
		kill -s KILL -- "-$server" 2>/dev/null
		wait "$server" 2>/dev/null
		server=
	fi
}

# settings LINE...: the file that leads to the server, with more lines.
settings() {
	{
		echo 'host: 127.0.0.1'
		echo "port: $(cat "$mail/port")"
		case "$*" in *security:*) ;; *) echo 'security: none' ;; esac
		echo 'from: partners@vendor.example'
		for line; do echo "$line"; done
	} >"$ACCORD_MAIL"
	chmod 600 "$ACCORD_MAIL"
}

# letter ID TO [SUBJECT [BODY]]: an SQL text may be an expression.
letter() {
	sql "INSERT INTO message (id, template, noun, record, to_address,
		to_name, subject, body, due_at, message_id, created_at,
		created_by, updated_at) VALUES ($1, 'letter-x', 'application',
		1, '$2', 'Ann', ${3:-"'Letter $1'"}, ${4:-"'Dear Ann'"}, 0,
		printf('%032d.1', $1), 0, 'ana', 0)"
}

state() {
	sql "SELECT status FROM message WHERE id = $1"
}

# How many mails the server has, in all or with that id.
received() {
	if [ $# = 0 ]; then
		find "$mail" -name '*.eml' | wc -l | tr -d ' '
	else
		grep -l "^Message-ID: <$(printf '%032d' "$1").1@" \
			"$mail"/*.eml 2>/dev/null | wc -l | tr -d ' '
	fi
}

deliver() {
	run deliver "$@"
	last=$(printf '%s\n' "$out" | tail -n 1)
}

# The outbox as it was before anything: no letters.
empty() {
	sql 'DELETE FROM message_attempt; DELETE FROM message'
}
