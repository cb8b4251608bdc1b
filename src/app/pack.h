/*
 * app/pack.h: what the files about packing a bundle share.
 */
#ifndef APP_PACK_H
#define APP_PACK_H

#include "app/bundles.h"
#include "app/hidden.h"
#include "app/tables.h"

/* What is on its way out. */
struct pack {
	struct app *app;
	const struct packing *packing;
	struct bundle_out *out;
	GPtrArray *rows[CARRIED_PARTS]; /* the small tables */
	GHashTable *rubrics;		/* sha256 that ratings are on */
	GHashTable *people;		/* codes that are in it */
};

/* One session of it. */
struct pack_session {
	gint64 id;
	char *uid;
	guint hides;	   /* enum blind: what must not go */
	char *name;	   /* that it goes by, or NULL: its own */
	const char *alone; /* code: what others said does not go; or NULL */
	GPtrArray *sealed; /* struct sealed_rating whose content stays here */
};

/* What may not go because the sender or a receiver is blind to it: fills in
 * hides, name and alone for a return, and is DENIED else. */
gboolean pack_look(struct pack *pack, struct pack_session *session,
		   GError **error);
/* A text of the session, or of the whole with session NULL. */
gboolean pack_add(struct pack *pack, const struct pack_session *session,
		  const char *name, const char *text, GError **error);
/* Rows of the session as the casebook has them.  Caller frees. */
GPtrArray *pack_rows(struct pack *pack, const struct pack_session *session,
		     enum carried part, GError **error);
/* Takes the rows into the small tables; the list is empty then. */
void pack_keep(struct pack *pack, enum carried part, GPtrArray *rows);
/* A part of the session as it is. */
gboolean pack_part(struct pack *pack, const struct pack_session *session,
		   enum carried part, GError **error);
/* What people said in decisions and ratings, but what is sealed. */
gboolean pack_said(struct pack *pack, const struct pack_session *session,
		   GError **error);
/* Who speaks, turns, and a transcript to read. */
gboolean pack_text(struct pack *pack, const struct pack_session *session,
		   GError **error);
/* The file as it was given. */
gboolean pack_source(struct pack *pack, const struct pack_session *session,
		     GError **error);

#endif
