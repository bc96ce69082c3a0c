/* app/cmd_deliver.c - sends what is due in the outbox. */

#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app.h"
#include "base/text.h"
#include "domain/outbox.h"
#include "domain/sweep.h"
#include "io/file.h"
#include "io/mail.h"

#define SETTLE_TRIES 5

static const char SENDER_UNKNOWN[] = "nobody@localhost";

struct delivery {
	struct app *app;
	struct mail_settings settings;
	const char *folder; /* of a dry run, or NULL */
	size_t sent, deferred, failed, unclear;
	bool unusable; /* the server takes none: the rest waits */
};

/* Being asked to end lets the message that is on its way come to its end. */
static volatile sig_atomic_t stopped;

static void stop(int signal UNUSED)
{
	stopped = 1;
}

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = stop };

	sigemptyset(&action.sa_mask);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	/* A server that is gone is an answer, not our end. */
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

/* ---- one message -------------------------------------------------------- */

static struct mail mail_of(
    const struct delivery *d, const struct outgoing *o, struct arena *a)
{
	struct mail_attachment *files =
	    arena_alloc(a, (o->n_files + 1) * sizeof(*files));

	for (size_t i = 0; i < o->n_files; i++)
		files[i] = (struct mail_attachment){
			.name = o->files[i].name,
			.type = "text/plain; charset=utf-8",
			.bytes = o->files[i].text,
			.len = strlen(o->files[i].text),
		};
	return (struct mail){
		.id = o->message_id,
		.date = session_now(d->app->session),
		.to = o->to_address,
		.to_name = o->to_name,
		.subject = o->subject,
		.text = o->text,
		.html = o->html,
		.attachments = files,
		.n_attachments = o->n_files,
	};
}

static enum outbox_outcome count(
    struct delivery *d, const struct mail_result *result)
{
	switch (result->outcome) {
	case MAIL_SENT:
		d->sent++;
		return OUTBOX_SENT;
	case MAIL_REFUSED:
		d->failed++;
		return OUTBOX_REFUSED;
	case MAIL_UNKNOWN:
		d->unclear++;
		return OUTBOX_UNKNOWN;
	case MAIL_UNUSABLE:
		d->unusable = true;
		return OUTBOX_NOT_TRIED;
	case MAIL_DEFERRED:
	default:
		/* Who is not there now is not there for the next one. */
		d->unusable = !result->reached;
		d->deferred++;
		return OUTBOX_DEFERRED;
	}
}

static const char *word_of(enum mail_outcome outcome)
{
	switch (outcome) {
	case MAIL_SENT:
		return "sent";
	case MAIL_REFUSED:
		return "refused";
	case MAIL_UNKNOWN:
		return "unclear whether it was sent";
	case MAIL_UNUSABLE:
		return "not tried";
	case MAIL_DEFERRED:
	default:
		return "deferred";
	}
}

/* What became of a mail must be kept: it is asked for more than once. */
static bool settle(struct delivery *d, const struct outgoing *o,
    enum outbox_outcome outcome, const char *answer, struct err *err)
{
	for (int i = 1; i < SETTLE_TRIES; i++) {
		if (outbox_settle(d->app->session, o, outcome, answer, err))
			return true;
		if (err->kind != ERR_BUSY && err->kind != ERR_UNKNOWN)
			return false;
	}
	return outbox_settle(d->app->session, o, outcome, answer, err);
}

static bool send_one(struct delivery *d, const struct outgoing *o,
    struct arena *a, struct err *err)
{
	struct mail m = mail_of(d, o, a);
	struct mail_result result;

	mail_send(&d->settings, &m, &result);
	printf("M-%" PRId64 " to %s: %s: %s\n", o->message,
	    text_safe(o->to_address, a), word_of(result.outcome),
	    text_safe(result.text, a));
	fflush(stdout);
	return settle(d, o, count(d, &result), result.text, err);
}

static bool send_all(struct delivery *d, struct err *err)
{
	bool found = true, ok = true;

	while (ok && found && !d->unusable && !stopped) {
		struct arena a = ARENA_INIT;
		struct outgoing o;

		ok = outbox_take(d->app->session, &a, &o, &found, err) &&
		    (!found || send_one(d, &o, &a, err));
		arena_done(&a);
	}
	return ok;
}

/* ---- a dry run ---------------------------------------------------------- */

static bool write_one(struct delivery *d, int64_t message, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct buf text = BUF_INIT;
	struct outgoing o;
	const char *path;
	bool ok;

	ok = outbox_read(d->app->session, message, &a, &o, err);
	if (ok) {
		struct mail m = mail_of(d, &o, &a);

		path =
		    arena_fmt(&a, "%s/M-%" PRId64 ".eml", d->folder, message);
		ok = mail_print(&d->settings, &m, &text, err) &&
		    file_write(path, text.s, text.len, err);
		if (ok)
			printf("M-%" PRId64 " to %s: %s\n", message,
			    text_safe(o.to_address, &a), text_safe(path, &a));
	}
	buf_done(&text);
	arena_done(&a);
	return ok;
}

static bool write_all(struct delivery *d, struct err *err)
{
	struct arena a = ARENA_INIT;
	int64_t *ids;
	size_t n;
	bool ok;

	if (mkdir(d->folder, 0700) != 0 && errno != EEXIST)
		return err_set(err, ERR_IO, "%s cannot be made: %s.", d->folder,
		    strerror(errno));
	ok = outbox_due(d->app->session, &a, &ids, &n, err);
	for (size_t i = 0; ok && i < n; i++)
		ok = write_one(d, ids[i], err);
	arena_done(&a);
	return ok;
}

/* ---- the command -------------------------------------------------------- */

/* A dry run is what one tries before there are settings. */
static bool read_settings(struct delivery *d, struct err *err)
{
	struct arena *a = &d->app->arena;
	const char *path = mail_settings_path(a);

	if (path == NULL)
		err_fill(err, ERR_NOT_FOUND, NULL,
		    "There is no home folder for the mail settings; name "
		    "their file in ACCORD_MAIL.");
	else if (mail_settings_read(path, a, &d->settings, err))
		return true;
	if (err->kind != ERR_NOT_FOUND)
		return false;
	if (d->folder == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "There are no mail settings%s%s. accord-mail(5) says what "
		    "goes into them.",
		    path != NULL ? ": no file " : "", path != NULL ? path : "");
	say("There are no mail settings yet; the sender here is %s.",
	    SENDER_UNKNOWN);
	d->settings = (struct mail_settings){ .from = SENDER_UNKNOWN,
		.timeout_seconds = 60 };
	return true;
}

/* Settings have several mistakes at times, each on a line of its own. */
static int fail_settings(const struct err *err, struct arena *a)
{
	for (const char *line = err->text; *line != '\0';) {
		size_t len = strcspn(line, "\n");

		if (len > 0)
			say("%s", arena_strn(a, line, len));
		line += len + (line[len] == '\n');
	}
	return STATUS_CONFIG;
}

/* The messages that a sender left behind that is gone. */
static bool recover(struct delivery *d, struct err *err)
{
	size_t n;

	if (!outbox_recover(d->app->session, &n, err))
		return false;
	if (n > 0)
		say("%zu message%s may have been sent by a program that ended "
		    "in the midst of it.",
		    n, n > 1 ? "s" : "");
	d->unclear += n;
	return true;
}

static int report(struct delivery *d)
{
	int64_t waiting = 0;
	struct err err;

	if (!outbox_waiting(d->app->session, &waiting, &err))
		return fail(&err);
	if (d->unclear > 0)
		printf("unclear %zu: \"accord list messages --filter "
		       "status:unknown\" shows what a person must decide\n",
		    d->unclear);
	printf("sent %zu, deferred %zu, failed %zu, waiting %" PRId64 "\n",
	    d->sent, d->deferred, d->failed,
	    waiting > (int64_t)d->deferred ? waiting - (int64_t)d->deferred
					   : 0);
	if (d->unusable)
		say("No mail can be sent at the moment; the rest waits.");
	return d->failed > 0 || d->unclear > 0 || d->unusable ? STATUS_PART
							      : STATUS_DONE;
}

int cmd_deliver(struct app *app, int argc, char **argv)
{
	const struct subcommand *c = subcommand_find("deliver");
	struct option_value values[] = { { .name = "dry-run" } };
	struct delivery d = { .app = app };
	size_t swept;
	struct err err;

	if (!options_read(c, &argc, argv, values, ARRAY_LEN(values)))
		return STATUS_USAGE;
	if (argc > 0)
		return usage(c, "\"%s\" is one word too many.", argv[0]);
	d.folder = values[0].value;
	if (!read_settings(&d, &err))
		return fail_settings(&err, &app->arena);
	catch_signals();
	if (d.folder != NULL ? !write_all(&d, &err)
			     : !sweep_all(app->session, &swept, &err) ||
		    !recover(&d, &err) || !send_all(&d, &err))
		return fail(&err);
	return report(&d);
}
