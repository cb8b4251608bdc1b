/*
 * app/sealing.h: the part of the door that is about sealing a rating, so that
 * others know that it is there and not what it says, and about opening it.
 */
#ifndef APP_SEALING_H
#define APP_SEALING_H

#include "app/signing.h"

/*
 * Signs as app_sign() does and seals what was signed: who looks and is not its
 * rater does not see it any more (app/seen.h).  DENIED when others may have
 * seen it: it was signed openly, or sealed and revealed, before.  INPUT for a
 * consensus.  Caller frees; NULL with an error.
 */
struct sealed_rating *app_seal(struct app *app, gint64 session,
			       const char *rater, enum rater_role role,
			       const char *meaning, const char *unfinished,
			       const struct secret_key *key, GError **error);

#endif
