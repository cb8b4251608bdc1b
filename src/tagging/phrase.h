/*
 * Conditions said in words, for explanations.
 */
#ifndef TAGGING_PHRASE_H
#define TAGGING_PHRASE_H

#include "codebook/codebook.h"

/* Words in quotation marks, cut when they are many. */
void phrase_quote(GString *out, const char *text, gsize len);
/* "1 turn", "3 turns" */
void phrase_number(GString *out, guint n, const char *one, const char *several);
/* "3 or more words", "at most 1 word" */
void phrase_range(GString *out, struct range range, const char *one,
		  const char *several);
/* "'\bsad\b'" */
void phrase_pattern(GString *out, const struct pattern *pattern);
/* lead, then "'\bsad\b' or one of 3 others"; nothing for an empty list. */
void phrase_patterns(GString *out, const GPtrArray *patterns, const char *lead);
/* "a question or a prompt" */
void phrase_kinds(GString *out, guint kinds);
/* "comm.* or INC" */
void phrase_names(GString *out, const GPtrArray *names);
/* "a turn of the patient just before that matches 'X'" */
void phrase_turn(GString *out, const struct condition *when);

#endif
