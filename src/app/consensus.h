/*
 * app/consensus.h: the part of the door that is about ratings that raters
 * agree on after each has signed one.  Include app/app.h.
 *
 * A consensus is a rating of its own, in that role: nothing of the ratings
 * that it is made of is touched.
 */
#ifndef APP_CONSENSUS_H
#define APP_CONSENSUS_H

#include "app/contrast.h"

/* What one of the raters gave an item. */
struct said_item {
	const struct item_rating *said; /* NULL: no value */
	const char *rater;
	enum rater_role role;
	GPtrArray *cited; /* struct cited_turn */
};

void said_item_free(gpointer said);

enum item_standing {
	ITEM_AGREED,  /* all gave the same */
	ITEM_OPEN,    /* they did not, and it is not settled */
	ITEM_SETTLED, /* they did not, and the consensus has a value */
};

const char *item_standing_print(enum item_standing standing);

struct consensus_item {
	const struct item *item;
	enum item_standing standing;
	GPtrArray *said;		 /* struct said_item, by code */
	const struct item_rating *value; /* of the consensus, or NULL; its
					  * comment is how it was settled */
};

struct consensus {
	gint64 session;
	struct rating *rating; /* role consensus */
	const struct rubric *rubric;
	GPtrArray *of;	  /* struct rating: as they were taken, by code */
	GPtrArray *items; /* struct consensus_item, in rubric order */
	GPtrArray *later; /* char *: a sentence for each that was signed anew
			   * since */
	guint agreed, open, settled;
	guint unrated; /* live items that nobody gave a value */
};

void consensus_free(struct consensus *consensus);
typedef struct consensus Consensus;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Consensus, consensus_free)

/* What a consensus is to be made of. */
struct consensus_choice {
	char **raters;	  /* at least two codes, NULL-terminated */
	gboolean of_role; /* role: of all that they rated in; else the one
			   * that each has signed */
	enum rater_role role;
};

/*
 * Begins the rater's consensus of the newest signed versions, or goes on with
 * it when some are newer: items on which all agree are filled in with the
 * evidence of all, an item filled in so before on which they do not agree any
 * more is open again, and what was settled stays.  DENIED when one is not
 * signed or is sealed, INPUT when they rated on different rubrics.  Caller
 * frees; NULL with an error.
 */
struct consensus *app_consensus_begin(struct app *app, gint64 session,
				      const char *rater,
				      const struct consensus_choice *choice,
				      GError **error);
/* The rater's consensus, or with NULL or none of theirs the only one there is.
 * NOT_FOUND, USAGE when there are several.  Caller frees. */
struct consensus *app_consensus(struct app *app, gint64 session,
				const char *rater, GError **error);
/*
 * Gives open or settled items (struct item_rating, comment: how it was
 * settled) their value; evidence that is not given is that of all.  `by`: whose
 * consensus it is or one of its raters, else DENIED.  INPUT for an item on
 * which all agree, and without a note that says something.
 */
struct consensus *app_consensus_settle(struct app *app, gint64 session,
				       const char *by, const GPtrArray *items,
				       GError **error);

extern const struct column consensus_columns[];
/* Of struct said_item. */
extern const struct column said_item_columns[];

#endif
