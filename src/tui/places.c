/*
 * places: the same words again, when turns were split, merged or corrected.
 *
 * A place is told by how many letters stand before it in the session, blanks
 * aside: splitting and merging do not change that, and a corrected turn only
 * behind itself.  So cursor, marks and range are found again in whatever turn
 * has their words now.
 */
#include "tui/private.h"

#include <string.h>

/* The session's letters, and how many stand before each turn and behind the
 * last. */
struct letters {
	GString *text;
	GArray *starts; /* gsize */
};

static gsize
start_of(const struct letters *letters, guint index)
{
	return g_array_index(letters->starts, gsize, index);
}

static guint
letters_before(const char *text, gsize end)
{
	guint n = 0;

	for (gsize i = 0; i < end; i++)
		n += text[i] != ' ';
	return n;
}

struct letters *
letters_new(const struct transcript *transcript)
{
	struct letters *letters = g_new0(struct letters, 1);

	letters->text = g_string_sized_new(transcript->text_len + 1);
	letters->starts = g_array_new(FALSE, FALSE, sizeof(gsize));
	for (guint i = 0; i < transcript->turns->len; i++) {
		gsize len;
		const char *text = transcript_turn_text(
			transcript, transcript_turn(transcript, i + 1), &len);

		g_array_append_val(letters->starts, letters->text->len);
		for (gsize k = 0; k < len; k++) {
			if (text[k] != ' ')
				g_string_append_c(letters->text, text[k]);
		}
	}
	g_array_append_val(letters->starts, letters->text->len);
	return letters;
}

void
letters_free(struct letters *letters)
{
	g_string_free(letters->text, TRUE);
	g_array_unref(letters->starts);
	g_free(letters);
}

gboolean
letters_equal(const struct letters *a, const struct letters *b)
{
	return g_string_equal(a->text, b->text) &&
	       a->starts->len == b->starts->len &&
	       !memcmp(a->starts->data, b->starts->data,
		       a->starts->len * sizeof(gsize));
}

/* The place that one of the earlier letters has now. */
static gsize
place_now(const struct letters *was, const struct letters *is, gsize place)
{
	gsize head = 0, tail = 0;
	gsize least = MIN(was->text->len, is->text->len);
	const char *old = was->text->str, *new = is->text->str;

	while (head < least && old[head] == new[head])
		head++;
	while (tail < least - head &&
	       old[was->text->len - tail - 1] == new[is->text->len - tail - 1])
		tail++;
	if (place < head || head == was->text->len)
		return place;
	if (place >= was->text->len - tail)
		return place + is->text->len - was->text->len;
	return head;
}

/* From 0: the turn with this letter. */
static guint
turn_with(const struct letters *is, gsize place)
{
	guint index = is->starts->len - 2;

	while (index > 0 && start_of(is, index) > place)
		index--;
	return index;
}

static guint
turn_now(const struct letters *was, const struct letters *is, guint index)
{
	return turn_with(is, place_now(was, is, start_of(was, index)));
}

gsize
letters_at_cursor(const struct letters *letters, const struct desk *desk)
{
	const struct effective_tag *tag = desk_tag(desk);
	const struct machine_hit *hit =
		tag && tag->machine ? machine_tag_sign(tag->machine) : NULL;
	gsize place = start_of(letters, desk->at), len;
	const char *text = transcript_turn_text(
		desk->record->transcript, desk_source(desk, desk->at), &len);

	if (hit)
		place += letters_before(text, MIN(hit->span.start, len));
	return place;
}

void
letters_follow(struct desk *desk, const struct letters *was,
	       const struct letters *is, gsize cursor)
{
	if (letters_equal(was, is))
		return;
	desk->at = turn_with(is, place_now(was, is, cursor));
	for (guint i = 0; i < G_N_ELEMENTS(desk->marks); i++) {
		if (desk->marks[i])
			desk->marks[i] =
				turn_now(was, is, desk->marks[i] - 1) + 1;
	}
	if (desk->range)
		desk->range = turn_now(was, is, desk->range - 1) + 1;
}

gboolean
desk_is_current(struct tui *tui)
{
	struct letters *was, *is;
	gboolean changed = FALSE, same;
	GError *error = NULL;

	/* What cannot be asked is told when it is saved. */
	if (!app_changed(tui->options.app, &changed, NULL) || !changed)
		return TRUE;
	was = letters_new(tui->desk->record->transcript);
	if (!desk_reload(tui, &error)) {
		letters_free(was);
		tui_fault(tui, error);
		return FALSE;
	}
	is = letters_new(tui->desk->record->transcript);
	same = letters_equal(was, is);
	if (!same)
		tui_fail(tui, "somebody has corrected the turns meanwhile; "
			      "look again, nothing was saved");
	letters_free(was);
	letters_free(is);
	return same;
}
