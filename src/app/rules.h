/*
 * app/rules: the part of the door about checking, comparing and
 * explaining rules.  Include app/app.h.
 */
#ifndef APP_RULES_H
#define APP_RULES_H

#include "app/learn.h"
#include "app/opening.h"
#include "app/renamed.h"
#include "tagging/tagging.h"

/* What a check of a codebook's file found. */
struct codebook_check {
	GPtrArray *diagnostics;
	struct codebook *codebook;  /* NULL when it cannot be used */
	struct rule_trial *results; /* by rule; NULL without a sample */
	guint sessions;		    /* of the sample */
	guint turns;
};

void codebook_check_free(struct codebook_check *check);
typedef struct codebook_check CodebookCheck;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CodebookCheck, codebook_check_free)

/* Looks for faults; with a sample (a transcript, or a folder of them; may be
 * NULL) the rules are tried on it and timed.  NULL with an error when a file
 * cannot be read; faults of the codebook are in the diagnostics. */
struct codebook_check *app_codebook_check(const char *path, const char *sample,
					  GError **error);

struct tag_change {
	gint64 session;
	guint turn;
	char *technique;
	enum { TAG_APPEARS, TAG_VANISHES, TAG_CHANGES_STRENGTH } kind;
	enum strength before, after; /* only with a change of strength */
	gboolean decided;	     /* a person had decided on it */
};

/* What is suggested for an item, decisions of people counted in. */
struct extent_change {
	gint64 session;
	char *item;
	guint before, after;		  /* extent; 0 = no number */
	gboolean look_before, look_after; /* flagged: look here */
};

struct codebook_diff {
	GPtrArray *tags;    /* struct tag_change by session, turn, technique */
	GPtrArray *extents; /* struct extent_change by session, item */
	GPtrArray *names;   /* struct old_name, of the new codebook */
};

/* Old against new codebook over sessions (n 0 = all), nothing written. */
struct codebook_diff *app_codebook_diff(struct app *app, const char *old_path,
					const char *new_path,
					const gint64 *sessions, guint n,
					GError **error);
void codebook_diff_free(struct codebook_diff *diff);
typedef struct codebook_diff CodebookDiff;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CodebookDiff, codebook_diff_free)

struct rule_use {
	char *rule;
	char *technique;
	guint fired, accepted, rejected;
	double precision, low, high; /* Wilson 95 %; NAN when undecided */
	gboolean below_floor;
};

/* struct rule_use in codebook order. */
GPtrArray *app_codebook_stats(struct app *app, GError **error);
void rule_use_free(struct rule_use *use);

/* Why a turn of a stored session has its tags.  Borrows from the codebook of
 * the app. */
struct explanation {
	struct account *account;
	GPtrArray *below_floor; /* struct rule, of those that fired there */
};

struct explanation *app_explain(struct app *app, gint64 session, guint turn,
				GError **error);
/* As lines of plain text.  Caller frees. */
char *explanation_print(const struct explanation *explanation);
void explanation_free(struct explanation *explanation);
typedef struct explanation Explanation;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explanation, explanation_free)

#endif
