/*
 * Streams encrypted for people: what is made is opened again, in pieces of
 * any size; changed, cut and foreign files are told apart.  Stock age is asked
 * in test_trust_stock.c.
 */
#include "test_trust.h"

static GByteArray *
encrypt(const guint8 *bytes, gsize len, gsize piece,
	struct secret_key *const *to, guint n)
{
	g_autofree guint8(*receivers)[KEY_BYTES] = g_malloc0(n * KEY_BYTES);
	g_autoptr(GError) error = NULL;
	GByteArray *out = g_byte_array_new();
	g_autoptr(AgeOut) age = NULL;

	for (guint i = 0; i < n; i++)
		memcpy(receivers[i], to[i]->public.receives, KEY_BYTES);
	age = age_out_new((const guint8(*)[KEY_BYTES])receivers, n, into_bytes,
			  out, &error);
	g_assert_no_error(error);
	for (gsize at = 0; at < len; at += piece)
		g_assert_true(age_out_add(age, bytes + at, MIN(piece, len - at),
					  &error));
	g_assert_true(age_out_end(age, &error));
	g_assert_false(age_out_end(age, &error));
	assert_fault(&error, BASE_ERROR_IO, "ended before");
	return out;
}

/* NULL with an error. */
static GByteArray *
decrypt(const guint8 *bytes, gsize len, gsize piece,
	const struct secret_key *key, GError **error)
{
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(AgeIn) age = age_in_new(key, "a.age", into_bytes, out);

	for (gsize at = 0; at < len; at += piece)
		if (!age_in_add(age, bytes + at, MIN(piece, len - at), error))
			return NULL;
	if (!age_in_end(age, error))
		return NULL;
	return g_steal_pointer(&out);
}

static guint8 *
some_bytes(gsize len)
{
	guint8 *bytes = g_malloc(len + 1);

	for (gsize i = 0; i < len; i++)
		bytes[i] = (guint8)(i * 7 + i / 251);
	return bytes;
}

static void
test_both_ways(void)
{
	static const gsize sizes[] = { 0,     1,     15,     65535,
				       65536, 65537, 131072, 200000 };
	static const gsize pieces[] = { 1000, 65536, 1 << 20 };
	struct secret_key *to[] = { a_key(7, "RL", ""), a_key(8, "AN", ""),
				    a_key(9, "", "") };

	for (guint s = 0; s < G_N_ELEMENTS(sizes); s++)
		for (guint p = 0; p < G_N_ELEMENTS(pieces); p++) {
			g_autofree guint8 *bytes = some_bytes(sizes[s]);
			g_autoptr(GByteArray) sealed =
				encrypt(bytes, sizes[s], pieces[p], to, 2);
			g_autoptr(GError) error = NULL;

			g_assert_true(age_is(sealed->data, 24));
			for (guint k = 0; k < 2; k++) {
				g_autoptr(GByteArray) got =
					decrypt(sealed->data, sealed->len, 777,
						to[k], &error);

				g_assert_no_error(error);
				g_assert_cmpmem(got->data, got->len, bytes,
						sizes[s]);
			}
			g_assert_null(decrypt(sealed->data, sealed->len, 9999,
					      to[2], &error));
			assert_fault(&error, BASE_ERROR_DENIED,
				     "a.age: not encrypted for this key");
		}
	for (guint i = 0; i < G_N_ELEMENTS(to); i++)
		secret_key_free(to[i]);
}

/* Every byte that is changed, and every length it is cut to. */
static void
test_changed(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree guint8 *bytes = some_bytes(300);
	g_autoptr(GByteArray) sealed = encrypt(bytes, 300, 300, &key, 1);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < sealed->len; i++)
		for (guint bit = 0; bit < 8; bit++) {
			sealed->data[i] ^= 1 << bit;
			g_assert_null(decrypt(sealed->data, sealed->len, 100,
					      key, &error));
			g_assert_true(error && error->domain == BASE_ERROR);
			g_assert_true(trust_is_plain(error->message, 300));
			g_clear_error(&error);
			sealed->data[i] ^= 1 << bit;
		}
	for (guint len = 0; len < sealed->len; len++) {
		g_assert_null(decrypt(sealed->data, len, 64, key, &error));
		assert_fault(&error,
			     len < 19 ? BASE_ERROR_INPUT : BASE_ERROR_CORRUPT,
			     len < 19 ? "not encrypted" : "cut short");
	}
}

/* Chunks left out, doubled or in another order. */
static void
test_chunks_moved(void)
{
	const gsize chunk = AGE_CHUNK + AGE_TAG;
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree guint8 *bytes = some_bytes(3 * AGE_CHUNK);
	g_autoptr(GByteArray) sealed =
		encrypt(bytes, 3 * AGE_CHUNK, 4096, &key, 1);
	gsize head = sealed->len - 3 * chunk;
	g_autofree guint8 *copy = g_memdup2(sealed->data, sealed->len);
	g_autofree guint8 *more = g_malloc0(sealed->len + 1);
	g_autoptr(GError) error = NULL;

	g_assert_null(
		decrypt(sealed->data, head + 2 * chunk, 50000, key, &error));
	assert_fault(&error, BASE_ERROR_CORRUPT, "cut short");
	memcpy(copy + head, sealed->data + head + chunk, chunk);
	memcpy(copy + head + chunk, sealed->data + head, chunk);
	g_assert_null(decrypt(copy, sealed->len, 50000, key, &error));
	assert_fault(&error, BASE_ERROR_CORRUPT, "has been changed");
	memcpy(more, sealed->data, sealed->len);
	g_assert_null(decrypt(more, sealed->len + 1, 50000, key, &error));
	assert_fault(&error, BASE_ERROR_CORRUPT, "has been changed");
}

/* An empty last chunk behind full ones, as nobody writes it. */
static void
test_empty_last(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree guint8 *bytes = some_bytes(AGE_CHUNK);
	g_autoptr(GByteArray) sealed = encrypt(bytes, AGE_CHUNK, 4096, &key, 1);
	gsize head = sealed->len - AGE_CHUNK - AGE_TAG - AGE_NONCE_BYTES;
	guint8 file_key[AGE_FILE_KEY_BYTES], by[KEY_BYTES], nonce[12];
	guint8 *chunk = sealed->data + head + AGE_NONCE_BYTES;
	gboolean passphrase;
	g_autoptr(GError) error = NULL;

	g_assert_true(age_header_open((const char *)sealed->data, head, key,
				      NULL, file_key, &passphrase, NULL));
	age_payload_key(file_key, sealed->data + head, by);
	age_chunk_nonce(0, FALSE, nonce);
	crypto_aead_chacha20poly1305_ietf_encrypt(chunk, NULL, bytes, AGE_CHUNK,
						  NULL, 0, NULL, nonce, by);
	g_byte_array_set_size(sealed, sealed->len + AGE_TAG);
	age_chunk_nonce(1, TRUE, nonce);
	crypto_aead_chacha20poly1305_ietf_encrypt(
		sealed->data + sealed->len - AGE_TAG, NULL, bytes, 0, NULL, 0,
		NULL, nonce, by);
	g_assert_null(decrypt(sealed->data, sealed->len, 50000, key, &error));
	assert_fault(&error, BASE_ERROR_CORRUPT, "cut short");
}

/* A header of our key's stanza with what is said before and after it, and an
 * empty payload. */
static GByteArray *
with_header(struct secret_key *key, const char *before, const char *after)
{
	g_autoptr(GByteArray) sealed = encrypt(NULL, 0, 1, &key, 1);
	guint8 file_key[AGE_FILE_KEY_BYTES], mac[32];
	const char *text = (const char *)sealed->data;
	const char *stanza = text + strlen(AGE_VERSION_LINE);
	const char *end = strstr(stanza, "\n---") + 1;
	const char *payload = strchr(end, '\n') + 1;
	gboolean passphrase;
	GString *out = g_string_new(AGE_VERSION_LINE);

	g_assert_true(age_header_open(text, payload - text, key, NULL, file_key,
				      &passphrase, NULL));
	g_string_append(out, before);
	g_string_append_len(out, stanza, end - stanza);
	g_string_append_printf(out, "%s---", after);
	age_header_mac(file_key, out->str, out->len, mac);
	g_string_append_c(out, ' ');
	trust_base64_bare(out, mac, sizeof(mac));
	g_string_append_c(out, '\n');
	g_string_append_len(out, payload, 16 + AGE_TAG);
	return g_bytes_unref_to_array(g_string_free_to_bytes(out));
}

#define BODY43 "8SHBz/ldWnjyGFQqfjat6uNBarWqqEMDS7W8X7+Xq5Q"
#define LINE64 BODY43 "AAAAAAAAAAAAAAAAAAAAA"

static void
test_other_stanzas(void)
{
	static const struct {
		const char *before, *after;
		const char *says; /* NULL: it opens */
	} rows[] = {
		{ "", "", NULL },
		{ "-> example.com/x a b c\n\n", "-> y-grease\nAA\n", NULL },
		{ "-> x\n" LINE64 "\n" LINE64 "\n\n", "", NULL },
		{ "-> x\n" LINE64 "\n", "", "malformed" },
		{ "-> x\n" LINE64 "A\nA\n", "", "malformed" },
		{ "-> x\nA=\n", "", "malformed" },
		{ "->\n\n", "", "malformed" },
		{ "-> \n\n", "", "malformed" },
		{ "-> a  b\n\n", "", "malformed" },
		{ "-> a\x01\n\n", "", "malformed" },
		{ "-> X25519 " BODY43 " x\n" BODY43 "\n", "", "malformed" },
		{ "-> X25519 x\n" BODY43 "\n", "", "malformed" },
		{ "-> X25519 " BODY43 "\nAAAA\n", "", "malformed" },
		{ "-> X25519 " BODY43 "\n" BODY43 "\n", "", NULL },
		/* Zeros: a share of which everybody knows the secret. */
		{ "-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n" BODY43
		  "\n",
		  "", "malformed" },
		{ "", "noise\n", "malformed" },
	};
	g_autoptr(SecretKey) key = a_key(7, "RL", "");

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(GByteArray) file =
			with_header(key, rows[i].before, rows[i].after);
		g_autoptr(GError) error = NULL;
		g_autoptr(GByteArray) got =
			decrypt(file->data, file->len, 7, key, &error);

		if (rows[i].says)
			assert_fault(&error, BASE_ERROR_INPUT, rows[i].says);
		else
			g_assert_no_error(error);
		g_assert_true((got == NULL) == (rows[i].says != NULL));
	}
}

static void
test_passphrase_too(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(SecretKey) other = a_key(8, "", "");
	g_autoptr(GByteArray) file = with_header(
		key, "-> scrypt ajMFur+EJLGaohv/dLRGnw 18\n" BODY43 "\n", "");
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(AgeIn) age = age_in_new(key, NULL, into_bytes, out);
	g_autoptr(GError) error = NULL;

	g_assert_null(age_in_remark(age));
	g_assert_true(age_in_add(age, file->data, file->len, &error));
	g_assert_true(age_in_end(age, &error));
	g_assert_nonnull(strstr(age_in_remark(age), "passphrase"));
	g_assert_null(decrypt(file->data, file->len, 9, other, &error));
	assert_fault(&error, BASE_ERROR_DENIED, "with a passphrase");
}

static void
test_foreign(void)
{
	static const struct {
		const char *text, *says;
		enum base_error kind;
	} rows[] = {
		{ "PK\3\4", "not encrypted", BASE_ERROR_INPUT },
		{ "", "not encrypted", BASE_ERROR_INPUT },
		{ "age-encryption.org/v2\n-> X25519 a\n", "newer age",
		  BASE_ERROR_VERSION },
		{ "age-encryption.org/v1\n--- a\n", "malformed",
		  BASE_ERROR_INPUT },
		{ "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "armoured",
		  BASE_ERROR_INPUT },
	};
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autoptr(GString) endless = g_string_new(AGE_VERSION_LINE);
	guint8 zeros[1][KEY_BYTES] = { { 0 } };
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *text = rows[i].text;

		g_assert_null(decrypt((const guint8 *)text, strlen(text), 5,
				      key, &error));
		assert_fault(&error, rows[i].kind, rows[i].says);
	}
	g_assert_true(age_is(rows[4].text, strlen(rows[4].text)));
	while (endless->len < 300 << 10)
		g_string_append(endless, "-> x\n\n");
	g_assert_null(decrypt((const guint8 *)endless->str, endless->len, 100,
			      key, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "no end");
	g_assert_null(age_out_new((const guint8(*)[KEY_BYTES])zeros, 1,
				  into_bytes, NULL, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "nothing can be encrypted");
	g_assert_null(age_out_new(NULL, 0, into_bytes, NULL, &error));
	assert_fault(&error, BASE_ERROR_INPUT, "receivers");
}

/* A sink that takes so many bytes. */
static gboolean
until_full(G_GNUC_UNUSED const void *bytes, gsize len, gpointer user,
	   GError **error)
{
	gsize *room = user;

	if (len > *room) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_IO, "disk full");
		return FALSE;
	}
	*room -= len;
	return TRUE;
}

static void
test_sink_fails(void)
{
	g_autoptr(SecretKey) key = a_key(7, "RL", "");
	g_autofree guint8 *bytes = some_bytes(2 * AGE_CHUNK);
	g_autoptr(GByteArray) sealed =
		encrypt(bytes, 2 * AGE_CHUNK, 4096, &key, 1);
	gsize room = AGE_CHUNK, none = 0;
	g_autoptr(AgeIn) in = age_in_new(key, NULL, until_full, &room);
	g_autoptr(AgeOut) out = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_true(age_in_add(in, sealed->data, sealed->len, &error));
	g_assert_false(age_in_end(in, &error));
	assert_fault(&error, BASE_ERROR_IO, "disk full");
	g_assert_false(age_in_end(in, &error));
	assert_fault(&error, BASE_ERROR_IO, "ended before");
	g_assert_null(
		age_out_new((const guint8(*)[KEY_BYTES])key->public.receives, 1,
			    until_full, &none, &error));
	assert_fault(&error, BASE_ERROR_IO, "disk full");
	room = 1000;
	out = age_out_new((const guint8(*)[KEY_BYTES])key->public.receives, 1,
			  until_full, &room, &error);
	g_assert_true(age_out_add(out, bytes, 100, &error));
	g_assert_false(age_out_add(out, bytes, 2 * AGE_CHUNK, &error));
	assert_fault(&error, BASE_ERROR_IO, "disk full");
	g_assert_false(age_out_add(out, bytes, 1, &error));
	assert_fault(&error, BASE_ERROR_IO, "ended before");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	trust_ready();
	g_test_add_func("/age/both-ways", test_both_ways);
	g_test_add_func("/age/changed", test_changed);
	g_test_add_func("/age/chunks-moved", test_chunks_moved);
	g_test_add_func("/age/empty-last", test_empty_last);
	g_test_add_func("/age/other-stanzas", test_other_stanzas);
	g_test_add_func("/age/passphrase-too", test_passphrase_too);
	g_test_add_func("/age/foreign", test_foreign);
	g_test_add_func("/age/sink", test_sink_fails);
	return g_test_run();
}
