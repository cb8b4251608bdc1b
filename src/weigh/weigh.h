/*
 * weigh: points for and against each technique on a turn.
 *
 * First the clues of a turn are summed up; then a technique gains by how sure
 * the therapist's turns around it are of the same technique, and by how sure
 * this turn and the next to it are of others.  Whole numbers all the way: the
 * same everywhere.
 */
#ifndef WEIGH_H
#define WEIGH_H

#include "weigh/clues.h"
#include "weigh/pointing.h"

#define POINTS_PER_E 20 /* points that make the odds e times as large */
/* Weights are learned from whole sessions: an excerpt of fewer turns is left
 * to the rules. */
#define WHOLE_SESSION 40
#define SURE 60 /* clue points from where a neighbour is sure */

/* Weights made ready to look clues up in. */
struct scales;
struct scales *scales_new(const struct weights *weights);
void scales_free(struct scales *scales);
struct vocabulary *scales_vocabulary(const struct scales *scales);
const struct weights *scales_weights(const struct scales *scales);
/* Points in a row: one a weighing, and up to a whole number of lanes. */
#define LANE 16
guint scales_width(const struct scales *scales);
/* A clue's place + 1, or 0 when the codebook has none; and by that its row. */
guint scales_find(const struct scales *scales, guint64 key);
const gint16 *scales_points(const struct scales *scales, guint clue);
/* NULL when the codebook has no such clue. */
const struct clue *scales_clue(const struct scales *scales, guint64 key);

/* How sure the points of a turn are: 0 (not) to 2 * SURE. */
int weigh_sureness(int points);

/*
 * What a turn gains from the therapist's turns around it.  sure: of each of
 * the therapist's turns in order, for one technique; at: which of them.
 */
int weigh_near(const int near[4], const int *sure, guint turns, guint at);

/* The points of all the therapist's turns of a session. */
struct weighed {
	guint n;       /* therapist's turns */
	guint *turns;  /* turn, from 0 */
	guint width;   /* weighings */
	gint16 *total; /* n x width: start, clues, and what is gained from
			* turns around it and from other techniques; what is
			* beyond all thresholds anyway is cut off */
	int *row;      /* turn -> its place among the therapist's, or -1 */
	struct clue_session *session;
};

struct weighed *weighed_new(const struct scales *scales,
			    const struct speech *speech,
			    const struct session_facts *facts);
/* Does a clue's text tell a reader anything: has it more than three letters in
 * words of three or more that are none of `small` (char *)? */
gboolean clue_tells(const char *text, const GPtrArray *small);
/* The words of a turn that weigh most for a technique and tell a reader
 * something (clue_tells()); empty when none does.  In the turn's matchable
 * text. */
struct span weighed_words(const struct weighed *weighed,
			  const struct scales *scales, guint turn, guint w,
			  const GPtrArray *small);
/* What weighs most for a technique on a turn, as a person would say it: words
 * of the turn and around it that tell something, its manner and place.  Never
 * empty.  Caller frees. */
char *weighed_reason(const struct weighed *weighed, const struct scales *scales,
		     guint turn, guint w, const GPtrArray *small);
/* What start and clues alone of a therapist's turn come to, by weighing. */
void weighed_clues(const struct weighed *weighed, const struct scales *scales,
		   guint turn, gint16 *points);
/* The clues of a turn (struct shown_clue), emptied before. */
void weighed_show(const struct weighed *weighed, guint turn, GArray *clues);
void weighed_free(struct weighed *weighed);
typedef struct weighed Weighed;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Weighed, weighed_free)

#endif
