/*
 * turn text, role, split, merge, undo: what a recogniser or a typist got
 * wrong.
 */
#include "cli/change.h"
#include "cli/output.h"

/* SESSION TURN, the first two words. */
static gboolean
read_place(struct cli *cli, gint64 *session, guint *turn, GError **error)
{
	const GPtrArray *words = cli->args.words;

	return args_session(cli, words->pdata[0], session, error) &&
	       args_number(words->pdata[1], "the turn", turn, error);
}

static gboolean
read_turn_role(const char *word, enum turn_role *role, GError **error)
{
	const char *const names[] = { "therapist", "patient", "other", NULL };

	if (turn_role_parse(word, role) && *role != TURN_UNKNOWN)
		return TRUE;
	fail_unknown(error, BASE_ERROR_USAGE, "role of a turn", word,
		     base_did_you_mean(word, names),
		     "therapist, patient or other");
	return FALSE;
}

/* --role and --speaker. */
static gboolean
read_owner(const struct cli *cli, struct turn_owner *owner, GError **error)
{
	const char *role = args_value(&cli->args, "role");

	owner->role = TURN_UNKNOWN;
	owner->speaker = args_value(&cli->args, "speaker");
	return !role || read_turn_role(role, &owner->role, error);
}

static gboolean
is_trial(const struct cli *cli)
{
	return args_has(&cli->args, "dry-run");
}

/* What was done, as notes; what would be done is what was asked for. */
int
tell_change(struct cli *cli, gint64 session, struct turn_change *change)
{
	const struct change_of of = { session, is_trial(cli) };

	if (!change)
		return 1;
	if (cli->json) {
		cli_print_thing(cli, turn_change_columns, change, &of);
	} else {
		for (guint i = 0; i < change->says->len; i++) {
			const char *says = change->says->pdata[i];

			if (is_trial(cli)) {
				cli_print_safe(cli, says);
				cli_print(cli, "\n");
			} else {
				cli_note(cli, "%s", says);
			}
		}
		if (is_trial(cli))
			cli_print(cli, "nothing was changed (--dry-run)\n");
		else if (change->says->len)
			cli_note(cli,
				 "the session is tagged again; 'iptrate "
				 "turn undo %" G_GINT64_FORMAT "' takes "
				 "the last correction back",
				 session);
	}
	turn_change_free(change);
	return 0;
}

static int
run_text(struct cli *cli, GError **error)
{
	gint64 session;
	guint turn;

	if (!read_place(cli, &session, &turn, error))
		return 2;
	return tell_change(cli, session,
			   app_turn_text(cli->app, session, turn,
					 cli->args.words->pdata[2],
					 is_trial(cli), error));
}

static int
run_role(struct cli *cli, GError **error)
{
	struct turn_change *change;
	enum turn_role role;
	gint64 session;
	guint turn;

	if (!read_place(cli, &session, &turn, error) ||
	    !read_turn_role(cli->args.words->pdata[2], &role, error))
		return 2;
	change = app_turn_role(cli->app, session, turn, role, is_trial(cli),
			       error);
	if (change && !change->says->len)
		cli_note(cli, "turn %u is the %s's already", turn,
			 turn_role_print(role));
	return tell_change(cli, session, change);
}

/* AT or --at: a number of characters, or words. */
static gboolean
read_cut(const struct cli *cli, struct turn_cut *cut, GError **error)
{
	const GPtrArray *words = cli->args.words;
	const char *at = args_value(&cli->args, "at");
	g_autoptr(GError) no_number = NULL;

	if ((at != NULL) == (words->len > 2)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "%s: iptrate %s",
			    at ? "say where to split once, as AT or with --at" :
				 "say where the second half begins",
			    "turn split SESSION TURN AT|--at 'WORDS'");
		return FALSE;
	}
	cut->words = at;
	if (at || args_number(words->pdata[2], "the place", &cut->characters,
			      &no_number))
		return TRUE;
	cut->words = words->pdata[2];
	return TRUE;
}

static int
run_split(struct cli *cli, GError **error)
{
	const char *first = args_value(&cli->args, "first-role");
	struct turn_cut cut = { .first.role = TURN_UNKNOWN };
	gint64 session;
	guint turn;

	if (!read_place(cli, &session, &turn, error) ||
	    !read_cut(cli, &cut, error) ||
	    !read_owner(cli, &cut.second, error) ||
	    (first && !read_turn_role(first, &cut.first.role, error)))
		return 2;
	return tell_change(cli, session,
			   app_turn_split(cli->app, session, turn, &cut,
					  is_trial(cli), error));
}

static int
run_merge(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	struct turn_owner owner;
	gint64 session;
	guint turn, other;

	if (!read_place(cli, &session, &turn, error) ||
	    !read_owner(cli, &owner, error))
		return 2;
	other = turn + 1;
	if (words->len > 2 &&
	    !args_number(words->pdata[2], "the second turn", &other, error))
		return 2;
	if (other + 1 != turn && other != turn + 1) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "turns %u and %u are no neighbours; only "
			    "neighbours can be merged, one pair at a time",
			    turn, other);
		return 2;
	}
	return tell_change(cli, session,
			   app_turn_merge(cli->app, session, MIN(turn, other),
					  &owner, is_trial(cli), error));
}

static int
run_undo(struct cli *cli, GError **error)
{
	struct turn_change *change;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	change = app_turn_undo(cli->app, session, is_trial(cli), error);
	return tell_change(cli, session, change);
}

#define TRIAL                                                             \
	{                                                                 \
		"dry-run", 0, NULL, FALSE, "tell what would change", NULL \
	}

static const struct option trial_options[] = { TRIAL, OPTIONS_END };

static const struct option split_options[] = {
	{ "at", 0, "WORDS", FALSE, "words that begin the second half", NULL },
	{ "role", 0, "ROLE", FALSE, "whose the second half is",
	  "therapist patient other" },
	{ "speaker", 0, "NAME", FALSE, "who speaks the second half", NULL },
	{ "first-role", 0, "ROLE", FALSE, "whose the first half is",
	  "therapist patient other" },
	TRIAL,
	OPTIONS_END
};

static const struct option merge_options[] = {
	{ "role", 0, "ROLE", FALSE, "whose the joined turn is",
	  "therapist patient other" },
	{ "speaker", 0, "NAME", FALSE, "who speaks the joined turn", NULL },
	TRIAL,
	OPTIONS_END
};

static const char *const split_examples[] = {
	"iptrate turn split 3 41 --at 'I told him to go' --role patient",
	"iptrate turn split 3 41 'I told him to go' --dry-run",
	"iptrate turn split 3 41 57 --speaker Anna", NULL
};

static const char *const merge_examples[] = {
	"iptrate turn merge 3 41", "iptrate turn merge 3 41 42 --role patient",
	NULL
};

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
		 "decisions and ratings keep their turns. A rating signed "
		 "before stays signed, and is marked as signed on the "
		 "earlier transcript.",
	.group = "Transcripts and sessions",
	.options = trial_options,
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
		 "session is tagged again; 'turn undo' takes it back. "
		 "Decisions on a turn that is not the therapist's stay in "
		 "the history and are shown as not counted.",
	.group = "Transcripts and sessions",
	.options = trial_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 3,
	.most = 3,
	.words = "therapist patient other",
	.run = run_role,
	.examples = role_examples,
};

const struct command cmd_turn_split = {
	.path = "turn split",
	.synopsis = "SESSION TURN [AT]",
	.summary = "make two turns of one, where another speaker begins",
	.about = "AT is how many characters stay in the first half, or the "
		 "words that begin the second (--at takes words even when "
		 "they are digits). The turns behind are numbered anew, in "
		 "ratings and decisions, too. A decision goes to the half "
		 "that has the words its tag was found by; one without words "
		 "to the half that is the therapist's. Evidence of ratings "
		 "cites both halves. Times at the cut are those of the "
		 "captions where the file has them.",
	.group = "Transcripts and sessions",
	.options = split_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 2,
	.most = 3,
	.run = run_split,
	.examples = split_examples,
};

const struct command cmd_turn_merge = {
	.path = "turn merge",
	.synopsis = "SESSION TURN [TURN2]",
	.summary = "join a turn to the next one",
	.about = "For a speech that was cut in two. Of turns of two speakers "
		 "it must be told whose the joined one is. Refused when a "
		 "technique was confirmed at one of the two and rejected at "
		 "the other.",
	.group = "Transcripts and sessions",
	.options = merge_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 2,
	.most = 3,
	.run = run_merge,
	.examples = merge_examples,
};

const struct command cmd_turn_undo = {
	.path = "turn undo",
	.synopsis = "SESSION",
	.summary = "take back the last correction of a turn",
	.about = "Newest first, as often as there are corrections. What was "
		 "decided in between stays with its words; where no words "
		 "tell to which turn a decision belongs, undoing is refused "
		 "and the decision named.",
	.group = "Transcripts and sessions",
	.options = trial_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 1,
	.most = 1,
	.run = run_undo,
};
