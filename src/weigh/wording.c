/*
 * wording: the words of a session as numbers.
 *
 * Read a passage of turns at a time, and few passages are held: a word read
 * takes three times the room of a word said.  While learning all are held,
 * since reading counts the words.
 */
#include "weigh/clues.h"

#define WORDS_OF_TURN 500 /* and marks; what comes later is not looked at */
#define PASSAGE 512	  /* turns */
#define PASSAGES 4

struct passage {
	guint turn;    /* the first */
	GArray *words; /* struct clue_word, turn after turn; NULL: none yet */
	guint first[PASSAGE + 1]; /* turn -> its first word */
};

struct clue_words {
	struct vocabulary *vocabulary;
	const struct speech *speech;
	guint name; /* number of what names are read as */
	struct passage *passages;
	guint n_passages;
};

/* While learning: was the word a name here? */
static void
note_use(struct vocabulary *vocabulary, guint number, gboolean named,
	 gboolean begins)
{
	if (!vocabulary_is_open(vocabulary) || !number)
		return;
	if (named)
		vocabulary_use(vocabulary, number)->named++;
	else if (begins)
		vocabulary_use(vocabulary, number)->heading++;
	else
		vocabulary_use(vocabulary, number)->plain++;
}

static struct clue_word
read_clue_word(struct clue_words *read, const char *text, struct span span,
	       gboolean begins)
{
	struct vocabulary *vocabulary = read->vocabulary;
	struct clue_word word = { 0, 0, span, FALSE };
	char lower[WORD_MAX] = { 0 };
	gsize len = span_length(span);
	gboolean named = !begins && word_is_name(text + span.start, len);

	for (gsize i = 0; i < len; i++) {
		char c = text[span.start + i];

		c |= g_ascii_isupper(c) ? 32 : 0;
		word.hash = vocabulary_hash(word.hash, c);
		lower[MIN(i, WORD_MAX - 1)] = c;
	}
	if (len <= WORD_MAX) {
		word.number =
			vocabulary_number(vocabulary, lower, len, word.hash);
		note_use(vocabulary, word.number, named,
			 begins && word_capital(text + span.start, len) > 0);
	}
	if (named)
		word.number = read->name;
	return word;
}

/* The words of the sentence that ends before n. */
static void
note_asking(struct clue_word *words, guint sentence, guint n)
{
	for (guint i = sentence; i < n; i++)
		words[i].asks = TRUE;
}

/* Words and the marks that end sentences. */
static void
add_words(struct clue_words *read, const struct said *said, GArray *out)
{
	const char *text = speech_text(read->speech, said);
	gsize len = span_length(said->text), at = 0;
	guint n = 0, sentence = 0, first = out->len;
	gboolean begins = TRUE;
	struct clue_word *words;

	g_array_set_size(out, first + WORDS_OF_TURN);
	words = &g_array_index(out, struct clue_word, first);
	while (n < WORDS_OF_TURN && at < len) {
		guint8 class = char_class[(guchar)text[at]];
		struct span span = { at, at + 1 };

		if (class & LETTER) {
			span.end = at + word_length(text + at, text + len);
			words[n++] = read_clue_word(read, text, span, begins);
			begins = FALSE;
		} else if (class & STOP) {
			if (text[at] == '?')
				note_asking(words, sentence, n);
			words[n++] = read_clue_word(read, text, span, TRUE);
			begins = TRUE;
			sentence = n;
			while (span.end < len &&
			       char_class[(guchar)text[span.end]] & STOP)
				span.end++;
		} else if (text[at] == '"') {
			begins = TRUE;
		}
		at = span.end;
	}
	g_array_set_size(out, first + n);
}

static void
read_passage(struct clue_words *read, struct passage *passage, guint turn)
{
	guint turns = read->speech->turns->len, n = 0;

	if (!passage->words)
		passage->words =
			g_array_new(FALSE, FALSE, sizeof(struct clue_word));
	g_array_set_size(passage->words, 0);
	passage->turn = turn;
	for (; n < PASSAGE && turn + n < turns; n++) {
		passage->first[n] = passage->words->len;
		add_words(read, speech_turn(read->speech, turn + n),
			  passage->words);
	}
	passage->first[n] = passage->words->len;
}

struct clue_words *
clue_words_new(struct vocabulary *vocabulary, const struct speech *speech,
	       guint name)
{
	struct clue_words *read = g_new0(struct clue_words, 1);
	guint all = (speech->turns->len + PASSAGE - 1) / PASSAGE;
	gboolean learning = vocabulary_is_open(vocabulary);

	read->vocabulary = vocabulary;
	read->speech = speech;
	read->name = name;
	read->n_passages = learning ? all : MIN(all, PASSAGES);
	read->passages = g_new0(struct passage, read->n_passages + 1);
	for (guint i = 0; learning && i < all; i++)
		read_passage(read, &read->passages[i], i * PASSAGE);
	return read;
}

void
clue_words_free(struct clue_words *read)
{
	for (guint i = 0; i < read->n_passages; i++) {
		if (read->passages[i].words)
			g_array_unref(read->passages[i].words);
	}
	g_free(read->passages);
	g_free(read);
}

const struct clue_word *
clue_words_of(struct clue_words *read, guint turn, guint *n)
{
	struct passage *passage =
		&read->passages[turn / PASSAGE % read->n_passages];
	guint at = turn % PASSAGE, first;

	if (!passage->words || passage->turn != turn - at)
		read_passage(read, passage, turn - at);
	first = passage->first[at];
	*n = passage->first[at + 1] - first;
	return &g_array_index(passage->words, struct clue_word, first);
}
