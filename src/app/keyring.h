/*
 * app/keyring: the part of the door about keys: a person's own, and those of
 * others that they trust.
 *
 * They stand in a folder of the person's settings, in no casebook: who can
 * change a casebook with other tools must not be able to make a key trusted.
 *
 *	KEYID.key            a secret key, for its owner's eyes (0600)
 *	KEYID.pub            its public half, to hand on
 *	trusted/KEYID.pub    the public key as it was handed on
 *	trusted/KEYID.trust  whose it is here, what for, since when; revoked?
 */
#ifndef APP_KEYRING_H
#define APP_KEYRING_H

#include "app/opening.h"
#include "trust/trust.h"

enum key_role {
	KEY_TRAINEE,
	KEY_SUPERVISOR,
	KEY_RATER,
	KEY_BODY,
};

const char *key_role_print(enum key_role role); /* "trainee", ... */
gboolean key_role_parse(const char *text, enum key_role *role);

/* A key that is known here. */
struct known_key {
	struct public_key *key;
	char *id;	    /* 16 hex digits, as minisign prints it */
	char *fingerprint;  /* 8 groups of 4 */
	char *text;	    /* of app_key_read(): the file; else NULL */
	char *code;	    /* whose it is here */
	gboolean own;	    /* the secret half is here */
	gboolean locked;    /* own: under a passphrase */
	enum key_role role; /* of a trusted one */
	gint64 since;	    /* when it came to be trusted; 0 for one's own */
	gint64 revoked;	    /* 0: it is not */
	char *because;	    /* why it was revoked, or NULL */
};

void known_key_free(struct known_key *known);
typedef struct known_key KnownKey;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KnownKey, known_key_free)

/* All of them (struct known_key), own ones first, by code; empty where there
 * is no folder yet.  A file that cannot be read is an error with its name.
 * Caller frees. */
GPtrArray *app_keys(struct app *app, GError **error);
/* The one of that id, of that fingerprint, or the one that is not revoked of
 * that person's code (own before trusted); NOT_FOUND, or USAGE when a code has
 * several.  Caller frees. */
struct known_key *app_key_find(struct app *app, const char *word,
			       GError **error);
/* The person's own key that is not revoked; NULL without an error when there
 * is none.  Caller frees. */
struct known_key *app_key_own(struct app *app, const char *code,
			      GError **error);

/*
 * Makes a key for a person and writes its file.  passphrase NULL: none, for
 * who asked for that.  EXISTS when that person has one here that is not
 * revoked.  Caller frees.
 */
struct known_key *app_key_new(struct app *app, const char *code,
			      const char *name, const char *passphrase,
			      GError **error);
/* Opens a secret key; errors as secret_key_parse().  Caller frees. */
struct secret_key *app_key_open(struct app *app, const struct known_key *known,
				const char *passphrase, GError **error);
/* Puts another passphrase (NULL: none) on one's own key. */
gboolean app_key_passwd(struct app *app, const struct known_key *known,
			const char *was, const char *passphrase,
			GError **error);
/* The text of the public key, to hand on.  Caller frees. */
char *app_key_public(struct app *app, const struct known_key *known,
		     GError **error);

/* A public key's file, before anything is done with it.  Caller frees. */
struct known_key *app_key_read(struct app *app, const char *path,
			       GError **error);
/* May what was read be trusted as that person's key?  DENIED when it is revoked
 * here, is known as somebody else's, or calls its holder by another code than
 * `code` (unless it says none). */
gboolean app_key_may_trust(struct app *app, const struct known_key *read,
			   const char *code, GError **error);
/* Trusts what was read, when it may be.  Again with the same words is nothing
 * new; another role is noted. */
gboolean app_key_trust(struct app *app, const struct known_key *read,
		       const char *code, enum key_role role, GError **error);
/* From now on it counts for nothing; own or trusted.  The reason is needed. */
gboolean app_key_revoke(struct app *app, const struct known_key *known,
			const char *because, GError **error);

#endif
