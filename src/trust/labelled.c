/*
 * Text that comes from others: lines with labels, base64; see private.h.
 */
#include "trust/private.h"

#include <string.h>

void
trust_ready(void)
{
	/* 1: it was started before. */
	g_assert(sodium_init() >= 0);
}

gboolean
trust_fault(GError **error, enum base_error kind, const char *name, guint line,
	    const char *format, ...)
{
	va_list args;
	g_autofree char *says = NULL;
	g_autofree char *shown = base_printable(name ? name : "", -1);

	va_start(args, format);
	says = g_strdup_vprintf(format, args);
	va_end(args);
	if (!name)
		g_set_error_literal(error, BASE_ERROR, kind, says);
	else if (line)
		g_set_error(error, BASE_ERROR, kind, "%s:%u: %s", shown, line,
			    says);
	else
		g_set_error(error, BASE_ERROR, kind, "%s: %s", shown, says);
	return FALSE;
}

gboolean
trust_lines_init(struct trust_lines *lines, const char *text, gsize len,
		 gsize max, const char *name, GError **error)
{
	g_autofree char *copy = NULL;

	memset(lines, 0, sizeof(*lines));
	lines->name = name;
	if (len > max)
		return trust_fault(error, BASE_ERROR_INPUT, name, 0,
				   "%" G_GSIZE_FORMAT
				   " bytes are more than such a file has",
				   len);
	if (!g_utf8_validate(text, (gssize)len, NULL))
		return trust_fault(error, BASE_ERROR_INPUT, name, 0,
				   "not a text file");
	if (len >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		len -= 3;
	}
	copy = g_strndup(text, len);
	lines->lines = g_strsplit(copy, "\n", -1);
	sodium_memzero(copy, len);
	lines->n = g_strv_length(lines->lines);
	for (guint i = 0; i < lines->n; i++)
		if (g_str_has_suffix(lines->lines[i], "\r"))
			lines->lines[i][strlen(lines->lines[i]) - 1] = 0;
	while (lines->n && !*lines->lines[lines->n - 1])
		lines->n--;
	return TRUE;
}

void
trust_lines_clear(struct trust_lines *lines)
{
	/* A secret file passes through here, too. */
	for (guint i = 0; lines->lines && lines->lines[i]; i++)
		sodium_memzero(lines->lines[i], strlen(lines->lines[i]));
	g_strfreev(lines->lines);
	lines->lines = NULL;
}

const char *
trust_lines_take(struct trust_lines *lines, const char *label)
{
	gsize len = strlen(label);
	const char *line;

	if (lines->at >= lines->n)
		return NULL;
	line = lines->lines[lines->at];
	if (strncmp(line, label, len) || strncmp(line + len, ": ", 2))
		return NULL;
	lines->at++;
	return line + len + 2;
}

const char *
trust_lines_need(struct trust_lines *lines, const char *label, GError **error)
{
	const char *value = trust_lines_take(lines, label);

	if (!value)
		trust_fault(error, BASE_ERROR_INPUT, lines->name, lines->at + 1,
			    "the line '%s: ...' is missing here; ask for the "
			    "whole file",
			    label);
	return value;
}

char *
trust_lines_join(const struct trust_lines *lines, guint n)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < n; i++)
		g_string_append_printf(out, "%s\n", lines->lines[i]);
	return g_string_free(out, FALSE);
}

gboolean
trust_lines_format(struct trust_lines *lines, GError **error)
{
	const char *value = trust_lines_need(lines, "format", error);
	guint64 number;

	if (!value)
		return FALSE;
	if (!g_ascii_string_to_unsigned(value, 10, 1, G_MAXUINT32, &number,
					NULL))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name,
				   lines->at, "the format is no number");
	if (number > 1)
		return trust_fault(error, BASE_ERROR_VERSION, lines->name,
				   lines->at,
				   "format %" G_GUINT64_FORMAT
				   " is newer than this iptrate reads (1); "
				   "upgrade it",
				   number);
	return TRUE;
}

/* libsodium takes bytes from 0x80 on for '+' or '/' (1.0.18). */
static gboolean
is_ascii(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if ((guchar)text[i] >= 0x80)
			return FALSE;
	return TRUE;
}

gboolean
trust_base64_read(const char *text, gsize len, gboolean padded, guint8 *bytes,
		  gsize n)
{
	size_t got;
	int variant = padded ? sodium_base64_VARIANT_ORIGINAL :
			       sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

	return len == sodium_base64_encoded_len(n, variant) - 1 &&
	       is_ascii(text, len) &&
	       sodium_base642bin(bytes, n, text, len, NULL, &got, NULL,
				 variant) == 0 &&
	       got == n;
}

void
trust_base64_bare(GString *out, const guint8 *bytes, gsize n)
{
	g_autofree char *text = g_base64_encode(bytes, n);

	g_string_append_len(out, text, strcspn(text, "="));
}

gboolean
trust_is_plain(const char *text, gsize max)
{
	if (strlen(text) > max || !g_utf8_validate(text, -1, NULL))
		return FALSE;
	for (; *text; text = g_utf8_next_char(text))
		if (base_is_unsafe(g_utf8_get_char(text)))
			return FALSE;
	return TRUE;
}
