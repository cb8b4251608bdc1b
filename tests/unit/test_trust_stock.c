/*
 * Stock minisign and age on what is made here, and the other way round.
 */
#include "test_stock.h"
#include "test_trust.h"

/* An empty one, one chunk and a bit, and three to the byte. */
static const gsize sizes[] = { 0, 70000, 3 * AGE_CHUNK };

static void
put_sized(const char *folder, gsize len)
{
	g_autofree char *text = g_malloc(len + 1);

	for (gsize i = 0; i < len; i++)
		text[i] = (char)(i * 31 + i / 257);
	stock_put(folder, "plain", text, (gssize)len);
}

static void
test_minisign(void)
{
	g_autofree char *folder = NULL, *line = NULL, *public = NULL;
	g_autofree char *sig = NULL, *script = NULL, *said = NULL;
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autoptr(GError) error = NULL;

	if (stock_lacks("minisign"))
		return;
	folder = stock_folder();
	line = public_key_line(&key->public);
	public = secret_key_public_print(key);
	sig = minisig_make_of(key, "hello", 5, "bundle P07 \xc3\xa4 by RL",
			      &error);
	g_assert_no_error(error);
	stock_put(folder, "hello", "hello", 5);
	stock_put(folder, "hello.minisig", sig, -1);
	stock_put(folder, "rl.pub", public, -1);
	script = g_strdup_printf(
		"minisign -V -p rl.pub -m hello\n"
		"minisign -V -q -P %s -m hello\n"
		"echo more >>hello\n"
		"if minisign -V -p rl.pub -m hello; then exit 1; fi\n",
		line);
	said = stock_run(folder, script);
	g_assert_nonnull(strstr(said, "bundle P07 \xc3\xa4 by RL"));
	g_assert_nonnull(strstr(said, "Signature verification failed"));
	stock_remove(folder);
}

static void
open_with_age(const char *folder, const struct secret_key *key, gsize len)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(GError) error = NULL;
	g_autoptr(AgeOut) age = NULL;
	g_autofree char *plain = NULL;

	put_sized(folder, len);
	plain = stock_get(folder, "plain", NULL);
	age = age_out_new((const guint8(*)[KEY_BYTES])key->public.receives, 1,
			  into_bytes, out, &error);
	g_assert_true(age_out_add(age, plain, len, &error));
	g_assert_true(age_out_end(age, &error));
	stock_put(folder, "ours.age", (const char *)out->data, out->len);
	g_free(stock_run(folder, "age -d -i identity ours.age >got\n"
				 "cmp plain got"));
}

static void
open_from_age(const char *folder, const struct secret_key *key, gsize len)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(AgeIn) age = age_in_new(key, "theirs", into_bytes, out);
	g_autofree char *sealed = NULL, *plain = NULL;
	g_autoptr(GError) error = NULL;
	gsize sealed_len;

	put_sized(folder, len);
	/* For another first, so that ours is not the only stanza. */
	g_free(stock_run(folder,
			 "rm -f other\nage-keygen -o other 2>/dev/null\n"
			 "age -r \"$(age-keygen -y other)\" "
			 "-r \"$(cat recipient)\" -o theirs plain"));
	plain = stock_get(folder, "plain", NULL);
	sealed = stock_get(folder, "theirs", &sealed_len);
	g_assert_true(age_in_add(age, sealed, sealed_len, &error));
	g_assert_true(age_in_end(age, &error));
	g_assert_no_error(error);
	g_assert_cmpmem(out->data, out->len, plain, len);
	g_free(stock_run(folder, "rm theirs"));
}

static void
test_age(void)
{
	g_autofree char *folder = NULL, *recipient = NULL;
	g_autoptr(SecretText) identity = NULL;
	g_autoptr(SecretKey) key = secret_key_make("RL", NULL, NULL);

	if (stock_lacks("age") || stock_lacks("age-keygen"))
		return;
	folder = stock_folder();
	identity = secret_key_identity(key, NULL);
	recipient = public_key_recipient(secret_key_public(key));
	stock_put(folder, "identity", identity->text, -1);
	stock_put(folder, "recipient", recipient, -1);
	for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
		open_with_age(folder, key, sizes[i]);
		open_from_age(folder, key, sizes[i]);
	}
	stock_remove(folder);
}

static void
test_armoured(void)
{
	g_autofree char *folder = NULL, *recipient = NULL, *sealed = NULL;
	g_autoptr(SecretKey) key = a_key(7, "", "");
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(AgeIn) age = age_in_new(key, "t", into_bytes, out);
	g_autoptr(GError) error = NULL;
	gsize len;

	if (stock_lacks("age"))
		return;
	folder = stock_folder();
	recipient = public_key_recipient(&key->public);
	stock_put(folder, "recipient", recipient, -1);
	g_free(stock_run(folder, "echo hello | "
				 "age -a -r \"$(cat recipient)\" >armoured"));
	sealed = stock_get(folder, "armoured", &len);
	g_assert_true(age_is(sealed, len));
	g_assert_false(age_in_add(age, sealed, len, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "armoured");
	stock_remove(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	trust_ready();
	g_test_add_func("/stock/minisign", test_minisign);
	g_test_add_func("/stock/age", test_age);
	g_test_add_func("/stock/armoured", test_armoured);
	return g_test_run();
}
