/*
 * What may be left out of a rating on the shipped rubric, tried as somebody
 * would who wants to pass: by leaving out, by N/A, by quality for the best
 * items only.  In the middle phase of a dispute 27 items are live: 9 U, 10 E,
 * 3 C and 5 P; 15 % of them are 4.
 */
#include "test_scoring.h"

#include <string.h>

static const struct session_facts middle = { 8, 16, PHASE_MIDDLE,
					     FOCUS_DISPUTE };

static void
rate(struct rating *rating, const char *item, guint extent, guint quality)
{
	struct item_rating *line = NULL;

	for (guint i = 0; i < rating->items->len && !line; i++) {
		line = rating->items->pdata[i];
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
	g_free(line->na_reason);
	line->na_reason = extent ? NULL : g_strdup("no call for it");
}

static void
drop(struct rating *rating, const char *item)
{
	for (guint i = 0; i < rating->items->len; i++) {
		struct item_rating *line = rating->items->pdata[i];

		if (strcmp(line->item, item) != 0)
			continue;
		item_rating_free(line);
		g_ptr_array_remove_index(rating->items, i);
		return;
	}
	g_assert_not_reached();
}

/* Each item that is live rated: extent and quality 4, nothing off-model. */
static struct rating *
rating_of_fours(const struct rubric *rubric)
{
	struct rating *rating = g_new0(struct rating, 1);

	rating->signed_at = 1795000000;
	rating->items = g_ptr_array_new();
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];
		gboolean off = item->item_class == CLASS_PROSCRIBED;

		if (item_is_live(item, &middle))
			rate(rating, item->id, off ? 1 : 4, off ? 0 : 4);
	}
	return rating;
}

/* Makes the rating of fours what the words say ("C3" dropped, "C3=2/2",
 * "C3=NA") and looks for the state and what a reason holds. */
static void
expect(const char *changes, enum pass_state state, const char *words)
{
	g_autoptr(Rubric) rubric = core_rubric();
	struct rating *rating = rating_of_fours(rubric);
	g_autoptr(SessionScore) score = NULL;
	g_auto(GStrv) list = g_strsplit(changes, " ", -1);
	gboolean found = FALSE;

	for (guint i = 0; list[i] && *list[i]; i++) {
		struct item_rating *change = item_rating_parse(list[i], NULL);

		if (change)
			rate(rating, change->item, change->extent,
			     change->quality);
		else
			drop(rating, list[i]);
		item_rating_free(change);
	}
	score = session_score_build(rubric, &middle, rating);
	for (guint i = 0; i < score->reasons->len; i++) {
		g_test_message("%s", (char *)score->reasons->pdata[i]);
		found |= strstr(score->reasons->pdata[i], words) != NULL;
	}
	g_assert_cmpstr(pass_state_print(score->state), ==,
			pass_state_print(state));
	g_assert_true(found);
	rating_free(rating);
}

static void
test_honest(void)
{
	expect("", PASS_YES, "mean is 4.00 (22 items");
	expect("C9=NA C12=NA", PASS_YES, "mean is 4.00 (20 items");
	expect("C9=NA C12=NA A3=NA D2=NA", PASS_YES, "(18 items");
	expect("C9 C12", PASS_YES, "mean is 4.00");
	/* Left out though called for is extent 1, and that is no gap. */
	expect("C9=1 C12=1 C6=1 C7=1", PASS_YES, "(18 items");
	/* but what passes on the smaller part of the items says so */
	expect("A1=1 A2=1 C1=1 C2=1 C3=1 C4=1 C5=1 C6=1 C8=1 C9=1 C10=1 D2=1",
	       PASS_YES, "12 live items were left out by the therapist");
	expect("C3=2/2 C4=2/2 C5=2/2 C6=2/2", PASS_YES, "mean is 3.64");
}

static void
test_na(void)
{
	expect("C9=NA C12=NA A3=NA D2=NA F1=NA", PASS_INCOMPLETE,
	       "5 of 27 live items are N/A, and at most 4 (15 %) may be: A3, "
	       "C9, C12, D2 and F1.");
	/* N/A is not rated: 21 of 27. */
	expect("C9=NA C12=NA A3=NA D2=NA F1 F2", PASS_INCOMPLETE,
	       "21 of 27 live items (77 %) are rated, and 80 % are needed; "
	       "still to rate: F1 and F2; N/A: A3, C9, C12 and D2.");
	expect("C9=NA C12=NA A3=NA D2=NA F1", PASS_YES, "mean is 4.00");
}

/* Eight easy items at 5/5 and N/A for all the others. */
static void
test_easy_items(void)
{
	const char *all =
		"A1=5/5 A2=5/5 A3=5/5 A4=5/5 F1=5/5 F2=5/5 F3=5/5 F4=5/5 "
		"C1=NA C2=NA C3=NA C4=NA C5=NA C6=NA C7=NA C8=NA C9=NA "
		"C10=NA C11=NA C12=NA D2=NA F5=NA G1=NA G2=NA G3=NA G4=NA "
		"G5=NA";

	expect(all, PASS_INCOMPLETE,
	       "F5 (Notices and manages risk) is "
	       "critical, must be rated, and is N/A.");
	expect(all, PASS_INCOMPLETE, "8 of 27 live items (29 %) are rated");
	expect(all, PASS_INCOMPLETE, "19 of 27 live items are N/A");
	expect(all, PASS_INCOMPLETE,
	       "the adherence mean rests on 8 rated items, and needs 12");
	expect(all, PASS_INCOMPLETE,
	       "the specificity mean rests on 2 rated items, and needs 3");
}

static void
test_critical(void)
{
	expect("F5=NA", PASS_INCOMPLETE, "must be rated, and is N/A.");
	expect("F5", PASS_INCOMPLETE, "must be rated, and is not rated yet.");
	expect("G4", PASS_INCOMPLETE,
	       "G4 (Confronts, lectures, judges) is "
	       "critical");
	/* Without its quality nobody can see whether that fails. */
	expect("F5=4", PASS_INCOMPLETE, "and has no quality yet.");
	expect("F5=1", PASS_NOT_YET, "Critical: F5");
	/* What fails is not hidden by what is missing. */
	expect("F5=1 G4", PASS_NOT_YET, "G4 (Confronts");
}

/* Quality for the best items only. */
static void
test_no_quality(void)
{
	expect("C3=4 C4=4 C5=4 C6=4 C7=4 C8=4", PASS_INCOMPLETE,
	       "21 of 27 live items (77 %) are rated, and 80 % are needed; "
	       "still to rate: C3, C4, C5, C6, C7 and C8.");
	expect("C3=4", PASS_YES, "C3 has an extent but no quality yet.");
}

/* The weak ones left blank: 17 at 3.35 and 5 blank, 3.35 alone, 2.82 with the
 * blanks at 1. */
static void
test_blanks(void)
{
	const char *weak = "A1=3/3 A2=3/3 A3=3/3 A4=3/3 C1=3/3 C2=3/3 C5=3/3 "
			   "C6=3/3 C7=3/3 C8=3/3 C9=3/3";
	g_autofree char *blank = g_strconcat(weak, " C3 C4 D2 F1 F2", NULL);
	g_autofree char *ones =
		g_strconcat(weak, " C3=1 C4=1 D2=1 F1=1 F2=1", NULL);

	expect(blank, PASS_INCOMPLETE,
	       "C3, C4, D2, F1 and F2 are left blank, and could bring the "
	       "quality mean below the cut; rate them.");
	expect(ones, PASS_YES, "mean is 3.35 (17 items");
	expect("C3", PASS_YES, "mean is 4.00");
}

/* The state is no better with an item N/A or blank than at the best points. */
static void
test_never_better(void)
{
	g_autoptr(Rubric) rubric = core_rubric();

	for (guint mask = 0; mask < 1 << 10; mask++) {
		struct rating *rating = rating_of_fours(rubric);
		g_autoptr(SessionScore) full = NULL;
		g_autoptr(SessionScore) less = NULL;
		guint left = 0;

		for (guint i = 0; i < rating->items->len; i++) {
			struct item_rating *line = rating->items->pdata[i];

			if (line->quality)
				line->quality = 2 + i % 3;
		}
		full = session_score_build(rubric, &middle, rating);
		for (guint i = 0; i < 10; i++) {
			struct item_rating *line =
				rating->items->pdata[i * 2 + 1];

			if (!(mask & 1 << i))
				continue;
			left++;
			line->extent = line->quality = 0;
			line->na_reason = g_strdup("no call for it");
		}
		less = session_score_build(rubric, &middle, rating);
		g_assert_cmpuint(less->rated, ==, full->rated - left);
		if (left > 4)
			g_assert_cmpint(less->state, ==, PASS_INCOMPLETE);
		rating_free(rating);
	}
}

/* -- reasons -------------------------------------------------------------- */

static void
expect_na(const char *text, const struct session_facts *facts, const char *says)
{
	g_autoptr(Rubric) rubric = core_rubric();
	g_autoptr(GError) error = NULL;
	struct item_rating *rating = item_rating_parse(text, NULL);
	gboolean fine = item_rating_check_na(rubric, facts, rating, &error);

	if (says) {
		g_assert_false(fine);
		g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
		g_test_message("%s", error->message);
		g_assert_nonnull(strstr(error->message, says));
	} else {
		g_assert_no_error(error);
		g_assert_true(fine);
	}
	item_rating_free(rating);
}

static void
test_reasons(void)
{
	static const char *const empty[] = {
		"x",	    "-",    "n/a",
		"NA",	    "none", "xxxxxx",
		"...",	    "abab", "Not applicable.",
		"12345678",
	};
	static const char *const good[] = {
		"no time",
		"too early",
		"not called for",
		"kein Anlass",
		"zu fr\u00fch dran",
		"\u6ca1\u6709\u9700\u8981",
		"\u043d\u0435 \u0431\u044b\u043b\u043e \u043f\u043e\u0432\u043e\u0434\u0430",
	};

	for (guint i = 0; i < G_N_ELEMENTS(empty); i++) {
		g_autofree char *text = g_strconcat("C9=NA:", empty[i], NULL);

		expect_na(text, &middle, "says nothing");
	}
	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *text = g_strconcat("C9=NA:", good[i], NULL);

		expect_na(text, &middle, NULL);
	}
}

static void
test_not_live(void)
{
	static const struct session_facts unknown = { 0, 0, PHASE_UNKNOWN,
						      FOCUS_UNKNOWN };

	expect_na("C9=NA:not live", &middle, "without a reason");
	expect_na("C9=NA:Not live in this phase or focus", &middle,
		  "is not so: it is live");
	expect_na("B1=NA:not live", &middle, NULL);
	expect_na("B1=NA:x", &middle, NULL);
	/* What is not known is not held against anybody. */
	expect_na("C9=NA:not live in this phase", &unknown, NULL);
	expect_na("C9=NA:not live", &unknown, "may be live as long as");
	expect_na("F5=NA:nothing was voiced", &middle, "cannot be N/A");
	expect_na("G4=NA:nothing was voiced", &middle, "cannot be N/A");
	expect_na("C9=3/3", &middle, NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/scoring/gaps/honest", test_honest);
	g_test_add_func("/scoring/gaps/na", test_na);
	g_test_add_func("/scoring/gaps/easy", test_easy_items);
	g_test_add_func("/scoring/gaps/critical", test_critical);
	g_test_add_func("/scoring/gaps/quality", test_no_quality);
	g_test_add_func("/scoring/gaps/blanks", test_blanks);
	g_test_add_func("/scoring/gaps/never-better", test_never_better);
	g_test_add_func("/scoring/gaps/reasons", test_reasons);
	g_test_add_func("/scoring/gaps/not-live", test_not_live);
	return g_test_run();
}
