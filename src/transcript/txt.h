/*
 * txt.h: the reading of typed text, line by line.
 */
#ifndef TRANSCRIPT_TXT_H
#define TRANSCRIPT_TXT_H

#include "transcript/labels.h"

struct reading {
	const struct source *source;
	struct builder *builder;
	struct labels *labels;
	struct furniture *furniture; /* heads and feet of pages */
	GString *clean;		     /* words without times */
	gboolean stamps_only;	     /* times and words, but nobody is named */
	gboolean lax;		     /* nobody stands before a colon */
	gboolean spoken;	     /* a first turn was seen */
	/* Times; see survey(). */
	struct time_marks marks;
	gboolean strip;	       /* times in brackets are no words */
	gboolean ends;	       /* they say when a turn ends */
	gboolean after_colon;  /* "Anna: 0:12 words" */
	gboolean before_words; /* "0:12 words" below a name */
	guint frames;	       /* line with a time in frames */
	gint64 clock_ms;       /* the end of the turn before */
	/* The speaker of the lines that follow, until said. */
	const char *label;
	gsize label_len;
	gint64 start_ms;
	gint64 end_ms;
	GString *manner;   /* how their first words are said */
	gboolean pending;  /* label has no words yet */
	gboolean stamped;  /* the line before was a stamp */
	const char *start; /* of the talk, behind a heading */
	guint start_line;  /* lines before it */
	guint line;
	guint mark; /* number of the line among those surveyed */
	guint lost; /* lines before the first speaker */
	guint lost_line;
	guint pages, pages_line;     /* lines of page heads and feet */
	guint numbers, numbers_line; /* alone, taken for words */
	guint inside, inside_line;
	const char *vocative; /* a name before a comma, taken for words */
	guint vocatives, vocative_line;
	guint asides, asides_line; /* "(T: Mhm.)" */
	guint aloud, aloud_line;   /* names alone where others have colons */
};

/* The head of a line, by the style of the file. */
void txt_heading(const struct reading *r, const char *p, const char *end,
		 struct heading *heading);
/* Is it a "# key: value" line, and no time of f4's? */
gboolean txt_is_header(const char *p, const char *end);
/* First reading: who might speak, and in which of the styles. */
void txt_survey(struct reading *r);
void txt_begin(struct reading *r, const struct heading *heading, guint line);
/* Nothing more comes of the speaker at hand: how it was said stands alone. */
void txt_end_turn(struct reading *r);
/* Words of the speaker at hand; turns that begin inside of them are split. */
void txt_words(struct reading *r, const char *p, const char *end, guint line);
void txt_report(struct reading *r);

#endif
