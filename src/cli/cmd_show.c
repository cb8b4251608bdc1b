/*
 * show: a session as a supervisor reads it.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"
#include "cli/show.h"
#include "cli/tags.h"

static void
json_verdicts(struct printer *printer, const struct session_record *record,
	      guint turn)
{
	printer_begin_list(printer, "decisions");
	for (guint i = 0; i < record->decisions->len; i++) {
		const struct decision *decision = record->decisions->pdata[i];

		if (decision->turn == turn)
			columns_json(printer, NULL, turn_decision_columns,
				     decision, NULL);
	}
	printer_end(printer);
}

static void
json_turn(struct printer *printer, const struct session_record *record,
	  const struct turn *turn)
{
	g_autoptr(GPtrArray) tags = record_tags(record, turn->n);
	gsize len;
	const char *text = transcript_turn_text(record->transcript, turn, &len);

	printer_begin_map(printer, NULL);
	printer_int(printer, "n", turn->n);
	printer_string(printer, "role", turn_role_print(turn->role));
	if (turn->start_ms < 0)
		printer_null(printer, "start_ms");
	else
		printer_int(printer, "start_ms", turn->start_ms);
	printer_string_len(printer, "text", text, len);
	printer_begin_list(printer, "tags");
	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];
		g_autofree char *state = effective_tag_state(tag);

		printer_begin_map(printer, NULL);
		printer_string(printer, "technique", tag->technique);
		printer_string(printer, "state", state);
		printer_bool(printer, "confirmed", tag->confirmed);
		printer_end(printer);
	}
	printer_end(printer);
	json_verdicts(printer, record, turn->n);
	printer_end(printer);
}

static void
json_show(struct cli *cli, const struct codebook *codebook,
	  const struct session_record *record, const GPtrArray *episodes,
	  const GPtrArray *turns)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", record->session);
	printer_string(printer, "case", record->case_code);
	printer_int(printer, "number", record->facts.number);
	printer_int(printer, "planned", record->facts.planned);
	printer_string(printer, "phase", phase_print(record->facts.phase));
	printer_string(printer, "focus", focus_print(record->facts.focus));
	json_observed(printer, codebook, record);
	json_unseen(printer, codebook, record);
	columns_json_list(printer, "episodes", episode_columns, episodes, NULL);
	printer_begin_list(printer, "turns");
	for (guint i = 0; i < turns->len; i++)
		json_turn(printer, record, turns->pdata[i]);
	printer_end(printer);
	json_ratings(printer, record->ratings, record->scores);
	columns_json_list(printer, "sealed", sealed_columns, record->sealed,
			  NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* Turns that --turns and --tagged leave; borrowed. */
static GPtrArray *
choose_turns(const struct cli *cli, const struct session_record *record,
	     GError **error)
{
	const char *wanted = args_value(&cli->args, "turns");
	gboolean tagged = args_has(&cli->args, "tagged");
	g_autoptr(GPtrArray) turns = g_ptr_array_new();
	g_autoptr(GArray) only = wanted ? args_turns(wanted, error) : NULL;
	const GArray *all = record->transcript->turns;

	if (wanted && !only)
		return NULL;
	for (guint i = 0; i < (only ? only->len : all->len); i++) {
		guint n = only ? g_array_index(only, guint, i) : i + 1;
		const struct turn *turn =
			transcript_turn(record->transcript, n);
		g_autoptr(GPtrArray) tags = NULL;

		if (!turn) {
			g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
				    "session %" G_GINT64_FORMAT " has no turn "
				    "%u (it has %u)",
				    record->session, n, all->len);
			return NULL;
		}
		tags = record_tags(record, n);
		if (!tagged || tags->len > 0)
			g_ptr_array_add(turns, (gpointer)turn);
	}
	return g_steal_pointer(&turns);
}

static void
print_counts(struct cli *cli, const struct session_record *record)
{
	guint stand = 0, open = 0;
	g_autofree char *turns = NULL;
	g_autofree char *tags = NULL;

	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		stand += !tag->rejected;
		open += !tag->decision &&
			tag->machine->strength != STRENGTH_HINT;
	}
	turns = base_count(record->transcript->turns->len, "turn", "turns");
	tags = base_count(stand, "tag", "tags");
	cli_print(cli, "%s, %s, %u not yet decided\n", turns, tags, open);
}

static int
run_show(struct cli *cli, GError **error)
{
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(GPtrArray) turns = NULL;
	g_autoptr(GPtrArray) episodes = NULL;
	const struct codebook *codebook;
	gboolean timed;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	codebook = app_codebook(cli->app, error);
	record = codebook ? app_record(cli->app, session, error) : NULL;
	turns = record ? choose_turns(cli, record, error) : NULL;
	episodes = turns ? app_episodes(cli->app, session, error) : NULL;
	if (!episodes)
		return 1;
	if (cli->json) {
		json_show(cli, codebook, record, episodes, turns);
		return 0;
	}
	cli->paged = TRUE;
	print_session_head(cli, record);
	print_risk(cli, codebook, record);
	print_counts(cli, record);
	if (args_has(&cli->args, "summary")) {
		show_summary(cli, codebook, record, episodes);
		return 0;
	}
	cli_print(cli,
		  "%s accepted  %s open  %s hint  %s rejected  %s added  "
		  "%s relabelled  [matched words]\n\n",
		  cli_glyph(cli, GLYPH_ACCEPTED),
		  cli_glyph(cli, GLYPH_UNDECIDED), cli_glyph(cli, GLYPH_HINT),
		  cli_glyph(cli, GLYPH_REJECTED), cli_glyph(cli, GLYPH_ADDED),
		  cli_glyph(cli, GLYPH_RELABELLED));
	timed = show_has_times(record->transcript);
	for (guint i = 0; i < turns->len; i++) {
		const struct turn *turn = turns->pdata[i];

		show_turn(cli, record, turn, timed);
		show_notes(cli, record, turn->n, timed);
	}
	if (args_has(&cli->args, "turns"))
		return 0;
	show_ratings(cli, record);
	if (record->sealed->len > 0)
		cli_print(cli, "\n");
	print_sealed(cli, record);
	return 0;
}

static const struct option show_options[] = {
	{ "turns", 0, "TURNS", FALSE, "only these turns: 20-40 or 3,7", NULL },
	{ "tagged", 0, NULL, FALSE, "only turns with a tag", NULL },
	{ "why", 0, NULL, FALSE, "the rules and words behind each tag", NULL },
	{ "summary", 0, NULL, FALSE,
	  "counts, episodes, what is worth a look, who spoke", NULL },
	OPTIONS_END
};

static const char *const show_examples[] = { "iptrate show 12",
					     "iptrate show 12 --turns 20-40",
					     "iptrate show 12 --summary",
					     NULL };

const struct command cmd_show = {
	.path = "show",
	.synopsis = "SESSION",
	.summary = "read a session with its tags beside the turns",
	.about =
		"Words that rules matched stand in brackets; under a turn "
		"stands what people decided on it and what is worth a look, "
		"at the end every rating. It is what 'review' shows, for "
		"screen readers and pipes. At the head "
		"stands whether risk was asked about, and where it was "
		"may have been voiced and not followed up. On a terminal the text is "
		"shown by $PAGER.",
	.group = "Tags and decisions",
	.options = show_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};
