/*
 * The steps from a stored turn to what patterns see of it.
 */
#ifndef SPEECH_STEPS_H
#define SPEECH_STEPS_H

#include "speech/speech.h"

/* -- plain: typographic characters and notes ----------------------------- */

/* Does the text hold anything plain_write() would change? */
gboolean plain_is_needed(const char *text, gsize len);
/*
 * Appends the text to out with plain quotes, dashes and blanks, and without
 * notes, which go to the speech.  Steps are counted from the place in out
 * where it began.
 */
void plain_write(struct speech *speech, const char *text, gsize len,
		 GString *out);

/* -- matchable: fillers and repetitions ---------------------------------- */

/* From plain text to matchable text; out has room for len + len / 512 + 2. */
struct matchable {
	const char *in;
	gsize len;
	char *out;
	GArray *steps; /* are appended, counted from out */
	guint32 n;     /* out: bytes written */
	guint words;   /* out */
	guint spoken;  /* out: with fillers and repetitions */
};

void matchable_write(struct matchable *m);
/* -- words and sentences ------------------------------------------------- */

/* Is this nothing but "mm", "yeah", "okay"? */
gboolean words_acknowledge(const char *text, gsize len);
/* Appends the stretches between quotation marks. */
void words_find_quotes(const char *text, gsize len, GArray *quotes);
/* Appends the sentences of a matchable text; spans count from text. */
void sentences_find(const char *text, gsize len, GArray *sentences);

#endif
