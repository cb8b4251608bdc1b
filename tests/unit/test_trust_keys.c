/*
 * Key pairs and their files: what is derived against published vectors, what
 * is written read back, and every byte changed is found.
 */
#include "test_trust.h"

/* Made with minisign 0.11. */
static const char minisign_pub[] =
	"untrusted comment: minisign public key 82758E0374B81684\n"
	"RWSEFrh0A451ggZkRVjKHt9EwqRrCpgHePgkd7FnEH4uy/kMxGGEN16A\n";

static void
from_hex(const char *hex, guint8 *out, gsize n)
{
	size_t got;

	g_assert_true(sodium_hex2bin(out, n, hex, strlen(hex), NULL, &got,
				     NULL) == 0 &&
		      got == n);
}

/* RFC 5869, appendix A: cases 1 to 3. */
static void
test_hkdf(void)
{
	guint8 input[80], salt[80], info[80], out[82], should[82];

	memset(input, 0x0b, 22);
	for (guint i = 0; i < 13; i++)
		salt[i] = (guint8)i;
	for (guint i = 0; i < 10; i++)
		info[i] = (guint8)(0xf0 + i);
	trust_hkdf(input, 22, salt, 13, (const char *)info, 10, out, 42);
	from_hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4"
		 "c5bf34007208d5b887185865",
		 should, 42);
	g_assert_cmpmem(out, 42, should, 42);

	trust_hkdf(input, 22, NULL, 0, "", 0, out, 42);
	from_hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c73"
		 "8d2d9d201395faa4b61a96c8",
		 should, 42);
	g_assert_cmpmem(out, 42, should, 42);

	for (guint i = 0; i < 80; i++) {
		input[i] = (guint8)i;
		salt[i] = (guint8)(0x60 + i);
		info[i] = (guint8)(0xb0 + i);
	}
	trust_hkdf(input, 80, salt, 80, (const char *)info, 80, out, 82);
	from_hex("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19af"
		 "a97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9"
		 "aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
		 should, 82);
	g_assert_cmpmem(out, 82, should, 82);
}

/* One text for the same bytes, and nothing else. */
static void
test_base64(void)
{
	static const struct {
		const char *text;
		gboolean padded, well;
	} rows[] = {
		{ "+/8=", TRUE, TRUE },
		{ "+/8", FALSE, TRUE },
		{ "+/8", TRUE, FALSE },
		{ "+/8=", FALSE, FALSE },
		{ "+/9=", TRUE, FALSE },
		{ "+/8\n", TRUE, FALSE },
		{ " +/8=", TRUE, FALSE },
		{ "-_8=", TRUE, FALSE },
		{ "\xab/8=", TRUE, FALSE },
		{ "+\xaf"
		  "8=",
		  TRUE, FALSE },
		{ "+\xff"
		  "8",
		  FALSE, FALSE },
		{ "", TRUE, FALSE },
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		guint8 bytes[2];

		g_assert_cmpint(trust_base64_read(rows[i].text,
						  strlen(rows[i].text),
						  rows[i].padded, bytes, 2),
				==, rows[i].well);
		if (rows[i].well)
			g_assert_cmpmem(bytes, 2, "\xfb\xff", 2);
	}
}

/* The identity and recipient of the age specification: 32 times 0x42. */
static void
test_bech32(void)
{
	static const char *const no[] = {
		"",
		"age",
		"age1",
		"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujw",
		"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwq",
		"Age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
		"agf1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
		"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwb",
		"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwjj",
	};
	const char *recipient =
		"age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
	g_autoptr(SecretKey) key = a_key(0x42, "RL", "R. Lane");
	g_autofree char *got = public_key_recipient(secret_key_public(key));
	g_autofree char *upper = g_ascii_strup(recipient, -1);
	g_autoptr(SecretText) identity = secret_key_identity(key, NULL);
	g_autoptr(GError) error = NULL;
	guint8 bytes[KEY_BYTES];

	g_assert_cmpstr(got, ==, recipient);
	g_assert_cmpstr(identity->text, ==,
			"AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYS"
			"JZGFPYYSJZGFPQ4EGAEX");
	g_assert_cmpuint(identity->len, ==, strlen(identity->text));
	g_assert_true(recipient_parse(upper, bytes, &error));
	g_assert_cmpmem(bytes, KEY_BYTES, key->public.receives, KEY_BYTES);
	for (guint i = 0; i < G_N_ELEMENTS(no); i++) {
		g_assert_false(recipient_parse(no[i], bytes, &error));
		assert_fault(&error, BASE_ERROR_INPUT, "no recipient");
	}
	g_assert_false(recipient_parse(identity->text, bytes, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "secret identity");
}

static void
test_made(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SecretKey) a =
		secret_key_make(" RL ", "Ro\xcc\x88\xc3\x9f", &error);
	g_autoptr(SecretKey) b = secret_key_make(NULL, NULL, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(secret_key_public(a)->code, ==, "RL");
	g_assert_cmpstr(secret_key_public(a)->name, ==, "R\xc3\xb6\xc3\x9f");
	g_assert_cmpstr(secret_key_public(b)->code, ==, "");
	g_assert_false(
		public_key_same(secret_key_public(a), secret_key_public(b)));
	g_assert_null(secret_key_make("a\nb", NULL, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "the code");
	g_assert_null(secret_key_make("a", "x\xe2\x80\xaey", &error));
	assert_fault(&error, BASE_ERROR_INPUT, "the name");
}

static struct public_key *
read_public(const char *text, GError **error)
{
	return public_key_parse(text, strlen(text), "rl.pub", error);
}

static void
test_public_file(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autofree char *text = secret_key_public_print(key);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autofree char *windows = g_strjoinv("\r\n", lines);
	g_autofree char *marked = g_strconcat("\xef\xbb\xbf", windows, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(PublicKey) a = read_public(text, &error);
	g_autoptr(PublicKey) b = read_public(marked, &error);

	g_assert_no_error(error);
	g_assert_true(public_key_same(a, secret_key_public(key)));
	g_assert_true(public_key_same(b, a) && a->can_receive);
	g_assert_cmpstr(a->code, ==, "RL");
	g_assert_cmpstr(b->name, ==, "R. Lane");
	g_assert_cmpuint(strlen(lines[1]), ==, 56);
	g_assert_true(g_str_has_prefix(lines[1], "RW"));
}

/* Whatever byte is changed, the file is refused. */
static void
test_public_changed(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autofree char *text = secret_key_public_print(key);

	for (gsize i = 0; i + 1 < strlen(text); i++)
		for (guint bit = 0; bit < 8; bit++) {
			g_autofree char *changed = g_strdup(text);
			g_autoptr(GError) error = NULL;

			changed[i] ^= 1 << bit;
			g_assert_null(read_public(changed, &error));
			g_assert_nonnull(error);
			g_assert_true(trust_is_plain(error->message, 400));
		}
}

static void
test_public_faults(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autofree char *text = secret_key_public_print(key);
	g_autofree char *more = g_strconcat(text, "more\n", NULL);
	g_autofree char *large = g_strnfill(5000, 'a');
	g_autoptr(SecretText) secret = secret_key_print(key, NULL, NULL, NULL);
	const struct {
		const char *from, *to, *says;
		enum base_error kind;
	} rows[] = {
		{ "format: 1", "format: 2", "newer", BASE_ERROR_VERSION },
		{ "format: 1", "format: x", "no number", BASE_ERROR_INPUT },
		{ "name: R. Lane", "name: R. Lame", "changed after it was made",
		  BASE_ERROR_CORRUPT },
		{ "name: R. Lane\n", "", "changed after", BASE_ERROR_CORRUPT },
		{ "code: RL\n", "", "changed after", BASE_ERROR_CORRUPT },
		{ "recipient: ", "receiver: ", "rl.pub:4: the line 'recipient",
		  BASE_ERROR_INPUT },
		{ "age1", "age2", "rl.pub:4: the recipient is",
		  BASE_ERROR_INPUT },
		{ "\nRW", "\nRX", "rl.pub:2: no key", BASE_ERROR_INPUT },
		{ "name: R.", "name: \x1b", "the name is", BASE_ERROR_INPUT },
		{ "untrusted ", "", "rl.pub:1: no public key",
		  BASE_ERROR_INPUT },
		{ "signed: ", "signed: A", "cut or mistyped",
		  BASE_ERROR_INPUT },
	};
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) changed = g_string_new(text);

		g_assert_cmpuint(
			g_string_replace(changed, rows[i].from, rows[i].to, 1),
			==, 1);
		g_assert_null(read_public(changed->str, &error));
		assert_fault(&error, rows[i].kind, rows[i].says);
	}
	g_assert_null(read_public(more, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "rl.pub:8: nothing belongs");
	g_assert_null(read_public(large, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "5000 bytes");
	g_assert_null(read_public("", &error));
	assert_fault(&error, BASE_ERROR_INPUT, "no public key");
	g_assert_null(public_key_parse("a\0b", 3, NULL, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "not a text file");
	g_assert_null(read_public(secret->text, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "stays with its holder");
}

static void
test_plain_minisign(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PublicKey) key = read_public(minisign_pub, &error);
	g_autofree char *id = NULL, *line = NULL;

	g_assert_no_error(error);
	id = key_id_print(key->id);
	line = public_key_line(key);
	g_assert_cmpstr(id, ==, "82758E0374B81684");
	g_assert_nonnull(strstr(minisign_pub, line));
	g_assert_false(key->can_receive);
	g_assert_null(public_key_recipient(key));
	g_assert_cmpstr(key->name, ==, "");
}

static void
test_fingerprint(void)
{
	g_autoptr(SecretKey) a = a_key(7, "RL", ""), b = a_key(8, "RL", "");
	g_autoptr(PublicKey) plain = public_key_copy(&a->public);
	g_autofree char *print = fingerprint_print(&a->public);
	g_autofree char *other = fingerprint_print(&b->public);
	g_autofree char *less = NULL;
	g_autoptr(GString) typed = g_string_new(print);

	g_assert_true(g_regex_match_simple(
		"^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$", print, 0,
		0));
	g_assert_cmpstr(print, !=, other);
	plain->can_receive = FALSE;
	less = fingerprint_print(plain);
	g_assert_cmpstr(print, !=, less);
	g_assert_true(fingerprint_fits(print, &a->public));
	g_assert_false(fingerprint_fits(print, &b->public));
	g_string_ascii_down(typed);
	g_string_replace(typed, "-", "  ", 0);
	g_string_replace(typed, "0", "o", 0);
	g_string_replace(typed, "1", "l", 0);
	g_assert_true(fingerprint_fits(typed->str, &a->public));
	g_string_truncate(typed, typed->len - 1);
	g_assert_false(fingerprint_fits(typed->str, &a->public));
	g_assert_false(fingerprint_fits("", &a->public));
	g_string_assign(typed, print);
	g_string_append(typed, "0");
	g_assert_false(fingerprint_fits(typed->str, &a->public));
}

static struct secret_key *
read_secret(const struct secret_text *text, const char *passphrase,
	    GError **error)
{
	return secret_key_parse(text->text, text->len, "rl.key", passphrase,
				error);
}

static void
test_secret_file(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autoptr(GError) error = NULL;
	g_autoptr(SecretText) bare = secret_key_print(key, NULL, NULL, &error);
	g_autoptr(SecretText) text = secret_key_print(key, "open s\xc3\xa9same",
						      &key_cost_least, &error);
	g_autoptr(SecretKey) a = read_secret(bare, NULL, &error);
	g_autoptr(SecretKey) b =
		read_secret(text, "open s\xc3\xa9same", &error);
	g_autoptr(PublicKey) peeked = NULL;
	gboolean locked;

	g_assert_no_error(error);
	g_assert_cmpmem(a->signs, 64, key->signs, 64);
	g_assert_cmpmem(b->signs, 64, key->signs, 64);
	g_assert_cmpmem(b->receives, KEY_BYTES, key->receives, KEY_BYTES);
	g_assert_cmpstr(b->public.name, ==, "R. Lane");
	g_assert_true(public_key_same(&b->public, &key->public));
	peeked = secret_key_peek(text->text, text->len, NULL, &locked, &error);
	g_assert_true(locked && public_key_same(peeked, &key->public));
	g_clear_pointer(&peeked, public_key_free);
	peeked = secret_key_peek(bare->text, bare->len, NULL, &locked, &error);
	g_assert_false(locked);
	g_assert_null(read_secret(text, "open sesame", &error));
	assert_fault(&error, BASE_ERROR_DENIED, "wrong passphrase");
	g_assert_null(read_secret(text, NULL, &error));
	assert_fault(&error, BASE_ERROR_DENIED, "needs its passphrase");
	g_assert_null(secret_key_print(key, "", NULL, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "empty passphrase");
}

/* What is written when a key is made costs who guesses. */
static void
test_usual_cost(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(SecretText) text = secret_key_print(key, "x", NULL, NULL);

	g_assert_nonnull(strstr(text->text, "argon2id 3 268435456 "));
}

/* Whatever byte is changed, the file is refused, and not for its passphrase. */
static void
test_secret_changed(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	struct secret_text *texts[] = {
		secret_key_print(key, NULL, NULL, NULL),
		secret_key_print(key, "x", &key_cost_least, NULL),
	};

	for (guint t = 0; t < G_N_ELEMENTS(texts); t++)
		for (gsize i = 0; i + 1 < texts[t]->len; i++) {
			char was = texts[t]->text[i];
			g_autoptr(GError) error = NULL;

			texts[t]->text[i] ^= 1;
			g_assert_null(read_secret(texts[t], "x", &error));
			g_assert_false(g_error_matches(error, BASE_ERROR,
						       BASE_ERROR_DENIED));
			texts[t]->text[i] = was;
		}
	secret_text_free(texts[1]);
	secret_text_free(texts[0]);
}

/* A file whose check was made to fit: what stands in it is still bounded, and
 * lines above the secrets are held by the passphrase. */
static void
test_secret_forged(void)
{
	static const struct {
		const char *from, *to, *says;
		enum base_error kind;
	} rows[] = {
		{ "argon2id 1 8192", "argon2id 99 8192", "damaged",
		  BASE_ERROR_CORRUPT },
		{ "argon2id 1 8192", "argon2id 1 9000000000", "damaged",
		  BASE_ERROR_CORRUPT },
		{ "argon2id 1 8192", "scrypt 1 8192", "damaged",
		  BASE_ERROR_CORRUPT },
		{ "name: R. Lane", "name: R. Lame", "wrong passphrase",
		  BASE_ERROR_DENIED },
		{ "format: 1", "format: 3", "newer", BASE_ERROR_VERSION },
		{ "iptrate secret", "another secret", "no secret key",
		  BASE_ERROR_INPUT },
		{ "recipient: ", "recipient: x", "damaged",
		  BASE_ERROR_CORRUPT },
		{ "public: RW", "public: RX", "damaged", BASE_ERROR_CORRUPT },
		{ "nonce: ", "once: ", "'nonce: ...' is missing",
		  BASE_ERROR_INPUT },
		{ "secret: ", "secret: A", "damaged", BASE_ERROR_CORRUPT },
	};
	g_autoptr(SecretKey) key = a_key(7, "RL", "R. Lane");
	g_autoptr(SecretText) text =
		secret_key_print(key, "x", &key_cost_least, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) forged = g_string_new(text->text);
		g_autofree char *sum = NULL;
		g_autoptr(GError) error = NULL;
		guint8 check[16];

		g_string_truncate(forged,
				  strstr(forged->str, "check: ") - forged->str);
		g_assert_cmpuint(
			g_string_replace(forged, rows[i].from, rows[i].to, 1),
			==, 1);
		crypto_generichash(check, 16, (const guint8 *)forged->str,
				   forged->len, NULL, 0);
		sum = g_base64_encode(check, 16);
		g_string_append_printf(forged, "check: %s\n", sum);
		g_assert_null(secret_key_parse(forged->str, forged->len, "k",
					       "x", &error));
		assert_fault(&error, rows[i].kind, rows[i].says);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	trust_ready();
	g_test_add_func("/trust/hkdf", test_hkdf);
	g_test_add_func("/trust/base64", test_base64);
	g_test_add_func("/trust/bech32", test_bech32);
	g_test_add_func("/trust/made", test_made);
	g_test_add_func("/trust/public", test_public_file);
	g_test_add_func("/trust/public-changed", test_public_changed);
	g_test_add_func("/trust/public-faults", test_public_faults);
	g_test_add_func("/trust/minisign-key", test_plain_minisign);
	g_test_add_func("/trust/fingerprint", test_fingerprint);
	g_test_add_func("/trust/secret", test_secret_file);
	g_test_add_func("/trust/secret-cost", test_usual_cost);
	g_test_add_func("/trust/secret-changed", test_secret_changed);
	g_test_add_func("/trust/secret-forged", test_secret_forged);
	return g_test_run();
}
