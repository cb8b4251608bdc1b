/*
 * correcting: what the files about corrections of turns share.
 *
 * The one idea: all that is known before a correction is loaded once; each
 * correction puts turns in the place of turns, sends decisions to their
 * words, and what it did is told by comparing after with before.
 */
#ifndef APP_CORRECTING_H
#define APP_CORRECTING_H

#include "app/private.h"

/* What is known of the turns that a correction concerns, before it. */
struct correcting {
	struct app *app;
	gint64 session;
	struct transcript *transcript;
	GPtrArray *tags;      /* struct machine_tag, the best sign first */
	GPtrArray *decisions; /* struct decision, what is known filled in */
	GPtrArray *effective; /* struct effective_tag */
	GPtrArray *ratings;   /* struct rating */
};

gboolean correcting_load(struct correcting *now, struct app *app,
			 gint64 session, GError **error);
void correcting_clear(struct correcting *now);
/* The tag that a decision is about, or NULL. */
const struct effective_tag *correcting_tag(const struct correcting *now,
					   const struct decision *decision);
/* Fails when people said yes and no of one technique at these turns. */
gboolean correcting_agree(const struct correcting *now, guint first, guint last,
			  GError **error);
/* Saves what was filled in, before the turns change. */
gboolean correcting_save(const struct correcting *now, GError **error);

/* Where a turn is cut: the first half ends at first_len, the second begins
 * at second_start, blanks between them are left out. */
struct cut {
	gsize first_len;
	gsize second_start;
	gint64 first_end_ms, second_start_ms; /* -1 not known */
	guint second_line;
};

/* turn: its number. */
gboolean cut_find(const struct correcting *now, guint turn,
		  const struct turn_cut *how, struct cut *cut, GError **error);

/* Decisions of the turns concerned go where their words are. */
gboolean places_after_text(const struct correcting *now, guint turn,
			   const char *text, gsize len, GError **error);
gboolean places_after_split(const struct correcting *now, guint turn,
			    const struct cut *cut,
			    const struct corrected_turn *halves,
			    GError **error);
gboolean places_after_merge(const struct correcting *now, guint turn,
			    GError **error);
gboolean places_after_undo(const struct correcting *now,
			   const struct correction *undone, GHashTable *kept,
			   GError **error);

/* Compares before with after; the turns concerned were `before` many from
 * `turn` and are `after` many. */
struct turn_change *change_tell(const struct correcting *was, guint turn,
				guint before, guint after, const char *did,
				GError **error);

/* One correction on its way. */
struct work {
	struct correcting now;
	gint64 session;
	guint turn;
	struct correction correction;
	const char *verb; /* of the event */
	char *did;	  /* what it came to, begun with the turn */
	guint speakers;	  /* how many there were */
	/* what is asked for */
	const char *text;
	enum turn_role role;
	const struct turn_cut *cut;
	const struct turn_owner *owner;
	GHashTable *roles; /* label -> turn_role */
};

typedef gboolean (*work_function)(struct work *work, GError **error);

/* The turn as it is, for what puts others in its place.  Borrows. */
struct corrected_turn turn_as_is(const struct correcting *now, guint n);
/* Puts the turns there, once what is known is saved. */
gboolean work_replace(struct work *work, const char *what, guint before,
		      guint now, const struct corrected_turn *turns,
		      GError **error);
/* Fills in speaker and role of a turn as it was told; what was left open
 * stays. */
gboolean owner_settle(struct work *work, const struct turn_owner *owner,
		      struct corrected_turn *turn, GError **error);
gboolean work_split(struct work *work, GError **error);
gboolean work_merge(struct work *work, GError **error);
gboolean work_speakers(struct work *work, GError **error);
/* Keeps the roles for later files of the case, and says so. */
gboolean speakers_remember(const struct work *work, struct turn_change *change,
			   GError **error);

#endif
