/*
 * Key pairs in memory, secret texts, fingerprints; see keys.h.
 */
#include "trust/private.h"

#include <string.h>

void
public_key_free(struct public_key *key)
{
	if (!key)
		return;
	g_free(key->code);
	g_free(key->name);
	g_free(key);
}

struct public_key *
public_key_copy(const struct public_key *key)
{
	struct public_key *copy = g_memdup2(key, sizeof(*key));

	copy->code = g_strdup(key->code);
	copy->name = g_strdup(key->name);
	return copy;
}

gboolean
public_key_same(const struct public_key *a, const struct public_key *b)
{
	return !memcmp(a->id, b->id, KEY_ID_BYTES) &&
	       !memcmp(a->signs, b->signs, KEY_BYTES) &&
	       a->can_receive == b->can_receive &&
	       !memcmp(a->receives, b->receives, KEY_BYTES);
}

char *
key_id_print(const guint8 id[KEY_ID_BYTES])
{
	GString *out = g_string_new(NULL);

	for (guint i = KEY_ID_BYTES; i-- > 0;)
		g_string_append_printf(out, "%02X", id[i]);
	return g_string_free(out, FALSE);
}

/* -- fingerprints ---------------------------------------------------------- */

#define PRINT_BYTES 20
#define PRINT_CHARS 32
#define GROUP 4

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
fingerprint(const struct public_key *key, char chars[PRINT_CHARS + 1])
{
	crypto_generichash_state state;
	guint8 hash[PRINT_BYTES];

	trust_ready();
	crypto_generichash_init(&state, NULL, 0, PRINT_BYTES);
	crypto_generichash_update(&state, key->id, KEY_ID_BYTES);
	crypto_generichash_update(&state, key->signs, KEY_BYTES);
	if (key->can_receive)
		crypto_generichash_update(&state, key->receives, KEY_BYTES);
	crypto_generichash_final(&state, hash, PRINT_BYTES);
	for (guint i = 0; i < PRINT_CHARS; i++) {
		guint bit = i * 5;
		guint two = hash[bit / 8] << 8;

		if (bit / 8 + 1 < PRINT_BYTES)
			two |= hash[bit / 8 + 1];
		chars[i] = crockford[two >> (11 - bit % 8) & 31];
	}
	chars[PRINT_CHARS] = 0;
}

char *
fingerprint_print(const struct public_key *key)
{
	char chars[PRINT_CHARS + 1];
	GString *out = g_string_new(NULL);

	fingerprint(key, chars);
	for (guint i = 0; i < PRINT_CHARS; i++) {
		if (i && i % GROUP == 0)
			g_string_append_c(out, '-');
		g_string_append_c(out, chars[i]);
	}
	return g_string_free(out, FALSE);
}

gboolean
fingerprint_fits(const char *typed, const struct public_key *key)
{
	char chars[PRINT_CHARS + 1];
	guint n = 0;

	fingerprint(key, chars);
	for (; *typed; typed++) {
		char c = g_ascii_toupper(*typed);

		if (g_ascii_isspace(c) || c == '-')
			continue;
		c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
		if (n == PRINT_CHARS || c != chars[n++])
			return FALSE;
	}
	return n == PRINT_CHARS;
}

/* -- secrets --------------------------------------------------------------- */

static gboolean
no_memory(GError **error)
{
	return trust_fault(error, BASE_ERROR_IO, NULL, 0,
			   "no memory that can be locked away for a secret; "
			   "close other programs, or raise 'ulimit -l'");
}

struct secret_text *
secret_text_new(gsize room, GError **error)
{
	struct secret_text *text;

	trust_ready();
	text = g_new0(struct secret_text, 1);
	text->text = sodium_malloc(room + 1);
	if (!text->text) {
		no_memory(error);
		g_free(text);
		return NULL;
	}
	memset(text->text, 0, room + 1);
	return text;
}

void
secret_text_free(struct secret_text *text)
{
	if (!text)
		return;
	sodium_free(text->text);
	g_free(text);
}

struct secret_key *
secret_key_of(const guint8 secrets[SECRETS_BYTES],
	      const guint8 id[KEY_ID_BYTES], const char *code, const char *name,
	      GError **error)
{
	struct secret_key *key;

	trust_ready();
	key = g_new0(struct secret_key, 1);
	key->signs = sodium_malloc(crypto_sign_SECRETKEYBYTES);
	key->receives = sodium_malloc(KEY_BYTES);
	key->public.code = g_strdup(code);
	key->public.name = g_strdup(name);
	key->public.can_receive = TRUE;
	if (!key->signs || !key->receives) {
		no_memory(error);
		secret_key_free(key);
		return NULL;
	}
	memcpy(key->public.id, id, KEY_ID_BYTES);
	crypto_sign_seed_keypair(key->public.signs, key->signs, secrets);
	memcpy(key->receives, secrets + SEED_BYTES, KEY_BYTES);
	crypto_scalarmult_base(key->public.receives, key->receives);
	return key;
}

/* Without blanks at its ends; NULL with INPUT when it cannot be. */
static char *
clean(const char *text, gsize max, const char *what, GError **error)
{
	g_autofree char *trimmed = base_code_clean(text ? text : "");

	if (trust_is_plain(trimmed, max))
		return g_steal_pointer(&trimmed);
	trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
		    "%s is one line of at most %u bytes, without control "
		    "characters",
		    what, (guint)max);
	return NULL;
}

struct secret_key *
secret_key_make(const char *code, const char *name, GError **error)
{
	g_autofree char *clean_code =
		clean(code, KEY_CODE_MAX, "the code of a key's holder", error);
	g_autofree char *clean_name = NULL;
	struct secret_key *key = NULL;
	guint8 id[KEY_ID_BYTES];
	guint8 *secrets;

	if (!clean_code)
		return NULL;
	clean_name =
		clean(name, KEY_NAME_MAX, "the name of a key's holder", error);
	if (!clean_name)
		return NULL;
	trust_ready();
	secrets = sodium_malloc(SECRETS_BYTES);
	if (!secrets) {
		no_memory(error);
		return NULL;
	}
	randombytes_buf(secrets, SECRETS_BYTES);
	randombytes_buf(id, sizeof(id));
	key = secret_key_of(secrets, id, clean_code, clean_name, error);
	sodium_free(secrets);
	return key;
}

void
secret_key_free(struct secret_key *key)
{
	if (!key)
		return;
	sodium_free(key->signs);
	sodium_free(key->receives);
	g_free(key->public.code);
	g_free(key->public.name);
	g_free(key);
}

const struct public_key *
secret_key_public(const struct secret_key *key)
{
	return &key->public;
}

struct secret_text *
secret_key_identity(const struct secret_key *key, GError **error)
{
	struct secret_text *text = secret_text_new(BECH32_ROOM, error);

	if (!text)
		return NULL;
	bech32_write("age-secret-key-", key->receives, text->text);
	text->len = strlen(text->text);
	for (gsize i = 0; i < text->len; i++)
		text->text[i] = g_ascii_toupper(text->text[i]);
	return text;
}
