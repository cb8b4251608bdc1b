/*
 * The review screen drawn into cells: keys go in, text comes out, and the
 * casebook is looked at through another door.
 */
#include "test_tui.h"

static void
test_reading(struct room *room, gconstpointer data)
{
	(void)data;
	sees(room, " C01 - session 2/16 - initial (suggested) - grief");
	sees(room, "rater RL (supervisor)");
	sees(room, ">    1 T [Tell me] about the week.");
	sees(room, ">o  OPEN probable");
	sees(room, ".  COMM hint");
	sees(room, "why   open.asks \"Tell me\": asks openly");
	sees(room, "is    asks openly");
	sees(room, " a accept  x reject");
	g_assert_cmpuint(room->grid->cursor_row, ==, 3);
}

static void
test_wide_screen(struct room *room, gconstpointer data)
{
	(void)data;
	grid_resize(room->grid, 60, 200);
	sees(room, ">    1 T [Tell me] about the week.");
	sees(room, "| 1 OPEN Open question - probable");
}

static void
test_small_screen(struct room *room, gconstpointer data)
{
	(void)data;
	grid_resize(room->grid, 16, 60);
	sees(room, "[Tell me] about the week.");
	grid_resize(room->grid, 15, 60);
	sees(room, "This window is too small.");
	press(room, "a");
	holds(room, "");
	grid_resize(room->grid, 1, 1);
	sees(room, "T");
}

static void
test_deciding(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "a");
	sees(room, ">*  OPEN accepted");
	sees(room, "accepted - iptrate decide 1 1 accept OPEN");
	holds(room, "accept OPEN@1 ");
	press(room, "a");
	sees(room, "OPEN stands by your word already; u takes it back");
	holds(room, "accept OPEN@1 ");
	press(room, "]t");
	sees(room, ">    3 T");
	press(room, "x1");
	sees(room, ">x  COMM rejected");
	sees(room, "reject COMM --reason 'not this technique'");
	holds(room, "accept OPEN@1 reject COMM@3 ");
	press(room, "jjtcomm\r");
	sees(room, ">+  COMM added");
	press(room, "kkrope\r");
	sees(room, "x  COMM to OPEN");
	sees(room, ">>  OPEN from COMM");
}

static void
test_undo_outlives_the_screen(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "a]tx6");
	press(room, "u");
	sees(room, "taken back - iptrate decide 1 3 withdraw COMM");
	tui_free(room->tui);
	screen_open(room, "RL");
	press(room, "u");
	sees(room, "withdraw OPEN");
	sees(room, "o  OPEN probable");
	press(room, "u");
	sees(room, "nothing that could be taken back");
	tui_free(room->tui);
	screen_open(room, "RL");
	press(room, "\022");
	sees(room, "*  OPEN accepted");
	press(room, "\022");
	sees(room, "x  COMM rejected");
	press(room, "\022");
	sees(room, "nothing back that could be done again");
}

/* A session with three open tags. */
static void
open_many(struct room *room)
{
	g_autofree char *path =
		put(&room->f, "many.txt",
		    "# case: C02\nT: Tell me.\nP: No.\nT: Tell me more.\n"
		    "P: No.\nT: Please tell me.\nP: No.\n");

	tui_free(room->tui);
	room->session = import_well(room->app, path);
	screen_open(room, "RL");
}

/* A range is taken back by one key, also when the screen was left between,
 * and the history has every word. */
static void
test_undo_of_a_range(struct room *room, gconstpointer data)
{
	(void)data;
	open_many(room);
	press(room, "vGAy\r");
	sees(room, "3 tags accepted; u takes all of them back");
	sees(room, "*  OPEN accepted");
	tui_free(room->tui);
	screen_open(room, "RL");
	press(room, "ggu");
	sees(room, "3 decisions taken back, turns 1 to 5 - iptrate decide 2 "
		   "--undo");
	sees(room, ">    1 T [Tell me].");
	sees(room, ">o  OPEN probable");
	sees_not(room, "accepted");
	press(room, "u");
	sees(room, "nothing that could be taken back");
	tui_free(room->tui);
	screen_open(room, "RL");
	press(room, "\022");
	sees(room, "3 decisions made again, turns 1 to 5");
	sees_not(room, "probable");
	holds(room, "accept OPEN@1 accept OPEN@3 accept OPEN@5 "
		    "withdraw OPEN@5 withdraw OPEN@3 withdraw OPEN@1 "
		    "accept OPEN@1 accept OPEN@3 accept OPEN@5 ");
}

/* A rule that people rejected too often gives hints, and it is said. */
static void
test_below_floor(struct room *room, gconstpointer data)
{
	g_autofree char *codebook = g_strdup_printf(
		TEST_CODEBOOK "floor: {precision: 0.6, decided: 2}\n", "1.0.0",
		"did you say", "What did you say?");

	(void)data;
	g_free(put(&room->f, "codebook.yaml", codebook));
	tui_free(room->tui);
	app_free(room->app);
	room->app = open_app(&room->f);
	screen_open(room, "RL");
	open_many(room);
	press(room, "x1]tx1");
	sees(room, "o  OPEN probable");
	press(room, "\f");
	sees(room, ".  OPEN below floor");
	press(room, "?G");
	sees(room, "> relabelled");
	sees(room, "below floor people rejected so much");
}

/* What another did is not mine to take back. */
static void
test_undo_is_ones_own(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "a");
	tui_free(room->tui);
	screen_open(room, "MB");
	press(room, "u");
	sees(room, "nothing that could be taken back");
	holds(room, "accept OPEN@1 ");
	press(room, "x6]d");
	press(room, "G[d");
	sees(room, ">    1 T");
}

static void
test_repeat_and_refusals(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, ".");
	sees(room, "nothing to repeat yet");
	press(room, "a]t.");
	sees(room, "*  COMM accepted");
	press(room, "2Gt");
	sees(room, "turn 2 is the patient's");
	press(room, "a");
	sees(room, "this turn has no tag");
	press(room, "Q");
	sees(room, "Q does nothing here");
}

static void
test_rater_is_asked(struct room *room, gconstpointer data)
{
	(void)data;
	tui_free(room->tui);
	screen_open(room, NULL);
	sees(room, "reading only");
	press(room, "a");
	sees(room, "who decides? your code:");
	press(room, "MB\ra");
	holds(room, "accept OPEN@1 ");
	sees(room, "rater MB");
}

static void
test_moving_and_finding(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "4G");
	sees(room, ">    4 P Nothing.");
	press(room, "gg/THAT WAS\r");
	sees(room, ">    5 T That was hard");
	press(room, "n");
	sees(room, "from the other end");
	press(room, "/nowhere\r");
	sees(room, "'nowhere' is not found");
	press(room, "maggj'a");
	sees(room, ">    5 T");
}

static void
test_filter(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "Fundecided\r");
	sees(room, "1 of 6 turns are shown");
	sees_not(room, "What did you say");
	press(room, "F\025nonsense\r");
	sees(room, "nothing to filter by is called 'nonsense'");
	press(room, "\033A");
	sees(room, "accept 1 open tag shown? y or n");
	press(room, "n\r");
	holds(room, "");
	press(room, "Ay\r");
	holds(room, "accept OPEN@1 ");
	press(room, "F\025\r");
	sees(room, "6 of 6 turns are shown");
}

static void
test_rating(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "i");
	sees(room, "A1 (U, 1 of 2) asks openly");
	sees(room, "rated 0 of 2 live");
	press(room, "4");
	sees(room, "[4 d]");
	sees(room, "iptrate rate 1 --role supervisor --set A1=4");
	press(room, "3");
	sees(room, "A2 (E, 2 of 2) is warm");
	sees(room, "rated 1 of 2 live");
	sees(room, "missing A2");
	press(room, "-1");
	sees(room, "N/A");
	press(room, "k");
	sees(room, "[3 c]");
	press(room, "Je");
	sees(room, "turn 2 is evidence now");
	press(room, "cstays with it\r");
	sees(room, "comment  stays with it");
	press(room, "7");
	sees(room, "the scale goes from 1 to 5");
	press(room, "u");
	sees_not(room, "stays with it");
	press(room, "\022");
	sees(room, "stays with it");
	press(room, "S");
	sees(room, "what you sign");
	sees(room, "verdict      pass");
	sees(room, "N/A          A2: ");
	press(room, "\025fine\r");
	sees(room, " declared - iptrate sign 1");
}

/* In the smallest window the wording of the point stands there, and Enter has
 * that of every point. */
static void
test_rating_in_small(struct room *room, gconstpointer data)
{
	(void)data;
	grid_resize(room->grid, 16, 60);
	press(room, "i4");
	sees(room, "quality > 1 a");
	sees(room, "    3  c\n");
	press(room, "2k");
	sees(room, "extent  > 1 a");
	sees(room, "    4  d\n");
	press(room, "\r");
	sees(room, "A1 (U) asks openly");
	sees(room, "   [4] d: d");
	press(room, "G");
	sees(room, "   [2] b: b");
	sees(room, "    5  e: e");
	press(room, "q");
	sees(room, "rated 1 of 2 - adherence 4.0 - quality 2.0 - incomplete");
}

/* Values go back to "not rated", in a later sitting too. */
static void
test_rating_undo_outlives(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "i43");
	press(room, "S");
	sees(room, "verdict      incomplete");
	press(room, "\r");
	sees(room, "that needs a reason");
	press(room, "Sa trial\r\r");
	/* What is signed is not changed without a yes. */
	press(room, "k2");
	sees(room, "change it: version 2 begins beside it");
	press(room, "1");
	sees(room, "nothing was changed");
	press(room, "22");
	sees(room, "saved; version 2 begins, version 1 stays signed");
	tui_free(room->tui);
	screen_open(room, "RL");
	press(room, "iu");
	sees(room, "A1: taken back - iptrate rate 1 --role supervisor --undo");
	sees(room, "[4 d]");
	sees(room, "[3 c]");
	press(room, "u2u");
	sees(room, "A1: taken back, not rated now");
	sees(room, "rated 0 of 2 live");
	press(room, "u");
	sees(room, "no rating of session 1 can be taken back");
	tui_free(room->tui);
	screen_open(room, "RL");
	press(room, "i\022\022\0222");
	sees(room, "A1: done again");
	sees(room, "[2 b]");
	press(room, "\022");
	sees(room, "no rating of session 1 can be done again");
}

/* What the screen saved is what others read. */
static void
test_rating_is_saved(struct room *room, gconstpointer data)
{
	g_autoptr(SessionRecord) record = NULL;
	const struct rating *rating;
	const struct item_rating *item;

	(void)data;
	press(room, "i43");
	record = app_record(room->app, room->session, NULL);
	g_assert_cmpuint(record->ratings->len, ==, 1);
	rating = record->ratings->pdata[0];
	item = rating->items->pdata[0];
	g_assert_cmpstr(rating->rater, ==, "RL");
	g_assert_cmpstr(item->item, ==, "A1");
	g_assert_cmpuint(item->extent, ==, 4);
	g_assert_cmpuint(item->quality, ==, 3);
}

static void
test_other_views(struct room *room, gconstpointer data)
{
	(void)data;
	sees(room, "[Tell me]");
	press(room, "?");
	sees(room, "accept the tag");
	press(room, "/undo\r");
	sees(room, "take back what you did last");
	press(room, "q\r");
	sees(room, "What the codebook says of it");
	press(room, "qs");
	sees(room, "Techniques: turns that stand");
	sees(room, "Not rated by you yet");
	press(room, "q");
	press(room, "Z");
	sees_not(room, "T");
	press(room, "a");
	holds(room, "");
	sees(room, "[Tell me]");
	press(room, ":");
	sees(room, "there is no command line here");
	press(room, "q");
	g_assert_true(room->tui->quit);
}

/* Somebody else splits and merges turns: nothing lands on the wrong one, and
 * cursor and marks stay on their words. */
static void
test_corrected_meanwhile(struct room *room, gconstpointer data)
{
	g_autoptr(App) other = open_app(&room->f);
	g_autoptr(GError) error = NULL;
	g_autoptr(TurnChange) split = NULL;
	g_autoptr(TurnChange) merged = NULL;
	struct turn_owner owner = { .role = TURN_PATIENT };
	struct turn_cut cut = {
		.words = "about",
		.first.role = TURN_UNKNOWN,
		.second.role = TURN_PATIENT,
	};

	(void)data;
	press(room, "6Gma3G");
	sees(room, ">    3 T What");
	split = app_turn_split(other, 1, 1, &cut, FALSE, &error);
	g_assert_no_error(error);
	press(room, "a");
	sees(room, "somebody has corrected the turns meanwhile");
	holds(room, "");
	sees(room, ">    4 T What");
	sees(room, "     2 P about the week.");
	press(room, "a");
	holds(room, "accept COMM@4 ");
	press(room, "'a");
	sees(room, ">    7 P Yes. Tell me");
	merged = app_turn_merge(other, 1, 6, &owner, FALSE, &error);
	g_assert_no_error(error);
	tui_idle(room->tui);
	sees(room, ">    6 P That was hard for you. Yes. Tell me");
}

static void
test_list(struct room *room, gconstpointer data)
{
	(void)data;
	tui_free(room->tui);
	room->session = 0;
	screen_open(room, "RL");
	room->session = 1;
	sees(room, "s01.txt");
	sees(room, ">     1  C01");
	press(room, "\r");
	sees(room, "[Tell me] about the week.");
	press(room, "a");
	press(room, "q");
	sees(room, "iptrate review");
	press(room, "q");
	g_assert_true(room->tui->quit);
}

/* No key in no view may do harm: every key, again and again. */
static void
test_any_keys(struct room *room, gconstpointer data)
{
	static const guint32 named[] = { NAMED_UP,   NAMED_DOWN, NAMED_HOME,
					 NAMED_END,  NAMED_PGUP, NAMED_PGDN,
					 NAMED_LEFT, NAMED_RIGHT };
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	(void)data;
	for (guint i = 0; i < 6000; i++) {
		guint32 key = (guint32)g_rand_int_range(rand, 1, 140);

		if (key >= 127)
			key = named[key % G_N_ELEMENTS(named)];
		tui_key(room->tui, key);
		if (i % 500 == 0)
			grid_resize(room->grid, 10 + i / 200, 40 + i / 40);
		tui_draw(room->tui, room->grid);
		room->tui->quit = FALSE;
		room->tui->suspend = FALSE;
	}
}

/* Two at one session: what the other did is seen with my next decision. */
static void
test_two_at_once(struct room *room, gconstpointer data)
{
	struct tui *mine = room->tui;

	(void)data;
	screen_open(room, "MB");
	press(room, "a");
	tui_free(room->tui);
	room->tui = mine;
	sees(room, "o  OPEN probable");
	press(room, "]ta");
	sees(room, "*  OPEN accepted");
	sees(room, ">*  COMM accepted");
}

/* What another program saved is there when nobody types, and the cursor
 * where it was. */
static void
test_others_are_seen(struct room *room, gconstpointer data)
{
	struct app *mine = room->app;
	struct tui *screen = room->tui;
	gint64 session = room->session;

	(void)data;
	press(room, "]ti");
	tui_idle(screen);
	g_assert_null(screen->said);
	room->app = open_app(&room->f);
	screen_open(room, "MB");
	press(room, "ai43");
	tui_free(room->tui);
	room->tui = screen;
	press(room, "q");
	sees(room, "o  OPEN probable");
	tui_idle(screen);
	sees(room, "*  OPEN accepted");
	sees(room, ">    3 T");
	sees(room, "others have decided 1 time meanwhile");
	/* Another session is nothing to speak of. */
	press(room, "k");
	g_assert_true(app_measure_set(room->app, session, "PHQ-9", 9, NULL));
	tui_idle(screen);
	g_assert_null(screen->said);
	/* Nothing moves under a question. */
	press(room, "a]tr");
	g_assert_true(app_session_set(room->app, session, "case", "C77", NULL));
	tui_idle(screen);
	sees(room, " C01 - session");
	press(room, "\033");
	tui_idle(screen);
	sees(room, " C77 - session");
	app_free(room->app);
	room->app = mine;
}

/* One rates oneself as self. */
static void
test_role_of_oneself(struct room *room, gconstpointer data)
{
	(void)data;
	g_assert_true(app_session_set(room->app, room->session, "therapist",
				      "TK", NULL));
	tui_free(room->tui);
	screen_open(room, "TK");
	sees(room, "rater TK (self)");
}

/* Words of a hostile file: nothing of them reaches the terminal as such. */
static void
test_hostile_text(struct room *room, gconstpointer data)
{
	g_autofree char *path = put(
		&room->f, "h.txt",
		"# case: =cmd()\nT: Tell me \033]0;x\007 \302\233 \342\200\256"
		"=HYPERLINK(1).\nP: \033[2J.\n");

	(void)data;
	tui_free(room->tui);
	room->session = import_well(room->app, path);
	screen_open(room, "RL");
	tui_draw(room->tui, room->grid);
	for (guint i = 0; i < room->grid->rows * room->grid->columns; i++) {
		gunichar c = room->grid->cells[i].ch;

		g_assert_true(c == 0 || (c >= 0x20 && c < 0x7f) || c >= 0xa0);
		g_assert_cmpuint(c, !=, 0x202e);
	}
	sees(room, "=HYPERLINK(1)");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("reading", test_reading);
	ADD("wide", test_wide_screen);
	ADD("small", test_small_screen);
	ADD("deciding", test_deciding);
	ADD("undo", test_undo_outlives_the_screen);
	ADD("undo/range", test_undo_of_a_range);
	ADD("floor", test_below_floor);
	ADD("undo/own", test_undo_is_ones_own);
	ADD("repeat", test_repeat_and_refusals);
	ADD("rater", test_rater_is_asked);
	ADD("moving", test_moving_and_finding);
	ADD("filter", test_filter);
	ADD("rating", test_rating);
	ADD("rating/small", test_rating_in_small);
	ADD("rating/undo", test_rating_undo_outlives);
	ADD("rating/saved", test_rating_is_saved);
	ADD("views", test_other_views);
	ADD("list", test_list);
	ADD("corrected", test_corrected_meanwhile);
	ADD("two", test_two_at_once);
	ADD("others", test_others_are_seen);
	ADD("self", test_role_of_oneself);
	ADD("hostile", test_hostile_text);
	ADD("any-keys", test_any_keys);
	return g_test_run();
}
