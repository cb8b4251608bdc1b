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

/* All or none. */
static gboolean
decide_all(struct tui *tui, const GPtrArray *tags, enum verdict verdict)
{
	GError *error = NULL;
	guint had = tui->desk->record->decisions->len;
	gboolean ok = TRUE;

	if (!app_begin(tui->options.app, &error)) {
		tui_fault(tui, error);
		return FALSE;
	}
	for (guint i = 0; ok && i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];

		ok = decision_save(tui, decision_build(tui, tag->turn,
						       tag->technique, verdict,
						       NULL, NULL));
	}
	if (app_end(tui->options.app, ok, ok ? &error : NULL))
		return TRUE;
	g_ptr_array_set_size(tui->desk->record->decisions, (gint)had);
	if (ok)
		tui_fault(tui, error);
	return FALSE;
}

static void
take_all(struct tui *tui, const char *answer)
{
	g_autoptr(GPtrArray) tags = open_tags(tui->desk);
	enum verdict verdict =
		tui->waiting_all ? VERDICT_ACCEPT : VERDICT_REJECT;
	GError *error = NULL;
	guint n = tags->len;

	if (g_ascii_tolower(*answer) != 'y') {
		tui_say(tui, "nothing was changed");
		return;
	}
	if (!decide_all(tui, tags, verdict))
		return;
	tui->desk->range = 0;
	if (!desk_reload(tui, &error))
		tui_fault(tui, error);
	else
		tui_say(tui, "%u tags %s; u takes them back one by one", n,
			verdict == VERDICT_ACCEPT ? "accepted" : "rejected");
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

void
act_undo(struct tui *tui, guint count)
{
	const struct decision *done, *undone;
	g_autofree char *technique = NULL;

	(void)count;
	if (tui_view(tui) == &view_rating) {
		rating_undo(tui, FALSE);
		return;
	}
	if (!tui_need_rater(tui))
		return;
	undo_find(tui->desk->record->decisions, tui->rater, &done, &undone);
	if (!done) {
		tui_fail(tui, "you have decided nothing that could be taken "
			      "back");
		return;
	}
	technique = g_strdup(done->technique);
	tui_decide(tui, done->turn, technique, VERDICT_WITHDRAW, NULL, NULL);
}

void
act_redo(struct tui *tui, guint count)
{
	const struct decision *done, *undone;

	(void)count;
	if (tui_view(tui) == &view_rating) {
		rating_undo(tui, TRUE);
		return;
	}
	if (!tui_need_rater(tui))
		return;
	undo_find(tui->desk->record->decisions, tui->rater, &done, &undone);
	if (!undone)
		tui_fail(tui, "you have taken nothing back that could be done "
			      "again");
	else
		tui_decide(tui, undone->turn, undone->technique,
			   undone->verdict, undone->to, undone->reason);
}
