/*
 * vocabulary: words as numbers, and clues as keys made of them.
 */
#include "weigh/clues.h"

#include <string.h>

struct slot {
	guint32 hash;
	guint32 number; /* 0: empty */
};

struct vocabulary {
	struct slot *slots; /* open addressing; mask + 1 of them */
	guint mask;
	GPtrArray *words; /* number -> char *, [0] is NULL */
	GArray *uses;	  /* number -> struct word_use */
	gboolean open;
};

struct vocabulary *
vocabulary_new(void)
{
	struct vocabulary *vocabulary = g_new0(struct vocabulary, 1);

	vocabulary->mask = 1023;
	vocabulary->slots = g_new0(struct slot, vocabulary->mask + 1);
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
	g_free(vocabulary->slots);
	g_ptr_array_unref(vocabulary->words);
	g_array_unref(vocabulary->uses);
	g_free(vocabulary);
}

void
vocabulary_close(struct vocabulary *vocabulary)
{
	vocabulary->open = FALSE;
}

gboolean
vocabulary_is_open(const struct vocabulary *vocabulary)
{
	return vocabulary->open;
}

guint
vocabulary_size(const struct vocabulary *vocabulary)
{
	return vocabulary->words->len;
}

static void
put_slot(struct vocabulary *vocabulary, struct slot slot)
{
	guint at = slot.hash & vocabulary->mask;

	while (vocabulary->slots[at].number)
		at = (at + 1) & vocabulary->mask;
	vocabulary->slots[at] = slot;
}

/* Never more than half full. */
static void
grow(struct vocabulary *vocabulary)
{
	struct slot *old = vocabulary->slots;
	guint n = vocabulary->mask + 1;

	vocabulary->mask = 2 * n - 1;
	vocabulary->slots = g_new0(struct slot, 2 * n);
	for (guint i = 0; i < n; i++) {
		if (old[i].number)
			put_slot(vocabulary, old[i]);
	}
	g_free(old);
}

static guint
learn_word(struct vocabulary *vocabulary, const char *word, gsize len,
	   guint32 hash)
{
	struct slot slot = { hash, vocabulary->words->len };

	if (2 * slot.number > vocabulary->mask)
		grow(vocabulary);
	g_ptr_array_add(vocabulary->words, g_strndup(word, len));
	g_array_set_size(vocabulary->uses, vocabulary->words->len);
	put_slot(vocabulary, slot);
	return slot.number;
}

guint
vocabulary_number(struct vocabulary *vocabulary, const char *word, gsize len,
		  guint32 hash)
{
	if (len > WORD_MAX)
		return 0;
	for (guint at = hash & vocabulary->mask; vocabulary->slots[at].number;
	     at = (at + 1) & vocabulary->mask) {
		const struct slot *slot = &vocabulary->slots[at];
		const char *known;

		if (slot->hash != hash)
			continue;
		known = vocabulary->words->pdata[slot->number];
		if (strncmp(known, word, len) == 0 && !known[len])
			return slot->number;
	}
	return vocabulary->open ? learn_word(vocabulary, word, len, hash) : 0;
}

guint
vocabulary_number_of(struct vocabulary *vocabulary, const char *word, gsize len)
{
	guint32 hash = 0;

	for (gsize i = 0; i < len; i++)
		hash = vocabulary_hash(hash, word[i]);
	return vocabulary_number(vocabulary, word, len, hash);
}

struct word_use *
vocabulary_use(struct vocabulary *vocabulary, guint number)
{
	return &g_array_index(vocabulary->uses, struct word_use, number);
}

/* -- names ------------------------------------------------------------------ */

gsize
word_capital(const char *word, gsize len)
{
	gunichar first;

	if (!(word[0] & 0x80))
		return g_ascii_isupper(word[0]) ? 1 : 0;
	first = g_utf8_get_char_validated(word, (gssize)len);
	return first < (gunichar)-2 && g_unichar_isupper(first) ?
		       (gsize)g_utf8_skip[(guchar)word[0]] :
		       0;
}

gboolean
word_is_name(const char *word, gsize len)
{
	gsize capital = word_capital(word, len);

	return capital && len > capital && !g_ascii_isupper(word[capital]) &&
	       (word[0] != 'I' || word[1] != '\'');
}

/* -- keys ------------------------------------------------------------------ */

guint64
clue_key_of_text(struct vocabulary *vocabulary, enum clue_kind kind,
		 const char *text)
{
	const char *blank = strchr(text, ' ');
	gsize len = blank ? (gsize)(blank - text) : strlen(text);
	guint first = vocabulary_number_of(vocabulary, text, len);
	guint second = 0;

	if (blank)
		second = vocabulary_number_of(vocabulary, blank + 1,
					      strlen(blank + 1));
	if (!first || (blank && !second))
		return 0;
	return clue_key(kind, first, second);
}

static gboolean
is_mostly_name(const struct vocabulary *vocabulary, guint number)
{
	const struct word_use *use =
		&g_array_index(vocabulary->uses, struct word_use, number);

	/* never met with a small letter: "Maria, how was it?" */
	return use->named > use->plain || (use->heading && !use->plain);
}

gboolean
clue_key_names(const struct vocabulary *vocabulary, guint64 key)
{
	/* "is grief": a word of ours, whatever was said */
	if (clue_key_kind(key) == CLUE_IS)
		return FALSE;
	return is_mostly_name(vocabulary, clue_key_first(key)) ||
	       (clue_key_second(key) &&
		is_mostly_name(vocabulary, clue_key_second(key)));
}

void
clue_key_print(const struct vocabulary *vocabulary, guint64 key, GString *out)
{
	g_string_append(out, vocabulary->words->pdata[clue_key_first(key)]);
	if (!clue_key_second(key))
		return;
	g_string_append_c(out, ' ');
	g_string_append(out, vocabulary->words->pdata[clue_key_second(key)]);
}
