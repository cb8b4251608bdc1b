/*
 * tagging/account.h: the part of the door that is about reasons.
 *
 * An account says of one turn which tags it has and why, what was dropped and
 * by what, and which rules nearly fired.  It holds all that an explanation
 * shows, so that it can be written as text and as data.
 */
#ifndef TAGGING_ACCOUNT_H
#define TAGGING_ACCOUNT_H

#include "codebook/codebook.h"
#include "transcript/transcript.h"

struct tagger;
struct found_episode;
struct tagging;

/* A rule that fired, or nearly. */
struct told_rule {
	const struct rule *rule;
	char *says;	  /* of this turn, else of the rule; or NULL */
	struct span span; /* bytes of the turn's own text; may be empty */
	char *words;	  /* those bytes; NULL for none */
	int context;	  /* nearest turn number a `when` rested on, or 0 */
	char *wanted;	  /* what was asked for and what was found; NULL when it
		       * fired */
	guint line;	  /* where the codebook asks for it ... */
	const char *file; /* ... and in which of its files; the codebook's */
	gboolean beside;  /* not in that which names the others */
};

struct told_pull {
	const struct clue *clue;
	int points;
};

/* A technique on the scales. */
struct told_weight {
	int words;	    /* points of words and place */
	int around;	    /* points of turns and techniques around */
	gboolean has_rules; /* a tag of rules came to the scales with it */
	int rules;	    /* points of that */
	int hint;	    /* a hint from so many points on ... */
	int probable;
	GArray *pulls; /* struct told_pull, each clue once, heaviest first */
};

struct told_tag {
	const struct technique *technique;
	enum strength strength;
	const char *dropped_by;	       /* NULL: it stands */
	const char *dropped_says;      /* NULL: nothing is said */
	GArray *rules;		       /* struct told_rule */
	const struct episode *episode; /* or NULL */
	const struct found_episode *found;
	gboolean bridged;
	struct told_weight *weight; /* NULL without weights */
};

struct account {
	guint turn;
	enum turn_role role;
	GPtrArray *tags;    /* struct told_tag */
	GPtrArray *dropped; /* struct told_tag */
	GArray *heard;	    /* struct told_rule, of a turn that gets no tags */
	GArray *near;	    /* struct told_rule */
	struct tagging *tagging;
};

/* Of one turn, from 1, with at most so many rules that nearly fired; NULL when
 * there is no such turn.  It borrows from the codebook.  Caller frees. */
struct account *tagger_account(struct tagger *tagger,
			       const struct transcript *transcript,
			       const struct session_facts *facts, guint turn,
			       guint near);
/* Appends it as lines of plain text. */
void account_print(const struct account *account, GString *out);
void account_free(struct account *account);
typedef struct account Account;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Account, account_free)

#endif
