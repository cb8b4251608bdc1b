/*
 * line_lessons: labelled lines, read for learning points of words.
 */
#include "learn/line_lessons.h"

#include <string.h>

#define WRITERS_OF_WORD 3

/* A word, by whom it was said, and how often as a name, a capital within a
 * sentence; with a small letter; with a capital at the head of a sentence. */
struct met_word {
	guint writers;
	guint last; /* of them, + 1 */
	guint named, plain, heading;
	gboolean listed; /* by a lexicon */
};

static void
met_clue_free(gpointer data)
{
	struct met_clue *met = data;

	g_free(met->text);
	g_free(met);
}

/* A clue of a line; key and text are taken. */
static void
meet_clue(struct line_lessons *lessons, gpointer key, gpointer text,
	  gboolean is_made)
{
	struct met_clue *met = g_hash_table_lookup(lessons->met, key);

	if (!met) {
		met = g_new0(struct met_clue, 1);
		met->text = g_steal_pointer(&text);
		met->number = CLUE_LEFT_OUT;
		g_hash_table_insert(lessons->met, g_steal_pointer(&key), met);
	}
	met->lines += !is_made;
	g_free(key);
	g_free(text);
}

static void
meet_word(struct line_lessons *lessons, const char *stem, guint writer,
	  gboolean listed, const char *word, gsize len, gboolean begins)
{
	struct met_word *met = g_hash_table_lookup(lessons->words, stem);

	if (!met) {
		met = g_new0(struct met_word, 1);
		g_hash_table_insert(lessons->words, g_strdup(stem), met);
	}
	met->listed |= listed;
	met->writers += met->last != writer + 1;
	met->last = writer + 1;
	if (!begins && word_is_name(word, len))
		met->named++;
	else if (begins && word_capital(word, len))
		met->heading++;
	else
		met->plain++;
}

static void
meet_words(struct line_lessons *lessons, const struct pointing *shows,
	   const char *text, guint writer)
{
	gsize end = 0;

	for (guint i = 0; i < shows->words->len; i++) {
		struct span word = g_array_index(shows->words, struct span, i);
		gboolean begins = i == 0;

		for (; end < word.start; end++)
			begins |= strchr(".?!\"", text[end]) != NULL;
		end = word.end;
		meet_word(lessons, shows->stems->pdata[i], writer,
			  shows->kinds->pdata[i] != NULL, text + word.start,
			  span_length(word), begins);
	}
}

static void
read_lesson_line(struct line_lessons *lessons, const struct labelled_line *line,
		 const struct word_points *points)
{
	gboolean answers = points->answers;
	struct speech speech;
	struct example_line example = {
		.shows = pointing_new(TRUE),
		.yes = line->yes,
		.is_made = line->is_made,
		.times = line->times,
		.group = line->group,
	};
	GHashTableIter iter;
	gpointer key, text;

	speech_init(&speech);
	if (answers)
		speech_add(&speech, TURN_PATIENT, line->before,
			   strlen(line->before));
	speech_add(&speech, answers ? TURN_THERAPIST : TURN_PATIENT, line->text,
		   strlen(line->text));
	pointing_read(example.shows, points, &speech, answers, answers ? 0 : -1,
		      0);
	if (!line->is_made)
		meet_words(lessons, example.shows,
			   speech_text(&speech, speech_turn(&speech, answers)),
			   line->writer);
	lessons->writers = MAX(lessons->writers, line->writer + 1);
	speech_clear(&speech);
	g_hash_table_iter_init(&iter, example.shows->texts);
	while (g_hash_table_iter_next(&iter, &key, &text)) {
		g_hash_table_iter_steal(&iter);
		meet_clue(lessons, key, text, line->is_made);
	}
	g_clear_pointer(&example.shows->texts, g_hash_table_unref);
	g_array_append_val(lessons->lines, example);
}

static int
compare_met(gconstpointer a, gconstpointer b)
{
	const struct met_clue *x = *(struct met_clue *const *)a;
	const struct met_clue *y = *(struct met_clue *const *)b;

	return strcmp(x->text, y->text);
}

static gboolean
is_left_out(const struct line_lessons *lessons, const char *stem)
{
	const struct met_word *met = g_hash_table_lookup(lessons->words, stem);

	if (!met || met->listed)
		return !met;
	return met->writers < MIN(WRITERS_OF_WORD, lessons->writers) ||
	       met->named > met->plain || (met->heading && !met->plain);
}

/* Is a word of the clue left out? */
static gboolean
tells_who(const struct line_lessons *lessons, const char *clue)
{
	g_auto(GStrv) words = NULL;

	if (*clue == '=')
		return FALSE;
	words = g_strsplit(clue, " ", -1);
	for (guint i = 0; words[i]; i++) {
		if (*words[i] != '<' && is_left_out(lessons, words[i]))
			return TRUE;
	}
	return FALSE;
}

/* Those that enough lines show and tell of nobody, by their texts. */
static void
number_clues(struct line_lessons *lessons)
{
	GHashTableIter iter;
	gpointer value;

	g_hash_table_iter_init(&iter, lessons->met);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct met_clue *met = value;

		if (met->lines >= LINES_OF_CLUE &&
		    !tells_who(lessons, met->text))
			g_ptr_array_add(lessons->clues, value);
	}
	g_ptr_array_sort(lessons->clues, compare_met);
	for (guint i = 0; i < lessons->clues->len; i++)
		((struct met_clue *)lessons->clues->pdata[i])->number = i;
}

static void
number_lines(struct line_lessons *lessons)
{
	for (guint i = 0; i < lessons->lines->len; i++) {
		struct example_line *line = example_at(lessons, i);

		line->numbers = g_new(guint, line->shows->clues->len + 1);
		for (guint c = 0; c < line->shows->clues->len; c++) {
			guint64 key = clue_of(line, c)->key;
			const struct met_clue *met =
				g_hash_table_lookup(lessons->met, &key);

			line->numbers[c] = met->number;
		}
	}
}

static void
example_clear(gpointer data)
{
	struct example_line *line = data;

	pointing_free(line->shows);
	g_free(line->numbers);
}

struct line_lessons *
line_lessons_new(const GArray *lines, const struct word_points *points)
{
	struct line_lessons *lessons = g_new0(struct line_lessons, 1);

	lessons->within = points->within;
	lessons->lines = g_array_new(FALSE, FALSE, sizeof(struct example_line));
	g_array_set_clear_func(lessons->lines, example_clear);
	lessons->clues = g_ptr_array_new();
	lessons->met = g_hash_table_new_full(g_int64_hash, g_int64_equal,
					     g_free, met_clue_free);
	lessons->words =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	for (guint i = 0; i < lines->len; i++)
		read_lesson_line(lessons,
				 &g_array_index(lines, struct labelled_line, i),
				 points);
	number_clues(lessons);
	number_lines(lessons);
	lessons->weights =
		g_new0(struct learned_number, lessons->clues->len + 1);
	return lessons;
}

void
line_lessons_free(struct line_lessons *lessons)
{
	g_array_unref(lessons->lines);
	g_ptr_array_unref(lessons->clues);
	g_hash_table_unref(lessons->met);
	g_hash_table_unref(lessons->words);
	g_free(lessons->weights);
	g_free(lessons);
}
