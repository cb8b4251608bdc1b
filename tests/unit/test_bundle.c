/*
 * Bundles made and read back: layout, order, bytes, bounds, encryption, what
 * is asked of them.
 */
#include "test_bundle.h"
#include "bundle/private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct bundle *
read_well(FILE *file, struct secret_key *known)
{
	struct bundle_reading reading = a_reading(known);
	g_autoptr(GError) error = NULL;
	struct bundle *bundle = bundle_read(file, &reading, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < bundle_faults(bundle)->len; i++)
		g_error("%s", (char *)bundle_faults(bundle)->pdata[i]);
	return bundle;
}

static void
test_read_back(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autoptr(GByteArray) bytes = a_bundle(key);
	FILE *file = as_file(bytes);
	g_autoptr(Bundle) bundle = read_well(file, key);
	static const char *const paths[] = { "data/README.txt",
					     "data/empty.txt",
					     "data/ratings/ratings.tsv",
					     "data/sessions/s1.txt" };
	g_autoptr(GBytes) got = NULL, none = NULL;
	const struct bundle_signature *signature;
	g_autoptr(GError) error = NULL;

	g_assert_cmpstr(bundle_name(bundle), ==, "P07");
	g_assert_cmpstr(bundle_fact(bundle, "iptrate-KIND"), ==, "return 1");
	g_assert_cmpstr(bundle_fact(bundle, "Bagging-Date"), ==, "2026-11-30");
	g_assert_null(bundle_fact(bundle, "Bag-Count"));
	g_assert_false(bundle_was_encrypted(bundle));
	g_assert_cmpuint(bundle_files(bundle)->len, ==, G_N_ELEMENTS(paths));
	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		const struct bundle_file *f = bundle_files(bundle)->pdata[i];

		g_assert_cmpstr(f->path, ==, paths[i]);
		g_assert_cmpuint(strlen(f->sha256), ==, 64);
	}
	got = bundle_get(bundle, "ratings/ratings.tsv", &error);
	g_assert_no_error(error);
	g_assert_cmpmem(g_bytes_get_data(got, NULL), g_bytes_get_size(got),
			"item\textent\nF5\t4\n", 17);
	none = bundle_get(bundle, "empty.txt", &error);
	g_assert_cmpuint(g_bytes_get_size(none), ==, 0);
	g_assert_null(bundle_get(bundle, "other.tsv", &error));
	assert_fault(&error, BASE_ERROR_NOT_FOUND, "holds no 'other.tsv'");
	g_assert_cmpuint(bundle_signatures(bundle)->len, ==, 1);
	signature = bundle_signatures(bundle)->pdata[0];
	g_assert_cmpint(signature->state, ==, BUNDLE_SIGNED_WELL);
	g_assert_cmpstr(signature->comment, ==, COMMENT);
	g_assert_cmpstr(signature->key->name, ==, "R. Lane");
	fclose(file);
}

/* The sum is looked at again when a file is asked for. */
static void
test_changed_meanwhile(void)
{
	g_autoptr(GByteArray) bytes = a_bundle(NULL);
	FILE *file = as_file(bytes);
	g_autoptr(Bundle) bundle = read_well(file, NULL);
	g_autoptr(GError) error = NULL;
	struct zip_entry *entry =
		g_hash_table_lookup(bundle->entries, "data/empty.txt");
	struct zip_entry *other =
		g_hash_table_lookup(bundle->entries, "data/README.txt");
	g_autofree char *was = g_strdup(entry->sha256);

	/* As if another file of the same check sum lay there. */
	g_strlcpy(entry->sha256, other->sha256, sizeof(entry->sha256));
	g_assert_null(bundle_get(bundle, "empty.txt", &error));
	assert_fault(&error, BASE_ERROR_CORRUPT, "changed while");
	g_strlcpy(entry->sha256, was, sizeof(entry->sha256));
	fclose(file);
}

/* A place in a file that does not begin with the bundle. */
static void
test_from_where_it_stands(void)
{
	g_autoptr(GByteArray) bytes = a_bundle(NULL);
	FILE *file;

	g_byte_array_prepend(bytes, (const guint8 *)"before", 6);
	file = as_file(bytes);
	fseek(file, 6, SEEK_SET);
	bundle_free(read_well(file, NULL));
	fclose(file);
}

static void
test_unknown_key(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", ""), other = a_key(8, "", "");
	g_autoptr(GByteArray) bytes = a_bundle(key), bare = a_bundle(NULL);
	FILE *files[] = { as_file(bytes), as_file(bare) };
	g_autoptr(Bundle) bundle = read_well(files[0], other);
	g_autoptr(Bundle) unsigned_one = read_well(files[1], other);
	const struct bundle_signature *signature =
		bundle_signatures(bundle)->pdata[0];

	g_assert_cmpint(signature->state, ==, BUNDLE_SIGNED_UNKNOWN);
	g_assert_null(signature->key);
	g_assert_cmpmem(signature->id, KEY_ID_BYTES, key->public.id,
			KEY_ID_BYTES);
	g_assert_cmpuint(bundle_signatures(unsigned_one)->len, ==, 0);
	fclose(files[0]);
	fclose(files[1]);
}

/* Whatever order files come in, and through whichever door. */
static void
test_same_bytes(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GByteArray) a = a_bundle(key), b = a_bundle(key);
	g_autoptr(GByteArray) c = g_byte_array_new();
	g_autoptr(BundleOut) out = a_bundle_out();
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("iptrate-XXXXXX", &path, &error);

	g_assert_cmpmem(a->data, a->len, b->data, b->len);
	g_assert_true(write(fd, "xT: How was your week?\n", 23) == 23 &&
		      lseek(fd, 1, SEEK_SET) == 1);
	add_text_to(out, "empty.txt", "");
	g_assert_true(bundle_out_add_fd(out, "sessions/s1.txt", fd, &error));
	add_text_to(out, "ratings/ratings.tsv", "item\textent\nF5\t4\n");
	g_assert_true(bundle_out_end(out, key, COMMENT, into_bytes, c, &error));
	g_assert_cmpmem(a->data, a->len, c->data, c->len);
	g_assert_false(
		bundle_out_end(out, key, COMMENT, into_bytes, c, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "ended before");
	close(fd);
	g_unlink(path);
}

static void
test_refused_paths(void)
{
	static const struct {
		const char *path, *says;
	} rows[] = {
		{ "", "empty part" },
		{ "/etc/passwd", "empty part" },
		{ "../x", "leads out" },
		{ "a/../x", "leads out" },
		{ "a/..", "leads out" },
		{ "./x", "a part '.'" },
		{ "a//x", "empty part" },
		{ "a/", "empty part" },
		{ "a\\x", "backslash" },
		{ "c:x", "one of" },
		{ "a%0Ax", "one of" },
		{ "x ", "blank" },
		{ " x", "blank" },
		{ "x.", "dot" },
		{ "a./x", "dot" },
		{ "nul.txt", "Windows" },
		{ "a/COM1", "Windows" },
		{ "a\nb", "control" },
		{ "a\x1b[2J", "control" },
		{ "\xe2\x80\xae"
		  "cod.exe",
		  "control" },
		{ "\xff", "no valid UTF-8" },
		{ "u\xcc\x88", "composed" },
		{ "README.txt", "twice" },
		{ "readme.TXT", "differ only in case" },
		{ "x", "twice" },
		{ "X", "differ only in case" },
		{ "x/y", "a file and a folder" },
		{ "f", "a file and a folder" },
		{ "F/z", "differ only in case" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(BundleOut) out = a_bundle_out();
		g_autoptr(GError) error = NULL;

		add_text_to(out, "x", "");
		add_text_to(out, "f/y", "");
		g_assert_false(
			bundle_out_add(out, rows[i].path, "", 0, &error));
		assert_fault(&error, BASE_ERROR_INPUT, rows[i].says);
		g_assert_false(bundle_out_add(out, "good", "", 0, &error));
		assert_fault(&error, BASE_ERROR_INPUT, "any more");
	}
}

/* Names that are none of those are taken, and come back. */
static void
test_taken_paths(void)
{
	static const char *const paths[] = {
		"..a",	   "a..b", "\xc3\xbc/\xe6\xbc\xa2",
		"a b/c d", "nulx", "com10",
		"-x",	   "~",	   "'$(x)'",
		"a;b"
	};
	g_autoptr(BundleOut) out = a_bundle_out();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = NULL;
	FILE *file;

	for (guint i = 0; i < G_N_ELEMENTS(paths); i++)
		add_text_to(out, paths[i], paths[i]);
	g_assert_true(
		bundle_out_end(out, NULL, NULL, into_bytes, bytes, &error));
	file = as_file(bytes);
	bundle = read_well(file, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(GBytes) got = bundle_get(bundle, paths[i], &error);

		g_assert_cmpmem(g_bytes_get_data(got, NULL),
				g_bytes_get_size(got), paths[i],
				strlen(paths[i]));
	}
	fclose(file);
}

static void
test_refused_facts(void)
{
	static const struct {
		const char *name, *date, *label, *value, *says;
	} rows[] = {
		{ "../x", "2026-11-30", NULL, NULL, "bundle's name" },
		{ "a/b", "2026-11-30", NULL, NULL, "bundle's name" },
		{ "", "2026-11-30", NULL, NULL, "bundle's name" },
		{ "-rf", "2026-11-30", NULL, NULL, "bundle's name" },
		{ "a b", "2026-11-30", NULL, NULL, "bundle's name" },
		{ "P07", "30.11.2026", NULL, NULL, "YYYY-MM-DD" },
		{ "P07", "2026-11-30", "A", "x\nPayload-Oxum: 1.1",
		  "one line" },
		{ "P07", "2026-11-30", "A", "", "one line" },
		{ "P07", "2026-11-30", "A: B", "x", "label" },
		{ "P07", "2026-11-30", "", "x", "label" },
		{ "P07", "2026-11-30", "payload-oxum", "1.1", "label" },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		struct bundle_fact more[] = { { rows[i].label, rows[i].value },
					      { NULL, NULL } };
		struct bundle_facts facts = { .name = rows[i].name,
					      .date = rows[i].date,
					      .agent = "iptrate",
					      .more = more };
		g_autoptr(GError) error = NULL;

		g_assert_null(bundle_out_new(&facts, g_get_tmp_dir(), &error));
		assert_fault(&error, BASE_ERROR_INPUT, rows[i].says);
	}
}

static void
test_bounds(void)
{
	g_autoptr(BundleOut) out = a_bundle_out(), many = a_bundle_out();
	g_autofree char *large = g_malloc0(BUNDLE_FILE_MAX + 1);
	g_autoptr(GError) error = NULL;

	g_assert_false(bundle_out_add(out, "large", large, BUNDLE_FILE_MAX + 1,
				      &error));
	assert_fault(&error, BASE_ERROR_INPUT, "256 MiB");
	for (guint i = 0; !error; i++) {
		g_autofree char *path = g_strdup_printf("%u", i);

		g_assert_cmpuint(i, <, BUNDLE_ENTRIES_MAX);
		bundle_out_add(many, path, "", 0, &error);
	}
	assert_fault(&error, BASE_ERROR_INPUT, "at most 10000 files");
}

/* As many files as there may be, read back. */
static void
test_most_files(void)
{
	g_autoptr(BundleOut) out = a_bundle_out();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = NULL;
	FILE *file;

	for (guint i = 0; i < BUNDLE_ENTRIES_MAX - 7; i++) {
		g_autofree char *path = g_strdup_printf("s/%u.txt", i);

		add_text_to(out, path, path);
	}
	g_assert_true(
		bundle_out_end(out, NULL, NULL, into_bytes, bytes, &error));
	file = as_file(bytes);
	bundle = read_well(file, NULL);
	g_assert_cmpuint(bundle_files(bundle)->len, ==, BUNDLE_ENTRIES_MAX - 6);
	fclose(file);
}

/* -- files, and what is encrypted ------------------------------------------ */

static void
test_saved(void)
{
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "P07.zip", NULL);
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GError) error = NULL;
	struct stat status;
	GDir *dir;

	for (guint i = 0; i < 2; i++) {
		g_autoptr(BundleOut) out = a_bundle_out();
		g_autoptr(Bundle) bundle = NULL;
		FILE *file;

		add_text_to(out, "x", "y");
		bundle_out_save(out, key, COMMENT, path, NULL, 0, &error);
		g_assert_no_error(error);
		g_assert_true(stat(path, &status) == 0);
		g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
		file = g_fopen(path, "rb");
		bundle = read_well(file, key);
		fclose(file);
	}
	dir = g_dir_open(folder, 0, NULL);
	g_assert_cmpstr(g_dir_read_name(dir), ==, "P07.zip");
	g_assert_null(g_dir_read_name(dir));
	g_dir_close(dir);
	g_unlink(path);
	g_rmdir(folder);
}

/* What fails leaves nothing, and leaves what was there. */
static void
test_not_saved(void)
{
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "P07.zip", NULL);
	g_autofree char *deep = g_build_filename(folder, "no", "x", NULL);
	g_autofree char *notes = g_build_filename(folder, "notes", NULL);
	guint8 zeros[1][KEY_BYTES] = { { 0 } };
	const struct {
		const char *path;
		guint receivers;
		const char *comment;
		const char *says;
	} rows[] = {
		{ path, 1, COMMENT, "nothing can be encrypted" },
		{ path, 0, "a\nb", "comment of a signature" },
		{ folder, 0, COMMENT, "cannot write: Is a directory" },
		{ deep, 0, COMMENT, "cannot write: No such file" },
		{ "/dev/null", 0, COMMENT, "a device or a pipe" },
		{ notes, 0, COMMENT, "is there and is no bundle" },
	};
	const char *there = "age-encryption.org/v1\nwas there";
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree char *text = NULL;
	GDir *dir;

	g_assert_true(g_file_set_contents(path, there, -1, NULL));
	g_assert_true(g_file_set_contents(notes, "PK\3\4 of mine", -1, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(BundleOut) out = a_bundle_out();
		g_autoptr(GError) error = NULL;

		g_assert_false(
			bundle_out_save(out, key, rows[i].comment, rows[i].path,
					(const guint8(*)[KEY_BYTES])zeros,
					rows[i].receivers, &error));
		g_assert_nonnull(error);
		g_assert_nonnull(strstr(error->message, rows[i].says));
	}
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, there);
	g_free(text);
	g_assert_true(g_file_get_contents(notes, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "PK\3\4 of mine");
	g_unlink(notes);
	dir = g_dir_open(folder, 0, NULL);
	g_assert_nonnull(g_dir_read_name(dir));
	g_assert_null(g_dir_read_name(dir));
	g_dir_close(dir);
	g_unlink(path);
	g_rmdir(folder);
}

static GByteArray *
encrypted(const GByteArray *plain, const struct secret_key *to)
{
	GByteArray *out = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(AgeOut) age =
		age_out_new((const guint8(*)[KEY_BYTES])to->public.receives, 1,
			    into_bytes, out, &error);

	age_out_add(age, plain->data, plain->len, &error);
	age_out_end(age, &error);
	g_assert_no_error(error);
	return out;
}

static void
refused(const GByteArray *bytes, const struct secret_key *key,
	enum base_error kind, const char *says)
{
	struct bundle_reading reading = a_reading(NULL);
	FILE *file = as_file(bytes);
	g_autoptr(GError) error = NULL;

	reading.key = key;
	g_assert_null(bundle_read(file, &reading, &error));
	assert_fault(&error, kind, says);
	fclose(file);
}

static void
test_encrypted(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", ""), other = a_key(8, "", "");
	g_autoptr(GByteArray) plain = a_bundle(key);
	g_autoptr(GByteArray) bytes = encrypted(plain, key);
	g_autofree char *folder = g_dir_make_tmp("iptrate-XXXXXX", NULL);
	struct bundle_reading reading = a_reading(key);
	FILE *file = as_file(bytes);
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = NULL;
	g_autoptr(GBytes) got = NULL;
	GDir *dir;

	reading.key = key;
	reading.spare = folder;
	bundle = bundle_read(file, &reading, &error);
	g_assert_no_error(error);
	g_assert_true(bundle_was_encrypted(bundle));
	g_assert_cmpuint(bundle_faults(bundle)->len, ==, 0);
	g_assert_null(bundle_remark(bundle));
	got = bundle_get(bundle, "sessions/s1.txt", &error);
	g_assert_cmpuint(g_bytes_get_size(got), ==, 22);
	/* Decrypted text has no name that another could open. */
	dir = g_dir_open(folder, 0, NULL);
	g_assert_null(g_dir_read_name(dir));
	g_dir_close(dir);
	g_rmdir(folder);
	fclose(file);
	refused(bytes, other, BASE_ERROR_DENIED, "not encrypted for this key");
	refused(bytes, NULL, BASE_ERROR_DENIED, "is needed");
	bytes->data[bytes->len - 5] ^= 1;
	refused(bytes, key, BASE_ERROR_CORRUPT, "has been changed");
	g_byte_array_set_size(bytes, bytes->len / 2);
	refused(bytes, key, BASE_ERROR_CORRUPT, "cut short");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	trust_ready();
	g_test_add_func("/bundle/read-back", test_read_back);
	g_test_add_func("/bundle/meanwhile", test_changed_meanwhile);
	g_test_add_func("/bundle/place", test_from_where_it_stands);
	g_test_add_func("/bundle/unknown-key", test_unknown_key);
	g_test_add_func("/bundle/same-bytes", test_same_bytes);
	g_test_add_func("/bundle/refused-paths", test_refused_paths);
	g_test_add_func("/bundle/taken-paths", test_taken_paths);
	g_test_add_func("/bundle/refused-facts", test_refused_facts);
	g_test_add_func("/bundle/bounds", test_bounds);
	g_test_add_func("/bundle/most-files", test_most_files);
	g_test_add_func("/bundle/saved", test_saved);
	g_test_add_func("/bundle/not-saved", test_not_saved);
	g_test_add_func("/bundle/encrypted", test_encrypted);
	return g_test_run();
}
