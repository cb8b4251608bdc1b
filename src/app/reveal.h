/*
 * app/reveal.h: the part of the door that is about opening what was sealed.
 * Include app/app.h.
 */
#ifndef APP_REVEAL_H
#define APP_REVEAL_H

#include "app/contrast.h"

/* What was opened, and what could not be. */
struct revealed {
	GPtrArray *opened;    /* struct sealed_rating */
	GPtrArray *left;      /* struct sealed_rating: not due, another's */
	GPtrArray *not_here;  /* struct sealed_rating: its content is not in
			       * this casebook */
	GPtrArray *contrasts; /* struct contrast, as it is then */
};

void revealed_free(struct revealed *revealed);
typedef struct revealed Revealed;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Revealed, revealed_free)

/* Would a reveal open a rating of who looks too early: sealed until another's
 * rating is signed, which is not signed yet? */
gboolean app_reveal_is_early(struct app *app, gint64 session, gboolean *early,
			     GError **error);

/*
 * Opens all sealed ratings of the session that are due, and those of who looks
 * (app/seen.h), together or not at all, and gives the comparison.  Each is
 * first held against its hash: CORRUPT with what was changed since.  by: code
 * of who does it.  Where there is nothing to open any more it only compares.
 * DENIED when what there is stays sealed, NOT_FOUND when there is neither
 * something sealed nor a pair to compare.  Caller frees; NULL with an error.
 */
struct revealed *app_reveal(struct app *app, gint64 session, const char *by,
			    GError **error);

#endif
