/*
 * selftest: the examples and counterexamples of the rules.
 *
 * An example is a tiny session.  Phase, focus and place are taken as
 * fulfilled, and a rule that counts only inside an episode is tried as if
 * the episode were open.
 */
#include "tagging/rules.h"

#include <string.h>

static enum turn_role
role_of_letter(char letter)
{
	switch (letter) {
	case 'P':
		return TURN_PATIENT;
	case 'O':
		return TURN_OTHER;
	default:
		return TURN_THERAPIST;
	}
}

/* The role a bare sentence is spoken in. */
static enum turn_role
role_of_rule(const struct rule *rule)
{
	for (guint role = 0; role < TURN_UNKNOWN; role++) {
		if (rule->self.speakers & 1u << role)
			return role;
	}
	return TURN_THERAPIST;
}

static void
say_example(struct tagging_run *run, const struct rule *rule, const char *text)
{
	enum turn_role role = role_of_rule(rule);

	if (*text && strchr("TPO", *text) && text[1] == ':') {
		role = role_of_letter(*text);
		text += 2;
		text += strspn(text, " ");
	}
	speech_add(&run->speech, role, text, strlen(text));
}

/* Does the rule fire on the turn the example means?  If not, why. */
static enum answer
try_example(struct tagger *tagger, guint r, const struct example *example,
	    struct verdict *verdict)
{
	const struct ready_rule *ready = tagger_rule(tagger, r);
	g_autoptr(TaggingRun) run = tagging_run_new(tagger, FALSE);

	run->lenient = TRUE;
	for (guint i = 0; i < example->turns->len; i++)
		say_example(run, ready->rule, example->turns->pdata[i]);
	if (example->target >= example->turns->len)
		return ANSWER_NO;
	run_prepare(run);
	run_fire_rules(run);
	if (ready->inside < 0 &&
	    bit_get(run->hit_rules + (gsize)example->target * tagger->rule_row,
		    r))
		return ANSWER_YES;
	return rule_check(run, r, example->target, FALSE, verdict);
}

static void
complain_of_example(struct tagger *tagger, const struct rule *rule,
		    const struct example *example, const char *message,
		    GPtrArray *diagnostics)
{
	codebook_complain(tagger->codebook, diagnostics, DIAGNOSTIC_ERROR,
			  example->place, "rule '%s' %s", rule->id, message);
}

static void
test_example(struct tagger *tagger, guint r, const struct example *example,
	     gboolean should_fire, GPtrArray *diagnostics)
{
	const struct rule *rule = tagger_rule(tagger, r)->rule;
	struct verdict verdict = { .fault = "match" };
	enum answer answer = try_example(tagger, r, example, &verdict);
	g_autofree char *message = NULL;

	if (answer == ANSWER_LIMIT)
		message = g_strdup("needs too many steps on its example");
	else if (should_fire && answer == ANSWER_NO)
		message = g_strdup_printf("does not fire on its example "
					  "('%s' does not hold)",
					  verdict.fault);
	else if (!should_fire && answer == ANSWER_YES)
		message = g_strdup("fires on its counterexample");
	if (message)
		complain_of_example(tagger, rule, example, message,
				    diagnostics);
}

guint
tagger_test(struct tagger *tagger, GPtrArray *diagnostics)
{
	guint n = 0;

	for (guint r = 0; r < tagger->rules->len; r++) {
		const struct rule *rule = tagger_rule(tagger, r)->rule;
		const GPtrArray *good = rule->examples;
		const GPtrArray *bad = rule->counterexamples;

		for (guint i = 0; good && i < good->len; i++, n++)
			test_example(tagger, r, good->pdata[i], TRUE,
				     diagnostics);
		for (guint i = 0; bad && i < bad->len; i++, n++)
			test_example(tagger, r, bad->pdata[i], FALSE,
				     diagnostics);
	}
	return n;
}
