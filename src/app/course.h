/*
 * app/course.h: what weights are learned from, read and checked.
 */
#ifndef APP_COURSE_H
#define APP_COURSE_H

#include "app/private.h"
#include "learn/learn.h"

struct course {
	struct app *app;
	const struct codebook *codebook;
	const struct learn_options *options;
	GPtrArray *golds;     /* struct gold */
	GArray *lessons;      /* struct lesson */
	GPtrArray *labels;    /* guint8 *, seen, yes and rules of each lesson */
	GHashTable *met;      /* sum of the words of a session -> its path */
	struct tagger *rules; /* of the codebook without its weights */
	guint turns, groups;
};

/* Reads the folders of the options; FALSE with an error when a session is met
 * twice, one to be kept out is not there, or there are too few. */
gboolean course_read(struct course *course, GError **error);
void course_init(struct course *course);
/* Lets go of all but the tagger. */
void course_clear(struct course *course);

/* The table of weights that a path stands for: itself when it ends in ".tsv",
 * or the one that the codebook in use names when it is that.  Else NULL.
 * Caller frees. */
char *app_table_at(struct app *app, const char *path);

#endif
