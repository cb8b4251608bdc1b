/*
 * The columns of keys.
 */
#include "app/columns.h"
#include "app/keyring.h"

static const char *
state(const struct known_key *known)
{
	if (known->revoked)
		return "revoked";
	if (known->own)
		return known->locked ? "own" : "own, no passphrase";
	return key_role_print(known->role);
}

static void
fill_state(struct column_value *value, const void *of, const void *about)
{
	(void)about;
	value->text = state(of);
}

static void
fill_name(struct column_value *value, const void *of, const void *about)
{
	const struct known_key *known = of;

	(void)about;
	value->text = *known->key->name ? known->key->name : NULL;
	value->nothing = !value->text;
}

const struct column known_key_columns[] = {
	{ "code", "code", TEXT_AT(struct known_key, code) },
	{ "name", "name", FILLED(COLUMN_TEXT, fill_name) },
	{ "state", "is", FILLED(COLUMN_TEXT, fill_state) },
	{ "id", "id", TEXT_AT(struct known_key, id) },
	{ "fingerprint", "fingerprint",
	  TEXT_AT(struct known_key, fingerprint) },
	{ "since", NULL, TIME_AT(struct known_key, since) },
	{ "revoked_at", NULL, TIME_AT(struct known_key, revoked) },
	{ "because", NULL, TEXT_AT(struct known_key, because) },
	{ .kind = COLUMNS_END },
};
