/*
 * app/lines.h: the part of the door that is about learning points of words.
 */
#ifndef APP_LINES_H
#define APP_LINES_H

#include "app/opening.h"

struct points_options {
	const char *id;		  /* of the codebook's points of words */
	const char *const *files; /* labelled lines */
	const char *const *talk;  /* or NULL: folders of coded sessions; where
				   * the technique was not coded nearby, no
				   * turn is what is looked for.  And files
				   * with such a turn in each line */
};

struct points_learned {
	char *id;
	char *rows; /* of a block of points */
	char *file; /* where they were saved; or NULL */
	guint lines, talk, clues;
	/* of lines in files that were left out */
	guint yes, found, no, wrong;
};

/*
 * Learns points of words of the app's codebook anew from files of labelled
 * lines: the head "label line" or "label before line" with a tab between,
 * then a row each, labelled yes or no.  A line counts as found by the points
 * that the rule asks for.  Writes nothing.
 */
struct points_learned *app_learn_points(struct app *app,
					const struct points_options *options,
					GError **error);
/*
 * Writes what was learned.  A path that ends in ".tsv", or the app's codebook
 * where it names a table: into that table, in place of the points of this id;
 * the rest of it stays.  Else a file for the codebook's word-points.
 */
gboolean app_points_save(struct app *app, struct points_learned *learned,
			 const char *path, GError **error);
/* The same, without writing anything: can it be written at all? */
gboolean app_points_check(struct app *app, const char *id, const char *path,
			  GError **error);
void points_learned_free(struct points_learned *learned);
typedef struct points_learned PointsLearned;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PointsLearned, points_learned_free)

#endif
