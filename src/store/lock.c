/*
 * Transactions, who holds the casebook, and whether another wrote to it.
 *
 * SQLite says only "busy".  The holder of the write lock therefore leaves a
 * note beside the file (CASEBOOK.lock: process id, host, name of the
 * command) for others to read.  Reasons and comments are words of people and
 * never stand in it.  The note locks nothing: a stale one after a kill does
 * no harm.
 */
#include "store/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static void
holder_write(const struct store *store)
{
	g_autofree char *command = base_printable(store->command, -1);
	g_autofree char *note = g_strdup_printf("%ld\n%s\n%s\n", (long)getpid(),
						g_get_host_name(), command);
	/* Not through a link that somebody laid there, nor into a pipe. */
	int fd = open(store->lock_path,
		      O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK |
			      O_CLOEXEC,
		      0600);

	if (fd < 0)
		return;
	/* Without it others read "another process": no reason to stop. */
	if (write(fd, note, strlen(note)) < 0)
		unlink(store->lock_path);
	close(fd);
}

static void
holder_remove(const struct store *store)
{
	unlink(store->lock_path);
}

#define MOST_NOTE 1000

/* The note and since when it is there; NULL when there is none. */
static char *
note_read(const char *path, gint64 *since)
{
	g_autofree char *note = g_malloc0(MOST_NOTE + 1);
	struct stat status = { 0 };
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	gssize n = -1;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &status) && S_ISREG(status.st_mode))
		n = read(fd, note, MOST_NOTE);
	close(fd);
	*since = status.st_mtime;
	return n > 0 ? g_steal_pointer(&note) : NULL;
}

/* The note of a process that still runs, as "`iptrate review` (process
 * 4711) since ..."; NULL when there is none.  Caller frees. */
static char *
holder_read(const struct store *store)
{
	gint64 at = 0, pid;
	g_autofree char *note = note_read(store->lock_path, &at);
	g_autofree char *since = base_time_print(at);
	g_auto(GStrv) lines = NULL;
	g_autofree char *command = NULL;
	g_autofree char *host = NULL;
	gboolean elsewhere;

	if (!note)
		return NULL;
	lines = g_strsplit(note, "\n", 4);
	if (g_strv_length(lines) < 3)
		return NULL;
	pid = g_ascii_strtoll(lines[0], NULL, 10);
	elsewhere = strcmp(lines[1], g_get_host_name()) != 0;
	if (pid <= 0 || (!elsewhere && kill((pid_t)pid, 0) && errno == ESRCH))
		return NULL;
	host = base_printable(lines[1], -1);
	command = base_printable(lines[2], -1);
	return g_strdup_printf(
		"`%s` (process %" G_GINT64_FORMAT "%s%s) since %s", command,
		pid, elsewhere ? " on " : "", elsewhere ? host : "", since);
}

gboolean
store_fail_locked(const struct store *store, GError **error)
{
	g_autofree char *holder = holder_read(store);

	g_set_error(error, BASE_ERROR, BASE_ERROR_LOCKED,
		    "%s is held by %s; wait or close it, nothing was changed",
		    store->path, holder ? holder : "another process");
	return FALSE;
}

gboolean
store_begin(struct store *store, GError **error)
{
	g_assert(!store->reading);
	if (store->depth > 0) {
		store->depth++;
		return TRUE;
	}
	if (store->lost)
		return watch_look(store, TRUE, error);
	/* SQLite lets a transaction begin, and fails at the first write. */
	if (sqlite3_db_readonly(store->db, "main") == 1)
		return store_fail(store, SQLITE_READONLY, error);
	if ((store->ours && !seal_start(store, error)) ||
	    !store_exec(store, "BEGIN IMMEDIATE", error))
		return FALSE;
	if (!watch_look(store, FALSE, error))
		return FALSE;
	store->depth = 1;
	store->spoilt = store->told = FALSE;
	store->act = 0;
	store->changes = sqlite3_total_changes64(store->db);
	holder_write(store);
	return TRUE;
}

/* The state that this commit makes. */
static gboolean
stamp_anew(struct store *store, GError **error)
{
	g_autofree char *state = NULL;
	sqlite3_stmt *row;
	gint64 page = store->stamp_page;

	if (sqlite3_total_changes64(store->db) == store->changes ||
	    (!page && !store_number(store, SQL_STAMP_PAGE, &page, error, "")))
		return !error || !*error;
	if (!page)
		return TRUE;
	row = store_query(store, SQL_STAMP_STATE, error, "");
	if (!row || store_step(store, row, error) <= 0)
		return FALSE;
	state = g_strndup(store_text(row, 0), STATE_CHARS / 2);
	sqlite3_reset(row);
	return store_run(store, SQL_STAMP, error, "i",
			 (gint64)g_ascii_strtoull(state, NULL, 16));
}

gboolean
store_begin_if_free(struct store *store)
{
	gboolean ours;

	if (store->reading || sqlite3_db_readonly(store->db, "main"))
		return FALSE;
	sqlite3_busy_timeout(store->db, 0);
	ours = store_begin(store, NULL);
	sqlite3_busy_timeout(store->db, (int)store->busy_ms);
	return ours;
}

/* Nothing is committed that no event tells of. */
static gboolean
seal_rest(struct store *store, GError **error)
{
	gboolean ok = TRUE;

	store->depth++;
	if (seal_waits(store))
		ok = store_event_add(store, "write", 0, NULL, error);
	store->depth--;
	return ok;
}

/* What was removed is overwritten by now (secure_delete), but a page that was
 * laid out anew may hold an older copy of it.  A reader that does not end while
 * we wait is in the way: then the words lie in the file until the last one
 * closes it, and that is said. */
static void
clear_away(struct store *store)
{
	g_autofree char *safe = base_printable(store->path, -1);
	g_autofree char *says = NULL;
	int rc = sqlite3_exec(store->db, "VACUUM", NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_wal_checkpoint_v2(store->db, NULL,
					       SQLITE_CHECKPOINT_TRUNCATE, NULL,
					       NULL);
	if (rc == SQLITE_OK)
		return;
	says = g_strdup_printf(
		"what was removed is gone from the casebook, but its words "
		"still lie in %s and %s-wal (%s); 'iptrate casebook check' "
		"clears them away once that has ended",
		safe, safe,
		rc == SQLITE_BUSY || rc == SQLITE_LOCKED ?
			"another process is reading it" :
			sqlite3_errmsg(store->db));
	store_remark(store, says);
}

gboolean
store_end(struct store *store, gboolean ok, GError **error)
{
	g_assert(store->depth > 0);
	if (!ok)
		store->spoilt = TRUE;
	if (--store->depth > 0)
		return ok;
	if (store->reading) {
		store->reading = FALSE;
		sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
		return ok;
	}
	/* Whoever spoilt it has set the error. */
	ok = !store->spoilt && seal_rest(store, error);
	/* While we still hold the casebook: later it may be another's note. */
	holder_remove(store);
	ok = ok && stamp_anew(store, error) &&
	     store_exec(store, "COMMIT", error);
	store->resting = FALSE;
	store->saved |= ok && store->told;
	if (ok && store->forget)
		clear_away(store);
	store->forget = FALSE;
	seal_forget(store);
	if (!ok && !sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->undone += !ok;
	return ok && watch_look(store, TRUE, error);
}

gboolean
store_saved(const struct store *store)
{
	return store->saved;
}

const char *
store_lost(const struct store *store, gboolean *kept)
{
	if (kept)
		*kept = store->rescued;
	return store->lost;
}

gboolean
store_watch(struct store *store, GError **error)
{
	return watch_look(store, FALSE, error);
}

void
store_remark(struct store *store, const char *says)
{
	g_ptr_array_add(store->remarks, g_strdup(says));
}

const GPtrArray *
store_remarks(const struct store *store)
{
	return store->remarks;
}

gboolean
store_begin_reading(struct store *store, GError **error)
{
	if (store->depth == 0) {
		if (!store_exec(store, "BEGIN", error))
			return FALSE;
		store->reading = TRUE;
	}
	store->depth++;
	return TRUE;
}

gboolean
store_part_begin(struct store *store, GError **error)
{
	g_assert(store->depth > 0 && !store->kept);
	if (!store_exec(store, "SAVEPOINT part", error))
		return FALSE;
	store->kept = seal_keep(store);
	return TRUE;
}

gboolean
store_part_end(struct store *store, gboolean ok, GError **error)
{
	GHashTable *kept = g_steal_pointer(&store->kept);

	store->undone += !ok;
	if (!ok)
		seal_restore(store, kept);
	else
		g_hash_table_unref(kept);
	/* A full disk may have rolled back the whole transaction already. */
	if (!ok && sqlite3_get_autocommit(store->db))
		return FALSE;
	if (!ok)
		sqlite3_exec(store->db, "ROLLBACK TO part", NULL, NULL, NULL);
	return store_exec(store, "RELEASE part", ok ? error : NULL) && ok;
}

/* Not without an end: a log of 40 MB is folded in whoever waits. */
#define MOST_PAGES 10000

void
store_stay(struct store *store)
{
	gboolean changed;

	sqlite3_wal_autocheckpoint(store->db, MOST_PAGES);
	store_changed(store, &changed, NULL);
}

void
store_rest(struct store *store)
{
	/* Waits for nobody: what cannot be done now is done later. */
	if (!store->resting && watch_look(store, FALSE, NULL))
		sqlite3_wal_checkpoint_v2(
			store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	store->resting = TRUE;
}

gboolean
store_changed(struct store *store, gboolean *changed, GError **error)
{
	gint64 version;

	*changed = FALSE;
	if (!watch_look(store, FALSE, error) ||
	    !store_number(store, SQL_DATA_VERSION, &version, error, ""))
		return FALSE;
	*changed = version != store->version;
	store->version = version;
	return TRUE;
}

gboolean
store_state_get(struct store *store, struct store_state *state, GError **error)
{
	state->written = sqlite3_total_changes64(store->db);
	state->undone = store->undone;
	return store_number(store, SQL_DATA_VERSION, &state->by_others, error,
			    "");
}
