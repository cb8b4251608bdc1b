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
	return app_tag_open(tag, 0);
}

/* "below floor" wants more room than anything else that is said of a tag. */
#define TAG_COLUMNS 18
#define WIDE_TAG_COLUMNS 21

/* Which of the tags belong to which turn. */
static void
tags_assign(struct desk *desk)
{
	const GPtrArray *tags = desk->record->effective_tags;
	guint k = 0;

	desk->tag_columns = TAG_COLUMNS;
	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];

		if (!tag->decision && tag->machine->below_floor)
			desk->tag_columns = WIDE_TAG_COLUMNS;
	}
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
			base_wrap(turn->text, width, turn->lines);
	}
	desk->width = width;
	rows_count(desk);
}

/* What belongs to one turn of a list, by a turn number at the place that
 * every element of it has it. */
static GPtrArray *
of_turn(const GPtrArray *list, guint turn, guint (*turn_of)(const void *))
{
	GPtrArray *part = g_ptr_array_new();

	for (guint i = 0; i < list->len; i++) {
		if (turn_of(list->pdata[i]) == turn)
			g_ptr_array_add(part, list->pdata[i]);
	}
	return part;
}

static guint
turn_of_tag(const void *tag)
{
	return ((const struct machine_tag *)tag)->turn;
}

static guint
turn_of_decision(const void *decision)
{
	return ((const struct decision *)decision)->turn;
}

/* The effective tags of one turn in place of those that were. */
static void
turn_decided(struct desk *desk, guint turn)
{
	struct session_record *record = desk->record;
	g_autoptr(GPtrArray) machine =
		of_turn(record->machine_tags, turn, turn_of_tag);
	g_autoptr(GPtrArray) decisions =
		of_turn(record->decisions, turn, turn_of_decision);
	g_autoptr(GPtrArray) tags =
		effective_tags_build(machine, decisions, NULL);
	const struct shown_turn *shown = desk_turn(desk, turn - 1);

	effective_tags_idle(tags, record->transcript);
	if (shown->n_tags > 0)
		g_ptr_array_remove_range(record->effective_tags,
					 shown->first_tag, shown->n_tags);
	/* From here on they are the record's. */
	g_ptr_array_set_free_func(tags, NULL);
	for (guint i = 0; i < tags->len; i++)
		g_ptr_array_insert(record->effective_tags,
				   (gint)(shown->first_tag + i),
				   tags->pdata[i]);
}

void
desk_refresh(struct desk *desk, const GPtrArray *decisions)
{
	struct session_record *record = desk->record;

	g_clear_pointer(&desk->disputed, g_hash_table_unref);
	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *decision = decisions->pdata[i];

		struct shown_turn *shown = desk_turn(desk, decision->turn - 1);

		shown->kept |= shown->rows > 0;
		turn_decided(desk, decision->turn);
		tags_assign(desk);
		shown_turn_build(desk, decision->turn - 1);
	}
	app_suggest(desk->codebook, desk->rubric, record);
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
		shown_turn_build(desk, i);
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
	desk_fill(desk);
	return desk;
}

/* After everything was filled in anew: back to the turn and tag, and the turn
 * back to its row of the screen. */
static void
desk_return(struct desk *desk, const char *technique, gint64 row)
{
	desk->range = MIN(desk->range, desk->turns->len);
	desk->tag = 0;
	for (guint i = 0; i < desk_turn(desk, desk->at)->n_tags; i++) {
		if (!g_strcmp0(desk_tag_of(desk, desk->at, i)->technique,
			       technique))
			desk->tag = i;
	}
	desk->top = (guint)MAX(desk_turn(desk, desk->at)->row - row, 0);
	desk_follow(desk);
}

gboolean
desk_reload(struct tui *tui, GError **error)
{
	struct desk *desk = tui->desk;
	struct session_record *record =
		app_record(tui->options.app, desk->session, error);
	const struct effective_tag *tag = desk_tag(desk);
	g_autofree char *technique = tag ? g_strdup(tag->technique) : NULL;
	gint64 row = (gint64)desk_turn(desk, desk->at)->row - desk->top;
	gboolean shown = desk_turn(desk, desk->at)->rows > 0;
	guint width = desk->width;
	struct letters *was, *is;
	gsize cursor;

	if (!record)
		return FALSE;
	was = letters_new(desk->record->transcript);
	is = letters_new(record->transcript);
	cursor = letters_at_cursor(was, desk);
	letters_follow(desk, was, is, cursor);
	letters_free(was);
	letters_free(is);
	session_record_free(desk->record);
	desk->record = record;
	g_clear_pointer(&desk->disputed, g_hash_table_unref);
	desk->at = MIN(desk->at, record->transcript->turns->len - 1);
	desk_fill(desk);
	desk_turn(desk, desk->at)->kept = shown;
	if (width)
		desk_layout(desk, width);
	else
		rows_count(desk);
	desk_return(desk, technique, row);
	desk->item = MIN(desk->item, MAX(record->suggestions->len, 1) - 1);
	return TRUE;
}

void
desk_free(struct desk *desk)
{
	if (!desk)
		return;
	g_array_unref(desk->turns);
	filter_clear(&desk->filter);
	session_record_free(desk->record);
	g_clear_pointer(&desk->disputed, g_hash_table_unref);
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

void
desk_reveal(struct desk *desk, guint index)
{
	struct shown_turn *turn = desk_turn(desk, index);

	if (turn->rows > 0)
		return;
	turn->kept = TRUE;
	rows_count(desk);
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
