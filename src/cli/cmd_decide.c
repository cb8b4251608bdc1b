/*
 * decide: a person's verdict on tags; it outlives re-tagging.
 */
#include "cli/output.h"
#include "cli/tags.h"

#include <string.h>

static gboolean
read_verdict(const char *word, enum verdict *verdict, GError **error)
{
	const char *const names[] = { "accept",	 "reject",   "add",
				      "relabel", "withdraw", NULL };

	if (verdict_parse(word, verdict))
		return TRUE;
	fail_unknown(error, BASE_ERROR_USAGE, "verdict", word,
		     base_did_you_mean(word, names),
		     "accept, reject, add, relabel or withdraw");
	return FALSE;
}

static int
fail_short(const struct args *args, GError **error)
{
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "something is missing: iptrate %s %s", args->command->path,
		    args->command->synopsis);
	return 2;
}

/* SESSION TURNS VERDICT TECHNIQUE, or SESSION TURNS TECHNIQUE --undo; with
 * --open the technique may be missing. */
static gboolean
read_decision(struct cli *cli, struct decision *decision, GError **error)
{
	const struct args *args = &cli->args;
	gboolean undo = args_has(args, "undo"), open = args_has(args, "open");
	guint n = args->words->len;
	const char *last = n > 3 || !open ? args->words->pdata[n - 1] : NULL;
	const char *to = args_value(args, "to");
	const char *rater;

	if (n < (undo || open ? 3 : 4)) {
		fail_short(args, error);
		return FALSE;
	}
	if (undo)
		decision->verdict = VERDICT_WITHDRAW;
	else if (!read_verdict(args->words->pdata[2], &decision->verdict,
			       error))
		return FALSE;
	if (open && decision->verdict != VERDICT_ACCEPT &&
	    decision->verdict != VERDICT_REJECT) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--open goes with accept and reject only");
		return FALSE;
	}
	if (!open && args_has(args, "strength")) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--strength goes with --open only");
		return FALSE;
	}
	if ((decision->verdict == VERDICT_RELABEL) != (to != NULL)) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    to ? "--to goes with relabel only" :
					 "relabel needs to know to what: "
					 "--to TECHNIQUE");
		return FALSE;
	}
	rater = cli_rater(cli, error);
	if (!rater)
		return FALSE;
	decision->technique = g_strdup(last);
	decision->to = g_strdup(to);
	decision->rater = g_strdup(rater);
	decision->reason = g_strdup(args_value(args, "reason"));
	return TRUE;
}

static void
print_decision(struct cli *cli, const struct decision *decision)
{
	g_autofree char *technique = base_printable(decision->technique, -1);

	cli_print(cli, "turn %u: ", decision->turn);
	switch (decision->verdict) {
	case VERDICT_ACCEPT:
		cli_print(cli, "accepted %s\n", technique);
		break;
	case VERDICT_REJECT:
		cli_print(cli, "rejected %s\n", technique);
		break;
	case VERDICT_ADD:
		cli_print(cli, "added %s\n", technique);
		break;
	case VERDICT_RELABEL:
		cli_print(cli, "relabelled %s to %s\n", technique,
			  decision->to);
		break;
	case VERDICT_WITHDRAW:
		cli_print(cli, "took back the decision on %s\n", technique);
		break;
	}
}

/* All or none; each has its turn and technique. */
static gboolean
decide_each(struct cli *cli, gint64 session, const GPtrArray *decisions,
	    GError **error)
{
	gboolean ok = TRUE;

	if (!app_begin(cli->app, error))
		return FALSE;
	for (guint i = 0; ok && i < decisions->len; i++) {
		struct decision *decision = decisions->pdata[i];

		ok = app_decide(cli->app, session, decision, error);
		if (ok && !cli->json)
			print_decision(cli, decision);
	}
	if (cli->json)
		cli_print_things(cli, decision_columns, decisions, &session);
	ok = app_end(cli->app, ok, error);
	if (!ok)
		g_string_truncate(cli->out, 0);
	return ok;
}

/* SESSION --undo or --redo: whatever was done last. */
static int
run_undo(struct cli *cli, gint64 session, GError **error)
{
	gboolean undo = args_has(&cli->args, "undo");
	const char *rater = cli_rater(cli, error);
	g_autoptr(GPtrArray) made = NULL;

	if (!rater)
		return 2;
	made = app_undo(cli->app, session, rater, !undo, error);
	if (!made)
		return 1;
	if (cli->json) {
		cli_print_things(cli, decision_columns, made, &session);
		return 0;
	}
	for (guint i = 0; i < made->len; i++)
		print_decision(cli, made->pdata[i]);
	return 0;
}

static struct decision *
copy_to(const struct decision *decision, guint turn, const char *technique)
{
	struct decision *copy = g_new0(struct decision, 1);

	copy->turn = turn;
	copy->technique = g_strdup(technique);
	copy->verdict = decision->verdict;
	copy->to = g_strdup(decision->to);
	copy->rater = g_strdup(decision->rater);
	copy->reason = g_strdup(decision->reason);
	return copy;
}

/* The same decision on every turn, with --open on every open tag of them. */
static gboolean
decide_turns(struct cli *cli, gint64 session, const GArray *turns,
	     const struct decision *decision, GError **error)
{
	g_autoptr(GPtrArray) all =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(GPtrArray) open = NULL;

	if (args_has(&cli->args, "open")) {
		record = app_record(cli->app, session, error);
		open = record ? decide_open_tags(cli, record, turns,
						 decision->technique, error) :
				NULL;
		if (!open)
			return FALSE;
	}
	for (guint i = 0; i < (open ? open->len : turns->len); i++) {
		const struct effective_tag *tag = open ? open->pdata[i] : NULL;

		g_ptr_array_add(
			all,
			copy_to(decision,
				tag ? tag->turn :
				      g_array_index(turns, guint, i),
				tag ? tag->technique : decision->technique));
	}
	return decide_each(cli, session, all, error);
}

static int
run_decide(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	struct decision *decision;
	g_autoptr(GArray) turns = NULL;
	gint64 session;
	int code = 1;

	if (!args_session(cli, words->pdata[0], &session, error))
		return 2;
	if (args_has(&cli->args, "redo") &&
	    (words->len > 1 || args_has(&cli->args, "undo"))) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "--redo goes with the session alone: "
				    "iptrate decide SESSION --redo");
		return 2;
	}
	if (words->len == 1 &&
	    (args_has(&cli->args, "undo") || args_has(&cli->args, "redo")))
		return run_undo(cli, session, error);
	if (words->len == 1)
		return fail_short(&cli->args, error);
	turns = args_turns(words->pdata[1], error);
	if (!turns)
		return 2;
	decision = g_new0(struct decision, 1);
	if (read_decision(cli, decision, error) &&
	    decide_turns(cli, session, turns, decision, error))
		code = 0;
	decision_free(decision);
	return code;
}

static const struct option decide_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who decides (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "to", 0, "TECHNIQUE", FALSE, "what a relabelled tag should be",
	  NULL },
	{ "reason", 0, "TEXT", FALSE, "why", NULL },
	{ "open", 0, NULL, FALSE,
	  "accept or reject all tags of these turns that nobody has decided "
	  "on; TECHNIQUE may be left out, or be several, parted by commas",
	  NULL },
	{ "strength", 0, "STRENGTH", TRUE,
	  "with --open: only these (else all but hints)",
	  "hint probable sequence" },
	{ "undo", 0, NULL, FALSE,
	  "as 'withdraw': SESSION TURNS TECHNIQUE --undo; with SESSION alone, "
	  "all that was decided together last",
	  NULL },
	{ "redo", 0, NULL, FALSE,
	  "with SESSION alone: decide again what was taken back last", NULL },
	OPTIONS_END
};

static const char *const decide_examples[] = {
	"iptrate decide 12 25 accept COMM --rater RL",
	"iptrate decide 12 25,27,31-33 reject EAFF --rater RL",
	"iptrate decide 12 25-60 accept --open --rater RL",
	"iptrate decide 12 40 relabel CLAR --to DIREL --rater RL "
	"--reason 'asks for facts only'",
	"iptrate decide 12 25 withdraw COMM --rater RL",
	"iptrate decide 12 --undo --rater RL",
	NULL
};

const struct command cmd_decide = {
	.path = "decide",
	.synopsis = "SESSION TURNS accept|reject|add|relabel|withdraw "
		    "TECHNIQUE",
	.summary = "accept, reject, add or relabel a tag",
	.about =
		"A decision stands when the session is tagged again, also by "
		"another codebook. The latest decision on a turn and "
		"technique counts; earlier ones stay in the history. 'withdraw' "
		"takes your own latest decision there back, and what stood "
		"before it stands again; --undo in place of a verdict is "
		"the same. A warning that risk may have been voiced is set "
		"aside by rejecting RISK at the turn it names, at 0 where it "
		"names a questionnaire, with a --reason; undone as any "
		"decision.",
	.group = "Tags and decisions",
	.options = decide_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 1,
	.most = 4,
	.run = run_decide,
	.examples = decide_examples,
};
