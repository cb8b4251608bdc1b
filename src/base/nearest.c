/*
 * The word that was probably meant; see base.h.
 */
#include "base/base.h"

#include <string.h>

#define LONGEST_WORD 64 /* bytes; nobody mistypes a longer one by a letter */

/* Did the two letters before a change places with those before b? */
static gboolean
swapped(const char *a, const char *b)
{
	return g_ascii_tolower(a[-1]) == g_ascii_tolower(b[-2]) &&
	       g_ascii_tolower(a[-2]) == g_ascii_tolower(b[-1]);
}

/* Restricted edit distance (insert, delete, replace, swap neighbours). */
static guint
edit_distance(const char *a, const char *b)
{
	gsize la = strlen(a), lb = strlen(b), width = lb + 1;
	g_autofree guint *d = g_new0(guint, (la + 1) * width);

	for (gsize i = 0; i <= la; i++)
		d[i * width] = i;
	for (gsize j = 0; j <= lb; j++)
		d[j] = j;
	for (gsize i = 1; i <= la; i++) {
		for (gsize j = 1; j <= lb; j++) {
			guint same = g_ascii_tolower(a[i - 1]) ==
				     g_ascii_tolower(b[j - 1]);
			guint best = d[(i - 1) * width + j - 1] + !same;

			best = MIN(best, d[(i - 1) * width + j] + 1);
			best = MIN(best, d[i * width + j - 1] + 1);
			if (i > 1 && j > 1 && swapped(a + i, b + j))
				best = MIN(best,
					   d[(i - 2) * width + j - 2] + 1);
			d[i * width + j] = best;
		}
	}
	return d[la * width + lb];
}

const char *
base_did_you_mean(const char *word, const char *const *candidates)
{
	const char *nearest = NULL;
	gsize len = strlen(word);
	guint least = CLAMP(len / 3, 1, 3) + 1;

	if (len == 0 || len > LONGEST_WORD)
		return NULL;
	for (; *candidates; candidates++) {
		guint distance;

		if (strlen(*candidates) > LONGEST_WORD)
			continue;
		distance = edit_distance(word, *candidates);
		if (distance < least && distance < len) {
			least = distance;
			nearest = *candidates;
		}
	}
	return nearest;
}
