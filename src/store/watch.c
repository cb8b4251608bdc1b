/*
 * Whether the open casebook is still the file in its place.
 *
 * A copy may be moved or copied over it, it may be deleted, and SQLite goes
 * on writing into what nobody will ever see.  So file and log are looked at
 * before and after every write, and by a screen between them.  When they are
 * not what they were, nothing more is written, and as long as our own handle
 * still reaches all of it, all of it is copied to where it can be found.
 */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where SQLite has its locks: of a connection in the log's index, of a
 * reader in the file (os_unix.c: UNIX_SHM_DMS, SHARED_FIRST). */
#define CONNECTED 128
#define READING 0x40000002
#define READING_BYTES 510

/* A torn read while another process folds the log is read again. */
#define TRIES 5

static gboolean
file_id_read(const char *path, struct file_id *id)
{
	struct stat status;

	*id = (struct file_id){ 0 };
	if (stat(path, &status))
		return FALSE;
	*id = (struct file_id){ status.st_dev, status.st_ino };
	return TRUE;
}

static gboolean
same_file(const struct file_id *a, const struct file_id *b)
{
	return a->dev == b->dev && a->ino == b->ino;
}

void
watch_begin(struct store *store)
{
	gint64 page = 0;

	store_number(store, SQL_STAMP_PAGE, &page, NULL, "");
	store->stamp_page = (guint32)page;
	file_id_read(store->path, &store->file);
	file_id_read(store->log_path, &store->log);
	stamp_of_file(store, store->stamp_page, &store->seen);
}

enum fate { HERE, GONE, ANOTHER, OVERWRITTEN, LOG_GONE };

/* What can be told without looking into them.  That a disk does not answer
 * is for the write to say. */
static enum fate
look_at_place(struct store *store)
{
	struct file_id now;

	if (!store->file.ino)
		return HERE;
	if (!file_id_read(store->path, &now))
		return errno == ENOENT || errno == ENOTDIR ? GONE : HERE;
	if (!same_file(&now, &store->file))
		return ANOTHER;
	if (!store->log.ino)
		return HERE;
	if (!file_id_read(store->log_path, &now))
		return errno == ENOENT ? LOG_GONE : HERE;
	return same_file(&now, &store->log) ? HERE : LOG_GONE;
}

/* The file has got on as a log is folded in, and never goes back. */
static gboolean
got_on(struct store *store)
{
	struct stamp now;

	if (!stamp_of_file(store, store->stamp_page, &now))
		return FALSE;
	if (!strcmp(now.state, store->seen.state))
		return !strcmp(now.id, store->seen.id);
	/* the first one may have been written since this was opened */
	if (store->seen.id[0] &&
	    (strcmp(now.id, store->seen.id) != 0 ||
	     memcmp(now.state, store->seen.state, STATE_CHARS / 2) < 0))
		return FALSE;
	if (!stamp_fits(store))
		return FALSE;
	store->seen = now;
	return TRUE;
}

/* Nobody begins the log anew while somebody reads. */
static gboolean
look_into(struct store *store)
{
	gboolean free = sqlite3_get_autocommit(store->db) != 0, fits = FALSE;
	gint64 page;

	for (guint i = 0; i < TRIES && !fits; i++) {
		if (i > 0)
			sqlite3_sleep(2);
		if (free)
			sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL);
		/* another program may have put the pages in another order */
		if (store_number(store, SQL_STAMP_PAGE, &page, NULL, "") &&
		    page > 0)
			store->stamp_page = (guint32)page;
		fits = got_on(store);
		if (free)
			sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	}
	return fits;
}

static enum fate
look_at_file(struct store *store, gboolean place)
{
	enum fate fate = look_at_place(store);
	struct stamp now;

	if (fate != HERE || place || !store->stamp_page || !store->log.ino)
		return fate;
	/* None yet: the first one is in the log alone. */
	if (!stamp_of_file(store, store->stamp_page, &now) &&
	    !store->seen.id[0])
		return stamp_fits(store) ? HERE : OVERWRITTEN;
	if (!strcmp(now.state, store->seen.state) &&
	    !strcmp(now.id, store->seen.id))
		return HERE;
	return look_into(store) ? HERE : OVERWRITTEN;
}

/* All of it, as our own handle still reaches it; NULL when that cannot be.
 * Caller frees. */
static char *
rescue(struct store *store)
{
	g_autofree char *kept = aside_near(store, "rescued");

	if (!kept)
		return NULL;
	if (aside_copy(store->db, kept) == SQLITE_OK &&
	    aside_check(kept) == SQLITE_OK)
		return g_steal_pointer(&kept);
	unlink(kept);
	return NULL;
}

static const char *const fates[] = {
	[GONE] = "was removed while it was open",
	[ANOTHER] = "is not the file that was opened: another was put in its "
		    "place",
	[OVERWRITTEN] = "was overwritten while it was open",
	[LOG_GONE] = "lost its write-ahead log (-wal) while it was open",
};

static void
lose(struct store *store, enum fate fate)
{
	g_autofree char *kept = NULL;

	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	if (fate != OVERWRITTEN)
		kept = rescue(store);
	store->rescued = kept != NULL;
	if (kept)
		store->lost = g_strdup_printf(
			"%s %s; all that was saved is kept in %s "
			"('iptrate casebook restore' puts such a file back), "
			"nothing more is written",
			store->path, fates[fate], kept);
	else
		store->lost = g_strdup_printf(
			"%s %s; what was saved since it was opened may be in "
			"no file, and nothing more is written: open it again "
			"and look",
			store->path, fates[fate]);
}

gboolean
watch_look(struct store *store, gboolean place, GError **error)
{
	enum fate fate;

	if (!store->lost) {
		fate = look_at_file(store, place);
		if (fate == HERE)
			return TRUE;
		lose(store, fate);
	}
	g_set_error_literal(error, BASE_ERROR, BASE_ERROR_CORRUPT, store->lost);
	return FALSE;
}

void
watch_close(struct store *store)
{
	/* Folding the log into a file that is not its own would destroy it. */
	if (store->db && (store->lost || (store->file.ino &&
					  look_at_file(store, FALSE) != HERE)))
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
				  1, NULL);
}

void
watch_end(struct store *store)
{
	struct file_id log;

	/* All of it is in the copy: nobody need wonder what the log is. */
	if (store->rescued && file_id_read(store->log_path, &log) &&
	    same_file(&log, &store->log) && !watch_holder(store)) {
		unlink(store->log_path);
		unlink(store->shared_path);
	}
}

static pid_t
locked_by(const char *path, off_t from, off_t bytes)
{
	struct flock lock = { .l_type = F_WRLCK,
			      .l_whence = SEEK_SET,
			      .l_start = from,
			      .l_len = bytes };
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	gboolean told = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0;

	if (fd >= 0)
		close(fd);
	return told && lock.l_type != F_UNLCK ? MAX(lock.l_pid, 1) : 0;
}

pid_t
watch_holder(const struct store *store)
{
	pid_t holder = locked_by(store->shared_path, CONNECTED, 1);

	return holder ? holder : locked_by(store->path, READING, READING_BYTES);
}

gboolean
watch_log_aside(struct store *store, GError **error)
{
	pid_t holder = watch_holder(store);
	g_autofree char *kept = NULL;

	if (holder) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_LOCKED,
			    "%s is not the file that process %ld has open: "
			    "another was put in its place; leave that process "
			    "first, it keeps what it has, nothing was changed",
			    store->path, (long)holder);
		return FALSE;
	}
	kept = aside_beside(store->path, "wal-aside", store->now);
	if (!kept || rename(store->log_path, kept)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "%s was put in the place of another file, whose "
			    "last changes are in %s, and that cannot be put "
			    "aside here: %s; move it by hand to where it is "
			    "kept",
			    store->path, store->log_path, g_strerror(errno));
		return FALSE;
	}
	unlink(store->shared_path);
	g_ptr_array_add(
		store->remarks,
		g_strdup_printf(
			"%s was put in the place of a file whose last changes "
			"lay beside it; they are not in this one, and are "
			"kept in %s (as the -wal of the file they belong to "
			"they can be read again)",
			store->path, kept));
	return TRUE;
}
