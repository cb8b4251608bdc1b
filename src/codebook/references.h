/*
 * references: what can only be told once a whole file is read.
 */
#ifndef CODEBOOK_REFERENCES_H
#define CODEBOOK_REFERENCES_H

#include "codebook/reading.h"

/* Complains of references to what the codebook does not hold; old: names of
 * before are held, too. */
void references_check(struct yaml_reader *reader,
		      const struct codebook *codebook, gboolean old);
/* Complains of an id met before; seen: id -> struct place, both borrowed. */
void id_check(struct yaml_reader *reader, GHashTable *seen, const char *what,
	      const char *id, const struct place *place);
/* What can only be told once the whole file is read. */
void codebook_check(struct yaml_reader *reader, const struct codebook *codebook,
		    const struct node *root);

#endif
