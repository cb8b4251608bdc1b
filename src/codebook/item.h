/*
 * item: what a rubric is made of: items, their scales, how they are scored.
 */
#ifndef CODEBOOK_ITEM_H
#define CODEBOOK_ITEM_H

#include "codebook/fields.h"

extern const struct word class_words[];
extern const struct word point_words[];

/* char *[SCALE_POINTS + 1] from a map of points */
void field_points(struct yaml_reader *reader, const struct key_reading *field,
		  const struct node *value, void *member);
/* Borrowed ids, NULL-terminated; the caller frees the list. */
GPtrArray *rubric_item_ids(const struct rubric *rubric);
/* Fills the scoring members of the rubric that member is. */
void field_scoring(struct yaml_reader *reader, const struct key_reading *field,
		   const struct node *value, void *member);
/* Critical lines must name items, and what they have. */
void scoring_check(struct yaml_reader *reader, const struct rubric *rubric,
		   const struct node *root);
void *item_read(struct yaml_reader *reader, const struct node *node);
void item_free(struct item *item);
void critical_free(struct critical_rule *critical);

#endif
