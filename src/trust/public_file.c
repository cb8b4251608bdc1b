/*
 * The file that is handed on; see keys.h.
 */
#include "trust/private.h"

#include <string.h>

#define FILE_MAX 4096
#define LINE_BYTES (2 + KEY_ID_BYTES + KEY_BYTES)
#define COMMENT "untrusted comment"
/* Before what is signed, so that the signature is good for nothing else. */
#define SIGNED_AS "iptrate public key\n"

char *
public_key_line(const struct public_key *key)
{
	guint8 bytes[LINE_BYTES] = { 'E', 'd' };

	memcpy(bytes + 2, key->id, KEY_ID_BYTES);
	memcpy(bytes + 2 + KEY_ID_BYTES, key->signs, KEY_BYTES);
	return g_base64_encode(bytes, sizeof(bytes));
}

gboolean
public_key_line_read(const char *line, struct public_key *key)
{
	guint8 bytes[LINE_BYTES];

	if (!trust_base64_read(line, strlen(line), TRUE, bytes,
			       sizeof(bytes)) ||
	    bytes[0] != 'E' || bytes[1] != 'd')
		return FALSE;
	memcpy(key->id, bytes + 2, KEY_ID_BYTES);
	memcpy(key->signs, bytes + 2 + KEY_ID_BYTES, KEY_BYTES);
	return crypto_core_ed25519_is_valid_point(key->signs);
}

char *
public_key_recipient(const struct public_key *key)
{
	char text[BECH32_ROOM];

	if (!key->can_receive)
		return NULL;
	bech32_write("age", key->receives, text);
	return g_strdup(text);
}

/* A point of few multiples makes every secret known. */
static gboolean
is_weak(const guint8 receives[KEY_BYTES])
{
	static const guint8 any[KEY_BYTES] = { 1 };
	guint8 shared[KEY_BYTES];

	return crypto_scalarmult(shared, any, receives) != 0;
}

gboolean
recipient_parse(const char *text, guint8 receives[KEY_BYTES], GError **error)
{
	trust_ready();
	if (bech32_read("age", text, receives) && !is_weak(receives))
		return TRUE;
	if (g_ascii_strncasecmp(text, "AGE-SECRET-KEY-", 15) == 0)
		return trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
				   "that is a secret identity; never hand it "
				   "on: the recipient begins with age1");
	return trust_fault(error, BASE_ERROR_INPUT, NULL, 0,
			   "no recipient: one is 'age1' and 58 characters, and "
			   "one of them was mistyped or left out");
}

void
public_key_holder_print(GString *out, const struct public_key *key)
{
	if (*key->code)
		g_string_append_printf(out, "code: %s\n", key->code);
	if (*key->name)
		g_string_append_printf(out, "name: %s\n", key->name);
}

/* The value of the next line with that label, "" when it is another. */
static char *
holder_line(struct trust_lines *lines, const char *label, gsize max,
	    GError **error)
{
	const char *value = trust_lines_take(lines, label);

	if (!value)
		return g_strdup("");
	if (trust_is_plain(value, max))
		return g_strdup(value);
	trust_fault(error, BASE_ERROR_INPUT, lines->name, lines->at,
		    "the %s is too long or holds control characters", label);
	return NULL;
}

gboolean
public_key_holder_read(struct trust_lines *lines, struct public_key *key,
		       GError **error)
{
	g_free(key->code);
	g_free(key->name);
	key->name = NULL;
	key->code = holder_line(lines, "code", KEY_CODE_MAX, error);
	if (key->code)
		key->name = holder_line(lines, "name", KEY_NAME_MAX, error);
	return key->name != NULL;
}

char *
secret_key_public_print(const struct secret_key *key)
{
	const struct public_key *public = &key->public;
	g_autofree char *id = key_id_print(public->id);
	g_autofree char *line = public_key_line(public);
	g_autofree char *recipient = public_key_recipient(public);
	g_autofree char *encoded = NULL;
	GString *out = g_string_new(SIGNED_AS);
	guint8 signature[SIGNATURE_BYTES];

	g_string_append_printf(out,
			       COMMENT
			       ": iptrate public key %s\n%s\nformat: 1\n"
			       "recipient: %s\n",
			       id, line, recipient);
	public_key_holder_print(out, public);
	crypto_sign_detached(signature, NULL, (const guint8 *)out->str,
			     out->len, key->signs);
	g_string_erase(out, 0, strlen(SIGNED_AS));
	encoded = g_base64_encode(signature, sizeof(signature));
	g_string_append_printf(out, "signed: %s\n", encoded);
	return g_string_free(out, FALSE);
}

/* The lines above `signed:`, against what stands in it. */
static gboolean
check_signed(struct trust_lines *lines, const struct public_key *key,
	     GError **error)
{
	guint above = lines->at;
	const char *value = trust_lines_need(lines, "signed", error);
	g_autofree char *text = trust_lines_join(lines, above);
	g_autofree char *message = g_strconcat(SIGNED_AS, text, NULL);
	guint8 signature[SIGNATURE_BYTES];

	if (!value)
		return FALSE;
	if (!trust_base64_read(value, strlen(value), TRUE, signature,
			       sizeof(signature)))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name,
				   lines->at,
				   "what signs the key is cut or mistyped; ask "
				   "for the whole file");
	if (crypto_sign_verify_detached(signature, (const guint8 *)message,
					strlen(message), key->signs) == 0)
		return TRUE;
	return trust_fault(error, BASE_ERROR_CORRUPT, lines->name, 0,
			   "a line of the key was changed after it was made: "
			   "the holder's own signature does not fit; ask for "
			   "the file again");
}

/* What minisign does not know, from the third line on. */
static gboolean
parse_rest(struct trust_lines *lines, struct public_key *key, GError **error)
{
	const char *recipient;

	if (!trust_lines_format(lines, error))
		return FALSE;
	recipient = trust_lines_need(lines, "recipient", error);
	if (!recipient)
		return FALSE;
	if (!bech32_read("age", recipient, key->receives) ||
	    is_weak(key->receives))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name,
				   lines->at,
				   "the recipient is mistyped or cut; ask for "
				   "the whole file");
	key->can_receive = TRUE;
	if (!public_key_holder_read(lines, key, error) ||
	    !check_signed(lines, key, error))
		return FALSE;
	if (lines->at < lines->n)
		return trust_fault(error, BASE_ERROR_INPUT, lines->name,
				   lines->at + 1,
				   "nothing belongs below the signature; take "
				   "it out");
	return TRUE;
}

static gboolean
parse_lines(struct trust_lines *lines, struct public_key *key, GError **error)
{
	if (lines->n && g_str_has_prefix(lines->lines[0], "iptrate secret key"))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name, 1,
				   "a secret key, which stays with its holder; "
				   "the public one is wanted here");
	if (!trust_lines_take(lines, COMMENT) || lines->n < 2)
		return trust_fault(error, BASE_ERROR_INPUT, lines->name, 1,
				   "no public key: one begins with a line "
				   "'" COMMENT ": ...'");
	if (!public_key_line_read(lines->lines[lines->at++], key))
		return trust_fault(error, BASE_ERROR_INPUT, lines->name, 2,
				   "no key: one is a line of 56 characters "
				   "that begins with RW");
	return lines->n == 2 || parse_rest(lines, key, error);
}

struct public_key *
public_key_parse(const char *text, gsize len, const char *name, GError **error)
{
	struct trust_lines lines;
	struct public_key *key;

	trust_ready();
	if (!trust_lines_init(&lines, text, len, FILE_MAX, name, error))
		return NULL;
	key = g_new0(struct public_key, 1);
	key->code = g_strdup("");
	key->name = g_strdup("");
	if (!parse_lines(&lines, key, error))
		g_clear_pointer(&key, public_key_free);
	trust_lines_clear(&lines);
	return key;
}
