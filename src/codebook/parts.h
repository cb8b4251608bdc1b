/*
 * parts: what a codebook is made of: techniques, rules, episodes and the rest.
 */
#ifndef CODEBOOK_PARTS_H
#define CODEBOOK_PARTS_H

#include "codebook/fields.h"

/* A rule of a technique without any condition. */
struct rule *rule_new(struct place place);
void *rule_read(struct yaml_reader *reader, const struct node *node);
void *rule_read_weak(struct yaml_reader *reader, const struct node *node);
void rule_free(struct rule *rule);

/* GPtrArray of struct example; owner takes the elements */
void field_examples(struct yaml_reader *reader, const struct key_reading *field,
		    const struct node *value, void *member);
void example_free(struct example *example);
/* Gives bare sentences the first of a rule's speakers: "T: ...". */
void examples_name_speaker(GPtrArray *examples, guint speakers);

void *episode_read(struct yaml_reader *reader, const struct node *node);
void episode_free(struct episode *episode);

void *technique_read(struct yaml_reader *reader, const struct node *node);
void technique_free(struct technique *technique);

void *word_points_read(struct yaml_reader *reader, const struct node *node);
void word_points_free(struct word_points *points);
/* Slots for as many rows as the text has lines; once. */
void word_points_room(struct word_points *points, const char *text, gsize len);
/* The row gives a clue its points, for which there is room.  FALSE when it is
 * none, or of a clue that has points. */
gboolean word_points_take(struct word_points *points, const char *line,
			  const char *end);
void word_points_complain(struct yaml_reader *reader, struct place place,
			  const char *line, const char *end);
void *suppression_read(struct yaml_reader *reader, const struct node *node);
void suppression_free(struct suppression *suppression);
extern const struct word observation_words[];
void *observation_rule_read(struct yaml_reader *reader,
			    const struct node *node);
void observation_rule_free(struct observation_rule *observation);

#endif
