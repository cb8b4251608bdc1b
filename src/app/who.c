/*
 * Who is who in a case: what people told of one file is remembered for the
 * next, and said each time it is used.  Guesses are never remembered.
 */
#include "app/incoming.h"
#include "app/values.h"

#include <string.h>

/* As speakers are compared: capitals do not matter. */
static gboolean
same_label(const char *a, const char *b)
{
	g_autofree char *one = g_utf8_casefold(a, -1);
	g_autofree char *other = g_utf8_casefold(b, -1);

	return !g_strcmp0(g_strstrip(one), g_strstrip(other));
}

/* The role of a label in such a table; FALSE when it is not there. */
static gboolean
find_label(GHashTable *roles, const char *label, enum turn_role *role)
{
	GHashTableIter each;
	gpointer name, value;

	g_hash_table_iter_init(&each, roles);
	while (g_hash_table_iter_next(&each, &name, &value)) {
		if (!same_label(name, label))
			continue;
		*role = GPOINTER_TO_INT(value);
		return TRUE;
	}
	return FALSE;
}

/* "Speaker 1", "spk_0", "A": what recognisers number anew in every file says
 * nothing about the next one. */
gboolean
who_is_numbered(const char *label)
{
	static const char *const words[] = { "speaker", "spk",	      "unknown",
					     "guest",	"channel",    "voice",
					     "person",	"participant" };
	g_autofree char *lower = g_utf8_strdown(label, -1);
	gsize most = 1;

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		if (g_str_has_prefix(lower, words[i]))
			most = strlen(words[i]) + 1;
	}
	for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
		if (g_unichar_isalpha(g_utf8_get_char(at)) && !most--)
			return FALSE;
	}
	return TRUE;
}

/* What is remembered of the speakers whose role the file leaves open. */
static GHashTable *
open_roles(const struct transcript *transcript, GHashTable *known)
{
	GHashTable *roles =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *speaker = transcript->speakers->pdata[i];
		enum turn_role role;

		if ((speaker->guessed || speaker->role == TURN_UNKNOWN) &&
		    find_label(known, speaker->label, &role))
			g_hash_table_insert(roles, g_strdup(speaker->label),
					    GINT_TO_POINTER(role));
	}
	return roles;
}

/* The reader was told, but not by the one who imports now. */
static void
note_recalled(struct import_result *result, const struct transcript *transcript,
	      GHashTable *recalled)
{
	for (guint i = 0; i < transcript->speakers->len; i++) {
		const struct speaker *speaker = transcript->speakers->pdata[i];

		if (!g_hash_table_contains(recalled, speaker->label))
			continue;
		g_ptr_array_add(
			result->notes,
			g_strdup_printf("'%s' is taken as %s, as told before "
					"for case %s (--speaker NAME=ROLE "
					"says otherwise)",
					speaker->label,
					turn_role_print(speaker->role),
					result->case_code));
	}
}

gboolean
incoming_recall(struct app *app, struct incoming *file, GError **error)
{
	struct import_result *result = file->result;
	g_autoptr(GHashTable) known = NULL;
	g_autoptr(GHashTable) recalled = NULL;
	g_autofree char *reason = NULL;
	const char *first;

	if (!file->transcript || result->error || !result->case_code)
		return TRUE;
	first = app_case_code(app, result->case_code, error);
	if (!first)
		return FALSE;
	g_free(result->case_code);
	result->case_code = g_strdup(first);
	known = store_case_speakers(app->store, first, error);
	if (!known)
		return FALSE;
	recalled = open_roles(file->transcript, known);
	if (!g_hash_table_size(recalled))
		return TRUE;
	reason = g_strdup_printf("remembered for case %s", first);
	transcript_tell_roles(file->transcript, recalled, reason);
	note_recalled(result, file->transcript, recalled);
	return TRUE;
}

static gboolean
save_label_role(struct app *app, const struct incoming *file, const char *label,
		enum turn_role role, GError **error)
{
	struct import_result *result = file->result;
	g_autofree char *shown = base_printable(label, -1);

	if (!store_case_speaker_set(app->store, result->case_code, label, role,
				    error))
		return FALSE;
	g_ptr_array_add(result->notes,
			g_strdup_printf("'%s' is remembered as %s for case %s",
					shown, turn_role_print(role),
					result->case_code));
	return app_note(app, "case-speaker", result->session, error,
			"case %s: '%s' is %s", result->case_code, shown,
			turn_role_print(role));
}

gboolean
incoming_remember(struct app *app, const struct incoming *file, GError **error)
{
	g_autoptr(GHashTable) told = incoming_roles(file->options);
	g_autoptr(GHashTable) known = NULL;

	if (!told)
		return TRUE;
	known = store_case_speakers(app->store, file->result->case_code, error);
	for (guint i = 0; known && i < file->transcript->speakers->len; i++) {
		const struct speaker *speaker =
			file->transcript->speakers->pdata[i];
		enum turn_role role, before;

		if (who_is_numbered(speaker->label) ||
		    !find_label(told, speaker->label, &role) ||
		    (find_label(known, speaker->label, &before) &&
		     before == role))
			continue;
		if (!save_label_role(app, file, speaker->label, role, error))
			return FALSE;
	}
	return known != NULL;
}
