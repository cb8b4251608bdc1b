/*
 * codebook/weights.c: the table of weights that ends a codebook.
 *
 * It is written by a program and has thousands of rows, so it is kept out of
 * the YAML and read by its own few lines: tab-separated, one clue a row, one
 * technique a column, an empty field for nothing.
 */
#include "codebook/private.h"

#include <string.h>

#define KEY "weights: |"
#define POINTS_MAX 127
#define ROWS_MAX 100000

static const char *const kinds[CLUE_KINDS] = { "says", "before", "after",
					       "earlier", "is" };

static const struct {
	const char *key;
	gsize offset;
} settings[] = {
	{ "start", G_STRUCT_OFFSET(struct weighing, start) },
	{ "near.before", G_STRUCT_OFFSET(struct weighing, near[NEAR_BEFORE]) },
	{ "near.after", G_STRUCT_OFFSET(struct weighing, near[NEAR_AFTER]) },
	{ "near.two", G_STRUCT_OFFSET(struct weighing, near[NEAR_TWO]) },
	{ "near.far", G_STRUCT_OFFSET(struct weighing, near[NEAR_FAR]) },
	{ "rule.hint", G_STRUCT_OFFSET(struct weighing, rules[0]) },
	{ "rule.probable", G_STRUCT_OFFSET(struct weighing, rules[1]) },
	{ "rule.sequence", G_STRUCT_OFFSET(struct weighing, rules[2]) },
	{ "hint", G_STRUCT_OFFSET(struct weighing, hint) },
	{ "probable", G_STRUCT_OFFSET(struct weighing, probable) },
};

const char *
clue_kind_print(enum clue_kind kind)
{
	return kinds[kind];
}

gsize
codebook_rules_length(const char *text, gsize len)
{
	const char *at = text;

	if (len >= strlen(KEY) && memcmp(text, KEY, strlen(KEY)) == 0)
		return 0;
	while ((at = g_strstr_len(at, text + len - at, "\n" KEY))) {
		const char *end = at + 1 + strlen(KEY);

		if (end == text + len || *end == '\n' || *end == '\r')
			return at + 1 - text;
		at = end;
	}
	return len;
}

void
weights_free(struct weights *weights)
{
	if (!weights)
		return;
	for (guint i = 0; i < weights->clues->len; i++)
		g_free(g_array_index(weights->clues, struct clue, i).text);
	g_array_unref(weights->clues);
	g_array_unref(weights->weighings);
	g_free(weights->points);
	g_free(weights);
}

/* -- one row after the other --------------------------------------------- */

struct table {
	struct reader *reader;
	struct codebook *codebook;
	struct weights *weights;
	struct place place; /* of the section */
	GArray *points;	    /* gint8 */
	const char *at;
	const char *end;
	guint settings; /* bits of settings met */
};

/* A row, its end left out. */
struct row {
	const char *at;
	const char *end;
};

static struct place
place_of(const struct table *table, const char *at)
{
	return reader_place(table->reader, at - table->reader->text);
}

static gboolean
next_row(struct table *table, struct row *row)
{
	while (table->at < table->end) {
		const char *end =
			memchr(table->at, '\n', table->end - table->at);

		if (!end)
			end = table->end;
		row->at = table->at;
		row->end = end;
		table->at = MIN(end + 1, table->end);
		while (row->end > row->at && strchr(" \r", row->end[-1]))
			row->end--;
		while (row->at < row->end && *row->at == ' ')
			row->at++;
		if (row->at < row->end && *row->at != '#')
			return TRUE;
	}
	return FALSE;
}

/* The field before the next tab; FALSE behind the last. */
static gboolean
next_field(struct row *row, struct row *field)
{
	const char *tab;

	if (row->at > row->end)
		return FALSE;
	tab = memchr(row->at, '\t', row->end - row->at);
	field->at = row->at;
	field->end = tab ? tab : row->end;
	row->at = field->end + 1;
	return TRUE;
}

static gboolean
is_text(const struct row *field, const char *text)
{
	return (gsize)(field->end - field->at) == strlen(text) &&
	       memcmp(field->at, text, strlen(text)) == 0;
}

/* An empty field is 0. */
static gboolean
read_number(struct table *table, const struct row *field, int max, int *number)
{
	const char *at = field->at;
	gboolean minus = field->end - at > 1 && *at == '-';

	*number = 0;
	for (at += minus;
	     at < field->end && g_ascii_isdigit(*at) && *number <= max; at++)
		*number = *number * 10 + (*at - '0');
	if (at < field->end || *number > max) {
		reader_error(table->reader, place_of(table, field->at),
			     "'%.*s' is no number of points (whole, from -%d "
			     "to %d)",
			     (int)MIN(field->end - field->at, 40), field->at,
			     max, max);
		return FALSE;
	}
	if (minus)
		*number = -*number;
	return TRUE;
}

static void
add_weighing(struct table *table, const struct row *field)
{
	struct codebook *codebook = table->codebook;
	g_autofree char *id = g_strndup(field->at, field->end - field->at);
	const struct technique *technique = codebook_technique(codebook, id);
	g_autofree char *lower = g_ascii_strdown(id, -1);
	struct weighing weighing = { 0 };
	struct rule *rule;

	if (!technique) {
		const char *near = codebook_near_technique(codebook, id);

		reader_error(table->reader, place_of(table, field->at),
			     "unknown technique '%.64s'%s%s%s", id,
			     near ? " (did you mean '" : "", near ? near : "",
			     near ? "'?)" : "");
		return;
	}
	g_ptr_array_find(codebook->techniques, technique, &weighing.technique);
	rule = rule_new(place_of(table, field->at));
	rule->id = g_strconcat(lower, ".weight", NULL);
	rule->says = g_strdup("its words and its place weigh towards it");
	rule->technique = weighing.technique;
	rule->weighed = TRUE;
	weighing.rule = codebook->rules->len;
	g_ptr_array_add(codebook->rules, rule);
	g_array_append_val(table->weights->weighings, weighing);
}

static void
read_head(struct table *table, struct row *row)
{
	struct row field;

	while (!table->reader->errors && next_field(row, &field))
		add_weighing(table, &field);
}

/* -- settings and clues -------------------------------------------------- */

static gboolean
read_setting(struct table *table, const struct row *key, struct row *row)
{
	GArray *weighings = table->weights->weighings;
	struct row field;
	guint n = 0, i = 0;

	while (i < G_N_ELEMENTS(settings) && !is_text(key, settings[i].key))
		i++;
	if (i == G_N_ELEMENTS(settings))
		return FALSE;
	table->settings |= 1u << i;
	for (; n < weighings->len && next_field(row, &field); n++) {
		struct weighing *weighing =
			&g_array_index(weighings, struct weighing, n);

		if (!read_number(table, &field, G_MAXINT16,
				 &G_STRUCT_MEMBER(int, weighing,
						  settings[i].offset)))
			return TRUE;
	}
	return TRUE;
}

static gboolean
read_kind(const struct row *key, struct clue *clue)
{
	for (guint i = 0; i < CLUE_KINDS; i++) {
		gsize len = strlen(kinds[i]);

		if ((gsize)(key->end - key->at) > len + 1 &&
		    key->at[len] == ' ' && !memcmp(key->at, kinds[i], len)) {
			clue->kind = i;
			clue->text = g_strndup(key->at + len + 1,
					       key->end - key->at - len - 1);
			return TRUE;
		}
	}
	return FALSE;
}

static void
read_clue(struct table *table, const struct row *key, struct row *row)
{
	struct weights *weights = table->weights;
	guint width = weights->weighings->len, n = 0;
	struct clue clue = { 0 };
	struct row field;
	gint8 *points;

	if (!read_kind(key, &clue)) {
		reader_error(table->reader, place_of(table, key->at),
			     "unknown row '%.*s' (a clue begins with says, "
			     "before, after, earlier or is)",
			     (int)MIN(key->end - key->at, 40), key->at);
		return;
	}
	g_array_append_val(weights->clues, clue);
	g_array_set_size(table->points, table->points->len + width);
	points = &g_array_index(table->points, gint8,
				table->points->len - width);
	for (; next_field(row, &field); n++) {
		int number;

		if (n == width) {
			reader_error(table->reader, place_of(table, field.at),
				     "the row is longer than the list of "
				     "techniques");
			return;
		}
		if (!read_number(table, &field, POINTS_MAX, &number))
			return;
		points[n] = number;
	}
}

static void
read_row(struct table *table, struct row *row)
{
	struct row key;

	if (!next_field(row, &key))
		return;
	if (is_text(&key, "technique"))
		reader_error(table->reader, place_of(table, key.at),
			     "the techniques were named already");
	else if (!read_setting(table, &key, row))
		read_clue(table, &key, row);
}

/* -- the whole ------------------------------------------------------------ */

static void
read_rows(struct table *table)
{
	struct row row, key;

	if (!next_row(table, &row) || !next_field(&row, &key) ||
	    !is_text(&key, "technique")) {
		reader_error(table->reader, table->place,
			     "the weights must begin with a row 'technique' "
			     "and its columns, with tabs between");
		return;
	}
	read_head(table, &row);
	while (!table->reader->errors && next_row(table, &row)) {
		if (table->weights->clues->len == ROWS_MAX)
			reader_error(table->reader, place_of(table, row.at),
				     "more than %d clues", ROWS_MAX);
		else
			read_row(table, &row);
	}
	for (guint i = 0; i < G_N_ELEMENTS(settings); i++) {
		if (!table->reader->errors && !(table->settings & 1u << i))
			reader_error(table->reader, table->place,
				     "the weights have no row '%s'",
				     settings[i].key);
	}
}

void
weights_read(struct reader *reader, struct codebook *codebook, gsize at)
{
	struct table table = {
		.reader = reader,
		.codebook = codebook,
		.weights = g_new0(struct weights, 1),
		.place = reader_place(reader, at),
		.points = g_array_new(FALSE, TRUE, 1),
		.at = reader->text + at + strlen(KEY),
		.end = reader->text + reader->len,
	};
	struct weights *weights = table.weights;

	weights->weighings = g_array_new(FALSE, TRUE, sizeof(struct weighing));
	weights->clues = g_array_new(FALSE, TRUE, sizeof(struct clue));
	codebook->weights = weights;
	if (!reader->errors)
		read_rows(&table);
	weights->points = (gint8 *)g_array_free(table.points, FALSE);
	for (guint i = 0; i < weights->clues->len; i++)
		g_array_index(weights->clues, struct clue, i).points =
			weights->points + (gsize)i * weights->weighings->len;
}
