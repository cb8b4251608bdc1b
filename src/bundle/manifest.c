/*
 * The text files of a bag (RFC 8493): manifests and bag-info.txt.
 */
#include "bundle/private.h"

#include <string.h>

#define FAULTS_MAX 100

void
faults_add(GPtrArray *faults, const char *format, ...)
{
	va_list args;

	if (faults->len > FAULTS_MAX)
		return;
	if (faults->len == FAULTS_MAX) {
		g_ptr_array_add(faults, g_strdup("there is more that is wrong "
						 "with it"));
		return;
	}
	va_start(args, format);
	g_ptr_array_add(faults, g_strdup_vprintf(format, args));
	va_end(args);
}

/* The text's lines, NULL when it is no text. */
static char **
split(const GByteArray *text, const char *name, GPtrArray *faults)
{
	const char *bytes = text->data ? (const char *)text->data : "";
	g_autofree char *copy = NULL;
	char **lines;

	if (!g_utf8_validate(bytes, text->len, NULL)) {
		faults_add(faults, "%s is no text", name);
		return NULL;
	}
	copy = g_strndup(bytes, text->len);
	lines = g_strsplit(copy, "\n", -1);
	for (guint i = 0; lines[i]; i++)
		if (g_str_has_suffix(lines[i], "\r"))
			lines[i][strlen(lines[i]) - 1] = 0;
	return lines;
}

/* The path of a line "SUM  PATH" ("SUM *PATH"); NULL when it is none. */
static const char *
path_of(const char *line)
{
	for (guint i = 0; i < SHA256_CHARS; i++)
		if (!g_ascii_isxdigit(line[i]))
			return NULL;
	if (line[SHA256_CHARS] != ' ' ||
	    (line[SHA256_CHARS + 1] != ' ' && line[SHA256_CHARS + 1] != '*') ||
	    !line[SHA256_CHARS + 2])
		return NULL;
	return line + SHA256_CHARS + 2;
}

GHashTable *
manifest_parse(const GByteArray *text, const char *name, GPtrArray *faults)
{
	GHashTable *sums =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) lines = split(text, name, faults);

	for (guint i = 0; lines && lines[i]; i++) {
		const char *path = path_of(lines[i]);
		g_autofree char *shown =
			path ? name_shown(path, strlen(path)) : NULL;
		g_autofree char *fault =
			path ? name_fault(path, strlen(path)) : NULL;

		if (!*lines[i] && !lines[i + 1])
			break;
		if (!path)
			faults_add(faults, "%s:%u: no sum and name", name,
				   i + 1);
		else if (fault)
			faults_add(faults, "%s:%u: %s", name, i + 1, fault);
		else if (g_hash_table_contains(sums, path))
			faults_add(faults, "%s:%u: %s is listed twice", name,
				   i + 1, shown);
		else
			g_hash_table_insert(
				sums, g_strdup(path),
				g_ascii_strdown(lines[i], SHA256_CHARS));
	}
	return sums;
}

GHashTable *
info_parse(const GByteArray *text, GPtrArray *faults)
{
	GHashTable *facts =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) lines = split(text, INFO_FILE, faults);

	for (guint i = 0; lines && lines[i]; i++) {
		const char *colon = strstr(lines[i], ": ");
		g_autofree char *label =
			colon ? g_ascii_strdown(lines[i], colon - lines[i]) :
				NULL;

		if (!*lines[i] && !lines[i + 1])
			break;
		if (!label || !*label)
			faults_add(faults, INFO_FILE ":%u: no 'Label: value'",
				   i + 1);
		else if (g_hash_table_contains(facts, label))
			faults_add(faults,
				   INFO_FILE ":%u: a label is there twice",
				   i + 1);
		else
			g_hash_table_insert(facts, g_steal_pointer(&label),
					    g_strdup(colon + 2));
	}
	return facts;
}
