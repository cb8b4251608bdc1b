/*
 * store/qualifications.h: the part of the door about sessions that are
 * references, and what came of holding a rater's ratings against them.
 */
#ifndef STORE_QUALIFICATIONS_H
#define STORE_QUALIFICATIONS_H

#include "store/store.h"

struct reference_row {
	gint64 session;
	gint64 rating; /* that others are held against, and its version */
	guint version;
	char *by; /* code */
	gint64 at;
};

void reference_row_free(struct reference_row *reference);

struct qualification_row {
	char *rater;	  /* code */
	char *rubric;	  /* id */
	char *thresholds; /* "ipt-raters 1.0.0" */
	char *sha256;	  /* of their file */
	gboolean reached;
	guint sessions, pairs; /* pairs: extents from both */
	double icc, within_one, exact, technique_f1; /* NAN: none */
	guint critical;	       /* lines that fail by a reference */
	guint critical_missed; /* and do not by the rater */
	gint64 newest;	       /* signed, of the ratings that counted */
	gint64 expires;
	char *by; /* code */
	gint64 at;
};

void qualification_row_free(struct qualification_row *row);

/* struct reference_row by session: those that were not taken back. */
GPtrArray *store_references(struct store *store, GError **error);
/* session, rating and version are the caller's, and by; at is filled in.  One
 * of the same session from before is taken back. */
gboolean store_reference_add(struct store *store,
			     struct reference_row *reference, GError **error);
/* *there: it was a reference. */
gboolean store_reference_withdraw(struct store *store, gint64 session,
				  gboolean *there, GError **error);

/* struct qualification_row, the oldest first. */
GPtrArray *store_qualifications(struct store *store, GError **error);
/* All but at is the caller's; at is filled in. */
gboolean store_qualification_add(struct store *store,
				 struct qualification_row *row, GError **error);

#endif
