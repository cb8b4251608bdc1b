/*
 * reference, qualify: sessions that raters are held against, and how far a
 * rater comes.
 */
#include "app/app.h"
#include "cli/output.h"

#include <math.h>

#define GROUP "Ratings and scores"

/* -- references -------------------------------------------------------------- */

#define FILL(name, expression)                                              \
	static void fill_##name(struct column_value *value, const void *of, \
				const void *about)                          \
	{                                                                   \
		const struct reference_info *info = of;                     \
		(void)about;                                                \
		expression;                                                 \
	}

FILL(role, value->text = info->role)

static const struct column reference_columns[] = {
	{ "session", "session", NUMBER_AT(struct reference_info, session) },
	{ "name", "name", TEXT_AT(struct reference_info, name) },
	{ "rater", "rated by", TEXT_AT(struct reference_info, rater) },
	{ "role", "as", FILLED(COLUMN_TEXT, fill_role) },
	{ "version", "version", COUNT_AT(struct reference_info, version) },
	{ "at", "since", TIME_AT(struct reference_info, at) },
	{ "by", "made by", TEXT_AT(struct reference_info, by) },
	{ .kind = COLUMNS_END },
};

static int
run_reference_list(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) list = app_references(cli->app, error);

	if (!list)
		return 1;
	if (list->len == 0 && !cli->json)
		cli_note(cli, "no session is a reference that you could be "
			      "told of (iptrate reference new SESSION)");
	else
		cli_print_things(cli, reference_columns, list, NULL);
	return 0;
}

static int
run_reference_new(struct cli *cli, GError **error)
{
	g_autoptr(GArray) sessions = args_sessions(cli, 0, error);
	g_autofree char *n = NULL;

	if (!sessions)
		return 2;
	if (!app_references_add(
		    cli->app, (const gint64 *)(gpointer)sessions->data,
		    sessions->len, args_value(&cli->args, "rating"), error))
		return 1;
	n = base_count(sessions->len, "session is a reference",
		       "sessions are references");
	cli_note(cli,
		 "%s now; give them to raters among others (iptrate "
		 "assign --blind people,ratings,tags)",
		 n);
	return 0;
}

static int
run_reference_remove(struct cli *cli, GError **error)
{
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	if (!app_reference_withdraw(cli->app, session, error))
		return 1;
	cli_note(cli, "session %" G_GINT64_FORMAT " is no reference any more",
		 session);
	return 0;
}

/* -- one rater ------------------------------------------------------------------ */

static const struct column line_columns[] = {
	{ "name", NULL, TEXT_AT(struct qualify_line, name) },
	{ "wanted", NULL, REAL_AT(struct qualify_line, wanted), .full = TRUE },
	{ "at_most", NULL, FLAG_AT(struct qualify_line, at_most) },
	{ "reached", NULL, REAL_AT(struct qualify_line, reached),
	  .full = TRUE },
	{ "of", NULL, TEXT_AT(struct qualify_line, of) },
	{ "met", NULL, FLAG_AT(struct qualify_line, met) },
	{ .kind = COLUMNS_END },
};

static void
fill_expires(struct column_value *value, const void *of, const void *about)
{
	const struct qualifying *qualifying = of;

	(void)about;
	value->number = qualifying->row.reached ? qualifying->row.expires : 0;
}

static const struct column qualifying_columns[] = {
	{ "rater", NULL, TEXT_AT(struct qualifying, row.rater) },
	{ "rubric", NULL, TEXT_AT(struct qualifying, row.rubric) },
	{ "thresholds", NULL, TEXT_AT(struct qualifying, row.thresholds) },
	{ "sha256", NULL, TEXT_AT(struct qualifying, row.sha256) },
	{ "sessions", NULL, COUNT_AT(struct qualifying, row.sessions) },
	{ "pairs", NULL, COUNT_AT(struct qualifying, row.pairs) },
	{ "enough", NULL, FLAG_AT(struct qualifying, enough) },
	{ "reached", NULL, FLAG_AT(struct qualifying, row.reached) },
	{ "expires", NULL, FILLED(COLUMN_TIME, fill_expires) },
	{ "kept", NULL, FLAG_AT(struct qualifying, kept) },
	{ "lines", NULL, LIST_AT(struct qualifying, lines, line_columns) },
	{ "left_out", NULL, TEXTS_AT(struct qualifying, left_out) },
	{ .kind = COLUMNS_END },
};

/* ".87", "2": a share or a count. */
static char *
figure_print(const struct qualify_line *line, double value)
{
	if (isnan(value))
		return g_strdup("-");
	return g_strdup_printf(line->at_most ? "%.0f" : "%.2f", value);
}

static void
print_line(struct cli *cli, const struct qualify_line *line)
{
	g_autofree char *wanted = figure_print(line, line->wanted);
	g_autofree char *reached = figure_print(line, line->reached);

	cli_print(cli, "  %-26s %s %-5s %5s  %s\n", line->title,
		  line->at_most ? "at most " : "at least", wanted, reached,
		  line->met	       ? "met" :
		  isnan(line->reached) ? "not known" :
					 "not met");
	cli_say(cli, "      ", "%s", line->of);
}

/* What came of it, in one sentence. */
static void
print_outcome(struct cli *cli, const struct qualifying *qualifying)
{
	const struct qualification_row *row = &qualifying->row;
	g_autofree char *time = base_time_print(row->expires);
	g_autofree char *sessions =
		base_count(row->sessions, "session", "sessions");
	guint unmet = 0, unknown = 0;

	for (guint i = 0; i < qualifying->lines->len; i++) {
		const struct qualify_line *line = qualifying->lines->pdata[i];

		unmet += !line->met && !isnan(line->reached);
		unknown += isnan(line->reached);
	}
	if (!qualifying->enough)
		cli_say(cli, "",
			"Too few sessions to say: %u, and the thresholds ask "
			"for %u. Nothing is kept.",
			row->sessions, qualifying->calibration->sessions);
	else if (row->reached && row->expires < cli->world->now)
		cli_say(cli, "",
			"%s reached the thresholds, and that ended %.10s (%u "
			"months after the newest rating that counts).",
			row->rater, time,
			qualifying->calibration->valid_months);
	else if (row->reached)
		cli_say(cli, "",
			"%s reaches the thresholds, until %.10s (%u months "
			"after the newest rating that counts).",
			row->rater, time,
			qualifying->calibration->valid_months);
	else
		cli_say(cli, "",
			"%s does not reach the thresholds: of %u, %u met, %u "
			"not met, %u not known.",
			row->rater, qualifying->lines->len,
			qualifying->lines->len - unmet - unknown, unmet,
			unknown);
	if (row->sessions > 0)
		cli_say(cli, "",
			"From %s: as many others could come out otherwise. It "
			"says how near %s is to what was agreed here, not how "
			"good that is.",
			sessions, row->rater);
}

static void
print_qualifying(struct cli *cli, const struct qualifying *qualifying)
{
	const struct qualification_row *row = &qualifying->row;
	g_autofree char *sessions =
		base_count(row->sessions, "session", "sessions");

	cli_say(cli, "", "%s on %s, held against the references of %s, by %s",
		row->rater, row->rubric, sessions, row->thresholds);
	for (guint i = 0; row->sessions > 0 && i < qualifying->lines->len; i++)
		print_line(cli, qualifying->lines->pdata[i]);
	for (guint i = 0; i < qualifying->left_out->len; i++)
		cli_say(cli, "  ", "%s",
			(char *)qualifying->left_out->pdata[i]);
	print_outcome(cli, qualifying);
}

/* -- all raters ------------------------------------------------------------------ */

/* about: the time. */
static void
fill_state(struct column_value *value, const void *of, const void *about)
{
	value->text = qualified_print(qualified_at(of, *(const gint64 *)about));
}

/* What was not reached does not end. */
static void
fill_until(struct column_value *value, const void *of, const void *about)
{
	const struct qualification_row *row = of;

	(void)about;
	value->number = row->reached ? row->expires : 0;
}

static const struct column outcome_columns[] = {
	{ "rater", "rater", TEXT_AT(struct qualification_row, rater) },
	{ "state", "state", FILLED(COLUMN_TEXT, fill_state) },
	{ "sessions", "sessions",
	  COUNT_AT(struct qualification_row, sessions) },
	{ "within_one", "within 1",
	  REAL_AT(struct qualification_row, within_one), .digits = 2,
	  .full = TRUE },
	{ "exact", "same", REAL_AT(struct qualification_row, exact),
	  .digits = 2, .full = TRUE },
	{ "icc", "ICC", REAL_AT(struct qualification_row, icc), .digits = 2,
	  .full = TRUE },
	{ "critical_missed", NULL,
	  COUNT_AT(struct qualification_row, critical_missed) },
	{ "critical", NULL, COUNT_AT(struct qualification_row, critical) },
	{ "technique_f1", NULL, REAL_AT(struct qualification_row, technique_f1),
	  .digits = 2, .full = TRUE },
	{ "pairs", NULL, COUNT_AT(struct qualification_row, pairs) },
	{ "thresholds", NULL, TEXT_AT(struct qualification_row, thresholds) },
	{ "sha256", NULL, TEXT_AT(struct qualification_row, sha256) },
	{ "newest", NULL, TIME_AT(struct qualification_row, newest) },
	{ "expires", "until", FILLED(COLUMN_TIME, fill_until) },
	{ "at", NULL, TIME_AT(struct qualification_row, at) },
	{ "by", NULL, TEXT_AT(struct qualification_row, by) },
	{ .kind = COLUMNS_END },
};

static int
list_all(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) list = app_qualifications(cli->app, error);
	gint64 now = cli->world->now;

	if (!list)
		return 1;
	if (list->len == 0 && !cli->json)
		cli_note(cli, "no rater was held against references yet "
			      "(iptrate qualify RATER)");
	else
		cli_print_things(cli, outcome_columns, list, &now);
	return 0;
}

static int
run_qualify(struct cli *cli, GError **error)
{
	g_autoptr(Qualifying) qualifying = NULL;

	if (cli->args.words->len == 0) {
		if (!args_has(&cli->args, "thresholds") &&
		    !args_has(&cli->args, "dry-run"))
			return list_all(cli, error);
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say which rater: iptrate qualify RATER");
		return 2;
	}
	qualifying = app_qualify(cli->app, cli->args.words->pdata[0],
				 args_value(&cli->args, "thresholds"),
				 !args_has(&cli->args, "dry-run"), error);
	if (!qualifying)
		return 1;
	if (cli->json)
		cli_print_thing(cli, qualifying_columns, qualifying, NULL);
	else
		print_qualifying(cli, qualifying);
	return 0;
}

static const struct option new_options[] = {
	{ "rating", 0, "RATER", FALSE,
	  "whose signed rating it is (else the consensus)", NULL },
	{ "case", 0, "CODE", TRUE, "all sessions of a case", NULL },
	OPTIONS_END
};

static const struct option qualify_options[] = {
	{ "thresholds", 0, "FILE", FALSE,
	  "what is asked for (else calibration.yaml beside the rubric)", NULL },
	{ "dry-run", 'n', NULL, FALSE, "tell what comes of it, keep nothing",
	  NULL },
	OPTIONS_END
};

static const char *const new_examples[] = {
	"iptrate reference new 12 C21/6",
	"iptrate reference new 3 4 7 --rating RL", NULL
};
static const char *const list_examples[] = { "iptrate reference list", NULL };
static const char *const withdraw_examples[] = { "iptrate reference remove 12",
						 NULL };
static const char *const qualify_examples[] = {
	"iptrate qualify IR", "iptrate qualify IR --thresholds ours.yaml -n",
	"iptrate qualify", NULL
};

const struct command cmd_reference_new = {
	.path = "reference new",
	.synopsis = "SESSION... [--rating RATER]",
	.summary = "make sessions those that raters are held against",
	.about = "Each needs a signed consensus, or a rating signed by the "
		 "expert whom --rating names. It stays an ordinary session: "
		 "assign it blind among others, and its rater does not know "
		 "which it is. 'qualify' holds their ratings against it.",
	.group = GROUP,
	.options = new_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = G_MAXUINT,
	.run = run_reference_new,
	.examples = new_examples,
};

const struct command cmd_reference_list = {
	.path = "reference list",
	.synopsis = "",
	.summary = "list the sessions that raters are held against",
	.about = "Without those that who is at work rates blind.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.run = run_reference_list,
	.examples = list_examples,
};

const struct command cmd_reference_remove = {
	.path = "reference remove",
	.synopsis = "SESSION",
	.summary = "take a reference back",
	.about = "What raters were held against it before stays as it was.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_reference_remove,
	.examples = withdraw_examples,
};

const struct command cmd_qualify = {
	.path = "qualify",
	.synopsis = "[RATER] [--thresholds FILE]",
	.summary = "hold a rater's ratings against the references",
	.about = "What counts: of each reference the first version that the "
		 "rater signed, blind to what others rated, and what they "
		 "signed in drills for testing that they finished; not the "
		 "samples that came with the program. What is asked for stands "
		 "in calibration.yaml; copy it and set your own numbers. What "
		 "comes of it is kept with its date and its end, and is shown "
		 "with the ratings of that rater. Without a rater: how far all "
		 "are.",
	.group = GROUP,
	.options = qualify_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.most = 1,
	.run = run_qualify,
	.examples = qualify_examples,
};
