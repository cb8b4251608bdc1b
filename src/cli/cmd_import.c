/*
 * import: transcripts into the casebook; one bad file stops no other.
 */
#include "cli/import_table.h"
#include "cli/output.h"

#include <string.h>

#define WARNINGS_SHOWN 5 /* of a file */

static gboolean
read_phase(const struct args *args, struct import_options *options,
	   GError **error)
{
	const char *const phases[] = { "initial", "middle", "termination",
				       NULL };
	const char *const focuses[] = { "grief", "role-dispute",
					"role-transition", "deficits", NULL };
	const char *phase = args_value(args, "phase");
	const char *focus = args_value(args, "focus");

	if (phase && !phase_parse(phase, &options->phase)) {
		fail_unknown(error, BASE_ERROR_USAGE, "phase", phase,
			     base_did_you_mean(phase, phases),
			     "initial, middle or termination");
		return FALSE;
	}
	if (focus && !focus_parse(focus, &options->focus)) {
		fail_unknown(error, BASE_ERROR_USAGE, "focus", focus,
			     base_did_you_mean(focus, focuses),
			     "grief, role-dispute, role-transition or "
			     "deficits");
		return FALSE;
	}
	return TRUE;
}

static gboolean
read_options(const struct args *args, struct import_options *options,
	     GError **error)
{
	const char *number = args_value(args, "number");
	const char *planned = args_value(args, "planned");

	options->case_code = args_value(args, "case");
	options->format = args_value(args, "format");
	options->strict = args_has(args, "strict");
	options->dry_run = args_has(args, "dry-run");
	if (number && !args_number(number, "--number", &options->number, error))
		return FALSE;
	if (planned &&
	    !args_number(planned, "--planned", &options->planned, error))
		return FALSE;
	if (options->planned && options->number > options->planned) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--number %u cannot be one of --planned %u; say "
			    "which is right",
			    options->number, options->planned);
		return FALSE;
	}
	if (!read_phase(args, options, error))
		return FALSE;
	options->therapist = args_value(args, "therapist");
	options->roles = speaker_roles(args, error);
	return options->roles != NULL;
}

/* " session 6/16 middle", as far as it is known; caller frees. */
static char *
place_in_course(const struct import_result *result)
{
	struct session_facts facts = { .number = result->number,
				       .planned = result->planned };
	g_autofree char *number = course_number_print(&facts);
	GString *text = g_string_new(NULL);

	if (result->number)
		g_string_append_printf(text, " session %s", number);
	if (result->phase != PHASE_UNKNOWN)
		g_string_append_printf(text, " %s", phase_print(result->phase));
	return g_string_free(text, FALSE);
}

static void
print_result(struct cli *cli, const struct import_result *result)
{
	g_autofree char *place = place_in_course(result);
	g_autofree char *turns = base_count(result->turns, "turn", "turns");
	g_autofree char *tags = base_count(result->tags, "tag", "tags");

	if (result->session > 0)
		cli_print(cli, "%" G_GINT64_FORMAT "  ", result->session);
	else
		cli_print(cli, "-  ");
	cli_print_safe(cli, result->case_code);
	cli_print(cli, "%s, %s, %s  ", place, turns, tags);
	cli_print_safe(cli, result->path);
	if (result->copy_of) {
		cli_print(cli, "  (the same as ");
		cli_print_safe(cli, result->copy_of);
		cli_print(cli, ")\n");
	} else {
		cli_print(cli, "%s\n",
			  result->known ? "  (was there already)" : "");
	}
}

/* What is said of the file as a whole is always told; of warnings about lines
 * the first, as 'transcript' tells them all. */
static void
note_warnings(struct cli *cli, const struct import_result *result)
{
	guint n = result->warnings ? result->warnings->len : 0, lines = 0;

	for (guint i = 0; i < n; i++) {
		const struct diagnostic *warning = result->warnings->pdata[i];

		if (!warning->line)
			cli_note(cli, "%s: warning: %s", result->path,
				 warning->message);
		else if (++lines <= WARNINGS_SHOWN)
			cli_note(cli, "%s:%u: warning: %s", result->path,
				 warning->line, warning->message);
	}
	if (lines > WARNINGS_SHOWN)
		cli_note(cli, "%s: and %u more (see 'iptrate transcript')",
			 result->path, lines - WARNINGS_SHOWN);
}

static void
note_result(struct cli *cli, const struct import_result *result)
{
	note_warnings(cli, result);
	if (result->session && !result->number &&
	    result->phase == PHASE_UNKNOWN)
		cli_note(cli,
			 "%s: number and phase are not known (iptrate "
			 "session set %" G_GINT64_FORMAT " number=6 "
			 "planned=16)",
			 result->path, result->session);
	for (guint i = 0; i < result->notes->len; i++)
		cli_note(cli, "%s: %s", result->path,
			 (const char *)result->notes->pdata[i]);
	for (guint i = 0; result->speakers && i < result->speakers->len; i++) {
		const char *line = result->speakers->pdata[i];

		if (strstr(line, "guess"))
			cli_note(cli, "%s: %s", result->path, line);
	}
}

/* A file that failed is said so at the end; the code is that of the first. */
static int
print_results(struct cli *cli, const GPtrArray *results)
{
	struct printer *printer = cli->json ? printer_new() : NULL;
	int code = 0;

	if (printer)
		printer_begin_list(printer, NULL);
	for (guint i = 0; i < results->len; i++) {
		const struct import_result *result = results->pdata[i];

		if (printer)
			columns_json(printer, NULL,
				     result->error ? import_failed_columns :
						     import_columns,
				     result, NULL);
		else if (!result->error)
			print_result(cli, result);
		note_result(cli, result);
		if (!result->error)
			continue;
		cli_complain(cli, result->error->message);
		if (code == 0)
			code = exit_code(result->error);
	}
	if (printer) {
		printer_end(printer);
		cli_print_json(cli, printer);
	}
	return code;
}

/* Says what lay in the folders and is no transcript. */
static void
note_passed(const struct cli *cli, const GPtrArray *passed)
{
	g_autofree char *files = base_count(passed->len, "file", "files");

	if (passed->len)
		cli_note(cli,
			 "passed over %s that by the ending cannot be "
			 "transcripts (%s%s)",
			 files, (char *)passed->pdata[0],
			 passed->len > 1 ? ", ..." : "");
}

/* Files as they are, folders as what is in them; ends with NULL. */
static GPtrArray *
gather_files(const struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) passed = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < words->len; i++) {
		const char *word = words->pdata[i];

		if (!g_file_test(word, G_FILE_TEST_IS_DIR))
			g_ptr_array_add(paths, g_strdup(word));
		else if (!app_folder_list(word, paths, passed, error))
			return NULL;
	}
	note_passed(cli, passed);
	g_ptr_array_add(paths, NULL);
	return g_steal_pointer(&paths);
}

static int
import_files(struct cli *cli, const GPtrArray *paths,
	     const struct import_options *options, GError **error)
{
	GPtrArray *results =
		app_import(cli->app, (const char *const *)paths->pdata, options,
			   cli_progress, cli, error);
	int code;

	if (!results)
		return 1;
	code = print_results(cli, results);
	if (results->len > 2 && !cli->json && !cli->quiet)
		import_table_print(cli, results, options->dry_run);
	free_list(results, (GDestroyNotify)import_result_free);
	return code;
}

static int
run_import(struct cli *cli, GError **error)
{
	const char *names = args_value(&cli->args, "names");
	struct import_options options = { 0 };
	g_autoptr(GPtrArray) paths = NULL;
	g_autoptr(GHashTable) roles = NULL;
	g_autoptr(NamePattern) pattern = NULL;

	if (!read_options(&cli->args, &options, error))
		return 2;
	roles = options.roles;
	if (names && !(pattern = name_pattern_new(names, error)))
		return 2;
	options.names = pattern;
	paths = gather_files(cli, error);
	if (!paths)
		return 1;
	if (options.number && paths->len > 2) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--number says which session this is: "
				    "import one file at a time with it");
		return 2;
	}
	return import_files(cli, paths, &options, error);
}

static const struct option import_options_row[] = {
	{ "case", 0, "CODE", FALSE,
	  "case it belongs to (else the file's header or name)", NULL },
	{ "names", 0, "PATTERN", FALSE,
	  "what names of files say: 'C{case}_s{number}'", NULL },
	{ "number", 0, "N", FALSE, "which session of the course it is", NULL },
	{ "planned", 0, "M", FALSE, "sessions planned in the course", NULL },
	{ "phase", 0, "PHASE", FALSE, "initial, middle or termination",
	  "initial middle termination" },
	{ "focus", 0, "FOCUS", FALSE,
	  "grief, role-dispute, role-transition, deficits",
	  "grief role-dispute role-transition deficits" },
	{ "therapist", 0, "NAME", FALSE, "the speaker who is the therapist",
	  NULL },
	{ "speaker", 0, "NAME=ROLE", TRUE,
	  "role of a speaker: therapist, patient, other", NULL },
	{ "format", 0, "NAME", FALSE, "read as this format instead of guessing",
	  NULL },
	{ "strict", 0, NULL, FALSE, "read by the letter of the standard",
	  NULL },
	{ "dry-run", 0, NULL, FALSE, "say what would be done, store nothing",
	  NULL },
	OPTIONS_END
};

static const char *const import_examples[] = {
	"iptrate import s07.txt",
	"iptrate import week3.vtt --case C21 --number 6 --planned 16 "
	"--focus role-dispute",
	"iptrate import *.txt",
	"iptrate import recordings/ --names '{case}_s{number}' --dry-run", NULL
};

const struct command cmd_import = {
	.path = "import",
	.synopsis = "FILE|FOLDER...",
	.summary = "store transcripts in the casebook and tag them",
	.about = "Prints one line a file, the session's number first. A file "
		 "that is there already is recognised by its content. What "
		 "the options leave open is taken from the file's '# key: "
		 "value' header; the phase is suggested from number and "
		 "planned sessions.\n\n"
		 "Of a folder all transcripts in it and in the folders below "
		 "are taken. In the pattern of --names {case}, {number}, "
		 "{planned} and {therapist} (a person's code) stand where "
		 "these stand in the names, {*} for anything else; the "
		 "ending may be left away, and '{case}/s{number}' looks at "
		 "the folder, too. With more than two files a table by "
		 "case comes last.",
	.group = "Transcripts and sessions",
	.options = import_options_row,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | BEGINS_CASEBOOK,
	.least = 1,
	.most = G_MAXUINT,
	.run = run_import,
	.examples = import_examples,
};
