/*
 * vocabulary: words as numbers, and clues as keys made of them.
 */
#include "tagging/clues.h"

#include <string.h>

#define NUMBER_BITS 30

struct vocabulary *
vocabulary_new(void)
{
	struct vocabulary *vocabulary = g_new0(struct vocabulary, 1);

	vocabulary->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	vocabulary->words = g_ptr_array_new_with_free_func(g_free);
	g_ptr_array_add(vocabulary->words, NULL);
	vocabulary->uses = g_array_new(FALSE, TRUE, sizeof(struct word_use));
	g_array_set_size(vocabulary->uses, 1);
	vocabulary->open = TRUE;
	return vocabulary;
}

void
vocabulary_free(struct vocabulary *vocabulary)
{
	if (!vocabulary)
		return;
	g_hash_table_unref(vocabulary->numbers);
	g_ptr_array_unref(vocabulary->words);
	g_array_unref(vocabulary->uses);
	g_free(vocabulary);
}

guint
vocabulary_number(struct vocabulary *vocabulary, const char *word, gsize len)
{
	char key[WORD_MAX + 1];
	guint number;
	char *kept;

	if (len > WORD_MAX)
		return 0;
	memcpy(key, word, len);
	key[len] = '\0';
	number =
		GPOINTER_TO_UINT(g_hash_table_lookup(vocabulary->numbers, key));
	if (number || !vocabulary->open)
		return number;
	kept = g_strdup(key);
	number = vocabulary->words->len;
	g_ptr_array_add(vocabulary->words, kept);
	g_array_set_size(vocabulary->uses, number + 1);
	g_hash_table_insert(vocabulary->numbers, kept,
			    GUINT_TO_POINTER(number));
	return number;
}

struct word_use *
vocabulary_use(struct vocabulary *vocabulary, guint number)
{
	return &g_array_index(vocabulary->uses, struct word_use, number);
}

/* -- keys ------------------------------------------------------------------ */

guint64
clue_key(enum clue_kind kind, guint first, guint second)
{
	return ((guint64)kind + 1) << (2 * NUMBER_BITS) |
	       (guint64)first << NUMBER_BITS | second;
}

enum clue_kind
clue_key_kind(guint64 key)
{
	return (enum clue_kind)((key >> (2 * NUMBER_BITS)) - 1);
}

guint64
clue_key_of_text(struct vocabulary *vocabulary, enum clue_kind kind,
		 const char *text)
{
	const char *blank = strchr(text, ' ');
	gsize len = blank ? (gsize)(blank - text) : strlen(text);
	guint first = vocabulary_number(vocabulary, text, len);
	guint second = 0;

	if (blank)
		second = vocabulary_number(vocabulary, blank + 1,
					   strlen(blank + 1));
	if (!first || (blank && !second))
		return 0;
	return clue_key(kind, first, second);
}

static guint
first_of(guint64 key)
{
	return key >> NUMBER_BITS & ((1u << NUMBER_BITS) - 1);
}

static guint
second_of(guint64 key)
{
	return key & ((1u << NUMBER_BITS) - 1);
}

static gboolean
is_mostly_name(const struct vocabulary *vocabulary, guint number)
{
	const struct word_use *use =
		&g_array_index(vocabulary->uses, struct word_use, number);

	return use->named > use->plain;
}

gboolean
clue_key_names(const struct vocabulary *vocabulary, guint64 key)
{
	return is_mostly_name(vocabulary, first_of(key)) ||
	       (second_of(key) && is_mostly_name(vocabulary, second_of(key)));
}

void
clue_key_print(const struct vocabulary *vocabulary, guint64 key, GString *out)
{
	g_string_append(out, vocabulary->words->pdata[first_of(key)]);
	if (!second_of(key))
		return;
	g_string_append_c(out, ' ');
	g_string_append(out, vocabulary->words->pdata[second_of(key)]);
}
