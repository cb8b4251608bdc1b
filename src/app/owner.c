/*
 * Whose a corrected turn is: a speaker there is, or a new one.
 */
#include "app/correcting.h"
#include "app/values.h"

#include <string.h>

static const char *const role_labels[] = {
	[TURN_THERAPIST] = "Therapist",
	[TURN_PATIENT] = "Patient",
	[TURN_OTHER] = "Other",
	[TURN_UNKNOWN] = "?",
};

/* By label, or when that is NULL the first of the role; -1: nobody. */
static int
find_owner_speaker(const GPtrArray *speakers, const char *label,
		   enum turn_role role)
{
	g_autofree char *want = label ? g_utf8_casefold(label, -1) : NULL;

	for (guint i = 0; i < speakers->len; i++) {
		const struct speaker *speaker = speakers->pdata[i];
		g_autofree char *have = g_utf8_casefold(speaker->label, -1);

		if (want ? !strcmp(want, have) : speaker->role == role)
			return (int)i;
	}
	return -1;
}

static gboolean
speaker_new(struct work *work, const char *label, enum turn_role role,
	    guint *speaker, GError **error)
{
	GPtrArray *speakers = work->now.transcript->speakers;
	struct speaker *new = g_new0(struct speaker, 1);

	new->label = g_strdup(label);
	new->role = role;
	new->reason = g_strdup("told by a correction");
	*speaker = speakers->len;
	g_ptr_array_add(speakers, new);
	return store_speaker_add(work->now.app->store, work->session, new,
				 *speaker, error);
}

static gboolean
fail_speaker(const struct work *work, const char *label, GError **error)
{
	const GPtrArray *speakers = work->now.transcript->speakers;
	g_autofree char *shown = base_printable(label, -1);
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < speakers->len; i++) {
		const struct speaker *speaker = speakers->pdata[i];
		g_autofree char *safe = base_printable(speaker->label, -1);

		g_string_append_printf(list, "%s%s", i ? ", " : "", safe);
	}
	return app_fail(
		error, BASE_ERROR_NOT_FOUND,
		"nobody called '%s' speaks in session %" G_GINT64_FORMAT
		" (there are: %s); to add them say the role, too: --role "
		"therapist, patient or other",
		shown, work->session, list->str);
}

gboolean
owner_settle(struct work *work, const struct turn_owner *owner,
	     struct corrected_turn *turn, GError **error)
{
	const GPtrArray *speakers = work->now.transcript->speakers;
	enum turn_role role = owner->role;
	const char *label = owner->speaker;
	int found;

	if (!label && (role == TURN_UNKNOWN || role == turn->role))
		return TRUE;
	found = find_owner_speaker(speakers, label, role);
	if (found < 0 && !label) {
		label = role_labels[role];
		found = find_owner_speaker(speakers, label, role);
	}
	if (found < 0 && role == TURN_UNKNOWN)
		return fail_speaker(work, label, error);
	if (role == TURN_UNKNOWN)
		role = ((const struct speaker *)speakers->pdata[found])->role;
	turn->role = role;
	if (found >= 0) {
		turn->speaker = (guint)found;
		return TRUE;
	}
	return app_code_check("speaker", label, error) &&
	       speaker_new(work, label, role, &turn->speaker, error);
}
