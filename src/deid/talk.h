/*
 * The turns of a talk as words, and what is held of each.
 *
 * Stages write what they hold into marks; a mark never goes out of its words,
 * and settle.c makes proposals of those that win.
 */
#ifndef DEID_TALK_H
#define DEID_TALK_H

#include "deid/deid.h"
#include "match/match.h"

/* What lists say of a form: bits. */
enum form_kind {
	FORM_FIRST = 1 << 0,
	FORM_LAST = 1 << 1,
	FORM_PLACE = 1 << 2,
	FORM_COUNTRY = 1 << 3,
	FORM_WORD = 1 << 4,    /* common */
	FORM_CAPITAL = 1 << 5, /* tells nobody, with a capital too */
	FORM_TITLE = 1 << 6,
	FORM_TITLE_CAPITAL = 1 << 7, /* a title before a capital alone */
	FORM_RELATION = 1 << 8,
	FORM_NAMING = 1 << 9,
	FORM_SPEECH = 1 << 10,
	FORM_TOWARD = 1 << 11,
	FORM_ARTICLE = 1 << 12,
	FORM_PRONOUN = 1 << 13,
	FORM_PLACED = 1 << 14,
	FORM_PLACE_MOVE = 1 << 15,
	FORM_LIVING = 1 << 16,
	FORM_WORKING = 1 << 17,
	FORM_ORGANISATION = 1 << 18,
	FORM_EMPLOYER = 1 << 19,
	FORM_STREET = 1 << 20,
	FORM_STREET_WEAK = 1 << 21,
	FORM_NO_STREET = 1 << 22,
	FORM_PARTICLE = 1 << 23,
	FORM_BEGINS_PLACE = 1 << 24, /* of several words */
	FORM_MONTH = 1 << 25,
	FORM_MODAL = 1 << 26, /* will, may */
	FORM_NO_ORGANISATION = 1 << 27,
};

struct lists {
	GHashTable *kinds;  /* form -> mask */
	GHashTable *nick;   /* short or long form -> line number of its names,
			     * as bits */
	GPtrArray *storage; /* texts the keys point into */
};

void lists_init(struct lists *lists);
void lists_clear(struct lists *lists);
guint lists_kinds(const struct lists *lists, const char *form);
/* Are the two forms of one name ("bill" and "william")? */
gboolean lists_same_name(const struct lists *lists, const char *a,
			 const char *b);

struct deid {
	struct lists lists;
	struct patterns *patterns;
};

/* What is known of one form in this talk. */
struct wordform {
	char *text;
	guint kinds;
	guint lower;   /* times in lower case where case tells */
	guint capital; /* times with a capital inside a sentence there */
	guint known;   /* 1: a part of a name known beforehand; 2: of a short
			* form of one */
	gboolean name; /* it was found to be one, beyond doubt */
	gboolean place;
	const char *relation; /* or NULL */
};

enum {
	WORD_CAPITAL = 1,  /* begins with one */
	WORD_UPPER = 2,	   /* has no small letter, and several */
	WORD_START = 4,	   /* of a sentence */
	WORD_BARE = 8,	   /* case tells nothing in its turn */
	WORD_FOREIGN = 16, /* letters of another script */
	WORD_DIGIT = 32,   /* has one */
	WORD_OWNER = 64,   /* with a genitive */
	WORD_QUOTED = 128, /* a quotation begins with it */
	WORD_TAKEN = 256   /* lies in what a pattern found */
};

/* How a word is bound to the one before it. */
enum gap { GAP_NONE, GAP_BLANK, GAP_COMMA, GAP_DOT, GAP_OTHER, GAP_TURN };

struct wordtoken {
	struct span span; /* of its turn, without genitive */
	guint32 turn;
	guint32 form; /* index into talk.forms */
	guint16 flags;
	gint8 category;	  /* enum deid_category, or -1 */
	guint8 gap;	  /* enum gap */
	guint8 certainty; /* percent */
	guint8 joined;	  /* belongs to the mark of the word before */
	const char *why;
};

/* A stretch that a pattern found. */
struct deid_found {
	guint turn;
	struct span span;
	enum deid_category category;
	double confidence;
	const char *why;
};

struct deid_talk {
	const struct deid *deid;
	const struct deid_turn *turns;
	guint n;
	struct speech speech; /* the turns, each byte in its place */
	GArray *words;	      /* struct wordtoken */
	GPtrArray *forms;     /* struct wordform */
	GHashTable *by_text;  /* form's text -> index + 1 */
	GArray *found;	      /* struct deid_found */
	guint unfinished;
};

/* -- tokens.c ------------------------------------------------------------- */

void talk_init(struct deid_talk *talk, const struct deid *deid,
	       const struct deid_turn *turns, guint n);
void talk_clear(struct deid_talk *talk);
/* The text of a turn, as long as the caller's, valid UTF-8. */
const char *talk_text(const struct deid_talk *talk, guint turn);
/* The index of a form in talk.forms; it is made where there is none. */
guint talk_form(struct deid_talk *talk, const char *text);
void form_free(gpointer form);
/* Letters folded: lower case, without marks.  Appends to out. */
void deid_fold(GString *out, const char *text, gsize len);

static inline struct wordtoken *
talk_word(const struct deid_talk *talk, guint i)
{
	return &g_array_index(talk->words, struct wordtoken, i);
}

static inline struct wordform *
word_form(const struct deid_talk *talk, const struct wordtoken *word)
{
	return talk->forms->pdata[word->form];
}

/* The word `by` further on when it is in the same turn, else NULL. */
const struct wordtoken *word_beside(const struct deid_talk *talk, guint i,
				    int by);
/* Its kinds; 0 where there is none. */
guint kinds_beside(const struct deid_talk *talk, guint i, int by);
/* Its form's text; "" where there is none. */
const char *text_beside(const struct deid_talk *talk, guint i, int by);
gboolean text_is_any(const char *text, const char *const *of);
/* Does it follow the word before within a sentence, by a blank alone? */
gboolean words_touch(const struct deid_talk *talk, guint i);
/* Does what stands around tell that a word that can be a name is none? */
gboolean word_is_plain(const struct deid_talk *talk, guint i);
/* Does what follows tell that it is somebody who acts or speaks? */
gboolean word_acts(const struct deid_talk *talk, guint i);
/* Can it be a name at all, as it stands? */
gboolean word_is_namely(const struct deid_talk *talk, guint i);
enum place_meant { PLACE_NOT, PLACE_IN, PLACE_AT };
/* Does what stands before tell that a place follows, or a house (a firm, a
 * school, a hospital)? */
enum place_meant place_is_meant(const struct deid_talk *talk, guint i);
/* A name by the lists, and no common word. */
gboolean form_is_listed(const struct wordform *form);
/* No common word. */
gboolean form_is_strange(const struct wordform *form);

/* Marks words first .. end-1 as one; a mark that is surer stays. */
void talk_mark(struct deid_talk *talk, guint first, guint end,
	       enum deid_category category, guint certainty, const char *why);

/* -- the stages, in their order ------------------------------------------- */

/* numbers, dates, addresses of the net: finders.c, numbers.c, spoken.c */
struct patterns *patterns_make(void);
void find_patterns(struct deid_talk *talk);
void find_spoken(struct deid_talk *talk);
/* What a run of digits and separators is; FALSE: nothing. */
gboolean number_is(const char *text, struct span span,
		   struct deid_found *found);
gboolean iban_is_valid(const char *text, gsize len);
/* Day, month and year in figures, in some order. */
gboolean day_is(const char *text, struct span span);
/* Letters and figures together that are a code: no measure, no words. */
gboolean code_is(const char *text, struct span span);
/* The words that lie in what patterns found are taken. */
void take_found(struct deid_talk *talk);

void mark_known(struct deid_talk *talk, const struct deid_knowledge *knowledge);
void mark_capitals(struct deid_talk *talk); /* where case tells: capitals.c */
void mark_cues(struct deid_talk *talk); /* cues.c: titles, relations, speech */
void mark_streets(struct deid_talk *talk); /* streets.c */
void mark_places(struct deid_talk *talk);  /* places.c */
void mark_again(struct deid_talk *talk);   /* again.c: what is known by now */
struct deid_findings *deid_settle(struct deid_talk *talk);

#endif
