/*
 * Signatures as minisign makes them (jedisct1.github.io/minisign), in text of
 * four lines:
 *
 *	untrusted comment: ...
 *	base64 of: algorithm "ED" or "Ed", key id, Ed25519 signature
 *	trusted comment: ...
 *	base64 of the signature over that signature and the trusted comment
 *
 * ED signs the BLAKE2b of 64 bytes of what is signed, so that a large file
 * needs no memory; that is what is made here.  Ed, the older one, signs the
 * bytes themselves and is verified only.
 *
 * A signature says that the holder of the key had these bytes.  It does not say
 * when: a time in the trusted comment is the signer's word.
 */
#ifndef TRUST_MINISIGN_H
#define TRUST_MINISIGN_H

#include "trust/keys.h"

#define MINISIG_COMMENT_MAX 1024 /* bytes of the trusted comment */

/* What is signed, on its way: hash it piece by piece. */
struct signed_hash;
struct signed_hash *signed_hash_new(void);
void signed_hash_add(struct signed_hash *hash, const void *bytes, gsize len);
void signed_hash_free(struct signed_hash *hash);
typedef struct signed_hash SignedHash;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SignedHash, signed_hash_free)

/* A signature that was read. */
struct minisig {
	guint8 key[KEY_ID_BYTES];
	gboolean hashed; /* ED; FALSE: Ed */
	guint8 signature[64];
	char *comment; /* trusted once it is verified; UTF-8, one line, tabs may
			* stand in it and nothing else that is not shown */
	guint8 comment_signature[64];
};

/* At most 8 KiB; CR LF is taken.  INPUT names the line, VERSION an algorithm
 * that is not known.  Nothing is verified yet.  Caller frees. */
struct minisig *minisig_parse(const char *text, gsize len, const char *name,
			      GError **error);
void minisig_free(struct minisig *minisig);
typedef struct minisig Minisig;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Minisig, minisig_free)

/*
 * The text of the signature (ED) of what was hashed, or of the bytes.  comment:
 * one line of valid UTF-8, without control characters but tabs, at most
 * MINISIG_COMMENT_MAX bytes (INPUT).  The same input gives the same text.  The
 * hash stays as it is.  Caller frees.
 */
char *minisig_make(const struct secret_key *key, const struct signed_hash *hash,
		   const char *comment, GError **error);
char *minisig_make_of(const struct secret_key *key, const void *bytes,
		      gsize len, const char *comment, GError **error);

/*
 * Did this key sign those bytes and the comment?  NOT_FOUND: another key did,
 * by its id.  UNMET: the signature or the comment does not fit.  A hash cannot
 * verify an older signature (hashed FALSE): INPUT.
 */
gboolean minisig_verify(const struct minisig *minisig,
			const struct public_key *key, const void *bytes,
			gsize len, GError **error);
gboolean minisig_verify_hash(const struct minisig *minisig,
			     const struct public_key *key,
			     const struct signed_hash *hash, GError **error);

#endif
