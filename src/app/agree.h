/*
 * app/agree: the part of the door about agreement in tables of ratings that are
 * no casebook's.  Include app/app.h.
 */
#ifndef APP_AGREE_H
#define APP_AGREE_H

#include "agreement/agreement.h"

struct agree_options {
	const struct scale *scale;  /* NULL: the points that were given */
	gboolean one_a_row;	    /* a rating a row, not a rater a column */
	const char *const *between; /* two raters or more; NULL: all */
	double cut;		    /* of a pass, for designs; NAN: none */
	guint64 seed;		    /* of what is drawn */
};

/* Reads the file and says all that can be said of it.  The first fault of the
 * table with its line is the error.  Caller frees. */
struct report *app_agree_matrix(const char *path,
				const struct agree_options *options,
				GError **error);

#endif
