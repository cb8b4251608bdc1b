/*
 * app/qualify: the part of the door about references, and about raters whose
 * ratings were held against them.  Include app/app.h.
 *
 * A reference is a session of the casebook with a signed rating that others are
 * held against: a consensus, or an expert's.  It is an ordinary session: it is
 * assigned blind among others, and its rater does not know which it is.
 *
 * What counts for a rater: of each session once, the first version that they
 * signed of a reference that they rated blind to what others rated, and what
 * they signed in a whole drill for testing; not what came with the program,
 * whose answers everybody can read.
 */
#ifndef APP_QUALIFY_H
#define APP_QUALIFY_H

#include "app/opening.h"

/* -- references -------------------------------------------------------------- */

struct reference_info {
	gint64 session;
	char *name;  /* "C21/6" */
	char *rater; /* whose rating it is */
	const char *role;
	guint version;
	gint64 at;
	char *by;
};

/* struct reference_info by session, without those that who is at work rates
 * blind.  Caller frees; NULL with an error. */
GPtrArray *app_references(struct app *app, GError **error);
/* Makes each session a reference, by its signed consensus or, with rater, by
 * what this one signed.  NOT_FOUND for a session without; DENIED for a copy for
 * a drill, what is sealed, and what who is at work may not see. */
gboolean app_references_add(struct app *app, const gint64 *sessions, guint n,
			    const char *rater, GError **error);
/* What was held against it stays.  NOT_FOUND when it is none. */
gboolean app_reference_withdraw(struct app *app, gint64 session,
				GError **error);

/* -- qualification ----------------------------------------------------------- */

/* One threshold. */
struct qualify_line {
	const char *name;  /* "icc" */
	const char *title; /* "extents within one point" */
	double wanted;
	gboolean at_most; /* else at least */
	double reached;	  /* NAN: it cannot be told */
	char *of;	  /* "of 141", or why it cannot be told */
	gboolean met;
};

struct qualifying {
	struct calibration *calibration;
	struct qualification_row row;
	GPtrArray *lines;    /* struct qualify_line: the thresholds asked for */
	GPtrArray *left_out; /* char *: sentences: what did not count, why */
	gboolean enough;     /* sessions; else nothing is kept */
	gboolean kept;
};

void qualifying_free(struct qualifying *qualifying);
typedef struct qualifying Qualifying;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Qualifying, qualifying_free)

/*
 * Holds a rater's ratings against the references.  thresholds: a file; NULL:
 * RUBRICS/calibration.yaml.  keep: what comes of it is kept, when there are
 * enough sessions.  NOT_FOUND for a rater who is not there, DENIED of others
 * for who has sessions to rate blind to ratings, INPUT for a file
 * that is none or is for another rubric.  Caller frees.
 */
struct qualifying *app_qualify(struct app *app, const char *typed,
			       const char *thresholds, gboolean keep,
			       GError **error);

enum qualified {
	QUALIFIED_UNKNOWN, /* never held against references */
	QUALIFIED_NOT,	   /* the newest outcome did not reach them */
	QUALIFIED_EXPIRED,
	QUALIFIED,
};

const char *qualified_print(enum qualified qualified); /* "qualified" */

/* The newest outcome of each rater on the app's rubric, by code: struct
 * qualification_row.  Who has sessions to rate blind gets their own.  Caller unrefs; NULL with an error. */
GPtrArray *app_qualifications(struct app *app, GError **error);
enum qualified qualified_at(const struct qualification_row *row, gint64 at);

/*
 * Was this rater qualified then on that rubric (id), as far as this casebook
 * knows?  In words:
 * "qualified until 2027-01-31 (ipt-raters 1.0.0)", "qualification ended
 * 2026-10-01 (...)", "thresholds not reached 2026-10-01 (...)", "not held
 * against references"; NULL where no rater
 * of this casebook ever was.  Caller frees.
 */
char *app_qualified_print(struct app *app, const char *rubric,
			  const char *rater, gint64 at);
/* The same of each signed rating (struct rating) by others than the therapist,
 * at the time of its signature: rating.qualified. */
void qualified_settle(struct app *app, const GPtrArray *ratings);

#endif
