/*
 * csv_layout.c: which column is what, where names do not tell.
 *
 * The words are in the column with the most of them, the speakers in one of
 * few different short cells, times in columns of clocks or numbers: the start
 * first, then the end.  Two columns of words that take turns are two people.
 */
#include "transcript/csv.h"

static gboolean
mostly(guint part, guint whole)
{
	return whole && part * 10 >= whole * 8;
}

static gboolean
is_clock(const struct seen *seen)
{
	return mostly(seen->clocks, seen->filled);
}

static gboolean
is_number(const struct seen *seen)
{
	return mostly(seen->numbers, seen->filled);
}

/* 1, 2, 3: the numbers of the rows. */
static gboolean
is_count(const struct seen *seen)
{
	return is_number(seen) && mostly(seen->counts, seen->filled);
}

gboolean
layout_uses(const struct layout *layout, int i)
{
	for (int c = 0; c < COLUMNS; c++)
		if (layout->column[c] == i)
			return TRUE;
	for (guint v = 0; v < layout->voices; v++)
		if (layout->voice[v] == i)
			return TRUE;
	return FALSE;
}

static gboolean
has_words(const struct seen *seen)
{
	return seen->filled && !is_clock(seen) && !is_number(seen) &&
	       seen->words > 0;
}

/* Of columns with equally many words the last: names come first. */
static void
find_text(struct layout *layout, const struct survey *survey)
{
	double most = 0;

	for (guint i = 0; i < survey->columns; i++) {
		const struct seen *seen = &survey->seen[i];

		if (!has_words(seen) || layout_uses(layout, i) ||
		    (mostly(seen->roles, seen->filled) &&
		     seen->words <= 2 * seen->filled) ||
		    seen->words < most)
			continue;
		most = seen->words;
		layout->column[TEXT] = i;
	}
}

/* How much a column looks like speakers; 0: not at all. */
static double
speaker_score(const struct layout *layout, const struct survey *survey, guint i)
{
	const struct seen *seen = &survey->seen[i];
	double filled = seen->filled, rows = survey->rows, score;

	if (!has_words(seen) || layout_uses(layout, i) ||
	    !mostly(seen->labels, seen->filled) || filled * 3 < rows ||
	    seen->kinds > LABELS_MAX)
		return 0;
	if (!mostly(seen->roles, seen->filled) && seen->kinds >= filled &&
	    (rows > 3 || filled < rows || layout->column[START] < 0))
		return 0;
	score = 4 * seen->roles / filled + 2 * filled / rows +
		(filled - seen->kinds) / filled;
	return score + ((int)i < layout->column[TEXT]);
}

/*
 * sure: only a column of roles will do, because others are named and this one
 * is not; it may hold codes.
 */
static void
find_speaker(struct layout *layout, const struct survey *survey, gboolean sure)
{
	double best = 0;

	for (guint i = 0; i < survey->columns; i++) {
		double score = speaker_score(layout, survey, i);

		if (score <= best || (sure && !mostly(survey->seen[i].roles,
						      survey->seen[i].filled)))
			continue;
		best = score;
		layout->column[SPEAKER] = i;
	}
}

/* The same times once more in another unit, as ELAN writes them. */
static gboolean
is_repeat(const struct seen *first, const struct seen *seen)
{
	return first->sum > 0 && seen->sum > first->sum * 990 &&
	       seen->sum < first->sum * 1010;
}

static void
find_times(struct layout *layout, const struct survey *survey)
{
	gboolean clocks = FALSE;
	const struct seen *first = NULL;

	for (guint i = 0; i < survey->columns; i++)
		clocks |= is_clock(&survey->seen[i]) && !layout_uses(layout, i);
	for (guint i = 0; i < survey->columns; i++) {
		const struct seen *seen = &survey->seen[i];
		gboolean fits = clocks ? is_clock(seen) :
					 is_number(seen) && !is_count(seen);

		if (!fits || layout_uses(layout, i))
			continue;
		if (!first) {
			layout->column[START] = i;
			first = seen;
		} else if (!is_repeat(first, seen)) {
			layout->column[seen->sum >= first->sum ? END :
								 DURATION] = i;
			if (layout->column[END] >= 0)
				return;
		}
	}
}

/* Words in it, but in some rows only. */
static gboolean
takes_turns(const struct survey *survey, guint i)
{
	const struct seen *seen = &survey->seen[i];

	return has_words(seen) && seen->filled * 10 >= survey->rows &&
	       seen->filled < survey->rows;
}

static gboolean
is_voice(const struct layout *layout, guint i)
{
	for (guint v = 0; v < layout->voices; v++)
		if (layout->voice[v] == (int)i)
			return TRUE;
	return FALSE;
}

/*
 * Two or more columns of words of which a row fills only one.  Where some are
 * headed by roles, the others that take turns with them are people, too.
 */
static void
find_voices(struct layout *layout, const struct survey *survey)
{
	int voice[VOICES_MAX];
	guint found = 0, filled = 0;

	if (!mostly(survey->single, survey->rows) ||
	    (survey->rows < 3 && !layout->voices && layout->guessed))
		return;
	for (guint i = 0; i < survey->columns && found < VOICES_MAX; i++) {
		if (!is_voice(layout, i) &&
		    (layout_uses(layout, i) || !takes_turns(survey, i)))
			continue;
		voice[found++] = i;
		filled += survey->seen[i].filled;
	}
	if (found < 2 || !mostly(filled, survey->rows) ||
	    filled > survey->rows + survey->rows / 5)
		return;
	memcpy(layout->voice, voice, sizeof(voice));
	layout->voices = found;
}

static void
forget_empty(struct layout *layout, const struct survey *survey, int column)
{
	int i = layout->column[column];

	if (i >= 0 && i < SURVEYED_MAX && !survey->seen[i].filled)
		layout->column[column] = -1;
}

/* "turn" with 1, 2, 3 in it, where another column holds words. */
static void
forget_wordless(struct layout *layout, const struct survey *survey)
{
	int i = layout->column[TEXT];
	gboolean others = FALSE;

	if (i < 0 || i >= SURVEYED_MAX || has_words(&survey->seen[i]))
		return;
	for (guint k = 0; k < survey->columns; k++)
		others |=
			has_words(&survey->seen[k]) && !layout_uses(layout, k);
	if (others)
		layout->column[TEXT] = -1;
}

gboolean
csv_settle(struct layout *layout, const struct survey *survey)
{
	gboolean named = layout->column[SPEAKER] >= 0;
	gboolean told;

	forget_wordless(layout, survey);
	told = layout->column[TEXT] >= 0;
	forget_empty(layout, survey, SPEAKER);
	forget_empty(layout, survey, ROLE);
	named &= layout->column[SPEAKER] < 0; /* and found empty */
	if (layout->guessed)
		find_times(layout, survey);
	if (layout->column[SPEAKER] < 0 && layout->column[ROLE] < 0 &&
	    (layout->voices || !told))
		find_voices(layout, survey);
	if (layout->voices)
		return TRUE;
	if (!told)
		find_text(layout, survey);
	if (layout->column[SPEAKER] < 0 && layout->column[ROLE] < 0)
		find_speaker(layout, survey, !layout->guessed && !named);
	return layout->column[TEXT] >= 0;
}

char *
csv_list_others(const struct layout *layout, const struct survey *survey,
		char *const *names)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < survey->columns; i++) {
		const struct seen *seen = &survey->seen[i];

		if (layout_uses(layout, i) ||
		    (!has_words(seen) && (!names[i] || !is_count(seen))))
			continue;
		g_string_append(out, out->len ? ", " : "");
		if (names[i] && *names[i])
			g_string_append_printf(out, "'%s'", names[i]);
		else
			g_string_append_printf(out, "number %u", i + 1);
	}
	return g_string_free(out, out->len == 0);
}

char *
csv_voice_label(char *const *names, int column)
{
	if (column < SURVEYED_MAX && names[column] && *names[column])
		return g_strdup(names[column]);
	return g_strdup_printf("Column %d", column + 1);
}
