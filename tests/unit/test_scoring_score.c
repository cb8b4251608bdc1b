/*
 * Means, counts and the pass rule, on the core rubric of version 1.1.0: cut
 * 3.00, near-cut 0.25, at least 80 % rated, at least 8 items, signed.  Ratings
 * made on it come out as they did; test_scoring_gaps.c has what is new.  In the middle phase
 * of a dispute 27 items are live: 9 U, 10 E, 3 C and 5 P.
 */
#include "test_scoring.h"

#include <math.h>
#include <string.h>

static const struct session_facts middle = { 8, 16, PHASE_MIDDLE,
					     FOCUS_DISPUTE };

static const char *const averaged[] = {
	"A1", "A2", "A3",  "A4",  "C1",	 "C2", "C3", "C4", "C5", "C6", "C7",
	"C8", "C9", "C10", "C11", "C12", "D2", "F1", "F2", "F3", "F4", "F5",
};

static struct rating *
rating_new(void)
{
	struct rating *rating = g_new0(struct rating, 1);

	rating->rater = g_strdup("S1");
	rating->signed_at = 1795000000;
	rating->items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	return rating;
}

static void
rate(struct rating *rating, const char *item, guint extent, guint quality)
{
	struct item_rating *line = NULL;

	for (guint i = 0; i < rating->items->len && !line; i++) {
		line = g_ptr_array_index(rating->items, i);
		if (strcmp(line->item, item) != 0)
			line = NULL;
	}
	if (!line) {
		line = g_new0(struct item_rating, 1);
		line->item = g_strdup(item);
		g_ptr_array_add(rating->items, line);
	}
	line->extent = extent;
	line->quality = quality;
}

/* Everything that is averaged at 3/3, nothing off-model. */
static struct rating *
rating_of_threes(void)
{
	struct rating *rating = rating_new();
	const char *proscribed[] = { "G1", "G2", "G3", "G4", "G5" };

	for (guint i = 0; i < G_N_ELEMENTS(averaged); i++)
		rate(rating, averaged[i], 3, 3);
	for (guint i = 0; i < G_N_ELEMENTS(proscribed); i++)
		rate(rating, proscribed[i], 1, 0);
	return rating;
}

static void
rate_first(struct rating *rating, guint count, guint extent, guint quality)
{
	for (guint i = 0; i < count; i++)
		rate(rating, averaged[i], extent, quality);
}

static gboolean
says(const struct session_score *score, const char *words)
{
	for (guint i = 0; i < score->reasons->len; i++)
		if (strstr(g_ptr_array_index(score->reasons, i), words))
			return TRUE;
	return FALSE;
}

/* Scores and frees the rating; says is what a reason must hold. */
static void
expect_state(struct rating *rating, enum pass_state state, const char *words)
{
	g_autoptr(Rubric) rubric = old_rubric();
	g_autoptr(SessionScore) score =
		session_score_build(rubric, &middle, rating);

	g_assert_cmpstr(pass_state_print(score->state), ==,
			pass_state_print(state));
	g_assert_cmpuint(score->reasons->len, >, 0);
	if (!says(score, words)) {
		for (guint i = 0; i < score->reasons->len; i++)
			g_test_message("%s", (char *)g_ptr_array_index(
						     score->reasons, i));
		g_error("no reason says '%s'", words);
	}
	rating_free(rating);
}

/* 11 of 22 at 4 and 11 at 3: mean 3.5, sum of squares of deviations 22/4,
 * so the standard error is sqrt(5.5 / 21 / 22) = .109109. */
static void
test_numbers(void)
{
	g_autoptr(Rubric) rubric = old_rubric();
	struct rating *rating = rating_of_threes();
	g_autoptr(SessionScore) score = NULL;

	rate_first(rating, 11, 4, 4);
	rate(rating, "B1", 5, 5); /* not live: in no number */
	rate(rating, "G1", 2, 0);
	rate(rating, "G5", 4, 0);
	score = session_score_build(rubric, &middle, rating);
	g_assert_cmpfloat_with_epsilon(score->quality.mean, 3.5, 1e-12);
	g_assert_cmpfloat_with_epsilon(score->quality.standard_error, .109109,
				       1e-6);
	g_assert_cmpuint(score->quality.n, ==, 22);
	g_assert_cmpfloat(score->quality.sum, ==, 77);
	g_assert_cmpuint(score->adherence.n, ==, 19);
	g_assert_cmpuint(score->specificity.n, ==, 9);
	g_assert_cmpuint(score->live, ==, 27);
	g_assert_cmpuint(score->rated, ==, 27);
	g_assert_cmpfloat(score->share_rated, ==, 1);
	g_assert_cmpuint(score->missing->len, ==, 0);
	g_assert_cmpuint(score->proscribed->len, ==, 2);
	g_assert_cmpuint(score->proscribed_sum, ==, 4);
	g_assert_cmpint(score->state, ==, PASS_YES);
	g_assert_true(says(score, "mean is 3.50 (22 items, standard error "
				  "0.11) and reaches the cut of 3.00"));
	rating_free(rating);
}

static void
test_nothing_rated(void)
{
	g_autoptr(Rubric) rubric = old_rubric();
	struct rating *rating = rating_new();
	g_autoptr(SessionScore) score =
		session_score_build(rubric, &middle, rating);

	g_assert_true(isnan(score->quality.mean));
	g_assert_true(isnan(score->quality.standard_error));
	g_assert_false(score->quality.sufficient);
	g_assert_cmpuint(score->missing->len, ==, 27);
	g_assert_cmpfloat(score->share_rated, ==, 0);
	g_assert_cmpint(score->state, ==, PASS_INCOMPLETE);
	g_assert_true(says(score, "rests on 0 rated items, and needs 8"));
	rating_free(rating);
}

static void
test_near_cut(void)
{
	struct rating *rating = rating_of_threes();

	expect_state(rating, PASS_BORDERLINE, "reaches the cut");
	rating = rating_of_threes();
	expect_state(rating, PASS_BORDERLINE, "a second rating is advised");
	rating = rating_of_threes();
	rate_first(rating, 1, 3, 2); /* 65 / 22 = 2.95 */
	expect_state(rating, PASS_BORDERLINE, "mean is 2.95");
	rating = rating_of_threes();
	rate_first(rating, 1, 3, 2);
	expect_state(rating, PASS_BORDERLINE, "falls short of the cut");
}

/* The band that is handed in counts, and where it is from is told; with a fixed
 * one nothing more is said than before. */
static void
test_near_measured(void)
{
	static const struct {
		struct near_band near;
		guint least;
		enum pass_state state;
		const char *says;
	} cases[] = {
		{ { .31, TRUE, 40, 12 },
		  40,
		  PASS_BORDERLINE,
		  "(less than 0.31 away: twice the error of a mark, from 40 "
		  "ratings of 12 sessions); a second rating is advised." },
		{ { .20, TRUE, 40, 12 },
		  40,
		  PASS_YES,
		  "Near the cut is less than 0.20 away: twice the error" },
		{ { .25, FALSE, 12, 6 },
		  40,
		  PASS_YES,
		  "less than 0.25 away, the fixed band: 12 ratings of 6 "
		  "sessions rated twice, and 40 are needed to measure it." },
		{ { .25, FALSE, 48, 1 },
		  40,
		  PASS_YES,
		  "the fixed band: 48 ratings of 1 session do not tell" },
		{ { .31, FALSE, 0, 0 },
		  0,
		  PASS_BORDERLINE,
		  "(less than 0.31 away); a second rating is advised." },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Rubric) rubric = old_rubric();
		struct rating *rating = rating_of_threes();
		g_autoptr(SessionScore) score = NULL;

		rubric->near_least = cases[i].least;
		rubric->near_errors = 2;
		rate_first(rating, 6, 4, 4); /* 72 / 22 = 3.27 */
		score = session_score_build_near(rubric, &middle, rating,
						 &cases[i].near);
		g_assert_cmpint(score->state, ==, cases[i].state);
		if (!says(score, cases[i].says))
			g_error("no reason says '%s'", cases[i].says);
		rating_free(rating);
	}
}

/* 20 rated, 5 of them at 4 or 2: exactly 3.25 and 2.75, which are not near
 * any more. */
static void
test_near_cut_ends(void)
{
	struct rating *rating = rating_of_threes();

	rate_first(rating, 5, 4, 4);
	rate(rating, "C11", 0, 0);
	rate(rating, "C12", 0, 0);
	expect_state(rating, PASS_YES, "mean is 3.25");
	rating = rating_of_threes();
	rate_first(rating, 5, 3, 2);
	rate(rating, "C11", 0, 0);
	rate(rating, "C12", 0, 0);
	expect_state(rating, PASS_NOT_YET, "mean is 2.75");
}

static void
test_critical(void)
{
	struct rating *rating = rating_of_threes();

	rate_first(rating, 21, 5, 5);
	rate(rating, "F5", 1, 0);
	expect_state(rating, PASS_NOT_YET, "has an extent of 1");
	rating = rating_of_threes();
	rate_first(rating, 21, 5, 5);
	rate(rating, "F5", 3, 1);
	expect_state(rating, PASS_NOT_YET, "has a quality of 1");
	rating = rating_of_threes();
	rate_first(rating, 21, 5, 5);
	rate(rating, "G4", 3, 0);
	expect_state(rating, PASS_NOT_YET, "Critical: G4 (");
	rating = rating_of_threes();
	rate_first(rating, 21, 5, 5);
	rate(rating, "G4", 2, 0);
	expect_state(rating, PASS_YES, "reaches");
	rating = rating_of_threes();
	rate_first(rating, 21, 5, 5);
	rate(rating, "F5", 0, 0);
	expect_state(rating, PASS_YES, "reaches");
}

/* 22 of 27 are 81 %, 21 are 78 %. */
static void
test_share(void)
{
	struct rating *rating = rating_of_threes();

	rate_first(rating, 22, 5, 5);
	g_ptr_array_set_size(rating->items, 22);
	expect_state(rating, PASS_YES, "reaches");
	rating = rating_of_threes();
	rate_first(rating, 22, 5, 5);
	g_ptr_array_set_size(rating->items, 21);
	expect_state(rating, PASS_INCOMPLETE,
		     "21 of 27 live items (77 %) are rated, and 80 % are "
		     "needed; still to rate: F5, G1, G2, G3, G4 and G5");
}

/* N/A leaves the count: 20 of 25 are exactly 80 %. */
static void
test_share_without_na(void)
{
	struct rating *rating = rating_of_threes();

	rate_first(rating, 22, 5, 5);
	rate(rating, "A1", 0, 0);
	rate(rating, "A2", 0, 0);
	g_ptr_array_set_size(rating->items, 22);
	expect_state(rating, PASS_YES, "20 items");
}

static void
test_too_few(void)
{
	struct rating *rating = rating_of_threes();

	for (guint i = 0; i < 22; i++)
		rate(rating, averaged[i], i < 7 ? 3 : 1, i < 7 ? 3 : 0);
	rate(rating, "F5", 0, 0);
	expect_state(rating, PASS_INCOMPLETE,
		     "Insufficient: the quality mean rests on 7 rated items, "
		     "and needs 8");
	rating = rating_of_threes();
	for (guint i = 0; i < 22; i++)
		rate(rating, averaged[i], i < 8 ? 5 : 1, i < 8 ? 5 : 0);
	rate(rating, "F5", 0, 0);
	expect_state(rating, PASS_YES, "(8 items");
}

static void
test_unsigned(void)
{
	struct rating *rating = rating_of_threes();

	rate_first(rating, 22, 5, 5);
	rating->signed_at = 0;
	expect_state(rating, PASS_INCOMPLETE, "it would be: pass");
	rating = rating_of_threes();
	rating->signed_at = 0;
	expect_state(rating, PASS_INCOMPLETE, "it would be: borderline");
	rating = rating_of_threes();
	rate(rating, "G4", 5, 0);
	rating->signed_at = 0;
	expect_state(rating, PASS_NOT_YET, "it would be: not yet");
	rating = rating_new();
	rating->signed_at = 0;
	expect_state(rating, PASS_INCOMPLETE, "is not signed yet.");
}

/* Everything that holds is said, the weightiest first. */
static void
test_many_reasons(void)
{
	g_autoptr(Rubric) rubric = old_rubric();
	struct rating *rating = rating_new();
	g_autoptr(SessionScore) score = NULL;
	const char *starts[] = { "Critical: F5",
				 "Critical: G4",
				 "Insufficient:",
				 "3 of 27 live items",
				 "The rating is not signed",
				 "C3 has an extent" };

	rating->signed_at = 0;
	rate(rating, "F5", 3, 1);
	rate(rating, "G4", 4, 0);
	rate(rating, "C3", 4, 0);
	score = session_score_build(rubric, &middle, rating);
	g_assert_cmpint(score->state, ==, PASS_NOT_YET);
	g_assert_cmpuint(score->reasons->len, ==, G_N_ELEMENTS(starts));
	for (guint i = 0; i < G_N_ELEMENTS(starts); i++)
		g_assert_true(g_str_has_prefix(
			g_ptr_array_index(score->reasons, i), starts[i]));
	rating_free(rating);
}

static void
test_unknown_facts(void)
{
	static const struct session_facts unknown = { 0, 0, PHASE_UNKNOWN,
						      FOCUS_UNKNOWN };
	g_autoptr(Rubric) rubric = old_rubric();
	struct rating *rating = rating_of_threes();
	g_autoptr(SessionScore) score =
		session_score_build(rubric, &unknown, rating);

	g_assert_cmpuint(score->live, ==, 43);
	g_assert_cmpint(score->state, ==, PASS_INCOMPLETE);
	g_assert_true(says(score, "phase and focus are not set"));
	rating_free(rating);
}

/* The sample sessions, as if signed.  Computed from the class and phase
 * table of domain.md 3.5 and the ratings files with Python's statistics
 * module: mean, n and stdev / sqrt(n) of extent U+E, quality U+E+C, extent U;
 * then live items, rated ones, N/A, and the sum of (extent - 1) over P. */
static const struct {
	const char *name;
	enum phase phase;
	enum focus focus;
	struct {
		double mean;
		guint n;
		double error;
	} scores[3];
	guint live, rated, not_applicable, proscribed;
	enum pass_state state;
} gold[] = {
	{ "s01",
	  PHASE_INITIAL,
	  FOCUS_GRIEF,
	  { { 4.1176, 17, .1690 }, { 3.9444, 18, .0556 }, { 3.8, 5, .3742 } },
	  24,
	  22,
	  2,
	  0,
	  PASS_YES },
	{ "s02",
	  PHASE_MIDDLE,
	  FOCUS_GRIEF,
	  { { 4.2222, 18, .1726 }, { 3.8571, 21, .0782 }, { 4.25, 8, .3134 } },
	  27,
	  26,
	  1,
	  0,
	  PASS_YES },
	{ "s03",
	  PHASE_INITIAL,
	  FOCUS_DISPUTE,
	  { { 3.1053, 19, .2281 }, { 2.5, 20, .1701 }, { 3.5714, 7, .4809 } },
	  24,
	  24,
	  0,
	  4,
	  PASS_NOT_YET },
	{ "s04",
	  PHASE_MIDDLE,
	  FOCUS_DISPUTE,
	  { { 4.7368, 19, .1499 },
	    { 4.9091, 22, .0627 },
	    { 4.7778, 9, .2222 } },
	  27,
	  27,
	  0,
	  0,
	  PASS_YES },
	{ "s05",
	  PHASE_MIDDLE,
	  FOCUS_TRANSITION,
	  { { 4.0526, 19, .1425 }, { 4, 22, 0 }, { 4.2222, 9, .2222 } },
	  27,
	  27,
	  0,
	  0,
	  PASS_YES },
	{ "s06",
	  PHASE_TERMINATION,
	  FOCUS_TRANSITION,
	  { { 4.5556, 18, .1451 }, { 4.2381, 21, .0952 }, { 4.4, 5, .2449 } },
	  27,
	  27,
	  0,
	  0,
	  PASS_YES },
	{ "s07",
	  PHASE_MIDDLE,
	  FOCUS_DEFICITS,
	  { { 1.7368, 19, .1289 },
	    { 1.9286, 14, .1269 },
	    { 1.7778, 9, .1470 } },
	  27,
	  27,
	  0,
	  6,
	  PASS_NOT_YET },
	{ "s08",
	  PHASE_MIDDLE,
	  FOCUS_DISPUTE,
	  { { 2.7895, 19, .1961 },
	    { 2.6842, 19, .1719 },
	    { 2.6667, 9, .3727 } },
	  27,
	  27,
	  0,
	  8,
	  PASS_NOT_YET },
	{ "s21",
	  PHASE_MIDDLE,
	  FOCUS_DISPUTE,
	  { { 4.2632, 19, .1499 },
	    { 4.2381, 21, .1176 },
	    { 4.3333, 9, .2357 } },
	  27,
	  26,
	  1,
	  0,
	  PASS_YES },
	{ "s22",
	  PHASE_INITIAL,
	  FOCUS_GRIEF,
	  { { 3.8421, 19, .2061 }, { 4.25, 20, .1230 }, { 3.4286, 7, .4286 } },
	  24,
	  24,
	  0,
	  0,
	  PASS_YES },
	{ "s23",
	  PHASE_TERMINATION,
	  FOCUS_TRANSITION,
	  { { 2.5, 18, .1213 }, { 2.25, 20, .0993 }, { 2.6, 5, .2449 } },
	  27,
	  26,
	  1,
	  7,
	  PASS_NOT_YET },
	{ "s24",
	  PHASE_MIDDLE,
	  FOCUS_DEFICITS,
	  { { 4.2632, 19, .1499 },
	    { 4.3636, 22, .1050 },
	    { 4.2222, 9, .2222 } },
	  27,
	  27,
	  0,
	  0,
	  PASS_YES },
};

static struct rating *
gold_rating(const struct rubric *rubric, const char *name)
{
	g_autofree char *path =
		g_strdup_printf("transcripts/sessions/%s.ratings.tsv", name);
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *text = NULL;
	struct rating *rating = NULL;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, NULL))
		return NULL;
	rating = g_new0(struct rating, 1);
	rating->signed_at = 1795000000;
	rating->items = ratings_parse(text, len, path, rubric, diagnostics);
	if (!rating->items)
		g_error("%s", diagnostics_print(diagnostics));
	return rating;
}

static void
expect_mean(const struct mean_score *mean, guint session, guint which)
{
	g_assert_cmpfloat_with_epsilon(
		mean->mean, gold[session].scores[which].mean, 5.1e-5);
	g_assert_cmpuint(mean->n, ==, gold[session].scores[which].n);
	g_assert_cmpfloat_with_epsilon(mean->standard_error,
				       gold[session].scores[which].error,
				       5.1e-5);
}

static void
expect_gold(const struct rubric *rubric)
{
	for (guint i = 0; i < G_N_ELEMENTS(gold); i++) {
		struct session_facts facts = { 0, 0, gold[i].phase,
					       gold[i].focus };
		struct rating *rating = gold_rating(rubric, gold[i].name);
		g_autoptr(SessionScore) score = NULL;

		if (!rating) {
			g_test_skip("no sample ratings here");
			return;
		}
		score = session_score_build(rubric, &facts, rating);
		expect_mean(&score->adherence, i, 0);
		expect_mean(&score->quality, i, 1);
		expect_mean(&score->specificity, i, 2);
		g_assert_cmpuint(score->live, ==, gold[i].live);
		g_assert_cmpuint(score->rated, ==, gold[i].rated);
		g_assert_cmpuint(score->not_applicable, ==,
				 gold[i].not_applicable);
		g_assert_cmpuint(score->proscribed_sum, ==, gold[i].proscribed);
		g_assert_cmpint(score->state, ==, gold[i].state);
		rating_free(rating);
	}
}

/* Honest ratings come out the same on both versions of the rubric. */
static void
test_gold(void)
{
	g_autoptr(Rubric) old = old_rubric();
	g_autoptr(Rubric) core = core_rubric();

	expect_gold(old);
	expect_gold(core);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/scoring/score/numbers", test_numbers);
	g_test_add_func("/scoring/score/nothing", test_nothing_rated);
	g_test_add_func("/scoring/score/near-cut", test_near_cut);
	g_test_add_func("/scoring/score/near-cut/ends", test_near_cut_ends);
	g_test_add_func("/scoring/score/near-cut/measured", test_near_measured);
	g_test_add_func("/scoring/score/critical", test_critical);
	g_test_add_func("/scoring/score/share", test_share);
	g_test_add_func("/scoring/score/share/na", test_share_without_na);
	g_test_add_func("/scoring/score/too-few", test_too_few);
	g_test_add_func("/scoring/score/unsigned", test_unsigned);
	g_test_add_func("/scoring/score/reasons", test_many_reasons);
	g_test_add_func("/scoring/score/unknown", test_unknown_facts);
	g_test_add_func("/scoring/score/gold", test_gold);
	return g_test_run();
}
