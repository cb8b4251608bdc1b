/*
 * app/hidden.h: what keeps sealed ratings as they are and unseen, for the verbs
 * that change or tell.
 */
#ifndef APP_HIDDEN_H
#define APP_HIDDEN_H

#include "app/private.h"

/* What stands in place of the words of an event that tell what a hidden rating
 * (app_sealed_hidden()) says; NULL: the event tells nothing of them.  Caller
 * frees. */
char *hidden_event_print(const GPtrArray *hidden, gint64 session,
			 const char *verb, const char *detail);

/* May the rating be changed or signed?  DENIED, with the mend, as long as it is
 * sealed and was not revealed, whoever asks. */
gboolean app_unsealed_check(struct app *app, gint64 session, const char *rater,
			    enum rater_role role, GError **error);

#endif
