/*
 * codebook: YAML -> techniques, lexicons, rules, episodes, rubrics.
 *
 * Reads the files of rubrics/ (their language: rubrics/README.md) into plain
 * structs, each with its place in the file, and complains like a compiler.
 * Knows nothing of PCRE2: patterns are text here, with lexicons already
 * spelled out; tagging/ compiles and checks them.
 */
#ifndef CODEBOOK_H
#define CODEBOOK_H

#include "base/base.h"
#include "codebook/join.h"
#include "codebook/weights.h"
#include "transcript/transcript.h"

/* -- phases and focuses -------------------------------------------------- */

enum phase {
	PHASE_UNKNOWN,
	PHASE_INITIAL,
	PHASE_MIDDLE,
	PHASE_TERMINATION,
};

enum focus {
	FOCUS_UNKNOWN,
	FOCUS_GRIEF,
	FOCUS_DISPUTE,
	FOCUS_TRANSITION,
	FOCUS_DEFICITS,
};

/* "initial" ...; "unknown". */
const char *phase_print(enum phase phase);
gboolean phase_parse(const char *text, enum phase *phase);
/* "grief", "role-dispute", "role-transition", "deficits"; "unknown".
 * Parsing accepts blanks for hyphens, "dispute", "transition",
 * "sensitivity", "interpersonal deficits", in any case. */
const char *focus_print(enum focus focus);
gboolean focus_parse(const char *text, enum focus *focus);

/*
 * The phase a session number suggests in a course of so many planned
 * sessions (domain: first 3 initial, last 3 termination of 12-16; a course
 * of 10 or fewer: first 2 and last 2).  number 0: unknown.  planned 0: 16.
 */
enum phase phase_suggest(guint number, guint planned);

/* What is known of the session that is tagged and scored. */
struct session_facts {
	guint number;  /* 0 unknown */
	guint planned; /* 0 unknown */
	enum phase phase;
	enum focus focus;
};

/* Sets as bit masks: 1 << phase, 1 << focus; 0 = no restriction. */
typedef guint phase_mask;
typedef guint focus_mask;

/* -- codebook ------------------------------------------------------------ */

enum strength {
	STRENGTH_HINT,
	STRENGTH_PROBABLE,
	STRENGTH_SEQUENCE,
};

const char *strength_print(enum strength strength);
gboolean strength_parse(const char *text, enum strength *strength);

enum sentence_kind { /* bit mask */
		     KIND_QUESTION = 1,
		     KIND_PROMPT = 2,
		     KIND_IMPERATIVE = 4,
		     KIND_STATEMENT = 8,
};

struct range { /* inclusive; max G_MAXINT = open */
	int min;
	int max;
};

/* A pattern as written and with its lexicons spelled out. */
struct pattern {
	char *written;
	char *expanded; /* what is compiled: PCRE2, caseless */
	struct place place;
};

/*
 * What is asked of one turn.  Used for the turn itself and, with `turns`,
 * for its neighbours.  Empty arrays and zero masks ask nothing.
 */
struct condition {
	struct place place;
	struct range turns;   /* relative; 0..0 = the turn itself */
	gboolean strictly;    /* acknowledgements count as turns */
	gboolean negate;      /* not: true */
	struct range count;   /* 1..open by default */
	guint speakers;	      /* mask of 1 << enum turn_role; 0 any */
	GPtrArray *match;     /* struct pattern: any */
	GPtrArray *and;	      /* struct pattern: all */
	GPtrArray *unless;    /* struct pattern: none */
	GPtrArray *except;    /* struct pattern: a match within reach of one
			       * of these is passed over */
	GPtrArray *note;      /* struct pattern: any, on non-speech notes */
	gboolean by_sentence; /* scope: sentence */
	guint kinds;	      /* mask of enum sentence_kind; 0 any */
	struct range words;   /* 0..open by default */
	gboolean own;	      /* the match is the speaker's own */
	GPtrArray *hits;      /* char *: rule ids, globs, technique ids: any */
};

enum tristate { TRI_ANY, TRI_NO, TRI_YES };

struct rule {
	char *id;
	char *says;
	guint technique; /* index into codebook.techniques */
	struct place place;
	struct condition self;
	struct range place_percent; /* 0..100 by default */
	phase_mask phases;
	focus_mask focuses;
	enum tristate quoted; /* TRI_NO: match not inside quotes, ... */
	gboolean not_negated; /* negated: no */
	gboolean has_echo;
	struct range echo_turns;
	struct range echo_words;
	GPtrArray *echo_of; /* char *: rule ids, globs: of their words only */
	char *weighs;	    /* id of the points of words, or NULL */
	int weighs_least;   /* so many points at least */
	GPtrArray *when;    /* struct condition */
	char *inside;	    /* episode id or NULL */
	enum strength strength;
	char *component;     /* or NULL */
	gboolean weak;	     /* declared under an episode's `weak` */
	gboolean weighed;    /* made by the weights: has no pattern */
	GPtrArray *examples; /* struct example */
	GPtrArray *counterexamples;
};

struct example {
	struct place place;
	GPtrArray *turns; /* char *: "T: ...", "P: ..." */
	guint target;	  /* index of the turn the rule must tag */
};

struct episode {
	char *id;
	guint technique;
	struct place place;
	GPtrArray *ground;  /* struct condition */
	GPtrArray *opens;   /* char *: ids, globs, techniques */
	GPtrArray *carries; /* char * */
	GPtrArray *weak;    /* struct rule, also in codebook.rules */
	guint bridges;	    /* therapist turns */
	struct condition *bridge_unless; /* or NULL */
	guint ends_after;     /* therapist turns without carrier; 0 never */
	GPtrArray *ends_at;   /* char * */
	GPtrArray *ends_last; /* char * */
	guint needs_turns;
	guint needs_components;
	guint needs_within; /* turns; 0 = no limit */
	enum { EPISODE_KEEP, EPISODE_HINT, EPISODE_DROP } otherwise;
	struct pattern *relations; /* or NULL */
};

struct tell_apart {
	char *from; /* technique id */
	char *by;
};

struct technique {
	char *id;	/* "COMM" */
	GPtrArray *was; /* char *: names it had before */
	char *name;
	char *group;
	char *definition;
	char *unit;
	phase_mask phases;
	phase_mask expected;
	double hint_at; /* how likely it must be for words to hint at it; 0
			 * as usual */
	GPtrArray *tell_apart; /* struct tell_apart */
	struct place place;
	GPtrArray *rules;    /* struct rule, borrowed from codebook.rules */
	GPtrArray *episodes; /* struct episode, borrowed */
};

struct suppression {
	char *id;
	char *says;
	struct place place;
	char *during;	 /* episode id, or NULL */
	GPtrArray *keep; /* char * technique ids (with during) */
	char *same_turn; /* technique id, or NULL */
	GPtrArray *drop; /* char * technique ids or "*" */
	enum strength unless_strength;
	gboolean has_unless_strength;
};

enum observation_kind {
	OBSERVATION_MISSED,
	OBSERVATION_DRIFT,
	OBSERVATION_RISK,
};

const char *observation_kind_print(enum observation_kind kind);

struct observation_rule {
	char *id;
	char *says;
	struct place place;
	enum observation_kind kind;
	struct condition *at;	     /* missed, risk */
	struct condition *followed;  /* missed, risk */
	guint turns;		     /* drift */
	struct condition *broken_by; /* drift: match OR hits */
};

struct lexicon {
	char *name;
	GPtrArray *entries; /* char * as written */
	char *expanded;	    /* "(?:...)" */
	struct place place;
};

#include "codebook/points.h"

struct codebook {
	char *id;
	char *version;
	char *language;
	GPtrArray *language_words; /* char *, small letters: words that no talk
				    * in it can do without; may be empty */
	guint enough_turns;	   /* of the therapist; of a session with fewer
			     * nothing is said of what is missing */
	char *name;
	char *status;
	struct joined *joined;
	const char *file;	 /* name given to codebook_parse */
	char *digest;		 /* ask codebook_sha256() */
	GPtrArray *lexicons;	 /* struct lexicon */
	GPtrArray *techniques;	 /* struct technique, in file order */
	GPtrArray *rules;	 /* struct rule, all, in file order */
	GPtrArray *episodes;	 /* struct episode */
	GPtrArray *precedence;	 /* char * technique ids, highest first */
	guint at_most;		 /* 0 = no limit */
	GPtrArray *word_points;	 /* struct word_points */
	GPtrArray *suppressions; /* struct suppression */
	GPtrArray *observations; /* struct observation_rule */
	double floor_precision;
	guint floor_decided;
	struct weights *weights; /* or NULL; see codebook_weigh() */
	gboolean is_weighed;
};

/*
 * text (the whole file; file is its name for messages) -> codebook, caller
 * frees with codebook_free(); NULL when there was an error.  Every fault
 * is added to diagnostics: unknown keys (with did-you-mean), duplicate ids,
 * unknown lexicons and techniques, circles, missing parts, rules without
 * examples or counterexamples (warnings), bad ranges.
 */
struct codebook *codebook_parse(const char *text, gsize len, const char *file,
				GPtrArray *diagnostics);
/* The same, with the files that it names (see codebook_join()) and without the
 * weights and points of words beside it, which are most of a large codebook: of
 * them only the row that names techniques is read.  To look at sessions with;
 * before it tags,
 * codebook_weigh().  Takes text, which has a NUL behind its end. */
struct codebook *codebook_read(char *text, gsize len, const char *file,
			       codebook_fetch fetch, void *data,
			       GPtrArray *diagnostics);
/* Reads the weights of a codebook, and points of words that stand beside them,
 * unless that was done.  FALSE after complaints; the codebook can then only be
 * freed. */
gboolean codebook_weigh(struct codebook *codebook, GPtrArray *diagnostics);
void codebook_free(struct codebook *codebook);
typedef struct codebook Codebook;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Codebook, codebook_free)

/* The whole with all its files in one text, as codebook_parse() reads it:
 * what a casebook keeps of it.  Caller frees. */
char *codebook_text(const struct codebook *codebook);
/* Of that text, in hexadecimal; from any thread.  The codebook owns it. */
const char *codebook_sha256(const struct codebook *codebook);
/* NULL when unknown. */
const struct technique *codebook_technique(const struct codebook *codebook,
					   const char *id);
/* As people type it: in any case, blanks around it or not.  NULL when there
 * is none. */
const struct technique *codebook_find_technique(const struct codebook *codebook,
						const char *word);
/* The same, also by a name that a technique had before. */
const struct technique *codebook_technique_now(const struct codebook *codebook,
					       const char *id);
const struct rule *codebook_rule(const struct codebook *codebook,
				 const char *id);
/* Points of words; NULL when there are none of that id. */
const struct word_points *codebook_word_points(const struct codebook *codebook,
					       const char *id);
const struct episode *codebook_episode(const struct codebook *codebook,
				       const char *id);
/* The nearest technique id, for "did you mean"; NULL when none is near. */
const char *codebook_near_technique(const struct codebook *codebook,
				    const char *word);
/* Rank of a technique in `precedence`: 0 = highest; G_MAXUINT unlisted. */
guint codebook_precedence(const struct codebook *codebook, guint technique);
/* Does a reference of a file ("comm.*", "COMM", "comm.own-words") name this
 * rule? */
gboolean codebook_refers(const struct codebook *codebook, const char *reference,
			 const struct rule *rule);
/* The file up to its weights, which come last; all of it without any. */
gsize codebook_rules_length(const char *text, gsize len);
/* The codebook before anything was learned for its techniques: what it says,
 * and the points of words of its table.  Caller frees. */
char *codebook_unweighed(const struct codebook *codebook);
/* The points of words of its table, as their blocks stand there; "" when there
 * are none.  Caller frees. */
char *codebook_point_blocks(const struct codebook *codebook);
/* The file that holds its weights; NULL when they are none of their own.
 * Borrowed. */
const char *codebook_table(const struct codebook *codebook);
/* The text of the line of a place, as in its file.  Caller frees. */
char *codebook_line(const struct codebook *codebook, guint line);
/* A place in its file, and which one that is; borrowed. */
struct place codebook_place(const struct codebook *codebook, struct place place,
			    const char **file);
/* Adds a complaint of what stands at a place of the codebook. */
void codebook_complain(const struct codebook *codebook, GPtrArray *diagnostics,
		       enum diagnostic_level level, struct place place,
		       const char *format, ...) G_GNUC_PRINTF(5, 6);

#include "codebook/rubric.h"
#include "codebook/calibration.h"

/* -- measures ------------------------------------------------------------ */

/* "none", "mild", ... for the measures known by name (PHQ-9, GAD-7), NULL
 * for free ones.  score in the measure's points. */
const char *measure_band(const char *measure, double score);
/* Is it one measure, whatever the case of letters, the blanks and dashes? */
gboolean measure_same(const char *a, const char *b);
/* A known measure's name as it is written here ("phq9": "PHQ-9"), else the
 * name itself. */
const char *measure_name(const char *name);
/* Does the score tell of thoughts of death or of harm to oneself? */
gboolean measure_is_of_risk(const char *name, double score);
/* FALSE with a sentence when a known measure cannot have this score. */
gboolean measure_check(const char *measure, double score, GError **error);

#endif
