/*
 * labels.h: what the parts of "who is a speaker?" share.
 *
 * Every line of a file, or of a caption, is noted with the head it may begin
 * with; nothing is believed before all are known (heads.c).
 */
#ifndef TRANSCRIPT_LABELS_H
#define TRANSCRIPT_LABELS_H

#include "transcript/heading.h"

/* One way of writing somebody: all spellings that come to the same. */
struct candidate {
	char *key;   /* without case, accents and marks at its end */
	char *label; /* the spelling that comes most often */
	guint label_n;
	char *root; /* the key without its digits, or NULL if it has none */
	enum label_shape shape;
	gboolean matter; /* "Note", "Date" */
	gboolean prose;	 /* holds words that names do not: "he said" */
	gboolean single; /* one word */
	gboolean coded;	 /* "S00", "+49 170": nothing that is said in talk */
	gboolean known;	 /* named by the user or above the talk */
	guint line;	 /* where it first comes */
	guint index;	 /* in the list */
	/* "Anna (softly)": who it is, and what is told of how. */
	char *base_key;
	gsize manner;		/* where it begins in the label; 0: none */
	struct candidate *base; /* NULL: nobody else */
	/* By the kind of head; see enum heading_kind. */
	guint n[HEADING_KINDS];
	guint leads[HEADING_KINDS]; /* of these, at the start of a paragraph */
	guint timed[HEADING_KINDS]; /* ... with a time beside */
	guint values, paths; /* heads whose words are no sentence; files */
	guint loose;	     /* heads that have neither colon nor end */
	guint first_mark;
	gboolean ok[HEADING_KINDS];
};

/* A spelling as it stands in the file. */
struct spelling {
	struct candidate *candidate;
	guint n;
};

enum mark_flags {
	MARK_LEADS = 1,	  /* begins a paragraph or a caption */
	MARK_TIMED = 2,	  /* a time stands beside */
	MARK_SPELLED = 4, /* the time is written in words */
};

/* A line that is not blank. */
struct mark {
	guint candidate; /* index in the list + 1; 0: none */
	guint8 kind;
	guint8 flags;
};

struct labels {
	GPtrArray *list;       /* struct candidate, as first seen */
	GHashTable *keys;      /* key -> struct candidate */
	GHashTable *spellings; /* raw label -> struct spelling */
	GArray *marks;
	GHashTable *named;	  /* keys of people that the user names */
	enum heading_kind family; /* how most are named */
	gboolean rigid;		  /* nearly every line begins with a name */
	GPtrArray *joined;	  /* bases that only come with a manner */
	gboolean doubt;		  /* the forms are rare ones */
	gboolean settled;
	/* Talk goes back and forth: the spellings last asked for. */
	char recent[2][LABEL_REACH];
	gsize recent_len[2];
	struct spelling *recent_spelling[2];
};

/* What is known of the file when candidates are weighed. */
struct context {
	gboolean therapist, patient; /* both have role words */
	gboolean doubt;		     /* the heads are of rare forms */
	gboolean desperate; /* nobody was believed: take words of talk, too */
	guint first;	    /* mark of the first that comes again */
	guint apart;	    /* the last that begins a paragraph up to it */
	guint recurring;    /* candidates that come again */
	guint named;	    /* of these, those that are not digits */
	guint inside;	    /* heads in the middle of lines */
	guint total;	    /* heads of all kinds */
	guint lines, paragraphs;
	guint heads[HEADING_KINDS];
	guint leads[HEADING_KINDS];
	GHashTable *roots; /* of those that come again */
};

/* Heads of all kinds at the beginnings of lines. */
guint candidate_total(const struct candidate *candidate);
/* Never a speaker, or somebody else ("Anna (softly)"). */
gboolean candidate_is_nobody(const struct candidate *candidate);
/* Which kind names most; family.c. */
void labels_find_family(struct labels *labels);
/* Rarer kinds name those only whom the usual kind names, too. */
void labels_restrict(struct labels *labels, const struct context *context);
void labels_settle_inside(struct labels *labels, const struct context *context);

struct candidate *labels_find(struct labels *labels, const char *label,
			      gsize len);
/* NULL: never seen, or too many. */
struct spelling *labels_find_spelling(struct labels *labels, const char *label,
				      gsize len);
/* Blanks, dashes and stops that do not belong to a name, at either end. */
void labels_trim_signs(const char **p, const char **end, const char *before,
		       const char *behind);
/* Who is meant in the end: "Anna (softly)" -> "Anna". */
struct candidate *candidate_person(struct candidate *candidate);

/* Parts of labels_settle(), in their order; claims.c. */
void labels_claim(struct labels *labels);
void labels_mention(struct labels *labels, guint first, const char *text,
		    const char *end);
void labels_settle_stamps(struct labels *labels);

/* "Anna (softly)" -> length of "Anna", or 0 if there is no manner. */
gsize manner_find(const char *label, gsize len);
/* Tell manners from names, once all candidates are known (manner.c). */
void manners_settle(struct labels *labels, GPtrArray *told);

/* "[Anna] words", "(Anna)": words or a line below; see bracket.c. */
gboolean heading_bracket(const char *p, const char *end, struct heading *out);
/* "[Anna 00:03]", "Anna [1.5s]:": the time is no part of the name. */
void heading_take_stamp(struct heading *heading);
/* May a colon end a label here?  "Anna: a", "T:a", "Anna:a", not "http://". */
gboolean label_ends_at(const char *p, const char *colon, const char *end);

/* Words that a name does not hold: "he said", "well" (prose.c). */
gboolean label_is_prose(const char *label, gsize len);
/* In brackets, but nobody: "laughs", "pause". */
gboolean label_is_noise(const char *label, gsize len);
/* In brackets behind a name, and part of it: "guest", "female", "she/her". */
gboolean label_is_identity(const char *label, gsize len);

#endif
