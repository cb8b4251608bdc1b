/*
 * bundle: what the commands about bundles share.
 */
#ifndef CLI_BUNDLE_H
#define CLI_BUNDLE_H

#include "cli/run.h"

/* The receivers that --to names (guint8[KEY_BYTES]), appended: public keys'
 * files, or what age -r takes. */
gboolean bundle_receivers(struct cli *cli, GArray *to, GError **error);
/* The sender's own key; *key NULL: there is none, or --unsigned says so.
 * Caller frees. */
gboolean bundle_signing_key(struct cli *cli, const char *from,
			    struct secret_key **key, GError **error);
/* The key that opens a file that is encrypted; *key NULL: it is not.  Caller
 * frees. */
gboolean bundle_opening_key(struct cli *cli, const char *path,
			    struct secret_key **key, GError **error);

/* "1 session, 2 ratings", "nothing".  Caller frees. */
char *bundle_counts_print(const struct bundle_counts *counts);
void bundle_counts_json(struct printer *printer, const char *key,
			const struct bundle_counts *counts);

#endif
