/*
 * References slipped in among the sessions that a rater is given.
 */
#include "app/assigning.h"
#include "app/blind.h"
#include "app/qualify.h"
#include "app/seen.h"

#include <string.h>

/* A reference that could be given, and its lot. */
struct lot {
	gint64 session;
	char *key;
};

static void
lot_clear(gpointer data)
{
	g_free(((struct lot *)data)->key);
}

static gint
by_key(gconstpointer a, gconstpointer b)
{
	return strcmp(((const struct lot *)a)->key,
		      ((const struct lot *)b)->key);
}

static gint
by_id(gconstpointer a, gconstpointer b)
{
	gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

	return (one > other) - (one < other);
}

static gboolean
is_in(const GArray *sessions, gint64 session)
{
	for (guint i = 0; i < sessions->len; i++) {
		if (g_array_index(sessions, gint64, i) == session)
			return TRUE;
	}
	return FALSE;
}

/* May the rater have it, and knows nothing of what was rated there? */
static gboolean
is_open(struct app *app, const struct assigning *assigning, gint64 session,
	const char *rater, gboolean *open, GError **error)
{
	g_autoptr(GError) fault = NULL;
	guint known = 0;

	*open = app_may_assign(app, session, rater, assigning->role, &fault);
	if (fault && !g_error_matches(fault, BASE_ERROR, BASE_ERROR_DENIED)) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	if (!blind_known(app, session, rater, &known, error))
		return FALSE;
	*open = *open && !(known & BLIND_RATINGS);
	return TRUE;
}

/* struct lot by key; NULL with an error. */
static GArray *
lots_build(struct app *app, const struct assigning *assigning,
	   const GArray *given, const char *rater, GError **error)
{
	g_autoptr(GArray) lots = g_array_new(FALSE, FALSE, sizeof(struct lot));
	g_autoptr(GPtrArray) rows = store_references(app->store, error);

	g_array_set_clear_func(lots, lot_clear);
	for (guint i = 0; rows && i < rows->len; i++) {
		const struct reference_row *row = rows->pdata[i];
		g_autofree char *uid = NULL;
		g_autofree char *text = NULL;
		struct lot lot = { .session = row->session };
		gboolean open;

		if (is_in(given, row->session))
			continue;
		if (!is_open(app, assigning, row->session, rater, &open,
			     error) ||
		    !(uid = store_session_uid(app->store, row->session, TRUE,
					      error)))
			return NULL;
		if (!open)
			continue;
		text = g_strdup_printf("%s:%s:%s", assigning->seed, uid, rater);
		lot.key = base_sha256(text, strlen(text));
		g_array_append_val(lots, lot);
	}
	g_array_sort(lots, by_key);
	return rows ? g_steal_pointer(&lots) : NULL;
}

GArray *
assign_references_add(struct app *app, const struct assigning *assigning,
		      const char *rater, GError **error)
{
	g_autoptr(GArray) sessions = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GArray) lots = NULL;
	guint n = assigning->references;

	if (!(assigning->blind & BLIND_RATINGS)) {
		app_fail(error, BASE_ERROR_USAGE,
			 "references are given blind to what was rated there: "
			 "--blind people,ratings,tags");
		return NULL;
	}
	if (!blind_may_change(app, "slips in no references", error))
		return NULL;
	if (app_is_viewer(app, rater)) {
		app_fail(error, BASE_ERROR_DENIED,
			 "%s would see which of them are references; somebody "
			 "else slips them in for %s",
			 rater, rater);
		return NULL;
	}
	g_array_append_vals(sessions, assigning->sessions, assigning->n);
	lots = lots_build(app, assigning, sessions, rater, error);
	if (!lots)
		return NULL;
	if (lots->len < n)
		g_ptr_array_add(
			app->told,
			g_strdup_printf("%s: %u of %u references; there are no "
					"more that %s does not know",
					rater, lots->len, n, rater));
	for (guint i = 0; i < MIN(n, lots->len); i++)
		g_array_append_val(sessions,
				   g_array_index(lots, struct lot, i).session);
	g_array_sort(sessions, by_id);
	return g_steal_pointer(&sessions);
}
