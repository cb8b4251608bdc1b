/*
 * A codebook in several files: put together, complained of where it is
 * written, and kept as one text.
 */
#include "codebook/codebook.h"

#include <string.h>

#define MAIN                                             \
	"codebook: x\nversion: 1.0.0\nlanguage: en\n"    \
	"lexicons:\n  - parts/words.yaml\n"              \
	"weights: parts/points.tsv\n"                    \
	"techniques:\n  # the first\n  - parts/A.yaml\n" \
	"  - id: BB\n    name: b\n    definition: d\n"   \
	"precedence: [AA, BB]\n"
#define WORDS "# words\r\nfeeling: [sad, angry]\r\n"
#define AA                                                               \
	"# of A\n\nid: AA\nname: a\ndefinition: >-\n  of two\n  lines\n" \
	"parts:\n  said: [told, 'sa(?:id|y)']\n"                         \
	"rules:\n"                                                       \
	"  - id: aa.one\n    says: s\n"                                  \
	"    match: ['(?&said) (?&feeling)']\n"                          \
	"    examples: [told sad]\n    counterexamples: [so]\n"
#define SETTINGS                                                 \
	"start\t1\nnear.before\t0\nnear.after\t0\nnear.two\t0\n" \
	"near.far\t0\nrule.hint\t0\nrule.probable\t0\n"          \
	"rule.sequence\t0\nhint\t0\nprobable\t0\n"
#define POINTS                                                                  \
	"# learned\ntechnique\tAA\tBB\n\nof AA\n" SETTINGS                      \
	"here.BB\t4\nasks\nof\t3\nsays\nof\t5\nyou say\t-2\n\nof BB\n" SETTINGS \
	"says\nof\t7\n"

/* Files by name: name, text, name, text, NULL. */
static char *
fetch(const char *path, gsize *len, void *data, GError **error)
{
	for (const char *const *file = data; *file; file += 2) {
		if (strcmp(*file, path))
			continue;
		*len = strlen(file[1]);
		return g_strdup(file[1]);
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND, "no file %s",
		    path);
	return NULL;
}

static struct codebook *
read_files(const char *main, const char *const *files, char **complaints)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct codebook *codebook =
		codebook_read(g_strdup(main), strlen(main), "in/x.yaml", fetch,
			      (void *)files, diagnostics);

	if (codebook && !codebook_weigh(codebook, diagnostics))
		g_clear_pointer(&codebook, codebook_free);
	*complaints = diagnostics_print(diagnostics);
	return codebook;
}

static int
points_of(const struct codebook *codebook, enum clue_kind kind,
	  const char *text, guint weighing)
{
	for (guint i = 0; i < codebook->weights->clues->len; i++) {
		const struct clue *clue = &g_array_index(
			codebook->weights->clues, struct clue, i);

		if (clue->kind == kind && !strcmp(clue->text, text))
			return clue->points[weighing];
	}
	return -1000;
}

static void
test_whole(void)
{
	const char *const files[] = { "parts/words.yaml",
				      WORDS,
				      "parts/A.yaml",
				      AA,
				      "parts/points.tsv",
				      POINTS,
				      NULL };
	g_autofree char *complaints = NULL;
	g_autofree char *text = NULL;
	g_autofree char *sum = NULL;
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = read_files(MAIN, files, &complaints);
	g_autoptr(Codebook) again = NULL;
	const struct technique *a;
	const struct pattern *pattern;

	g_assert_cmpstr(complaints, ==, "");
	a = codebook->techniques->pdata[0];
	g_assert_cmpstr(a->id, ==, "AA");
	g_assert_cmpstr(a->definition, ==, "of two lines");
	pattern = codebook_rule(codebook, "aa.one")->self.match->pdata[0];
	g_assert_cmpstr(pattern->expanded, ==,
			"(?:told|sa(?:id|y)) (?:\\bsad\\b|\\bangry\\b)");
	g_assert_cmpint(points_of(codebook, CLUE_SAYS, "of", 0), ==, 5);
	g_assert_cmpint(points_of(codebook, CLUE_ASKS, "of", 0), ==, 3);
	g_assert_cmpint(points_of(codebook, CLUE_SAYS, "of", 1), ==, 7);
	g_assert_cmpint(points_of(codebook, CLUE_SAYS, "you say", 0), ==, -2);
	g_assert_cmpint(points_of(codebook, CLUE_SAYS, "you say", 1), ==, 0);
	g_assert_cmpint(weights_beside(codebook->weights, BESIDE_HERE, 1)[0],
			==, 4);
	/* what a casebook keeps is read as the same, and its digest is told */
	text = codebook_text(codebook);
	sum = base_sha256(text, strlen(text));
	g_assert_cmpstr(codebook_sha256(codebook), ==, sum);
	again = codebook_parse(text, strlen(text), "kept", diagnostics);
	g_assert_nonnull(again);
	g_assert_cmpint(points_of(again, CLUE_SAYS, "of", 1), ==, 7);
	g_assert_cmpstr(codebook_sha256(again), ==, sum);
}

struct fault {
	const char *name;
	const char *main, *words, *a, *points;
	const char *complaints;
};

static const struct fault faults[] = {
	{ "in-a-technique", MAIN, WORDS,
	  "id: AA\nname: a\n\ndefinition: d\nruels: []\n", POINTS,
	  "in/parts/A.yaml:5:1: unknown key 'ruels' in a technique (did you "
	  "mean 'rules'?)\n  ruels: []\n  ^\n" },
	{ "in-words", MAIN, "feeling: [sad]\nother: []\n", AA, POINTS,
	  "in/parts/words.yaml:2:8: the lexicon 'other' is empty\n"
	  "  other: []\n         ^\n" },
	{ "in-the-main", MAIN "at-moost: 1\n", WORDS, AA, POINTS,
	  "in/x.yaml:14:1: unknown key 'at-moost' in a codebook (did you mean "
	  "'at-most'?)\n  at-moost: 1\n  ^\n" },
	{ "used-twice", MAIN, WORDS, "id: BB\nname: a\ndefinition: d\n", POINTS,
	  NULL },
	{ "name-twice", MAIN, WORDS,
	  "id: AA\nname: a\ndefinition: d\nparts: {feeling: [x]}\n", POINTS,
	  "in/parts/A.yaml:4:9: the name 'feeling' is given twice (first on "
	  "line 2 of in/parts/words.yaml)\n  parts: {feeling: [x]}\n"
	  "          ^\n" },
	{ "points", MAIN, WORDS, AA, POINTS "of AA\n",
	  "in/parts/points.tsv:35:1: the weights have no row 'start'\n"
	  "  of AA\n  ^\n" },
	{ "points-twice", MAIN, WORDS, AA, POINTS "of\t8\n",
	  "in/parts/points.tsv:35:1: the row 'of' is given twice (first on "
	  "line 34)\n  of 8\n  ^\n" },
	{ "points-missing", MAIN, WORDS, AA,
	  "technique\tAA\tBB\nof AA\n" SETTINGS,
	  "in/parts/points.tsv:2:1: of 2 techniques of the first row only 1 "
	  "have rows ('of' and the name)\n  of AA\n  ^\n" },
	{ "points-unknown", MAIN, WORDS, AA,
	  "technique\tAA\tBB\nof CC\n" SETTINGS,
	  "in/parts/points.tsv:2:4: 'CC' names no technique of the first row\n"
	  "  of CC\n     ^\n" },
	{ "points-no-heading", MAIN, WORDS, AA,
	  "technique\tAA\tBB\nof AA\n" SETTINGS "sayz\n",
	  "in/parts/points.tsv:13:1: 'sayz' is neither a kind of clues (says, "
	  "asks, before, after, earlier or is) nor has points, with a tab "
	  "before them\n  sayz\n  ^\n" },
	{ "outside", "techniques:\n  - ../A.yaml\n", WORDS, AA, POINTS,
	  "in/x.yaml:2:5: a file of a codebook lies in the codebook's folder "
	  "or below it: name it from there, without '..'\n    - ../A.yaml\n"
	  "      ^\n" },
	{ "absolute", "techniques:\n- /A.yaml\n", WORDS, AA, POINTS,
	  "in/x.yaml:2:3: a file of a codebook lies in the codebook's folder "
	  "or below it: name it from there, without '..'\n  - /A.yaml\n"
	  "    ^\n" },
	{ "missing", "techniques:\n  - 'parts/B.yaml'  # gone\n", WORDS, AA,
	  POINTS,
	  "in/x.yaml:2:5: no file parts/B.yaml\n    - 'parts/B.yaml'  # gone\n"
	  "      ^\n" },
	{ "missing-table", "weights: none.tsv\n", WORDS, AA, POINTS,
	  "in/x.yaml:1:10: no file none.tsv\n  weights: none.tsv\n"
	  "           ^\n" },
	{ "weights-twice", MAIN "weights: |\n  technique\tAA\n", WORDS, AA,
	  POINTS,
	  "in/x.yaml:6:10: the weights are below, too: keep one of the two\n"
	  "  weights: parts/points.tsv\n           ^\n" },
};

static void
test_fault(gconstpointer data)
{
	const struct fault *fault = data;
	const char *const files[] = { "parts/words.yaml",
				      fault->words,
				      "parts/A.yaml",
				      fault->a,
				      "parts/points.tsv",
				      fault->points,
				      NULL };
	g_autofree char *complaints = NULL;

	g_assert_null(read_files(fault->main, files, &complaints));
	if (fault->complaints)
		g_assert_cmpstr(complaints, ==, fault->complaints);
	else
		g_assert_nonnull(strstr(complaints, " of in/parts/A.yaml)"));
}

/* What looks like a file elsewhere is none, and one text needs no files. */
static void
test_no_file(void)
{
	static const char text[] =
		"codebook: x\nversion: 1.0.0\nlanguage: en\ntechniques:\n"
		"  - id: AA\n    name: a\n    definition: |\n"
		"      see\n      - parts/A.yaml\n";
	const char *const files[] = { NULL };
	g_autofree char *complaints = NULL;
	g_autofree char *kept = NULL;
	g_autoptr(Codebook) codebook = read_files(text, files, &complaints);
	const struct technique *a;

	g_assert_nonnull(codebook);
	a = codebook->techniques->pdata[0];
	g_assert_cmpstr(a->definition, ==, "see\n- parts/A.yaml");
	kept = codebook_text(codebook);
	g_assert_cmpstr(kept, ==, text);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/codebook/files/whole", test_whole);
	g_test_add_func("/codebook/files/no-file", test_no_file);
	for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autofree char *path = g_strdup_printf(
			"/codebook/files/fault/%s", faults[i].name);

		g_test_add_data_func(path, &faults[i], test_fault);
	}
	return g_test_run();
}
