/*
 * What is derived and encoded: HKDF (RFC 5869), which libsodium has from
 * 1.0.19 on only, and bech32 (BIP 173); see private.h.
 */
#include "trust/private.h"

#include <string.h>

#define HASH crypto_auth_hmacsha256_BYTES

void
trust_hkdf(const guint8 *input, gsize input_len, const guint8 *salt,
	   gsize salt_len, const char *info, gsize info_len, guint8 *out,
	   gsize out_len)
{
	crypto_auth_hmacsha256_state state;
	guint8 key[HASH], block[HASH];
	gsize block_len = 0;

	g_assert(out_len <= 255 * HASH);
	crypto_auth_hmacsha256_init(&state, salt_len ? salt : key, salt_len);
	crypto_auth_hmacsha256_update(&state, input, input_len);
	crypto_auth_hmacsha256_final(&state, key);
	for (guint8 n = 1; out_len > 0; n++) {
		gsize some = MIN(out_len, HASH);

		crypto_auth_hmacsha256_init(&state, key, HASH);
		crypto_auth_hmacsha256_update(&state, block, block_len);
		crypto_auth_hmacsha256_update(&state, (const guint8 *)info,
					      info_len);
		crypto_auth_hmacsha256_update(&state, &n, 1);
		crypto_auth_hmacsha256_final(&state, block);
		block_len = HASH;
		memcpy(out, block, some);
		out += some;
		out_len -= some;
	}
	sodium_memzero(key, sizeof(key));
	sodium_memzero(block, sizeof(block));
	sodium_memzero(&state, sizeof(state));
}

/* -- bech32: 5 bits a character, and a checksum of 6 ----------------------- */

#define DATA_LEN 52
#define SUM_LEN 6

static const char alphabet[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

static guint32
sum_step(guint32 sum, guint value)
{
	static const guint32 generator[] = { 0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
					     0x3d4233dd, 0x2a1462b3 };
	guint32 top = sum >> 25;

	sum = (sum & 0x1ffffff) << 5 ^ value;
	for (guint i = 0; i < G_N_ELEMENTS(generator); i++)
		if (top >> i & 1)
			sum ^= generator[i];
	return sum;
}

static guint32
sum_prefix(const char *prefix)
{
	guint32 sum = 1;

	for (const char *c = prefix; *c; c++)
		sum = sum_step(sum, (guint8)*c >> 5);
	sum = sum_step(sum, 0);
	for (const char *c = prefix; *c; c++)
		sum = sum_step(sum, *c & 31);
	return sum;
}

void
bech32_write(const char *prefix, const guint8 bytes[KEY_BYTES],
	     char out[BECH32_ROOM])
{
	guint32 sum = sum_prefix(prefix);
	gsize at = strlen(prefix);
	guint bits = 0, have = 0;

	g_assert(at + 1 + DATA_LEN + SUM_LEN < BECH32_ROOM);
	memcpy(out, prefix, at);
	out[at++] = '1';
	for (guint i = 0; i < DATA_LEN; i++) {
		guint value;

		if (have < 5) {
			gsize next = (i * 5 + 7) / 8;

			bits = bits << 8 | (next < KEY_BYTES ? bytes[next] : 0);
			have += 8;
		}
		have -= 5;
		value = bits >> have & 31;
		sum = sum_step(sum, value);
		out[at++] = alphabet[value];
	}
	for (guint i = 0; i < SUM_LEN; i++)
		sum = sum_step(sum, 0);
	sum ^= 1;
	for (guint i = 0; i < SUM_LEN; i++)
		out[at++] = alphabet[sum >> 5 * (SUM_LEN - 1 - i) & 31];
	out[at] = 0;
}

/* The 5 bits of a character, -1 for what is none. */
static int
value_of(char c)
{
	const char *found = c ? strchr(alphabet, c) : NULL;

	return found ? (int)(found - alphabet) : -1;
}

/* All upper or all lower case, as lower; NULL when it is mixed or long. */
static char *
one_case(const char *text)
{
	g_autofree char *lower = g_ascii_strdown(text, BECH32_ROOM);
	g_autofree char *upper = g_ascii_strup(text, BECH32_ROOM);
	gboolean well = strlen(text) < BECH32_ROOM &&
			(!strcmp(text, lower) || !strcmp(text, upper));

	return well ? g_steal_pointer(&lower) : NULL;
}

gboolean
bech32_read(const char *prefix, const char *text, guint8 bytes[KEY_BYTES])
{
	g_autofree char *lower = one_case(text);
	gsize before = strlen(prefix), n = 0;
	guint32 sum = sum_prefix(prefix), bits = 0;
	guint have = 0;

	if (!lower || strlen(lower) != before + 1 + DATA_LEN + SUM_LEN ||
	    strncmp(lower, prefix, before) || lower[before] != '1')
		return FALSE;
	for (guint i = 0; i < DATA_LEN + SUM_LEN; i++) {
		int value = value_of(lower[before + 1 + i]);

		if (value < 0)
			return FALSE;
		sum = sum_step(sum, (guint)value);
		if (i >= DATA_LEN)
			continue;
		bits = bits << 5 | (guint)value;
		have += 5;
		if (have >= 8) {
			have -= 8;
			bytes[n++] = (guint8)(bits >> have);
		}
	}
	/* What is left over of the bits must be zeros. */
	return sum == 1 && n == KEY_BYTES && !(bits & ((1u << have) - 1));
}
