/*
 * app/tag_merge.h: the part of the door that is about bringing together what
 * several raters decided on tags.  Include app/app.h.
 */
#ifndef APP_TAG_MERGE_H
#define APP_TAG_MERGE_H

#include "app/tags.h"

enum tag_standing {
	TAG_AGREED,   /* who decided on it means the same */
	TAG_ONE_ONLY, /* one of them alone decided on it */
	TAG_OPEN,     /* they do not, and it is not settled */
	TAG_SETTLED,
};

const char *tag_standing_print(enum tag_standing standing);

struct said_tag {
	const char *rater;
	const struct decision *decision; /* NULL: none */
};

struct merged_tag {
	guint turn;
	const char *technique;
	char *words; /* the turn's first, printable */
	enum tag_standing standing;
	GPtrArray *said;		/* struct said_tag, by code */
	const struct decision *settled; /* or NULL */
};

struct tag_merge {
	gint64 session;
	GPtrArray *raters; /* const char *, by code, ended by NULL */
	GPtrArray *tags;   /* struct merged_tag, by turn, then technique */
	guint agreed, one_only, open, settled;
	struct session_record *record; /* what the rest borrows from */
	GPtrArray *views;	       /* struct tag_views, as tags */
};

void tag_merge_free(struct tag_merge *merge);
typedef struct tag_merge TagMerge;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TagMerge, tag_merge_free)

/* of: codes, NULL-terminated, at least two; NULL: all who decided.  Writes
 * nothing: what is the same stands as it is.  NOT_FOUND for one who has decided
 * nothing.  Caller frees; NULL with an error. */
struct tag_merge *app_merge(struct app *app, gint64 session,
			    const char *const *of, GError **error);
/*
 * Settles tags on which they do not agree: each decision (turn, technique,
 * verdict, to) is made by the rater with the note as its reason, and what
 * others decided stays in the history.  All or nothing.  INPUT where they
 * agree, or without a note that says something.  Gives it as it is then.
 */
struct tag_merge *app_merge_settle(struct app *app, gint64 session,
				   const char *const *of, const char *rater,
				   const GPtrArray *decisions, const char *note,
				   GError **error);

extern const struct column tag_merge_columns[];

#endif
