/*
 * A report of agreement in words: for whom each figure is, and what it does
 * not say; see agree_said.h.
 */
#include "cli/agree_said.h"
#include "app/app.h"
#include "cli/agree_rows.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include <math.h>
#include <string.h>

/* Fewer common units: counts and differences alone. */
#define UNITS_KAPPA 20

static void
say_head(struct cli *cli, const struct report *report)
{
	g_autofree char *units = base_count(report->units, "unit", "units");
	g_autofree char *raters = base_count(report->raters, "rater", "raters");

	cli_print(cli, "%s, ", units);
	if (report->raters > 0 || !report->by_facets)
		cli_print(cli, "%s, ", raters);
	cli_print(cli, "%" G_GUINT64_FORMAT " ratings", report->ratings);
	if (report->missing > 0)
		cli_print(cli, ", %" G_GUINT64_FORMAT " cells missing",
			  report->missing);
	cli_print(cli, "\n");
	if (report->scale_seen)
		cli_print(cli,
			  "points: the %u that were given; name the scale with "
			  "--scale, since kappa and\nAC1 depend on it\n",
			  report->points);
	for (guint i = 0; i < report->notes->len; i++) {
		g_autofree char *note =
			base_printable(report->notes->pdata[i], -1);

		text_paragraphs(cli->out, note, "", MIN(cli->width, 80));
	}
}

/* ---- two raters --------------------------------------------------------- */

/* What stands before the options of a pair; caller frees. */
static char *
which_of(const struct statistic *same)
{
	const char *end = strstr(same->options, "tolerance=");

	return g_strndup(same->options, (gsize)(end - same->options));
}

/* "A, B" of "columns A,B; "; of a table of two the names.  Caller frees. */
static char *
raters_text(const struct report *report, const char *which)
{
	if (g_str_has_prefix(which, "columns ")) {
		gsize len = strlen(which) - strlen("columns ") - strlen("; ");

		return g_strndup(which + strlen("columns "), len);
	}
	if (report->rater_names->len == 2)
		return g_strdup_printf("%s,%s",
				       (char *)report->rater_names->pdata[0],
				       (char *)report->rater_names->pdata[1]);
	return g_strdup("-");
}

static void
say_same(struct cli *cli, const struct report *report, GPtrArray *told)
{
	static const char *const headings[] = { "raters",   "units",
						"the same", "95 %",
						"within 1", "95 %" };
	struct agree_rows rows;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), told);
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *same = report->statistics->pdata[i];
		g_autofree char *which = NULL;
		g_autofree char *raters = NULL;
		const struct statistic *near;

		if (strcmp(same->name, "percent_agreement") ||
		    !g_str_has_suffix(same->options, "tolerance=0"))
			continue;
		which = which_of(same);
		raters = raters_text(report, which);
		near = report_find(report, "percent_within_1", which);
		agree_rows_text(&rows, raters);
		agree_rows_number(&rows, same->n);
		agree_rows_share(&rows, same);
		agree_rows_percent(&rows, same);
		agree_rows_share(&rows, near);
		agree_rows_percent(&rows, near);
	}
	agree_rows_print(&rows, "how often two ratings were the same",
			 "for the person who was rated; of these raters on "
			 "these units");
}

static void
say_between(struct cli *cli, const struct report *report, GPtrArray *told)
{
	static const char *const headings[] = {
		"first - second", "units", "mean", "95 %",
		"limits",	  "kappa", "95 %"
	};
	struct agree_rows rows;
	gboolean few = FALSE;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), told);
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *bias = report->statistics->pdata[i];
		const struct statistic *kappa, *low, *high;
		g_autofree char *which = NULL;
		const char *end;

		if (strcmp(bias->name, "ba_bias"))
			continue;
		end = strstr(bias->options, "; ");
		which = end ? g_strndup(bias->options,
					(gsize)(end + 2 - bias->options)) :
			      g_strdup("");
		kappa = report_find(report, "weighted_kappa_quadratic", which);
		low = report_find(report, "ba_lower_limit", bias->options);
		high = report_find(report, "ba_upper_limit", bias->options);
		agree_rows_text(&rows, end ? end + 2 : bias->options);
		agree_rows_number(&rows, bias->n);
		agree_rows_value(&rows, bias, 2);
		agree_rows_range(&rows, bias, 2);
		agree_rows_limits(&rows, low, high);
		if (bias->n < UNITS_KAPPA)
			kappa = NULL, few = TRUE;
		agree_rows_value(&rows, kappa, 2);
		agree_rows_range(&rows, kappa, 2);
	}
	agree_rows_print(&rows, "one rater against another",
			 "for a supervisor: who rates higher (mean), how far "
			 "two ratings of one unit may lie apart (limits, 95 % "
			 "of them), and quadratic weighted kappa, the "
			 "agreement beyond chance");
	if (few)
		agree_rows_say(
			cli, told,
			"with fewer than " G_STRINGIFY(
				UNITS_KAPPA) " common units kappa and its kin say nothing yet "
					     "and are not shown");
}

/* ---- all raters --------------------------------------------------------- */

static void
add_named(struct agree_rows *rows, const struct report *report,
	  const char *says, const char *name, const char *options)
{
	const struct statistic *statistic = report_find(report, name, options);

	if (!statistic)
		return;
	agree_rows_text(rows, says);
	agree_rows_value(rows, statistic, 2);
	agree_rows_range(rows, statistic, 2);
}

static void
say_chance(struct cli *cli, const struct report *report, GPtrArray *told)
{
	static const char *const headings[] = { "all raters", "value", "95 %" };
	struct agree_rows rows;

	if (report->units < UNITS_KAPPA)
		return;
	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), told);
	add_named(&rows, report, "AC1, the same or not", "gwet_ac1", "");
	add_named(&rows, report, "AC2, quadratic weights", "gwet_ac2",
		  "weights=quadratic");
	add_named(&rows, report, "alpha, quadratic weights",
		  "krippendorff_alpha", "weights=quadratic");
	add_named(&rows, report, "alpha, interval", "krippendorff_alpha",
		  "metric=interval");
	agree_rows_print(&rows, "agreement beyond chance",
			 "of all raters at once, gaps and all; 1 is full "
			 "agreement, 0 what chance gives");
}

static void
say_reliability(struct cli *cli, const struct report *report, GPtrArray *told)
{
	static const char *const headings[] = { "of marks", "value", "95 %" };
	gboolean gaps = report->missing > 0;
	struct agree_rows rows;
	const struct statistic *one;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), told);
	one = report_find(report, gaps ? "icc_A_1" : "icc_sf_2_1", "");
	add_named(&rows, report, "ICC(A,1), one rating",
		  gaps ? "icc_A_1" : "icc_sf_2_1", "");
	add_named(&rows, report, "ICC(A,k), mean of the raters",
		  gaps ? "icc_A_k" : "icc_sf_2_k", "");
	add_named(&rows, report, "SEM, error of one rating", "sem_agreement",
		  gaps ? "REML" : "");
	if (!gaps)
		add_named(&rows, report, "smallest detectable change",
			  "sdc_agreement", "");
	agree_rows_print(&rows, "how well ratings tell units apart",
			 gaps ? "for an accrediting body; by a mixed model, "
				"since cells are missing" :
				"for an accrediting body; by two-way mean "
				"squares, raters taken as drawn from many");
	if (one && one->of.value >= 0 && one->of.value <= 1) {
		g_autofree char *says = g_strdup_printf(
			"of the spread of these %" G_GUINT64_FORMAT " ratings "
			"of %u units %.0f %% lies between units; the rest is "
			"raters and noise",
			report->ratings, report->units, 100 * one->of.value);

		text_paragraphs(cli->out, says, "", MIN(cli->width, 80));
	}
}

static void
say_severity(struct cli *cli, const struct report *report, GPtrArray *told)
{
	static const char *const headings[] = { "rater", "ratings",
						"mild (+) or severe (-)",
						"95 %" };
	struct agree_rows rows;

	if (report->raters < 3)
		return;
	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), told);
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *rater = report->statistics->pdata[i];

		if (strcmp(rater->name, "rater_severity_ls"))
			continue;
		agree_rows_text(&rows, rater->options + strlen("rater="));
		agree_rows_number(&rows, rater->n);
		agree_rows_value(&rows, rater, 2);
		agree_rows_range(&rows, rater, 2);
	}
	agree_rows_print(&rows, "severity",
			 "on the scale of the ratings, against the mean of "
			 "these raters; what each rated is allowed for");
}

static void
say_care(struct cli *cli)
{
	text_paragraphs(
		cli->out,
		"\nRead with care: the figures speak of these raters on these "
		"units. Units must be independent: items of one session are "
		"not, and sessions of one therapist make intervals too narrow. "
		"Kappa near 0 with high agreement is a matter of one category "
		"that holds nearly all ratings, not of bad raters. Below 20 "
		"units intervals are rough. --figures lists every figure, --json "
		"gives them with all digits.",
		"", MIN(cli->width, 80));
}

void
print_marks_report(struct cli *cli, const struct report *report,
		   GPtrArray *told)
{
	say_between(cli, report, told);
	say_reliability(cli, report, told);
	say_severity(cli, report, told);
}

void
print_agreement_report(struct cli *cli, const struct report *report)
{
	g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);

	cli->paged = TRUE;
	say_head(cli, report);
	if (report->by_facets) {
		print_records_report(cli, report);
		return;
	}
	say_same(cli, report, told);
	say_between(cli, report, told);
	say_chance(cli, report, told);
	say_reliability(cli, report, told);
	say_severity(cli, report, told);
	say_care(cli);
}
