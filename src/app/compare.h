/*
 * app/compare.h: coded sessions, and one view of them held against
 * another.
 */
#ifndef APP_COMPARE_H
#define APP_COMPARE_H

#include "app/private.h"

/* What one view (a rater, the machine) says of a session: a cell for each
 * turn (from 1) and technique. */
struct coding {
	guint turns, techniques;
	guint8 *yes;  /* turn * techniques + technique */
	guint8 *seen; /* turn: this view says something of it */
};

struct coding *coding_new(guint turns, guint techniques);
void coding_free(struct coding *view);
guint8 *coding_cell(const struct coding *view, guint turn, guint technique);

/* A session with what people said of it. */
struct gold {
	char *name;
	struct transcript *transcript;
	struct session_facts facts;
	GHashTable *views;	/* rater name -> struct coding */
	GPtrArray *ratings;	/* struct item_rating, or NULL */
	struct coding *machine; /* all tags that count */
	struct coding *firm;	/* probable and sequence tags */
	GPtrArray *suggested;	/* struct suggestion, or NULL */
};

void gold_free(struct gold *gold);

/* A session's three texts, ended by NUL; name for messages. */
struct gold_text {
	const char *name, *talk, *codes, *ratings;
};

/* Of texts in memory; NULL with an error.  Caller frees. */
struct gold *gold_parse(const struct gold_text *text,
			const struct codebook *codebook,
			const struct rubric *rubric, GError **error);

/* The sessions of a folder (struct gold by name); NULL with an error that
 * names file and line.  *rubric is loaded when somebody rated, and the
 * caller's. */
GPtrArray *gold_read(struct app *app, const char *dir,
		     const struct codebook *codebook, const char *const *only,
		     struct rubric **rubric, GError **error);

/* A view against another over sessions: techniques of each session as
 * two-by-two tables, rows by session. */
struct comparison {
	guint sessions, techniques;
	guint *names;		  /* session -> its place among all */
	struct two_by_two *cells; /* session * techniques + technique */
	guint64 turns;
};

/* truth and judged give the views of session i, NULL where it has none. */
struct comparison *comparison_new(const struct coding *const *truth,
				  const struct coding *const *judged,
				  guint sessions, guint techniques);
void comparison_free(struct comparison *comparison);
/* The numbers of a comparison, named. */
struct rater_agreement *agreement_build(const struct comparison *comparison,
					const struct codebook *codebook,
					const char *name,
					const struct evaluate_options *options);
void agreement_free(struct rater_agreement *agreement);
double comparison_precision(const struct comparison *comparison);

/* Item suggestions against ratings, into evaluation->items. */
void evaluate_items(struct evaluation *evaluation, const GPtrArray *golds,
		    const struct rubric *rubric,
		    const struct codebook *codebook);

#endif
