/*
 * rules: does a rule fire on a turn, and what comes of it?
 */
#ifndef TAGGING_RULES_H
#define TAGGING_RULES_H

#include "tagging/tagging_run.h"

/* What became of a rule on a turn. */
struct verdict {
	struct span span;
	int context;	   /* turn from 0, or -1 */
	guint failed;	   /* with everything checked: how many failed */
	const char *fault; /* the first that failed */
	const struct condition *fault_at; /* the `when` that failed */
};

/* Stops at the first condition that fails, unless all is asked for. */
enum answer rule_check(struct tagging_run *run, guint rule, guint turn,
		       gboolean all, struct verdict *verdict);
/* Bits of the ordinary rules that may fire on a turn, by what the filter
 * found. */
void rule_candidates(struct tagging_run *run, guint turn, guint64 *bits);
/* How many content words of the turn another speaker used just before, with
 * the nearest such turn in context. */
int rule_echoes(struct tagging_run *run, const struct ready_rule *ready,
		guint turn, int *context);
/* What the words of the turn come to for the rule's points of words; words:
 * those that speak for it, in the matchable text. */
int rule_points(struct tagging_run *run, const struct ready_rule *ready,
		guint turn, struct span *words);
/* Where in the session the turn stands, in per cent. */
int rule_place(const struct tagging_run *run, guint turn);
/* The rule fired: the hit is added to the result. */
guint run_add_hit(struct tagging_run *run, guint rule, guint turn,
		  const struct verdict *verdict, int episode);
void run_add_limit(struct tagging_run *run, guint rule, guint turn);
/* The ordinary rules and the weights, turn by turn. */
void run_fire_rules(struct tagging_run *run);

#endif
