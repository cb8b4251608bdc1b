/*
 * standing_lacks: what ratings lack; for standing.c.
 */
#ifndef AGREEMENT_STANDING_LACKS_H
#define AGREEMENT_STANDING_LACKS_H

#include "agreement/standing.h"

/* Adds a sentence to what is missing. */
void standing_lack(struct standing *standing, const char *says);
/* Counts sessions, and adds a sentence for each thing that is not there. */
void standing_find_lacks(struct standing *standing,
			 const struct records *records);

#endif
