/*
 * The codebook that comes with the program, for the rooms that open no files.
 */
#ifndef TEST_SHIPPED_H
#define TEST_SHIPPED_H

#include "codebook/codebook.h"

#include <string.h>

#define SHIPPED "rubrics/codebook/ipt-en.yaml"

/* As codebook_fetch. */
static inline char *
shipped_fetch(const char *path, gsize *len, void *data, GError **error)
{
	g_autofree char *beside =
		g_build_filename("rubrics", "codebook", path, NULL);
	char *text = NULL;

	(void)data;
	g_file_get_contents(beside, &text, len, error);
	return text;
}

/* All its files in one text, as a casebook keeps it; NULL where it is not
 * there.  Caller frees. */
static inline char *
shipped_text(void)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Codebook) codebook = NULL;
	g_autoptr(GError) error = NULL;
	char *text;
	gsize len;

	if (!g_file_get_contents(SHIPPED, &text, &len, NULL))
		return NULL;
	codebook = codebook_read(text, len, SHIPPED, shipped_fetch, NULL,
				 diagnostics);
	diagnostics_check(diagnostics, &error);
	g_assert_no_error(error);
	return codebook_text(codebook);
}

#endif
