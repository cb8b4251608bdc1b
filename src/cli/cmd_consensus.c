/*
 * consensus: a rating that raters agree on, begun, listed and settled.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"

#include <string.h>

#define NAME_ROOM 34
#define VALUE_ROOM 8
#define GROUP "Ratings and scores"

/* -- showing --------------------------------------------------------------- */

static void
print_names(struct cli *cli, const struct consensus *consensus)
{
	g_autoptr(GString) line = g_string_new("  item");

	text_pad(line, "", NAME_ROOM + 0);
	for (guint i = 0; i < consensus->of->len; i++) {
		const struct rating *of = consensus->of->pdata[i];
		g_autofree char *safe = base_printable(of->rater, -1);
		g_autofree char *cut = base_cut(safe, VALUE_ROOM - 1, "…");

		text_pad(line, cut, VALUE_ROOM);
	}
	cli_print(cli, "%s\n", g_strchomp(line->str));
}

static void
print_line(struct cli *cli, const char *text)
{
	g_autofree char *safe = base_printable(text, -1);

	text_paragraphs(cli->out, safe, "        ", MIN(cli->width, 100));
}

static void
print_said(struct cli *cli, const struct said_item *said)
{
	const struct item_rating *value = said->said;

	if (!value)
		return;
	if (!value->extent || value->comment) {
		const char *reason = value->extent ? "" : value->na_reason;
		g_autofree char *line =
			g_strdup_printf("%s: %s%s%s", said->rater, reason,
					*reason && value->comment ? "; " : "",
					value->comment ? value->comment : "");

		print_line(cli, line);
	}
	for (guint i = 0; i < said->cited->len; i++) {
		const struct cited_turn *turn = said->cited->pdata[i];
		g_autofree char *line =
			g_strdup_printf("%s: turn %u, %s", said->rater,
					turn->turn, turn->words);

		print_line(cli, line);
	}
}

static void
print_item(struct cli *cli, const struct consensus_item *item)
{
	g_autoptr(GString) line = g_string_new("  ");
	g_autofree char *name = base_cut(item->item->name, NAME_ROOM - 1, "…");
	g_autofree char *value = item_value_print(item->value);

	text_pad(line, item->item->id, 4);
	text_pad(line, name, NAME_ROOM);
	for (guint i = 0; i < item->said->len; i++) {
		const struct said_item *said = item->said->pdata[i];
		g_autofree char *cell = item_value_print(said->said);

		text_pad(line, cell, VALUE_ROOM);
	}
	if (item->standing == ITEM_SETTLED)
		g_string_append_printf(line, "settled %s", value);
	cli_print(cli, "%s\n", g_strchomp(line->str));
	if (item->standing == ITEM_SETTLED) {
		g_autofree char *note = g_strdup_printf(
			"settled: %s", item->value->comment ?
					       item->value->comment :
					       "(without a note)");

		print_line(cli, note);
	}
	for (guint i = 0; i < item->said->len; i++)
		print_said(cli, item->said->pdata[i]);
}

static void
print_head(struct cli *cli, const struct consensus *consensus)
{
	g_autoptr(GString) of = g_string_new(NULL);
	g_autofree char *safe = NULL;
	g_autofree char *version = rating_signed_print(consensus->rating);

	g_string_printf(of,
			"Consensus of session %" G_GINT64_FORMAT " by %s (%s), "
			"of ",
			consensus->session, consensus->rating->rater, version);
	for (guint i = 0; i < consensus->of->len; i++) {
		const struct rating *rating = consensus->of->pdata[i];
		g_autofree char *how = signature_how_print(rating->signature);

		g_string_append_printf(of, "%s%s (%s, version %u, %s)",
				       i ? ", " : "", rating->rater,
				       rater_role_print(rating->role),
				       rating->version, how ? how : "declared");
	}
	safe = base_printable(of->str, -1);
	text_paragraphs(cli->out, safe, "", MIN(cli->width, 100));
}

static void
print_consensus(struct cli *cli, const struct consensus *consensus)
{
	gboolean begun = FALSE;

	cli->paged = TRUE;
	print_head(cli, consensus);
	for (guint i = 0; i < consensus->later->len; i++) {
		g_autofree char *safe =
			base_printable(consensus->later->pdata[i], -1);

		text_paragraphs(cli->out, safe, "  ", MIN(cli->width, 100));
	}
	cli_print(cli, "%u agreed, %u to settle, %u settled", consensus->agreed,
		  consensus->open, consensus->settled);
	if (consensus->unrated > 0)
		cli_print(cli, ", %u that nobody has rated",
			  consensus->unrated);
	cli_print(cli, "\n");
	for (guint i = 0; i < consensus->items->len; i++) {
		const struct consensus_item *item = consensus->items->pdata[i];

		if (item->standing == ITEM_AGREED)
			continue;
		if (!begun) {
			cli_print(cli, "\n");
			print_names(cli, consensus);
		}
		begun = TRUE;
		print_item(cli, item);
	}
}

static int
show(struct cli *cli, const struct consensus *consensus)
{
	if (!consensus)
		return 1;
	if (cli->json)
		cli_print_thing(cli, consensus_columns, consensus, NULL);
	else
		print_consensus(cli, consensus);
	return 0;
}

/* -- commands -------------------------------------------------------------- */

static gboolean
read_choice(struct cli *cli, struct consensus_choice *choice, GError **error)
{
	const char *of = args_value(&cli->args, "of");
	const char *role = args_value(&cli->args, "role-of");

	if (!of) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say whose ratings: --of A,B");
		return FALSE;
	}
	choice->of_role = role != NULL;
	if (role && !rater_role_parse(role, &choice->role)) {
		fail_unknown(error, BASE_ERROR_USAGE, "role", role, NULL,
			     "peer, supervisor or independent");
		return FALSE;
	}
	choice->raters = g_strsplit(of, ",", -1);
	return TRUE;
}

static int
run_consensus(struct cli *cli, GError **error)
{
	struct consensus_choice choice = { 0 };
	g_autoptr(Consensus) consensus = NULL;
	const char *rater;
	gint64 session;
	int code = 2;

	if (args_session(cli, cli->args.words->pdata[0], &session, error) &&
	    (rater = cli_rater(cli, error)) &&
	    read_choice(cli, &choice, error)) {
		consensus = app_consensus_begin(cli->app, session, rater,
						&choice, error);
		code = show(cli, consensus);
	}
	g_strfreev(choice.raters);
	return code;
}

static int
run_list(struct cli *cli, GError **error)
{
	g_autoptr(Consensus) consensus = NULL;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	consensus = app_consensus(cli->app, session, cli_find_rater(cli, NULL),
				  error);
	return show(cli, consensus);
}

/* Every ITEM=E/Q or ITEM=NA:REASON, with the note and the evidence. */
static GPtrArray *
read_items(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	const char *note = args_value(&cli->args, "note");
	const char *evidence = args_value(&cli->args, "evidence");
	g_autoptr(GArray) turns = evidence ? args_turns(evidence, error) : NULL;
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);

	if (evidence && !turns)
		return NULL;
	for (guint i = 1; i < words->len; i++) {
		struct item_rating *item =
			item_rating_parse(words->pdata[i], error);

		if (!item)
			return NULL;
		item->comment = g_strdup(note);
		if (turns && !item->turns)
			item->turns = g_array_copy(turns);
		g_ptr_array_add(items, item);
	}
	return g_steal_pointer(&items);
}

static int
run_settle(struct cli *cli, GError **error)
{
	g_autoptr(Consensus) consensus = NULL;
	g_autoptr(GPtrArray) items = NULL;
	const char *rater;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error) ||
	    !(rater = cli_rater(cli, error)) ||
	    !(items = read_items(cli, error)))
		return 2;
	consensus =
		app_consensus_settle(cli->app, session, rater, items, error);
	return show(cli, consensus);
}

static const struct option consensus_options[] = {
	{ "of", 0, "A,B", FALSE, "whose ratings, two or more", NULL },
	{ "role-of", 0, "ROLE", FALSE,
	  "the role they rated in: peer, supervisor, independent",
	  "peer supervisor independent" },
	{ "rater", 0, "CODE", FALSE,
	  "whose consensus it is, one of them or a third (else "
	  "$IPTRATE_RATER, else config.yaml)",
	  NULL },
	OPTIONS_END
};

static const struct option list_options[] = {
	{ "rater", 0, "CODE", FALSE, "whose, where there are several", NULL },
	OPTIONS_END
};

static const struct option settle_options[] = {
	{ "note", 0, "TEXT", FALSE, "how it was settled; it must be said",
	  NULL },
	{ "evidence", 0, "TURNS", FALSE,
	  "the turns behind it (else those that the raters cite)", NULL },
	{ "rater", 0, "CODE", FALSE,
	  "who settles: whose consensus it is, or one of its raters", NULL },
	OPTIONS_END
};

static const char *const consensus_examples[] = {
	"iptrate consensus 12 --of RL,AK --rater RL", NULL
};
static const char *const list_examples[] = { "iptrate consensus list 12",
					     NULL };
static const char *const settle_examples[] = {
	"iptrate consensus settle 12 C3=4/3 --rater RL --note 'turn 27 counts: "
	"he asks for the words'",
	NULL
};

#define NEEDS_ALL (NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC)

const struct command cmd_consensus = {
	.path = "consensus",
	.synopsis = "SESSION --of A,B[,C]",
	.summary = "begin a rating that several raters agree on",
	.about = "A rating in the role consensus, made of what each of them "
		 "has signed. Where all gave the same, or all N/A, it is "
		 "filled in with the evidence of all; the rest is listed, to "
		 "be settled. Their own ratings stay as they are. When one of "
		 "them signs a newer version it is said, and the same command "
		 "takes it in: what was settled stays. It is signed like any "
		 "rating ('iptrate sign SESSION --role consensus').",
	.group = GROUP,
	.options = consensus_options,
	.needs = NEEDS_ALL,
	.least = 1,
	.most = 1,
	.run = run_consensus,
	.examples = consensus_examples,
};

const struct command cmd_consensus_list = {
	.path = "consensus list",
	.synopsis = "SESSION",
	.summary = "list on what the raters of a consensus do not agree",
	.about = "Each item with what every rater gave, the turns they cite, "
		 "their comments, and how it was settled. With --json the "
		 "items on which they agree, too.",
	.group = GROUP,
	.options = list_options,
	.needs = NEEDS_ALL,
	.least = 1,
	.most = 1,
	.run = run_list,
	.examples = list_examples,
};

const struct command cmd_consensus_settle = {
	.path = "consensus settle",
	.synopsis = "SESSION ITEM=E/Q... --note TEXT",
	.summary = "settle what the raters of a consensus do not agree on",
	.about = "The value and the note go into the consensus; the ratings it "
		 "is made of stay as they are. ITEM=NA:REASON settles on not "
		 "applicable.",
	.group = GROUP,
	.options = settle_options,
	.needs = NEEDS_ALL,
	.least = 2,
	.most = G_MAXUINT,
	.run = run_settle,
	.examples = settle_examples,
};
