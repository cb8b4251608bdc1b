/*
 * Who is who, told after the import: all turns of a speaker at once.
 *
 * A correction like others, taken back as one; decisions stay where they are,
 * and the tags are found anew.
 */
#include "app/blind.h"
#include "app/correcting.h"
#include "app/values.h"

#include <string.h>

/* By label; -1: nobody. */
static int
find_labelled(const GPtrArray *speakers, const char *label)
{
	for (guint i = 0; i < speakers->len; i++) {
		const struct speaker *speaker = speakers->pdata[i];

		if (base_code_same(speaker->label, label))
			return (int)i;
	}
	return -1;
}

static gboolean
fail_label(const struct work *work, const char *label, GError **error)
{
	const GPtrArray *speakers = work->now.transcript->speakers;
	g_autoptr(GString) list = g_string_new(NULL);
	g_autofree char *shown = base_printable(label, -1);

	for (guint i = 0; i < speakers->len; i++) {
		const struct speaker *speaker = speakers->pdata[i];
		g_autofree char *safe = base_printable(speaker->label, -1);

		g_string_append_printf(list, "%s'%s'", i ? ", " : "", safe);
	}
	return app_fail(error, BASE_ERROR_NOT_FOUND,
			"nobody called '%s' speaks in session %" G_GINT64_FORMAT
			" (there are %s)",
			shown, work->session, list->str);
}

/* Those whose role changes; FALSE when somebody is named who is not there, or
 * one is named twice. */
static gboolean
changed_find(struct work *work, GArray *changed, GError **error)
{
	const GPtrArray *speakers = work->now.transcript->speakers;
	GHashTableIter each;
	gpointer label, role;

	g_hash_table_iter_init(&each, work->roles);
	while (g_hash_table_iter_next(&each, &label, &role)) {
		int i = find_labelled(speakers, label);
		struct speaker_role change = {
			.speaker = (guint)i,
			.role = (enum turn_role)GPOINTER_TO_INT(role),
		};

		if (i < 0)
			return fail_label(work, label, error);
		for (guint k = 0; k < changed->len; k++) {
			if (g_array_index(changed, struct speaker_role, k)
				    .speaker == change.speaker)
				return app_fail(error, BASE_ERROR_USAGE,
						"'%s' is named twice",
						(const char *)label);
		}
		if (((const struct speaker *)speakers->pdata[i])->role !=
		    change.role)
			g_array_append_val(changed, change);
	}
	return TRUE;
}

/* The first and the last turn of those speakers; FALSE: they say nothing. */
static gboolean
span_find(const struct transcript *transcript, const GArray *changed,
	  guint *first, guint *last)
{
	*first = *last = 0;
	for (guint n = 1; n <= transcript->turns->len; n++) {
		const struct turn *turn = transcript_turn(transcript, n);

		for (guint k = 0; k < changed->len; k++) {
			if (g_array_index(changed, struct speaker_role, k)
				    .speaker != turn->speaker)
				continue;
			*first = *first ? *first : n;
			*last = n;
		}
	}
	return *first != 0;
}

/* The history outlives the session, so no label goes into it. */
static char *
did_print(const struct transcript *transcript, const GArray *changed)
{
	GString *did = g_string_new(NULL);

	for (guint k = 0; k < changed->len; k++) {
		const struct speaker_role *change =
			&g_array_index(changed, struct speaker_role, k);
		const struct speaker *speaker =
			transcript->speakers->pdata[change->speaker];
		g_autofree char *turns =
			base_count(speaker->turns, "turn", "turns");

		g_string_append_printf(did, "%s%s of speaker %u: %s (was %s)",
				       k ? ", " : "", turns,
				       change->speaker + 1,
				       turn_role_print(change->role),
				       turn_role_print(speaker->role));
	}
	return g_string_free(did, FALSE);
}

gboolean
work_speakers(struct work *work, GError **error)
{
	g_autoptr(GArray) changed =
		g_array_new(FALSE, FALSE, sizeof(struct speaker_role));
	struct transcript *transcript = work->now.transcript;
	guint first, last;

	work->turn = 1;
	work->correction = (struct correction){ .turn = 1 };
	if (!changed_find(work, changed, error))
		return FALSE;
	if (!changed->len)
		return TRUE;
	span_find(transcript, changed, &first, &last);
	work->turn = MAX(first, 1);
	work->correction.turn = work->turn;
	work->did = did_print(transcript, changed);
	if (!correcting_save(&work->now, error) ||
	    !store_speakers_change(
		    work->now.app->store, work->session, &work->correction,
		    work->speakers,
		    (const struct speaker_role *)(gpointer)changed->data,
		    changed->len, error))
		return FALSE;
	/* What follows for people's words is told of all these turns. */
	work->correction.before = work->correction.now =
		MAX(last, work->turn) - work->turn + 1;
	return TRUE;
}

/* -- remembered for later files ------------------------------------------- */

static gboolean
save_case_roles(struct app *app, const char *code, const GPtrArray *speakers,
		GHashTable *roles, struct turn_change *change, GError **error)
{
	GHashTableIter each;
	gpointer typed, role;

	g_hash_table_iter_init(&each, roles);
	while (g_hash_table_iter_next(&each, &typed, &role)) {
		enum turn_role is = (enum turn_role)GPOINTER_TO_INT(role);
		int i = find_labelled(speakers, typed);
		const char *label =
			i < 0 ? typed :
				((const struct speaker *)speakers->pdata[i])
					->label;

		if (who_is_numbered(label))
			continue;
		if (!store_case_speaker_set(app->store, code, label, is, error))
			return FALSE;
		g_ptr_array_add(change->says,
				g_strdup_printf("'%s' is remembered as %s for "
						"later files of case %s",
						label, turn_role_print(is),
						code));
	}
	return TRUE;
}

/* What a speaker is once the change is made. */
static enum turn_role
role_after(const GPtrArray *speakers, guint i, GHashTable *roles)
{
	const struct speaker *speaker = speakers->pdata[i];
	GHashTableIter each;
	gpointer label, role;

	g_hash_table_iter_init(&each, roles);
	while (g_hash_table_iter_next(&each, &label, &role))
		if (find_labelled(speakers, label) == (int)i)
			return (enum turn_role)GPOINTER_TO_INT(role);
	return speaker->role;
}

/* A change of one speaker may leave two of a kind, and none of the other. */
static void
tell_lack(const struct work *work, struct turn_change *change)
{
	const GPtrArray *speakers = work->now.transcript->speakers;
	guint n[TURN_UNKNOWN + 1] = { 0 };

	for (guint i = 0; i < speakers->len; i++)
		n[role_after(speakers, i, work->roles)]++;
	for (int role = TURN_THERAPIST; role <= TURN_PATIENT; role++)
		if (!n[role] && speakers->len > 1)
			g_ptr_array_add(
				change->says,
				g_strdup_printf(
					"nobody is the %s now; 'iptrate "
					"session speakers %" G_GINT64_FORMAT
					" NAME=%s' tells who is",
					turn_role_print(role), work->session,
					turn_role_print(role)));
}

gboolean
speakers_remember(const struct work *work, struct turn_change *change,
		  GError **error)
{
	struct app *app = work->now.app;
	g_autoptr(SessionInfo) info =
		store_session_plain(app->store, work->session, error);

	if (!info || !save_case_roles(app, info->case_code,
				      work->now.transcript->speakers,
				      work->roles, change, error))
		return FALSE;
	tell_lack(work, change);
	return TRUE;
}

GPtrArray *
app_session_speakers(struct app *app, gint64 session, GError **error)
{
	g_autoptr(GHashTable) views = blind_views(app, error);
	g_autoptr(Transcript) transcript = NULL;

	if (!views || !app_session_there(app, session, error))
		return NULL;
	transcript = store_transcript_load(app->store, session, error);
	if (!transcript)
		return NULL;
	blind_speakers(blind_view_of(views, session), transcript->speakers);
	g_ptr_array_ref(transcript->speakers);
	return transcript->speakers;
}
