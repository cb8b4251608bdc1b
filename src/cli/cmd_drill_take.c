/*
 * drill take, drill report: one session after the other, and what came of it.
 */
#include "cli/consent.h"
#include "cli/drill_out.h"
#include "cli/output.h"
#include "cli/text_out.h"

#include <string.h>

/* -- taking -------------------------------------------------------------------- */

/* How turns are marked on the copy, and that all are. */
static void
print_marking(struct cli *cli, const struct drill_step *step, const char *rater)
{
	gboolean all = !strcmp(step->technique, DRILL_ALL);
	g_autofree char *what =
		all ? g_strdup("what each turn of the therapist is") :
		      g_strdup_printf("each turn that is %s", step->technique);

	cli_print(cli,
		  ". Mark %s:\n"
		  "  iptrate review %" G_GINT64_FORMAT " --rater %s\n"
		  "   (t adds it to a turn; i, then S when all are marked)\n"
		  "or iptrate decide %" G_GINT64_FORMAT
		  " TURN add %s --rater %s\n"
		  "   iptrate sign %" G_GINT64_FORMAT " --rater %s\n",
		  what, step->session, rater, step->session,
		  all ? "TECHNIQUE" : step->technique, rater, step->session,
		  rater);
	cli_print(cli, "then iptrate drill take %s --technique %s --rater %s\n",
		  step->set, step->technique, rater);
}

static void
print_next(struct cli *cli, const struct drill_step *step)
{
	const char *set = step->set;
	g_autofree char *rater = base_shell_word(step->rater);

	if (step->kept_back)
		cli_note(cli,
			 "what was agreed is told to %s alone: iptrate drill "
			 "report %s --rater %s --user %s",
			 step->rater, set, rater, rater);
	if (!step->session) {
		cli_print(cli,
			  "Drill %s is finished: all %u sessions are done. "
			  "'iptrate drill report\n%s --rater %s' shows it "
			  "again.\n",
			  set, step->of, set, rater);
		return;
	}
	cli_print(cli, "Drill %s, session %u of %u: session %" G_GINT64_FORMAT,
		  set, step->n, step->of, step->session);
	if (step->technique) {
		print_marking(cli, step, rater);
		return;
	}
	cli_print(cli,
		  ". Rate and sign it:\n"
		  "  iptrate review %" G_GINT64_FORMAT " --rater %s\n"
		  "or iptrate show %" G_GINT64_FORMAT " --user %s\n"
		  "   iptrate rate %" G_GINT64_FORMAT
		  " --rater %s --set ITEM=E/Q ...\n"
		  "   iptrate sign %" G_GINT64_FORMAT " --rater %s\n"
		  "then iptrate drill take %s --rater %s\n",
		  step->session, rater, step->session, rater, step->session,
		  rater, step->session, rater, set, rater);
}

static gboolean
print_step(struct cli *cli, const struct drill_step *step, GError **error)
{
	for (guint i = 0; i < step->results->len; i++) {
		if (!drill_print_result(cli, step->results->pdata[i], error))
			return FALSE;
	}
	if (step->purpose == DRILL_TESTING && !step->session)
		drill_print_sum(cli, step->results);
	print_next(cli, step);
	return TRUE;
}

static gboolean
json_step(struct cli *cli, const struct drill_step *step, GError **error)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "set", step->set);
	printer_string(printer, "purpose", drill_purpose_print(step->purpose));
	printer_int(printer, "take", step->take);
	printer_string(printer, "rater", step->rater);
	printer_string(printer, "technique", step->technique);
	if (step->session)
		printer_int(printer, "session", step->session);
	else
		printer_null(printer, "session");
	if (step->session)
		printer_int(printer, "place", step->n);
	else
		printer_null(printer, "place");
	printer_int(printer, "sessions", step->of);
	printer_int(printer, "done", step->done);
	if (!drill_json_results(cli, printer, step->results, error)) {
		g_free(printer_finish(printer));
		return FALSE;
	}
	printer_end(printer);
	cli_print_json(cli, printer);
	return TRUE;
}

/* The screen on one session after the other, as long as each is finished. */
static gboolean
take_on_screen(struct cli *cli, struct drill_step **step, const char *rater,
	       GError **error)
{
	while ((*step)->session) {
		gint64 before = (*step)->session;
		g_autofree char *set = g_strdup((*step)->set);
		g_autofree char *technique = g_strdup((*step)->technique);

		if (!cli_open_screen(cli, before, error))
			return FALSE;
		drill_step_free(*step);
		*step = app_drill_take(cli->app, set, rater, technique, FALSE,
				       error);
		if (!*step)
			return FALSE;
		if ((*step)->session == before)
			break;
	}
	return TRUE;
}

static int
run_drill_take(struct cli *cli, GError **error)
{
	/* A name that is none begins no casebook. */
	g_autoptr(DrillSet) set =
		app_drill(cli->app, cli->args.words->pdata[0], error);
	const char *rater = set ? cli_rater(cli, error) : NULL;
	g_autoptr(DrillStep) step = NULL;

	if (!rater)
		return set ? 2 : 1;
	step = app_drill_take(cli->app, cli->args.words->pdata[0], rater,
			      args_value(&cli->args, "technique"),
			      args_has(&cli->args, "again"), error);
	if (!step)
		return 1;
	if (!cli->json && !args_has(&cli->args, "no-screen") && cli_asks(cli) &&
	    cli->terminal && !take_on_screen(cli, &step, rater, error))
		return 1;
	return (cli->json ? json_step(cli, step, error) :
			    print_step(cli, step, error)) ?
		       0 :
		       1;
}

/* -- reporting ------------------------------------------------------------------- */

static gboolean
print_report(struct cli *cli, const GPtrArray *results, GError **error)
{
	gboolean full = args_has(&cli->args, "rater") ||
			args_has(&cli->args, "session");

	cli->paged = TRUE;
	for (guint i = 0; full && i < results->len; i++) {
		if (!drill_print_result(cli, results->pdata[i], error))
			return FALSE;
	}
	for (guint i = 0, next; i < results->len; i = next) {
		const struct drill_result *first = results->pdata[i];
		g_autoptr(GPtrArray) of = g_ptr_array_new();

		for (next = i; next < results->len; next++) {
			const struct drill_result *result =
				results->pdata[next];

			if (result->take != first->take)
				break;
			g_ptr_array_add(of, (gpointer)result);
		}
		drill_print_sum(cli, of);
	}
	return TRUE;
}

static gboolean
json_report(struct cli *cli, const char *set, const struct drill_reports *all,
	    GError **error)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_string(printer, "set", set);
	printer_int(printer, "not_yet", all->not_yet);
	printer_int(printer, "kept_back", all->kept_back);
	if (!drill_json_results(cli, printer, all->results, error)) {
		g_free(printer_finish(printer));
		return FALSE;
	}
	printer_end(printer);
	cli_print_json(cli, printer);
	return TRUE;
}

/* What was done and is not told, and why. */
static void
tell_untold(struct cli *cli, const struct drill_set *set,
	    const struct drill_reports *all)
{
	const char *name = set->row->name;

	if (all->kept_back > 0)
		cli_note(cli,
			 "%u of the sessions that are done in drill %s: what "
			 "came of them holds what was agreed, and is kept back "
			 "from who could still be tested with the set "
			 "(--answers tells it, and they can take it no more)",
			 all->kept_back, name);
	if (all->not_yet > 0) {
		g_autofree char *n =
			base_count(all->not_yet, "session", "sessions");

		cli_note(cli,
			 "drill %s: %s done and not told of yet: all of its "
			 "sessions must be signed first, as must those of "
			 "other drills with the same session",
			 name, n);
	}
	if (all->results->len + all->not_yet + all->kept_back == 0)
		cli_note(cli, "nothing of drill %s can be told yet: %s", name,
			 set->raters ? "no session of it that you ask about is "
				       "done" :
				       "nobody has taken it here");
}

static int
run_drill_report(struct cli *cli, GError **error)
{
	const char *typed = args_value(&cli->args, "rater");
	const char *word = args_value(&cli->args, "session");
	g_autoptr(DrillSet) set = NULL;
	g_auto(DrillReports) all = { 0 };
	struct drill_asking asking = {
		.answers = args_has(&cli->args, "answers"),
		.technique = args_value(&cli->args, "technique"),
	};

	if ((typed && !(asking.rater = app_person_code(cli->app, "rater", typed,
						       error))) ||
	    (word && !args_session(cli, word, &asking.session, error)))
		return 2;
	set = app_drill(cli->app, cli->args.words->pdata[0], error);
	if (!set)
		return 1;
	asking.set = set->row->id;
	if (!app_drill_results(cli->app, &asking, &all, error))
		return 1;
	if (cli->json)
		return json_report(cli, set->row->name, &all, error) ? 0 : 1;
	tell_untold(cli, set, &all);
	return print_report(cli, all.results, error) ? 0 : 1;
}

static const struct option take_options[] = {
	{ "rater", 0, "CODE", FALSE,
	  "who practises (else $IPTRATE_RATER, else config.yaml)", NULL },
	{ "technique", 0, "CODE", FALSE,
	  "mark the turns of this technique (ALL: of each) and rate no items",
	  NULL },
	{ "again", 0, NULL, FALSE,
	  "begin a set for learning once more; what was done stays", NULL },
	{ "no-screen", 0, NULL, FALSE,
	  "say what to do next, and open no screen", NULL },
	OPTIONS_END
};

static const struct option report_options[] = {
	{ "rater", 0, "CODE", FALSE, "of this rater, session by session",
	  NULL },
	{ "session", 0, "SESSION", FALSE, "of this copy alone", NULL },
	{ "technique", 0, "CODE", FALSE, "where this was to be found", NULL },
	{ "answers", 0, NULL, FALSE,
	  "also of a set for testing that you could take, and then cannot",
	  NULL },
	OPTIONS_END
};

static const char *const take_examples[] = {
	"iptrate drill take learn-1 --rater JS",
	"iptrate drill take learn-1 --technique COMM --rater JS", NULL
};

static const char *const report_examples[] = {
	"iptrate drill report learn-1",
	"iptrate drill report learn-1 --rater JS", NULL
};

#define GROUP "Ratings and scores"

const struct command cmd_drill_take = {
	.path = "drill take",
	.synopsis = "SET [--rater CODE] [--technique CODE]",
	.summary = "practise: rate the sessions of a set, one after the other",
	.about = "In a terminal the screen opens on each session; elsewhere it "
		 "is told what to do next. Rate and sign as always; then mine "
		 "and theirs stand side by side, with the wording of the "
		 "points between which they differ and the turns that each "
		 "cites. Of a set for testing this is shown when all sessions "
		 "are signed. With --technique turns are marked (t on the "
		 "screen, 'decide SESSION TURN add CODE' elsewhere), and "
		 "signing says that all are. Whoever has rated a session of "
		 "the set, decided on its tags or led it cannot take it; who "
		 "has been told what was agreed is not blind to it any more.",
	.group = GROUP,
	.options = take_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC |
		 BEGINS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_drill_take,
	.examples = take_examples,
};

const struct command cmd_drill_report = {
	.path = "drill report",
	.synopsis = "SET [--rater CODE] [--session SESSION]",
	.summary = "tell what came of a drill",
	.about = "A line for each taking; with --rater or --session also each "
		 "item, or each turn that was to be found. Whoever reads what "
		 "came of another's taking knows what was agreed: that is "
		 "kept, and they are tested on those sessions no more. Of a "
		 "set for testing it is told to its rater, to who made the "
		 "set and to who can take it no more; to others with "
		 "--answers.",
	.group = GROUP,
	.options = report_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_drill_report,
	.examples = report_examples,
};
