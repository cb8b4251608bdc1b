/*
 * The workbook: written, the same twice, and faults that leave no file.  What
 * stands in it is read back by another program (tests/export).
 *
 * With WORKBOOK=FILE in the environment a workbook is kept there to look at.
 */
#include "test_export.h"

#include <glib/gstdio.h>

static const struct session_facts middle = { 8, 16, PHASE_MIDDLE,
					     FOCUS_DISPUTE };
static const struct session_facts ending = { 14, 16, PHASE_TERMINATION,
					     FOCUS_TRANSITION };

struct fixture {
	char *folder;
	struct codebook *codebook;
	struct rubric *rubric;
	struct export_set set;
	struct export_options options;
};

static void
fixture_set_up(struct fixture *f, const void *data)
{
	(void)data;
	f->folder = g_dir_make_tmp("iptrate-test-XXXXXX", NULL);
	f->codebook = sample_codebook();
	f->rubric = sample_rubric();
	f->set.codebook = f->codebook;
	f->set.rubric = f->rubric;
	f->set.sessions = g_ptr_array_new_with_free_func(
		(GDestroyNotify)sample_record_free);
	f->options.program = "iptrate test";
	f->options.created = CREATED;
	f->options.temporary = f->folder;
}

static void
fixture_tear_down(struct fixture *f, const void *data)
{
	GDir *folder = g_dir_open(f->folder, 0, NULL);
	const char *name;

	(void)data;
	while ((name = g_dir_read_name(folder))) {
		g_autofree char *path = g_build_filename(f->folder, name, NULL);

		g_unlink(path);
	}
	g_dir_close(folder);
	g_rmdir(f->folder);
	g_free(f->folder);
	g_ptr_array_unref(f->set.sessions);
	rubric_free(f->rubric);
	codebook_free(f->codebook);
}

static void
add_sessions(struct fixture *f)
{
	struct session_record *first =
		sample_record(f->rubric, "s04", 4, &middle, TRUE);
	struct session_record *second =
		sample_record(f->rubric, "s06", 6, &ending, FALSE);

	sample_decide(first, 19, "COMM", VERDICT_ACCEPT, NULL, NULL);
	sample_decide(first, 21, "COMM", VERDICT_REJECT, NULL,
		      "=HYPERLINK(\"http://example.org\")");
	sample_decide(first, 23, "COMM", VERDICT_RELABEL, "CLAR",
		      "meaning, not exchange");
	sample_decide(first, 31, "LINK", VERDICT_ADD, NULL, NULL);
	sample_finish(first, f->rubric);
	sample_finish(second, f->rubric);
	g_ptr_array_add(f->set.sessions, first);
	g_ptr_array_add(f->set.sessions, second);
}

static char *
write_book(struct fixture *f, const char *name, gsize *len)
{
	g_autofree char *path = g_build_filename(f->folder, name, NULL);
	g_autoptr(GError) error = NULL;
	char *bytes = export_xlsx(&f->set, &f->options, len, &error);

	g_assert_no_error(error);
	export_write_file(path, bytes, *len, &error);
	g_assert_no_error(error);
	return bytes;
}

static void
test_same_bytes(struct fixture *f, const void *data)
{
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;
	gsize first_len, second_len;

	(void)data;
	add_sessions(f);
	f->options.with_transcript = TRUE;
	first = write_book(f, "a.xlsx", &first_len);
	g_usleep(2100 * 1000); /* zip times have steps of two seconds */
	second = write_book(f, "b.xlsx", &second_len);
	g_assert_cmpmem(first, first_len, second, second_len);
	g_assert_cmpmem(first, 4, "PK\003\004", 4);
}

static void
test_kept(struct fixture *f, const void *data)
{
	const char *path = g_getenv("WORKBOOK");
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	gsize len;

	(void)data;
	add_sessions(f);
	f->options.with_transcript = TRUE;
	bytes = export_xlsx(&f->set, &f->options, &len, &error);
	g_assert_no_error(error);
	export_write_file(path, bytes, len, &error);
	g_assert_no_error(error);
}

/* Nothing left behind, and only the owner may read. */
static void
test_private(struct fixture *f, const void *data)
{
	g_autofree char *path = g_build_filename(f->folder, "a.xlsx", NULL);
	g_autofree char *bytes = NULL;
	GStatBuf status;
	GDir *folder;
	guint files = 0;
	gsize len;

	(void)data;
	add_sessions(f);
	bytes = write_book(f, "a.xlsx", &len);
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 0777, ==, 0600);
	folder = g_dir_open(f->folder, 0, NULL);
	while (g_dir_read_name(folder))
		files++;
	g_dir_close(folder);
	g_assert_cmpuint(files, ==, 1);
}

static void
test_nothing_to_show(struct fixture *f, const void *data)
{
	g_autofree char *bytes = NULL;
	gsize len;

	(void)data;
	bytes = write_book(f, "empty.xlsx", &len);
	g_assert_cmpuint(len, >, 0);
}

static void
expect_fault(const char *path)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(export_write_file(path, "book", 4, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_IO);
	if (!strstr(error->message, path))
		g_error("'%s' does not name %s", error->message, path);
}

static void
test_faults(struct fixture *f, const void *data)
{
	g_autoptr(GError) error = NULL;
	gsize len;

	(void)data;
	add_sessions(f);
	expect_fault("/nowhere/at/all.xlsx");
	expect_fault(f->folder);
	if (g_file_test("/dev/full", G_FILE_TEST_EXISTS))
		expect_fault("/dev/full");
	f->options.temporary = "/nowhere/at/all";
	g_assert_null(export_xlsx(&f->set, &f->options, &len, &error));
	g_assert_error(error, BASE_ERROR, BASE_ERROR_IO);
	g_assert_nonnull(strstr(error->message, f->options.temporary));
}

/* What was exported is known again; what only looks like it is not. */
static void
test_earlier(struct fixture *f, const void *data)
{
	g_autofree char *path = g_build_filename(f->folder, "a.xlsx", NULL);
	g_autofree char *bytes = NULL;
	g_autofree char *csv = NULL;
	g_autofree char *json = NULL;
	gsize len;

	(void)data;
	add_sessions(f);
	bytes = write_book(f, "a.xlsx", &len);
	g_assert_true(export_is_earlier(path));
	csv = export_csv(&f->set, &f->options);
	g_assert_true(g_file_set_contents(path, csv, -1, NULL));
	g_assert_true(export_is_earlier(path));
	g_assert_true(g_file_set_contents(path, csv + 3, -1, NULL));
	g_assert_true(export_is_earlier(path));
	json = export_json(&f->set, &f->options);
	g_assert_true(g_file_set_contents(path, json, -1, NULL));
	g_assert_true(export_is_earlier(path));
	g_assert_true(g_file_set_contents(path, "record,note\n", -1, NULL));
	g_assert_false(export_is_earlier(path));
	g_assert_true(
		g_file_set_contents(path, "PK\003\004 iptrate ", -1, NULL));
	g_assert_false(export_is_earlier(path));
	g_assert_false(export_is_earlier("/nowhere/at/all"));
}

/* Has a sheet of the workbook links?  Asked of another program. */
static gboolean
has_links(const char *path, const char *sheet)
{
	static const char ask[] =
		"import sys, zipfile\n"
		"print(b'<hyperlink ' in zipfile.ZipFile(sys.argv[1])"
		".read('xl/worksheets/' + sys.argv[2]))";
	const char *argv[] = { "python3", "-c", ask, path, sheet, NULL };
	g_autofree char *out = NULL;
	g_autoptr(GError) error = NULL;

	g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
		     &out, NULL, NULL, &error);
	g_assert_no_error(error);
	return g_str_has_prefix(out, "True");
}

/* A sheet near the limit of links has none, and the library complains of
 * nothing; the others keep theirs. */
static void
test_many_links(struct fixture *f, const void *data)
{
	g_autofree char *path = g_build_filename(f->folder, "a.xlsx", NULL);
	g_autofree char *few = NULL;
	g_autofree char *bytes = NULL;
	g_autoptr(GPtrArray) many = g_ptr_array_new();
	struct session_record *first;
	GPtrArray *own;
	gsize len;

	(void)data;
	add_sessions(f);
	f->options.with_transcript = TRUE;
	few = write_book(f, "a.xlsx", &len);
	g_assert_true(has_links(path, "sheet4.xml"));
	first = g_ptr_array_index(f->set.sessions, 0);
	own = first->effective_tags;
	while (many->len < 33000)
		g_ptr_array_add(many, own->pdata[many->len % own->len]);
	first->effective_tags = many;
	bytes = write_book(f, "a.xlsx", &len);
	first->effective_tags = own;
	g_assert_false(has_links(path, "sheet4.xml"));
	g_assert_true(has_links(path, "sheet3.xml"));
}

static void
test_many_links_apart(struct fixture *f, const void *data)
{
	(void)f;
	(void)data;
	g_test_trap_subprocess("/export/book/many-links/subprocess", 0,
			       G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_passed();
	g_test_trap_assert_stderr_unmatched("*WARN*");
}

static void
add(const char *name, void (*test)(struct fixture *, const void *))
{
	g_test_add(name, struct fixture, NULL, fixture_set_up, test,
		   fixture_tear_down);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/export/book/same-bytes", test_same_bytes);
	if (g_getenv("WORKBOOK"))
		add("/export/book/kept", test_kept);
	add("/export/book/private", test_private);
	add("/export/book/nothing", test_nothing_to_show);
	add("/export/book/faults", test_faults);
	add("/export/book/earlier", test_earlier);
	add("/export/book/many-links", test_many_links_apart);
	add("/export/book/many-links/subprocess", test_many_links);
	return g_test_run();
}
