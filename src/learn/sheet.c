/*
 * sheet: learned points as the section `weights:` of a codebook.
 */
#include "learn/learning.h"

#include <string.h>

/* A row and the columns it has so far. */
struct sheet_row {
	GString *text;
	guint columns;
};

struct sheet {
	const struct learning *learning;
	GString *head;
	struct sheet_row settings[WEIGHT_SETTINGS];
	GArray *beside; /* struct sheet_row, BESIDES x techniques */
	GArray *rows;	/* struct sheet_row, a clue each */
	guint columns;
};

static void
add_row(GArray *rows, const char *key)
{
	struct sheet_row row = { g_string_new(key), 0 };

	g_array_append_val(rows, row);
}

static void
add_beside_rows(struct sheet *sheet, const GPtrArray *techniques)
{
	for (guint b = 0; b < BESIDES; b++) {
		for (guint i = 0; i < techniques->len; i++) {
			const struct technique *technique =
				techniques->pdata[i];
			g_autofree char *key = g_strconcat(beside_print(b), ".",
							   technique->id, NULL);

			add_row(sheet->beside, key);
		}
	}
}

struct sheet *
sheet_new(const struct learning *learning)
{
	const GPtrArray *clues = learning->lessons->texts;
	struct sheet *sheet = g_new0(struct sheet, 1);

	sheet->learning = learning;
	sheet->head = g_string_new("technique");
	for (guint i = 0; i < WEIGHT_SETTINGS; i++)
		sheet->settings[i].text = g_string_new(weight_setting_key(i));
	sheet->beside = g_array_new(FALSE, TRUE, sizeof(struct sheet_row));
	add_beside_rows(sheet, learning->lessons->codebook->techniques);
	sheet->rows = g_array_new(FALSE, TRUE, sizeof(struct sheet_row));
	for (guint i = 0; i < clues->len; i++)
		add_row(sheet->rows, clues->pdata[i]);
	return sheet;
}

/* Nothing is an empty field, and none at the end of a row. */
static void
add_cell(const struct sheet *sheet, struct sheet_row *row, int number)
{
	if (!number)
		return;
	for (; row->columns <= sheet->columns; row->columns++)
		g_string_append_c(row->text, '\t');
	g_string_append_printf(row->text, "%d", number);
}

static struct sheet_row *
row_at(GArray *rows, guint i)
{
	return &g_array_index(rows, struct sheet_row, i);
}

void
sheet_add(struct sheet *sheet, guint technique, const struct weighing *weighing,
	  const gint16 *beside)
{
	const struct technique *column = sheet->learning->lessons->codebook
						 ->techniques->pdata[technique];
	const gint8 *points = sheet->learning->techniques[technique].points;

	g_string_append_printf(sheet->head, "\t%s", column->id);
	for (guint i = 0; i < WEIGHT_SETTINGS; i++)
		add_cell(sheet, &sheet->settings[i],
			 weight_setting_get(weighing, i));
	for (guint i = 0; i < sheet->beside->len; i++)
		add_cell(sheet, row_at(sheet->beside, i), beside[i]);
	for (guint i = 0; i < sheet->rows->len; i++)
		add_cell(sheet, row_at(sheet->rows, i), points[i]);
	sheet->columns++;
}

/* Lets go of the row. */
static void
append_row(GString *out, GString *text)
{
	g_string_append_printf(out, "  %s\n", text->str);
	g_string_free(text, TRUE);
}

/* Those that say something; lets go of all. */
static void
append_rows(GString *out, GArray *rows)
{
	for (guint i = 0; i < rows->len; i++) {
		struct sheet_row *row = row_at(rows, i);

		if (row->columns)
			append_row(out, row->text);
		else
			g_string_free(row->text, TRUE);
	}
	g_array_unref(rows);
}

char *
sheet_finish(struct sheet *sheet)
{
	GString *out = g_string_new("weights: |\n");

	append_row(out, sheet->head);
	for (guint i = 0; i < WEIGHT_SETTINGS; i++)
		append_row(out, sheet->settings[i].text);
	append_rows(out, sheet->beside);
	append_rows(out, sheet->rows);
	g_free(sheet);
	return g_string_free(out, FALSE);
}
