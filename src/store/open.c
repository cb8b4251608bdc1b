/*
 * Opening the casebook: only a file that is ours, or a new one.
 *
 * What the file is gets settled by reading alone, before anything is
 * written to it, so that another program's database is never touched.
 */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_BUSY_MS 2000

/* What is fixed for every connection: nobody's triggers or views run
 * functions of ours, removed text is overwritten, and what is committed is
 * on the disk. */
static const char settings[] = "PRAGMA trusted_schema = OFF;"
			       "PRAGMA cell_size_check = ON;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA synchronous = FULL;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA foreign_keys = ON;";

/* Ours, or nobody's yet, and not of a later version.  Within a transaction,
 * because another process may be making it: its tables come together with its
 * id and version. */
static gboolean
settle_owner(struct store *store, const GArray *steps, GError **error)
{
	gint64 id = 0, objects = 0, version = 0;

	if (!store_pragma(store, "SELECT count(*) FROM sqlite_schema", &objects,
			  error) ||
	    !store_pragma(store, "PRAGMA application_id", &id, error) ||
	    !store_pragma(store, "PRAGMA user_version", &version, error))
		return FALSE;
	if ((id == CASEBOOK_ID && version > 0) ||
	    (id == 0 && objects == 0 && version == 0))
		return store_migrate_check(store, steps, error);
	g_set_error(error, BASE_ERROR, BASE_ERROR_CORRUPT,
		    "%s is another program's SQLite file, not a casebook; "
		    "name another with --casebook",
		    store->path);
	return FALSE;
}

/*
 * What we may only read is opened as what nobody changes, or SQLite would
 * want to lay files beside it: in a folder that takes none, or such as
 * nobody could write to later.  Not while another process has something in
 * the write-ahead log.  Caller frees.
 */
static char *
name_for_sqlite(const char *path)
{
	g_autofree char *full = g_canonicalize_filename(path, NULL);
	g_autofree char *folder = g_path_get_dirname(full);
	g_autofree char *log = g_strconcat(full, "-wal", NULL);
	g_autofree char *uri = g_filename_to_uri(full, NULL, NULL);
	struct stat status;
	gboolean writable = !access(full, W_OK) && !access(folder, W_OK);
	gboolean in_use = !stat(log, &status) && status.st_size > 0;

	if (!uri)
		return g_strdup(full);
	return g_strconcat(uri, writable || in_use ? "" : "?immutable=1", NULL);
}

/* Waits for others by itself, since SQLite does not here: two who switch at
 * the same moment would wait for each other. */
static gboolean
use_log(struct store *store, GError **error)
{
	guint waited = 0;
	int rc;

	do {
		rc = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL,
				  NULL, NULL);
	} while ((rc & 0xff) == SQLITE_BUSY &&
		 (waited += (guint)sqlite3_sleep(10)) < store->busy_ms);
	return rc == SQLITE_OK || store_fail(store, rc, error);
}

/* A connection that folds nothing into the file when it is closed. */
static gboolean
open_file(struct store *store, GError **error)
{
	g_autofree char *name = name_for_sqlite(store->path);
	int rc = sqlite3_open_v2(name, &store->db,
				 SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
					 SQLITE_OPEN_URI,
				 NULL);

	if (rc != SQLITE_OK)
		return store_fail(store, rc, error);
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, (int)store->busy_ms);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return TRUE;
}

/* Reads only.  *foreign: the log beside it is of another file, and what is
 * read is a mixture, whatever it looks like. */
static gboolean
settle_file(struct store *store, const GArray *steps, gboolean *foreign,
	    GError **error)
{
	g_autoptr(GError) failed = NULL;
	gboolean ok;

	*foreign = FALSE;
	if (!store_exec(store, "BEGIN", error))
		return FALSE;
	ok = settle_owner(store, steps, &failed);
	if (!g_error_matches(failed, BASE_ERROR, BASE_ERROR_LOCKED))
		*foreign = !stamp_fits(store);
	sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	if (failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	return ok;
}

/* A page may be read while another process writes it: a mixture stays one. */
#define TRIES 5

/* Opened, ours, and with a log of its own. */
static gboolean
open_sound(struct store *store, const GArray *steps, GError **error)
{
	g_autoptr(GError) failed = NULL;
	gboolean foreign = FALSE, ok;

	if (!open_file(store, error))
		return FALSE;
	ok = settle_file(store, steps, &foreign, &failed);
	for (guint i = 1; i < TRIES && foreign; i++) {
		g_clear_error(&failed);
		sqlite3_sleep(5);
		ok = settle_file(store, steps, &foreign, &failed);
	}
	if (!foreign && failed)
		g_propagate_error(error, g_steal_pointer(&failed));
	if (!foreign)
		return ok;
	sqlite3_close(store->db);
	store->db = NULL;
	return watch_log_aside(store, error) && open_file(store, error) &&
	       settle_file(store, steps, &foreign, error);
}

static gboolean
connect(struct store *store, GError **error)
{
	g_autoptr(GArray) steps = store_migrations();
	int rc;

	if (!open_sound(store, steps, error))
		return FALSE;
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	if (!store_exec(store, settings, error))
		return FALSE;
	rc = store_codes_prepare(store->db);
	if (rc != SQLITE_OK)
		return store_fail(store, rc, error);
	/* Not ours to switch while another process makes the same file. */
	if (!use_log(store, error) || !store_migrate(store, steps, error))
		return FALSE;
	watch_begin(store);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	store->ours = TRUE;
	return TRUE;
}

/* Takes the file we made away again, unless another process has begun to use
 * it. */
static void
unmake_file(const struct store *store, const GError *failed)
{
	struct stat status;

	if (!g_error_matches(failed, BASE_ERROR, BASE_ERROR_LOCKED) &&
	    !stat(store->path, &status) && status.st_size == 0)
		unlink(store->path);
}

struct store *
store_new(const struct store_options *options)
{
	struct store *store = g_new0(struct store, 1);

	store->path = g_strdup(options->path);
	store->lock_path = g_strconcat(options->path, ".lock", NULL);
	store->log_path = g_strconcat(options->path, "-wal", NULL);
	store->shared_path = g_strconcat(options->path, "-shm", NULL);
	store->spare = g_strdup(options->spare);
	store->remarks = g_ptr_array_new_with_free_func(g_free);
	store->who = g_strdup(options->who ? options->who : "unknown");
	store->command =
		g_strdup(options->command ? options->command : "iptrate");
	store->now = options->now;
	store->busy_ms = options->busy_ms ? options->busy_ms : DEFAULT_BUSY_MS;
	return store;
}

struct store *
store_open(const struct store_options *options, GError **error)
{
	g_autoptr(Store) store = store_new(options);
	g_autoptr(GError) failed = NULL;
	gboolean made;

	/* Nobody asks how much memory is used; counting it costs a lock.
	 * Refused, and no harm, once SQLite is at work. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (!store_settle_file(store, options->existing, &made, error))
		return NULL;
	if (connect(store, &failed))
		return g_steal_pointer(&store);
	sqlite3_close(store->db);
	store->db = NULL;
	if (made)
		unmake_file(store, failed);
	g_propagate_error(error, g_steal_pointer(&failed));
	return NULL;
}

void
store_set_now(struct store *store, gint64 now)
{
	store->now = now;
}

void
store_free(struct store *store)
{
	if (!store)
		return;
	while (store->depth > 0)
		store_end(store, FALSE, NULL);
	watch_close(store);
	for (guint i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(store->prepared[i]);
	sqlite3_close(store->db);
	watch_end(store);
	g_clear_pointer(&store->touched, g_hash_table_unref);
	g_clear_pointer(&store->kept, g_hash_table_unref);
	g_ptr_array_unref(store->remarks);
	g_free(store->path);
	g_free(store->lock_path);
	g_free(store->log_path);
	g_free(store->shared_path);
	g_free(store->spare);
	g_free(store->lost);
	g_free(store->who);
	g_free(store->command);
	g_free(store);
}
