/*
 * app/bundles: the part of the door about what is sent from casebook to
 * casebook.  Include app/app.h.
 */
#ifndef APP_BUNDLES_H
#define APP_BUNDLES_H

#include "app/opening.h"
#include "bundle/bundle.h"
#include "listing/listing.h"

enum bundle_kind {
	BUNDLE_TO_RATE, /* text and facts of sessions, for a rater */
	BUNDLE_RETURN,	/* what people said of them, no client text */
	BUNDLE_SESSION, /* all of them */
};

const char *bundle_kind_print(enum bundle_kind kind);
gboolean bundle_kind_parse(const char *text, enum bundle_kind *kind);

struct packing {
	enum bundle_kind kind;
	const gint64 *sessions;
	guint n;
	const char *from;  /* code of who sends it */
	const char *rater; /* to rate: whose assignment it is; or NULL */
	gboolean tags;	   /* to rate: decisions on tags go along */
	const char *path;  /* replaced when it is there */
	const struct secret_key *key;  /* signs it; or NULL */
	const guint8 (*to)[KEY_BYTES]; /* whom it is encrypted for */
	guint n_to;
	/* Codes of whose those keys are, where that is known; or NULL. */
	const char *const *receivers;
};

/* How many of each part (enum carried) there were. */
struct bundle_counts {
	guint rows[16];
};

/* "1 session, 2 ratings (1 sealed)", "nothing".  Caller frees. */
char *bundle_counts_print(const struct bundle_counts *counts);

/*
 * Packs sessions into a file, 0600, that appears whole or not at all.  What is
 * sealed goes as sealed: without its content.  Of a session that was assigned
 * blind to `rater` goes what that one may see, under its neutral name.  Who
 * rates a session blind sends a return of it and nothing else, and of what they
 * are blind to nothing; a receiver who does gets what was assigned to them and
 * nothing else: DENIED.  NOT_FOUND: no such session, or assignment of the
 * rater.
 */
gboolean app_bundle_pack(struct app *app, const struct packing *packing,
			 struct bundle_counts *counts, GError **error);

struct bundle_opening {
	const char *path;
	const struct secret_key *key; /* opens what is encrypted; or NULL */
	gboolean dry_run;
	gboolean accept_unknown; /* a signature by an unknown key is none */
};

/* What was taken in, or would be. */
struct opened {
	enum bundle_kind kind;
	char *from;	   /* code; NULL: it does not say */
	char *name;	   /* the folder in it */
	gboolean again;	   /* it was taken in before, or there is nothing new */
	GPtrArray *says;   /* char *: sentences, a line each */
	GPtrArray *warned; /* char *: what should be known */
	struct bundle_counts new;
};

void opened_free(struct opened *opened);
typedef struct opened Opened;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Opened, opened_free)

/*
 * Takes in a bundle, all of it or nothing; what is there stays as it is, and a
 * second time there is nothing new.  NULL with an error that says what can be
 * done: CORRUPT (a fault of the bundle), INPUT (its tables, or what does not
 * fit to what is here: another text, another person of that code), DENIED (not
 * for this key; signed by a key that is revoked, unknown or somebody else's),
 * VERSION.  Caller frees.
 */
struct opened *app_bundle_open(struct app *app,
			       const struct bundle_opening *opening,
			       GError **error);
/* One session of a bundle. */
struct bundled_session {
	char *name;	 /* "C21/6", or the one that it was assigned under */
	gint64 here;	 /* the number it has in this casebook; 0: none */
	GPtrArray *says; /* char *: who rated it or is to, and decided */
};
struct bundle_contents {
	struct bundle_counts counts;
	GPtrArray *sessions; /* struct bundled_session */
};
extern const struct column bundled_session_columns[];

/* What its tables hold; of a session that who looks rates blind, not who said
 * what.  FALSE with an error when they cannot be read; clear after use. */
gboolean app_bundle_contents(struct app *app, struct bundle *bundle,
			     struct bundle_contents *contents, GError **error);
void bundle_contents_clear(struct bundle_contents *contents);
/* Reads and checks a bundle: what is in it, before anything is taken in.
 * bundle_free(), then fclose(*file).  NULL with an error. */
struct bundle *app_bundle_look(struct app *app, const char *path,
			       const struct secret_key *key, FILE **file,
			       GError **error);

#endif
