/*
 * What a person looks for is in sight: what was found, why a tag is there,
 * what others said of it, and the end of what the screen has to say.
 */
#include "test_tui.h"
#include "tui/asking.h"

#include <string.h>

/* A session of its own, in place of the usual one. */
static void
open_text(struct room *room, const char *text)
{
	g_autofree char *path = put(&room->f, "own.txt", text);

	tui_free(room->tui);
	room->session = import_well(room->app, path);
	screen_open(room, "RL");
}

/* A turn of 400 words w1 w2 ..., each 10th a line's beginning or so. */
static char *
long_turn(const char *before, const char *after)
{
	GString *text = g_string_new(before);

	for (guint i = 1; i <= 400; i++)
		g_string_append_printf(text, " w%u", i);
	g_string_append(text, after);
	return g_string_free(text, FALSE);
}

/* The letters drawn as found, one after the other. */
static char *
found_letters(struct room *room)
{
	GString *out = g_string_new(NULL);

	tui_draw(room->tui, room->grid);
	for (guint i = 0; i < room->grid->rows * room->grid->columns; i++) {
		if (room->grid->cells[i].ink == INK_FOUND)
			g_string_append_unichar(out, room->grid->cells[i].ch);
	}
	return g_string_free(out, FALSE);
}

static void
finds(struct room *room, const char *letters)
{
	g_autofree char *found = found_letters(room);

	g_assert_cmpstr(found, ==, letters);
}

static void
test_found_in_long_turn(struct room *room, gconstpointer data)
{
	g_autofree char *text = long_turn("T: Hello.\nP: Start", " over.\n");

	(void)data;
	open_text(room, text);
	sees_not(room, "w350");
	press(room, "/W350\r");
	sees(room, "found: 'W350'");
	finds(room, "w350");
	press(room, "/start\r");
	finds(room, "Start");
	/* On in the same turn, behind what is in sight, and back. */
	press(room, "/w39\r");
	sees(room, " w39 ");
	press(room, "n");
	sees_not(room, " w39 ");
	sees(room, " w390 ");
	sees(room, ">    2 P");
	press(room, "N");
	sees(room, " w39 ");
	press(room, "j");
	finds(room, "");
}

/* Brackets around matched words are not of the talk. */
static void
test_found_across_brackets(struct room *room, gconstpointer data)
{
	(void)data;
	sees(room, "[Tell me] about");
	press(room, "/tell me about the\r");
	sees(room, "from the other end");
	finds(room, "Tell me] about the");
	press(room, "/]\r");
	sees(room, "']' is not found");
	press(room, "?/accept the\r");
	finds(room, "accept the");
}

static void
test_tag_in_long_turn(struct room *room, gconstpointer data)
{
	g_autofree char *turn =
		long_turn("T: Hello.\nP: Yes.\nT: So", " Tell me.\nP: No.\n");

	(void)data;
	open_text(room, turn);
	sees_not(room, "[Tell me]");
	press(room, "]t");
	sees(room, "[Tell me]");
	sees(room, "OPEN");
}

static void
test_long_message(struct room *room, gconstpointer data)
{
	(void)data;
	tui_fail(room->tui, "the casebook in a folder with a long name is held "
			    "by another; wait, nothing was changed");
	sees(room, "; wait, nothing\n was changed");
	sees_not(room, "? help");
	press(room, "j");
	sees(room, "? help");
}

/* Who said what stands before the rules, and what was taken back only on the
 * page. */
static void
test_words_of_raters(struct room *room, gconstpointer data)
{
	struct tui *mine = room->tui;

	(void)data;
	screen_open(room, "MB");
	press(room, "x1");
	tui_free(room->tui);
	room->tui = mine;
	press(room, "aux2ua");
	{
		g_autofree char *text = look(room);
		const char *mb = strstr(text, "MB: reject OPEN");
		const char *rl = strstr(text, "RL: accept OPEN");
		const char *why = strstr(text, " why ");

		g_assert_nonnull(mb);
		g_assert_nonnull(rl);
		g_assert_true(mb < rl && rl < why);
		g_assert_null(strstr(rl + 1, "RL: "));
		g_assert_null(strstr(text, "withdraw OPEN\n"));
		g_assert_nonnull(strstr(text, ">* !OPEN accepted"));
	}
	press(room, "u");
	sees_not(room, "!OPEN");
	press(room, "a");
	press(room, "\r");
	sees(room, "said  RL: withdraw OPEN");
}

static void
test_more_is_told(struct room *room, gconstpointer data)
{
	(void)data;
	sees_not(room, "Enter: more");
	grid_resize(room->grid, 16, 60);
	press(room, "a");
	sees(room, "Enter: more");
}

/* Nothing is decided on a turn that the filter hides. */
static void
test_hidden_turn(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "Frejected\r");
	sees(room, "No turn passes the filter");
	press(room, "a");
	sees(room, "turn 1 is hidden by the filter; F changes it");
	press(room, "x");
	sees_not(room, "why reject");
	press(room, "t");
	sees_not(room, "which technique");
	holds(room, "");
	press(room, "F\025\ra.");
	holds(room, "accept OPEN@1 accept OPEN@1 ");
}

/* A turn that is gone to by a mark, an observation or as evidence is shown,
 * and no other in its place. */
static void
test_hidden_is_gone_to(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "3Gmzi4");
	press(room, "keqFpatient\r");
	sees_not(room, ">    3 T");
	press(room, "'z");
	sees(room, ">    3 T");
	press(room, "F\025\rggFpatient\ri>");
	sees(room, ">    3 T");
	press(room, "qa");
	holds(room, "accept COMM@3 ");
	press(room, "F\025\rggFpatient\ru");
	sees(room, ">    3 T");
}

/* What is pasted are no keys; a comment of two lines stays one comment. */
static void
test_paste(struct room *room, gconstpointer data)
{
	(void)data;
	tui_key(room->tui, NAMED_PASTE);
	press(room, "at\rq");
	sees(room, "text can be pasted where text is asked for");
	tui_key(room->tui, NAMED_PASTED);
	g_assert_false(room->tui->quit);
	holds(room, "");
	press(room, "x");
	tui_key(room->tui, NAMED_PASTE);
	press(room, "12");
	tui_key(room->tui, NAMED_PASTED);
	holds(room, "");
	press(room, "\033i4kc");
	tui_key(room->tui, NAMED_PASTE);
	press(room, "warm\n55\033");
	sees(room, "comment on A1: warm 55");
	tui_key(room->tui, NAMED_PASTED);
	press(room, "\r");
	sees(room, "comment  warm 55");
	/* Its end was lost: then it has ended when nothing more comes. */
	tui_key(room->tui, NAMED_PASTE);
	tui_idle(room->tui);
	press(room, "qa");
	holds(room, "accept OPEN@1 ");
}

static void
test_filter_tells_words(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "F");
	sees(room, "undecided rejected tagged hint");
	press(room, "undecidd\r");
	sees(room, "show only: undecidd");
	sees(room, "did you mean 'undecided'?");
	press(room, "\010ed\r");
	sees(room, "1 of 6 turns are shown");
}

static void
test_picker(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "tqqq");
	sees(room, "nothing fits");
	press(room, "\r\010\010\010");
	sees_not(room, "nothing fits");
	press(room, "\033r");
	sees(room, "> 1 COMM");
	sees_not(room, "2 OPEN");
	press(room, "\033");
	picker_open(room->tui, "which?", NULL);
	for (guint i = 0; i < 40; i++)
		picker_add(room->tui, "k", "choice %u", i);
	sees(room, " 1 to 17 of 40 ");
	tui_key(room->tui, NAMED_UP);
	for (guint i = 0; i < 20; i++)
		tui_key(room->tui, NAMED_DOWN);
	sees(room, " 5 to 21 of 40 ");
	press(room, "\033");
}

static void
test_item_is_found(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "i");
	sees(room, "A1 (U, 1 of 2)");
	press(room, "/warm\r");
	sees(room, "A2 (E, 2 of 2)");
	press(room, "/a1\r");
	sees(room, "A1 (U, 1 of 2)");
	/* No word of the talk was looked for. */
	press(room, "/s\r");
	finds(room, "");
	press(room, "?");
	sees(room, "1 to 5 sets the extent");
	press(room, "qgg4");
	sees(room, " saved - ");
	press(room, "3");
	sees(room, " saved - ");
	press(room, "4");
	sees(room, " saved - ");
	press(room, "3");
	sees(room, " saved, the last item - ");
}

/* A score with all its parts leaves room for what is missing. */
static void
test_missing_in_sight(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "i43-1");
	grid_resize(room->grid, 24, 60);
	sees(room, " rated 1 of 2 - adherence 4.0 - quality 3.0 - incomplete");
	grid_resize(room->grid, 24, 66);
	sees(room, " rated 1 of 2, 1 N/A - adherence");
	press(room, "uk");
	sees(room, "missing A2");
}

/* One Esc too many is no wish to leave. */
static void
test_escape(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "t\033\033");
	g_assert_false(room->tui->quit);
	sees(room, "q leaves");
	press(room, "s\033");
	sees(room, "[Tell me]");
	press(room, "q");
	g_assert_true(room->tui->quit);
}

static void
test_unknown_number(struct room *room, gconstpointer data)
{
	(void)data;
	open_text(room, "# case: C77\nT: Yes.\nP: No.\n");
	sees(room, "C77 - session ? - ");
	press(room, "s");
	sees(room, "and open\n    none\n");
	/* Of risk there is always a word, as in 'show'. */
	press(room, "G");
	sees(room, "risk       not asked about");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("sight/found", test_found_in_long_turn);
	ADD("sight/brackets", test_found_across_brackets);
	ADD("sight/tag", test_tag_in_long_turn);
	ADD("sight/message", test_long_message);
	ADD("sight/raters", test_words_of_raters);
	ADD("sight/more", test_more_is_told);
	ADD("sight/hidden", test_hidden_turn);
	ADD("sight/gone-to", test_hidden_is_gone_to);
	ADD("sight/paste", test_paste);
	ADD("sight/filter", test_filter_tells_words);
	ADD("sight/picker", test_picker);
	ADD("sight/item", test_item_is_found);
	ADD("sight/missing", test_missing_in_sight);
	ADD("sight/escape", test_escape);
	ADD("sight/number", test_unknown_number);
	return g_test_run();
}
