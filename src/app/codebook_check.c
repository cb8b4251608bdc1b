/*
 * A codebook tried out: its faults, its examples, and what its rules do and
 * cost on a sample of talk.
 */
#include "app/private.h"
#include "app/values.h"

#include <string.h>

#define RUNS 5 /* of which the quickest counts */

void
codebook_check_free(struct codebook_check *check)
{
	if (!check)
		return;
	g_ptr_array_unref(check->diagnostics);
	codebook_free(check->codebook);
	g_free(check->results);
	g_free(check);
}

/* -- the sample ---------------------------------------------------------- */

static gboolean
add_file(struct trial *trial, const char *path, GError **error)
{
	struct session_facts facts = { 0 };
	g_autoptr(Transcript) transcript =
		app_transcript_read(path, NULL, error);

	if (!transcript)
		return FALSE;
	app_header_facts(transcript, path, &facts, NULL);
	if (!facts.phase)
		facts.phase = phase_suggest(facts.number, facts.planned);
	trial_add(trial, transcript, &facts);
	return TRUE;
}

/* Files of a folder that are no transcripts are none of the sample. */
static gboolean
add_sample(struct codebook_check *check, struct trial *trial, const char *path,
	   GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) passed = g_ptr_array_new_with_free_func(g_free);
	gboolean folder = g_file_test(path, G_FILE_TEST_IS_DIR);

	if (!folder)
		g_ptr_array_add(files, g_strdup(path));
	else if (!app_folder_list(path, files, passed, error))
		return FALSE;
	for (guint i = 0; i < files->len; i++) {
		GError *fault = NULL;

		if (add_file(trial, files->pdata[i], &fault)) {
			check->sessions++;
		} else if (!folder) {
			g_propagate_error(error, fault);
			return FALSE;
		}
		g_clear_error(&fault);
	}
	check->turns = trial_turns(trial);
	if (check->turns > 0)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
		    "%s: no transcript was found there to try the rules on",
		    path);
	return FALSE;
}

/* -- the clock ----------------------------------------------------------- */

static void
measure(struct codebook_check *check, struct trial *trial, guint rule)
{
	struct rule_trial *result = &check->results[rule];
	gint64 best = G_MAXINT64;
	guint tried = trial_run(trial, rule); /* compiles what is not yet */

	for (guint i = 0; i < RUNS; i++) {
		gint64 before;

		trial_forget(trial);
		before = g_get_monotonic_time();
		trial_run(trial, rule);
		best = MIN(best, g_get_monotonic_time() - before);
	}
	result->microseconds = best * 1000.0 / check->turns;
	result->tried = (double)tried / check->turns;
}

static gboolean
try_sample(struct codebook_check *check, struct tagger *tagger,
	   const char *sample, GError **error)
{
	g_autoptr(Trial) trial = trial_new(tagger);
	guint rules = check->codebook->rules->len;

	if (!add_sample(check, trial, sample, error))
		return FALSE;
	check->results = g_new0(struct rule_trial, rules + 1);
	for (guint r = 0; r < rules; r++)
		measure(check, trial, r);
	trial_count(trial, check->results);
	return TRUE;
}

/* -- the verb ------------------------------------------------------------ */

/* Examples that do not hold are told one by one by a test. */
static void
count_failed(struct codebook_check *check, struct tagger *tagger)
{
	g_autoptr(GPtrArray) failed = diagnostics_new();

	tagger_test(tagger, failed);
	if (failed->len > 0)
		diagnostics_add(check->diagnostics, DIAGNOSTIC_WARNING,
				check->codebook->file, 0, 0, NULL,
				failed->len == 1 ?
					"%u example or counterexample does "
					"not hold ('codebook test' shows it)" :
					"%u examples or counterexamples do "
					"not hold ('codebook test' shows "
					"them)",
				failed->len);
}

struct codebook_check *
app_codebook_check(const char *path, const char *sample, GError **error)
{
	struct codebook_check *check = g_new0(struct codebook_check, 1);
	g_autoptr(Tagger) tagger = NULL;
	GError *fault = NULL;

	check->diagnostics = diagnostics_new();
	check->codebook = app_codebook_load(path, check->diagnostics, &fault);
	if (!check->codebook && check->diagnostics->len == 0) {
		g_propagate_error(error, fault);
		codebook_check_free(check);
		return NULL;
	}
	g_clear_error(&fault);
	if (check->codebook)
		tagger = tagger_new(check->codebook, check->diagnostics);
	if (!tagger)
		return check;
	if (sample && !try_sample(check, tagger, sample, error)) {
		codebook_check_free(check);
		return NULL;
	}
	tagger_lint(tagger, check->results, check->diagnostics);
	count_failed(check, tagger);
	return check;
}
