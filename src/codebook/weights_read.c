/*
 * codebook/weights_read.c: the table of weights that ends a codebook.
 *
 * It is written by a program and has thousands of rows, so it is kept out of
 * the YAML and read by its own few lines: tab-separated, one clue a row, one
 * technique a column, an empty field for nothing.
 */
#include "codebook/table.h"

#include <string.h>

#define POINTS_MAX 127
#define ROWS_MAX 100000
#define BESIDE_MAX 1000 /* so that no sum of them is too large */

static gboolean
check_width(struct row_reader *table, const struct row *field, guint n)
{
	if (n < table->weights->weighings->len)
		return TRUE;
	reader_error(table->reader, table_place(table, field->at),
		     "the row is longer than the list of techniques");
	return FALSE;
}

/* -- the techniques -------------------------------------------------------- */

static void
complain_technique(struct row_reader *table, const struct row *field,
		   const char *id)
{
	const char *near = codebook_near_technique(table->codebook, id);

	reader_error(table->reader, table_place(table, field->at),
		     "unknown technique '%.64s'%s%s%s", id,
		     near ? " (did you mean '" : "", near ? near : "",
		     near ? "'?)" : "");
}

static gboolean
is_weighed(const struct weights *weights, guint technique)
{
	for (guint i = 0; i < weights->weighings->len; i++) {
		if (g_array_index(weights->weighings, struct weighing, i)
			    .technique == technique)
			return TRUE;
	}
	return FALSE;
}

static void
add_weighing(struct row_reader *table, const struct row *field)
{
	struct codebook *codebook = table->codebook;
	g_autofree char *id = g_strndup(field->at, field->end - field->at);
	const struct technique *technique = codebook_technique(codebook, id);
	g_autofree char *lower = g_ascii_strdown(id, -1);
	struct weighing weighing = { 0 };
	struct rule *rule;

	if (!technique) {
		complain_technique(table, field, id);
		return;
	}
	g_ptr_array_find(codebook->techniques, technique, &weighing.technique);
	if (is_weighed(table->weights, weighing.technique)) {
		reader_error(table->reader, table_place(table, field->at),
			     "technique '%s' is named twice", id);
		return;
	}
	rule = rule_new(table_place(table, field->at));
	rule->id = g_strconcat(lower, ".weight", NULL);
	rule->says = g_strdup(
		"words and place, learned from coded sessions, weigh for it");
	rule->technique = weighing.technique;
	rule->weighed = TRUE;
	weighing.rule = codebook->rules->len;
	g_ptr_array_add(codebook->rules, rule);
	g_array_append_val(table->weights->weighings, weighing);
}

static void
read_head(struct row_reader *table)
{
	struct row row, field;
	gsize n;

	if (!table_next_row(table, &row)) {
		row.at = row.end = table->end;
	} else if (row_next_field(&row, &field) &&
		   row_is(&field, "technique")) {
		while (!table->reader->errors && row_next_field(&row, &field))
			add_weighing(table, &field);
		if (!table->reader->errors && !table->weights->weighings->len)
			reader_error(table->reader,
				     table_place(table, field.at),
				     "the row 'technique' names none");
		n = table->weights->weighings->len;
		table->weights->beside =
			g_new0(gint16, (gsize)BESIDES * n * n + 1);
		return;
	}
	if (!table->reader->errors)
		reader_error(table->reader, table->place,
			     "the weights must begin with a row 'technique' "
			     "and its columns, with tabs between");
}

/* -- settings and clues ---------------------------------------------------- */

static gboolean
read_setting(struct row_reader *table, const struct row *key, struct row *row)
{
	GArray *weighings = table->weights->weighings;
	struct row field;
	guint i = 0;

	while (i < WEIGHT_SETTINGS && !row_is(key, weight_setting_key(i)))
		i++;
	if (i == WEIGHT_SETTINGS)
		return FALSE;
	if (table->settings[i])
		table_complain_twice(table, key, table->settings[i]);
	table->settings[i] = key->at;
	for (guint n = 0; row_next_field(row, &field); n++) {
		int number;

		if (!check_width(table, &field, n) ||
		    !table_number(table, &field, G_MAXINT16, &number))
			return TRUE;
		weight_setting_set(
			&g_array_index(weighings, struct weighing, n), i,
			number);
	}
	return TRUE;
}

static gboolean
read_kind(const struct row *key, enum clue_kind *kind, struct row *text)
{
	for (guint i = 0; i < CLUE_KINDS; i++) {
		const char *name = clue_kind_print(i);
		gsize len = strlen(name);

		if ((gsize)(key->end - key->at) > len + 1 &&
		    key->at[len] == ' ' && !memcmp(key->at, name, len)) {
			*kind = i;
			*text = (struct row){ key->at + len + 1, key->end };
			return TRUE;
		}
	}
	return FALSE;
}

/* No other clue could ever be met. */
static gboolean
is_clue(enum clue_kind kind, const struct row *text)
{
	guint blanks = 0;

	for (const char *p = text->at; p < text->end; p++) {
		if (g_ascii_isupper(*p))
			return FALSE;
		if (*p != ' ')
			continue;
		if (p == text->at || p + 1 == text->end)
			return FALSE;
		blanks++;
	}
	return blanks <= (kind == CLUE_SAYS || kind == CLUE_ASKS ? 1 : 0);
}

static void
complain_key(struct row_reader *table, const struct row *key,
	     const char *before, const char *after)
{
	g_autofree char *word = row_shown(key);

	reader_error(table->reader, table_place(table, key->at), "%s'%s' %s",
		     before, word, after);
}

static gboolean
read_key(struct row_reader *table, const struct row *key, struct clue *clue)
{
	struct row text;

	if (!read_kind(key, &clue->kind, &text)) {
		complain_key(
			table, key, "unknown row ",
			"(a clue begins with says, asks, before, "
			"after, earlier or is, and tabs stand between columns)");
		return FALSE;
	}
	if (!is_clue(clue->kind, &text)) {
		complain_key(table, key, "",
			     "is no clue: one word, or two with a blank "
			     "between after says or asks, in small letters");
		return FALSE;
	}
	clue->text = g_strndup(text.at, text.end - text.at);
	return TRUE;
}

/* As a program writes them; FALSE where a field is anything else, which is
 * then looked at closely. */
static gboolean
read_quickly(const struct row *row, gint8 *points, guint width)
{
	const char *p = row->at;

	for (guint n = 0; p <= row->end; n++, p++) {
		gboolean minus = p < row->end && *p == '-';
		const char *first = p += minus;
		int number = 0;

		for (; p < row->end && *p != '\t'; p++) {
			if (!g_ascii_isdigit(*p) || p - first == 3)
				return FALSE;
			number = number * 10 + (*p - '0');
		}
		if (n == width || number > POINTS_MAX || (minus && p == first))
			return FALSE;
		points[n] = minus ? -number : number;
	}
	return TRUE;
}

static void
read_points(struct row_reader *table, struct row *row)
{
	guint width = table->weights->weighings->len;
	struct row field;
	gint8 *points;

	g_array_set_size(table->points, table->points->len + width);
	points = &g_array_index(table->points, gint8,
				table->points->len - width);
	if (read_quickly(row, points, width))
		return;
	for (guint n = 0; row_next_field(row, &field); n++) {
		int number;

		if (!check_width(table, &field, n) ||
		    !table_number(table, &field, POINTS_MAX, &number))
			return;
		points[n] = number;
	}
}

static void
read_clue(struct row_reader *table, const struct row *key, struct row *row)
{
	struct clue clue = { 0 };

	if (!read_key(table, key, &clue))
		return;
	g_array_append_val(table->weights->clues, clue);
	g_array_append_val(table->clues, *key);
	read_points(table, row);
}

/* -- other techniques ------------------------------------------------------ */

static int
find_weighing(const struct row_reader *table, const char *id, gsize len)
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
read_beside_points(struct row_reader *table, struct row *row, gint16 *points)
{
	struct row field;

	for (guint n = 0; row_next_field(row, &field); n++) {
		int number;

		if (!check_width(table, &field, n) ||
		    !table_number(table, &field, BESIDE_MAX, &number))
			return;
		points[n] = (gint16)number;
	}
}

/* "here.COMM": what the techniques gain when that one is sure. */
static gboolean
read_beside(struct row_reader *table, const struct row *key, struct row *row)
{
	for (guint i = 0; i < BESIDES; i++) {
		const char *beside = beside_print(i);
		gsize len = strlen(beside);
		int sure;

		if ((gsize)(key->end - key->at) <= len + 1 ||
		    memcmp(key->at, beside, len) || key->at[len] != '.')
			continue;
		sure = find_weighing(table, key->at + len + 1,
				     key->end - key->at - len - 1);
		if (sure < 0)
			complain_key(table, key, "",
				     "names no technique of the first row");
		else
			read_beside_points(
				table, row,
				weights_beside(table->weights, i, sure));
		g_array_append_val(table->besides, *key);
		return TRUE;
	}
	return FALSE;
}

static void
read_row(struct row_reader *table, struct row *row)
{
	struct row key;

	if (!row_next_field(row, &key))
		return;
	if (row_is(&key, "technique"))
		reader_error(table->reader, table_place(table, key.at),
			     "the techniques were named already");
	else if (memchr(key.at, ' ', key.end - key.at) ||
		 (!read_setting(table, &key, row) &&
		  !read_beside(table, &key, row)))
		read_clue(table, &key, row);
}

/* -- the whole ------------------------------------------------------------- */

static void
read_rows(struct row_reader *table)
{
	struct row row;

	read_head(table);
	while (!table->reader->errors && table_next_row(table, &row)) {
		if (table->lightly && table_is_past_settings(table, &row))
			return;
		if (table->weights->clues->len == ROWS_MAX)
			reader_error(table->reader, table_place(table, row.at),
				     "more than %d clues", ROWS_MAX);
		else
			read_row(table, &row);
	}
	for (guint i = 0; i < WEIGHT_SETTINGS; i++) {
		if (!table->reader->errors && !table->settings[i])
			reader_error(table->reader, table->place,
				     "the weights have no row '%s'",
				     weight_setting_key(i));
	}
}

void
weights_read(struct yaml_reader *reader, struct codebook *codebook, gsize at,
	     gboolean lightly)
{
	const char *end = reader->text + reader->len;
	struct row_reader table = {
		.reader = reader,
		.codebook = codebook,
		.weights = g_new0(struct weights, 1),
		.place = reader_place(reader, at),
		.points = g_array_new(FALSE, TRUE, 1),
		.clues = g_array_new(FALSE, FALSE, sizeof(struct row)),
		.besides = g_array_new(FALSE, FALSE, sizeof(struct row)),
		.at = table_line_end(reader->text + at, end),
		.end = end,
		.lightly = lightly,
	};
	struct weights *weights = table.weights;

	weights->weighings = g_array_new(FALSE, TRUE, sizeof(struct weighing));
	weights->clues = g_array_new(FALSE, TRUE, sizeof(struct clue));
	codebook->weights = weights;
	if (!reader->errors && (lightly || reader_check_bytes(reader, at)))
		read_rows(&table);
	table_check_once(&table, table.besides);
	table_check_once(&table, table.clues);
	g_array_unref(table.besides);
	g_array_unref(table.clues);
	weights->points = (gint8 *)g_array_free(table.points, FALSE);
	for (guint i = 0; !reader->errors && i < weights->clues->len; i++)
		g_array_index(weights->clues, struct clue, i).points =
			weights->points + (gsize)i * weights->weighings->len;
}
