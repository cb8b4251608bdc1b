/*
 * tagger: the codebook made ready: patterns compiled, references resolved,
 * literals in one automaton.
 *
 * It never changes once made, but for code compiled on first use behind a
 * lock.
 */
#ifndef TAGGING_TAGGER_H
#define TAGGING_TAGGER_H

#include "match/match.h"
#include "tagging/tagging.h"
#include "weigh/weigh.h"

/* References ("comm.*", "COMM") resolved. */
struct references {
	guint64 *rules;	     /* bits by rule index */
	guint64 *named;	     /* those not named by their technique */
	guint64 *techniques; /* bits by technique index */
	guint n;
};

/* A struct condition with the numbers of its patterns. */
struct ready_condition {
	const struct condition *source;
	GArray *match; /* guint: numbers of patterns */
	GArray *and;
	GArray *unless;
	GArray *except;
	GArray *note;
	struct references hits;
};

struct ready_rule {
	const struct rule *rule;
	struct ready_condition *self;
	GPtrArray *when; /* struct ready_condition */
	struct references echo_of;
	const struct word_points *points; /* or NULL */
	int inside; /* episode index or -1; also for weak signs */
};

struct ready_episode {
	const struct episode *episode;
	GPtrArray *ground; /* struct ready_condition */
	struct references opens;
	struct references carries;
	struct references ends_at;
	struct references ends_last;
	struct ready_condition *bridge_unless; /* or NULL */
	int relations;			       /* a pattern or -1 */
	GArray *inside; /* guint rules that count only in it */
};

struct ready_observation {
	const struct observation_rule *source;
	struct ready_condition *at;
	struct ready_condition *followed;
	struct ready_condition *broken_by;
};

struct tagger {
	const struct codebook *codebook;
	struct patterns *patterns;
	GPtrArray *rules;	 /* struct ready_rule, by rule index */
	GPtrArray *episodes;	 /* struct ready_episode */
	GPtrArray *observations; /* struct ready_observation */
	guint row;		 /* guint64 words of a bit row of patterns */
	guint rule_row;		 /* the same of rules */
	GPtrArray *rules_of;	 /* GArray of guint: rules a pattern can fire */
	guint64 *free_rules;	 /* rules that need no match */
	guint64 *rules_by_role[4]; /* ordinary rules that a role may fire */
	struct scales *scales;	   /* NULL without weights */
};

/* Each adds itself to the tagger; faults of patterns to diagnostics. */
void ready_rule_add(struct tagger *tagger, const struct rule *rule,
		    GPtrArray *diagnostics);
void ready_episode_add(struct tagger *tagger, const struct episode *episode,
		       GPtrArray *diagnostics);
void ready_observation_add(struct tagger *tagger,
			   const struct observation_rule *source,
			   GPtrArray *diagnostics);
void ready_rule_free(gpointer data);
void ready_episode_free(gpointer data);
void ready_observation_free(gpointer data);
#define ALL_ROLES 0xf

struct ready_rule *tagger_rule(const struct tagger *tagger, guint rule);
struct ready_episode *tagger_episode(const struct tagger *tagger,
				     guint episode);

#endif
