/*
 * prompt: one line of text asked for at the bottom, with completion and
 * history for the command line.
 */
#include "tui/private.h"
#include "tui/asking.h"

#include <string.h>

void
prompt_open(struct tui *tui, const char *label, const char *text, taker done)
{
	struct prompt *prompt = &tui->prompt;

	g_free(prompt->label);
	if (prompt->text)
		g_string_free(prompt->text, TRUE);
	prompt->label = g_strdup(label);
	prompt->text = g_string_new(text);
	prompt->caret = prompt->text->len;
	prompt->done = done;
	prompt->command = FALSE;
	prompt->history = 0;
	g_clear_pointer(&prompt->hint, g_free);
	tui_push(tui, &view_prompt);
}

static void
prompt_draw(struct tui *tui, struct grid *grid)
{
	struct area area = grid_area(grid, grid->rows - 2, 0, 2, grid->columns);
	struct prompt *prompt = &tui->prompt;
	g_autofree char *before = g_strndup(prompt->text->str, prompt->caret);
	g_autofree char *safe = base_printable(prompt->text->str, -1);
	guint label = base_text_columns(prompt->label) + 1;
	guint caret = base_text_columns(before);
	guint room = area.columns > label + 2 ? area.columns - label - 2 : 1;
	const char *text = safe;

	for (guint row = 0; row < 2; row++)
		area_fill(&area, row, INK_PLAIN, " ");
	/* The end that is being typed stays in sight. */
	while (caret > room && *text) {
		caret -= base_char_columns(g_utf8_get_char(text));
		text = g_utf8_next_char(text);
	}
	area_put(&area, 0, 1, INK_BOLD, prompt->label);
	area_put(&area, 0, label, INK_PLAIN, text);
	area_put(&area, 1, 1, INK_DIM,
		 prompt->hint	 ? prompt->hint :
		 prompt->command ? "Enter runs  Tab completes  Up: earlier "
				   "ones  Esc" :
				   "Enter takes it  Esc leaves it");
	area_cursor(&area, 0, label + caret);
}

static void
erase_before(struct prompt *prompt)
{
	const char *text = prompt->text->str;
	const char *before;

	if (prompt->caret == 0)
		return;
	before = g_utf8_prev_char(text + prompt->caret);
	g_string_erase(prompt->text, before - text,
		       (gssize)prompt->caret - (before - text));
	prompt->caret = (gsize)(before - text);
}

static void
erase_at(struct prompt *prompt)
{
	const char *at = prompt->text->str + prompt->caret;

	if (*at)
		g_string_erase(prompt->text, (gssize)prompt->caret,
			       g_utf8_next_char(at) - at);
}

static void
erase_word(struct prompt *prompt)
{
	while (prompt->caret > 0 && prompt->text->str[prompt->caret - 1] == ' ')
		erase_before(prompt);
	while (prompt->caret > 0 && prompt->text->str[prompt->caret - 1] != ' ')
		erase_before(prompt);
}

static void
walk_history(struct tui *tui, gboolean back)
{
	struct prompt *prompt = &tui->prompt;
	guint n = tui->history->len;

	if (back && prompt->history < n)
		prompt->history++;
	else if (!back && prompt->history > 0)
		prompt->history--;
	g_string_assign(prompt->text,
			prompt->history ?
				tui->history->pdata[n - prompt->history] :
				"");
	prompt->caret = prompt->text->len;
}

static void
move_caret(struct prompt *prompt, guint32 key)
{
	const char *text = prompt->text->str, *at = text + prompt->caret;

	if (key == NAMED_LEFT && prompt->caret > 0)
		at = g_utf8_prev_char(at);
	else if (key == NAMED_RIGHT && *at)
		at = g_utf8_next_char(at);
	else if (key == NAMED_HOME || key == 0x01)
		at = text;
	else if (key == NAMED_END || key == 0x05)
		at = text + prompt->text->len;
	prompt->caret = (gsize)(at - text);
}

static void
finish_prompt(struct tui *tui)
{
	g_autofree char *text = g_strdup(tui->prompt.text->str);

	tui_pop(tui);
	tui->prompt.done(tui, text);
}

static void
type_in(struct prompt *prompt, guint32 key)
{
	char utf8[7];
	int len;

	if (key < 0x20 || key >= KEY_FIRST_NAMED || prompt->text->len > 4000)
		return;
	len = g_unichar_to_utf8(key, utf8);
	g_string_insert_len(prompt->text, (gssize)prompt->caret, utf8, len);
	prompt->caret += (gsize)len;
}

static gboolean
prompt_key(struct tui *tui, guint32 key)
{
	struct prompt *prompt = &tui->prompt;
	gboolean command = prompt->command;

	g_clear_pointer(&prompt->hint, g_free);
	if (key == '\n' || key == '\r')
		finish_prompt(tui);
	else if (key == 0x1b || key == 0x03)
		tui_pop(tui);
	else if (key == 0x7f || key == '\b')
		erase_before(prompt);
	else if (key == NAMED_DELETE)
		erase_at(prompt);
	else if (key == 0x15)
		g_string_truncate(prompt->text, prompt->caret = 0);
	else if (key == 0x17)
		erase_word(prompt);
	else if (key == '\t' && command)
		prompt_complete(tui);
	else if ((key == NAMED_UP || key == NAMED_DOWN) && command)
		walk_history(tui, key == NAMED_UP);
	else if (key == 0x01 || key == 0x05 || key >= KEY_FIRST_NAMED)
		move_caret(prompt, key);
	else
		type_in(prompt, key);
	return TRUE;
}

const struct view view_prompt = {
	.name = "prompt",
	.where = IN_PROMPT,
	.over = TRUE,
	.draw = prompt_draw,
	.key = prompt_key,
};
