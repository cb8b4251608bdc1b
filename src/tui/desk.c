/*
 * desk: the session at hand, laid out for reading.
 *
 * Turns are laid on one long roll of rows; the screen shows a stretch of it.
 * What a turn looks like is worked out once and again only when a decision
 * changes it, so that a key costs what it changes.
 */
#include "tui/private.h"

#include <string.h>

struct shown_turn *
desk_turn(const struct desk *desk, guint index)
{
	return &g_array_index(desk->turns, struct shown_turn, index);
}

const struct turn *
desk_source(const struct desk *desk, guint index)
{
	return &g_array_index(desk->record->transcript->turns, struct turn,
			      index);
}

const struct effective_tag *
desk_tag_of(const struct desk *desk, guint index, guint tag)
{
	const struct shown_turn *turn = desk_turn(desk, index);

	return tag < turn->n_tags ? desk->record->effective_tags
					    ->pdata[turn->first_tag + tag] :
				    NULL;
}

const struct effective_tag *
desk_tag(const struct desk *desk)
{
	return desk_tag_of(desk, desk->at, desk->tag);
}

gboolean
tag_is_undecided(const struct effective_tag *tag)
{
	return !tag->decision && tag->machine &&
	       tag->machine->strength != STRENGTH_HINT;
}

static void
mark_hits(const struct effective_tag *tag, guint8 *marked, gsize len)
{
	if (tag->rejected || !tag->machine)
		return;
	for (guint i = 0; i < tag->machine->hits->len; i++) {
		const struct machine_hit *hit = tag->machine->hits->pdata[i];

		if (hit->weak)
			continue;
		for (gsize k = hit->span.start; k < MIN(hit->span.end, len);
		     k++)
			marked[k] = 1;
	}
}

static void
append_part(GString *text, GByteArray *marks, const char *part, gsize len,
	    guint8 mark)
{
	g_string_append_len(text, part, (gssize)len);
	g_byte_array_set_size(marks, (guint)text->len);
	memset(marks->data + text->len - len, mark, len);
}

/* Most talk is plain letters, which need no making safe. */
static gboolean
is_plain(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++) {
		if (text[i] < ' ' || text[i] > '~')
			return FALSE;
	}
	return TRUE;
}

/* The turn's text made printable, with [ ] around matched words. */
static void
turn_show(const struct desk *desk, guint index)
{
	struct shown_turn *shown = desk_turn(desk, index);
	const struct transcript *t = desk->record->transcript;
	gsize len, start = 0;
	const char *text =
		transcript_turn_text(t, desk_source(desk, index), &len);
	g_autofree guint8 *marked = g_malloc0(len + 1);
	GString *out = g_string_sized_new(len + 8);
	GByteArray *marks = g_byte_array_new();

	for (guint i = 0; i < shown->n_tags; i++)
		mark_hits(desk_tag_of(desk, index, i), marked, len);
	while (start < len) {
		guint8 mark = marked[start];
		const guint8 *other =
			memchr(marked + start, !mark, len - start);
		gsize end = other ? (gsize)(other - marked) : len;
		g_autofree char *safe =
			is_plain(text + start, end - start) ?
				NULL :
				base_printable(text + start,
					       (gssize)(end - start));
		const char *part = safe ? safe : text + start;
		gsize length = safe ? strlen(safe) : end - start;

		if (mark)
			append_part(out, marks, "[", 1, 1);
		append_part(out, marks, part, length, mark);
		if (mark)
			append_part(out, marks, "]", 1, 1);
		start = end;
	}
	g_free(shown->text);
	g_free(shown->marks);
	g_byte_array_append(marks, (const guint8 *)"", 1);
	shown->text = g_string_free(out, FALSE);
	shown->marks = (char *)g_byte_array_free(marks, FALSE);
	if (shown->lines)
		g_array_set_size(shown->lines, 0);
}

/* Which of the tags belong to which turn. */
static void
tags_assign(struct desk *desk)
{
	const GPtrArray *tags = desk->record->effective_tags;
	guint k = 0;

	for (guint i = 0; i < desk->turns->len; i++) {
		struct shown_turn *turn = desk_turn(desk, i);

		while (k < tags->len &&
		       ((const struct effective_tag *)tags->pdata[k])->turn <
			       i + 1)
			k++;
		turn->first_tag = k;
		while (k < tags->len &&
		       ((const struct effective_tag *)tags->pdata[k])->turn ==
			       i + 1)
			k++;
		turn->n_tags = k - turn->first_tag;
	}
}

static void
rows_count(struct desk *desk)
{
	desk->total_rows = 0;
	for (guint i = 0; i < desk->turns->len; i++) {
		struct shown_turn *turn = desk_turn(desk, i);

		turn->row = desk->total_rows;
		turn->rows = 0;
		/* A row each until it is known how wide they may be. */
		if (filter_shows(&desk->filter, desk, i))
			turn->rows = MAX(turn->lines ? turn->lines->len : 1,
					 turn->n_tags);
		desk->total_rows += turn->rows;
	}
}

void
desk_layout(struct desk *desk, guint width)
{
	gboolean all = width != desk->width;

	for (guint i = 0; width > 0 && i < desk->turns->len; i++) {
		struct shown_turn *turn = desk_turn(desk, i);

		if (!turn->lines)
			turn->lines =
				g_array_new(FALSE, FALSE, sizeof(struct span));
		if (all || turn->lines->len == 0)
			wrap_text(turn->text, width, turn->lines);
	}
	desk->width = width;
	rows_count(desk);
}

void
desk_refresh(struct desk *desk)
{
	struct session_record *record = desk->record;
	guint observed;

	g_ptr_array_unref(record->suggestions);
	g_ptr_array_unref(record->effective_tags);
	record->effective_tags = effective_tags_build(record->machine_tags,
						      record->decisions, NULL);
	observed = app_observed_settle(desk->codebook, record);
	record->suggestions = suggestions_build(
		desk->rubric, &record->facts, record->effective_tags, observed);
	tags_assign(desk);
	/* Decisions change one turn; that is the one under the cursor, or the
	 * caller lays everything out. */
	turn_show(desk, desk->at);
	desk->tag =
		MIN(desk->tag, MAX(desk_turn(desk, desk->at)->n_tags, 1) - 1);
	if (desk->width)
		desk_layout(desk, desk->width);
}

static void
shown_turn_clear(void *data)
{
	struct shown_turn *turn = data;

	g_free(turn->text);
	g_free(turn->marks);
	g_clear_pointer(&turn->lines, g_array_unref);
}

static gboolean
is_timed(const struct transcript *t)
{
	for (guint i = 0; i < t->turns->len; i++) {
		if (g_array_index(t->turns, struct turn, i).start_ms >= 0)
			return TRUE;
	}
	return FALSE;
}

static void
desk_fill(struct desk *desk)
{
	guint n = desk->record->transcript->turns->len;

	g_array_set_size(desk->turns, 0);
	g_array_set_size(desk->turns, n);
	desk->timed = is_timed(desk->record->transcript);
	tags_assign(desk);
	for (guint i = 0; i < n; i++)
		turn_show(desk, i);
	rows_count(desk);
	desk->width = 0;
}

struct desk *
desk_open(struct tui *tui, gint64 session, GError **error)
{
	struct app *app = tui->options.app;
	const struct codebook *codebook = app_codebook(app, error);
	struct session_record *record =
		codebook ? app_record(app, session, error) : NULL;
	struct desk *desk;

	if (!record)
		return NULL;
	desk = g_new0(struct desk, 1);
	desk->session = session;
	desk->codebook = codebook;
	desk->rubric = app_rubric(app, NULL);
	desk->record = record;
	desk->turns = g_array_new(FALSE, TRUE, sizeof(struct shown_turn));
	g_array_set_clear_func(desk->turns, shown_turn_clear);
	desk->rating_undo = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	desk->rating_redo = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	desk_fill(desk);
	return desk;
}

gboolean
desk_reload(struct tui *tui, GError **error)
{
	struct desk *desk = tui->desk;
	struct session_record *record =
		app_record(tui->options.app, desk->session, error);

	if (!record)
		return FALSE;
	session_record_free(desk->record);
	desk->record = record;
	desk_fill(desk);
	desk->at = MIN(desk->at, desk->turns->len - 1);
	desk->tag = 0;
	desk->item = MIN(desk->item, MAX(record->suggestions->len, 1) - 1);
	return TRUE;
}

void
desk_free(struct desk *desk)
{
	if (!desk)
		return;
	g_array_unref(desk->turns);
	g_ptr_array_unref(desk->rating_undo);
	g_ptr_array_unref(desk->rating_redo);
	filter_clear(&desk->filter);
	session_record_free(desk->record);
	g_free(desk);
}

/* The roll moves as little as shows the turn, its beginning rather than its
 * end; one row of what stands before is kept. */
void
desk_follow(struct desk *desk)
{
	const struct shown_turn *turn = desk_turn(desk, desk->at);
	guint page = MAX(desk->page, 1), end = turn->row + turn->rows;

	if (turn->row < desk->top)
		desk->top = turn->row;
	else if (end > desk->top + page)
		desk->top = MIN(end - page, turn->row);
	if (desk->total_rows > page)
		desk->top = MIN(desk->top, desk->total_rows - 1);
	else
		desk->top = 0;
}

void
desk_go(struct desk *desk, guint index, guint tag)
{
	desk->at = MIN(index, desk->turns->len - 1);
	desk->tag = tag;
	desk_follow(desk);
}

guint
desk_visible(const struct desk *desk, guint index)
{
	for (guint i = index; i < desk->turns->len; i++) {
		if (desk_turn(desk, i)->rows > 0)
			return i;
	}
	for (guint i = MIN(index, desk->turns->len); i-- > 0;) {
		if (desk_turn(desk, i)->rows > 0)
			return i;
	}
	return index;
}
