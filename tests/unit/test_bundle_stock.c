/*
 * Stock unzip, sha256sum, minisign and age on a bundle that is made here: the
 * steps that its own README names, and a bundle that others packed again.
 */
#include "test_bundle.h"
#include "test_stock.h"

static gboolean
lacks_tools(void)
{
	return stock_lacks("unzip") || stock_lacks("sha256sum") ||
	       stock_lacks("minisign") || stock_lacks("age");
}

/* A bundle of 200 files, one of them of a MiB, saved for `to` or, when
 * that is NULL, for all. */
static void
save(const char *folder, const char *name, const struct secret_key *key,
     const struct secret_key *to)
{
	g_autoptr(BundleOut) out = a_bundle_out();
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GString) large = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 200; i++) {
		g_autofree char *file =
			g_strdup_printf("sessions/s\xc3\xa9 %u.txt", i);

		add_text_to(out, file, file);
	}
	while (large->len < 1u << 20)
		g_string_append_printf(large, "%u\n", g_test_rand_int());
	add_text_to(out, "large.txt", large->str);
	bundle_out_save(out, key, COMMENT, path,
			to ? (const guint8(*)[KEY_BYTES])to->public.receives :
			     NULL,
			to ? 1 : 0, &error);
	g_assert_no_error(error);
}

static void
assert_sound(const char *folder, const char *name, struct secret_key *key)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct bundle_reading reading = a_reading(key);
	FILE *file = g_fopen(path, "rb");
	g_autoptr(GError) error = NULL;
	g_autoptr(Bundle) bundle = NULL;

	reading.key = key;
	reading.spare = folder;
	bundle = bundle_read(file, &reading, &error);
	g_assert_no_error(error);
	for (guint i = 0; i < bundle_faults(bundle)->len; i++)
		g_error("%s: %s", name,
			(char *)bundle_faults(bundle)->pdata[i]);
	g_assert_cmpuint(bundle_signatures(bundle)->len, ==, 1);
	fclose(file);
}

/* The steps of its README, word for word. */
static void
test_steps(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autofree char *folder = NULL, *public = NULL, *steps = NULL;
	g_autofree char *said = NULL, *tampered = NULL;

	if (lacks_tools())
		return;
	folder = stock_folder();
	public = secret_key_public_print(key);
	save(folder, "P07.zip", key, NULL);
	stock_put(folder, "rl.pub", public, -1);
	steps = stock_run(folder, "unzip -p P07.zip P07/data/README.txt | "
				  "sed -n 's/^    //p' | "
				  "sed 's,THE_KEY,../rl,; s,unzip,unzip -q,'");
	said = stock_run(folder, steps);
	g_assert_nonnull(strstr(said, "Trusted comment: " COMMENT));
	g_assert_nonnull(strstr(said, "\n202\n"));
	/* Nothing behind the number: no links, no devices. */
	g_assert_true(g_str_has_suffix(said, "\n202\n"));
	tampered = stock_run(folder, "cd P07; echo >>data/large.txt\n"
				     "if sha256sum -c --strict --quiet "
				     "manifest-sha256.txt; then exit 1; fi");
	g_assert_nonnull(strstr(tampered, "data/large.txt: FAILED"));
	stock_remove(folder);
}

/* Unpacked and packed again, by others, and by Python. */
static void
test_packed_again(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree char *folder = NULL;

	if (lacks_tools() || stock_lacks("python3"))
		return;
	folder = stock_folder();
	save(folder, "P07.zip", key, NULL);
	g_free(stock_run(folder,
			 "unzip -tq P07.zip; unzip -q P07.zip; "
			 "python3 -m zipfile -t P07.zip; "
			 "python3 -m zipfile -c again.zip P07; "
			 "if command -v zip >/dev/null; then zip -qr info.zip "
			 "P07; else cp again.zip info.zip; fi"));
	assert_sound(folder, "P07.zip", key);
	assert_sound(folder, "again.zip", key);
	assert_sound(folder, "info.zip", key);
	stock_remove(folder);
}

static void
test_encrypted(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(SecretText) identity = secret_key_identity(key, NULL);
	g_autofree char *folder = NULL, *recipient = NULL;

	if (lacks_tools())
		return;
	folder = stock_folder();
	recipient = public_key_recipient(&key->public);
	stock_put(folder, "identity", identity->text, -1);
	stock_put(folder, "recipient", recipient, -1);
	save(folder, "ours.age", key, key);
	g_free(stock_run(folder, "age -d -i identity -o P07.zip ours.age; "
				 "unzip -tq P07.zip; "
				 "age -r \"$(cat recipient)\" -o theirs.age "
				 "P07.zip"));
	assert_sound(folder, "ours.age", key);
	assert_sound(folder, "theirs.age", key);
	stock_remove(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	trust_ready();
	g_test_add_func("/stock/steps", test_steps);
	g_test_add_func("/stock/packed-again", test_packed_again);
	g_test_add_func("/stock/encrypted", test_encrypted);
	return g_test_run();
}
