/*
 * tag_merge: what several raters decided on tags, brought together and settled.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/run.h"

#include <string.h>

#define GROUP "Tags and decisions"

static void
print_line(struct cli *cli, const char *text)
{
	g_autofree char *safe = base_printable(text, -1);

	text_paragraphs(cli->out, safe, "    ", MIN(MAX(cli->width, 60), 100));
}

static void
print_tag(struct cli *cli, const struct merged_tag *tag)
{
	g_autofree char *turn = g_strdup_printf("turn %u  %s  %s", tag->turn,
						tag->technique, tag->words);

	cli_print(cli, "%s\n", turn);
	for (guint i = 0; i < tag->said->len; i++) {
		const struct said_tag *said = tag->said->pdata[i];
		g_autofree char *is = decision_said_print(said->decision);
		const char *reason =
			said->decision ? said->decision->reason : NULL;
		g_autofree char *line = g_strdup_printf(
			"%s: %s%s%s", said->rater, is, reason ? ", " : "",
			reason ? reason : "");

		if (said->decision)
			print_line(cli, line);
	}
	if (tag->settled) {
		g_autofree char *is = decision_said_print(tag->settled);
		g_autofree char *line =
			g_strdup_printf("%s: %s, %s", tag->settled->rater, is,
					tag->settled->reason);

		print_line(cli, line);
	}
}

static void
print_merge(struct cli *cli, const struct tag_merge *merge)
{
	g_autoptr(GString) whose = g_string_new(NULL);
	g_autofree char *safe = NULL;

	cli->paged = TRUE;
	for (guint i = 0; i + 1 < merge->raters->len; i++)
		g_string_append_printf(whose, "%s%s", i ? ", " : "",
				       (char *)merge->raters->pdata[i]);
	safe = base_printable(whose->str, -1);
	cli_print(cli,
		  "Session %" G_GINT64_FORMAT ", verdicts of %s: %u agreed, %u "
		  "decided by one only, %u to settle, %u settled\n",
		  merge->session, safe, merge->agreed, merge->one_only,
		  merge->open, merge->settled);
	for (guint i = 0; i < merge->tags->len; i++) {
		const struct merged_tag *tag = merge->tags->pdata[i];

		if (tag->standing != TAG_OPEN && tag->standing != TAG_SETTLED)
			continue;
		cli_print(cli, "\n");
		print_tag(cli, tag);
	}
}

static int
show(struct cli *cli, const struct tag_merge *merge)
{
	if (!merge)
		return 1;
	if (cli->json)
		cli_print_thing(cli, tag_merge_columns, merge, NULL);
	else
		print_merge(cli, merge);
	return 0;
}

/* --of A,B, or NULL. */
static GStrv
read_of(const struct args *args)
{
	const char *of = args_value(args, "of");

	return of ? g_strsplit(of, ",", -1) : NULL;
}

static int
run_merge(struct cli *cli, GError **error)
{
	g_auto(GStrv) of = read_of(&cli->args);
	g_autoptr(TagMerge) merge = NULL;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	merge = app_merge(cli->app, session, (const char *const *)of, error);
	return show(cli, merge);
}

/* "14:COMM=accept", "14:COMM=relabel:EAFF" as turn, technique, verdict and
 * other technique (or NULL); FALSE when it is not so. */
static gboolean
split_settling(const char *word, char *parts[4])
{
	const char *colon = strchr(word, ':');
	const char *equal = colon ? strchr(colon, '=') : NULL;
	const char *other = equal ? strchr(equal, ':') : NULL;

	if (!equal)
		return FALSE;
	parts[0] = g_strndup(word, colon - word);
	parts[1] = g_strndup(colon + 1, equal - colon - 1);
	parts[2] = other ? g_strndup(equal + 1, other - equal - 1) :
			   g_strdup(equal + 1);
	parts[3] = other ? g_strdup(other + 1) : NULL;
	return TRUE;
}

/* Caller frees. */
static struct decision *
read_settling(const char *word, GError **error)
{
	char *parts[4] = { NULL };
	struct decision *decision = g_new0(struct decision, 1);
	gboolean ok = split_settling(word, parts) &&
		      verdict_parse(parts[2], &decision->verdict) &&
		      decision->verdict != VERDICT_WITHDRAW;

	if (!ok)
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' settles nothing (write 14:COMM=accept, "
			    "14:COMM=reject or 14:COMM=relabel:EAFF)",
			    word);
	ok = ok && args_number(parts[0], "a turn", &decision->turn, error);
	decision->technique = parts[1];
	decision->to = parts[3];
	g_free(parts[0]);
	g_free(parts[2]);
	if (!ok)
		g_clear_pointer(&decision, decision_free);
	return decision;
}

static int
run_settle(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_auto(GStrv) of = read_of(&cli->args);
	g_autoptr(GPtrArray) decisions =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	g_autoptr(TagMerge) merge = NULL;
	const char *rater;
	gint64 session;

	if (!args_session(cli, words->pdata[0], &session, error) ||
	    !(rater = cli_rater(cli, error)))
		return 2;
	for (guint i = 1; i < words->len; i++) {
		struct decision *decision =
			read_settling(words->pdata[i], error);

		if (!decision)
			return 2;
		g_ptr_array_add(decisions, decision);
	}
	merge = app_merge_settle(cli->app, session, (const char *const *)of,
				 rater, decisions,
				 args_value(&cli->args, "note"), error);
	return show(cli, merge);
}

static const struct option merge_options[] = {
	{ "of", 0, "A,B", FALSE, "whose verdicts (else all who decided)",
	  NULL },
	OPTIONS_END
};

static const struct option settle_options[] = {
	{ "of", 0, "A,B", FALSE, "whose verdicts (else all who decided)",
	  NULL },
	{ "note", 0, "TEXT", FALSE, "how it was settled; it must be said",
	  NULL },
	{ "rater", 0, "CODE", FALSE,
	  "who settles (else $IPTRATE_RATER, else config.yaml)", NULL },
	OPTIONS_END
};

static const char *const merge_examples[] = { "iptrate merge 12 --of RL,AK",
					      NULL };
static const char *const settle_examples[] = {
	"iptrate merge settle 12 14:COMM=accept --rater CH --note 'the talk "
	"with Rick is told step by step'",
	NULL
};

#define NEEDS_ALL (NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC)

const struct command cmd_merge = {
	.path = "merge",
	.synopsis = "SESSION [--of A,B]",
	.summary = "bring together what raters decided on tags",
	.about = "What they decided in the same way stands as it is. Where "
		 "they differ the tag is listed with the turn's first words, "
		 "each verdict and its reason, to be settled. A relabelling "
		 "is the same as rejecting and adding the other technique. "
		 "Nothing is written.",
	.group = GROUP,
	.options = merge_options,
	.needs = NEEDS_ALL,
	.least = 1,
	.most = 1,
	.run = run_merge,
	.examples = merge_examples,
};

const struct command cmd_merge_settle = {
	.path = "merge settle",
	.synopsis = "SESSION TURN:TECHNIQUE=VERDICT... --note TEXT",
	.summary = "settle a tag that raters decided on in different ways",
	.about = "Makes a decision of the one who settles, with the note and "
		 "what each had decided as its reason; it counts as the "
		 "latest, and 'decide --undo' takes it back. VERDICT is "
		 "accept, reject or relabel:TECHNIQUE.",
	.group = GROUP,
	.options = settle_options,
	.needs = NEEDS_ALL,
	.least = 2,
	.most = G_MAXUINT,
	.run = run_settle,
	.examples = settle_examples,
};
