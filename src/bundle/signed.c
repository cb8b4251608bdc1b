/*
 * Who signed a bundle: the signatures of its tag manifest.
 */
#include "bundle/private.h"

#include <string.h>

gboolean
bundle_is_signature(const char *below)
{
	return g_str_has_prefix(below, TAGS_FILE ".") &&
	       g_str_has_suffix(below, SIGNATURE_END);
}

static void
verify(struct bundle *bundle, const struct bundle_reading *reading,
       const struct minisig *minisig, const GByteArray *of,
       struct bundle_signature *signature)
{
	const struct public_key *key =
		reading->find ? reading->find(minisig->key, reading->user) :
				NULL;
	g_autoptr(GError) mine = NULL;

	memcpy(signature->id, minisig->key, KEY_ID_BYTES);
	signature->comment = base_printable(minisig->comment, -1);
	if (!key) {
		signature->state = BUNDLE_SIGNED_UNKNOWN;
	} else if (minisig_verify(minisig, key, of->data, of->len, &mine)) {
		signature->state = BUNDLE_SIGNED_WELL;
		signature->key = public_key_copy(key);
	} else {
		faults_add(bundle->faults, "%s: %s", signature->path,
			   mine->message);
	}
}

static gboolean
check_signature(struct bundle *bundle, const struct bundle_reading *reading,
		const char *below, const GByteArray *of, GError **error)
{
	GError *mine = NULL;
	g_autoptr(GByteArray) text = bundle_unpack(
		bundle, g_hash_table_lookup(bundle->entries, below),
		BUNDLE_TEXT_MAX, &mine);
	g_autoptr(Minisig) minisig = NULL;
	g_autoptr(GError) wrong = NULL;
	struct bundle_signature *signature;

	if (!text)
		return bundle_fault_or_error(bundle, mine, error);
	signature = g_new0(struct bundle_signature, 1);
	signature->path = g_strdup(below);
	signature->state = BUNDLE_SIGNED_WRONG;
	signature->comment = g_strdup("");
	g_ptr_array_add(bundle->signatures, signature);
	minisig = minisig_parse((const char *)text->data, text->len, below,
				&wrong);
	if (minisig) {
		g_free(signature->comment);
		verify(bundle, reading, minisig, of, signature);
	} else {
		faults_add(bundle->faults, "%s", wrong->message);
	}
	return TRUE;
}

gboolean
bundle_check_signatures(struct bundle *bundle,
			const struct bundle_reading *reading,
			const GByteArray *of, GError **error)
{
	g_autoptr(GPtrArray) names = bundle_sorted_keys(bundle->entries);

	for (guint i = 0; i < names->len; i++)
		if (bundle_is_signature(names->pdata[i]) &&
		    !check_signature(bundle, reading, names->pdata[i], of,
				     error))
			return FALSE;
	return TRUE;
}
