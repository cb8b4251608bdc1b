/*
 * turn text, role, undo: what a recogniser or a typist got wrong.
 */
#include "cli/private.h"

/* SESSION TURN, the first two words. */
static gboolean
read_place(const struct cli *cli, gint64 *session, guint *turn, GError **error)
{
	const GPtrArray *words = cli->args.words;

	return args_session(words->pdata[0], session, error) &&
	       args_number(words->pdata[1], "the turn", turn, error);
}

static int
run_text(struct cli *cli, GError **error)
{
	gint64 session;
	guint turn;

	if (!read_place(cli, &session, &turn, error))
		return 2;
	if (!app_turn_text(cli->app, session, turn, cli->args.words->pdata[2],
			   error))
		return 1;
	cli_note(cli, "turn %u is corrected and the session tagged again",
		 turn);
	return 0;
}

static int
run_role(struct cli *cli, GError **error)
{
	const char *const names[] = { "therapist", "patient", "other", NULL };
	const char *word = cli->args.words->pdata[2];
	enum turn_role role;
	gint64 session;
	guint turn;

	if (!read_place(cli, &session, &turn, error))
		return 2;
	if (!turn_role_parse(word, &role) || role == TURN_UNKNOWN) {
		fail_unknown(error, BASE_ERROR_USAGE, "role of a turn", word,
			     base_did_you_mean(word, names),
			     "therapist, patient or other");
		return 2;
	}
	if (!app_turn_role(cli->app, session, turn, role, error))
		return 1;
	cli_note(cli, "turn %u is %s, and the session tagged again", turn,
		 turn_role_print(role));
	return 0;
}

static int
run_undo(struct cli *cli, GError **error)
{
	gint64 session;
	guint turn;

	if (!args_session(cli->args.words->pdata[0], &session, error))
		return 2;
	if (!app_turn_undo(cli->app, session, &turn, error))
		return 1;
	cli_note(cli, "turn %u is as it was before the last correction", turn);
	return 0;
}

static const char *const text_examples[] = {
	"iptrate turn text 3 41 'What did you say to him then?'", NULL
};

static const char *const role_examples[] = { "iptrate turn role 3 42 patient",
					     NULL };

const struct command cmd_turn_text = {
	.path = "turn text",
	.synopsis = "SESSION TURN WORDS",
	.summary = "correct the words of a turn",
	.about = "The file as it was imported stays in the casebook, what "
		 "the turn said before is kept for 'turn undo', and the log "
		 "tells who corrected it. The session is tagged again; "
		 "decisions and ratings keep their turns.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 3,
	.most = 3,
	.run = run_text,
	.examples = text_examples,
};

const struct command cmd_turn_role = {
	.path = "turn role",
	.synopsis = "SESSION TURN ROLE",
	.summary = "correct who spoke a turn: therapist, patient or other",
	.about = "For a turn that was given to the wrong speaker. The "
		 "session is tagged again; 'turn undo' takes it back.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 3,
	.most = 3,
	.words = "therapist patient other",
	.run = run_role,
	.examples = role_examples,
};

const struct command cmd_turn_undo = {
	.path = "turn undo",
	.synopsis = "SESSION",
	.summary = "take back the last correction of a turn",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 1,
	.most = 1,
	.run = run_undo,
};
