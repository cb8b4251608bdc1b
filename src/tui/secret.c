/*
 * secret: a passphrase asked for at the bottom, without showing it.
 *
 * What is typed lies in memory that is locked and wiped, is in no history and
 * on no row of the screen, and is gone when it was taken or left.
 */
#include "tui/private.h"
#include "tui/asking.h"

#include <string.h>

#define SECRET_MOST 1024 /* bytes */

void
secret_clear(struct tui *tui)
{
	struct secret *secret = &tui->secret;

	g_clear_pointer(&secret->typed, secret_text_free);
	g_clear_pointer(&secret->label, g_free);
}

gboolean
secret_open(struct tui *tui, const char *label, secret_taker done,
	    void (*left)(struct tui *tui), GError **error)
{
	struct secret *secret = &tui->secret;

	secret_clear(tui);
	secret->typed = secret_text_new(SECRET_MOST, error);
	if (!secret->typed)
		return FALSE;
	secret->typed->len = 0;
	secret->typed->text[0] = '\0';
	secret->label = g_strdup(label);
	secret->done = done;
	secret->left = left;
	tui_push(tui, &view_secret);
	return TRUE;
}

static void
secret_draw(struct tui *tui, struct grid *grid)
{
	struct area area = grid_area(grid, grid->rows - 2, 0, 2, grid->columns);
	g_autofree char *label =
		base_cut(tui->secret.label, grid->columns - 2, "...");

	for (guint row = 0; row < 2; row++)
		area_fill(&area, row, INK_PLAIN, " ");
	area_put(&area, 0, 1, INK_BOLD, label);
	area_put(&area, 1, 1, INK_DIM,
		 "what you type is not shown  Enter takes it  Esc goes back");
	area_cursor(&area, 0, base_text_columns(label) + 2);
}

/* Wiped before anything else is done, so that nobody has to remember it. */
static void
finish(struct tui *tui, gboolean taken)
{
	struct secret *secret = &tui->secret;
	struct secret_text *text = g_steal_pointer(&secret->typed);
	secret_taker done = secret->done;

	secret_clear(tui);
	tui_pop(tui);
	if (taken)
		done(tui, text);
	secret_text_free(text);
	if (!taken)
		secret->left(tui);
}

static void
wipe_from(struct secret_text *typed, gsize at)
{
	explicit_bzero(typed->text + at, typed->len - at);
	typed->len = at;
}

void
secret_forget(struct tui *tui)
{
	if (tui->secret.typed)
		wipe_from(tui->secret.typed, 0);
}

static void
type_in(struct secret_text *typed, guint32 key)
{
	char utf8[7];
	gsize len = (gsize)g_unichar_to_utf8(key, utf8);

	if (typed->len + len > SECRET_MOST)
		return;
	memcpy(typed->text + typed->len, utf8, len);
	typed->len += len;
	typed->text[typed->len] = '\0';
	explicit_bzero(utf8, sizeof utf8);
}

static gboolean
secret_key(struct tui *tui, guint32 key)
{
	struct secret_text *typed = tui->secret.typed;

	tui->key = 0;
	if (key == '\n' || key == '\r')
		finish(tui, TRUE);
	else if (key == 0x1b || key == 0x03)
		finish(tui, FALSE);
	else if (key == 0x15)
		wipe_from(typed, 0);
	else if ((key == 0x7f || key == '\b') && typed->len > 0)
		wipe_from(typed,
			  (gsize)(g_utf8_prev_char(typed->text + typed->len) -
				  typed->text));
	else if (key >= 0x20 && key != 0x7f && key < KEY_FIRST_NAMED)
		type_in(typed, key);
	return TRUE;
}

const struct view view_secret = {
	.name = "secret",
	.where = IN_PROMPT,
	.over = TRUE,
	.draw = secret_draw,
	.key = secret_key,
};
