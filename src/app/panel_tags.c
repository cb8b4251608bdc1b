/*
 * Agreement on tags by technique, between what people decided: over turns of
 * the therapist alone, in sessions on whose tags both have decided; see
 * panel_agreement.h.
 *
 * Who accepts, adds or relabels to a technique gives it to the turn; who
 * rejects it or says nothing of it does not.
 */
#include "app/panel_tags.h"
#include "app/blind.h"

#include <string.h>

#define WORDS_COLUMNS 60

static void
tag_verdict_free(gpointer data)
{
	struct tag_verdict *verdict = data;

	g_free(verdict->rater);
	g_free(verdict->verdict);
	g_free(verdict->reason);
	g_free(verdict);
}

void
disputed_tag_free(gpointer data)
{
	struct disputed_tag *tag = data;

	g_free(tag->technique);
	g_free(tag->words);
	g_ptr_array_unref(tag->said);
	g_free(tag);
}

static void
coded_session_free(gpointer data)
{
	struct coded_session *coded = data;

	g_hash_table_unref(coded->views);
	g_free(coded);
}

/* ---- whose decisions count ----------------------------------------------- */

static gboolean
is_between(const struct agreement_request *request, const char *code)
{
	const char *const *raters = request->choice.raters;

	for (guint i = 0; raters && raters[i]; i++)
		if (base_code_same(raters[i], code))
			return TRUE;
	return !raters;
}

static gboolean
rated_in_panel(const struct panel *panel, const char *code)
{
	for (guint i = 0; i < panel->raters->len; i++)
		if (base_code_same(
			    ((struct panel_rater *)panel->raters->pdata[i])
				    ->code,
			    code))
			return TRUE;
	return FALSE;
}

/* Decisions have no role: with --role they are those of who rated in it; the
 * therapist's are a view of their own work. */
static gboolean
counts_here(const struct tagging_pair *work,
	    const struct panel_session *session, const char *code)
{
	guint roles = work->request->choice.roles;

	if (!is_between(work->request, code))
		return FALSE;
	if (roles && !rated_in_panel(work->agreement->panel, code))
		return FALSE;
	return roles & 1u << RATER_SELF ||
	       !base_code_same(session->therapist, code);
}

/* Those who decided, the last time on that day or later. */
static GPtrArray *
deciders(const struct tagging_pair *work, const struct panel_session *session,
	 const GPtrArray *decisions)
{
	g_autoptr(GPtrArray) all = decisions_raters(decisions);
	GPtrArray *chosen = g_ptr_array_new();

	for (guint i = 0; i + 1 < all->len; i++) {
		gint64 last = 0;

		for (guint k = 0; k < decisions->len; k++) {
			const struct decision *decision = decisions->pdata[k];

			if (!strcmp(decision->rater, all->pdata[i]) &&
			    !decision_settles(decision))
				last = MAX(last, decision->at);
		}
		if (last > 0 && last >= work->request->choice.since &&
		    counts_here(work, session, all->pdata[i]))
			g_ptr_array_add(chosen, all->pdata[i]);
	}
	g_ptr_array_add(chosen, NULL);
	return chosen;
}

static gboolean
is_therapist(const struct turn *turn)
{
	return turn->role == TURN_THERAPIST;
}

/* ---- what they gave ------------------------------------------------------ */

static struct coding *
coding_of(const struct tagging_pair *work, const struct transcript *transcript,
	  const GPtrArray *decisions, const char *rater)
{
	const GPtrArray *techniques = work->codebook->techniques;
	struct coding *coding =
		coding_new(transcript->turns->len, techniques->len);
	g_autoptr(GPtrArray) none = g_ptr_array_new();
	g_autoptr(GPtrArray) given =
		effective_tags_build(none, decisions, rater);

	for (guint turn = 1; turn <= transcript->turns->len; turn++)
		coding->seen[turn] =
			is_therapist(transcript_turn(transcript, turn));
	for (guint i = 0; i < given->len; i++) {
		const struct effective_tag *tag = given->pdata[i];
		const struct technique *technique =
			codebook_technique_now(work->codebook, tag->technique);
		guint at;

		if (tag->confirmed && !tag->rejected && technique &&
		    tag->turn <= coding->turns &&
		    g_ptr_array_find((GPtrArray *)techniques, technique, &at))
			*coding_cell(coding, tag->turn, at) = 1;
	}
	return coding;
}

static void
note_rater(GPtrArray *raters, const char *rater)
{
	if (!g_ptr_array_find_with_equal_func(raters, rater, g_str_equal, NULL))
		g_ptr_array_add(raters, g_strdup(rater));
}

static void
code_session(struct tagging_pair *work, const struct transcript *transcript,
	     const GPtrArray *decisions, const GPtrArray *who)
{
	struct coded_session *coded = g_new0(struct coded_session, 1);

	coded->views = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
					     (GDestroyNotify)coding_free);
	for (guint i = 0; i + 1 < who->len; i++) {
		const char *rater = who->pdata[i];

		g_hash_table_insert(
			coded->views, g_strdup(rater),
			coding_of(work, transcript, decisions, rater));
		note_rater(work->raters, rater);
	}
	g_ptr_array_add(work->coded, coded);
}

/* ---- on what they part --------------------------------------------------- */

static void
add_disputed(struct tagging_pair *work, const struct panel_session *session,
	     const struct transcript *transcript, const GPtrArray *who,
	     const struct tag_views *views)
{
	struct disputed_tag *disputed = g_new0(struct disputed_tag, 1);
	const struct turn *turn = transcript_turn(transcript, views->turn);
	g_autofree char *safe = NULL;
	const char *text = "";
	gsize len = 0;

	if (turn)
		text = transcript_turn_text(transcript, turn, &len);
	safe = base_printable(text, (gssize)len);
	disputed->session = session->session;
	disputed->name = session->name;
	disputed->turn = views->turn;
	disputed->technique = g_strdup(views->technique);
	disputed->words = base_cut(safe, WORDS_COLUMNS, "…");
	disputed->said = g_ptr_array_new_with_free_func(tag_verdict_free);
	for (guint i = 0; i < views->said->len; i++) {
		const struct decision *said = views->said->pdata[i];
		struct tag_verdict *verdict = g_new0(struct tag_verdict, 1);

		verdict->rater = g_strdup(who->pdata[i]);
		verdict->verdict = decision_said_print(said);
		verdict->reason = said ? g_strdup(said->reason) : NULL;
		g_ptr_array_add(disputed->said, verdict);
	}
	g_ptr_array_add(work->agreement->disputed_tags, disputed);
}

static void
dispute_session(struct tagging_pair *work, const struct panel_session *session,
		const struct transcript *transcript, const GPtrArray *decisions,
		const GPtrArray *who)
{
	g_autoptr(GPtrArray) views =
		tag_views_build(decisions, (const char *const *)who->pdata);

	for (guint i = 0; i < views->len; i++) {
		const struct tag_views *one = views->pdata[i];
		const struct turn *turn =
			transcript_turn(transcript, one->turn);

		if (one->differ && turn && is_therapist(turn))
			add_disputed(work, session, transcript, who, one);
	}
}

static gboolean
take_session(struct tagging_pair *work, const struct panel_session *session,
	     GError **error)
{
	const struct blind_view *view =
		blind_view_of(work->views, session->session);
	g_autoptr(GPtrArray) decisions = NULL;
	g_autoptr(GPtrArray) who = NULL;
	struct transcript *transcript;

	if (view && view->hides & BLIND_TAGS) {
		work->agreement->tags_hidden++;
		return TRUE;
	}
	decisions =
		store_decisions_load(work->app->store, session->session, error);
	if (!decisions)
		return FALSE;
	who = deciders(work, session, decisions);
	if (who->len < 3)
		return TRUE;
	transcript = app_transcript(work->app, session->session, error);
	if (!transcript)
		return FALSE;
	app_decisions_rename(work->codebook, decisions);
	decisions_pin(decisions);
	code_session(work, transcript, decisions, who);
	dispute_session(work, session, transcript, decisions, who);
	transcript_free(transcript);
	return TRUE;
}

static gint
by_code(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
take_sessions(struct tagging_pair *work, GError **error)
{
	const GPtrArray *sessions = work->agreement->panel->sessions;

	for (guint i = 0; i < sessions->len; i++)
		if (!take_session(work, sessions->pdata[i], error))
			return FALSE;
	g_ptr_array_sort(work->raters, by_code);
	for (guint i = 0; i < work->raters->len; i++)
		for (guint k = i + 1; k < work->raters->len; k++)
			tag_pair_fill(work, work->raters->pdata[i],
				      work->raters->pdata[k]);
	return TRUE;
}

gboolean
tags_fill(struct app *app, const struct agreement_request *request,
	  struct panel_agreement *agreement, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	struct tagging_pair work = {
		.app = app,
		.request = request,
		.agreement = agreement,
		.codebook = views ? app_codebook(app, error) : NULL,
		.views = views,
	};
	gboolean ok = FALSE;

	if (!work.codebook)
		return FALSE;
	work.coded = g_ptr_array_new_with_free_func(coded_session_free);
	work.raters = g_ptr_array_new_with_free_func(g_free);
	ok = take_sessions(&work, error);
	g_ptr_array_unref(work.coded);
	g_ptr_array_unref(work.raters);
	return ok;
}
