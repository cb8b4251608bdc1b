/*
 * The long table and the JSON.
 */
#include "test_export.h"

static const struct session_facts middle = { 8, 16, PHASE_MIDDLE,
					     FOCUS_DISPUTE };

struct fixture {
	struct codebook *codebook;
	struct rubric *rubric;
	struct session_record *record;
	struct export_set set;
	struct export_options options;
};

static void
fixture_set_up(struct fixture *f, const void *rated)
{
	f->codebook = sample_codebook();
	f->rubric = sample_rubric();
	f->set.codebook = f->codebook;
	f->set.rubric = f->rubric;
	f->set.sessions = g_ptr_array_new_with_free_func(
		(GDestroyNotify)sample_record_free);
	f->options.program = "iptrate test";
	f->options.created = CREATED;
	f->record = sample_record(f->rubric, "s04", 4, &middle, rated != NULL);
	g_ptr_array_add(f->set.sessions, f->record);
}

static void
fixture_tear_down(struct fixture *f, const void *rated)
{
	(void)rated;
	g_ptr_array_unref(f->set.sessions);
	rubric_free(f->rubric);
	codebook_free(f->codebook);
}

static struct item_rating *
first_line(struct fixture *f)
{
	struct rating *rating = g_ptr_array_index(f->record->ratings, 0);

	return g_ptr_array_index(rating->items, 0);
}

static guint
count(const char *text, const char *word)
{
	guint n = 0;

	for (; (text = strstr(text, word)); text += strlen(word))
		n++;
	return n;
}

static void
test_csv_rows(struct fixture *f, const void *rated)
{
	g_autofree char *csv = NULL;

	(void)rated;
	sample_decide(f->record, 19, "COMM", VERDICT_ACCEPT, NULL, NULL);
	sample_finish(f->record, f->rubric);
	csv = export_csv(&f->set, &f->options);
	g_assert_true(g_str_has_prefix(csv, EXPORT_BOM "record,session,case,"));
	g_assert_cmpuint(count(csv, "\r\nevidence,4,C04,8,16,middle,"), ==,
			 f->record->machine_tags->len);
	/* 27 live items, two raters. */
	g_assert_cmpuint(count(csv, "\r\nrating,4,C04,8,16,middle,"), ==, 54);
	g_assert_cmpuint(count(csv, ",accepted,yes,,,S1,"), ==, 1);
	g_assert_cmpuint(count(csv, ",C3,U,S1,supervisor,"), ==, 1);
	g_assert_cmpuint(count(csv, "\n") - count(csv, "\r\n"), ==, 0);
}

static void
test_csv_unrated(struct fixture *f, const void *rated)
{
	g_autofree char *csv = NULL;

	(void)rated;
	sample_finish(f->record, f->rubric);
	csv = export_csv(&f->set, &f->options);
	g_assert_cmpuint(count(csv, "\r\nrating,4,"), ==, 27);
}

/* Nothing that a spreadsheet would run, and every cell on one line. */
static void
test_csv_formulas(struct fixture *f, const void *rated)
{
	static const char *const hostile[][2] = {
		{ "=cmd()", ",\"'=cmd()\",1,," },
		{ "+1", ",\"'+1\",1,," },
		{ "-1", ",\"'-1\",1,," },
		{ "@SUM(A1)", ",\"'@SUM(A1)\",1,," },
		{ "\t=1", ",\"' =1\",1,," },
		{ "\r=1", ",\"'" },
		{ "a,\"b\"", ",\"a,\"\"b\"\"\",1,," },
		{ "two\nlines", ",two lines,1,," },
		{ ";=cmd()", ",\";'=cmd()\",1,," },
		{ "no; \t=1+1; -2", ",\"no;'  =1+1;' -2\",1,," },
		{ "  =1+1", ",\"'  =1+1\",1,," },
		{ "\"=1+1", ",\"'\"\"=1+1\",1,," },
		{ "＝1+1", ",\"'＝1+1\",1,," },
		{ "＠SUM(A1)", ",\"'＠SUM(A1)\",1,," },
		{ "\xc2\xa0+1", ",\"'\xc2\xa0+1\",1,," },
		{ "a-b; c=d", ",\"a-b; c=d\",1,," },
	};

	(void)rated;
	sample_finish(f->record, f->rubric);
	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
		g_autofree char *csv = NULL;

		g_free(first_line(f)->comment);
		first_line(f)->comment = g_strdup(hostile[i][0]);
		csv = export_csv(&f->set, &f->options);
		if (!strstr(csv, hostile[i][1]))
			g_error("'%s' is not written as '%s'", hostile[i][0],
				hostile[i][1]);
	}
}

static void
test_json(struct fixture *f, const void *rated)
{
	g_autofree char *json = NULL;
	g_autofree char *again = NULL;
	g_autofree char *whole = NULL;

	(void)rated;
	sample_finish(f->record, f->rubric);
	json = export_json(&f->set, &f->options);
	again = export_json(&f->set, &f->options);
	g_assert_cmpstr(json, ==, again);
	g_assert_nonnull(strstr(json, "\"format\": \"iptrate-export\""));
	g_assert_nonnull(strstr(json, "\"created\": \"2026-11-18T"));
	g_assert_nonnull(strstr(json, "\"mean\": 4.909090909,"));
	g_assert_nonnull(strstr(json, "\"decision\": \"pass\""));
	g_assert_null(strstr(json, "\"turns\": [\n        {\n"));
	f->options.with_transcript = TRUE;
	whole = export_json(&f->set, &f->options);
	g_assert_nonnull(strstr(whole, "\"turns\": [\n        {\n"));
}

static void
add(const char *name, const void *rated,
    void (*test)(struct fixture *, const void *))
{
	g_test_add(name, struct fixture, rated, fixture_set_up, test,
		   fixture_tear_down);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/export/csv/rows", "rated", test_csv_rows);
	add("/export/csv/unrated", NULL, test_csv_unrated);
	add("/export/csv/formulas", "rated", test_csv_formulas);
	add("/export/json", "rated", test_json);
	return g_test_run();
}
