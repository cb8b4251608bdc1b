/*
 * app/signing.h: the part of the door that is about signing a rating.
 *
 * A signature makes what the rating has then a version of it, from 1, which
 * stays as it is.  What is changed later is the next version, beside it.
 */
#ifndef APP_SIGNING_H
#define APP_SIGNING_H

#include "app/app.h"

/* What somebody is about to sign. */
struct signing {
	struct rating *rating; /* as the version that it would be: signed now,
				* without a meaning */
	char *name;	       /* of the signer as printed, or NULL */
	struct session_score *score; /* as it will be once it is signed */
	GPtrArray *without_evidence; /* char *: live items with an extent of 2
				      * or more and no turn cited */
	gboolean stands_keyed;	     /* and that signature is with a key */
	char *stands_as; /* the meaning of a signature that stands already and
			  * that nothing was changed under, or NULL */
};

void signing_free(struct signing *signing);
typedef struct signing Signing;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Signing, signing_free)

/* To be shown before it is signed; writes nothing.  NOT_FOUND when the rater
 * has rated nothing in this role. */
struct signing *app_signing(struct app *app, gint64 session, const char *rater,
			    enum rater_role role, GError **error);

/* May this person rate the session in this role?  DENIED when the session's
 * therapist rates in another than self, another person as self, or somebody a
 * second time whose rating in another role is signed. */
gboolean app_role_check(struct app *app, gint64 session, const char *rater,
			enum rater_role role, GError **error);

/* Ratings that are signed and stand so (struct rating), of these sessions or
 * with n 0 of all: those beside which a change begins a new version.  Caller
 * frees. */
GPtrArray *app_signed_ratings(struct app *app, const gint64 *sessions, guint n,
			      GError **error);

/* What the verbs so far have begun beside signed ratings without being asked
 * about it: char *, each a sentence; told once.  Caller frees. */
GPtrArray *app_told(struct app *app);

/*
 * The rater declares the rating finished: meaning is what the signature says
 * (NULL: "finished").  Nothing is written when it is signed with that meaning
 * already and nothing has changed since.  A rating that is incomplete is
 * refused (DENIED, with what is missing) unless `unfinished` says why it is
 * signed all the same; that stays with the signature.  key: the rater's own,
 * which signs the text of the version; NULL: it is declared, and a declared
 * one is signed anew when a key comes.  DENIED when the key is another's.
 */
gboolean app_sign(struct app *app, gint64 session, const char *rater,
		  enum rater_role role, const char *meaning,
		  const char *unfinished, const struct secret_key *key,
		  GError **error);

/* Does the signature with this meaning stand, so that app_sign() would write
 * nothing? */
gboolean signing_stands(const struct signing *signing, const char *meaning,
			gboolean with_key);

/* The newest signed version of a person's rating, as it was signed.  NOT_FOUND
 * when there is none that is shown to who looks.  Caller frees. */
struct rating *app_signed_newest(struct app *app, gint64 session,
				 const char *rater, enum rater_role role,
				 GError **error);
/* Writes the text of a version into path, and what signs it, if anything does,
 * into path.minisig.  DENIED when one is there already. */
gboolean app_signed_save(struct app *app, const struct rating *version,
			 const char *path, GError **error);
/*
 * Are the signatures those of the keys that are known here, of what stands
 * there, and of a history that stands there?  Adds sentences (char *): faults,
 * and remarks on what can neither be proved nor is wrong.
 */
gboolean app_signatures_prove(struct app *app, GPtrArray *faults,
			      GPtrArray *remarks, GError **error);
/* The text of a version: as it was kept, or of an older one as it comes out.
 * Caller frees. */
char *app_signed_text(const struct rating *version);

#endif
