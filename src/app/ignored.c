/*
 * A file that is there already: which options had no effect on it, and what
 * command does what they asked for.
 */
#include "app/incoming.h"

#include <string.h>

/* Keys and values that would set what an option said, " number=7". */
static void
name_key(GString *given, GString *keys, const char *option, const char *key,
	 const char *value)
{
	g_autofree char *pair = g_strdup_printf("%s=%s", key, value);
	g_autofree char *word = base_shell_word(pair);

	g_string_append_printf(given, "%s--%s", given->len ? ", " : "", option);
	g_string_append_printf(keys, " %s", word);
}

static void
name_count(GString *given, GString *keys, const char *key, guint told,
	   guint stands)
{
	g_autofree char *value = g_strdup_printf("%u", told);

	if (told && told != stands)
		name_key(given, keys, key, key, value);
}

static void
add_role(GString *given, GString *pairs, const char *option, const char *label,
	 enum turn_role role, const struct transcript *stands)
{
	g_autofree char *pair =
		g_strdup_printf("%s=%s", label, turn_role_print(role));
	g_autofree char *word = base_shell_word(pair);

	for (guint i = 0; i < stands->speakers->len; i++) {
		const struct speaker *speaker = stands->speakers->pdata[i];

		if (base_code_same(speaker->label, label) &&
		    speaker->role == role)
			return;
	}
	g_string_append_printf(given, "%s--%s", given->len ? ", " : "", option);
	g_string_append_printf(pairs, " %s", word);
}

static gboolean
add_roles(struct store *store, const struct incoming *file, GString *given,
	  GString *pairs, GError **error)
{
	const struct import_options *options = file->options;
	g_autoptr(Transcript) stands = NULL;
	GHashTableIter each;
	gpointer label, role;

	if (!options->therapist &&
	    (!options->roles || !g_hash_table_size(options->roles)))
		return TRUE;
	stands = store_transcript_load(store, file->result->session, error);
	if (!stands)
		return FALSE;
	if (options->roles) {
		g_hash_table_iter_init(&each, options->roles);
		while (g_hash_table_iter_next(&each, &label, &role))
			add_role(given, pairs,
				 g_strcmp0(label, options->therapist) ?
					 "speaker" :
					 "therapist",
				 label, (enum turn_role)GPOINTER_TO_INT(role),
				 stands);
	} else {
		add_role(given, pairs, "therapist", options->therapist,
			 TURN_THERAPIST, stands);
	}
	return TRUE;
}

static void
note_keys(struct incoming *file, const char *given, const char *command,
	  const char *keys)
{
	g_autofree char *shown = base_printable(keys, -1);

	if (*given)
		g_ptr_array_add(
			file->result->notes,
			g_strdup_printf("it is session %" G_GINT64_FORMAT
					" already, and %s %s no effect "
					"('iptrate session %s "
					"%" G_GINT64_FORMAT "%s' does it)",
					file->result->session, given,
					strchr(given, ',') ? "have" : "has",
					command, file->result->session, shown));
}

gboolean
incoming_note_ignored(struct store *store, struct incoming *file,
		      const struct session_info *info, GError **error)
{
	const struct import_options *options = file->options;
	const struct session_facts *stands = &info->facts;
	g_autoptr(GString) given = g_string_new(NULL);
	g_autoptr(GString) keys = g_string_new(NULL);
	g_autoptr(GString) who = g_string_new(NULL);
	g_autoptr(GString) pairs = g_string_new(NULL);

	if (options->case_code &&
	    !base_code_same(options->case_code, info->case_code))
		name_key(given, keys, "case", "case", options->case_code);
	name_count(given, keys, "number", options->number, stands->number);
	name_count(given, keys, "planned", options->planned, stands->planned);
	if (options->phase && options->phase != stands->phase)
		name_key(given, keys, "phase", "phase",
			 phase_print(options->phase));
	if (options->focus && options->focus != stands->focus)
		name_key(given, keys, "focus", "focus",
			 focus_print(options->focus));
	note_keys(file, given->str, "set", keys->str);
	if (!add_roles(store, file, who, pairs, error))
		return FALSE;
	note_keys(file, who->str, "speakers", pairs->str);
	return TRUE;
}
