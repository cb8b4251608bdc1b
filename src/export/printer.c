/*
 * printer: a tree of values, printed as JSON.
 *
 * Callers say what they have, in order; the tree is jansson's.  What comes
 * out is safe to show on a terminal: characters that jansson would pass on
 * raw but that a terminal obeys (DEL, C1 controls, bidirectional overrides)
 * are written as \u escapes.
 */
#include "export/export.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

struct printer {
	json_t *root;
	GPtrArray *open; /* json_t *, innermost last; borrowed */
};

struct printer *
printer_new(void)
{
	struct printer *printer = g_new0(struct printer, 1);

	printer->open = g_ptr_array_new();
	return printer;
}

static json_t *
innermost(const struct printer *printer)
{
	g_assert(printer->open->len > 0);
	return g_ptr_array_index(printer->open, printer->open->len - 1);
}

/* Takes the value over. */
static void
add(struct printer *printer, const char *key, json_t *value)
{
	json_t *parent;
	int failed;

	g_assert(value);
	if (!printer->root) {
		g_assert(!key);
		printer->root = value;
		return;
	}
	parent = innermost(printer);
	if (json_is_object(parent)) {
		g_autofree char *valid = g_utf8_make_valid(key, -1);

		failed = json_object_set_new(parent, valid, value);
	} else {
		g_assert(!key);
		failed = json_array_append_new(parent, value);
	}
	g_assert(!failed);
}

void
printer_begin_map(struct printer *printer, const char *key)
{
	json_t *map = json_object();

	add(printer, key, map);
	g_ptr_array_add(printer->open, map);
}

void
printer_begin_list(struct printer *printer, const char *key)
{
	json_t *list = json_array();

	add(printer, key, list);
	g_ptr_array_add(printer->open, list);
}

void
printer_end(struct printer *printer)
{
	g_assert(printer->open->len > 0);
	g_ptr_array_set_size(printer->open, (gint)printer->open->len - 1);
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
	add(printer, key, json_string(valid));
}

void
printer_string(struct printer *printer, const char *key, const char *value)
{
	printer_string_len(printer, key, value, value ? strlen(value) : 0);
}

void
printer_int(struct printer *printer, const char *key, gint64 value)
{
	add(printer, key, json_integer(value));
}

void
printer_real(struct printer *printer, const char *key, double value)
{
	if (isfinite(value))
		add(printer, key, json_real(value));
	else
		printer_null(printer, key);
}

void
printer_bool(struct printer *printer, const char *key, gboolean value)
{
	add(printer, key, json_boolean(value));
}

void
printer_null(struct printer *printer, const char *key)
{
	add(printer, key, json_null());
}

/* Would a terminal obey this character rather than show it? */
static gboolean
is_obeyed(gunichar c)
{
	return (c >= 0x7F && c <= 0x9F) || c == 0x061C ||
	       (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

/* Outside its strings JSON is plain ASCII, so whatever is found here stands
 * inside one and may be escaped. */
static char *
escape_obeyed(const char *json)
{
	GString *out = g_string_sized_new(strlen(json) + 2);
	const char *from = json;

	for (const char *at = json; *at; at = g_utf8_next_char(at)) {
		gunichar c;

		if (*at > 0 && *at < 0x7F)
			continue;
		c = g_utf8_get_char(at);
		if (!is_obeyed(c))
			continue;
		g_string_append_len(out, from, at - from);
		g_string_append_printf(out, "\\u%04x", c);
		from = g_utf8_next_char(at);
	}
	g_string_append(out, from);
	g_string_append_c(out, '\n');
	return g_string_free(out, FALSE);
}

char *
printer_finish(struct printer *printer)
{
	char *dumped, *json;

	g_assert(printer->root && printer->open->len == 0);
	/* Ten digits print 0.955 as 0.955, and hide the last bits in which
	 * platforms may differ. */
	dumped = json_dumps(printer->root, JSON_INDENT(2) | JSON_ENCODE_ANY |
						   JSON_REAL_PRECISION(10));
	g_assert(dumped);
	json = escape_obeyed(dumped);
	free(dumped);
	json_decref(printer->root);
	g_ptr_array_unref(printer->open);
	g_free(printer);
	return json;
}
