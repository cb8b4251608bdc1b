/*
 * store: the file itself. What is opened and refused, migrations, locks,
 * kills, and the event chain.
 */
#include "store/private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	char *folder;
	char *path;
};

static void
set_up(struct fixture *f, gconstpointer data)
{
	(void)data;
	f->folder = g_dir_make_tmp("test-store-XXXXXX", NULL);
	f->path =
		g_build_filename(f->folder, "deep", "er", "casebook.db", NULL);
}

static void
tear_down(struct fixture *f, gconstpointer data)
{
	g_autofree char *command = g_strdup_printf("rm -rf '%s'", f->folder);

	(void)data;
	g_assert_cmpint(system(command), ==, 0);
	g_free(f->folder);
	g_free(f->path);
}

static struct store *
open_at(const char *path, GError **error)
{
	struct store_options options = {
		.path = path,
		.who = "ana",
		.command = "iptrate test",
		.now = 1795000000,
		.busy_ms = 50,
	};

	return store_open(&options, error);
}

static struct store *
open_well(const char *path)
{
	g_autoptr(GError) error = NULL;
	struct store *store = open_at(path, &error);

	g_assert_no_error(error);
	return store;
}

static void
add_event(struct store *store, const char *detail)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(store_begin(store, &error));
	g_assert_true(store_event_add(store, "note", 0, detail, &error));
	g_assert_true(store_end(store, TRUE, &error));
}

static guint
mode_of(const char *path)
{
	struct stat status;

	g_assert_cmpint(stat(path, &status), ==, 0);
	return status.st_mode & 0777;
}

static void
test_new(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);
	g_autofree char *wal = g_strconcat(f->path, "-wal", NULL);
	g_autofree char *shm = g_strconcat(f->path, "-shm", NULL);
	g_autofree char *folder = g_path_get_dirname(f->path);
	g_autoptr(GError) error = NULL;
	gint64 id, keys;

	(void)data;
	add_event(store, "one");
	g_assert_cmpuint(mode_of(f->path), ==, 0600);
	g_assert_cmpuint(mode_of(wal), ==, 0600);
	g_assert_cmpuint(mode_of(shm), ==, 0600);
	g_assert_cmpuint(mode_of(folder), ==, 0700);
	g_assert_true(
		store_pragma(store, "PRAGMA application_id", &id, &error));
	g_assert_cmpint(id, ==, CASEBOOK_ID);
	g_assert_true(
		store_pragma(store, "PRAGMA foreign_keys", &keys, &error));
	g_assert_cmpint(keys, ==, 1);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
}

/* Every named statement compiles against the schema. */
static void
test_statements(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);

	(void)data;
	for (guint i = 0; i < SQL_COUNT; i++) {
		sqlite3_stmt *statement = NULL;
		int rc = sqlite3_prepare_v2(store->db, store_statements[i].sql,
					    -1, &statement, NULL);

		if (rc != SQLITE_OK)
			g_error("%s: %s", store_statements[i].name,
				sqlite3_errmsg(store->db));
		sqlite3_finalize(statement);
	}
}

static void
assert_refused(const char *path, enum base_error kind, const char *part)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(open_at(path, &error));
	g_assert_error(error, BASE_ERROR, (int)kind);
	if (!strstr(error->message, part))
		g_error("no \"%s\" in: %s", part, error->message);
}

/* What another program made is refused and left byte for byte. */
static void
test_foreign(struct fixture *f, gconstpointer data)
{
	g_autofree char *path = g_build_filename(f->folder, "other.db", NULL);
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	gsize before_len, after_len;
	sqlite3 *db;

	(void)data;
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(
		sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), ==,
		SQLITE_OK);
	sqlite3_close(db);
	g_file_get_contents(path, &before, &before_len, NULL);
	assert_refused(path, BASE_ERROR_CORRUPT, "another program's");
	g_file_get_contents(path, &after, &after_len, NULL);
	g_assert_cmpmem(before, before_len, after, after_len);
	g_file_set_contents(path, "Dear diary, today we", -1, NULL);
	assert_refused(path, BASE_ERROR_CORRUPT, "not an SQLite file");
	g_file_set_contents(path, "short", -1, NULL);
	assert_refused(path, BASE_ERROR_CORRUPT, "not an SQLite file");
	assert_refused(f->folder, BASE_ERROR_INPUT, "folder");
	assert_refused("/dev/null", BASE_ERROR_INPUT, "special file");
}

static void
test_newer(struct fixture *f, gconstpointer data)
{
	struct store *store = open_well(f->path);

	(void)data;
	g_assert_true(store_exec(store, "PRAGMA user_version = 99", NULL));
	store_free(store);
	assert_refused(f->path, BASE_ERROR_VERSION, "newer iptrate");
}

static void
test_damaged(struct fixture *f, gconstpointer data)
{
	g_autofree char *bytes = NULL;
	gsize len;

	(void)data;
	store_free(open_well(f->path));
	g_assert_true(g_file_get_contents(f->path, &bytes, &len, NULL));
	memset(bytes + 100, 0x5a, len - 100);
	g_assert_true(g_file_set_contents(f->path, bytes, (gssize)len, NULL));
	assert_refused(f->path, BASE_ERROR_CORRUPT, "damaged");
	/* Cut short in the middle. */
	g_assert_true(g_file_set_contents(f->path, bytes, 3000, NULL));
	assert_refused(f->path, BASE_ERROR_CORRUPT, "damaged");
}

/* The program's own migrations and n of these after them. */
static GArray *
steps(guint n)
{
	struct migration next_steps[] = {
		{ 1, "colour", "ALTER TABLE person ADD COLUMN colour TEXT" },
		{ 2, "broken", "CREATE TABLE half (a); CREATE TABLE oops (" },
	};
	GArray *list = store_migrations();
	int own = (int)list->len;

	for (guint i = 0; i < n; i++)
		next_steps[i].version += own;
	return g_array_append_vals(list, next_steps, n);
}

/* An older casebook is copied aside and brought up; a step that fails leaves
 * the version before it. */
static void
test_upgrade(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);
	g_autoptr(GArray) one = steps(1);
	g_autoptr(GArray) two = steps(2);
	gint64 last = one->len;
	g_autofree char *aside =
		g_strdup_printf("%s.before-v%" G_GINT64_FORMAT, f->path, last);
	g_autoptr(GError) error = NULL;
	g_autoptr(Store) old = NULL;
	gint64 n;

	(void)data;
	add_event(store, "before the upgrade");
	g_assert_true(store_migrate(store, one, &error));
	g_assert_no_error(error);
	store_pragma(store, "PRAGMA user_version", &n, NULL);
	g_assert_cmpint(n, ==, last);
	g_assert_true(store_exec(store, "SELECT colour FROM person", NULL));
	g_assert_cmpuint(mode_of(aside), ==, 0600);
	old = open_well(aside);
	store_pragma(old, "SELECT count(*) FROM event", &n, NULL);
	g_assert_cmpint(n, ==, 1);
	g_assert_false(store_exec(old, "SELECT colour FROM person", NULL));
	/* Again: nothing to do. */
	g_assert_true(store_migrate(store, one, &error));

	g_assert_false(store_migrate(store, two, &error));
	g_assert_nonnull(error);
	store_pragma(store, "PRAGMA user_version", &n, NULL);
	g_assert_cmpint(n, ==, last);
	g_assert_false(store_exec(store, "SELECT * FROM half", NULL));
}

/* The copy before an upgrade is laid over nothing, and through no link. */
static void
test_copy_aside(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);
	g_autoptr(GArray) one = steps(1);
	g_autofree char *link =
		g_strdup_printf("%s.before-v%u", f->path, one->len);
	g_autofree char *copy = g_strconcat(link, "-2", NULL);
	g_autofree char *victim = g_strconcat(f->path, ".victim", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_true(g_file_set_contents(victim, "mine", -1, NULL));
	g_assert_cmpint(symlink(victim, link), ==, 0);
	g_assert_true(store_migrate(store, one, &error));
	g_assert_no_error(error);
	g_assert_true(g_file_get_contents(victim, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "mine");
	g_assert_cmpuint(mode_of(copy), ==, 0600);
	store_free(open_well(copy));
}

static gboolean
same_state(struct store *store, struct store_state *before)
{
	struct store_state now;
	gboolean same;

	g_assert_true(store_state_get(store, &now, NULL));
	same = memcmp(&now, before, sizeof now) == 0;
	*before = now;
	return same;
}

/* What was read is good until something is written, here or elsewhere, or
 * taken back. */
static void
test_state(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);
	g_autoptr(Store) other = open_well(f->path);
	struct store_state state;

	(void)data;
	g_assert_true(store_state_get(store, &state, NULL));
	g_assert_true(same_state(store, &state));
	add_event(store, "one");
	g_assert_false(same_state(store, &state));
	g_assert_true(same_state(store, &state));
	add_event(other, "two");
	g_assert_false(same_state(store, &state));
	g_assert_true(store_begin(store, NULL));
	g_assert_true(store_event_add(store, "three", 0, NULL, NULL));
	g_assert_false(same_state(store, &state));
	store_end(store, FALSE, NULL);
	g_assert_false(same_state(store, &state));
}

/* Every commit makes another state, and says which was before; what changes
 * nothing makes none. */
static void
test_stamp(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);
	g_autoptr(GError) error = NULL;
	struct stamp first, second, third;
	gint64 page = 0;

	(void)data;
	store_pragma(store,
		     "SELECT rootpage FROM sqlite_schema WHERE name = 'stamp'",
		     &page, NULL);
	sqlite3_wal_checkpoint(store->db, NULL);
	g_assert_true(stamp_of_file(store, (guint32)page, &first));
	add_event(store, "one");
	g_assert_true(stamp_fits(store));
	sqlite3_wal_checkpoint(store->db, NULL);
	g_assert_true(stamp_of_file(store, (guint32)page, &second));
	g_assert_cmpstr(first.id, ==, second.id);
	g_assert_cmpstr(first.state, ==, second.before);
	g_assert_cmpstr(first.state, <, second.state);
	g_assert_true(store_begin(store, &error));
	g_assert_true(store_end(store, TRUE, &error));
	sqlite3_wal_checkpoint(store->db, NULL);
	g_assert_true(stamp_of_file(store, (guint32)page, &third));
	g_assert_cmpstr(second.state, ==, third.state);
}

/* Our id, and none of our versions: somebody else's. */
static void
test_no_version(struct fixture *f, gconstpointer data)
{
	g_autofree char *path = g_build_filename(f->folder, "o.db", NULL);
	sqlite3 *db = NULL;

	(void)data;
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db,
				     "PRAGMA application_id = 1230001234;"
				     "CREATE TABLE mine (a)",
				     NULL, NULL, NULL),
			==, SQLITE_OK);
	sqlite3_close(db);
	assert_refused(path, BASE_ERROR_CORRUPT, "not a casebook");
}

/* The casebook of the first version, as it was shipped, opens as today's. */
static void
test_first_version(struct fixture *f, gconstpointer data)
{
	g_autoptr(GArray) list = store_migrations();
	const struct migration *step = (const struct migration *)list->data;
	g_autoptr(Store) store = NULL;
	g_autofree char *folder = g_path_get_dirname(f->path);
	g_autoptr(GHashTable) roles = NULL;
	g_autoptr(GError) error = NULL;
	sqlite3 *db;
	gint64 n;

	(void)data;
	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_cmpint(sqlite3_open(f->path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, step->sql, NULL, NULL, NULL), ==,
			SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db,
				     "PRAGMA user_version = 1;"
				     "INSERT INTO treatment_case (code)"
				     " VALUES ('C9')",
				     NULL, NULL, NULL),
			==, SQLITE_OK);
	sqlite3_close(db);
	store = open_well(f->path);
	store_pragma(store, "PRAGMA user_version", &n, NULL);
	g_assert_cmpint(n, ==, list->len);
	g_assert_true(store_case_speaker_set(store, "C9", "Ana", TURN_THERAPIST,
					     &error));
	g_assert_true(store_case_speaker_set(store, "C9", "ANA", TURN_PATIENT,
					     &error));
	roles = store_case_speakers(store, "C9", &error);
	g_assert_no_error(error);
	g_assert_cmpuint(g_hash_table_size(roles), ==, 1);
	g_assert_cmpint(GPOINTER_TO_INT(g_hash_table_lookup(roles, "Ana")), ==,
			TURN_PATIENT);
}

/* A casebook of version 3, in which a turn was corrected, decided on, cited
 * and signed before. */
static const char version_3[] =
	"INSERT INTO treatment_case (id, code) VALUES (1, 'C9');"
	"INSERT INTO person (id, code) VALUES (1, 'RL');"
	"INSERT INTO session (id, case_id, format, encoding, imported_at)"
	" VALUES (1, 1, 'txt', 'UTF-8', 5);"
	"INSERT INTO source (session_id, name, sha256, bytes)"
	" VALUES (1, 'a.txt', 'aa', x'54');"
	"INSERT INTO speaker VALUES (1, 0, 'T', 'therapist', 0, 'label',"
	" 1, 2, 0), (1, 1, 'P', 'patient', 0, 'label', 1, 1, 0);"
	"INSERT INTO turn VALUES (1, 1, 0, 'therapist', 10, 20, 1,"
	" 'tell me'), (1, 2, 1, 'patient', 20, 30, 2, 'no');"
	"INSERT INTO decision (session_id, turn, technique, verdict,"
	" rater_id, at) VALUES (1, 1, 'OPEN', 'accept', 1, 7);"
	"INSERT INTO rubric_version VALUES ('rr', 'r', '1', 'R', 'r', 5);"
	"INSERT INTO rating VALUES (1, 1, 'rr', 1, 'supervisor', 8);"
	"INSERT INTO rating_item (id, rating_id, item, extent, at)"
	" VALUES (1, 1, 'A1', 3, 8);"
	"INSERT INTO rating_evidence VALUES (1, 1), (1, 2);"
	"INSERT INTO signature (rating_id, last_item, meaning, at)"
	" VALUES (1, 1, 'finished', 9);"
	/* Another one, changed after it was signed. */
	"INSERT INTO rating VALUES (2, 1, 'rr', 1, 'peer', 8);"
	"INSERT INTO rating_item (id, rating_id, item, extent, at)"
	" VALUES (2, 2, 'A1', 2, 8), (4, 2, 'A2', 4, 8),"
	" (5, 2, 'A1', 5, 9);"
	"INSERT INTO signature (rating_id, last_item, meaning, at)"
	" VALUES (2, 4, 'finished', 9);"
	"INSERT INTO correction (session_id, turn, what, was_text, was_role,"
	" was_speaker, at) VALUES (1, 1, 'text', 'sell me', 'therapist', 0,"
	" 6), (1, 2, 'role', 'no', 'therapist', 0, 10);"
	"PRAGMA user_version = 3;";

static void
make_version_3(const struct fixture *f)
{
	g_autoptr(GArray) list = store_migrations();
	const struct migration *step = (const struct migration *)list->data;
	g_autofree char *folder = g_path_get_dirname(f->path);
	sqlite3 *db;

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_cmpint(sqlite3_open(f->path, &db), ==, SQLITE_OK);
	for (guint i = 0; i < 3; i++)
		g_assert_cmpint(sqlite3_exec(db, step[i].sql, NULL, NULL, NULL),
				==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, version_3, NULL, NULL, NULL), ==,
			SQLITE_OK);
	sqlite3_close(db);
}

static void
assert_turn(struct store *store, guint n, enum turn_role role,
	    const char *words)
{
	g_autoptr(Transcript) t = store_transcript_load(store, 1, NULL);
	const struct turn *turn = transcript_turn(t, n);
	gsize len;
	const char *text = transcript_turn_text(t, turn, &len);

	g_assert_cmpmem(text, len, words, strlen(words));
	g_assert_cmpint(turn->role, ==, role);
}

/* What was signed before versions were kept is version 1. */
static void
assert_versions(const GPtrArray *ratings)
{
	const struct rating *now = ratings->pdata[1];
	const struct rating *was = ratings->pdata[2];

	g_assert_cmpuint(ratings->len, ==, 3);
	g_assert_cmpuint(now->version, ==, 2);
	g_assert_cmpint(now->signed_at, ==, 0);
	g_assert_cmpuint(now->since, ==, SINCE_VALUES);
	g_assert_cmpuint(rating_item(now, "A1")->extent, ==, 5);
	g_assert_true(was->earlier);
	g_assert_cmpuint(was->version, ==, 1);
	g_assert_cmpint(was->signed_at, ==, 9);
	g_assert_cmpuint(was->items->len, ==, 2);
	g_assert_cmpuint(rating_item(was, "A1")->extent, ==, 2);
	g_assert_null(was->signature->sha256);
}

static void
undo_well(struct store *store, guint turn, const char *what)
{
	g_autoptr(GError) error = NULL;
	struct correction last;

	g_assert_true(store_correction_last(store, 1, &last, &error));
	g_assert_cmpstr(last.what, ==, what);
	g_assert_cmpuint(last.turn, ==, turn);
	g_assert_true(store_begin(store, &error));
	g_assert_true(store_end(
		store, store_correction_undo(store, 1, &last, &error), &error));
	g_assert_no_error(error);
}

/* What was corrected, decided, cited and signed then is so today, and the old
 * corrections can be taken back. */
static void
test_third_version(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = NULL;
	g_autoptr(GPtrArray) decisions = NULL;
	g_autoptr(GPtrArray) ratings = NULL;
	g_autoptr(GError) error = NULL;
	const struct rating *rating;
	const struct item_rating *item;
	struct correction none;

	(void)data;
	make_version_3(f);
	store = open_well(f->path);
	g_assert_true(store_check(store, &error));
	decisions = store_decisions_load(store, 1, &error);
	g_assert_cmpuint(((struct decision *)decisions->pdata[0])->turn, ==, 1);
	ratings = store_ratings_load(store, 1, NULL, &error);
	g_assert_no_error(error);
	rating = ratings->pdata[0];
	item = rating->items->pdata[0];
	g_assert_cmpuint(item->turns->len, ==, 2);
	assert_versions(ratings);
	/* Signed at 9, corrected at 10. */
	g_assert_true(rating->outdated);
	undo_well(store, 2, "role");
	assert_turn(store, 2, TURN_THERAPIST, "no");
	g_assert_false(store_exec(store, "UPDATE decision SET turn = 2", NULL));
	g_assert_false(
		store_exec(store, "UPDATE rating_evidence SET turn = 2", NULL));
	undo_well(store, 1, "text");
	assert_turn(store, 1, TURN_THERAPIST, "sell me");
	g_assert_true(store_correction_last(store, 1, &none, &error));
	g_assert_cmpint(none.id, ==, 0);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
}

/* A child holds the casebook; the message names it. */
static void
test_locked(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *process = NULL;
	g_autofree char *note = g_strconcat(f->path, ".lock", NULL);
	int ready[2], done[2];
	char byte;
	pid_t child;

	(void)data;
	store_free(open_well(f->path));
	g_assert_cmpint(pipe(ready), ==, 0);
	g_assert_cmpint(pipe(done), ==, 0);
	child = fork();
	if (child == 0) {
		struct store_options options = {
			.path = f->path,
			.command = "iptrate review",
			.now = 1795000000,
		};
		struct store *store = store_open(&options, NULL);

		close(done[1]);
		if (!store || !store_begin(store, NULL))
			_exit(1);
		if (write(ready[1], "x", 1) != 1 || read(done[0], &byte, 1))
			_exit(2);
		store_end(store, TRUE, NULL);
		store_free(store);
		_exit(0);
	}
	g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
	g_autoptr(Store) store = open_well(f->path);
	g_assert_false(store_begin(store, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_LOCKED);
	process = g_strdup_printf("held by `iptrate review` (process %d) "
				  "since 2",
				  (int)child);
	g_assert_nonnull(strstr(error->message, process));
	close(done[0]);
	close(done[1]);
	waitpid(child, NULL, 0);
	g_assert_false(g_file_test(note, G_FILE_TEST_EXISTS));
	add_event(store, "free again");
}

/* Killed in the middle of writing: what was committed is there, what was
 * not is not, and nobody has to mend anything. */
static void
test_killed(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	int ready[2];
	char byte;
	gint64 n;
	pid_t child;

	(void)data;
	store_free(open_well(f->path));
	g_assert_cmpint(pipe(ready), ==, 0);
	child = fork();
	if (child == 0) {
		struct store *store = open_at(f->path, NULL);

		add_event(store, "committed");
		store_begin(store, NULL);
		for (guint i = 0;; i++) {
			store_event_add(store, "note", 0, "lost", NULL);
			if (i == 500 && write(ready[1], "x", 1) != 1)
				_exit(1);
		}
	}
	g_assert_cmpint(read(ready[0], &byte, 1), ==, 1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	g_autoptr(Store) store = open_well(f->path);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
	store_pragma(store, "SELECT count(*) FROM event", &n, NULL);
	g_assert_cmpint(n, ==, 1);
	add_event(store, "goes on");
}

static void
count_event(const struct store_event *event, void *data)
{
	g_assert_cmpstr(event->who, ==, "ana");
	++*(guint *)data;
}

/* A changed, a cut-out and a cut-off row are noticed. */
static void
test_chain(struct fixture *f, gconstpointer data)
{
	static const char *const tampers[] = {
		"UPDATE event SET detail = 'nothing' WHERE id = 2",
		"DELETE FROM event WHERE id = 2",
		"DELETE FROM event WHERE id = 3",
	};
	g_autoptr(Store) store = open_well(f->path);
	g_autoptr(GError) error = NULL;
	guint n = 0;

	(void)data;
	add_event(store, "one");
	add_event(store, "two");
	add_event(store, "three \xff");
	g_assert_true(store_event_each(store, 0, count_event, &n, &error));
	g_assert_cmpuint(n, ==, 3);
	g_assert_true(store_check(store, &error));
	g_assert_no_error(error);
	for (guint i = 0; i < G_N_ELEMENTS(tampers); i++) {
		g_autoptr(GPtrArray) before = store_faults(store, &error);
		g_autoptr(GPtrArray) after = NULL;

		g_assert_false(store_exec(store, tampers[i], NULL));
		g_assert_true(store_begin(store, &error));
		g_assert_true(store_exec(store,
					 "DROP TRIGGER event_stays; "
					 "DROP TRIGGER event_as_it_was; "
					 "DROP TRIGGER event_words",
					 NULL));
		g_assert_true(store_exec(store, tampers[i], NULL));
		after = store_faults(store, &error);
		/* the triggers, and it */
		g_assert_cmpuint(after->len, >=, before->len + 4);
		g_assert_false(store_check(store, &error));
		g_assert_error(error, BASE_ERROR, BASE_ERROR_CORRUPT);
		g_clear_error(&error);
		g_assert_false(store_end(store, FALSE, NULL));
	}
}

/* A full disk: one sentence, and the casebook as before. */
static void
test_full(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) store = open_well(f->path);
	g_autofree char *big = g_strnfill(4 << 20, 'x');
	g_autoptr(GError) error = NULL;
	gint64 n;

	(void)data;
	add_event(store, "one");
	g_assert_true(store_exec(store, "PRAGMA max_page_count = 1", NULL));
	g_assert_true(store_begin(store, &error));
	g_assert_false(store_end(
		store, store_event_add(store, "note", 0, big, &error), &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_IO);
	g_assert_nonnull(strstr(error->message, "disk is full"));
	store_pragma(store, "SELECT count(*) FROM event", &n, NULL);
	g_assert_cmpint(n, ==, 1);
}

/* A link to where nothing is (a volume that is not there today) stays. */
static void
test_dangling(struct fixture *f, gconstpointer data)
{
	g_autofree char *link = g_build_filename(f->folder, "link.db", NULL);
	g_autoptr(GError) error = NULL;

	(void)data;
	g_assert_cmpint(symlink("nowhere/casebook.db", link), ==, 0);
	g_assert_null(open_at(link, &error));
	g_assert_nonnull(error);
	g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
	g_assert_nonnull(strstr(error->message, "is a link to a file that"));
}

#define WRITERS 8

/* Writes once the pipe is closed; 0: it said that this was kept. */
static int
write_at_once(const char *path, guint busy_ms, int begin)
{
	struct store_options options = { .path = path, .busy_ms = busy_ms };
	struct store *store;
	char byte;
	gboolean kept;

	if (read(begin, &byte, 1))
		return 2;
	store = store_open(&options, NULL);
	kept = store && store_begin(store, NULL);
	if (kept)
		kept = store_end(store,
				 store_event_add(store, "note", 0, "one", NULL),
				 NULL);
	store_free(store);
	return kept ? 0 : 1;
}

/* How many were told that their words are kept, and all of these are. */
static gint64
write_together(const char *path, guint busy_ms)
{
	g_autoptr(Store) store = NULL;
	pid_t children[WRITERS];
	gint64 kept = 0, n = 0;
	int begin[2], status;

	g_assert_cmpint(pipe(begin), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		children[i] = fork();
		if (children[i] == 0) {
			close(begin[1]);
			_exit(write_at_once(path, busy_ms, begin[0]));
		}
	}
	close(begin[0]);
	close(begin[1]);
	for (guint i = 0; i < G_N_ELEMENTS(children); i++) {
		waitpid(children[i], &status, 0);
		g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 2);
		kept += WEXITSTATUS(status) == 0;
	}
	store = open_well(path);
	store_pragma(store, "SELECT count(*) FROM event", &n, NULL);
	g_assert_cmpint(n, ==, kept);
	return kept;
}

/* Many make the same new casebook at the same moment: who comes too late is
 * told so, and takes nothing from those who came in time. */
static void
test_together(struct fixture *f, gconstpointer data)
{
	(void)data;
	for (guint i = 0; i < 15; i++) {
		g_autofree char *path =
			g_strdup_printf("%s/%u.db", f->folder, i);

		write_together(path, 1);
	}
}

/* Who waits long enough comes in, and nobody takes a casebook that is being
 * made for an old one. */
static void
test_waiting(struct fixture *f, gconstpointer data)
{
	(void)data;
	for (guint i = 0; i < 3; i++) {
		g_autofree char *path =
			g_strdup_printf("%s/%u.db", f->folder, i);
		g_autoptr(GDir) folder = NULL;
		const char *name;

		g_assert_cmpint(write_together(path, 20000), ==, WRITERS);
		folder = g_dir_open(f->folder, 0, NULL);
		while ((name = g_dir_read_name(folder)))
			g_assert_null(strstr(name, "before"));
	}
}

static gsize
size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) ? 0 : (gsize)status.st_size;
}

/* What another opening of the file wrote is noticed once; what this one wrote
 * is not news. */
static void
test_changed(struct fixture *f, gconstpointer data)
{
	g_autoptr(Store) mine = open_well(f->path);
	g_autoptr(Store) theirs = open_well(f->path);
	gboolean changed = TRUE;

	(void)data;
	store_stay(mine);
	add_event(mine, "my own");
	g_assert_true(store_changed(mine, &changed, NULL));
	g_assert_false(changed);
	add_event(theirs, "another's");
	g_assert_true(store_changed(mine, &changed, NULL));
	g_assert_true(changed);
	g_assert_true(store_changed(mine, &changed, NULL));
	g_assert_false(changed);
}

/* Who stays folds the log in when resting, not at a commit; others read what
 * was committed all the same. */
static void
test_resting(struct fixture *f, gconstpointer data)
{
	g_autofree char *detail = g_strnfill(4000, 'x');
	g_autoptr(Store) store = open_well(f->path);
	g_autoptr(Store) other = NULL;
	gsize before;
	gint64 n = 0;

	(void)data;
	store_stay(store);
	store_rest(store);
	before = size_of(f->path);
	/* SQLite itself would fold in a log of 1,000 pages. */
	for (guint i = 0; i < 700; i++)
		add_event(store, detail);
	g_assert_cmpuint(size_of(f->path), ==, before);
	other = open_well(f->path);
	store_pragma(other, "SELECT count(*) FROM event", &n, NULL);
	g_assert_cmpint(n, >=, 700);
	store_rest(store);
	g_assert_cmpuint(size_of(f->path), >, before + 700 * 4000);
}

#define TEST(name)                                                             \
	g_test_add("/store/" #name, struct fixture, NULL, set_up, test_##name, \
		   tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST(new);
	TEST(statements);
	TEST(foreign);
	TEST(newer);
	TEST(damaged);
	TEST(upgrade);
	TEST(first_version);
	TEST(third_version);
	TEST(copy_aside);
	TEST(stamp);
	TEST(no_version);
	TEST(locked);
	TEST(killed);
	TEST(chain);
	TEST(full);
	TEST(dangling);
	TEST(together);
	TEST(waiting);
	TEST(changed);
	TEST(state);
	TEST(resting);
	return g_test_run();
}
