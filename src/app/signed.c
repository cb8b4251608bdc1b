/*
 * What was signed, given out, and proved: by the text that was kept, the keys
 * that are known here, and the chain of events.
 */
#include "app/files_out.h"
#include "app/private.h"
#include "app/signing.h"
#include "app/vouch.h"

#include <string.h>

char *
app_signed_text(const struct rating *version)
{
	const char *kept = version->signature->text;

	return kept ? g_strdup(kept) : rating_signed_text(version);
}

static gboolean
save(struct app *app, const char *path, const char *text, GError **error)
{
	g_autoptr(GError) fault = NULL;

	return app_output_check(app, path, error) &&
	       (g_file_set_contents_full(path, text, (gssize)strlen(text),
					 G_FILE_SET_CONTENTS_CONSISTENT, 0600,
					 &fault) ||
		app_fail(error, BASE_ERROR_IO, "%s", fault->message));
}

gboolean
app_signed_save(struct app *app, const struct rating *version, const char *path,
		GError **error)
{
	const char *minisig = version->signature->minisig;
	g_autofree char *beside = g_strconcat(path, ".minisig", NULL);
	g_autofree char *text = app_signed_text(version);

	if (g_file_test(path, G_FILE_TEST_EXISTS) ||
	    (minisig && g_file_test(beside, G_FILE_TEST_EXISTS)))
		return app_fail(error, BASE_ERROR_DENIED,
				"%s or %s is there already; name another file",
				path, beside);
	return save(app, path, text, error) &&
	       (!minisig || save(app, beside, minisig, error));
}

/* -- proving --------------------------------------------------------------- */

/* What is looked at, and what comes of it. */
struct proof {
	struct app *app;
	GPtrArray *keys;    /* struct known_key */
	GPtrArray *faults;  /* char * */
	GPtrArray *remarks; /* char * */
	gint64 covered;	    /* the newest event that a key vouches for */
};

static void say(GPtrArray *list, const struct rating *version,
		const char *format, ...) G_GNUC_PRINTF(3, 4);

/* "version 1 of RL's rating (self) of session 3: ..." */
static void
say(GPtrArray *list, const struct rating *version, const char *format, ...)
{
	g_autofree char *what = NULL;
	va_list args;

	va_start(args, format);
	what = g_strdup_vprintf(format, args);
	va_end(args);
	g_ptr_array_add(list,
			g_strdup_printf("version %u of %s's rating (%s) of "
					"session %" G_GINT64_FORMAT ": %s",
					version->version, version->rater,
					rater_role_print(version->role),
					version->session, what));
}

/* The event it was signed after, which vouches for all before; 0: none. */
static gboolean
prove_history(const struct proof *proof, const struct rating *version,
	      gint64 *event, GError **error)
{
	const char *history = version->signature->history;

	*event = 0;
	if (!history || version->signature->brought)
		return TRUE;
	if (!store_event_of_hash(proof->app->store, history, event, error))
		return FALSE;
	if (!*event)
		say(proof->faults, version,
		    "the history that was signed with it is not the one that "
		    "stands there: events were changed or taken out outside "
		    "iptrate");
	return TRUE;
}

/* What is so, and all the same to be known. */
static void
remark(struct proof *proof, const struct rating *version,
       const struct known_key *known)
{
	const char *role = vouched_other_role(known, version->role);

	if (role)
		say(proof->remarks, version,
		    "signed as %s, with a key that is trusted here as that of "
		    "a %s",
		    rater_role_print(version->role), role);
	if (!base_code_same(known->code, version->rater))
		say(proof->remarks, version,
		    "signed as %s, with the key of %s, whose code is %s since "
		    "(person merge)",
		    known->code, known->code, version->rater);
}

static void
prove_key(struct proof *proof, const struct rating *version, gint64 event)
{
	const struct known_key *known;
	g_autofree char *why = NULL;

	switch (signature_vouch(proof->app, proof->keys, version, &known,
				&why)) {
	case SIGNED_WRONG:
	case SIGNED_TOO_LATE:
		say(proof->faults, version, "%s", why);
		return;
	case SIGNED_WELL:
		proof->covered = MAX(proof->covered, event);
		break;
	default:
		say(proof->remarks, version, "%s", why);
	}
	if (known)
		remark(proof, version, known);
}

static gboolean
prove(struct proof *proof, const struct rating *version, GError **error)
{
	gint64 event = 0;

	if (!prove_history(proof, version, &event, error))
		return FALSE;
	if (!strcmp(signature_how(version->signature), "key"))
		prove_key(proof, version, event);
	return TRUE;
}

gboolean
app_signatures_prove(struct app *app, GPtrArray *faults, GPtrArray *remarks,
		     GError **error)
{
	g_autoptr(GPtrArray) all = app_store(app, error) ?
					   store_signed_all(app->store, error) :
					   NULL;
	g_autoptr(GPtrArray) keys = all ? app_keys(app, error) : NULL;
	struct proof proof = {
		.app = app, .keys = keys, .faults = faults, .remarks = remarks
	};

	if (!keys)
		return FALSE;
	for (guint i = 0; i < all->len; i++) {
		if (!prove(&proof, all->pdata[i], error))
			return FALSE;
	}
	if (proof.covered)
		g_ptr_array_add(remarks,
				g_strdup_printf("what is newer than event "
						"%" G_GINT64_FORMAT
						" is under no signature with "
						"a key that is trusted here",
						proof.covered));
	return TRUE;
}
