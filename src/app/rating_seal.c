/*
 * Sealing: signed, and then hidden from all but its rater.
 *
 * What is kept in the open is a hash of the signed text with a nonce: whoever
 * noted it can tell later that nothing was changed in between.
 */
#include "app/private.h"
#include "app/drilling.h"
#include "app/hidden.h"
#include "app/versions.h"

/* Sealed ratings of this person in this role, the newest last; NULL with an
 * error. */
static GPtrArray *
sealed_of(struct app *app, gint64 session, const char *rater,
	  enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) all =
		store_sealed_load(app->store, session, error);

	for (guint i = all ? all->len : 0; i-- > 0;) {
		const struct sealed_rating *sealed = all->pdata[i];

		if (sealed->role != role ||
		    !base_code_same(sealed->rater, rater))
			g_ptr_array_remove_index(all, i);
	}
	return g_steal_pointer(&all);
}

gboolean
app_unsealed_check(struct app *app, gint64 session, const char *rater,
		   enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) all = sealed_of(app, session, rater, role, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct sealed_rating *sealed = all->pdata[i];

		if (!sealed->revealed_at)
			return app_fail(
				error, BASE_ERROR_DENIED,
				"%s's rating of session %" G_GINT64_FORMAT
				" (%s) is sealed and stays as it was sealed; "
				"open it first (iptrate reveal "
				"%" G_GINT64_FORMAT "), and a change begins "
				"version %u beside it",
				sealed->rater, session, rater_role_print(role),
				session, sealed->version + 1);
	}
	return all != NULL;
}

/* Can it still be said that nobody else has seen it? */
static gboolean
check_unseen(struct app *app, gint64 session, const char *rater,
	     enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) all = sealed_of(app, session, rater, role, error);
	g_autoptr(Rating) rating = NULL;

	if (!all || !app_unsealed_check(app, session, rater, role, error))
		return FALSE;
	if (all->len > 0)
		return app_fail(error, BASE_ERROR_DENIED,
				"%s's rating of session %" G_GINT64_FORMAT
				" (%s) was sealed and revealed before, so "
				"that others know it; sign it without a seal",
				rater, session, rater_role_print(role));
	rating = app_rating_find(app, session, rater, role, NULL, error);
	if (rating && (rating->signed_at || rating->signed_before))
		return app_fail(error, BASE_ERROR_DENIED,
				"%s's rating of session %" G_GINT64_FORMAT
				" (%s) was signed openly, so that others may "
				"have read it; a seal cannot take that back",
				rater, session, rater_role_print(role));
	return rating != NULL;
}

static struct sealed_rating *
seal_signed(struct app *app, gint64 session, const char *rater,
	    enum rater_role role, GError **error)
{
	g_autoptr(Rating) rating =
		app_rating_find(app, session, rater, role, NULL, error);
	struct sealed_rating *sealed =
		rating ? store_sealed_add(app->store, rating, error) : NULL;

	if (sealed &&
	    app_note(app, "seal", session, error,
		     "%s as %s, version %u, sha256 %s", rater,
		     rater_role_print(role), sealed->version, sealed->sha256))
		return sealed;
	sealed_rating_free(sealed);
	return NULL;
}

struct sealed_rating *
app_seal(struct app *app, gint64 session, const char *rater,
	 enum rater_role role, const char *meaning, const char *unfinished,
	 const struct secret_key *key, GError **error)
{
	struct sealed_rating *sealed = NULL;

	if (role == RATER_CONSENSUS) {
		app_fail(error, BASE_ERROR_INPUT,
			 "a consensus is made of what its raters know of each "
			 "other and is not sealed; sign it");
		return NULL;
	}
	if (!drill_leave_alone(app, session, "is signed and not sealed",
			       error) ||
	    !(rater = app_person_code(app, "rater", rater, error)) ||
	    !app_begin(app, error))
		return NULL;
	if (check_unseen(app, session, rater, role, error) &&
	    app_sign(app, session, rater, role, meaning, unfinished, key,
		     error))
		sealed = seal_signed(app, session, rater, role, error);
	if (app_end(app, sealed != NULL, error))
		return sealed;
	g_clear_pointer(&sealed, sealed_rating_free);
	return NULL;
}
