/*
 * Backups of the casebook, and the way back; the history tells of both.
 */
#include "app/private.h"

/* One event; a casebook that may only be read has been copied all the same. */
static gboolean
note_backup(struct app *app, const char *verb, const char *detail,
	    GError **error)
{
	g_autoptr(GError) failed = NULL;

	if (app_begin(app, &failed))
		return app_end(app, app_note(app, verb, 0, error, "%s", detail),
			       error);
	if (g_error_matches(failed, BASE_ERROR, BASE_ERROR_DENIED)) {
		store_remark(app->store,
			     "the casebook may only be read: this does not "
			     "stand in its history");
		return TRUE;
	}
	g_propagate_error(error, g_steal_pointer(&failed));
	return FALSE;
}

gboolean
app_backup(struct app *app, const char *path, GError **error)
{
	return app_store(app, error) && store_backup(app->store, path, error) &&
	       note_backup(app, "backup", "a copy of the whole casebook",
			   error);
}

char *
app_restore(struct app *app, const char *from, GError **error)
{
	struct store_options options = app_store_options(app);
	g_autofree char *kept = NULL;

	g_assert(!app->store);
	kept = store_restore(&options, from, error);
	if (!kept || !app_store(app, error) ||
	    !note_backup(app, "restore",
			 *kept ? "from a backup; what was there before is kept "
				 "beside it" :
				 "from a backup",
			 error))
		return NULL;
	return g_steal_pointer(&kept);
}
