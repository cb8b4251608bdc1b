/*
 * Signatures made of noise: parsed or refused, and none of them verifies.
 */
#include "trust/trust.h"

#include <stdint.h>
#include <string.h>

static const char pub[] =
	"untrusted comment: k\n"
	"RWSEFrh0A451ggZkRVjKHt9EwqRrCpgHePgkd7FnEH4uy/kMxGGEN16A\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(PublicKey) key = public_key_parse(pub, strlen(pub), "", NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(Minisig) minisig =
		minisig_parse((const char *)data, size, "s", &error);
	g_autofree char *safe = NULL;

	g_assert_true((minisig == NULL) == (error != NULL));
	if (minisig) {
		g_assert_true(g_utf8_validate(minisig->comment, -1, NULL));
		g_assert_false(minisig_verify(minisig, key, "text", 4, &error));
	}
	safe = base_printable(error->message, -1);
	g_assert_cmpstr(safe, ==, error->message);
	return 0;
}
