/*
 * What the keys that are known here say of signatures.
 *
 * The one idea: one place decides, and both the check of the casebook and
 * everything that shows a signature say what comes of it.
 */
#include "app/vouch.h"

#include "app/kept.h"
#include "app/values.h"

#include <string.h>

gboolean
codes_are_one(struct app *app, const char *a, const char *b)
{
	g_autofree char *one = NULL;

	if (!a || !b)
		return FALSE;
	if (base_code_same(a, b))
		return TRUE;
	one = g_strdup(app_person_code(app, "person", a, NULL));
	return one &&
	       base_code_same(one, app_person_code(app, "person", b, NULL));
}

static const struct known_key *
find_key(const GPtrArray *keys, const char *id)
{
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (!strcmp(known->id, id))
			return known;
	}
	return NULL;
}

/* The signer's, who may be another code of the rater since.  A text of form 1
 * from before signers were kept names none. */
static gboolean
is_signer(struct app *app, const struct rating *version,
	  const struct known_key *known)
{
	const char *signer = version->signature->signer;

	return base_code_same(known->code, signer ? signer : version->rater) &&
	       (!signer || codes_are_one(app, signer, version->rater));
}

/* Who has a key can put any time in what they sign: only what was here before
 * the key was revoked is known to have been signed before. */
static enum signed_state
vouch_revoked(const struct rating *version, const struct known_key *known,
	      char **why)
{
	const char *because = known->because ? known->because : "";
	gint64 came_at = version->signature->came_at;

	if (version->signed_at >= known->revoked) {
		*why = g_strdup_printf("it was signed after the key %s was "
				       "revoked (%s), and proves nothing",
				       known->fingerprint, because);
		return SIGNED_TOO_LATE;
	}
	if (came_at >= known->revoked) {
		*why = g_strdup_printf("signed with key %s, which was revoked "
				       "(%s) before this came here: that it "
				       "was signed earlier is its own word, "
				       "and proves nothing",
				       known->fingerprint, because);
		return SIGNED_CAME_LATE;
	}
	*why = g_strdup_printf(
		"signed with key %s, which was revoked since (%s); that it was "
		"signed before is %s",
		known->fingerprint, because,
		came_at ? "known from when it came here" : "its own word");
	return SIGNED_REVOKED;
}

static enum signed_state
vouch_known(struct app *app, const struct rating *version,
	    const struct known_key *known, const struct minisig *minisig,
	    char **why)
{
	const char *kept = version->signature->text;
	const char *text = kept ? kept : "";
	g_autoptr(GError) fault = NULL;

	if (!minisig_verify(minisig, known->key, text, strlen(text), &fault)) {
		*why = g_strdup_printf("its signature is not one by %s's key "
				       "%s of what stands there: changed or "
				       "copied outside iptrate (%s)",
				       known->code, known->fingerprint,
				       fault->message);
		return SIGNED_WRONG;
	}
	if (!is_signer(app, version, known)) {
		*why = g_strdup_printf("it is signed with the key of %s, not "
				       "of %s",
				       known->code, version->rater);
		return SIGNED_WRONG;
	}
	return known->revoked ? vouch_revoked(version, known, why) :
				SIGNED_WELL;
}

enum signed_state
signature_vouch(struct app *app, const GPtrArray *keys,
		const struct rating *version, const struct known_key **known,
		char **why)
{
	const struct signature *signature = version->signature;
	g_autoptr(Minisig) minisig = NULL;
	g_autoptr(GError) fault = NULL;
	g_autofree char *id = NULL;

	*known = signature->key_id ? find_key(keys, signature->key_id) : NULL;
	*why = NULL;
	if (!signature->key_id || !signature->minisig) {
		*why = g_strdup("half of its signature is gone, and the other "
				"half stands there: changed outside iptrate");
		return SIGNED_WRONG;
	}
	minisig = minisig_parse(signature->minisig, strlen(signature->minisig),
				NULL, &fault);
	id = minisig ? key_id_print(minisig->key) : NULL;
	if (!minisig)
		*why = g_strdup_printf("what should be its signature is none: "
				       "%s",
				       fault->message);
	else if (strcmp(id, signature->key_id) != 0)
		*why = g_strdup_printf("it is said to be signed with key %s, "
				       "and was with %s: changed outside "
				       "iptrate",
				       signature->key_id, id);
	if (*why)
		return SIGNED_WRONG;
	if (*known)
		return vouch_known(app, version, *known, minisig, why);
	*why = g_strdup_printf("signed with key %s, which is not trusted here "
			       "and proves nothing; 'key trust FILE' changes "
			       "that once you have compared its fingerprint",
			       id);
	return SIGNED_UNKNOWN;
}

const char *
vouched_other_role(const struct known_key *known, enum rater_role role)
{
	gboolean of_work = role == RATER_SELF || role == RATER_PEER;

	/* Everybody leads sessions of their own and may rate a peer's. */
	if (known->own || of_work || known->role == KEY_SUPERVISOR)
		return NULL;
	if (known->role == KEY_TRAINEE || role == RATER_SUPERVISOR)
		return key_role_print(known->role);
	return NULL;
}

/* Do the rows still say what the text says?  Where the turns read otherwise
 * since, the evidence is shown where it is now, and only the check of the
 * casebook can tell. */
static gboolean
rows_fit(const struct rating *version)
{
	g_autofree char *now = NULL;

	if (version->outdated)
		return TRUE;
	now = rating_signed_text(version);
	return !g_strcmp0(now, version->signature->text);
}

static void
name_one(struct app *app, const GPtrArray *keys, const struct rating *version)
{
	struct signature *signature = version->signature;
	const struct known_key *known = NULL;
	g_autofree char *why = NULL;

	signature->state_of_key =
		signature_vouch(app, keys, version, &known, &why);
	if (known && !rows_fit(version))
		signature->state_of_key = SIGNED_WRONG;
	g_free(signature->key_holder);
	g_free(signature->fingerprint);
	signature->key_holder = known ? g_strdup(known->code) : NULL;
	signature->fingerprint = known ? g_strdup(known->fingerprint) : NULL;
}

void
app_signatures_name(struct app *app, const GPtrArray *ratings)
{
	g_autoptr(GPtrArray) keys = NULL;

	for (guint i = 0; i < ratings->len; i++) {
		const struct rating *rating = ratings->pdata[i];

		if (g_strcmp0(signature_how(rating->signature), "key") != 0)
			continue;
		if (!keys)
			keys = kept_keys(app);
		name_one(app, keys, rating);
	}
}

void
app_signature_name(struct app *app, const struct rating *rating)
{
	g_autoptr(GPtrArray) one = g_ptr_array_new();

	g_ptr_array_add(one, (gpointer)rating);
	app_signatures_name(app, one);
}
