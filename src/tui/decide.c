/*
 * decide: keys that change tags.
 *
 * Each is one transaction at the moment of the key.  Undoing is a decision,
 * too: a withdrawal, so that nothing is ever removed from the history.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/deciding.h"

#include <string.h>

struct decision *
decision_build(const struct tui *tui, guint turn, const char *technique,
	       enum verdict verdict, const char *to, const char *reason)
{
	struct decision *decision = g_new0(struct decision, 1);

	decision->turn = turn;
	decision->technique = g_strdup(technique);
	decision->verdict = verdict;
	decision->to = g_strdup(to);
	decision->reason = g_strdup(reason);
	decision->rater = g_strdup(tui->rater);
	return decision;
}

void
decision_tell(struct tui *tui, const struct decision *d)
{
	static const char *const says[] = {
		[VERDICT_ACCEPT] = "accepted",
		[VERDICT_REJECT] = "rejected",
		[VERDICT_ADD] = "added",
		[VERDICT_RELABEL] = "relabelled",
		[VERDICT_WITHDRAW] = "taken back",
	};
	g_autofree char *reason = d->reason ? base_shell_word(d->reason) : NULL;

	tui_say(tui, "%s", says[d->verdict]);
	tui_command_as(tui,
		       "iptrate decide %" G_GINT64_FORMAT " %u %s %s%s%s%s%s",
		       tui->desk->session, d->turn, verdict_print(d->verdict),
		       d->technique, d->to ? " --to " : "", d->to ? d->to : "",
		       reason ? " --reason " : "", reason ? reason : "");
}

gboolean
decision_save(struct tui *tui, struct decision *decision, GPtrArray *made)
{
	GError *error = NULL;

	g_ptr_array_add(made, decision);
	tui_tick(tui);
	if (app_decide(tui->options.app, tui->desk->session, decision, &error))
		return TRUE;
	tui_fault(tui, error);
	return FALSE;
}

void
decision_go(struct tui *tui, guint turn, const char *technique)
{
	struct desk *desk = tui->desk;

	if (turn == 0)
		return;
	desk_reveal(desk, turn - 1);
	desk->at = turn - 1;
	desk->tag = 0;
	for (guint i = 0; i < desk_turn(desk, desk->at)->n_tags; i++) {
		if (!strcmp(desk_tag_of(desk, desk->at, i)->technique,
			    technique))
			desk->tag = i;
	}
	desk_follow(desk);
}

/* The number of the newest decision that the screen knows of. */
static gint64
newest(const GPtrArray *decisions)
{
	const struct decision *last =
		decisions->len ? decisions->pdata[decisions->len - 1] : NULL;

	return last ? last->id : 0;
}

void
decisions_show(struct tui *tui, GPtrArray *made)
{
	GPtrArray *known = tui->desk->record->decisions;
	const struct decision *first = made->pdata[0];
	gboolean follows = first->id == newest(known) + 1;
	GError *error = NULL;

	/* What is said of a questionnaire stands at no turn. */
	for (guint i = 0; i < made->len; i++)
		follows &= ((const struct decision *)made->pdata[i])->turn > 0;
	/* A gap in the numbers: somebody else has decided meanwhile. */
	if (!follows) {
		if (!desk_reload(tui, &error))
			tui_fault(tui, error);
		return;
	}
	/* From here on they are the record's. */
	g_ptr_array_set_free_func(made, NULL);
	for (guint i = 0; i < made->len; i++)
		g_ptr_array_add(known, made->pdata[i]);
	desk_refresh(tui->desk, made);
}

gboolean
tui_decide(struct tui *tui, guint turn, const char *technique,
	   enum verdict verdict, const char *to, const char *reason)
{
	g_autoptr(GPtrArray) made =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	g_autofree char *about = g_strdup(to ? to : technique);
	struct decision *decision;

	/* Built first: what it is given may be of the desk. */
	decision = decision_build(tui, turn, technique, verdict, to, reason);
	if (!desk_is_current(tui)) {
		decision_free(decision);
		return FALSE;
	}
	if (!decision_save(tui, decision, made))
		return FALSE;
	decision_tell(tui, made->pdata[0]);
	decisions_show(tui, made);
	decision_go(tui, turn, about);
	return TRUE;
}

static void
keep_decision_command(struct tui *tui, enum verdict verdict,
		      const char *technique, const char *to, const char *reason)
{
	g_free(tui->last_technique);
	g_free(tui->last_to);
	g_free(tui->last_reason);
	tui->last_verdict = verdict;
	tui->last_technique = g_strdup(technique);
	tui->last_to = g_strdup(to);
	tui->last_reason = g_strdup(reason);
	tui->has_last = TRUE;
}

/* Nobody decides on a turn that is out of sight. */
static gboolean
need_turn(struct tui *tui)
{
	struct desk *desk = tui->desk;
	g_autofree char *key = NULL;

	if (desk_turn(desk, desk->at)->rows > 0)
		return TRUE;
	key = keymap_first(tui->keymap, act_filter);
	tui_fail(tui, "turn %u is hidden by the filter; %s changes it",
		 desk->at + 1, key);
	return FALSE;
}

/* The tag a key is about; says why when there is none. */
static const struct effective_tag *
need_tag(struct tui *tui)
{
	const struct effective_tag *tag;
	g_autofree char *add = keymap_first(tui->keymap, act_add);

	if (!tui_need_rater(tui) || !need_turn(tui))
		return NULL;
	tag = desk_tag(tui->desk);
	if (!tag && tui->desk->record->blind & BLIND_TAGS)
		tui_fail(tui, "the tags are hidden until the rating is signed");
	else if (!tag)
		tui_fail(tui, "this turn has no tag; %s adds one", add);
	return tag;
}

/* Saying it once more would only make the next undo seem to do nothing. */
static gboolean
stands_by_own_word(const struct tui *tui, const struct effective_tag *tag)
{
	return tag->confirmed && tag->decision &&
	       !g_strcmp0(tag->decision->rater, tui->rater);
}

void
act_accept(struct tui *tui, guint count)
{
	const struct effective_tag *tag = need_tag(tui);
	g_autofree char *technique = tag ? g_strdup(tag->technique) : NULL;

	(void)count;
	if (tag && stands_by_own_word(tui, tag)) {
		g_autofree char *undo = keymap_first(tui->keymap, act_undo);

		tui_say(tui, "%s stands by your word already; %s takes it back",
			technique, undo);
		return;
	}
	if (technique && tui_decide(tui, tui->desk->at + 1, technique,
				    VERDICT_ACCEPT, NULL, NULL))
		keep_decision_command(tui, VERDICT_ACCEPT, NULL, NULL, NULL);
}

static void
reject_with(struct tui *tui, const char *reason)
{
	const struct effective_tag *tag = desk_tag(tui->desk);
	g_autofree char *technique =
		g_strdup(tag ? tag->technique : desk_warned(tui->desk));

	if (technique &&
	    tui_decide(tui, tui->desk->at + 1, technique, VERDICT_REJECT, NULL,
		       *reason ? reason : NULL))
		keep_decision_command(tui, VERDICT_REJECT, NULL, NULL,
				      *reason ? reason : NULL);
}

static void
take_reason(struct tui *tui, const char *key)
{
	if (strcmp(key, "other") == 0)
		prompt_open(tui, "reason: ", "", tui->reasoned);
	else
		tui->reasoned(tui, strcmp(key, "none") == 0 ? "" : key);
}

void
reasons_ask(struct tui *tui, const char *title, taker done)
{
	static const char *const reasons[] = {
		"not this technique",
		"the words match by chance",
		"too slight to count",
		"part of another technique",
		"about something outside the session",
	};

	tui->reasoned = done;
	picker_open(tui, title, take_reason);
	picker_takes_words(tui, done);
	for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
		picker_add(tui, reasons[i], "%s", reasons[i]);
	picker_add(tui, "none", "no reason");
	picker_add(tui, "other", "another reason: type it");
}

void
act_reject(struct tui *tui, guint count)
{
	const struct effective_tag *tag;
	g_autofree char *title = NULL;

	(void)count;
	if (!desk_tag(tui->desk) && desk_warned(tui->desk)) {
		if (tui_need_rater(tui) && need_turn(tui))
			prompt_open(tui,
				    "why set the warning of risk aside: ", "",
				    reject_with);
		return;
	}
	tag = need_tag(tui);
	if (!tag)
		return;
	title = g_strdup_printf("why reject %s?", tag->technique);
	reasons_ask(tui, title, reject_with);
}

static guint
uses_of(const struct desk *desk, const char *technique)
{
	guint n = 0;

	for (guint i = 0; i < desk->record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			desk->record->effective_tags->pdata[i];

		n += !tag->rejected && !strcmp(tag->technique, technique);
	}
	return n;
}

struct use {
	const struct technique *technique;
	guint uses;
};

static int
by_use(const void *a, const void *b)
{
	const struct use *left = a, *right = b;

	if (left->uses != right->uses)
		return left->uses > right->uses ? -1 : 1;
	return strcmp(left->technique->id, right->technique->id);
}

/* The most used first; none that is what a tag is already. */
static void
add_techniques(struct tui *tui, const char *but)
{
	const struct codebook *codebook = tui->desk->codebook;
	g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(struct use));

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *t = codebook->techniques->pdata[i];
		struct use use = { t, uses_of(tui->desk, t->id) };

		g_array_append_val(uses, use);
	}
	g_array_sort(uses, by_use);
	for (guint i = 0; i < uses->len; i++) {
		const struct use *use = &g_array_index(uses, struct use, i);

		if (g_strcmp0(use->technique->id, but) != 0)
			picker_add(tui, use->technique->id, "%-6s %s",
				   use->technique->id, use->technique->name);
	}
}

static void
take_added(struct tui *tui, const char *technique)
{
	if (tui_decide(tui, tui->desk->at + 1, technique, VERDICT_ADD, NULL,
		       NULL))
		keep_decision_command(tui, VERDICT_ADD, technique, NULL, NULL);
}

void
act_add(struct tui *tui, guint count)
{
	struct desk *desk = tui->desk;

	(void)count;
	if (!tui_need_rater(tui) || !need_turn(tui))
		return;
	if (desk_source(desk, desk->at)->role != TURN_THERAPIST) {
		tui_fail(tui,
			 "turn %u is the %s's; techniques are the "
			 "therapist's",
			 desk->at + 1,
			 turn_role_print(desk_source(desk, desk->at)->role));
		return;
	}
	picker_open(tui, "add which technique?", take_added);
	add_techniques(tui, NULL);
}

static void
take_relabelled(struct tui *tui, const char *to)
{
	const struct effective_tag *tag = desk_tag(tui->desk);
	g_autofree char *technique = tag ? g_strdup(tag->technique) : NULL;

	if (technique && tui_decide(tui, tui->desk->at + 1, technique,
				    VERDICT_RELABEL, to, NULL))
		keep_decision_command(tui, VERDICT_RELABEL, NULL, to, NULL);
}

void
act_relabel(struct tui *tui, guint count)
{
	const struct effective_tag *tag = need_tag(tui);
	g_autofree char *title = NULL;

	(void)count;
	if (!tag)
		return;
	title = g_strdup_printf("what is %s instead?", tag->technique);
	picker_open(tui, title, take_relabelled);
	add_techniques(tui, tag->technique);
}

void
act_repeat(struct tui *tui, guint count)
{
	const struct effective_tag *tag = desk_tag(tui->desk);
	g_autofree char *technique = NULL;

	(void)count;
	if (!tui->has_last)
		tui_fail(tui, "there is nothing to repeat yet");
	if (!tui->has_last || !tui_need_rater(tui) || !need_turn(tui))
		return;
	if (tui->last_verdict != VERDICT_ADD && !tag) {
		tui_fail(tui, "this turn has no tag to %s",
			 verdict_print(tui->last_verdict));
		return;
	}
	technique = g_strdup(tui->last_verdict == VERDICT_ADD ?
				     tui->last_technique :
				     tag->technique);
	tui_decide(tui, tui->desk->at + 1, technique, tui->last_verdict,
		   tui->last_to, tui->last_reason);
}
