/*
 * Patterns: what they need, where they may match, how they are matched.
 *
 * literals and required say what a match must hold; filter and sifting find
 * where that is in the texts of a session; matcher asks PCRE2.
 */
#ifndef MATCH_PATTERN_H
#define MATCH_PATTERN_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "match/match.h"

/* -- literals ------------------------------------------------------------ */

/*
 * What every match of a regular expression must hold, in the alphabet of
 * filter_class().  Each set is NULL when it cannot be told.
 */
struct need {
	GPtrArray *best; /* contains one of these */
	/* begins with one of these; a leading ' ' is what stands before */
	GPtrArray *head;
	gboolean sharp; /* that ' ' is never part of the match */
	gboolean never; /* no text can match */
};

void need_clear(struct need *need);
struct need literals_required(const char *regex);
/* How often one of them is to be expected at a place of ordinary talk. */
double literals_frequency(const GPtrArray *literals);
const char *literals_commonest(const GPtrArray *literals);

/* Can none of these unsettled strings stand in a text patterns see? */
gboolean literals_nowhere(const GPtrArray *literals);

/* A word boundary, start or end, until its neighbours are known. */
#define LITERAL_MARK '\1'
#define LITERAL_MARKED "\1"

/*
 * What is known of a part of an expression: all the strings it can be
 * (exact), or how it begins and ends (sets that may hold ""), and a set of
 * which it contains one.  NULL: not known.
 */
struct part {
	GPtrArray *exact;
	GPtrArray *head;
	GPtrArray *tail;
	GPtrArray *best;
	double frequency; /* of best; -1 when not counted yet */
	gboolean never;	  /* nothing can be this part */
};

/* Parts one after the other.  run: the strings that end here. */
struct sequence {
	struct part whole;
	GPtrArray *run;
	gboolean from_start; /* nothing inexact came yet */
};

struct part part_of(const char *string);
void part_clear(struct part *part);
void part_repeat(struct part *part, guint min, guint max);
/* One of several. */
struct part part_any(const struct part *parts, guint n);
struct need part_need(const struct part *part);
void sequence_init(struct sequence *sequence);
void sequence_append(struct sequence *sequence, const struct part *part);
struct part sequence_end(struct sequence *sequence);
char filter_char(guchar c);
/* The text in letters of the filter, one blank for each run of others, and
 * blanks around it.  Caller frees. */
GString *filter_text(const char *text, gsize len);

/* A regular expression being read. */
struct regex {
	const char *at;
	guint depth;
	gboolean lost; /* met something not understood */
};

struct part regex_letters(struct regex *r);
struct part regex_escape(struct regex *r);
struct part regex_class(struct regex *r);

/* -- filter: which patterns may match here ------------------------------- */

/* The alphabet: letters, one digit, and one blank for any run of the rest. */
#define FILTER_BLANK 0
#define FILTER_DIGIT 27
guint8 filter_class(guchar c);

/* A head stands in a text: a match may begin from first to last. */
struct place_found {
	guint32 first;
	guint32 last;
	guint32 end; /* of the literal */
};

/* A state of the automaton at which literals end: ranges of what they are
 * literals of. */
struct filter_end {
	struct span contained; /* in filter.contained */
	struct span heads;     /* in filter.heads */
	guint16 shorter;       /* state of a suffix that ends here, or 0 */
	guint8 length;
	gboolean blank; /* begins with one */
};

struct filter {
	guint patterns;
	GPtrArray *literals; /* char *, distinct, owned */
	GHashTable *ids;     /* literal -> index + 1 */
	GArray *entries;     /* struct filter_entry, until built */
	guint16 *next;	     /* by state, FILTER_CLASSES each */
	guint states;
	guint first_end; /* states from here on have an end */
	struct filter_end *ends;
	guint32 *contained; /* pattern ids */
	guint32 *heads;	    /* pattern ids */
	guint8 class_of[256];
};

#define FILTER_CLASSES 32

struct filter *filter_new(guint patterns);
/* Pattern `id` can match only where one of these is found. */
void filter_add(struct filter *filter, guint id, const GPtrArray *literals);
/* ... and begins with one of those. */
void filter_add_heads(struct filter *filter, guint id,
		      const GPtrArray *literals);
void filter_build(struct filter *filter);
void filter_free(struct filter *filter);

/* The texts of some turns, in order. */
struct sifting;

/* ends: the most ends of any filter that will be used; texts: the most that
 * will be added. */
struct sifting *sifting_new(guint patterns, guint ends, const guint64 *always,
			    guint texts);
void sifting_free(struct sifting *sifting);
/* Forgets its texts, to take in others. */
void sifting_reset(struct sifting *sifting);
void sifting_add(struct sifting *sifting, const struct filter *filter,
		 const char *text, gsize len);
guint filter_ends(const struct filter *filter);
/* Bits of the patterns that may match text i (from 0). */
const guint64 *sifting_row(const struct sifting *sifting, guint text);
/* Where it may begin, by end; a pattern without heads has none. */
const struct place_found *sifting_places(const struct sifting *sifting,
					 guint text, guint id, guint *n);

/* -- matchers ------------------------------------------------------------- */

/* Two forms: bytes for plain ASCII text, characters for the rest.  On ASCII
 * text they give the same.  Each searches, or matches at one place only. */
enum form {
	FORM_BYTES,
	FORM_CHARACTERS,
	FORM_BYTES_HERE,
	FORM_CHARACTERS_HERE,
	FORMS
};

struct matcher {
	const struct pattern *pattern; /* the first place it stands in */
	gboolean ascii;
	struct need need;	 /* best NULL: may match anywhere */
	guint roles;		 /* mask of the turns it is ever tried on */
	pcre2_code *checked;	 /* characters, no JIT: the plain road */
	pcre2_code *code[FORMS]; /* with JIT, on first use */
};

/* What one thread needs to match. */
struct match_room {
	pcre2_match_context *context; /* of the interpreter */
	pcre2_match_context *fast;    /* of compiled code: less patience */
	pcre2_match_data *data;
	pcre2_jit_stack *stack;
	GArray *starts; /* guint32 */
};

void match_room_init(struct match_room *room);
void match_room_clear(struct match_room *room);

/* NULL with a diagnostic's message and offset when it does not compile. */
struct matcher *matcher_new(const struct pattern *pattern, char **message,
			    gsize *offset);
void matcher_free(struct matcher *matcher);

/* A text to match in. */
struct hay {
	const char *text;
	gsize len;
	gboolean ascii;
	gboolean plainly;
	gboolean sifted; /* FALSE: search, places are not known */
	const struct place_found *places;
	guint n_places;
	guint32 offset; /* where text begins in that of the places */
};

/*
 * First match at or after from.  Long texts are searched in pieces, so that
 * the time stays linear; a match never crosses two pieces.
 */
enum answer matcher_find(struct matcher *matcher, struct match_room *room,
			 const struct hay *hay, gsize from, struct span *span);

/* -- all patterns -------------------------------------------------------- */

struct patterns {
	GPtrArray *matchers;	   /* struct matcher, by pattern */
	GHashTable *by_text;	   /* expanded pattern -> matcher's place + 1 */
	struct filter *filters[2]; /* the therapist's turns, all others */
	guint64 *always;	   /* bits of those without literals */
};

struct matcher *patterns_matcher(const struct patterns *patterns, guint id);
const struct filter *patterns_filter(const struct patterns *patterns,
				     enum turn_role role);

#endif
