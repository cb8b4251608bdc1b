/*
 * A bundle on its way out.
 *
 *	out = bundle_out_new(&facts, spare, &error);
 *	bundle_out_add(out, "ratings/ratings.tsv", bytes, len, &error) && ...
 *	bundle_out_save(out, key, comment, path, to, n, &error);
 *
 * Files come in any order.  Each is packed when it is added, into a file that
 * has no name (0600, in `spare`), so that memory does not grow with what is
 * sent and nothing is left behind whatever happens.  The same content gives the
 * same bytes, in whatever order it came: entries stand in the order of their
 * names' bytes, with one fixed time and without extra fields (with another
 * zlib they may be packed otherwise; what is signed stays the same).
 */
#ifndef BUNDLE_OUT_H
#define BUNDLE_OUT_H

#include <stdio.h>

#include "bundle/bundle.h"
#include "trust/trust.h"

/* A line of bag-info.txt: "Label: value".  Labels of letters, digits and
 * hyphens; values of one line, valid UTF-8.  Those that this room writes
 * itself (Bagging-Date, Bag-Software-Agent, Payload-Oxum, Iptrate-Bundle) are
 * refused. */
struct bundle_fact {
	const char *label;
	const char *value;
};

struct bundle_facts {
	const char *name;  /* the folder: a bare file name of letters, digits,
			    * ".", "-" and "_", at most 64 bytes */
	const char *date;  /* YYYY-MM-DD */
	const char *agent; /* "iptrate 0.1.0" */
	const char *about; /* what it is, for data/README.txt: paragraphs */
	const struct bundle_fact *more; /* ends with a NULL label; or NULL */
};

struct bundle_out;
/* facts need not outlive the call.  spare: a folder for the file without a
 * name, that must be there.  INPUT: a fact that cannot be; IO, DENIED. */
struct bundle_out *bundle_out_new(const struct bundle_facts *facts,
				  const char *spare, GError **error);
void bundle_out_free(struct bundle_out *out);
typedef struct bundle_out BundleOut;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BundleOut, bundle_out_free)

/*
 * Adds data/PATH.  path: UTF-8 in composed form (NFC), parts parted by "/",
 * none empty, "." or "..", no backslash, colon, control character, blank or
 * dot at a part's end; "README.txt" is the room's.  INPUT: such a path; one
 * that is there already, or differs only in case from one; more than the
 * bounds.  After an error nothing more can be added.
 */
gboolean bundle_out_add(struct bundle_out *out, const char *path,
			const void *bytes, gsize len, GError **error);
/* The same from a descriptor, from where it stands to its end. */
gboolean bundle_out_add_fd(struct bundle_out *out, const char *path, int fd,
			   GError **error);

/*
 * Ends the bag and hands the ZIP to the sink.  key NULL: not signed, and the
 * README says so.  comment: the trusted comment, "iptrate bundle P07
 * 2026-11-30T00:00:00Z RL" for one; not asked for without key.  Once.
 */
gboolean bundle_out_end(struct bundle_out *out, const struct secret_key *key,
			const char *comment, trust_sink sink, gpointer user,
			GError **error);
/*
 * The same into a file, 0600, that appears whole or not at all and takes the
 * place of an earlier bundle (DENIED where something else is there).  n
 * receivers, 0: not encrypted.  A file that is ours while it is written has no
 * name where the system can do that.
 */
gboolean bundle_out_save(struct bundle_out *out, const struct secret_key *key,
			 const char *comment, const char *path,
			 const guint8 (*to)[KEY_BYTES], guint n,
			 GError **error);

#endif
