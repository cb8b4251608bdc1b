/*
 * numbered.c: page numbers that nothing else marks.
 *
 * "2" alone between blank lines, or "Interview 7 | Confidential   2": such a
 * line is the head or foot of a page when it comes again and its numbers go
 * up, page by page, and never otherwise.  A number alone that does not count
 * is doubtful: somebody may have said it.
 */
#include "transcript/bytes.h"
#include "transcript/furniture.h"

#define DIGITS_MAX 4
#define TITLE_MAX 80 /* bytes */
#define STEP_MAX 2   /* a head on every other page */

struct series {
	GPtrArray *lines; /* where each begins */
	guint last;
	gboolean broken; /* the numbers do not go up */
};

static void
series_free(gpointer data)
{
	struct series *series = data;

	g_ptr_array_unref(series->lines);
	g_free(series);
}

/* The number at the end of [p, *end), which is cut off; FALSE: none. */
static gboolean
cut_number(const char *p, const char **end, guint *number)
{
	const char *q = *end;
	guint scale = 1;

	for (*number = 0; q > p && g_ascii_isdigit(q[-1]); q--, scale *= 10) {
		if (*end - q >= DIGITS_MAX)
			return FALSE;
		*number += scale * (q[-1] - '0');
	}
	if (q == *end)
		return FALSE;
	*end = q;
	return TRUE;
}

/* A tab, a wide gap or a bar before the number; a word alone is a name. */
static gboolean
is_apart(const char *p, const char *end)
{
	const char *stop = end;

	while (stop > p && (is_space(stop[-1]) || strchr("|-", stop[-1])))
		stop--;
	return memchr(p, ' ', stop - p) &&
	       (end - stop > 1 || (end > stop && *stop == '\t'));
}

/* What stands before the number is a title, and no speech. */
static gboolean
is_title(const char *p, const char *end)
{
	return end - p <= TITLE_MAX && !memchr(p, ':', end - p) &&
	       (is_apart(p, end) || furniture_is_stock(p, end));
}

static gboolean
is_blank_line(const char *p, const char *end)
{
	return p >= end || skip_blanks(p, end) == line_end(p, end);
}

static void
note_numbered(GHashTable *all, const char *line, const char *title_end,
	      guint number)
{
	g_autofree char *title = g_strstrip(g_strndup(line, title_end - line));
	struct series *series = g_hash_table_lookup(all, title);

	if (!series) {
		series = g_new0(struct series, 1);
		series->lines = g_ptr_array_new();
		g_hash_table_insert(all, g_steal_pointer(&title), series);
	} else {
		series->broken |= number <= series->last ||
				  number - series->last > STEP_MAX;
	}
	series->last = number;
	g_ptr_array_add(series->lines, (gpointer)line);
}

static void
note_line(GHashTable *all, const char *line, const char *eol, const char *end,
	  gboolean blank_above)
{
	const char *p = line, *stop = eol;
	guint number;

	trim(&p, &stop);
	if (!cut_number(p, &stop, &number))
		return;
	if (p < stop ? is_title(p, stop) :
		       blank_above && is_blank_line(MIN(eol + 1, end), end))
		note_numbered(all, line, p < stop ? stop : line, number);
}

void
furniture_number(struct furniture *furniture, const char *p, const char *end)
{
	g_autoptr(GHashTable) all = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, series_free);
	gboolean blank = TRUE;
	GHashTableIter iter;
	gpointer title, value;

	for (; p < end; p++) {
		const char *eol = line_end(p, end);

		note_line(all, p, eol, end, blank);
		blank = is_blank_line(p, eol);
		p = eol;
	}
	g_hash_table_iter_init(&iter, all);
	while (g_hash_table_iter_next(&iter, &title, &value)) {
		struct series *series = value;
		gboolean counts = !series->broken && series->lines->len > 1;

		if (!counts && *(const char *)title)
			continue;
		for (guint i = 0; i < series->lines->len; i++)
			g_hash_table_add(counts ? furniture->lines :
						  furniture->alone,
					 series->lines->pdata[i]);
	}
}
