/*
 * furniture.h: what the two halves of "heads and feet of pages" share:
 * those that say so (furniture.c) and those that only count (numbered.c).
 */
#ifndef TRANSCRIPT_FURNITURE_H
#define TRANSCRIPT_FURNITURE_H

#include "base/base.h"

struct furniture {
	GHashTable *running; /* lines beside page numbers -> how often */
	GHashTable *lines;   /* where lines of furniture begin */
	GHashTable *alone;   /* where numbers stand alone that count nothing */
};

/* Find lines that are numbered page by page. */
void furniture_number(struct furniture *furniture, const char *p,
		      const char *end);
/* "Confidential", "Draft": printed on pages, and not said. */
gboolean furniture_is_stock(const char *p, const char *end);

#endif
