/*
 * The keys of the age format (c2sp.org/age), and its header read; see age.h.
 */
#include "trust/private.h"

#include <string.h>

#define WRAP_INFO "age-encryption.org/v1/X25519"
#define BODY (AGE_FILE_KEY_BYTES + AGE_TAG)
#define COLUMNS 64

static const char armour[] = "-----BEGIN AGE ENCRYPTED FILE-----";

gboolean
age_is(const void *bytes, gsize len)
{
	static const char plain[] = "age-encryption.org/";

	return (len >= strlen(plain) && !memcmp(bytes, plain, strlen(plain))) ||
	       (len >= 24 && !memcmp(bytes, armour, 24));
}

void
age_wrap_key(const guint8 shared[KEY_BYTES], const guint8 share[KEY_BYTES],
	     const guint8 receiver[KEY_BYTES], guint8 out[KEY_BYTES])
{
	guint8 salt[2 * KEY_BYTES];

	memcpy(salt, share, KEY_BYTES);
	memcpy(salt + KEY_BYTES, receiver, KEY_BYTES);
	trust_hkdf(shared, KEY_BYTES, salt, sizeof(salt), WRAP_INFO,
		   strlen(WRAP_INFO), out, KEY_BYTES);
}

void
age_header_mac(const guint8 file_key[AGE_FILE_KEY_BYTES], const char *header,
	       gsize len, guint8 mac[crypto_auth_hmacsha256_BYTES])
{
	guint8 key[KEY_BYTES];

	trust_hkdf(file_key, AGE_FILE_KEY_BYTES, NULL, 0, "header", 6, key,
		   sizeof(key));
	crypto_auth_hmacsha256(mac, (const guint8 *)header, len, key);
	sodium_memzero(key, sizeof(key));
}

void
age_payload_key(const guint8 file_key[AGE_FILE_KEY_BYTES],
		const guint8 nonce[AGE_NONCE_BYTES], guint8 out[KEY_BYTES])
{
	trust_hkdf(file_key, AGE_FILE_KEY_BYTES, nonce, AGE_NONCE_BYTES,
		   "payload", 7, out, KEY_BYTES);
}

void
age_chunk_nonce(guint64 chunk, gboolean last,
		guint8 nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES])
{
	guint64 big = GUINT64_TO_BE(chunk);

	memset(nonce, 0, crypto_aead_chacha20poly1305_ietf_NPUBBYTES);
	memcpy(nonce + 3, &big, sizeof(big));
	nonce[11] = last ? 1 : 0;
}

/* -- the header ------------------------------------------------------------ */

/* A receiver's part of it. */
struct stanza {
	char **words;  /* of its first line, without the arrow */
	GString *body; /* base64 */
};

struct header {
	const char *at, *end;
	guint line;
	const char *name;
};

static gboolean
malformed(const struct header *header, GError **error)
{
	return trust_fault(error, BASE_ERROR_INPUT, header->name, header->line,
			   "the header of the encrypted file is malformed; "
			   "ask for it again");
}

/* The next line, without its line feed; NULL at the end. */
static const char *
next_line(struct header *header, gsize *len)
{
	const char *line = header->at;
	const char *feed = memchr(line, '\n', header->end - line);

	if (!feed)
		return NULL;
	header->at = feed + 1;
	header->line++;
	*len = feed - line;
	return line;
}

static gboolean
is_base64(const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		if (!g_ascii_isalnum(text[i]) && text[i] != '+' &&
		    text[i] != '/')
			return FALSE;
	return TRUE;
}

/* Words of visible ASCII, one blank between them; NULL when they are not. */
static char **
split_words(const char *text, gsize len)
{
	g_autofree char *line = g_strndup(text, len);
	g_auto(GStrv) words = g_strsplit(line, " ", -1);

	if (strlen(line) != len)
		return NULL;
	for (gsize i = 0; i < len; i++)
		if (line[i] != ' ' && !g_ascii_isgraph(line[i]))
			return NULL;
	for (guint i = 0; words[i]; i++)
		if (!*words[i])
			return NULL;
	return *words ? g_steal_pointer(&words) : NULL;
}

static void
stanza_clear(struct stanza *stanza)
{
	g_clear_pointer(&stanza->words, g_strfreev);
	if (stanza->body)
		g_string_free(stanza->body, TRUE);
	stanza->body = NULL;
}

/* line: its first, without the arrow. */
static gboolean
read_stanza(struct header *header, const char *line, gsize len,
	    struct stanza *stanza, GError **error)
{
	stanza->body = g_string_new(NULL);
	stanza->words = split_words(line, len);
	if (!stanza->words)
		return malformed(header, error);
	do {
		line = next_line(header, &len);
		if (!line || len > COLUMNS || !is_base64(line, len))
			return malformed(header, error);
		g_string_append_len(stanza->body, line, len);
	} while (len == COLUMNS);
	return TRUE;
}

/* Is it for the key?  Then the file's key is what it holds. */
static gboolean
unwrap(const struct stanza *stanza, const guint8 share[KEY_BYTES],
       const struct secret_key *key, guint8 file_key[AGE_FILE_KEY_BYTES],
       gboolean *malformed_body)
{
	static const guint8 nonce[crypto_aead_chacha20poly1305_ietf_NPUBBYTES];
	guint8 shared[KEY_BYTES], wrap[KEY_BYTES], body[BODY];
	gboolean opened;

	*malformed_body =
		!trust_base64_read(stanza->body->str, stanza->body->len, FALSE,
				   body, BODY) ||
		crypto_scalarmult(shared, key->receives, share) != 0;
	if (*malformed_body)
		return FALSE;
	age_wrap_key(shared, share, key->public.receives, wrap);
	opened = crypto_aead_chacha20poly1305_ietf_decrypt(file_key, NULL, NULL,
							   body, BODY, NULL, 0,
							   nonce, wrap) == 0;
	sodium_memzero(shared, sizeof(shared));
	sodium_memzero(wrap, sizeof(wrap));
	return opened;
}

/* What is known of a header when all its stanzas are read. */
struct found {
	gboolean key, passphrase;
	guint stanzas;
};

static gboolean
take_stanza(struct header *header, const struct stanza *stanza,
	    const struct secret_key *key, guint8 file_key[AGE_FILE_KEY_BYTES],
	    struct found *found, GError **error)
{
	const char *kind = stanza->words[0];
	guint words = g_strv_length(stanza->words);
	guint8 share[KEY_BYTES];
	gboolean bad;

	found->stanzas++;
	if (!strcmp(kind, "scrypt"))
		found->passphrase = TRUE;
	if (strcmp(kind, "X25519"))
		return TRUE;
	if (words != 2 ||
	    !trust_base64_read(stanza->words[1], strlen(stanza->words[1]),
			       FALSE, share, sizeof(share)))
		return malformed(header, error);
	if (!found->key) {
		found->key = unwrap(stanza, share, key, file_key, &bad);
		if (bad)
			return malformed(header, error);
	}
	return TRUE;
}

/* All stanzas, up to the line of the MAC, which is returned; NULL with an
 * error. */
static const char *
read_stanzas(struct header *header, const struct secret_key *key,
	     guint8 file_key[AGE_FILE_KEY_BYTES], struct found *found,
	     GError **error)
{
	const char *line;
	gsize len;

	while ((line = next_line(header, &len)) && len > 3 &&
	       !memcmp(line, "-> ", 3)) {
		struct stanza stanza = { 0 };
		gboolean well = read_stanza(header, line + 3, len - 3, &stanza,
					    error) &&
				take_stanza(header, &stanza, key, file_key,
					    found, error);

		stanza_clear(&stanza);
		if (!well)
			return NULL;
	}
	if (line && found->stanzas && header->at == header->end && len > 4 &&
	    !memcmp(line, "--- ", 4))
		return line;
	malformed(header, error);
	return NULL;
}

static gboolean
not_for_key(const char *name, const struct found *found, GError **error)
{
	if (found->passphrase)
		return trust_fault(
			error, BASE_ERROR_DENIED, name, 0,
			"encrypted with a passphrase, not for a key; open it "
			"with 'age -d' first");
	return trust_fault(error, BASE_ERROR_DENIED, name, 0,
			   "not encrypted for this key; ask the sender to "
			   "encrypt it for yours");
}

gboolean
age_header_open(const char *text, gsize len, const struct secret_key *key,
		const char *name, guint8 file_key[AGE_FILE_KEY_BYTES],
		gboolean *passphrase, GError **error)
{
	struct header header = { text + strlen(AGE_VERSION_LINE), text + len, 1,
				 name };
	guint8 is[crypto_auth_hmacsha256_BYTES], should[sizeof(is)];
	struct found found = { 0 };
	const char *last = read_stanzas(&header, key, file_key, &found, error);

	if (!last)
		return FALSE;
	if (!trust_base64_read(last + 4, header.end - 1 - (last + 4), FALSE,
			       should, sizeof(should)))
		return malformed(&header, error);
	*passphrase = found.passphrase;
	if (!found.key)
		return not_for_key(name, &found, error);
	age_header_mac(file_key, text, last + 3 - text, is);
	if (!sodium_memcmp(is, should, sizeof(is)))
		return TRUE;
	sodium_memzero(file_key, AGE_FILE_KEY_BYTES);
	return trust_fault(error, BASE_ERROR_CORRUPT, name, 0,
			   "the header of the encrypted file has been "
			   "changed; ask for it again");
}
