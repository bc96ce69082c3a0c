-- The outbox: letters are written with the decision that they are about,
-- and go out later, each at most once.

CREATE TABLE message (
	id         INTEGER PRIMARY KEY,
	void       INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	template   TEXT NOT NULL,      -- "letter-approval"
	noun       TEXT NOT NULL,      -- of the record it is about
	record     INTEGER NOT NULL,
	partner    INTEGER REFERENCES partner (id),
	to_name    TEXT NOT NULL DEFAULT '',
	to_address TEXT NOT NULL CHECK (to_address <> ''),
	subject    TEXT NOT NULL,
	body       TEXT NOT NULL,      -- plain text
	html       TEXT NOT NULL DEFAULT '', -- '': made from the text
	status     TEXT NOT NULL DEFAULT 'waiting'
	           CHECK (status IN ('waiting', 'sending', 'sent', 'deferred',
	           'failed', 'unknown', 'cancelled')),
	due_at     INTEGER NOT NULL,   -- may be changed until then
	tries      INTEGER NOT NULL DEFAULT 0,
	message_id TEXT NOT NULL UNIQUE, -- from the operation's id
	sent_at    INTEGER,
	error      TEXT NOT NULL DEFAULT '', -- what the server said last
	created_at INTEGER NOT NULL,
	created_by TEXT NOT NULL,
	updated_at INTEGER NOT NULL,
	version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX message_by_due ON message (due_at)
	WHERE status IN ('waiting', 'deferred') AND void = 0;
CREATE INDEX message_by_day ON message (due_at, id);
CREATE INDEX message_by_record ON message (noun, record, id);
CREATE INDEX message_by_partner ON message (partner, id)
	WHERE partner IS NOT NULL;
CREATE INDEX message_by_status ON message (status, id);
CREATE INDEX message_by_created ON message (created_at, id);

CREATE TABLE message_attachment (
	id       INTEGER PRIMARY KEY,
	void     INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)),
	message  INTEGER NOT NULL REFERENCES message (id),
	document INTEGER NOT NULL REFERENCES document (id),
	version  INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX message_attachment_once
	ON message_attachment (message, document) WHERE void = 0;

-- One row for each try, written before the server hears of it.
CREATE TABLE message_attempt (
	id       INTEGER PRIMARY KEY,
	message  INTEGER NOT NULL REFERENCES message (id),
	at       INTEGER NOT NULL,
	ended_at INTEGER,
	outcome  TEXT NOT NULL DEFAULT '' -- '' while under way
	         CHECK (outcome IN ('', 'sent', 'deferred', 'refused',
	         'unknown')),
	answer   TEXT NOT NULL DEFAULT '',
	version  INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX message_attempt_by_message ON message_attempt (message, id);
