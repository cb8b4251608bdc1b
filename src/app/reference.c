/*
 * Sessions with a rating that those of others are held against.
 */
#include "app/blind.h"
#include "app/drilling.h"
#include "app/qualifying.h"
#include "app/seen.h"

static void
reference_info_free(gpointer data)
{
	struct reference_info *info = data;

	g_free(info->name);
	g_free(info->rater);
	g_free(info->by);
	g_free(info);
}

static struct reference_info *
info_build(struct app *app, const struct reference_row *row, GError **error)
{
	g_autoptr(SessionInfo) session =
		session_known(app, row->session, error);
	g_autoptr(GPtrArray) ratings =
		session ? store_ratings_load(app->store, row->session, NULL,
					     error) :
			  NULL;
	struct reference_info *info;

	if (!ratings)
		return NULL;
	info = g_new0(struct reference_info, 1);
	info->session = row->session;
	info->name = session->facts.number && session->case_code ?
			     g_strdup_printf("%s/%u", session->case_code,
					     session->facts.number) :
			     g_strdup_printf("%" G_GINT64_FORMAT, row->session);
	info->version = row->version;
	info->at = row->at;
	info->by = g_strdup(row->by);
	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (rating->id != row->rating)
			continue;
		base_replace(&info->rater, rating->rater);
		info->role = rater_role_print(rating->role);
	}
	return info;
}

GPtrArray *
app_references(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) list =
		g_ptr_array_new_with_free_func(reference_info_free);
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(GPtrArray) rows =
		views ? store_references(app->store, error) : NULL;

	for (guint i = 0; rows && i < rows->len; i++) {
		const struct reference_row *row = rows->pdata[i];
		struct reference_info *info;

		if (blind_view_of(views, row->session))
			continue;
		info = info_build(app, row, error);
		if (!info)
			return NULL;
		g_ptr_array_add(list, info);
	}
	return rows ? g_steal_pointer(&list) : NULL;
}

static gboolean
add(struct app *app, gint64 session, const char *rater, GError **error)
{
	struct drill_member_row *member =
		app_may_see(app, session, BLIND_ALL, "what is known of it is",
			    error) ?
			drill_member_make(app, session, rater,
					  "is no reference", error) :
			NULL;
	struct reference_row row = {
		.session = session,
		.by = app->user ? app->user : "",
	};

	if (!member)
		return FALSE;
	row.rating = member->rating;
	row.version = member->version;
	drill_member_row_free(member);
	return store_reference_add(app->store, &row, error) &&
	       app_note(app, "reference", session, error, "%s, version %u",
			rater ? rater : "consensus", row.version);
}

gboolean
app_references_add(struct app *app, const gint64 *sessions, guint n,
		   const char *rater, GError **error)
{
	gboolean ok = TRUE;

	if ((rater && !(rater = app_person_code(app, "rater", rater, error))) ||
	    !app_begin(app, error))
		return FALSE;
	for (guint i = 0; i < n && ok; i++)
		ok = add(app, sessions[i], rater, error);
	return app_end(app, ok, error);
}

static gboolean
withdraw(struct app *app, gint64 session, GError **error)
{
	gboolean there;

	if (!app_may_see(app, session, BLIND_ALL,
			 "whether it is a reference is", error) ||
	    !store_reference_withdraw(app->store, session, &there, error))
		return FALSE;
	if (!there)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"session %" G_GINT64_FORMAT " is no reference "
				"('iptrate reference list')",
				session);
	return app_note(app, "reference-withdraw", session, error,
			"taken back");
}

gboolean
app_reference_withdraw(struct app *app, gint64 session, GError **error)
{
	return app_begin(app, error) &&
	       app_end(app, withdraw(app, session, error), error);
}
