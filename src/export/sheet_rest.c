/*
 * The plain sheets: Transcript, Audit, and the hidden Lists that the choices
 * in Ratings come from.
 */
#include "export/private.h"

#include <string.h>

static const struct sheet_column turn_columns[] = {
	{ "Session", 9, TRUE },	     { "Case", 9, TRUE },
	{ "Turn", 7, TRUE },	     { "Time", 9, TRUE },
	{ "Speaker", 16, FALSE },    { "Text", 100, FALSE },
	{ "Techniques", 20, FALSE },
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

		at->above = i == 0;
		cell_number(at, STYLE_COUNT, (double)record->session);
		cell_string(at, STYLE_CENTRE, record->case_code);
		cell_number(at, STYLE_COUNT, turn->n);
		cell_string(at, STYLE_CENTRE, time);
		cell_string(at, STYLE_TEXT, speaker);
		cell_string(at, STYLE_TEXT, copy);
		cell_string(at, STYLE_TEXT, techniques);
		row_end(at);
	}
}

void
sheet_transcript_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->transcript };

	table_sheet_begin(&at, turn_columns, G_N_ELEMENTS(turn_columns));
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		g_assert(at.row == book->places[i].turns);
		write_turns(&at, book_session(book, i));
	}
	table_sheet_end(&at);
}

static const struct sheet_column audit_columns[] = {
	{ "Session", 9, TRUE },	    { "Event", 9, TRUE },
	{ "Time (UTC)", 18, TRUE }, { "Who", 14, TRUE },
	{ "What", 20, FALSE },	    { "Detail", 100, FALSE },
};

static void
write_event(struct at *at, const struct session_record *record,
	    const struct audit_event *event)
{
	cell_number(at, STYLE_COUNT, (double)record->session);
	cell_number(at, STYLE_COUNT, (double)event->id);
	cell_time(at, STYLE_TIME, event->at);
	cell_string(at, STYLE_CENTRE, event->who);
	cell_string(at, STYLE_TEXT, event->verb);
	cell_string(at, STYLE_TEXT, event->detail);
	row_end(at);
}

void
sheet_audit_write(struct book *book)
{
	struct at at = { .book = book, .sheet = book->audit };

	table_sheet_begin(&at, audit_columns, G_N_ELEMENTS(audit_columns));
	for (guint i = 0; i < list_len(book->set->sessions); i++) {
		const struct session_record *record = book_session(book, i);

		at.above = TRUE;
		for (guint j = 0; j < list_len(record->events); j++) {
			const struct audit_event *event =
				g_ptr_array_index(record->events, j);

			if (!fact_is_history(event))
				continue;
			write_event(&at, record, event);
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
