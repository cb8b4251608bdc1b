/*
 * speakers: who is who, for all turns of the speaker under the cursor.
 */
#include "tui/private.h"
#include "tui/asking.h"

static const struct speaker *
speaker_here(const struct desk *desk)
{
	const struct transcript *transcript = desk->record->transcript;

	if (!transcript->turns->len)
		return NULL;
	return transcript_speaker(transcript, desk_source(desk, desk->at));
}

static void
tell_command(struct tui *tui, const char *label, const char *role)
{
	g_autofree char *pair = g_strdup_printf("%s=%s", label, role);
	g_autofree char *word = base_shell_word(pair);

	tui_command(tui, "iptrate session speakers %" G_GINT64_FORMAT " %s",
		    tui->desk->record->session, word);
}

static void
take_speaker(struct tui *tui, const char *word)
{
	const struct speaker *speaker = speaker_here(tui->desk);
	g_autoptr(GHashTable) roles =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree char *label = speaker ? g_strdup(speaker->label) : NULL;
	g_autoptr(TurnChange) change = NULL;
	GError *error = NULL;
	enum turn_role role;

	if (!label || !turn_role_parse(word, &role) || !desk_is_current(tui))
		return;
	g_hash_table_insert(roles, g_strdup(label), GINT_TO_POINTER(role));
	tui_tick(tui);
	change = app_speakers_change(tui->options.app,
				     tui->desk->record->session, roles, FALSE,
				     &error);
	if (!change || !desk_reload(tui, &error)) {
		tui_fault(tui, error);
		return;
	}
	if (!change->says->len) {
		tui_say(tui, "'%s' is %s already", label, word);
		return;
	}
	tui_say(tui,
		"all turns of '%s': %s (:turn undo %" G_GINT64_FORMAT
		" takes it back)",
		label, word, tui->desk->session);
	tell_command(tui, label, word);
}

void
act_speakers(struct tui *tui, guint count)
{
	static const enum turn_role roles[] = { TURN_THERAPIST, TURN_PATIENT,
						TURN_OTHER };
	const struct speaker *speaker = speaker_here(tui->desk);
	g_autofree char *shown = NULL;
	g_autofree char *title = NULL;

	(void)count;
	if (!speaker)
		return;
	shown = base_printable(speaker->label, -1);
	title = g_strdup_printf("who is '%s', in all %u turns?", shown,
				speaker->turns);
	picker_open(tui, title, take_speaker);
	for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
		const char *role = turn_role_print(roles[i]);

		picker_add(tui, role, "%s%s", role,
			   roles[i] == speaker->role ? " (as now)" : "");
	}
}
