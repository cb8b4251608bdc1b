/*
 * codebook/joined.c: from the lines of a joined text back to its files.
 */
#include "codebook/reading.h"

#include <string.h>

void
joined_free(struct joined *joined)
{
	if (!joined)
		return;
	g_free(joined->text);
	g_free(joined->table);
	g_ptr_array_unref(joined->files);
	g_array_unref(joined->origins);
	g_free(joined);
}

const struct origin *
joined_origin(const struct joined *joined, guint line)
{
	guint low = 0, high = joined->origins->len;

	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(joined->origins, struct origin, middle)
			    .line <= line)
			low = middle;
		else
			high = middle;
	}
	return &g_array_index(joined->origins, struct origin, low);
}

struct place
joined_place(const struct joined *joined, struct place place, const char **file)
{
	const struct origin *origin = joined_origin(joined, place.line);

	*file = origin->file;
	if (place.line) {
		place.line = place.line - origin->line + origin->from;
		place.column = place.column > origin->indent ?
				       place.column - origin->indent :
				       MIN(place.column, 1);
	}
	return place;
}

char *
joined_line(const struct joined *joined, guint line)
{
	g_autofree char *text = text_line(joined->text, joined->len, line);
	guint indent = joined_origin(joined, line)->indent;

	return g_strdup(text + MIN(indent, strlen(text)));
}
