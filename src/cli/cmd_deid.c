/*
 * deid: what in a transcript tells who somebody is.
 */
#include "cli/output.h"

static void
print_json(struct cli *cli, const struct transcript *t,
	   const struct deid_findings *findings)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	columns_json_array(printer, "proposals", deid_proposal_columns,
			   findings->proposals, t);
	columns_json_array(printer, "left", deid_left_columns, findings->left,
			   t);
	printer_int(printer, "unfinished", findings->unfinished);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static void
print_rows(struct cli *cli, const struct column *columns, const GArray *things,
	   gsize size, const struct transcript *t)
{
	struct table *table = columns_table_new(columns);

	for (guint i = 0; i < things->len; i++)
		columns_table_row(table, columns, things->data + i * size, t);
	table_fit(table, MAX(cli->width, 40));
	cli_print_table(cli, table);
}

static void
print_text(struct cli *cli, const struct transcript *t,
	   const struct deid_findings *findings)
{
	g_autofree char *n =
		base_count(findings->proposals->len, "proposal", "proposals");

	cli->paged = TRUE;
	cli_print(cli, "%s\n\n", n);
	if (findings->proposals->len)
		print_rows(cli, deid_proposal_columns, findings->proposals,
			   sizeof(struct deid_proposal), t);
	if (findings->left->len) {
		cli_print_title(cli, "Kept, and could be a name");
		print_rows(cli, deid_left_columns, findings->left,
			   sizeof(struct deid_left), t);
	}
}

static int
run_deid(struct cli *cli, GError **error)
{
	const char *path = args_value(&cli->args, "text");
	struct transcript_options options = { .name = path };
	g_autofree const char **known = args_values(&cli->args, "known");
	g_autoptr(Transcript) t = NULL;
	g_autoptr(DeidFindings) findings = NULL;

	if (!path) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "deid: name a transcript with --text FILE");
		return 2;
	}
	t = app_transcript_read(path, &options, error);
	if (!t)
		return 1;
	findings = app_deid_propose(t, known);
	if (cli->json)
		print_json(cli, t, findings);
	else
		print_text(cli, t, findings);
	if (findings->unfinished)
		cli_warn(cli,
			 "part of the text took too long to look through "
			 "for numbers and dates; look through it yourself");
	cli_note(cli, "note: these are proposals, and some of what tells who "
		      "somebody is will be missing: read the text yourself");
	return 0;
}

static const struct option deid_options[] = {
	{ "text", 0, "FILE", FALSE, "the transcript; it is not stored", NULL },
	{ "known", 0, "NAME", TRUE, "the name of a person that may occur",
	  NULL },
	OPTIONS_END
};

static const char *const deid_examples[] = {
	"iptrate deid --text s07.vtt",
	"iptrate deid --text s07.txt --known 'Meera Pillai' --json", NULL
};

const struct command cmd_deid = {
	.path = "deid",
	.synopsis = "--text FILE",
	.summary = "propose what to replace: names, places, dates, numbers",
	.about = "Nothing is stored or replaced. Each proposal has its place "
		 "(turn; bytes of the turn's text, end exclusive), a category "
		 "(NAME, PLACE, ORG, DATE, AGE over 89, PHONE, EMAIL, URL, "
		 "USERNAME, ID, ADDRESS), how sure it is, and why.\n\n"
		 "Names that are given with --known, labels of speakers and "
		 "people named in the head of the file are found in any form. "
		 "What was kept and could be a name is listed once each: a "
		 "person has to look through the proposals and that list.",
	.group = "Transcripts and sessions",
	.options = deid_options,
	.least = 0,
	.most = 0,
	.run = run_deid,
	.examples = deid_examples,
};
