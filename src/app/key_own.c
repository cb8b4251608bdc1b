/*
 * key_own: a person's own keys: made, opened, put under another passphrase;
 * and keys of others: trusted; and both: revoked.
 */
#include "app/key_files.h"

#include <string.h>

/* -- one's own ------------------------------------------------------------- */

static gboolean
write_secret(const struct app *app, const struct secret_key *key,
	     const char *path, const char *passphrase, GError **error)
{
	struct secret_text *text =
		secret_key_print(key, passphrase, NULL, error);
	gboolean ok = text && key_folders_make(app, error) &&
		      key_file_write(path, text->text, text->len, error);

	secret_text_free(text);
	return ok;
}

/* The public half first: a secret one is never there without it. */
static gboolean
write_pair(const struct app *app, const struct secret_key *key, const char *id,
	   const char *passphrase, GError **error)
{
	g_autofree char *path = key_own_path(app, id, ".key");
	g_autofree char *beside = key_own_path(app, id, ".pub");
	g_autofree char *text = secret_key_public_print(key);

	if (g_file_test(path, G_FILE_TEST_EXISTS))
		return app_fail(error, BASE_ERROR_IO, "%s is there already",
				path);
	return key_folders_make(app, error) &&
	       key_file_write(beside, text, strlen(text), error) &&
	       write_secret(app, key, path, passphrase, error);
}

struct known_key *
app_key_new(struct app *app, const char *code, const char *name,
	    const char *passphrase, GError **error)
{
	g_autofree char *clean = base_code_clean(code);
	g_autoptr(GError) fault = NULL;
	g_autoptr(KnownKey) there = app_key_own(app, clean, &fault);
	g_autoptr(SecretKey) key = NULL;
	g_autoptr(KnownKey) known = NULL;

	if (fault) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return NULL;
	}
	if (there) {
		app_fail(error, BASE_ERROR_DENIED,
			 "%s has a key here already: %s; 'key revoke' it "
			 "first when it is to be replaced",
			 clean, there->fingerprint);
		return NULL;
	}
	key = secret_key_make(clean, name, error);
	if (!key)
		return NULL;
	known = known_key_of(public_key_copy(secret_key_public(key)));
	known->own = TRUE;
	known->locked = passphrase != NULL;
	if (!write_pair(app, key, known->id, passphrase, error))
		return NULL;
	return g_steal_pointer(&known);
}

struct secret_key *
app_key_open(struct app *app, const struct known_key *known,
	     const char *passphrase, GError **error)
{
	g_autofree char *path = key_own_path(app, known->id, ".key");
	struct secret_text *text = key_secret_read(path, error);
	struct secret_key *key =
		text ? secret_key_parse(text->text, text->len, path, passphrase,
					error) :
		       NULL;

	secret_text_free(text);
	return key;
}

gboolean
app_key_passwd(struct app *app, const struct known_key *known, const char *was,
	       const char *passphrase, GError **error)
{
	g_autofree char *path = key_own_path(app, known->id, ".key");
	g_autoptr(SecretKey) key = app_key_open(app, known, was, error);

	return key && write_secret(app, key, path, passphrase, error);
}

char *
app_key_public(struct app *app, const struct known_key *known, GError **error)
{
	g_autofree char *path =
		known->own ? key_own_path(app, known->id, ".pub") :
			     key_trusted_path(app, known->id, ".pub");
	gsize len = 0;

	return key_file_read(path, &len, error);
}

/* -- others' --------------------------------------------------------------- */

/* May the key of the file be trusted as that person's? */
static gboolean
check_holder(const GPtrArray *keys, const struct known_key *read,
	     const char *code, GError **error)
{
	if (*read->key->code && !base_code_same(read->key->code, code))
		return app_fail(error, BASE_ERROR_DENIED,
				"the key calls its holder '%s', not '%s'; "
				"trust it as '%s', or ask for a key that says "
				"the other code",
				read->key->code, code, read->key->code);
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (!public_key_same(known->key, read->key) &&
		    strcmp(known->id, read->id))
			continue;
		if (!public_key_same(known->key, read->key))
			return app_fail(error, BASE_ERROR_DENIED,
					"another key with the id %s is known "
					"here; ask for a new one",
					known->id);
		if (known->revoked)
			return app_fail(error, BASE_ERROR_DENIED,
					"this key was revoked here: %s",
					known->because ? known->because : "");
		if (!base_code_same(known->code, code))
			return app_fail(error, BASE_ERROR_DENIED,
					"this key is %s's here; revoke it "
					"first when that was wrong",
					known->code);
	}
	return TRUE;
}

gboolean
app_key_may_trust(struct app *app, const struct known_key *read,
		  const char *code, GError **error)
{
	g_autoptr(GPtrArray) keys = app_keys(app, error);

	return keys && check_holder(keys, read, code, error);
}

gboolean
app_key_trust(struct app *app, const struct known_key *read, const char *code,
	      enum key_role role, GError **error)
{
	g_autofree char *clean = base_code_clean(code);
	g_autofree char *to = key_trusted_path(app, read->id, ".pub");
	struct known_key trusted = *read;

	if (!*clean)
		return app_fail(error, BASE_ERROR_INPUT,
				"say whose key it is, by their code");
	if (!app_key_may_trust(app, read, clean, error) ||
	    !key_folders_make(app, error))
		return FALSE;
	trusted.code = clean;
	trusted.role = role;
	trusted.since = app->now;
	return key_trust_write(app, &trusted, error) &&
	       key_file_write(to, read->text, strlen(read->text), error);
}

gboolean
app_key_revoke(struct app *app, const struct known_key *known,
	       const char *because, GError **error)
{
	struct known_key copy = *known;

	if (known->revoked)
		return app_fail(error, BASE_ERROR_DENIED,
				"the key was revoked already: %s",
				known->because ? known->because : "");
	if (!reason_says_something(because))
		return app_fail(error, BASE_ERROR_INPUT,
				"say in a few words why the key is revoked "
				"(--because)");
	copy.revoked = app->now;
	copy.because = (char *)because;
	if (known->own && !known->since)
		copy.since = app->now;
	return key_folders_make(app, error) &&
	       key_trust_write(app, &copy, error);
}
