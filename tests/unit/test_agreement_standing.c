/*
 * How far marks would stand, against the reference values of the G study of
 * sessions: the same path that 'depend' takes.
 */
#include "test_agreement.h"
#include "agreement/distributions.h"

static void
standing_of(struct standing *standing, const char *file, double cut)
{
	g_autoptr(Records) records = stats_records(file);

	standing_init(standing, records, cut, .8);
	g_assert_cmpuint(standing->missing->len, ==, 0);
	for (guint t = 0; t < standing->therapists; t++)
		standing_add_mark(standing, records, t, NULL);
}

static guint
number_behind(const char *text, const char *what)
{
	const char *at = strstr(text, what);

	return at ? (guint)g_ascii_strtoull(at + strlen(what), NULL, 10) : 0;
}

static double
figure_of(const struct standing_design *design, const char *name)
{
	if (!strcmp(name, "d_phi"))
		return design->phi;
	if (!strcmp(name, "d_sem_absolute"))
		return design->sem;
	if (!strcmp(name, "decision_false_pass"))
		return design->false_pass;
	if (!strcmp(name, "decision_false_fail"))
		return design->false_fail;
	if (!strcmp(name, "decision_accuracy"))
		return design->right;
	return NAN;
}

static double
share_of_part(const struct standing *standing, const char *options)
{
	const char *wanted = options + strlen("component=");

	for (guint i = 0; i < standing->parts->len; i++) {
		const struct standing_part *part = standing->parts->pdata[i];

		if (g_str_has_prefix(wanted, part->name) &&
		    strchr(" ", wanted[strlen(part->name)]))
			return part->variance;
	}
	return NAN;
}

/* Each design of the file must be among those that are listed. */
static double
listed(const struct standing *standing, const char *name, const char *options)
{
	guint sessions = number_behind(options, "n_session=");
	guint raters = number_behind(options, "n_rater=");

	for (guint i = 0; i < standing->designs->len; i++) {
		const struct standing_design *design =
			standing->designs->pdata[i];
		gboolean rotating = strstr(options, "another rater") != NULL;

		if (sessions == 1 && rotating)
			rotating = FALSE, raters = 1;
		if (design->sessions == sessions &&
		    design->rotating == rotating &&
		    (rotating || design->raters == raters))
			return figure_of(design, name);
	}
	return NAN;
}

static void
test_grid(void)
{
	g_autofree char *text = stats_text("expected.tsv");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	struct standing standing;
	guint seen = 0;

	standing_of(&standing, "gstudy_sessions.tsv", 3);
	g_assert_cmpstr(standing.method, ==, "mean squares");
	for (char **line = lines; *line; line++) {
		g_auto(GStrv) cell = g_strsplit(*line, "\t", -1);
		double found = NAN;

		if (g_strv_length(cell) < 12 ||
		    strcmp(cell[1], "gstudy_sessions.tsv"))
			continue;
		if (!strcmp(cell[0], "g_variance"))
			found = share_of_part(&standing, cell[2]);
		else if (strstr(cell[2], "n_session="))
			found = listed(&standing, cell[0], cell[2]);
		if (isnan(found))
			continue;
		seen++;
		g_assert_cmpfloat_with_epsilon(
			found, g_ascii_strtod(cell[3], NULL), 1e-8);
	}
	/* 5 components; 28 designs with 5 figures, 6 with 2, and again the one
	 * of one session */
	g_assert_cmpuint(seen, >=, 5 + 28 * 5 + 6 * 2);
	standing_clear(&standing);
}

static void
test_gaps(void)
{
	struct standing standing;
	const struct standing_part *part;

	standing_of(&standing, "gstudy_sessions_gaps.tsv", 3);
	g_assert_cmpstr(standing.method, ==, "REML");
	g_assert_cmpfloat_with_epsilon(standing.mean, 3.26335895597, 1e-5);
	part = standing.parts->pdata[0];
	g_assert_cmpfloat_with_epsilon(part->variance, .197916493389, 1e-5);
	standing_clear(&standing);
}

/* A mark of four sessions by three raters has the error of that design, and
 * its interval holds the cut or not. */
static void
test_marks(void)
{
	struct standing standing;
	struct standing_design design;

	standing_of(&standing, "gstudy_sessions.tsv", 3);
	design = standing_design_of(&standing, 4, 3, FALSE);
	g_assert_cmpuint(standing.marks->len, ==, standing.therapists);
	for (guint i = 0; i < standing.marks->len; i++) {
		const struct standing_mark *mark = standing.marks->pdata[i];
		enum standing_verdict verdict = STANDING_NEAR;

		g_assert_cmpuint(mark->sessions, ==, 4);
		g_assert_cmpuint(mark->ratings, ==, 12);
		g_assert_cmpfloat_with_epsilon(mark->sem, design.sem, 1e-12);
		g_assert_cmpfloat_with_epsilon(
			mark->upper, mark->mean + Z_95 * mark->sem, 1e-12);
		if (mark->lower >= 3)
			verdict = STANDING_ABOVE;
		if (mark->upper < 3)
			verdict = STANDING_BELOW;
		g_assert_cmpfloat(mark->least, <, mark->lower);
		g_assert_cmpfloat(mark->most, >, mark->upper);
		if (verdict != STANDING_NEAR && mark->least < 3 &&
		    mark->most >= 3)
			verdict = STANDING_WITHHELD;
		g_assert_cmpint(mark->verdict, ==, verdict);
		/* three raters are few: no verdict stands by itself */
		g_assert_true((mark->caution != NULL) ==
			      (verdict != STANDING_NEAR));
		/* drawn towards a mean that lies above the cut */
		if (mark->mean < 3)
			g_assert_cmpfloat(mark->above_in, >, mark->above);
	}
	standing_clear(&standing);
}

/* No other design of as few ratings, or fewer, reaches what is wanted. */
static void
test_cheapest(void)
{
	struct standing standing;

	standing_of(&standing, "gstudy_sessions.tsv", 3);
	g_assert_cmpfloat(standing.by_phi.phi, >=, .8);
	g_assert_true(standing.by_phi.rotating);
	g_assert_cmpuint(standing.by_phi.ratings, ==, 7);
	for (guint s = 1; s <= 7; s++)
		for (guint r = 1; s * r <= 7; r++)
			g_assert_cmpfloat(
				standing_design_of(&standing, s, r, FALSE).phi,
				<, .8);
	g_assert_cmpfloat(standing_design_of(&standing, 6, 1, TRUE).phi, <, .8);
	g_assert_cmpfloat(standing.by_right.right, >=, .8);
	standing_clear(&standing);
}

/* Records from "therapist session rater score" lines. */
static void
stand_on(struct standing *standing, const char *lines)
{
	g_autofree char *text =
		g_strconcat("therapist\tsession\trater\tscore\n", lines, NULL);
	g_autoptr(GPtrArray) faults = diagnostics_new();
	g_autoptr(Records) records =
		records_from_text(text, strlen(text), "lines", NULL, faults);

	g_assert_cmpuint(faults->len, ==, 0);
	g_assert_true(records->nested);
	standing_init(standing, records, 3, .8);
	for (guint t = 0; t < standing->therapists; t++)
		standing_add_mark(standing, records, t, NULL);
}

/* What is missing is a sentence, and nothing is a number that is none. */
static void
test_missing(void)
{
	static const struct {
		const char *lines, *says;
	} cases[] = {
		{ "A\t1\tx\t3\nA\t1\ty\t2\nA\t2\tx\t4\nA\t2\ty\t3\n",
		  "All ratings are of one therapist" },
		{ "A\t1\tx\t3\nA\t2\tx\t2\nB\t1\tx\t4\nB\t2\tx\t3\n",
		  "All ratings are by one rater" },
		{ "A\t1\tx\t3\nA\t2\ty\t2\nB\t1\tx\t4\nB\t2\ty\t3\n",
		  "No session was rated by two raters" },
		{ "A\t1\tx\t3\nA\t1\ty\t2\nB\t1\tx\t4\nB\t1\ty\t3\n",
		  "No therapist has two rated sessions" },
		{ "A\t1\tx\t3\nA\t1\ty\t2\nA\t2\tx\t4\nB\t1\tv\t4\nB\t1\tw\t3\n"
		  "B\t2\tv\t3\n",
		  "Not all raters are linked" },
		{ "A\t1\tx\t3\nA\t1\ty\t2\nA\t2\tv\t4\nA\t2\tw\t3\n"
		  "B\t1\ty\t4\nB\t1\tv\t3\n",
		  "No rater has rated two sessions of one therapist" },
		{ "A\t1\tx\t3\nA\t1\ty\t3\nA\t2\tx\t3\nB\t1\tx\t3\nB\t1\ty\t3\n",
		  "All marks are the same" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct standing standing;
		gboolean said = FALSE;

		stand_on(&standing, cases[i].lines);
		for (guint m = 0; m < standing.missing->len; m++)
			said |= g_str_has_prefix(standing.missing->pdata[m],
						 cases[i].says);
		g_test_message("%s", cases[i].says);
		g_assert_true(said);
		g_assert_null(standing.method);
		g_assert_cmpuint(standing.designs->len, ==, 0);
		g_assert_cmpuint(standing.marks->len, >, 0);
		standing_clear(&standing);
	}
}

/* Where therapists do not differ, no chance is made up. */
static void
test_no_difference(void)
{
	struct standing standing;
	const struct standing_design *design;
	const struct standing_mark *mark;

	stand_on(&standing, "A\t1\tx\t4\nA\t1\ty\t3\nA\t2\tx\t2\nA\t2\ty\t2\n"
			    "B\t1\tx\t2\nB\t1\ty\t1\nB\t2\tx\t4\nB\t2\ty\t3\n");
	g_assert_cmpuint(standing.missing->len, ==, 0);
	design = standing.designs->pdata[0];
	mark = standing.marks->pdata[0];
	g_assert_cmpfloat(design->phi, ==, 0);
	g_assert_true(isnan(design->false_pass));
	g_assert_true(isnan(mark->above_in));
	g_assert_cmpuint(standing.notes->len, ==, 2);
	g_assert_cmpuint(standing.by_phi.ratings, ==, 0);
	standing_clear(&standing);
}

/* The wider interval by hand: 12 therapists, 4 sessions each, 3 raters, none
 * missing, so that the degrees of freedom are those of the textbook. */
static void
test_wider(void)
{
	static const double freedom[] = { 36, 2, 22, 72 };
	static const double share[] = { 1. / 4, 1. / 3, 1. / 3, 1. / 12 };
	struct standing standing;
	const struct standing_mark *mark;
	double sum = 0, squares = 0, wide;

	standing_of(&standing, "gstudy_sessions.tsv", 3);
	mark = standing.marks->pdata[0];
	for (guint i = 0; i < 4; i++) {
		/* behind that of therapists */
		const struct standing_part *part = standing.parts->pdata[i + 1];
		double of = part->variance * share[i];

		sum += of;
		squares += of * of / freedom[i];
	}
	wide = quantile_t(.975, sum * sum / squares) * sqrt(sum);
	g_assert_cmpfloat_with_epsilon(mark->mean - mark->least, wide, 1e-9);
	g_assert_cmpfloat_with_epsilon(mark->most - mark->mean, wide, 1e-9);
	standing_clear(&standing);
}

static const struct standing_mark *
mark_of(const struct standing *standing, const char *therapist)
{
	for (guint i = 0; i < standing->marks->len; i++) {
		const struct standing_mark *mark = standing->marks->pdata[i];

		if (!strcmp(mark->therapist, therapist))
			return mark;
	}
	g_assert_not_reached();
}

/* A is 4.9 all along; of two raters nothing is said of others all the same, of
 * three something, and of a mark of one session it is told that it is one. */
static void
test_few(void)
{
	static const char two[] = "A\t1\tx\t4.9\nA\t1\ty\t5.0\nA\t2\tx\t4.8\n"
				  "A\t2\ty\t4.9\nB\t1\tx\t1.1\nB\t1\ty\t1.2\n"
				  "B\t2\tx\t1.3\nB\t2\ty\t1.2\nC\t1\tx\t3.0\n"
				  "C\t1\ty\t3.1\nC\t2\tx\t3.0\nC\t2\ty\t2.9\n";
	g_autofree char *three =
		g_strconcat(two,
			    "A\t1\tz\t4.8\nB\t1\tz\t1.0\nB\t2\tz\t1.2\n"
			    "D\t1\tx\t4.9\nD\t1\tz\t4.8\n",
			    NULL);
	struct standing standing;
	const struct standing_mark *mark;

	stand_on(&standing, two);
	mark = mark_of(&standing, "A");
	g_assert_cmpfloat(mark->lower, >, 3);
	g_assert_cmpint(mark->verdict, ==, STANDING_WITHHELD);
	g_assert_cmpstr(standing_verdict_print(mark->verdict), ==, "not known");
	g_assert_nonnull(strstr(mark->caution, "from two raters"));
	mark = mark_of(&standing, "B");
	g_assert_cmpint(mark->verdict, ==, STANDING_WITHHELD);
	g_assert_true(g_str_has_prefix(mark->caution,
				       "The interval lies below the cut"));
	g_assert_cmpint(mark_of(&standing, "C")->verdict, ==, STANDING_NEAR);
	g_assert_null(mark_of(&standing, "C")->caution);
	standing_clear(&standing);

	stand_on(&standing, three);
	mark = mark_of(&standing, "A");
	g_assert_cmpint(mark->verdict, ==, STANDING_ABOVE);
	g_assert_true(g_str_has_prefix(mark->caution,
				       "The error rests on 7 sessions of 4 "
				       "therapists by 3 raters, which is few"));
	mark = mark_of(&standing, "D");
	g_assert_cmpint(mark->verdict, ==, STANDING_ABOVE);
	g_assert_true(g_str_has_prefix(mark->caution,
				       "It is the mark of one session"));
	standing_clear(&standing);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/agreement/standing/grid", test_grid);
	g_test_add_func("/agreement/standing/gaps", test_gaps);
	g_test_add_func("/agreement/standing/marks", test_marks);
	g_test_add_func("/agreement/standing/cheapest", test_cheapest);
	g_test_add_func("/agreement/standing/missing", test_missing);
	g_test_add_func("/agreement/standing/no-difference",
			test_no_difference);
	g_test_add_func("/agreement/standing/wider", test_wider);
	g_test_add_func("/agreement/standing/few", test_few);
	return g_test_run();
}
