/*
 * Encrypted streams made of noise: the header's parser, and the chunks.  The
 * first byte says in pieces of what size they come; the outcome is the same
 * in whatever pieces.
 */
#include "trust/private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean
count(G_GNUC_UNUSED const void *bytes, gsize len, gpointer user,
      G_GNUC_UNUSED GError **error)
{
	*(gsize *)user += len;
	return TRUE;
}

/* What is said of it, or how much came out. */
static char *
read_in(const struct secret_key *key, const uint8_t *data, size_t size,
	size_t piece)
{
	gsize len = 0;
	g_autoptr(AgeIn) age = age_in_new(key, "f", count, &len);
	g_autoptr(GError) error = NULL;
	gboolean well = TRUE;

	for (size_t at = 0; well && at < size; at += piece)
		well = age_in_add(age, data + at, MIN(piece, size - at),
				  &error);
	if (well && age_in_end(age, &error))
		return g_strdup_printf("%" G_GSIZE_FORMAT, len);
	return g_strdup(error->message);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct secret_key *key;
	guint8 secrets[SECRETS_BYTES];
	g_autofree char *a = NULL, *b = NULL;

	/* The key that the files of the corpus are for. */
	memset(secrets, 7, sizeof(secrets));
	if (!key)
		key = secret_key_of(secrets, secrets, "", "", NULL);
	if (size == 0)
		return 0;
	a = read_in(key, data + 1, size - 1, data[0] + 1);
	b = read_in(key, data + 1, size - 1, 1 << 20);
	g_assert_cmpstr(a, ==, b);
	return 0;
}
