/*
 * rating_sign: what is to be signed is shown on a page, with the question at
 * its foot; and the question before what is signed is changed.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/practice.h"
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

static void
ask_meaning(struct tui *tui)
{
	prompt_open(tui, "I sign this rating as: ", "finished", rating_sign_as);
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
	if (practice_sign(tui))
		return;
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
