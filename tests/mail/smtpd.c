/*
 * tests/mail/smtpd.c - a mail server on the loopback that misbehaves as it
 * is told.
 *
 *	smtpd [--auth BASE64] [--greet LINE] [--stdio] FOLDER
 *
 * It writes its port into FOLDER/port and each mail it has taken into a file
 * of FOLDER that ends in .eml, headed by the envelope ("X-Rcpt: ..."). What
 * it does is in the recipient's name:
 *
 *	refuse     550 to RCPT           late-refuse  554 after the dot
 *	defer      451 to RCPT           late-defer   451 after the dot
 *	once       like defer the first time
 *	cut        drops the connection in the midst of the text
 *	mute       takes the mail and drops the connection without a word
 *	hang       says nothing after RCPT until told
 *	hold       says nothing after the dot, which it heard, until told
 *
 * "until told": it writes a line into the FIFO FOLDER/events when it gets
 * there and then waits for the FIFO FOLDER/told. With --stdio it serves one
 * client at its standard input and output and no port.
 */

#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define CUT_AFTER 1000

struct client {
	FILE *in, *out;
	char rcpt[300];
	char from[300];
	bool logged_in;
	int n_rcpt;
	char line[70000];
};

static const char *auth, *greet = "220 test";

static _Noreturn void die(const char *what)
{
	perror(what);
	exit(1);
}

static void say(struct client *c, const char *text)
{
	if (fprintf(c->out, "%s\r\n", text) < 0 || fflush(c->out) != 0)
		exit(0);
}

/* A line with its end, or the client is gone. */
static size_t hear(struct client *c)
{
	if (fgets(c->line, sizeof(c->line), c->in) == NULL)
		exit(0);
	return strlen(c->line);
}

static bool is_for(const struct client *c, const char *name)
{
	size_t n = strlen(name);

	return strncmp(c->rcpt, name, n) == 0 &&
	    strchr("@+", c->rcpt[n]) != NULL;
}

static void wait_until_told(const char *what)
{
	int fd = open("events", O_WRONLY);
	char byte;

	if (fd < 0 || dprintf(fd, "%s\n", what) < 0 || close(fd) != 0)
		die("events");
	fd = open("told", O_RDONLY);
	if (fd < 0 || read(fd, &byte, 1) < 0)
		die("told");
	close(fd);
}

/* Between < and >, from "RCPT TO:<ann@example.com>". */
static void take_address(const char *line, char out[static 300])
{
	const char *from = strchr(line, '<'), *to = strrchr(line, '>');

	out[0] = '\0';
	if (from != NULL && to != NULL && to - from < 300)
		snprintf(out, 300, "%.*s", (int)(to - from - 1), from + 1);
}

/* True the first time this recipient comes. */
static bool is_first(const struct client *c)
{
	char name[320];
	int fd;

	snprintf(name, sizeof(name), "seen-%s", c->rcpt);
	fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void answer_rcpt(struct client *c)
{
	take_address(c->line, c->rcpt);
	c->n_rcpt++;
	if (is_for(c, "refuse"))
		say(c, "550 5.1.1 no such person");
	else if (is_for(c, "defer") || (is_for(c, "once") && is_first(c)))
		say(c, "451 4.7.1 come again later");
	else if (is_for(c, "hang"))
		wait_until_told("hang");
	else
		say(c, "250 fine");
}

/* Reads the text up to its dot into a file that is not yet seen. */
static void take_text(struct client *c, char name[static 64])
{
	size_t total = 0;
	FILE *file;
	int fd;

	snprintf(name, 64, "part-XXXXXX");
	fd = mkstemp(name);
	if (fd < 0 || (file = fdopen(fd, "w")) == NULL)
		die(name);
	fprintf(file, "X-From: %s\r\nX-Rcpt: %s\r\n", c->from, c->rcpt);
	while (hear(c), strcmp(c->line, ".\r\n") != 0) {
		total += strlen(c->line);
		if (is_for(c, "cut") && total > CUT_AFTER) {
			unlink(name);
			exit(0);
		}
		fputs(c->line + (c->line[0] == '.'), file);
	}
	if (fclose(file) != 0)
		die(name);
}

static void answer_data(struct client *c)
{
	char name[64], kept[70];

	say(c, "354 go ahead");
	take_text(c, name);
	if (is_for(c, "late-refuse") || is_for(c, "late-defer")) {
		unlink(name);
		say(c,
		    is_for(c, "late-defer") ? "451 4.3.0 disk full"
					    : "554 5.6.0 spam");
		return;
	}
	snprintf(kept, sizeof(kept), "%s.eml", name);
	if (rename(name, kept) != 0)
		die(kept);
	if (is_for(c, "mute"))
		exit(0);
	if (is_for(c, "hold"))
		wait_until_told("hold");
	say(c, "250 2.0.0 taken");
}

/* AUTH PLAIN with the login in base64: the tests know how it looks. */
static void answer_auth(struct client *c)
{
	const char *given =
	    strncasecmp(c->line, "AUTH PLAIN ", 11) == 0 ? c->line + 11 : NULL;

	if (given == NULL) {
		say(c, "334 ");
		hear(c);
		given = c->line;
	}
	c->logged_in = auth != NULL &&
	    strncmp(given, auth, strlen(auth)) == 0 &&
	    strchr("\r\n", given[strlen(auth)]) != NULL;
	say(c, c->logged_in ? "235 welcome" : "535 5.7.8 wrong password");
}

static bool is_command(const struct client *c, const char *word)
{
	return strncasecmp(c->line, word, strlen(word)) == 0;
}

static void answer(struct client *c)
{
	if (is_command(c, "EHLO"))
		say(c,
		    auth != NULL ? "250-test\r\n250 AUTH PLAIN"
				 : "250-test\r\n250 SIZE 50000000");
	else if (is_command(c, "AUTH"))
		answer_auth(c);
	else if (is_command(c, "QUIT"))
		say(c, "221 bye"), exit(0);
	else if (auth != NULL && !c->logged_in)
		say(c, "530 5.7.0 log in first");
	else if (is_command(c, "MAIL"))
		take_address(c->line, c->from), say(c, "250 fine");
	else if (is_command(c, "RCPT"))
		answer_rcpt(c);
	else if (is_command(c, "DATA"))
		answer_data(c);
	else
		say(c, "502 what?");
}

static _Noreturn void serve(FILE *in, FILE *out)
{
	static struct client c;

	c.in = in;
	c.out = out;
	if (in == NULL || out == NULL)
		die("client");
	say(&c, greet);
	for (;;) {
		hear(&c);
		answer(&c);
	}
}

static int listen_at_loopback(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	FILE *file;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		die("socket");
	file = fopen("port.new", "w");
	if (file == NULL || fprintf(file, "%d\n", ntohs(at.sin_port)) < 0 ||
	    fclose(file) != 0 || rename("port.new", "port") != 0)
		die("port");
	return fd;
}

static void serve_all(int listener)
{
	for (;;) {
		int fd = accept(listener, NULL, NULL);

		if (fd < 0 && errno != EINTR)
			die("accept");
		if (fd < 0)
			continue;
		if (fork() == 0)
			serve(fdopen(fd, "r"), fdopen(dup(fd), "w"));
		close(fd);
	}
}

int main(int argc, char **argv)
{
	bool stdio = false;
	int i = 1;

	for (; i < argc - 1; i++) {
		if (strcmp(argv[i], "--stdio") == 0)
			stdio = true;
		else if (strcmp(argv[i], "--auth") == 0)
			auth = argv[++i];
		else if (strcmp(argv[i], "--greet") == 0)
			greet = argv[++i];
	}
	if (i != argc - 1 || chdir(argv[i]) != 0) {
		fprintf(stderr, "usage: smtpd [OPTION...] FOLDER\n");
		return 64;
	}
	/* One signal to the group ends those that wait, too. */
	if (!stdio && setpgid(0, 0) != 0)
		die("setpgid");
	signal(SIGCHLD, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (stdio)
		serve(stdin, stdout);
	serve_all(listen_at_loopback());
}
