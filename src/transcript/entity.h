/*
 * entity: references to characters, "&amp;", in captions and marked-up text.
 */
#ifndef TRANSCRIPT_ENTITY_H
#define TRANSCRIPT_ENTITY_H

#include "base/base.h"

/*
 * The character reference that begins at amp ('&'), or else the '&' itself,
 * is appended; returns what is behind it.  Lenient, a reference has to end in
 * a semicolon.
 */
const char *entity_take(GString *out, const char *amp, const char *end,
			gboolean strict);

#endif
