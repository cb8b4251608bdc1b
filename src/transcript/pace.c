/*
 * pace.c: seconds or milliseconds? see pace.h.
 */
#include <math.h>

#include "transcript/pace.h"

#define SLOWEST 0.1   /* words a second, silences included */
#define FASTEST 12.0  /* words a second */
#define LETTERS 6     /* bytes a word, in scripts without blanks */
#define FEW 4	      /* words that tell nothing */
#define MIDDLE 0.0346 /* as far from a pace in seconds as in milliseconds */

static double
count_words(const char *text, gsize len)
{
	double words = base_word_count(text, len);

	return MAX(words, (double)g_utf8_strlen(text, len) / LETTERS);
}

void
pace_note(struct pace *pace, double start, double end, const char *text,
	  gsize len)
{
	double words = count_words(text, len);

	if (start < 0)
		return;
	pace->fraction |=
		start != floor(start) || (end >= 0 && end != floor(end));
	if (end > start) {
		pace->units += end - start;
		pace->words += words;
		return;
	}
	if (pace->began && start > pace->start) {
		pace->units += start - pace->start;
		pace->words += pace->unmeasured;
	}
	pace->began = TRUE;
	pace->start = start;
	pace->unmeasured = words;
}

double
pace_unit(const struct pace *pace, double usual, gboolean *doubtful)
{
	double rate = pace->units > 0 ? pace->words / pace->units : 0;
	gboolean seconds = rate >= SLOWEST && rate <= FASTEST;
	gboolean millis = rate * 1000 >= SLOWEST && rate * 1000 <= FASTEST;

	*doubtful = FALSE;
	if (pace->fraction) {
		*doubtful = !seconds && !millis && pace->units > 0;
		return millis ? 1 : 1000;
	}
	if (usual > 0 && pace->words < FEW)
		return usual;
	if (seconds || millis)
		return seconds ? 1000 : 1;
	*doubtful = !usual && pace->units > 0;
	return usual > 0 ? usual : rate > MIDDLE || rate == 0 ? 1000 : 1;
}

const char *
pace_unit_print(double unit)
{
	return unit == 1 ? "milliseconds" : "seconds";
}
