/*
 * app: the evaluation, on a session counted by hand and on the samples.
 */
#include "test_app.h"

#include <math.h>

/* Machine: OPEN on 1, COMM (a hint) on 3.  Rater a: OPEN on 1, COMM on 5.
 * Rater b: OPEN on 1, COMM on 3 and 5. */
#define CODES                                                   \
	"turn\trater\tcodes\n1\ta\tOPEN\n1\tb\tOPEN\n3\ta\t-\n" \
	"3\tb\tCOMM\n5\ta\tCOMM\n5\tb\tCOMM\n"
#define RATINGS "item\textent\tquality\nA1\t4\t3\nA2\t3\t3\n"

static struct evaluation *
run(const struct fixture *f, enum strength least, GError **error)
{
	g_autoptr(App) app = open_app(f);
	struct evaluate_options options = {
		.least = least,
		.draws = 50,
		.seed = 7,
	};

	return app_evaluate(app, f->folder, &options, error);
}

static const struct technique_agreement *
row(const struct rater_agreement *agreement, const char *technique)
{
	for (guint i = 0; i < agreement->techniques->len; i++) {
		const struct technique_agreement *at =
			agreement->techniques->pdata[i];

		if (!strcmp(at->technique, technique))
			return at;
	}
	g_assert_not_reached();
}

static void
test_by_hand(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Evaluation) evaluation = NULL;
	const struct rater_agreement *a, *b, *ceiling;
	const struct technique_agreement *comm;
	const struct session_count *count;
	const struct disagreement *missed;

	(void)data;
	g_free(put(f, "s01.codes.tsv", CODES));
	g_free(put(f, "s01.ratings.tsv", RATINGS));
	evaluation = run(f, STRENGTH_HINT, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(evaluation->sessions, ==, 1);
	g_assert_cmpuint(evaluation->turns, ==, 3);
	g_assert_cmpuint(evaluation->raters->len, ==, 2);
	a = evaluation->machine->pdata[0];
	b = evaluation->machine->pdata[1];
	ceiling = evaluation->ceiling->pdata[0];
	g_assert_cmpstr(a->rater, ==, "a");
	/* both 1, missed 1, false alarm 1 */
	g_assert_cmpfloat(a->micro_f1, ==, 0.5);
	g_assert_cmpfloat(a->micro_precision, ==, 0.5);
	/* without the hint only OPEN is left, and it is right */
	g_assert_cmpfloat(a->firm_precision, ==, 1.0);
	/* both 2, missed 1, no false alarm: 2*2 / (2*2 + 1) */
	g_assert_cmpfloat_with_epsilon(b->micro_f1, 0.8, 1e-9);
	/* b as judged by a: both 2, b alone 1 */
	g_assert_cmpstr(ceiling->rater, ==, "b/a");
	g_assert_cmpfloat_with_epsilon(ceiling->micro_f1, 0.8, 1e-9);
	g_assert_cmpfloat_with_epsilon(ceiling->micro_precision, 2.0 / 3, 1e-9);
	comm = row(a, "COMM");
	g_assert_cmpuint(comm->n, ==, 1);
	g_assert_cmpfloat(comm->f1, ==, 0.0);
	/* p_o = 1/3, p_e = (1/3)(1/3) + (2/3)(2/3) = 5/9 (Cohen 1960) */
	g_assert_cmpfloat_with_epsilon(comm->kappa, -0.5, 1e-9);
	g_assert_true(isnan(a->macro_f1));
	g_assert_true(isnan(a->macro_in.low));
	/* one session: every draw is that session */
	g_assert_cmpfloat(comm->kappa_in.low, ==, comm->kappa);
	g_assert_cmpfloat(comm->kappa_in.high, ==, comm->kappa);
	g_assert_cmpuint(comm->counts->len, ==, 1);
	count = &g_array_index(comm->counts, struct session_count, 0);
	g_assert_cmpuint(count->rater, ==, 1);
	g_assert_cmpuint(count->machine, ==, 1);
	g_assert_cmpstr(evaluation->names->pdata[count->session], ==, "s01");
	g_assert_cmpuint(evaluation->disagreements->len, ==, 3);
	missed = evaluation->disagreements->pdata[1];
	g_assert_true(missed->missed);
	g_assert_cmpuint(missed->turn, ==, 5);
	g_assert_cmpstr(missed->text, ==, "That was hard for you.");
	/* one OPEN tag suggests 2, the person gave 4 */
	g_assert_cmpuint(evaluation->n_items, ==, 1);
	g_assert_cmpstr(evaluation->items[0].item, ==, "A1");
	g_assert_cmpfloat(evaluation->items[0].mae, ==, 2.0);
	g_assert_false(g_file_test(f->casebook, G_FILE_TEST_EXISTS));
}

static void
test_firm(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Evaluation) evaluation = NULL;
	const struct rater_agreement *a;

	(void)data;
	g_free(put(f, "s01.codes.tsv", CODES));
	evaluation = run(f, STRENGTH_PROBABLE, &error);
	g_assert_no_error(error);
	a = evaluation->machine->pdata[0];
	/* both 1, missed 1, no false alarm */
	g_assert_cmpfloat_with_epsilon(a->micro_f1, 2.0 / 3, 1e-9);
	g_assert_cmpuint(evaluation->n_items, ==, 0);
}

static const struct {
	const char *codes, *complaint;
} faults[] = {
	{ "", "s01.codes.tsv:1: the first line" },
	{ "turn\tcodes\n", "s01.codes.tsv:1: the first line" },
	{ "turn\trater\tcodes\n", ":1: nobody has coded a turn here" },
	{ "turn\trater\tcodes\n1\ta\n", ":2: a row has three fields" },
	{ "turn\trater\tcodes\n1\ta\tCOMM,\n", ":2: a code is missing" },
	{ "turn\trater\tcodes\n9\ta\t-\n", ":2: there is no turn '9'" },
	{ "turn\trater\tcodes\nx\ta\t-\n", ":2: there is no turn 'x'" },
	{ "turn\trater\tcodes\n2\ta\t-\n", ":2: turn 2 is the patient's" },
	{ "turn\trater\tcodes\n1\t\t-\n", ":2: the rater is missing" },
	{ "turn\trater\tcodes\n1\ta\t\n", ":2: the codes are missing" },
	{ "turn\trater\tcodes\n1\ta\tCOMM,OPNE\n", "did you mean 'OPEN'?" },
	{ "turn\trater\tcodes\n1\ta\t-\n1\ta\tCOMM\n",
	  ":3: turn 1 of rater a" },
	{ "turn\trater\tcodes\n1\t\xff\t-\n", "not UTF-8" },
};

static void
test_faults(struct fixture *f, gconstpointer data)
{
	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autoptr(GError) error = NULL;

		g_free(put(f, "s01.codes.tsv", faults[i].codes));
		g_assert_null(run(f, STRENGTH_HINT, &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
		if (!strstr(error->message, faults[i].complaint))
			g_error("no \"%s\" in: %s", faults[i].complaint,
				error->message);
	}
}

static void
test_nothing(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_null(run(f, STRENGTH_HINT, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
}

/* The two raters of the sample sessions s01 to s08 agree with micro-F1 .905
 * and macro-F1 .900, as their authors counted when they made them. */
static void
test_samples(void)
{
	const char *only[] = { "s01", "s02", "s03", "s04", "s05",
			       "s06", "s07", "s08", NULL };
	struct app_options options = { .casebook = "unused.db",
				       .rubrics = "rubrics" };
	struct evaluate_options how = { .only = only };
	g_autoptr(App) app = app_new(&options);
	g_autoptr(GError) error = NULL;
	g_autoptr(Evaluation) evaluation = NULL;
	const struct rater_agreement *ceiling;

	evaluation = app_evaluate(app, "transcripts/sessions", &how, &error);
	g_assert_no_error(error);
	ceiling = evaluation->ceiling->pdata[0];
	g_assert_cmpfloat_with_epsilon(ceiling->micro_f1, 0.905, 0.0005);
	g_assert_cmpfloat_with_epsilon(ceiling->macro_f1, 0.900, 0.0005);
}

#define TEST(name)                                                       \
	g_test_add("/app/evaluate/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(by_hand);
	TEST(firm);
	TEST(faults);
	TEST(nothing);
	g_test_add_func("/app/evaluate/samples", test_samples);
	return g_test_run();
}
