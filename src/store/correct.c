/*
 * Corrections of turns.
 *
 * Turns are changed in place, so that everything that reads them sees the
 * corrected ones.  What was there is kept: the turns, and the places of what
 * people had said of them.  Corrections are taken back newest first; by then
 * the numbers in a correction are right again.
 */
#include "store/private.h"

/* Turns from `first` to `last` concern the correction; the numbers after
 * them change by `shift`. */
struct turn_shift {
	gint64 session, correction;
	gint64 first, last, shift;
};

static gboolean
keep_shift(struct store *store, const struct turn_shift *at, GError **error)
{
	static const enum statement parts[] = { SQL_CORRECTION_KEEP_TURNS,
						SQL_CORRECTION_KEEP_DECISIONS,
						SQL_CORRECTION_KEEP_EVIDENCE };

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (!store_run(store, parts[i], error, "iiii", at->session,
			       at->first, at->last, at->correction))
			return FALSE;
	}
	return TRUE;
}

/* The turns go, and those after them take their new numbers. */
static gboolean
turns_clear(struct store *store, const struct turn_shift *at, GError **error)
{
	if (!store_run(store, SQL_TURNS_REMOVE, error, "iii", at->session,
		       at->first, at->last))
		return FALSE;
	return !at->shift ||
	       (store_run(store, SQL_TURNS_MOVE, error, "iii", at->session,
			  at->last, at->shift) &&
		store_run(store, SQL_TURNS_MOVED, error, "i", at->session));
}

/* What people said goes along: decisions to the first turn, evidence to all
 * of them. */
static gboolean
places_move(struct store *store, const struct turn_shift *at, GError **error)
{
	if (!store_run(store, SQL_DECISIONS_MOVE, error, "iiii", at->session,
		       at->first, at->last, at->shift) ||
	    !store_run(store, SQL_EVIDENCE_MOVE, error, "iiii", at->session,
		       at->first, at->last, at->shift))
		return FALSE;
	for (gint64 n = at->first + 1; n <= at->last + at->shift; n++) {
		if (!store_run(store, SQL_EVIDENCE_COPY, error, "iii",
			       at->session, at->first, n))
			return FALSE;
	}
	return TRUE;
}

/* Who said how much, counted again. */
static gboolean
recount(struct store *store, gint64 session, GError **error)
{
	g_autoptr(Transcript) transcript =
		store_transcript_load(store, session, error);

	if (!transcript)
		return FALSE;
	transcript_count(transcript);
	for (guint n = 0; n < transcript->speakers->len; n++) {
		const struct speaker *speaker = transcript->speakers->pdata[n];

		if (!store_run(store, SQL_SPEAKER_COUNTED, error, "iiiii",
			       session, (gint64)n, (gint64)speaker->turns,
			       (gint64)speaker->words,
			       (gint64)speaker->questions))
			return FALSE;
	}
	return TRUE;
}

gboolean
store_turns_replace(struct store *store, gint64 session,
		    struct correction *correction, guint speakers,
		    const struct corrected_turn *turns, GError **error)
{
	struct turn_shift at = {
		.session = session,
		.first = correction->turn,
		.last = (gint64)correction->turn + correction->before - 1,
		.shift = (gint64)correction->now - correction->before,
	};

	if (!store_run(store, SQL_CORRECTION_ADD, error, "iitiiii", session,
		       at.first, correction->what, (gint64)correction->before,
		       (gint64)correction->now, (gint64)speakers, store->now))
		return FALSE;
	at.correction = correction->id = sqlite3_last_insert_rowid(store->db);
	if (!keep_shift(store, &at, error) || !turns_clear(store, &at, error) ||
	    !places_move(store, &at, error))
		return FALSE;
	for (guint i = 0; i < correction->now; i++) {
		const struct corrected_turn *turn = &turns[i];

		if (!store_run(store, SQL_TURN_ADD, error, "iiitiiis", session,
			       at.first + i, (gint64)turn->speaker,
			       turn_role_print(turn->role), turn->start_ms,
			       turn->end_ms, (gint64)turn->line, turn->text,
			       (gssize)turn->len))
			return FALSE;
	}
	return recount(store, session, error);
}

gboolean
store_speakers_change(struct store *store, gint64 session,
		      struct correction *correction, guint speakers,
		      const struct speaker_role *roles, guint n, GError **error)
{
	correction->what = "role";
	correction->before = correction->now = 1;
	correction->whole = TRUE;
	if (!store_run(store, SQL_CORRECTION_ADD, error, "iitiiii", session,
		       (gint64)correction->turn, correction->what, (gint64)1,
		       (gint64)1, (gint64)speakers, store->now))
		return FALSE;
	correction->id = sqlite3_last_insert_rowid(store->db);
	for (guint i = 0; i < n; i++) {
		const char *role = turn_role_print(roles[i].role);
		gint64 speaker = roles[i].speaker;

		if (!store_run(store, SQL_CORRECTION_KEEP_SPEAKER, error, "iii",
			       session, speaker, correction->id) ||
		    !store_run(store, SQL_CORRECTION_KEEP_ROLES, error, "iii",
			       session, speaker, correction->id) ||
		    !store_run(store, SQL_SPEAKER_ROLE, error, "iit", session,
			       speaker, role) ||
		    !store_run(store, SQL_TURNS_ROLE, error, "iit", session,
			       speaker, role))
			return FALSE;
	}
	return recount(store, session, error);
}

/* All is as it was, and nothing has moved. */
static gboolean
roles_restore(struct store *store, gint64 session, gint64 id, GError **error)
{
	return store_run(store, SQL_ROLES_RESTORE, error, "ii", session, id) &&
	       store_run(store, SQL_SPEAKERS_RESTORE, error, "ii", session,
			 id) &&
	       store_run(store, SQL_CORRECTION_REMOVE, error, "i", id) &&
	       recount(store, session, error);
}

gboolean
store_correction_last(struct store *store, gint64 session,
		      struct correction *correction, GError **error)
{
	sqlite3_stmt *row =
		store_query(store, SQL_CORRECTION_LAST, error, "i", session);
	int more = row ? store_step(store, row, error) : -1;

	*correction = (struct correction){ 0 };
	if (more <= 0)
		return more == 0;
	correction->id = sqlite3_column_int64(row, 0);
	correction->turn = (guint)sqlite3_column_int64(row, 1);
	correction->what = g_intern_string(store_text(row, 2));
	correction->before = (guint)sqlite3_column_int64(row, 3);
	correction->now = (guint)sqlite3_column_int64(row, 4);
	correction->first_len = (gsize)sqlite3_column_int64(row, 5);
	correction->whole = sqlite3_column_int64(row, 6) > 0;
	sqlite3_reset(row);
	return TRUE;
}

GHashTable *
store_correction_decisions(struct store *store, gint64 correction,
			   GError **error)
{
	g_autoptr(GHashTable) ids = g_hash_table_new_full(
		g_int64_hash, g_int64_equal, g_free, NULL);
	sqlite3_stmt *row = store_query(store, SQL_CORRECTION_DECISIONS, error,
					"i", correction);
	int more = -1;

	while (row && (more = store_step(store, row, error)) > 0) {
		gint64 id = sqlite3_column_int64(row, 0);

		g_hash_table_add(ids, g_memdup2(&id, sizeof(id)));
	}
	return more == 0 ? g_steal_pointer(&ids) : NULL;
}

gboolean
store_correction_undo(struct store *store, gint64 session,
		      const struct correction *correction, GError **error)
{
	gint64 id = correction->id;
	struct turn_shift at = {
		.session = session,
		.correction = id,
		.first = correction->turn,
		.last = (gint64)correction->turn + correction->now - 1,
		.shift = (gint64)correction->before - correction->now,
	};

	if (correction->whole)
		return roles_restore(store, session, id, error);
	return turns_clear(store, &at, error) &&
	       store_run(store, SQL_TURNS_RESTORE, error, "ii", session, id) &&
	       store_run(store, SQL_EVIDENCE_FORGET, error, "iii", id, at.first,
			 at.last) &&
	       places_move(store, &at, error) &&
	       store_run(store, SQL_EVIDENCE_RESTORE, error, "i", id) &&
	       store_run(store, SQL_DECISIONS_RESTORE, error, "i", id) &&
	       store_run(store, SQL_SPEAKERS_CUT, error, "ii", session, id) &&
	       store_run(store, SQL_CORRECTION_REMOVE, error, "i", id) &&
	       recount(store, session, error);
}

gboolean
store_speaker_add(struct store *store, gint64 session,
		  const struct speaker *speaker, guint n, GError **error)
{
	return store_run(store, SQL_SPEAKER_ADD, error, "iittitiii", session,
			 (gint64)n, speaker->label,
			 turn_role_print(speaker->role),
			 (gint64)speaker->guessed, speaker->reason,
			 (gint64)speaker->turns, (gint64)speaker->words,
			 (gint64)speaker->questions);
}
