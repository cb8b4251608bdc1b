/*
 * codebook/reading.c: one file being read: places and complaints.
 *
 * Complaints are limited in number, and long lines are not shown, so that a
 * hostile file cannot make the list larger than itself.
 */
#include "codebook/lexicon.h"

#include <string.h>

#define COMPLAINTS_MAX 200
#define SOURCE_LINE_MAX 1000

int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gsize
text_bom(const char *text, gsize len)
{
	return len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

void
reader_init(struct yaml_reader *reader, const char *text, gsize len,
	    const char *file, GPtrArray *diagnostics)
{
	guint32 start = text_bom(text, len);

	memset(reader, 0, sizeof(*reader));
	reader->file = file ? file : "";
	reader->text = text;
	reader->len = len;
	reader->diagnostics = diagnostics;
	reader->first = diagnostics->len;
	reader->lines = g_array_new(FALSE, FALSE, sizeof(guint32));
	reader->references =
		g_array_new(FALSE, FALSE, sizeof(struct reference));
	g_array_append_val(reader->lines, start);
	for (const char *at = text + start;
	     len && (at = memchr(at, '\n', text + len - at)); at++) {
		guint32 next = at + 1 - text;

		g_array_append_val(reader->lines, next);
	}
}

/* By place; complaints of one place keep their order. */
static int
compare_diagnostics(gconstpointer a, gconstpointer b)
{
	const struct diagnostic *x = *(struct diagnostic *const *)a;
	const struct diagnostic *y = *(struct diagnostic *const *)b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

static void
sort_diagnostics(GPtrArray *list, guint first)
{
	for (guint i = first + 1; i < list->len; i++) {
		gpointer moved = list->pdata[i];
		guint j = i;

		while (j > first &&
		       compare_diagnostics(&list->pdata[j - 1], &moved) > 0) {
			list->pdata[j] = list->pdata[j - 1];
			j--;
		}
		list->pdata[j] = moved;
	}
}

/* From the joined text into its file. */
static void
place_diagnostic(const struct joined *joined, struct diagnostic *diagnostic)
{
	struct place place = { diagnostic->line, diagnostic->column };
	gsize indent = joined_origin(joined, place.line)->indent;
	char *line = diagnostic->source_line;
	const char *file;

	place = joined_place(joined, place, &file);
	g_free(diagnostic->file);
	diagnostic->file = g_strdup(file);
	diagnostic->line = place.line;
	diagnostic->column = place.column;
	if (line)
		diagnostic->source_line =
			g_strdup(line + MIN(indent, strlen(line)));
	g_free(line);
}

void
reader_finish(struct yaml_reader *reader)
{
	sort_diagnostics(reader->diagnostics, reader->first);
	for (guint i = reader->first;
	     reader->joined && i < reader->diagnostics->len; i++)
		place_diagnostic(reader->joined, reader->diagnostics->pdata[i]);
	if (reader->complaints > COMPLAINTS_MAX)
		diagnostics_add(reader->diagnostics,
				reader->errors ? DIAGNOSTIC_ERROR :
						 DIAGNOSTIC_WARNING,
				reader->file, 0, 0, NULL,
				"only the first %d of %u complaints are shown",
				COMPLAINTS_MAX, reader->complaints);
	g_array_unref(reader->lines);
	g_array_unref(reader->references);
	g_clear_pointer(&reader->lexicons, g_hash_table_unref);
}

gboolean
reader_is_full(const struct yaml_reader *reader)
{
	return reader->complaints >= COMPLAINTS_MAX;
}

static char *
line_of_source(const struct yaml_reader *reader, guint line)
{
	guint32 start, end;

	if (line == 0 || line > reader->lines->len)
		return NULL;
	start = g_array_index(reader->lines, guint32, line - 1);
	end = line < reader->lines->len ?
		      g_array_index(reader->lines, guint32, line) :
		      reader->len;
	while (end > start &&
	       (reader->text[end - 1] == '\n' || reader->text[end - 1] == '\r'))
		end--;
	if (end - start > SOURCE_LINE_MAX)
		return NULL;
	return g_strndup(reader->text + start, end - start);
}

static void
add_complaint(struct yaml_reader *reader, enum diagnostic_level level,
	      struct place place, const char *format, va_list args)
{
	g_autofree char *message = NULL;
	g_autofree char *line = NULL;

	reader->complaints++;
	if (level == DIAGNOSTIC_ERROR)
		reader->errors++;
	if (reader->complaints > COMPLAINTS_MAX)
		return;
	message = g_strdup_vprintf(format, args);
	line = line_of_source(reader, place.line);
	diagnostics_add(reader->diagnostics, level, reader->file, place.line,
			place.column, line, "%s", message);
}

void
reader_error(struct yaml_reader *reader, struct place place, const char *format,
	     ...)
{
	va_list args;

	va_start(args, format);
	add_complaint(reader, DIAGNOSTIC_ERROR, place, format, args);
	va_end(args);
}

void
reader_warn(struct yaml_reader *reader, struct place place, const char *format,
	    ...)
{
	va_list args;

	va_start(args, format);
	add_complaint(reader, DIAGNOSTIC_WARNING, place, format, args);
	va_end(args);
}

void
reader_unknown(struct yaml_reader *reader, struct place place, const char *what,
	       const char *word, const char *where, const char *const *names)
{
	const char *near =
		reader_is_full(reader) ? NULL : base_did_you_mean(word, names);
	g_autofree char *head =
		g_strdup_printf("unknown %s '%.80s'%s%s", what, word,
				where ? " in " : "", where ? where : "");
	g_autofree char *known = NULL;

	if (near) {
		reader_error(reader, place, "%s (did you mean '%s'?)", head,
			     near);
	} else if (*names && g_strv_length((char **)names) <= 30) {
		known = g_strjoinv(", ", (char **)names);
		reader_error(reader, place, "%s (there are: %s)", head, known);
	} else {
		reader_error(reader, place, "%s", head);
	}
}

void
reader_expected(struct yaml_reader *reader, const struct node *node,
		const char *expected)
{
	static const char *const found[] = {
		[NODE_NOTHING] = "nothing",
		[NODE_TEXT] = "a text",
		[NODE_LIST] = "a list",
		[NODE_MAP] = "a map",
	};

	reader_error(reader, node->place, "expected %s, found %s", expected,
		     found[node->kind]);
}

char *
reader_line_told(const struct yaml_reader *reader, struct place place,
		 struct place here)
{
	const char *file = NULL, *at = NULL;

	if (reader->joined) {
		joined_place(reader->joined, here, &at);
		place = joined_place(reader->joined, place, &file);
	}
	return file == at ? g_strdup_printf("line %u", place.line) :
			    g_strdup_printf("line %u of %s", place.line, file);
}

static guint
count_characters(const char *start, const char *end)
{
	guint n = 0;

	for (; start < end; start++)
		n += (*start & 0xc0) != 0x80;
	return n;
}

/* Behind the last line there is nothing. */
static gsize
line_begin(const struct yaml_reader *reader, guint line)
{
	return line <= reader->lines->len ?
		       g_array_index(reader->lines, guint32, line - 1) :
		       G_MAXSIZE;
}

static guint
find_line(const struct yaml_reader *reader, gsize at)
{
	guint low = 0, high = reader->lines->len;
	guint last = reader->placed.line;

	/* most often asked for in the order of the file */
	if (last && line_begin(reader, last) <= at) {
		if (at < line_begin(reader, last + 1))
			return last;
		if (at < line_begin(reader, last + 2))
			return last + 1;
	}
	while (high - low > 1) {
		guint middle = low + (high - low) / 2;

		if (g_array_index(reader->lines, guint32, middle) <= at)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

/* Counts from the place last asked for when that is on the same line, so
 * that a file of one long line does not take quadratic time. */
struct place
reader_place(struct yaml_reader *reader, gsize at)
{
	const char *here = reader->text + MIN(at, reader->len);
	const char *from;
	struct place place = { find_line(reader, MIN(at, reader->len)), 1 };

	from = reader->text +
	       g_array_index(reader->lines, guint32, place.line - 1);
	if (reader->placed.line == place.line &&
	    reader->placed_at >= (gsize)(from - reader->text)) {
		place.column = reader->placed.column;
		from = reader->text + reader->placed_at;
	}
	if (here >= from)
		place.column += count_characters(from, here);
	else
		place.column -= count_characters(here, from);
	reader->placed = place;
	reader->placed_at = here - reader->text;
	return place;
}

char *
text_line(const char *text, gsize len, guint line)
{
	const char *start = text + text_bom(text, len);
	const char *end = text + len;

	for (; line > 1 && start; line--) {
		start = memchr(start, '\n', end - start);
		if (start)
			start++;
	}
	if (!start || line == 0)
		return g_strdup("");
	end = memchr(start, '\n', end - start) ?: end;
	if (end > start && end[-1] == '\r')
		end--;
	return g_strndup(start, end - start);
}

struct place
spot_place(const struct yaml_reader *reader, const struct spot *spot)
{
	const char *start, *end = reader->text + reader->len;
	struct place place = spot->place;

	if (reader_is_full(reader) || place.line == 0 ||
	    place.line > reader->lines->len)
		return place;
	start = reader->text +
		g_array_index(reader->lines, guint32, place.line - 1);
	for (guint n = 1; n < place.column && start < end; start++)
		n += start + 1 < end && (start[1] & 0xc0) != 0x80;
	if ((gsize)(end - start) >= spot->offset &&
	    memcmp(start, spot->text, spot->offset) == 0)
		place.column +=
			count_characters(spot->text, spot->text + spot->offset);
	return place;
}

gboolean
reader_mistook(struct yaml_reader *reader, const struct node *root,
	       const char *wanted, const char *other)
{
	const struct node *is = node_get(root, other);

	if (!is || node_get(root, wanted))
		return FALSE;
	reader_error(reader, is->place, "this is a %s, and a %s is wanted",
		     other, wanted);
	return TRUE;
}
