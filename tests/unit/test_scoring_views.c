/* Several ratings of one session, and several raters' tags, held together. */
#include "test_scoring.h"

#include <string.h>

#define ITEMS 6
#define RATERS 3

static struct item items[ITEMS];
static struct rubric rubric;

static void
rubric_make(void)
{
	static char ids[ITEMS][4];

	rubric.items = g_ptr_array_new();
	for (guint i = 0; i < ITEMS; i++) {
		g_snprintf(ids[i], sizeof ids[i], "C%u", i + 1);
		items[i].id = ids[i];
		items[i].name = ids[i];
		g_ptr_array_add(rubric.items, &items[i]);
	}
}

static struct item_rating *
value(const char *item, guint extent, guint quality, const char *reason)
{
	struct item_rating *of = g_new0(struct item_rating, 1);

	of->item = g_strdup(item);
	of->extent = extent;
	of->quality = quality;
	of->na_reason = g_strdup(reason);
	of->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	return of;
}

static struct rating *
rating_random(GRand *dice)
{
	struct rating *rating = g_new0(struct rating, 1);

	rating->items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	for (guint i = 0; i < ITEMS; i++) {
		guint kind = (guint)g_rand_int_range(dice, 0, 5);
		guint turns = (guint)g_rand_int_range(dice, 0, 4);
		struct item_rating *of;

		if (kind == 0)
			continue;
		of = kind == 1 ? value(items[i].id, 0, 0,
				       g_rand_boolean(dice) ? "was not due" :
							      "no room") :
				 value(items[i].id, 2 + kind % 2, 3, NULL);
		while (turns-- > 0) {
			guint turn = (guint)g_rand_int_range(dice, 1, 9);

			g_array_append_val(of->turns, turn);
		}
		g_ptr_array_add(rating->items, of);
	}
	return rating;
}

static char *
print(const struct item_rating *of)
{
	GString *out = g_string_new(NULL);
	g_autofree char *is = item_value_print(of);

	g_string_append_printf(out, "%s %s %s", of->item, is,
			       of->na_reason ? of->na_reason : "");
	for (guint i = 0; i < of->turns->len; i++)
		g_string_append_printf(out, " %u",
				       g_array_index(of->turns, guint, i));
	return g_string_free(out, FALSE);
}

/* All that a consensus of these would be filled in with. */
static char *
filled(struct rating *const *ratings, const guint *order)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	g_autoptr(GPtrArray) views = NULL;
	g_autoptr(GPtrArray) values = NULL;
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < RATERS; i++)
		g_ptr_array_add(list, ratings[order[i]]);
	views = item_views_build(&rubric, list);
	values = consensus_values_build(views, NULL, NULL);
	for (guint i = 0; i < values->len; i++) {
		g_autofree char *line = print(values->pdata[i]);

		g_string_append_printf(out, "%s\n", line);
	}
	return g_string_free(out, FALSE);
}

/* Worked out in another way: one item, looked at by hand. */
static gboolean
all_same(struct rating *const *ratings, const char *item)
{
	const struct item_rating *first =
		item_rating_find(ratings[0]->items, item);

	for (guint i = 0; i < RATERS; i++) {
		const struct item_rating *of =
			item_rating_find(ratings[i]->items, item);

		if (!of || of->extent != first->extent ||
		    of->quality != first->quality)
			return FALSE;
	}
	return TRUE;
}

static void
test_order(void)
{
	static const guint orders[][RATERS] = { { 0, 1, 2 }, { 0, 2, 1 },
						{ 1, 0, 2 }, { 1, 2, 0 },
						{ 2, 0, 1 }, { 2, 1, 0 } };
	g_autoptr(GRand) dice = g_rand_new_with_seed(13);
	guint agreed = 0;

	for (guint n = 0; n < 500; n++) {
		struct rating *ratings[RATERS];
		g_autofree char *wanted = NULL;

		for (guint i = 0; i < RATERS; i++)
			ratings[i] = rating_random(dice);
		wanted = filled(ratings, orders[0]);
		for (guint i = 1; i < G_N_ELEMENTS(orders); i++) {
			g_autofree char *is = filled(ratings, orders[i]);

			g_assert_cmpstr(is, ==, wanted);
		}
		for (guint i = 0; i < ITEMS; i++) {
			g_autofree char *begins =
				g_strdup_printf("%s ", items[i].id);
			gboolean same = all_same(ratings, items[i].id);

			g_assert_cmpint(strstr(wanted, begins) != NULL, ==,
					same);
			agreed += same;
		}
		for (guint i = 0; i < RATERS; i++)
			rating_free(ratings[i]);
	}
	g_assert_cmpuint(agreed, >, 50);
}

static void
test_agreed(void)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	struct rating a = { .items = g_ptr_array_new() };
	struct rating b = { .items = g_ptr_array_new() };
	guint turns[] = { 9, 3, 3 };
	struct item_rating *left = value("C1", 0, 0, "b");
	struct item_rating *right = value("C1", 0, 0, "a");
	g_autoptr(GPtrArray) views = NULL;
	g_autofree char *is = NULL;
	struct item_rating *agreed;

	g_array_append_vals(left->turns, turns, 1);
	g_array_append_vals(right->turns, turns, 3);
	g_ptr_array_add(a.items, left);
	g_ptr_array_add(b.items, right);
	g_ptr_array_add(list, &a);
	g_ptr_array_add(list, &b);
	views = item_views_build(&rubric, list);
	g_assert_cmpuint(views->len, ==, 1);
	agreed = item_views_agreed(views->pdata[0]);
	is = print(agreed);
	g_assert_cmpstr(is, ==, "C1 N/A a; b 3 9");
	item_rating_free(agreed);
	/* N/A is not the lowest extent. */
	left->extent = 1;
	g_assert_true(item_views_differ(views->pdata[0]));
	item_rating_free(left);
	item_rating_free(right);
	g_ptr_array_unref(a.items);
	g_ptr_array_unref(b.items);
}

/* A value that was filled in goes when they do not agree any more, one that
 * somebody settled stays. */
static void
test_refill(void)
{
	struct rating a = { .items = g_ptr_array_new() };
	struct rating b = { .items = g_ptr_array_new() };
	struct rating old = { .items = g_ptr_array_new() };
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	g_autoptr(GPtrArray) before = NULL;
	g_autoptr(GPtrArray) now = NULL;
	g_autoptr(GPtrArray) values = NULL;
	struct item_rating *of[] = {
		value("C1", 4, 3, NULL), value("C1", 4, 3, NULL),
		value("C2", 4, 3, NULL), value("C2", 2, 3, NULL),
		value("C1", 4, 3, NULL), value("C2", 3, 3, NULL)
	};

	of[5]->comment = g_strdup("how");
	g_ptr_array_add(a.items, of[0]);
	g_ptr_array_add(b.items, of[1]);
	g_ptr_array_add(a.items, of[2]);
	g_ptr_array_add(b.items, of[3]);
	g_ptr_array_add(old.items, of[4]);
	g_ptr_array_add(old.items, of[5]);
	g_ptr_array_add(list, &a);
	g_ptr_array_add(list, &b);
	before = item_views_build(&rubric, list);
	values = consensus_values_build(before, &old, before);
	g_assert_cmpuint(values->len, ==, 0);
	g_ptr_array_unref(values);
	/* The views before borrow the old value: another stands now. */
	g_ptr_array_remove_index(b.items, 0);
	of[1] = (g_ptr_array_insert(b.items, 0, value("C1", 5, 3, NULL)),
		 of[1]);
	now = item_views_build(&rubric, list);
	values = consensus_values_build(now, &old, before);
	g_assert_cmpuint(values->len, ==, 1);
	g_assert_cmpstr(((struct item_rating *)values->pdata[0])->item, ==,
			"C1");
	g_assert_cmpuint(((struct item_rating *)values->pdata[0])->extent, ==,
			 0);
	item_rating_free(b.items->pdata[0]);
	for (guint i = 0; i < G_N_ELEMENTS(of); i++)
		item_rating_free(of[i]);
	g_ptr_array_unref(a.items);
	g_ptr_array_unref(b.items);
	g_ptr_array_unref(old.items);
}

static void
test_gaps(void)
{
	struct rating self = { .items = g_ptr_array_new_with_free_func(
				       (GDestroyNotify)item_rating_free) };
	struct rating other = { .items = g_ptr_array_new_with_free_func(
					(GDestroyNotify)item_rating_free) };
	static const char *const wanted[] = { "self above", "self below",
					      "mixed", "not comparable",
					      "same" };
	static const char *const says[] = { "extent +2", "quality -1",
					    "extent +1, quality -1", "",
					    "same" };
	g_autoptr(GPtrArray) gaps = NULL;

	g_ptr_array_add(self.items, value("C1", 5, 3, NULL));
	g_ptr_array_add(other.items, value("C1", 3, 3, NULL));
	g_ptr_array_add(self.items, value("C2", 3, 2, NULL));
	g_ptr_array_add(other.items, value("C2", 3, 3, NULL));
	g_ptr_array_add(self.items, value("C3", 4, 2, NULL));
	g_ptr_array_add(other.items, value("C3", 3, 3, NULL));
	g_ptr_array_add(self.items, value("C4", 0, 0, "was not due"));
	g_ptr_array_add(other.items, value("C4", 3, 3, NULL));
	g_ptr_array_add(self.items, value("C5", 1, 0, NULL));
	g_ptr_array_add(other.items, value("C5", 1, 0, NULL));
	gaps = item_gaps_build(&rubric, &self, &other);
	g_assert_cmpuint(gaps->len, ==, G_N_ELEMENTS(wanted));
	for (guint i = 0; i < gaps->len; i++) {
		g_autofree char *is = item_gap_print(gaps->pdata[i]);

		g_assert_cmpstr(item_gap_direction(gaps->pdata[i]), ==,
				wanted[i]);
		g_assert_cmpstr(is, ==, says[i]);
	}
	g_ptr_array_unref(self.items);
	g_ptr_array_unref(other.items);
}

/* -- tags ------------------------------------------------------------------ */

static GPtrArray *
decisions_random(GRand *dice)
{
	static const char *const codes[] = { "AA", "BB", "CC" };
	static const char *const techniques[] = { "CLAR", "COMM", "EAFF" };
	GPtrArray *list =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);

	for (guint i = 0; i < 20; i++) {
		struct decision *of = g_new0(struct decision, 1);
		guint k = (guint)g_rand_int_range(dice, 0, 3);

		of->id = i + 1;
		of->turn = (guint)g_rand_int_range(dice, 1, 3);
		of->technique = g_strdup(techniques[k]);
		of->verdict = (enum verdict)g_rand_int_range(dice, 0, 5);
		of->rater = g_strdup(codes[g_rand_int_range(dice, 0, 3)]);
		if (of->verdict == VERDICT_RELABEL)
			of->to = g_strdup(techniques[(k + 1) % 3]);
		if (g_rand_int_range(dice, 0, 6) == 0)
			of->reason = g_strdup("settled (AA accept): so");
		g_ptr_array_add(list, of);
	}
	decisions_pin(list);
	return list;
}

/* Tags that differ, and whether that is settled. */
static char *
differing(const GPtrArray *decisions, const char *const *raters)
{
	g_autoptr(GPtrArray) views = tag_views_build(decisions, raters);
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < views->len; i++) {
		const struct tag_views *of = views->pdata[i];

		g_string_append_printf(out, "%u %s %u %d %d\n", of->turn,
				       of->technique, of->decided, of->differ,
				       of->settled ? (int)of->settled->id : 0);
	}
	return g_string_free(out, FALSE);
}

static void
test_tags_order(void)
{
	static const char *const orders[][RATERS + 1] = {
		{ "AA", "BB", "CC", NULL }, { "AA", "CC", "BB", NULL },
		{ "BB", "AA", "CC", NULL }, { "BB", "CC", "AA", NULL },
		{ "CC", "AA", "BB", NULL }, { "CC", "BB", "AA", NULL },
	};
	g_autoptr(GRand) dice = g_rand_new_with_seed(17);
	guint differ = 0;

	for (guint n = 0; n < 500; n++) {
		g_autoptr(GPtrArray) list = decisions_random(dice);
		g_autofree char *wanted = differing(list, orders[0]);

		for (guint i = 1; i < G_N_ELEMENTS(orders); i++) {
			g_autofree char *is = differing(list, orders[i]);

			g_assert_cmpstr(is, ==, wanted);
		}
		differ += strstr(wanted, " 1 ") != NULL;
	}
	g_assert_cmpuint(differ, >, 50);
}

static struct decision *
decision_new(GPtrArray *list, const char *rater, enum verdict verdict,
	     const char *reason)
{
	struct decision *of = g_new0(struct decision, 1);

	of->id = list->len + 1;
	of->turn = 4;
	of->technique = g_strdup("COMM");
	of->verdict = verdict;
	of->rater = g_strdup(rater);
	of->reason = g_strdup(reason);
	g_ptr_array_add(list, of);
	return of;
}

static void
test_tags_settled(void)
{
	static const char *const raters[] = { "AA", "BB", NULL };
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	g_autofree char *reason = NULL;

	decision_new(list, "AA", VERDICT_ADD, NULL);
	decision_new(list, "BB", VERDICT_REJECT, NULL);
	{
		g_autoptr(GPtrArray) views = tag_views_build(list, raters);

		g_assert_cmpuint(views->len, ==, 1);
		reason =
			tag_views_settling(views->pdata[0], raters, "so it is");
	}
	g_assert_cmpstr(reason, ==, "settled (AA add, BB reject): so it is");
	/* By one of them: it is not what that one thinks. */
	decision_new(list, "AA", VERDICT_REJECT, reason);
	{
		struct decision *own =
			decision_new(list, "CC", VERDICT_REJECT, "asks (so)");
		struct decision *settles =
			decision_new(list, "CC", VERDICT_REJECT, reason);

		decision_hide_settled(own);
		g_assert_cmpstr(own->reason, ==, "asks (so)");
		decision_hide_settled(settles);
		g_assert_cmpstr(settles->reason, ==,
				"settled (hidden): so it is");
		g_ptr_array_set_size(list, (gint)list->len - 2);
	}
	{
		g_autofree char *is = differing(list, raters);

		g_assert_cmpstr(is, ==, "4 COMM 2 1 3\n");
	}
	decision_new(list, "BB", VERDICT_ACCEPT, NULL);
	{
		g_autofree char *is = differing(list, raters);

		g_assert_cmpstr(is, ==, "4 COMM 2 0 0\n");
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	rubric_make();
	g_test_add_func("/views/order", test_order);
	g_test_add_func("/views/agreed", test_agreed);
	g_test_add_func("/views/refill", test_refill);
	g_test_add_func("/views/gaps", test_gaps);
	g_test_add_func("/views/tags/order", test_tags_order);
	g_test_add_func("/views/tags/settled", test_tags_settled);
	return g_test_run();
}
