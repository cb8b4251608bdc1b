/*
 * For the tests of app: a folder with a small codebook, a small rubric and
 * small sessions.
 */
#ifndef TEST_APP_H
#define TEST_APP_H

#include "app/app.h"

#include <stdlib.h>
#include <string.h>

/* Two techniques; open.asks fires on "tell me", comm.said on the words in
 * the place of %s. */
#define TEST_CODEBOOK                                                    \
	"codebook: small\nversion: %s\nlanguage: en\nname: Small\n"      \
	"status: for tests\nenough-turns: 1\n"                           \
	"techniques:\n"                                                  \
	"  - id: OPEN\n    name: Open question\n    group: g\n"          \
	"    definition: asks openly\n    unit: turn\n    phases: any\n" \
	"    rules:\n"                                                   \
	"      - id: open.asks\n        says: asks openly\n"             \
	"        match: ['\\btell me\\b']\n        strength: probable\n" \
	"        examples: ['Tell me more.']\n"                          \
	"        counterexamples: ['He told me.']\n"                     \
	"  - id: COMM\n    name: Communication analysis\n    group: g\n" \
	"    definition: rebuilds an exchange\n    unit: turn\n"         \
	"    phases: any\n"                                              \
	"    rules:\n"                                                   \
	"      - id: comm.said\n        says: asks for words\n"          \
	"        match: ['\\b%s\\b']\n        strength: hint\n"          \
	"        examples: ['%s']\n"                                     \
	"        counterexamples: ['Nothing here.']\n"                   \
	"precedence: [COMM, OPEN]\n"

#define TEST_POINTS "{1: a, 2: b, 3: c, 4: d, 5: e}"

#define TEST_RUBRIC                                                         \
	"rubric: small\nversion: 1.0.0\nname: Small\nlanguage: en\n"        \
	"extent: " TEST_POINTS "\nquality: " TEST_POINTS "\n"               \
	"quality-from-extent: 2\n"                                          \
	"scoring:\n  adherence: {mean-of: extent, classes: [U, E]}\n"       \
	"  quality: {mean-of: quality, classes: [U, E, C]}\n"               \
	"  specificity: {mean-of: extent, classes: [U]}\n"                  \
	"  proscribed: {list: extent, classes: [P]}\n"                      \
	"  pass:\n    score: quality\n    cut: 3.0\n"                       \
	"    min-share-rated: 0.8\n    min-items: 1\n    signed: true\n"    \
	"items:\n"                                                          \
	"- {id: A1, name: asks, text: asks openly, phases: any, class: U, " \
	"suggest: yes, evidence: [OPEN], suggest-counts: {2: 1, 3: 2}, "    \
	"extent: " TEST_POINTS ", quality: " TEST_POINTS "}\n"              \
	"- {id: A2, name: warm, text: is warm, phases: any, class: E, "     \
	"suggest: never, extent: " TEST_POINTS ", quality: " TEST_POINTS "}\n"

#define TEST_SESSION                                                \
	"# case: C01\n# number: 2\n# planned: 16\n# focus: grief\n" \
	"T: Tell me about the week.\nP: It was bad.\n"              \
	"T: What did you say to him?\nP: Nothing.\n"                \
	"T: That was hard for you.\nP: Yes. Tell me about it.\n"

struct fixture {
	char *folder;
	char *casebook;
	char *codebook;
	char *rubric;
	char *session;
};

static inline char *
put(const struct fixture *f, const char *name, const char *text)
{
	char *path = g_build_filename(f->folder, name, NULL);

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static inline void
set_up(struct fixture *f, gconstpointer data)
{
	g_autofree char *codebook = g_strdup_printf(
		TEST_CODEBOOK, "1.0.0", "did you say", "What did you say?");

	(void)data;
	f->folder = g_dir_make_tmp("test-app-XXXXXX", NULL);
	f->casebook = g_build_filename(f->folder, "casebook.db", NULL);
	f->codebook = put(f, "codebook.yaml", codebook);
	f->rubric = put(f, "rubric.yaml", TEST_RUBRIC);
	f->session = put(f, "s01.txt", TEST_SESSION);
}

static inline void
tear_down(struct fixture *f, gconstpointer data)
{
	g_autofree char *command = g_strdup_printf("rm -rf '%s'", f->folder);

	(void)data;
	g_assert_cmpint(system(command), ==, 0);
	g_free(f->folder);
	g_free(f->casebook);
	g_free(f->codebook);
	g_free(f->rubric);
	g_free(f->session);
}

static inline struct app *
open_app(const struct fixture *f)
{
	struct app_options options = {
		.casebook = f->casebook,
		.codebook = f->codebook,
		.rubric = f->rubric,
		.user = "ana",
		.command = "iptrate test",
		.now = 1795000000,
	};

	return app_new(&options);
}

/* Imports one file that must work; its session. */
static inline gint64
import_well(struct app *app, const char *path)
{
	const char *paths[] = { path, NULL };
	struct import_options options = { 0 };
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) results =
		app_import(app, paths, &options, NULL, NULL, &error);
	struct import_result *result;

	g_assert_no_error(error);
	g_assert_cmpuint(results->len, ==, 1);
	result = results->pdata[0];
	g_assert_no_error(result->error);
	return result->session;
}

#endif
