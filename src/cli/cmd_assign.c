/*
 * assign: sessions given to raters, and what those are blind to.
 */
#include "app/app.h"
#include "cli/assign.h"
#include "cli/output.h"

#include <string.h>

/* "A,B" of every --to.  Caller frees; NULL with an error. */
static char **
raters_of(const struct args *args, GError **error)
{
	g_autofree const char **given = args_values(args, "to");
	g_autofree char *all = g_strjoinv(",", (char **)given);
	g_auto(GStrv) words = g_strsplit(all, ",", -1);
	gboolean named = *words != NULL;

	for (char **word = words; *word; word++)
		named = named && *g_strstrip(*word);
	if (named)
		return g_steal_pointer(&words);
	g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "say who rates: --to CODE (or --to A,B)");
	return NULL;
}

static gboolean
blind_of(const struct args *args, guint *blind, GError **error)
{
	const char *const words[] = { "people", "ratings",  "tags",
				      "number", "measures", NULL };
	const char *typed = args_value(args, "blind");
	g_autofree char *wrong = NULL;
	g_autofree char *shown = NULL;

	*blind = 0;
	if (!typed || blindness_parse(typed, blind, &wrong))
		return TRUE;
	shown = base_printable(wrong, -1);
	fail_unknown(error, BASE_ERROR_USAGE, "thing to be blind to", shown,
		     base_did_you_mean(shown, words),
		     "people, ratings, tags, number or measures, with commas "
		     "between");
	return FALSE;
}

/* -- listing --------------------------------------------------------------- */

/* An assignment, and its session as who is at work may see it. */
struct listed_assignment {
	const struct assignment *assignment;
	struct session_info *info;
	enum assignment_state state;
	char *blind;
};

static void
listed_free(gpointer data)
{
	struct listed_assignment *listed = data;

	session_info_free(listed->info);
	g_free(listed->blind);
	g_free(listed);
}

#define FILL(name, expression)                                              \
	static void fill_##name(struct column_value *value, const void *of, \
				const void *about)                          \
	{                                                                   \
		const struct listed_assignment *listed = of;                \
		(void)about;                                                \
		expression;                                                 \
	}

FILL(name, value->text = listed->assignment->name)
FILL(session, value->number = listed->assignment->session)
FILL(case, value->text = listed->info->case_code)
FILL(number, value->made = course_number_print(&listed->info->facts))
FILL(rater, value->text = listed->assignment->rater)
FILL(role, value->text = rater_role_print(listed->assignment->role))
FILL(state, value->text = assignment_state_print(listed->state))
FILL(due, value->text = listed->assignment->due)
FILL(uid, value->text = listed->assignment->uid)
FILL(by, value->text = listed->assignment->by)
FILL(at, value->number = listed->assignment->at)
FILL(begun, value->number = listed->assignment->begun_at)
FILL(signed, value->number = listed->assignment->signed_at)
FILL(withdrawn, value->number = listed->assignment->withdrawn)
FILL(draw, value->number = listed->assignment->draw;
     value->nothing = !listed->assignment->draw)

static const struct column listed_columns[] = {
	{ "name", "name", FILLED(COLUMN_TEXT, fill_name) },
	{ "session", "id", FILLED(COLUMN_NUMBER, fill_session) },
	{ "case", "case", FILLED(COLUMN_TEXT, fill_case) },
	{ NULL, "no", FILLED(COLUMN_TEXT, fill_number) },
	{ "rater", "rater", FILLED(COLUMN_TEXT, fill_rater) },
	{ "role", "role", FILLED(COLUMN_TEXT, fill_role) },
	{ "state", "state", FILLED(COLUMN_TEXT, fill_state) },
	{ "due", "due", FILLED(COLUMN_TEXT, fill_due) },
	{ "blind", "blind to", TEXT_AT(struct listed_assignment, blind) },
	{ "uid", NULL, FILLED(COLUMN_TEXT, fill_uid) },
	{ "draw", NULL, FILLED(COLUMN_NUMBER, fill_draw) },
	{ "assigned_by", NULL, FILLED(COLUMN_TEXT, fill_by) },
	{ "assigned_at", NULL, FILLED(COLUMN_TIME, fill_at) },
	{ "begun_at", NULL, FILLED(COLUMN_TIME, fill_begun) },
	{ "signed_at", NULL, FILLED(COLUMN_TIME, fill_signed) },
	{ "withdrawn_at", NULL, FILLED(COLUMN_TIME, fill_withdrawn) },
	{ .kind = COLUMNS_END },
};

static gboolean
list_add(struct cli *cli, GPtrArray *list, const struct assignment *assignment,
	 GError **error)
{
	struct listed_assignment *listed;
	struct session_info *info =
		app_session_plain(cli->app, assignment->session, error);

	if (!info)
		return FALSE;
	listed = g_new0(struct listed_assignment, 1);
	listed->assignment = assignment;
	listed->info = info;
	listed->state = app_assignment_state(cli->app, assignment);
	listed->blind = blindness_print(assignment->blind);
	g_ptr_array_add(list, listed);
	return TRUE;
}

static gboolean
print_assignments(struct cli *cli, const GPtrArray *assignments, GError **error)
{
	const char *rater = args_value(&cli->args, "rater");
	gboolean all = args_has(&cli->args, "all");
	g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(listed_free);

	for (guint i = 0; i < assignments->len; i++) {
		const struct assignment *assignment = assignments->pdata[i];

		if ((rater && !base_code_same(assignment->rater, rater)) ||
		    (assignment->withdrawn && !all))
			continue;
		if (!list_add(cli, list, assignment, error))
			return FALSE;
	}
	cli->paged = !cli->json && list->len > 0;
	if (list->len == 0 && !cli->json)
		cli_note(cli, "no session is assigned (iptrate assign SESSION "
			      "--to RATER)");
	else
		cli_print_things(cli, listed_columns, list, NULL);
	return TRUE;
}

static int
run_list(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) assignments = app_assignments(cli->app, error);

	return assignments && print_assignments(cli, assignments, error) ? 0 :
									   1;
}

/* -- giving and taking back ------------------------------------------------ */

static gboolean
references_of(const struct args *args, struct assigning *assigning,
	      GError **error)
{
	const char *typed = args_value(args, "references");
	guint64 n = 0;

	if (!typed)
		return TRUE;
	assigning->seed = args_value(args, "seed");
	if (!g_ascii_string_to_unsigned(typed, 10, 1, 1000, &n, NULL)) {
		g_autofree char *shown = base_printable(typed, -1);

		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' is no number of references (1 to 1000)",
			    shown);
		return FALSE;
	}
	assigning->references = (guint)n;
	if (!assigning->seed)
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say the seed of the lot by which the "
				    "references are drawn: --seed N, any "
				    "number");
	return assigning->seed != NULL;
}

/* --by, --seed and --twice are of a draw; --seed of references as well. */
static gboolean
check_draw_options(const struct args *args, GError **error)
{
	static const char *const of_draw[] = { "by", "seed", "twice" };

	if (args_has(args, "references") && args_has(args, "sample")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--references goes with sessions that are "
				    "named, not with --sample");
		return FALSE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(of_draw); i++) {
		if (!args_has(args, of_draw[i]) || args_has(args, "sample") ||
		    (!strcmp(of_draw[i], "seed") &&
		     args_has(args, "references")))
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "--%s goes with --sample SHARE", of_draw[i]);
		return FALSE;
	}
	return TRUE;
}

static int
run_assign(struct cli *cli, GError **error)
{
	struct assigning assigning = {
		.role = RATER_INDEPENDENT,
		.due = args_value(&cli->args, "due"),
	};
	g_auto(GStrv) raters = raters_of(&cli->args, error);
	g_autoptr(GArray) sessions = NULL;
	g_autoptr(GPtrArray) made = NULL;

	if (!raters || !blind_of(&cli->args, &assigning.blind, error) ||
	    (args_has(&cli->args, "role") &&
	     !args_role(&cli->args, &assigning.role, error)))
		return 2;
	sessions =
		check_draw_options(&cli->args, error) &&
				references_of(&cli->args, &assigning, error) ?
			args_sessions(cli, 0, error) :
			NULL;
	if (!sessions)
		return 2;
	if (sessions->len == 0 && !args_has(&cli->args, "sample")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "name the sessions, or --case CODE, or "
				    "draw them with --sample 20%");
		return 2;
	}
	assigning.sessions = (const gint64 *)(gpointer)sessions->data;
	assigning.n = sessions->len;
	assigning.raters = (const char *const *)raters;
	if (args_has(&cli->args, "sample"))
		return assign_drawn(cli, &assigning, error);
	made = app_assign(cli->app, &assigning, error);
	return made && print_assignments(cli, made, error) ? 0 : 1;
}

static int
run_withdraw(struct cli *cli, GError **error)
{
	const char *rater = args_value(&cli->args, "rater");
	struct assignment *taken;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	taken = app_assign_withdraw(cli->app, session, rater, error);
	if (taken)
		cli_note(cli, "%s does not rate %s any more", taken->rater,
			 taken->name);
	assignment_free(taken);
	return taken ? 0 : 1;
}

#define ROLE_WORDS "self peer supervisor independent"

static const struct option assign_options[] = {
	{ "to", 0, "RATER", TRUE, "who rates; more than one as A,B", NULL },
	{ "role", 0, "ROLE", FALSE,
	  "as what: independent (else), supervisor, peer, self", ROLE_WORDS },
	{ "blind", 0, "WORDS", FALSE,
	  "hidden until they sign: people,ratings,tags,number,measures", NULL },
	{ "due", 0, "DATE", FALSE, "by when, as 2026-12-31", NULL },
	{ "case", 0, "CODE", TRUE, "all sessions of a case", NULL },
	{ "sample", 0, "SHARE", FALSE,
	  "draw so many of the sessions (or of all) by lot: 20%", NULL },
	{ "by", 0, "WORDS", FALSE,
	  "the same share of each: phase,focus,case,therapist", NULL },
	{ "seed", 0, "N", FALSE, "what the lot is made of, any number", NULL },
	{ "twice", 0, NULL, FALSE, "two raters for each that is drawn", NULL },
	{ "references", 0, "N", FALSE,
	  "slip in so many references for each rater, by lot", NULL },
	OPTIONS_END
};

static const struct option list_options[] = {
	{ "rater", 0, "CODE", FALSE, "only what this rater has", NULL },
	{ "all", 0, NULL, FALSE, "also what was taken back", NULL },
	OPTIONS_END
};

static const struct option withdraw_options[] = {
	{ "rater", 0, "CODE", FALSE, "whose, when several have it", NULL },
	OPTIONS_END
};

static const char *const assign_examples[] = {
	"iptrate assign 12 --to IR --blind people,ratings --due 2026-12-31",
	"iptrate assign C21/6 C22/3 --to IR,JS --blind people,ratings,number",
	"iptrate assign --sample 20% --by phase,case --seed 7 --to IR,JS "
	"--blind all",
	NULL
};

static const char *const list_examples[] = { "iptrate assign list",
					     "iptrate assign list --rater IR",
					     NULL };

static const char *const withdraw_examples[] = {
	"iptrate assign withdraw B-7K3M", NULL
};

#define GROUP "Ratings and scores"

const struct command cmd_assign = {
	.path = "assign",
	.synopsis = "SESSION... --to RATER [--blind WORDS] [--due DATE]",
	.summary = "give sessions to raters, blind to what they must not see",
	.about = "Until the rater has signed, every command and the screen "
		 "leave out for them what --blind names: people (therapist, "
		 "case, other raters, names of speakers and of the file), "
		 "ratings (what others rated and decided), tags (with all that "
		 "is suggested), number (with the phase), measures. The "
		 "session has a name of its own for them, as B-7K3M, which "
		 "every command takes. A warning of risk is never left out. "
		 "The rating says for ever how blind it was. Who rates is told "
		 "by --user, $IPTRATE_RATER or config.yaml: in one casebook "
		 "this is a courtesy, since its file holds everything. With "
		 "--sample the sessions are drawn by lot; what it prints is "
		 "enough to draw them again by hand ('assign draw'). "
		 "--references slips in references ('reference new') that the "
		 "rater does not know, so that drift and 'qualify' have "
		 "something to hold them against.",
	.group = GROUP,
	.options = assign_options,
	.needs = NEEDS_CASEBOOK,
	.most = G_MAXUINT,
	.run = run_assign,
	.examples = assign_examples,
};

const struct command cmd_assign_list = {
	.path = "assign list",
	.synopsis = "[--rater CODE]",
	.summary = "list who rates what, by when, and how far they are",
	.about = "A session is open, begun, signed, or overdue when its day "
		 "is past (in UTC) and it is not signed.",
	.group = GROUP,
	.options = list_options,
	.needs = NEEDS_CASEBOOK,
	.run = run_list,
	.examples = list_examples,
};

const struct command cmd_assign_withdraw = {
	.path = "assign withdraw",
	.synopsis = "SESSION [--rater CODE]",
	.summary = "take a session back that is not signed yet",
	.about = "What the rater has rated so far stays. A rating that was "
		 "begun blind and is signed after this was not blind any "
		 "more, and says so.",
	.group = GROUP,
	.options = withdraw_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_withdraw,
	.examples = withdraw_examples,
};
