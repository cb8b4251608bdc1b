/*
 * Packing, and whose eyes: nobody sends what is hidden from them, nor to
 * somebody what is hidden from that one.
 *
 * Who rates a session blind knows of it what was assigned; all that they can
 * honestly send is what they themselves said of it.
 */
#include "app/pack.h"

#include "app/drilling.h"
#include "app/seen.h"

static gboolean
is_receiver(const struct packing *packing, const char *code)
{
	const char *const *receivers = packing->receivers;

	for (; receivers && *receivers; receivers++) {
		if (base_code_same(*receivers, code))
			return TRUE;
	}
	return FALSE;
}

/* The sender rates it blind. */
static gboolean
hide_from_sender(struct pack *pack, struct pack_session *session,
		 const struct assignment *assignment, GError **error)
{
	if (pack->packing->kind != BUNDLE_RETURN)
		return app_fail(
			error, BASE_ERROR_DENIED,
			"%s rates session %" G_GINT64_FORMAT " (%s) blind, and "
			"a bundle of kind %s would hold what is hidden; send "
			"what %s said of it (--kind return), or sign that "
			"rating first",
			assignment->rater, session->id, assignment->name,
			bundle_kind_print(pack->packing->kind),
			assignment->rater);
	session->hides |= assignment->blind;
	g_free(session->name);
	session->name = g_strdup(assignment->name);
	session->alone = pack->packing->from;
	return TRUE;
}

/* One who is to get it rates it blind. */
static gboolean
check_receiver(const struct pack *pack, const struct pack_session *session,
	       const struct assignment *assignment, gboolean sender_is_blind,
	       GError **error)
{
	const struct packing *packing = pack->packing;

	if (packing->kind == BUNDLE_TO_RATE && packing->rater &&
	    base_code_same(packing->rater, assignment->rater))
		return TRUE;
	/* Who rates it blind is not told who else does. */
	if (sender_is_blind)
		return app_fail(error, BASE_ERROR_DENIED,
				"session %" G_GINT64_FORMAT " (%s) is not for "
				"one of the receivers to see yet; send it to "
				"who gave it to you",
				session->id, session->name);
	return app_fail(error, BASE_ERROR_DENIED,
			"%s is to rate session %" G_GINT64_FORMAT " blind, and "
			"this would show %s what is hidden; send what was "
			"assigned (--kind to-rate --for %s), and the rest once "
			"that rating has come back signed",
			assignment->rater, session->id, assignment->rater,
			assignment->rater);
}

/* That is open, of this session, and hides something. */
static gboolean
is_blind(const struct assignment *assignment, gint64 session)
{
	return assignment->session == session && assignment->blind &&
	       assignment_is_pending(assignment);
}

static gboolean
is_sender(const struct pack *pack, const char *code)
{
	return app_is_viewer(pack->app, code) ||
	       base_code_same(pack->packing->from, code);
}

/* Who is in the middle of a drill with the session may send no more of it than
 * what they said themselves. */
static gboolean
hide_drill_from_sender(struct pack *pack, struct pack_session *session,
		       GError **error)
{
	const struct packing *packing = pack->packing;
	g_autoptr(GPtrArray) hidden = drills_hidden(pack->app, error);
	g_autofree char *set = NULL;

	if (!hidden ||
	    !drills_open(pack->app, session->id, packing->from, &set, error))
		return FALSE;
	for (guint i = 0; i < hidden->len && !set; i++) {
		const struct drill_hidden *one = hidden->pdata[i];

		if (one->session == session->id)
			set = g_strdup(one->set);
	}
	if (!set)
		return TRUE;
	if (packing->kind != BUNDLE_RETURN)
		return app_fail(error, BASE_ERROR_DENIED,
				"session %" G_GINT64_FORMAT " is part of drill "
				"%s, which is not over, and a bundle of kind "
				"%s would hold what is hidden until then",
				session->id, set,
				bundle_kind_print(packing->kind));
	session->hides |= BLIND_RATINGS | BLIND_TAGS;
	session->alone = packing->from;
	return TRUE;
}

/* Nor is it sent to one who is. */
static gboolean
check_drills(const struct pack *pack, const struct pack_session *session,
	     GError **error)
{
	const char *const *receivers = pack->packing->receivers;

	for (; receivers && *receivers; receivers++) {
		g_autofree char *set = NULL;

		if (!drills_open(pack->app, session->id, *receivers, &set,
				 error))
			return FALSE;
		if (set && !is_sender(pack, *receivers))
			return app_fail(error, BASE_ERROR_DENIED,
					"%s is in the middle of drill %s, of "
					"which session %" G_GINT64_FORMAT
					" is part, and this would show what is "
					"hidden; send it when that is over",
					*receivers, set, session->id);
	}
	return TRUE;
}

gboolean
pack_look(struct pack *pack, struct pack_session *session, GError **error)
{
	g_autoptr(GPtrArray) all =
		store_assignments_load(pack->app->store, error);
	gboolean sender_is_blind = FALSE;

	if (all && (!hide_drill_from_sender(pack, session, error) ||
		    !check_drills(pack, session, error)))
		return FALSE;
	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (!is_blind(assignment, session->id) ||
		    !is_sender(pack, assignment->rater))
			continue;
		sender_is_blind = TRUE;
		if (!hide_from_sender(pack, session, assignment, error))
			return FALSE;
	}
	for (guint i = 0; all && i < all->len; i++) {
		const struct assignment *assignment = all->pdata[i];

		if (is_blind(assignment, session->id) &&
		    !is_sender(pack, assignment->rater) &&
		    is_receiver(pack->packing, assignment->rater) &&
		    !check_receiver(pack, session, assignment, sender_is_blind,
				    error))
			return FALSE;
	}
	return all != NULL;
}
