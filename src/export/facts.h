/*
 * facts: facts of a session in words, the same for every format.
 */
#ifndef EXPORT_FACTS_H
#define EXPORT_FACTS_H

#include "export/export.h"

/* A list that may be absent. */
guint list_len(const GPtrArray *list);

/* "8 of 16", "8", "". */
char *facts_number_print(const struct session_facts *facts);
/* "accepted", "rejected", "added", "relabelled from COMM", "relabelled to
 * CLAR", "not decided". */
char *fact_verdict_print(const struct effective_tag *tag);
/* "hint" ...; "" for a tag that a person added. */
const char *fact_strength_print(const struct effective_tag *tag);
/* "comm.own-words, comm.tone", each once; "" without hits. */
char *fact_rules_print(const struct effective_tag *tag);
/* "25, 27, 31"; at most `most` of them, then "and 5 more". */
char *fact_turns_print(const GArray *turns, guint most);
/* "A", "B"; the label of the speaker with the role where that says more. */
char *fact_speaker_print(const struct transcript *transcript,
			 const struct turn *turn);
/* All reasons of a score, a blank between. */
char *fact_reasons_print(const struct session_score *score,
			 const char *between);
/* "mean extent of the live U and E items that are rated". */
char *fact_rule_print(const struct score_rule *rule);
/* The pass rule in words, and when a pass or not is too near to call. */
char *fact_pass_print(const struct rubric *rubric);
char *fact_borderline_print(const struct rubric *rubric);
/* Is the technique evidence for the item? */
gboolean item_has_evidence(const struct item *item, const char *technique);
/* What a rating says of an item; NULL when nothing, or rating is NULL. */
const struct item_rating *fact_line(const struct rating *rating,
				    const char *item);
/* The same, or else what was remarked on an item that is not rated: for its
 * comment and turns alone. */
const struct item_rating *fact_said(const struct rating *rating,
				    const char *item);
/* What a consensus was made of, and what became of that since; NULL of another
 * rating.  Caller frees. */
char *fact_sources_print(const struct rating *rating);

/* NULL when the session has no suggestion for it (not live). */
const struct suggestion *record_suggestion(const struct session_record *record,
					   const struct item *item);

/* FALSE for an export: it changed nothing, and two exports of the same could
 * not be equal if they told of each other. */
gboolean fact_is_history(const struct audit_event *event);
/* The matched words of a tag in its turn: spans in the turn's own text,
 * rising, merged, within bounds.  Caller frees. */
GArray *fact_spans_build(const struct session_record *record,
			 const struct effective_tag *tag);
/* The words themselves, " … " between.  Caller frees. */
char *fact_words_print(const struct session_record *record,
		       const struct effective_tag *tag);

/* The stretch of a turn that is quoted: all of it when short, else about
 * EXCERPT_CHARS around the first of the spans, cut at blanks. */
#define EXCERPT_CHARS 500
struct span fact_excerpt_span(const char *text, gsize len, const GArray *spans);

#endif
