/*
 * app/incoming.h: a file on its way into the casebook.
 */
#ifndef APP_INCOMING_H
#define APP_INCOMING_H

#include "app/private.h"

/* One file on its way in. */
struct incoming {
	const struct import_options *options;
	struct import_result *result; /* borrowed */
	struct name_facts named;      /* by the file's name */
	const struct codebook *codebook;
	struct tagger *tagger;
	char *bytes; /* NULL: could not be read */
	gsize len;
	char *sha256;
	char *talk;	   /* digest of what is said; NULL: not parsed */
	GPtrArray *doubts; /* char *: said of a new file only; or NULL */
	/* of a file ahead that brings the same talk, borrowed; or NULL */
	const struct import_result *first;
	gboolean unnamed; /* its name may be a person's: a neutral case */
	struct transcript *transcript;
	struct session_facts facts;   /* as said, for the casebook */
	struct session_facts settled; /* with case and suggestion */
	struct tagging *tagging;
};

/* label -> role of the options, --therapist among them; borrows the labels.
 * NULL for none. */
GHashTable *incoming_roles(const struct import_options *options);
/* Reads and parses it; what is wrong goes to its result. */
void incoming_read(struct incoming *file);
/* Tells its transcript what the casebook remembers of its case, where a role
 * is open.  FALSE only when the casebook cannot be read. */
gboolean incoming_recall(struct app *app, struct incoming *file,
			 GError **error);
/* Fills in the result; an open role is an error of it. */
void incoming_describe(struct incoming *file);
/* Keeps the roles that were told for later files of the case. */
gboolean incoming_remember(struct app *app, const struct incoming *file,
			   GError **error);
void incoming_clear(struct incoming *file);

/* May a file's name (without ending) be a code, as C21, P-07, s21 and case12
 * are, and hold nobody's name? */
gboolean incoming_is_code(const char *stem);
/* Case and facts from options, name and header, and where they contradict one
 * another; header: its case, or NULL.  The case is open afterwards when
 * file->unnamed. */
void incoming_take_facts(struct incoming *file, const char *header);
/* Gives an unnamed one a case that is nobody's yet; claimed: keys of codes
 * that other files name (base_code_key()). */
gboolean incoming_name(struct app *app, struct incoming *file,
		       GHashTable *claimed, GError **error);
/* Says so. */
void incoming_note_name(struct incoming *file);
/* Of a new file: warns of what contradicts one another, and of a number past
 * the planned ones. */
void incoming_tell_doubts(struct incoming *file);
/* Warns of another session of the case with this number. */
gboolean incoming_check_number(struct store *store, struct incoming *file,
			       GError **error);
/* What the casebook knows of this file, so that nothing is done twice. */
gboolean incoming_recognise(struct store *store, struct incoming *file,
			    GError **error);
/* It is that session already. */
gboolean incoming_known(struct store *store, struct incoming *file,
			gint64 session, GError **error);
/* Of a known file: what the options say that the session does not, and the
 * command that does it. */
gboolean incoming_note_ignored(struct store *store, struct incoming *file,
			       const struct session_info *info, GError **error);

/* What a talk is recognised by, whatever bytes it comes in.  Caller frees. */
char *talk_digest(const struct transcript *transcript);
/* Makes those of sessions that have none yet. */
gboolean talk_digests_fill(struct store *store, GError **error);

/* -- what files bring to those behind them -------------------------------- */

/* A case as it will stand when a file's turn to be saved has come. */
struct arrived_case {
	char *code; /* as spelled first */
	guint planned;
	enum focus focus;
};

/* Of files that are not in the casebook yet. */
struct arrivals {
	GHashTable *talks;   /* digest -> result of the first that says it;
			     * borrowed, outlives these */
	GHashTable *cases;   /* base_code_key() -> struct arrived_case */
	GHashTable *people;  /* base_code_key() -> code as spelled first */
	GHashTable *claimed; /* base_code_key() of cases that files name */
};

struct arrivals *arrivals_new(void);
void arrivals_free(struct arrivals *arrivals);
typedef struct arrivals Arrivals;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arrivals, arrivals_free)
/* Lets go of cases and people: the casebook has them now. */
void arrivals_forget(struct arrivals *arrivals);
/* Notes the case that a file names. */
void arrivals_claim(struct arrivals *arrivals, const struct incoming *file);
/* The result of the file ahead that brings this talk, or NULL; then this one
 * is noted as the first. */
const struct import_result *arrivals_talk(struct arrivals *arrivals,
					  const struct incoming *file);
/* Settles case, therapist and facts of a new file as they will stand, from
 * options, name, header, the casebook (if it is open) and the files ahead. */
gboolean arrivals_settle(struct app *app, struct arrivals *arrivals,
			 struct incoming *file, GError **error);

#endif
