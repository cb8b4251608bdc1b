/*
 * Sessions: what is known of them, by key.
 */
#include "app/private.h"
#include "app/blind.h"
#include "app/drilling.h"
#include "app/tagging_anew.h"
#include "app/values.h"
#include "app/versions.h"

#include <string.h>

void
app_facts_settle(struct session_facts *facts, gboolean *suggested)
{
	*suggested = facts->phase == PHASE_UNKNOWN;
	if (*suggested)
		facts->phase = phase_suggest(facts->number, facts->planned);
}

static GPtrArray *
settled_all(GPtrArray *sessions)
{
	for (guint i = 0; sessions && i < sessions->len; i++) {
		struct session_info *info = sessions->pdata[i];

		app_facts_settle(&info->facts, &info->phase_suggested);
	}
	return sessions;
}

GPtrArray *
sessions_known(struct app *app, GError **error)
{
	return app_store(app, error) ?
		       settled_all(store_sessions_plain(app->store, error)) :
		       NULL;
}

/* As who is at work may see them. */
static GPtrArray *
shown_all(struct app *app, GPtrArray *sessions, GError **error)
{
	g_autoptr(GHashTable) views = sessions ? blind_views(app, error) : NULL;

	if (!views) {
		g_clear_pointer(&sessions, g_ptr_array_unref);
		return NULL;
	}
	for (guint i = 0; i < sessions->len; i++) {
		struct session_info *info = sessions->pdata[i];

		blind_info(blind_view_of(views, info->session), info);
	}
	return sessions;
}

GPtrArray *
app_sessions(struct app *app, GError **error)
{
	return app_store(app, error) ?
		       shown_all(app,
				 settled_all(store_sessions(app->store, error)),
				 error) :
		       NULL;
}

GPtrArray *
sessions_shown(struct app *app, GError **error)
{
	return shown_all(app, sessions_known(app, error), error);
}

static struct session_info *
with_codes_settled(struct session_info *info)
{
	if (info)
		app_facts_settle(&info->facts, &info->phase_suggested);
	return info;
}

/* As who is at work may see it. */
static struct session_info *
shown(struct app *app, struct session_info *info, GError **error)
{
	g_autoptr(GHashTable) views = info ? blind_views(app, error) : NULL;

	if (views)
		blind_info(blind_view_of(views, info->session), info);
	else
		g_clear_pointer(&info, session_info_free);
	return info;
}

struct session_info *
app_session(struct app *app, gint64 session, GError **error)
{
	if (!app_store(app, error))
		return NULL;
	return shown(
		app,
		with_codes_settled(store_session(app->store, session, error)),
		error);
}

struct session_info *
app_session_plain(struct app *app, gint64 session, GError **error)
{
	return shown(app, session_known(app, session, error), error);
}

struct session_info *
session_known(struct app *app, gint64 session, GError **error)
{
	if (!app_store(app, error))
		return NULL;
	return with_codes_settled(
		store_session_plain(app->store, session, error));
}

gboolean
app_session_there(struct app *app, gint64 session, GError **error)
{
	struct session_facts facts;

	/* Its facts are one row; all that is known of it takes counting. */
	return app_store(app, error) &&
	       store_session_facts(app->store, session, &facts, error);
}

static gboolean
parse_phase(const char *value, enum phase *phase, GError **error)
{
	*phase = PHASE_UNKNOWN;
	return app_is_none(value) || !g_ascii_strcasecmp(value, "auto") ||
	       phase_parse(value, phase) ||
	       app_fail_value("phase", value,
			      "initial, middle, termination, or "
			      "auto for the suggestion",
			      error);
}

/* One of the four facts; sets *fact when the key is one. */
static gboolean
set_fact(struct session_facts *facts, const char *key, const char *value,
	 gboolean *fact, GError **error)
{
	*fact = TRUE;
	if (!strcmp(key, "number"))
		return app_count_set(key, value, &facts->number, error);
	if (!strcmp(key, "planned"))
		return app_count_set(key, value, &facts->planned, error);
	if (!strcmp(key, "phase"))
		return parse_phase(value, &facts->phase, error);
	if (!strcmp(key, "focus"))
		return app_focus_set(value, &facts->focus, error);
	*fact = FALSE;
	return TRUE;
}

static gboolean
set_file(struct app *app, gint64 session, const char *value, GError **error)
{
	g_autofree char *label = base_code_clean(value);

	return app_code_check("file's", label, error) &&
	       store_session_file_set(app->store, session, label, error);
}

static gboolean
set_within(struct app *app, gint64 session, const char *key, const char *value,
	   GError **error)
{
	static const char *const keys[] = { "case",  "number", "planned",
					    "phase", "focus",  "therapist",
					    "file",  NULL };
	struct session_facts facts;
	gboolean fact;

	if (!store_session_facts(app->store, session, &facts, error) ||
	    !set_fact(&facts, key, value, &fact, error))
		return FALSE;
	if (fact)
		return store_session_facts_set(app->store, session, &facts,
					       error);
	if (!strcmp(key, "file"))
		return set_file(app, session, value, error);
	if (!strcmp(key, "case"))
		return (value = app_case_code(app, value, error)) &&
		       store_session_case_set(app->store, session, value,
					      error);
	if (!strcmp(key, "therapist"))
		return (app_is_none(value) ||
			(value = app_person_code(app, "person", value,
						 error))) &&
		       store_session_therapist_set(
			       app->store, session,
			       app_is_none(value) ? NULL : value, error);
	return app_fail_key("session", key, keys, error);
}

gboolean
app_facts_same(const struct session_facts *a, const struct session_facts *b)
{
	return a->number == b->number && a->planned == b->planned &&
	       a->phase == b->phase && a->focus == b->focus;
}

/* Tags again where the facts that rules look at have changed. */
static gboolean
retag_changed(struct app *app, const struct session_info *before,
	      GError **error)
{
	struct session_info *after = session_known(app, before->session, error);
	gboolean same;

	if (!after)
		return FALSE;
	same = app_facts_same(&before->facts, &after->facts);
	session_info_free(after);
	return same || app_retag(app, &before->session, 1, NULL, NULL, error);
}

/* What a key said before, for the history.  Caller frees. */
static char *
value_before(const struct session_info *info, const char *key)
{
	const struct session_facts *facts = &info->facts;

	if (!strcmp(key, "case"))
		return g_strdup(info->case_code);
	if (!strcmp(key, "therapist"))
		return g_strdup(info->therapist ? info->therapist : "none");
	if (!strcmp(key, "phase"))
		return g_strdup_printf("%s%s", phase_print(facts->phase),
				       info->phase_suggested ? " (suggested)" :
							       "");
	if (!strcmp(key, "focus"))
		return g_strdup(focus_print(facts->focus));
	if (!strcmp(key, "file"))
		return NULL;
	return g_strdup_printf("%u", !strcmp(key, "number") ? facts->number :
							      facts->planned);
}

/* The history outlives the session, and a file's name may hold a person's. */
static gboolean
note_set(struct app *app, gint64 session, const char *key, const char *value,
	 const char *was, GError **error)
{
	if (!strcmp(key, "file"))
		return app_note(app, "session-set", session, error,
				"file: it has another label");
	return app_note(app, "session-set", session, error, "%s: %s (was %s)",
			key, value, was);
}

gboolean
app_session_check_course(struct app *app, gint64 session, GPtrArray *doubts,
			 GError **error)
{
	g_autoptr(GPtrArray) sessions = NULL;
	g_autoptr(SessionInfo) info = session_known(app, session, error);
	const struct session_facts *facts = info ? &info->facts : NULL;

	if (!info || !(sessions = sessions_shown(app, error)))
		return FALSE;
	if (facts->planned && facts->number > facts->planned)
		return app_fail(error, BASE_ERROR_INPUT,
				"number %u is past the %u sessions planned; "
				"set both: number=%u planned=%u",
				facts->number, facts->planned, facts->number,
				facts->number);
	for (guint i = 0; facts->number && i < sessions->len; i++) {
		const struct session_info *other = sessions->pdata[i];

		if (other->session != session &&
		    other->facts.number == facts->number &&
		    !strcmp(other->case_code, info->case_code))
			g_ptr_array_add(
				doubts,
				g_strdup_printf("case %s has a number %u "
						"already, session "
						"%" G_GINT64_FORMAT
						"; this is a second one",
						info->case_code, facts->number,
						other->session));
	}
	return TRUE;
}

gboolean
app_session_set(struct app *app, gint64 session, const char *key,
		const char *value, GError **error)
{
	g_autoptr(SessionInfo) before = NULL;
	g_autofree char *was = NULL;
	g_autoptr(GPtrArray) watched = NULL;
	gboolean ok;

	if (!app_may_see(app, session, BLIND_PEOPLE | BLIND_NUMBER,
			 "whose it is, or where in the course it stands, is",
			 error) ||
	    !drill_leave_alone(app, session, "stays as it was made", error) ||
	    !app_begin(app, error))
		return FALSE;
	before = session_known(app, session, error);
	was = before ? value_before(before, key) : NULL;
	watched = before ? versions_watch(app, &session, 1, error) : NULL;
	ok = watched && set_within(app, session, key, value, error) &&
	     roles_tell(app, session, watched, error) &&
	     note_set(app, session, key, value, was, error) &&
	     retag_changed(app, before, error) &&
	     versions_note(app, watched, error);
	return app_end(app, ok, error);
}

static gboolean
remove_whole(struct app *app, const struct session_info *info, GError **error)
{
	g_autofree char *turns = base_count(info->turns, "turn", "turns");
	g_autofree char *decisions =
		base_count(info->decisions, "decision", "decisions");
	g_autofree char *ratings =
		base_count(info->ratings, "rating", "ratings");

	/* The log outlives it: no name, no code. */
	return store_session_remove(app->store, info->session, error) &&
	       app_note(app, "session-remove", info->session, error,
			"%s, %s, %s", turns, decisions, ratings);
}

/* What people have done is not thrown away unasked. */
static gboolean
check_untouched(const struct session_info *info, GError **error)
{
	if (!info->decisions && !info->ratings)
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_DENIED,
		    "session %" G_GINT64_FORMAT " has %u decision%s and %u "
		    "rating%s by people; to remove it with them say "
		    "--with-ratings",
		    info->session, info->decisions,
		    info->decisions == 1 ? "" : "s", info->ratings,
		    info->ratings == 1 ? "" : "s");
	return FALSE;
}

static gboolean
session_remove(struct app *app, gint64 session, gboolean forced, GError **error)
{
	struct session_info *info;
	gboolean ok;

	if (!app_begin(app, error))
		return FALSE;
	/* Looked at while nobody else can decide or rate. */
	info = store_session(app->store, session, error);
	ok = info &&
	     app_may_see(app, session, BLIND_ALL, "what is known of it is",
			 error) &&
	     drill_leave_alone(app, session,
			       "goes with the session that it is a copy of",
			       error) &&
	     (forced || check_untouched(info, error)) &&
	     remove_whole(app, info, error);
	session_info_free(info);
	return app_end(app, ok, error);
}

gboolean
app_session_remove(struct app *app, gint64 session, GError **error)
{
	return session_remove(app, session, FALSE, error);
}

gboolean
app_session_remove_forced(struct app *app, gint64 session, GError **error)
{
	return session_remove(app, session, TRUE, error);
}
