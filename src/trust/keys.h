/*
 * Key pairs of people, and the two files they are kept in.
 *
 * A person has one key pair: an Ed25519 key that signs and an X25519 identity
 * that opens what was encrypted for them, made together and used together.
 */
#ifndef TRUST_KEYS_H
#define TRUST_KEYS_H

#include "base/base.h"

#define KEY_ID_BYTES 8
#define KEY_BYTES 32
#define KEY_NAME_MAX 200 /* bytes of a holder's name */
#define KEY_CODE_MAX 64	 /* and of their code */

/* What is handed on. */
struct public_key {
	guint8 id[KEY_ID_BYTES];    /* random; a label, no proof of anything */
	guint8 signs[KEY_BYTES];    /* Ed25519 */
	guint8 receives[KEY_BYTES]; /* X25519; zeros when it cannot receive */
	gboolean can_receive;	    /* FALSE: a plain file of minisign */
	char *code;		    /* of the holder; "" when not said */
	char *name;		    /* of the holder; "" when not said */
};

void public_key_free(struct public_key *key);
typedef struct public_key PublicKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PublicKey, public_key_free)
/* Caller frees. */
struct public_key *public_key_copy(const struct public_key *key);
/* Is it the same key pair, whoever is said to hold it? */
gboolean public_key_same(const struct public_key *a,
			 const struct public_key *b);

/*
 * The id as minisign prints it: 16 upper-case hexadecimal digits, its bytes
 * from last to first.  Caller frees.
 */
char *key_id_print(const guint8 id[KEY_ID_BYTES]);

/* The key as minisign -P takes it (56 characters) and as age -r takes it.
 * Callers free; the recipient is NULL when the key cannot receive. */
char *public_key_line(const struct public_key *key);
char *public_key_recipient(const struct public_key *key);
/*
 * Reads a file of secret_key_public_print(), or the two lines that minisign writes (code and name are
 * "" then, and it cannot receive).  CR LF and a byte order mark are taken.  At
 * most 4 KiB.  INPUT with the line; CORRUPT when a line does not fit what the
 * key signed; VERSION.  A secret file is refused by name.  Caller frees.
 */
struct public_key *public_key_parse(const char *text, gsize len,
				    const char *name, GError **error);
/* "age1..." alone, as age -r takes it, in either case. */
gboolean recipient_parse(const char *text, guint8 receives[KEY_BYTES],
			 GError **error);

/*
 * The fingerprint: 8 groups of 4 characters, "4T0K-9WQX-...", to be read out
 * over the telephone.  BLAKE2b of 20 bytes over id, signing and receiving key
 * (RFC 7693), in Crockford's base 32: no I, L, O or U.  Of a key read from
 * minisign's own file it is another one, because the recipient is missing.
 * Caller frees.
 */
char *fingerprint_print(const struct public_key *key);
/* Is what somebody typed this key's?  Case, blanks and dashes do not matter; o
 * is taken for 0, i and l for 1. */
gboolean fingerprint_fits(const char *typed, const struct public_key *key);

/*
 * The secret half.  It lives in memory that is locked, kept out of core dumps
 * and wiped when it is freed; never copied anywhere else.
 */
struct secret_key;

/* A new one from the system's random numbers.  code and name may be NULL, and
 * are cleaned of blanks at their ends; INPUT when one is too long or holds
 * control characters.  IO: no memory could be locked. */
struct secret_key *secret_key_make(const char *code, const char *name,
				   GError **error);
void secret_key_free(struct secret_key *key);
typedef struct secret_key SecretKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SecretKey, secret_key_free)
/* Its public half, as long as it lives. */
const struct public_key *secret_key_public(const struct secret_key *key);
/*
 * The file to hand on; plain text, some 400 bytes.  Caller frees.
 *
 *	untrusted comment: iptrate public key 82758E0374B81684
 *	RWSEFrh0A451gg...           56 characters: what minisign -P takes
 *	format: 1
 *	recipient: age1...          what age -r takes
 *	code: RL
 *	name: R. Lane               left out when not said
 *	signed: ...                 88 characters, by the key itself, over
 *	                            "iptrate public key\n" and all lines above
 *
 * `minisign -V -p` reads it as it is: it looks at two lines only.
 */
char *secret_key_public_print(const struct secret_key *key);

/* What opening the file costs, and so what guessing costs: passes and memory
 * of Argon2id (RFC 9106).  Kept in the file. */
struct key_cost {
	guint64 passes;
	gsize bytes;
};
/* What is used: libsodium's "moderate", 3 passes over 256 MiB. */
extern const struct key_cost key_cost_usual;
/* For tests: the least there is, which protects nobody. */
extern const struct key_cost key_cost_least;

/* A secret text that is wiped when freed: a passphrase, an identity, a secret
 * file without passphrase.  No NUL in it but the last. */
struct secret_text {
	char *text; /* in locked memory, ends with NUL */
	gsize len;  /* without that */
};
/* room: bytes there will be, without the NUL.  NULL with IO. */
struct secret_text *secret_text_new(gsize room, GError **error);
void secret_text_free(struct secret_text *text);
typedef struct secret_text SecretText;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SecretText, secret_text_free)

/*
 * The secret file, text.  passphrase NULL: unprotected, for who asked for that
 * in so many words; "" is refused with INPUT.  cost NULL: the usual.
 *
 *	iptrate secret key           do not send this file to anybody
 *	format: 1
 *	protection: argon2id 3 268435456 <salt>     or: none
 *	public: RWS...               the key line
 *	recipient: age1...
 *	code: RL
 *	name: R. Lane
 *	nonce: ...                   of XChaCha20-Poly1305; left out with none
 *	secret: ...                  both secrets, encrypted; all lines above
 *	                             are authenticated with them
 *	check: ...                   BLAKE2b of 16 bytes over all above: tells a
 *	                             damaged file from a wrong passphrase
 *
 * IO: not enough memory for the cost.
 */
struct secret_text *secret_key_print(const struct secret_key *key,
				     const char *passphrase,
				     const struct key_cost *cost,
				     GError **error);
/*
 * Opens it.  passphrase NULL: none is at hand.  INPUT: no such file (a public
 * one is told by name); CORRUPT: damaged; VERSION: newer; DENIED: the
 * passphrase is wrong, or none was given and one is needed.  Costs of more
 * than 1 GiB or 64 passes are CORRUPT.  Caller frees.
 */
struct secret_key *secret_key_parse(const char *text, gsize len,
				    const char *name, const char *passphrase,
				    GError **error);
/* What the file says without its passphrase: whose it is, and whether it needs
 * one.  What it says is not proven until it is opened.  Caller frees. */
struct public_key *secret_key_peek(const char *text, gsize len,
				   const char *name, gboolean *locked,
				   GError **error);
/* "AGE-SECRET-KEY-1...", what age -i takes.  Caller frees. */
struct secret_text *secret_key_identity(const struct secret_key *key,
					GError **error);

#endif
