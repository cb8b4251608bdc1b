/*
 * Rubrics: a small whole one, every complaint once, and the one that comes
 * with the program.
 */
#include "test_shipped.h"

#include <string.h>

#define POINTS "{1: a, 2: b, 3: c, 4: d, 5: e}"
/* Lines 1 to 7. */
#define HEAD                                                 \
	"rubric: x\nversion: 1.0.0\nname: n\nlanguage: en\n" \
	"extent: " POINTS "\nquality: " POINTS "\nquality-from-extent: 2\n"
/* Lines 8 to 18; SCORING(critical lines). */
#define SCORING(critical)                                             \
	"scoring:\n  adherence: {mean-of: extent, classes: [U, E]}\n" \
	"  quality: {mean-of: quality, classes: [U, E, C]}\n"         \
	"  specificity: {mean-of: extent, classes: [U]}\n"            \
	"  proscribed: {list: extent, classes: [P]}\n"                \
	"  pass:\n    score: quality\n    cut: 3.0\n"                 \
	"    min-share-rated: 0.8\n    min-items: 8\n"                \
	"    signed: true\n" critical
/* From line 19: the items, one a line from line 20 on. */
#define ITEM(id, more)                                                       \
	"- {id: " id ", name: n, text: t, phases: any, extent: " POINTS more \
	"}\n"
#define GOOD(id) ITEM(id, ", class: U, suggest: never, quality: " POINTS)
#define RUBRIC(items) HEAD SCORING("") "items:\n" items

struct fault {
	const char *name;
	const char *text;
	const char *complaint;
};

static const struct fault faults[] = {
	{ "missing-anchor",
	  RUBRIC("- {id: A, name: n, text: t, phases: any, class: P, suggest: "
		 "flag, extent: {1: a, 2: b, 4: d, 5: e}}\n"),
	  "20:75: 'extent' needs '3'" },
	{ "sixth-anchor",
	  RUBRIC("- {id: A, name: n, text: t, phases: any, class: P, suggest: "
		 "flag, extent: {1: a, 2: b, 3: c, 4: d, 5: e, 6: f}}\n"),
	  "20:106: unknown key '6' in 'extent' (there are: 1, 2, 3, 4, 5)" },
	{ "missing-quality", RUBRIC(ITEM("A", ", class: U, suggest: never")),
	  "20:3: an item of class U needs 'quality'" },
	{ "quality-of-proscribed",
	  RUBRIC(ITEM("A", ", class: P, suggest: flag, quality: " POINTS)),
	  "20:116: an item of class P has extent only: leave 'quality' out" },
	{ "class",
	  RUBRIC(ITEM("A", ", class: X, suggest: never, quality: " POINTS)),
	  "20:89: unknown class 'X' (there are: U, E, C, P)" },
	{ "falling-counts",
	  RUBRIC(ITEM("A", ", class: U, suggest: yes, evidence: [AA], "
			   "suggest-counts: {2: 2, 3: 1}, quality: " POINTS)),
	  "20:138: the counts must not fall: point 3 needs at least 2, found "
	  "1" },
	{ "zero-count",
	  RUBRIC(ITEM("A", ", class: U, suggest: yes, evidence: [AA], "
			   "suggest-counts: {2: 0}, quality: " POINTS)),
	  "20:138: the counts must not fall: point 2 needs at least 1, found "
	  "0" },
	{ "no-counts",
	  RUBRIC(ITEM("A", ", class: U, suggest: yes, quality: " POINTS)),
	  "20:101: 'suggest: yes' needs 'evidence' and 'suggest-counts'" },
	{ "observation",
	  RUBRIC(ITEM("A", ", class: U, suggest: never, observations: [mised], "
			   "quality: " POINTS)),
	  "20:123: unknown observations 'mised' (did you mean 'missed'?)" },
	{ "item-twice", RUBRIC(GOOD("A") GOOD("A")),
	  "21:3: the item id 'A' is used twice (first on line 20)" },
	{ "no-items", HEAD SCORING("") "items: []\n",
	  "19:8: the rubric has no items" },
	{ "critical-item",
	  HEAD SCORING("    critical: [{item: F6, extent-at-most: 1}]\n") "items:\n" GOOD(
		  "F5"),
	  "19:23: unknown item 'F6' (did you mean 'F5'?)" },
	{ "critical-two",
	  HEAD SCORING("    critical: [{item: F5, extent-at-most: 1, "
		       "quality-at-most: 1}]\n") "items:\n" GOOD("F5"),
	  "19:16: a critical line needs exactly one of extent-at-most, "
	  "extent-at-least, quality-at-most, quality-at-least" },
	{ "critical-point",
	  HEAD SCORING("    critical: [{item: F5, extent-at-most: 6}]\n") "items:\n" GOOD(
		  "F5"),
	  "19:43: unknown extent-at-most '6' (there are: 1, 2, 3, 4, 5)" },
	{ "critical-quality",
	  HEAD SCORING("    critical: [{item: G4, quality-at-most: 1}]\n") "items:\n" ITEM(
		  "G4", ", class: P, suggest: flag"),
	  "19:16: the item 'G4' is of class P and has no quality" },
};

static char *
print_plainly(const GPtrArray *diagnostics)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < diagnostics->len; i++) {
		const struct diagnostic *d = diagnostics->pdata[i];

		g_string_append_printf(out, "%s%u:%u: %s", i ? "\n" : "",
				       d->line, d->column, d->message);
	}
	return g_string_free(out, FALSE);
}

static void
test_fault(gconstpointer data)
{
	const struct fault *fault = data;
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Rubric) rubric = rubric_parse(
		fault->text, strlen(fault->text), "x.yaml", NULL, diagnostics);
	g_autofree char *complaint = print_plainly(diagnostics);

	g_assert_cmpstr(complaint, ==, fault->complaint);
	g_assert_null(rubric);
}

static struct rubric *
parse_clean(const char *text, gsize len, const struct codebook *codebook)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct rubric *rubric =
		rubric_parse(text, len, "x.yaml", codebook, diagnostics);
	g_autofree char *shown = diagnostics_print(diagnostics);

	g_assert_cmpstr(shown, ==, "");
	g_assert_nonnull(rubric);
	return rubric;
}

static void
test_small(void)
{
	static const char text[] = HEAD SCORING(
		"    near-cut: 0.25\n    critical:\n"
		"    - {item: F5, extent-at-most: 1}\n"
		"    - {item: G4, extent-at-least: 3}\n") "items:\n" GOOD("F5")
		ITEM("G4", ", class: P, suggest: flag");
	g_autoptr(Rubric) rubric = parse_clean(text, sizeof(text) - 1, NULL);
	const struct critical_rule *critical = rubric->critical->pdata[1];
	const struct item *item = rubric_item(rubric, "F5");

	g_assert_cmpstr(rubric->id, ==, "x");
	g_assert_cmpstr(rubric->extent_names[5], ==, "e");
	g_assert_cmpuint(rubric->quality_from_extent, ==, 2);
	g_assert_cmpuint(rubric->adherence.of, ==, OF_EXTENT);
	g_assert_cmpuint(rubric->adherence.classes, ==,
			 CLASS_UNIQUE | CLASS_ESSENTIAL);
	g_assert_cmpuint(rubric->proscribed_classes, ==, CLASS_PROSCRIBED);
	g_assert_true(rubric->pass_score == &rubric->quality);
	g_assert_cmpstr(rubric->pass_score->name, ==, "quality");
	g_assert_cmpfloat(rubric->cut, ==, 3.0);
	g_assert_cmpfloat(rubric->near_cut, ==, 0.25);
	g_assert_cmpfloat(rubric->min_share_rated, ==, 0.8);
	g_assert_cmpuint(rubric->min_items, ==, 8);
	g_assert_true(rubric->must_be_signed);
	g_assert_cmpstr(critical->item, ==, "G4");
	g_assert_cmpuint(critical->of, ==, OF_EXTENT);
	g_assert_true(critical->at_least);
	g_assert_cmpuint(critical->bound, ==, 3);
	g_assert_cmpuint(item->item_class, ==, CLASS_UNIQUE);
	g_assert_cmpstr(item_class_print(item->item_class), ==, "U");
	g_assert_cmpuint(item->phases, ==, 0);
	g_assert_cmpstr(item->extent[1], ==, "a");
	g_assert_cmpstr(item->quality[5], ==, "e");
	g_assert_cmpuint(item->suggest_counts[2], ==, G_MAXUINT);
	g_assert_null(rubric_item(rubric, "G4")->quality[1]);
	g_assert_cmpstr(rubric_near_item(rubric, "F6"), ==, "F5");
}

static void
test_live(void)
{
	struct item item = {
		.phases = 1 << PHASE_MIDDLE,
		.focuses = 1 << FOCUS_GRIEF,
	};
	struct session_facts facts = { 0, 0, PHASE_MIDDLE, FOCUS_GRIEF };

	g_assert_true(item_is_live(&item, &facts));
	facts.focus = FOCUS_DISPUTE;
	g_assert_false(item_is_live(&item, &facts));
	facts.focus = FOCUS_UNKNOWN;
	g_assert_true(item_is_live(&item, &facts));
	facts.phase = PHASE_INITIAL;
	g_assert_false(item_is_live(&item, &facts));
	facts.phase = PHASE_UNKNOWN;
	g_assert_true(item_is_live(&item, &facts));
	item.phases = 0;
	facts.phase = PHASE_TERMINATION;
	g_assert_true(item_is_live(&item, &facts));
}

static struct codebook *
read_codebook(const char *path)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *text = NULL;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, NULL))
		return NULL;
	return codebook_parse(text, len, path, diagnostics);
}

/* Evidence is held against a codebook when there is one. */
static void
test_evidence(void)
{
	static const char text[] =
		RUBRIC(ITEM("A", ", class: U, suggest: yes, evidence: [COM], "
				 "suggest-counts: {2: 2}, quality: " POINTS));
	g_autoptr(Codebook) codebook =
		read_codebook("tests/data/codebook/small.yaml");
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Rubric) blind = parse_clean(text, sizeof(text) - 1, NULL);
	g_autoptr(Rubric) rubric = NULL;
	g_autofree char *complaint = NULL;

	g_assert_nonnull(codebook);
	rubric = rubric_parse(text, sizeof(text) - 1, "x", codebook,
			      diagnostics);
	complaint = print_plainly(diagnostics);
	g_assert_null(rubric);
	g_assert_cmpstr(complaint, ==,
			"20:117: unknown technique 'COM' (did you mean "
			"'COMM'?)");
}

static void
test_shipped(void)
{
	static const char path[] = "rubrics/ipt-core.yaml";
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autofree char *book = shipped_text();
	g_autoptr(Codebook) codebook =
		book ? codebook_parse(book, strlen(book), SHIPPED,
				      diagnostics) :
		       NULL;
	g_autoptr(Rubric) rubric = NULL;
	g_autofree char *text = NULL;
	gsize len;

	if (!g_file_get_contents(path, &text, &len, NULL)) {
		g_test_skip("the rubric is not there");
		return;
	}
	rubric = parse_clean(text, len, codebook);
	g_assert_cmpuint(rubric->items->len, ==, 43);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
		g_autofree char *path =
			g_strdup_printf("/rubric/fault/%s", faults[i].name);

		g_test_add_data_func(path, &faults[i], test_fault);
	}
	g_test_add_func("/rubric/small", test_small);
	g_test_add_func("/rubric/live", test_live);
	g_test_add_func("/rubric/evidence", test_evidence);
	g_test_add_func("/rubric/shipped", test_shipped);
	return g_test_run();
}
