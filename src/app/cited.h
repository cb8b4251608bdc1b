/*
 * app/cited.h: turns that a rating cites, with the words they begin with.
 */
#ifndef APP_CITED_H
#define APP_CITED_H

#include "app/private.h"

/* struct cited_turn (app/contrast.h) of a value, or none for NULL.  Caller
 * frees. */
GPtrArray *cited_turns_build(const struct item_rating *rating,
			     const struct transcript *transcript);

#endif
