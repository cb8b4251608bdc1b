/*
 * bundle: what is sent from one person to another, as one file.
 *
 * A ZIP that holds one BagIt 1.0 bag (RFC 8493), signed inside, the whole
 * encrypted in the age format where it is for some only:
 *
 *	NAME/bag-info.txt                    facts, Payload-Oxum
 *	NAME/bagit.txt
 *	NAME/data/README.txt                 how to check it by hand
 *	NAME/data/...                        what the caller puts in
 *	NAME/manifest-sha256.txt             sum and name of each file in data/
 *	NAME/tagmanifest-sha256.txt          of the three text files beside data/
 *	NAME/tagmanifest-sha256.txt.minisig  its signature; left out without key
 *
 * The signature holds the tag manifest, that the manifest, that every file; it
 * outlives unpacking and packing again.  Stock unzip, sha256sum -c --strict,
 * minisign -V and age -d take it.  What a file in data/ means is the caller's
 * affair; this room knows names, bytes and sums.
 *
 *	out.h   made and written
 *	in.h    read, checked, asked
 */
#ifndef BUNDLE_H
#define BUNDLE_H

#include "base/base.h"

/* What is read is bounded by these, and nothing larger is written: INPUT. */
#define BUNDLE_ENTRIES_MAX 10000
#define BUNDLE_PATH_MAX 240	       /* bytes, NAME/ counted in */
#define BUNDLE_FILE_MAX (256u << 20)   /* bytes of one file, unpacked */
#define BUNDLE_TOTAL_MAX (2000u << 20) /* of all together */
#define BUNDLE_RATIO_MAX 100	       /* unpacked to packed, beyond */
#define BUNDLE_RATIO_FREE (16u << 20)  /* these bytes */
#define BUNDLE_TEXT_MAX (4u << 20)     /* a manifest, bag-info */
#define BUNDLE_VERSION 1	       /* "Iptrate-Bundle" in bag-info */

#include "bundle/out.h"
#include "bundle/in.h"

#endif
