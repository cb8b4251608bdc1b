/*
 * codebook/rubric.h: the part of the door that is about rubrics.
 */
#ifndef CODEBOOK_RUBRIC_H
#define CODEBOOK_RUBRIC_H

#include "codebook/codebook.h"

enum item_class {
	CLASS_UNIQUE = 1,     /* U: unique and essential */
	CLASS_ESSENTIAL = 2,  /* E: essential, not unique */
	CLASS_COMPATIBLE = 4, /* C */
	CLASS_PROSCRIBED = 8, /* P */
};

/* "U", "E", "C", "P". */
const char *item_class_print(enum item_class item_class);

enum item_suggest {
	SUGGEST_YES,
	SUGGEST_NEVER,
	SUGGEST_FLAG,
};

#define SCALE_POINTS 5

struct item {
	char *id;   /* "C3" */
	char *name; /* short, for a column */
	char *text;
	enum item_class item_class;
	phase_mask phases;	 /* 0 = any */
	focus_mask focuses;	 /* 0 = any */
	GPtrArray *evidence;	 /* char * technique ids */
	GPtrArray *observations; /* char * observation kinds */
	enum item_suggest suggest;
	guint suggest_counts[SCALE_POINTS + 1]; /* [2..5]; G_MAXUINT unset */
	char *extent[SCALE_POINTS + 1];		/* anchors [1..5] */
	char *quality[SCALE_POINTS + 1];	/* [1..5]; NULL for class P */
	struct place place;
};

enum score_of { OF_EXTENT, OF_QUALITY };

struct score_rule {
	char *name; /* "adherence", "quality", "specificity" */
	enum score_of of;
	guint classes;	 /* mask of enum item_class */
	guint min_items; /* that it must rest on; 0: nothing is asked of it,
			  * or what rubric.min_items says */
};

struct critical_rule {
	char *item;
	enum score_of of;
	gboolean at_least; /* else at most */
	guint bound;
};

struct rubric {
	char *id;
	char *version;
	char *name;
	char *status;
	char *language;
	char *guide;
	char *file;
	char *text;
	char *sha256;
	char *extent_names[SCALE_POINTS + 1];
	char *quality_names[SCALE_POINTS + 1];
	guint quality_from_extent;
	struct score_rule adherence;
	struct score_rule quality;
	struct score_rule specificity;
	guint proscribed_classes;
	struct score_rule *pass_score; /* one of the three above */
	double cut;
	double near_cut;    /* fixed; where it is measured, until it can be */
	guint near_least;   /* ratings of sessions rated twice that it is
			   * measured from; 0: it is never measured */
	double near_errors; /* errors of a mark that it is wide, measured */
	double min_share_rated;
	guint min_items; /* of the pass score; 0: each says its own */
	/* What may be left out.  Older rubrics say nothing of it: then N/A
	 * leaves the count and is not limited. */
	gboolean na_lowers_share;    /* N/A counts as not rated */
	double max_share_na;	     /* of the live items; 1: any */
	gboolean rated_with_quality; /* not rated without the quality that is
				      * asked for */
	gboolean critical_rated;     /* live critical items must be rated */
	guint blanks_at_worst; /* the point that items without one are taken
				* for when the mean reaches the cut; 0: off */
	gboolean must_be_signed;
	GPtrArray *critical; /* struct critical_rule */
	GPtrArray *items;    /* struct item, in file order */
};

/* As codebook_parse().  codebook may be NULL; with one, evidence codes are
 * checked against it. */
struct rubric *rubric_parse(const char *text, gsize len, const char *file,
			    const struct codebook *codebook,
			    GPtrArray *diagnostics);
void rubric_free(struct rubric *rubric);
typedef struct rubric Rubric;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rubric, rubric_free)

const struct item *rubric_item(const struct rubric *rubric, const char *id);
/* As people type it: in any case, blanks around it or not.  NULL when there
 * is none. */
const struct item *rubric_find_item(const struct rubric *rubric,
				    const char *word);
const char *rubric_near_item(const struct rubric *rubric, const char *word);
/* Live = phase and focus of the session are among the item's.  Unknown
 * phase or focus of the session counts as "may be live": TRUE. */
gboolean item_is_live(const struct item *item,
		      const struct session_facts *facts);
/* The same, and nothing it rests on is unknown. */
gboolean item_is_surely_live(const struct item *item,
			     const struct session_facts *facts);
/* Does a critical line look at it? */
gboolean item_is_critical(const struct rubric *rubric, const struct item *item);

/* -- other files in YAML -------------------------------------------------- */

/* A text, and the key it is given to; a list gives one for each of its. */
struct yaml_leaf {
	char *section; /* the key above its key, or NULL */
	char *key;
	char *text; /* NULL: nothing was given */
	struct place key_place, place;
};

/*
 * The texts (struct yaml_leaf) of a map of keys, of which each may be a text,
 * a list of texts, or a map of these.  None for a file that is empty but for
 * comments; NULL with the complaints in diagnostics.
 */
GPtrArray *yaml_leaves(const char *text, gsize len, const char *file,
		       GPtrArray *diagnostics);

#endif
