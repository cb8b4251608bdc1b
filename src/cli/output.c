/*
 * output: what the program says, and where.
 *
 * Data is gathered in cli->out and written once, at the end, so that a full
 * disk is noticed and a pager can be asked for.  Notes, complaints and
 * progress go to standard error at once.
 */
#include "cli/codebook.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void
cli_print(struct cli *cli, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	g_string_append_vprintf(cli->out, format, list);
	va_end(list);
}

void
cli_say(struct cli *cli, const char *indent, const char *format, ...)
{
	g_autofree char *text = NULL;
	g_autofree char *safe = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	safe = base_printable(text, -1);
	text_paragraphs(cli->out, safe, indent, MIN(cli->width, 80));
}

void
cli_print_title(struct cli *cli, const char *title)
{
	cli_print(cli, "\n%s%s%s\n", cli_ink(cli, INK_BOLD), title,
		  cli_ink(cli, INK_PLAIN));
}

void
cli_print_safe(struct cli *cli, const char *text)
{
	g_autofree char *safe = base_printable(text, -1);

	g_string_append(cli->out, safe);
}

/* {"error": "..."}, in one line. */
static void
say_json(const char *kind, const char *text)
{
	struct printer *printer = printer_new();
	g_autofree char *json = NULL;
	g_auto(GStrv) lines = NULL;

	printer_begin_map(printer, NULL);
	printer_string(printer, kind, text);
	printer_end(printer);
	json = printer_finish(printer);
	lines = g_strsplit(json, "\n", -1);
	for (guint i = 0; lines[i]; i++)
		fputs(g_strchug(lines[i]), stderr);
	fputc('\n', stderr);
}

/* A name that looks like another one may hold what nobody sees: zero-width
 * blanks, soft hyphens.  A message shows where; caller frees. */
static char *
make_seen(const char *line)
{
	static const char *const unseen[] = {
		"\342\200\213", /* U+200B zero width space */
		"\342\201\240", /* U+2060 word joiner */
		"\341\240\216", /* U+180E vowel separator */
		"\302\255",	/* U+00AD soft hyphen */
	};
	g_autofree char *safe = base_printable(line, -1);
	GString *out = g_string_new(safe);

	for (guint i = 0; i < G_N_ELEMENTS(unseen); i++)
		g_string_replace(out, unseen[i], "\357\277\275", 0);
	return g_string_free(out, FALSE);
}

/* Lines stay lines; everything else is made safe. */
static void
say_on_stderr(const struct cli *cli, const char *kind, const char *text)
{
	g_auto(GStrv) lines = NULL;

	if (cli->json) {
		say_json(kind, text);
		return;
	}
	lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i]; i++) {
		g_autofree char *safe = make_seen(lines[i]);

		if (i > 0 && !*safe && !lines[i + 1])
			break;
		fprintf(stderr, "%s%s\n", i == 0 ? "iptrate: " : "", safe);
	}
}

void
cli_note(const struct cli *cli, const char *format, ...)
{
	g_autofree char *text = NULL;
	va_list list;

	if (cli->quiet)
		return;
	va_start(list, format);
	text = g_strdup_vprintf(format, list);
	va_end(list);
	say_on_stderr(cli, "note", text);
}

void
cli_warn(const struct cli *cli, const char *message)
{
	say_on_stderr(cli, "warning", message);
}

void
cli_complain(const struct cli *cli, const char *message)
{
	say_on_stderr(cli, "error", message);
}

void
cli_progress(guint done, guint total, const char *what, void *data)
{
	const struct cli *cli = data;
	g_autofree char *safe = NULL;
	g_autofree char *cut = NULL;

	if (cli->quiet || total < 2 || !isatty(STDERR_FILENO))
		return;
	safe = base_printable(what ? what : "", -1);
	cut = base_cut(safe, 50, "…");
	if (done >= total)
		fputs("\r\033[K", stderr);
	else
		fprintf(stderr, "\r%u of %u  %s\033[K", done, total, cut);
	fflush(stderr);
}

void
cli_print_table(struct cli *cli, struct table *table)
{
	g_autofree char *text = NULL;

	/* elsewhere a script would lose what is cut off */
	if (cli->terminal)
		table_fit(table, cli->width);
	text = table_finish(table);
	g_string_append(cli->out, text);
}

void
cli_print_json(struct cli *cli, struct printer *printer)
{
	char *text = printer_finish(printer);

	if (cli->out->len) {
		g_string_append(cli->out, text);
		g_free(text);
		return;
	}
	/* Often all there is, and large: taken over instead of copied. */
	g_free(cli->out->str);
	cli->out->str = text;
	cli->out->len = strlen(text);
	cli->out->allocated_len = cli->out->len + 1;
}

void
cli_print_things(struct cli *cli, const struct column *columns,
		 const GPtrArray *things, const void *about)
{
	struct printer *printer;

	if (!cli->json) {
		cli_print_table(cli, columns_table(columns, things, about));
		return;
	}
	printer = printer_new();
	columns_json_list(printer, NULL, columns, things, about);
	cli_print_json(cli, printer);
}

void
cli_print_thing(struct cli *cli, const struct column *columns,
		const void *thing, const void *about)
{
	struct printer *printer = printer_new();

	columns_json(printer, NULL, columns, thing, about);
	cli_print_json(cli, printer);
}

void
cli_print_diagnostics(struct cli *cli, const GPtrArray *diagnostics)
{
	g_autofree char *text = diagnostics_print(diagnostics);

	g_string_append(cli->out, text);
}

static void
count_levels(const GPtrArray *diagnostics, guint *errors, guint *warnings)
{
	*errors = *warnings = 0;
	for (guint i = 0; i < diagnostics->len; i++) {
		const struct diagnostic *d = diagnostics->pdata[i];

		if (d->level == DIAGNOSTIC_ERROR)
			++*errors;
		else
			++*warnings;
	}
}

void
json_check_head(struct printer *printer, const char *path,
		const GPtrArray *diagnostics)
{
	printer_string(printer, "file", path);
	printer_bool(printer, "ok", !diagnostics_has_errors(diagnostics));
	columns_json_list(printer, "diagnostics", diagnostic_columns,
			  diagnostics, NULL);
}

static void
json_checked(struct cli *cli, const char *path, const guint *tried,
	     const GPtrArray *diagnostics)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	json_check_head(printer, path, diagnostics);
	if (tried)
		printer_int(printer, "examples", *tried);
	printer_end(printer);
	cli_print_json(cli, printer);
}

void
print_check(struct cli *cli, const char *path, const guint *tried,
	    const GPtrArray *diagnostics)
{
	g_autofree char *faults = NULL;
	g_autofree char *remarks = NULL;
	guint errors, warnings;

	cli->paged = TRUE;
	if (cli->json) {
		json_checked(cli, path, tried, diagnostics);
		return;
	}
	count_levels(diagnostics, &errors, &warnings);
	faults = base_count(errors, "fault", "faults");
	remarks = base_count(warnings, "warning", "warnings");
	cli_print_diagnostics(cli, diagnostics);
	cli_print_safe(cli, path);
	if (tried)
		cli_print(cli, ": %u example%s run", *tried,
			  *tried == 1 ? "" : "s");
	cli_print(cli, "%s %s, %s\n", tried ? "," : ":", faults, remarks);
}

static gboolean
write_stdout(const char *bytes, gsize len, GError **error)
{
	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			if (errno != EPIPE)
				g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
					    "standard output: cannot write: "
					    "%s",
					    g_strerror(errno));
			return FALSE;
		}
		bytes += n;
		len -= (gsize)n;
	}
	return TRUE;
}

static guint
count_line_ends(const char *text)
{
	guint n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* FALSE when there is no pager to be had; the caller writes plainly then. */
static gboolean
show_paged(const struct cli *cli)
{
	const char *pager = g_getenv("PAGER");
	FILE *pipe;

	if (!pager)
		pager = "less -R";
	if (!*pager || strcmp(pager, "cat") == 0)
		return FALSE;
	pipe = popen(pager, "w");
	if (!pipe)
		return FALSE;
	/* A reader who leaves early is no failure. */
	fwrite(cli->out->str, 1, cli->out->len, pipe);
	return pclose(pipe) >> 8 != 127;
}

gboolean
cli_flush(struct cli *cli, GError **error)
{
	gboolean ok;

	if (cli->out->len == 0)
		return TRUE;
	if (cli->paged && cli->terminal &&
	    count_line_ends(cli->out->str) >= cli->height && show_paged(cli)) {
		g_string_truncate(cli->out, 0);
		return TRUE;
	}
	ok = write_stdout(cli->out->str, cli->out->len, error);
	g_string_truncate(cli->out, 0);
	return ok;
}

int
exit_code(const GError *error)
{
	if (error->domain != BASE_ERROR)
		return 1;
	switch ((enum base_error)error->code) {
	case BASE_ERROR_USAGE:
		return 2;
	case BASE_ERROR_UNMET:
		return 3;
	case BASE_ERROR_LOCKED:
	case BASE_ERROR_DENIED:
		return 4;
	case BASE_ERROR_CORRUPT:
	case BASE_ERROR_VERSION:
		return 5;
	case BASE_ERROR_INPUT:
	case BASE_ERROR_IO:
	case BASE_ERROR_NOT_FOUND:
		break;
	}
	return 1;
}

void
free_list(GPtrArray *list, GDestroyNotify each)
{
	g_ptr_array_set_free_func(list, each);
	g_ptr_array_unref(list);
}

void
cli_print_lines(struct cli *cli, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i] && (lines[i + 1] || *lines[i]); i++) {
		cli_print_safe(cli, lines[i]);
		cli_print(cli, "\n");
	}
}
