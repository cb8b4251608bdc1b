/*
 * Points of words in blocks behind a table of weights: read when something is
 * weighed, complained of where they stand, and put in the place of others.
 */
#include "codebook/codebook.h"

#include <string.h>

#define HEAD "codebook: x\nversion: 1.0.0\nlanguage: en\n"
#define RULES                                                         \
	"techniques:\n  - id: AA\n    name: a\n    definition: d\n"   \
	"    rules:\n"                                                \
	"      - {id: aa.p, says: s, weighs: {points: p, least: 5}, " \
	"examples: [sad], counterexamples: [so]}\n"                   \
	"      - {id: aa.q, says: s, weighs: {points: q, least: 5}, " \
	"examples: [sad], counterexamples: [so]}\n"                   \
	"precedence: [AA]\n"
#define NAMED "word-points:\n  - id: p\n  - id: q\n"
#define MAIN HEAD RULES "weights: points.tsv\n" NAMED
#define TABLE                                                             \
	"technique\tAA\nof AA\n"                                          \
	"start\t1\nnear.before\t0\nnear.after\t0\nnear.two\t0\n"          \
	"near.far\t0\nrule.hint\t0\nrule.probable\t0\nrule.sequence\t0\n" \
	"hint\t0\nprobable\t0\nsays\npoints of\t5\n"
#define OF_P "points of p\n# a remark\n=start\t-3\n# pill\t4\nsad\t5\n"
#define OF_Q "points of q\nglad\t-7\n"

static char *
fetch(const char *path, gsize *len, void *data, GError **error)
{
	(void)path;
	(void)error;
	*len = strlen(data);
	return g_strdup(data);
}

static struct codebook *
read_book(const char *main, const char *table, GPtrArray *diagnostics)
{
	return codebook_read(g_strdup(main), strlen(main), "in/x.yaml", fetch,
			     (void *)table, diagnostics);
}

static int
points_of(const struct codebook *codebook, const char *id, const char *clue)
{
	return word_points_of(codebook_word_points(codebook, id),
			      point_key(POINT_KEY, clue, strlen(clue)));
}

static void
assert_points(const struct codebook *codebook)
{
	g_assert_cmpint(codebook_word_points(codebook, "p")->start, ==, -3);
	g_assert_cmpuint(codebook_word_points(codebook, "p")->n, ==, 2);
	g_assert_cmpint(points_of(codebook, "p", "sad"), ==, 5);
	g_assert_cmpint(points_of(codebook, "p", "# pill"), ==, 4);
	g_assert_cmpint(points_of(codebook, "q", "glad"), ==, -7);
	g_assert_cmpint(points_of(codebook, "q", "sad"), ==, 0);
}

static void
test_late(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook =
		read_book(MAIN, TABLE "\n" OF_P "\n" OF_Q, diagnostics);

	/* with the rules none is read, whatever there is */
	g_assert_nonnull(codebook);
	g_assert_null(codebook_word_points(codebook, "p")->keys);
	g_assert_true(codebook_weigh(codebook, diagnostics));
	assert_points(codebook);
	g_assert_cmpuint(codebook->weights->clues->len, ==, 1);
	g_assert_cmpuint(diagnostics->len, ==, 0);
	g_assert_true(codebook_weigh(codebook, diagnostics));
}

/* What a casebook keeps, and what is learned from, hold the blocks. */
static void
test_kept(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook =
		read_book(MAIN, TABLE "\n" OF_P "\n" OF_Q, diagnostics);
	g_autofree char *text = codebook_text(codebook);
	g_autofree char *rules = codebook_unweighed(codebook);
	g_autofree char *blocks = codebook_point_blocks(codebook);
	g_autofree char *sum = base_sha256(text, strlen(text));
	g_autoptr(Codebook) other = read_book(
		MAIN, TABLE "\n" OF_P "sad so\t1\n" OF_Q, diagnostics);
	g_autoptr(Codebook) again =
		codebook_parse(text, strlen(text), "kept", diagnostics);
	g_autoptr(Codebook) unweighed =
		codebook_parse(rules, strlen(rules), "kept", diagnostics);

	g_assert_cmpstr(blocks, ==, OF_P "\n" OF_Q);
	assert_points(again);
	assert_points(unweighed);
	g_assert_nonnull(again->weights);
	g_assert_null(unweighed->weights);
	g_assert_cmpstr(codebook_sha256(codebook), ==, sum);
	g_assert_cmpstr(codebook_sha256(other), !=, sum);
}

/* In a codebook of one file that ends in its table, two blanks before each
 * row. */
static void
test_indented(void)
{
	const char *text = HEAD RULES NAMED
		"weights: |\n  points of p\n  =start\t-3\n  # pill\t4\n"
		"  sad\t5\n  points of q\n  glad\t-7\n";
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook =
		codebook_parse(text, strlen(text), "one", diagnostics);
	g_autofree char *blocks = codebook_point_blocks(codebook);

	assert_points(codebook);
	g_assert_true(g_str_has_prefix(blocks, "points of p\n=start\t-3\n"));
}

static void
assert_refused(const char *main, const char *table, const char *says)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = read_book(main, table, diagnostics);
	g_autofree char *shown = NULL;

	g_assert_nonnull(codebook);
	g_assert_false(codebook_weigh(codebook, diagnostics));
	shown = diagnostics_print(diagnostics);
	if (!g_str_has_prefix(shown, says))
		g_error("'%s' is not how this begins: %s", says, shown);
}

static void
test_faults(void)
{
	assert_refused(MAIN, OF_P "sad\t6\n" OF_Q,
		       "in/points.tsv:6:1: expected a clue that was not given "
		       "before, a tab and its points (-1000 to 1000), found "
		       "'sad");
	assert_refused(MAIN, OF_P OF_Q "mad 7\n",
		       "in/points.tsv:8:1: expected a clue");
	assert_refused(MAIN, OF_P OF_Q "mad\t1001\n",
		       "in/points.tsv:8:1: expected a clue");
	assert_refused(MAIN, TABLE OF_P OF_Q "points of r\nmad\t1\n",
		       "in/points.tsv:22:11: the codebook names no points of "
		       "words 'r' below 'word-points'");
	assert_refused(MAIN, OF_P OF_Q OF_P,
		       "in/points.tsv:8:11: the points of 'p' are given twice");
	assert_refused(MAIN, TABLE OF_P,
		       "in/x.yaml:15:5: points of words 'q' have no rows: "
		       "neither 'points:' here nor 'points of q' in the table "
		       "of weights");
	assert_refused(MAIN "    points: |\n      sad\t5\n", OF_P OF_Q,
		       "in/points.tsv:6:11: the rows of 'q' stand in the "
		       "codebook, too");
	assert_refused(MAIN, OF_P "caf\xe9\t5\n" OF_Q, "in/points.tsv:6:");
}

static void
assert_put(const char *table, const char *id, const char *expected)
{
	g_autofree char *out =
		word_points_put(table, strlen(table), id, "new\t1\n");

	g_assert_cmpstr(out, ==, expected);
}

static void
test_put(void)
{
	assert_put("", "p", "points of p\nnew\t1\n");
	assert_put("# head\ntechnique\tAA\nsays a\t1\n\n\n", "p",
		   "# head\ntechnique\tAA\nsays a\t1\n\n"
		   "points of p\nnew\t1\n");
	assert_put(OF_P "\n" OF_Q, "p", "points of p\nnew\t1\n\n" OF_Q);
	assert_put(OF_P "\n" OF_Q, "q", OF_P "\npoints of q\nnew\t1\n");
	assert_put("\xef\xbb\xbfpoints of p\r\nsad\t1\r\n", "q",
		   "\xef\xbb\xbfpoints of p\r\nsad\t1\n\n"
		   "points of q\nnew\t1\n");
	assert_put("label\tline\nyes\tso\n", "p", NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/codebook/blocks/late", test_late);
	g_test_add_func("/codebook/blocks/kept", test_kept);
	g_test_add_func("/codebook/blocks/indented", test_indented);
	g_test_add_func("/codebook/blocks/faults", test_faults);
	g_test_add_func("/codebook/blocks/put", test_put);
	return g_test_run();
}
