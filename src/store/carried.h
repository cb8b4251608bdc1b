/*
 * store/carried: what goes from casebook to casebook, as rows of cells.  Part
 * of the door; include store/store.h.
 *
 * The one idea: each table of a bundle is declared once (carried.inc): its
 * columns, how its rows are read from a casebook and how one is put into
 * another.  Rows do not speak of numbers that only this casebook gives: people
 * are named by their codes, rubrics by their hashes, and what is only ever
 * added (decisions, values, signatures) by the casebook that it was made in
 * and its number there, wherever it has been since.
 */
#ifndef STORE_CARRIED_H
#define STORE_CARRIED_H

#include "store/store.h"

#define UID_CHARS 32 /* of sessions and casebooks: lower-case hexadecimal */

enum carried {
#define PART(id, name) CARRIED_##id,
#define CELL(name, kind, most, flags)
#define END
#include "store/carried.inc"
#undef PART
#undef CELL
#undef END
	CARRIED_PARTS
};

/* What a cell may be. */
enum cell_kind {
	CELL_HEX,    /* lower-case hexadecimal, `most` digits */
	CELL_NUMBER, /* 0 to most */
	CELL_ID,     /* 1 to 2^53 */
	CELL_MS,     /* of a recording; -1 where it is not known */
	CELL_TIME,   /* seconds since 1970, up to the year 9999 */
	CELL_REAL,
	CELL_TEXT,   /* any words, at most `most` bytes */
	CELL_LINE,   /* the same on one line, without controls */
	CELL_CODE,   /* of a person */
	CELL_PLACE,  /* number of a turn there is, 0 for none */
	CELL_TURNS,  /* numbers of turns, "3,5" */
	CELL_PLACES, /* turns and where their words are now, "3:3,5:6" */
	CELL_VERDICT,
	CELL_ROLE,	/* of a rater */
	CELL_TURN_ROLE, /* of a speaker */
	CELL_PHASE,
	CELL_FOCUS,
};

enum cell_flags {
	CELL_KEY = 1,	    /* two rows with the same are one row */
	CELL_LACKS = 2,	    /* may hold nothing at all */
	CELL_MOVES = 4,	    /* may differ between casebooks */
	CELL_DECISION = 8,  /* with the next cell: names a decision */
	CELL_VALUE = 16,    /* names a value */
	CELL_SIGNATURE = 32 /* names a signature */
};

struct carried_column {
	const char *name;
	enum cell_kind kind;
	guint most;
	guint flags; /* enum cell_flags */
};

struct carried_part {
	const char *name; /* "decisions" */
	const struct carried_column *columns;
	guint n;
};

const struct carried_part *carried_part(enum carried part);

/* As many cells as the part has columns; NULL: nothing. */
struct carried_row {
	guint n;
	char *cells[];
};

struct carried_row *carried_row_new(guint n);
void carried_row_free(struct carried_row *row);

/*
 * The rows of a session, those that were made first first; the first cell is
 * `uid`.  A session's own row: its hash of turns is filled in.  struct
 * carried_row; caller frees.
 */
GPtrArray *store_carried_out(struct store *store, enum carried part,
			     gint64 session, const char *uid, GError **error);
/*
 * Puts a row that is not there into this casebook, as brought by the bundle.
 * What it names must be there: people, rubric, rating, what it takes back.
 * Cells that do not fit: INPUT.
 */
gboolean store_carried_in(struct store *store, enum carried part,
			  gint64 session, gint64 bundle,
			  const struct carried_row *row, GError **error);
/* A session's row, with the file that it has here; its id, 0 with an error.
 * Speakers and turns are parts of their own. */
gint64 store_session_bring(struct store *store, const struct carried_row *row,
			   const char *bytes, gsize len, GError **error);
/* Fills in what was not known of a sealed rating: its nonce, and when and by
 * whom it was revealed. */
gboolean store_sealed_fill(struct store *store, gint64 session,
			   const struct carried_row *row, GError **error);

/* Which casebook this is, for what is made in it.  Caller frees. */
char *store_origin(struct store *store, GError **error);
/* What a session is called in bundles, made when there is none and `make` is
 * set; else NULL without an error.  Caller frees. */
char *store_session_uid(struct store *store, gint64 session, gboolean make,
			GError **error);
/* Of a session that has none. */
gboolean store_session_uid_set(struct store *store, gint64 session,
			       const char *uid, GError **error);
/* The session that is called so, or was assigned under that name; 0 without
 * an error when there is none. */
gboolean store_session_called(struct store *store, const char *uid,
			      gint64 *session, GError **error);
/* The newest assignment of the session to that rater: what it is called, the
 * session's name for the rater, and what is hidden ("people,ratings", "" for
 * nothing).  NULL in all when there is none.  Caller frees. */
gboolean store_assignment_called(struct store *store, gint64 session,
				 const char *rater, char **uid, char **name,
				 char **blind, GError **error);
/* SHA-256 of what the turns say, and who says it.  Caller frees. */
char *store_session_turns_hash(struct store *store, gint64 session,
			       GError **error);
/* Adds a sentence (char *) for each signed version of the session that is not
 * what was signed. */
gboolean store_session_signatures_check(struct store *store, gint64 session,
					GPtrArray *faults, GError **error);
/* Keeps the text of a rubric that ratings are on. */
gboolean store_rubric_keep(struct store *store, const struct rubric *rubric,
			   GError **error);

/* The bundle whose tag manifest has this hash, taken in before; 0 without an
 * error when it was not. */
gboolean store_bundle_find(struct store *store, const char *sha256,
			   gint64 *bundle, GError **error);
/* Its id; 0 with an error.  sender and key may be NULL. */
gint64 store_bundle_add(struct store *store, const char *sha256,
			const char *kind, const char *sender, const char *key,
			GError **error);

#endif
