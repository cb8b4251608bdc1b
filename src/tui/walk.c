/*
 * walk: moving by lines, and by what tags and observations there are.
 */
#include "tui/private.h"
#include "tui/deciding.h"
#include "tui/walking.h"

#include <string.h>

static void
walk_turns(struct tui *tui, enum motion motion, guint count)
{
	if (tui_view(tui)->move)
		tui_view(tui)->move(tui, motion, MAX(count, 1));
}

void
act_down(struct tui *tui, guint count)
{
	walk_turns(tui, MOVE_DOWN, count);
}

void
act_up(struct tui *tui, guint count)
{
	walk_turns(tui, MOVE_UP, count);
}

void
act_page_down(struct tui *tui, guint count)
{
	walk_turns(tui, MOVE_PAGE_DOWN, count);
}

void
act_page_up(struct tui *tui, guint count)
{
	walk_turns(tui, MOVE_PAGE_UP, count);
}

void
act_first(struct tui *tui, guint count)
{
	walk_turns(tui, MOVE_FIRST, count);
}

void
act_go(struct tui *tui, guint count)
{
	walk_turns(tui, count ? MOVE_TO : MOVE_LAST, count);
}

static gboolean
any_tag(struct desk *desk, const struct effective_tag *tag)
{
	return filter_takes(&desk->filter, tag);
}

static gboolean
open_tag(struct desk *desk, const struct effective_tag *tag)
{
	return filter_opens(&desk->filter, tag);
}

/* From the place of the cursor on; FALSE when there is none. */
static gboolean
to_tag(struct desk *desk, gboolean back, wanted wants)
{
	guint n = desk->record->effective_tags->len;
	const struct shown_turn *turn = desk_turn(desk, desk->at);
	gint64 k = (gint64)turn->first_tag +
		   (turn->n_tags > 0 ? (gint64)desk->tag : (back ? 0 : -1));

	for (k += back ? -1 : 1; k >= 0 && k < n; k += back ? -1 : 1) {
		const struct effective_tag *tag =
			desk->record->effective_tags->pdata[k];

		if (!wants(desk, tag) ||
		    desk_turn(desk, tag->turn - 1)->rows == 0)
			continue;
		desk_go(desk, tag->turn - 1,
			(guint)k - desk_turn(desk, tag->turn - 1)->first_tag);
		desk_show_tag(desk);
		return TRUE;
	}
	return FALSE;
}

void
walk_tags(struct tui *tui, guint count, gboolean back, wanted wants,
	  const char *what)
{
	for (guint i = 0; i < MAX(count, 1); i++) {
		if (to_tag(tui->desk, back, wants))
			continue;
		tui_fail(tui, "there is no %s %s", what,
			 back ? "before this" : "after this");
		return;
	}
}

void
act_next_tag(struct tui *tui, guint count)
{
	walk_tags(tui, count, FALSE, any_tag, "tag");
}

void
act_last_tag(struct tui *tui, guint count)
{
	walk_tags(tui, count, TRUE, any_tag, "tag");
}

void
act_next_undecided(struct tui *tui, guint count)
{
	walk_tags(tui, count, FALSE, open_tag, "open tag");
}

void
act_last_undecided(struct tui *tui, guint count)
{
	walk_tags(tui, count, TRUE, open_tag, "open tag");
}

void
act_next_of_turn(struct tui *tui, guint count)
{
	struct desk *desk = tui->desk;
	guint n = desk_turn(desk, desk->at)->n_tags;

	desk->tag = MIN(desk->tag + MAX(count, 1), MAX(n, 1) - 1);
	desk_show_tag(desk);
}

void
act_last_of_turn(struct tui *tui, guint count)
{
	tui->desk->tag -= MIN(tui->desk->tag, MAX(count, 1));
	desk_show_tag(tui->desk);
}

static void
to_turn(struct desk *desk, guint index)
{
	desk_reveal(desk, index);
	desk_go(desk, index, 0);
}

static void
walk_observations(struct tui *tui, gboolean back)
{
	struct desk *desk = tui->desk;
	const GPtrArray *list = desk->record->observations;
	const struct observed *found = NULL;

	for (guint i = 0; i < list->len; i++) {
		const struct observed *o = list->pdata[i];

		if (o->first_turn == 0)
			continue;
		if (back && o->first_turn < desk->at + 1 &&
		    (!found || o->first_turn >= found->first_turn))
			found = o;
		if (!back && o->first_turn > desk->at + 1 &&
		    (!found || o->first_turn < found->first_turn))
			found = o;
	}
	if (!found) {
		tui_fail(tui,
			 list->len ? "there is no observation %s" :
				     "nothing was observed in this "
				     "session",
			 back ? "before this" : "after this");
		return;
	}
	to_turn(desk, found->first_turn - 1);
	tui_say(tui, "%s, turns %u to %u: %s",
		observation_kind_print(found->kind), found->first_turn,
		found->last_turn, found->says);
}

void
act_next_observation(struct tui *tui, guint count)
{
	(void)count;
	walk_observations(tui, FALSE);
}

void
act_last_observation(struct tui *tui, guint count)
{
	(void)count;
	walk_observations(tui, TRUE);
}

static void
take_mark(struct tui *tui, guint32 key)
{
	struct desk *desk = tui->desk;

	if (key < 'a' || key > 'z') {
		tui_fail(tui, "a mark is a letter from a to z");
		return;
	}
	desk->marks[key - 'a'] = desk->at + 1;
	tui_say(tui, "turn %u is marked %c", desk->at + 1, (char)key);
}

static void
take_to_mark(struct tui *tui, guint32 key)
{
	struct desk *desk = tui->desk;

	if (key < 'a' || key > 'z')
		tui_fail(tui, "a mark is a letter from a to z");
	else if (!desk->marks[key - 'a'])
		tui_fail(tui, "there is no mark %c", (char)key);
	else
		to_turn(desk, desk->marks[key - 'a'] - 1);
}

void
act_mark(struct tui *tui, guint count)
{
	(void)count;
	tui_say(tui, "mark with which letter?");
	tui->letter = take_mark;
}

void
act_to_mark(struct tui *tui, guint count)
{
	(void)count;
	tui_say(tui, "to the mark of which letter?");
	tui->letter = take_to_mark;
}

const char *
desk_warned(const struct desk *desk)
{
	const GPtrArray *seen = desk->record->observations;
	const GPtrArray *techniques = desk->codebook->techniques;
	gboolean warned = FALSE;

	for (guint i = 0; i < seen->len; i++) {
		const struct observed *o = seen->pdata[i];

		warned |= o->kind == OBSERVATION_RISK &&
			  o->first_turn == desk->at + 1;
	}
	for (guint i = 0; warned && i < techniques->len; i++) {
		const struct technique *technique = techniques->pdata[i];

		if (risk_is_asked_by(desk->codebook, technique->id))
			return technique->id;
	}
	return NULL;
}
