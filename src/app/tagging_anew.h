/*
 * app/tagging_anew.h: stored sessions that are tagged side by side and
 * saved.
 */
#ifndef APP_TAGGING_ANEW_H
#define APP_TAGGING_ANEW_H

#include "app/private.h"

/* Sessions or files are done in batches: side by side, then saved. */
#define BATCH 100

/* "session 3, turn 12: rule comm.x ..." for every limit reached. */
void app_limits_list(const struct tagging *tagging,
		     const struct codebook *codebook, const char *where,
		     GPtrArray *limits);

/* A session with its text, facts and tagging, made and tagged apart. */
struct tag_job {
	gint64 session;
	struct transcript *transcript;
	struct session_facts facts;
	struct tagging *tagging;
};

void tag_job_clear(struct tag_job *job);
/* Loads text and settled facts. */
gboolean tag_job_load(struct app *app, gint64 session, struct tag_job *job,
		      GError **error);
/* Tags them side by side. */
void tag_jobs_run(struct tagger *tagger, struct tag_job *jobs, guint n);

/* Tags stored sessions again within the open transaction. */
gboolean app_retag(struct app *app, const gint64 *sessions, guint n,
		   GPtrArray *limits, struct tag_tally *tally, GError **error);

#endif
