/*
 * rating_key: with what a rating is signed, after it was said what it means:
 * with the rater's key, whose passphrase is asked for, or declared.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/practice.h"
#include "tui/rating.h"

#include <string.h>

#define TRIES 3

static void
leave_page(struct tui *tui)
{
	if (tui_view(tui) == &view_pager)
		tui_pop(tui);
	g_clear_pointer(&tui->meaning, g_free);
}

/* The command that does the same; a key that is there is said to be left out.
 */
static void
tell_command(struct tui *tui, const char *meaning, gboolean without_key)
{
	g_autofree char *word = base_shell_word(meaning);
	g_autofree char *why =
		tui->unfinished ? base_shell_word(tui->unfinished) : NULL;

	tui_command_as(tui,
		       "iptrate sign %" G_GINT64_FORMAT
		       " --role %s --meaning %s%s%s%s",
		       tui->desk->session, rater_role_print(tui->role), word,
		       why ? " --incomplete " : "", why ? why : "",
		       without_key ? " --declared" : "");
}

/* key: NULL: declared; without_key: though there is one. */
static void
sign(struct tui *tui, const struct secret_key *key, gboolean without_key)
{
	g_autofree char *meaning = g_steal_pointer(&tui->meaning);
	g_autofree char *print =
		key ? fingerprint_print(secret_key_public(key)) : NULL;
	GError *error = NULL;

	leave_page(tui);
	if (!desk_is_current(tui))
		return;
	tui_tick(tui);
	if (!app_sign(tui->options.app, tui->desk->session, tui->rater,
		      tui->role, meaning, tui->unfinished, key, &error) ||
	    !desk_reload(tui, &error)) {
		tui_fault(tui, error);
		return;
	}
	tui->desk->may_follow = 0;
	if (key)
		tui_say(tui, "signed with your key %s", print);
	else
		tui_say(tui, "signed, declared");
	tell_command(tui, meaning, without_key);
	if (tui->role == RATER_DRILL)
		practice_tell(tui);
}

/* What is known of the rater's own key; NULL after it was said that there is
 * none any more. */
static struct known_key *
own_key(struct tui *tui)
{
	GError *error = NULL;
	struct known_key *own =
		app_key_own(tui->options.app, tui->rater, &error);

	if (own)
		return own;
	leave_page(tui);
	if (error)
		tui_fault(tui, error);
	else
		tui_fail(tui, "not signed: your key is not there any more");
	return NULL;
}

static void ask_how(struct tui *tui);
static void ask_passphrase(struct tui *tui);

static void
take_passphrase(struct tui *tui, const struct secret_text *text)
{
	g_autoptr(KnownKey) own = own_key(tui);
	g_autoptr(SecretKey) key = NULL;
	GError *error = NULL;

	if (!own)
		return;
	key = app_key_open(tui->options.app, own, text->text, &error);
	if (key) {
		sign(tui, key, FALSE);
		return;
	}
	if (g_error_matches(error, BASE_ERROR, BASE_ERROR_DENIED) &&
	    ++tui->wrong < TRIES) {
		g_error_free(error);
		ask_passphrase(tui);
		return;
	}
	leave_page(tui);
	tui_fail(tui, "not signed: %s%s", error->message,
		 tui->wrong == TRIES ? " (three times)" : "");
	g_error_free(error);
}

static void
ask_passphrase(struct tui *tui)
{
	g_autofree char *code = base_printable(tui->rater, -1);
	g_autofree char *label = g_strdup_printf(
		tui->wrong ? "Wrong. Passphrase of %s's key, %u of %u:" :
			     "Passphrase of %s's key:",
		code, tui->wrong + 1, TRIES);
	GError *error = NULL;

	if (secret_open(tui, label, take_passphrase, ask_how, &error))
		return;
	leave_page(tui);
	tui_fault(tui, error);
}

static void
take_how(struct tui *tui, const char *how)
{
	g_autoptr(KnownKey) own = NULL;
	g_autoptr(SecretKey) key = NULL;
	GError *error = NULL;

	if (!strcmp(how, "declared")) {
		sign(tui, NULL, TRUE);
		return;
	}
	own = own_key(tui);
	if (!own)
		return;
	tui->wrong = 0;
	if (own->locked) {
		ask_passphrase(tui);
		return;
	}
	key = app_key_open(tui->options.app, own, NULL, &error);
	if (key) {
		sign(tui, key, FALSE);
		return;
	}
	leave_page(tui);
	tui_fault(tui, error);
}

static void
ask_how(struct tui *tui)
{
	g_autoptr(KnownKey) own = own_key(tui);

	if (!own)
		return;
	picker_open(tui, "how you sign", take_how);
	picker_add(tui, "key", "with your key, %.9s...", own->fingerprint);
	picker_add(tui, "declared", "declared: without the key");
}

void
rating_sign_as(struct tui *tui, const char *meaning)
{
	g_autoptr(KnownKey) own = NULL;
	GError *error = NULL;

	own = app_key_own(tui->options.app, tui->rater, &error);
	if (error) {
		leave_page(tui);
		tui_fault(tui, error);
		return;
	}
	g_free(tui->meaning);
	tui->meaning = g_strdup(*meaning ? meaning : "finished");
	if (own)
		ask_how(tui);
	else
		sign(tui, NULL, FALSE);
}
