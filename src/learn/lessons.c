/*
 * lessons: labelled sessions as rows of numbers.
 *
 * A clue must occur in three sessions to be learned from, so that no sentence
 * of one session can become a rule of its own.  Names, told by their capitals,
 * are left out, so that a codebook does not tell who was treated; transcripts
 * without capitals hide them.  Turns that nobody coded are read along: they
 * are the neighbours of those that somebody did.
 */
#include "learn/learning.h"

#include <string.h>

#define SESSIONS_OF_CLUE 3

/* A clue met, and in how many sessions. */
struct met {
	guint64 key;
	guint sessions;
	guint last; /* of them, + 1 */
	guint turn; /* last turn that shows it, + 1 */
};

struct lesson_reading {
	struct lessons *lessons;
	struct vocabulary *vocabulary;
	GHashTable *numbers; /* key -> its place in met + 1 */
	GArray *met;	     /* struct met */
	GArray *shown;	     /* struct shown_clue, of one turn */
};

/* Where the clue is among those met; lesson: of a labelled turn, or -1. */
static guint
meet_clue(struct lesson_reading *reading, guint64 key, int lesson)
{
	guint number =
		GPOINTER_TO_UINT(g_hash_table_lookup(reading->numbers, &key));
	struct met *met;

	if (!number) {
		struct met fresh = { .key = key };

		g_array_append_val(reading->met, fresh);
		number = reading->met->len;
		g_hash_table_insert(reading->numbers,
				    g_memdup2(&key, sizeof key),
				    GUINT_TO_POINTER(number));
	}
	met = &g_array_index(reading->met, struct met, number - 1);
	if (lesson >= 0 && met->last != (guint)lesson + 1) {
		met->sessions++;
		met->last = (guint)lesson + 1;
	}
	return number - 1;
}

static void
learn_turn(struct lesson_reading *reading, guint l,
	   struct clue_session *session, guint turn,
	   struct example_turn *example)
{
	int lesson = example->labelled ? (int)l : -1;
	struct lessons *lessons = reading->lessons;

	clue_session_show(session, turn, reading->shown);
	example->first = lessons->clues->len;
	for (guint i = 0; i < reading->shown->len; i++) {
		guint64 key =
			g_array_index(reading->shown, struct shown_clue, i).key;
		guint clue = meet_clue(reading, key, lesson);
		struct met *met =
			&g_array_index(reading->met, struct met, clue);

		if (met->turn == lessons->turns->len + 1)
			continue;
		met->turn = lessons->turns->len + 1;
		g_array_append_val(lessons->clues, clue);
	}
	example->n = lessons->clues->len - example->first;
	if (example->labelled)
		g_array_append_val(lessons->labelled, lessons->turns->len);
	g_array_append_val(lessons->turns, *example);
}

static void
learn_turns(struct lesson_reading *reading, guint l,
	    const struct lesson *lesson, const struct speech *speech)
{
	struct lessons *lessons = reading->lessons;
	gsize techniques = lessons->codebook->techniques->len;
	guint first = lessons->turns->len, n = 0;
	g_autoptr(ClueSession) session =
		clue_session_new(reading->vocabulary, speech, &lesson->facts);

	for (guint i = 0; i < speech->turns->len; i++) {
		struct example_turn example = {
			.group = lesson->group,
			.labelled = lesson->seen[i + 1],
			.yes = lesson->yes + (i + 1) * techniques,
			.rules = lesson->rules ?
					 lesson->rules + (i + 1) * techniques :
					 NULL,
			.at = n,
		};

		if (speech_turn(speech, i)->role != TURN_THERAPIST)
			continue;
		learn_turn(reading, l, session, i, &example);
		n++;
	}
	for (guint i = first; i < lessons->turns->len; i++)
		g_array_index(lessons->turns, struct example_turn, i).turns = n;
}

static void
read_lesson(struct lesson_reading *reading, guint l,
	    const struct lesson *lesson)
{
	const GArray *turns = lesson->transcript->turns;
	struct speech speech;

	speech_init(&speech);
	for (guint i = 0; i < turns->len; i++) {
		const struct turn *turn = &g_array_index(turns, struct turn, i);

		speech_add(&speech, turn->role,
			   lesson->transcript->text + turn->text.start,
			   span_length(turn->text));
	}
	learn_turns(reading, l, lesson, &speech);
	reading->lessons->groups =
		MAX(reading->lessons->groups, lesson->group + 1);
	speech_clear(&speech);
}

/* -- what enough sessions show --------------------------------------------- */

struct kept {
	guint place; /* among those met */
	char *text;
};

static int
compare_kept(gconstpointer a, gconstpointer b)
{
	const struct kept *x = a, *y = b;

	return strcmp(x->text, y->text);
}

static char *
clue_text(const struct lesson_reading *reading, guint64 key)
{
	GString *text = g_string_new(clue_kind_print(clue_key_kind(key)));

	g_string_append_c(text, ' ');
	clue_key_print(reading->vocabulary, key, text);
	return g_string_free(text, FALSE);
}

/* In the order of their texts, whatever order the lessons came in. */
static GArray *
kept_clues(const struct lesson_reading *reading)
{
	GArray *all = g_array_new(FALSE, FALSE, sizeof(struct kept));

	for (guint i = 0; i < reading->met->len; i++) {
		const struct met *met =
			&g_array_index(reading->met, struct met, i);
		struct kept kept = { i, NULL };

		if (met->sessions < SESSIONS_OF_CLUE ||
		    clue_key_names(reading->vocabulary, met->key))
			continue;
		kept.text = clue_text(reading, met->key);
		g_array_append_val(all, kept);
	}
	g_array_sort(all, compare_kept);
	return all;
}

/* The turns then hold the numbers of those alone. */
static void
renumber_clues(struct lessons *lessons, const guint *fresh)
{
	guint n = 0;

	for (guint t = 0; t < lessons->turns->len; t++) {
		struct example_turn *turn =
			&g_array_index(lessons->turns, struct example_turn, t);
		guint from = turn->first, to = turn->first + turn->n;

		turn->first = n;
		for (guint i = from; i < to; i++) {
			guint clue = g_array_index(lessons->clues, guint, i);

			if (fresh[clue])
				g_array_index(lessons->clues, guint, n++) =
					fresh[clue] - 1;
		}
		turn->n = n - turn->first;
	}
	g_array_set_size(lessons->clues, n);
}

static void
keep_clues(struct lesson_reading *reading)
{
	g_autofree guint *fresh = g_new0(guint, reading->met->len + 1);
	g_autoptr(GArray) kept = kept_clues(reading);

	for (guint i = 0; i < kept->len; i++) {
		const struct kept *one = &g_array_index(kept, struct kept, i);

		fresh[one->place] = i + 1;
		g_ptr_array_add(reading->lessons->texts, one->text);
	}
	renumber_clues(reading->lessons, fresh);
}

struct lessons *
lessons_read(const struct codebook *codebook, const GArray *lessons)
{
	struct lessons *read = g_new0(struct lessons, 1);
	struct lesson_reading reading = {
		.lessons = read,
		.vocabulary = vocabulary_new(),
		.numbers = g_hash_table_new_full(g_int64_hash, g_int64_equal,
						 g_free, NULL),
		.met = g_array_new(FALSE, FALSE, sizeof(struct met)),
		.shown = g_array_new(FALSE, FALSE, sizeof(struct shown_clue)),
	};

	read->codebook = codebook;
	read->turns = g_array_new(FALSE, FALSE, sizeof(struct example_turn));
	read->labelled = g_array_new(FALSE, FALSE, sizeof(guint));
	read->clues = g_array_new(FALSE, FALSE, sizeof(guint));
	read->texts = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < lessons->len; i++)
		read_lesson(&reading, i,
			    &g_array_index(lessons, struct lesson, i));
	keep_clues(&reading);
	vocabulary_free(reading.vocabulary);
	g_hash_table_unref(reading.numbers);
	g_array_unref(reading.met);
	g_array_unref(reading.shown);
	return read;
}

void
lessons_free(struct lessons *lessons)
{
	g_array_unref(lessons->turns);
	g_array_unref(lessons->labelled);
	g_array_unref(lessons->clues);
	g_ptr_array_unref(lessons->texts);
	g_free(lessons);
}
