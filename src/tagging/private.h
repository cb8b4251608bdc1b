/*
 * What the files of tagging/ share.
 *
 * The road of a session through the room:
 *
 *   turns --speech--> matchable text --filter--> patterns that may match
 *         --look/rule--> hits --episodes--> --tags--> tags --observe-->
 *
 * A tagger is the codebook made ready (patterns compiled, references
 * resolved, literals in one automaton) and never changes once made, but for
 * code compiled on first use behind a lock.  A session is one run: it belongs
 * to one thread and dies with it.
 */
#ifndef TAGGING_PRIVATE_H
#define TAGGING_PRIVATE_H

#include "match/match.h"
#include "speech/speech.h"
#include "tagging/tagging.h"
#include "weigh/weigh.h"

/* -- tagger: the codebook made ready ------------------------------------- */

/* References ("comm.*", "COMM") resolved. */
struct references {
	guint64 *rules;	     /* bits by rule index */
	guint64 *named;	     /* those not named by their technique */
	guint64 *techniques; /* bits by technique index */
	guint n;
};

/* A struct condition with the numbers of its patterns. */
struct ready_condition {
	const struct condition *source;
	GArray *match; /* guint: numbers of patterns */
	GArray *and;
	GArray *unless;
	GArray *except;
	GArray *note;
	struct references hits;
};

struct ready_rule {
	const struct rule *rule;
	struct ready_condition *self;
	GPtrArray *when; /* struct ready_condition */
	struct references echo_of;
	const struct word_points *points; /* or NULL */
	int inside; /* episode index or -1; also for weak signs */
};

struct ready_episode {
	const struct episode *episode;
	GPtrArray *ground; /* struct ready_condition */
	struct references opens;
	struct references carries;
	struct references ends_at;
	struct references ends_last;
	struct ready_condition *bridge_unless; /* or NULL */
	int relations;			       /* a pattern or -1 */
	GArray *inside; /* guint rules that count only in it */
};

struct ready_observation {
	const struct observation_rule *source;
	struct ready_condition *at;
	struct ready_condition *followed;
	struct ready_condition *broken_by;
};

struct tagger {
	const struct codebook *codebook;
	struct patterns *patterns;
	GPtrArray *rules;	 /* struct ready_rule, by rule index */
	GPtrArray *episodes;	 /* struct ready_episode */
	GPtrArray *observations; /* struct ready_observation */
	guint row;		 /* guint64 words of a bit row of patterns */
	guint rule_row;		 /* the same of rules */
	GPtrArray *rules_of;	 /* GArray of guint: rules a pattern can fire */
	guint64 *free_rules;	 /* rules that need no match */
	guint64 *rules_by_role[4]; /* ordinary rules that a role may fire */
	struct scales *scales;	   /* NULL without weights */
};

/* Each adds itself to the tagger; faults of patterns to diagnostics. */
void ready_rule_add(struct tagger *tagger, const struct rule *rule,
		    GPtrArray *diagnostics);
void ready_episode_add(struct tagger *tagger, const struct episode *episode,
		       GPtrArray *diagnostics);
void ready_observation_add(struct tagger *tagger,
			   const struct observation_rule *source,
			   GPtrArray *diagnostics);
void ready_rule_free(gpointer data);
void ready_episode_free(gpointer data);
void ready_observation_free(gpointer data);
#define ALL_ROLES 0xf

struct ready_rule *tagger_rule(const struct tagger *tagger, guint rule);
struct ready_episode *tagger_episode(const struct tagger *tagger,
				     guint episode);

/* -- session: one run ---------------------------------------------------- */

struct session {
	struct tagger *tagger;
	const struct transcript *transcript; /* may be NULL in examples */
	struct session_facts facts;
	gboolean plainly;
	gboolean lenient; /* phase, focus and place are fulfilled */
	struct speech speech;
	struct search *search;
	guint turns;
	guint *places; /* turns that are not acknowledgements */
	guint n_places;
	guint *places_before;	 /* by turn: how many stand before it */
	struct weighed *weighed; /* NULL without weights, and for excerpts */
	guint64 *active;	 /* rules that phase and focus allow */
	guint64 *hit_rules;	 /* rows of rule bits: ordinary hits */
	guint64 *inside_rules;	 /* the same for hits inside episodes */
	/* rows of technique bits: standing tags; NULL until observing */
	guint64 *tag_rows;
	GHashTable *reasons; /* reason -> place in result.reasons + 1 */
	GHashTable *content; /* turn + 1 -> set of content words */
	/* struct stretch, as result.episodes; gone when tags are made */
	GPtrArray *stretches;
	struct tagging *result;
};

struct session *session_new(struct tagger *tagger, gboolean plainly);
void session_free(struct session *session);
typedef struct session Session;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_free)
void session_read(struct session *session, const struct transcript *transcript,
		  const struct session_facts *facts);
/* After all turns are in speech. */
void session_prepare(struct session *session);
void session_tag(struct session *session);
struct tagging *session_take(struct session *session);

/* The turn `offset` places away from turn (both from 0); -1 when there is
 * none. */
int session_place(const struct session *session, guint turn, int offset,
		  gboolean strictly);

/* -- look: conditions on one turn ---------------------------------------- */

/* What a match must be beyond being found, and what came of it. */
struct condition_look {
	enum tristate quoted;
	gboolean not_negated;
	gboolean found;	   /* some match was found at all */
	struct span span;  /* the match that satisfied */
	const char *fault; /* the first thing that failed, in words */
};

void look_set_fault(struct condition_look *look, const char *fault);
/* Match, kinds, and, unless. */
enum answer look_at_turn(struct session *session,
			 const struct ready_condition *condition, guint turn,
			 struct condition_look *look);
enum answer look_at_sentences(struct session *session,
			      const struct ready_condition *condition,
			      guint turn, struct condition_look *look);

/* The first match in a turn at or after from. */
enum answer session_find_in_turn(struct session *session, guint pattern,
				 guint turn, gsize from, struct span *span);
enum answer look_at(struct session *session,
		    const struct ready_condition *condition, guint turn,
		    struct condition_look *look);
gboolean session_refers(const struct session *session,
			const struct references *references, guint turn,
			gboolean inside);
/*
 * A `when`: looks at turns of the range; TRUE when the condition holds, with
 * the nearest turn it rested on (from 0) or -1.
 */
enum answer look_around(struct session *session,
			const struct ready_condition *condition, guint turn,
			int *context);

/* -- rules --------------------------------------------------------------- */

/* What became of a rule on a turn. */
struct verdict {
	struct span span;
	int context;	   /* turn from 0, or -1 */
	guint failed;	   /* with everything checked: how many failed */
	const char *fault; /* the first that failed */
	const struct condition *fault_at; /* the `when` that failed */
};

/* Stops at the first condition that fails, unless all is asked for. */
enum answer rule_check(struct session *session, guint rule, guint turn,
		       gboolean all, struct verdict *verdict);
/* Bits of the ordinary rules that may fire on a turn, by what the filter
 * found. */
void rule_candidates(struct session *session, guint turn, guint64 *bits);
/* How many content words of the turn another speaker used just before, with
 * the nearest such turn in context. */
int rule_echoes(struct session *session, const struct ready_rule *ready,
		guint turn, int *context);
/* What the words of the turn come to for the rule's points of words; words:
 * those that speak for it, in the matchable text. */
int rule_points(struct session *session, const struct ready_rule *ready,
		guint turn, struct span *words);
/* Where in the session the turn stands, in per cent. */
int rule_place(const struct session *session, guint turn);
/* The rule fired: the hit is added to the result. */
guint session_add_hit(struct session *session, guint rule, guint turn,
		      const struct verdict *verdict, int episode);
void session_add_limit(struct session *session, guint rule, guint turn);
/* The ordinary rules and the weights, turn by turn. */
void session_fire_rules(struct session *session);
/* Adds the hits of the weights on a turn. */
void session_fire_weights(struct session *session, guint turn);
/* Tags of rules and points together: what weighs too little is dropped, or
 * becomes a hint. */
void session_weigh_tags(struct session *session);
/* What comes for and against a tag; NULL when its technique has no weights. */
struct told_weight *session_tell_weight(const struct session *session,
					const struct tag *tag);
/* Rules gave the tag, and not the weights alone. */
gboolean session_has_rules(const struct session *session,
			   const struct tag *tag);

/* -- episodes ------------------------------------------------------------ */

struct carrier {
	guint turn; /* from 0 */
	gboolean therapist;
	GArray *hits; /* guint indices into tagging.hits */
};

/* What a found episode was made from. */
struct stretch {
	guint episode;
	gboolean complete;
	GArray *carriers; /* struct carrier */
	GArray *others;	  /* hits inside it that do not carry it, or NULL */
};

/* -- explanations -------------------------------------------------------- */

/* Of struct told_rule. */
GArray *told_rules_new(void);
/* What the rule asked for where it failed, and what was found.  words are
 * those its patterns match; when nothing failed, it is the episode found
 * nearby that was not open or fell short. */
void wanted_tell(struct session *session, const struct ready_rule *ready,
		 guint turn, const struct verdict *verdict, struct span words,
		 const struct found_episode *found, struct told_rule *told);
/* The rules that nearly fired on a turn (from 0), best first; struct
 * told_rule. */
GArray *near_tell(struct session *session, guint turn, guint most);

/* -- the rest ------------------------------------------------------------ */

void session_find_episodes(struct session *session);
/* All have closed: puts hits and stretches in order and describes them. */
void session_settle_stretches(struct session *session);
void session_make_tags(struct session *session);
/* turn from 0 */
struct tag *tag_new(guint turn, guint technique);
/* None twice. */
void tag_add_hit(struct tag *tag, guint hit);
/* What has been dropped goes to the dropped ones, all in order. */
void session_set_aside(struct session *session);
/* Of pointers to tags: by turn, then technique. */
int tag_compare(gconstpointer a, gconstpointer b);
void session_suppress(struct session *session);
/* Once more, for what words have added. */
void session_suppress_weighed(struct session *session);
void session_observe(struct session *session);
void session_count(struct session *session);

/* Is any of these hits (guint indices) more than a weak sign? */
gboolean session_has_own_sign(const struct session *session,
			      const GArray *hits);

#endif
