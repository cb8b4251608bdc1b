/*
 * Complaints with a place in a file, collected and shown like a compiler's;
 * see base.h.
 */
#include "base/base.h"

#include <string.h>

/* A complaint shows this many characters of its line, and as many of them
 * left of the column as SHOWN_BEFORE: transcripts have lines of megabytes. */
#define SHOWN 72
#define SHOWN_BEFORE 40

void
diagnostic_free(struct diagnostic *diagnostic)
{
	if (!diagnostic)
		return;
	g_free(diagnostic->file);
	g_free(diagnostic->message);
	g_free(diagnostic->source_line);
	g_free(diagnostic);
}

GPtrArray *
diagnostics_new(void)
{
	return g_ptr_array_new_with_free_func((GDestroyNotify)diagnostic_free);
}

void
diagnostics_add(GPtrArray *list, enum diagnostic_level level, const char *file,
		guint line, guint column, const char *source_line,
		const char *format, ...)
{
	struct diagnostic *diagnostic = g_new0(struct diagnostic, 1);
	va_list args;

	va_start(args, format);
	diagnostic->message = g_strdup_vprintf(format, args);
	va_end(args);
	diagnostic->level = level;
	diagnostic->file = g_strdup(file);
	diagnostic->line = line;
	diagnostic->column = column;
	diagnostic->source_line = g_strdup(source_line);
	g_ptr_array_add(list, diagnostic);
}

gboolean
diagnostics_has_errors(const GPtrArray *list)
{
	for (guint i = 0; i < list->len; i++) {
		const struct diagnostic *diagnostic = list->pdata[i];

		if (diagnostic->level == DIAGNOSTIC_ERROR)
			return TRUE;
	}
	return FALSE;
}

static void
append_position(GString *out, const struct diagnostic *diagnostic)
{
	g_autofree char *file =
		base_printable(diagnostic->file ? diagnostic->file : "", -1);

	g_string_append(out, file);
	if (diagnostic->line)
		g_string_append_printf(out, "%s%u", *file ? ":" : "line ",
				       diagnostic->line);
	if (diagnostic->line && diagnostic->column)
		g_string_append_printf(out, ":%u", diagnostic->column);
	if (out->len)
		g_string_append(out, ": ");
}

static char *
diagnostic_head(const struct diagnostic *diagnostic)
{
	GString *out = g_string_new(NULL);
	g_autofree char *message = base_printable(diagnostic->message, -1);

	append_position(out, diagnostic);
	if (diagnostic->level == DIAGNOSTIC_WARNING)
		g_string_append(out, "warning: ");
	g_string_append(out, message);
	return g_string_free(out, FALSE);
}

/* The part of a line around its column (0: unknown), made safe, with an
 * ellipsis where it was cut; column becomes its place in that part. */
static char *
excerpt(const char *line, guint *column)
{
	glong len = g_utf8_strlen(line, -1);
	glong first = 0;
	g_autofree char *part = NULL;

	if (len > SHOWN && *column > SHOWN_BEFORE)
		first = MIN((glong)*column - SHOWN_BEFORE, len - SHOWN);
	part = g_utf8_substring(line, first, MIN(len, first + SHOWN));
	*column -= MIN(*column, (guint)first);
	if (first && *column)
		++*column;
	return g_strconcat(first ? "…" : "", part,
			   len > first + SHOWN ? "…" : "", NULL);
}

static void
append_caret(GString *out, const struct diagnostic *diagnostic)
{
	g_autofree char *safe = base_printable(diagnostic->source_line, -1);
	guint column = diagnostic->column;
	g_autofree char *line = excerpt(safe, &column);

	g_string_append_printf(out, "  %s\n", line);
	if (column && column <= SHOWN + 2)
		g_string_append_printf(out, "  %*s^\n", (int)column - 1, "");
}

char *
diagnostics_print(const GPtrArray *list)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < list->len; i++) {
		const struct diagnostic *diagnostic = list->pdata[i];
		g_autofree char *head = diagnostic_head(diagnostic);

		g_string_append_printf(out, "%s\n", head);
		if (diagnostic->source_line)
			append_caret(out, diagnostic);
	}
	return g_string_free(out, FALSE);
}

gboolean
diagnostics_check(const GPtrArray *list, GError **error)
{
	const struct diagnostic *first = NULL;
	g_autofree char *head = NULL;
	guint n = 0;

	for (guint i = 0; i < list->len; i++) {
		const struct diagnostic *diagnostic = list->pdata[i];

		if (diagnostic->level != DIAGNOSTIC_ERROR)
			continue;
		if (n++ == 0)
			first = diagnostic;
	}
	if (!first)
		return TRUE;
	head = diagnostic_head(first);
	if (n == 1)
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT, "%s", head);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%s (and %u more)", head, n - 1);
	return FALSE;
}
