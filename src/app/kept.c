/*
 * What is kept while nothing is written; see kept.h.
 *
 * Nobody who writes has to think of it: the casebook tells, and the folders of
 * keys do.
 */
#include "app/kept.h"
#include "app/key_files.h"

#include <string.h>
#include <sys/stat.h>

gboolean
kept_since(struct app *app, struct store_state *at)
{
	struct store_state now = { 0 };
	gboolean same = app->store && store_state_get(app->store, &now, NULL) &&
			now.written == at->written &&
			now.undone == at->undone &&
			now.by_others == at->by_others;

	*at = now;
	return same;
}

void
kept_drop(struct app *app)
{
	g_clear_pointer(&app->kept->views, g_hash_table_unref);
	g_clear_pointer(&app->kept->keys, g_ptr_array_unref);
	g_clear_pointer(&app->kept->outcomes, g_ptr_array_unref);
	app->kept->near_of = NULL;
}

static void
look_at_folder(const char *path, gint64 *when)
{
	struct stat status;

	when[0] = when[1] = 0;
	if (!path || stat(path, &status))
		return;
	when[0] = (gint64)status.st_mtim.tv_sec;
	when[1] = (gint64)status.st_mtim.tv_nsec;
}

GPtrArray *
kept_keys(struct app *app)
{
	struct kept_reads *kept = app->kept;
	g_autofree char *trusted =
		app->keys_path ?
			g_build_filename(app->keys_path, KEYS_TRUSTED, NULL) :
			NULL;
	gint64 folders[4];
	gboolean same = kept_since(app, &kept->keys_at);

	look_at_folder(app->keys_path, folders);
	look_at_folder(trusted, folders + 2);
	if (same && kept->keys &&
	    !memcmp(folders, kept->folders, sizeof folders))
		return g_ptr_array_ref(kept->keys);
	memcpy(kept->folders, folders, sizeof folders);
	g_clear_pointer(&kept->keys, g_ptr_array_unref);
	kept->keys = app_keys(app, NULL);
	if (!kept->keys)
		kept->keys = g_ptr_array_new();
	return g_ptr_array_ref(kept->keys);
}
