/*
 * A session to export: a sample session of transcripts/, tagged as its first
 * rater coded it (a few words of each turn stand for the matched ones), rated
 * as its expert did, with decisions, measures, observations and events.
 */
#ifndef TEST_EXPORT_H
#define TEST_EXPORT_H

#include "export/export.h"

#include <string.h>

#define CREATED 1795000000 /* 2026-11-18T11:06:40Z */

static const char mini_codebook[] =
	"codebook: mini\n"
	"version: 1.0.0\n"
	"language: en\n"
	"name: A few techniques\n"
	"status: for tests\n"
	"techniques:\n"
	"  - id: COMM\n"
	"    name: Communication analysis\n"
	"    group: core\n"
	"    definition: One exchange rebuilt step by step\n"
	"    unit: sequence\n"
	"    phases: [middle]\n"
	"    rules:\n"
	"      - id: comm.say\n"
	"        says: asks for the words of an exchange\n"
	"        match: 'say'\n"
	"        strength: probable\n"
	"        examples: [\"What did you say?\"]\n"
	"        counterexamples: [\"Hello.\"]\n"
	"  - id: EAFF\n"
	"    name: Encouragement of affect\n"
	"    group: core\n"
	"    definition: Draws feelings out\n"
	"    unit: turn\n"
	"    phases: [initial, middle, termination]\n"
	"    rules: []\n";

static inline char *
sample_read(const char *path, gsize *len)
{
	char *text = NULL;

	if (!g_file_get_contents(path, &text, len, NULL))
		g_error("%s is not here: run the tests from the top of the "
			"checkout",
			path);
	return text;
}

static inline struct codebook *
sample_codebook(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct codebook *codebook =
		codebook_parse(mini_codebook, sizeof mini_codebook - 1,
			       "mini.yaml", diagnostics);

	if (!codebook)
		g_error("%s", diagnostics_print(diagnostics));
	return codebook;
}

static inline struct rubric *
sample_rubric(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	gsize len;
	g_autofree char *text = sample_read("rubrics/ipt-core.yaml", &len);
	struct rubric *rubric =
		rubric_parse(text, len, "ipt-core.yaml", NULL, diagnostics);

	if (!rubric)
		g_error("%s", diagnostics_print(diagnostics));
	return rubric;
}

/* Third to sixth word of the turn. */
static inline struct span
some_words(const struct transcript *transcript, guint n)
{
	gsize len;
	const char *text = transcript_turn_text(
		transcript, transcript_turn(transcript, n), &len);
	struct span span = { 0, (guint32)len };
	guint blanks = 0;

	for (guint32 i = 0; i < len; i++) {
		if (text[i] != ' ')
			continue;
		blanks++;
		if (blanks == 2)
			span.start = i + 1;
		if (blanks == 6) {
			span.end = i;
			break;
		}
	}
	return span;
}

static inline void
sample_tag_add(struct session_record *record, guint turn, const char *technique)
{
	struct machine_tag *tag = g_new0(struct machine_tag, 1);
	struct machine_hit *hit = g_new0(struct machine_hit, 1);

	tag->turn = turn;
	tag->technique = g_strdup(technique);
	tag->strength = turn % 5 == 0		       ? STRENGTH_HINT :
			strcmp(technique, "COMM") == 0 ? STRENGTH_SEQUENCE :
							 STRENGTH_PROBABLE;
	tag->hits = g_ptr_array_new();
	hit->rule = g_strdup(strcmp(technique, "COMM") == 0 ? "comm.say" :
							      "some.rule");
	hit->span = some_words(record->transcript, turn);
	g_ptr_array_add(tag->hits, hit);
	g_ptr_array_add(record->machine_tags, tag);
}

/* turn<TAB>rater<TAB>codes, the first rater's lines. */
static inline void
sample_tags(struct session_record *record, const char *path)
{
	gsize len;
	g_autofree char *text = sample_read(path, &len);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	const char *rater = NULL;

	for (guint i = 1; lines[i] && *lines[i]; i++) {
		g_auto(GStrv) cells = g_strsplit(lines[i], "\t", 3);
		g_auto(GStrv) codes = g_strsplit_set(cells[2], " ,;|+\r", -1);

		if (!rater)
			rater = g_intern_string(cells[1]);
		if (strcmp(cells[1], rater) != 0)
			continue;
		for (guint j = 0; codes[j]; j++)
			if (*codes[j] && strcmp(codes[j], "-") != 0)
				sample_tag_add(record, (guint)atoi(cells[0]),
					       codes[j]);
	}
}

static inline void
sample_decide(struct session_record *record, guint turn, const char *technique,
	      enum verdict verdict, const char *to, const char *reason)
{
	struct decision *decision = g_new0(struct decision, 1);

	decision->id = record->decisions->len + 1;
	decision->turn = turn;
	decision->technique = g_strdup(technique);
	decision->verdict = verdict;
	decision->to = g_strdup(to);
	decision->rater = g_strdup("S1");
	decision->reason = g_strdup(reason);
	decision->at = CREATED - 3600;
	g_ptr_array_add(record->decisions, decision);
}

static inline struct rating *
sample_rating(const struct rubric *rubric, const char *path, const char *rater,
	      enum rater_role role)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct rating *rating = g_new0(struct rating, 1);
	gsize len;
	g_autofree char *text = sample_read(path, &len);

	rating->rubric = g_strdup(rubric->id);
	rating->rubric_sha256 = g_strdup(rubric->sha256);
	rating->rater = g_strdup(rater);
	rating->role = role;
	rating->at = CREATED - 3000;
	rating->items = ratings_parse(text, len, path, rubric, diagnostics);
	if (!rating->items)
		g_error("%s", diagnostics_print(diagnostics));
	return rating;
}

static inline void
sample_rest(struct session_record *record)
{
	struct measure_value *measure = g_new0(struct measure_value, 1);
	struct observed *observed = g_new0(struct observed, 1);
	struct audit_event *event = g_new0(struct audit_event, 1);

	*measure = (struct measure_value){ g_strdup("PHQ-9"), 15,
					   "moderately severe", 0 };
	g_ptr_array_add(record->measures, measure);
	*observed = (struct observed){ g_strdup("risk-voiced"),
				       g_strdup("the patient spoke of not "
						"wanting to live"),
				       OBSERVATION_RISK,
				       14,
				       14,
				       NULL,
				       0 };
	g_ptr_array_add(record->observations, observed);
	*event = (struct audit_event){ 1, CREATED - 7200, g_strdup("S1"),
				       g_strdup("import"),
				       g_strdup("session 4 from s04.txt") };
	g_ptr_array_add(record->events, event);
	record->numbers.turns[TURN_THERAPIST] = 60;
	record->numbers.turns[TURN_PATIENT] = 61;
	record->numbers.words[TURN_THERAPIST] = 1500;
	record->numbers.words[TURN_PATIENT] = 2500;
	record->numbers.questions[TURN_THERAPIST] = 40;
}

/* text: NULL = that of the sample.  rated = FALSE: nobody has rated it. */
static inline struct session_record *
sample_record(const struct rubric *rubric, const char *name, gint64 session,
	      const struct session_facts *facts, gboolean rated)
{
	struct session_record *record = g_new0(struct session_record, 1);
	g_autofree char *path =
		g_strdup_printf("transcripts/sessions/%s.txt", name);
	g_autofree char *codes =
		g_strdup_printf("transcripts/sessions/%s.codes.tsv", name);
	g_autofree char *ratings =
		g_strdup_printf("transcripts/sessions/%s.ratings.tsv", name);
	struct transcript_options options = { .name = path };
	gsize len;
	g_autofree char *text = sample_read(path, &len);

	record->session = session;
	record->case_code = g_strdup_printf("C%02d", (int)session);
	record->therapist = g_strdup("T1");
	record->source_name = g_path_get_basename(path);
	record->source_sha256 = base_sha256(text, len);
	record->imported_at = base_time_print(CREATED - 7200);
	record->facts = *facts;
	record->phase_suggested = TRUE;
	record->transcript = transcript_parse(text, len, &options, NULL);
	record->machine_tags = g_ptr_array_new_with_free_func(
		(GDestroyNotify)machine_tag_free);
	record->decisions =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	record->ratings =
		g_ptr_array_new_with_free_func((GDestroyNotify)rating_free);
	record->scores = g_ptr_array_new_with_free_func(
		(GDestroyNotify)session_score_free);
	record->measures = g_ptr_array_new();
	record->observations = g_ptr_array_new();
	record->events = g_ptr_array_new();
	sample_tags(record, codes);
	sample_rest(record);
	if (rated) {
		g_ptr_array_add(
			record->ratings,
			sample_rating(rubric, ratings, "S1", RATER_SUPERVISOR));
		g_ptr_array_add(
			record->ratings,
			sample_rating(rubric, ratings, "T1", RATER_SELF));
		((struct rating *)g_ptr_array_index(record->ratings, 0))
			->signed_at = CREATED - 1000;
	}
	return record;
}

/* What follows from tags, decisions and ratings, once they stand. */
static inline void
sample_finish(struct session_record *record, const struct rubric *rubric)
{
	record->effective_tags = effective_tags_build(record->machine_tags,
						      record->decisions, NULL);
	record->suggestions = suggestions_build(rubric, &record->facts,
						record->effective_tags, 0);
	for (guint i = 0; i < record->ratings->len; i++)
		g_ptr_array_add(record->scores,
				session_score_build(
					rubric, &record->facts,
					g_ptr_array_index(record->ratings, i)));
}

static inline void
sample_record_free(struct session_record *record)
{
	struct measure_value *measure = g_ptr_array_index(record->measures, 0);
	struct observed *observed = g_ptr_array_index(record->observations, 0);
	struct audit_event *event = g_ptr_array_index(record->events, 0);

	g_free(measure->name);
	g_free(measure);
	g_free(observed->id);
	g_free(observed->says);
	g_free(observed);
	g_free(event->who);
	g_free(event->verb);
	g_free(event->detail);
	g_free(event);
	g_free(record->case_code);
	g_free(record->therapist);
	g_free(record->source_name);
	g_free(record->source_sha256);
	g_free(record->imported_at);
	g_ptr_array_unref(record->measures);
	g_ptr_array_unref(record->observations);
	g_ptr_array_unref(record->events);
	g_ptr_array_unref(record->scores);
	g_ptr_array_unref(record->ratings);
	g_ptr_array_unref(record->suggestions);
	g_ptr_array_unref(record->effective_tags);
	g_ptr_array_unref(record->decisions);
	g_ptr_array_unref(record->machine_tags);
	transcript_free((struct transcript *)record->transcript);
	g_free(record);
}

#endif
