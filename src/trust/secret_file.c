/*
 * The file of a secret key; see keys.h.
 */
#include "trust/private.h"

#include <string.h>

#define FILE_MAX 8192
#define FIRST_LINE "iptrate secret key; do not send this file to anybody"
#define SALT crypto_pwhash_SALTBYTES
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define CHECK 16
#define PASSES_MAX 64
#define COST_BYTES_MAX (1u << 30)

const struct key_cost key_cost_usual = { crypto_pwhash_OPSLIMIT_MODERATE,
					 crypto_pwhash_MEMLIMIT_MODERATE };
const struct key_cost key_cost_least = { crypto_pwhash_OPSLIMIT_MIN,
					 crypto_pwhash_MEMLIMIT_MIN };

/* How the file keeps its secrets. */
struct protection {
	gboolean locked;
	struct key_cost cost;
	guint8 salt[SALT];
	guint8 nonce[NONCE];
};

/* The key that the passphrase gives; NULL with IO.  sodium_free() it. */
static guint8 *
derive(const char *passphrase, const struct protection *how, GError **error)
{
	guint8 *key = sodium_malloc(KEY_BYTES);

	if (key && crypto_pwhash(key, KEY_BYTES, passphrase, strlen(passphrase),
				 how->salt, how->cost.passes, how->cost.bytes,
				 crypto_pwhash_ALG_ARGON2ID13) == 0)
		return key;
	sodium_free(key);
	trust_fault(error, BASE_ERROR_IO, NULL, 0,
		    "a passphrase needs %u MiB of memory here, and there is "
		    "not as much; close other programs",
		    (guint)(how->cost.bytes >> 20));
	return NULL;
}

/* -- made ------------------------------------------------------------------ */

static void
append_base64(GString *out, const char *label, const guint8 *bytes, gsize n)
{
	g_autofree char *text = g_base64_encode(bytes, n);

	g_string_append_printf(out, "%s%s", label, text);
}

/* All lines above the secrets. */
static GString *
print_head(const struct public_key *key, const struct protection *how)
{
	g_autofree char *line = public_key_line(key);
	g_autofree char *recipient = public_key_recipient(key);
	GString *out = g_string_new(FIRST_LINE "\nformat: 1\nprotection: ");

	if (how->locked) {
		g_string_append_printf(
			out, "argon2id %" G_GUINT64_FORMAT " %" G_GSIZE_FORMAT,
			how->cost.passes, how->cost.bytes);
		append_base64(out, " ", how->salt, SALT);
	} else {
		g_string_append(out, "none");
	}
	g_string_append_printf(out, "\npublic: %s\nrecipient: %s\n", line,
			       recipient);
	public_key_holder_print(out, key);
	if (how->locked) {
		append_base64(out, "nonce: ", how->nonce, NONCE);
		g_string_append_c(out, '\n');
	}
	return out;
}

/* The secrets as the file has them; their length.  0 with an error. */
static gsize
seal(const struct secret_key *key, const char *passphrase,
     const struct protection *how, const GString *head, guint8 *out,
     GError **error)
{
	guint8 *by;
	gsize len = SECRETS_BYTES;

	memcpy(out, key->signs, SEED_BYTES);
	memcpy(out + SEED_BYTES, key->receives, KEY_BYTES);
	if (!how->locked)
		return len;
	by = derive(passphrase, how, error);
	if (!by)
		return 0;
	crypto_aead_xchacha20poly1305_ietf_encrypt(
		out, NULL, out, SECRETS_BYTES, (const guint8 *)head->str,
		head->len, NULL, how->nonce, by);
	sodium_free(by);
	return len + TAG;
}

/* The whole text, in memory that is wiped. */
static struct secret_text *
put_together(const GString *head, const guint8 *sealed, gsize len,
	     GError **error)
{
	int plain = sodium_base64_VARIANT_ORIGINAL;
	gsize coded = sodium_base64_encoded_len(len, plain);
	struct secret_text *text =
		secret_text_new(head->len + coded + 80, error);
	guint8 check[CHECK];
	char *at;

	if (!text)
		return NULL;
	memcpy(text->text, head->str, head->len);
	at = text->text + head->len;
	at = g_stpcpy(at, "secret: ");
	sodium_bin2base64(at, coded, sealed, len, plain);
	at = g_stpcpy(at + coded - 1, "\n");
	crypto_generichash(check, CHECK, (const guint8 *)text->text,
			   (gsize)(at - text->text), NULL, 0);
	at = g_stpcpy(at, "check: ");
	coded = sodium_base64_encoded_len(CHECK, plain);
	sodium_bin2base64(at, coded, check, CHECK, plain);
	at = g_stpcpy(at + coded - 1, "\n");
	text->len = (gsize)(at - text->text);
	return text;
}

struct secret_text *
secret_key_print(const struct secret_key *key, const char *passphrase,
		 const struct key_cost *cost, GError **error)
{
	struct protection how = { .locked = passphrase != NULL,
				  .cost = cost ? *cost : key_cost_usual };
	struct secret_text *sealed, *text = NULL;
	g_autoptr(GString) head = NULL;
	gsize len;

	if (passphrase && !*passphrase) {
		trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
			    "an empty passphrase protects nothing; type one");
		return NULL;
	}
	sealed = secret_text_new(SECRETS_BYTES + TAG, error);
	if (!sealed)
		return NULL;
	randombytes_buf(how.salt, SALT);
	randombytes_buf(how.nonce, NONCE);
	head = print_head(&key->public, &how);
	len = seal(key, passphrase, &how, head, (guint8 *)sealed->text, error);
	if (len)
		text = put_together(head, (guint8 *)sealed->text, len, error);
	secret_text_free(sealed);
	return text;
}

/* -- read ------------------------------------------------------------------ */

static gboolean
damaged(const struct trust_lines *lines, guint line, GError **error)
{
	return trust_fault(error, BASE_ERROR_CORRUPT, lines->name, line,
			   "the secret key is damaged; take it from a backup");
}

/* "argon2id PASSES BYTES SALT" or "none". */
static gboolean
read_protection(struct trust_lines *lines, struct protection *how,
		GError **error)
{
	const char *value = trust_lines_need(lines, "protection", error);
	g_auto(GStrv) word = value ? g_strsplit(value, " ", 5) : NULL;
	guint64 bytes;

	if (!value)
		return FALSE;
	how->locked = strcmp(value, "none") != 0;
	if (!how->locked)
		return TRUE;
	if (g_strv_length(word) != 4 || strcmp(word[0], "argon2id") ||
	    !g_ascii_string_to_unsigned(word[1], 10, crypto_pwhash_OPSLIMIT_MIN,
					PASSES_MAX, &how->cost.passes, NULL) ||
	    !g_ascii_string_to_unsigned(word[2], 10, crypto_pwhash_MEMLIMIT_MIN,
					COST_BYTES_MAX, &bytes, NULL) ||
	    !trust_base64_read(word[3], strlen(word[3]), TRUE, how->salt, SALT))
		return damaged(lines, lines->at, error);
	how->cost.bytes = bytes;
	return TRUE;
}

/* The last line, over all above it. */
static gboolean
check_whole(struct trust_lines *lines, GError **error)
{
	const char *last = lines->lines[lines->n - 1];
	guint8 is[CHECK], should[CHECK];
	crypto_generichash_state state;

	if (!g_str_has_prefix(last, "check: ") ||
	    !trust_base64_read(last + 7, strlen(last + 7), TRUE, should, CHECK))
		return damaged(lines, 0, error);
	crypto_generichash_init(&state, NULL, 0, CHECK);
	for (guint i = 0; i + 1 < lines->n; i++) {
		const char *line = lines->lines[i];

		crypto_generichash_update(&state, (const guint8 *)line,
					  strlen(line));
		crypto_generichash_update(&state, (const guint8 *)"\n", 1);
	}
	crypto_generichash_final(&state, is, CHECK);
	return !memcmp(is, should, CHECK) || damaged(lines, 0, error);
}

/* All lines above the secrets; of the key what is public. */
static gboolean
read_head(struct trust_lines *lines, struct public_key *key,
	  struct protection *how, GError **error)
{
	const char *value;

	if (!lines->n ||
	    !g_str_has_prefix(lines->lines[0], "iptrate secret key"))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name, 0,
				   "no secret key of iptrate; 'key new' makes "
				   "one");
	lines->at = 1;
	if (!trust_lines_format(lines, error) || !check_whole(lines, error) ||
	    !read_protection(lines, how, error))
		return FALSE;
	value = trust_lines_need(lines, "public", error);
	if (!value || !public_key_line_read(value, key))
		return value && damaged(lines, lines->at, error);
	value = trust_lines_need(lines, "recipient", error);
	if (!value || !bech32_read("age", value, key->receives))
		return value && damaged(lines, lines->at, error);
	key->can_receive = TRUE;
	if (!public_key_holder_read(lines, key, error))
		return FALSE;
	if (!how->locked)
		return TRUE;
	value = trust_lines_need(lines, "nonce", error);
	if (value &&
	    !trust_base64_read(value, strlen(value), TRUE, how->nonce, NONCE))
		return damaged(lines, lines->at, error);
	return value != NULL;
}

/* Decrypts them in their place. */
static gboolean
unseal(const struct trust_lines *lines, const char *passphrase,
       const struct protection *how, guint8 *sealed, GError **error)
{
	g_autofree char *head = trust_lines_join(lines, lines->at - 1);
	guint8 *by;
	int bad;

	if (!passphrase)
		return trust_fault(error, BASE_ERROR_DENIED, lines->name, 0,
				   "the secret key needs its passphrase");
	by = derive(passphrase, how, error);
	if (!by)
		return FALSE;
	bad = crypto_aead_xchacha20poly1305_ietf_decrypt(
		sealed, NULL, NULL, sealed, SECRETS_BYTES + TAG,
		(const guint8 *)head, strlen(head), how->nonce, by);
	sodium_free(by);
	return !bad || trust_fault(error, BASE_ERROR_DENIED, lines->name, 0,
				   "wrong passphrase");
}

/* From the line of the secrets on. */
static struct secret_key *
open_secrets(struct trust_lines *lines, const struct public_key *public,
	     const struct protection *how, const char *passphrase,
	     GError **error)
{
	const char *value = trust_lines_need(lines, "secret", error);
	gsize len = SECRETS_BYTES + (how->locked ? TAG : 0);
	struct secret_text *text =
		value ? secret_text_new(SECRETS_BYTES + TAG, error) : NULL;
	guint8 *sealed = text ? (guint8 *)text->text : NULL;
	struct secret_key *key = NULL;

	if (!text)
		return NULL;
	if (lines->at + 1 != lines->n ||
	    !trust_base64_read(value, strlen(value), TRUE, sealed, len))
		damaged(lines, lines->at, error);
	else if (!how->locked || unseal(lines, passphrase, how, sealed, error))
		key = secret_key_of(sealed, public->id, public->code,
				    public->name, error);
	secret_text_free(text);
	if (!key || public_key_same(&key->public, public))
		return key;
	secret_key_free(key);
	damaged(lines, 0, error);
	return NULL;
}

/* Either of *opened and *peeked may be NULL. */
static gboolean
read_file(const char *text, gsize len, const char *name, const char *passphrase,
	  struct secret_key **opened, struct public_key **peeked,
	  gboolean *locked, GError **error)
{
	struct public_key *public;
	struct trust_lines lines;
	struct protection how;
	gboolean well;

	trust_ready();
	if (!trust_lines_init(&lines, text, len, FILE_MAX, name, error))
		return FALSE;
	public = g_new0(struct public_key, 1);
	well = read_head(&lines, public, &how, error);
	if (well && opened) {
		*opened = open_secrets(&lines, public, &how, passphrase, error);
		well = *opened != NULL;
	}
	if (well && locked)
		*locked = how.locked;
	if (well && peeked)
		*peeked = g_steal_pointer(&public);
	public_key_free(public);
	trust_lines_clear(&lines);
	return well;
}

struct secret_key *
secret_key_parse(const char *text, gsize len, const char *name,
		 const char *passphrase, GError **error)
{
	struct secret_key *key = NULL;

	read_file(text, len, name, passphrase, &key, NULL, NULL, error);
	return key;
}

struct public_key *
secret_key_peek(const char *text, gsize len, const char *name, gboolean *locked,
		GError **error)
{
	struct public_key *key = NULL;

	read_file(text, len, name, NULL, NULL, &key, locked, error);
	return key;
}
