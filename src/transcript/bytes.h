/*
 * bytes: small questions about letters and lines in [p, end).
 */
#ifndef TRANSCRIPT_BYTES_H
#define TRANSCRIPT_BYTES_H

#include <string.h>

#include "base/base.h"

static inline const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* End of the line that begins at p: the line feed or end. */
static inline const char *
line_end(const char *p, const char *end)
{
	const char *lf = memchr(p, '\n', end - p);

	return lf ? lf : end;
}

static inline gboolean
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where to stop when the line is shown in about so many bytes. */
static inline const char *
quote_end(const char *p, const char *end, gsize max)
{
	return (gsize)(end - p) > max ? g_utf8_find_prev_char(p, p + max) : end;
}

/* Is the word, without regard to case, one of these? */
static inline gboolean
is_listed(const char *const *words, gsize n, const char *p, gsize len)
{
	for (gsize i = 0; i < n; i++)
		if (strlen(words[i]) == len &&
		    !g_ascii_strncasecmp(words[i], p, len))
			return TRUE;
	return FALSE;
}

static inline void
trim(const char **p, const char **end)
{
	while (*p < *end && is_space(**p))
		(*p)++;
	while (*end > *p && is_space((*end)[-1]))
		(*end)--;
}

#endif
