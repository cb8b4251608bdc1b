/*
 * word_search: words looked for alike in turns, sessions, items and paper.
 *
 * A search goes from line to line; in a turn that is longer than the screen
 * it goes on from what is in sight, so that what was found can be seen.
 */
#include "tui/private.h"
#include "tui/asking.h"

/* Behind the brackets that stand around matched words and are not of the
 * talk: the first and the last byte of what is marked. */
static const char *
pass_bracket(const char *text, const char *marks, const char *at)
{
	while (marks && *at && marks[at - text] &&
	       (at == text || !marks[at - text - 1] || !marks[at - text + 1]))
		at++;
	return at;
}

/* Where the words end that stand here, or NULL. */
static const char *
end_of_words(const char *text, const char *marks, const char *at,
	     const char *words)
{
	while (*words) {
		at = pass_bracket(text, marks, at);
		if (!*at || g_unichar_tolower(g_utf8_get_char(at)) !=
				    g_unichar_tolower(g_utf8_get_char(words)))
			return NULL;
		at = g_utf8_next_char(at);
		words = g_utf8_next_char(words);
	}
	return at;
}

gboolean
words_find(const char *text, const char *marks, gsize from, const char *words,
	   struct span *span)
{
	const char *at = text + from;
	gunichar first = g_unichar_tolower(g_utf8_get_char(words));
	const char *end;

	for (at = pass_bracket(text, marks, at); *words && *at;
	     at = pass_bracket(text, marks, g_utf8_next_char(at))) {
		guchar byte = (guchar)*at;

		if (byte < 0x80 ?
			    (guchar)g_ascii_tolower((char)byte) != first :
			    g_unichar_tolower(g_utf8_get_char(at)) != first)
			continue;
		end = end_of_words(text, marks, at, words);
		if (!end)
			continue;
		span->start = (guint32)(at - text);
		span->end = (guint32)(end - text);
		return TRUE;
	}
	return FALSE;
}

void
draw_found(const struct tui *tui, const struct area *area, guint row,
	   guint column, const char *text)
{
	struct span span = { 0, 0 };

	while (tui->found &&
	       words_find(text, NULL, span.end, tui->search, &span)) {
		g_autofree char *before = g_strndup(text, span.start);
		g_autofree char *words =
			g_strndup(text + span.start, span.end - span.start);

		area_ink(area, row, column + base_text_columns(before),
			 base_text_columns(words), INK_FOUND);
	}
}

/* -- in a turn ------------------------------------------------------------ */

/* The row of the roll that this byte of a turn is in. */
static guint
row_of(const struct shown_turn *turn, guint32 byte)
{
	guint line = 0;

	while (line + 1 < turn->lines->len &&
	       g_array_index(turn->lines, struct span, line + 1).start <= byte)
		line++;
	return turn->row + line;
}

void
desk_show(struct desk *desk, guint32 byte)
{
	const struct shown_turn *turn = desk_turn(desk, desk->at);
	guint page = MAX(desk->page, 1), row;

	if (!turn->lines || turn->rows == 0)
		return;
	row = row_of(turn, byte);
	if (row < desk->top || row >= desk->top + page)
		desk->top = row - MIN(row - turn->row, page / 3);
}

void
desk_show_tag(struct desk *desk)
{
	const struct effective_tag *tag = desk_tag(desk);
	const struct machine_hit *hit =
		tag && tag->machine ? machine_tag_sign(tag->machine) : NULL;

	if (hit && desk_turn(desk, desk->at)->rows > desk->page)
		desk_show(desk,
			  shown_turn_place(desk, desk->at, hit->span.start));
}

/* Words of the turn under the cursor that are below what is in sight, or
 * above it; what is in sight has been seen unless the search is new. */
static gboolean
go_on_in_turn(struct tui *tui, gboolean back, gboolean new)
{
	struct desk *desk = tui->desk;
	const struct shown_turn *turn = desk_turn(desk, desk->at);
	struct span span = { 0, 0 };
	guint below = desk->top + (new ? 0 : desk->page);
	gint64 found = -1;

	if (turn->rows <= MAX(desk->page, 1) || !turn->lines)
		return FALSE;
	while (words_find(turn->text, turn->marks, span.end, tui->search,
			  &span)) {
		guint row = row_of(turn, span.start);

		if (back && row >= desk->top)
			break;
		if (back || row >= below)
			found = span.start;
		if (!back && found >= 0)
			break;
	}
	if (found >= 0)
		desk_show(desk, (guint32)found);
	return found >= 0;
}

/* The first words of the turn into sight, or going back the last. */
static void
show_words(struct tui *tui, gboolean back)
{
	struct desk *desk = tui->desk;
	const struct shown_turn *turn = desk_turn(desk, desk->at);
	struct span span = { 0, 0 };
	gint64 found = -1;

	while (words_find(turn->text, turn->marks, span.end, tui->search,
			  &span)) {
		found = span.start;
		if (!back)
			break;
	}
	if (found >= 0)
		desk_show(desk, (guint32)found);
}

/* -- at the keys ---------------------------------------------------------- */

static void
move_to_line(struct tui *tui, guint i, gboolean back)
{
	const struct view *view = tui_view(tui);

	/* The list goes by session number, the others by line. */
	if (view == &view_list)
		tui->session_at = i;
	else
		view->move(tui, MOVE_TO, i + 1);
	if (view == &view_session)
		show_words(tui, back);
}

static void
search_next(struct tui *tui, gboolean back, gboolean new)
{
	const struct view *view = tui_view(tui);
	guint at, n;

	if (!tui->search || !view->holds) {
		g_autofree char *find = keymap_first(tui->keymap, act_find);

		tui_fail(tui, "nothing is searched for; %s begins", find);
		return;
	}
	tui->found = TRUE;
	if (view == &view_session && go_on_in_turn(tui, back, new)) {
		tui_say(tui, "found: '%s'", tui->search);
		return;
	}
	n = view->lines(tui, &at);
	for (guint i = 1; i <= n; i++) {
		guint k = (back ? at + n - i : at + i) % n;

		if (!view->holds(tui, k, tui->search))
			continue;
		move_to_line(tui, k, back);
		tui_say(tui, "%s'%s'",
			(back ? k >= at : k <= at) ? "from the other end: " :
						     "found: ",
			tui->search);
		return;
	}
	tui_fail(tui, "'%s' is not found", tui->search);
}

static void
take_search(struct tui *tui, const char *text)
{
	if (*text) {
		g_free(tui->search);
		tui->search = g_strdup(text);
	}
	search_next(tui, FALSE, TRUE);
}

void
act_find(struct tui *tui, guint count)
{
	(void)count;
	prompt_open(tui, "find: ", "", take_search);
}

void
act_find_next(struct tui *tui, guint count)
{
	(void)count;
	search_next(tui, FALSE, FALSE);
}

void
act_find_last(struct tui *tui, guint count)
{
	(void)count;
	search_next(tui, TRUE, FALSE);
}
