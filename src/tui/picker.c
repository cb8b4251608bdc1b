/*
 * picker: one of a list, found by a few of its letters; or the words typed
 * instead.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"

#include <string.h>

static void
choice_free(void *data)
{
	struct choice *choice = data;

	g_free(choice->key);
	g_free(choice->label);
	g_free(choice);
}

void
picker_open(struct tui *tui, const char *title, taker done)
{
	struct picker *picker = &tui->picker;

	g_free(picker->title);
	g_clear_pointer(&picker->choices, g_ptr_array_unref);
	if (picker->typed)
		g_string_free(picker->typed, TRUE);
	picker->title = g_strdup(title);
	picker->choices = g_ptr_array_new_with_free_func(choice_free);
	picker->typed = g_string_new(NULL);
	picker->at = 0;
	picker->done = done;
	picker->words = NULL;
	picker->walked = FALSE;
	tui_push(tui, &view_picker);
}

void
picker_takes_words(struct tui *tui, taker words)
{
	tui->picker.words = words;
}

void
picker_add(struct tui *tui, const char *key, const char *format, ...)
{
	struct choice *choice = g_new0(struct choice, 1);
	g_autofree char *label = NULL;
	va_list args;

	va_start(args, format);
	label = g_strdup_vprintf(format, args);
	va_end(args);
	choice->key = g_strdup(key);
	choice->label = base_printable(label, -1);
	g_ptr_array_add(tui->picker.choices, choice);
}

guint
fuzzy_rank(const char *typed, const char *label)
{
	g_autofree char *want = g_utf8_casefold(typed, -1);
	g_autofree char *have = g_utf8_casefold(label, -1);
	const char *at = have, *whole = strstr(have, want);
	guint rank = 0;

	if (whole == have)
		return 0;
	if (whole)
		return whole[-1] == ' ' ? 1 : 2;
	for (const char *c = want; *c; c = g_utf8_next_char(c)) {
		const char *next = g_utf8_strchr(at, -1, g_utf8_get_char(c));

		if (!next)
			return G_MAXUINT;
		rank += (guint)(next - at);
		at = g_utf8_next_char(next);
	}
	return rank + 3;
}

/* The choices that fit what was typed, the nearest first, borrowed. */
static GPtrArray *
fitting(const struct picker *picker)
{
	GPtrArray *list = g_ptr_array_new();
	g_autoptr(GArray) ranks = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < picker->choices->len; i++) {
		struct choice *choice = picker->choices->pdata[i];
		guint rank = fuzzy_rank(picker->typed->str, choice->label);
		guint at = ranks->len;

		if (rank == G_MAXUINT)
			continue;
		while (at > 0 && g_array_index(ranks, guint, at - 1) > rank)
			at--;
		g_array_insert_val(ranks, at, rank);
		g_ptr_array_insert(list, (gint)at, choice);
	}
	return list;
}

/* Does Enter take what was typed, and no choice?  Nobody went to a choice, and
 * none begins with it. */
static gboolean
means_words(const struct picker *picker, const GPtrArray *list)
{
	g_autofree char *words = g_strstrip(g_strdup(picker->typed->str));
	const struct choice *first = list->len ? list->pdata[0] : NULL;

	return picker->words && *words && !picker->walked &&
	       (!first || fuzzy_rank(words, first->label) > 0);
}

static void
draw_frame(const struct area *box, const struct tui *tui)
{
	for (guint row = 0; row < box->rows; row++)
		area_fill(box, row, INK_PLAIN, " ");
	area_fill(box, 0, INK_BOLD, tui_line(tui));
	area_put(box, 0, 2, INK_BOLD, " ");
	area_put(box, 0, 3, INK_BOLD, tui->picker.title);
	area_put(box, 0, 3 + base_text_columns(tui->picker.title), INK_BOLD,
		 " ");
	area_fill(box, box->rows - 1, INK_BOLD, tui_line(tui));
}

/* Which of the choices are in sight. */
static void
draw_share(const struct area *box, guint first, guint last, guint n)
{
	g_autofree char *share =
		g_strdup_printf(" %u to %u of %u ", first, last, n);

	area_put(box, box->rows - 1, 3, INK_BOLD, share);
}

static void
picker_draw(struct tui *tui, struct grid *grid)
{
	struct picker *picker = &tui->picker;
	g_autoptr(GPtrArray) list = fitting(picker);
	guint rows = MIN(picker->choices->len + 3, grid->rows - 4);
	guint columns = MIN(60, grid->columns - 4);
	struct area box =
		grid_area(grid, (grid->rows - rows) / 2,
			  (grid->columns - columns) / 2, rows, columns);
	guint room = rows - 3, top;
	gboolean words = means_words(picker, list);
	g_autofree char *safe = base_printable(picker->typed->str, -1);

	picker->at = MIN(picker->at, MAX(list->len, 1) - 1);
	top = picker->at >= room ? picker->at - room + 1 : 0;
	draw_frame(&box, tui);
	for (guint i = 0; i < room && top + i < list->len; i++) {
		const struct choice *choice = list->pdata[top + i];
		gboolean here = top + i == picker->at && !words;
		char digit[] = { top + i < 9 ? (char)('1' + top + i) : ' ',
				 '\0' };

		area_put(&box, i + 2, 1, INK_BOLD, here ? ">" : " ");
		area_put(&box, i + 2, 3, INK_DIM, digit);
		area_put(&box, i + 2, 5, here ? INK_BOLD : INK_PLAIN,
			 choice->label);
	}
	area_put(&box, 1, 1, INK_DIM,
		 picker->typed->len ? "" :
				      "type letters, or a digit; Enter takes "
				      "it, Esc leaves");
	area_put(&box, 1, 1, INK_BOLD, safe);
	if (list->len == 0 && !words)
		area_put(&box, 2, 3, INK_PLAIN,
			 "nothing fits; Backspace takes letters back");
	if (words)
		area_put(&box, rows - 1, 3, INK_BOLD,
			 " Enter takes these words, Down goes to a choice ");
	if (list->len > room && !words)
		draw_share(&box, top + 1, top + room, list->len);
	area_cursor(&box, 1, 1 + base_text_columns(safe));
}

static void
take_choice(struct tui *tui, guint at)
{
	g_autoptr(GPtrArray) list = fitting(&tui->picker);
	g_autofree char *key = NULL;

	if (at >= list->len)
		return;
	key = g_strdup(((const struct choice *)list->pdata[at])->key);
	tui_pop(tui);
	tui->picker.done(tui, key);
}

static gboolean
take_words(struct tui *tui)
{
	struct picker *picker = &tui->picker;
	g_autoptr(GPtrArray) list = fitting(picker);
	g_autofree char *words = g_strstrip(g_strdup(picker->typed->str));

	if (!means_words(picker, list))
		return FALSE;
	tui_pop(tui);
	picker->words(tui, words);
	return TRUE;
}

/* The first step down leads to the first choice, where none was chosen. */
static void
walk_choices(struct picker *picker, gboolean down)
{
	g_autoptr(GPtrArray) list = fitting(picker);

	if (means_words(picker, list))
		picker->at = 0;
	else if (down)
		picker->at++;
	else
		picker->at -= MIN(picker->at, 1);
	picker->walked = TRUE;
}

/* A digit among words is one of their letters. */
static gboolean
chooses(const struct picker *picker, guint32 key)
{
	return key >= '1' && key <= '9' &&
	       !(picker->words && picker->typed->len > 0);
}

static gboolean
picker_key(struct tui *tui, guint32 key)
{
	struct picker *picker = &tui->picker;

	if (key == '\n' || key == '\r') {
		if (!take_words(tui))
			take_choice(tui, picker->at);
	} else if (key == 0x1b || key == 0x03)
		tui_pop(tui);
	else if (chooses(picker, key))
		take_choice(tui, key - '1');
	else if (key == NAMED_UP || key == 0x10)
		walk_choices(picker, FALSE);
	else if (key == NAMED_DOWN || key == 0x0e)
		walk_choices(picker, TRUE);
	else if ((key == 0x7f || key == '\b') && picker->typed->len > 0)
		g_string_truncate(picker->typed,
				  (gsize)(g_utf8_prev_char(picker->typed->str +
							   picker->typed->len) -
					  picker->typed->str));
	else if (key >= 0x20 && key != 0x7f && key < KEY_FIRST_NAMED &&
		 picker->typed->len < 100) {
		g_string_append_unichar(picker->typed, key);
		picker->at = 0;
		picker->walked = FALSE;
	}
	return TRUE;
}

const struct view view_picker = {
	.name = "picker",
	.where = IN_PICKER,
	.over = TRUE,
	.draw = picker_draw,
	.key = picker_key,
};
