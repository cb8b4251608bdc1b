/*
 * Settling what raters do not agree on.
 */
#include "app/consensus_private.h"

/* Its own rater, or one of those that it is made of. */
static gboolean
check_by(const struct consensus *consensus, const char *by, GError **error)
{
	if (base_code_same(consensus->rating->rater, by))
		return TRUE;
	for (guint i = 0; i < consensus->of->len; i++) {
		const struct rating *of = consensus->of->pdata[i];

		if (base_code_same(of->rater, by))
			return TRUE;
	}
	return app_fail(error, BASE_ERROR_DENIED,
			"the consensus of session %" G_GINT64_FORMAT " is "
			"%s's; settle it as %s or as one of its raters, or "
			"begin one of your own",
			consensus->session, consensus->rating->rater,
			consensus->rating->rater);
}

static const struct consensus_item *
find_item(const struct consensus *consensus, const char *item)
{
	for (guint i = 0; i < consensus->items->len; i++) {
		const struct consensus_item *of = consensus->items->pdata[i];

		if (base_code_same(of->item->id, item))
			return of;
	}
	return NULL;
}

/* The turns of all that cited some, unless some are given. */
static void
take_evidence(struct item_rating *item, const struct consensus_item *of)
{
	if (item->turns && item->turns->len)
		return;
	g_clear_pointer(&item->turns, g_array_unref);
	item->turns = g_array_new(FALSE, FALSE, sizeof(guint));
	for (guint i = 0; i < of->said->len; i++) {
		const struct said_item *said = of->said->pdata[i];

		if (said->said && said->said->turns)
			item_turns_unite(item->turns, said->said->turns);
	}
}

static gboolean
check_item(const struct consensus *consensus, struct item_rating *item,
	   const struct session_facts *facts, GError **error)
{
	const struct consensus_item *of;

	item_rating_settle(consensus->rubric, item);
	if (!item_rating_check(consensus->rubric, item, error) ||
	    !item_rating_check_na(consensus->rubric, facts, item, error))
		return FALSE;
	of = find_item(consensus, item->item);
	if (of && of->standing == ITEM_AGREED)
		return app_fail(error, BASE_ERROR_INPUT,
				"on %s all agree, so that there is nothing to "
				"settle; who thinks otherwise now changes "
				"their own rating and signs it",
				item->item);
	if (!item->comment || !reason_says_something(item->comment))
		return app_fail(error, BASE_ERROR_INPUT,
				"say in a few words how %s was settled (--note "
				"TEXT)",
				item->item);
	if (of)
		take_evidence(item, of);
	return TRUE;
}

/* "C3 4/3 (A 4/3, B 5/3)" */
static void
describe(GString *what, const struct consensus *consensus,
	 const struct item_rating *item)
{
	const struct consensus_item *of = find_item(consensus, item->item);

	app_value_describe(what, item);
	for (guint i = 0; of && i < of->said->len; i++) {
		const struct said_item *said = of->said->pdata[i];
		g_autofree char *value = item_value_print(said->said);

		g_string_append_printf(what, "%s%s %s%s", i ? ", " : " (",
				       said->rater, value,
				       i + 1 == of->said->len ? ")" : "");
	}
}

static gboolean
settle(struct app *app, const struct consensus *consensus, const char *by,
       const GPtrArray *items, GError **error)
{
	gint64 session = consensus->session;
	const char *rater = consensus->rating->rater;
	g_autoptr(SessionInfo) info = app_session_plain(app, session, error);
	g_autoptr(GPtrArray) watched = NULL;
	g_autoptr(GString) what = g_string_new(NULL);

	if (!info || !check_by(consensus, by, error) ||
	    !app_role_check(app, session, rater, RATER_CONSENSUS, error) ||
	    !(watched = versions_watch(app, &session, 1, error)))
		return FALSE;
	for (guint i = 0; i < items->len; i++) {
		if (!check_item(consensus, items->pdata[i], &info->facts,
				error) ||
		    !app_evidence_check(app, session, items->pdata[i], error))
			return FALSE;
		g_string_append(what, i ? ", " : "");
		describe(what, consensus, items->pdata[i]);
	}
	return store_rating_save(app->store, session, consensus->rubric, rater,
				 RATER_CONSENSUS, 0, items, error) &&
	       app_note(app, "settle", session, error,
			"%s as consensus, settled by %s: %s", rater, by,
			what->str) &&
	       versions_note(app, watched, error);
}

struct consensus *
app_consensus_settle(struct app *app, gint64 session, const char *by,
		     const GPtrArray *items, GError **error)
{
	g_autoptr(Consensus) consensus = NULL;
	g_autofree char *rater = NULL;
	gboolean ok;

	if (!app_store(app, error) ||
	    !(by = app_person_code(app, "rater", by, error)) ||
	    !app_begin(app, error))
		return NULL;
	consensus = app_consensus(app, session, by, error);
	ok = consensus && settle(app, consensus, by, items, error);
	if (!app_end(app, ok, error))
		return NULL;
	rater = g_strdup(consensus->rating->rater);
	return app_consensus(app, session, rater, error);
}
