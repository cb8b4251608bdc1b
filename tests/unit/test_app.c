/*
 * app: import, facts, decisions, ratings and removal on a real casebook.
 */
#include "test_app.h"

#include "app/incoming.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_says(GError **error, enum base_error kind, const char *part)
{
	g_assert_error(*error, BASE_ERROR, (int)kind);
	if (!strstr((*error)->message, part))
		g_error("no \"%s\" in: %s", part, (*error)->message);
	g_clear_error(error);
}

static void
test_import(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	gint64 session = import_well(app, f->session);
	g_autoptr(SessionRecord) record = app_record(app, session, &error);
	const struct machine_tag *tag;

	(void)data;
	g_assert_no_error(error);
	g_assert_cmpint(session, ==, 1);
	g_assert_cmpstr(record->case_code, ==, "C01");
	g_assert_cmpuint(record->facts.number, ==, 2);
	g_assert_cmpint(record->facts.phase, ==, PHASE_INITIAL);
	g_assert_true(record->phase_suggested);
	g_assert_cmpint(record->facts.focus, ==, FOCUS_GRIEF);
	g_assert_cmpstr(record->source_name, ==, "s01.txt");
	g_assert_cmpuint(record->transcript->turns->len, ==, 6);
	g_assert_cmpuint(record->machine_tags->len, ==, 2);
	tag = record->machine_tags->pdata[1];
	g_assert_cmpuint(tag->turn, ==, 3);
	g_assert_cmpstr(tag->technique, ==, "COMM");
	g_assert_cmpint(tag->strength, ==, STRENGTH_HINT);
	g_assert_cmpstr(((struct machine_hit *)tag->hits->pdata[0])->rule, ==,
			"comm.said");
	g_assert_cmpuint(record->numbers.turns[TURN_THERAPIST], ==, 3);
	g_assert_cmpuint(record->events->len, ==, 1);
	/* The same bytes again, under another name. */
	g_free(put(f, "again.txt", TEST_SESSION));
	g_autofree char *again = g_build_filename(f->folder, "again.txt", NULL);
	g_assert_cmpint(import_well(app, again), ==, 1);
}

/* One good file among bad ones, and the same one twice. */
static void
test_import_many(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *empty = put(f, "empty.txt", "");
	g_autofree char *plain = put(f, "plain.txt", "T: Tell me.\nP: No.\n");
	const char *paths[] = { "/nowhere/x.txt", empty,      f->folder, plain,
				f->session,	  f->session, NULL };
	struct import_options options = { .dry_run = TRUE };
	g_autoptr(GPtrArray) dry = NULL;
	g_autoptr(GPtrArray) none = NULL;
	g_autoptr(GPtrArray) results = NULL;
	struct import_result **r;

	(void)data;
	dry = app_import(app, paths, &options, NULL, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpint(((struct import_result *)dry->pdata[3])->session, ==,
			0);
	g_assert_false(g_file_test(f->casebook, G_FILE_TEST_EXISTS));
	options.dry_run = FALSE;
	paths[3] = NULL;
	none = app_import(app, paths, &options, NULL, NULL, &error);
	g_assert_cmpuint(none->len, ==, 3);
	g_assert_false(g_file_test(f->casebook, G_FILE_TEST_EXISTS));
	paths[3] = plain;
	results = app_import(app, paths, &options, NULL, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(results->len, ==, 6);
	r = (struct import_result **)results->pdata;
	assert_says(&r[0]->error, BASE_ERROR_NOT_FOUND, "no such file");
	assert_says(&r[1]->error, BASE_ERROR_INPUT, "empty");
	assert_says(&r[2]->error, BASE_ERROR_INPUT, "folder");
	g_assert_no_error(r[3]->error);
	g_assert_cmpint(r[3]->session, ==, 1);
	g_assert_cmpstr(r[3]->case_code, ==, "case-2");
	g_assert_cmpint(r[4]->session, ==, 2);
	g_assert_false(r[4]->known);
	g_assert_cmpint(r[5]->session, ==, 2);
	g_assert_true(r[5]->known);
}

/* What the first file says of a case holds for the second, which says
 * nothing; and a file is known by its bytes even when its speakers are not
 * told this time. */
static void
test_import_case(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *next =
		put(f, "next.txt", "# case: C01\nMoss: Tell me.\nHill: No.\n");
	const char *paths[] = { f->session, next, NULL };
	struct import_options options = { .therapist = "Moss" };
	g_autoptr(GPtrArray) results = NULL;
	struct session_info *info;

	(void)data;
	results = app_import(app, paths, &options, NULL, NULL, &error);
	g_assert_no_error(error);
	info = app_session(app, 2, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(info->facts.planned, ==, 16);
	g_assert_cmpint(info->facts.focus, ==, FOCUS_GRIEF);
	g_assert_cmpuint(info->facts.number, ==, 0);
	session_info_free(info);
	g_assert_cmpint(import_well(app, next), ==, 2);
}

/* Several verbs are saved together or not at all. */
static void
test_together(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	struct session_info *info;
	gboolean ok;

	(void)data;
	import_well(app, f->session);
	g_assert_true(app_begin(app, &error));
	ok = app_session_set(app, 1, "number", "9", &error) &&
	     app_session_set(app, 1, "phase", "end", &error);
	g_assert_false(app_end(app, ok, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_INPUT);
	info = app_session(app, 1, NULL);
	g_assert_cmpuint(info->facts.number, ==, 2);
	session_info_free(info);
}

static void
set_well(struct app *app, const char *key, const char *value)
{
	g_autoptr(GError) error = NULL;

	app_session_set(app, 1, key, value, &error);
	g_assert_no_error(error);
}

static enum phase
phase_now(struct app *app, gboolean *suggested)
{
	struct session_info *info = app_session(app, 1, NULL);
	enum phase phase = info->facts.phase;

	*suggested = info->phase_suggested;
	session_info_free(info);
	return phase;
}

static void
test_set(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	gboolean suggested;

	(void)data;
	import_well(app, f->session);
	set_well(app, "number", "15");
	g_assert_cmpint(phase_now(app, &suggested), ==, PHASE_TERMINATION);
	g_assert_true(suggested);
	set_well(app, "phase", "middle");
	g_assert_cmpint(phase_now(app, &suggested), ==, PHASE_MIDDLE);
	g_assert_false(suggested);
	set_well(app, "phase", "auto");
	g_assert_cmpint(phase_now(app, &suggested), ==, PHASE_TERMINATION);
	set_well(app, "therapist", "TR1");
	set_well(app, "case", "C02");
	g_assert_false(app_session_set(app, 1, "focsu", "grief", &error));
	assert_says(&error, BASE_ERROR_USAGE, "did you mean 'focus'");
	g_assert_false(app_session_set(app, 1, "number", "6.5", &error));
	assert_says(&error, BASE_ERROR_INPUT, "whole number");
	g_assert_false(app_session_set(app, 9, "number", "6", &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "no session 9");
	g_assert_true(app_case_set(app, "C02", "planned", "20", &error));
	g_assert_true(app_person_set(app, "TR1", "name", "Tariq", &error));
	g_assert_true(app_measure_set(app, 1, "PHQ-9", 17, &error));
	g_assert_no_error(error);
	g_assert_false(app_measure_set(app, 1, "PHQ-9", 28, &error));
	g_clear_error(&error);
}

static gboolean
decide(struct app *app, guint turn, const char *technique, enum verdict verdict,
       const char *to, GError **error)
{
	struct decision decision = {
		.turn = turn,
		.technique = g_strdup(technique),
		.verdict = verdict,
		.to = g_strdup(to),
		.rater = g_strdup("R1"),
		.reason = g_strdup("because"),
	};
	gboolean ok = app_decide(app, 1, &decision, error);

	g_assert_true(!ok || decision.id > 0);
	g_free(decision.technique);
	g_free(decision.to);
	g_free(decision.rater);
	g_free(decision.reason);
	return ok;
}

static void
test_decide(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;

	(void)data;
	import_well(app, f->session);
	g_assert_false(decide(app, 99, "COMM", VERDICT_ADD, NULL, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "no turn 99 (it has 6)");
	g_assert_false(decide(app, 1, "COMN", VERDICT_ADD, NULL, &error));
	assert_says(&error, BASE_ERROR_INPUT, "did you mean 'COMM'?");
	g_assert_false(decide(app, 5, "COMM", VERDICT_ACCEPT, NULL, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "no tag COMM to accept");
	g_assert_false(decide(app, 2, "COMM", VERDICT_ADD, NULL, &error));
	assert_says(&error, BASE_ERROR_INPUT, "patient's");
	g_assert_false(decide(app, 3, "COMM", VERDICT_RELABEL, NULL, &error));
	assert_says(&error, BASE_ERROR_USAGE, "--to");
	g_assert_false(decide(app, 3, "COMM", VERDICT_WITHDRAW, NULL, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "nothing to withdraw");
	g_assert_true(decide(app, 3, "comm", VERDICT_ACCEPT, NULL, &error));
	g_assert_true(decide(app, 5, "COMM", VERDICT_ADD, NULL, &error));
	g_assert_true(decide(app, 5, "COMM", VERDICT_WITHDRAW, NULL, &error));
	g_assert_true(decide(app, 1, "OPEN", VERDICT_REJECT, NULL, &error));
	g_assert_no_error(error);
}

static int
rows_of(const struct fixture *f, const char *table)
{
	g_autofree char *sql =
		g_strconcat("SELECT count(*) FROM ", table, NULL);
	sqlite3_stmt *count;
	sqlite3 *db;
	int n;

	g_assert_cmpint(sqlite3_open(f->casebook, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &count, NULL), ==,
			SQLITE_OK);
	g_assert_cmpint(sqlite3_step(count), ==, SQLITE_ROW);
	n = sqlite3_column_int(count, 0);
	sqlite3_finalize(count);
	sqlite3_close(db);
	return n;
}

/* What cannot be written into the history is not done. */
static void
test_decide_whole(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	sqlite3 *db;

	(void)data;
	import_well(app, f->session);
	g_assert_cmpint(sqlite3_open(f->casebook, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db,
				     "CREATE TRIGGER full BEFORE INSERT ON "
				     "event BEGIN SELECT raise(ABORT, 'full'); "
				     "END",
				     NULL, NULL, NULL),
			==, SQLITE_OK);
	sqlite3_close(db);
	g_assert_false(decide(app, 5, "COMM", VERDICT_ADD, NULL, &error));
	g_assert_nonnull(error);
	g_assert_cmpint(rows_of(f, "decision"), ==, 0);
}

static const struct effective_tag *
effective(const struct session_record *record, guint turn,
	  const char *technique)
{
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->turn == turn && !strcmp(tag->technique, technique))
			return tag;
	}
	return NULL;
}

/* A decision stands when the machine changes its mind under it. */
static void
test_retag(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *second = g_strdup_printf(TEST_CODEBOOK, "2.0.0",
						  "was hard", "It was hard.");
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(CodebookDiff) diff = NULL;
	const GPtrArray *changes;
	g_autofree char *changed = put(f, "changed.yaml", second);
	struct tag_change *change;

	(void)data;
	import_well(app, f->session);
	g_assert_true(decide(app, 3, "COMM", VERDICT_ACCEPT, NULL, &error));
	diff = app_codebook_diff(app, f->codebook, changed, NULL, 0, &error);
	g_assert_no_error(error);
	changes = diff->tags;
	g_assert_cmpuint(changes->len, ==, 2);
	change = changes->pdata[0];
	g_assert_cmpuint(change->turn, ==, 3);
	g_assert_cmpint(change->kind, ==, TAG_VANISHES);
	g_assert_true(change->decided);
	change = changes->pdata[1];
	g_assert_cmpuint(change->turn, ==, 5);
	g_assert_cmpint(change->kind, ==, TAG_APPEARS);
	g_assert_cmpuint(diff->extents->len, ==, 0);

	g_free(put(f, "codebook.yaml", second));
	g_autoptr(App) later = open_app(f);
	g_assert_true(app_tag(later, NULL, 0, NULL, NULL, NULL, NULL, &error));
	g_assert_no_error(error);
	record = app_record(later, 1, &error);
	g_assert_no_error(error);
	g_assert_true(effective(record, 3, "COMM")->confirmed);
	g_assert_null(effective(record, 3, "COMM")->machine);
	g_assert_false(effective(record, 5, "COMM")->confirmed);
}

static gboolean
rate(struct app *app, const char *text, GError **error)
{
	g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func(
		(GDestroyNotify)item_rating_free);
	struct item_rating *item = item_rating_parse(text, error);

	if (!item)
		return FALSE;
	g_ptr_array_add(items, item);
	return app_rate(app, 1, "S1", RATER_SUPERVISOR, items, error) != 0;
}

/* What was decided together is taken back together, by whoever decided it. */
static void
test_undo(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) back = NULL;
	g_autoptr(GPtrArray) again = NULL;
	g_autoptr(SessionRecord) record = NULL;

	(void)data;
	import_well(app, f->session);
	g_assert_null(app_undo(app, 1, "R1", FALSE, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "R1 has decided nothing");
	g_assert_true(app_begin(app, &error));
	g_assert_true(decide(app, 1, "OPEN", VERDICT_ACCEPT, NULL, &error));
	g_assert_true(decide(app, 3, "COMM", VERDICT_REJECT, NULL, &error));
	g_assert_true(app_end(app, TRUE, &error));
	g_assert_null(app_undo(app, 1, "R2", FALSE, &error));
	g_clear_error(&error);
	back = app_undo(app, 1, "R1", FALSE, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(back->len, ==, 2);
	g_assert_null(app_undo(app, 1, "R1", FALSE, &error));
	g_clear_error(&error);
	again = app_undo(app, 1, "R1", TRUE, &error);
	g_assert_cmpuint(again->len, ==, 2);
	record = app_record(app, 1, &error);
	g_assert_no_error(error);
	g_assert_true(effective(record, 1, "OPEN")->confirmed);
	g_assert_true(effective(record, 3, "COMM")->rejected);
	g_assert_cmpstr(effective(record, 3, "COMM")->decision->reason, ==,
			"because");
	/* Nothing is gone from the history: the import, and six words. */
	g_assert_cmpuint(record->decisions->len, ==, 6);
	g_assert_cmpuint(record->events->len, >=, 7);
}

static struct item_rating *
rate_undo(struct app *app, gboolean again, GError **error)
{
	return app_rate_undo(app, 1, "S1", RATER_SUPERVISOR, again, error);
}

static void
assert_now(struct app *app, gboolean again, guint extent, guint evidence)
{
	g_autoptr(GError) error = NULL;
	struct item_rating *now = rate_undo(app, again, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(now->item, ==, "A1");
	g_assert_cmpuint(now->extent, ==, extent);
	g_assert_cmpuint(now->turns->len, ==, evidence);
	g_assert_null(now->na_reason);
	item_rating_free(now);
}

/* Values go back one by one, the first to "not rated", and come again. */
static void
test_rate_undo(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(App) later = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = NULL;
	const struct rating *rating;

	(void)data;
	import_well(app, f->session);
	g_assert_null(rate_undo(app, FALSE, &error));
	g_clear_error(&error);
	g_assert_true(rate(app, "A1=3/2@1,3", &error));
	g_assert_true(rate(app, "A1=4/2@1", &error));
	g_assert_true(app_sign(app, 1, "S1", RATER_SUPERVISOR, "done",
			       "a trial", NULL, &error));
	assert_now(app, FALSE, 3, 2);
	later = open_app(f);
	assert_now(later, FALSE, 0, 0);
	g_assert_null(rate_undo(later, FALSE, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "can be taken back");
	record = app_record(later, 1, &error);
	rating = record->ratings->pdata[0];
	g_assert_cmpuint(rating->items->len, ==, 0);
	g_assert_cmpint(rating->signed_at, ==, 0);
	g_assert_false(app_sign(later, 1, "S1", RATER_SUPERVISOR, "done",
				"a trial", NULL, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "rate it first");
	assert_now(later, TRUE, 3, 2);
	assert_now(later, TRUE, 4, 1);
	g_assert_null(rate_undo(later, TRUE, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "can be done again");
	assert_now(later, FALSE, 3, 2);
	g_assert_true(app_check(later, &error));
	g_assert_no_error(error);
}

static void
test_rate(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(SessionRecord) changed = NULL;
	const struct rating *rating;
	const struct item_rating *item;

	(void)data;
	import_well(app, f->session);
	g_assert_false(rate(app, "A1=6", &error));
	g_clear_error(&error);
	g_assert_false(rate(app, "B9=3", &error));
	g_clear_error(&error);
	g_assert_false(rate(app, "A1=3/3@77", &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "no turn 77");
	g_assert_true(rate(app, "A1=3/3@1,3", &error));
	g_assert_true(rate(app, "A2=4/4", &error));
	g_assert_true(rate(app, "A1=4/3@3", &error));
	g_assert_true(app_sign(app, 1, "S1", RATER_SUPERVISOR, "final",
			       "a trial", NULL, &error));
	g_assert_no_error(error);
	record = app_record(app, 1, &error);
	g_assert_cmpuint(record->ratings->len, ==, 1);
	rating = record->ratings->pdata[0];
	g_assert_cmpuint(rating->items->len, ==, 2);
	g_assert_cmpint(rating->signed_at, ==, 1795000000);
	g_assert_cmpstr(rating->meaning, ==, "final");
	item = rating->items->pdata[1];
	g_assert_cmpstr(item->item, ==, "A1");
	g_assert_cmpuint(item->extent, ==, 4);
	g_assert_cmpuint(item->turns->len, ==, 1);
	/* Signed no more once something changes. */
	g_assert_true(rate(app, "A2=NA:not called for", &error));
	changed = app_record(app, 1, &error);
	rating = changed->ratings->pdata[0];
	g_assert_cmpint(rating->signed_at, ==, 0);
	g_assert_false(app_sign(app, 1, "S2", RATER_SELF, NULL, "a trial", NULL,
				&error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "rate it first");
}

static guint
undecided(struct app *app)
{
	struct session_info *info = app_session(app, 1, NULL);
	guint n = info->undecided;

	session_info_free(info);
	return n;
}

/* Open are the tags nobody's standing decision is about; hints do not
 * count. */
static void
test_undecided(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GPtrArray) uses = NULL;
	const struct rule_use *use;

	(void)data;
	import_well(app, f->session);
	g_assert_cmpuint(undecided(app), ==, 1);
	g_assert_true(decide(app, 1, "OPEN", VERDICT_ACCEPT, NULL, NULL));
	g_assert_true(decide(app, 1, "OPEN", VERDICT_REJECT, NULL, NULL));
	g_assert_cmpuint(undecided(app), ==, 0);
	/* The acceptance before it stands again. */
	g_assert_true(decide(app, 1, "OPEN", VERDICT_WITHDRAW, NULL, NULL));
	g_assert_cmpuint(undecided(app), ==, 0);
	g_assert_true(decide(app, 1, "OPEN", VERDICT_WITHDRAW, NULL, NULL));
	g_assert_cmpuint(undecided(app), ==, 1);
	g_assert_false(decide(app, 1, "OPEN", VERDICT_WITHDRAW, NULL, NULL));
	/* A relabelled tag tells against its own rule, and for none. */
	g_assert_true(decide(app, 1, "OPEN", VERDICT_RELABEL, "COMM", NULL));
	uses = app_codebook_stats(app, NULL);
	use = uses->pdata[0];
	g_assert_cmpuint(use->fired, ==, 1);
	g_assert_cmpuint(use->rejected, ==, 1);
	g_assert_cmpuint(use->accepted, ==, 0);
}

static void
test_remove(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) events = NULL;
	g_autoptr(GPtrArray) sessions = NULL;
	g_autofree char *bytes = NULL;
	gsize len;

	(void)data;
	import_well(app, f->session);
	g_assert_true(rate(app, "A1=3/3", &error));
	g_assert_true(decide(app, 3, "COMM", VERDICT_ACCEPT, NULL, &error));
	g_assert_true(app_check(app, &error));
	g_assert_no_error(error);
	g_assert_false(app_session_remove(app, 1, &error));
	assert_says(&error, BASE_ERROR_DENIED, "1 decision and 1 rating");
	g_assert_true(app_session_remove_forced(app, 1, &error));
	g_assert_no_error(error);
	sessions = app_sessions(app, &error);
	g_assert_cmpuint(sessions->len, ==, 0);
	events = app_events(app, 0, &error);
	g_assert_cmpuint(events->len, ==, 4);
	/* Nothing of the text stays in the file. */
	g_assert_true(g_file_get_contents(f->casebook, &bytes, &len, NULL));
	g_assert_null(g_strstr_len(bytes, (gssize)len, "What did you say"));
	/* The number is not given again. */
	g_assert_cmpint(import_well(app, f->session), ==, 2);
}

/* Killed while it imports, again and again: the casebook stays sound, and
 * what is in it is whole. */
static void
test_killed(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char **paths = g_new0(char *, 301);
	g_autoptr(App) app = NULL;
	g_autoptr(GPtrArray) sessions = NULL;
	g_autoptr(Store) store = NULL;
	struct store_options options = { .path = f->casebook };

	(void)data;
	for (guint i = 0; i < 300; i++) {
		g_autofree char *name = g_strdup_printf("n%03u.txt", i);
		g_autofree char *text =
			g_strdup_printf("# number: %u\n" TEST_SESSION, i + 1);

		paths[i] = put(f, name, text);
	}
	for (guint round = 1; round <= 6; round++) {
		pid_t child = fork();

		if (child == 0) {
			struct app *mine = open_app(f);
			struct import_options how = { 0 };

			app_import(mine, (const char *const *)paths, &how, NULL,
				   NULL, NULL);
			_exit(0);
		}
		g_usleep(round * 7000);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
	}
	store = store_open(&options, &error);
	g_assert_no_error(error);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
	app = open_app(f);
	sessions = app_sessions(app, &error);
	g_assert_cmpuint(sessions->len % 100, ==, 0);
	for (guint i = 0; i < sessions->len; i++)
		g_assert_cmpuint(
			((struct session_info *)sessions->pdata[i])->turns, ==,
			6);
	for (guint i = 0; i < 300; i++)
		g_free(paths[i]);
}

static void
test_export(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autofree char *csv = g_build_filename(f->folder, "x.csv", NULL);
	g_autofree char *bytes = NULL;
	struct app_export_options plain = { 0 };

	(void)data;
	import_well(app, f->session);
	g_assert_true(app_export(app, NULL, 0, csv, &plain, &error));
	g_assert_no_error(error);
	g_assert_true(g_file_get_contents(csv, &bytes, NULL, NULL));
	g_assert_nonnull(strstr(bytes, "OPEN"));
	g_assert_false(app_export(app, NULL, 0, "/dev/full", &plain, &error));
	assert_says(&error, BASE_ERROR_IO, "/dev/full");
	g_assert_false(app_export(app, NULL, 0, "x.doc", &plain, &error));
	assert_says(&error, BASE_ERROR_USAGE, ".xlsx, .csv or .json");
	g_assert_false(
		app_export(app, NULL, 0, "/nowhere/x.csv", &plain, &error));
	assert_says(&error, BASE_ERROR_IO, "/nowhere/x.csv");
}

static void
test_stats(struct fixture *f, gconstpointer data)
{
	g_autoptr(App) app = open_app(f);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) uses = NULL;
	g_autoptr(Explanation) explanation = NULL;
	g_autofree char *why = NULL;
	const struct rule_use *use;

	(void)data;
	import_well(app, f->session);
	g_assert_true(decide(app, 3, "COMM", VERDICT_ACCEPT, NULL, &error));
	uses = app_codebook_stats(app, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(uses->len, ==, 2);
	use = uses->pdata[1];
	g_assert_cmpstr(use->rule, ==, "comm.said");
	g_assert_cmpuint(use->fired, ==, 1);
	g_assert_cmpuint(use->accepted, ==, 1);
	g_assert_cmpfloat(use->precision, ==, 1.0);
	/* 1 / (1 + z^2), Wilson 1927 for one of one */
	g_assert_cmpfloat_with_epsilon(use->low, 0.2065, 0.0001);
	explanation = app_explain(app, 1, 3, &error);
	g_assert_no_error(error);
	why = explanation_print(explanation);
	g_assert_nonnull(strstr(why, "comm.said"));
	g_assert_null(app_explain(app, 1, 7, &error));
	assert_says(&error, BASE_ERROR_NOT_FOUND, "no turn 7");
}

/* Whoever looks first can tag all the same. */
static void
test_looking(struct fixture *f, gconstpointer data)
{
	struct app_options options = { .casebook = f->casebook,
				       .codebook = f->codebook,
				       .rubric = f->rubric,
				       .user = "ana",
				       .command = "iptrate test",
				       .now = 1795000000 };
	g_autoptr(App) app = app_new(&options);
	g_autoptr(GError) error = NULL;
	g_autoptr(Explanation) explanation = NULL;
	g_autofree char *why = NULL;

	(void)data;
	g_assert_nonnull(app_codebook(app, &error));
	import_well(app, f->session);
	explanation = app_explain(app, 1, 3, &error);
	g_assert_no_error(error);
	why = explanation_print(explanation);
	g_assert_nonnull(strstr(why, "comm.said"));
}

#define TEST(name)                                                           \
	g_test_add("/app/" #name, struct fixture, NULL, set_up, test_##name, \
		   tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(import);
	TEST(import_many);
	TEST(looking);
	TEST(import_case);
	TEST(together);
	TEST(set);
	TEST(decide);
	TEST(decide_whole);
	TEST(retag);
	TEST(undo);
	TEST(rate_undo);
	TEST(rate);
	TEST(undecided);
	TEST(remove);
	TEST(killed);
	TEST(export);
	TEST(stats);
	return g_test_run();
}
