/*
 * What tests of bundle/ share: a small bundle made and read.
 */
#ifndef TEST_BUNDLE_H
#define TEST_BUNDLE_H

#include "bundle/bundle.h"
#include "test_trust.h"

#define COMMENT "iptrate bundle P07 2026-11-30T00:00:00Z RL"

static const struct bundle_fact a_fact[] = { { "External-Identifier", "P07" },
					     { "Iptrate-Kind", "return 1" },
					     { NULL, NULL } };

static inline struct bundle_out *
a_bundle_out(void)
{
	struct bundle_facts facts = { .name = "P07",
				      .date = "2026-11-30",
				      .agent = "iptrate 0.1.0",
				      .about = "WHAT THIS IS\n\nRatings.\n",
				      .more = a_fact };
	g_autoptr(GError) error = NULL;
	struct bundle_out *out =
		bundle_out_new(&facts, g_get_tmp_dir(), &error);

	g_assert_no_error(error);
	return out;
}

static inline void
add_text_to(struct bundle_out *out, const char *path, const char *text)
{
	g_autoptr(GError) error = NULL;

	bundle_out_add(out, path, text, strlen(text), &error);
	g_assert_no_error(error);
}

/* Three files, one of them empty; signed when there is a key. */
static inline GByteArray *
a_bundle(const struct secret_key *key)
{
	g_autoptr(BundleOut) out = a_bundle_out();
	g_autoptr(GError) error = NULL;
	GByteArray *bytes = g_byte_array_new();

	add_text_to(out, "sessions/s1.txt", "T: How was your week?\n");
	add_text_to(out, "ratings/ratings.tsv", "item\textent\nF5\t4\n");
	add_text_to(out, "empty.txt", "");
	bundle_out_end(out, key, COMMENT, into_bytes, bytes, &error);
	g_assert_no_error(error);
	return bytes;
}

static inline FILE *
as_file(const GByteArray *bytes)
{
	FILE *file = tmpfile();

	g_assert_nonnull(file);
	if (bytes->len > 0)
		g_assert_cmpuint(fwrite(bytes->data, 1, bytes->len, file), ==,
				 bytes->len);
	rewind(file);
	return file;
}

/* Knows the key that it is given. */
static inline const struct public_key *
find_key(const guint8 id[KEY_ID_BYTES], gpointer user)
{
	const struct secret_key *key = user;

	return key && !memcmp(key->public.id, id, KEY_ID_BYTES) ? &key->public :
								  NULL;
}

static inline struct bundle_reading
a_reading(struct secret_key *known)
{
	return (struct bundle_reading){ .name = "P07.zip",
					.find = find_key,
					.user = known };
}

#endif
