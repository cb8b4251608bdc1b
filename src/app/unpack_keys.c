/*
 * A bundle and the keys that are known here: who signed it, and whether that
 * may be believed.
 *
 * What it says of its sender is only what it says.  Once a key of that person
 * is trusted here, nothing is taken in under their name that it did not sign.
 */
#include "app/unpack.h"

#include "app/keyring.h"
#include "app/vouch.h"

#include <errno.h>
#include <string.h>

static const struct known_key *
known_by_id(const GPtrArray *keys, const guint8 id[KEY_ID_BYTES])
{
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (memcmp(known->key->id, id, KEY_ID_BYTES) == 0)
			return known;
	}
	return NULL;
}

/* The key of that person which counts; NULL: there is none. */
static const struct known_key *
known_by_code(const GPtrArray *keys, const char *code)
{
	for (guint i = 0; code && i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (!known->revoked && base_code_same(known->code, code))
			return known;
	}
	return NULL;
}

static const struct public_key *
find_key(const guint8 id[KEY_ID_BYTES], gpointer user)
{
	const struct known_key *known = known_by_id(user, id);

	return known ? known->key : NULL;
}

struct bundle *
app_bundle_look(struct app *app, const char *path, const struct secret_key *key,
		FILE **file, GError **error)
{
	g_autofree char *shown = base_printable(path, -1);
	g_autoptr(GPtrArray) keys = app_keys(app, error);
	struct bundle_reading reading = { .name = shown,
					  .spare = g_get_tmp_dir(),
					  .key = key,
					  .find = find_key,
					  .user = keys };
	struct bundle *bundle;

	*file = keys ? fopen(path, "rbe") : NULL;
	if (!*file) {
		if (keys)
			app_fail(error,
				 errno == ENOENT ? BASE_ERROR_NOT_FOUND :
						   BASE_ERROR_IO,
				 "%s cannot be read: %s", shown,
				 g_strerror(errno));
		return NULL;
	}
	bundle = bundle_read(*file, &reading, error);
	if (!bundle) {
		fclose(*file);
		*file = NULL;
	}
	return bundle;
}

static gboolean
check_known(struct unpack *unpack, const struct known_key *known,
	    GError **error)
{
	const char *from = unpack->opened->from;

	if (known->revoked)
		return app_fail(error, BASE_ERROR_DENIED,
				"the bundle is signed by the key %s of %s, "
				"which is revoked here (%s); ask %s for one "
				"that is signed by a key that counts",
				known->id, known->code,
				known->because ?: "no reason given",
				known->code);
	if (from && !base_code_same(from, known->code))
		return app_fail(error, BASE_ERROR_DENIED,
				"the bundle says that it comes from %s, and is "
				"signed by the key %s, which here is %s's; ask "
				"%s for one of their own",
				from, known->id, known->code, from);
	if (!from)
		unpack->opened->from = g_strdup(known->code);
	unpack->key_id = g_strdup(known->id);
	return TRUE;
}

static gboolean
fail_unsigned(const char *from, const struct known_key *trusted, GError **error)
{
	return app_fail(error, BASE_ERROR_DENIED,
			"the bundle says that it comes from %s, and the key of "
			"%s that is known here (%s) has not signed it, so "
			"anybody may have made it; ask %s to sign it, or to "
			"hand on the new key if there is one",
			from, from, trusted->id, from);
}

/* Nobody whom we know vouches for it. */
static gboolean
check_stranger(struct unpack *unpack, const GPtrArray *keys,
	       const struct bundle_signature *stranger, GError **error)
{
	const char *from = unpack->opened->from;
	const struct known_key *trusted = known_by_code(keys, from);
	g_autofree char *id = stranger ? key_id_print(stranger->id) : NULL;

	if (trusted)
		return fail_unsigned(from, trusted, error);
	if (stranger && !unpack->opening->accept_unknown)
		return app_fail(error, BASE_ERROR_DENIED,
				"the bundle is signed by the key %s, which is "
				"not known here; ask %s for the key's file, "
				"compare its fingerprint over the telephone "
				"and trust it ('iptrate key trust FILE'), or "
				"take it in as if it were not signed "
				"(--accept-unknown-key)",
				id, from ?: "the sender");
	g_ptr_array_add(unpack->opened->warned,
			g_strdup_printf("nobody that is known here has signed "
					"the bundle: that it comes from %s is "
					"only what it says",
					from ?: "somebody"));
	return TRUE;
}

gboolean
unpack_check_sender(struct unpack *unpack, GError **error)
{
	const GPtrArray *all = bundle_signatures(unpack->bundle);
	g_autoptr(GPtrArray) keys = app_keys(unpack->app, error);
	const struct bundle_signature *stranger = NULL;

	if (!keys)
		return FALSE;
	for (guint i = 0; i < all->len; i++) {
		const struct bundle_signature *signature = all->pdata[i];

		if (signature->state == BUNDLE_SIGNED_WELL)
			return check_known(unpack,
					   known_by_id(keys, signature->id),
					   error);
		stranger = signature;
	}
	return check_stranger(unpack, keys, stranger, error);
}

/* -- ratings that were signed with keys ------------------------------------- */

static gboolean
fail_signature(const char *signer, const char *version, const char *why,
	       GError **error)
{
	return app_fail(error, BASE_ERROR_DENIED,
			"%s's signature of version %s %s; nothing was taken "
			"in, ask %s for it once more",
			signer, version, why, signer);
}

static gboolean
verify_text(const struct known_key *known, const struct carried_row *row,
	    GError **error)
{
	const char *text = row_cell(CARRIED_SIGNATURE, row, "signed_text");
	const char *minisig = row_cell(CARRIED_SIGNATURE, row, "minisig");
	g_autoptr(Minisig) parsed =
		minisig ? minisig_parse(minisig, strlen(minisig), NULL, NULL) :
			  NULL;

	return (text && parsed &&
		minisig_verify(parsed, known->key, text, strlen(text), NULL)) ||
	       fail_signature(row_cell(CARRIED_SIGNATURE, row, "rater"),
			      row_cell(CARRIED_SIGNATURE, row, "version"),
			      "does not fit its text and key", error);
}

gboolean
unpack_check_signature(struct unpack *unpack, const struct carried_row *row,
		       GError **error)
{
	const char *id = row_cell(CARRIED_SIGNATURE, row, "key_id");
	const char *rater = row_cell(CARRIED_SIGNATURE, row, "rater");
	const char *version = row_cell(CARRIED_SIGNATURE, row, "version");
	g_autoptr(GPtrArray) keys = app_keys(unpack->app, error);
	const struct known_key *known = NULL;

	if (!keys || !id)
		return keys != NULL;
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *one = keys->pdata[i];

		if (g_ascii_strcasecmp(one->id, id) == 0)
			known = one;
	}
	if (known && !codes_are_one(unpack->app, known->code, rater))
		return fail_signature(rater, version,
				      "is by a key that here is somebody "
				      "else's",
				      error);
	if (known && !verify_text(known, row, error))
		return FALSE;
	if (!known || known->revoked)
		g_ptr_array_add(
			unpack->opened->warned,
			g_strdup_printf("%s's signature of version %s is by "
					"the key %s, which is %s here: it is "
					"taken in, and shown so",
					rater, version, id,
					known ? "revoked" : "not known"));
	return TRUE;
}
