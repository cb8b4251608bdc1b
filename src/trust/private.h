/*
 * What the files of trust/ share.
 */
#ifndef TRUST_PRIVATE_H
#define TRUST_PRIVATE_H

#include <sodium.h>

#include "trust/trust.h"

#define SEED_BYTES crypto_sign_SEEDBYTES
#define SIGNATURE_BYTES crypto_sign_BYTES
#define SECRETS_BYTES (SEED_BYTES + KEY_BYTES) /* as the secret file has them */

/* Starts libsodium; as often as one likes. */
void trust_ready(void);

/* -- text that comes in ---------------------------------------------------- */

/* Fills the error: "NAME:LINE: ..."; line 0: of the whole.  Returns FALSE. */
gboolean trust_fault(GError **error, enum base_error kind, const char *name,
		     guint line, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* A text as lines, read from the top. */
struct trust_lines {
	const char *name;
	char **lines;
	guint n;  /* of them; without empty ones at the end */
	guint at; /* the next one */
};

/* INPUT: longer than max bytes, NUL bytes, no valid UTF-8. */
gboolean trust_lines_init(struct trust_lines *lines, const char *text,
			  gsize len, gsize max, const char *name,
			  GError **error);
void trust_lines_clear(struct trust_lines *lines);
/* The value when the next line is "LABEL: value", which is passed then; else
 * NULL. */
const char *trust_lines_take(struct trust_lines *lines, const char *label);
/* The same; INPUT when it is another line. */
const char *trust_lines_need(struct trust_lines *lines, const char *label,
			     GError **error);
/* The first n lines, each with a line feed.  Caller frees. */
char *trust_lines_join(const struct trust_lines *lines, guint n);
/* "format: 1"; VERSION when it is a higher number. */
gboolean trust_lines_format(struct trust_lines *lines, GError **error);

/* Canonical base64 of exactly n bytes; padded, or not as age has it. */
gboolean trust_base64_read(const char *text, gsize len, gboolean padded,
			   guint8 *bytes, gsize n);
/* Appends it, unpadded. */
void trust_base64_bare(GString *out, const guint8 *bytes, gsize n);

/* One line that can be shown: valid UTF-8, nothing a terminal obeys, at most
 * max bytes. */
gboolean trust_is_plain(const char *text, gsize max);

/* -- keys ------------------------------------------------------------------ */

struct secret_key {
	struct public_key public;
	/* In locked memory: Ed25519 secret (its seed first), then X25519. */
	guint8 *signs;
	guint8 *receives;
};

/* From its two secrets: a seed and an identity.  code and name are clean. */
struct secret_key *secret_key_of(const guint8 secrets[SECRETS_BYTES],
				 const guint8 id[KEY_ID_BYTES],
				 const char *code, const char *name,
				 GError **error);
/* Reads the key line into the key: algorithm, id, signing key. */
gboolean public_key_line_read(const char *line, struct public_key *key);
/* code and name from the next lines. */
gboolean public_key_holder_read(struct trust_lines *lines,
				struct public_key *key, GError **error);
/* Appends "code: ..." and, when there is one, "name: ...". */
void public_key_holder_print(GString *out, const struct public_key *key);

/* The room of bech32_write(): prefix, "1", 52 characters, 6 of a checksum. */
#define BECH32_ROOM 80
/* BIP 173, of 32 bytes; lower case, ends with NUL. */
void bech32_write(const char *prefix, const guint8 bytes[KEY_BYTES],
		  char out[BECH32_ROOM]);
gboolean bech32_read(const char *prefix, const char *text,
		     guint8 bytes[KEY_BYTES]);

/* HKDF-SHA-256 (RFC 5869), at most 255 times 32 bytes.  salt may be NULL when
 * it is empty. */
void trust_hkdf(const guint8 *input, gsize input_len, const guint8 *salt,
		gsize salt_len, const char *info, gsize info_len, guint8 *out,
		gsize out_len);

/* -- age ------------------------------------------------------------------- */

#define AGE_FILE_KEY_BYTES 16
#define AGE_NONCE_BYTES 16
#define AGE_CHUNK (64 << 10)
#define AGE_TAG crypto_aead_chacha20poly1305_ietf_ABYTES
#define AGE_VERSION_LINE "age-encryption.org/v1\n"

/* The key that wraps the file's for one receiver. */
void age_wrap_key(const guint8 shared[KEY_BYTES], const guint8 share[KEY_BYTES],
		  const guint8 receiver[KEY_BYTES], guint8 out[KEY_BYTES]);
/* Of the header up to and with "---". */
void age_header_mac(const guint8 file_key[AGE_FILE_KEY_BYTES],
		    const char *header, gsize len,
		    guint8 mac[crypto_auth_hmacsha256_BYTES]);
void age_payload_key(const guint8 file_key[AGE_FILE_KEY_BYTES],
		     const guint8 nonce[AGE_NONCE_BYTES],
		     guint8 out[KEY_BYTES]);
/* The nonce of a chunk. */
void age_chunk_nonce(guint64 chunk, gboolean last,
		     guint8 nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES]);

/* Opens a whole header, which ends with the line feed of its last line: the
 * file's key.  *passphrase: one opens it, too. */
gboolean age_header_open(const char *header, gsize len,
			 const struct secret_key *key, const char *name,
			 guint8 file_key[AGE_FILE_KEY_BYTES],
			 gboolean *passphrase, GError **error);

#endif
