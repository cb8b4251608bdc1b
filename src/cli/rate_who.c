/*
 * rate_who: whose rating a command speaks of; what it has come to, and how it
 * is signed or sealed.
 */
#include "cli/consent.h"
#include "cli/output.h"
#include "cli/passphrase.h"
#include "cli/rating.h"

gboolean
who_read(struct cli *cli, struct who *who, GError **error)
{
	const struct args *args = &cli->args;
	g_autoptr(DrillStep) step = NULL;

	if (!args_session(cli, args->words->pdata[0], &who->session, error))
		return FALSE;
	who->key = NULL;
	who->opened = FALSE;
	who->rater = cli_rater(cli, error);
	if (!who->rater)
		return FALSE;
	if (args_has(args, "role"))
		return args_role(args, &who->role, error);
	if (!app_drill_of(cli->app, who->session, &step, error))
		return FALSE;
	if (!step)
		return args_role(args, &who->role, error);
	who->role = RATER_DRILL;
	return TRUE;
}

/* What stands, or NULL; FALSE with an error.  Caller frees both. */
gboolean
who_rating(const struct cli *cli, const struct who *who, struct rating **rating,
	   struct session_score **score, GError **error)
{
	GError *fault = NULL;

	*rating = app_rating(cli->app, who->session, who->rater, who->role,
			     score, &fault);
	if (fault)
		g_propagate_error(error, fault);
	return fault == NULL;
}

/* What the rating has come to, after the change. */
gboolean
who_print(struct cli *cli, const struct who *who, GError **error)
{
	g_autoptr(SessionScore) score = NULL;
	g_autoptr(Rating) rating = NULL;
	struct printer *printer;

	if (!who_rating(cli, who, &rating, &score, error))
		return FALSE;
	if (!rating) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "session %" G_GINT64_FORMAT " has no rating by %s "
			    "(%s)",
			    who->session, who->rater,
			    rater_role_print(who->role));
		return FALSE;
	}
	if (!cli->json) {
		print_score_state(cli, rating, score);
		return TRUE;
	}
	printer = printer_new();
	json_rating(printer, rating, score);
	cli_print_json(cli, printer);
	return TRUE;
}

static const char *
meaning_of(const struct args *args)
{
	const char *meaning = args_value(args, "meaning");

	return meaning ? meaning :
			 "I rated this session myself; the rating is "
			 "finished.";
}

gboolean
fail_declined(const char *what, GError **error)
{
	g_set_error_literal(error, BASE_ERROR, BASE_ERROR_DENIED, what);
	return FALSE;
}

/* Nothing is written then. */
static void
note_stands(const struct cli *cli, const struct who *who,
	    const struct signing *signing)
{
	cli_note(cli,
		 "%s's rating (%s) is signed already, as version %u, and "
		 "nothing was changed since: nothing was written",
		 who->rater, rater_role_print(who->role),
		 signing->rating->version - 1);
}

/* Says by what it can be known later that nothing was changed. */
static gboolean
seal_it(struct cli *cli, const struct who *who, const char *meaning,
	const char *unfinished, GError **error)
{
	struct sealed_rating *sealed =
		app_seal(cli->app, who->session, who->rater, who->role, meaning,
			 unfinished, who->key, error);
	g_autofree char *until = sealed ? sealed_until_print(sealed) : NULL;

	if (sealed)
		cli_note(cli,
			 "sealed %s; others see that it is there, who sealed "
			 "it, when, and its SHA-256, which you may note: %s",
			 until, sealed->sha256);
	sealed_rating_free(sealed);
	return until != NULL;
}

void
who_clear(struct who *who)
{
	g_clear_pointer(&who->key, secret_key_free);
}

gboolean
who_open_key(const struct cli *cli, struct who *who, GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(KnownKey) own = NULL;

	if (who->opened || args_has(&cli->args, "declared"))
		return TRUE;
	own = app_key_own(cli->app, who->rater, &fault);
	if (fault) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	who->key = own ? cli_key_open(cli, own,
				      ", or sign without the key by --declared",
				      error) :
			 NULL;
	who->opened = TRUE;
	return who->key || !own;
}

/* Would it be with a key?  One that cannot be read is told when it is opened. */
static gboolean
who_signs(const struct cli *cli, const struct who *who)
{
	g_autoptr(KnownKey) own =
		args_has(&cli->args, "declared") ?
			NULL :
			app_key_own(cli->app, who->rater, NULL);

	return own != NULL;
}

gboolean
who_sign(struct cli *cli, struct who *who, gboolean seal, GError **error)
{
	const char *meaning = meaning_of(&cli->args);
	const char *unfinished = args_value(&cli->args, "incomplete");
	g_autoptr(Signing) signing = NULL;

	signing = app_signing(cli->app, who->session, who->rater, who->role,
			      error);
	if (!signing)
		return FALSE;
	if (!seal && signing_stands(signing, meaning, who_signs(cli, who))) {
		note_stands(cli, who, signing);
		return TRUE;
	}
	/* One that will be refused is not asked about. */
	if (signing->score->complete || unfinished) {
		if (cli_asks(cli) || (!cli->quiet && !cli->json))
			cli_show_signing(cli, signing, meaning);
		if (!cli_confirm(cli, seal ? "Sign and seal it?" : "Sign it?"))
			return fail_declined("the rating was not signed",
					     error);
	}
	if (!who_open_key(cli, who, error))
		return FALSE;
	if (seal)
		return seal_it(cli, who, meaning, unfinished, error);
	return app_sign(cli->app, who->session, who->rater, who->role, meaning,
			unfinished, who->key, error);
}
