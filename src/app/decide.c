/*
 * A person's verdict on a tag: checked, then added; nothing is ever changed.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/doubts.h"

#include <string.h>

/* Puts the codebook's own spelling in place of what was written. */
static gboolean
know_technique(const struct codebook *codebook, char **id, GError **error)
{
	g_autofree char *shown = base_printable(*id, -1);
	const struct technique *technique =
		codebook_find_technique(codebook, *id);
	const char *near;

	if (!technique)
		technique = codebook_technique_now(codebook, *id);
	if (technique) {
		g_free(*id);
		*id = g_strdup(technique->id);
		return TRUE;
	}
	near = codebook_near_technique(codebook, *id);
	if (near)
		return app_fail(error, BASE_ERROR_INPUT,
				"unknown technique '%s' "
				"(did you mean '%s'?)",
				shown, near);
	return app_fail(error, BASE_ERROR_INPUT,
			"unknown technique '%s' "
			"(`iptrate codebook list` shows them)",
			shown);
}

static gboolean
check_turn(struct app *app, gint64 session, const struct decision *decision,
	   GError **error)
{
	enum turn_role role;

	if (decision->turn == 0 && (decision->verdict == VERDICT_REJECT ||
				    decision->verdict == VERDICT_WITHDRAW))
		return TRUE;
	if (!store_turn_role(app->store, session, decision->turn, &role, error))
		return FALSE;
	/* A no, and taking back, are right at any turn. */
	if (role == TURN_THERAPIST || decision->verdict == VERDICT_REJECT ||
	    decision->verdict == VERDICT_WITHDRAW)
		return TRUE;
	return app_fail(error, BASE_ERROR_INPUT,
			"turn %u is the %s's; techniques "
			"are the therapist's",
			decision->turn, turn_role_print(role));
}

static void
conclude(const struct app *app, const char *rater, struct verdicts *verdicts)
{
	if (!verdicts->decisions)
		return;
	if (app->codebook) {
		app_decisions_rename(app->codebook, verdicts->decisions);
		app_tags_rename(app->codebook, verdicts->tags);
	}
	verdicts->effective = effective_tags_build(verdicts->tags,
						   verdicts->decisions, rater);
}

gboolean
verdicts_load(struct app *app, gint64 session, const char *rater,
	      struct verdicts *verdicts, GError **error)
{
	verdicts->tags = store_tags_load(app->store, session, error);
	if (verdicts->tags)
		verdicts->decisions =
			store_decisions_load(app->store, session, error);
	conclude(app, rater, verdicts);
	return verdicts->effective != NULL;
}

void
verdicts_clear(struct verdicts *verdicts)
{
	g_clear_pointer(&verdicts->effective, g_ptr_array_unref);
	g_clear_pointer(&verdicts->decisions, g_ptr_array_unref);
	g_clear_pointer(&verdicts->tags, g_ptr_array_unref);
}

/* The tag a verdict is about; NULL when there is none. */
static const struct effective_tag *
find_tag(const GPtrArray *effective, const struct decision *decision)
{
	for (guint i = 0; i < effective->len; i++) {
		const struct effective_tag *tag = effective->pdata[i];

		if (tag->turn == decision->turn &&
		    !strcmp(tag->technique, decision->technique))
			return tag;
	}
	return NULL;
}

/* One takes back only what one has said.  Which that is stands with it: where
 * casebooks are brought together, something else may be the newest. */
static gboolean
check_own(const GPtrArray *effective, struct decision *decision, GError **error)
{
	const struct effective_tag *tag = find_tag(effective, decision);

	if (tag && tag->decision &&
	    !strcmp(tag->decision->technique, decision->technique)) {
		decision->takes_back = tag->decision->id;
		return TRUE;
	}
	return app_fail(
		error, BASE_ERROR_NOT_FOUND,
		"%s has not decided on %s at turn %u, so there is nothing "
		"to withdraw",
		decision->rater, decision->technique, decision->turn);
}

static void
look_for_risk(const char *name, double score, gint64 at, void *data)
{
	gboolean *found = data;

	(void)at;
	*found = *found || measure_is_of_risk(name, score);
}

/* Was risk seen to be voiced at the decision's turn, or at turn 0 in a
 * questionnaire, and does the technique answer it?  Then a no sets the warning
 * aside. */
static gboolean
sets_aside(struct app *app, gint64 session, const struct decision *decision)
{
	const struct codebook *codebook = app_codebook(app, NULL);
	g_autoptr(GPtrArray) seen =
		store_observations_load(app->store, session, NULL);
	gboolean found = FALSE;

	if (decision->verdict != VERDICT_REJECT || !codebook ||
	    !risk_is_asked_by(codebook, decision->technique))
		return FALSE;
	if (decision->turn == 0)
		return store_measure_each(app->store, session, look_for_risk,
					  &found, NULL) &&
		       found;
	for (guint i = 0; seen && i < seen->len; i++) {
		const struct observation_row *row = seen->pdata[i];

		if (row->kind == OBSERVATION_RISK &&
		    row->first_turn == decision->turn)
			return TRUE;
	}
	return FALSE;
}

static gboolean
check_there(struct app *app, gint64 session, const GPtrArray *effective,
	    const struct decision *decision, GError **error)
{
	if (decision->turn > 0 && find_tag(effective, decision))
		return TRUE;
	if (sets_aside(app, session, decision)) {
		if (decision->reason && *decision->reason)
			return TRUE;
		return app_fail(error, BASE_ERROR_INPUT,
				"a warning of risk is set aside with a reason "
				"only (--reason TEXT)");
	}
	return app_fail(error, BASE_ERROR_NOT_FOUND,
			"turn %u has no tag %s to %s (`iptrate tags "
			"%" G_GINT64_FORMAT "` shows them; add it with 'add')",
			decision->turn, decision->technique,
			verdict_print(decision->verdict), session);
}

/* What stands at the decision's turn: no other is looked at. */
static gboolean
turn_verdicts_load(struct app *app, gint64 session, guint turn,
		   const char *rater, struct verdicts *verdicts, GError **error)
{
	verdicts->tags = store_turn_tags_load(app->store, session, turn, error);
	if (verdicts->tags)
		verdicts->decisions = store_turn_decisions_load(
			app->store, session, turn, error);
	conclude(app, rater, verdicts);
	return verdicts->effective != NULL;
}

static gboolean
check_tag(struct app *app, gint64 session, struct decision *decision,
	  GError **error)
{
	gboolean withdraw = decision->verdict == VERDICT_WITHDRAW;
	struct verdicts verdicts = { 0 };
	gboolean ok = turn_verdicts_load(app, session, decision->turn,
					 withdraw ? decision->rater : NULL,
					 &verdicts, error);

	if (ok && withdraw)
		ok = check_own(verdicts.effective, decision, error);
	else if (ok)
		ok = check_there(app, session, verdicts.effective, decision,
				 error);
	verdicts_clear(&verdicts);
	return ok;
}

static gboolean
know_rater(struct app *app, struct decision *decision, GError **error)
{
	const char *code =
		app_person_code(app, "rater", decision->rater, error);

	if (!code)
		return FALSE;
	g_free(decision->rater);
	decision->rater = g_strdup(code);
	return TRUE;
}

static gboolean
check_names(struct app *app, struct decision *decision, GError **error)
{
	const struct codebook *codebook = app_codebook(app, error);

	if (!codebook || !know_rater(app, decision, error) ||
	    !know_technique(codebook, &decision->technique, error))
		return FALSE;
	if (decision->verdict != VERDICT_RELABEL)
		return !decision->to || app_fail(error, BASE_ERROR_USAGE,
						 "only relabel takes a "
						 "second technique");
	if (!decision->to)
		return app_fail(error, BASE_ERROR_USAGE,
				"relabel needs the "
				"technique it should be (--to TECHNIQUE)");
	if (!know_technique(codebook, &decision->to, error))
		return FALSE;
	return strcmp(decision->to, decision->technique) ||
	       app_fail(error, BASE_ERROR_INPUT,
			"%s cannot be relabelled as "
			"itself; accept it instead",
			decision->to);
}

static gboolean
save_decision(struct app *app, gint64 session, struct decision *decision,
	      GError **error)
{
	if (decision->verdict != VERDICT_ADD &&
	    !check_tag(app, session, decision, error))
		return FALSE;
	decision->at = app->now;
	return store_decision_add(app->store, session, decision, error) &&
	       app_note(app, "decide", session, error,
			"turn %u: %s %s%s%s by %s%s%s", decision->turn,
			verdict_print(decision->verdict), decision->technique,
			decision->to ? " as " : "",
			decision->to ? decision->to : "", decision->rater,
			decision->reason ? ": " : "",
			decision->reason ? decision->reason : "");
}

gboolean
app_decide(struct app *app, gint64 session, struct decision *decision,
	   GError **error)
{
	gboolean ok;

	if (!check_names(app, decision, error) || !app_begin(app, error))
		return FALSE;
	/* Looked at while nobody else can write. */
	ok = app_may_see(app, session, BLIND_TAGS, "its tags are", error) &&
	     drill_decide_check(app, session, decision->rater, error) &&
	     check_turn(app, session, decision, error) &&
	     save_decision(app, session, decision, error);
	return app_end(app, ok, error);
}

/* The decision that takes that one back, or makes it once more. */
static struct decision *
reply(const struct decision *to, gboolean again)
{
	struct decision *decision = g_new0(struct decision, 1);

	decision->turn = to->turn;
	decision->technique = g_strdup(to->technique);
	decision->verdict = again ? to->verdict : VERDICT_WITHDRAW;
	decision->to = again ? g_strdup(to->to) : NULL;
	decision->reason = again ? g_strdup(to->reason) : NULL;
	decision->rater = g_strdup(to->rater);
	return decision;
}

/* Within a transaction.  What was done last is taken back first. */
static gboolean
reply_all(struct app *app, gint64 session, const char *rater,
	  const GPtrArray *act, gboolean again, GPtrArray *made, GError **error)
{
	for (guint i = 0; i < act->len; i++) {
		struct decision *decision =
			reply(act->pdata[again ? i : act->len - 1 - i], again);

		g_ptr_array_add(made, decision);
		if (!app_decide(app, session, decision, error))
			return FALSE;
	}
	return act->len > 0 ||
	       app_fail(error, BASE_ERROR_NOT_FOUND,
			again ? "%s has taken nothing back that "
				"could be done again" :
				"%s has decided nothing that could "
				"be taken back",
			rater);
}

GPtrArray *
app_undo(struct app *app, gint64 session, const char *rater, gboolean again,
	 GError **error)
{
	g_autoptr(GPtrArray) made =
		g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
	g_autoptr(GPtrArray) decisions = NULL;
	g_autoptr(GPtrArray) act = NULL;
	gboolean ok;

	if (!(rater = app_person_code(app, "rater", rater, error)) ||
	    !app_session_there(app, session, error) || !app_begin(app, error))
		return NULL;
	decisions = store_decisions_load(app->store, session, error);
	if (app_codebook(app, NULL))
		app_decisions_rename(app->codebook, decisions);
	if (decisions)
		act = decisions_last_act(decisions, rater, again);
	ok = act && reply_all(app, session, rater, act, again, made, error);
	return app_end(app, ok, error) ? g_steal_pointer(&made) : NULL;
}
