/*
 * The keys that a bundle is signed and opened with.
 */
#include "cli/bundle.h"
#include "cli/passphrase.h"

#include <stdio.h>
#include <string.h>

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
