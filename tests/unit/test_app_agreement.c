/*
 * How far raters agree in a casebook: tags in both views, what is drawn, and
 * the order of what they part on.
 */
#include "test_app_rated.h"

#include <math.h>

static void
decide(struct app *app, const char *rater, guint turn, const char *technique,
       enum verdict verdict)
{
	g_autoptr(GError) error = NULL;
	struct decision decision = {
		.turn = turn,
		.technique = g_strdup(technique),
		.verdict = verdict,
		.rater = g_strdup(rater),
	};

	app_decide(app, 1, &decision, &error);
	g_assert_no_error(error);
	g_free(decision.technique);
	g_free(decision.rater);
}

static struct panel_agreement *
agreement_of(struct app *app, guint most)
{
	g_autoptr(GError) error = NULL;
	struct agreement_request request = { .seed = 1, .most = most };
	struct panel_agreement *made =
		app_panel_agreement(app, &request, &error);

	g_assert_no_error(error);
	return made;
}

static const struct technique_pairs *
technique_of(const struct tag_agreement *tags, const char *id)
{
	for (guint i = 0; i < tags->techniques->len; i++) {
		const struct technique_pairs *one = tags->techniques->pdata[i];

		if (!strcmp(one->technique->id, id))
			return one;
	}
	g_assert_not_reached();
}

static void
is_counted(struct two_by_two t, guint both, guint first, guint second,
	   guint neither)
{
	g_assert_cmpuint(t.both, ==, both);
	g_assert_cmpuint(t.first_only, ==, first);
	g_assert_cmpuint(t.second_only, ==, second);
	g_assert_cmpuint(t.neither, ==, neither);
}

static double
figure(const struct technique_pairs *of, const char *name, const char *view)
{
	const struct statistic *found =
		statistic_find(of->statistics, name, view);

	g_assert_nonnull(found);
	g_assert_true(isnan(found->of.lower) && isnan(found->of.upper));
	g_assert_nonnull(strstr(found->note, "20 or more, and here are 1"));
	return found->of.value;
}

/* Turns 1, 3 and 5 are the therapist's; nobody codes turn 5.  AC1 by hand:
 * pe = 2 p (1 - p), p the mean of both raters' shares. */
static void
test_tags(struct fixture *f, gconstpointer data)
{
	static const char all[] = "turns of the therapist";
	static const char coded[] = "turns that one of them coded";
	static const char ac1[] = "bootstrap_percentile:gwet_ac1";
	g_autoptr(App) app = open_two(f);
	g_autoptr(PanelAgreement) made = NULL;
	const struct tag_agreement *tags;
	const struct technique_pairs *open, *comm;
	const struct disputed_tag *disputed;

	(void)data;
	decide(app, "AK", 1, "OPEN", VERDICT_ACCEPT);
	decide(app, "AK", 3, "COMM", VERDICT_ADD);
	decide(app, "RL", 1, "OPEN", VERDICT_ACCEPT);
	made = agreement_of(app, 0);
	g_assert_cmpuint(made->tags->len, ==, 1);
	tags = made->tags->pdata[0];
	g_assert_cmpstr(tags->first, ==, "AK");
	g_assert_cmpstr(tags->second, ==, "RL");
	g_assert_cmpuint(tags->sessions, ==, 1);
	g_assert_cmpuint(tags->turns, ==, 3);
	g_assert_cmpuint(tags->coded, ==, 2);
	g_assert_cmpuint(tags->alone, ==, 1);
	open = technique_of(tags, "OPEN");
	comm = technique_of(tags, "COMM");
	/* what was given oftener stands first */
	g_assert_true(tags->techniques->pdata[0] == open);
	is_counted(open->all, 1, 0, 0, 2);
	is_counted(open->coded, 1, 0, 0, 1);
	is_counted(comm->all, 0, 1, 0, 2);
	is_counted(comm->coded, 0, 1, 0, 1);
	g_assert_cmpfloat_with_epsilon(figure(comm, ac1, all),
				       (2. / 3 - 10. / 36) / (1 - 10. / 36),
				       1e-12);
	g_assert_cmpfloat_with_epsilon(figure(comm, ac1, coded), .2, 1e-12);
	g_assert_cmpfloat(figure(open, ac1, all), ==, 1);
	/* who said nothing does not part from anybody; who rejects does */
	g_assert_cmpuint(made->disputed_tags->len, ==, 0);
	panel_agreement_free(g_steal_pointer(&made));
	decide(app, "RL", 3, "COMM", VERDICT_REJECT);
	made = agreement_of(app, 0);
	g_assert_cmpuint(made->disputed_tags->len, ==, 1);
	disputed = made->disputed_tags->pdata[0];
	g_assert_cmpuint(disputed->turn, ==, 3);
	g_assert_cmpstr(disputed->technique, ==, "COMM");
	tags = made->tags->pdata[0];
	is_counted(technique_of(tags, "COMM")->all, 0, 1, 0, 2);
}

/* What a patient says is not coded here, and what one alone decided on is not
 * held against anybody. */
static void
test_tags_of_one(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(PanelAgreement) made = NULL;

	(void)data;
	decide(app, "AK", 1, "OPEN", VERDICT_ACCEPT);
	decide(app, "AK", 3, "COMM", VERDICT_ADD);
	made = agreement_of(app, 0);
	g_assert_cmpuint(made->tags->len, ==, 0);
	g_assert_cmpuint(made->disputed_tags->len, ==, 0);
}

/* "2 A1, 1 A1, 1 A2" */
static void
are_disputed(const struct panel_agreement *made, const char *expected)
{
	g_autoptr(GString) found = g_string_new(NULL);

	for (guint i = 0; i < made->disputed_items->len; i++) {
		const struct disputed_item *item =
			made->disputed_items->pdata[i];

		g_string_append_printf(found, "%s%" G_GINT64_FORMAT " %s",
				       i ? ", " : "", item->session,
				       item->item->id);
	}
	g_assert_cmpstr(found->str, ==, expected);
}

static guint
cited_in(const struct panel_agreement *made, guint at)
{
	const struct disputed_item *item = made->disputed_items->pdata[at];
	guint cited = 0;

	for (guint i = 0; i < item->said->len; i++)
		cited += ((struct said_item *)item->said->pdata[i])->cited->len;
	return cited;
}

/* The farthest apart first, whichever session it is of; of two as far apart
 * the one on which extent and quality come to more. */
static void
test_order(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(PanelAgreement) all = NULL;
	g_autoptr(PanelAgreement) first = NULL;
	const struct disputed_item *worst;

	(void)data;
	sign(app, 1, "AK", RATER_PEER, "A1=2/2@1 A2=3/3@3");
	sign(app, 1, "RL", RATER_PEER, "A1=4/4 A2=4/3@5");
	sign(app, 2, "AK", RATER_PEER, "A1=5/5@1,3 A2=4/4@1");
	sign(app, 2, "RL", RATER_PEER, "A1=2/1 A2=3/3");
	all = agreement_of(app, 0);
	are_disputed(all, "2 A1, 1 A1, 2 A2, 1 A2");
	worst = all->disputed_items->pdata[0];
	g_assert_cmpuint(worst->extent, ==, 3);
	g_assert_cmpuint(worst->quality, ==, 4);
	g_assert_true(worst->pass);
	g_assert_cmpuint(cited_in(all, 0), ==, 2);
	g_assert_cmpuint(cited_in(all, 1), ==, 1);
	g_assert_cmpuint(cited_in(all, 2), ==, 1);
	g_assert_cmpuint(cited_in(all, 3), ==, 2);
	g_assert_cmpuint(disputed_turn(all->disputed_items->pdata[3]), ==, 3);
	/* the words are those of the session that it is of */
	g_assert_cmpstr(((struct cited_turn *)((struct said_item *)
						       worst->said->pdata[0])
				 ->cited->pdata[0])
				->words,
			==, "Tell me.");
	first = agreement_of(app, 2);
	are_disputed(first, "2 A1, 1 A1, 2 A2, 1 A2");
	g_assert_cmpuint(cited_in(first, 1), ==, 1);
	g_assert_cmpuint(cited_in(first, 2), ==, 0);
}

/* Extent and quality apart, and all of them together as the sum. */
static void
test_pairs(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_two(f);
	g_autoptr(PanelAgreement) made = NULL;
	const struct item_agreement *extent, *quality;

	(void)data;
	sign(app, 1, "AK", RATER_PEER, "A1=2/2 A2=3/3");
	sign(app, 1, "RL", RATER_PEER, "A1=4/4 A2=4/3");
	sign(app, 2, "AK", RATER_PEER, "A1=5/5");
	sign(app, 2, "RL", RATER_PEER, "A1=5/2");
	made = agreement_of(app, 0);
	extent = made->all_items->pdata[0];
	quality = made->all_items->pdata[1];
	g_assert_cmpuint(extent->of.pairs, ==, 3);
	g_assert_cmpuint(extent->of.same, ==, 1);
	g_assert_cmpuint(extent->of.near, ==, 2);
	g_assert_cmpfloat(extent->difference, ==, -1);
	g_assert_cmpuint(quality->of.pairs, ==, 3);
	g_assert_cmpuint(quality->of.same, ==, 1);
	g_assert_cmpfloat_with_epsilon(quality->difference, 1. / 3, 1e-12);
	g_assert_cmpuint(extent->sessions, ==, 2);
}

#define TEST(name)                                                        \
	g_test_add("/app/agreement/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(tags);
	TEST(tags_of_one);
	TEST(order);
	TEST(pairs);
	return g_test_run();
}
