/*
 * app/vouch.h: what the keys that are known here say of signatures.
 */
#ifndef APP_VOUCH_H
#define APP_VOUCH_H

#include "app/keyring.h"
#include "app/private.h"

/*
 * Is the version (struct rating, signed, with a key) what its signature says?
 * keys: of app_keys().  *known: the key, borrowed; NULL: not among them.
 * *why: a sentence's end for all but SIGNED_WELL; caller frees.  Whether the
 * rows are what the text says is not asked here.
 */
enum signed_state signature_vouch(struct app *app, const GPtrArray *keys,
				  const struct rating *version,
				  const struct known_key **known, char **why);

/* Are the two codes one person's here, as they are spelled or by 'person
 * merge'? */
gboolean codes_are_one(struct app *app, const char *a, const char *b);

/* What the key of the signature is trusted for, when that is not what it
 * signed as: "trainee"; or NULL. */
const char *vouched_other_role(const struct known_key *known,
			       enum rater_role role);

/* Fills in whose key each signature of the ratings is with, and whether that
 * is so.  Keys that cannot be read are as ones that are not known: 'key list'
 * tells of those. */
void app_signatures_name(struct app *app, const GPtrArray *ratings);
/* The same of one. */
void app_signature_name(struct app *app, const struct rating *rating);

#endif
