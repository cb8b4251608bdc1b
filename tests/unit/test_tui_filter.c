/*
 * Filters, what is decided on at once, and how what was done is told.
 */
#include "test_tui.h"
#include "tui/asking.h"
#include "tui/rating.h"

/* Two open questions that are open, two hints of communication analysis. */
static void
open_mixed(struct room *room)
{
	g_autofree char *path =
		put(&room->f, "mixed.txt",
		    "# case: C02\nT: Tell me.\nP: No.\n"
		    "T: What did you say?\nP: No.\n"
		    "T: Tell me, what did you say?\nP: No.\nT: So.\nP: No.\n");

	tui_free(room->tui);
	room->session = import_well(room->app, path);
	screen_open(room, "RL");
}

/* What was decided on stays where it is until the filter is set anew. */
static void
test_stays(struct room *room, gconstpointer data)
{
	(void)data;
	open_mixed(room);
	press(room, "Fundecided\r");
	sees(room, "2 of 8 turns are shown");
	press(room, "a");
	sees(room, ">    1 T [Tell me]");
	sees(room, ">*  OPEN accepted");
	press(room, "j");
	sees(room, ">    5 T");
	sees(room, "*  OPEN accepted");
	press(room, "F\r");
	sees(room, "1 of 8 turns are shown");
	sees_not(room, "accepted");
	press(room, "a\f");
	sees(room, ">    5 T");
}

/* Words of one kind are alternatives; naming hints opens them. */
static void
test_hints(struct room *room, gconstpointer data)
{
	(void)data;
	open_mixed(room);
	press(room, "Fhint\r");
	sees(room, "2 of 8 turns are shown");
	press(room, "F\025hint probable\r");
	sees(room, "3 of 8 turns are shown");
	press(room, "F\025undecided hint\r");
	sees(room, "2 of 8 turns are shown");
	press(room, "]u");
	sees(room, ">    5 T");
	press(room, "F\025therapist patient\r");
	sees(room, "8 of 8 turns are shown");
	press(room, "F\025patient\rA");
	sees(room, "there is no open tag shown");
	press(room, "F\025undecidd\r");
	sees(room, "(did you mean 'undecided'?)");
	press(room, "F\025hint\rAy\r");
	holds(room, "accept COMM@3 accept COMM@5 ");
	sees(room, "2 tags accepted; u takes all of them back - ");
	g_assert_cmpstr(room->tui->command, ==,
			"iptrate decide 2 1-8 accept --open --strength hint "
			"--rater RL");
}

static void
test_reject_all(struct room *room, gconstpointer data)
{
	(void)data;
	open_mixed(room);
	press(room, "X");
	sees(room, "why reject 2 open tags of the session?");
	press(room, "\033");
	holds(room, "");
	press(room, "vX");
	sees(room, "why reject 1 open tag in the range?");
	press(room, "7so it is\r");
	holds(room, "reject OPEN@1 ");
	sees(room, "RL: reject OPEN, so it is");
	press(room, "u");
	holds(room, "reject OPEN@1 withdraw OPEN@1 ");
}

/* A turn that was given to the patient has tags, and none of them is open. */
static void
test_not_the_therapists(struct room *room, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(TurnChange) change = NULL;

	(void)data;
	open_mixed(room);
	change = app_turn_role(room->app, room->session, 1, TURN_PATIENT, FALSE,
			       &error);
	g_assert_no_error(error);
	press(room, "\fAy\r");
	holds(room, "accept OPEN@5 ");
}

/* In a narrow window a command is broken as a shell takes it. */
static void
test_command_is_whole(struct room *room, gconstpointer data)
{
	(void)data;
	grid_resize(room->grid, 16, 60);
	press(room, "x1");
	sees(room, " rejected - iptrate decide 1 1 reject OPEN \\\n"
		   "   --reason 'not this technique' --rater RL\n");
	press(room, "j");
	sees(room, "? help");
	press(room, "kx7a --b it's --c\r");
	sees(room, " rejected - iptrate decide 1 1 reject OPEN \\\n"
		   "   --reason 'a --b it'\\''s --c' --rater RL\n");
	press(room, "i4ca comment that goes on --beyond the window's edge\r");
	sees(room,
	     " saved - iptrate rate 1 --role supervisor --set A1=4 \\\n"
	     "   --comment 'A1=a comment that goes on --beyond the win...\n");
}

/* Evidence and comment go with the points; several lines stay one. */
static void
test_rating_is_told(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "i4eJJe");
	sees(room, "turn 3 is evidence now - ");
	g_assert_cmpstr(room->tui->command, ==,
			"iptrate rate 1 --role supervisor --set A1=4 "
			"--evidence A1=1,3 --rater RL");
	press(room, "e");
	sees(room, "turn 3 is no evidence now");
	rating_comment(room->tui, "one\nit's two");
	g_assert_cmpstr(room->tui->command, ==,
			"iptrate rate 1 --role supervisor --set A1=4 "
			"--evidence A1=1 --comment $'A1=one\\nit\\'s two' "
			"--rater RL");
	press(room, "S");
	sees(room, "it is incomplete; signed all the same, why?");
	press(room, "a trial\r\025over\r");
	g_assert_cmpstr(room->tui->command, ==,
			"iptrate sign 1 --role supervisor --meaning over "
			"--incomplete 'a trial' --rater RL");
}

/* The words of a filter are read also where there is little room. */
static void
test_filter_is_named(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "Fundecided OPEN\r");
	sees(room, "grief  filter: undecided OPEN\n");
	press(room, "F\025OPEN\r");
	grid_resize(room->grid, 24, 120);
	sees(room, "grief  filter: OPEN");
	sees(room, "rater RL (supervisor)");
}

/* A rating in which nothing is left is none. */
static void
test_rated_to_nothing(struct room *room, gconstpointer data)
{
	const struct session_info *info;
	g_autoptr(GPtrArray) sessions = NULL;
	g_autoptr(GPtrArray) after = NULL;

	(void)data;
	press(room, "i4");
	sessions = app_sessions(room->app, NULL);
	info = sessions->pdata[0];
	g_assert_cmpuint(info->ratings, ==, 1);
	press(room, "u");
	after = app_sessions(room->app, NULL);
	info = after->pdata[0];
	g_assert_cmpuint(info->ratings, ==, 0);
}

/* What is rated by half is missing, too; each scale can be got at. */
static void
test_scales(struct room *room, gconstpointer data)
{
	(void)data;
	press(room, "ix");
	sees(room, "the quality of A1 is asked for once its extent calls");
	press(room, "4j4");
	sees(room, "quality >");
	press(room, "3m");
	sees(room, "A1 (U, 1 of 2)");
	sees(room, "quality >");
	press(room, "2kx5");
	sees(room, "[4 d]");
	press(room, "k");
	sees(room, "[5 e]");
	press(room, "m");
	sees(room, "every live item is rated; S signs");
}

/* Tab: what is common, what may follow, and the options of a verb. */
static void
test_completion(struct room *room, gconstpointer data)
{
	static const char *const base[] = { "true", NULL };
	static const char *const verbs[] = { "session list", "session show",
					     "show",	     "tag",
					     "tags",	     NULL };
	static const char *const options[] = {
		"", "", "--turns --tagged --why", "--all", "--undecided", NULL
	};

	(void)data;
	room->tui->options.base = base;
	room->tui->options.verbs = verbs;
	room->tui->options.verb_options = options;
	press(room, ":se\t");
	sees(room, " :session\n session list  session show");
	press(room, "sh\t");
	sees(room, " :session show\n Enter runs");
	press(room, "\025iptrate sho\t");
	sees(room, " :iptrate show\n Enter");
	press(room, "1 --t\t");
	sees(room, " :iptrate show 1 --t\n --turns  --tagged");
	press(room, "u\t");
	sees(room, " :iptrate show 1 --turns\n");
	press(room, "\025tags --\t");
	sees(room, " :tags --undecided");
	press(room, "\025nothing\t");
	sees(room, " :nothing\n nothing begins so");
	press(room, "\025ab");
	tui_key(room->tui, NAMED_HOME);
	tui_key(room->tui, NAMED_DELETE);
	sees(room, " :b\n");
}

/* A page that is wider than the window says so and can be read on. */
static void
test_wide_page(struct room *room, gconstpointer data)
{
	GPtrArray *paper = paper_new();
	g_autoptr(GString) line = g_string_new(NULL);

	(void)data;
	for (guint i = 0; i < 30; i++)
		g_string_append_printf(line, "%04u.", i * 5);
	paper_add(paper, 1000, INK_PLAIN, "", line->str);
	pager_open(room->tui, "wide", paper);
	sees(room, "  0000.0005.");
	sees(room, "0070.00>\n");
	tui_key(room->tui, NAMED_RIGHT);
	sees(room, "  0020.0025.");
	press(room, "9");
	tui_key(room->tui, NAMED_RIGHT);
	sees(room, "0140.0145.\n");
	tui_key(room->tui, NAMED_LEFT);
	sees(room, ">\n");
	press(room, "9");
	tui_key(room->tui, NAMED_LEFT);
	sees(room, "  0000.0005.");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("filter/stays", test_stays);
	ADD("filter/hints", test_hints);
	ADD("filter/named", test_filter_is_named);
	ADD("many/reject", test_reject_all);
	ADD("many/role", test_not_the_therapists);
	ADD("command/whole", test_command_is_whole);
	ADD("command/rating", test_rating_is_told);
	ADD("rating/scales", test_scales);
	ADD("command/completion", test_completion);
	ADD("page/wide", test_wide_page);
	ADD("list/rated", test_rated_to_nothing);
	return g_test_run();
}
