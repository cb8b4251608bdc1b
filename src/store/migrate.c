/*
 * Bringing a casebook up to date, one migration after the other.
 *
 * PRAGMA user_version is the number of the last migration done.  All that are
 * to be done are one transaction, so that a kill leaves a whole file of the
 * earlier version, and others who open it see that or the last one.
 */
#include "store/chain.h"

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

/* Through a connection of its own: ours holds the lock, and SQLite copies
 * nothing from who may be writing. */
static gboolean
copy_aside(struct store *store, int version, GError **error)
{
	g_autofree char *what = g_strdup_printf("before-v%d", version);
	g_autofree char *path = aside_beside(store->path, what, 0);
	int rc = path ? aside_copy_file(store->path, path) : SQLITE_CANTOPEN;

	if (rc == SQLITE_OK)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_IO,
		    "%s cannot be copied to %s before its upgrade (%s); "
		    "nothing was changed",
		    store->path, path ? path : "a file beside it",
		    sqlite3_errstr(rc));
	if (path)
		unlink(path);
	return FALSE;
}

static gboolean
run_step(struct store *store, const struct migration *step, GError **error)
{
	g_autofree char *version =
		g_strdup_printf("PRAGMA user_version = %d", step->version);

	return store_exec(store, step->sql, error) &&
	       store_exec(store, version, error);
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

/* Within a transaction. */
static gboolean
upgrade(struct store *store, const GArray *steps, GError **error)
{
	const struct migration *step = (const struct migration *)steps->data;
	gint64 version = 0, broken = 0;
	int last = last_version(steps);

	/* Again: another process may have been at it while we waited. */
	if (!store_migrate_check(store, steps, error) ||
	    !store_pragma(store, "PRAGMA user_version", &version, error))
		return FALSE;
	if (version > 0 && version < last && !copy_aside(store, last, error))
		return FALSE;
	if (version > 0 && version < CHAIN_VERSION &&
	    !rechain_check(store, &broken, error))
		return FALSE;
	for (guint i = 0; i < steps->len; i++) {
		if (step[i].version > version &&
		    !run_step(store, &step[i], error))
			return FALSE;
	}
	return rechain(store, version, broken, error) &&
	       store_upgrade_tell(store, error);
}

gboolean
store_migrate(struct store *store, const GArray *steps, GError **error)
{
	gint64 version = 0;

	if (!store_migrate_check(store, steps, error) ||
	    !store_pragma(store, "PRAGMA user_version", &version, error))
		return FALSE;
	if (version == last_version(steps))
		return TRUE;
	return store_begin(store, error) &&
	       store_end(store, upgrade(store, steps, error), error);
}
