/*
 * assign --sample, assign draw: sessions drawn by lot, and the lot drawn again.
 */
#include "app/app.h"
#include "cli/assign.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include <string.h>

#define FILL_DRAWN(name, expression)                                     \
	static void fill_drawn_##name(struct column_value *value,        \
				      const void *of, const void *about) \
	{                                                                \
		const struct drawn_session *drawn = of;                  \
		(void)about;                                             \
		expression;                                              \
	}

FILL_DRAWN(session, value->number = drawn->session;
	   value->nothing = !drawn->session)
FILL_DRAWN(key, value->made = g_strdup_printf("%.16s", drawn->key))
FILL_DRAWN(drawn, value->number = drawn->raters != NULL)

static const struct column drawn_columns[] = {
	{ "session", "id", FILLED(COLUMN_NUMBER, fill_drawn_session) },
	{ "stratum", "stratum", TEXT_AT(struct drawn_session, stratum) },
	{ "uid", "uid", TEXT_AT(struct drawn_session, uid) },
	{ "key", NULL, TEXT_AT(struct drawn_session, key) },
	{ NULL, "key", FILLED(COLUMN_TEXT, fill_drawn_key) },
	{ "drawn", NULL, FILLED(COLUMN_FLAG, fill_drawn_drawn) },
	{ "raters", "drawn for", TEXT_AT(struct drawn_session, raters) },
	{ "cannot", "cannot rate it", TEXT_AT(struct drawn_session, cannot) },
	{ .kind = COLUMNS_END },
};

static const struct column draw_columns[] = {
	{ "draw", "draw", NUMBER_AT(struct draw, id) },
	{ "at", "at", TIME_AT(struct draw, at) },
	{ "share", "share", TEXT_AT(struct draw, share) },
	{ "by", "by", TEXT_AT(struct draw, strata) },
	{ "seed", "seed", TEXT_AT(struct draw, seed) },
	{ "raters", "raters", TEXT_AT(struct draw, raters) },
	{ "each", "each", COUNT_AT(struct draw, each) },
	{ "holds", "holds", FLAG_AT(struct draw, holds) },
	{ "frame", NULL, LIST_AT(struct draw, frame, drawn_columns) },
	{ .kind = COLUMNS_END },
};

/* How anybody draws it again. */
static void
print_method(struct cli *cli, const struct draw *draw)
{
	const struct drawn_session *first = draw->frame->pdata[0];
	g_autofree char *seed = base_shell_word(draw->seed);
	g_autofree char *text = g_strdup_printf(
		"Drawn again by hand: the key of a session is the SHA-256 of "
		"SEED:UID; of each stratum the sessions with the lowest keys "
		"are drawn, %s of its number rounded half up; all that are "
		"drawn, in the order of their keys, go to %s in turn%s; who "
		"cannot rate one is passed over. The first key: printf '%%s:%%s' "
		"%s %s | sha256sum",
		draw->share, draw->raters,
		draw->each > 1 ? ", each to the next one, too" : "", seed,
		first->uid);

	cli_print(cli, "\n");
	text_paragraphs(cli->out, text, "", MIN(cli->width, 100));
}

static void
print_draw(struct cli *cli, const struct draw *draw)
{
	if (cli->json) {
		cli_print_thing(cli, draw_columns, draw, NULL);
		return;
	}
	cli_print(cli, "draw %" G_GINT64_FORMAT ": seed ", draw->id);
	cli_print_safe(cli, draw->seed);
	cli_print(cli, ", %s%s%s\n\n", draw->share, *draw->strata ? " by " : "",
		  draw->strata);
	cli_print_things(cli, drawn_columns, draw->frame, NULL);
	print_method(cli, draw);
}

static int
list_draws(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) draws = app_draws(cli->app, error);

	if (!draws)
		return 1;
	if (draws->len == 0 && !cli->json)
		cli_note(cli, "nothing was drawn yet (iptrate assign --sample "
			      "SHARE)");
	else
		cli_print_things(cli, draw_columns, draws, NULL);
	return 0;
}

/* `assign draw`, `assign draw 1` or `assign draw show 1`. */
static int
run_draw(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	guint at = words->len > 0 && !strcmp(words->pdata[0], "show");
	g_autoptr(Draw) draw = NULL;
	guint id;

	if (words->len == at)
		return list_draws(cli, error);
	if (!args_number(words->pdata[at], "the number of a draw", &id, error))
		return 2;
	draw = app_draw_again(cli->app, id, error);
	if (!draw)
		return 1;
	print_draw(cli, draw);
	if (draw->holds) {
		cli_note(cli, "drawn again, it comes out the same");
		return 0;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
		    "draw %u, drawn again, comes out otherwise than it was "
		    "kept: frame, seed or drawn were changed",
		    id);
	return 1;
}

/* What is drawn is given, and what is told of it is how to draw it again. */
int
assign_drawn(struct cli *cli, const struct assigning *assigning, GError **error)
{
	const struct args *args = &cli->args;
	const struct draw_request drawing = {
		.share = args_value(args, "sample"),
		.strata = args_value(args, "by"),
		.seed = args_value(args, "seed"),
		.each = args_has(args, "twice") ? 2 : 1,
	};
	g_autoptr(Draw) draw = NULL;

	if (!drawing.seed) {
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say the seed of the draw: --seed N, any "
				    "number, so that it can be drawn again");
		return 2;
	}
	draw = app_draw(cli->app, &drawing, assigning, error);
	if (draw)
		print_draw(cli, draw);
	return draw ? 0 : 1;
}

const struct command cmd_assign_draw = {
	.path = "assign draw",
	.synopsis = "[show N]",
	.summary = "list what was drawn by lot, or draw it again",
	.about = "Draws again from the kept seed and frame (the sessions that "
		 "could be drawn, with their strata and who could not rate "
		 "them) and says whether it comes out the same. What is "
		 "printed is enough to do it with sha256sum and a pencil.",
	.group = "Ratings and scores",
	.needs = NEEDS_CASEBOOK,
	.most = 2,
	.run = run_draw,
};
