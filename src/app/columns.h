/*
 * app/columns: the part of the door about what is listed: the columns of the
 * things that this room gives, for every printer (listing/listing.h).
 *
 * A column with a key alone is in JSON alone, one with a heading alone in
 * tables alone; they stand in the order in which both show them.  `about` is
 * NULL where nothing is said of it.
 */
#ifndef APP_COLUMNS_H
#define APP_COLUMNS_H

#include "codebook/codebook.h"
#include "export/export.h"
#include "listing/listing.h"
#include "scoring/scoring.h"

/* Of struct session_info, case_info, person_info. */
extern const struct column session_columns[];
extern const struct column case_columns[];
extern const struct column person_columns[];
/* Of struct person_merged. */
extern const struct column person_merged_columns[];
/* Of struct known_key. */
extern const struct column known_key_columns[];
/* Of struct case_purged; about: the code of the case. */
extern const struct column case_purged_columns[];
/* What an import did with a file (struct import_result), and with one that
 * it could not take. */
extern const struct column import_columns[];
extern const struct column import_failed_columns[];
/* Of struct turn_change; about: struct change_of. */
extern const struct column turn_change_columns[];
struct change_of {
	gint64 session;
	gboolean dry_run;
};
extern const struct column tag_tally_columns[];

/* Of struct technique and item; head: which codebook and rubric it is. */
extern const struct column technique_columns[];
extern const struct column item_columns[];
extern const struct column codebook_head_columns[];
extern const struct column rubric_head_columns[];
/* Of struct rule_use, old_name, codebook_diff. */
extern const struct column rule_use_columns[];
extern const struct column old_name_columns[];
extern const struct column codebook_diff_columns[];

/* Of struct report, and of its statistics. */
extern const struct column report_columns[];
extern const struct column statistic_columns[];
/* Of struct dependence, and of what is in its standing: parts, designs,
 * marks. */
extern const struct column dependence_columns[];
extern const struct column standing_part_columns[];
extern const struct column standing_design_columns[];
extern const struct column standing_mark_columns[];
/* Of struct evaluation (about: the same) and what is in it. */
extern const struct column evaluation_columns[];
extern const struct column technique_agreement_columns[];
extern const struct column item_signal_columns[];
extern const struct column disagreement_columns[];
/* Of struct weights_learned (about: the file it was written to, or NULL) and
 * learned_row. */
extern const struct column weights_learned_columns[];
extern const struct column learned_columns[];

/* Who a label was in files of a case. */
struct label_role {
	const char *label;
	enum turn_role role;
};
extern const struct column label_role_columns[];

/* Of struct decision: by itself (about: the session, gint64), and under its
 * turn. */
extern const struct column decision_columns[];
extern const struct column turn_decision_columns[];

/* A tag with all that tells why it is there; about: the same. */
struct listed_tag {
	struct effective_tag tag;
	struct machine_tag machine; /* empty: added by hand */
	const struct session_record *record;
	const struct codebook *codebook; /* that gave it */
	const char *mark;		 /* of its state, in a table */
	guint room;			 /* columns for its words there */
};
extern const struct column listed_tag_columns[];

/* A rating with what it comes to; borrows all that it is made of. */
struct scored_rating {
	struct rating rating;
	struct signature signature; /* empty: not signed */
	struct session_score score;
	guint version;
	gboolean is_signed;
	const char *how;       /* signature_how() */
	const char *key_state; /* signed_state_print(), or NULL */
};
struct scored_rating scored_rating_of(const struct rating *rating,
				      const struct session_score *score);
extern const struct column scored_rating_columns[];
/* Of struct rating: how it was signed, for lists that tell of several; the map
 * is to be left out of one that is not signed. */
extern const struct column signature_columns[];

/* An item in a session, with what is suggested for it, if anything. */
struct item_state {
	struct item item;
	struct suggestion suggestion;
	gboolean live;
};
extern const struct column item_state_columns[];
/* Of struct session_record: its place in the course. */
extern const struct column course_columns[];
/* Of struct episode_row. */
extern const struct column episode_columns[];
/* Of struct speaker: as a file was heard, and as a session has it. */
extern const struct column heard_speaker_columns[];
extern const struct column speaker_columns[];
/* Of struct cue; about: its transcript. */
extern const struct column cue_columns[];

/* "2/16", "2", or "?".  Caller frees. */
char *course_number_print(const struct session_facts *facts);
/* "role dispute".  Caller frees. */
char *focus_words_print(enum focus focus);
/* "initial, middle"; "any" for none or all.  Caller frees. */
char *phases_print(phase_mask phases);
/* "grief, deficits"; "any" for none.  Caller frees. */
char *focuses_print(focus_mask focuses);
/* Codes with blanks between; NULL: "".  Caller frees. */
char *codes_print(const GPtrArray *codes);

#endif
