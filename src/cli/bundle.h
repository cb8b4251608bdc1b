/*
 * bundle: what the commands about bundles share.
 */
#ifndef CLI_BUNDLE_H
#define CLI_BUNDLE_H

#include "cli/run.h"

/* Whom a bundle is encrypted for. */
struct receivers {
	GArray *keys;	  /* guint8[KEY_BYTES]; empty: it is not encrypted */
	GPtrArray *codes; /* char *, whose they are, where that is known */
	GString *said;	  /* "SV and R1", for a sentence */
	gboolean sender;  /* who sends it is one of them */
};

void receivers_clear(struct receivers *receivers);
/* Those that --to names (people whose keys are known here, files of keys, what
 * age -r takes) and, when there is one and a key of theirs, who sends it: who
 * could not open what they sent could not tell what it was.  Tells of keys that
 * are not trusted here; DENIED for one that is revoked.  receivers_clear() in
 * either case. */
gboolean receivers_read(struct cli *cli, const char *from,
			struct receivers *receivers, GError **error);
/* The sender's own key; *key NULL: there is none, or --unsigned says so.
 * Caller frees. */
gboolean bundle_signing_key(struct cli *cli, const char *from,
			    struct secret_key **key, GError **error);
/* The key that opens a file that is encrypted; *key NULL: it is not.  Caller
 * frees. */
gboolean bundle_opening_key(struct cli *cli, const char *path,
			    struct secret_key **key, GError **error);

void bundle_counts_json(struct printer *printer, const char *key,
			const struct bundle_counts *counts);

#endif
