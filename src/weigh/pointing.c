/*
 * pointing: the clues of a turn, and what their points come to.
 *
 * Words are stems without apostrophes, so that "I don't", "i dont" and a
 * recogniser's text show the same.
 */
#include "weigh/pointing.h"

#include <math.h>
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

struct pointing *
pointing_new(gboolean texts)
{
	struct pointing *pointing = g_new0(struct pointing, 1);

	pointing->words = g_array_new(FALSE, FALSE, sizeof(struct span));
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

/* The words of two lexicons near each other, unless it is there from begin
 * on. */
static void
add_pair(struct pointing *pointing, guint begin, const char *first,
	 const char *second, guint word, guint end)
{
	const char *const parts[] = { "<", first, "> <", second, ">" };
	guint64 key = POINT_KEY;

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		key = point_key(key, parts[i], strlen(parts[i]));
	for (guint i = begin; i < pointing->clues->len; i++) {
		if (g_array_index(pointing->clues, struct point_clue, i).key ==
		    key)
			return;
	}
	note_clue(pointing, key, word, end);
	if (pointing->texts)
		keep_text(pointing, key,
			  g_strdup_printf("<%s> <%s>", first, second));
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

/* The words that a passage ended in so far, the nearest first. */
struct last_words {
	char *stem[RUN];  /* NULL before the first word */
	guint64 key[RUN]; /* of so many + 1 words in a row that end with the
			   * nearest */
};

static void
last_words_clear(struct last_words *run)
{
	for (guint i = 0; i < RUN; i++)
		g_free(run->stem[i]);
}

/* Takes stem. */
static void
last_words_add(struct last_words *run, char *stem)
{
	gsize len = strlen(stem);

	g_free(run->stem[RUN - 1]);
	memmove(run->stem + 1, run->stem, (RUN - 1) * sizeof *run->stem);
	run->stem[0] = stem;
	for (guint n = RUN - 1; n > 0; n--)
		run->key[n] = point_key(point_key(run->key[n - 1], " ", 1),
					stem, len);
	run->key[0] = point_key(POINT_KEY, stem, len);
}

/* The text of n + 1 words in a row.  Caller frees. */
static char *
last_words_text(const struct last_words *run, guint n)
{
	GString *text = g_string_new(run->stem[n]);

	while (n-- > 0)
		g_string_append_printf(text, " %s", run->stem[n]);
	return g_string_free(text, FALSE);
}

/* The clues of a word: itself, and with the one or two before. */
static void
add_run(struct pointing *pointing, const struct last_words *run, guint word)
{
	for (guint n = 0; n < RUN && run->stem[n]; n++) {
		note_clue(pointing, run->key[n], word - n, word + 1);
		if (pointing->texts)
			keep_text(pointing, run->key[n],
				  last_words_text(run, n));
	}
}

/* Those of a passage that begins at the byte `from`. */
static void
add_words(struct pointing *pointing, const struct word_points *points,
	  const char *text, gsize len, gsize from)
{
	struct last_words run = { { NULL }, { 0 } };
	struct span span;

	for (gsize at = from;
	     pointing->words->len < PASSAGE && word_next(text, len, at, &span);
	     at = span.end) {
		char bare[STEM_MAX + 1];
		gsize n = bare_of(text + span.start, span_length(span), bare);

		if (n == 0)
			continue;
		bare[n] = '\0';
		last_words_add(&run, word_stem(bare, n));
		g_array_append_val(pointing->words, span);
		g_ptr_array_add(pointing->kinds,
				g_hash_table_lookup(points->kinds, bare));
		add_run(pointing, &run, pointing->words->len - 1);
	}
	last_words_clear(&run);
}

/* Words of two lexicons, each two once for a first word. */
static void
add_kinds_of(struct pointing *pointing, guint word)
{
	const GPtrArray *mine = pointing->kinds->pdata[word];
	guint begin = pointing->clues->len;
	guint end = MIN(word + 1 + NEAR, pointing->words->len);

	for (guint other = word + 1; mine && other < end; other++) {
		const GPtrArray *theirs = pointing->kinds->pdata[other];

		for (guint i = 0; theirs && i < mine->len; i++) {
			for (guint k = 0; k < theirs->len; k++)
				add_pair(pointing, begin, mine->pdata[i],
					 theirs->pdata[k], word, other + 1);
		}
	}
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
	g_ptr_array_set_size(pointing->kinds, 0);
	if (points->answers && before >= 0)
		add_answer(pointing, speech, said, speech_turn(speech, before));
	add_words(pointing, points, speech_text(speech, said),
		  span_length(said->text), from);
	for (guint word = 0; word < pointing->words->len; word++)
		add_kinds_of(pointing, word);
	return next_passage(pointing, points);
}

/* -- points -------------------------------------------------------------- */

static const struct point_clue *
clue_at(const struct pointing *pointing, guint i)
{
	return &g_array_index(pointing->clues, struct point_clue, i);
}

guint
pointing_best(const struct pointing *pointing, guint within, point_value *value,
	      gpointer data, guint *end, double *most)
{
	guint n = pointing->words->len, first = 0;
	guint width = within && within < n ? within : n;
	g_autofree double *sum = g_new0(double, n + 2);

	for (guint i = 0; i < pointing->clues->len; i++)
		sum[clue_at(pointing, i)->word + 1] += value(i, data);
	for (guint w = 0; w < n; w++)
		sum[w + 1] += sum[w];
	*most = sum[MAX(width, 1)];
	for (guint w = 1; w + width <= n; w++) {
		if (sum[w + width] - sum[w] > *most) {
			*most = sum[w + width] - sum[w];
			first = w;
		}
	}
	*end = first + width;
	return first;
}

double
pointing_beyond(const struct pointing *pointing, guint within)
{
	guint words = pointing->words->len;

	return within && words > within ? log2((double)words / within) : 0;
}

struct weighing_words {
	const struct pointing *pointing;
	const struct word_points *points;
};

static double
points_of_clue(guint clue, gpointer data)
{
	const struct weighing_words *of = data;

	return word_points_of(of->points, clue_at(of->pointing, clue)->key);
}

int
pointing_weigh(const struct pointing *pointing,
	       const struct word_points *points, struct span *words)
{
	struct weighing_words of = { pointing, points };
	guint begins = G_MAXUINT, ends = 0, first, end;
	double most;

	first = pointing_best(pointing, points->within, points_of_clue, &of,
			      &end, &most);
	for (guint i = 0; i < pointing->clues->len; i++) {
		const struct point_clue *clue = clue_at(pointing, i);

		if (clue->word < first || clue->word >= end || !clue->end ||
		    points_of_clue(i, &of) <= 0)
			continue;
		begins = MIN(begins, clue->word);
		ends = MAX(ends, clue->end);
	}
	*words = (struct span){ 0, 0 };
	if (ends > 0) {
		words->start =
			g_array_index(pointing->words, struct span, begins)
				.start;
		words->end =
			g_array_index(pointing->words, struct span, ends - 1)
				.end;
	}
	return points->start + (int)most +
	       (int)lrint(points->beyond *
			  pointing_beyond(pointing, points->within));
}
