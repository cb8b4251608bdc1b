/*
 * base: errors, complaints, spans and safe text; see base.h.
 */
#include "base/base.h"

#include <string.h>

G_DEFINE_QUARK(base-error-quark, base_error)

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
diagnostics_add(GPtrArray *list, enum diagnostic_level level,
		const char *file, guint line, guint column,
		const char *source_line, const char *format, ...)
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
	g_autofree char *file = base_printable(diagnostic->file ?
					       diagnostic->file : "", -1);

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

static void
append_caret(GString *out, const struct diagnostic *diagnostic)
{
	g_autofree char *line = base_printable(diagnostic->source_line, -1);

	g_string_append_printf(out, "  %s\n", line);
	if (diagnostic->column)
		g_string_append_printf(out, "  %*s^\n",
				       (int)diagnostic->column - 1, "");
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

/* Restricted edit distance (insert, delete, replace, swap neighbours). */
static guint
edit_distance(const char *a, const char *b)
{
	gsize la = strlen(a), lb = strlen(b), width = lb + 1;
	g_autofree guint *d = g_new0(guint, (la + 1) * width);

	for (gsize i = 0; i <= la; i++)
		d[i * width] = i;
	for (gsize j = 0; j <= lb; j++)
		d[j] = j;
	for (gsize i = 1; i <= la; i++) {
		for (gsize j = 1; j <= lb; j++) {
			guint same = g_ascii_tolower(a[i - 1]) ==
				     g_ascii_tolower(b[j - 1]);
			guint best = d[(i - 1) * width + j - 1] + !same;

			best = MIN(best, d[(i - 1) * width + j] + 1);
			best = MIN(best, d[i * width + j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				best = MIN(best,
					   d[(i - 2) * width + j - 2] + 1);
			d[i * width + j] = best;
		}
	}
	return d[la * width + lb];
}

const char *
base_did_you_mean(const char *word, const char *const *candidates)
{
	const char *nearest = NULL;
	gsize len = strlen(word);
	guint least = MIN(3, MAX(1, (guint)len / 3)) + 1;

	if (len == 0 || len > 64)
		return NULL;
	for (; *candidates; candidates++) {
		guint distance;

		if (strlen(*candidates) > 64)
			continue;
		distance = edit_distance(word, *candidates);
		if (distance < least) {
			least = distance;
			nearest = *candidates;
		}
	}
	return nearest;
}

static gboolean
is_joiner(gunichar c)
{
	return c == '\'' || c == '-' || c == 0x2019;
}

guint
base_word_count(const char *text, gssize len)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	gboolean inside = FALSE;
	guint words = 0;

	while (text < end) {
		gunichar c = g_utf8_get_char_validated(text, end - text);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			text++;
			inside = FALSE;
			continue;
		}
		if (g_unichar_isalnum(c)) {
			words += !inside;
			inside = TRUE;
		} else if (!is_joiner(c)) {
			inside = FALSE;
		}
		text += g_unichar_to_utf8(c, NULL);
	}
	return words;
}

/* Characters that a terminal obeys instead of showing. */
static gboolean
is_unsafe(gunichar c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
	       (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x061c || c == 0xfeff;
}

char *
base_printable(const char *text, gssize len)
{
	const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
	GString *out = g_string_sized_new(end - text);

	while (text < end) {
		gunichar c = g_utf8_get_char_validated(text, end - text);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			g_string_append_unichar(out, 0xfffd);
			text++;
			continue;
		}
		text += g_unichar_to_utf8(c, NULL);
		if (c == '\n' || c == '\t' || c == '\r')
			g_string_append_c(out, ' ');
		else if (is_unsafe(c))
			g_string_append_unichar(out, 0xfffd);
		else
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

char *
base_sha256(const void *data, gsize len)
{
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256, data, len);
}

char *
base_time_print(gint64 unix_seconds)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(unix_seconds);

	return time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") :
		      g_strdup("");
}

char *
base_clock_print(gint64 ms)
{
	gint64 seconds = ms / 1000;

	if (ms < 0)
		return g_strdup("");
	if (seconds < 3600)
		return g_strdup_printf("%d:%02d", (int)(seconds / 60),
				       (int)(seconds % 60));
	return g_strdup_printf("%" G_GINT64_FORMAT ":%02d:%02d",
			       seconds / 3600, (int)(seconds / 60 % 60),
			       (int)(seconds % 60));
}
