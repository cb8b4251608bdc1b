/*
 * scoring: tags, decisions and ratings -> effective tags, suggestions, scores.
 *
 * A person's rating is the score; a suggestion is only ever shown beside it.
 * The numbers of the pass rule come from the rubric file.  Roles of raters
 * never mix: each rating is scored by itself.
 */
#ifndef SCORING_H
#define SCORING_H

#include "base/base.h"
#include "codebook/codebook.h"
#include "scoring/blindness.h"
#include "scoring/signature.h"
#include "tagging/tagging.h"

/* -- decisions and effective tags ---------------------------------------- */

enum verdict {
	VERDICT_ACCEPT,
	VERDICT_REJECT,
	VERDICT_ADD,
	VERDICT_RELABEL,
	VERDICT_WITHDRAW, /* takes the earlier decision back (undo) */
};

const char *verdict_print(enum verdict verdict); /* "accept" ... */
gboolean verdict_parse(const char *text, enum verdict *verdict);

/* A person's verdict on a technique at a turn. */
struct decision {
	gint64 id; /* rising with time */
	guint turn;
	char *technique; /* what it is about */
	char *was; /* the name that was stored for it, or for `to`, where the
		    * codebook has another by now; else NULL */
	enum verdict verdict;
	char *to; /* RELABEL: the technique it should be */
	char *rater;
	char *reason;	   /* or NULL */
	gint64 at;	   /* seconds since 1970 */
	gint64 takes_back; /* WITHDRAW: id; 0 = the rater's latest there */
	guint anchor; /* byte of the turn it is about, from 1; 0 = unknown */
	gint64 act;   /* the first that was saved with it; 0 = this one */
};

void decision_free(struct decision *decision);
/* Fills in what each withdrawal takes back, so that it can be told when the
 * decisions of two turns have come together. */
void decisions_pin(const GPtrArray *decisions);

/* A tag by its names, as stored and exported: what the machine said. */
struct machine_hit {
	char *rule;
	struct span span; /* in the turn's text */
	int context;	  /* turn number or 0 */
	char *says;	  /* why words weigh for it; NULL: as its rule says.
			   * GRefString: hits share the same words */
	gboolean weak;	  /* it says less than the tag's other signs, or counts
			   * inside an episode only */
};

struct machine_tag {
	guint turn;
	char *technique;
	enum strength strength;
	gboolean bridged;
	char *episode;	 /* "comm 23-48" style, or NULL */
	GPtrArray *hits; /* struct machine_hit, the best sign first */
	/* People found its rules wrong so often that it is shown as a hint,
	 * whatever the rules claim. */
	gboolean below_floor;
};

/* What it says of the turn; NULL when neither it nor the codebook does. */
const char *machine_hit_says(const struct machine_hit *hit,
			     const struct codebook *codebook);
void machine_tag_free(struct machine_tag *tag);
/* The best of its signs; NULL when the turn's place in an episode is all there
 * is: it has weak signs only, or none. */
const struct machine_hit *machine_tag_sign(const struct machine_tag *tag);

/* A technique on a turn after people had their say. */
struct effective_tag {
	guint turn;
	const char *technique;
	const struct machine_tag *machine; /* NULL: added by hand */
	const struct decision *decision;   /* NULL: nobody decided */
	gboolean confirmed; /* accepted, added or relabelled by a person */
	gboolean rejected;  /* kept in the list, stands for nothing */
	gboolean idle;	    /* rejected only because its turn is not the
			     * therapist's now; see effective_tags_idle() */
};

/*
 * machine_tags (struct machine_tag) and decisions (struct decision, the oldest
 * first) -> struct effective_tag by turn, then technique; rejected and
 * relabelled-away tags are in it with rejected = TRUE.  The latest decision on
 * (turn, technique) counts, whoever made it; rater != NULL: only that rater's.
 * A withdrawal takes off its own rater's latest decision there, and what was
 * under it stands again.  A tag that a relabelling gave has that decision, and
 * the machine tag it was given for when the machine gave none itself.
 * Decisions about tags the machine no longer gives still stand.  Borrows
 * from both lists; caller frees the array.
 */
GPtrArray *effective_tags_build(const GPtrArray *machine_tags,
				const GPtrArray *decisions, const char *rater);

/* Techniques are the therapist's: what people confirmed at a turn that was
 * found to be somebody else's stands for nothing as long as it is. */
void effective_tags_idle(const GPtrArray *effective_tags,
			 const struct transcript *transcript);

/* What this rater did last, and all of it that was saved together; with
 * `again`, what was taken back last and can be done again.  Of decisions, the
 * oldest first; the same, borrowed; empty when there is none.  Caller frees
 * the array. */
GPtrArray *decisions_last_act(const GPtrArray *decisions, const char *rater,
			      gboolean again);

/* Its state in words: "probable", "accepted", "from COMM", "below floor".
 * Caller frees. */
char *effective_tag_state(const struct effective_tag *tag);

/* Does the technique answer what is observed of risk? */
gboolean risk_is_asked_by(const struct codebook *codebook,
			  const char *technique);
/* Turns (guint) on which a tag stands that asks about risk: more than a hint,
 * or confirmed by a person; or else mere hints.  Caller frees. */
GArray *risk_asked(const struct codebook *codebook,
		   const GPtrArray *effective_tags, gboolean hints);

/* -- suggestions --------------------------------------------------------- */

struct suggestion {
	const struct item *item;
	/* 1..5; 0 = none is made; 1 also when nothing was found: no turns. */
	guint extent;
	/* Look here: a flag item with evidence, or one of the item's
	 * observations was made. */
	gboolean flag;
	GArray *turns;	 /* guint, the evidence, rising */
	guint confirmed; /* how many of them a person confirmed */
};

/*
 * One per live item, in rubric order.  Evidence: effective tags of the
 * item's techniques, not rejected, of strength probable or sequence, or
 * confirmed by a person; `observed` lists kinds of observations made
 * (mask 1 << enum observation_kind).  Caller frees.
 */
GPtrArray *suggestions_build(const struct rubric *rubric,
			     const struct session_facts *facts,
			     const GPtrArray *effective_tags, guint observed);

/* No number is suggested any more; turns and flags stay. */
void suggestions_withhold(const GPtrArray *suggestions);

/* -- ratings ------------------------------------------------------------- */

enum rater_role {
	RATER_SELF,
	RATER_PEER,
	RATER_SUPERVISOR,
	RATER_INDEPENDENT,
	RATER_CONSENSUS,
	RATER_DRILL, /* practice, on a copy: no rating of the session */
};

const char *rater_role_print(enum rater_role role);
gboolean rater_role_parse(const char *text, enum rater_role *role);

struct item_rating {
	gint64 id; /* of the value in the casebook; 0: not from there */
	char *item;
	guint extent;	 /* 1..5; 0 = N/A, or with no reason not rated */
	guint quality;	 /* 1..5; 0 = not rated */
	char *na_reason; /* required with N/A; NULL otherwise */
	char *comment;	 /* or NULL */
	GArray *turns;	 /* guint evidence turns; may be NULL */
	guint line;	 /* of the ratings file that it came from, or 0 */
};

void item_rating_free(struct item_rating *rating);

/* What was changed after a version was signed: a mask. */
enum changed_since {
	SINCE_VALUES = 1,
	SINCE_TAGS = 2,	 /* tagged again, and it gave other tags */
	SINCE_FACTS = 4, /* phase or focus */
};

/*
 * One version of one rater's ratings of one session on one rubric: a signed
 * one, with the values as they were signed, or the one that is not signed
 * yet.  Of the versions of a rating (same id) one is current, the newest.
 */
struct rating {
	gint64 id;
	gint64 session;
	char *rubric;
	char *rubric_sha256;
	char *rater;
	enum rater_role role;
	gint64 at;
	guint blind;	      /* enum blind, as it was when it was begun */
	guint version;	      /* from 1; 0 counts as 1 */
	gboolean earlier;     /* signed, and followed by another version */
	guint since;	      /* not signed, the version before it is: what was
			   * changed, enum changed_since; else 0 */
	gint64 signed_before; /* when that one was signed, or 0 */
	gint64 signed_at;     /* 0 = not signed */
	char *meaning;	      /* of the signature, or NULL */
	struct signature *signature; /* NULL = not signed */
	gboolean outdated; /* the turns were corrected since it was signed */
	char *role_fault;  /* why the rater has not this role, or NULL */
	/* Signed: "qualified until 2027-01-31", how far its rater was held
	 * against references by then; NULL: nobody was, or it counts not. */
	char *qualified;
	GPtrArray *items; /* struct item_rating */
	/* struct item_rating: remarks on items that are not rated; may be
	 * NULL.  No number is made of them. */
	GPtrArray *remarks;
	/* Of a consensus: struct rating_source (scoring/sources.h), by code; or
	 * NULL. */
	GPtrArray *made_of;
};

void rating_free(struct rating *rating);
typedef struct rating Rating;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rating, rating_free)

/* What it has for an item, or NULL; and so a list of items, or NULL. */
const struct item_rating *rating_item(const struct rating *rating,
				      const char *item);
struct item_rating *item_rating_find(const GPtrArray *items, const char *item);

/* "its values were changed and the session was tagged otherwise".  Caller
 * frees. */
char *rating_since_print(guint since);

/* "version 1, signed 2026-11-30T10:00:00Z", "version 2, not signed".  Caller
 * frees. */
char *rating_version_print(const struct rating *rating);
/* The same with how it was signed: "version 1, signed 2026-11-30T10:00:00Z,
 * declared".  Caller frees. */
char *rating_signed_print(const struct rating *rating);
/*
 * "Signed 2026-11-30T10:00:00Z by RL (R. Lane), entered by AK, declared: I
 * rated it. (though incomplete: ...) (blind to people until then)", the time
 * only when asked for; of one that is not signed to what it is blind, or "".
 * Caller frees.
 */
char *rating_signature_print(const struct rating *rating, gboolean with_time);

/* What was hidden from the rater of this version (enum blind): until it was
 * signed, or when it was begun.  One that follows a signed one hides nothing:
 * all was open by then. */
guint rating_blind(const struct rating *rating);

/*
 * The text that a signed version is, to the byte: a line for each thing that
 * was signed, with nothing in it that may change later.  The same for the
 * same rating for ever; what it holds is told in the file that makes it.
 * Caller frees.
 */
char *rating_signed_text(const struct rating *rating);

/* A value that an item of one rating was given, and which one it took back. */
struct rating_step {
	gint64 id;
	gint64 takes_back; /* id; 0 = none: somebody gave the value */
};

/* The step (of struct rating_step, the oldest first) to be taken back next;
 * with `again` the one that took something back and can be taken back itself.
 * 0: none. */
gint64 rating_last_step(const GArray *steps, gboolean again);

/*
 * Can this be said of that item?  Scale 1..5, whole numbers; quality only
 * where the rubric asks for it (class P has none) and extent is at least
 * quality-from-extent; N/A needs a reason; item must exist (in any case of
 * letters).  A remark alone is fine.  Error of kind INPUT with the mend.
 */
gboolean item_rating_check(const struct rubric *rubric,
			   const struct item_rating *rating, GError **error);

/* Puts the rubric's own spelling of the item ("C3") in place of what was
 * typed ("c3"); leaves an unknown one alone. */
void item_rating_settle(const struct rubric *rubric,
			struct item_rating *rating);
/* A comment or evidence of an item without extent and without N/A. */
gboolean item_rating_is_remark(const struct item_rating *rating);

/*
 * May a live item be N/A for that reason?  Facts that are not known are taken
 * in favour of the rater.  It must say something ("x" does not), must not
 * claim that a live item is not live, and a critical item must be rated where
 * the rubric says so.  TRUE for what is not N/A and for items that are not
 * live.  Error of kind INPUT with the mend.
 */
gboolean item_rating_check_na(const struct rubric *rubric,
			      const struct session_facts *facts,
			      const struct item_rating *rating, GError **error);
/* Is it more than "x", "-" or "n/a"? */
gboolean reason_says_something(const char *reason);
/* The reason of an N/A in a file that gives none, for an item that is not
 * live; of a live item it is none. */
#define NA_NOT_LIVE "not live"

/*
 * "C3=4/3", "C3=4", "C3=NA:not called for", "C3=4/3@25,27" -> item rating
 * (caller frees), or NULL with an error of kind INPUT.
 */
struct item_rating *item_rating_parse(const char *text, GError **error);

/*
 * A ratings file as spreadsheets save it: UTF-8, UTF-16 or Windows-1252; tabs,
 * semicolons, commas or bars between cells (told by the first row); cells in
 * quotation marks may hold line breaks.  Header "item<TAB>extent<TAB>quality"
 * in any order and case, with optional comment, evidence (turn numbers) and
 * na_reason columns; NA or empty cells; 5, 5.0 and 5,0 are one.
 *
 * A row with extent NA takes its reason from na_reason, else from comment, else
 * NA_NOT_LIVE when blank, to be looked at with item_rating_check_na().  A row
 * with an empty extent and an na_reason is N/A,
 * one with a comment or evidence is a remark (item_rating_is_remark()), an
 * empty one is left out.  A quality of a class P item is dropped with a
 * warning.  A row that cannot be placed is a fault: faults go to diagnostics
 * with file:line:column.  Returns struct item_rating list (it owns them), or
 * NULL when there was an error; look for warnings in either case.
 */
GPtrArray *ratings_parse(const char *bytes, gsize len, const char *file,
			 const struct rubric *rubric, GPtrArray *diagnostics);

#include "scoring/score.h"
#include "scoring/sealed.h"
#include "scoring/sources.h"
#include "scoring/tag_views.h"
#include "scoring/rating_views.h"

#endif
