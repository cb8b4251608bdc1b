/*
 * Agreement on tags, and on what raters part, in words; see panel_said.h.
 */
#include "cli/panel_said.h"
#include "cli/agree_rows.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <math.h>
#include <string.h>

/* Turns that one of two coded: with fewer, counts alone. */
#define CODED_LEAST 20
/* Longer names make no headings. */
#define NAME_MOST 12

/* ---- tags ----------------------------------------------------------------- */

static void
add_technique(struct agree_rows *rows, const struct technique_pairs *one,
	      gboolean enough)
{
	static const char all[] = "turns of the therapist";
	const GPtrArray *statistics = one->statistics;
	g_autofree char *positive = text_real(agreement_positive(one->all), 2);

	agree_rows_text(rows, one->technique->id);
	agree_rows_number(rows, one->all.both);
	agree_rows_number(rows, one->all.first_only);
	agree_rows_number(rows, one->all.second_only);
	agree_rows_text(rows, positive);
	agree_rows_value(
		rows,
		enough ? statistic_find(statistics,
					"bootstrap_percentile:cohen_kappa",
					all) :
			 NULL,
		2);
	agree_rows_value(
		rows,
		enough ? statistic_find(statistics,
					"bootstrap_percentile:gwet_ac1", all) :
			 NULL,
		2);
	agree_rows_value(
		rows,
		enough ? statistic_find(statistics,
					"bootstrap_percentile:gwet_ac1",
					"turns that one of them coded") :
			 NULL,
		2);
}

static void
say_pair(struct cli *cli, const struct tag_agreement *tags)
{
	gboolean brief = base_text_columns(tags->first) <= NAME_MOST &&
			 base_text_columns(tags->second) <= NAME_MOST;
	const char *headings[] = { "technique",
				   "both",
				   brief ? tags->first : "first only",
				   brief ? tags->second : "second only",
				   "positive",
				   "kappa",
				   "AC1",
				   "AC1 coded" };
	g_autofree char *title =
		brief ? g_strdup_printf("tags: %s and %s", tags->first,
					tags->second) :
			g_strdup("tags: two raters");
	g_autofree char *who =
		brief ? g_strdup("") :
			g_strdup_printf("%s (first) and %s (second); ",
					tags->first, tags->second);
	g_autofree char *says = g_strdup_printf(
		"%sfor supervisors: of %" G_GUINT64_FORMAT
		" therapist turns in "
		"%u %s on whose tags both decided, %" G_GUINT64_FORMAT
		" were given a technique by one of them. positive: of what "
		"either gave, how much both did; AC1 coded: without the turns "
		"that neither coded",
		who, tags->turns, tags->sessions,
		tags->sessions == 1 ? "session" : "sessions", tags->coded);
	struct agree_rows rows;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), NULL);
	for (guint i = 0; i < tags->techniques->len; i++)
		add_technique(&rows, tags->techniques->pdata[i],
			      tags->coded >= CODED_LEAST);
	/* one who lets a suggestion stand says nothing of it */
	agree_rows_print(&rows, title, says);
	cli_say(cli, "",
		"A tag that one gave and of which the other said nothing "
		"counts as not given by that one.%s",
		tags->coded < CODED_LEAST ?
			" Of fewer than 20 coded turns counts are all that "
			"can be said." :
			"");
}

void
print_panel_tags(struct cli *cli, const struct panel_agreement *agreement)
{
	for (guint i = 0; i < agreement->tags->len; i++)
		say_pair(cli, agreement->tags->pdata[i]);
	if (agreement->tags->len == 0)
		print_part(cli, "tags",
			   "no session has decisions on its tags by two "
			   "people; machine against people is 'iptrate "
			   "evaluate' and 'iptrate codebook stats'");
	if (agreement->tags_hidden)
		cli_say(cli, "",
			"%u %s left out: the tags are hidden from who "
			"looks",
			agreement->tags_hidden,
			agreement->tags_hidden == 1 ? "session is" :
						      "sessions are");
}

/* ---- on what they part ---------------------------------------------------- */

static void
say_said(struct cli *cli, const struct said_item *said)
{
	g_autofree char *value = item_value_print(said->said);

	cli_say(cli, "    ", "%s (%s) %s%s%s", said->rater,
		rater_role_print(said->role), value,
		said->said && said->said->comment ? ": " : "",
		said->said && said->said->comment ? said->said->comment : "");
	for (guint i = 0; i < said->cited->len; i++) {
		const struct cited_turn *turn = said->cited->pdata[i];

		cli_say(cli, "      ", "turn %u: \"%s\"", turn->turn,
			turn->words);
	}
}

static void
say_item(struct cli *cli, const struct disputed_item *item)
{
	g_autofree char *open =
		review_address(item->session, disputed_turn(item));
	GString *apart = g_string_new(NULL);

	if (item->extent)
		g_string_append_printf(apart, "extent %u apart", item->extent);
	if (item->quality)
		g_string_append_printf(apart, "%squality %u apart",
				       apart->len ? ", " : "", item->quality);
	if (item->na)
		g_string_append_printf(apart, "%sN/A for one",
				       apart->len ? ", " : "");
	if (item->critical)
		g_string_append(apart, "; the item is critical");
	if (item->pass)
		g_string_append(apart, "; they part on the pass as well");
	cli_print(cli, "\n");
	cli_say(cli, "  ", "%s  %s %s: %s", item->name, item->item->id,
		item->item->name, apart->str);
	for (guint i = 0; i < item->said->len; i++)
		say_said(cli, item->said->pdata[i]);
	cli_say(cli, "    ", "%s", open);
	g_string_free(apart, TRUE);
}

static void
say_tag(struct cli *cli, const struct disputed_tag *tag)
{
	g_autofree char *open = review_address(tag->session, tag->turn);

	cli_print(cli, "\n");
	cli_say(cli, "  ", "%s  turn %u  %s: \"%s\"", tag->name, tag->turn,
		tag->technique, tag->words ? tag->words : "");
	for (guint i = 0; i < tag->said->len; i++) {
		const struct tag_verdict *verdict = tag->said->pdata[i];

		cli_say(cli, "    ", "%s %s%s%s", verdict->rater,
			verdict->verdict, verdict->reason ? ": " : "",
			verdict->reason ? verdict->reason : "");
	}
	cli_say(cli, "    ", "%s", open);
}

static void
say_more(struct cli *cli, guint shown, guint all)
{
	if (all <= shown)
		return;
	cli_print(cli, "\n");
	cli_say(cli, "", "and %u more (--most 0 shows all)", all - shown);
}

void
print_panel_disputes(struct cli *cli, const struct panel_agreement *agreement,
		     guint most)
{
	const GPtrArray *items = agreement->disputed_items;
	const GPtrArray *tags = agreement->disputed_tags;
	guint shown = most ? MIN(most, items->len) : items->len;

	if (items->len > 0)
		print_part(cli, "on what raters part: items",
			   "the farthest apart first; for supervisors and "
			   "raters, to be talked over");
	else if (agreement->coverage.twice > 0)
		print_part(cli, "on what raters part: items", "on none");
	for (guint i = 0; i < shown; i++)
		say_item(cli, items->pdata[i]);
	say_more(cli, shown, items->len);
	if (tags->len == 0)
		return;
	print_part(cli, "on what raters part: tags", "");
	shown = most ? MIN(most, tags->len) : tags->len;
	for (guint i = 0; i < shown; i++)
		say_tag(cli, tags->pdata[i]);
	say_more(cli, shown, tags->len);
}
