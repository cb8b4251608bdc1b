/*
 * Evidence: one row for every tag of a session, with the words behind it.
 *
 * Rejected tags stay in the list, greyed, so that one can see what was
 * decided.
 */
#include "export/facts.h"
#include "export/sheet.h"

#include <string.h>

struct evidence_row {
	struct session_record of;
	guint session; /* of the book */
	const struct effective_tag *tag;
	const struct turn *turn; /* NULL: it has no such turn */
	const char *time, *speaker;
	const char *code, *technique, *rules, *strength, *verdict;
	const char *confirmed_by, *reason;
};

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
link_turn(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct evidence_row *row = of;
	guint n = row->tag->turn;

	if (at->book->transcript && row->turn)
		cell_link_number(at, "Transcript",
				 at->book->places[row->session].turns + n - 1,
				 0, n);
	else
		cell_number(at, column->style, n);
}

static void
write_excerpt(struct at *at, const struct sheet_column *column, const void *of)
{
	const struct evidence_row *row = of;
	g_autoptr(GArray) spans = NULL;
	const char *text;
	gsize len;

	(void)column;
	if (!row->turn) {
		cell_string(at, STYLE_MUTED, "(no such turn)");
		return;
	}
	spans = fact_spans_build(&row->of, row->tag);
	text = transcript_turn_text(row->of.transcript, row->turn, &len);
	cell_excerpt(at, row->tag->rejected, text, len, spans);
}

static void
write_evidence_items(struct at *at, const struct sheet_column *column,
		     const void *of)
{
	const struct evidence_row *row = of;
	const struct effective_tag *tag = row->tag;
	guint first = 0;
	g_autofree char *items =
		items_print(at->book, row->session, tag->technique, &first);

	if (!*items || tag->rejected)
		cell_string(at, column->style, tag->rejected ? NULL : items);
	else
		cell_link(at, STYLE_LINK, "Ratings",
			  at->book->places[row->session].ratings + first,
			  sheet_column_find(rated_columns, "item"), items);
}

static const struct sheet_column columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct evidence_row, of.session) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Case", TEXT_AT(struct evidence_row, of.case_code) },
	  LOOK(9, STYLE_CENTRE) },
	{ { NULL, "Turn", .kind = COLUMN_OWN },
	  LOOK(7, STYLE_COUNT),
	  .write = link_turn },
	{ { NULL, "Time", TEXT_AT(struct evidence_row, time) },
	  LOOK(9, STYLE_CENTRE) },
	{ { NULL, "Speaker", TEXT_AT(struct evidence_row, speaker) },
	  LOOK(14, STYLE_TEXT) },
	{ { NULL, "Excerpt (matched words in bold)", .kind = COLUMN_OWN },
	  LOOK(70, STYLE_TEXT),
	  .write = write_excerpt },
	{ { NULL, "Code", TEXT_AT(struct evidence_row, code) },
	  LOOK(8, STYLE_CENTRE) },
	{ { NULL, "Technique", TEXT_AT(struct evidence_row, technique) },
	  LOOK(24, STYLE_TEXT) },
	{ { NULL, "Rule", TEXT_AT(struct evidence_row, rules) },
	  LOOK(34, STYLE_TEXT) },
	{ { NULL, "Strength", TEXT_AT(struct evidence_row, strength) },
	  LOOK(11, STYLE_CENTRE) },
	{ { NULL, "Verdict", TEXT_AT(struct evidence_row, verdict) },
	  LOOK(16, STYLE_TEXT) },
	{ { NULL, "Confirmed by", TEXT_AT(struct evidence_row, confirmed_by) },
	  LOOK(13, STYLE_CENTRE) },
	{ { NULL, "Reason", TEXT_AT(struct evidence_row, reason) },
	  LOOK(24, STYLE_TEXT) },
	{ { NULL, "Items", .kind = COLUMN_OWN },
	  LOOK(12, STYLE_TEXT),
	  .write = write_evidence_items },
	{ .of = { .kind = COLUMNS_END } },
};

static void
write_evidence_row(struct at *at, guint session,
		   const struct effective_tag *tag)
{
	const struct session_record *record = book_session(at->book, session);
	const struct transcript *transcript = record->transcript;
	const struct turn *turn =
		transcript ? transcript_turn(transcript, tag->turn) : NULL;
	const struct codebook *codebook = book_codebook(at->book, session);
	const struct technique *technique =
		codebook_technique(codebook, tag->technique);
	g_autofree char *time = turn ? base_clock_print(turn->start_ms) : NULL;
	g_autofree char *speaker =
		turn ? fact_speaker_print(transcript, turn) : NULL;
	g_autofree char *verdict = fact_verdict_print(tag);
	g_autofree char *rules = rules_print(codebook, tag);
	const struct evidence_row row = {
		.of = *record,
		.session = session,
		.tag = tag,
		.turn = turn,
		.time = time,
		.speaker = speaker,
		.code = tag->technique,
		.technique = technique ? technique->name : NULL,
		.rules = rules,
		.strength = fact_strength_print(tag),
		.verdict = verdict,
		.confirmed_by = tag->confirmed ? tag->decision->rater : NULL,
		.reason = tag->decision ? tag->decision->reason : NULL,
	};

	at->muted = tag->rejected;
	sheet_row_write(at, columns, &row);
}

void
sheet_evidence_write(struct book *book)
{
	struct at at = { .book = book,
			 .sheet = book->evidence,
			 .unlinked = book->evidence_rows * 2 > MOST_LINKS };

	table_sheet_begin(&at, columns);
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const GPtrArray *tags = book_session(book, i)->effective_tags;

		g_assert(at.row == book->places[i].evidence);
		for (guint j = 0; j < list_len(tags); j++) {
			at.above = j == 0;
			write_evidence_row(&at, i, g_ptr_array_index(tags, j));
		}
	}
	table_sheet_end(&at);
}
