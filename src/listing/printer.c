/*
 * printer: values in order, printed as JSON.
 *
 * Written as they come: a session is far larger as a tree than as text.  What
 * comes out is safe to show on a terminal: characters that JSON would let
 * through but that a terminal obeys (controls, bidirectional overrides) are
 * written as \u escapes.
 */
#include "listing/listing.h"

#include <math.h>
#include <string.h>

#define NUMBER_BYTES 40

struct printer {
	GString *out;
	GString *open;	/* brackets that will close, innermost last */
	gboolean empty; /* nothing stands in the innermost yet */
};

struct printer *
printer_new(void)
{
	struct printer *printer = g_new0(struct printer, 1);

	printer->out = g_string_new(NULL);
	printer->open = g_string_new(NULL);
	return printer;
}

static void
append_json_character(GString *out, const char *at, const char *next)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *known = strchr(from, *at);
	gunichar c = g_utf8_get_char(at);

	if (known)
		g_string_append_printf(out, "\\%c", to[known - from]);
	else if (base_is_unsafe(c))
		g_string_append_printf(out, "\\u%04x", c);
	else
		g_string_append_len(out, at, next - at);
}

/* Valid UTF-8, quoted. */
static void
append_json_text(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	while (*text) {
		const char *from = text;

		while ((guchar)*text >= 0x20 && (guchar)*text < 0x7F &&
		       *text != '"' && *text != '\\')
			text++;
		g_string_append_len(out, from, text - from);
		if (!*text)
			break;
		append_json_character(out, text, g_utf8_next_char(text));
		text = g_utf8_next_char(text);
	}
	g_string_append_c(out, '"');
}

static void
new_line(struct printer *printer)
{
	g_string_append_printf(printer->out, "\n%*s",
			       (int)printer->open->len * 2, "");
}

/* What stands before a value: comma, new line, key. */
static void
begin_value(struct printer *printer, const char *key)
{
	gsize depth = printer->open->len;
	gboolean in_map = depth && printer->open->str[depth - 1] == '}';

	g_assert(depth || !printer->out->len);
	g_assert(in_map == (key != NULL));
	if (depth && !printer->empty)
		g_string_append_c(printer->out, ',');
	if (depth)
		new_line(printer);
	if (in_map) {
		g_autofree char *valid = g_utf8_make_valid(key, -1);

		append_json_text(printer->out, valid);
		g_string_append(printer->out, ": ");
	}
	printer->empty = FALSE;
}

static void
open_bracket(struct printer *printer, const char *key, const char *brackets)
{
	begin_value(printer, key);
	g_string_append_c(printer->out, brackets[0]);
	g_string_append_c(printer->open, brackets[1]);
	printer->empty = TRUE;
}

void
printer_begin_map(struct printer *printer, const char *key)
{
	open_bracket(printer, key, "{}");
}

void
printer_begin_list(struct printer *printer, const char *key)
{
	open_bracket(printer, key, "[]");
}

void
printer_end(struct printer *printer)
{
	gsize depth = printer->open->len;
	char close;

	g_assert(depth > 0);
	close = printer->open->str[depth - 1];
	g_string_truncate(printer->open, depth - 1);
	if (!printer->empty)
		new_line(printer);
	g_string_append_c(printer->out, close);
	printer->empty = FALSE;
}

void
printer_string_len(struct printer *printer, const char *key, const char *value,
		   gsize len)
{
	g_autofree char *valid = NULL;

	if (!value) {
		printer_null(printer, key);
		return;
	}
	/* GLib takes a NUL for a fault, JSON does not: it can write one, but
	 * no reader in C would see what follows it. */
	valid = g_utf8_make_valid(value, (gssize)len);
	begin_value(printer, key);
	append_json_text(printer->out, valid);
}

void
printer_string(struct printer *printer, const char *key, const char *value)
{
	printer_string_len(printer, key, value, value ? strlen(value) : 0);
}

void
printer_int(struct printer *printer, const char *key, gint64 value)
{
	begin_value(printer, key);
	g_string_append_printf(printer->out, "%" G_GINT64_FORMAT, value);
}

/*
 * Ten digits print 0.955 as 0.955, and hide the last bits in which platforms
 * may differ.  A whole number keeps its ".0", so that readers see a real.
 */
void
printer_real(struct printer *printer, const char *key, double value)
{
	printer_real_digits(printer, key, value, 10);
}

void
printer_real_digits(struct printer *printer, const char *key, double value,
		    guint digits)
{
	char text[NUMBER_BYTES], format[8];

	if (!isfinite(value)) {
		printer_null(printer, key);
		return;
	}
	begin_value(printer, key);
	g_snprintf(format, sizeof(format), "%%.%ug", digits);
	g_ascii_formatd(text, sizeof(text), format, value);
	g_string_append(printer->out, text);
	if (!strpbrk(text, ".e"))
		g_string_append(printer->out, ".0");
}

void
printer_bool(struct printer *printer, const char *key, gboolean value)
{
	begin_value(printer, key);
	g_string_append(printer->out, value ? "true" : "false");
}

void
printer_null(struct printer *printer, const char *key)
{
	begin_value(printer, key);
	g_string_append(printer->out, "null");
}

void
printer_texts(struct printer *printer, const char *key, const GPtrArray *texts)
{
	printer_begin_list(printer, key);
	for (guint i = 0; texts && i < texts->len; i++)
		printer_string(printer, NULL, texts->pdata[i]);
	printer_end(printer);
}

void
printer_turns(struct printer *printer, const char *key, const GArray *turns)
{
	printer_begin_list(printer, key);
	for (guint i = 0; turns && i < turns->len; i++)
		printer_int(printer, NULL, g_array_index(turns, guint, i));
	printer_end(printer);
}

char *
printer_finish(struct printer *printer)
{
	GString *out = printer->out;

	g_assert(out->len && printer->open->len == 0);
	g_string_append_c(out, '\n');
	g_string_free(printer->open, TRUE);
	g_free(printer);
	return g_string_free(out, FALSE);
}
