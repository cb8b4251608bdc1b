/*
 * Reports of ratings by facets, in words; see agree_rows.h.
 */
#include "app/app.h"
#include "cli/agree_rows.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include <math.h>
#include <string.h>

static void
say_groups(struct cli *cli, const struct report *report)
{
	static const char *const headings[] = { "ratings of a unit", "value",
						"95 %" };
	const struct statistic *icc =
		report_find(report, "icc_oneway_unbalanced", "");
	struct agree_rows rows;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), NULL);
	if (icc) {
		agree_rows_text(&rows, "ICC(1), one rating");
		agree_rows_value(&rows, icc, 2);
		agree_rows_range(&rows, icc, 2);
	}
	agree_rows_print(&rows, "how well ratings tell units apart",
			 "each unit was rated by raters of its own: what is "
			 "severity and what is noise cannot be told apart");
}

static void
say_spread(struct cli *cli, const struct report *report, const char *name)
{
	static const char *const headings[] = { "what varies", "variance",
						"share" };
	struct agree_rows rows;
	double all = 0;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), NULL);
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *part = report->statistics->pdata[i];

		if (!strcmp(part->name, name) && part->of.value > 0)
			all += part->of.value;
	}
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *part = report->statistics->pdata[i];
		struct statistic share = *part;

		if (strcmp(part->name, name))
			continue;
		share.of.value = 100 * MAX(0, part->of.value) / all;
		agree_rows_text(&rows, part->options + strlen("component="));
		agree_rows_value(&rows, part, 3);
		share.note = NULL;
		agree_rows_value(&rows, &share, 0);
	}
	agree_rows_print(&rows, "what ratings vary by",
			 "for an accrediting body; share in %, of all that "
			 "varies");
}

/* "n_session=4; n_rater=2" as "session x 4, rater x 2"; a phrase stays as it
 * is, without what stands in brackets.  Caller frees. */
static char *
design_words(const char *options)
{
	g_auto(GStrv) parts = g_strsplit(options, "; ", -1);

	for (char **part = parts; *part; part++) {
		char *equals = strchr(*part, '=');
		char *bracket = strstr(*part, " (");
		char *words;

		if (bracket)
			*bracket = '\0';
		if (!equals || !g_str_has_prefix(*part, "n_"))
			continue;
		*equals = '\0';
		words = g_strdup_printf("%s x %s", *part + strlen("n_"),
					equals + 1);
		g_free(*part);
		*part = words;
	}
	return g_strjoinv(", ", parts);
}

static void
say_designs(struct cli *cli, const struct report *report)
{
	static const char *const headings[] = { "a mark from", "Phi", "SEM",
						"false pass", "false fail" };
	struct agree_rows rows;

	agree_rows_init(&rows, cli, headings, G_N_ELEMENTS(headings), NULL);
	for (guint i = 0; i < report->statistics->len; i++) {
		const struct statistic *phi = report->statistics->pdata[i];
		const char *of = phi->options;
		g_autofree char *design = NULL;

		if (strcmp(phi->name, "d_phi"))
			continue;
		design = design_words(of);
		agree_rows_text(&rows, design);
		agree_rows_value(&rows, phi, 2);
		agree_rows_value(&rows,
				 report_find(report, "d_sem_absolute", of), 2);
		agree_rows_value(&rows,
				 report_find(report, "decision_false_pass", of),
				 3);
		agree_rows_value(&rows,
				 report_find(report, "decision_false_fail", of),
				 3);
	}
	agree_rows_print(&rows, "how far a mark would stand",
			 "Phi: the share of a mark's spread that is the "
			 "person's own; SEM: the error of a mark, on the "
			 "scale of the ratings; false pass and false fail: "
			 "their chance at the cut, when --cut names it");
}

void
print_records_report(struct cli *cli, const struct report *report)
{
	const struct statistic *part =
		report_find(report, "g_variance", "component=");

	say_groups(cli, report);
	if (!part)
		return;
	say_spread(cli, report,
		   !isnan(part->of.value) ? "g_variance" : "g_variance_reml");
	say_designs(cli, report);
	text_paragraphs(
		cli->out,
		"\nRead with care: components from few persons are "
		"rough. Spread raters over sessions, and add raters "
		"before sessions: a mark from four sessions by four "
		"raters tells more than one from eight sessions by "
		"one. --figures lists every figure, --json gives them with "
		"all digits.",
		"", MIN(cli->width, 80));
}
