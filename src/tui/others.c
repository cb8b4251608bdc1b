/*
 * others: what somebody else saves is seen without a key.
 *
 * While nobody types, the casebook is asked whether another program has
 * written to it, and what is shown is read again; the place of the cursor
 * stays.  Never under a question or a page: those are about what was seen.
 */
#include "tui/private.h"

#include <string.h>

static void
sessions_reload(struct tui *tui, GError **error)
{
	GPtrArray *sessions = app_sessions(tui->options.app, error);
	const struct session_info *was =
		tui->session_at < tui->sessions->len ?
			tui->sessions->pdata[tui->session_at] :
			NULL;
	gint64 session = was ? was->session : 0;

	if (!sessions)
		return;
	g_ptr_array_unref(tui->sessions);
	tui->sessions = sessions;
	tui->session_at = MIN(tui->session_at, MAX(sessions->len, 1) - 1);
	for (guint i = 0; i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (info->session == session)
			tui->session_at = i;
	}
}

void
tui_reload(struct tui *tui)
{
	GError *error = NULL;
	gboolean changed;

	/* From here on is what is not known yet. */
	app_changed(tui->options.app, &changed, NULL);
	if (tui->sessions)
		sessions_reload(tui, &error);
	if (!error && tui->desk)
		desk_reload(tui, &error);
	if (error)
		tui_fault(tui, error);
}

/* Decisions the list has and that were not known, the newest being known. */
static guint
count_newer(const GPtrArray *decisions, gint64 known)
{
	guint n = 0;

	for (guint i = decisions->len; i-- > 0; n++) {
		const struct decision *decision = decisions->pdata[i];

		if (decision->id <= known)
			break;
	}
	return n;
}

/* The same for the same ratings, in whatever order they stand. */
static guint
ratings_sum(const GPtrArray *ratings)
{
	guint sum = 0;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		sum += (guint)rating->id * 31 + (rating->signed_at != 0);
		for (guint k = 0; k < rating->items->len; k++) {
			const struct item_rating *item =
				rating->items->pdata[k];
			g_autofree char *text = g_strdup_printf(
				"%s %u %u %u %s", item->item, item->extent,
				item->quality,
				item->turns ? item->turns->len : 0,
				item->comment ? item->comment : "");

			sum += g_str_hash(text) ^ (guint)rating->id;
		}
	}
	return sum;
}

/* Reads the session again and says what is new in it. */
static void
session_look(struct tui *tui)
{
	const GPtrArray *decisions = tui->desk->record->decisions;
	const struct decision *last =
		decisions->len ? decisions->pdata[decisions->len - 1] : NULL;
	gint64 known = last ? last->id : 0;
	guint rated = ratings_sum(tui->desk->record->ratings), n;
	GError *error = NULL;

	if (!desk_reload(tui, &error)) {
		tui_fault(tui, error);
		return;
	}
	n = count_newer(tui->desk->record->decisions, known);
	if (n > 0)
		tui_say(tui, "others have decided %u time%s meanwhile", n,
			n == 1 ? "" : "s");
	else if (ratings_sum(tui->desk->record->ratings) != rated)
		tui_say(tui, "others have rated meanwhile");
}

void
tui_idle(struct tui *tui)
{
	const struct view *view = tui_view(tui);
	gboolean changed = FALSE;
	GError *error = NULL;

	app_rest(tui->options.app);
	/* A paste whose end was lost is at an end. */
	tui->pasting = FALSE;
	if (tui->typed->len > 0 || tui->count > 0 || tui->letter ||
	    (view != &view_list && view != &view_session &&
	     view != &view_rating))
		return;
	/* What cannot be asked now is asked again; a key says why. */
	if (!app_changed(tui->options.app, &changed, NULL) || !changed)
		return;
	if (view != &view_list)
		session_look(tui);
	else
		sessions_reload(tui, &error);
	if (error)
		tui_fault(tui, error);
}
