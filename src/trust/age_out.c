/*
 * A stream encrypted for people; see age.h.
 */
#include "trust/private.h"

#include <string.h>

struct age_out {
	trust_sink sink;
	gpointer user;
	guint8 *key; /* of the payload, in locked memory */
	guint64 chunk;
	gsize have;    /* bytes of the chunk on its way */
	gboolean over; /* ended or failed */
	guint8 plain[AGE_CHUNK];
	guint8 sealed[AGE_CHUNK + AGE_TAG];
};

/* Appends a receiver's part of the header. */
static gboolean
wrap_for(GString *header, const guint8 receiver[KEY_BYTES],
	 const guint8 *file_key, GError **error)
{
	static const guint8 nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	guint8 secret[KEY_BYTES], share[KEY_BYTES], shared[KEY_BYTES];
	guint8 wrap[KEY_BYTES], body[AGE_FILE_KEY_BYTES + AGE_TAG];
	gboolean well;

	randombytes_buf(secret, sizeof(secret));
	crypto_scalarmult_base(share, secret);
	well = crypto_scalarmult(shared, secret, receiver) == 0;
	if (well) {
		age_wrap_key(shared, share, receiver, wrap);
		crypto_aead_chacha20poly1305_ietf_encrypt(
			body, NULL, file_key, AGE_FILE_KEY_BYTES, NULL, 0, NULL,
			nonce, wrap);
		g_string_append(header, "-> X25519 ");
		trust_base64_bare(header, share, sizeof(share));
		g_string_append_c(header, '\n');
		trust_base64_bare(header, body, sizeof(body));
		g_string_append_c(header, '\n');
	}
	sodium_memzero(secret, sizeof(secret));
	sodium_memzero(shared, sizeof(shared));
	sodium_memzero(wrap, sizeof(wrap));
	return well || trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
				   "a receiver's key is none: nothing can be "
				   "encrypted for it");
}

/* The whole header and the nonce; the payload's key is settled then. */
static gboolean
begin(struct age_out *out, const guint8 (*receivers)[KEY_BYTES], guint n,
      const guint8 *file_key, GError **error)
{
	g_autoptr(GString) header = g_string_new(AGE_VERSION_LINE);
	guint8 mac[crypto_auth_hmacsha256_BYTES], nonce[AGE_NONCE_BYTES];

	for (guint i = 0; i < n; i++)
		if (!wrap_for(header, receivers[i], file_key, error))
			return FALSE;
	g_string_append(header, "---");
	age_header_mac(file_key, header->str, header->len, mac);
	g_string_append_c(header, ' ');
	trust_base64_bare(header, mac, sizeof(mac));
	g_string_append_c(header, '\n');
	randombytes_buf(nonce, sizeof(nonce));
	g_string_append_len(header, (const char *)nonce, sizeof(nonce));
	age_payload_key(file_key, nonce, out->key);
	return out->sink(header->str, header->len, out->user, error);
}

struct age_out *
age_out_new(const guint8 (*receivers)[KEY_BYTES], guint n, trust_sink sink,
	    gpointer user, GError **error)
{
	g_autoptr(SecretText) file_key = NULL;
	struct age_out *out;

	if (n < 1 || n > AGE_RECEIVERS_MAX) {
		trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
			    "encrypted is for 1 to %d receivers, not for %u",
			    AGE_RECEIVERS_MAX, n);
		return NULL;
	}
	file_key = secret_text_new(AGE_FILE_KEY_BYTES, error);
	if (!file_key)
		return NULL;
	randombytes_buf(file_key->text, AGE_FILE_KEY_BYTES);
	out = g_new0(struct age_out, 1);
	out->sink = sink;
	out->user = user;
	out->key = sodium_malloc(KEY_BYTES);
	if (out->key &&
	    begin(out, receivers, n, (const guint8 *)file_key->text, error))
		return out;
	if (!out->key)
		trust_fault(error, BASE_ERROR_IO, NULL, 0,
			    "no memory that can be locked away for a secret");
	age_out_free(out);
	return NULL;
}

static gboolean
put_chunk(struct age_out *out, gboolean last, GError **error)
{
	guint8 nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	gsize len = out->have;

	age_chunk_nonce(out->chunk++, last, nonce);
	crypto_aead_chacha20poly1305_ietf_encrypt(out->sealed, NULL, out->plain,
						  len, NULL, 0, NULL, nonce,
						  out->key);
	out->have = 0;
	out->over = last;
	if (out->sink(out->sealed, len + AGE_TAG, out->user, error))
		return TRUE;
	out->over = TRUE;
	return FALSE;
}

static gboolean
is_over(GError **error)
{
	return trust_fault(error, BASE_ERROR_IO, NULL, 0,
			   "the encrypted file was ended before");
}

gboolean
age_out_add(struct age_out *out, const void *bytes, gsize len, GError **error)
{
	const guint8 *at = bytes;

	if (out->over)
		return is_over(error);
	while (len > 0) {
		gsize some = MIN(len, AGE_CHUNK - out->have);

		/* A full one waits: it may be the last. */
		if (some == 0) {
			if (!put_chunk(out, FALSE, error))
				return FALSE;
			continue;
		}
		memcpy(out->plain + out->have, at, some);
		out->have += some;
		at += some;
		len -= some;
	}
	return TRUE;
}

gboolean
age_out_end(struct age_out *out, GError **error)
{
	return out->over ? is_over(error) : put_chunk(out, TRUE, error);
}

void
age_out_free(struct age_out *out)
{
	if (!out)
		return;
	sodium_free(out->key);
	sodium_memzero(out->plain, sizeof(out->plain));
	g_free(out);
}
