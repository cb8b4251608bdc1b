/*
 * Two codes that turn out to be one person's.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/keyring.h"
#include "app/values.h"

#include <string.h>

#define SHOWN 5 /* sessions in a complaint */

/* The code as the casebook has it, of somebody who is there. */
static const char *
get_person(struct app *app, const char *typed, GError **error)
{
	const char *code = app_person_code(app, "person", typed, error);
	struct person_info *info =
		code ? store_person_find(app->store, code, error) : NULL;
	g_autofree char *shown = base_printable(typed, -1);

	if (info) {
		person_info_free(info);
		return code;
	}
	if (code && (!error || !*error))
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "no person '%s' (see 'iptrate person list')", shown);
	return NULL;
}

/* Two who spoke of the same session stay two: which of them said what must
 * stay what it was. */
static gboolean
check_clashes(struct app *app, const char *code, const char *into,
	      GError **error)
{
	g_autoptr(GArray) sessions =
		store_person_clashes(app->store, code, into, error);
	g_autoptr(GString) list = g_string_new(NULL);

	if (!sessions || !sessions->len)
		return sessions != NULL;
	for (guint i = 0; i < MIN(sessions->len, SHOWN); i++)
		g_string_append_printf(list, "%s%" G_GINT64_FORMAT,
				       i ? ", " : "",
				       g_array_index(sessions, gint64, i));
	if (sessions->len > SHOWN)
		g_string_append_printf(list, " and %u more",
				       sessions->len - SHOWN);
	return app_fail(error, BASE_ERROR_DENIED,
			"%s and %s stay two: both have spoken of session%s %s, "
			"and who said what there must stay what it was",
			code, into, sessions->len == 1 ? "" : "s", list->str);
}

/* Who knows what was agreed would finish a drill that was begun blind. */
static gboolean
check_drills(struct app *app, const char *code, const char *other,
	     GError **error)
{
	g_autofree char *set = NULL;

	if (!drills_shared(app, code, other, &set, error))
		return FALSE;
	return !set ||
	       app_fail(error, BASE_ERROR_DENIED,
			"%s and %s stay two for now: %s is in the middle of "
			"drill %s, and %s has taken it too or knows what was "
			"agreed there; finish it first (iptrate drill take %s "
			"--rater %s)",
			code, other, code, set, other, set, code);
}

/* Nor one who is to rate a session blind with one who knows what was said. */
static gboolean
check_assignments(struct app *app, const char *code, const char *other,
		  GError **error)
{
	g_autoptr(GPtrArray) all = store_assignments_load(app->store, error);

	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *one = all->pdata[i];
		guint known;

		if (!one->blind || !assignment_is_pending(one) ||
		    !base_code_same(one->rater, code))
			continue;
		if (!blind_known(app, one->session, other, &known, error))
			return FALSE;
		if (known & one->blind)
			return app_fail(error, BASE_ERROR_DENIED,
					"%s and %s stay two for now: %s is to "
					"rate %s blind, and %s knows what is "
					"hidden there; make them one when that "
					"rating is signed or taken back",
					code, other, code, one->name, other);
	}
	return all != NULL;
}

static gboolean
merge(struct app *app, const char *code, const char *into,
      struct person_merged *merged, GError **error)
{
	g_autofree char *decisions = NULL;
	g_autofree char *ratings = NULL;
	g_autofree char *sessions = NULL;

	if (!check_clashes(app, code, into, error) ||
	    !check_assignments(app, code, into, error) ||
	    !check_assignments(app, into, code, error) ||
	    !check_drills(app, code, into, error) ||
	    !check_drills(app, into, code, error) ||
	    !store_person_merge(app->store, code, into, merged, error))
		return FALSE;
	decisions = base_count(merged->decisions, "decision", "decisions");
	ratings = base_count(merged->ratings, "rating", "ratings");
	sessions = base_count(merged->sessions, "session led", "sessions led");
	return app_note(app, "person-merge", 0, error, "%s into %s: %s, %s, %s",
			code, into, decisions, ratings, sessions);
}

/* Has that person a key that counts? */
static gboolean
has_key(const GPtrArray *keys, const char *code)
{
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (!known->revoked && base_code_same(known->code, code))
			return TRUE;
	}
	return FALSE;
}

/* A key says whose it is, and so do the texts that it signed: neither can be
 * made another's. */
static void
tell_keys(struct app *app, const char *code, const char *into)
{
	g_autoptr(GPtrArray) keys = app_keys(app, NULL);

	for (guint i = 0; keys && i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (known->revoked || !base_code_same(known->code, code))
			continue;
		g_ptr_array_add(
			app->told,
			g_strdup_printf("the key %s stays that of %s: what it "
					"signed goes on to be verified, and "
					"is %s's now; it signs nothing new "
					"for %s%s",
					known->fingerprint, code, into, into,
					has_key(keys, into) ? "" :
					known->own ? ", who has no key yet "
						     "(iptrate key new)" :
						     ", whose key is not "
						     "known here yet "
						     "(iptrate key trust)"));
	}
}

gboolean
app_person_merge(struct app *app, const char *code, const char *into,
		 struct person_merged *merged, GError **error)
{
	*merged = (struct person_merged){ 0 };
	if (!blind_may_change(app, "makes no two codes one", error) ||
	    !(code = get_person(app, code, error)) ||
	    !(into = get_person(app, into, error)))
		return FALSE;
	if (!strcmp(code, into))
		return app_fail(error, BASE_ERROR_USAGE,
				"%s is one person already", into);
	if (!app_begin(app, error) ||
	    !app_end(app, merge(app, code, into, merged, error), error))
		return FALSE;
	tell_keys(app, code, into);
	return TRUE;
}
