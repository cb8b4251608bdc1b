/*
 * Evidence: one row for every tag of a session, with the words behind it.
 *
 * Rejected tags stay in the list, greyed, so that one can see what was
 * decided.
 */
#include "export/private.h"

#include <string.h>

static const struct sheet_column columns[] = {
	{ "Session", 9, TRUE },
	{ "Case", 9, TRUE },
	{ "Turn", 7, TRUE },
	{ "Time", 9, TRUE },
	{ "Speaker", 14, FALSE },
	{ "Excerpt (matched words in bold)", 70, FALSE },
	{ "Code", 8, TRUE },
	{ "Technique", 24, FALSE },
	{ "Rule", 34, FALSE },
	{ "Strength", 11, TRUE },
	{ "Verdict", 16, FALSE },
	{ "Confirmed by", 13, TRUE },
	{ "Reason", 24, FALSE },
	{ "Items", 12, FALSE },
};

static enum style
text_style(const struct effective_tag *tag)
{
	return tag->rejected ? STYLE_MUTED : STYLE_TEXT;
}

static void
write_turn(struct at *at, guint session, guint n)
{
	if (at->book->transcript)
		cell_link_number(at, "Transcript",
				 at->book->places[session].turns + n - 1, 0, n);
	else
		cell_number(at, STYLE_COUNT, n);
}

static void
write_words(struct at *at, guint session, const struct effective_tag *tag)
{
	const struct session_record *record = book_session(at->book, session);
	const struct transcript *transcript = record->transcript;
	const struct turn *turn =
		transcript ? transcript_turn(transcript, tag->turn) : NULL;
	g_autoptr(GArray) spans = fact_spans_build(record, tag);
	g_autofree char *time = NULL;
	g_autofree char *speaker = NULL;
	const char *text;
	gsize len;

	if (!turn) {
		cell_number(at, STYLE_COUNT, tag->turn);
		cell_blank(at, STYLE_CENTRE);
		cell_blank(at, STYLE_TEXT);
		cell_string(at, STYLE_MUTED, "(no such turn)");
		return;
	}
	time = base_clock_print(turn->start_ms);
	speaker = fact_speaker_print(transcript, turn);
	text = transcript_turn_text(transcript, turn, &len);
	write_turn(at, session, tag->turn);
	cell_string(at, STYLE_CENTRE, time);
	cell_string(at, text_style(tag), speaker);
	cell_excerpt(at, tag->rejected, text, len, spans);
}

/* The rules by id, and what the first of them says. */
static char *
rules_print(const struct codebook *codebook, const struct effective_tag *tag)
{
	g_autofree char *ids = fact_rules_print(tag);
	const struct machine_hit *hit;
	const char *says;

	if (!tag->machine)
		return g_strdup("(by hand)");
	if (!*ids)
		return g_strdup_printf("(within %s)",
				       tag->machine->episode ?
					       tag->machine->episode :
					       "its episode");
	hit = g_ptr_array_index(tag->machine->hits, 0);
	says = machine_hit_says(hit, codebook);
	if (!says)
		return g_steal_pointer(&ids);
	return g_strdup_printf("%s\n%s", ids, says);
}

static char *
items_print(const struct book *book, guint session, const char *technique,
	    guint *first)
{
	const GPtrArray *live = book->places[session].live;
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < live->len; i++) {
		const struct item *item = g_ptr_array_index(live, i);

		if (!item_has_evidence(item, technique))
			continue;
		if (out->len == 0)
			*first = i;
		else
			g_string_append(out, ", ");
		g_string_append(out, item->id);
	}
	return g_string_free(out, FALSE);
}

static void
write_items(struct at *at, guint session, const struct effective_tag *tag)
{
	guint first = 0;
	g_autofree char *items =
		items_print(at->book, session, tag->technique, &first);

	if (!*items || tag->rejected)
		cell_string(at, text_style(tag), tag->rejected ? NULL : items);
	else
		cell_link(at, STYLE_LINK, "Ratings",
			  at->book->places[session].ratings + first, 4, items);
}

static void
write_row(struct at *at, guint session, const struct effective_tag *tag)
{
	const struct session_record *record = book_session(at->book, session);
	const struct codebook *codebook = book_codebook(at->book, session);
	const struct technique *technique =
		codebook_technique(codebook, tag->technique);
	g_autofree char *verdict = fact_verdict_print(tag);
	g_autofree char *rules = rules_print(codebook, tag);

	cell_number(at, STYLE_COUNT, (double)record->session);
	cell_string(at, STYLE_CENTRE, record->case_code);
	write_words(at, session, tag);
	cell_string(at, STYLE_CENTRE, tag->technique);
	cell_string(at, text_style(tag), technique ? technique->name : NULL);
	cell_string(at, text_style(tag), rules);
	cell_string(at, STYLE_CENTRE, fact_strength_print(tag));
	cell_string(at, text_style(tag), verdict);
	cell_string(at, STYLE_CENTRE,
		    tag->confirmed ? tag->decision->rater : NULL);
	cell_string(at, text_style(tag),
		    tag->decision ? tag->decision->reason : NULL);
	write_items(at, session, tag);
	row_end(at);
}

void
sheet_evidence_write(struct book *book)
{
	struct at at = { .book = book,
			 .sheet = book->evidence,
			 .unlinked = book->evidence_rows * 2 > MOST_LINKS };

	table_sheet_begin(&at, columns, G_N_ELEMENTS(columns));
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const GPtrArray *tags = book_session(book, i)->effective_tags;

		g_assert(at.row == book->places[i].evidence);
		for (guint j = 0; j < list_len(tags); j++) {
			at.above = j == 0;
			write_row(&at, i, g_ptr_array_index(tags, j));
		}
	}
	table_sheet_end(&at);
}
