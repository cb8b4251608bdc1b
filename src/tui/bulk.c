/*
 * bulk: decisions on many tags at once, and on decisions: undo and redo.
 *
 * Many are saved together or not at all, after their number was confirmed.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/deciding.h"
#include "tui/rating.h"

/* What the range, else the whole session, and the filter leave to decide. */
static struct tag_choice
choice_of(const struct desk *desk)
{
	struct tag_choice choice = { .first = 1,
				     .last = desk->turns->len,
				     .techniques = desk->filter.techniques,
				     .strengths = desk->filter.strengths };

	if (desk->range) {
		choice.first = MIN(desk->range, desk->at + 1);
		choice.last = MAX(desk->range, desk->at + 1);
	}
	return choice;
}

static GPtrArray *
open_tags(const struct desk *desk)
{
	const struct turn_filter *filter = &desk->filter;
	struct tag_choice choice = choice_of(desk);

	/* Open tags are the therapist's, and none of them is rejected. */
	if (filter->rejected ||
	    (filter->roles && !(filter->roles & 1u << TURN_THERAPIST)))
		return g_ptr_array_new();
	return app_open_tags(desk->record, &choice);
}

/* The command that does the same: "decide 4 12-40 accept COMM --open". */
static void
tell_command(struct tui *tui, const struct tag_choice *choice,
	     enum verdict verdict, const char *reason)
{
	g_autoptr(GString) line = g_string_new(NULL);
	g_autofree char *why = reason ? base_shell_word(reason) : NULL;
	const char *separator = " ";

	g_string_append_printf(line,
			       "iptrate decide %" G_GINT64_FORMAT " %u-%u %s",
			       tui->desk->session, choice->first, choice->last,
			       verdict_print(verdict));
	for (guint i = 0; choice->techniques && i < choice->techniques->len;
	     i++, separator = ",")
		g_string_append_printf(line, "%s%s", separator,
				       (char *)choice->techniques->pdata[i]);
	g_string_append(line, " --open");
	for (guint i = 0; i < 8 * sizeof(choice->strengths); i++) {
		if (choice->strengths & 1u << i)
			g_string_append_printf(
				line, " --strength %s",
				strength_print((enum strength)i));
	}
	if (why)
		g_string_append_printf(line, " --reason %s", why);
	tui_command_as(tui, "%s", line->str);
}

/* All or none; what was made of them is the caller's. */
static gboolean
decide_all(struct tui *tui, const GPtrArray *tags, enum verdict verdict,
	   const char *reason, GPtrArray *made)
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
						  reason),
				   made);
	}
	if (app_end(tui->options.app, ok, ok ? &error : NULL))
		return TRUE;
	if (ok)
		tui_fault(tui, error);
	return FALSE;
}

static void
change_all(struct tui *tui, enum verdict verdict, const char *reason)
{
	g_autoptr(GPtrArray) tags = NULL;
	g_autoptr(GPtrArray) made =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	g_autofree char *count = NULL;
	struct tag_choice choice;

	if (!desk_is_current(tui))
		return;
	choice = choice_of(tui->desk);
	tags = open_tags(tui->desk);
	if (!tags->len || !decide_all(tui, tags, verdict, reason, made))
		return;
	tui->desk->range = 0;
	count = base_count(tags->len, "tag", "tags");
	tui_say(tui, "%s %s; u takes %s back", count,
		verdict == VERDICT_ACCEPT ? "accepted" : "rejected",
		tags->len == 1 ? "it" : "all of them");
	tell_command(tui, &choice, verdict, reason);
	decisions_show(tui, made);
}

static void
take_all(struct tui *tui, const char *answer)
{
	if (g_ascii_tolower(*answer) == 'y')
		change_all(tui, VERDICT_ACCEPT, NULL);
	else
		tui_say(tui, "nothing was changed");
}

static void
reject_all_with(struct tui *tui, const char *reason)
{
	change_all(tui, VERDICT_REJECT, *reason ? reason : NULL);
}

/* "12 open tags in the range"; NULL, and said, when there is none. */
static char *
count_open(struct tui *tui)
{
	const char *where = tui->desk->range	      ? "in the range" :
			    tui->desk->filter.written ? "shown" :
							"of the session";
	g_autoptr(GPtrArray) tags = open_tags(tui->desk);
	g_autofree char *count = base_count(tags->len, "open tag", "open tags");

	if (tags->len > 0)
		return g_strdup_printf("%s %s", count, where);
	tui_fail(tui, "there is no open tag %s", where);
	return NULL;
}

void
act_accept_all(struct tui *tui, guint count)
{
	g_autofree char *what = tui_need_rater(tui) ? count_open(tui) : NULL;
	g_autofree char *label =
		g_strdup_printf("accept %s? y or n: ", what ? what : "");

	(void)count;
	if (what)
		prompt_open(tui, label, "", take_all);
}

void
act_reject_all(struct tui *tui, guint count)
{
	g_autofree char *what = tui_need_rater(tui) ? count_open(tui) : NULL;
	g_autofree char *title =
		g_strdup_printf("why reject %s?", what ? what : "");

	(void)count;
	if (what)
		reasons_ask(tui, title, reject_all_with);
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
	tui_command_as(tui, "iptrate decide %" G_GINT64_FORMAT " --%s",
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
undo_act(struct tui *tui, gboolean again)
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
	undo_act(tui, FALSE);
}

void
act_redo(struct tui *tui, guint count)
{
	(void)count;
	undo_act(tui, TRUE);
}
