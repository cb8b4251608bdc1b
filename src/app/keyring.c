/*
 * keyring: the keys that are known here, listed and found.
 */
#include "app/key_files.h"

#include <string.h>

static const char *const role_names[] = {
	[KEY_TRAINEE] = "trainee",
	[KEY_SUPERVISOR] = "supervisor",
	[KEY_RATER] = "rater",
	[KEY_BODY] = "body",
};

const char *
key_role_print(enum key_role role)
{
	g_assert((guint)role < G_N_ELEMENTS(role_names));
	return role_names[role];
}

gboolean
key_role_parse(const char *text, enum key_role *role)
{
	for (guint i = 0; i < G_N_ELEMENTS(role_names); i++) {
		if (g_ascii_strcasecmp(text, role_names[i]) == 0) {
			*role = (enum key_role)i;
			return TRUE;
		}
	}
	return FALSE;
}

void
known_key_free(struct known_key *known)
{
	if (!known)
		return;
	public_key_free(known->key);
	g_free(known->id);
	g_free(known->fingerprint);
	g_free(known->text);
	g_free(known->code);
	g_free(known->because);
	g_free(known);
}

struct known_key *
known_key_of(struct public_key *key)
{
	struct known_key *known = g_new0(struct known_key, 1);

	known->key = key;
	known->id = key_id_print(key->id);
	known->fingerprint = fingerprint_print(key);
	known->code = g_strdup(key->code);
	return known;
}

/* -- reading them all ------------------------------------------------------ */

static struct known_key *
read_own(struct app *app, const char *path, GError **error)
{
	struct secret_text *text = key_secret_read(path, error);
	g_autoptr(KnownKey) known = NULL;
	struct public_key *key;
	gboolean locked = FALSE;

	if (!text)
		return NULL;
	key = secret_key_peek(text->text, text->len, path, &locked, error);
	secret_text_free(text);
	if (!key)
		return NULL;
	known = known_key_of(key);
	known->own = TRUE;
	known->locked = locked;
	if (!key_trust_read(app, known, error))
		return NULL;
	return g_steal_pointer(&known);
}

struct known_key *
app_key_read(struct app *app, const char *path, GError **error)
{
	gsize len = 0;
	g_autofree char *text = key_file_read(path, &len, error);
	struct public_key *key =
		text ? public_key_parse(text, len, path, error) : NULL;
	struct known_key *known = key ? known_key_of(key) : NULL;

	(void)app;
	if (known)
		known->text = g_steal_pointer(&text);
	return known;
}

static struct known_key *
read_trusted(struct app *app, const char *path, GError **error)
{
	g_autoptr(KnownKey) known = app_key_read(app, path, error);

	if (!known || !key_trust_read(app, known, error))
		return NULL;
	return g_steal_pointer(&known);
}

/* A file that is called otherwise than its key was put in another's place. */
static gboolean
check_file_name(const struct known_key *known, const char *path,
		const char *ending, GError **error)
{
	g_autofree char *is = g_path_get_basename(path);
	g_autofree char *must = g_strconcat(known->id, ending, NULL);

	return !g_ascii_strcasecmp(is, must) ||
	       app_fail(error, BASE_ERROR_CORRUPT,
			"%s holds the key %s, and would be called %s", path,
			known->id, must);
}

static gboolean
is_listed(const GPtrArray *keys, const struct known_key *known)
{
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *other = keys->pdata[i];

		if (public_key_same(other->key, known->key))
			return TRUE;
	}
	return FALSE;
}

typedef struct known_key *key_reader(struct app *app, const char *path,
				     GError **error);

static gboolean
read_folder(struct app *app, const char *folder, const char *ending,
	    key_reader *reader, GPtrArray *keys, GError **error)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autoptr(KnownKey) known = NULL;

		/* A rename that is under way has a longer ending. */
		if (!g_str_has_suffix(name, ending))
			continue;
		known = reader(app, path, error);
		if (!known || !check_file_name(known, path, ending, error))
			return FALSE;
		if (!is_listed(keys, known))
			g_ptr_array_add(keys, g_steal_pointer(&known));
	}
	return TRUE;
}

static int
own_first(const void *a, const void *b)
{
	const struct known_key *left = *(void *const *)a;
	const struct known_key *right = *(void *const *)b;
	int order = (int)right->own - (int)left->own;

	if (!order)
		order = base_natural_compare(left->code, right->code);
	return order ? order : strcmp(left->id, right->id);
}

GPtrArray *
app_keys(struct app *app, GError **error)
{
	g_autoptr(GPtrArray) keys =
		g_ptr_array_new_with_free_func((GDestroyNotify)known_key_free);
	g_autofree char *trusted = NULL;

	if (!app->keys_path)
		return g_steal_pointer(&keys);
	trusted = g_build_filename(app->keys_path, KEYS_TRUSTED, NULL);
	if (!read_folder(app, app->keys_path, ".key", read_own, keys, error) ||
	    !read_folder(app, trusted, ".pub", read_trusted, keys, error))
		return NULL;
	g_ptr_array_sort(keys, own_first);
	return g_steal_pointer(&keys);
}

/* -- finding one ----------------------------------------------------------- */

/* Takes it out of the list; the list gives up what it owned. */
static struct known_key *
take(GPtrArray *keys, guint i)
{
	return i < keys->len ? g_ptr_array_steal_index(keys, i) : NULL;
}

struct known_key *
app_key_own(struct app *app, const char *code, GError **error)
{
	g_autoptr(GPtrArray) keys = app_keys(app, error);

	for (guint i = 0; keys && i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (known->own && !known->revoked &&
		    base_code_same(known->code, code))
			return take(keys, i);
	}
	return NULL;
}

struct known_key *
app_key_find(struct app *app, const char *word, GError **error)
{
	g_autoptr(GPtrArray) keys = app_keys(app, error);
	guint found = G_MAXUINT, many = 0;

	for (guint i = 0; keys && i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (!g_ascii_strcasecmp(known->id, word) ||
		    fingerprint_fits(word, known->key))
			return take(keys, i);
		if (!known->revoked && base_code_same(known->code, word)) {
			many++;
			found = MIN(found, i);
		}
	}
	if (!keys)
		return NULL;
	if (many == 1 ||
	    (many && ((struct known_key *)keys->pdata[found])->own))
		return take(keys, found);
	app_fail(error, many ? BASE_ERROR_USAGE : BASE_ERROR_NOT_FOUND,
		 many ? "'%s' has several keys; name one by its id: iptrate "
			"key list" :
			"no key '%s' is known here; 'key list' shows those "
			"that are",
		 word);
	return NULL;
}
