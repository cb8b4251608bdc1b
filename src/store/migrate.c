/*
 * Bringing a casebook up to date, one migration at a time.
 *
 * PRAGMA user_version is the number of the last migration done.  Each runs
 * in its own transaction together with its new version number, so that a
 * kill between two leaves a whole file of the earlier version.
 */
#include "store/private.h"

#include <fcntl.h>
#include <unistd.h>

#include "gen/store/migrations.gen.h"

GArray *
store_migrations(void)
{
	GArray *steps = g_array_new(FALSE, FALSE, sizeof(struct migration));

	for (guint i = 0; i < G_N_ELEMENTS(migrations); i++) {
		struct migration step = { migrations[i].version,
					  migrations[i].name,
					  migrations[i].sql };

		g_array_append_val(steps, step);
	}
	return steps;
}

/* Copies the open casebook, WAL and all, to a new file. */
static gboolean
copy_aside(struct store *store, int version, GError **error)
{
	g_autofree char *path =
		g_strdup_printf("%s.before-v%d", store->path, version);
	sqlite3 *copy = NULL;
	sqlite3_backup *backup = NULL;
	int fd, rc;

	fd = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	if (fd >= 0)
		close(fd);
	rc = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		backup = sqlite3_backup_init(copy, "main", store->db, "main");
	if (backup) {
		sqlite3_backup_step(backup, -1);
		rc = sqlite3_backup_finish(backup);
	}
	if (!backup || rc != SQLITE_OK) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
			    "%s cannot be copied to %s before its upgrade "
			    "(%s); nothing was changed",
			    store->path, path, sqlite3_errmsg(copy));
		rc = SQLITE_ERROR;
	}
	sqlite3_close(copy);
	return rc == SQLITE_OK;
}

static gboolean
run_step(struct store *store, const struct migration *step, GError **error)
{
	g_autofree char *version =
		g_strdup_printf("PRAGMA user_version = %d", step->version);
	gint64 now;
	gboolean ok;

	if (!store_begin(store, error))
		return FALSE;
	/* Another process may have done it while we waited. */
	ok = store_pragma(store, "PRAGMA user_version", &now, error);
	if (ok && now < step->version)
		ok = store_exec(store, step->sql, error) &&
		     store_exec(store, version, error);
	return store_end(store, ok, error);
}

static int
last_version(const GArray *steps)
{
	const struct migration *step = (const struct migration *)steps->data;

	return step[steps->len - 1].version;
}

gboolean
store_migrate_check(struct store *store, const GArray *steps, GError **error)
{
	gint64 version = 0;

	if (!store_pragma(store, "PRAGMA user_version", &version, error))
		return FALSE;
	if (version <= last_version(steps))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_VERSION,
		    "%s was made by a newer iptrate (casebook version "
		    "%" G_GINT64_FORMAT ", this program knows up to %d); "
		    "update iptrate",
		    store->path, version, last_version(steps));
	return FALSE;
}

gboolean
store_migrate(struct store *store, const GArray *steps, GError **error)
{
	const struct migration *step = (const struct migration *)steps->data;
	gint64 version = 0;
	int last = last_version(steps);

	/* Again: another process may have been at it since. */
	if (!store_migrate_check(store, steps, error) ||
	    !store_pragma(store, "PRAGMA user_version", &version, error))
		return FALSE;
	if (version > 0 && version < last && !copy_aside(store, last, error))
		return FALSE;
	for (guint i = 0; i < steps->len; i++) {
		if (step[i].version > version &&
		    !run_step(store, &step[i], error))
			return FALSE;
	}
	return TRUE;
}
