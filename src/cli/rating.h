/*
 * rating: a person's rating as commands take it and tell it.
 */
#ifndef CLI_RATING_H
#define CLI_RATING_H

#include "cli/run.h"

/* Whose rating of which session a command speaks of. */
struct who {
	gint64 session;
	const char *rater;
	enum rater_role role;
	struct secret_key *key; /* that it is signed with; NULL: declared */
	gboolean opened;	/* key: it was asked for */
};

/* Opens the rater's own key, when there is one and not --declared; asks for
 * its passphrase. */
gboolean who_open_key(const struct cli *cli, struct who *who, GError **error);
void who_clear(struct who *who);
typedef struct who Who;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Who, who_clear)

/* The session named first, --rater and --role. */
gboolean who_read(struct cli *cli, struct who *who, GError **error);
/* What stands, or NULL; FALSE with an error.  Caller frees both. */
gboolean who_rating(const struct cli *cli, const struct who *who,
		    struct rating **rating, struct session_score **score,
		    GError **error);
/* What the rating has come to, after the change. */
gboolean who_print(struct cli *cli, const struct who *who, GError **error);
/* Shows what would be signed and asks, then signs; seal: and seals. */
gboolean who_sign(struct cli *cli, struct who *who, gboolean seal,
		  GError **error);
/* The signed text, and what signs it, as -o and --json say. */
gboolean who_show_signed(struct cli *cli, const struct who *who,
			 GError **error);
/* Somebody said no; always FALSE. */
gboolean fail_declined(const char *what, GError **error);

/* Says what a rating came to: means, state, reasons, missing items. */
void print_score_state(struct cli *cli, const struct rating *rating,
		       const struct session_score *score);
/* Everything the options of `rate` say, as struct item_rating; before: what the
 * rater has so far, or NULL.  Caller frees; NULL with an error. */
GPtrArray *rate_items(struct cli *cli, gint64 session,
		      const struct rating *before, GError **error);
void json_rating(struct printer *printer, const struct rating *rating,
		 const struct session_score *score);
/* "ratings": each with its score. */
void json_ratings(struct printer *printer, const GPtrArray *ratings,
		  const GPtrArray *scores);
/* That there are ratings which are sealed, and by what they are known; nothing
 * without any. */
void print_sealed(struct cli *cli, const struct session_record *record);

#endif
