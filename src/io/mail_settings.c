/* io/mail_settings.c - the file that says which server letters go through. */

#include "config.h"

#include "io/mail_settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "io/file.h"
#include "io/mail_header.h"
#include "io/yaml.h"

#define SETTINGS_MAX ((size_t)64 << 10)
#define PORT_MAX 65535
#define PORT_TLS 465
#define PORT_SUBMISSION 587
#define PORT_PLAIN 25
#define TIMEOUT_DEFAULT 60
#define TIMEOUT_MAX 3600

static const struct field fields[] = {
	FIELD(mail_settings, host, "Server", FIELD_REQUIRED, NULL,
	    "the mail server's name"),
	FIELD(mail_settings, port, "Port", FIELD_POSITIVE, NULL,
	    "465 with tls, 587 with starttls, 25 with none"),
	FIELD(mail_settings, security, "Security", FIELD_OPTIONAL,
	    "tls|starttls|none", "starttls"),
	FIELD(mail_settings, user, "User", FIELD_OPTIONAL, NULL,
	    "the login, if the server wants one"),
	FIELD(mail_settings, password, "Password", FIELD_SECRET),
	FIELD(mail_settings, from, "From", FIELD_REQUIRED | FIELD_EMAIL, NULL,
	    "the address that letters come from"),
	FIELD(mail_settings, from_name, "From name", FIELD_OPTIONAL, NULL,
	    "the name beside it"),
	FIELD(mail_settings, reply_to, "Reply to", FIELD_EMAIL, NULL,
	    "where answers go, if elsewhere"),
	FIELD(mail_settings, timeout_seconds, "Timeout", FIELD_POSITIVE, NULL,
	    "for one message; 60"),
	FIELD(mail_settings, ca_file, "CA file", FIELD_OPTIONAL, NULL,
	    "certificates to trust instead of the system's"),
	FIELD(mail_settings, insecure, "Insecure", FIELD_OPTIONAL, NULL,
	    "yes: mail may go unencrypted to another machine"),
};

const struct fields mail_settings_fields = FIELDS(mail_settings, fields);

/* ---- where -------------------------------------------------------------- */

static const char *environment(const char *name)
{
	const char *text = getenv(name);

	return text == NULL || *text == '\0' ? NULL : text;
}

const char *mail_settings_path(struct arena *a)
{
	if (environment("ACCORD_MAIL") != NULL)
		return arena_str(a, environment("ACCORD_MAIL"));
	if (environment("XDG_CONFIG_HOME") != NULL)
		return arena_fmt(
		    a, "%s/accord/mail.yaml", environment("XDG_CONFIG_HOME"));
	if (environment("HOME") != NULL)
		return arena_fmt(
		    a, "%s/.config/accord/mail.yaml", environment("HOME"));
	return NULL;
}

/* ---- whose -------------------------------------------------------------- */

/* The same file is asked and read, whatever becomes of its name. */
static bool check_owner(FILE *file, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(fileno(file), &st) != 0)
		return err_set(err, ERR_IO, "%.200s cannot be read: %s.", path,
		    strerror(errno));
	if (st.st_uid != geteuid())
		return err_set(err, ERR_FORBIDDEN,
		    "%.200s belongs to somebody else. The mail settings hold "
		    "a password: make a file of your own.",
		    path);
	if ((st.st_mode & 077) != 0)
		return err_set(err, ERR_FORBIDDEN,
		    "%.200s can be read by others. It holds a password: run "
		    "chmod 600 on it.",
		    path);
	return true;
}

static bool read_bytes(const char *path, struct buf *out, struct err *err)
{
	char block[4096];
	size_t n;
	FILE *file;
	bool ok;

	if (!file_open(path, &file, err))
		return false;
	ok = check_owner(file, path, err);
	while (ok && out->len <= SETTINGS_MAX &&
	    (n = fread(block, 1, sizeof(block), file)) > 0)
		buf_addn(out, block, n);
	if (ok && ferror(file) != 0)
		ok = err_set(err, ERR_IO, "%.200s cannot be read.", path);
	if (fclose(file) != 0 && ok)
		ok = err_set(err, ERR_IO, "%.200s cannot be read.", path);
	return ok;
}

/* ---- what --------------------------------------------------------------- */

static void complain_unknown(struct problems *problems, const struct node *n)
{
	const char *names[ARRAY_LEN(fields)];
	const char *near;

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		names[i] = fields[i].name;
	near = text_nearest(n->key, names, ARRAY_LEN(fields));
	problem_add(problems, n->key_line, n->key_column,
	    "unknown key `%s`%s%s%s", n->key,
	    near == NULL ? "" : "; did you mean `", near == NULL ? "" : near,
	    near == NULL ? "" : "`?");
}

static void read_key(const struct node *n, struct arena *a,
    struct problems *problems, struct mail_settings *s)
{
	const struct field *f = fields_find(&mail_settings_fields, n->key);
	struct err err;

	if (f == NULL) {
		complain_unknown(problems, n);
		return;
	}
	if (n->type != NODE_SCALAR && n->type != NODE_NULL)
		problem_add(
		    problems, n->line, n->column, "`%s` is one text", n->key);
	else if (!field_set(f, s, n->type == NODE_NULL ? "" : n->text,
		     DATE_NONE, a, &err))
		problem_add(problems, n->line, n->column, "%s", err.text);
}

static bool is_empty(const char *s)
{
	return s == NULL || *s == '\0';
}

static bool is_loopback(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "::1") == 0 ||
	    (strncmp(host, "127.", 4) == 0 &&
		strspn(host, "0123456789.") == strlen(host));
}

static void set_defaults(struct mail_settings *s)
{
	if (is_empty(s->security))
		s->security = "starttls";
	if (s->port == FIELD_UNSET)
		s->port = strcmp(s->security, "tls") == 0 ? PORT_TLS
		    : strcmp(s->security, "none") == 0    ? PORT_PLAIN
							  : PORT_SUBMISSION;
	if (s->timeout_seconds == FIELD_UNSET)
		s->timeout_seconds = TIMEOUT_DEFAULT;
}

static void check_address(
    struct problems *problems, const char *name, const char *address)
{
	struct err err;

	if (!is_empty(address) && !mail_address_check(address, &err))
		problem_add(problems, 0, 0, "`%s`: %s", name, err.text);
}

/* The host becomes part of an address; it is a name or a number. */
static bool is_host(const char *s)
{
	return *s != '\0' && *s != '-' &&
	    strspn(s,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789.-:") == strlen(s);
}

static void check_all(struct problems *problems, const struct mail_settings *s)
{
	struct err err;

	if (!fields_check(&mail_settings_fields, s, &err)) {
		problem_add(problems, 0, 0, "%s", err.text);
		return;
	}
	if (!is_host(s->host))
		problem_add(problems, 0, 0,
		    "`host` is a server's name, such as mail.example.com");
	if (s->port < 1 || s->port > PORT_MAX)
		problem_add(problems, 0, 0, "`port` is from 1 to %d", PORT_MAX);
	if (s->timeout_seconds < 1 || s->timeout_seconds > TIMEOUT_MAX)
		problem_add(problems, 0, 0, "`timeout_seconds` is from 1 to %d",
		    TIMEOUT_MAX);
	if (is_empty(s->user) != is_empty(s->password))
		problem_add(
		    problems, 0, 0, "a login has both, `user` and `password`");
	if (strcmp(s->security, "none") == 0 && !is_loopback(s->host) &&
	    s->insecure != TRI_YES)
		problem_add(problems, 0, 0,
		    "without encryption everybody on the way can read the "
		    "letters and the password: use `security: tls` or "
		    "`starttls`, or say `insecure: yes`");
	check_address(problems, "from", s->from);
	check_address(problems, "reply_to", s->reply_to);
}

static bool parse(const struct buf *bytes, struct arena *a,
    struct problems *problems, struct mail_settings *ret)
{
	struct node *root = NULL;

	fields_init(&mail_settings_fields, ret);
	if (!yaml_read(buf_text(bytes), bytes->len, &yaml_data_limits, a,
		problems, &root))
		return false;
	if (root->type != NODE_MAP) {
		problem_add(problems, 0, 0,
		    "has no keys; it says `host: ...` and `from: ...`");
		return false;
	}
	for (const struct node *n = root->child; n != NULL; n = n->next)
		read_key(n, a, problems, ret);
	set_defaults(ret);
	if (problems->n == 0)
		check_all(problems, ret);
	return problems->n == 0;
}

bool mail_settings_read(const char *path, struct arena *a,
    struct mail_settings *ret, struct err *err)
{
	struct problems problems = { .arena = a, .file = path };
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	struct mail_settings s;
	bool ok = read_bytes(path, &bytes, err);

	if (ok && bytes.len > SETTINGS_MAX)
		ok = err_set(err, ERR_INVALID,
		    "%.200s is too large for mail settings.", path);
	if (ok && !parse(&bytes, a, &problems, &s)) {
		problems_sort(&problems);
		problems_print(&problems, &text);
		ok = err_set(err, ERR_INVALID,
		    "The mail settings cannot be used:\n%s", buf_text(&text));
	}
	if (ok)
		*ret = s;
	buf_done(&bytes);
	buf_done(&text);
	return ok;
}
