/*
 * Opening what was sealed: looked at against its hash, then shown to all.
 *
 * The one idea: nobody has to trust the file.  What stands there is put into
 * the words that were signed once more, and must give the hash that was known
 * to all since the sealing.
 */
#include "app/private.h"

static void
unref(GPtrArray *list)
{
	if (list)
		g_ptr_array_unref(list);
}

void
revealed_free(struct revealed *revealed)
{
	if (!revealed)
		return;
	unref(revealed->opened);
	unref(revealed->left);
	unref(revealed->not_here);
	unref(revealed->contrasts);
	g_free(revealed);
}

/* Is it to be opened, and by whom? */
static gboolean
may_open(const struct app *app, const struct sealed_rating *sealed)
{
	return sealed_is_due(sealed) || app_is_viewer(app, sealed->rater);
}

gboolean
app_reveal_is_early(struct app *app, gint64 session, gboolean *early,
		    GError **error)
{
	g_autoptr(GPtrArray) all =
		app_store(app, error) ?
			store_sealed_load(app->store, session, error) :
			NULL;

	*early = FALSE;
	for (guint i = 0; all && i < all->len; i++) {
		const struct sealed_rating *sealed = all->pdata[i];

		*early |= !sealed->revealed_at && !sealed_is_due(sealed) &&
			  app_is_viewer(app, sealed->rater);
	}
	return all != NULL;
}

static gboolean
fail_changed(const struct sealed_rating *sealed, const char *kept,
	     const char *now, GError **error)
{
	g_autofree char *hash = kept ? sealed_hash(sealed->nonce, kept) : NULL;
	g_autoptr(GPtrArray) changes = NULL;
	g_autoptr(GString) what = g_string_new(NULL);

	if (g_strcmp0(hash, sealed->sha256) == 0)
		changes = sealed_changes(kept, now);
	for (guint i = 0; changes && i < changes->len; i++)
		g_string_append_printf(what, "%s%s", i ? "; " : "",
				       (char *)changes->pdata[i]);
	return app_fail(error, BASE_ERROR_CORRUPT,
			"%s's sealed rating (%s) of session %" G_GINT64_FORMAT
			" is not what was sealed, and nothing was opened: %s; "
			"it was changed outside iptrate, and a backup holds it "
			"as it was",
			sealed->rater, rater_role_print(sealed->role),
			sealed->session,
			what->len > 0 ? what->str :
					"neither its values nor the text that "
					"was kept of them give its SHA-256");
}

static gboolean
verify(struct app *app, const struct sealed_rating *sealed, GError **error)
{
	g_autoptr(Rating) rating =
		store_signed_version(app->store, sealed->session,
				     sealed->rating, sealed->version, error);
	g_autofree char *text = NULL;
	g_autofree char *hash = NULL;

	if (!rating)
		return FALSE;
	text = rating_signed_text(rating);
	hash = sealed_hash(sealed->nonce, text);
	return g_strcmp0(hash, sealed->sha256) == 0 ||
	       fail_changed(sealed, rating->signature->text, text, error);
}

static gboolean
open_one(struct app *app, const struct sealed_rating *sealed, const char *by,
	 GError **error)
{
	return verify(app, sealed, error) &&
	       store_sealed_reveal(app->store, sealed->rating, by, error) &&
	       app_note(app, "reveal", sealed->session, error,
			"%s as %s, version %u, sealed as sha256 %s, nonce %s; "
			"it still is that",
			sealed->rater, rater_role_print(sealed->role),
			sealed->version, sealed->sha256, sealed->nonce);
}

/* Sorts what is sealed; what was revealed before is left out. */
static struct revealed *
sort(const struct app *app, GPtrArray *all)
{
	GDestroyNotify each = (GDestroyNotify)sealed_rating_free;
	struct revealed *revealed = g_new0(struct revealed, 1);

	revealed->opened = g_ptr_array_new_with_free_func(each);
	revealed->left = g_ptr_array_new_with_free_func(each);
	revealed->not_here = g_ptr_array_new_with_free_func(each);
	while (all->len > 0) {
		struct sealed_rating *sealed = g_ptr_array_steal_index(all, 0);

		if (sealed->revealed_at)
			sealed_rating_free(sealed);
		else if (!may_open(app, sealed))
			g_ptr_array_add(revealed->left, sealed);
		else
			g_ptr_array_add(sealed->nonce ? revealed->opened :
							revealed->not_here,
					sealed);
	}
	return revealed;
}

/* Nothing is opened and there is nothing to compare: why. */
static gboolean
fail_nothing(const struct revealed *revealed, gint64 session, GError **error)
{
	g_autofree char *says = NULL;

	if (revealed->not_here->len > 0) {
		const struct sealed_rating *sealed =
			revealed->not_here->pdata[0];

		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"of %s's sealed rating (%s) of session "
				"%" G_GINT64_FORMAT " only the SHA-256 is "
				"here; ask %s for what was sealed",
				sealed->rater, rater_role_print(sealed->role),
				session, sealed->rater);
	}
	if (revealed->left->len == 0)
		return app_fail(error, BASE_ERROR_NOT_FOUND,
				"session %" G_GINT64_FORMAT " has no sealed "
				"rating, nor a signed self-rating and "
				"supervisor's rating to compare",
				session);
	says = sealed_print(revealed->left->pdata[0]);
	return app_fail(error, BASE_ERROR_DENIED, "%s; nothing was opened",
			says);
}

static gboolean
reveal(struct app *app, gint64 session, const char *by,
       struct revealed **revealed, GError **error)
{
	g_autoptr(GPtrArray) all =
		store_sealed_load(app->store, session, error);
	const GPtrArray *opened;

	if (!all)
		return FALSE;
	*revealed = sort(app, all);
	opened = (*revealed)->opened;
	for (guint i = 0; i < opened->len; i++) {
		if (!open_one(app, opened->pdata[i], by, error))
			return FALSE;
	}
	(*revealed)->contrasts = app_contrasts(app, session, error);
	if (!(*revealed)->contrasts)
		return FALSE;
	return opened->len > 0 || (*revealed)->contrasts->len > 0 ||
	       fail_nothing(*revealed, session, error);
}

struct revealed *
app_reveal(struct app *app, gint64 session, const char *by, GError **error)
{
	struct revealed *revealed = NULL;
	gboolean ok;

	if (!app_session_there(app, session, error) ||
	    !app_may_see(app, session, BLIND_RATINGS | BLIND_PEOPLE,
			 "what others rated is", error) ||
	    !app_begin(app, error))
		return NULL;
	ok = reveal(app, session, by ? by : app->user, &revealed, error);
	if (app_end(app, ok, error))
		return revealed;
	revealed_free(revealed);
	return NULL;
}
