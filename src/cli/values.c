/*
 * values: what people write on a command line, read strictly.
 */
#include "cli/run.h"

#include <string.h>

void
fail_unknown(GError **error, enum base_error kind, const char *what,
	     const char *word, const char *near, const char *otherwise)
{
	if (near)
		g_set_error(error, BASE_ERROR, (int)kind,
			    "unknown %s '%s' (did you mean '%s'?)", what, word,
			    near);
	else
		g_set_error(error, BASE_ERROR, (int)kind,
			    "unknown %s '%s' (%s)", what, word, otherwise);
}

gboolean
args_session(struct cli *cli, const char *word, gint64 *session, GError **error)
{
	return app_session_find(cli->app, word, session, error);
}

gboolean
args_number(const char *word, const char *what, guint *number, GError **error)
{
	guint64 value;

	if (!g_ascii_string_to_unsigned(word, 10, 1, G_MAXINT, &value, NULL)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "%s must be a whole number from 1, not '%s'", what,
			    word);
		return FALSE;
	}
	*number = (guint)value;
	return TRUE;
}

#define MOST_TURNS 10000

/* "25" or "30-32" */
static gboolean
take_turn_range(GArray *turns, const char *part, GError **error)
{
	const char *hyphen = strchr(part, '-');
	g_autofree char *head =
		hyphen ? g_strndup(part, hyphen - part) : g_strdup(part);
	guint first, last;

	/* What a questionnaire says stands before the talk. */
	if (!strcmp(part, "0")) {
		first = 0;
		g_array_append_val(turns, first);
		return TRUE;
	}
	if (!args_number(head, "a turn", &first, error))
		return FALSE;
	last = first;
	if (hyphen && !args_number(hyphen + 1, "a turn", &last, error))
		return FALSE;
	if (last < first || last - first >= MOST_TURNS) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' is not a range of turns (write 30-32)", part);
		return FALSE;
	}
	for (guint n = first; n <= last; n++)
		g_array_append_val(turns, n);
	return TRUE;
}

GArray *
args_turns(const char *word, GError **error)
{
	g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(guint));
	g_auto(GStrv) parts = g_strsplit(word, ",", -1);

	for (char **part = parts; *part; part++) {
		if (!take_turn_range(turns, g_strstrip(*part), error))
			return NULL;
	}
	if (turns->len == 0) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "no turn is named (write 25 or "
				    "25,27,30-32)");
		return NULL;
	}
	return g_steal_pointer(&turns);
}

/* Once each, in the order named. */
static void
add_session(GArray *sessions, gint64 session)
{
	for (guint i = 0; i < sessions->len; i++) {
		if (g_array_index(sessions, gint64, i) == session)
			return;
	}
	g_array_append_val(sessions, session);
}

static gboolean
add_case(struct cli *cli, const char *code, GArray *sessions, GError **error)
{
	g_autoptr(GArray) ids = app_case_sessions(cli->app, code, error);

	for (guint i = 0; ids && i < ids->len; i++)
		add_session(sessions, g_array_index(ids, gint64, i));
	return ids != NULL;
}

GArray *
args_sessions(struct cli *cli, guint first, GError **error)
{
	const struct args *args = &cli->args;
	g_autofree const char **codes = args_values(args, "case");
	g_autoptr(GArray) sessions = g_array_new(FALSE, FALSE, sizeof(gint64));

	for (guint i = first; i < args->words->len; i++) {
		gint64 session;

		if (!args_session(cli, args->words->pdata[i], &session, error))
			return NULL;
		add_session(sessions, session);
	}
	for (const char **code = codes; *code; code++) {
		if (!add_case(cli, *code, sessions, error))
			return NULL;
	}
	if (sessions->len > 0 && args_has(args, "all")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "name sessions or say --all, not both");
		return NULL;
	}
	return g_steal_pointer(&sessions);
}

gboolean
args_pair(const char *word, const char *what, char **name, char **value,
	  GError **error)
{
	const char *equals = strchr(word, '=');

	if (!equals || equals == word || !equals[1]) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' does not read as %s", word, what);
		return FALSE;
	}
	*name = g_strstrip(g_strndup(word, equals - word));
	*value = g_strdup(equals + 1);
	return TRUE;
}

gboolean
args_role(const struct args *args, enum rater_role *role, GError **error)
{
	const char *word = args_value(args, "role");
	const char *const names[] = { "self",	     "peer",	  "supervisor",
				      "independent", "consensus", NULL };

	if (!word) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say in which role: --role self, peer, "
				    "supervisor, independent or consensus");
		return FALSE;
	}
	if (rater_role_parse(word, role))
		return TRUE;
	fail_unknown(error, BASE_ERROR_USAGE, "role", word,
		     base_did_you_mean(word, names),
		     "self, peer, supervisor, independent or consensus");
	return FALSE;
}

GHashTable *
speaker_roles(const struct args *args, GError **error)
{
	g_autoptr(GHashTable) roles =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree const char **pairs = args_values(args, "speaker");
	const char *therapist = args_value(args, "therapist");
	const char *const names[] = { "therapist", "patient", "other", NULL };

	for (const char **pair = pairs; *pair; pair++) {
		g_autofree char *value = NULL;
		char *name = NULL;
		enum turn_role role;

		if (!args_pair(*pair, "NAME=ROLE", &name, &value, error))
			return NULL;
		if (!turn_role_parse(value, &role)) {
			fail_unknown(error, BASE_ERROR_USAGE,
				     "role of a speaker", value,
				     base_did_you_mean(value, names),
				     "therapist, patient or other");
			g_free(name);
			return NULL;
		}
		g_hash_table_insert(roles, name, GINT_TO_POINTER(role));
	}
	if (therapist)
		g_hash_table_insert(roles, g_strdup(therapist),
				    GINT_TO_POINTER(TURN_THERAPIST));
	return g_steal_pointer(&roles);
}
