/*
 * app/panel_tags.h: what the files about agreement on tags share.
 */
#ifndef APP_PANEL_TAGS_H
#define APP_PANEL_TAGS_H

#include "app/agreeing.h"
#include "app/compare.h"

/* What the raters of one session gave. */
struct coded_session {
	GHashTable *views; /* rater -> struct coding */
};

struct tagging_pair {
	struct app *app;
	const struct agreement_request *request;
	struct panel_agreement *agreement;
	const struct codebook *codebook;
	GHashTable *views; /* session -> struct blind_view */
	GPtrArray *coded;  /* struct coded_session */
	GPtrArray *raters; /* char *, owned, by code */
};

/* Adds what these two come to, where both have coded a session. */
void tag_pair_fill(struct tagging_pair *work, const char *first,
		   const char *second);

#endif
