/*
 * seal: a rating is signed, and what it says stays hidden for a while.
 */
#include "cli/passphrase.h"
#include "cli/rating.h"

static int
run_seal(struct cli *cli, GError **error)
{
	g_auto(Who) who = { 0 };

	if (!who_read(cli, &who, error))
		return 2;
	if (!app_role_check(cli->app, who.session, who.rater, who.role,
			    error) ||
	    !who_sign(cli, &who, TRUE, error))
		return 1;
	return who_print(cli, &who, error) ? 0 : 1;
}

static const struct option seal_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who seals (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "role", 0, "ROLE", FALSE, "self, supervisor, peer, independent",
	  "self supervisor peer independent" },
	{ "meaning", 0, "TEXT", FALSE, "what the signature says", NULL },
	{ "incomplete", 0, "REASON", FALSE,
	  "sign although it is incomplete, and why", NULL },
	OPTION_DECLARED,
	OPTION_PASSPHRASE_FD,
	{ "yes", 0, NULL, FALSE, "without being asked", NULL },
	OPTIONS_END
};

static const char *const seal_examples[] = {
	"iptrate seal 12 --rater TR --role self", NULL
};

const struct command cmd_seal = {
	.path = "seal",
	.synopsis = "SESSION --role ROLE",
	.summary = "sign a rating so that others do not see what it says yet",
	.about = "Others see that it is there, who sealed it, when, and the "
		 "SHA-256 of what was signed. A self-rating is hidden until a "
		 "supervisor's rating of the session is signed, a "
		 "supervisor's until the therapist's is, any other until its "
		 "rater reveals it ('iptrate reveal'). Until then nothing of "
		 "it can be changed. Who looks is told by $IPTRATE_RATER, "
		 "config.yaml or --user; whoever has the file can read it "
		 "with other tools.",
	.group = "Ratings and scores",
	.options = seal_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_seal,
	.examples = seal_examples,
};
