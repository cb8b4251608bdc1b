/*
 * What a file on its way in belongs to: its case, and a neutral one where only
 * a name that may be a person's would give it; its number; and what the
 * options, the header and the casebook say against one another.
 */
#include "app/incoming.h"
#include "app/values.h"

#include <string.h>

static void G_GNUC_PRINTF(2, 3)
	warn(struct incoming *file, const char *format, ...)
{
	struct import_result *result = file->result;
	g_autofree char *says = NULL;
	va_list args;

	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	diagnostics_add(result->warnings, DIAGNOSTIC_WARNING, result->path, 0,
			0, NULL, "%s", says);
}

/* To be said once it is known that the file is a new one. */
static void G_GNUC_PRINTF(2, 3)
	doubt(struct incoming *file, const char *format, ...)
{
	va_list args;

	if (!file->doubts)
		file->doubts = g_ptr_array_new_with_free_func(g_free);
	va_start(args, format);
	g_ptr_array_add(file->doubts, g_strdup_vprintf(format, args));
	va_end(args);
}

/* -- may a file's name be a code? ----------------------------------------- */

/* Words of files that are nobody's name, in the languages of role words. */
static const char *const plain_words[] = {
	"case",		 "session",	"sess",	       "sitzung",
	"seance",	 "sesion",	"sessie",      "sesja",
	"seduta",	 "sessao",	"samtal",      "patient",
	"pat",		 "patientin",	"client",      "klient",
	"fall",		 "caso",	"cas",	       "therapy",
	"therapie",	 "ipt",		"rct",	       "study",
	"studie",	 "subject",	"subj",	       "participant",
	"code",		 "pseudonym",	"interview",   "transcript",
	"transcription", "transkript",	"tape",	       "rec",
	"recording",	 "audio",	"video",       "voice",
	"zoom",		 "teams",	"meeting",     "week",
	"woche",	 "day",		"tag",	       "part",
	"teil",		 "final",	"draft",       "copy",
	"export",	 "sample",	"test",	       "demo",
	"talk",		 "file",	"supervision", "training",
	"dyad",		 "group",	"pair",	       "visit",
	"number",	 "num",		"phase",       "initial",
	"middle",	 "termination", "new",	       "old",
	"text",		 "the",		NULL,
};

/* A run of letters that is part of a code: one letter, two capitals, two
 * letters right before a digit, or a word of the list. */
static gboolean
is_plain_run(const char *run, gsize len, char next)
{
	g_autofree char *word = g_ascii_strdown(run, (gssize)len);

	if (len == 1 ||
	    (len == 2 && (g_ascii_isdigit(next) || (g_ascii_isupper(run[0]) &&
						    g_ascii_isupper(run[1])))))
		return TRUE;
	return g_strv_contains(plain_words, word);
}

gboolean
incoming_is_code(const char *stem)
{
	while (*stem) {
		gsize len = 0;

		if ((guchar)*stem >= 0x80 &&
		    g_unichar_isalpha(g_utf8_get_char(stem)))
			return FALSE;
		while (g_ascii_isalpha(stem[len]))
			len++;
		/* An accent goes on with the word. */
		if (len && (guchar)stem[len] >= 0x80)
			return FALSE;
		if (len && !is_plain_run(stem, len, stem[len]))
			return FALSE;
		stem = len ? stem + len : g_utf8_next_char(stem);
	}
	return TRUE;
}

/* The file's name without folder and ending, as a case code; NULL when it may
 * be a person's. */
static char *
stem_of(const char *path)
{
	g_autofree char *name = g_path_get_basename(path);
	g_autofree char *valid = g_filename_display_name(name);
	g_autofree char *shown = NULL;
	g_autofree char *clean = NULL;
	char *dot = strrchr(valid, '.');

	if (dot && dot > valid)
		*dot = '\0';
	shown = base_printable(valid, -1);
	clean = base_code_clean(shown);
	return *clean && incoming_is_code(clean) ? g_steal_pointer(&clean) :
						   NULL;
}

/* -- the neutral case ----------------------------------------------------- */

static gboolean
is_taken(const GPtrArray *codes, GHashTable *claimed, const char *code)
{
	g_autofree char *key = base_code_key(code);

	for (guint i = 0; codes && i < codes->len; i++) {
		if (base_code_same(codes->pdata[i], code))
			return TRUE;
	}
	return g_hash_table_contains(claimed, key);
}

gboolean
incoming_name(struct app *app, struct incoming *file, GHashTable *claimed,
	      GError **error)
{
	g_autoptr(GPtrArray) codes = NULL;
	char **code = &file->result->case_code;

	if (!file->unnamed)
		return TRUE;
	if (app->store && !(codes = store_case_codes(app->store, error)))
		return FALSE;
	while (!*code || is_taken(codes, claimed, *code)) {
		g_free(*code);
		*code = g_strdup_printf("case-%u", ++app->neutral);
	}
	return TRUE;
}

void
incoming_note_name(struct incoming *file)
{
	struct import_result *result = file->result;
	g_autofree char *name = g_path_get_basename(result->path);
	char *note;

	if (!file->unnamed)
		return;
	if (result->session)
		note = g_strdup_printf(
			"'%s' may hold a person's name and is not taken for "
			"the case: it is '%s' ('iptrate session set "
			"%" G_GINT64_FORMAT
			" case=CODE file=LABEL' gives other names)",
			name, result->case_code, result->session);
	else
		note = g_strdup_printf(
			"'%s' may hold a person's name and is not taken for "
			"the case: it would be '%s' (--case CODE says "
			"otherwise)",
			name, result->case_code);
	g_ptr_array_add(result->notes, note);
}

/* -- case and facts ------------------------------------------------------- */

static void
take_case(struct incoming *file, const char *header)
{
	const struct import_options *options = file->options;
	struct import_result *result = file->result;
	const char *named =
		options->case_code ? options->case_code : file->named.case_code;
	g_autofree char *shown = NULL;

	if (header && named && !base_code_same(named, header)) {
		g_autofree char *said = base_printable(header, -1);
		g_autofree char *taken = base_printable(named, -1);

		if (options->case_code)
			doubt(file,
			      "the header says case %s, --case %s; the "
			      "option was taken",
			      said, taken);
		else
			doubt(file,
			      "the header says case %s, the file's name "
			      "%s; the name was taken",
			      said, taken);
	}
	if (!named)
		named = header;
	shown = named ? base_printable(named, -1) : NULL;
	result->case_code = shown ? base_code_clean(shown) : NULL;
	if (result->case_code && *result->case_code)
		return;
	g_free(result->case_code);
	result->case_code = stem_of(result->path);
	file->unnamed = !result->case_code;
}

/* A number of the header, the name and the option: the last that says it. */
static void
settle_count(struct incoming *file, const char *key, guint named, guint option,
	     guint *count)
{
	guint header = *count;

	if (named)
		*count = named;
	if (option)
		*count = option;
	if (header && header != *count)
		doubt(file, "the header says %s %u, %s %u; the %s was taken",
		      key, header, option ? "the option" : "the file's name",
		      *count, option ? "option" : "name");
	else if (option && named && named != option)
		doubt(file,
		      "the file's name says %s %u, the option %u; the "
		      "option was taken",
		      key, named, option);
}

void
incoming_take_facts(struct incoming *file, const char *header)
{
	const struct import_options *options = file->options;
	struct session_facts *facts = &file->facts;

	app_header_facts(file->transcript, file->result->path, facts,
			 file->result->warnings);
	settle_count(file, "number", file->named.number, options->number,
		     &facts->number);
	settle_count(file, "planned", file->named.planned, options->planned,
		     &facts->planned);
	if (options->phase && facts->phase && options->phase != facts->phase)
		doubt(file,
		      "the header says phase %s, the option %s; the "
		      "option was taken",
		      phase_print(facts->phase), phase_print(options->phase));
	if (options->focus && facts->focus && options->focus != facts->focus)
		doubt(file,
		      "the header says focus %s, the option %s; the "
		      "option was taken",
		      focus_print(facts->focus), focus_print(options->focus));
	if (options->phase)
		facts->phase = options->phase;
	if (options->focus)
		facts->focus = options->focus;
	take_case(file, header);
}

/* -- against the casebook ------------------------------------------------- */

void
incoming_tell_doubts(struct incoming *file)
{
	const struct session_facts *facts = &file->settled;

	for (guint i = 0; file->doubts && i < file->doubts->len; i++)
		warn(file, "%s", (char *)file->doubts->pdata[i]);
	if (facts->planned && facts->number > facts->planned)
		warn(file,
		     "number %u is past the %u sessions planned; say "
		     "which is right ('iptrate session set' takes number= and "
		     "planned=)",
		     facts->number, facts->planned);
}

gboolean
incoming_check_number(struct store *store, struct incoming *file,
		      GError **error)
{
	struct import_result *result = file->result;
	g_autoptr(GError) failed = NULL;
	gint64 session;

	if (!result->number || !store)
		return TRUE;
	session = store_session_numbered(store, result->case_code,
					 result->number, &failed);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (session)
		warn(file,
		     "case %s has a number %u already, session "
		     "%" G_GINT64_FORMAT "; this is a second one ('iptrate "
		     "session set' takes number=, 'session remove' takes one "
		     "out)",
		     result->case_code, result->number, session);
	return TRUE;
}
