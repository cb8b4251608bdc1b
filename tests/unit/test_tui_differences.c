/* Where raters differ: walked from tag to tag and from item to item. */
#include "test_tui.h"

/* A signed rating of the session by the rater as independent: items of codes
 * "C3=4/3 C4=2/2". */
static void
rated(struct room *room, const char *rater, enum rater_role role,
      const char *values)
{
	g_auto(GStrv) words = g_strsplit(values, " ", -1);
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; words[i]; i++)
		g_ptr_array_add(items, item_rating_parse(words[i], &error));
	app_rate(room->app, room->session, rater, role, items, &error);
	g_assert_no_error(error);
	app_sign(room->app, room->session, rater, role, "finished",
		 "for the test", NULL, &error);
	g_assert_no_error(error);
}

static void
test_items(struct room *room, gconstpointer data)
{
	const GPtrArray *live = room->tui->desk->record->suggestions;
	const struct suggestion *first = live->pdata[0];
	const struct suggestion *second = live->pdata[1];
	g_autofree char *one = g_strdup_printf("%s=4/3 %s=2/2", first->item->id,
					       second->item->id);
	g_autofree char *two = g_strdup_printf("%s=4/3 %s=3/2", first->item->id,
					       second->item->id);
	g_autofree char *says = g_strdup_printf(
		"%s: AK 2/2 (independent), MB 3/2 (independent)",
		second->item->id);
	g_autofree char *agreed =
		g_strdup_printf("  %-4s AK 4/3", first->item->id);
	g_autofree char *starred =
		g_strdup_printf("* %-4s AK 2/2", second->item->id);

	(void)data;
	press(room, "i]d");
	sees(room, "fewer than two ratings are signed");
	rated(room, "AK", RATER_INDEPENDENT, one);
	rated(room, "MB", RATER_INDEPENDENT, two);
	press(room, "\f]d");
	sees(room, says);
	press(room, "]d");
	sees(room, "no item on which raters differ after this");
	press(room, "[d");
	sees(room, "no item on which raters differ before this");
	press(room, "D");
	sees(room, agreed);
	sees(room, starred);
	sees(room, "Tags on which they differ");
}

static void
test_tags(struct room *room, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	static const char *const of[] = { "MB", "RL", NULL };
	struct tag_merge *merge;
	struct decision *settling = g_new0(struct decision, 1);

	(void)data;
	press(room, "a");
	tui_free(room->tui);
	screen_open(room, "MB");
	press(room, "x1G[d");
	sees(room, ">    1 T");
	press(room, "D");
	sees(room, "turn 1 OPEN: MB reject, RL accept");
	settling->turn = 1;
	settling->technique = g_strdup("OPEN");
	settling->verdict = VERDICT_ACCEPT;
	g_ptr_array_add(list, settling);
	merge = app_merge_settle(room->app, room->session, of, "CH", list,
				 "it asks openly", &error);
	g_assert_no_error(error);
	tag_merge_free(merge);
	press(room, "q\fG[d");
	sees(room, "there is no disagreement before this");
	press(room, "D");
	sees(room, "turn 1 OPEN: MB reject, RL accept; settled");
}

/* What is sealed is told to others as sealed, and shown to its rater. */
static void
test_sealed(struct room *room, gconstpointer data)
{
	const struct suggestion *first =
		room->tui->desk->record->suggestions->pdata[0];
	g_autofree char *one = g_strdup_printf("%s=4/3", first->item->id);
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	g_autoptr(GError) error = NULL;

	(void)data;
	g_ptr_array_add(items, item_rating_parse(one, &error));
	app_rate(room->app, room->session, "TR", RATER_SELF, items, &error);
	g_assert_no_error(error);
	sealed_rating_free(app_seal(room->app, room->session, "TR", RATER_SELF,
				    "finished", "for the test", NULL, &error));
	g_assert_no_error(error);
	press(room, "\fD");
	sees(room, "TR's rating (self), version 1, is sealed since");
	sees_not(room, "TR 4/3");
	press(room, "q");
	tui_free(room->tui);
	screen_open(room, "TR");
	press(room, "D");
	sees(room, "TR 4/3 (self)");
	sees_not(room, "is sealed since");
}

#define TEST(name, function)                                                 \
	g_test_add("/tui/differences/" name, struct room, NULL, room_set_up, \
		   function, room_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("items", test_items);
	TEST("tags", test_tags);
	TEST("sealed", test_sealed);
	return g_test_run();
}
