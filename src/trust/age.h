/*
 * Streams encrypted for people, in the age format (age-encryption.org/v1,
 * c2sp.org/age): a header that wraps the file's key for each receiver, then
 * chunks of 64 KiB under ChaCha20-Poly1305.  X25519 receivers only.  Stock age
 * opens what is made here, and what it makes is opened.
 *
 * Both ways are pushed: bytes go in as they come, and what comes of them is
 * handed to a sink.  Memory is that of one chunk and the header.
 */
#ifndef TRUST_AGE_H
#define TRUST_AGE_H

#include "trust/keys.h"

/* Takes all len bytes, or returns FALSE with an error, which ends it. */
typedef gboolean (*trust_sink)(const void *bytes, gsize len, gpointer user,
			       GError **error);

#define AGE_RECEIVERS_MAX 200

struct age_out;
/* Encrypts for n receivers (1 to AGE_RECEIVERS_MAX), and for nobody else: who
 * wants to open it later counts themselves in.  INPUT: a receiver that is no
 * key.  The header is handed to the sink at once. */
struct age_out *age_out_new(const guint8 (*receivers)[KEY_BYTES], guint n,
			    trust_sink sink, gpointer user, GError **error);
gboolean age_out_add(struct age_out *out, const void *bytes, gsize len,
		     GError **error);
/* Writes the last chunk; without it nobody can open the rest.  Once. */
gboolean age_out_end(struct age_out *out, GError **error);
void age_out_free(struct age_out *out);
typedef struct age_out AgeOut;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgeOut, age_out_free)

/* Do the bytes begin like an age file, plain or armoured?  24 are enough. */
gboolean age_is(const void *bytes, gsize len);

struct age_in;
struct age_in *age_in_new(const struct secret_key *key, const char *name,
			  trust_sink sink, gpointer user);
/*
 * INPUT: no age file, malformed, or armoured text (named, with the mend).
 * VERSION: a newer age.  DENIED: not for this key; tells of a file that asks
 * for a passphrase.  CORRUPT: header or a chunk was changed.  After an error
 * nothing more is taken.
 *
 * What the sink gets is what the sender wrote, chunk by chunk; that it is all
 * of it is known only when age_in_end() is TRUE.
 */
gboolean age_in_add(struct age_in *in, const void *bytes, gsize len,
		    GError **error);
/* CORRUPT: cut short. */
gboolean age_in_end(struct age_in *in, GError **error);
/* What is to be told once it is open: a sentence, or NULL.  A passphrase that
 * opens it, too, for one. */
const char *age_in_remark(const struct age_in *in);
void age_in_free(struct age_in *in);
typedef struct age_in AgeIn;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AgeIn, age_in_free)

#endif
