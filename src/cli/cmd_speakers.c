/*
 * session speakers: who is who in a session, told after the import.
 */
#include "cli/change.h"
#include "cli/output.h"

#include <string.h>

static int
list_speakers(struct cli *cli, gint64 session, GError **error)
{
	g_autoptr(GPtrArray) speakers =
		app_session_speakers(cli->app, session, error);

	if (!speakers)
		return 1;
	cli_print_things(cli, speaker_columns, speakers, NULL);
	return 0;
}

/* The last '=' parts them: a label may hold one. */
static gboolean
read_label_role(const char *word, GHashTable *roles, GError **error)
{
	const char *const names[] = { "therapist", "patient", "other", NULL };
	const char *equals = strrchr(word, '=');
	enum turn_role role;

	if (!equals || equals == word) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' does not read as NAME=ROLE, as in 'Dr "
			    "Lowe'=therapist",
			    word);
		return FALSE;
	}
	if (!turn_role_parse(equals + 1, &role) || role == TURN_UNKNOWN) {
		fail_unknown(error, BASE_ERROR_USAGE, "role of a speaker",
			     equals + 1, base_did_you_mean(equals + 1, names),
			     "therapist, patient or other");
		return FALSE;
	}
	g_hash_table_insert(roles, g_strndup(word, (gsize)(equals - word)),
			    GINT_TO_POINTER(role));
	return TRUE;
}

static int
run_speakers(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_autoptr(GHashTable) roles =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct turn_change *change;
	gint64 session;

	if (!args_session(cli, words->pdata[0], &session, error))
		return 2;
	if (words->len == 1)
		return list_speakers(cli, session, error);
	for (guint i = 1; i < words->len; i++) {
		if (!read_label_role(words->pdata[i], roles, error))
			return 2;
	}
	change = app_speakers_change(cli->app, session, roles,
				     args_has(&cli->args, "dry-run"), error);
	if (change && !change->says->len)
		cli_note(cli, "they are that already; nothing was changed");
	return tell_change(cli, session, change);
}

static const struct option speakers_options[] = {
	{ "dry-run", 0, NULL, FALSE, "say what would be done, change nothing",
	  NULL },
	OPTIONS_END
};

static const char *const speakers_examples[] = {
	"iptrate session speakers 12",
	"iptrate session speakers 12 'Dr Lowe'=therapist Anna=patient", NULL
};

const struct command cmd_session_speakers = {
	.path = "session speakers",
	.synopsis = "SESSION [NAME=ROLE...]",
	.summary = "list who speaks, or tell who is who",
	.about = "Changes all turns of a speaker at once, to therapist, "
		 "patient or other. Decisions stay where they are, the tags "
		 "are found anew, and 'iptrate turn undo' takes it back. The "
		 "roles are remembered for later files of the case.",
	.group = "Transcripts and sessions",
	.options = speakers_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 1,
	.most = G_MAXUINT,
	.run = run_speakers,
	.examples = speakers_examples,
};
