/*
 * reveal: what was sealed is opened, and the self-rating stands beside the
 * supervisor's.
 */
#include "cli/consent.h"
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"

#include <math.h>

#define NAME_ROOM 34
#define EARLIER_SHOWN 5

static void
print_wrapped(struct cli *cli, const char *indent, const char *text)
{
	text_paragraphs(cli->out, text, indent, MIN(cli->width, 100));
}

/* "      TR  turn 3: So what did he say..." */
static void
print_cited(struct cli *cli, const char *who, const GPtrArray *cited)
{
	for (guint i = 0; i < cited->len; i++) {
		const struct cited_turn *turn = cited->pdata[i];
		g_autofree char *safe = base_printable(who, -1);

		cli_print(cli, "        %s%s  turn %u: %s%s\n",
			  cli_ink(cli, INK_DIM), safe, turn->turn, turn->words,
			  cli_ink(cli, INK_PLAIN));
	}
}

static void
print_said(struct cli *cli, const char *who, const struct item_rating *said)
{
	g_autofree char *line = NULL;
	g_autofree char *safe = NULL;

	if (!said || !(said->comment || (!said->extent && said->na_reason)))
		return;
	line = g_strdup_printf(
		"%s: %s%s%s", who,
		said->extent || !said->na_reason ? "" : said->na_reason,
		!said->extent && said->na_reason && said->comment ? "; " : "",
		said->comment ? said->comment : "");
	safe = base_printable(line, -1);
	print_wrapped(cli, "        ", safe);
}

/* "before: session 2 extent +1; session 5 same" */
static void
print_earlier(struct cli *cli, const GPtrArray *earlier)
{
	guint from =
		earlier->len > EARLIER_SHOWN ? earlier->len - EARLIER_SHOWN : 0;
	g_autoptr(GString) line = g_string_new(NULL);

	for (guint i = from; i < earlier->len; i++) {
		const struct earlier_gap *before = earlier->pdata[i];
		g_autofree char *gap = item_gap_print(&before->gap);

		g_string_append_printf(
			line, "%ssession %" G_GINT64_FORMAT " %s",
			i == from ? "before: " : "; ", before->session, gap);
	}
	if (line->len > 0)
		print_wrapped(cli, "        ", line->str);
}

static void
print_item(struct cli *cli, const struct contrast *contrast,
	   const struct item_contrast *of)
{
	const struct item_gap *gap = &of->gap;
	g_autoptr(GString) line = g_string_new("  ");
	g_autofree char *name = base_cut(gap->item->name, NAME_ROOM - 1, "…");
	g_autofree char *own = item_value_print(gap->self);
	g_autofree char *theirs = item_value_print(gap->other);
	g_autofree char *far = item_gap_print(gap);

	text_pad(line, gap->item->id, 4);
	text_pad(line, name, NAME_ROOM);
	text_pad(line, own, 6);
	text_pad(line, theirs, 9);
	g_string_append(line, *far ? far : item_gap_direction(gap));
	cli_print(cli, "%s\n", g_strchomp(line->str));
	print_said(cli, contrast->self->rater, gap->self);
	print_cited(cli, contrast->self->rater, of->self_turns);
	print_said(cli, contrast->other->rater, gap->other);
	print_cited(cli, contrast->other->rater, of->other_turns);
	print_earlier(cli, of->earlier);
}

static void
print_counts(struct cli *cli, const struct contrast *contrast)
{
	g_autofree char *compared =
		base_count(contrast->compared, "item", "items");
	g_autoptr(GString) line = g_string_new(NULL);

	g_string_printf(line,
			"Of %s with both, the self-rating is above on %u, "
			"below on %u, the same on %u",
			compared, contrast->above, contrast->below,
			contrast->same);
	if (contrast->mixed > 0)
		g_string_append_printf(line, ", above and below on %u",
				       contrast->mixed);
	if (!isnan(contrast->extent))
		g_string_append_printf(line, "; mean gap in extent %+.2f",
				       contrast->extent);
	if (!isnan(contrast->quality))
		g_string_append_printf(line, ", in quality %+.2f",
				       contrast->quality);
	g_string_append_c(line, '.');
	print_wrapped(cli, "", line->str);
}

/* "TR (self), version 1, signed ..., declared" */
static void
print_signed(struct cli *cli, const struct rating *rating)
{
	g_autofree char *how = rating_signed_print(rating);
	g_autofree char *line =
		g_strdup_printf("%s (%s), %s", rating->rater,
				rater_role_print(rating->role), how);
	g_autofree char *safe = base_printable(line, -1);

	print_wrapped(cli, "  ", safe);
}

static void
print_contrast(struct cli *cli, const struct contrast *contrast)
{
	g_autofree char *self = base_printable(contrast->self->rater, -1);
	g_autofree char *other = base_printable(contrast->other->rater, -1);

	cli_print(cli,
		  "%sSession %" G_GINT64_FORMAT ": self-rating of %s, "
		  "supervisor's rating of %s%s\n",
		  cli_ink(cli, INK_BOLD), contrast->session, self, other,
		  cli_ink(cli, INK_PLAIN));
	print_signed(cli, contrast->self);
	print_signed(cli, contrast->other);
	if (contrast->two_rubrics)
		cli_print(cli, "They were rated on two versions of the rubric; "
			       "the items are those of the supervisor's.\n");
	cli_print(cli, "Gaps are self less supervisor: above 0 the "
		       "self-rating is higher.\n\n");
	cli_print(cli, "  %-*s%-6s%-9s%s\n", NAME_ROOM + 4, "item", "self",
		  "superv.", "gap");
	for (guint i = 0; i < contrast->items->len; i++)
		print_item(cli, contrast, contrast->items->pdata[i]);
	cli_print(cli, "\n");
	print_counts(cli, contrast);
}

/* With what anybody can see for themselves that it is what was sealed. */
static void
print_opened(struct cli *cli, const struct sealed_rating *sealed)
{
	const char *role = rater_role_print(sealed->role);
	g_autofree char *at = base_time_print(sealed->at);
	g_autofree char *safe = base_printable(sealed->rater, -1);
	g_autofree char *word = base_shell_word(sealed->rater);
	g_autofree char *shown = base_printable(word, -1);
	g_autofree char *line = g_strdup_printf(
		"Opened: %s's rating (%s), version %u, sealed %s; it is what "
		"was sealed.",
		safe, role, sealed->version, at);

	print_wrapped(cli, "", line);
	cli_print(cli, "  sha256 %s\n", sealed->sha256);
	cli_print(cli,
		  "  by hand: iptrate sign %" G_GINT64_FORMAT " --rater %s "
		  "--role %s --show -o TEXT\n"
		  "           (echo %s; cat TEXT) | sha256sum\n",
		  sealed->session, shown, role, sealed->nonce);
}

static void
print_revealed(struct cli *cli, const struct revealed *revealed)
{
	cli->paged = TRUE;
	for (guint i = 0; i < revealed->opened->len; i++)
		print_opened(cli, revealed->opened->pdata[i]);
	for (guint i = 0; i < revealed->contrasts->len; i++) {
		if (i > 0 || revealed->opened->len > 0)
			cli_print(cli, "\n");
		print_contrast(cli, revealed->contrasts->pdata[i]);
	}
}

static void
note_left(const struct cli *cli, const struct revealed *revealed)
{
	for (guint i = 0; i < revealed->left->len; i++) {
		g_autofree char *says = sealed_print(revealed->left->pdata[i]);

		cli_note(cli, "%s", says);
	}
	for (guint i = 0; i < revealed->not_here->len; i++) {
		const struct sealed_rating *sealed =
			revealed->not_here->pdata[i];

		cli_note(cli,
			 "of %s's sealed rating (%s) only the SHA-256 is here",
			 sealed->rater, rater_role_print(sealed->role));
	}
	if (revealed->contrasts->len == 0)
		cli_note(cli, "there is nothing to compare yet: it takes a "
			      "signed self-rating of the session's therapist "
			      "and a signed rating of a supervisor");
}

static void
json_revealed(struct cli *cli, gint64 session, const struct revealed *revealed)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", session);
	columns_json_list(printer, "opened", opened_columns, revealed->opened,
			  NULL);
	columns_json_list(printer, "still_sealed", sealed_columns,
			  revealed->left, NULL);
	columns_json_list(printer, "not_here", sealed_columns,
			  revealed->not_here, NULL);
	columns_json_list(printer, "comparisons", contrast_columns,
			  revealed->contrasts, NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* Who rates later could be led by what is opened now. */
static gboolean
may_open_early(const struct cli *cli, gint64 session, GError **error)
{
	gboolean early;

	if (!app_reveal_is_early(cli->app, session, &early, error))
		return FALSE;
	return !early ||
	       cli_confirm(cli, "Your rating is not due to be opened: others "
				"would read it before they have signed theirs. "
				"Open it all the same?") ||
	       fail_declined("nothing was opened", error);
}

static int
run_reveal(struct cli *cli, GError **error)
{
	g_autoptr(Revealed) revealed = NULL;
	g_autoptr(GError) fault = NULL;
	const char *rater;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	/* Nobody need be named: what is due anybody may open. */
	rater = cli_find_rater(cli, &fault) ? cli_rater(cli, error) : NULL;
	if ((error && *error) || !may_open_early(cli, session, error))
		return 1;
	revealed = app_reveal(cli->app, session, rater, error);
	if (!revealed)
		return 1;
	if (cli->json) {
		json_revealed(cli, session, revealed);
		return 0;
	}
	print_revealed(cli, revealed);
	note_left(cli, revealed);
	return 0;
}

static const struct option reveal_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who opens (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "yes", 0, NULL, FALSE, "without being asked", NULL },
	OPTIONS_END
};

static const char *const reveal_examples[] = { "iptrate reveal 12",
					       "iptrate reveal 12 --rater TR",
					       NULL };

const struct command cmd_reveal = {
	.path = "reveal",
	.synopsis = "SESSION",
	.summary = "open sealed ratings and compare self and supervisor",
	.about = "Opens at once all that is due: the self-rating when a "
		 "supervisor has signed, the supervisor's when the therapist "
		 "has. Whoever sealed a rating may open it before. Each is "
		 "first held against its SHA-256, and what was changed since "
		 "is named. Then it shows, item by item, both values, how far "
		 "the self-rating is above (+) or below (-), the turns that "
		 "each cites, and the gaps of earlier sessions of the same "
		 "therapist. When all is open already it only compares.",
	.group = "Ratings and scores",
	.options = reveal_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_reveal,
	.examples = reveal_examples,
};
