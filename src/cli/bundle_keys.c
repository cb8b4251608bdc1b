/*
 * The keys that a bundle is signed, encrypted and opened with.
 */
#include "cli/bundle.h"
#include "cli/passphrase.h"

#include <stdio.h>
#include <string.h>

/* A public key's file, or what age -r takes. */
static gboolean
read_receiver(const char *word, guint8 receives[KEY_BYTES], GError **error)
{
	g_autofree char *text = NULL;
	g_autoptr(PublicKey) key = NULL;
	g_autoptr(GError) failed = NULL;
	gsize len;

	if (g_ascii_strncasecmp(word, "age1", 4) == 0)
		return recipient_parse(word, receives, error);
	if (!g_file_get_contents(word, &text, &len, &failed)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "the key %s cannot be read; --to takes the file "
			    "that 'iptrate key show' writes, or age1...",
			    word);
		return FALSE;
	}
	key = public_key_parse(text, len, word, error);
	if (!key)
		return FALSE;
	if (!key->can_receive) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%s is a key that only signs: nothing can be "
			    "encrypted for it",
			    word);
		return FALSE;
	}
	memcpy(receives, key->receives, KEY_BYTES);
	return TRUE;
}

gboolean
bundle_receivers(struct cli *cli, GArray *to, GError **error)
{
	g_autofree const char **words = args_values(&cli->args, "to");

	for (guint i = 0; words[i]; i++) {
		guint8 key[KEY_BYTES];

		if (!read_receiver(words[i], key, error))
			return FALSE;
		g_array_append_vals(to, key, 1);
	}
	return TRUE;
}

gboolean
bundle_signing_key(struct cli *cli, const char *from, struct secret_key **key,
		   GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autoptr(KnownKey) own = NULL;

	*key = NULL;
	if (args_has(&cli->args, "unsigned"))
		return TRUE;
	own = app_key_own(cli->app, from, &failed);
	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (own)
		*key = cli_key_open(cli, own, ", or give --unsigned", error);
	return !own || *key;
}

static gboolean
is_encrypted(const char *path)
{
	static const char magic[] = "age-encryption.org/";
	char begin[sizeof(magic) - 1];
	FILE *file = fopen(path, "rbe");
	gboolean is = file &&
		      fread(begin, 1, sizeof(begin), file) == sizeof(begin) &&
		      memcmp(begin, magic, sizeof(begin)) == 0;

	if (file)
		fclose(file);
	return is;
}

/* One's own key: the rater's, or the only one there is. */
static struct known_key *
find_own_key(struct cli *cli, GError **error)
{
	const char *rater = cli_find_rater(cli, error);
	g_autoptr(GPtrArray) keys = NULL;
	struct known_key *own;

	if (error && *error)
		return NULL;
	if (rater) {
		own = app_key_own(cli->app, rater, error);
		if (own || (error && *error))
			return own;
	}
	keys = app_keys(cli->app, error);
	for (guint i = keys ? keys->len : 0; i-- > 0;) {
		const struct known_key *known = keys->pdata[i];

		if (!known->own || known->revoked)
			g_ptr_array_remove_index(keys, i);
	}
	if (keys && keys->len == 1)
		return g_ptr_array_steal_index(keys, 0);
	if (keys)
		g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
			    keys->len ? "the bundle is encrypted, and there "
					"are several keys here; name whose "
					"opens it (--rater CODE)" :
					"the bundle is encrypted, and there "
					"is no key here that could open it; it "
					"opens where the key is that it was "
					"encrypted for");
	return NULL;
}

gboolean
bundle_opening_key(struct cli *cli, const char *path, struct secret_key **key,
		   GError **error)
{
	g_autoptr(KnownKey) own = NULL;

	*key = NULL;
	if (!is_encrypted(path))
		return TRUE;
	own = find_own_key(cli, error);
	if (own)
		*key = cli_key_open(cli, own, "", error);
	return *key != NULL;
}
