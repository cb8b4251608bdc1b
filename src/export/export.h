/*
 * export: what was found, decided and rated -> text, csv, json, xlsx.
 *
 * Takes structs and returns bytes or writes the file it is given.  Client
 * text is never written as a formula.  Owns libxlsxwriter.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include "agreement/agreement.h"
#include "base/base.h"
#include "codebook/codebook.h"
#include "export/page.h"
#include "listing/listing.h"
#include "scoring/scoring.h"
#include "tagging/tagging.h"
#include "transcript/transcript.h"

/* -- session records: all that an export needs of a session -------------- */

struct audit_event {
	gint64 id;
	gint64 at;
	char *who;
	char *verb;
	char *detail;
};

struct measure_value {
	char *name;
	double score;
	const char *band; /* or NULL */
	gint64 at;	  /* when it was noted */
};

struct session_record {
	gint64 session;
	char *case_code;
	char *therapist; /* person code, or NULL */
	char *source_name;
	char *source_sha256;
	char *imported_at; /* ISO 8601 */
	struct session_facts facts;
	gboolean phase_suggested; /* by number, not set by a person */
	const struct transcript *transcript;
	GPtrArray *machine_tags;   /* struct machine_tag */
	GPtrArray *decisions;	   /* struct decision */
	GPtrArray *effective_tags; /* struct effective_tag */
	GPtrArray *suggestions;	   /* struct suggestion */
	GPtrArray *ratings;	   /* struct rating */
	GPtrArray *sealed;	   /* struct sealed_rating: of which no more
				    * is known here; or NULL */
	GPtrArray *scores;	   /* struct session_score, as ratings */
	GPtrArray *measures;	   /* struct measure_value */
	gint64 aside_at;	   /* when somebody set aside what a
				    * questionnaire says of risk; 0: nobody
				    * did */
	struct lacks *lacks;	   /* why it is not told what is missing in it;
				    * NULL: all is known */
	GPtrArray *observations;   /* struct observed; may be empty */
	GPtrArray *noticed;	   /* those and what people have answered;
				    * owns them; NULL: observations does */
	GPtrArray *answered;	   /* struct observed: what tags of the machine
				    * answer, unless they are rejected; or
				    * NULL */
	GPtrArray *events;	   /* struct audit_event */
	struct speech_numbers numbers;
	/* The one that gave the tags; NULL: that of the export.  When it can
	 * no longer be read another stands for it, and the hash tells. */
	const struct codebook *codebook;
	char *codebook_sha256; /* or NULL */
	guint blind;	   /* enum blind: what was hidden when it was made */
	char *blind_rater; /* whose signature shows it; NULL: nothing is */
};

/* Why it is not told what is missing in a session, and no extent suggested, as
 * a sentence without its full stop; NULL when it is.  Caller frees. */
char *fact_lacks_print(const struct session_record *record);

/* "not_told_because": why it is not; an empty list when it is. */
void json_lacks_write(struct printer *printer, const struct lacks *lacks);

/*
 * What is listed of a session in more than one place.  Of struct
 * measure_value, audit_event, observed; of struct turn, about: its
 * transcript; of struct item_rating that is off the model, or not rated and
 * remarked on.
 */
extern const struct column measure_columns[];
extern const struct column event_columns[];
extern const struct column observed_columns[];
extern const struct column turn_columns[];
extern const struct column proscribed_columns[];
extern const struct column item_remark_columns[];
/* Of struct rating_source: what a consensus was made of. */
extern const struct column source_columns[];
/* Of struct sealed_rating: what all may know of it. */
extern const struct column sealed_columns[];
/* Of one that was opened: its nonce is no secret any more. */
extern const struct column opened_columns[];

/* An observation by its names. */
struct observed {
	char *id;
	char *says;
	enum observation_kind kind;
	guint first_turn;
	guint last_turn;
	char *words; /* of the first turn; NULL when it rests on none */
	gint64 at;   /* of what a questionnaire says: when it was noted */
};

struct export_options {
	gboolean with_transcript;
	const char *program;   /* "iptrate 0.1.0" */
	gint64 created;	       /* seconds since 1970, for properties */
	const char *temporary; /* a private folder for temporary files */
	const char *timezone;  /* unused: all times are UTC */
};

struct export_set {
	const struct codebook *codebook; /* of the first session */
	const struct rubric *rubric;
	GPtrArray *sessions; /* struct session_record */
	/* How far marks would stand, with those of these sessions'
	 * therapists; NULL where it is not known. */
	const struct standing *standing;
	GPtrArray *pages; /* struct book_page: sheets of its own; or NULL */
};

/* The bytes of the workbook (caller frees); NULL with an error IO when it
 * cannot be put together in the folder for temporary files.  Same input and
 * `created`, same bytes. */
char *export_xlsx(const struct export_set *set,
		  const struct export_options *options, gsize *len,
		  GError **error);
/* Is the file a workbook, a table or JSON that was exported before? */
gboolean export_is_earlier(const char *path);
/*
 * Bytes to a file: written beside it with mode 0600 and moved into place, so
 * that a fault changes nothing and a link is replaced, not followed; a device
 * or pipe is written to as it is.
 * FALSE with an error that names path: DENIED when we may not write there (a
 * write-protected file is not replaced), else IO.
 */
gboolean export_write_file(const char *path, const char *bytes, gsize len,
			   GError **error);
/* Spreadsheets take a table without it for one of their own code page. */
#define EXPORT_BOM "\xef\xbb\xbf"

/*
 * One row per tag and per live item of each rating ("record" column tells
 * which).  RFC 4180, UTF-8 with a byte order mark.  A text that a spreadsheet
 * would take for a formula, also behind a semicolon, gets an apostrophe
 * before it.
 */
char *export_csv(const struct export_set *set,
		 const struct export_options *options);
char *export_json(const struct export_set *set,
		  const struct export_options *options);

#endif
