/*
 * deid: what in a session's text tells who somebody is.
 *
 * Finds names, places, dates and numbers, and says of each why.  It proposes
 * and replaces nothing: a person goes through the proposals, and through the
 * forms that were left, each once.  Works on text as it was typed and on what
 * recognisers write, without capitals and stops.  No text leaves the room but
 * in its answer.
 */
#ifndef DEID_H
#define DEID_H

#include "base/base.h"

enum deid_category {
	DEID_NAME,
	DEID_PLACE, /* town, village, region, country, postcode */
	DEID_ORG,   /* hospital, school, employer */
	DEID_DATE,  /* day, month, year; no weekday, no feast */
	DEID_AGE,   /* of 90 and over alone */
	DEID_PHONE,
	DEID_EMAIL,
	DEID_URL,
	DEID_USERNAME,
	DEID_ID, /* number of an account, a document, a machine */
	DEID_ADDRESS,
	DEID_CATEGORIES
};

/* "NAME", "PLACE", ... */
const char *deid_category_print(enum deid_category category);

/* A turn's words: any bytes, not NUL-terminated, below 4 GiB. */
struct deid_turn {
	const char *text;
	gsize len;
};

/*
 * What is known beforehand.  names: of people, whole ("Meera Pillai") or a
 * part, with title or without, in any case; ends with NULL.  What is one of
 * them is always found: also a part, another case, with a genitive, hyphen
 * or plural, and as its short form ("Kat" of Katarzyna).
 * heads: labels of speakers and the like, of which words that are no names
 * ("Therapist", "Speaker 1") do not count; ends with NULL.
 */
struct deid_knowledge {
	const char *const *names; /* may be NULL */
	const char *const *heads; /* may be NULL */
};

struct deid_proposal {
	guint turn;	  /* from 0 */
	struct span span; /* of the turn's bytes; never empty */
	enum deid_category category;
	double confidence; /* 0 to 1: a rank, not a probability */
	const char *why;   /* lower case, no full stop; borrowed, static */
	char *form;	   /* the same for what differs in case, marks of
			    * letters or genitive alone: what one asks once */
	char *relation;	   /* "sister", where the talk tells it; or NULL */
};

/* A form that was kept and could be a name. */
struct deid_left {
	char *form;	  /* as in a proposal */
	char *shown;	  /* as it stands first; any characters */
	guint count;	  /* how often it was kept */
	guint turn;	  /* where it stands first, from 0 */
	struct span span; /* there */
	gboolean listed;  /* a list of names has it */
};

/* Proposals as they stand in the text, none upon another; what is left by
 * the alphabet. */
struct deid_findings {
	GArray *proposals; /* struct deid_proposal */
	GArray *left;	   /* struct deid_left */
	guint unfinished;  /* patterns that met their limit: what they would
			    * have found is not known */
};

void deid_findings_free(struct deid_findings *findings);
typedef struct deid_findings DeidFindings;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeidFindings, deid_findings_free)

/* Lists and patterns, made ready (some 30 ms).  Several threads may propose
 * with one.  Caller frees. */
struct deid *deid_new(void);
void deid_free(struct deid *deid);
typedef struct deid Deid;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Deid, deid_free)

/*
 * What tells somebody in the turns of one talk, which are read together: a
 * name that is plain in one is known in all.  knowledge may be NULL.  Bytes
 * that are no UTF-8, and NULs, part words.  Time and memory grow with the
 * text.  Caller frees.
 */
struct deid_findings *deid_propose(const struct deid *deid,
				   const struct deid_turn *turns, guint n,
				   const struct deid_knowledge *knowledge);

/* The form of any words, as in a proposal.  Caller frees. */
char *deid_form(const char *text, gsize len);

#endif
