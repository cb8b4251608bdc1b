/*
 * store/drills.h: the part of the door about drills: their sets, who took them,
 * the copies that were given out, and what was agreed on each.
 */
#ifndef STORE_DRILLS_H
#define STORE_DRILLS_H

#include "scoring/scoring.h"

struct store;

struct drill_set_row {
	gint64 id;
	char *name;
	char *purpose; /* "learning", "testing" */
	char *by;      /* code */
	gint64 at;
	gint64 withdrawn; /* when, or 0 */
	guint sessions;	  /* that it was made of; 0: not known */
};

/* Who was told what came of another's taking of a set. */
struct drill_reader_row {
	gint64 set;
	char *who; /* code */
};

/* A session of a set: one of the casebook, or a sample. */
struct drill_member_row {
	guint n;
	gint64 session; /* 0: a sample */
	gint64 rating;	/* that was agreed, and its version */
	guint version;
	char *sample; /* name, or NULL */
};

struct drill_take_row {
	gint64 id;
	gint64 set;
	char *rater;
	char *technique; /* NULL: items are rated */
	gint64 at;
};

/* A copy that was given out. */
struct drill_session_row {
	gint64 session; /* the copy */
	gint64 take;
	guint n;
	gint64 of;    /* the session that it is of; 0: a sample */
	char *sample; /* name, or NULL */
	/* When it was first signed, or told to be done; 0: not yet. */
	gint64 done_at;
};

struct drill_tag_row {
	guint turn;
	char *technique;
	gboolean agreed; /* else some of those who coded it have it */
};

void drill_set_row_free(struct drill_set_row *set);
void drill_member_row_free(struct drill_member_row *member);
void drill_reader_row_free(struct drill_reader_row *reader);
void drill_take_row_free(struct drill_take_row *take);
void drill_session_row_free(struct drill_session_row *session);
void drill_tag_row_free(struct drill_tag_row *tag);

/* Each by id or place; those of sets that were withdrawn as well. */
GPtrArray *store_drill_sets(struct store *store, GError **error);
GPtrArray *store_drill_members(struct store *store, gint64 set, GError **error);
GPtrArray *store_drill_readers(struct store *store, GError **error);
GPtrArray *store_drill_takes(struct store *store, GError **error);
/* By take, then place. */
GPtrArray *store_drill_sessions(struct store *store, GError **error);
/* struct item_rating, in the order of their ids, and struct drill_tag_row by
 * turn: what was agreed on the session that this is a copy of. */
GPtrArray *store_drill_answers(struct store *store, gint64 session,
			       GError **error);
GPtrArray *store_drill_tags(struct store *store, gint64 session,
			    GError **error);
/* Is it a copy for a drill? */
gboolean store_drill_is_copy(struct store *store, gint64 session,
			     gboolean *copy, GError **error);

/* Does a copy go under this code of a case? */
gboolean store_drill_is_case(struct store *store, const char *code,
			     gboolean *copy, GError **error);

/* Name, purpose and by are the caller's, and the members (struct
 * drill_member_row); fills in id and at. */
gboolean store_drill_set_add(struct store *store, struct drill_set_row *set,
			     const GPtrArray *members, GError **error);
gboolean store_drill_set_withdraw(struct store *store, gint64 set,
				  GError **error);
/* Once is kept, however often it is told; fresh: it was not kept before. */
gboolean store_drill_reader_add(struct store *store, gint64 set,
				const char *who, gboolean *fresh,
				GError **error);
/* set, rater (who must be there) and technique are the caller's; fills in id
 * and at. */
gboolean store_drill_take_add(struct store *store, struct drill_take_row *take,
			      GError **error);
/* A session that was stored becomes the copy that the row tells, with what was
 * agreed: answers (struct item_rating) and tags (struct drill_tag_row). */
gboolean store_drill_session_add(struct store *store,
				 const struct drill_session_row *session,
				 const GPtrArray *answers,
				 const GPtrArray *tags, GError **error);
gboolean store_drill_done(struct store *store, gint64 session, GError **error);

/* The copies of a session, with all that was said of them. */
gboolean store_drill_copies_remove(struct store *store, gint64 session,
				   GError **error);

#endif
