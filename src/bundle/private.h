/*
 * What the files of bundle/ share.
 */
#ifndef BUNDLE_PRIVATE_H
#define BUNDLE_PRIVATE_H

#include <stdio.h>

#include "bundle/bundle.h"

#define PIECE 65536 /* bytes that are moved at once */
#define SHA256_CHARS 64

/* The files beside data/. */
#define BAGIT_FILE "bagit.txt"
#define INFO_FILE "bag-info.txt"
#define MANIFEST_FILE "manifest-sha256.txt"
#define TAGS_FILE "tagmanifest-sha256.txt"
#define SIGNATURE_END ".minisig"
#define BAGIT_TEXT "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
#define VERSION_LABEL "Iptrate-Bundle"
#define OXUM_LABEL "Payload-Oxum"

/* -- names ----------------------------------------------------------------- */

/* A name as it is shown in a sentence, in quotes.  Caller frees. */
char *name_shown(const char *bytes, gsize len);
/* Why a path cannot be one, as a sentence; NULL when it can.  Caller frees. */
char *name_fault(const char *bytes, gsize len);

/* Paths that are there already, and the folders that they need. */
struct name_set;
struct name_set *name_set_new(void);
void name_set_free(struct name_set *set);
/* Adds a path that has no fault.  A sentence when it is there already, differs
 * only in case or Unicode form from one, or is a folder and a file.  Caller
 * frees. */
char *name_set_add(struct name_set *set, const char *path, gboolean folder);

/* -- files without a name -------------------------------------------------- */

/* Readable and writable, 0600, gone when it is closed. */
FILE *nameless_file(const char *folder, GError **error);
/* Adds "FILE: cannot do: why"; returns FALSE. */
gboolean file_fault(GError **error, const char *name, const char *what,
		    int why);

/* -- zip ------------------------------------------------------------------- */

#define ZIP_LOCAL 0x04034b50u
#define ZIP_CENTRAL 0x02014b50u
#define ZIP_END 0x06054b50u
#define ZIP_LOCAL_BYTES 30
#define ZIP_CENTRAL_BYTES 46
#define ZIP_END_BYTES 22
#define ZIP_STORED 0
#define ZIP_DEFLATED 8

/* A file that was packed, or is to be unpacked. */
struct zip_entry {
	char *path; /* from the top of the ZIP, ends with NUL */
	guint64 at; /* of its packed bytes */
	guint32 packed, unpacked, crc;
	guint16 method;
	char sha256[SHA256_CHARS + 1]; /* "" until it is known */
};

/* NULL is fine. */
void zip_entry_free(gpointer entry);

/* Made: packed into a spool, then put together in the order of the names. */
struct zip_out;
struct zip_out *zip_out_new(const char *spare, GError **error);
void zip_out_free(struct zip_out *out);
/* begin, add, end: one file.  end gives its entry, which out owns. */
void zip_out_begin(struct zip_out *out, const char *path);
gboolean zip_out_add(struct zip_out *out, const void *bytes, gsize len,
		     GError **error);
const struct zip_entry *zip_out_end(struct zip_out *out, GError **error);
/* struct zip_entry *, in the order of their names' bytes. */
GPtrArray *zip_out_entries(struct zip_out *out);
gboolean zip_out_write(struct zip_out *out, trust_sink sink, gpointer user,
		       GError **error);

/* Read: the directory with all that is wrong with it. */
struct zip_in {
	FILE *file;
	const char *name;   /* for complaints */
	guint64 base;	    /* where the ZIP begins in the file */
	guint64 len;	    /* of all of it */
	GPtrArray *entries; /* struct zip_entry *, files alone */
};

/* INPUT: no ZIP, or cut.  What is wrong within goes to faults (char *). */
struct zip_in *zip_in_new(FILE *file, const char *name, GPtrArray *faults,
			  GError **error);
void zip_in_free(struct zip_in *in);
/* Hands on what is unpacked, never more than the entry says.  CORRUPT: it
 * does not unpack to that. */
gboolean zip_in_unpack(struct zip_in *in, const struct zip_entry *entry,
		       trust_sink sink, gpointer user, GError **error);

/* -- what was read --------------------------------------------------------- */

/* A manifest: path -> sum in lower case. */
GHashTable *manifest_parse(const GByteArray *text, const char *name,
			   GPtrArray *faults);
/* bag-info.txt: label in lower case -> value. */
GHashTable *info_parse(const GByteArray *text, GPtrArray *faults);

struct bundle {
	FILE *decrypted; /* NULL: it was not encrypted */
	char *file_name;
	char *remark;
	struct zip_in *zip;
	GPtrArray *faults;
	char *name;	     /* "" until it is known */
	GHashTable *entries; /* path below the folder -> struct zip_entry */
	GPtrArray *files;    /* struct bundle_file */
	GPtrArray *signatures;
	GHashTable *facts;
	char *content_sha256;
};

void faults_add(GPtrArray *faults, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* All of a bag.  VERSION, IO. */
gboolean bundle_check(struct bundle *bundle,
		      const struct bundle_reading *reading, GError **error);
/* An entry in memory; CORRUPT when it is larger than max. */
GByteArray *bundle_unpack(struct bundle *bundle, const struct zip_entry *entry,
			  gsize max, GError **error);

/* What is wrong with the bundle becomes a fault of it (TRUE); what is wrong
 * with the disk stays an error.  Takes `mine`. */
gboolean bundle_fault_or_error(struct bundle *bundle, GError *mine,
			       GError **error);
/* The keys of a table in the order of their bytes; they stay the table's. */
GPtrArray *bundle_sorted_keys(GHashTable *table);
/* tagmanifest-sha256.txt.minisig, or with a name before its end. */
gboolean bundle_is_signature(const char *below);
/* All signatures, of the tag manifest `of`. */
gboolean bundle_check_signatures(struct bundle *bundle,
				 const struct bundle_reading *reading,
				 const GByteArray *of, GError **error);

#endif
