/*
 * Signing: what would be signed, and the signature itself.
 */
#include "app/private.h"
#include "app/near_cut.h"
#include "app/blind.h"
#include "app/values.h"
#include "app/versions.h"
#include "app/vouch.h"

#include <string.h>

void
signing_free(struct signing *signing)
{
	if (!signing)
		return;
	session_score_free(signing->score);
	rating_free(signing->rating);
	g_free(signing->name);
	g_free(signing->stands_as);
	g_ptr_array_unref(signing->without_evidence);
	g_free(signing);
}

/* Rated items, live and more than absent, for which no turn is cited. */
static void
list_without_evidence(struct signing *signing, const struct rubric *rubric,
		      const struct session_facts *facts)
{
	for (guint i = 0; i < rubric->items->len; i++) {
		const struct item *item = rubric->items->pdata[i];
		const struct item_rating *line =
			rating_item(signing->rating, item->id);

		if (line && line->extent > 1 && item_is_live(item, facts) &&
		    !(line->turns && line->turns->len))
			g_ptr_array_add(signing->without_evidence,
					g_strdup(item->id));
	}
}

/* The rating as the version that a signature would make of it. */
static void
make_next(struct rating *rating, const struct session_facts *facts, gint64 now)
{
	if (rating->signed_at) {
		rating->signed_before = rating->signed_at;
		rating->version++;
	}
	signature_free(rating->signature);
	rating->signature = g_new0(struct signature, 1);
	rating->signature->facts = *facts;
	g_clear_pointer(&rating->meaning, g_free);
	rating->signed_at = now;
	rating->outdated = FALSE;
	rating->since = 0;
}

/* What it comes to by these facts. */
static void
reckon(struct app *app, struct signing *signing,
       const struct session_facts *facts)
{
	const struct rubric *rubric = app_rubric_of(app, signing->rating);

	session_score_free(signing->score);
	signing->score = app_score_build(app, rubric, facts, signing->rating);
	g_ptr_array_set_size(signing->without_evidence, 0);
	list_without_evidence(signing, rubric, facts);
}

struct signing *
app_signing(struct app *app, gint64 session, const char *rater,
	    enum rater_role role, GError **error)
{
	g_autoptr(Signing) signing = NULL;
	g_autoptr(SessionInfo) info = NULL;
	struct rating *rating;
	struct person_info *person;

	if (!app_rubric(app, error) ||
	    !blind_check_rater(app, session, rater, error) ||
	    !(rater = app_person_code(app, "rater", rater, error)))
		return NULL;
	rating = app_rating_find(app, session, rater, role, NULL, error);
	if (!rating)
		return NULL;
	signing = g_new0(struct signing, 1);
	signing->rating = rating;
	signing->without_evidence = g_ptr_array_new_with_free_func(g_free);
	/* Who does not see the phase signs without what it would tell. */
	info = app_session_plain(app, session, error);
	if (!info)
		return NULL;
	person = store_person_find(app->store, rating->rater, NULL);
	signing->name = person ? g_strdup(person->name) : NULL;
	person_info_free(person);
	if (rating->signed_at && !rating->outdated)
		signing->stands_as = g_strdup(rating->meaning);
	signing->stands_keyed = signing->stands_as && rating->signature &&
				rating->signature->key_id;
	make_next(rating, &info->facts, app->now);
	if (!blind_of_rating(app, session, rater, role,
			     &rating->signature->blind, error))
		return NULL;
	reckon(app, signing, &info->facts);
	return g_steal_pointer(&signing);
}

/* All that the signature says of the score. */
static void
take_verdict(const struct signing *signing)
{
	const struct session_score *score = signing->score;
	struct signature *signature = signing->rating->signature;
	g_autoptr(GString) reasons = g_string_new(NULL);

	for (guint i = 0; i < score->reasons->len; i++)
		g_string_append_printf(reasons, "%s%s", i ? "\n" : "",
				       (char *)score->reasons->pdata[i]);
	signature->state = g_strdup(pass_state_print(score->state));
	signature->reasons = g_strdup(reasons->str);
}

/* The hash stands in the history, so that it can be told there what was
 * signed, whatever becomes of the rows. */
static gboolean
note_signed(struct app *app, const struct rating *rating, GError **error)
{
	const struct signature *signature = rating->signature;
	g_autofree char *how = signature_how_print(signature);

	return app_note(app, "sign", rating->session, error,
			"%s as %s, version %u, %s, sha256 %s, %s%s%s%s: %s",
			rating->rater, rater_role_print(rating->role),
			rating->version, signature->state, signature->sha256,
			signature->key_id ? "signed " : "", how,
			signature->unfinished ? "; incomplete, because: " : "",
			signature->unfinished ? signature->unfinished : "",
			rating->meaning);
}

static gboolean
check_complete(const struct signing *signing, const char *unfinished,
	       GError **error)
{
	const struct session_score *score = signing->score;

	if (score->complete)
		return TRUE;
	if (unfinished && *unfinished)
		return reason_says_something(unfinished) ||
		       app_fail_value(
			       "the reason for signing what is incomplete",
			       unfinished, "say it in a few words", error);
	return app_fail(error, BASE_ERROR_DENIED,
			"the rating is incomplete and was not signed: %s Rate "
			"what is missing, or give the reason for which it is "
			"signed all the same (--incomplete REASON)",
			(char *)score->reasons->pdata[score->first_gap]);
}

/* What is signed holds the facts as they are, whatever the rater saw of
 * them. */
static gboolean
take_facts(struct app *app, struct signing *signing, GError **error)
{
	struct rating *rating = signing->rating;
	g_autoptr(SessionInfo) info =
		session_known(app, rating->session, error);

	if (!info)
		return FALSE;
	rating->signature->facts = info->facts;
	reckon(app, signing, &info->facts);
	return TRUE;
}

gboolean
signing_stands(const struct signing *signing, const char *meaning,
	       gboolean with_key)
{
	return !g_strcmp0(signing->stands_as, meaning) &&
	       (signing->stands_keyed || !with_key);
}

/* The comment is trusted, too: it tells what the text is of. */
static gboolean
sign_with(struct rating *rating, const struct secret_key *key, GError **error)
{
	const struct public_key *public = secret_key_public(key);
	struct signature *signature = rating->signature;
	g_autofree char *at = base_time_print(rating->signed_at);
	g_autofree char *code = base_printable(rating->rater, 64);
	g_autofree char *comment = g_strdup_printf(
		"iptrate rating by %s (%s), version %u, %s", code,
		rater_role_print(rating->role), rating->version, at);

	if (!base_code_same(public->code, rating->rater))
		return app_fail(error, BASE_ERROR_DENIED,
				"the key is %s's, and the rating is %s's: "
				"nothing was signed; make %s a key (iptrate "
				"key new), or sign without one (--declared)",
				public->code, rating->rater, rating->rater);
	signature->key_id = key_id_print(public->id);
	signature->key_holder = g_strdup(public->code);
	signature->fingerprint = fingerprint_print(public);
	signature->state_of_key = SIGNED_WELL;
	signature->minisig = minisig_make_of(
		key, signature->text, strlen(signature->text), comment, error);
	return signature->minisig != NULL;
}

gboolean
app_sign(struct app *app, gint64 session, const char *rater,
	 enum rater_role role, const char *meaning, const char *unfinished,
	 const struct secret_key *key, GError **error)
{
	g_autoptr(Signing) signing = NULL;
	struct rating *rating;
	gboolean ok, gap;

	if (!app_store(app, error) || !app_begin(app, error))
		return FALSE;
	if (!meaning || !*meaning)
		meaning = "finished";
	if (app_role_check(app, session, rater, role, error))
		signing = app_signing(app, session, rater, role, error);
	ok = signing != NULL;
	if (ok && signing_stands(signing, meaning, key != NULL))
		return app_end(app, TRUE, error);
	ok = ok && check_complete(signing, unfinished, error);
	gap = ok && !signing->score->complete;
	ok = ok && take_facts(app, signing, error);
	if (ok) {
		rating = signing->rating;
		take_verdict(signing);
		rating->meaning = g_strdup(meaning);
		if (gap)
			rating->signature->unfinished = g_strdup(unfinished);
		if (!base_code_same(app->user, rater))
			rating->signature->entered_by = g_strdup(app->user);
		ok = store_rating_settle(app->store, rating, error) &&
		     (!key || sign_with(rating, key, error)) &&
		     store_rating_sign(app->store, rating, error) &&
		     note_signed(app, rating, error);
	}
	return app_end(app, ok, error);
}

/* As it was signed, with whose key that was. */
static struct rating *
load_signed(struct app *app, const struct rating *rating, GError **error)
{
	struct rating *version =
		store_signed_version(app->store, rating->session, rating->id,
				     rating->version, error);

	if (version)
		app_signature_name(app, version);
	return version;
}

struct rating *
app_signed_newest(struct app *app, gint64 session, const char *rater,
		  enum rater_role role, GError **error)
{
	g_autoptr(GPtrArray) all =
		app_may_see(app, session, BLIND_RATINGS | BLIND_PEOPLE,
			    "what was signed is", error) ?
			app_ratings_seen(app, session, NULL, NULL, error) :
			NULL;

	/* newest first for each rating */
	for (guint i = 0; all && i < all->len; i++) {
		const struct rating *rating = all->pdata[i];

		if (rating->signed_at && rating->role == role &&
		    base_code_same(rating->rater, rater))
			return load_signed(app, rating, error);
	}
	if (all)
		app_fail(error, BASE_ERROR_NOT_FOUND,
			 "%s has signed no rating of session %" G_GINT64_FORMAT
			 " as %s",
			 rater, session, rater_role_print(role));
	return NULL;
}
