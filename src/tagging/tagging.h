/*
 * tagging: rules over turns -> hits -> episodes -> tags.
 *
 * The heart of the program.  Given the turns of a session and a codebook it
 * says which technique stands where, by which rule, on which words, in which
 * episode, and what was dropped and why.  The result depends on text and
 * codebook alone: not on threads, order or platform.
 */
#ifndef TAGGING_H
#define TAGGING_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "tagging/account.h"
#include "tagging/lacks.h"
#include "transcript/transcript.h"

/* A rule that fired on a turn, of whoever it asks for. */
struct hit {
	guint turn;	  /* turn number, from 1 */
	guint rule;	  /* index into codebook.rules */
	struct span span; /* matched bytes in the turn's own text;
				 * empty when the rule has no match */
	int context;	  /* nearest turn number a `when` rested on, or 0 */
	int episode;	  /* index into tagging.episodes, or -1 */
	guint32 says;	  /* place in tagging.reasons + 1; 0: none of its own */
};

/* A stretch found by an episode rule. */
struct found_episode {
	guint episode;	  /* index into codebook.episodes */
	guint first_turn; /* first and last carrier */
	guint last_turn;
	guint carriers;
	GPtrArray *components; /* char *, distinct, sorted; borrowed text */
	GPtrArray *relations;  /* char *, distinct, sorted, lower case */
	gboolean complete;     /* met its needs */
};

/* A technique on one of the therapist's turns. */
struct tag {
	guint turn;
	guint technique; /* index into codebook.techniques */
	enum strength strength;
	int weight;	  /* points of the rules' strength on the scales; 0
				 * without weights, and for words alone */
	GArray *hits;	  /* guint indices into tagging.hits; may be
				 * empty for a bridged turn */
	int episode;	  /* index into tagging.episodes, or -1 */
	gboolean bridged; /* given by its place in the episode alone */
	/* NULL = stands; else the id of the suppression, "place" (it rests on
	 * its place in an episode and yields to a sign), "weight" (words and
	 * place weigh against it), "precedence", or the
	 * id of the episode that fell short */
	const char *dropped_by;
};

struct observation {
	guint rule; /* index into codebook.observations */
	guint first_turn;
	guint last_turn;
	struct span span; /* in first_turn's text; may be empty */
};

/* A pattern that ran into its limit on a turn; that rule said nothing there,
 * everything else stands. */
struct limit_reached {
	guint turn;
	guint rule;
	char *message;
};

/*
 * Descriptive numbers, never scored.  Words are those spoken: notes are not
 * counted.  Questions are told by their mark, and by their words in turns
 * without any mark.
 */
struct speech_numbers {
	guint turns[4]; /* by enum turn_role */
	guint words[4];
	guint questions[4];
	guint longest_turn[4]; /* words */
	guint longest_turn_n[4];
};

struct tagging {
	GArray *hits;	      /* struct hit by turn, rule */
	GStringChunk *said;   /* the text of reasons */
	GPtrArray *reasons;   /* const char *, distinct: why words weigh */
	GPtrArray *episodes;  /* struct found_episode by first turn */
	GPtrArray *tags;      /* struct tag by turn, technique; standing only */
	GPtrArray *dropped;   /* struct tag */
	GArray *observations; /* struct observation */
	GArray *answered;     /* those that were followed up; the last turn is
			       * the last that could have done it */
	GPtrArray *limits;    /* struct limit_reached */
	struct speech_numbers numbers;
};

/* Why the words of a hit weigh; NULL: what its rule says. */
static inline const char *
tagging_says(const struct tagging *tagging, const struct hit *hit)
{
	return hit->says ? tagging->reasons->pdata[hit->says - 1] : NULL;
}

/* The codebook made ready to run.  Thread-safe once made: many
 * tagger_run() at a time. */
struct tagger;

/*
 * Faults of patterns (do not compile, match the empty string, ...) are added
 * to diagnostics with the caret under the fault.  NULL when there was an
 * error.  The codebook is borrowed and must outlive the tagger.
 */
struct tagger *tagger_new(const struct codebook *codebook,
			  GPtrArray *diagnostics);
void tagger_free(struct tagger *tagger);
typedef struct tagger Tagger;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tagger, tagger_free)

/* Tags a session.  Caller frees. */
struct tagging *tagger_run(struct tagger *tagger,
			   const struct transcript *transcript,
			   const struct session_facts *facts);
/* The same by the plain road: every rule on every turn, no literal filter,
 * no JIT.  Must give the same result; the tests compare. */
struct tagging *tagger_run_plainly(struct tagger *tagger,
				   const struct transcript *transcript,
				   const struct session_facts *facts);
void tagging_free(struct tagging *tagging);
typedef struct tagging Tagging;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tagging, tagging_free)

/* Runs every rule's examples and counterexamples; complaints with the place
 * of the example go to diagnostics.  Returns how many were run. */
guint tagger_test(struct tagger *tagger, GPtrArray *diagnostics);

/* What a rule did in a sample. */
struct rule_trial {
	double microseconds; /* in 1,000 turns; filled by who has a clock */
	double tried;	     /* share of the turns, 0 to 1 */
	guint tagged;	     /* tags it gave, also those that were dropped */
	guint stood;	     /* those that stood */
};

/* A sample on which rules can be run one by one. */
struct trial;

struct trial *trial_new(struct tagger *tagger);
void trial_free(struct trial *trial);
typedef struct trial Trial;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trial, trial_free)
/* The transcript may go once it is added. */
void trial_add(struct trial *trial, const struct transcript *transcript,
	       const struct session_facts *facts);
guint trial_turns(const struct trial *trial);
/* Runs one rule on the turns on which it is tried; returns how many. */
guint trial_run(struct trial *trial, guint rule);
/* What runs have remembered would make the next one quicker. */
void trial_forget(struct trial *trial);
/* Adds up tagged and stood; results has a place for each rule. */
void trial_count(const struct trial *trial, struct rule_trial *results);

/* Warnings only: rules that can never fire, are shadowed, or have no
 * selective literal.  results: of a trial, by rule, or NULL. */
void tagger_lint(struct tagger *tagger, const struct rule_trial *results,
		 GPtrArray *diagnostics);

#endif
