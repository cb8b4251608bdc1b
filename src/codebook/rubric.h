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
	guint classes; /* mask of enum item_class */
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
	double near_cut;
	double min_share_rated;
	guint min_items;
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
const char *rubric_near_item(const struct rubric *rubric, const char *word);
/* Live = phase and focus of the session are among the item's.  Unknown
 * phase or focus of the session counts as "may be live": TRUE. */
gboolean item_is_live(const struct item *item,
		      const struct session_facts *facts);

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
