/*
 * transcript: reads a file and prints what was understood; stores nothing.
 */
#include "cli/text_out.h"
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void
print_json(struct cli *cli, const struct transcript *t, gboolean cues)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	if (cues) {
		columns_json_array(printer, "cues", cue_columns, t->cues, t);
	} else {
		printer_string(printer, "format", t->format);
		printer_string(printer, "encoding", t->encoding);
		columns_json_list(printer, "warnings", remark_columns,
				  t->warnings, NULL);
		columns_json_list(printer, "speakers", heard_speaker_columns,
				  t->speakers, NULL);
		columns_json_array(printer, "turns", turn_columns, t->turns, t);
	}
	printer_end(printer);
	cli_print_json(cli, printer);
}

static void
print_cues(struct cli *cli, const struct transcript *t)
{
	for (guint i = 0; i < t->cues->len; i++) {
		const struct cue *cue = &g_array_index(t->cues, struct cue, i);
		g_autofree char *start = base_clock_print(cue->start_ms);
		g_autofree char *end = base_clock_print(cue->end_ms);
		g_autofree char *text =
			base_printable(t->cue_text + cue->text.start,
				       cue->text.end - cue->text.start);

		cli_print(cli, "%8s %8s  %s\n", start, end, text);
	}
}

static void
print_turns(struct cli *cli, const struct transcript *t)
{
	for (guint i = 0; i < t->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(t->turns, struct turn, i);
		gsize len;
		const char *text = transcript_turn_text(t, turn, &len);
		g_autofree char *safe = base_printable(text, (gssize)len);
		g_autofree char *label =
			base_printable(transcript_speaker(t, turn)->label, -1);
		g_autofree char *clock = base_clock_print(turn->start_ms);
		g_autoptr(GPtrArray) lines =
			text_wrap(safe, MAX(cli->width, 40) - 8);

		cli_print(cli, "\n%s%5u  %s%s%s%s\n", cli_ink(cli, INK_BOLD),
			  turn->n, label, cli_ink(cli, INK_PLAIN),
			  *clock ? "  " : "", clock);
		for (guint k = 0; k < lines->len; k++)
			cli_print(cli, "       %s\n", (char *)lines->pdata[k]);
	}
}

static void
print_text(struct cli *cli, const struct transcript *t)
{
	g_autofree char *turns = base_count(t->turns->len, "turn", "turns");

	cli->paged = TRUE;
	cli_print(cli, "%s, %s, %s\n", t->format, t->encoding, turns);
	for (guint i = 0; i < t->warnings->len; i++) {
		const struct diagnostic *warning = t->warnings->pdata[i];

		cli_print(cli, "warning: ");
		if (warning->line)
			cli_print(cli, "line %u: ", warning->line);
		cli_print_safe(cli, warning->message);
		cli_print(cli, "\n");
	}
	cli_print(cli, "\n");
	cli_print_table(
		cli, columns_table(heard_speaker_columns, t->speakers, NULL));
	print_turns(cli, t);
}

static gboolean
fail_write(const char *path, int code, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
		    "%s: cannot be written: %s", path, g_strerror(code));
	return FALSE;
}

/* A device, as it is. */
static gboolean
write_special(const char *path, const char *text, GError **error)
{
	FILE *file = fopen(path, "w");
	gboolean ok;

	if (!file)
		return fail_write(path, errno, error);
	ok = fputs(text, file) >= 0;
	if (fclose(file) != 0 || !ok)
		return fail_write(path, errno, error);
	return TRUE;
}

/* A file of its own is replaced at one stroke. */
static gboolean
write_file(const char *path, const char *text, GError **error)
{
	g_autoptr(GError) cause = NULL;
	const char *why;

	if (g_file_test(path, G_FILE_TEST_EXISTS) &&
	    !g_file_test(path, G_FILE_TEST_IS_REGULAR))
		return write_special(path, text, error);
	if (g_file_set_contents_full(path, text, -1,
				     G_FILE_SET_CONTENTS_CONSISTENT, 0600,
				     &cause))
		return TRUE;
	why = strrchr(cause->message, ':');
	g_set_error(error, BASE_ERROR, BASE_ERROR_IO, "%s: cannot be written%s",
		    path, why ? why : "");
	return FALSE;
}

static gboolean
write_converted(struct cli *cli, const struct transcript *t, const char *path,
		GError **error)
{
	g_autofree char *text = NULL;

	if (g_str_has_suffix(path, ".vtt"))
		text = transcript_print_vtt(t);
	else if (g_str_has_suffix(path, ".txt"))
		text = transcript_print_txt(t);
	if (!text) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "%s: a transcript is written as .txt or .vtt",
			    path);
		return FALSE;
	}
	if (!write_file(path, text, error))
		return FALSE;
	cli_note(cli, "wrote %s", path);
	return TRUE;
}

/* By the letter a file that is no WebVTT has no cues; who counts cues reads
 * that, and the sentence why is an error all the same. */
static void
print_no_cues(struct cli *cli, const GError *why)
{
	struct printer *printer;

	if (!cli->json || !args_has(&cli->args, "cues") ||
	    !args_has(&cli->args, "strict") ||
	    !g_error_matches(why, BASE_ERROR, BASE_ERROR_INPUT))
		return;
	printer = printer_new();
	printer_begin_map(printer, NULL);
	printer_begin_list(printer, "cues");
	printer_end(printer);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static gboolean
read_options(const struct args *args, struct transcript_options *options,
	     GError **error)
{
	options->format = args_value(args, "format");
	options->strict = args_has(args, "strict");
	options->text = args_value(args, "text");
	options->roles = speaker_roles(args, error);
	return options->roles != NULL;
}

static int
run_transcript(struct cli *cli, GError **error)
{
	const struct args *args = &cli->args;
	const char *path = args->words->pdata[0];
	const char *output = args_value(args, "output");
	struct transcript_options options = { .name = path };
	g_autoptr(GHashTable) roles = NULL;
	g_autoptr(Transcript) t = NULL;
	g_autoptr(GError) unclear = NULL;

	if (!read_options(args, &options, error))
		return 2;
	roles = options.roles;
	t = app_transcript_read(path, &options, error);
	if (!t) {
		print_no_cues(cli, *error);
		return 1;
	}
	if (output)
		return write_converted(cli, t, output, error) ? 0 : 1;
	if (cli->json)
		print_json(cli, t, args_has(args, "cues"));
	else if (args_has(args, "cues"))
		print_cues(cli, t);
	else
		print_text(cli, t);
	if (!transcript_check_roles(t, path, &unclear))
		cli_note(cli, "note: %s", unclear->message);
	return 0;
}

static const struct option transcript_row_options[] = {
	{ "cues", 0, NULL, FALSE, "the captions as the file has them", NULL },
	{ "format", 0, "NAME", FALSE, "read as this format instead of guessing",
	  NULL },
	{ "strict", 0, NULL, FALSE, "read by the letter of the standard",
	  NULL },
	{ "text", 0, "NAME", FALSE, "which text of a REFI-QDA project", NULL },
	{ "therapist", 0, "NAME", FALSE, "the speaker who is the therapist",
	  NULL },
	{ "speaker", 0, "NAME=ROLE", TRUE,
	  "role of a speaker: therapist, patient, other", NULL },
	{ "output", 'o', "FILE", FALSE, "write it as .txt or .vtt instead",
	  NULL },
	OPTIONS_END
};

static const char *const transcript_examples[] = {
	"iptrate transcript s07.vtt",
	"iptrate transcript zoom.vtt --therapist 'Dr Finch' --json",
	"iptrate transcript s07.srt -o s07.txt", NULL
};

const struct command cmd_transcript = {
	.path = "transcript",
	.synopsis = "FILE",
	.summary = "read a transcript and print what was understood",
	.about = "Nothing is stored. The format is told by content; roles "
		 "that are guesses are marked and the reason is given.",
	.group = "Transcripts and sessions",
	.options = transcript_row_options,
	.least = 1,
	.most = 1,
	.run = run_transcript,
	.examples = transcript_examples,
};
