/*
 * Stock tools asked about what is made here, in a folder of their own.
 */
#ifndef TEST_STOCK_H
#define TEST_STOCK_H

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A new folder.  Caller frees. */
static inline char *
stock_folder(void)
{
	char *folder = g_dir_make_tmp("iptrate-test-XXXXXX", NULL);

	g_assert_nonnull(folder);
	return folder;
}

/* Runs a shell's script there: what it printed, both streams.  Fails the test
 * unless it ends well.  Caller frees. */
static inline char *
stock_run(const char *folder, const char *script)
{
	g_autofree char *both = g_strdup_printf("exec 2>&1; %s", script);
	char *argv[] = { "/bin/sh", "-euc", both, NULL };
	g_autoptr(GError) error = NULL;
	char *out = NULL;
	int status;

	g_spawn_sync(folder, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out,
		     NULL, &status, &error);
	g_assert_no_error(error);
	if (!g_spawn_check_wait_status(status, &error))
		g_error("%s: %s: %s", script, error->message, out);
	return out;
}

static inline void
stock_remove(const char *folder)
{
	g_free(stock_run(folder, "rm -rf \"$PWD\""));
}

static inline void
stock_put(const char *folder, const char *name, const char *text, gssize len)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);

	g_assert_true(g_file_set_contents(path, text, len, NULL));
}

static inline char *
stock_get(const char *folder, const char *name, gsize *len)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	char *text = NULL;

	g_assert_true(g_file_get_contents(path, &text, len, NULL));
	return text;
}

/* Skips the test and says so when a tool is missing. */
static inline gboolean
stock_lacks(const char *tool)
{
	g_autofree char *path = g_find_program_in_path(tool);
	g_autofree char *says = g_strdup_printf("%s is not installed", tool);

	if (!path)
		g_test_skip(says);
	return !path;
}

#endif
