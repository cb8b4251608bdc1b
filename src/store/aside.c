/*
 * What is kept aside: names that nobody has yet, and copies of a whole
 * casebook.
 */
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define MOST_NAMES 1000

static char *
date_print(gint64 at)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(at);

	return date ? g_date_time_format(date, "-%Y%m%dT%H%M%SZ") :
		      g_strdup("");
}

char *
aside_new(const char *folder, const char *name, const char *what, gint64 now)
{
	g_autofree char *date = now ? date_print(now) : g_strdup("");

	for (guint i = 1; i <= MOST_NAMES; i++) {
		g_autofree char *more =
			i > 1 ? g_strdup_printf("-%u", i) : g_strdup("");
		g_autofree char *full = g_strdup_printf("%s/%s.%s%s%s", folder,
							name, what, date, more);
		int fd = open(full,
			      O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY |
				      O_CLOEXEC,
			      0600);

		if (fd >= 0) {
			close(fd);
			return g_steal_pointer(&full);
		}
		if (errno != EEXIST && errno != ELOOP)
			return NULL;
	}
	return NULL;
}

char *
aside_beside(const char *path, const char *what, gint64 now)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);

	return aside_new(folder, name, what, now);
}

char *
aside_near(const struct store *store, const char *what)
{
	g_autofree char *name = g_path_get_basename(store->path);
	char *made = aside_beside(store->path, what, store->now);

	if (!made && store->spare && !g_mkdir_with_parents(store->spare, 0700))
		made = aside_new(store->spare, name, what, store->now);
	return made;
}

char *
store_keep(const struct store *store, const char *what, const char *text)
{
	g_autofree char *path = aside_near(store, what);

	if (path &&
	    g_file_set_contents_full(path, text, -1,
				     G_FILE_SET_CONTENTS_DURABLE, 0600, NULL))
		return g_steal_pointer(&path);
	return NULL;
}

int
aside_copy(sqlite3 *from, const char *to)
{
	sqlite3 *copy = NULL;
	sqlite3_backup *backup = NULL;
	int rc = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE, NULL);

	if (rc == SQLITE_OK) {
		backup = sqlite3_backup_init(copy, "main", from, "main");
		rc = sqlite3_errcode(copy);
	}
	if (backup) {
		rc = sqlite3_backup_step(backup, -1);
		/* a busy file is no error to the end of a backup */
		if (sqlite3_backup_finish(backup) == SQLITE_OK &&
		    rc == SQLITE_DONE)
			rc = SQLITE_OK;
	}
	sqlite3_close(copy);
	return rc;
}

int
aside_copy_file(const char *from, const char *to)
{
	sqlite3 *source = NULL;
	int rc = sqlite3_open_v2(from, &source, SQLITE_OPEN_READWRITE, NULL);

	if (rc == SQLITE_OK)
		rc = aside_copy(source, to);
	sqlite3_close(source);
	return rc;
}

/* One pragma that must answer "ok" or nothing. */
static int
check(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *row = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &row, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(row);
	if (rc == SQLITE_ROW && g_strcmp0(store_text(row, 0), "ok") != 0)
		rc = SQLITE_CORRUPT;
	sqlite3_finalize(row);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int
aside_check(const char *path)
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);

	if (rc == SQLITE_OK)
		rc = check(db, "PRAGMA integrity_check(1)");
	if (rc == SQLITE_OK)
		rc = check(db, "PRAGMA foreign_key_check");
	/* Without a log of its own it can be read in any place. */
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL,
				  NULL, NULL);
	sqlite3_close(db);
	return rc;
}
