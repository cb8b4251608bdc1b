/*
 * rating_sign: what is to be signed is shown on a page, with the question at
 * its foot; and the question before what is signed is changed.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/rating.h"

#include <string.h>

static void
take_next_version(struct tui *tui, const char *answer)
{
	const struct rating *rating = rating_own(tui);
	guint32 key = tui->again;

	if (strcmp(answer, "yes") != 0 || !rating) {
		tui_say(tui, "nothing was changed");
		return;
	}
	tui->desk->may_follow = rating->version;
	tui_key(tui, key);
}

gboolean
rating_may_change(struct tui *tui)
{
	const struct rating *rating = rating_own(tui);
	GError *error = NULL;
	g_autofree char *title = NULL;
	g_autofree char *at = NULL;

	if (!app_role_check(tui->options.app, tui->desk->session, tui->rater,
			    tui->role, &error)) {
		tui_fault(tui, error);
		return FALSE;
	}
	if (!rating || !rating->signed_at ||
	    rating->version == tui->desk->may_follow)
		return TRUE;
	at = base_time_print(rating->signed_at);
	title = g_strdup_printf("version %u is signed (%.10s)", rating->version,
				at);
	tui->again = tui->key;
	picker_open(tui, title, take_next_version);
	picker_add(tui, "no", "leave it as it is");
	picker_add(tui, "yes", "change it: version %u begins beside it",
		   rating->version + 1);
	return FALSE;
}

static void
add_ids(GPtrArray *paper, guint width, const char *lead, const GPtrArray *ids)
{
	g_autoptr(GString) line = g_string_new(NULL);

	for (guint i = 0; i < ids->len; i++)
		g_string_append_printf(line, "%s%s", i ? " " : "",
				       (char *)ids->pdata[i]);
	if (ids->len > 0)
		paper_add(paper, width, INK_PLAIN, lead, line->str);
}

static void
add_verdict(GPtrArray *paper, guint width, const struct signing *signing)
{
	const struct session_score *score = signing->score;

	paper_add(paper, width, INK_BOLD, "verdict      ",
		  pass_state_print(score->state));
	for (guint i = 0; i < score->reasons->len; i++)
		paper_add(paper, width, INK_PLAIN, "             ",
			  score->reasons->pdata[i]);
	add_ids(paper, width, "to rate      ", score->missing);
	for (guint i = 0; i < score->na->len; i++) {
		const char *id = score->na->pdata[i];
		const struct item_rating *item =
			rating_item(signing->rating, id);

		paper_add_format(paper, width, INK_PLAIN,
				 i ? "             " : "N/A          ",
				 "%s: %s", id, item->na_reason);
	}
	add_ids(paper, width, "no evidence  ", signing->without_evidence);
}

static GPtrArray *
page_build(const struct signing *signing, guint width)
{
	const struct rating *rating = signing->rating;
	const struct session_facts *facts = &rating->signature->facts;
	const struct rubric *rubric = signing->score->rubric;
	GPtrArray *paper = paper_new();

	paper_add_format(paper, width, INK_PLAIN, "rating       ",
			 "%s %s, version %u; %s phase, focus %s", rubric->id,
			 rubric->version, rating->version,
			 phase_print(facts->phase), focus_print(facts->focus));
	add_verdict(paper, width, signing);
	paper_add_format(paper, width, INK_PLAIN, "signed by    ",
			 "%s (%s), as %s", rating->rater,
			 signing->name ? signing->name : "no name is kept",
			 rater_role_print(rating->role));
	paper_add(paper, width, INK_PLAIN, "meaning      ",
		  "what you write below: it stays with the signature");
	return paper;
}

static void
leave_page(struct tui *tui)
{
	if (tui_view(tui) == &view_pager)
		tui_pop(tui);
}

/* Only a key without a passphrase: the screen asks for none. */
static gboolean
open_key(struct tui *tui, struct secret_key **key, gboolean *locked,
	 GError **error)
{
	g_autoptr(GError) fault = NULL;
	g_autoptr(KnownKey) own =
		app_key_own(tui->options.app, tui->rater, &fault);

	if (fault) {
		g_propagate_error(error, g_steal_pointer(&fault));
		return FALSE;
	}
	*locked = own && own->locked;
	if (!own || own->locked)
		return TRUE;
	*key = app_key_open(tui->options.app, own, NULL, error);
	return *key != NULL;
}

static void
take_meaning(struct tui *tui, const char *meaning)
{
	g_autofree char *word =
		base_shell_word(*meaning ? meaning : "finished");
	g_autofree char *why =
		tui->unfinished ? base_shell_word(tui->unfinished) : NULL;
	g_autoptr(SecretKey) key = NULL;
	gboolean locked = FALSE;
	GError *error = NULL;

	leave_page(tui);
	if (!desk_is_current(tui))
		return;
	tui_tick(tui);
	if (!open_key(tui, &key, &locked, &error) ||
	    !app_sign(tui->options.app, tui->desk->session, tui->rater,
		      tui->role, meaning, tui->unfinished, key, &error) ||
	    !desk_reload(tui, &error)) {
		tui_fault(tui, error);
		return;
	}
	tui->desk->may_follow = 0;
	tui_say(tui, key    ? "signed with your key" :
		     locked ? "declared; to sign with your key, which has a "
			      "passphrase: iptrate sign" :
			      "declared");
	tui_command_as(tui,
		       "iptrate sign %" G_GINT64_FORMAT
		       " --role %s --meaning %s%s%s",
		       tui->desk->session, rater_role_print(tui->role), word,
		       why ? " --incomplete " : "", why ? why : "");
}

static void
ask_meaning(struct tui *tui)
{
	prompt_open(tui, "I sign this rating as: ", "finished", take_meaning);
}

static void
take_unfinished(struct tui *tui, const char *reason)
{
	if (!reason_says_something(reason)) {
		leave_page(tui);
		tui_fail(tui, "not signed: it is incomplete, and that needs a "
			      "reason in a few words");
		return;
	}
	tui->unfinished = g_strdup(reason);
	ask_meaning(tui);
}

void
act_sign(struct tui *tui, guint count)
{
	const struct rating *rating = rating_own(tui);
	g_autoptr(Signing) signing = NULL;
	GError *error = NULL;

	(void)count;
	if (!rating || rating->items->len == 0) {
		tui_fail(tui, "nothing is rated yet that could be signed");
		return;
	}
	if (app_role_check(tui->options.app, tui->desk->session, tui->rater,
			   tui->role, &error)) {
		tui_tick(tui);
		signing = app_signing(tui->options.app, tui->desk->session,
				      tui->rater, tui->role, &error);
	}
	if (!signing) {
		tui_fault(tui, error);
		return;
	}
	g_clear_pointer(&tui->unfinished, g_free);
	pager_open(tui, "what you sign",
		   page_build(signing, MIN(tui->columns, 100) - 4));
	if (signing->score->complete)
		ask_meaning(tui);
	else
		prompt_open(tui, "it is incomplete; signed all the same, why? ",
			    "", take_unfinished);
}
