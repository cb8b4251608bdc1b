/*
 * What tests of trust/ and bundle/ share: keys that are the same in every run,
 * sinks, faults of a kind.
 */
#ifndef TEST_TRUST_H
#define TEST_TRUST_H

#include <string.h>

#include "trust/trust.h"
#include "trust/private.h"

/* The key number n; its secrets are known to everybody. */
static inline struct secret_key *
a_key(guint8 n, const char *code, const char *name)
{
	guint8 secrets[SECRETS_BYTES], id[KEY_ID_BYTES];
	struct secret_key *key;

	memset(secrets, n, sizeof(secrets));
	for (guint i = 0; i < KEY_ID_BYTES; i++)
		id[i] = (guint8)(16 * n + i);
	key = secret_key_of(secrets, id, code, name, NULL);
	g_assert_nonnull(key);
	return key;
}

static inline void
assert_fault(GError **error, enum base_error kind, const char *says)
{
	g_assert_nonnull(*error);
	if ((*error)->domain != BASE_ERROR || (*error)->code != (int)kind ||
	    !strstr((*error)->message, says))
		g_error("'%s' (%d) is not of kind %d, or lacks '%s'",
			(*error)->message, (*error)->code, kind, says);
	/* One sentence that can be shown. */
	g_assert_true(trust_is_plain((*error)->message, 1000));
	g_assert_false(g_str_has_suffix((*error)->message, "."));
	g_clear_error(error);
}

/* A sink into a GByteArray. */
static inline gboolean
into_bytes(const void *bytes, gsize len, gpointer user,
	   G_GNUC_UNUSED GError **error)
{
	g_byte_array_append(user, bytes, (guint)len);
	return TRUE;
}

#endif
