/*
 * codebook/points.h: the part of the door that is about points of words.
 *
 * What one or two words say for or against what a rule looks for, learned
 * from labelled lines (learn/), in points: 20 points make the odds e times as
 * large.
 */
#ifndef CODEBOOK_POINTS_H
#define CODEBOOK_POINTS_H

#include "base/base.h"

#define WORD_POINTS_MOST 1000 /* for or against, of a clue or asked for */

struct word_points {
	char *id;
	char *text;	     /* while it is read: the rows of clues */
	gboolean inside;     /* the rows stand in the YAML */
	guint within;	     /* words that are looked at together; 0: all */
	gboolean answers;    /* counts, too, what a turn shares with the last */
	GPtrArray *lexicons; /* char *: names of those that `kinds` gives */
	GHashTable *kinds;   /* word in small letters, without apostrophes ->
			    * GPtrArray of lexicon names, owned by it */
	/* of rows beside the YAML all is empty until codebook_weigh() */
	int start;	/* points without any clue */
	int beyond;	/* points each time that a turn is twice as long,
		     * from `within` words on */
	guint n;	/* clues with points */
	guint slots;	/* a power of two, twice n at least */
	guint64 *keys;	/* point_key() of a clue, at its slot or behind; 0:
			    * the slot is free.  NULL: no rows were read */
	gint16 *points; /* as keys */
	struct place place;
};

/*
 * The key of a clue is a hash (FNV-1a, 64 bits) of its text: a stem ("bridg"),
 * two or three in a row ("on bridg"), words of two lexicons that stand near
 * each other ("<places> <ends>") or one of them and any word ("<places> stand",
 * "stand <places>"), or "=KIND N" for how a turn answers the last.
 * key: POINT_KEY, or that of the text so far.
 */
#define POINT_KEY G_GUINT64_CONSTANT(14695981039346656037)
static inline guint64
point_key(guint64 key, const char *text, gsize len)
{
	for (gsize i = 0; i < len; i++)
		key = (key ^ (guchar)text[i]) *
		      G_GUINT64_CONSTANT(1099511628211);
	return key;
}

/* A word as clues and kinds know it: in small letters and without apostrophes,
 * so that "don't" and "dont" are one.  bare holds len bytes; returns how many
 * were written. */
static inline gsize
point_bare(const char *word, gsize len, char *bare)
{
	gsize n = 0;

	for (gsize i = 0; i < len; i++) {
		if (word[i] != '\'')
			bare[n++] = g_ascii_tolower(word[i]);
	}
	return n;
}

/* The slot of a key, or the free one where it would stand. */
static inline guint
word_points_slot(const struct word_points *points, guint64 key)
{
	guint slot = (guint)(key ^ key >> 32) & (points->slots - 1);

	while (points->keys[slot] && points->keys[slot] != key)
		slot = (slot + 1) & (points->slots - 1);
	return slot;
}

/* 0 for a clue that has none. */
static inline int
word_points_of(const struct word_points *points, guint64 key)
{
	return points->points[word_points_slot(points, key)];
}

/*
 * What the block of these points in a table of weights is exchanged for; one
 * that has none gets it at its end.  table: the text of a file; rows: clue,
 * tab, points.  NULL when the text is no table of weights.  Caller frees.
 */
char *word_points_put(const char *table, gsize len, const char *id,
		      const char *rows);

#endif
