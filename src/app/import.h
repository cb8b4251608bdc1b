/*
 * app/import: the part of the door about files that come in.
 * Include app/app.h.
 */
#ifndef APP_IMPORT_H
#define APP_IMPORT_H

#include "app/opening.h"
#include "base/base.h"
#include "transcript/transcript.h"

/* Reads and parses without storing.  Refuses folders, files above 512 MiB,
 * missing and empty files with a sentence. */
struct transcript *app_transcript_read(const char *path,
				       const struct transcript_options *options,
				       GError **error);

/*
 * What names of files say.  text is a name in which {case}, {number},
 * {planned} and {therapist} (a person's code) stand where these stand, {*}
 * for anything else: "C{case}_s{number}", "{case}/{*}_{number}".  With "/"
 * the folders above the file are looked at, too; the ending may be left
 * away; capitals do not matter.  NULL with an error of kind USAGE.
 */
struct name_pattern;
struct name_pattern *name_pattern_new(const char *text, GError **error);
void name_pattern_free(struct name_pattern *pattern);
typedef struct name_pattern NamePattern;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NamePattern, name_pattern_free)
const char *name_pattern_text(const struct name_pattern *pattern);

struct name_facts {
	char *case_code; /* NULL: not told */
	char *therapist;
	guint number, planned; /* 0: not told */
};

/* FALSE when the name does not fit.  Clear the facts after use. */
gboolean name_pattern_match(const struct name_pattern *pattern,
			    const char *path, struct name_facts *facts);
void name_facts_clear(struct name_facts *facts);

/*
 * Adds the paths (char *) in a folder and the folders in it to files, in
 * order, and what by its ending is no transcript to passed; hidden files and
 * linked folders are left out.  FALSE with an error when the folder cannot
 * be read or has nothing in it.
 */
gboolean app_folder_list(const char *folder, GPtrArray *files,
			 GPtrArray *passed, GError **error);

struct import_options {
	const char *case_code; /* NULL: name, header, else file stem */
	guint number, planned; /* 0: header, else unknown */
	enum phase phase;      /* UNKNOWN: header, else suggested */
	enum focus focus;      /* UNKNOWN: header, else unknown */
	const struct name_pattern *names; /* or NULL */
	const char *therapist;		  /* speaker label of the therapist */
	GHashTable *roles; /* as transcript_options.roles, or NULL */
	const char *format;
	gboolean strict;
	gboolean dry_run;
};

struct import_result {
	char *path;
	gint64 session; /* 0 when it failed */
	gboolean known; /* same file was there already */
	char *copy_of;	/* the file before it in this import that is the same;
			 * only where nothing is stored, else NULL */
	char *case_code;
	guint number, planned;
	enum phase phase;
	guint turns, therapist_turns, words, tags;
	char *format;
	GPtrArray *warnings; /* diagnostics */
	GPtrArray *speakers; /* char *: "T: therapist (label)" lines */
	GPtrArray *notes;    /* char *: who is who, told and remembered */
	GError *error;	     /* NULL when imported */
};

void import_result_free(struct import_result *result);

/*
 * Results in order (struct import_result; caller frees).  Saved in batches
 * of up to 25 files, a file whole or not at all; the fault of one file is
 * in its result and keeps no other out.  NULL only when the casebook cannot
 * be used.  Makes no casebook when there is nothing to put in.
 */
GPtrArray *app_import(struct app *app, const char *const *paths,
		      const struct import_options *options,
		      app_progress progress, void *data, GError **error);

#endif
