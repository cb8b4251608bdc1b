/*
 * codebook/weights.c: the table of weights that ends a codebook.
 *
 * It is written by a program and has thousands of rows, so it is kept out of
 * the YAML and read by its own few lines: tab-separated, one clue a row, one
 * technique a column, an empty field for nothing.
 */
#include "codebook/table.h"

#include <string.h>

#define KEY "weights: |"
#define POINTS_MAX 127
#define ROWS_MAX 100000

static const char *const kinds[CLUE_KINDS] = { "says",	"asks",	   "before",
					       "after", "earlier", "is" };

static const char *const besides[BESIDES] = { "here", "last", "next" };

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

const char *
beside_print(enum beside beside)
{
	return besides[beside];
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
	g_free(weights->beside);
	g_free(weights);
}

/* -- the techniques ------------------------------------------------------ */

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

		reader_error(table->reader, table_place(table, field->at),
			     "unknown technique '%.64s'%s%s%s", id,
			     near ? " (did you mean '" : "", near ? near : "",
			     near ? "'?)" : "");
		return;
	}
	g_ptr_array_find(codebook->techniques, technique, &weighing.technique);
	rule = rule_new(table_place(table, field->at));
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
	gsize n;

	while (!table->reader->errors && row_next_field(row, &field))
		add_weighing(table, &field);
	n = table->weights->weighings->len;
	table->weights->beside = g_new0(gint16, (gsize)BESIDES * n * n + 1);
}

/* -- settings and clues -------------------------------------------------- */

static gboolean
read_setting(struct table *table, const struct row *key, struct row *row)
{
	GArray *weighings = table->weights->weighings;
	struct row field;
	guint n = 0, i = 0;

	while (i < G_N_ELEMENTS(settings) && !row_is(key, settings[i].key))
		i++;
	if (i == G_N_ELEMENTS(settings))
		return FALSE;
	table->settings |= 1u << i;
	for (; n < weighings->len && row_next_field(row, &field); n++) {
		struct weighing *weighing =
			&g_array_index(weighings, struct weighing, n);

		if (!table_number(table, &field, G_MAXINT16,
				  &G_STRUCT_MEMBER(int, weighing,
						   settings[i].offset)))
			return TRUE;
	}
	return TRUE;
}

static int
find_weighing(const struct table *table, const char *id, gsize len)
{
	const GArray *weighings = table->weights->weighings;

	for (guint w = 0; w < weighings->len; w++) {
		guint t =
			g_array_index(weighings, struct weighing, w).technique;
		const struct technique *technique =
			table->codebook->techniques->pdata[t];

		if (strlen(technique->id) == len &&
		    memcmp(technique->id, id, len) == 0)
			return (int)w;
	}
	return -1;
}

static void
read_beside_points(struct table *table, struct row *row, gint16 *points)
{
	struct row field;

	for (guint n = 0;
	     n < table->weights->weighings->len && row_next_field(row, &field);
	     n++) {
		int number;

		if (!table_number(table, &field, G_MAXINT16, &number))
			return;
		points[n] = (gint16)number;
	}
}

/* "here.COMM": what the techniques gain when that one is sure. */
static gboolean
read_beside(struct table *table, const struct row *key, struct row *row)
{
	for (guint i = 0; i < BESIDES; i++) {
		gsize len = strlen(besides[i]);
		int sure;

		if ((gsize)(key->end - key->at) <= len + 1 ||
		    memcmp(key->at, besides[i], len) || key->at[len] != '.')
			continue;
		sure = find_weighing(table, key->at + len + 1,
				     key->end - key->at - len - 1);
		if (sure < 0)
			reader_error(table->reader, table_place(table, key->at),
				     "'%.*s' names no technique of the first "
				     "row",
				     (int)MIN(key->end - key->at, 40), key->at);
		else
			read_beside_points(
				table, row,
				weights_beside(table->weights, i, sure));
		return TRUE;
	}
	return FALSE;
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
		reader_error(
			table->reader, table_place(table, key->at),
			"unknown row '%.*s' (a clue begins with says, asks, "
			"before, after, earlier or is)",
			(int)MIN(key->end - key->at, 40), key->at);
		return;
	}
	g_array_append_val(weights->clues, clue);
	g_array_set_size(table->points, table->points->len + width);
	points = &g_array_index(table->points, gint8,
				table->points->len - width);
	for (; row_next_field(row, &field); n++) {
		int number;

		if (n == width) {
			reader_error(table->reader,
				     table_place(table, field.at),
				     "the row is longer than the list of "
				     "techniques");
			return;
		}
		if (!table_number(table, &field, POINTS_MAX, &number))
			return;
		points[n] = number;
	}
}

static void
read_row(struct table *table, struct row *row)
{
	struct row key;

	if (!row_next_field(row, &key))
		return;
	if (row_is(&key, "technique"))
		reader_error(table->reader, table_place(table, key.at),
			     "the techniques were named already");
	else if (!read_setting(table, &key, row) &&
		 !read_beside(table, &key, row))
		read_clue(table, &key, row);
}

/* -- the whole ------------------------------------------------------------ */

static void
read_rows(struct table *table)
{
	struct row row, key;

	if (!table_next_row(table, &row) || !row_next_field(&row, &key) ||
	    !row_is(&key, "technique")) {
		reader_error(table->reader, table->place,
			     "the weights must begin with a row 'technique' "
			     "and its columns, with tabs between");
		return;
	}
	read_head(table, &row);
	while (!table->reader->errors && table_next_row(table, &row)) {
		if (table->weights->clues->len == ROWS_MAX)
			reader_error(table->reader, table_place(table, row.at),
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
