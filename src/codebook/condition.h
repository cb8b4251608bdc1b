/*
 * condition: what a rule asks of a turn, or of turns around it.
 */
#ifndef CODEBOOK_CONDITION_H
#define CODEBOOK_CONDITION_H

#include "codebook/fields.h"

extern const struct word speaker_words[];
extern const struct word scope_words[];
extern const struct word kind_words[];
extern const struct range_limits turns_limits;
extern const struct range_limits words_limits;

void condition_init(struct condition *condition);
void condition_clear(struct condition *condition);
void condition_free(struct condition *condition);
/* Something besides the speaker is asked. */
gboolean condition_asks(const struct condition *condition);
/* GPtrArray of struct condition with `turns`, each asking for something */
void field_conditions(struct yaml_reader *reader,
		      const struct key_reading *field, const struct node *value,
		      void *member);
/* struct condition *: a condition on the turn itself */
void field_condition_here(struct yaml_reader *reader,
			  const struct key_reading *field,
			  const struct node *value, void *member);
/* struct condition *: with `turns` */
void field_condition_there(struct yaml_reader *reader,
			   const struct key_reading *field,
			   const struct node *value, void *member);

#endif
