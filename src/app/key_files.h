/*
 * key_files: the files of keys, for the files of app/ that deal with keys.
 */
#ifndef APP_KEY_FILES_H
#define APP_KEY_FILES_H

#include "app/keyring.h"
#include "app/private.h"

#define KEYS_TRUSTED "trusted" /* the folder below */

/* A key as it says of itself; key is taken.  Caller frees. */
struct known_key *known_key_of(struct public_key *key);

/* Where the file of that id is, in the folder of one's own keys, or in that of
 * trusted ones.  Callers free. */
char *key_own_path(const struct app *app, const char *id, const char *ending);
char *key_trusted_path(const struct app *app, const char *id,
		       const char *ending);
gboolean key_folders_make(const struct app *app, GError **error);

/* By a new file that takes the place of the old one: all or nothing. */
gboolean key_file_write(const char *path, const char *text, gsize len,
			GError **error);
/* A file of keys is small; its bytes may be anything.  Caller frees. */
char *key_file_read(const char *path, gsize *len, GError **error);
/* A secret file, into memory that is wiped.  Caller frees. */
struct secret_text *key_secret_read(const char *path, GError **error);

/* What a key is trusted for: code, role, since, revoked and because; of one's
 * own the file need not be there.  CORRUPT. */
gboolean key_trust_write(const struct app *app, const struct known_key *known,
			 GError **error);
gboolean key_trust_read(const struct app *app, struct known_key *known,
			GError **error);

#endif
