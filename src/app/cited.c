/*
 * Turns that a rating cites, so that what two raters had in mind can be told
 * without turning pages.
 */
#include "app/cited.h"

#define WORDS_COLUMNS 48

static void
cited_free(gpointer data)
{
	struct cited_turn *cited = data;

	g_free(cited->words);
	g_free(cited);
}

static struct cited_turn *
cite(guint n, const struct transcript *transcript)
{
	struct cited_turn *cited = g_new0(struct cited_turn, 1);
	const struct turn *turn = transcript_turn(transcript, n);
	g_autofree char *safe = NULL;
	const char *text = "";
	gsize len = 0;

	if (turn)
		text = transcript_turn_text(transcript, turn, &len);
	safe = base_printable(text, (gssize)len);
	cited->turn = n;
	cited->words = base_cut(safe, WORDS_COLUMNS, "…");
	return cited;
}

GPtrArray *
cited_turns_build(const struct item_rating *rating,
		  const struct transcript *transcript)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(cited_free);
	guint n = rating && rating->turns ? rating->turns->len : 0;

	for (guint i = 0; i < n; i++)
		g_ptr_array_add(list,
				cite(g_array_index(rating->turns, guint, i),
				     transcript));
	return list;
}
