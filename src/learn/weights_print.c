/*
 * weights_print: learned points as the table of weights of a codebook.
 *
 * A technique at a time and a row for each point, in the order of the
 * alphabet, so that what another learning changes is seen row by row.
 */
#include "learn/learning.h"

#include <string.h>

struct sheet {
	const struct learning *learning;
	GString *head;
	GString *rows;
};

struct sheet *
sheet_new(const struct learning *learning)
{
	struct sheet *sheet = g_new0(struct sheet, 1);

	sheet->learning = learning;
	sheet->head = g_string_new("technique");
	sheet->rows = g_string_new(NULL);
	return sheet;
}

/* Nothing is no row. */
static void
add_weight(struct sheet *sheet, const char *key, int points)
{
	if (points)
		g_string_append_printf(sheet->rows, "%s\t%d\n", key, points);
}

/* Texts are sorted, and so those of a kind stand together. */
static void
write_clues(struct sheet *sheet, const GPtrArray *texts, const gint8 *points)
{
	const char *last = NULL; /* one of the kind at hand */

	for (guint i = 0; i < texts->len; i++) {
		const char *text = texts->pdata[i];
		gsize kind = strcspn(text, " ");

		if (!points[i])
			continue;
		if (!last || strncmp(text, last, kind + 1))
			g_string_append_printf(sheet->rows, "%.*s\n", (int)kind,
					       text);
		add_weight(sheet, text + kind + 1, points[i]);
		last = text;
	}
}

void
sheet_add(struct sheet *sheet, guint technique, const struct weighing *weighing,
	  const gint16 *beside)
{
	const struct lessons *lessons = sheet->learning->lessons;
	const GPtrArray *techniques = lessons->codebook->techniques;
	const gint8 *points = sheet->learning->techniques[technique].points;
	const struct technique *of = techniques->pdata[technique];

	g_string_append_printf(sheet->head, "\t%s", of->id);
	g_string_append_printf(sheet->rows, "\nof %s\n", of->id);
	for (guint i = 0; i < WEIGHT_SETTINGS; i++)
		g_string_append_printf(sheet->rows, "%s\t%d\n",
				       weight_setting_key(i),
				       weight_setting_get(weighing, i));
	for (guint i = 0; i < BESIDES * techniques->len; i++) {
		const struct technique *sure =
			techniques->pdata[i % techniques->len];
		g_autofree char *key = g_strconcat(
			beside_print(i / techniques->len), ".", sure->id, NULL);

		add_weight(sheet, key, beside[i]);
	}
	write_clues(sheet, lessons->texts, points);
}

char *
sheet_finish(struct sheet *sheet)
{
	GString *out = sheet->head;

	g_string_append_c(out, '\n');
	g_string_append_len(out, sheet->rows->str, (gssize)sheet->rows->len);
	g_string_free(sheet->rows, TRUE);
	g_free(sheet);
	return g_string_free(out, FALSE);
}
