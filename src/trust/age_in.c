/*
 * An encrypted stream opened; see age.h.
 */
#include "trust/private.h"

#include <string.h>

#define HEADER_MAX (256 << 10)
#define ARMOUR "-----BEGIN AGE"
#define ANY_VERSION "age-encryption.org/"

struct age_in {
	const struct secret_key *key;
	char *name;
	trust_sink sink;
	gpointer user;
	GByteArray *head; /* the header as it comes; NULL once it is open */
	gsize looked;	  /* how much of it holds no end */
	guint8 *secrets;  /* in locked memory: file key, then payload key */
	guint nonce_have;
	guint8 nonce[AGE_NONCE_BYTES];
	guint64 chunk;
	gsize have;
	gboolean over;
	gboolean passphrase;
	guint8 sealed[AGE_CHUNK + AGE_TAG];
	guint8 plain[AGE_CHUNK];
};

static guint8 *
payload_key(const struct age_in *in)
{
	return in->secrets + AGE_FILE_KEY_BYTES;
}

struct age_in *
age_in_new(const struct secret_key *key, const char *name, trust_sink sink,
	   gpointer user)
{
	struct age_in *in = g_new0(struct age_in, 1);

	trust_ready();
	in->key = key;
	in->name = g_strdup(name);
	in->sink = sink;
	in->user = user;
	in->head = g_byte_array_new();
	return in;
}

void
age_in_free(struct age_in *in)
{
	if (!in)
		return;
	g_free(in->name);
	if (in->head)
		g_byte_array_unref(in->head);
	sodium_free(in->secrets);
	sodium_memzero(in->plain, sizeof(in->plain));
	g_free(in);
}

/* Does it begin, as far as it goes, like this? */
static gboolean
begins(const GByteArray *head, const char *with)
{
	return !memcmp(head->data, with, MIN(head->len, strlen(with)));
}

static gboolean
check_beginning(const struct age_in *in, GError **error)
{
	const GByteArray *head = in->head;

	if (head->len >= strlen(ARMOUR) && begins(head, ARMOUR))
		return trust_fault(error, BASE_ERROR_INPUT, in->name, 0,
				   "encrypted as armoured text (age -a), which "
				   "is not read; ask for it without -a, or "
				   "open it with 'age -d' first");
	if (begins(head, ARMOUR) || begins(head, AGE_VERSION_LINE))
		return TRUE;
	if (head->len >= strlen(AGE_VERSION_LINE) && begins(head, ANY_VERSION))
		return trust_fault(error, BASE_ERROR_VERSION, in->name, 1,
				   "encrypted by a newer age than this iptrate "
				   "reads (v1)");
	if (begins(head, ANY_VERSION))
		return TRUE;
	return trust_fault(error, BASE_ERROR_INPUT, in->name, 0,
			   "not encrypted in the age format");
}

/* Where the header ends, past its last line; 0: not here yet. */
static gsize
find_end(struct age_in *in)
{
	const char *text = (const char *)in->head->data;
	gsize len = in->head->len;
	gsize from = in->looked;

	while (from + 5 <= len) {
		const char *feed = memchr(text + from, '\n', len - from);
		const char *end;

		if (!feed || feed + 5 > text + len)
			break;
		from = feed - text;
		if (memcmp(feed, "\n--- ", 5)) {
			in->looked = ++from;
			continue;
		}
		end = memchr(feed + 1, '\n', text + len - (feed + 1));
		return end ? (gsize)(end - text) + 1 : 0;
	}
	return 0;
}

static gboolean
open_header(struct age_in *in, gsize len, GError **error)
{
	in->secrets = sodium_malloc(AGE_FILE_KEY_BYTES + KEY_BYTES);
	if (!in->secrets)
		return trust_fault(error, BASE_ERROR_IO, NULL, 0,
				   "no memory that can be locked away for a "
				   "secret");
	return age_header_open((const char *)in->head->data, len, in->key,
			       in->name, in->secrets, &in->passphrase, error);
}

static gboolean
take_chunk(struct age_in *in, gboolean last, GError **error)
{
	guint8 nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	gsize len = in->have;

	if (len < AGE_TAG || (len == AGE_TAG && in->chunk > 0))
		return trust_fault(error, BASE_ERROR_CORRUPT, in->name, 0,
				   "the encrypted file is cut short; ask for "
				   "it again");
	age_chunk_nonce(in->chunk++, last, nonce);
	if (crypto_aead_chacha20poly1305_ietf_decrypt(in->plain, NULL, NULL,
						      in->sealed, len, NULL, 0,
						      nonce, payload_key(in)))
		return trust_fault(error, BASE_ERROR_CORRUPT, in->name, 0,
				   "the encrypted file has been changed%s; ask "
				   "for it again",
				   last ? " or cut short" : "");
	in->have = 0;
	return len == AGE_TAG ||
	       in->sink(in->plain, len - AGE_TAG, in->user, error);
}

static gboolean
take_payload(struct age_in *in, const guint8 *at, gsize len, GError **error)
{
	for (; len && in->nonce_have < AGE_NONCE_BYTES; len--) {
		in->nonce[in->nonce_have++] = *at++;
		if (in->nonce_have == AGE_NONCE_BYTES)
			age_payload_key(in->secrets, in->nonce,
					payload_key(in));
	}
	while (len > 0) {
		gsize some = MIN(len, sizeof(in->sealed) - in->have);

		/* A full one waits: it may be the last. */
		if (some == 0) {
			if (!take_chunk(in, FALSE, error))
				return FALSE;
			continue;
		}
		memcpy(in->sealed + in->have, at, some);
		in->have += some;
		at += some;
		len -= some;
	}
	return TRUE;
}

static gboolean
take_header(struct age_in *in, const guint8 *bytes, gsize len, GError **error)
{
	g_autoptr(GByteArray) head = NULL;
	/* No more than a header, so that another file is not kept whole. */
	gsize some = MIN(len, HEADER_MAX + 1 - in->head->len);
	gsize end;

	g_byte_array_append(in->head, bytes, some);
	if (!check_beginning(in, error))
		return FALSE;
	end = find_end(in);
	if (!end && in->head->len <= HEADER_MAX)
		return TRUE;
	if (!end)
		return trust_fault(error, BASE_ERROR_INPUT, in->name, 0,
				   "the header of the encrypted file has no "
				   "end; ask for it again");
	if (!open_header(in, end, error))
		return FALSE;
	head = g_steal_pointer(&in->head);
	return take_payload(in, head->data + end, head->len - end, error) &&
	       take_payload(in, bytes + some, len - some, error);
}

gboolean
age_in_add(struct age_in *in, const void *bytes, gsize len, GError **error)
{
	gboolean well;

	if (in->over)
		return trust_fault(error, BASE_ERROR_IO, in->name, 0,
				   "the encrypted file was ended before");
	if (len == 0)
		return TRUE;
	well = in->head ? take_header(in, bytes, len, error) :
			  take_payload(in, bytes, len, error);
	in->over = !well;
	return well;
}

gboolean
age_in_end(struct age_in *in, GError **error)
{
	if (in->over)
		return trust_fault(error, BASE_ERROR_IO, in->name, 0,
				   "the encrypted file was ended before");
	in->over = TRUE;
	if (in->head && (in->head->len < strlen(ANY_VERSION) ||
			 !begins(in->head, ANY_VERSION)))
		return trust_fault(error, BASE_ERROR_INPUT, in->name, 0,
				   "not encrypted in the age format");
	if (in->head || in->nonce_have < AGE_NONCE_BYTES)
		return trust_fault(error, BASE_ERROR_CORRUPT, in->name, 0,
				   "the encrypted file is cut short; ask for "
				   "it again");
	return take_chunk(in, TRUE, error);
}

const char *
age_in_remark(const struct age_in *in)
{
	return in->passphrase ? "a passphrase opens the encrypted file, too, "
				"not only the keys it was made for" :
				NULL;
}
