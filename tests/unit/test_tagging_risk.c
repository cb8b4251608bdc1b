/*
 * How well the shipped codebook recognises risk that a patient voices, and
 * whether the therapist's reply answers it, on the labelled lines of
 * tests/data/risk/.  Each line, and each reply, is a session of its own.
 *
 * RISK_FAULTS=1 lists what is judged wrong on stderr.
 */
#include "test_shipped.h"
#include "test_tagging.h"

#define FOLDER "tests/data/risk/"
#define LEAST_RECALL 0.85
#define MOST_FALSE_ALARMS 0.10
#define LEAST_RIGHT 0.85

struct count {
	guint of, yes;
};

static struct small shipped;

static gboolean
is_remarked(const struct tagging *tagging, guint turn)
{
	for (guint i = 0; i < tagging->observations->len; i++) {
		const struct observation *seen = &g_array_index(
			tagging->observations, struct observation, i);
		const struct observation_rule *rule =
			shipped.codebook->observations->pdata[seen->rule];

		if (rule->kind == OBSERVATION_RISK && seen->first_turn == turn)
			return TRUE;
	}
	return FALSE;
}

/* Is the second turn, the patient's, said to be not followed up? */
static gboolean
is_left(const char *patient, const char *reply)
{
	g_autofree char *lines = g_strdup_printf(
		"T: How was the week?\nP: %s\nT: %s\nP: Mm.", patient, reply);
	struct transcript *transcript = transcript_of(lines);
	struct session_facts facts = { .number = 1 };
	g_autoptr(Tagging) tagging =
		tagger_run(shipped.tagger, transcript, &facts);
	gboolean left = is_remarked(tagging, 2);

	transcript_of_free(transcript);
	return left;
}

static void
tell(const char *what, char *const *cells)
{
	if (g_getenv("RISK_FAULTS"))
		g_printerr("%s | %s | %s\n", what, cells[0], cells[1]);
}

/* Cells of a line: what the patient says, ..., its label last. */
static void
judge_line(char *const *cells, struct count *voiced, struct count *everyday)
{
	gboolean is_voiced = strcmp(cells[3], "voiced") == 0;
	gboolean left = is_left(cells[0], "And how did the dinner go?");
	struct count *count = is_voiced ? voiced : everyday;

	count->of++;
	count->yes += left;
	if (left != is_voiced)
		tell(left ? "false alarm" : "missed", cells);
}

static void
judge_reply(char *const *cells, struct count *right)
{
	gboolean leaves = strcmp(cells[3], "leaves") == 0;
	gboolean left = is_left(cells[0], cells[1]);

	right->of++;
	right->yes += left == leaves;
	if (left != leaves)
		tell(left ? "called left" : "called answered", cells);
}

typedef void (*judging)(char *const *cells, gpointer counts);

static void
each_row(const char *name, judging judge, gpointer counts)
{
	g_autofree char *path = g_strconcat(FOLDER, name, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 1; lines[0] && lines[i]; i++) {
		g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);

		if (*lines[i] == '\0')
			continue;
		g_assert_cmpuint(g_strv_length(cells), ==, 4);
		judge(cells, counts);
	}
}

static double
share(const struct count *count)
{
	return count->of > 0 ? (double)count->yes / count->of : 0;
}

static void
judge_line_of(char *const *cells, gpointer counts)
{
	struct count *both = counts;

	judge_line(cells, &both[0], &both[1]);
}

static void
judge_reply_of(char *const *cells, gpointer counts)
{
	judge_reply(cells, counts);
}

static void
test_lines(gconstpointer file)
{
	struct count both[2] = { { 0, 0 }, { 0, 0 } };

	each_row(file, judge_line_of, both);
	g_test_message("%s: recall %.3f of %u, false alarms %.3f of %u",
		       (const char *)file, share(&both[0]), both[0].of,
		       share(&both[1]), both[1].of);
	g_assert_cmpfloat(share(&both[0]), >=, LEAST_RECALL);
	g_assert_cmpfloat(share(&both[1]), <=, MOST_FALSE_ALARMS);
}

static void
test_replies(gconstpointer file)
{
	struct count right = { 0, 0 };

	each_row(file, judge_reply_of, &right);
	g_test_message("%s: %.3f of %u replies judged right",
		       (const char *)file, share(&right), right.of);
	g_assert_cmpfloat(share(&right), >=, LEAST_RIGHT);
}

int
main(int argc, char **argv)
{
	g_autofree char *yaml = NULL;
	int status;

	g_test_init(&argc, &argv, NULL);
	yaml = shipped_text();
	g_assert_nonnull(yaml);
	small_parse(&shipped, yaml);
	g_test_add_data_func("/risk/lines", "lines.tsv", test_lines);
	g_test_add_data_func("/risk/lines-kept", "kept.tsv", test_lines);
	g_test_add_data_func("/risk/lines-second", "second.tsv", test_lines);
	g_test_add_data_func("/risk/lines-third", "third.tsv", test_lines);
	g_test_add_data_func("/risk/lines-fifth", "fifth.tsv", test_lines);
	g_test_add_data_func("/risk/lines-fourth", "fourth.tsv", test_lines);
	g_test_add_data_func("/risk/replies", "replies.tsv", test_replies);
	g_test_add_data_func("/risk/replies-third", "replies-third.tsv",
			     test_replies);
	g_test_add_data_func("/risk/replies-second", "replies-second.tsv",
			     test_replies);
	g_test_add_data_func("/risk/replies-kept", "replies-kept.tsv",
			     test_replies);
	status = g_test_run();
	small_clear(&shipped);
	return status;
}
