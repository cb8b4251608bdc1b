/*
 * A whole small codebook, lexicons spelled out, and the small tables of the
 * room: phases, focuses, measures.
 */
#include "test_shipped.h"

#include <string.h>

#define HEAD "codebook: x\nversion: 1.0.0\nlanguage: en\n"

/* The codebook of a text without any complaint. */
static struct codebook *
parse_clean(const char *text, gsize len, const char *file)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	struct codebook *codebook =
		codebook_parse(text, len, file, diagnostics);
	g_autofree char *shown = diagnostics_print(diagnostics);

	g_assert_cmpstr(shown, ==, "");
	g_assert_nonnull(codebook);
	return codebook;
}

static char *
read_file(const char *path, gsize *len)
{
	g_autoptr(GError) error = NULL;
	char *text = NULL;

	g_file_get_contents(path, &text, len, &error);
	g_assert_no_error(error);
	return text;
}

static struct codebook *
parse_small(void)
{
	gsize len;
	g_autofree char *text =
		read_file("tests/data/codebook/small.yaml", &len);

	return parse_clean(text, len, "small.yaml");
}

static char *
join(const GPtrArray *texts)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < texts->len; i++)
		g_string_append_printf(out, "%s%s", i ? " " : "",
				       (const char *)texts->pdata[i]);
	return g_string_free(out, FALSE);
}

static void
assert_range(struct range range, int min, int max)
{
	g_assert_cmpint(range.min, ==, min);
	g_assert_cmpint(range.max, ==, max);
}

/* -- the whole ----------------------------------------------------------- */

static void
test_head(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	g_autofree char *precedence = join(codebook->precedence);
	g_autofree char *line = codebook_line(codebook, 2);
	g_autofree char *beyond = codebook_line(codebook, 9999);

	g_assert_cmpstr(codebook->id, ==, "ipt-en");
	g_assert_cmpstr(codebook->version, ==, "1.0.0");
	g_assert_cmpstr(codebook->language, ==, "en");
	g_assert_cmpstr(codebook->file, ==, "small.yaml");
	g_assert_cmpuint(strlen(codebook_sha256(codebook)), ==, 64);
	g_assert_cmpstr(precedence, ==, "RISK ADM COMM CLAR INC");
	g_assert_cmpuint(codebook->at_most, ==, 2);
	g_assert_cmpfloat(codebook->floor_precision, ==, 0.5);
	g_assert_cmpuint(codebook->floor_decided, ==, 20);
	g_assert_cmpstr(line, ==, "version: 1.0.0");
	g_assert_cmpstr(beyond, ==, "");
}

static void
test_technique(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	const struct technique *comm = codebook_technique(codebook, "COMM");
	const struct tell_apart *tell;

	g_assert_nonnull(comm);
	g_assert_cmpstr(comm->name, ==, "Communication analysis");
	g_assert_cmpstr(comm->group, ==, "core");
	g_assert_true(g_str_has_prefix(comm->definition,
				       "Therapist and patient rebuild"));
	g_assert_cmpuint(comm->phases, ==, 1 << PHASE_MIDDLE);
	g_assert_cmpuint(comm->expected, ==, 1 << PHASE_MIDDLE);
	tell = comm->tell_apart->pdata[0];
	g_assert_cmpstr(tell->from, ==, "CLAR");
	g_assert_cmpuint(comm->rules->len, ==, 2);
	g_assert_cmpuint(comm->episodes->len, ==, 1);
	g_assert_cmpuint(comm->place.line, ==, 14);
	g_assert_cmpuint(comm->place.column, ==, 5);
	g_assert_null(codebook_technique(codebook, "NONE"));
	g_assert_cmpstr(codebook_near_technique(codebook, "COM"), ==, "COMM");
	g_assert_cmpuint(codebook_precedence(codebook, 0), ==, 2);
}

static void
test_rule(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	const struct rule *rule = codebook_rule(codebook, "comm.own-words");
	const struct pattern *pattern;
	const struct example *example;

	g_assert_nonnull(rule);
	g_assert_cmpuint(rule->strength, ==, STRENGTH_PROBABLE);
	g_assert_cmpstr(rule->component, ==, "own words");
	g_assert_cmpuint(rule->self.speakers, ==, 1 << TURN_THERAPIST);
	g_assert_cmpuint(rule->self.match->len, ==, 2);
	g_assert_cmpuint(rule->self.unless->len, ==, 1);
	g_assert_cmpuint(rule->self.hits->len, ==, 0);
	assert_range(rule->self.words, 0, G_MAXINT);
	assert_range(rule->place_percent, 0, 100);
	g_assert_false(rule->weak);
	g_assert_null(rule->inside);
	pattern = rule->self.match->pdata[1];
	g_assert_cmpstr(pattern->written, ==, "\\bin your own words\\b");
	g_assert_cmpstr(pattern->expanded, ==, pattern->written);
	/* Under the backslash behind the quote. */
	g_assert_cmpuint(pattern->place.line, ==, 27);
	g_assert_cmpuint(pattern->place.column, ==, 65);
	example = rule->examples->pdata[0];
	g_assert_cmpstr(example->turns->pdata[0], ==,
			"T: What did you say to him then?");
	g_assert_cmpuint(example->target, ==, 0);
}

static void
test_neighbours(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	const struct rule *rule = codebook_rule(codebook, "comm.and-you");
	const struct condition *when;
	const struct pattern *pattern;
	const struct example *example;

	g_assert_cmpuint(rule->self.kinds, ==, KIND_PROMPT);
	assert_range(rule->self.words, 1, 6);
	when = rule->when->pdata[0];
	assert_range(when->turns, -1, -1);
	assert_range(when->count, 1, G_MAXINT);
	g_assert_cmpuint(when->speakers, ==, 1 << TURN_PATIENT);
	g_assert_false(when->negate);
	pattern = when->match->pdata[0];
	g_assert_cmpstr(pattern->written, ==, "(?&reported)");
	g_assert_cmpstr(pattern->expanded, ==,
			"(?:(?:he|she|they|i) "
			"(?:said|says|goes|went|was like))");
	example = rule->examples->pdata[0];
	g_assert_cmpuint(example->turns->len, ==, 3);
	g_assert_cmpuint(example->target, ==, 1);
	g_assert_cmpstr(example->turns->pdata[1], ==, "T: And you?");
	example = rule->counterexamples->pdata[0];
	g_assert_cmpuint(example->target, ==, 1);
}

static void
test_episode(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	const struct episode *episode = codebook_episode(codebook, "comm");
	const struct rule *weak = codebook_rule(codebook, "comm.weak-question");
	g_autofree char *carries = join(episode->carries);
	g_autofree char *last = join(episode->ends_last);
	const struct condition *ground = episode->ground->pdata[0];

	assert_range(ground->turns, -6, 0);
	g_assert_cmpstr(carries, ==, "comm.* INC");
	g_assert_cmpuint(episode->bridges, ==, 2);
	g_assert_cmpuint(episode->bridge_unless->hits->len, ==, 2);
	assert_range(episode->bridge_unless->turns, 0, 0);
	g_assert_cmpuint(episode->ends_after, ==, 5);
	g_assert_cmpstr(last, ==, "comm.own-words");
	g_assert_cmpuint(episode->needs_turns, ==, 3);
	g_assert_cmpuint(episode->needs_components, ==, 2);
	g_assert_cmpuint(episode->needs_within, ==, 20);
	g_assert_cmpuint(episode->otherwise, ==, EPISODE_KEEP);
	g_assert_nonnull(episode->relations);
	g_assert_true(episode->weak->pdata[0] == weak);
	g_assert_true(weak->weak);
	g_assert_cmpstr(weak->inside, ==, "comm");
	g_assert_cmpuint(weak->strength, ==, STRENGTH_HINT);
	g_assert_cmpuint(weak->technique, ==, 0);
	g_assert_true(codebook->rules->pdata[2] == weak);
}

static void
test_rest(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	const struct suppression *during = codebook->suppressions->pdata[0];
	const struct suppression *same = codebook->suppressions->pdata[1];
	const struct observation_rule *missed =
		codebook->observations->pdata[0];
	const struct observation_rule *drift = codebook->observations->pdata[1];

	g_assert_cmpstr(during->during, ==, "comm");
	g_assert_cmpuint(during->keep->len, ==, 2);
	g_assert_false(during->has_unless_strength);
	g_assert_cmpstr(same->same_turn, ==, "ADM");
	g_assert_true(same->has_unless_strength);
	g_assert_cmpuint(same->unless_strength, ==, STRENGTH_SEQUENCE);
	g_assert_cmpuint(missed->kind, ==, OBSERVATION_MISSED);
	g_assert_cmpuint(missed->at->speakers, ==, 1 << TURN_PATIENT);
	assert_range(missed->followed->turns, 1, 4);
	g_assert_cmpuint(drift->turns, ==, 30);
	g_assert_cmpuint(drift->broken_by->match->len, ==, 1);
	g_assert_cmpstr(observation_kind_print(drift->kind), ==, "drift");
}

static void
test_refers(void)
{
	g_autoptr(Codebook) codebook = parse_small();
	const struct rule *rule = codebook_rule(codebook, "comm.own-words");

	g_assert_true(codebook_refers(codebook, "comm.own-words", rule));
	g_assert_true(codebook_refers(codebook, "comm.*", rule));
	g_assert_true(codebook_refers(codebook, "*.own-*", rule));
	g_assert_true(codebook_refers(codebook, "*", rule));
	g_assert_true(codebook_refers(codebook, "COMM", rule));
	g_assert_false(codebook_refers(codebook, "comm", rule));
	g_assert_false(codebook_refers(codebook, "comm.own", rule));
	g_assert_false(codebook_refers(codebook, "*.own", rule));
	g_assert_false(codebook_refers(codebook, "CLAR", rule));
}

/* Everything a rule can ask, in one rule. */
static void
test_all_conditions(void)
{
	static const char text[] = HEAD
		"techniques:\n"
		"- id: AA\n  name: a\n  definition: d\n  rules:\n"
		"  - {id: b, says: s, kind: prompt, examples: [x], "
		"counterexamples: [y]}\n"
		"  - id: a\n    says: s\n    speaker: [patient, other]\n"
		"    match: one\n    and: [two, three]\n    scope: sentence\n"
		"    kind: [question, imperative]\n    words: 3..\n"
		"    place: ..10\n    phase: [initial, middle]\n"
		"    focus: role-dispute\n    note: laugh\n    quoted: no\n"
		"    negated: no\n    echo: {turns: -2..-1, words: 2..}\n"
		"    when:\n"
		"    - {turns: -6..-1, hit: [b, AA], not: true, count: 2.., "
		"strictly: true}\n"
		"    examples: [say it]\n    counterexamples: ['T: no']\n";
	g_autoptr(Codebook) codebook = parse_clean(text, sizeof(text) - 1, "x");
	const struct rule *rule = codebook_rule(codebook, "a");
	const struct condition *when = rule->when->pdata[0];
	const struct example *example = rule->examples->pdata[0];

	g_assert_cmpuint(rule->self.speakers, ==,
			 1 << TURN_PATIENT | 1 << TURN_OTHER);
	g_assert_cmpuint(rule->self.match->len, ==, 1);
	g_assert_cmpuint(rule->self.and->len, ==, 2);
	g_assert_true(rule->self.by_sentence);
	g_assert_cmpuint(rule->self.kinds, ==, KIND_QUESTION | KIND_IMPERATIVE);
	assert_range(rule->self.words, 3, G_MAXINT);
	assert_range(rule->place_percent, 0, 10);
	g_assert_cmpuint(rule->phases, ==,
			 1 << PHASE_INITIAL | 1 << PHASE_MIDDLE);
	g_assert_cmpuint(rule->focuses, ==, 1 << FOCUS_DISPUTE);
	g_assert_cmpuint(rule->self.note->len, ==, 1);
	g_assert_cmpuint(rule->quoted, ==, TRI_NO);
	g_assert_true(rule->not_negated);
	g_assert_true(rule->has_echo);
	assert_range(rule->echo_turns, -2, -1);
	assert_range(rule->echo_words, 2, G_MAXINT);
	g_assert_cmpuint(when->hits->len, ==, 2);
	g_assert_true(when->negate);
	g_assert_true(when->strictly);
	assert_range(when->count, 2, G_MAXINT);
	g_assert_cmpstr(example->turns->pdata[0], ==, "P: say it");
	example = rule->counterexamples->pdata[0];
	g_assert_cmpstr(example->turns->pdata[0], ==, "T: no");
}

/* -- lexicons ------------------------------------------------------------ */

struct spelling {
	const char *entries;
	const char *expanded;
};

static const struct spelling spellings[] = {
	{ "[angry]", "(?:\\bangry\\b)" },
	{ "['sad*', let down]", "(?:\\bsad\\w*|\\blet +down\\b)" },
	{ "['sick  of']", "(?:\\bsick +of\\b)" },
	/* Boundaries only beside letters. */
	{ "['why?']", "(?:\\bwhy\\?)" },
	{ "['...']", "(?:\\.\\.\\.)" },
	{ "[\"can't\", two-year-old]", "(?:\\bcan't\\b|\\btwo-year-old\\b)" },
	/* As the matchable text has it. */
	{ "[can\u2019t]", "(?:\\bcan't\\b)" },
	{ "[m\u00e8re]", "(?:\\bm\u00e8re\\b)" },
	{ "['~a|b\\b']", "(?:a|b\\b)" },
	{ "['(?&other)', 'so (?&other)']",
	  "(?:(?:\\bx\\b)|\\bso +(?:\\bx\\b))" },
	{ "['~(?:he|she) (?&other)']", "(?:(?:he|she) (?:\\bx\\b))" },
	/* A backslash takes its character along. */
	{ "['~\\((?&other)']", "(?:\\((?:\\bx\\b))" },
	/* Words that other readers of YAML take for truth values. */
	{ "[no, yes, on, 1.0]", "(?:\\bno\\b|\\byes\\b|\\bon\\b|\\b1\\.0\\b)" },
};

static void
test_spelling(gconstpointer data)
{
	const struct spelling *spelling = data;
	g_autofree char *text = g_strdup_printf(
		HEAD "lexicons:\n  a: %s\n  other: [x]\ntechniques: []\n",
		spelling->entries);
	g_autoptr(Codebook) codebook = parse_clean(text, strlen(text), "x");
	const struct lexicon *lexicon = codebook->lexicons->pdata[0];

	g_assert_cmpstr(lexicon->name, ==, "a");
	g_assert_cmpstr(lexicon->expanded, ==, spelling->expanded);
	g_assert_cmpuint(lexicon->place.line, ==, 5);
	g_assert_cmpuint(lexicon->place.column, ==, 3);
}

/* -- small tables -------------------------------------------------------- */

/* Number of session, sessions planned, and the phase that the sample
 * sessions (known to their raters) were in. */
static void
test_phase_suggest(void)
{
	static const struct {
		guint number;
		guint planned;
		enum phase phase;
	} known[] = {
		{ 2, 16, PHASE_INITIAL },	 { 7, 16, PHASE_MIDDLE },
		{ 3, 12, PHASE_INITIAL },	 { 8, 16, PHASE_MIDDLE },
		{ 5, 16, PHASE_MIDDLE },	 { 14, 16, PHASE_TERMINATION },
		{ 6, 14, PHASE_MIDDLE },	 { 9, 16, PHASE_MIDDLE },
		{ 1, 16, PHASE_INITIAL },	 { 15, 16, PHASE_TERMINATION },
		{ 8, 14, PHASE_MIDDLE },	 { 2, 8, PHASE_INITIAL },
		{ 3, 8, PHASE_MIDDLE },		 { 7, 8, PHASE_TERMINATION },
		{ 13, 16, PHASE_MIDDLE },	 { 14, 0, PHASE_TERMINATION },
		{ 0, 16, PHASE_UNKNOWN },	 { 17, 16, PHASE_UNKNOWN },
		{ G_MAXUINT, 1, PHASE_UNKNOWN }, { 1, 1, PHASE_INITIAL },
	};

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		g_assert_cmpuint(
			phase_suggest(known[i].number, known[i].planned), ==,
			known[i].phase);
}

static void
test_names(void)
{
	enum phase phase;
	enum focus focus;
	enum strength strength;

	for (guint i = PHASE_UNKNOWN; i <= PHASE_TERMINATION; i++) {
		g_assert_true(phase_parse(phase_print(i), &phase));
		g_assert_cmpuint(phase, ==, i);
	}
	for (guint i = FOCUS_UNKNOWN; i <= FOCUS_DEFICITS; i++) {
		g_assert_true(focus_parse(focus_print(i), &focus));
		g_assert_cmpuint(focus, ==, i);
	}
	for (guint i = STRENGTH_HINT; i <= STRENGTH_SEQUENCE; i++) {
		g_assert_true(strength_parse(strength_print(i), &strength));
		g_assert_cmpuint(strength, ==, i);
	}
	g_assert_true(phase_parse(" Middle", &phase));
	g_assert_cmpuint(phase, ==, PHASE_MIDDLE);
	g_assert_true(focus_parse("Role Dispute", &focus));
	g_assert_cmpuint(focus, ==, FOCUS_DISPUTE);
	g_assert_true(focus_parse("transition", &focus));
	g_assert_cmpuint(focus, ==, FOCUS_TRANSITION);
	g_assert_true(focus_parse("interpersonal deficits", &focus));
	g_assert_cmpuint(focus, ==, FOCUS_DEFICITS);
	g_assert_true(focus_parse("sensitivity", &focus));
	g_assert_false(focus_parse("anger", &focus));
	g_assert_false(phase_parse("", &phase));
	g_assert_false(strength_parse("certain", &strength));
}

/* Kroenke, Spitzer and Williams 2001 (PHQ-9: 5, 10, 15, 20); Spitzer,
 * Kroenke, Williams and Loewe 2006 (GAD-7: 5, 10, 15). */
static void
test_measures(void)
{
	static const struct {
		const char *measure;
		double score;
		const char *band;
	} known[] = {
		{ "PHQ-9", 0, "minimal" },
		{ "PHQ-9", 4, "minimal" },
		{ "PHQ-9", 5, "mild" },
		{ "PHQ-9", 9, "mild" },
		{ "PHQ-9", 10, "moderate" },
		{ "phq9", 15, "moderately severe" },
		{ "PHQ 9", 20, "severe" },
		{ "PHQ-9", 27, "severe" },
		{ "GAD-7", 4, "minimal" },
		{ "GAD-7", 14, "moderate" },
		{ "GAD-7", 15, "severe" },
		{ "GAD-7", 22, NULL },
		{ "BDI", 12, NULL },
	};
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(known); i++)
		g_assert_cmpstr(measure_band(known[i].measure, known[i].score),
				==, known[i].band);
	g_assert_true(measure_check("BDI", 112, NULL));
	g_assert_true(measure_check("GAD-7", 21, NULL));
	g_assert_false(measure_check("PHQ-9", -1, NULL));
	g_assert_false(measure_check("PHQ-9", 4.5, NULL));
	g_assert_false(measure_check("phq-9", 28, &error));
	g_assert_cmpstr(error->message, ==,
			"PHQ-9 is a whole number from 0 to 27: 28 cannot be "
			"one");
}

/* -- the codebook that comes with the program ---------------------------- */

static void
test_shipped(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(Codebook) codebook = NULL;
	g_autofree char *text = shipped_text();

	if (!text) {
		g_test_skip("the codebook is not there");
		return;
	}
	codebook = codebook_parse(text, strlen(text), SHIPPED, diagnostics);
	diagnostics_check(diagnostics, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(codebook->techniques->len, ==, 36);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/codebook/small/head", test_head);
	g_test_add_func("/codebook/small/technique", test_technique);
	g_test_add_func("/codebook/small/rule", test_rule);
	g_test_add_func("/codebook/small/neighbours", test_neighbours);
	g_test_add_func("/codebook/small/episode", test_episode);
	g_test_add_func("/codebook/small/rest", test_rest);
	g_test_add_func("/codebook/refers", test_refers);
	g_test_add_func("/codebook/all-conditions", test_all_conditions);
	for (guint i = 0; i < G_N_ELEMENTS(spellings); i++) {
		g_autofree char *name =
			g_strdup_printf("/codebook/spelling/%u", i);

		g_test_add_data_func(name, &spellings[i], test_spelling);
	}
	g_test_add_func("/codebook/phase-suggest", test_phase_suggest);
	g_test_add_func("/codebook/names", test_names);
	g_test_add_func("/codebook/measures", test_measures);
	g_test_add_func("/codebook/shipped", test_shipped);
	return g_test_run();
}
