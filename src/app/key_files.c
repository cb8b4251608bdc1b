/*
 * key_files: the files of keys in a person's settings folder.
 */
#include "app/key_files.h"

#include <glib/gstdio.h>
#include <string.h>

#define KEY_FILE_MAX 8192

/* -- files ----------------------------------------------------------------- */

char *
key_own_path(const struct app *app, const char *id, const char *ending)
{
	g_autofree char *name = g_strconcat(id, ending, NULL);

	return g_build_filename(app->keys_path, name, NULL);
}

char *
key_trusted_path(const struct app *app, const char *id, const char *ending)
{
	g_autofree char *name = g_strconcat(id, ending, NULL);

	return g_build_filename(app->keys_path, KEYS_TRUSTED, name, NULL);
}

gboolean
key_folders_make(const struct app *app, GError **error)
{
	g_autofree char *below =
		g_build_filename(app->keys_path, KEYS_TRUSTED, NULL);

	return !g_mkdir_with_parents(below, 0700) ||
	       app_fail(error, BASE_ERROR_IO, "cannot make the folder %s: %s",
			below, g_strerror(errno));
}

gboolean
key_file_write(const char *path, const char *text, gsize len, GError **error)
{
	g_autoptr(GError) fault = NULL;

	return g_file_set_contents_full(path, text, (gssize)len,
					G_FILE_SET_CONTENTS_CONSISTENT |
						G_FILE_SET_CONTENTS_DURABLE,
					0600, &fault) ||
	       app_fail(error, BASE_ERROR_IO, "%s", fault->message);
}

char *
key_file_read(const char *path, gsize *len, GError **error)
{
	char *text = NULL;

	if (!app_file_read(path, &text, len, error))
		return NULL;
	if (*len <= KEY_FILE_MAX)
		return text;
	app_fail(error, BASE_ERROR_INPUT,
		 "%s: no key: it is larger than a key can be", path);
	g_free(text);
	return NULL;
}

struct secret_text *
key_secret_read(const char *path, GError **error)
{
	gsize len = 0;
	char *text = key_file_read(path, &len, error);
	struct secret_text *secret = text ? secret_text_new(len, error) : NULL;

	if (secret) {
		memcpy(secret->text, text, len);
		secret->len = len;
	}
	if (text)
		explicit_bzero(text, len);
	g_free(text);
	return secret;
}

/* -- what it is trusted for ------------------------------------------------ */

/* Blanks for control characters, so that a value stays on its line. */
static char *
one_line(const char *text)
{
	char *line = base_printable(text, -1);

	g_strdelimit(line, "\n\r\t", ' ');
	return line;
}

gboolean
key_trust_write(const struct app *app, const struct known_key *known,
		GError **error)
{
	g_autofree char *path = key_trusted_path(app, known->id, ".trust");
	g_autofree char *since = base_time_print(known->since);
	g_autofree char *code = one_line(known->code);
	g_autoptr(GString) out = g_string_new(NULL);

	g_string_append_printf(out, "key: %s\ncode: %s\nrole: %s\nsince: %s\n",
			       known->fingerprint, code,
			       key_role_print(known->role), since);
	if (known->revoked) {
		g_autofree char *when = base_time_print(known->revoked);
		g_autofree char *why = one_line(known->because);

		g_string_append_printf(out, "revoked: %s\nbecause: %s\n", when,
				       why);
	}
	return key_file_write(path, out->str, out->len, error);
}

/* "2026-11-30T10:00:00Z" */
static gboolean
read_time(const char *text, gint64 *seconds)
{
	g_autoptr(GDateTime) at = g_date_time_new_from_iso8601(text, NULL);
	g_autofree char *again = NULL;

	*seconds = at ? g_date_time_to_unix(at) : 0;
	again = base_time_print(*seconds);
	return *seconds > 0 && !strcmp(again, text);
}

static gboolean
take_text(char **into, const char *value)
{
	g_free(*into);
	*into = g_strdup(value);
	return *value != '\0';
}

/* One line "word: value" of it. */
static gboolean
take_line(struct known_key *known, const char *line, gboolean *fits)
{
	g_auto(GStrv) pair = g_strsplit(line, ": ", 2);
	const char *word = pair[0], *value = word ? pair[1] : NULL;

	if (!value)
		return *line == '\0';
	if (!strcmp(word, "key"))
		return *fits = fingerprint_fits(value, known->key);
	if (!strcmp(word, "code"))
		return take_text(&known->code, value);
	if (!strcmp(word, "role"))
		return key_role_parse(value, &known->role);
	if (!strcmp(word, "since"))
		return read_time(value, &known->since);
	if (!strcmp(word, "revoked"))
		return read_time(value, &known->revoked);
	if (!strcmp(word, "because"))
		return take_text(&known->because, value);
	return FALSE;
}

gboolean
key_trust_read(const struct app *app, struct known_key *known, GError **error)
{
	g_autofree char *path = key_trusted_path(app, known->id, ".trust");
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	gboolean well = TRUE, fits = FALSE;
	gsize len = 0;

	if (known->own && !g_file_test(path, G_FILE_TEST_EXISTS))
		return TRUE;
	text = key_file_read(path, &len, error);
	if (!text)
		return FALSE;
	lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; well && lines[i]; i++)
		well = take_line(known, lines[i], &fits);
	return (well && fits && known->since && strlen(text) == len) ||
	       app_fail(error, BASE_ERROR_CORRUPT,
			"%s: not what a key is trusted for; remove the file "
			"and trust the key again",
			path);
}
