/*
 * How far marks would stand, in words: for whom each figure is, and what it
 * does not say; see depend_said.h.
 */
#include "cli/depend_said.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <math.h>
#include <string.h>

static void
say_all(struct cli *cli, const GPtrArray *sentences)
{
	for (guint i = 0; i < sentences->len; i++)
		cli_say(cli, "", "%s", (char *)sentences->pdata[i]);
}

static void
say_head(struct cli *cli, const struct dependence *dependence)
{
	const struct standing *s = &dependence->standing;
	g_autofree char *therapists =
		base_count(s->therapists, "therapist", "therapists");
	g_autofree char *sessions =
		base_count(s->sessions, "session", "sessions");
	g_autofree char *raters = base_count(s->raters, "rater", "raters");
	g_autofree char *ratings = base_count(s->ratings, "rating", "ratings");

	if (s->ratings > 0)
		cli_say(cli, "",
			"The %s mean: %s of %s by %s, %s; %u of the sessions rated by two "
			"raters or more.",
			dependence->score, ratings, sessions, therapists,
			raters, s->twice);
	say_all(cli, dependence->left_out);
}

static void
say_missing(struct cli *cli, const struct dependence *dependence)
{
	cli_print_title(cli, "how far a mark would stand cannot be said yet");
	say_all(cli, dependence->standing.missing);
	if (dependence->hidden)
		cli_say(cli, "",
			"Something is hidden from you until you have signed "
			"your own ratings; look again then.");
}

/* ---- what varies ------------------------------------------------------------ */

static void
print_parts(struct cli *cli, const struct standing *s)
{
	static const char *const headings[] = { "what varies", "variance",
						"share", "in words" };
	struct table *table = table_new(headings, G_N_ELEMENTS(headings));

	cli_print_title(cli, "what marks vary by");
	cli_say(cli, "",
		"For an accrediting body: of all that varies from one rating "
		"to another, how much is the therapist's.");
	table_align_right(table, 1);
	table_align_right(table, 2);
	for (guint i = 0; i < s->parts->len; i++) {
		const struct standing_part *part = s->parts->pdata[i];
		g_autofree char *variance = text_real(part->variance, 3);
		g_autofree char *share =
			g_strdup_printf("%.0f %%", 100 * part->share);
		const char *cells[] = { part->name, variance, share,
					part->says };

		table_row(table, cells);
	}
	cli_print_table(cli, table);
}

/* ---- designs ---------------------------------------------------------------- */

static char *
phi_cell(const struct standing_design *design)
{
	return text_real(design->phi, 2);
}

static char *
sem_cell(const struct standing_design *design)
{
	return text_real(design->sem, 2);
}

static char *
wrong_cell(const struct standing_design *design)
{
	return isnan(design->false_pass) ?
		       g_strdup("-") :
		       g_strdup_printf("%.0f + %.0f", 100 * design->false_pass,
				       100 * design->false_fail);
}

/* A row for each number of sessions; columns are numbers of raters, and
 * another rater each time. */
static void
print_grid(struct cli *cli, const struct standing *s,
	   char *(*cell)(const struct standing_design *design))
{
	static const char *const headings[] = { "sessions", "by 1",
						"by 2",	    "by 3",
						"by 4",	    "each by another" };
	struct table *table = table_new(headings, G_N_ELEMENTS(headings));
	guint at = 0;

	for (guint c = 0; c < G_N_ELEMENTS(headings); c++)
		table_align_right(table, c);
	while (at < s->designs->len) {
		const struct standing_design *first = s->designs->pdata[at];
		g_autofree char *sessions =
			g_strdup_printf("%u", first->sessions);
		char *cells[G_N_ELEMENTS(headings)] = { sessions };

		for (; at < s->designs->len; at++) {
			const struct standing_design *design =
				s->designs->pdata[at];

			if (design->sessions != first->sessions)
				break;
			cells[design->rotating ? 5 : design->raters] =
				cell(design);
		}
		table_row(table, (const char *const *)cells);
		for (guint c = 1; c < G_N_ELEMENTS(headings); c++)
			g_free(cells[c]);
	}
	cli_print_table(cli, table);
}

/* Where therapists do not differ, a mark's error is all that can be told. */
static gboolean
tells_apart(const struct standing *s)
{
	return s->spread.object > 0;
}

static void
say_designs(struct cli *cli, const struct standing *s)
{
	if (tells_apart(s)) {
		cli_print_title(cli, "how far a mark would stand: Phi");
		cli_say(cli, "",
			"The share of a mark's spread that is the therapist's "
			"own: near 1 it tells therapists apart, near 0 it is "
			"sessions and raters. By so many raters for each of "
			"so many sessions; or one rater a session, each time "
			"another (one session is in \"by 1\").");
		print_grid(cli, s, phi_cell);
	}
	cli_print_title(cli,
			"error of a mark (SEM), on the scale of the rubric");
	cli_say(cli, "",
		"Two marks of one therapist by other raters from other "
		"sessions differ by more than 2.8 times that in 1 of 20 "
		"cases.");
	print_grid(cli, s, sem_cell);
	if (isnan(s->cut) || !tells_apart(s))
		return;
	cli_print_title(cli,
			"wrong decisions at the cut, of 100 therapists: passed "
			"+ failed");
	cli_say(cli, "",
		"\"6 + 20\": of 100 therapists 6 would be passed whose true mark "
		"is below %.2f, and 20 failed whose true mark is above.",
		s->cut);
	print_grid(cli, s, wrong_cell);
}

static char *
design_said(const struct standing_design *design)
{
	g_autofree char *sessions =
		base_count(design->sessions, "session", "sessions");
	g_autofree char *raters = base_count(design->raters, "rater", "raters");
	g_autofree char *ratings =
		base_count(design->ratings, "rating", "ratings");

	if (design->rotating)
		return g_strdup_printf("%s by %u different raters, one rating "
				       "each (%s)",
				       sessions, design->raters, ratings);
	if (design->sessions == 1)
		return g_strdup_printf("%s by %s (%s)", sessions, raters,
				       ratings);
	return g_strdup_printf("%s by %s (%s)", sessions,
			       design->raters == 1 ? "one rater" : raters,
			       ratings);
}

static void
say_cheapest(struct cli *cli, const struct standing *s)
{
	const struct standing_design *phi = &s->by_phi, *right = &s->by_right;

	cli_print_title(cli, "the cheapest way to that certainty");
	if (phi->ratings > 0) {
		g_autofree char *design = design_said(phi);

		cli_say(cli, "",
			"Phi of %.2f or more: %s; Phi %.2f, error %.2f.",
			s->certain, design, phi->phi, phi->sem);
	} else {
		cli_say(cli, "",
			"Phi of %.2f is not reached with up to %d sessions and %d "
			"raters for each.",
			s->certain, STANDING_SESSIONS_MOST,
			STANDING_RATERS_MOST);
	}
	if (right->ratings > 0) {
		g_autofree char *design = design_said(right);

		cli_say(cli, "",
			"%.0f %% of pass decisions right: %s; wrong pass %.1f %%, "
			"wrong fail %.1f %%.",
			100 * s->certain, design, 100 * right->false_pass,
			100 * right->false_fail);
	} else if (!isnan(s->cut)) {
		cli_say(cli, "",
			"%.0f %% of right pass decisions are not reached with up "
			"to %d sessions and %d raters for each.",
			100 * s->certain, STANDING_SESSIONS_MOST,
			STANDING_RATERS_MOST);
	}
	if (phi->rotating && phi->raters > s->raters)
		cli_say(cli, "", "That takes %u raters; %u rate here.",
			phi->raters, s->raters);
}

/* Said only where it is so. */
static void
say_spread_raters(struct cli *cli, const struct standing *s)
{
	struct standing_design four = standing_design_of(s, 4, 1, TRUE);
	struct standing_design eight = standing_design_of(s, 8, 1, FALSE);

	if (four.phi > eight.phi)
		cli_say(cli, "",
			"Four sessions by four different raters tell more than "
			"eight by one: Phi %.2f against %.2f, with half the work. "
			"More sessions do not average out how severe a rater is; "
			"more raters do.",
			four.phi, eight.phi);
	else
		cli_say(cli, "",
			"Here more sessions tell more than more raters: eight "
			"sessions by one rater have Phi %.2f, four by four "
			"different raters %.2f.",
			eight.phi, four.phi);
}

static void
say_limits(struct cli *cli, const struct standing *s)
{
	cli_print(cli, "\n");
	say_all(cli, s->notes);
	if (!s->method)
		return;
	cli_say(cli, "",
		"Read with care: what is measured is the therapist; items are "
		"taken as fixed, so nothing is said of another rubric, and "
		"nothing of whether a mark is right, only of how far it would "
		"come out the same. Chances take marks as normal and are "
		"approximate near the ends of the scale. Worked out by %s%s.",
		s->method,
		strcmp(s->method, "REML") ?
			", since every session has the same "
			"raters" :
			" (a mixed model), since sessions do "
			"not all have the same raters");
}

void
print_dependence(struct cli *cli, const struct dependence *dependence)
{
	const struct standing *s = &dependence->standing;

	cli->paged = TRUE;
	say_head(cli, dependence);
	if (s->missing->len > 0)
		say_missing(cli, dependence);
	print_standing_marks(cli, s);
	if (s->method) {
		print_parts(cli, s);
		say_designs(cli, s);
		if (tells_apart(s)) {
			say_cheapest(cli, s);
			say_spread_raters(cli, s);
		}
	}
	if (s->method || s->notes->len > 0)
		say_limits(cli, s);
}
