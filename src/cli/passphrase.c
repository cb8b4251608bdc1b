/*
 * passphrase: without echo, on /dev/tty, so that standard input stays free.
 */
#include "cli/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSPHRASE_MAX 1024
#define PASSPHRASE_LEAST 8 /* characters of a new one */
#define TRIES 3

/* A signal that came while the terminal was quiet; 0: none. */
static volatile sig_atomic_t broken_off;

/* A line's bytes, without its end; -1: could not be read, -2: too long. */
static gssize
read_bytes(int from, char *into)
{
	gsize len = 0;
	ssize_t got = 0;
	char c;

	while ((got = read(from, &c, 1)) != 0 && !broken_off) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (c == '\n')
			break;
		if (len == PASSPHRASE_MAX)
			return -2;
		into[len++] = c;
	}
	return broken_off ? -1 : (gssize)len;
}

/* A line, without its end; a script's file may end without one. */
static struct secret_text *
read_line(int from, GError **error)
{
	struct secret_text *text = secret_text_new(PASSPHRASE_MAX, error);
	gssize len = text ? read_bytes(from, text->text) : -1;

	if (!text)
		return NULL;
	if (len < 0 || memchr(text->text, '\0', (gsize)len)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    len == -1 ? "no passphrase could be read" :
			    len < 0   ? "a passphrase is one line of at most "
					"1024 bytes" :
					"a passphrase holds no NUL byte");
		secret_text_free(text);
		return NULL;
	}
	if (len && text->text[len - 1] == '\r')
		len--;
	text->text[len] = '\0';
	text->len = (gsize)len;
	return text;
}

static void
break_off(int number)
{
	broken_off = number;
}

static const int breaking[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

/* Who breaks off gets their terminal back as it was. */
static struct secret_text *
read_quietly(int tty, GError **error)
{
	struct sigaction was[G_N_ELEMENTS(breaking)];
	struct sigaction now = { .sa_handler = break_off };
	struct termios shown, quiet;
	struct secret_text *text;
	gboolean echoes = tcgetattr(tty, &shown) == 0;

	broken_off = 0;
	sigemptyset(&now.sa_mask);
	for (guint i = 0; i < G_N_ELEMENTS(breaking); i++)
		sigaction(breaking[i], &now, &was[i]);
	if (echoes) {
		quiet = shown;
		quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK);
		quiet.c_lflag |= ICANON | ECHONL;
		echoes = tcsetattr(tty, TCSAFLUSH, &quiet) == 0;
	}
	text = read_line(tty, error);
	if (echoes)
		tcsetattr(tty, TCSAFLUSH, &shown);
	for (guint i = 0; i < G_N_ELEMENTS(breaking); i++)
		sigaction(breaking[i], &was[i], NULL);
	if (broken_off) {
		dprintf(tty, "\n");
		raise(broken_off);
	}
	return text;
}

static struct secret_text *
ask_terminal(int tty, const char *question, GError **error)
{
	dprintf(tty, "%s ", question);
	return read_quietly(tty, error);
}

/* What --passphrase-fd names; -1: it is not given, -2 with an error. */
static int
named_descriptor(const struct cli *cli, GError **error)
{
	const char *word = args_value(&cli->args, "passphrase-fd");
	guint64 n;

	if (!word)
		return -1;
	if (g_ascii_string_to_unsigned(word, 10, 0, 1023, &n, NULL) &&
	    fcntl((int)n, F_GETFD) >= 0)
		return (int)n;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "--passphrase-fd names an open file descriptor, as in "
		    "--passphrase-fd 3 3<FILE; '%s' is none",
		    word);
	return -2;
}

/* A script is no person: it is not asked, even where a terminal is near. */
static int
open_terminal(const char *otherwise, GError **error)
{
	int tty = isatty(STDIN_FILENO) ?
			  open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY) :
			  -1;

	if (tty < 0)
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "nobody can be asked for the passphrase here; "
			    "give it with --passphrase-fd N, as in "
			    "--passphrase-fd 3 3<FILE%s",
			    otherwise);
	return tty;
}

struct secret_text *
cli_passphrase(const struct cli *cli, const char *question,
	       const char *otherwise, GError **error)
{
	int from = named_descriptor(cli, error);
	struct secret_text *text;
	int tty;

	if (from == -2)
		return NULL;
	if (from >= 0)
		return read_line(from, error);
	tty = open_terminal(otherwise, error);
	if (tty < 0)
		return NULL;
	text = ask_terminal(tty, question, error);
	close(tty);
	return text;
}

static gboolean
check_new(const struct secret_text *text, GError **error)
{
	gboolean utf8 = g_utf8_validate(text->text, (gssize)text->len, NULL);
	glong len = utf8 ? g_utf8_strlen(text->text, -1) : (glong)text->len;

	if (len >= PASSPHRASE_LEAST)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "a passphrase of fewer than %d characters protects little; "
		    "take some words that you remember",
		    PASSPHRASE_LEAST);
	return FALSE;
}

static struct secret_text *
ask_twice(GError **error)
{
	int tty =
		open_terminal(", or do without one by --no-passphrase", error);
	struct secret_text *first, *again = NULL;
	gboolean well;

	if (tty < 0)
		return NULL;
	first = ask_terminal(tty, "New passphrase:", error);
	well = first && check_new(first, error);
	if (well)
		again = ask_terminal(tty, "The same again:", error);
	close(tty);
	if (well && again && strcmp(first->text, again->text)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "the two passphrases differ; nothing was done");
		well = FALSE;
	}
	well = well && again;
	secret_text_free(again);
	if (well)
		return first;
	secret_text_free(first);
	return NULL;
}

struct secret_text *
cli_passphrase_new(const struct cli *cli, gboolean *none, GError **error)
{
	int from = named_descriptor(cli, error);
	struct secret_text *text;

	*none = args_has(&cli->args, "no-passphrase");
	if (from == -2)
		return NULL;
	if (*none && from >= 0) {
		*none = FALSE;
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--passphrase-fd or --no-passphrase, not both");
		return NULL;
	}
	if (*none)
		return NULL;
	if (from < 0)
		return ask_twice(error);
	text = read_line(from, error);
	if (text && !check_new(text, error)) {
		secret_text_free(text);
		return NULL;
	}
	return text;
}

struct secret_key *
cli_key_open(const struct cli *cli, const struct known_key *known,
	     const char *otherwise, GError **error)
{
	gboolean told = args_has(&cli->args, "passphrase-fd");
	g_autofree char *code = base_printable(known->code, -1);
	g_autofree char *question =
		g_strdup_printf("Passphrase of %s's key:", code);

	if (!known->locked)
		return app_key_open(cli->app, known, NULL, error);
	for (guint try = 1;; try++) {
		g_autoptr(GError) fault = NULL;
		struct secret_text *text =
			cli_passphrase(cli, question, otherwise, error);
		struct secret_key *key;

		if (!text)
			return NULL;
		key = app_key_open(cli->app, known, text->text, &fault);
		secret_text_free(text);
		if (key)
			return key;
		if (told || try == TRIES ||
		    !g_error_matches(fault, BASE_ERROR, BASE_ERROR_DENIED)) {
			g_propagate_error(error, g_steal_pointer(&fault));
			return NULL;
		}
		fprintf(stderr, "Wrong passphrase.\n");
	}
}
