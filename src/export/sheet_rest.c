/*
 * The plain sheets: Transcript, Audit, and the hidden Lists that the choices
 * in Ratings come from.
 */
#include "export/facts.h"
#include "export/sheet.h"

#include <string.h>

struct turn_row {
	struct session_record of;
	guint turn;
	const char *time, *speaker, *text, *techniques;
};

static const struct sheet_column spoken_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct turn_row, of.session) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Case", TEXT_AT(struct turn_row, of.case_code) },
	  LOOK(9, STYLE_CENTRE) },
	{ { NULL, "Turn", COUNT_AT(struct turn_row, turn) },
	  LOOK(7, STYLE_COUNT) },
	{ { NULL, "Time", TEXT_AT(struct turn_row, time) },
	  LOOK(9, STYLE_CENTRE) },
	{ { NULL, "Speaker", TEXT_AT(struct turn_row, speaker) },
	  LOOK(16, STYLE_TEXT) },
	{ { NULL, "Text", TEXT_AT(struct turn_row, text) },
	  LOOK(100, STYLE_TEXT) },
	{ { NULL, "Techniques", TEXT_AT(struct turn_row, techniques) },
	  LOOK(20, STYLE_TEXT) },
	{ .of = { .kind = COLUMNS_END } },
};

/* "COMM, CLAR (hint)": what stands on a turn.  Tags come by turn; *next is
 * moved on. */
static char *
techniques_print(const GPtrArray *tags, guint turn, guint *next)
{
	GString *out = g_string_new(NULL);

	for (; *next < list_len(tags); (*next)++) {
		const struct effective_tag *tag =
			g_ptr_array_index(tags, *next);

		if (tag->turn > turn)
			break;
		if (tag->turn < turn || tag->rejected)
			continue;
		if (out->len > 0)
			g_string_append(out, ", ");
		g_string_append(out, tag->technique);
		if (!tag->confirmed && tag->machine &&
		    tag->machine->strength == STRENGTH_HINT)
			g_string_append(out, " (hint)");
	}
	return g_string_free(out, FALSE);
}

static void
write_turns(struct at *at, const struct session_record *record)
{
	const struct transcript *transcript = record->transcript;
	guint next = 0;

	for (guint i = 0; transcript && i < transcript->turns->len; i++) {
		const struct turn *turn =
			&g_array_index(transcript->turns, struct turn, i);
		g_autofree char *time = base_clock_print(turn->start_ms);
		g_autofree char *speaker = fact_speaker_print(transcript, turn);
		g_autofree char *techniques = techniques_print(
			record->effective_tags, turn->n, &next);
		gsize len;
		const char *text = transcript_turn_text(transcript, turn, &len);
		g_autofree char *copy = g_strndup(text, len);

		const struct turn_row row = { *record, turn->n, time,
					      speaker, copy,	techniques };

		at->above = i == 0;
		sheet_row_write(at, spoken_columns, &row);
	}
}

void
sheet_transcript_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->transcript };

	table_sheet_begin(&at, spoken_columns);
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		g_assert(at.row == book->places[i].turns);
		write_turns(&at, book_session(book, i));
	}
	table_sheet_end(&at);
}

struct event_row {
	gint64 session;
	struct audit_event event;
};

static const struct sheet_column audit_columns[] = {
	{ { NULL, "Session", NUMBER_AT(struct event_row, session) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Event", NUMBER_AT(struct event_row, event.id) },
	  LOOK(9, STYLE_COUNT) },
	{ { NULL, "Time (UTC)", TIME_AT(struct event_row, event.at) },
	  LOOK(18, STYLE_TIME) },
	{ { NULL, "Who", TEXT_AT(struct event_row, event.who) },
	  LOOK(14, STYLE_CENTRE) },
	{ { NULL, "What", TEXT_AT(struct event_row, event.verb) },
	  LOOK(20, STYLE_TEXT) },
	{ { NULL, "Detail", TEXT_AT(struct event_row, event.detail) },
	  LOOK(100, STYLE_TEXT) },
	{ .of = { .kind = COLUMNS_END } },
};

void
sheet_audit_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->audit };

	table_sheet_begin(&at, audit_columns);
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const struct session_record *record = book_session(book, i);

		at.above = TRUE;
		for (guint j = 0; j < list_len(record->events); j++) {
			const struct audit_event *event =
				g_ptr_array_index(record->events, j);
			const struct event_row row = { record->session,
						       *event };

			if (!fact_is_history(event))
				continue;
			sheet_row_write(&at, audit_columns, &row);
			at.above = FALSE;
		}
	}
	table_sheet_end(&at);
}

void
sheet_lists_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->lists };

	cell_string(&at, STYLE_LABEL, "Extent");
	cell_string(&at, STYLE_LABEL, "Quality");
	for (at.row = 1; at.row <= SCALE_POINTS; at.row++) {
		at.col = 0;
		cell_number(&at, STYLE_COUNT, at.row);
		cell_number(&at, STYLE_COUNT, at.row);
	}
	at.col = 0;
	cell_string(&at, STYLE_CENTRE, "N/A");
	book->list_row = at.row + 2;
	worksheet_hide(book->lists);
}
