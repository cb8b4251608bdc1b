/*
 * Key files made of noise: either a key comes back or a sentence, and what
 * came back survives its own file.
 */
#include "trust/trust.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_shown(const GError *error)
{
	g_autofree char *safe = base_printable(error->message, -1);

	g_assert_cmpstr(safe, ==, error->message);
}

static void
ask_public(const char *text, gsize len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PublicKey) key = public_key_parse(text, len, "k", &error);
	g_autofree char *print = NULL, *recipient = NULL;
	guint8 receives[KEY_BYTES];

	g_assert_true((key == NULL) == (error != NULL));
	if (!key) {
		check_shown(error);
		return;
	}
	print = fingerprint_print(key);
	g_assert_true(fingerprint_fits(print, key));
	recipient = public_key_recipient(key);
	g_assert_true(!recipient || recipient_parse(recipient, receives, NULL));
}

static void
ask_secret(const char *text, gsize len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(SecretKey) key =
		secret_key_parse(text, len, "k", NULL, &error);
	g_autofree char *public = NULL;
	g_autoptr(PublicKey) again = NULL;
	g_autoptr(PublicKey) peeked = NULL;
	gboolean locked;

	g_assert_true((key == NULL) == (error != NULL));
	peeked = secret_key_peek(text, len, NULL, &locked, NULL);
	if (!key) {
		check_shown(error);
		return;
	}
	g_assert_true(peeked && !locked);
	public = secret_key_public_print(key);
	again = public_key_parse(public, strlen(public), NULL, &error);
	g_assert_true(again && public_key_same(again, secret_key_public(key)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ask_public((const char *)data, size);
	ask_secret((const char *)data, size);
	return 0;
}
