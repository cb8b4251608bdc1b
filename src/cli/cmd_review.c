/*
 * review: the screen.  It is another door, so main hands in what opens it.
 */
#include "cli/private.h"

static int
run_review(struct cli *cli, GError **error)
{
	enum rater_role role;
	gint64 session = 0;

	if (args_has(&cli->args, "role") &&
	    !args_role(&cli->args, &role, error))
		return 2;
	if (cli->args.words->len > 0 &&
	    !args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	return cli->review(cli, session, error) ? 0 : 1;
}

static const struct option review_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who decides and rates (else $IPTRATE_RATER, else config.yaml, "
	  "else asked)",
	  NULL },
	{ "role", 0, "ROLE", FALSE,
	  "as what: self, peer, supervisor, independent, consensus",
	  "self peer supervisor independent consensus" },
	OPTIONS_END
};

static const char *const review_examples[] = { "iptrate review",
					       "iptrate review 12 --rater RL",
					       NULL };

const struct command cmd_review = {
	.path = "review",
	.synopsis = "[SESSION]",
	.summary = "read, decide and rate on the screen",
	.about =
		"Every decision is saved at its key, and the screen shows the "
		"command that would have done it. ? lists the keys. Without "
		"--role one rates as supervisor, or as self when one is the "
		"session's therapist. Keys, colours, a player for recordings and "
		"an idle lock are set in config.yaml ('iptrate config').",
	.group = "Tags and decisions",
	.options = review_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC | LOOKS_FIRST,
	.least = 0,
	.most = 1,
	.run = run_review,
	.examples = review_examples,
};
