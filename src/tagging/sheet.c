/*
 * sheet: learned points as the section `weights:` of a codebook.
 */
#include "tagging/learn.h"

#include <string.h>

#define SETTINGS 10

/* A row and the columns it has so far. */
struct sheet_row {
	GString *text;
	guint columns;
};

struct sheet {
	GString *head;
	struct sheet_row settings[SETTINGS];
	GArray *rows; /* struct sheet_row, a clue each */
	guint columns;
};

struct sheet *
sheet_new(const GPtrArray *clues)
{
	static const char *const keys[SETTINGS] = {
		"start",    "near.before", "near.after",    "near.two",
		"near.far", "rule.hint",   "rule.probable", "rule.sequence",
		"hint",	    "probable"
	};
	struct sheet *sheet = g_new0(struct sheet, 1);

	sheet->head = g_string_new("technique");
	for (guint i = 0; i < SETTINGS; i++)
		sheet->settings[i].text = g_string_new(keys[i]);
	sheet->rows = g_array_new(FALSE, TRUE, sizeof(struct sheet_row));
	for (guint i = 0; i < clues->len; i++) {
		struct sheet_row row = { g_string_new(clues->pdata[i]), 0 };

		g_array_append_val(sheet->rows, row);
	}
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

void
sheet_add(struct sheet *sheet, const char *technique,
	  const struct weighing *weighing, const gint8 *points)
{
	const int settings[SETTINGS] = {
		weighing->start,
		weighing->near[NEAR_BEFORE],
		weighing->near[NEAR_AFTER],
		weighing->near[NEAR_TWO],
		weighing->near[NEAR_FAR],
		weighing->rules[STRENGTH_HINT],
		weighing->rules[STRENGTH_PROBABLE],
		weighing->rules[STRENGTH_SEQUENCE],
		weighing->hint,
		weighing->probable,
	};

	g_string_append_printf(sheet->head, "\t%s", technique);
	for (guint i = 0; i < SETTINGS; i++)
		add_cell(sheet, &sheet->settings[i], settings[i]);
	for (guint i = 0; i < sheet->rows->len; i++)
		add_cell(sheet,
			 &g_array_index(sheet->rows, struct sheet_row, i),
			 points[i]);
	sheet->columns++;
}

static void
append_row(GString *out, GString *text)
{
	g_string_append_printf(out, "  %s\n", text->str);
}

char *
sheet_finish(struct sheet *sheet)
{
	GString *out = g_string_new("weights: |\n");

	append_row(out, sheet->head);
	g_string_free(sheet->head, TRUE);
	for (guint i = 0; i < SETTINGS; i++) {
		append_row(out, sheet->settings[i].text);
		g_string_free(sheet->settings[i].text, TRUE);
	}
	for (guint i = 0; i < sheet->rows->len; i++) {
		struct sheet_row *row =
			&g_array_index(sheet->rows, struct sheet_row, i);

		if (row->columns)
			append_row(out, row->text);
		g_string_free(row->text, TRUE);
	}
	g_array_unref(sheet->rows);
	g_free(sheet);
	return g_string_free(out, FALSE);
}
