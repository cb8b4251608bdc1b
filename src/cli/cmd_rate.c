/*
 * rate, sign: a person's scores of a session, and the declaration that they
 * are finished.
 */
#include "cli/consent.h"
#include "cli/output.h"
#include "cli/passphrase.h"
#include "cli/rating.h"

#include <string.h>

/* Before values are changed under a signature that stands. */
static gboolean
may_change(const struct cli *cli, const struct rating *before, GError **error)
{
	g_autofree char *question = NULL;
	g_autofree char *version = NULL;

	if (!before || !before->signed_at)
		return TRUE;
	version = rating_signed_print(before);
	question = g_strdup_printf("There is %s, which stays as it is; a "
				   "change begins version %u beside it. Go on?",
				   version, before->version + 1);
	return cli_confirm(cli, question) ||
	       fail_declined("nothing was changed", error);
}

/* Rating and signature together, or neither; but while a person is asked
 * nobody else is kept waiting, so that the rating is saved before. */
static gboolean
save_items(struct cli *cli, struct who *who, const GPtrArray *items,
	   GError **error)
{
	gboolean seals = args_has(&cli->args, "seal"), asks = cli_asks(cli);
	gboolean signs = seals || args_has(&cli->args, "sign");
	gboolean ok = TRUE;

	if (signs && !asks && !who_open_key(cli, who, error))
		return FALSE;
	if (!app_begin(cli->app, error))
		return FALSE;
	if (items->len > 0)
		ok = app_rate(cli->app, who->session, who->rater, who->role,
			      items, error);
	if (ok && signs && !asks)
		ok = who_sign(cli, who, seals, error);
	ok = app_end(cli->app, ok, error);
	return ok && (!signs || !asks || who_sign(cli, who, seals, error));
}

/* --undo or --redo, and nothing else. */
static int
run_undo(struct cli *cli, const struct who *who, GError **error)
{
	static const char *const others[] = { "set",	  "na",	  "comment",
					      "evidence", "file", "sign",
					      "seal" };
	gboolean redo = args_has(&cli->args, "redo");
	g_autoptr(SessionScore) score = NULL;
	g_autoptr(Rating) before = NULL;
	struct item_rating *now;

	for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
		if (!args_has(&cli->args, others[i]) &&
		    !(redo && args_has(&cli->args, "undo")))
			continue;
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--undo and --redo go alone: nothing else "
				    "is rated with them");
		return 2;
	}
	if (!who_rating(cli, who, &before, &score, error) ||
	    !may_change(cli, before, error))
		return 1;
	now = app_rate_undo(cli->app, who->session, who->rater, who->role, redo,
			    error);
	if (!now)
		return 1;
	item_rating_free(now);
	return who_print(cli, who, error) ? 0 : 1;
}

static int
run_rate(struct cli *cli, GError **error)
{
	g_autoptr(SessionScore) score = NULL;
	g_autoptr(Rating) before = NULL;
	g_autoptr(GPtrArray) items = NULL;
	g_auto(Who) who = { 0 };

	if (!who_read(cli, &who, error))
		return 2;
	if (args_has(&cli->args, "undo") || args_has(&cli->args, "redo"))
		return run_undo(cli, &who, error);
	if (!app_role_check(cli->app, who.session, who.rater, who.role, error))
		return 1;
	if (!who_rating(cli, &who, &before, &score, error))
		return 1;
	items = rate_items(cli, who.session, before, error);
	if (!items || (items->len > 0 && !may_change(cli, before, error)) ||
	    !save_items(cli, &who, items, error))
		return 1;
	return who_print(cli, &who, error) ? 0 : 1;
}

/* Where turns were to be marked nothing is rated: that all are is said. */
static gboolean
sign_marks(struct cli *cli, const struct who *who, gboolean *marked,
	   GError **error)
{
	g_autoptr(DrillStep) step = NULL;

	if (!app_drill_of(cli->app, who->session, &step, error))
		return FALSE;
	*marked = step && step->technique;
	if (!*marked)
		return TRUE;
	if (!app_drill_done(cli->app, who->session, who->rater, error))
		return FALSE;
	cli_note(cli,
		 "done: all turns of session %" G_GINT64_FORMAT
		 " are marked; 'iptrate drill take %s --technique %s "
		 "--rater %s' goes on",
		 who->session, step->set, step->technique, who->rater);
	return TRUE;
}

static int
run_sign(struct cli *cli, GError **error)
{
	g_auto(Who) who = { 0 };
	gboolean marked = FALSE;

	if (!who_read(cli, &who, error))
		return 2;
	if (args_has(&cli->args, "show"))
		return who_show_signed(cli, &who, error) ? 0 : 1;
	if (who.role == RATER_DRILL && !sign_marks(cli, &who, &marked, error))
		return 1;
	if (marked)
		return 0;
	if (!who_sign(cli, &who, FALSE, error))
		return 1;
	return who_print(cli, &who, error) ? 0 : 1;
}

#define ROLE_WORDS "self peer supervisor independent consensus"

static const struct option rate_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who rates (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "role", 0, "ROLE", FALSE,
	  "self, peer, supervisor, independent, consensus", ROLE_WORDS },
	{ "set", 0, "ITEM=E/Q", TRUE, "extent and quality: C3=4/3, G1=1",
	  NULL },
	{ "na", 0, "ITEM=REASON", TRUE, "not called for, and why", NULL },
	{ "comment", 0, "ITEM=TEXT", TRUE, "a remark on an item", NULL },
	{ "evidence", 0, "ITEM=TURNS", TRUE, "the turns behind it: C3=25,27",
	  NULL },
	{ "file", 0, "FILE", FALSE,
	  "ratings of many items, as a spreadsheet saves them", NULL },
	{ "undo", 0, NULL, FALSE,
	  "take back the value that was given last, to what it was or to not "
	  "rated",
	  NULL },
	{ "redo", 0, NULL, FALSE, "give again what was taken back last", NULL },
	{ "sign", 0, NULL, FALSE, "and sign it", NULL },
	{ "seal", 0, NULL, FALSE,
	  "and sign it sealed: others do not see what it says yet", NULL },
	{ "meaning", 0, "TEXT", FALSE, "what the signature says", NULL },
	{ "incomplete", 0, "REASON", FALSE,
	  "sign although it is incomplete, and why", NULL },
	OPTION_DECLARED,
	OPTION_PASSPHRASE_FD,
	{ "yes", 0, NULL, FALSE, "without being asked", NULL },
	OPTIONS_END
};

static const struct option sign_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who signs (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "role", 0, "ROLE", FALSE,
	  "self, peer, supervisor, independent, consensus", ROLE_WORDS },
	{ "meaning", 0, "TEXT", FALSE, "what the signature says", NULL },
	{ "incomplete", 0, "REASON", FALSE,
	  "sign although it is incomplete, and why", NULL },
	OPTION_DECLARED,
	OPTION_PASSPHRASE_FD,
	{ "yes", 0, NULL, FALSE, "without being asked", NULL },
	{ "show", 0, NULL, FALSE,
	  "give out the signed text and what signs it; signs nothing", NULL },
	{ "output", 'o', "FILE", FALSE,
	  "with --show: the text into FILE, the signature into FILE.minisig",
	  NULL },
	OPTIONS_END
};

static const char *const rate_examples[] = {
	"iptrate rate 12 --rater RL --role supervisor --set C3=4/3 "
	"--evidence C3=25,27",
	"iptrate rate 12 --rater RL --role supervisor --na C9='no action was "
	"due'",
	"iptrate rate 12 --rater RL --role supervisor --file s07.ratings.tsv "
	"--sign",
	NULL
};

static const char *const sign_examples[] = {
	"iptrate sign 12 --rater RL --role supervisor",
	"iptrate sign 12 --rater RL --role supervisor --show -o rating.txt",
	NULL
};

const struct command cmd_rate = {
	.path = "rate",
	.synopsis = "SESSION --role ROLE [--set ITEM=E/Q...|--file FILE]",
	.summary = "rate a session on the rubric",
	.about = "Extent and quality are whole numbers from 1 to 5 (the "
		 "wording: 'iptrate rubric show ITEM'). All that one command "
		 "says is taken, or nothing. Earlier values stay in the "
		 "history. What was signed stays as it is: a change begins the "
		 "next version beside it, after asking where somebody is at a "
		 "terminal. The session's therapist rates as self only.",
	.group = "Ratings and scores",
	.options = rate_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_rate,
	.examples = rate_examples,
};

const struct command cmd_sign = {
	.path = "sign",
	.synopsis = "SESSION --role ROLE",
	.summary = "declare a rating finished",
	.about = "Shows what is signed (the verdict with its reasons, what is "
		 "not rated, N/A or without evidence, who signs and what it "
		 "means) and asks, where somebody is at a terminal and does "
		 "not say --yes. A rating that is incomplete is refused unless "
		 "--incomplete gives the reason, which stays with the "
		 "signature. Each signature is a version, from 1, that stays "
		 "as it is. It is with the rater's key when there is one "
		 "('key new'), and else declared. 'minisign -V -p RL.pub -m "
		 "FILE' verifies what --show -o FILE gave out.",
	.group = "Ratings and scores",
	.options = sign_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_sign,
	.examples = sign_examples,
};
