/*
 * signing: what somebody is about to sign, shown and asked about; and the
 * question before a change beside a signed rating.
 *
 * Asked is only who sits at a terminal and did not say --yes: a script goes
 * on, and is told what it did.
 */
#include "cli/consent.h"
#include "cli/text_out.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

gboolean
cli_asks(const struct cli *cli)
{
	return isatty(STDIN_FILENO) && !args_has(&cli->args, "yes");
}

gboolean
cli_confirm(const struct cli *cli, const char *question)
{
	char answer[80] = "";
	g_autofree char *safe = base_printable(question, -1);

	if (!cli_asks(cli))
		return TRUE;
	fprintf(stderr, "%s [y/N] ", safe);
	fflush(stderr);
	if (!fgets(answer, sizeof answer, stdin))
		return FALSE;
	g_strstrip(answer);
	return !g_ascii_strcasecmp(answer, "y") ||
	       !g_ascii_strcasecmp(answer, "yes");
}

/* "  meaning       I rated this session myself", on as many lines as it
 * takes. */
static void
print_text(GString *out, guint width, const char *lead, const char *text)
{
	g_autoptr(GPtrArray) lines = text_wrap(text, MAX(width, 40) - 17);

	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(out, "  %-13s %s\n", i ? "" : lead,
				       (char *)lines->pdata[i]);
}

/* "  to rate       F1 F2", nothing for an empty list. */
static void
print_list(GString *out, guint width, const char *lead, const GPtrArray *ids)
{
	g_autoptr(GString) line = g_string_new(NULL);

	if (ids->len == 0)
		return;
	for (guint i = 0; i < ids->len; i++)
		g_string_append_printf(line, "%s%s", i ? " " : "",
				       (char *)ids->pdata[i]);
	print_text(out, width, lead, line->str);
}

static void
print_na(GString *out, guint width, const struct signing *signing)
{
	const GPtrArray *na = signing->score->na;

	for (guint i = 0; i < na->len; i++) {
		const struct item_rating *item =
			rating_item(signing->rating, na->pdata[i]);
		g_autofree char *safe = base_printable(
			item && item->na_reason ? item->na_reason : "", -1);

		g_autofree char *text =
			g_strdup_printf("%s: %s", (char *)na->pdata[i], safe);

		print_text(out, width, i ? "" : "N/A", text);
	}
}

void
cli_show_signing(const struct cli *cli, const struct signing *signing,
		 const char *meaning)
{
	const struct rating *rating = signing->rating;
	const struct session_score *score = signing->score;
	guint width = MIN(cli->width, 80);
	g_autoptr(GString) out = g_string_new(NULL);
	g_autofree char *name = base_printable(
		signing->name ? signing->name : "no name is kept", -1);
	g_autofree char *rater = base_printable(rating->rater, -1);
	g_autofree char *says = base_printable(meaning, -1);
	g_autofree char *by = g_strdup_printf("%s (%s), as %s", rater, name,
					      rater_role_print(rating->role));
	g_autofree char *head = NULL;

	head = g_strdup_printf(
		"To be signed: session %" G_GINT64_FORMAT
		" (%s phase, focus %s), %s %s, version %u",
		rating->session, phase_print(rating->signature->facts.phase),
		focus_print(rating->signature->facts.focus), score->rubric->id,
		score->rubric->version, rating->version);
	text_paragraphs(out, head, "", width);
	g_string_append_printf(out, "  %-13s %s\n", "verdict",
			       pass_state_print(score->state));
	for (guint i = 0; i < score->reasons->len; i++)
		text_paragraphs(out, score->reasons->pdata[i],
				"                ", width);
	print_list(out, width, "to rate", score->missing);
	print_na(out, width, signing);
	print_list(out, width, "no evidence", signing->without_evidence);
	print_text(out, width, "signed by", by);
	print_text(out, width, "meaning", says);
	fputs(out->str, stderr);
}

gboolean
cli_may_touch(const struct cli *cli, const gint64 *sessions, guint n,
	      const char *where, GError **error)
{
	g_autoptr(GPtrArray) ratings = NULL;
	g_autofree char *question = NULL;
	g_autofree char *count = NULL;

	if (!cli_asks(cli))
		return TRUE;
	ratings = app_signed_ratings(cli->app, sessions, n, error);
	if (!ratings)
		return FALSE;
	if (ratings->len == 0)
		return TRUE;
	count = base_count(ratings->len, "rating is", "ratings are");
	question = g_strdup_printf("%s signed; %s a new version begins beside "
				   "what was signed, to be signed anew. Go on?",
				   count, where);
	if (cli_confirm(cli, question))
		return TRUE;
	g_set_error_literal(error, BASE_ERROR, BASE_ERROR_DENIED,
			    "nothing was changed");
	return FALSE;
}

gboolean
cli_may_set(const struct cli *cli, const gint64 *sessions, guint n,
	    GError **error)
{
	return cli_may_touch(cli, sessions, n,
			     "where this changes which items are live, or the "
			     "tags,",
			     error);
}

gboolean
cli_may_set_case(struct cli *cli, GError **error)
{
	/* focus and plan are facts of its sessions */
	const GPtrArray *words = cli->args.words;
	g_autoptr(GArray) sessions = NULL;
	gboolean facts = FALSE;

	for (guint i = 1; i < words->len; i++)
		facts = facts || !g_str_has_prefix(words->pdata[i], "note=");
	if (facts && cli_asks(cli))
		sessions = app_case_sessions(cli->app, words->pdata[0], NULL);
	return !sessions ||
	       cli_may_set(cli, (const gint64 *)(gpointer)sessions->data,
			   sessions->len, error);
}
