/*
 * A bundle that came: read, checked, asked.
 */
#ifndef BUNDLE_IN_H
#define BUNDLE_IN_H

#include <stdio.h>

#include "bundle/bundle.h"
#include "trust/trust.h"

struct bundle_reading {
	const char *name;  /* of the file, for complaints */
	const char *spare; /* folder for what is decrypted: a file without a
			    * name, 0600 */
	const struct secret_key *key; /* opens what is encrypted; or NULL */
	/* The key with that id, where it is known; borrowed for the call.
	 * NULL: none is known.  Whether it is revoked is the caller's. */
	const struct public_key *(*find)(const guint8 id[KEY_ID_BYTES],
					 gpointer user);
	gpointer user;
};

struct bundle_file {
	char *path;    /* "data/..." */
	guint64 bytes; /* unpacked */
	char *sha256;  /* that it has, 64 hexadecimal digits */
};

enum bundle_signed {
	BUNDLE_SIGNED_WELL,    /* by the key below */
	BUNDLE_SIGNED_UNKNOWN, /* find() gave no key for the id: not checked */
	BUNDLE_SIGNED_WRONG,   /* does not fit: a fault, too */
};

/* A file tagmanifest-sha256.txt[.WHO].minisig. */
struct bundle_signature {
	char *path;
	enum bundle_signed state;
	guint8 id[KEY_ID_BYTES];
	struct public_key *key; /* NULL unless WELL */
	char *comment;		/* trusted when WELL; safe to show */
};

struct bundle;
/*
 * Reads it from where the file stands, which must be seekable, and checks all
 * of it.  The file must stay open, and nobody may write to it, as long as the
 * bundle lives: contents are read from it when they are asked for, and looked
 * at again.
 *
 * NULL with an error when there is nothing to tell of: INPUT (no ZIP), IO,
 * DENIED (encrypted, and not for this key), CORRUPT (encrypted, and changed or
 * cut short), VERSION (a newer bundle).  Else what is wrong stands in
 * bundle_faults().
 */
struct bundle *bundle_read(FILE *file, const struct bundle_reading *reading,
			   GError **error);
void bundle_free(struct bundle *bundle);
typedef struct bundle Bundle;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bundle, bundle_free)

/*
 * What is wrong with it: sentences (char *), safe to show, lower case, no full
 * stop, without the file's name; empty when it is sound.  Files added, left
 * out, doubled, changed, linked, named with "..", too large, ... each has its
 * own.  A signature by a key that is not known is no fault.
 */
const GPtrArray *bundle_faults(const struct bundle *bundle);
gboolean bundle_was_encrypted(const struct bundle *bundle);
/* A sentence to be told, or NULL; see age_in_remark(). */
const char *bundle_remark(const struct bundle *bundle);
/* The folder in it. */
const char *bundle_name(const struct bundle *bundle);
/* SHA-256 of the tag manifest, in hexadecimal: names the content, whatever ZIP
 * it came in.  "" when there is no tag manifest. */
const char *bundle_content_sha256(const struct bundle *bundle);
/* The value of a line of bag-info.txt, NULL when there is none; labels without
 * regard to case.  Not safe to show. */
const char *bundle_fact(const struct bundle *bundle, const char *label);
/* struct bundle_signature *, in the order of their names. */
const GPtrArray *bundle_signatures(const struct bundle *bundle);
/* struct bundle_file *, in the order of their names. */
const GPtrArray *bundle_files(const struct bundle *bundle);
/*
 * The bytes of data/PATH ("ratings/ratings.tsv"), whose sum is looked at once
 * more.  NOT_FOUND: no such file.  CORRUPT: the bundle has faults; nothing is
 * given out of such a one.  Caller unrefs.
 */
GBytes *bundle_get(struct bundle *bundle, const char *path, GError **error);

#endif
