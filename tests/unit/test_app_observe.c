/*
 * What people's decisions change in what is worth a look.
 */
#include "test_app.h"

#define VOICED                                                  \
	"# case: C03\nT: Hello.\nP: Some days I want to die.\n" \
	"T: Tell me about that.\nP: It is worst at night.\n"    \
	"T: What did you say to her?\nP: Nothing.\nT: So.\nP: Yes.\n"

#define OBSERVATIONS                                            \
	"observations:\n  - id: not-followed\n    kind: risk\n" \
	"    says: nobody came back to it\n"                    \
	"    at: {speaker: patient, match: 'want to die'}\n"    \
	"    followed: {turns: 1..5, speaker: therapist, hit: [%s]}\n"

static struct app *
open_answered_by(struct fixture *f, const char *techniques)
{
	g_autofree char *codebook = NULL;
	g_autofree char *with = NULL;
	g_autofree char *rule = g_strdup_printf(OBSERVATIONS, techniques);
	g_autofree char *path = put(f, "voiced.txt", VOICED);
	struct app *app;

	g_assert_true(g_file_get_contents(f->codebook, &codebook, NULL, NULL));
	with = g_strconcat(codebook, rule, NULL);
	g_free(put(f, "codebook.yaml", with));
	app = open_app(f);
	import_well(app, path);
	return app;
}

static struct app *
open_observing(struct fixture *f)
{
	return open_answered_by(f, "OPEN");
}

static void
decide_as(struct app *app, guint turn, const char *technique,
	  enum verdict verdict, const char *to)
{
	g_autoptr(GError) error = NULL;
	struct decision decision = {
		.turn = turn,
		.technique = g_strdup(technique),
		.verdict = verdict,
		.to = g_strdup(to),
		.rater = g_strdup("RL"),
	};

	app_decide(app, 1, &decision, &error);
	g_assert_no_error(error);
	g_free(decision.technique);
	g_free(decision.to);
	g_free(decision.rater);
}

/* "2-7" for each, blank-separated. */
static void
observes(struct app *app, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = app_record(app, 1, &error);
	g_autoptr(GString) found = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < record->observations->len; i++) {
		const struct observed *o = record->observations->pdata[i];

		g_assert_cmpint(o->kind, ==, OBSERVATION_RISK);
		g_string_append_printf(found, "%s%u-%u", i ? " " : "",
				       o->first_turn, o->last_turn);
	}
	g_assert_cmpstr(found->str, ==, expected);
}

/* Risk that only a rejected tag had answered is not followed up. */
static void
test_rejected(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_observing(f);

	(void)data;
	observes(app, "");
	decide_as(app, 3, "OPEN", VERDICT_REJECT, NULL);
	observes(app, "2-7");
	decide_as(app, 3, "OPEN", VERDICT_WITHDRAW, NULL);
	observes(app, "");
	decide_as(app, 3, "OPEN", VERDICT_RELABEL, "COMM");
	observes(app, "2-7");
	decide_as(app, 7, "OPEN", VERDICT_ADD, NULL);
	observes(app, "");
	decide_as(app, 7, "OPEN", VERDICT_WITHDRAW, NULL);
	decide_as(app, 5, "COMM", VERDICT_RELABEL, "OPEN");
	observes(app, "");
}

/* The rules' names are others now; what they once gave is a hint of words. */
static void
rename_rule(struct fixture *f)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) parts = NULL;
	g_autofree char *with = NULL;

	g_assert_true(g_file_get_contents(f->codebook, &text, NULL, NULL));
	parts = g_strsplit(text, "comm.said", -1);
	with = g_strjoinv("comm.spoken", parts);
	g_free(put(f, "codebook.yaml", with));
}

/* A hint that no rule stands behind answers when a person has confirmed it. */
static void
test_confirmed(struct fixture *f, gconstpointer data)
{
	struct app *first = open_answered_by(f, "OPEN, COMM");
	g_autoptr(App) app = NULL;

	(void)data;
	app_free(first);
	rename_rule(f);
	app = open_app(f);
	decide_as(app, 3, "OPEN", VERDICT_REJECT, NULL);
	observes(app, "2-7");
	decide_as(app, 5, "COMM", VERDICT_ACCEPT, NULL);
	observes(app, "");
	decide_as(app, 5, "COMM", VERDICT_WITHDRAW, NULL);
	observes(app, "2-7");
}

/* A turn that proves to be the patient's answers nothing either. */
static void
test_not_the_therapists(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_observing(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(TurnChange) change =
		app_turn_role(app, 1, 3, TURN_PATIENT, FALSE, &error);

	(void)data;
	g_assert_no_error(error);
	observes(app, "2-7");
}

/* "3 7": where risk is asked about, as tags stand. */
static void
asks(struct app *app, const char *expected, gboolean hints)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = app_record(app, 1, &error);
	g_autoptr(GString) found = g_string_new(NULL);
	g_autoptr(GArray) turns = risk_asked(app_codebook(app, NULL),
					     record->effective_tags, hints);

	g_assert_no_error(error);
	for (guint i = 0; i < turns->len; i++)
		g_string_append_printf(found, "%s%u", i ? " " : "",
				       g_array_index(turns, guint, i));
	g_assert_cmpstr(found->str, ==, expected);
}

/* Only the technique that answers risk asks about it: OPEN, not COMM. */
static void
test_risk_asked(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_observing(f);

	(void)data;
	asks(app, "3", FALSE);
	asks(app, "", TRUE);
	decide_as(app, 3, "OPEN", VERDICT_REJECT, NULL);
	asks(app, "", FALSE);
	decide_as(app, 5, "COMM", VERDICT_ACCEPT, NULL);
	asks(app, "", FALSE);
	decide_as(app, 7, "OPEN", VERDICT_ADD, NULL);
	asks(app, "7", FALSE);
}

#define TEST(name)                                                      \
	g_test_add("/app/observe/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(rejected);
	TEST(confirmed);
	TEST(not_the_therapists);
	TEST(risk_asked);
	return g_test_run();
}
