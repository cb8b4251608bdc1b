/*
 * sentences: where one ends and the next begins.
 *
 * At a mark before a blank, but not after "Dr." and not at "..." or a
 * quotation that the sentence goes on from.
 */
#include "speech/steps.h"

#include <string.h>

#define LONGEST_SENTENCE 16384
#define MOST_BETWEEN 40 /* signs before the next sentence's word */

static gboolean
is_abbreviation(const char *text, gsize stop)
{
	gsize start = stop;

	while (start > 0 && char_class[(guchar)text[start - 1]] & LETTER)
		start--;
	return word_among(text + start, stop - start,
			  " mr mrs ms dr st prof vs etc rev sgt ");
}

/* Does the run of marks text[from..to) end a sentence? */
static gboolean
marks_end(const char *text, gsize len, gsize from, gsize to)
{
	gboolean quoted = FALSE;
	gsize next;

	for (next = to; next < len && strchr("\"')", text[next]); next++)
		quoted = TRUE;
	if (next < len && !(char_class[(guchar)text[next]] & BLANK))
		return FALSE;
	len = MIN(len, next + MOST_BETWEEN);
	while (next < len && !(char_class[(guchar)text[next]] & LETTER))
		next++;
	if (next == len)
		return TRUE;
	if (text[from] == '.' && (to - from > 1 || quoted))
		return !g_ascii_islower(text[next]);
	if (quoted && g_ascii_islower(text[next]))
		return FALSE;
	return !(text[from] == '.' && is_abbreviation(text, from));
}

static gsize
sentence_end(const char *text, gsize len, gsize from)
{
	gsize i = from, limit = MIN(len, from + LONGEST_SENTENCE);

	while (i < limit) {
		gsize marks = i;

		while (i < limit && char_class[(guchar)text[i]] & STOP)
			i++;
		if (i == marks) {
			i++;
			continue;
		}
		if (!marks_end(text, len, marks, i))
			continue;
		while (i < len && strchr("\"')", text[i]))
			i++;
		return i;
	}
	if (limit == len)
		return len;
	while (i > from + 1 && char_class[(guchar)text[i]] & LETTER)
		i--;
	return i;
}

void
sentences_find(const char *text, gsize len, GArray *sentences)
{
	gsize at = 0;

	while (at < len) {
		struct span word;
		gsize end;

		if (char_class[(guchar)text[at]] & BLANK) {
			at++;
			continue;
		}
		end = sentence_end(text, len, at);
		if (word_next(text, end, at, &word)) {
			struct sentence sentence = {
				.span = { at, end },
				.kind = sentence_kinds(text + at, end - at),
			};

			g_array_append_val(sentences, sentence);
		}
		at = end;
	}
}
