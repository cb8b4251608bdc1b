/*
 * codebook/weights_read.c: the table of weights that ends a codebook.
 *
 * It is written by a program and has very many rows, so it is kept out of the
 * YAML and read by its own few lines, tab-separated.  Its first row names the
 * techniques; that is all that is read with the rules.  Below it either each
 * row has a column for each technique, with an empty field for nothing:
 *
 *	start		-66	-70
 *	says what did	6
 *
 * or the techniques come one after another, and of each its settings and then
 * its clues, kind by kind:
 *
 *	of COMM
 *	start		-66
 *	says
 *	what did	6
 */
#include "codebook/parts.h"
#include "codebook/section.h"
#include "codebook/weights_rows.h"

#include <string.h>

#define BESIDE_MAX 1000 /* so that no sum of them is too large */

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
	/* in a file of its own it has no place among the rules */
	rule = rule_new(table->reader->joined ? table_place(table, field->at) :
						(struct place){ 0, 0 });
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
read_weights_head(struct row_reader *table)
{
	struct row row, field;

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
		return;
	}
	if (!table->reader->errors)
		reader_error(table->reader, table->place,
			     "the weights must begin with a row 'technique' "
			     "and its columns, with tabs between");
}

/* -- one technique --------------------------------------------------------- */

static int
find_weighing_id(const struct row_reader *table, const char *id, gsize len)
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

/* What a technique, or the table that has them side by side, must hold. */
static void
end_rows(struct row_reader *table)
{
	table_check_once(table, table->besides);
	for (guint i = 0; i < WEIGHT_SETTINGS; i++) {
		if (!table->reader->errors && !table->settings[i])
			reader_error(table->reader, table->place,
				     "the weights have no row '%s'",
				     weight_setting_key(i));
	}
	g_array_set_size(table->besides, 0);
	memset(table->settings, 0, sizeof table->settings);
}

/* "of COMM": the rows up to the next are those of that technique. */
static void
read_of(struct row_reader *table, const struct row *key)
{
	struct row id = { key->at + strlen("of "), key->end };
	int w = find_weighing_id(table, id.at, id.end - id.at);

	if (table->of->len || table->rows)
		end_rows(table);
	if (w < 0)
		table_complain_key(table, &id, "",
				   "names no technique of the first row");
	g_array_append_val(table->of, id);
	table->place = table_place(table, key->at);
	table->first = (guint)MAX(w, 0);
	table->width = 1;
	table->kind = -1;
}

/* Techniques one by one: all of them, and each once. */
static void
check_of(struct row_reader *table)
{
	const GArray *weighings = table->weights->weighings;

	table_check_once(table, table->of);
	if (!table->of->len || table->reader->errors ||
	    table->of->len == weighings->len)
		return;
	reader_error(table->reader, table->place,
		     "of %u techniques of the first row only %u have rows "
		     "('of' and the name)",
		     weighings->len, table->of->len);
}

/* -- settings and other techniques ------------------------------------------ */

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

		if (!table_check_width(table, &field, n) ||
		    !table_number(table, &field, G_MAXINT16, &number))
			return TRUE;
		weight_setting_set(&g_array_index(weighings, struct weighing,
						  table->first + n),
				   i, number);
	}
	return TRUE;
}

static void
read_beside_points(struct row_reader *table, struct row *row, gint16 *points)
{
	struct row field;

	for (guint n = 0; row_next_field(row, &field); n++) {
		int number;

		if (!table_check_width(table, &field, n) ||
		    !table_number(table, &field, BESIDE_MAX, &number))
			return;
		points[table->first + n] = (gint16)number;
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
		sure = find_weighing_id(table, key->at + len + 1,
					key->end - key->at - len - 1);
		if (sure < 0)
			table_complain_key(
				table, key, "",
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

/* A row without a tab may be a heading: "of" and a technique, or a kind of
 * clues. */
static gboolean
read_heading(struct row_reader *table, const struct row *key)
{
	if (key->end - key->at > 3 && memcmp(key->at, "of ", 3) == 0) {
		read_of(table, key);
		return TRUE;
	}
	if (!table->of->len)
		return FALSE;
	for (guint i = 0; i < CLUE_KINDS; i++) {
		if (row_is(key, clue_kind_print(i))) {
			table->kind = (int)i;
			return TRUE;
		}
	}
	table_complain_key(table, key, "",
			   "is neither a kind of clues (says, asks, before, "
			   "after, earlier or is) nor has points, with a tab "
			   "before them");
	return TRUE;
}

static void
read_weights_row(struct row_reader *table, struct row *row)
{
	struct row key;

	if (!row_next_field(row, &key) ||
	    (row->at > row->end && read_heading(table, &key)))
		return;
	if (table->kind >= 0)
		clue_read(table, (enum clue_kind)table->kind, &key, &key, row);
	else if (row_is(&key, "technique"))
		reader_error(table->reader, table_place(table, key.at),
			     "the techniques were named already");
	else if (memchr(key.at, ' ', key.end - key.at) ||
		 (!read_setting(table, &key, row) &&
		  !read_beside(table, &key, row)))
		clue_read_whole(table, &key, row);
	table->rows++;
}

/* -- the whole ------------------------------------------------------------- */

static void
read_weights_rows(struct row_reader *table)
{
	struct row row;

	table_next_row(table, &row); /* the head, which was read */
	while (!table->reader->errors && table_next_row(table, &row))
		read_weights_row(table, &row);
	if (!table->reader->errors)
		end_rows(table);
	if (!table->reader->errors)
		check_of(table);
}

static void
table_init(struct row_reader *table, struct yaml_reader *reader,
	   struct codebook *codebook, const struct weights_section *section)
{
	*table = (struct row_reader){
		.reader = reader,
		.codebook = codebook,
		.weights = codebook->weights,
		.place = reader_place(reader, section->key),
		.width = codebook->weights->weighings->len,
		.at = reader->text + section->rows,
		.end = reader->text + reader->len,
		.indented = section->indented,
		.kind = -1,
	};
}

/* The end of the first row that is neither empty nor a comment. */
static gsize
find_head_end(const struct weights_section *section)
{
	const char *end = section->text + section->len;

	for (const char *at = section->text + section->rows; at < end;) {
		const char *line = table_line_end(at, end);

		while (at < line && strchr(" \r", *at))
			at++;
		if (at < line && *at != '#')
			return (gsize)(line - section->text);
		at = line + 1;
	}
	return section->len;
}

gboolean
weights_read_head(const struct weights_section *section,
		  struct codebook *codebook, GPtrArray *diagnostics)
{
	gsize head = find_head_end(section), n;
	struct weights *weights;
	struct yaml_reader reader;
	struct row_reader table;

	if (points_lead(section, head))
		return TRUE;
	weights = codebook->weights = g_new0(struct weights, 1);
	weights->weighings = g_array_new(FALSE, TRUE, sizeof(struct weighing));
	weights->clues = g_array_new(FALSE, TRUE, sizeof(struct clue));
	reader_init(&reader, section->text, head, section->file, diagnostics);
	reader.joined = section->joined;
	table_init(&table, &reader, codebook, section);
	if (reader_check_bytes(&reader, section->key, WEIGHTS_MIB))
		read_weights_head(&table);
	n = weights->weighings->len;
	weights->beside = g_new0(gint16, (gsize)BESIDES * n * n + 1);
	reader_finish(&reader);
	return reader.errors == 0;
}

gboolean
weights_read(const struct weights_section *section, struct codebook *codebook,
	     GPtrArray *diagnostics)
{
	struct weights *weights = codebook->weights;
	struct yaml_reader reader;
	struct row_reader table;

	reader_init(&reader, section->text, section->len, section->file,
		    diagnostics);
	reader.joined = section->joined;
	table_init(&table, &reader, codebook, section);
	table.end = reader.text + points_begin(section);
	/* not NULL, which is unread, when there is no clue */
	table.points = g_array_new(TRUE, TRUE, 1);
	table.met = clues_met_new();
	table.besides = g_array_new(FALSE, FALSE, sizeof(struct row));
	table.of = g_array_new(FALSE, FALSE, sizeof(struct row));
	if (reader_check_bytes(&reader, section->key, WEIGHTS_MIB))
		read_weights_rows(&table);
	g_array_unref(table.of);
	g_array_unref(table.besides);
	clues_met_free(table.met);
	weights->points = (gint8 *)g_array_free(table.points, FALSE);
	for (guint i = 0; !reader.errors && i < weights->clues->len; i++)
		g_array_index(weights->clues, struct clue, i).points =
			weights->points + (gsize)i * weights->weighings->len;
	reader_finish(&reader);
	return reader.errors == 0;
}
