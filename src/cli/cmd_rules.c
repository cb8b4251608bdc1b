/*
 * codebook explain, stats: tools for people who write rules.
 */
#include "cli/output.h"
#include "cli/show.h"

#include <string.h>

static int
run_explain(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_autoptr(Explanation) explanation = NULL;
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	gint64 session;
	guint turn;

	if (!args_session(cli, words->pdata[0], &session, error) ||
	    !args_number(words->pdata[1], "a turn", &turn, error))
		return 2;
	explanation = app_explain(cli->app, session, turn, error);
	if (!explanation)
		return 1;
	if (cli->json) {
		json_explanation(cli, session, explanation);
		return 0;
	}
	text = explanation_print(explanation);
	lines = g_strsplit(g_strchomp(text), "\n", -1);
	for (char **line = lines; *line; line++) {
		cli_print_safe(cli, *line);
		cli_print(cli, "\n");
	}
	return 0;
}

static void
print_uses(struct cli *cli, const GPtrArray *uses, gboolean all)
{
	struct table *table = columns_table_new(rule_use_columns);
	guint silent = 0, below = 0, decided = 0;

	for (guint i = 0; i < uses->len; i++) {
		const struct rule_use *use = uses->pdata[i];

		below += use->below_floor;
		decided += use->accepted + use->rejected;
		if (use->fired > 0 || all)
			columns_table_row(table, rule_use_columns, use, NULL);
		else
			silent++;
	}
	cli->paged = TRUE;
	cli_print_table(cli, table);
	if (decided == 0)
		cli_print(cli, "nobody has decided on a tag yet: how often a "
			       "rule is right will show then\n");
	if (below > 0)
		cli_print(cli,
			  "below the floor: %u; what rests on such rules "
			  "alone is shown as a hint and raises no "
			  "extent\n",
			  below);
	if (silent > 0)
		cli_print(cli, "%u %s never fired (--all lists %s too)\n",
			  silent, silent == 1 ? "rule" : "rules",
			  silent == 1 ? "it" : "them");
}

static int
run_stats(struct cli *cli, GError **error)
{
	GPtrArray *uses = app_codebook_stats(cli->app, error);

	if (!uses)
		return 1;
	if (cli->json)
		cli_print_things(cli, rule_use_columns, uses, NULL);
	else
		print_uses(cli, uses, args_has(&cli->args, "all"));
	free_list(uses, (GDestroyNotify)rule_use_free);
	return 0;
}

#define GROUP "Codebook and rubric"

static const struct option stats_options[] = {
	{ "all", 0, NULL, FALSE, "rules that never fired, too", NULL },
	OPTIONS_END
};

static const char *const explain_examples[] = {
	"iptrate codebook explain 12 25", NULL
};

const struct command cmd_codebook_explain = {
	.path = "codebook explain",
	.synopsis = "SESSION TURN",
	.summary = "tell why a turn has its tags, and which rule nearly fired",
	.about =
		"Lists the tags of the turn, what was dropped and by what, and "
		"up to three rules that nearly fired, with what they wanted "
		"and what they found. A tag has its rules with the words they "
		"rest on, its episode, and the points that words, place and "
		"neighbours give it. In JSON: session, turn, role; tags and "
		"dropped, each with technique, strength, dropped_by, "
		"dropped_says, rules (rule, says, component, start and end of "
		"the words in bytes of the turn, words, context: the turn "
		"that it also rests on), episode (id, first_turn, last_turn, "
		"carriers, complete, bridged, components, named; or null) and "
		"weight (words, around, rules, total, hint, probable, and "
		"for and against: clue, text, points; or null); heard: rules "
		"that fired on a turn that is not the therapist's; near: "
		"rules that nearly fired, with wanted and the line of the "
		"codebook; below_floor: rules that fired here and that people "
		"took back too often.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 2,
	.most = 2,
	.run = run_explain,
	.examples = explain_examples,
};

const struct command cmd_codebook_stats = {
	.path = "codebook stats",
	.synopsis = "[--all]",
	.summary = "count how often each rule was right",
	.about = "Over all sessions: how often a rule fired, how many of its "
		 "tags people accepted or rejected, and the precision with "
		 "its 95 % interval (Wilson). A rule on which enough was "
		 "decided and too little accepted is below the floor that "
		 "the codebook sets: tags that rest on such rules alone are "
		 "shown as hints and raise no suggested extent.",
	.group = GROUP,
	.options = stats_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.run = run_stats,
};
