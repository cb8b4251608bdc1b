/*
 * rating_keys: what is said of an item besides its points: N/A, evidence,
 * comments; the way through items and evidence.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/rating.h"

#include <string.h>

static void
take_na(struct tui *tui, const char *reason)
{
	const struct item *item = rating_at(tui->desk)->item;
	struct item_rating *value = rating_copy(tui, item->id);

	value->extent = value->quality = 0;
	g_free(value->na_reason);
	value->na_reason = g_strdup(reason);
	if (rating_change(tui, value, "saved"))
		rating_move(tui, MOVE_DOWN, 1);
}

static void
take_na_choice(struct tui *tui, const char *key)
{
	if (strcmp(key, "other") == 0)
		prompt_open(tui, "why not applicable: ", "", take_na);
	else
		take_na(tui, key);
}

void
act_na(struct tui *tui, guint count)
{
	static const char *const reasons[] = {
		"not called for in this session",
		"left to another session, as agreed",
		"cannot be told from the transcript",
	};
	g_autofree char *title = g_strdup_printf(
		"why is %s not applicable?", rating_at(tui->desk)->item->id);

	(void)count;
	if (!rating_may_change(tui))
		return;
	picker_open(tui, title, take_na_choice);
	picker_takes_words(tui, take_na);
	for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
		picker_add(tui, reasons[i], "%s", reasons[i]);
	picker_add(tui, "other", "another reason: type it");
}

/* What the item at hand has, be it no more than a remark or nothing yet. */
static struct item_rating *
need_value(struct tui *tui)
{
	return rating_may_change(tui) ?
		       rating_copy(tui, rating_at(tui->desk)->item->id) :
		       NULL;
}

/* Its place in the evidence of a value, or that length. */
static guint
find_evidence_turn(const struct item_rating *value, guint turn)
{
	guint i = 0;

	while (i < value->turns->len &&
	       g_array_index(value->turns, guint, i) != turn)
		i++;
	return i;
}

void
act_evidence(struct tui *tui, guint count)
{
	struct item_rating *value = need_value(tui);
	guint turn = tui->desk->at + 1, at;
	gboolean had;
	g_autofree char *said = NULL;

	(void)count;
	if (!value)
		return;
	if (!value->turns)
		value->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	at = find_evidence_turn(value, turn);
	had = at < value->turns->len;
	if (had)
		g_array_remove_index(value->turns, at);
	else
		g_array_append_val(value->turns, turn);
	said = g_strdup_printf("turn %u is %s", turn,
			       had ? "no evidence now" : "evidence now");
	rating_change(tui, value, said);
}

void
rating_comment(struct tui *tui, const char *text)
{
	struct item_rating *value = need_value(tui);

	if (!value)
		return;
	g_free(value->comment);
	value->comment = *text ? g_strdup(text) : NULL;
	rating_change(tui, value, "saved");
}

void
act_comment(struct tui *tui, guint count)
{
	g_autofree char *label = NULL;
	struct item_rating *value = need_value(tui);

	(void)count;
	if (!value)
		return;
	label = g_strdup_printf("comment on %s: ", value->item);
	prompt_open(tui, label, value->comment ? value->comment : "",
		    rating_comment);
	item_rating_free(value);
}

void
act_edit(struct tui *tui, guint count)
{
	struct item_rating *value = need_value(tui);

	(void)count;
	tui->edit = value != NULL;
	item_rating_free(value);
}

void
act_next_missing(struct tui *tui, guint count)
{
	struct desk *desk = tui->desk;
	guint n = desk->record->suggestions->len;
	g_autofree char *sign = NULL;

	(void)count;
	for (guint i = 1; i <= n; i++) {
		guint k = (desk->item + i) % n;
		const struct suggestion *s =
			desk->record->suggestions->pdata[k];
		const struct item_rating *value;
		gboolean half;

		value = rating_value(tui, s->item->id);
		half = value && !value->quality &&
		       rating_asks_quality(desk, s->item, value->extent);
		if (value && !half)
			continue;
		desk->item = k;
		desk->quality_next = half;
		return;
	}
	sign = keymap_first(tui->keymap, act_sign);
	tui_say(tui, "every live item is rated; %s signs", sign);
}

void
act_scale(struct tui *tui, guint count)
{
	struct desk *desk = tui->desk;
	const struct item *item = rating_at(desk)->item;
	const struct item_rating *value = rating_value(tui, item->id);

	(void)count;
	if (desk->quality_next)
		desk->quality_next = FALSE;
	else if (value && rating_asks_quality(desk, item, value->extent))
		desk->quality_next = TRUE;
	else
		tui_fail(tui,
			 "the quality of %s is asked for once its extent "
			 "calls for it",
			 item->id);
}

/* The nearest turn of evidence after or before the cursor. */
static void
walk_evidence(struct tui *tui, gboolean back)
{
	struct desk *desk = tui->desk;
	const struct suggestion *s = rating_at(desk);
	const struct item_rating *value = rating_value(tui, s->item->id);
	const GArray *lists[] = { s->turns, value ? value->turns : NULL };
	guint here = desk->at + 1, found = 0;

	for (guint k = 0; k < G_N_ELEMENTS(lists); k++) {
		for (guint i = 0; lists[k] && i < lists[k]->len; i++) {
			guint turn = g_array_index(lists[k], guint, i);

			if (back ? turn < here && turn > found :
				   turn > here && (!found || turn < found))
				found = turn;
		}
	}
	if (found) {
		desk_reveal(desk, found - 1);
		desk_go(desk, found - 1, 0);
	} else {
		tui_fail(tui, "%s has no evidence %s", s->item->id,
			 back ? "before this turn" : "after this turn");
	}
}

void
act_next_evidence(struct tui *tui, guint count)
{
	(void)count;
	walk_evidence(tui, FALSE);
}

void
act_last_evidence(struct tui *tui, guint count)
{
	(void)count;
	walk_evidence(tui, TRUE);
}

void
act_turn_down(struct tui *tui, guint count)
{
	view_session.move(tui, MOVE_DOWN, MAX(count, 1));
}

void
act_turn_up(struct tui *tui, guint count)
{
	view_session.move(tui, MOVE_UP, MAX(count, 1));
}
