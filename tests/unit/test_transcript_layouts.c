/*
 * Layouts of transcripts as tools write them and people keep them, one small
 * file each, in the folders of tests/data/layouts/.  What a file must give
 * stands in the folder's expected.tsv, a row a file:
 *
 *	file	reader	warning	turns
 *
 * The warning is a part of one that must come; "-" for none at all, "*" for
 * any.  Where the reader is "!" the file is refused, and the message holds
 * the warning.  Turns are as test_transcript.h prints them; an empty start
 * or end is -1.  A file in the folder without a row is a fault.
 */
#include "test_transcript.h"

#define LAYOUTS "tests/data/layouts/"

#define fault(...)                           \
	do {                                 \
		g_test_message(__VA_ARGS__); \
		g_test_fail();               \
	} while (0)

enum { FILE_NAME, READER, WARNING, TURNS, FIELDS };

static void
check_warnings(const struct transcript *transcript, const char *file,
	       const char *wanted)
{
	g_autofree char *all = diagnostics_print(transcript->warnings);

	if (!strcmp(wanted, "*"))
		return;
	if (!strcmp(wanted, "-") ? *all != '\0' : !strstr(all, wanted))
		fault("%s: warnings '%s', wanted '%s'", file, all, wanted);
}

static void
check_file(const char *folder, char **row)
{
	const char *file = row[FILE_NAME];
	g_autofree char *path = g_build_filename(folder, file, NULL);
	g_autofree char *bytes = NULL, *turns = NULL;
	struct transcript_options options = { .name = file };
	g_autoptr(GError) error = NULL;
	g_autoptr(Transcript) transcript = NULL;
	gsize len;

	if (!g_file_get_contents(path, &bytes, &len, NULL)) {
		fault("%s is not there", path);
		return;
	}
	transcript = transcript_parse(bytes, len, &options, &error);
	if (!strcmp(row[READER], "!")) {
		if (transcript || !strstr(error->message, row[WARNING]))
			fault("%s: '%s', wanted a refusal with '%s'", file,
			      error ? error->message : "read", row[WARNING]);
		return;
	}
	if (!transcript) {
		fault("%s is refused: %s", file, error->message);
		return;
	}
	turns = turns_print(transcript);
	if (strcmp(turns, row[TURNS]))
		fault("%s:\n gave %s\nnot   %s", file, turns, row[TURNS]);
	if (strcmp(transcript->format, row[READER]))
		fault("%s: read as %s, not %s", file, transcript->format,
		      row[READER]);
	check_warnings(transcript, file, row[WARNING]);
}

static guint
count_files(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	guint n = 0;

	while (g_dir_read_name(dir))
		n++;
	return n;
}

static void
test_folder(gconstpointer data)
{
	const char *folder = data;
	g_autofree char *list = g_build_filename(folder, "expected.tsv", NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	guint files = 0;

	g_assert_true(g_file_get_contents(list, &text, NULL, NULL));
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i]; i++) {
		g_auto(GStrv) row = g_strsplit(lines[i], "\t", FIELDS);

		if (!*lines[i] || *lines[i] == '#')
			continue;
		if (g_strv_length(row) == FIELDS)
			check_file(folder, row);
		else
			fault("%s:%u: not %d fields", list, i + 1, FIELDS);
		files++;
	}
	g_assert_cmpuint(files, >, 0);
	g_assert_cmpuint(files + 1, ==, count_files(folder));
}

int
main(int argc, char **argv)
{
	g_autoptr(GDir) dir = g_dir_open(LAYOUTS, 0, NULL);
	g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
	const char *name;
	int status;

	g_test_init(&argc, &argv, NULL);
	while (dir && (name = g_dir_read_name(dir))) {
		g_autofree char *path =
			g_strconcat("/transcript/layouts/", name, NULL);

		g_ptr_array_add(kept, g_strconcat(LAYOUTS, name, NULL));
		g_test_add_data_func(path, kept->pdata[kept->len - 1],
				     test_folder);
	}
	status = g_test_run();
	return status;
}
