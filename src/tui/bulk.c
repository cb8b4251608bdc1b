/*
 * bulk: decisions on many tags at once, and on decisions: undo and redo.
 *
 * Many are saved together or not at all, after their number was confirmed.
 */
#include "tui/private.h"

/* The open tags of the range, else of what the filter shows. */
static GPtrArray *
open_tags(const struct desk *desk)
{
	GPtrArray *tags = g_ptr_array_new();
	guint from = 0, to = desk->turns->len - 1;

	if (desk->range) {
		from = MIN(desk->range - 1, desk->at);
		to = MAX(desk->range - 1, desk->at);
	}
	for (guint i = from; i <= to; i++) {
		for (guint k = 0; k < desk_turn(desk, i)->n_tags; k++) {
			const struct effective_tag *tag =
				desk_tag_of(desk, i, k);

			if (desk_turn(desk, i)->rows > 0 &&
			    tag_is_undecided(tag) &&
			    filter_takes(&desk->filter, tag))
				g_ptr_array_add(tags, (void *)tag);
		}
	}
	return tags;
}

/* All or none; what was made of them is the caller's. */
static gboolean
decide_all(struct tui *tui, const GPtrArray *tags, enum verdict verdict,
	   GPtrArray *made)
{
	GError *error = NULL;
	gboolean ok = TRUE;

	if (!app_begin(tui->options.app, &error)) {
		tui_fault(tui, error);
		return FALSE;
	}
	for (guint i = 0; ok && i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];

		ok = decision_save(tui,
				   decision_build(tui, tag->turn,
						  tag->technique, verdict, NULL,
						  NULL),
				   made);
	}
	if (app_end(tui->options.app, ok, ok ? &error : NULL))
		return TRUE;
	if (ok)
		tui_fault(tui, error);
	return FALSE;
}

static void
take_all(struct tui *tui, const char *answer)
{
	g_autoptr(GPtrArray) tags = NULL;
	g_autoptr(GPtrArray) made =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	enum verdict verdict =
		tui->waiting_all ? VERDICT_ACCEPT : VERDICT_REJECT;
	guint n;

	if (g_ascii_tolower(*answer) != 'y') {
		tui_say(tui, "nothing was changed");
		return;
	}
	if (!desk_is_current(tui))
		return;
	tags = open_tags(tui->desk);
	n = tags->len;
	if (!n || !decide_all(tui, tags, verdict, made))
		return;
	tui->desk->range = 0;
	tui_say(tui, "%u tag%s %s; u takes %s back", n, n == 1 ? "" : "s",
		verdict == VERDICT_ACCEPT ? "accepted" : "rejected",
		n == 1 ? "it" : "all of them");
	decisions_show(tui, made);
}

static void
ask_all(struct tui *tui, gboolean accept)
{
	g_autoptr(GPtrArray) tags = NULL;
	g_autofree char *label = NULL;

	if (!tui_need_rater(tui))
		return;
	tags = open_tags(tui->desk);
	if (tags->len == 0) {
		tui_fail(tui, "there is no open tag %s",
			 tui->desk->range ? "in the range" : "shown");
		return;
	}
	tui->waiting_all = accept;
	label = g_strdup_printf(
		"%s %u open tags %s? y or n: ", accept ? "accept" : "reject",
		tags->len, tui->desk->range ? "in the range" : "shown");
	prompt_open(tui, label, "", take_all);
}

void
act_accept_all(struct tui *tui, guint count)
{
	(void)count;
	ask_all(tui, TRUE);
}

void
act_reject_all(struct tui *tui, guint count)
{
	(void)count;
	ask_all(tui, FALSE);
}

void
act_range(struct tui *tui, guint count)
{
	struct desk *desk = tui->desk;

	(void)count;
	desk->range = desk->range ? 0 : desk->at + 1;
	if (desk->range)
		tui_say(tui,
			"range from turn %u; move, then A accepts and X "
			"rejects its open tags",
			desk->range);
}

/* "12 decisions taken back, turns 7 to 95". */
static void
tell_act(struct tui *tui, const GPtrArray *made, gboolean again)
{
	guint first = G_MAXUINT, last = 0;

	for (guint i = 0; i < made->len; i++) {
		const struct decision *decision = made->pdata[i];

		first = MIN(first, decision->turn);
		last = MAX(last, decision->turn);
	}
	tui_say(tui, "%u decisions %s, turns %u to %u", made->len,
		again ? "made again" : "taken back", first, last);
	tui_command(tui, "iptrate decide %" G_GINT64_FORMAT " --%s",
		    tui->desk->session, again ? "redo" : "undo");
}

static void
undo_decisions(struct tui *tui, gboolean again)
{
	g_autoptr(GPtrArray) made = NULL;
	g_autofree char *about = NULL;
	const struct decision *first;
	GError *error = NULL;
	guint turn;

	if (!tui_need_rater(tui) || !desk_is_current(tui))
		return;
	tui_tick(tui);
	made = app_undo(tui->options.app, tui->desk->session, tui->rater, again,
			&error);
	if (!made) {
		tui_fault(tui, error);
		return;
	}
	first = made->pdata[0];
	turn = first->turn;
	about = g_strdup(first->to ? first->to : first->technique);
	if (made->len > 1) {
		tell_act(tui, made, again);
		decisions_show(tui, made);
		return;
	}
	decision_tell(tui, first);
	decisions_show(tui, made);
	decision_go(tui, turn, about);
}

static void
undo(struct tui *tui, gboolean again)
{
	if (tui_view(tui) == &view_rating)
		rating_undo(tui, again);
	else
		undo_decisions(tui, again);
}

void
act_undo(struct tui *tui, guint count)
{
	(void)count;
	undo(tui, FALSE);
}

void
act_redo(struct tui *tui, guint count)
{
	(void)count;
	undo(tui, TRUE);
}
