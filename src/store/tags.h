/*
 * tags: what the program found, which can be built again.  Part of the door;
 * include store/store.h.
 */
#ifndef STORE_TAGS_H
#define STORE_TAGS_H

#include "store/store.h"

struct observation_row {
	char *id;
	char *says;
	enum observation_kind kind;
	guint first_turn;
	guint last_turn;
	gboolean answered; /* followed up by a tag of the machine */
	struct span words; /* in the first turn's text; empty: not kept */
};

void observation_row_free(struct observation_row *row);

/* A technique that unfolded over turns. */
struct episode_row {
	char *id;
	char *technique;
	guint first_turn, last_turn;
	guint carriers;
	char **components; /* distinct, sorted; NULL-terminated */
	char **relations;  /* named people, the same */
	gboolean complete; /* came to what it needs */
};

void episode_row_free(struct episode_row *row);

/* Puts a new tagging in place of the old one and remembers the codebook. */
gboolean store_tagging_save(struct store *store, gint64 session,
			    const struct codebook *codebook,
			    const struct tagging *tagging, GError **error);
/* struct machine_tag by turn, technique. */
GPtrArray *store_tags_load(struct store *store, gint64 session, GError **error);
/* Those of one turn, without hits and episode: enough to know what is there,
 * for a key that must not wait. */
GPtrArray *store_turn_tags_load(struct store *store, gint64 session, guint turn,
				GError **error);
/* struct episode_row by first turn. */
GPtrArray *store_episodes_load(struct store *store, gint64 session,
			       GError **error);
/* struct observation_row by first turn. */
GPtrArray *store_observations_load(struct store *store, gint64 session,
				   GError **error);
gboolean store_numbers_load(struct store *store, gint64 session,
			    struct speech_numbers *numbers, GError **error);

#endif
