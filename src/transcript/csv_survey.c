/*
 * csv_survey.c: what the columns of a table hold.
 */
#include "transcript/bytes.h"
#include "transcript/csv.h"
#include "transcript/heading.h"

#define LABEL_BYTES 48 /* no name is longer */
#define LABEL_WORDS 6

/* Short, and no sentence. */
static gboolean
may_be_label(const char *p, const char *end, guint words)
{
	while (end > p && end[-1] == ':')
		end--;
	return end > p && end - p <= LABEL_BYTES && words <= LABEL_WORDS &&
	       (end - p < 4 || !strchr("?!,;", end[-1])) &&
	       !memchr(p, '\n', end - p) && !(end[-1] == '.' && words > 3);
}

static void
note_label(struct seen *seen, const char *p, const char *end)
{
	g_autofree char *key = g_utf8_casefold(p, end - p);
	guint32 hash = g_str_hash(key);

	seen->labels++;
	seen->roles += role_of_label(p, end - p) != TURN_UNKNOWN;
	for (guint i = 0; i < MIN(seen->kinds, LABELS_MAX); i++)
		if (seen->label[i] == hash)
			return;
	if (seen->kinds < LABELS_MAX)
		seen->label[seen->kinds] = hash;
	seen->kinds++;
}

static void
note_number(struct seen *seen, double number)
{
	seen->counts += seen->numbers == 0 || number == seen->last + 1;
	seen->numbers++;
	seen->last = number;
	seen->sum += number;
}

static void
note_frame(struct survey *survey, const struct field *field, guint line)
{
	int frame = csv_frame(field);

	if (frame < 0)
		return;
	if (!survey->framed)
		survey->framed_line = line;
	survey->framed = TRUE;
	survey->frame = MAX(survey->frame, (guint)frame);
}

/* TRUE when the cell holds words. */
static gboolean
survey_cell(struct survey *survey, struct seen *seen, const struct field *field,
	    guint line)
{
	const char *p = field->start, *end = field->end;
	gint64 range_end;
	double number;
	guint words;

	trim(&p, &end);
	if (p == end)
		return FALSE;
	seen->filled++;
	if (csv_number(field, &number)) {
		note_number(seen, number);
		return FALSE;
	}
	if (csv_is_clock(field)) {
		seen->clocks++;
		seen->sum += csv_time(field, 1, 0, &range_end);
		note_frame(survey, field, line);
		return FALSE;
	}
	words = base_word_count(p, end - p);
	seen->words += MAX(words, 1);
	if (may_be_label(p, end, words))
		note_label(seen, p, end);
	return TRUE;
}

void
csv_survey_row(struct survey *survey, const struct field *fields, guint n,
	       guint line)
{
	guint worded = 0;

	n = MIN(n, SURVEYED_MAX);
	survey->columns = MAX(survey->columns, n);
	for (guint i = 0; i < n; i++)
		worded +=
			survey_cell(survey, &survey->seen[i], &fields[i], line);
	survey->rows++;
	survey->single += worded == 1;
}
