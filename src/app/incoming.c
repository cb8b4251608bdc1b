/*
 * One file on its way in: read, parsed, and all that can be told of it
 * before the casebook is asked.
 */
#include "app/incoming.h"
#include "app/values.h"

#include <string.h>

GHashTable *
incoming_roles(const struct import_options *options)
{
	GHashTable *roles;
	GHashTableIter each;
	gpointer label, role;

	if (!options->roles && !options->therapist)
		return NULL;
	roles = g_hash_table_new(g_str_hash, g_str_equal);
	if (options->roles) {
		g_hash_table_iter_init(&each, options->roles);
		while (g_hash_table_iter_next(&each, &label, &role))
			g_hash_table_insert(roles, label, role);
	}
	if (options->therapist)
		g_hash_table_insert(roles, (gpointer)options->therapist,
				    GINT_TO_POINTER(TURN_THERAPIST));
	return roles;
}

static struct transcript *
parse(const struct incoming *file, GError **error)
{
	const struct import_options *options = file->options;
	g_autoptr(GHashTable) roles = incoming_roles(options);
	struct transcript_options how = {
		.name = file->result->path,
		.format = options->format,
		.strict = options->strict,
		.roles = roles,
	};

	return transcript_parse(file->bytes, file->len, &how, error);
}

/* Everything a diagnostic says, once more. */
static void
copy_warnings(const GPtrArray *from, GPtrArray *to)
{
	for (guint i = 0; i < from->len; i++) {
		const struct diagnostic *warning = from->pdata[i];

		diagnostics_add(to, warning->level, warning->file,
				warning->line, warning->column,
				warning->source_line, "%s", warning->message);
	}
}

/* A name that does not fit the pattern is no ground to guess a case. */
static gboolean
read_name(struct incoming *file, const char *header)
{
	const struct import_options *options = file->options;
	struct import_result *result = file->result;
	const char *pattern =
		options->names ? name_pattern_text(options->names) : NULL;

	if (!pattern ||
	    name_pattern_match(options->names, result->path, &file->named))
		return TRUE;
	if (!options->case_code && !header) {
		g_set_error(&result->error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%s: the name does not fit '%s', so the case is "
			    "not known",
			    result->path, pattern);
		return FALSE;
	}
	diagnostics_add(result->warnings, DIAGNOSTIC_WARNING, result->path, 0,
			0, NULL, "the name does not fit '%s'", pattern);
	return TRUE;
}

/* Case and facts: an option, else the name, else a header line, else what
 * can be told. */
static gboolean
fill_facts(struct incoming *file)
{
	const char *header =
		g_hash_table_lookup(file->transcript->headers, "case");

	if (!read_name(file, header))
		return FALSE;
	incoming_take_facts(file, header);
	return TRUE;
}

/* Rules that ask who speaks pass over the turns of such a one. */
static void
note_unknown(struct import_result *result, const struct speaker *speaker)
{
	g_autofree char *label = base_printable(speaker->label, -1);

	if (speaker->role == TURN_UNKNOWN && speaker->turns &&
	    strcmp(label, "?"))
		g_ptr_array_add(result->notes,
				g_strdup_printf("who '%s' is has not been said "
						"(--speaker '%s'=patient, or "
						"=other)",
						label, label));
}

/* What it lacks is told at once, not when somebody misses it. */
static void
warn_lacks(const struct incoming *file)
{
	struct import_result *result = file->result;
	g_autoptr(Lacks) lacks =
		lacks_find(file->codebook, file->transcript, TRUE);
	g_autofree char *why = lacks_print(lacks);

	if (lacks_any(lacks))
		diagnostics_add(result->warnings, DIAGNOSTIC_WARNING,
				result->path, 0, 0, NULL,
				"what is missing in it will not be told, and "
				"no extent suggested: %s",
				why);
}

void
incoming_describe(struct incoming *file)
{
	struct import_result *result = file->result;
	const struct transcript *transcript = file->transcript;

	if (!transcript)
		return;
	result->format = g_strdup(transcript->format);
	result->turns = transcript->turns->len;
	for (guint i = 0; i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);

		result->therapist_turns += turn->role == TURN_THERAPIST;
	}
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *speaker = transcript->speakers->pdata[i];
		g_autofree char *line = g_strdup_printf(
			"%s: %s (%s)", speaker->label,
			turn_role_print(speaker->role), speaker->reason);

		g_ptr_array_add(result->speakers, base_printable(line, -1));
		result->words += speaker->words;
	}
	if (!result->error)
		transcript_check_roles(transcript, result->path,
				       &result->error);
	/* first, because only the first few are shown */
	if (!result->error)
		warn_lacks(file);
	copy_warnings(transcript->warnings, result->warnings);
	for (guint i = 0; !result->error && i < transcript->speakers->len; i++)
		note_unknown(result, transcript->speakers->pdata[i]);
}

void
incoming_read(struct incoming *file)
{
	struct import_result *result = file->result;

	if (!app_file_read(result->path, &file->bytes, &file->len,
			   &result->error))
		return;
	file->sha256 = base_sha256(file->bytes, file->len);
	file->transcript = parse(file, &result->error);
	if (file->transcript)
		file->talk = talk_digest(file->transcript);
	if (file->transcript && fill_facts(file) &&
	    (file->unnamed ||
	     app_code_check("case", result->case_code, &result->error)) &&
	    file->named.therapist)
		app_code_check("person", file->named.therapist, &result->error);
}

void
incoming_clear(struct incoming *file)
{
	g_free(file->bytes);
	g_free(file->sha256);
	g_free(file->talk);
	g_clear_pointer(&file->doubts, g_ptr_array_unref);
	name_facts_clear(&file->named);
	transcript_free(file->transcript);
	tagging_free(file->tagging);
}
