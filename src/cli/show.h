/*
 * show: the parts of `show`, and of what explains a turn.
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/run.h"

/* One head line of a session, with newline. */
void print_session_head(struct cli *cli, const struct session_record *record);
/* Under a turn: with --why its rules, what people decided, what is worth a
 * look. */
void show_notes(struct cli *cli, const struct session_record *record,
		guint turn, gboolean timed);
/* Every rating, item by item. */
void show_ratings(struct cli *cli, const struct session_record *record);
/* One turn with its tags; timed: with a column for the time. */
void show_turn(struct cli *cli, const struct session_record *record,
	       const struct turn *turn, gboolean timed);
gboolean show_has_times(const struct transcript *t);
/* Lines at the head: was risk asked about, was it voiced and left? */
void print_risk(struct cli *cli, const struct codebook *codebook,
		const struct session_record *record);
/* What is worth a look, with its turns, and who spoke how much. */
void print_observed(struct cli *cli, const struct codebook *codebook,
		    const struct session_record *record);
/* The same: "risk", "observations" and "speech". */
void json_observed(struct printer *printer, const struct codebook *codebook,
		   const struct session_record *record);
/* "expected_unseen": techniques the phase lets one expect, without a tag. */
void json_unseen(struct printer *printer, const struct codebook *codebook,
		 const struct session_record *record);
/* Stretches with their components and the people named (app_episodes()), but
 * for those that fell short. */
void print_episodes(struct cli *cli, const GPtrArray *episodes);
void show_summary(struct cli *cli, const struct codebook *codebook,
		  const struct session_record *record,
		  const GPtrArray *episodes);
void json_explanation(struct cli *cli, gint64 session,
		      const struct explanation *explanation);

#endif
