/*
 * Signatures: minisign's own are verified, ours read back, changes found.
 */
#include "test_trust.h"

/* All made with minisign 0.11. */
static const char stock_pub[] =
	"untrusted comment: minisign public key 82758E0374B81684\n"
	"RWSEFrh0A451ggZkRVjKHt9EwqRrCpgHePgkd7FnEH4uy/kMxGGEN16A\n";
static const char stock_text[] = "hello portfolio\n";
static const char stock_hashed[] =
	"untrusted comment: signature from minisign secret key\n"
	"RUSEFrh0A451ggygNvX/gX2Qjtzh1XYNhc+CpN9Sy43oJA1ePqvBMcVV4zfQfp1i3HfFWaYTorBFKFGSCxuO5QeB5BYVptdpiQk=\n"
	"trusted comment: iptrate portfolio P07 2026-11-30\n"
	"9R/UG8JYvTByiepq9p9eOKthstVoO/PG9XG4lWqjSbYBL0252ifv3llrdEWfOm8C0oHtohLSTrNRMju3v9T7BQ==\n";
static const char stock_older[] =
	"untrusted comment: signature from minisign secret key\n"
	"RWSEFrh0A451glyEm3KgPQ/5bTtrf4YXc6AbusJLFWAl0rnG2tXafXEhO2d2SgQ122lMmwHAevQ57e8WBg4hK8Ha0YTj6hKh8A4=\n"
	"trusted comment: timestamp:1796022430	file:m.txt\n"
	"WpE8OsUxapATky2ANPTqVRFmbmqgVe6FpwwgDdHobRXG2MEndYT9GBkXmfNc/nWKvZBoJW88Lh7l5ImhzEayAg==\n";

static struct minisig *
read_minisig(const char *text, GError **error)
{
	return minisig_parse(text, strlen(text), "a.minisig", error);
}

static void
test_stock(void)
{
	static const char *const texts[] = { stock_hashed, stock_older };
	g_autoptr(GError) error = NULL;
	g_autoptr(PublicKey) key =
		public_key_parse(stock_pub, strlen(stock_pub), "k", &error);

	g_assert_no_error(error);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(Minisig) sig = read_minisig(texts[i], &error);

		g_assert_no_error(error);
		g_assert_cmpint(sig->hashed, ==, i == 0);
		g_assert_true(minisig_verify(sig, key, stock_text,
					     strlen(stock_text), &error));
		g_assert_no_error(error);
		g_assert_false(minisig_verify(sig, key, stock_text,
					      strlen(stock_text) - 1, &error));
		assert_fault(&error, BASE_ERROR_UNMET, "does not fit");
		sig->comment[0] ^= 1;
		g_assert_false(minisig_verify(sig, key, stock_text,
					      strlen(stock_text), &error));
		assert_fault(&error, BASE_ERROR_UNMET, "comment");
	}
}

static void
test_ours(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", ""), other = a_key(8, "", "");
	g_autoptr(SignedHash) hash = signed_hash_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *whole = minisig_make_of(key, "abcdef", 6,
						 "bundle P07 \xc3\xa4", &error);
	g_autofree char *parts = NULL, *again = NULL;
	g_autoptr(Minisig) sig = NULL;

	signed_hash_add(hash, "abc", 3);
	signed_hash_add(hash, "def", 3);
	parts = minisig_make(key, hash, "bundle P07 \xc3\xa4", &error);
	again = minisig_make(key, hash, "bundle P07 \xc3\xa4", &error);
	g_assert_no_error(error);
	g_assert_cmpstr(whole, ==, parts);
	g_assert_cmpstr(again, ==, parts);
	sig = read_minisig(whole, &error);
	g_assert_cmpstr(sig->comment, ==, "bundle P07 \xc3\xa4");
	g_assert_true(minisig_verify_hash(sig, &key->public, hash, &error));
	g_assert_true(minisig_verify(sig, &key->public, "abcdef", 6, &error));
	g_assert_false(minisig_verify_hash(sig, &other->public, hash, &error));
	assert_fault(&error, BASE_ERROR_NOT_FOUND, "signed with the key");
	/* The same id on another key. */
	memcpy(other->public.id, key->public.id, KEY_ID_BYTES);
	g_assert_false(minisig_verify_hash(sig, &other->public, hash, &error));
	assert_fault(&error, BASE_ERROR_UNMET, "does not fit");
	sig->hashed = FALSE;
	g_assert_false(minisig_verify(sig, &key->public, "abcdef", 6, &error));
	assert_fault(&error, BASE_ERROR_UNMET, "does not fit");
	g_assert_false(minisig_verify_hash(sig, &key->public, hash, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "older kind");
	g_assert_null(minisig_make(key, hash, "a\nb", &error));
	assert_fault(&error, BASE_ERROR_INPUT, "one line");
}

/* Every byte counts, but those of the untrusted comment. */
static void
test_changed(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree char *text = minisig_make_of(key, "abc", 3, "a b", NULL);
	gsize from = strchr(text, '\n') - text;

	for (gsize i = from; i + 1 < strlen(text); i++)
		for (guint bit = 0; bit < 8; bit++) {
			g_autofree char *changed = g_strdup(text);
			g_autoptr(GError) error = NULL;
			g_autoptr(Minisig) sig = NULL;

			changed[i] ^= 1 << bit;
			sig = read_minisig(changed, &error);
			g_assert_false(sig && minisig_verify(sig, &key->public,
							     "abc", 3, &error));
			g_assert_nonnull(error);
		}
}

static void
test_faults(void)
{
	static const struct {
		const char *from, *to, *says;
		enum base_error kind;
	} rows[] = {
		{ "untrusted comment: ", "", "a.minisig:1: the line",
		  BASE_ERROR_INPUT },
		{ "\nRUS", "\nRXS", "a.minisig:2: a kind", BASE_ERROR_VERSION },
		{ "\nRUS", "\nRUSA", "a.minisig:2: no signature",
		  BASE_ERROR_INPUT },
		{ "\nRUS", "\n RUS", "no signature", BASE_ERROR_INPUT },
		{ "trusted comment: iptrate", "trusted: iptrate",
		  "a.minisig:3: the line 'trusted", BASE_ERROR_INPUT },
		{ "comment: iptrate", "comment: \x1b", "control characters",
		  BASE_ERROR_INPUT },
		{ "\n9R/U", "\n9R", "a.minisig:4: the signature of",
		  BASE_ERROR_INPUT },
		{ "BQ==", "BQ=", "a.minisig:4: the signature of",
		  BASE_ERROR_INPUT },
		/* Bits that no encoder leaves there. */
		{ "BQ==", "BR==", "a.minisig:4: the signature of",
		  BASE_ERROR_INPUT },
		{ "BQ==\n", "BQ==\nmore\n", "a.minisig:5: a signature has four",
		  BASE_ERROR_INPUT },
	};
	g_autoptr(GError) error = NULL;
	g_autofree char *large = g_strnfill(9000, 'a');

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GString) changed = g_string_new(stock_hashed);

		g_assert_cmpuint(
			g_string_replace(changed, rows[i].from, rows[i].to, 1),
			==, 1);
		g_assert_null(read_minisig(changed->str, &error));
		assert_fault(&error, rows[i].kind, rows[i].says);
	}
	g_assert_null(read_minisig("untrusted comment: a\n", &error));
	assert_fault(&error, BASE_ERROR_INPUT, "cut short");
	g_assert_null(read_minisig("", &error));
	assert_fault(&error, BASE_ERROR_INPUT, "untrusted");
	g_assert_null(read_minisig(large, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "9000 bytes");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/minisign/stock", test_stock);
	g_test_add_func("/minisign/ours", test_ours);
	g_test_add_func("/minisign/changed", test_changed);
	g_test_add_func("/minisign/faults", test_faults);
	return g_test_run();
}
