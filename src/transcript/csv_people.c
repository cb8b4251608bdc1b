/*
 * csv_people.c: one column a speaker, headed by names: "Mia | Dr Lowe".
 *
 * Names of people look like names of other columns.  They are believed when
 * the cells below hold speech, by turns or side by side, and the reading is
 * always told.
 */
#include "transcript/builder.h"
#include "transcript/bytes.h"
#include "transcript/csv.h"
#include "transcript/heading.h"
#include "transcript/labels.h"

#define NAME_WORDS 4
#define ODD_WORDS 8    /* of a name that rows with one filled cell prove */
#define SPEECH_WORDS 2 /* a cell, at least, on average */

/* Columns of words beside the words. */
static gboolean
is_other_text(const char *p, gsize len)
{
	static const char *const words[] = {
		"original",  "translation", "english",	   "german",
		"code",	     "codes",	    "coding",	   "memo",
		"theme",     "themes",	    "category",	   "excerpt",
		"quotation", "quote",	    "segment",	   "label",
		"tags",	     "analysis",    "remarks",	   "action",
		"gesture",   "gestures",    "description", "context",
		"item",	     "rationale",   "observation", "observations",
		"topic",
	};

	return is_listed(words, G_N_ELEMENTS(words), p, len);
}

/* turns: the cells below are filled one a row, so odd names will do. */
static gboolean
may_be_person(const struct field *field, gboolean turns)
{
	const char *p = field->start, *end = field->end;
	enum label_shape shape;

	trim(&p, &end);
	while (end > p && (end[-1] == ':' || is_space(end[-1])))
		end--;
	shape = label_shape(p, end - p);
	if (turns && p < end && shape >= LABEL_ODD &&
	    base_word_count(p, end - p) <= ODD_WORDS &&
	    !label_is_matter(p, end - p) && !is_other_text(p, end - p))
		return TRUE;
	return (shape == LABEL_SMALL || shape >= LABEL_LOWER) &&
	       base_word_count(p, end - p) <= NAME_WORDS &&
	       !strchr(".?!,;", end[-1]) && !label_is_prose(p, end - p) &&
	       !label_is_matter(p, end - p) && !is_other_text(p, end - p);
}

static gboolean
holds_speech(const struct seen *seen)
{
	double told = seen->filled - seen->clocks - seen->numbers;

	return told * 2 > seen->filled &&
	       seen->words >= SPEECH_WORDS * (double)seen->filled;
}

static gboolean
is_same(const struct field *a, const struct field *b)
{
	return a->end - a->start == b->end - b->start &&
	       !g_ascii_strncasecmp(a->start, b->start, a->end - a->start);
}

/* Each cell of the row a time column's name, a person or empty. */
static gboolean
find_people(struct layout *layout, const struct field *fields, guint n,
	    gboolean turns)
{
	guint found = 0;

	for (guint i = 0; i < n && found < VOICES_MAX; i++) {
		const char *p = fields[i].start, *end = fields[i].end;

		trim(&p, &end);
		if (p == end || layout_uses(layout, i))
			continue;
		if (!may_be_person(&fields[i], turns))
			return FALSE;
		for (guint v = 0; v < found; v++)
			if (is_same(&fields[layout->voice[v]], &fields[i]))
				return FALSE;
		layout->voice[found++] = i;
	}
	layout->voices = found;
	return found > 1;
}

gboolean
csv_name_people(struct layout *layout, const struct field *fields, guint n,
		const struct survey *below)
{
	gboolean ok = layout->column[SPEAKER] < 0 && layout->column[ROLE] < 0 &&
		      layout->column[TEXT] < 0 && below->rows > 1 &&
		      find_people(layout, fields, n,
				  below->single * 10 >= below->rows * 8);

	for (guint v = 0; ok && v < layout->voices; v++)
		ok = layout->voice[v] < SURVEYED_MAX &&
		     holds_speech(&below->seen[layout->voice[v]]);
	if (!ok)
		layout->voices = 0;
	layout->people = ok;
	return ok;
}

/* Fields of words in quotes or alone in their row: prose has neither. */
static gboolean
is_plain_row(const struct csv_table *table)
{
	guint filled = 0, quoted = 0;

	for (guint i = 0; i < table->n; i++) {
		const struct field *f = &table->fields[i];

		if (f->end == f->start || csv_is_clock(f))
			continue;
		filled++;
		quoted += f->raw < f->start;
	}
	return filled < 2 || quoted > 0;
}

gboolean
csv_names_people(struct csv_table *table)
{
	g_autofree struct csv_table *below = g_memdup2(table, sizeof(*table));
	g_autofree struct survey *survey = g_new0(struct survey, 1);
	guint even = 0;

	below->columns = table->n;
	while (survey->rows < SAMPLE_MAX && csv_next_record(below)) {
		if (csv_is_blank_row(below))
			continue;
		if (table->separator == ',' && !is_plain_row(below))
			return FALSE;
		even += below->n == table->n;
		csv_survey_row(survey, below->fields, below->n, 0);
	}
	return even * 10 >= survey->rows * 9 &&
	       csv_name_people(&table->layout, table->fields, table->n, survey);
}

void
csv_report_people(const struct layout *layout, char *const *names,
		  struct builder *builder, guint line)
{
	g_autoptr(GString) out = g_string_new(NULL);

	if (!layout->people)
		return;
	for (guint v = 0; v < layout->voices; v++) {
		g_autofree char *name =
			csv_voice_label(names, layout->voice[v]);

		g_string_append_printf(out, "%s'%s'", v ? ", " : "", name);
	}
	builder_warn(builder, line,
		     "the columns headed %s are taken for what each of them "
		     "says",
		     out->str);
}
