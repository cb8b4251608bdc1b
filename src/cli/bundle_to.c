/*
 * Whom a bundle is encrypted for.
 */
#include "cli/bundle.h"
#include "cli/output.h"

#include <string.h>

/* One of them, while it is read. */
struct receiver {
	guint8 key[KEY_BYTES];
	char *code;	   /* whose it says that it is, or is known as */
	const char *word;  /* as it was given */
	char *fingerprint; /* of a file's key; else NULL */
};

static void
receiver_clear(struct receiver *receiver)
{
	g_free(receiver->code);
	g_free(receiver->fingerprint);
}

static gboolean
take_key(struct receiver *receiver, const struct public_key *key,
	 const char *code, GError **error)
{
	if (!key->can_receive) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_INPUT,
			    "%s is a key that only signs: nothing can be "
			    "encrypted for it",
			    receiver->word);
		return FALSE;
	}
	memcpy(receiver->key, key->receives, KEY_BYTES);
	receiver->code = *code ? g_strdup(code) : NULL;
	return TRUE;
}

/* A key that is known here: of a person's code, of its id or fingerprint. */
static gboolean
take_known(struct cli *cli, struct receiver *receiver, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autoptr(KnownKey) known =
		app_key_find(cli->app, receiver->word, &failed);

	if (known)
		return take_key(receiver, known->key, known->code, error);
	if (!g_error_matches(failed, BASE_ERROR, BASE_ERROR_NOT_FOUND)) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
		    "'%s' is no key that is known here, nor a file; --to takes "
		    "the code of a person whose key you trust, the file that "
		    "'iptrate key show' writes, or age1...",
		    receiver->word);
	return FALSE;
}

static gboolean
take_file(struct cli *cli, struct receiver *receiver, GError **error)
{
	g_autoptr(KnownKey) read =
		app_key_read(cli->app, receiver->word, error);

	if (!read)
		return FALSE;
	receiver->fingerprint = g_strdup(read->fingerprint);
	return take_key(receiver, read->key, read->key->code, error);
}

static gboolean
take_word(struct cli *cli, struct receiver *receiver, GError **error)
{
	if (g_ascii_strncasecmp(receiver->word, "age1", 4) == 0)
		return recipient_parse(receiver->word, receiver->key, error);
	if (g_file_test(receiver->word, G_FILE_TEST_EXISTS))
		return take_file(cli, receiver, error);
	return take_known(cli, receiver, error);
}

static void
tell_untrusted(struct cli *cli, const struct receiver *receiver)
{
	g_autofree char *says = NULL;

	if (!receiver->fingerprint)
		return;
	says = g_strdup_printf(
		"the key in %s is not one that you trust here: before you send "
		"the bundle, ask its holder over the telephone whether the "
		"fingerprint is %s (and then: iptrate key trust)",
		receiver->word, receiver->fingerprint);
	cli_warn(cli, says);
}

/* What is known of the key here. */
static gboolean
check_known(struct cli *cli, struct receiver *receiver, const GPtrArray *keys,
	    GError **error)
{
	for (guint i = 0; i < keys->len; i++) {
		const struct known_key *known = keys->pdata[i];

		if (memcmp(known->key->receives, receiver->key, KEY_BYTES))
			continue;
		if (known->revoked) {
			g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
				    "the key of %s (%s) is revoked here (%s): "
				    "nothing is encrypted for it; ask for the "
				    "new one",
				    known->code, known->fingerprint,
				    known->because ?: "no reason given");
			return FALSE;
		}
		g_free(receiver->code);
		receiver->code = g_strdup(known->code);
		return TRUE;
	}
	tell_untrusted(cli, receiver);
	return TRUE;
}

static gboolean
has_key(const struct receivers *receivers, const guint8 key[KEY_BYTES])
{
	for (guint i = 0; i < receivers->keys->len; i++) {
		if (!memcmp(receivers->keys->data + i * KEY_BYTES, key,
			    KEY_BYTES))
			return TRUE;
	}
	return FALSE;
}

static void
keep(struct receivers *receivers, const struct receiver *receiver)
{
	const char *shown = receiver->code ? receiver->code : receiver->word;

	if (has_key(receivers, receiver->key))
		return;
	g_array_append_vals(receivers->keys, receiver->key, 1);
	if (receivers->said->len)
		g_string_append(receivers->said, ", of ");
	g_string_append(receivers->said, shown);
	if (receiver->code)
		g_ptr_array_add(receivers->codes, g_strdup(receiver->code));
}

static gboolean
add_sender(struct cli *cli, const char *from, struct receivers *receivers,
	   GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autoptr(KnownKey) own = app_key_own(cli->app, from, &failed);

	if (failed) {
		g_propagate_error(error, g_steal_pointer(&failed));
		return FALSE;
	}
	if (!own || !own->key->can_receive)
		return TRUE;
	receivers->sender = TRUE;
	if (!has_key(receivers, own->key->receives))
		g_array_append_vals(receivers->keys, own->key->receives, 1);
	return TRUE;
}

gboolean
receivers_read(struct cli *cli, const char *from, struct receivers *receivers,
	       GError **error)
{
	g_autofree const char **words = args_values(&cli->args, "to");
	g_autoptr(GPtrArray) keys = NULL;
	gboolean ok = TRUE;

	receivers->keys = g_array_new(FALSE, FALSE, KEY_BYTES);
	receivers->codes = g_ptr_array_new_with_free_func(g_free);
	receivers->said = g_string_new(NULL);
	if (words[0] && !(keys = app_keys(cli->app, error)))
		return FALSE;
	for (guint i = 0; ok && words[i]; i++) {
		struct receiver receiver = { .word = words[i] };

		ok = take_word(cli, &receiver, error) &&
		     check_known(cli, &receiver, keys, error);
		if (ok)
			keep(receivers, &receiver);
		receiver_clear(&receiver);
	}
	if (ok && receivers->keys->len)
		ok = add_sender(cli, from, receivers, error);
	g_ptr_array_add(receivers->codes, NULL);
	return ok;
}

void
receivers_clear(struct receivers *receivers)
{
	if (!receivers->keys)
		return;
	g_array_unref(receivers->keys);
	g_ptr_array_unref(receivers->codes);
	g_string_free(receivers->said, TRUE);
}
