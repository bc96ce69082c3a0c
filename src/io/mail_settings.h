/*
 * io/mail_settings.h - the file that says which server letters go through.
 *
 * A YAML file with a password in it: it is read only when nobody but its
 * owner can, and its owner is who runs the program.
 */

#ifndef IO_MAIL_SETTINGS_H
#define IO_MAIL_SETTINGS_H

#include "base/field.h"

struct mail_settings {
	const char *host;
	int64_t port;
	const char *security; /* "tls", "starttls" or "none" */
	const char *user;     /* NULL: no login */
	const char *password;
	const char *from; /* an address */
	const char *from_name;
	const char *reply_to;
	int64_t timeout_seconds; /* for one message, from first to last byte */
	const char *ca_file;     /* NULL: the system's */
	enum tribool insecure;   /* mail may go unencrypted to another host */
};

extern const struct fields mail_settings_fields;

/*
 * Where the file is looked for: $ACCORD_MAIL, else accord/mail.yaml in
 * $XDG_CONFIG_HOME or ~/.config. NULL when there is no home.
 */
const char *mail_settings_path(struct arena *a);

/*
 * Reads and checks it. Fails with all that is wrong, one "file:line:column:
 * text" a line; ERR_NOT_FOUND when there is none, ERR_FORBIDDEN when others
 * may read it.
 */
NODISCARD bool mail_settings_read(const char *path, struct arena *a,
    struct mail_settings *ret, struct err *err);

#endif
