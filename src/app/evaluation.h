/*
 * app/evaluation: the part of the door about the machine held against people.
 * Include app/app.h.
 */
#ifndef APP_EVALUATION_H
#define APP_EVALUATION_H

#include "agreement/agreement.h"
#include "app/opening.h"
#include "tagging/tagging.h"

/* 95 %, by drawing sessions; NAN without draws. */
struct interval {
	double low, high;
};

struct technique_agreement {
	const char *technique;
	guint64 n; /* turns the rater gave it */
	double precision, recall, f1, f1_low, f1_high;
	double kappa, ac1, positive; /* positive agreement is f1 */
	struct interval precision_in, recall_in, kappa_in, ac1_in;
	double session_spearman; /* counts per session */
	GArray *counts;		 /* struct session_count */
};

/* Turns with the technique in one session. */
struct session_count {
	guint session; /* index into evaluation.names */
	guint rater, machine;
};

struct rater_agreement {
	char *rater;
	guint64 turns;	/* coded by both: all figures rest on these alone */
	guint sessions; /* that have such turns */
	double micro_f1, micro_low, micro_high;
	double macro_f1; /* techniques with n >= 5 */
	struct interval macro_in;
	double micro_precision, micro_recall;
	double firm_precision; /* over probable and sequence tags */
	GPtrArray *techniques; /* struct technique_agreement, by n */
};

struct disagreement {
	char *session; /* NAME */
	guint turn;
	char *rater;
	char *technique;
	gboolean missed; /* rater yes, machine no; else false alarm */
	char *text;
};

struct evaluation {
	guint sessions;
	guint turns;		  /* therapist turns compared */
	GPtrArray *names;	  /* char *: of the sessions */
	GPtrArray *raters;	  /* char * */
	GPtrArray *machine;	  /* struct rater_agreement, one a rater */
	GPtrArray *ceiling;	  /* struct rater_agreement: rater B against A,
					 * named "A/B" */
	GPtrArray *disagreements; /* struct disagreement */
	struct item_signal {
		char *item;
		guint n; /* sessions with rating and suggestion */
		double spearman, mae;
	} * items;
	guint n_items;
};

struct evaluate_options {
	const char *codebook;	 /* NULL = the app's */
	enum strength least;	 /* tags that count: HINT = all */
	const char *const *only; /* session names, NULL = all */
	guint draws;		 /* bootstrap */
	guint64 seed;
};

/* dir holds NAME.txt with NAME.codes.tsv (turn, rater, codes) and perhaps
 * NAME.ratings.tsv.  Writes nothing. */
struct evaluation *app_evaluate(struct app *app, const char *dir,
				const struct evaluate_options *options,
				GError **error);
void evaluation_free(struct evaluation *evaluation);
typedef struct evaluation Evaluation;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Evaluation, evaluation_free)

#endif
