/*
 * How well the shipped codebook recognises risk that a patient voices, and
 * whether the therapist's reply answers it, on labelled lines of
 * tests/data/risk/ that its points were never learned from, each set by
 * another hand.  Each line, and each reply, is a session of its own.
 *
 * A limit that is not kept today is told as incomplete, "not ok ... # TODO",
 * with the figure; it may not get worse, and once it is kept that is a fault
 * until the line that excuses it is gone.
 *
 * RISK_FAULTS=1 lists what is judged wrong on stderr.
 */
#include "test_shipped.h"
#include "test_tagging.h"

#define FOLDER "tests/data/risk/"
#define SETS 3
/* A reply is judged after words that are recognised without any doubt. */
#define PLAINLY " I want to die."

struct count {
	guint of, yes;
};

/* The share that there may be at most, and the one that there is known to be
 * where that is more; 0: it is kept. */
struct limit {
	double most, known;
};

/* A set of lines and answers, and what must be reached on it. */
struct set {
	const char *name;
	struct limit missed, false_alarms;
	double least_right;
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
		g_printerr("%s | %s | %s\n", what, cells[1],
			   cells[2] ? cells[2] : "");
}

/* counts: what is looked for, then the rest. */
static void
judge_line(char *const *cells, struct count *counts)
{
	gboolean is_voiced = strcmp(cells[0], "yes") == 0;
	gboolean left = is_left(cells[1], "And how did the dinner go?");
	struct count *count = &counts[!is_voiced];

	count->of++;
	count->yes += left;
	if (left != is_voiced)
		tell(left ? "false alarm" : "missed", cells);
}

static void
judge_reply(char *const *cells, struct count *counts)
{
	gboolean leaves = strcmp(cells[0], "no") == 0;
	g_autofree char *patient = g_strconcat(cells[1], PLAINLY, NULL);
	gboolean left = is_left(patient, cells[2]);

	counts->of++;
	counts->yes += left == leaves;
	if (left != leaves)
		tell(left ? "called left" : "called answered", cells);
}

typedef void (*judging)(char *const *cells, struct count *counts);

static void
each_row(const struct set *set, const char *ending, guint columns,
	 judging judge, struct count *counts)
{
	g_autofree char *path = g_strconcat(FOLDER, set->name, ending, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 1; lines[0] && lines[i]; i++) {
		g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);

		if (*lines[i] == '\0')
			continue;
		g_assert_cmpuint(g_strv_length(cells), ==, columns);
		judge(cells, counts);
	}
}

static double
share(const struct count *count)
{
	return count->of > 0 ? (double)count->yes / count->of : 0;
}

static void
assert_kept(const char *set, const char *what, double is, struct limit limit)
{
	g_autofree char *says = NULL;

	if (limit.known <= 0) {
		g_assert_cmpfloat(is, <=, limit.most);
		return;
	}
	g_assert_cmpfloat(is, >, limit.most);
	g_assert_cmpfloat(is, <=, limit.known);
	says = g_strdup_printf("known shortfall: %s, %s %.3f, should be at "
			       "most %.2f",
			       set, what, is, limit.most);
	g_test_incomplete(says);
}

static void
assert_counts(const struct set *set, const struct count both[2])
{
	double missed = (double)(both[0].of - both[0].yes) / both[0].of;

	g_test_message("%s: recall %.3f of %u, false alarms %.3f of %u",
		       set->name, share(&both[0]), both[0].of, share(&both[1]),
		       both[1].of);
	assert_kept(set->name, "missed", missed, set->missed);
	assert_kept(set->name, "false alarms", share(&both[1]),
		    set->false_alarms);
}

static void
test_lines(gconstpointer data)
{
	const struct set *set = data;
	struct count both[2] = { { 0, 0 }, { 0, 0 } };

	each_row(set, ".tsv", 2, judge_line, both);
	assert_counts(set, both);
}

static void
test_all_lines(gconstpointer data)
{
	static const struct set all = {
		"all", { 0.15, 0.157 }, { 0.10, 0 }, 0
	};
	const struct set *sets = data;
	struct count both[2] = { { 0, 0 }, { 0, 0 } };

	for (guint i = 0; i < SETS; i++)
		each_row(&sets[i], ".tsv", 2, judge_line, both);
	assert_counts(&all, both);
}

static void
test_replies(gconstpointer data)
{
	const struct set *set = data;
	struct count right = { 0, 0 };

	each_row(set, "-answers.tsv", 3, judge_reply, &right);
	g_test_message("%s: %.3f of %u replies judged right", set->name,
		       share(&right), right.of);
	g_assert_cmpfloat(share(&right), >=, set->least_right);
}

int
main(int argc, char **argv)
{
	/* The first is what must be reached on lines by a stranger, and of all
	 * three together; the other two must not get worse. */
	static const struct set sets[SETS] = {
		{ "kept", { 0.15, 0 }, { 0.10, 0.11 }, 0.85 },
		{ "plain", { 0.13, 0 }, { 0.10, 0 }, 0.85 },
		{ "spread", { 0.22, 0 }, { 0.12, 0 }, 0.83 },
	};
	g_autofree char *yaml = NULL;
	int status;

	g_test_init(&argc, &argv, NULL);
	yaml = shipped_text();
	small_parse(&shipped, yaml);
	g_test_add_data_func("/risk/lines", sets, test_all_lines);
	for (guint i = 0; i < SETS; i++) {
		g_autofree char *lines =
			g_strconcat("/risk/lines/", sets[i].name, NULL);
		g_autofree char *replies =
			g_strconcat("/risk/replies/", sets[i].name, NULL);

		g_test_add_data_func(lines, &sets[i], test_lines);
		g_test_add_data_func(replies, &sets[i], test_replies);
	}
	status = g_test_run();
	small_clear(&shipped);
	return status;
}
