/*
 * score: live items with suggestion and ratings side by side, and what each
 * rater's rating comes to.  Raters and roles are never averaged together.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"
#include "cli/show.h"

#include <string.h>

#define NAME_COLUMNS 36
#define LEAST_NAME 12
#define LEFT_COLUMNS 8 /* margin, item, class */
#define NARROW 72

/* How wide what is; raters that do not fit beside the items come below, with
 * the items again. */
struct score_layout {
	gboolean brief; /* a suggestion is "4   26" */
	guint name;
	guint suggestion;
	guint rating; /* with the gap before it */
	guint fit;    /* raters side by side */
};

static struct score_layout
lay_out_scores(const struct cli *cli, guint raters)
{
	struct score_layout layout = { .brief = cli->width < NARROW };
	guint taken;

	layout.suggestion = layout.brief ? 7 : 16;
	layout.rating = layout.brief ? 7 : cli->width >= 100 ? 13 : 10;
	taken = LEFT_COLUMNS + layout.suggestion +
		layout.rating * MIN(raters, 2);
	layout.name =
		CLAMP((int)cli->width - (int)taken, LEAST_NAME, NAME_COLUMNS);
	taken = LEFT_COLUMNS + layout.suggestion + layout.name;
	layout.fit = cli->width > taken ?
			     MAX((cli->width - taken) / layout.rating, 1) :
			     1;
	return layout;
}

/* Two ratings fit beside the items on 80 columns when roles are short. */
static const char *
role_head(const struct cli *cli, enum rater_role role)
{
	static const char *const brief[] = {
		[RATER_SELF] = "self",		[RATER_PEER] = "peer",
		[RATER_SUPERVISOR] = "superv.", [RATER_INDEPENDENT] = "indep.",
		[RATER_CONSENSUS] = "consens.", [RATER_DRILL] = "drill",
	};

	return cli->width >= 100 ? rater_role_print(role) : brief[role];
}

/* "4/3", "2", "NA" or ""; caller frees. */
static char *
rating_cell(const struct item_rating *rating)
{
	if (!rating)
		return g_strdup("");
	if (rating->extent == 0)
		return g_strdup("NA");
	if (rating->quality == 0)
		return g_strdup_printf("%u", rating->extent);
	return g_strdup_printf("%u/%u", rating->extent, rating->quality);
}

/* "4 ████·  26 turns", "look     3 turns", or ""; in brief "4   26". */
static char *
suggestion_cell(const struct cli *cli, const struct score_layout *layout,
		const struct suggestion *suggestion)
{
	guint n = suggestion->turns ? suggestion->turns->len : 0;
	g_autofree char *turns = base_count(n, "turn", "turns");
	g_autofree char *bar = NULL;

	if (layout->brief && suggestion->flag)
		return g_strdup_printf("! %4u", n);
	if (layout->brief && suggestion->extent > 0)
		return g_strdup_printf("%u %4u", suggestion->extent, n);
	if (layout->brief)
		return n > 0 ? g_strdup_printf("%6u", n) : g_strdup("");
	if (suggestion->flag)
		return g_strdup_printf("! look  %8s", turns);
	if (suggestion->extent == 0)
		return g_strdup(n > 0 ? turns : "");
	bar = cli_bar(cli, suggestion->extent, SCALE_POINTS, SCALE_POINTS);
	return g_strdup_printf("%u %s %8s", suggestion->extent, bar, turns);
}

/* Some of the ratings, side by side. */
struct rater_block {
	const struct score_layout *layout;
	const GPtrArray *ratings;
	guint from;
	guint to;
};

static void
print_item(struct cli *cli, const struct suggestion *suggestion,
	   const struct rater_block *block)
{
	const struct item *item = suggestion->item;
	const struct score_layout *layout = block->layout;
	g_autoptr(GString) line = g_string_new("  ");
	g_autofree char *cell = suggestion_cell(cli, layout, suggestion);
	g_autofree char *name = base_cut(item->name, layout->name - 1, "…");

	text_pad(line, item->id, 4);
	text_pad(line, item_class_print(item->item_class), 2);
	text_pad(line, name, layout->name);
	text_pad(line, cell, layout->suggestion);
	for (guint i = block->from; i < block->to; i++) {
		g_autofree char *value = rating_cell(
			rating_item(block->ratings->pdata[i], item->id));

		g_string_append(line, "  ");
		text_pad(line, value, layout->rating - 2);
	}
	cli_print(cli, "%s\n", g_strchomp(line->str));
}

static void
print_heads_line(struct cli *cli, const char *left, const char *right,
		 const struct rater_block *block, gboolean roles)
{
	guint room = block->layout->rating - 2;
	g_autoptr(GString) line = g_string_new("  ");

	text_pad(line, left, 6 + block->layout->name);
	text_pad(line, right, block->layout->suggestion);
	for (guint i = block->from; i < block->to; i++) {
		const struct rating *rating = block->ratings->pdata[i];
		g_autofree char *safe = base_printable(
			roles ? role_head(cli, rating->role) : rating->rater,
			-1);
		g_autofree char *cut = base_cut(safe, room, "…");

		g_string_append(line, "  ");
		text_pad(line, cut, room);
	}
	cli_print(cli, "%s%s%s\n", cli_ink(cli, INK_BOLD),
		  g_strchomp(line->str), cli_ink(cli, INK_PLAIN));
}

static void
print_block(struct cli *cli, const GPtrArray *suggestions,
	    const struct rater_block *block)
{
	gboolean brief = block->layout->brief;
	char group = 0;

	print_heads_line(cli, "", brief ? "sugg." : "suggested", block, FALSE);
	print_heads_line(cli, "item", brief ? "    n" : "extent", block, TRUE);
	for (guint i = 0; i < suggestions->len; i++) {
		const struct suggestion *s = suggestions->pdata[i];

		if (group && s->item->id[0] != group)
			cli_print(cli, "\n");
		group = s->item->id[0];
		print_item(cli, s, block);
	}
}

static void
print_items(struct cli *cli, const GPtrArray *suggestions,
	    const GPtrArray *ratings)
{
	struct score_layout layout = lay_out_scores(cli, ratings->len);
	struct rater_block block = { .layout = &layout, .ratings = ratings };

	do {
		block.to = MIN(block.from + layout.fit, ratings->len);
		if (block.from > 0)
			cli_print(cli, "\n");
		print_block(cli, suggestions, &block);
		block.from = block.to;
	} while (block.from < ratings->len);
}

/* Ratings that --rater and --role leave, and their scores; borrowed. */
static void
choose_ratings(const struct args *args, const struct session_record *record,
	       GPtrArray *ratings, GPtrArray *scores)
{
	const char *rater = args_value(args, "rater");
	const char *role = args_value(args, "role");

	for (guint i = 0; i < record->ratings->len; i++) {
		const struct rating *rating = record->ratings->pdata[i];

		if (rater && !base_code_same(rating->rater, rater))
			continue;
		if (role &&
		    g_ascii_strcasecmp(rater_role_print(rating->role), role))
			continue;
		g_ptr_array_add(ratings, record->ratings->pdata[i]);
		g_ptr_array_add(scores, record->scores->pdata[i]);
	}
}

static void
print_score(struct cli *cli, const struct codebook *codebook,
	    const struct session_record *record, const GPtrArray *ratings,
	    const GPtrArray *scores)
{
	cli->paged = TRUE;
	print_session_head(cli, record);
	print_risk(cli, codebook, record);
	cli_print(cli, "\n");
	print_items(cli, record->suggestions, ratings);
	print_observed(cli, codebook, record);
	cli_print(cli, "\n");
	if (record->blind & BLIND_RATINGS)
		cli_print(cli,
			  "What others rated is hidden until %s has "
			  "signed.\n%s",
			  record->blind_rater, ratings->len ? "\n" : "");
	else if (ratings->len == 0 && record->sealed->len == 0)
		cli_print(cli,
			  "Nobody has rated this session yet (iptrate "
			  "rate %" G_GINT64_FORMAT " --role ...).\n",
			  record->session);
	for (guint i = 0; i < ratings->len; i++) {
		if (i > 0)
			cli_print(cli, "\n");
		print_score_state(cli, ratings->pdata[i], scores->pdata[i]);
	}
	if (ratings->len > 0 && record->sealed->len > 0)
		cli_print(cli, "\n");
	print_sealed(cli, record);
}

static const struct suggestion *
suggestion_of(const struct session_record *record, const struct item *item)
{
	for (guint i = 0; i < record->suggestions->len; i++) {
		const struct suggestion *s = record->suggestions->pdata[i];

		if (s->item == item || strcmp(s->item->id, item->id) == 0)
			return s;
	}
	return NULL;
}

/* Of all items, those that are not live, too. */
static void
json_items(struct printer *printer, const struct session_record *record,
	   const struct rubric *rubric)
{
	printer_begin_list(printer, "items");
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];
		const struct suggestion *suggestion =
			suggestion_of(record, item);
		struct item_state state = {
			.item = *item,
			.live = item_is_live(item, &record->facts),
		};

		if (suggestion)
			state.suggestion = *suggestion;
		columns_json(printer, NULL, item_state_columns, &state, NULL);
	}
	printer_end(printer);
}

static void
json_score(struct cli *cli, const struct codebook *codebook,
	   const struct session_record *record, const struct rubric *rubric,
	   const GPtrArray *ratings, const GPtrArray *scores)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", record->session);
	columns_json(printer, "rubric", rubric_head_columns, rubric, NULL);
	columns_json(printer, "facts", course_columns, record, NULL);
	json_observed(printer, codebook, record);
	json_items(printer, record, rubric);
	json_ratings(printer, ratings, scores);
	columns_json_list(printer, "sealed", sealed_columns, record->sealed,
			  NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* --check: every rating shown has passed, and there is one. */
static int
check_scores(const struct cli *cli, const GPtrArray *scores)
{
	if (!args_has(&cli->args, "check"))
		return 0;
	for (guint i = 0; i < scores->len; i++) {
		const struct session_score *score = scores->pdata[i];

		if (score->state != PASS_YES)
			return 3;
	}
	return scores->len > 0 ? 0 : 3;
}

static int
run_score(struct cli *cli, GError **error)
{
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(GPtrArray) ratings = g_ptr_array_new();
	g_autoptr(GPtrArray) scores = g_ptr_array_new();
	const struct codebook *codebook;
	const struct rubric *rubric;
	enum rater_role role;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error) ||
	    (args_has(&cli->args, "role") &&
	     !args_role(&cli->args, &role, error)))
		return 2;
	codebook = app_codebook(cli->app, error);
	rubric = codebook ? app_rubric(cli->app, error) : NULL;
	record = rubric ? app_record(cli->app, session, error) : NULL;
	if (!record)
		return 1;
	choose_ratings(&cli->args, record, ratings, scores);
	if (cli->json)
		json_score(cli, codebook, record, rubric, ratings, scores);
	else
		print_score(cli, codebook, record, ratings, scores);
	return check_scores(cli, scores);
}

static const struct option score_options[] = {
	{ "rater", 0, "CODE", FALSE, "only ratings by this person", NULL },
	{ "role", 0, "ROLE", FALSE, "only ratings in this role",
	  "self peer supervisor independent consensus" },
	{ "check", 0, NULL, FALSE,
	  "exit with 3 unless each rating shown has "
	  "passed",
	  NULL },
	OPTIONS_END
};

static const char *const score_examples[] = {
	"iptrate score 12", "iptrate score 12 --role supervisor --check", NULL
};

const struct command cmd_score = {
	.path = "score",
	.synopsis = "SESSION",
	.summary = "show suggestions, ratings, means and the pass decision",
	.about = "A suggested extent is a count of tags, with the turns "
		 "behind it; '! look' points at turns without a number. A "
		 "person's rating is the score: extent/quality. Each rating "
		 "is scored by itself. What is worth a look and who spoke how "
		 "much is told under the items and never scored; risk stands "
		 "at the head.",
	.group = "Ratings and scores",
	.options = score_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_score,
	.examples = score_examples,
};
