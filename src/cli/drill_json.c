/*
 * What came of drills, as JSON.
 */
#include "cli/drill_out.h"
#include "cli/output.h"

static void
put_value(struct printer *printer, const char *key,
	  const struct item_rating *item)
{
	if (!item) {
		printer_null(printer, key);
		return;
	}
	printer_begin_map(printer, key);
	if (item->extent)
		printer_int(printer, "extent", item->extent);
	else
		printer_null(printer, "extent");
	if (item->quality)
		printer_int(printer, "quality", item->quality);
	else
		printer_null(printer, "quality");
	printer_string(printer, "na_reason", item->na_reason);
	printer_string(printer, "comment", item->comment);
	printer_turns(printer, "turns", item->turns);
	printer_end(printer);
}

static void
put_anchors(struct printer *printer, const char *key, char *const *anchors,
	    guint mine, guint theirs)
{
	guint low = MIN(mine, theirs), high = MAX(mine, theirs);

	printer_begin_list(printer, key);
	for (guint point = low;
	     mine && theirs && mine != theirs && point <= high; point++) {
		printer_begin_map(printer, NULL);
		printer_int(printer, "point", point);
		printer_string(printer, "text", anchors[point]);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
put_pair(struct printer *printer, const struct rubric *rubric,
	 const struct drill_pair *pair)
{
	const struct item *item = rubric_item(rubric, pair->item);
	const struct item_rating none = { 0 };
	const struct item_rating *mine = pair->mine ? pair->mine : &none;
	const struct item_rating *theirs = pair->theirs ? pair->theirs : &none;

	printer_begin_map(printer, NULL);
	printer_string(printer, "item", pair->item);
	printer_bool(printer, "same", drill_pair_same(pair));
	put_value(printer, "mine", pair->mine);
	put_value(printer, "theirs", pair->theirs);
	if (item) {
		put_anchors(printer, "extent_anchors", item->extent,
			    mine->extent, theirs->extent);
		put_anchors(printer, "quality_anchors", item->quality,
			    mine->quality, theirs->quality);
	}
	printer_end(printer);
}

static void
put_turns(struct printer *printer, const char *key,
	  const struct transcript *transcript, const GArray *turns)
{
	printer_begin_list(printer, key);
	for (guint i = 0; i < turns->len; i++) {
		guint n = g_array_index(turns, guint, i);
		const struct turn *turn = transcript_turn(transcript, n);
		gsize len = 0;
		const char *text =
			turn ? transcript_turn_text(transcript, turn, &len) :
			       "";

		printer_begin_map(printer, NULL);
		printer_int(printer, "turn", n);
		printer_string_len(printer, "words", text, len);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
put_tags(struct printer *printer, const struct transcript *transcript,
	 const struct drill_tags *tags)
{
	printer_begin_map(printer, NULL);
	printer_string(printer, "technique", tags->technique);
	put_turns(printer, "found", transcript, tags->found);
	put_turns(printer, "missed", transcript, tags->missed);
	put_turns(printer, "wrong", transcript, tags->wrong);
	put_turns(printer, "either", transcript, tags->either);
	printer_end(printer);
}

static void
put_head(struct printer *printer, const struct drill_result *result)
{
	g_autofree char *at = base_time_print(result->at);

	printer_string(printer, "set", result->set);
	printer_string(printer, "purpose",
		       drill_purpose_print(result->purpose));
	printer_int(printer, "take", result->take);
	printer_bool(printer, "whole", result->whole);
	if (result->made_of)
		printer_int(printer, "made_of", result->made_of);
	else
		printer_null(printer, "made_of");
	printer_string(printer, "rater", result->rater);
	printer_string(printer, "technique", result->technique);
	printer_int(printer, "place", result->n);
	printer_int(printer, "session", result->session);
	if (result->of)
		printer_int(printer, "copy_of", result->of);
	else
		printer_null(printer, "copy_of");
	printer_string(printer, "sample", result->sample);
	printer_string(printer, "rubric", result->rubric);
	printer_string(printer, "signed_at", at);
}

gboolean
drill_json_results(struct cli *cli, struct printer *printer,
		   const GPtrArray *results, GError **error)
{
	const struct rubric *rubric = app_rubric(cli->app, error);

	if (!rubric)
		return FALSE;
	printer_begin_list(printer, "results");
	for (guint i = 0; i < results->len; i++) {
		const struct drill_result *result = results->pdata[i];
		g_autoptr(Transcript) transcript =
			app_transcript(cli->app, result->session, error);

		if (!transcript)
			return FALSE;
		printer_begin_map(printer, NULL);
		put_head(printer, result);
		printer_begin_list(printer, "items");
		for (guint k = 0; k < result->pairs->len; k++)
			put_pair(printer, rubric, result->pairs->pdata[k]);
		printer_end(printer);
		printer_begin_list(printer, "techniques");
		for (guint k = 0; k < result->tags->len; k++)
			put_tags(printer, transcript, result->tags->pdata[k]);
		printer_end(printer);
		printer_end(printer);
	}
	printer_end(printer);
	return TRUE;
}
