/*
 * store: what goes in comes out the same.
 */
#include "store/private.h"

#include <stdlib.h>
#include <string.h>

struct fixture {
	char *folder;
	struct store *store;
};

static void
set_up(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	struct store_options options = { .who = "ana", .now = 1795000000 };

	(void)data;
	f->folder = g_dir_make_tmp("test-store-XXXXXX", NULL);
	path = g_build_filename(f->folder, "casebook.db", NULL);
	options.path = path;
	f->store = store_open(&options, &error);
	g_assert_no_error(error);
	g_assert_true(store_begin(f->store, &error));
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	g_autofree char *command = g_strdup_printf("rm -rf '%s'", f->folder);
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_true(store_end(f->store, TRUE, &error));
	g_assert_true(store_check(f->store, &error));
	g_assert_no_error(error);
	store_free(f->store);
	g_assert_cmpint(system(command), ==, 0);
	g_free(f->folder);
}

static struct transcript *
parse(const char *bytes, gsize len)
{
	g_autoptr(GError) error = NULL;
	struct transcript_options options = { .name = "test" };
	struct transcript *transcript =
		transcript_parse(bytes, len, &options, &error);

	g_assert_no_error(error);
	return transcript;
}

static gint64
save(struct fixture *f, const char *bytes, gsize len,
     const struct transcript *transcript)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *sha256 = base_sha256(bytes, len);
	struct new_session new = {
		.case_code = "C01",
		.source_name = "x.txt",
		.bytes = bytes,
		.len = len,
		.sha256 = sha256,
		.transcript = transcript,
	};
	gint64 session = store_session_add(f->store, &new, &error);

	g_assert_no_error(error);
	g_assert_cmpint(store_session_find(f->store, sha256, &error), ==,
			session);
	return session;
}

static gint64
save_small(struct fixture *f)
{
	static const char small[] = "T: Tell me.\nP: No.\nT: What then?\n";
	g_autoptr(Transcript) transcript = parse(small, strlen(small));

	return save(f, small, strlen(small), transcript);
}

static void
assert_same_turns(const struct transcript *a, const struct transcript *b)
{
	g_assert_cmpuint(a->turns->len, ==, b->turns->len);
	for (guint n = 1; n <= a->turns->len; n++) {
		const struct turn *x = transcript_turn(a, n);
		const struct turn *y = transcript_turn(b, n);
		gsize x_len, y_len;
		const char *x_text = transcript_turn_text(a, x, &x_len);
		const char *y_text = transcript_turn_text(b, y, &y_len);

		g_assert_cmpmem(x_text, x_len, y_text, y_len);
		g_assert_cmpuint(x->n, ==, y->n);
		g_assert_cmpint(x->role, ==, y->role);
		g_assert_cmpuint(x->speaker, ==, y->speaker);
		g_assert_cmpint(x->start_ms, ==, y->start_ms);
		g_assert_cmpint(x->end_ms, ==, y->end_ms);
		g_assert_cmpuint(x->line, ==, y->line);
	}
}

static void
assert_same_speakers(const struct transcript *a, const struct transcript *b)
{
	g_assert_cmpuint(a->speakers->len, ==, b->speakers->len);
	for (guint i = 0; i < a->speakers->len; i++) {
		const struct speaker *x = a->speakers->pdata[i];
		const struct speaker *y = b->speakers->pdata[i];

		g_assert_cmpstr(x->label, ==, y->label);
		g_assert_cmpint(x->role, ==, y->role);
		g_assert_cmpint(x->guessed, ==, y->guessed);
		g_assert_cmpstr(x->reason, ==, y->reason);
		g_assert_cmpuint(x->words, ==, y->words);
		g_assert_cmpuint(x->questions, ==, y->questions);
	}
}

static void
assert_round_trip(struct fixture *f, const char *bytes, gsize len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) in = parse(bytes, len);
	gint64 session = save(f, bytes, len, in);
	g_autoptr(Transcript) out =
		store_transcript_load(f->store, session, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(in->format, ==, out->format);
	g_assert_cmpstr(in->encoding, ==, out->encoding);
	assert_same_turns(in, out);
	assert_same_speakers(in, out);
}

static void
test_text(struct fixture *f, gconstpointer data)
{
	static const char timed[] =
		"[00:00:05] T: Hello?\n[00:01:10] P: \xc3\xa4 =cmd() \x1b[2J\n"
		"T: \xf0\x9f\x99\x82 fine\n";
	g_autofree char *long_turn = g_strnfill(3 << 20, 'a');
	g_autofree char *large =
		g_strconcat("T: hi\nP: ", long_turn, "\n", NULL);
	g_autofree char *sample = NULL;
	gsize len;

	(void)data;
	assert_round_trip(f, timed, strlen(timed));
	assert_round_trip(f, large, strlen(large));
	g_assert_true(g_file_get_contents("transcripts/sessions/s04.txt",
					  &sample, &len, NULL));
	assert_round_trip(f, sample, len);
}

/* The bytes of the source are kept as they were, NUL and all. */
static void
test_source(struct fixture *f, gconstpointer data)
{
	static const char bytes[] = "\xff\xfeT\0:\0 \0h\0i\0\n\0P\0:\0 \0y\0";
	g_autoptr(Transcript) transcript = parse(bytes, sizeof(bytes) - 1);
	gint64 equal = 0;

	(void)data;
	save(f, bytes, sizeof(bytes) - 1, transcript);
	g_assert_true(store_pragma(f->store,
				   "SELECT bytes = x'fffe54003a00200068006900"
				   "0a0050003a0020007900' FROM source",
				   &equal, NULL));
	g_assert_cmpint(equal, ==, 1);
}

static void
test_decisions(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	gint64 session = save_small(f);
	struct decision first = {
		.turn = 1,
		.technique = (char *)"OPEN",
		.verdict = VERDICT_RELABEL,
		.to = (char *)"CLAR",
		.rater = (char *)"R\xff",
		.at = 1795000001,
	};
	struct decision second = {
		.turn = 3,
		.technique = (char *)"COMM",
		.verdict = VERDICT_ADD,
		.rater = (char *)"R2",
		.reason = (char *)"; DROP TABLE decision; --",
		.at = 1795000002,
	};
	g_autoptr(GPtrArray) list = NULL;
	const struct decision *got;

	(void)data;
	g_assert_true(store_decision_add(f->store, session, &first, &error));
	g_assert_true(store_decision_add(f->store, session, &second, &error));
	g_assert_no_error(error);
	g_assert_cmpint(first.id, <, second.id);
	list = store_decisions_load(f->store, session, &error);
	g_assert_cmpuint(list->len, ==, 2);
	got = list->pdata[0];
	g_assert_cmpint(got->verdict, ==, VERDICT_RELABEL);
	g_assert_cmpstr(got->to, ==, "CLAR");
	g_assert_null(got->reason);
	g_assert_cmpint(got->at, ==, 1795000001);
	g_assert_true(g_utf8_validate(got->rater, -1, NULL));
	got = list->pdata[1];
	g_assert_cmpint(got->id, ==, second.id);
	g_assert_cmpstr(got->reason, ==, "; DROP TABLE decision; --");
}

/* One turn by itself: whose it is, and what was decided there. */
static void
test_turn(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	gint64 session = save_small(f);
	struct decision decision = { .turn = 1,
				     .technique = (char *)"OPEN",
				     .verdict = VERDICT_ACCEPT,
				     .rater = (char *)"R1" };
	g_autoptr(GPtrArray) here = NULL;
	g_autoptr(GPtrArray) there = NULL;
	enum turn_role role;

	(void)data;
	g_assert_true(store_decision_add(f->store, session, &decision, &error));
	here = store_turn_decisions_load(f->store, session, 1, &error);
	g_assert_cmpuint(here->len, ==, 1);
	there = store_turn_decisions_load(f->store, session, 3, &error);
	g_assert_cmpuint(there->len, ==, 0);
	g_assert_true(store_turn_role(f->store, session, 2, &role, &error));
	g_assert_cmpint(role, ==, TURN_PATIENT);
	g_assert_no_error(error);
	g_assert_false(store_turn_role(f->store, session, 4, &role, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
	g_assert_nonnull(strstr(error->message, "no turn 4 (it has 3)"));
	g_clear_error(&error);
	g_assert_false(
		store_turn_role(f->store, session + 7, 1, &role, &error));
	g_assert_nonnull(strstr(error->message, "there is no session"));
}

static gint64
rate(struct fixture *f, gint64 session, const char *item, guint extent,
     guint quality)
{
	static const struct rubric rubric = {
		.sha256 = (char *)"aa",
		.id = (char *)"small",
		.version = (char *)"1.0.0",
		.text = (char *)"rubric: small\n",
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) items = g_ptr_array_new();
	struct item_rating rating = {
		.item = (char *)item,
		.extent = extent,
		.quality = quality,
		.na_reason = (char *)"not live",
		.turns = g_array_new(FALSE, FALSE, sizeof(guint)),
	};
	gint64 id;

	g_array_append_val(rating.turns, extent);
	g_ptr_array_add(items, &rating);
	id = store_rating_save(f->store, session, &rubric, "S1",
			       RATER_SUPERVISOR, 0, items, &error);
	g_assert_no_error(error);
	g_array_unref(rating.turns);
	return id;
}

/* Signs what the first rating of the session has now, and gives the hash of
 * what was signed. */
static char *
sign(const struct fixture *f, gint64 session, const char *meaning)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) ratings =
		store_ratings_load(f->store, session, NULL, &error);
	struct rating *rating = ratings->pdata[0];

	rating->meaning = g_strdup(meaning);
	rating->signature = g_new0(struct signature, 1);
	rating->signature->state = g_strdup("not yet");
	rating->signature->reasons = g_strdup("One.\nTwo.");
	g_assert_true(store_rating_sign(f->store, rating, &error));
	g_assert_no_error(error);
	return g_strdup(rating->signature->sha256);
}

/* The newest value counts, the earlier ones stay; a signature stands until
 * something changes, and what was signed comes out the same afterwards. */
static void
test_ratings(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	gint64 session = save_small(f);
	gint64 rating = rate(f, session, "A1", 3, 2);
	g_autoptr(GPtrArray) history = NULL;
	g_autoptr(GPtrArray) ratings = NULL;
	g_autoptr(GPtrArray) later = NULL;
	g_autofree char *text = NULL;
	g_autofree char *hash = NULL;
	g_autofree char *signed_text = NULL;
	g_autofree char *again = NULL;
	const struct rating *got;
	const struct item_rating *item;

	(void)data;
	g_assert_cmpint(rate(f, session, "A2", 0, 0), ==, rating);
	g_assert_cmpint(rate(f, session, "A1", 4, 0), ==, rating);
	hash = sign(f, session, "mine");
	ratings = store_ratings_load(f->store, session, NULL, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(ratings->len, ==, 1);
	got = ratings->pdata[0];
	g_assert_cmpstr(got->rubric_sha256, ==, "aa");
	g_assert_cmpint(got->role, ==, RATER_SUPERVISOR);
	g_assert_cmpstr(got->meaning, ==, "mine");
	g_assert_cmpuint(got->items->len, ==, 2);
	item = got->items->pdata[0];
	g_assert_cmpuint(item->extent, ==, 0);
	g_assert_cmpstr(item->na_reason, ==, "not live");
	item = got->items->pdata[1];
	g_assert_cmpuint(item->extent, ==, 4);
	g_assert_cmpuint(item->quality, ==, 0);
	g_assert_null(item->na_reason);
	g_assert_cmpuint(g_array_index(item->turns, guint, 0), ==, 4);
	history = store_rating_history(f->store, rating, "A1", &error);
	g_assert_cmpuint(history->len, ==, 2);
	item = history->pdata[0];
	g_assert_cmpuint(item->extent, ==, 3);
	g_assert_cmpuint(item->quality, ==, 2);
	rate(f, session, "A2", 5, 5);
	later = store_ratings_load(f->store, session, NULL, &error);
	got = later->pdata[0];
	g_assert_cmpint(got->signed_at, ==, 0);
	g_assert_null(got->meaning);
	g_assert_cmpuint(got->version, ==, 2);
	g_assert_cmpuint(got->since, ==, SINCE_VALUES);
	g_assert_cmpuint(later->len, ==, 2);
	got = later->pdata[1];
	g_assert_true(got->earlier);
	g_assert_cmpuint(got->version, ==, 1);
	g_assert_cmpstr(got->meaning, ==, "mine");
	g_assert_cmpuint(rating_item(got, "A2")->extent, ==, 0);
	signed_text = rating_signed_text(got);
	again = base_sha256(signed_text, strlen(signed_text));
	g_assert_cmpstr(again, ==, hash);
	g_assert_cmpstr(got->signature->sha256, ==, hash);
	text = store_rubric_text(f->store, "aa", &error);
	g_assert_cmpstr(text, ==, "rubric: small\n");
	g_assert_null(store_rubric_text(f->store, "bb", &error));
}

/* Somebody wrote into the file: no wild reads, one sentence. */
static void
test_tampered(struct fixture *f, gconstpointer data)
{
	static const char *const tampers[] = {
		"UPDATE turn SET n = 7 WHERE n = 2",
		"UPDATE turn SET role = 'wizard' WHERE n = 2",
		"UPDATE turn SET text = CAST(x'ff41' AS TEXT) WHERE n = 2",
		"PRAGMA defer_foreign_keys = 1; "
		"UPDATE turn SET speaker = 99 WHERE n = 2",
		"DELETE FROM speaker",
	};
	gint64 session = save_small(f);

	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(tampers); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_true(store_part_begin(f->store, &error));
		g_assert_true(store_exec(f->store, tampers[i], &error));
		g_assert_no_error(error);
		g_assert_null(store_transcript_load(f->store, session, &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_CORRUPT);
		store_part_end(f->store, FALSE, NULL);
	}
}

/* Three turns from one and back: speakers, times, evidence and decisions. */
static void
test_corrections(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	gint64 session = save_small(f);
	g_autoptr(Transcript) before =
		store_transcript_load(f->store, session, &error);
	g_autoptr(Transcript) within = NULL;
	g_autoptr(Transcript) after = NULL;
	struct decision decision = {
		.turn = 3,
		.technique = (char *)"OPEN",
		.rater = (char *)"RL",
	};
	g_autoptr(GPtrArray) decisions = NULL;
	struct correction split = {
		.what = "split",
		.turn = 1,
		.before = 1,
		.now = 2,
	};
	const struct corrected_turn halves[] = {
		{ 0, TURN_THERAPIST, 1, 2, 3, "Tell", 4 },
		{ 2, TURN_OTHER, 4, 5, 6, "me.", 3 },
	};
	struct speaker new = {
		.label = (char *)"Eva",
		.role = TURN_OTHER,
		.reason = (char *)"told",
	};

	(void)data;
	g_assert_true(store_decision_add(f->store, session, &decision, &error));
	g_assert_true(store_speaker_add(f->store, session, &new, 2, &error));
	g_assert_true(store_turns_replace(f->store, session, &split, 2, halves,
					  &error));
	g_assert_no_error(error);
	within = store_transcript_load(f->store, session, &error);
	g_assert_cmpuint(within->turns->len, ==, 4);
	g_assert_cmpuint(transcript_turn(within, 2)->speaker, ==, 2);
	g_assert_cmpint(transcript_turn(within, 2)->end_ms, ==, 5);
	g_assert_cmpuint(((struct speaker *)within->speakers->pdata[2])->words,
			 ==, 1);
	g_assert_cmpuint(((struct speaker *)within->speakers->pdata[0])->words,
			 ==, 3);
	decisions = store_decisions_load(f->store, session, &error);
	g_assert_cmpuint(((struct decision *)decisions->pdata[0])->turn, ==, 4);
	g_assert_true(store_correction_last(f->store, session, &split, &error));
	g_assert_cmpuint(split.first_len, ==, 8);
	g_assert_true(store_correction_undo(f->store, session, &split, &error));
	g_assert_no_error(error);
	after = store_transcript_load(f->store, session, &error);
	assert_same_turns(before, after);
	assert_same_speakers(before, after);
}

/* One session is sought, not found by looking at all of them. */
static void
test_sought(struct fixture *f, gconstpointer data)
{
	static const char *const texts[] = { "T: One.\nP: No.\n",
					     "T: Two.\nP: No.\n",
					     "T: Three.\nP: No.\n" };
	g_autoptr(GError) error = NULL;
	struct session_info *info;
	gint64 session = 0;

	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		gsize len = strlen(texts[i]);
		g_autoptr(Transcript) transcript = parse(texts[i], len);

		session = save(f, texts[i], len, transcript);
	}
	info = store_session(f->store, session, &error);
	g_assert_no_error(error);
	g_assert_cmpint(info->session, ==, session);
	g_assert_cmpuint(info->turns, ==, 2);
	session_info_free(info);
	g_assert_cmpint(
		sqlite3_stmt_status(f->store->prepared[SQL_SESSION_EACH],
				    SQLITE_STMTSTATUS_FULLSCAN_STEP, FALSE),
		==, 0);
	g_assert_null(store_session(f->store, 0, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
}

static void
test_parts(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) people = NULL;

	(void)data;
	g_assert_true(store_part_begin(f->store, &error));
	g_assert_true(store_person_need(f->store, "gone", "trainee", &error));
	g_assert_false(store_part_end(f->store, FALSE, &error));
	g_assert_true(store_part_begin(f->store, &error));
	g_assert_true(store_person_need(f->store, "stays", "trainee", &error));
	g_assert_true(store_part_end(f->store, TRUE, &error));
	g_assert_no_error(error);
	people = store_people(f->store, &error);
	g_assert_cmpuint(people->len, ==, 1);
	g_assert_cmpstr(((struct person_info *)people->pdata[0])->code, ==,
			"stays");
}

#define TEST(name)                                                        \
	g_test_add("/store/content/" #name, struct fixture, NULL, set_up, \
		   test_##name, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(text);
	TEST(source);
	TEST(decisions);
	TEST(turn);
	TEST(ratings);
	TEST(tampered);
	TEST(corrections);
	TEST(parts);
	TEST(sought);
	return g_test_run();
}
