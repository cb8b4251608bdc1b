/*
 * drill: sets of sessions to practise rating on.
 */
#include "cli/drill_out.h"
#include "cli/output.h"
#include "cli/text_out.h"

#define GROUP "Ratings and scores"

#define FILL(name, expression)                                              \
	static void fill_##name(struct column_value *value, const void *of, \
				const void *about)                          \
	{                                                                   \
		const struct drill_set *set = of;                           \
		(void)about;                                                \
		expression;                                                 \
	}

FILL(name, value->text = set->row->name)
FILL(purpose, value->text = drill_purpose_print(set->purpose))
FILL(sessions, value->number = set->members->len)
FILL(from, value->text = set->shipped ? "iptrate" : set->row->by)
FILL(at, value->number = set->row->at)
FILL(withdrawn, value->number = set->row->withdrawn)
FILL(state, value->text = set->row->withdrawn ? "taken back" : "open")

static const struct column set_columns[] = {
	{ "name", "drill", FILLED(COLUMN_TEXT, fill_name) },
	{ "purpose", "for", FILLED(COLUMN_TEXT, fill_purpose) },
	{ "sessions", "sessions", FILLED(COLUMN_COUNT, fill_sessions) },
	{ "from", "from", FILLED(COLUMN_TEXT, fill_from) },
	{ "raters", "raters", COUNT_AT(struct drill_set, raters) },
	{ "finished", "finished", COUNT_AT(struct drill_set, finished) },
	{ "state", "state", FILLED(COLUMN_TEXT, fill_state) },
	{ "shipped", NULL, FLAG_AT(struct drill_set, shipped) },
	{ "made_at", NULL, FILLED(COLUMN_TIME, fill_at) },
	{ "withdrawn_at", NULL, FILLED(COLUMN_TIME, fill_withdrawn) },
	{ .kind = COLUMNS_END },
};

static void
fill_session(struct column_value *value, const void *of, const void *about)
{
	const struct drill_part *part = of;

	(void)about;
	value->number = part->session;
	value->nothing = !part->session;
}

static const struct column part_columns[] = {
	{ "place", "no", COUNT_AT(struct drill_part, n) },
	{ "session", "session", FILLED(COLUMN_NUMBER, fill_session) },
	{ "sample", "sample", TEXT_AT(struct drill_part, sample) },
	{ "phase", "phase", NAME_AT(struct drill_part, phase, phase_print) },
	{ "focus", "focus", NAME_AT(struct drill_part, focus, focus_print) },
	{ "agreed_by", "agreed by", TEXT_AT(struct drill_part, rater) },
	{ "role", "as", TEXT_AT(struct drill_part, role) },
	{ "items", "items", COUNT_AT(struct drill_part, items) },
	{ "techniques", NULL, TEXTS_AT(struct drill_part, techniques) },
	{ .kind = COLUMNS_END },
};

/* "COMM, CLAR": that were agreed on in some session.  Caller frees. */
static char *
techniques_print(const GPtrArray *parts)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < parts->len; i++) {
		const struct drill_part *part = parts->pdata[i];

		for (guint k = 0; k < part->techniques->len; k++) {
			char *name = part->techniques->pdata[k];

			if (g_ptr_array_find_with_equal_func(names, name,
							     g_str_equal, NULL))
				continue;
			g_ptr_array_add(names, name);
			g_string_append_printf(text, "%s%s",
					       text->len ? ", " : "", name);
		}
	}
	return g_string_free(text, FALSE);
}

static int
show_set(struct cli *cli, const struct drill_set *set, GError **error)
{
	g_autoptr(GPtrArray) parts = app_drill_parts(cli->app, set, error);
	g_autofree char *techniques = parts ? techniques_print(parts) : NULL;
	struct printer *printer;

	if (!parts)
		return 1;
	if (cli->json) {
		printer = printer_new();
		printer_begin_map(printer, NULL);
		columns_json_fields(printer, set_columns, set, NULL);
		columns_json_list(printer, "parts", part_columns, parts, NULL);
		printer_end(printer);
		cli_print_json(cli, printer);
		return 0;
	}
	cli_print(cli, "Drill %s, for %s, from %s%s\n", set->row->name,
		  drill_purpose_print(set->purpose),
		  set->shipped ? "iptrate" : set->row->by,
		  set->row->withdrawn ? "; taken back" : "");
	cli_print_table(cli, columns_table(part_columns, parts, NULL));
	if (*techniques) {
		g_autofree char *safe = base_printable(techniques, -1);
		g_autofree char *line = g_strconcat(
			"techniques to be found (--technique): ", safe, NULL);

		text_paragraphs(cli->out, line, "", MIN(cli->width, 80));
	}
	if (set->shipped && set->purpose == DRILL_TESTING)
		text_paragraphs(cli->out,
				"Everybody can read what was agreed on the "
				"samples in the files of iptrate: this set "
				"lets one practise being tested, and proves "
				"nothing.",
				"", MIN(cli->width, 80));
	return 0;
}

static int
run_list(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) sets = app_drills(cli->app, error);

	if (sets)
		cli_print_things(cli, set_columns, sets, NULL);
	return sets ? 0 : 1;
}

static int
run_show(struct cli *cli, GError **error)
{
	g_autoptr(DrillSet) set =
		app_drill(cli->app, cli->args.words->pdata[0], error);

	return set ? show_set(cli, set, error) : 1;
}

/* The sessions of every --of, of which each may name several, and of what
 * stands behind the name. */
static GArray *
sessions_of(struct cli *cli, GError **error)
{
	g_autofree const char **given = args_values(&cli->args, "of");
	g_autoptr(GArray) sessions = g_array_new(FALSE, FALSE, sizeof(gint64));
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

	for (const char **one = given; *one; one++) {
		g_auto(GStrv) each = g_strsplit_set(*one, ", ", -1);

		for (char **word = each; *word; word++) {
			if (**word)
				g_ptr_array_add(words, g_strdup(*word));
		}
	}
	for (guint i = 1; i < cli->args.words->len; i++)
		g_ptr_array_add(words, g_strdup(cli->args.words->pdata[i]));
	for (guint i = 0; i < words->len; i++) {
		gint64 session;

		if (!args_session(cli, words->pdata[i], &session, error))
			return NULL;
		g_array_append_val(sessions, session);
	}
	return g_steal_pointer(&sessions);
}

static int
run_new(struct cli *cli, GError **error)
{
	struct drill_making making = {
		.name = cli->args.words->pdata[0],
		.rater = args_value(&cli->args, "rating"),
	};
	const char *purpose = args_value(&cli->args, "for");
	const char *const words[] = { "learning", "testing", NULL };
	g_autoptr(GArray) sessions = NULL;
	g_autoptr(DrillSet) set = NULL;

	if (purpose && !drill_purpose_parse(purpose, &making.purpose)) {
		fail_unknown(error, BASE_ERROR_USAGE, "purpose", purpose,
			     base_did_you_mean(purpose, words),
			     "learning or testing");
		return 2;
	}
	sessions = sessions_of(cli, error);
	if (!sessions)
		return 2;
	making.sessions = (const gint64 *)(gpointer)sessions->data;
	making.n = sessions->len;
	set = app_drill_new(cli->app, &making, error);
	return set ? show_set(cli, set, error) : 1;
}

static int
run_withdraw(struct cli *cli, GError **error)
{
	const char *name = cli->args.words->pdata[0];

	if (!app_drill_withdraw(cli->app, name, error))
		return 1;
	cli_note(cli, "drill %s is taken back; what was done in it stays",
		 name);
	return 0;
}

static const struct option new_options[] = {
	{ "of", 0, "SESSION", TRUE, "its sessions, in this order", NULL },
	{ "rating", 0, "RATER", FALSE,
	  "whose signed rating is taken for agreed (else the consensus)",
	  NULL },
	{ "for", 0, "PURPOSE", FALSE,
	  "learning (else): told after each; testing: told after the last",
	  "learning testing" },
	OPTIONS_END
};

static const char *const new_examples[] = {
	"iptrate drill new team-1 --of 12 --of C21/6",
	"iptrate drill new exam-1 --of 3,4,7 --rating RL --for testing", NULL
};

static const char *const list_examples[] = { "iptrate drill list", NULL };
static const char *const show_examples[] = { "iptrate drill show learn-1",
					     NULL };
static const char *const withdraw_examples[] = {
	"iptrate drill withdraw team-1", NULL
};

const struct command cmd_drill_new = {
	.path = "drill new",
	.synopsis = "SET --of SESSION... [--rating RATER] [--for PURPOSE]",
	.summary = "make a set of sessions to practise rating on",
	.about = "Each session needs a signed consensus, or a rating signed by "
		 "the expert whom --rating names. Who takes the set gets a "
		 "copy of each with its turns, phase and focus, and without "
		 "therapist, case, names and what others said; what is rated "
		 "on a copy is practice, in the role drill, and counts nowhere "
		 "as a rating of the session. Of a set for learning, what was "
		 "agreed is shown after each session that is signed, and it "
		 "can be taken again; of one for testing it is shown when all "
		 "are signed, and each rater takes it once. A drill does not "
		 "travel in bundles, and goes when its sessions are removed.",
	.group = GROUP,
	.options = new_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = G_MAXUINT,
	.run = run_new,
	.examples = new_examples,
};

const struct command cmd_drill_list = {
	.path = "drill list",
	.synopsis = "",
	.summary = "list the sets there are to practise on",
	.about = "learn-1 and test-1 came with the program. Their sessions "
		 "were invented, and come into the casebook when they are "
		 "taken.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.run = run_list,
	.examples = list_examples,
};

const struct command cmd_drill_show = {
	.path = "drill show",
	.synopsis = "SET",
	.summary = "tell what is in a set",
	.about = "Who is taking the set is shown place, phase and focus only.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};

const struct command cmd_drill_withdraw = {
	.path = "drill withdraw",
	.synopsis = "SET",
	.summary = "take a set back: nobody begins it any more",
	.about = "What was done in it stays, and 'drill report' shows it.",
	.group = GROUP,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_withdraw,
	.examples = withdraw_examples,
};
