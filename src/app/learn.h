/*
 * app/learn.h: the part of the door that is about learning weights.
 */
#ifndef APP_LEARN_H
#define APP_LEARN_H

#include "app/app.h"

struct learn_options {
	const char *const *dirs;    /* folders of coded sessions */
	const char *const *without; /* session names kept out, or NULL */
	const char *rater;	    /* NULL: what half of a turn's raters say */
	app_progress progress;	    /* or NULL */
	void *data;		    /* for progress */
};

/* A technique as rules and weights would tag it in sessions of a folder that
 * was left out (of one folder: of a session that was, or of a twentieth of
 * many); as rules alone would
 * when it is not learned. */
struct learned_row {
	char *technique;
	guint labelled;
	gboolean is_learned;
	double precision, recall, f1; /* NAN when nothing to divide by */
	double firm_precision;
};

struct weights_learned {
	char *rules;	  /* the codebook without weights, in one text */
	char *table;	  /* the table of weights, with its head */
	char *table_file; /* where it was saved; or NULL */
	guint sessions, turns, clues;
	GPtrArray *rows; /* struct learned_row, in codebook order */
	double micro_f1, macro_f1, firm_precision; /* macro: 5 turns or more */
};

/* Learns the weights of the app's codebook anew.  Writes nothing. */
struct weights_learned *
app_learn(struct app *app, const struct learn_options *options, GError **error);
/*
 * Writes what was learned.  A path that ends in ".tsv", or that of a codebook
 * which names its table in `weights`, when it is the app's: the table alone.
 * Else the whole codebook, and its table beside it.
 */
gboolean weights_learned_save(struct weights_learned *learned, struct app *app,
			      const char *path, GError **error);
/* The same, without writing anything: can it be written at all? */
gboolean app_learned_check(struct app *app, const char *path, GError **error);
void weights_learned_free(struct weights_learned *learned);
typedef struct weights_learned WeightsLearned;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WeightsLearned, weights_learned_free)

#endif
