/*
 * app/unpack.h: what the files about opening a bundle share.
 */
#ifndef APP_UNPACK_H
#define APP_UNPACK_H

#include "app/bundles.h"
#include "app/tables.h"

/* A bundle on its way in. */
struct unpack {
	struct app *app;
	const struct bundle_opening *opening;
	struct bundle *bundle;
	struct opened *opened;
	GPtrArray *rows[CARRIED_PARTS]; /* struct carried_row; NULL: not one
					 * of the small tables */
	gint64 id;			/* of the bundle, once it is noted */
	char *home;			/* what is made here has this origin */
	char *key_id;  /* that signed it and is known; or NULL */
	GArray *fresh; /* gint64: sessions to be tagged */
};

/* One session of it. */
struct unpack_session {
	const char *uid;
	gint64 id;		    /* here */
	gboolean fresh;		    /* it was not here */
	gint64 turns;		    /* how many it has */
	struct bundle_counts added; /* rows that were new */
};

/* Who sent it, and may that be believed?  A sentence with the mend if not. */
gboolean unpack_check_sender(struct unpack *unpack, GError **error);
/* May a signature of a rating be taken in?  One by a key that is somebody
 * else's here, or that does not fit, may not. */
gboolean unpack_check_signature(struct unpack *unpack,
				const struct carried_row *row, GError **error);
/* Reads and checks its small tables. */
gboolean unpack_read(struct unpack *unpack, GError **error);
/* People and rubrics that its rows name; within the transaction, as below. */
gboolean unpack_people(struct unpack *unpack, GError **error);
gboolean unpack_rubrics(struct unpack *unpack, GError **error);
/* Finds the session of a row, or makes it. */
gboolean unpack_session_find(struct unpack *unpack,
			     const struct carried_row *row,
			     struct unpack_session *session, GError **error);
/* Was anything in it that is not here? */
gboolean unpack_is_new(const struct unpack_session *session);
/* "new, with 1 rating"; what its rater should know of one that was given to
 * them.  Caller frees. */
char *unpack_says(const struct unpack *unpack,
		  const struct unpack_session *session);
/* What was said of it and is not here. */
gboolean unpack_session_rows(struct unpack *unpack,
			     const struct carried_row *row,
			     struct unpack_session *session, GError **error);

#endif
