/*
 * A case taken out with all that is known of it, and where else it may be.
 */
#include "app/private.h"
#include "app/blind.h"

#include <string.h>

GPtrArray *
app_old_copies(const struct app *app)
{
	GPtrArray *copies = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *folder = g_path_get_dirname(app->casebook_path);
	g_autofree char *name = g_path_get_basename(app->casebook_path);
	g_autofree char *start = g_strconcat(name, ".before-v", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *entry;

	while (dir && (entry = g_dir_read_name(dir))) {
		if (g_str_has_prefix(entry, start))
			g_ptr_array_add(copies,
					g_build_filename(folder, entry, NULL));
	}
	return copies;
}

/* Sums up the sessions; their number is that of ids. */
static gboolean
count_purged(struct app *app, const GArray *ids, struct case_purged *purged,
	     GError **error)
{
	*purged = (struct case_purged){ .sessions = ids->len };
	for (guint i = 0; i < ids->len; i++) {
		struct session_info *info = store_session(
			app->store, g_array_index(ids, gint64, i), error);

		if (!info)
			return FALSE;
		purged->turns += info->turns;
		purged->decisions += info->decisions;
		purged->ratings += info->ratings;
		session_info_free(info);
	}
	return TRUE;
}

/* What people have done is not thrown away unasked. */
static gboolean
check_untouched(const char *code, const struct case_purged *purged,
		GError **error)
{
	g_autofree char *decisions =
		base_count(purged->decisions, "decision", "decisions");
	g_autofree char *ratings =
		base_count(purged->ratings, "rating", "ratings");

	if (!purged->decisions && !purged->ratings)
		return TRUE;
	return app_fail(error, BASE_ERROR_DENIED,
			"the sessions of case %s have %s and %s by people; to "
			"purge it with them say --with-ratings",
			code, decisions, ratings);
}

static gboolean
purge(struct app *app, const char *code, struct case_purged *purged,
      GError **error)
{
	g_autofree char *sessions =
		base_count(purged->sessions, "session", "sessions");
	g_autofree char *turns = base_count(purged->turns, "turn", "turns");
	g_autofree char *decisions =
		base_count(purged->decisions, "decision", "decisions");
	g_autofree char *ratings =
		base_count(purged->ratings, "rating", "ratings");

	/* The log outlives it: no code. */
	return store_case_remove(app->store, code, error) &&
	       app_note(app, "case-purge", 0, error,
			"a case with %s: %s, %s, %s", sessions, turns,
			decisions, ratings);
}

static gboolean
purge_within(struct app *app, const char *code, gboolean forced,
	     struct case_purged *purged, GError **error)
{
	g_autoptr(GError) failed = NULL;
	struct case_info *info = store_case_find(app->store, code, &failed);
	g_autofree char *shown = base_printable(code, -1);
	g_autoptr(GArray) ids = NULL;

	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (!info)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"no case '%s' (see 'iptrate case list')",
				shown);
	case_info_free(info);
	/* Copies go with the session that they are of. */
	if (!app_case_code(app, code, error))
		return FALSE;
	ids = store_case_sessions(app->store, code, error);
	return ids && count_purged(app, ids, purged, error) &&
	       (forced || check_untouched(shown, purged, error)) &&
	       purge(app, code, purged, error);
}

gboolean
app_case_purge(struct app *app, const char *code, gboolean forced,
	       struct case_purged *purged, GError **error)
{
	return blind_may_change(app, "takes no case out", error) &&
	       app_begin(app, error) &&
	       app_end(app, purge_within(app, code, forced, purged, error),
		       error);
}
