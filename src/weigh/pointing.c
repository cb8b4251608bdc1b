/*
 * pointing: the clues of a turn.
 *
 * Words are stems without apostrophes, so that "I don't", "i dont" and a
 * recogniser's text show the same.
 */
#include "weigh/pointing.h"

#include <string.h>

#define STEM_MAX 40 /* bytes; a longer word is cut */
#define SHARED_MOST 3
#define FRESH_MOST 8
#define ASKS_MOST 2
#define LENGTH_STEP 6 /* words */
#define LENGTH_MOST 5
#define RUN 3	     /* words in a row that are a clue at most */
#define PASSAGE 1000 /* words that are read at once */
#define NEAR 6	     /* words from one of a lexicon to one of another */
#define BESIDE 4     /* and to any word */

struct pointing *
pointing_new(gboolean texts)
{
	struct pointing *pointing = g_new0(struct pointing, 1);

	pointing->words = g_array_new(FALSE, FALSE, sizeof(struct span));
	pointing->stems = g_ptr_array_new_with_free_func(g_free);
	pointing->kinds = g_ptr_array_new();
	pointing->clues = g_array_new(FALSE, FALSE, sizeof(struct point_clue));
	if (texts)
		pointing->texts = g_hash_table_new_full(
			g_int64_hash, g_int64_equal, g_free, g_free);
	return pointing;
}

void
pointing_free(struct pointing *pointing)
{
	g_array_unref(pointing->words);
	g_ptr_array_unref(pointing->stems);
	g_ptr_array_unref(pointing->kinds);
	g_array_unref(pointing->clues);
	g_clear_pointer(&pointing->texts, g_hash_table_unref);
	g_free(pointing);
}

/* -- clues --------------------------------------------------------------- */

static void
note_clue(struct pointing *pointing, guint64 key, guint word, guint end)
{
	struct point_clue clue = { key, word, end };

	g_array_append_val(pointing->clues, clue);
}

/* What a key stands for, where that is asked for; takes text. */
static void
keep_text(struct pointing *pointing, guint64 key, char *text)
{
	g_hash_table_insert(pointing->texts, g_memdup2(&key, sizeof key), text);
}

static void
note_count(struct pointing *pointing, const char *kind, guint n)
{
	char text[32];
	guint64 key;

	g_snprintf(text, sizeof text, "=%s %u", kind, n);
	key = point_key(POINT_KEY, text, strlen(text));
	note_clue(pointing, key, 0, 0);
	if (pointing->texts)
		keep_text(pointing, key, g_strdup(text));
}

/* Digits are "#"; a long word is cut. */
static gsize
bare_of(const char *word, gsize len, char bare[STEM_MAX])
{
	if (g_ascii_isdigit(*word)) {
		bare[0] = '#';
		return 1;
	}
	return point_bare(word, MIN(len, STEM_MAX), bare);
}

/* The clues of a word: itself, and with the one or two before.  keys: of what
 * the word before ended, and then of what this one does. */
static void
add_run(struct pointing *pointing, guint64 keys[RUN])
{
	char **stems = (char **)pointing->stems->pdata;
	guint word = pointing->stems->len - 1;
	gsize len = strlen(stems[word]);

	for (guint n = MIN(RUN - 1, word); n > 0; n--)
		keys[n] = point_key(point_key(keys[n - 1], " ", 1), stems[word],
				    len);
	keys[0] = point_key(POINT_KEY, stems[word], len);
	for (guint n = 0; n <= MIN(RUN - 1, word); n++) {
		g_auto(GStrv) row = NULL;

		note_clue(pointing, keys[n], word - n, word + 1);
		if (!pointing->texts)
			continue;
		row = g_new0(char *, n + 2);
		for (guint i = 0; i <= n; i++)
			row[i] = g_strdup(stems[word - n + i]);
		keep_text(pointing, keys[n], g_strjoinv(" ", row));
	}
}

/* Those of a passage that begins at the byte `from`. */
static void
add_words(struct pointing *pointing, const struct word_points *points,
	  const char *text, gsize len, gsize from)
{
	guint64 keys[RUN] = { 0 };
	struct span span;

	for (gsize at = from;
	     pointing->words->len < PASSAGE && word_next(text, len, at, &span);
	     at = span.end) {
		char bare[STEM_MAX + 1];
		gsize n = bare_of(text + span.start, span_length(span), bare);

		if (n == 0)
			continue;
		bare[n] = '\0';
		g_ptr_array_add(pointing->stems, word_stem(bare, n));
		g_array_append_val(pointing->words, span);
		g_ptr_array_add(pointing->kinds,
				g_hash_table_lookup(points->kinds, bare));
		add_run(pointing, keys);
	}
}

/* A word of a lexicon and another word, in the order in which they are said,
 * unless it is there from begin on. */
static void
add_two(struct pointing *pointing, guint begin, const char *const parts[],
	guint word, guint other)
{
	guint64 key = POINT_KEY;

	for (guint i = 0; parts[i]; i++)
		key = point_key(key, parts[i], strlen(parts[i]));
	for (guint i = begin; i < pointing->clues->len; i++) {
		if (g_array_index(pointing->clues, struct point_clue, i).key ==
		    key)
			return;
	}
	note_clue(pointing, key, word, other + 1);
	if (pointing->texts)
		keep_text(pointing, key, g_strjoinv("", (char **)parts));
}

static void
add_lexicons(struct pointing *pointing, guint begin, guint word, guint other)
{
	const GPtrArray *mine = pointing->kinds->pdata[word];
	const GPtrArray *theirs = pointing->kinds->pdata[other];

	for (guint i = 0; mine && theirs && i < mine->len; i++) {
		for (guint k = 0; k < theirs->len; k++) {
			const char *const parts[] = { "<",   mine->pdata[i],
						      "> <", theirs->pdata[k],
						      ">",   NULL };

			add_two(pointing, begin, parts, word, other);
		}
	}
}

static void
add_beside(struct pointing *pointing, guint begin, guint word, guint other)
{
	const GPtrArray *mine = pointing->kinds->pdata[word];
	const GPtrArray *theirs = pointing->kinds->pdata[other];

	for (guint i = 0; mine && i < mine->len; i++) {
		const char *const parts[] = { "<", mine->pdata[i], "> ",
					      pointing->stems->pdata[other],
					      NULL };

		add_two(pointing, begin, parts, word, other);
	}
	for (guint i = 0; theirs && i < theirs->len; i++) {
		const char *const parts[] = { pointing->stems->pdata[word],
					      " <", theirs->pdata[i], ">",
					      NULL };

		add_two(pointing, begin, parts, word, other);
	}
}

/* A word with those near it, each two once. */
static void
add_near(struct pointing *pointing, guint word)
{
	guint begin = pointing->clues->len, words = pointing->words->len;

	for (guint o = word + 1; o < MIN(word + 1 + NEAR, words); o++)
		add_lexicons(pointing, begin, word, o);
	for (guint o = word + 1; o < MIN(word + 1 + BESIDE, words); o++)
		add_beside(pointing, begin, word, o);
}

static guint
count_shared(GHashTable *mine, GHashTable *theirs)
{
	GHashTableIter iter;
	gpointer word;
	guint n = 0;

	g_hash_table_iter_init(&iter, mine);
	while (g_hash_table_iter_next(&iter, &word, NULL))
		n += g_hash_table_contains(theirs, word);
	return n;
}

/* How a turn answers the one before: words of content that it shares, those
 * it brings, questions, length. */
static void
add_answer(struct pointing *pointing, const struct speech *speech,
	   const struct said *said, const struct said *before)
{
	const char *text = speech_text(speech, said);
	gsize len = span_length(said->text);
	g_autoptr(GHashTable) mine = words_of_content(text, len);
	g_autoptr(GHashTable) theirs = words_of_content(
		speech_text(speech, before), span_length(before->text));
	guint shared = count_shared(mine, theirs), asks = 0;

	for (gsize i = 0; i < len; i++)
		asks += text[i] == '?';
	note_count(pointing, "shares", MIN(shared, SHARED_MOST));
	note_count(pointing, "brings",
		   MIN(g_hash_table_size(mine) - shared, FRESH_MOST));
	note_count(pointing, "asks", MIN(asks, ASKS_MOST));
	note_count(pointing, "long",
		   MIN(said->words / LENGTH_STEP, LENGTH_MOST));
}

/* Where the next passage begins, so that no stretch of words is cut; 0 when
 * none does. */
static gsize
next_passage(const struct pointing *pointing, const struct word_points *points)
{
	guint words = pointing->words->len;
	guint again = MIN(points->within, PASSAGE / 2);

	if (words < PASSAGE)
		return 0;
	return g_array_index(pointing->words, struct span, words - again - 1)
		.end;
}

gsize
pointing_read(struct pointing *pointing, const struct word_points *points,
	      const struct speech *speech, guint turn, int before, gsize from)
{
	const struct said *said = speech_turn(speech, turn);

	g_array_set_size(pointing->words, 0);
	g_array_set_size(pointing->clues, 0);
	g_ptr_array_set_size(pointing->stems, 0);
	g_ptr_array_set_size(pointing->kinds, 0);
	if (points->answers && before >= 0)
		add_answer(pointing, speech, said, speech_turn(speech, before));
	add_words(pointing, points, speech_text(speech, said),
		  span_length(said->text), from);
	for (guint word = 0; word < pointing->words->len; word++)
		add_near(pointing, word);
	return next_passage(pointing, points);
}
