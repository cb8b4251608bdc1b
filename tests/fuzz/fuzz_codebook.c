/*
 * Codebook and rubric files made of noise: whatever the bytes, either a
 * struct comes back or a complaint, and the questions asked of the struct
 * are safe.
 *
 *   clang -std=gnu11 -g -O1 -fsanitize=fuzzer,address,undefined -Isrc \
 *       $(pkg-config --cflags glib-2.0 libfyaml) tests/fuzz/fuzz_codebook.c \
 *       src/codebook/[a-z]*.c src/base/[a-z]*.c \
 *       $(pkg-config --libs glib-2.0 libfyaml) -lm -o fuzz_codebook
 *   ./fuzz_codebook -max_total_time=300 CORPUS
 */
#include "codebook/codebook.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every clue has its text and its points, and the section its beginning. */
static void
ask_weights(const struct codebook *codebook)
{
	const struct weights *weights = codebook->weights;
	g_autofree char *text = codebook_text(codebook);
	gsize len = strlen(text);
	gsize rules = codebook_rules_length(text, len);
	int sum = 0;

	g_assert_true((weights != NULL) == (rules < len));
	for (guint i = 0; weights && i < weights->clues->len; i++) {
		const struct clue *clue =
			&g_array_index(weights->clues, struct clue, i);

		g_assert_true(g_utf8_validate(clue->text, -1, NULL));
		for (guint w = 0; w < weights->weighings->len; w++)
			sum += ABS(clue->points[w]) > 127;
	}
	g_assert_cmpint(sum, ==, 0);
}

static void
ask_codebook(const struct codebook *codebook)
{
	for (guint i = 0; i < codebook->rules->len; i++) {
		const struct rule *rule = codebook->rules->pdata[i];

		g_assert_nonnull(codebook_rule(codebook, rule->id));
		g_assert_true(codebook_refers(codebook, rule->id, rule));
		g_assert_true(codebook_refers(codebook, "*", rule));
		g_assert_cmpuint(rule->technique, <, codebook->techniques->len);
	}
	for (guint i = 0; i < codebook->techniques->len; i++)
		codebook_precedence(codebook, i);
	ask_weights(codebook);
	codebook_near_technique(codebook, "COMM");
	g_free(codebook_line(codebook, 3));
}

static void
ask_rubric(const struct rubric *rubric)
{
	struct session_facts facts = { 3, 16, PHASE_MIDDLE, FOCUS_GRIEF };

	g_assert_nonnull(rubric->pass_score);
	for (guint i = 0; i < rubric->items->len; i++)
		item_is_live(rubric->items->pdata[i], &facts);
	rubric_near_item(rubric, "F5");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = codebook_parse(
		(const char *)data, size, "noise.yaml", diagnostics);
	g_autoptr(Rubric) rubric = NULL;
	g_autofree char *shown = NULL;

	g_assert_true((codebook != NULL) !=
		      diagnostics_has_errors(diagnostics));
	if (codebook)
		ask_codebook(codebook);
	rubric = rubric_parse((const char *)data, size, "noise.yaml", codebook,
			      diagnostics);
	if (rubric)
		ask_rubric(rubric);
	shown = diagnostics_print(diagnostics);
	return 0;
}
