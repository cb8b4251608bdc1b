/*
 * Signatures as minisign makes them; see minisign.h.
 */
#include "trust/private.h"

#include <string.h>

#define FILE_MAX 8192
#define HASH crypto_generichash_BYTES_MAX /* 64 */
#define LINE_BYTES (2 + KEY_ID_BYTES + SIGNATURE_BYTES)

G_STATIC_ASSERT(SIGNATURE_BYTES == sizeof(((struct minisig *)0)->signature));

struct signed_hash {
	crypto_generichash_state state;
};

struct signed_hash *
signed_hash_new(void)
{
	struct signed_hash *hash;

	trust_ready();
	hash = g_aligned_alloc(1, sizeof(*hash), 64);
	crypto_generichash_init(&hash->state, NULL, 0, HASH);
	return hash;
}

void
signed_hash_add(struct signed_hash *hash, const void *bytes, gsize len)
{
	crypto_generichash_update(&hash->state, bytes, len);
}

void
signed_hash_free(struct signed_hash *hash)
{
	g_aligned_free(hash);
}

/* So far; the hash can go on. */
static void
finish(const struct signed_hash *hash, guint8 out[HASH])
{
	struct signed_hash copy = *hash;

	crypto_generichash_final(&copy.state, out, HASH);
}

/* -- read ------------------------------------------------------------------ */

void
minisig_free(struct minisig *minisig)
{
	if (!minisig)
		return;
	g_free(minisig->comment);
	g_free(minisig);
}

static gboolean
parse_signature(struct trust_lines *lines, struct minisig *minisig,
		GError **error)
{
	const char *line = lines->lines[lines->at++];
	guint8 bytes[LINE_BYTES];

	if (!trust_base64_read(line, strlen(line), TRUE, bytes, sizeof(bytes)))
		return trust_fault(
			error, BASE_ERROR_INPUT, lines->name, lines->at,
			"no signature: one is a line of %u "
			"characters",
			(guint)sodium_base64_ENCODED_LEN(
				LINE_BYTES, sodium_base64_VARIANT_ORIGINAL) -
				1);
	if (bytes[0] != 'E' || (bytes[1] != 'D' && bytes[1] != 'd'))
		return trust_fault(error, BASE_ERROR_VERSION, lines->name,
				   lines->at,
				   "a kind of signature that this iptrate "
				   "does not know");
	minisig->hashed = bytes[1] == 'D';
	memcpy(minisig->key, bytes + 2, KEY_ID_BYTES);
	memcpy(minisig->signature, bytes + 2 + KEY_ID_BYTES, SIGNATURE_BYTES);
	return TRUE;
}

/* minisign itself puts a tab between time and file. */
static gboolean
is_comment(const char *text)
{
	g_autofree char *bare = g_strdelimit(g_strdup(text), "\t", ' ');

	return trust_is_plain(bare, MINISIG_COMMENT_MAX);
}

static gboolean
parse_comment(struct trust_lines *lines, struct minisig *minisig,
	      GError **error)
{
	const char *comment = trust_lines_need(lines, "trusted comment", error);
	const char *line;

	if (!comment)
		return FALSE;
	if (!is_comment(comment))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name,
				   lines->at,
				   "the comment of the signature is too long "
				   "or holds control characters");
	minisig->comment = g_strdup(comment);
	line = lines->at < lines->n ? lines->lines[lines->at++] : "";
	if (!trust_base64_read(line, strlen(line), TRUE,
			       minisig->comment_signature, SIGNATURE_BYTES))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name,
				   lines->at,
				   "the signature of the comment is cut or "
				   "mistyped");
	if (lines->at == lines->n)
		return TRUE;
	return trust_fault(error, BASE_ERROR_INPUT, lines->name, lines->at + 1,
			   "a signature has four lines; nothing belongs below");
}

static gboolean
parse(struct trust_lines *lines, struct minisig *minisig, GError **error)
{
	if (!trust_lines_need(lines, "untrusted comment", error))
		return FALSE;
	if (lines->at >= lines->n)
		return trust_fault(error, BASE_ERROR_INPUT, lines->name, 2,
				   "the signature is cut short");
	return parse_signature(lines, minisig, error) &&
	       parse_comment(lines, minisig, error);
}

struct minisig *
minisig_parse(const char *text, gsize len, const char *name, GError **error)
{
	struct trust_lines lines;
	struct minisig *minisig;

	trust_ready();
	if (!trust_lines_init(&lines, text, len, FILE_MAX, name, error))
		return NULL;
	minisig = g_new0(struct minisig, 1);
	if (!parse(&lines, minisig, error))
		g_clear_pointer(&minisig, minisig_free);
	trust_lines_clear(&lines);
	return minisig;
}

/* -- made and verified ----------------------------------------------------- */

/* What the second signature is of. */
static GByteArray *
with_comment(const guint8 signature[SIGNATURE_BYTES], const char *comment)
{
	GByteArray *bytes = g_byte_array_new();

	g_byte_array_append(bytes, signature, SIGNATURE_BYTES);
	g_byte_array_append(bytes, (const guint8 *)comment, strlen(comment));
	return bytes;
}

char *
minisig_make(const struct secret_key *key, const struct signed_hash *hash,
	     const char *comment, GError **error)
{
	guint8 line[LINE_BYTES] = { 'E', 'D' }, second[SIGNATURE_BYTES];
	guint8 *signature = line + 2 + KEY_ID_BYTES, of[HASH];
	g_autoptr(GByteArray) bytes = NULL;
	g_autofree char *id = key_id_print(key->public.id);
	g_autofree char *a = NULL, *b = NULL;

	if (!is_comment(comment)) {
		trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
			    "the comment of a signature is one line of at "
			    "most %d bytes, without control characters",
			    MINISIG_COMMENT_MAX);
		return NULL;
	}
	memcpy(line + 2, key->public.id, KEY_ID_BYTES);
	finish(hash, of);
	crypto_sign_detached(signature, NULL, of, HASH, key->signs);
	bytes = with_comment(signature, comment);
	crypto_sign_detached(second, NULL, bytes->data, bytes->len, key->signs);
	a = g_base64_encode(line, sizeof(line));
	b = g_base64_encode(second, sizeof(second));
	return g_strdup_printf("untrusted comment: signed with iptrate, key "
			       "%s\n%s\ntrusted comment: %s\n%s\n",
			       id, a, comment, b);
}

char *
minisig_make_of(const struct secret_key *key, const void *bytes, gsize len,
		const char *comment, GError **error)
{
	g_autoptr(SignedHash) hash = signed_hash_new();

	signed_hash_add(hash, bytes, len);
	return minisig_make(key, hash, comment, error);
}

/* bytes: what the first signature is of. */
static gboolean
verify(const struct minisig *minisig, const struct public_key *key,
       const guint8 *bytes, gsize len, GError **error)
{
	g_autoptr(GByteArray) second = NULL;

	if (memcmp(minisig->key, key->id, KEY_ID_BYTES)) {
		g_autofree char *by = key_id_print(minisig->key);
		g_autofree char *not = key_id_print(key->id);

		return trust_fault(error, BASE_ERROR_NOT_FOUND, NULL, 0,
				   "signed with the key %s, not with %s", by,
				   not );
	}
	if (crypto_sign_verify_detached(minisig->signature, bytes, len,
					key->signs))
		return trust_fault(error, BASE_ERROR_UNMET, NULL, 0,
				   "the signature does not fit: what was "
				   "signed has been changed, or another key "
				   "signed it");
	second = with_comment(minisig->signature, minisig->comment);
	if (crypto_sign_verify_detached(minisig->comment_signature,
					second->data, second->len, key->signs))
		return trust_fault(error, BASE_ERROR_UNMET, NULL, 0,
				   "the comment of the signature has been "
				   "changed");
	return TRUE;
}

gboolean
minisig_verify_hash(const struct minisig *minisig, const struct public_key *key,
		    const struct signed_hash *hash, GError **error)
{
	guint8 of[HASH];

	if (!minisig->hashed)
		return trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
				   "an older kind of signature (minisign -l), "
				   "for small files only; sign it anew without "
				   "-l");
	finish(hash, of);
	return verify(minisig, key, of, HASH, error);
}

gboolean
minisig_verify(const struct minisig *minisig, const struct public_key *key,
	       const void *bytes, gsize len, GError **error)
{
	g_autoptr(SignedHash) hash = NULL;

	if (!minisig->hashed)
		return verify(minisig, key, bytes, len, error);
	hash = signed_hash_new();
	signed_hash_add(hash, bytes, len);
	return minisig_verify_hash(minisig, key, hash, error);
}
