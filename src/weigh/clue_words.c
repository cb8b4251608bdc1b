/*
 * clue_words: the words that clues of manner and place are called by.
 */
#include "weigh/clues.h"

#include <string.h>

#define NAME "<name>"
#define BEGINNING "<beginning>"

static guint G_GNUC_PRINTF(2, 3)
	number_of(struct vocabulary *vocabulary, const char *format, ...)
{
	char text[WORD_MAX];
	va_list args;

	va_start(args, format);
	g_vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return vocabulary_number_of(vocabulary, text, strlen(text));
}

static void
find_steps(struct vocabulary *vocabulary, const char *what, guint *numbers,
	   guint n)
{
	for (guint i = 0; i < n; i++)
		numbers[i] = number_of(vocabulary, "%s.%u", what, i);
}

void
manner_words_find(struct vocabulary *vocabulary, struct manner_words *is)
{
	is->name = number_of(vocabulary, NAME);
	is->beginning = number_of(vocabulary, BEGINNING);
	for (guint i = 0; i < 10; i++)
		is->tenth[i] = number_of(vocabulary, "tenth.%u", i + 1);
	for (guint p = PHASE_INITIAL; p <= PHASE_TERMINATION; p++) {
		is->phase[p] = number_of(vocabulary, "%s", phase_print(p));
		for (guint i = 0; i < 6; i++)
			is->sixth[p][i] = number_of(vocabulary, "%s.%u",
						    phase_print(p), i + 1);
	}
	for (guint f = FOCUS_GRIEF; f <= FOCUS_DEFICITS; f++)
		is->focus[f] = number_of(vocabulary, "%s", focus_print(f));
	find_steps(vocabulary, "long", is->is_long, 7);
	find_steps(vocabulary, "heard", is->heard, 7);
	find_steps(vocabulary, "answered", is->answered, 7);
	find_steps(vocabulary, "echo", is->echo, 5);
	is->asking = number_of(vocabulary, "asking");
	is->quoting = number_of(vocabulary, "quoting");
	is->heard_quoting = number_of(vocabulary, "heard-quoting");
	is->answered_quoting = number_of(vocabulary, "answered-quoting");
}
