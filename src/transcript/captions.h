/*
 * captions: payloads of cues -> utterances; keeps the speaker from cue to cue.
 */
#ifndef TRANSCRIPT_CAPTIONS_H
#define TRANSCRIPT_CAPTIONS_H

#include "transcript/block.h"
#include "transcript/builder.h"
#include "transcript/heading.h"

struct labels;

struct captions {
	struct builder *builder;
	struct labels *labels; /* "Name:" prefixes; NULL: voices only */
	GString *label;	       /* who speaks until somebody else is named */
	GString *plain;	       /* the payload without markup */
	GString *manner;       /* how the next words are said */
	gboolean srt;	       /* "{\\an8}" is markup */
	guint counted;	       /* captions of the first reading */
	gboolean by_line;      /* they are the rule here */
	guint unnamed;	       /* cues that name nobody after some that did */
	guint unnamed_line;
	guint line;	    /* of the caption at hand */
	GHashTable *called; /* voices whose other names were told */
	guint bare; /* captions that are a name or a time and no words */
	guint bare_line;
};

/*
 * noScribe's editor writes the name and the time of a paragraph as captions
 * of their own, in the voice of who speaks.  FALSE: [*p, end) is no more than
 * that; else *p is behind such a beginning.
 */
gboolean captions_label(struct captions *captions, const struct block *block,
			const char **p, const char *end);
void captions_init(struct captions *captions, struct builder *builder,
		   struct labels *labels);
void captions_clear(struct captions *captions);
void captions_note(struct captions *captions, const struct block *block);
/* What captions_note() does with words that have no markup any more. */
void captions_count(struct captions *captions, const char *p, const char *end,
		    guint line);
/* All have been noted: whose names are believed? */
void captions_settle(struct captions *captions);
/* Who is named at p, the start of a line (first: of the caption)? */
void captions_heading(const char *p, const char *end, gboolean first,
		      struct heading *out);
gboolean captions_names(const struct captions *captions,
			struct heading *heading);
const char *captions_chevron(const char *p, const char *eol);
void captions_say(struct captions *captions, const struct block *block);
void captions_name(struct captions *captions, const char *label, gsize len);
/* Say what has gathered in captions.plain, in a voice or outside of any. */
void captions_flush(struct captions *captions, const struct block *block,
		    gboolean voiced);
/* The same as captions_say() by the letter of the standard. */
void cue_text_say(struct captions *captions, const struct block *block);
void captions_report(const struct captions *captions);

#endif
