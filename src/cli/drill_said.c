/*
 * A drill in words: mine, theirs, and the wording of the points between which
 * they differ; turns that were found, missed and wrongly marked.
 */
#include "cli/drill_out.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH(cli) MIN((cli)->width, 80)

gboolean
drill_pair_same(const struct drill_pair *pair)
{
	const struct item_rating *a = pair->mine, *b = pair->theirs;

	return a && b && a->extent == b->extent && a->quality == b->quality;
}

/* -- turns --------------------------------------------------------------------- */

static void
print_turn(struct cli *cli, const struct transcript *transcript, guint n,
	   const char *lead)
{
	gsize len = 0;
	const char *text =
		transcript_turn(transcript, n) ?
			transcript_turn_text(transcript,
					     transcript_turn(transcript, n),
					     &len) :
			"";
	g_autofree char *safe = base_printable(text, (gssize)len);
	g_autofree char *head = g_strdup_printf("%s turn %u: ", lead, n);
	guint room = WIDTH(cli) - MIN(base_text_columns(head), 40);
	g_autofree char *cut = base_cut(safe, room, "…");

	cli_print(cli, "%s%s\n", head, cut);
}

static void
print_turns(struct cli *cli, const struct transcript *transcript,
	    const GArray *turns, const char *lead)
{
	for (guint i = 0; turns && i < turns->len; i++)
		print_turn(cli, transcript, g_array_index(turns, guint, i),
			   lead);
}

/* -- items --------------------------------------------------------------------- */

static void print_line(struct cli *cli, const char *indent, const char *format,
		       ...) G_GNUC_PRINTF(3, 4);

static void
print_line(struct cli *cli, const char *indent, const char *format, ...)
{
	g_autofree char *text = NULL;
	g_autofree char *safe = NULL;
	va_list args;

	va_start(args, format);
	text = g_strdup_vprintf(format, args);
	va_end(args);
	safe = base_printable(text, -1);
	text_paragraphs(cli->out, safe, indent, WIDTH(cli));
}

/* The wording of each point from one's to the other's. */
static void
print_anchors(struct cli *cli, const char *scale, char *const *anchors,
	      guint mine, guint theirs)
{
	guint low = MIN(mine, theirs), high = MAX(mine, theirs);

	if (!mine || !theirs || mine == theirs)
		return;
	cli_print(cli, "    %s: mine %u, theirs %u\n", scale, mine, theirs);
	for (guint point = low; point <= high; point++) {
		const char *whose = point == mine   ? "mine" :
				    point == theirs ? "theirs" :
						      "between";

		print_line(cli, "      ", "%u (%s): %s", point, whose,
			   anchors[point] ? anchors[point] :
					    "(the rubric words no such point)");
	}
}

static void
print_reason(struct cli *cli, const char *whose, const struct item_rating *item)
{
	if (!item)
		print_line(cli, "    ", "%s: not rated", whose);
	else if (!item->extent)
		print_line(cli, "    ", "%s: N/A, %s", whose,
			   item->na_reason ? item->na_reason : "");
	if (item && item->comment && strcmp(item->comment, "NA") != 0)
		print_line(cli, "    ", "%s: %s", whose, item->comment);
}

static void
print_pair(struct cli *cli, const struct rubric *rubric,
	   const struct transcript *transcript, const struct drill_pair *pair)
{
	const struct item *item = rubric_item(rubric, pair->item);
	g_autofree char *mine = item_value_print(pair->mine);
	g_autofree char *theirs = item_value_print(pair->theirs);
	g_autofree char *name =
		base_cut(item ? item->name : "", WIDTH(cli) - 34, "…");

	cli_print(cli, "\n  %s%-3s %s%s  mine %s, theirs %s\n",
		  cli_ink(cli, INK_BOLD), pair->item, name,
		  cli_ink(cli, INK_PLAIN), mine, theirs);
	print_reason(cli, "mine", pair->mine);
	print_reason(cli, "theirs", pair->theirs);
	if (item && pair->mine && pair->theirs) {
		print_anchors(cli, "extent", item->extent, pair->mine->extent,
			      pair->theirs->extent);
		print_anchors(cli, "quality", item->quality,
			      pair->mine->quality, pair->theirs->quality);
	}
	print_turns(cli, transcript, pair->mine ? pair->mine->turns : NULL,
		    "    mine,  ");
	print_turns(cli, transcript, pair->theirs ? pair->theirs->turns : NULL,
		    "    theirs,");
}

static void
print_pairs(struct cli *cli, const struct rubric *rubric,
	    const struct transcript *transcript,
	    const struct drill_result *result)
{
	g_autoptr(GString) same = g_string_new(NULL);
	guint n = 0;

	for (guint i = 0; i < result->pairs->len; i++) {
		const struct drill_pair *pair = result->pairs->pdata[i];
		g_autofree char *value = item_value_print(pair->mine);

		if (!drill_pair_same(pair)) {
			print_pair(cli, rubric, transcript, pair);
			continue;
		}
		/* What was called for in neither eye says nothing. */
		if (!pair->mine->extent)
			continue;
		g_string_append_printf(same, "%s%s %s", n++ ? ", " : "",
				       pair->item, value);
	}
	if (n > 0)
		cli_print(cli, "\n");
	if (n > 0)
		print_line(cli, "  ", "the same: %s", same->str);
}

/* -- techniques ------------------------------------------------------------------ */

static void
print_technique(struct cli *cli, const struct transcript *transcript,
		const struct drill_tags *tags)
{
	g_autofree char *technique = base_printable(tags->technique, -1);

	cli_print(cli, "\n  %s%s%s  found %u of %u, wrongly marked %u\n",
		  cli_ink(cli, INK_BOLD), technique, cli_ink(cli, INK_PLAIN),
		  tags->found->len, tags->found->len + tags->missed->len,
		  tags->wrong->len);
	print_turns(cli, transcript, tags->found, "    found, ");
	print_turns(cli, transcript, tags->missed, "    missed,");
	print_turns(cli, transcript, tags->wrong, "    wrong, ");
	print_turns(cli, transcript, tags->either, "    either,");
	if (tags->either->len > 0)
		print_line(cli, "    ",
			   "either: those who coded it do not agree there, "
			   "and nothing is held against you");
}

gboolean
drill_print_result(struct cli *cli, const struct drill_result *result,
		   GError **error)
{
	const struct rubric *rubric = app_rubric(cli->app, error);
	g_autoptr(Transcript) transcript =
		rubric ? app_transcript(cli->app, result->session, error) :
			 NULL;
	g_autofree char *of =
		result->of ? g_strdup_printf("session %" G_GINT64_FORMAT,
					     result->of) :
			     g_strdup_printf("sample %s", result->sample);

	if (!transcript)
		return FALSE;
	print_line(cli, "",
		   "Drill %s, session %u (%" G_GINT64_FORMAT ", a copy of %s), "
		   "by %s: mine is what %s said, theirs what was agreed.",
		   result->set, result->n, result->session, of, result->rater,
		   result->rater);
	print_pairs(cli, rubric, transcript, result);
	for (guint i = 0; i < result->tags->len; i++)
		print_technique(cli, transcript, result->tags->pdata[i]);
	cli_print(cli, "\n");
	return TRUE;
}

/* -- sums ---------------------------------------------------------------------- */

struct counts {
	guint both, same, near, above, below;
	guint found, agreed, wrong;
};

static void
count_extent(struct counts *counts, const struct drill_pair *pair)
{
	guint mine = pair->mine ? pair->mine->extent : 0;
	guint theirs = pair->theirs ? pair->theirs->extent : 0;

	if (!mine || !theirs)
		return;
	counts->both++;
	counts->same += mine == theirs;
	counts->near += ABS((int)mine - (int)theirs) <= 1;
	counts->above += mine > theirs;
	counts->below += mine < theirs;
}

static struct counts
count_all(const GPtrArray *results)
{
	struct counts counts = { 0 };

	for (guint i = 0; i < results->len; i++) {
		const struct drill_result *result = results->pdata[i];

		for (guint k = 0; k < result->pairs->len; k++)
			count_extent(&counts, result->pairs->pdata[k]);
		for (guint k = 0; k < result->tags->len; k++) {
			const struct drill_tags *tags = result->tags->pdata[k];

			counts.found += tags->found->len;
			counts.agreed += tags->found->len + tags->missed->len;
			counts.wrong += tags->wrong->len;
		}
	}
	return counts;
}

/* "2 sessions", or "1 of 2 sessions; the rest was removed".  Caller frees. */
static char *
sessions_print(const GPtrArray *results, const struct drill_result *first)
{
	g_autofree char *plain =
		base_count(results->len, "session", "sessions");

	if (results->len >= first->made_of)
		return g_steal_pointer(&plain);
	return g_strdup_printf(
		"%u of its %u sessions%s", results->len, first->made_of,
		first->removed ? ", of which some were removed" : "");
}

void
drill_print_sum(struct cli *cli, const GPtrArray *results)
{
	struct counts counts = count_all(results);
	const struct drill_result *first =
		results->len ? results->pdata[0] : NULL;
	g_autofree char *sessions =
		first ? sessions_print(results, first) : NULL;

	if (!first)
		return;
	if (first->technique)
		print_line(cli, "",
			   "%s, %s, %s (%s): found %u of %u turns, wrongly "
			   "marked %u.",
			   first->set, first->rater, first->technique, sessions,
			   counts.found, counts.agreed, counts.wrong);
	else if (counts.both == 0)
		print_line(cli, "",
			   "%s, %s (%s): no item has an extent from "
			   "both.",
			   first->set, first->rater, sessions);
	else
		print_line(cli, "",
			   "%s, %s (%s): of %u items with an extent from both, "
			   "%u the same, %u within one point; %u above, %u "
			   "below what was agreed.",
			   first->set, first->rater, sessions, counts.both,
			   counts.same, counts.near, counts.above,
			   counts.below);
}
