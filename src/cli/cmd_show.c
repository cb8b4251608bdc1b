/*
 * show: a session as a supervisor reads it, with its tags beside the turns.
 *
 * Talk stands on the left, tags on the right, matched words in brackets.
 * What is decided, open or only a hint is told by marks, so that nothing
 * rests on colour.
 */
#include "cli/private.h"

#include <string.h>

#define TAG_COLUMNS 19
#define MOST_TEXT 100

/* The tags of one turn, borrowed. */
static GPtrArray *
turn_tags(const struct session_record *record, guint turn)
{
	GPtrArray *tags = g_ptr_array_new();

	for (guint i = 0; i < record->effective_tags->len; i++) {
		struct effective_tag *tag = record->effective_tags->pdata[i];

		if (tag->turn == turn)
			g_ptr_array_add(tags, tag);
	}
	return tags;
}

static void
mark_span(guint8 *marked, gsize len, const struct span *span)
{
	for (gsize i = span->start; i < MIN(span->end, len); i++)
		marked[i] = 1;
}

/* Which bytes of a turn's text were matched by tags that stand. */
static guint8 *
marked_bytes(const GPtrArray *tags, gsize len)
{
	guint8 *marked = g_malloc0(len + 1);

	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];

		if (tag->rejected || !tag->machine || !tag->machine->hits)
			continue;
		for (guint k = 0; k < tag->machine->hits->len; k++) {
			const struct machine_hit *hit =
				tag->machine->hits->pdata[k];

			mark_span(marked, len, &hit->span);
		}
	}
	return marked;
}

/* The turn's text made printable, with \x02 ... \x03 around matched words. */
static char *
marked_text(const char *text, gsize len, const GPtrArray *tags)
{
	g_autofree guint8 *marked = marked_bytes(tags, len);
	GString *out = g_string_new(NULL);
	gsize start = 0;

	while (start < len) {
		gsize end = start;
		g_autofree char *part = NULL;

		while (end < len && marked[end] == marked[start])
			end++;
		part = base_printable(text + start, (gssize)(end - start));
		if (marked[start])
			g_string_append_printf(out, "\x02%s\x03", part);
		else
			g_string_append(out, part);
		start = end;
	}
	return g_string_free(out, FALSE);
}

static const char *
tag_word(const struct effective_tag *tag)
{
	if (tag->rejected)
		return tag->decision &&
				       tag->decision->verdict ==
					       VERDICT_RELABEL
			       ? "relabelled" : "rejected";
	if (!tag->machine)
		return "added";
	if (tag->confirmed)
		return "accepted";
	return strength_print(tag->machine->strength);
}

static enum ink
tag_ink(const struct effective_tag *tag)
{
	if (tag->rejected)
		return INK_DIM;
	if (tag->confirmed)
		return INK_GOOD;
	return tag->machine && tag->machine->strength == STRENGTH_HINT
		       ? INK_DIM : INK_WARN;
}

static void
print_tag(struct cli *cli, const struct effective_tag *tag)
{
	g_autoptr(GString) cell = g_string_new(NULL);

	text_pad(cell, cli_glyph(cli, glyph_of_tag(tag)), 2);
	text_pad(cell, tag->technique, 6);
	cli_print(cli, "%s%s%s%s", cli_ink(cli, tag_ink(tag)), cell->str,
		  tag_word(tag), cli_ink(cli, INK_PLAIN));
}

/* One line of talk, its marks turned into brackets; *inside tells whether a
 * marked stretch is open across lines. */
static void
print_line(struct cli *cli, const char *line, guint width, gboolean *inside)
{
	guint columns = export_text_width(line);

	if (*inside)
		g_string_append(cli->out, cli_ink(cli, INK_MARK));
	for (; *line; line++) {
		if (*line == '\x02')
			cli_print(cli, "%s[", cli_ink(cli, INK_MARK));
		else if (*line == '\x03')
			cli_print(cli, "]%s", cli_ink(cli, INK_PLAIN));
		else
			g_string_append_c(cli->out, *line);
		if (*line == '\x02' || *line == '\x03')
			*inside = *line == '\x02';
	}
	if (*inside)
		g_string_append(cli->out, cli_ink(cli, INK_PLAIN));
	for (; columns < width; columns++)
		g_string_append_c(cli->out, ' ');
}

static void
print_gutter(struct cli *cli, const struct session_record *record,
	     const struct turn *turn, gboolean timed, gboolean first)
{
	static const char letters[] = "TPO?";
	g_autofree char *clock = base_clock_print(turn->start_ms);

	(void)record;
	if (!first) {
		cli_print(cli, "%*s", timed ? 17 : 9, "");
		return;
	}
	if (timed)
		cli_print(cli, "%7s ", clock);
	cli_print(cli, "%5u %s%c%s  ", turn->n,
		  cli_ink(cli, turn->role == TURN_THERAPIST ? INK_BOLD
							    : INK_DIM),
		  letters[turn->role], cli_ink(cli, INK_PLAIN));
}

static void
trim_line(GString *out)
{
	while (out->len > 0 && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
}

static void
print_turn(struct cli *cli, const struct session_record *record,
	   const struct turn *turn, gboolean timed)
{
	const struct transcript *t = record->transcript;
	guint gutter = timed ? 17 : 9;
	guint width = MIN(MAX(cli->width, 60) - gutter - 1 - TAG_COLUMNS,
			  MOST_TEXT);
	g_autoptr(GPtrArray) tags = turn_tags(record, turn->n);
	g_autoptr(GPtrArray) lines = NULL;
	g_autofree char *marked = NULL;
	gboolean inside = FALSE;
	const char *text;
	gsize len;

	text = transcript_turn_text(t, turn, &len);
	marked = marked_text(text, len, tags);
	lines = text_wrap(marked, width);
	for (guint i = 0; i < MAX(lines->len, tags->len); i++) {
		print_gutter(cli, record, turn, timed, i == 0);
		print_line(cli, i < lines->len ? lines->pdata[i] : "",
			   width + 1, &inside);
		if (i < tags->len)
			print_tag(cli, tags->pdata[i]);
		trim_line(cli->out);
		cli_print(cli, "\n");
	}
}

static gboolean
has_times(const struct transcript *t)
{
	for (guint i = 0; i < t->turns->len; i++) {
		if (g_array_index(t->turns, struct turn, i).start_ms >= 0)
			return TRUE;
	}
	return FALSE;
}

/* -- summary: counts with bars, what was noticed, who spoke how much ------ */

static guint
count_technique(const struct session_record *record, const char *technique,
		guint *confirmed)
{
	guint n = 0;

	*confirmed = 0;
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->rejected || strcmp(tag->technique, technique) != 0)
			continue;
		n++;
		*confirmed += tag->confirmed;
	}
	return n;
}

static guint
most_tags(const struct codebook *codebook,
	  const struct session_record *record)
{
	guint most = 1, confirmed;

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		most = MAX(most, count_technique(record, technique->id,
						 &confirmed));
	}
	return most;
}

static void
print_techniques(struct cli *cli, const struct codebook *codebook,
		 const struct session_record *record)
{
	guint most = most_tags(codebook, record);

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];
		guint confirmed;
		guint n = count_technique(record, technique->id, &confirmed);
		g_autofree char *bar = cli_bar(cli, n, most, 20);
		g_autofree char *name = text_cut(technique->name, 32);
		g_autoptr(GString) cell = g_string_new(NULL);

		if (n == 0)
			continue;
		text_pad(cell, technique->id, 6);
		text_pad(cell, name, 33);
		cli_print(cli, "  %s%s %3u", cell->str, bar, n);
		if (confirmed > 0)
			cli_print(cli, ", %u confirmed", confirmed);
		cli_print(cli, "\n");
	}
}

static void
print_observation(struct cli *cli, const struct observed *o)
{
	g_autoptr(GString) turns = g_string_new(NULL);
	g_autofree char *safe = base_printable(o->says, -1);
	g_autoptr(GPtrArray) lines =
		text_wrap(safe, MIN(MAX(cli->width, 60), 100) - 26);

	g_string_printf(turns, "turn %u", o->first_turn);
	if (o->last_turn > o->first_turn)
		g_string_append_printf(turns, "-%u", o->last_turn);
	cli_print(cli, "  %s%-6s%s  %-14s  %s\n",
		  cli_ink(cli, o->kind == OBSERVATION_RISK ? INK_BAD
							   : INK_WARN),
		  observation_kind_print(o->kind), cli_ink(cli, INK_PLAIN),
		  turns->str, (char *)lines->pdata[0]);
	for (guint i = 1; i < lines->len; i++)
		cli_print(cli, "%26s%s\n", "", (char *)lines->pdata[i]);
}

static void
print_speech(struct cli *cli, const struct speech_numbers *numbers)
{
	for (guint role = 0; role < 4; role++) {
		if (numbers->turns[role] == 0)
			continue;
		cli_print(cli, "  %-10s %4u turns %6u words %4u questions; "
			  "longest: turn %u, %u words\n",
			  turn_role_print(role), numbers->turns[role],
			  numbers->words[role], numbers->questions[role],
			  numbers->longest_turn_n[role],
			  numbers->longest_turn[role]);
	}
}

static void
print_heading(struct cli *cli, const char *heading)
{
	cli_print(cli, "\n%s%s%s\n", cli_ink(cli, INK_BOLD), heading,
		  cli_ink(cli, INK_PLAIN));
}

static void
print_summary(struct cli *cli, const struct codebook *codebook,
	      const struct session_record *record)
{
	print_heading(cli, "techniques (turns)");
	print_techniques(cli, codebook, record);
	if (record->observations->len > 0) {
		print_heading(cli, "worth a look");
		for (guint i = 0; i < record->observations->len; i++)
			print_observation(cli,
					  record->observations->pdata[i]);
	}
	print_heading(cli, "who spoke");
	print_speech(cli, &record->numbers);
}

/* -- JSON ----------------------------------------------------------------- */

static void
json_turn(struct printer *printer, const struct session_record *record,
	  const struct turn *turn)
{
	g_autoptr(GPtrArray) tags = turn_tags(record, turn->n);
	gsize len;
	const char *text = transcript_turn_text(record->transcript, turn,
						&len);

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

		printer_begin_map(printer, NULL);
		printer_string(printer, "technique", tag->technique);
		printer_string(printer, "state", tag_word(tag));
		printer_bool(printer, "confirmed", tag->confirmed);
		printer_end(printer);
	}
	printer_end(printer);
	printer_end(printer);
}

static void
json_observations(struct printer *printer,
		  const struct session_record *record)
{
	printer_begin_list(printer, "observations");
	for (guint i = 0; i < record->observations->len; i++) {
		const struct observed *o = record->observations->pdata[i];

		printer_begin_map(printer, NULL);
		printer_string(printer, "id", o->id);
		printer_string(printer, "kind",
			       observation_kind_print(o->kind));
		printer_string(printer, "says", o->says);
		printer_int(printer, "first_turn", o->first_turn);
		printer_int(printer, "last_turn", o->last_turn);
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_show(struct cli *cli, const struct session_record *record,
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
	json_observations(printer, record);
	printer_begin_list(printer, "turns");
	for (guint i = 0; i < turns->len; i++)
		json_turn(printer, record, turns->pdata[i]);
	printer_end(printer);
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* -- the command ---------------------------------------------------------- */

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
				    "%u (it has %u)", record->session, n,
				    all->len);
			return NULL;
		}
		tags = turn_tags(record, n);
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
	turns = text_count(record->transcript->turns->len, "turn", "turns");
	tags = text_count(stand, "tag", "tags");
	cli_print(cli, "%s, %s, %u not yet decided\n", turns, tags, open);
}

static int
run_show(struct cli *cli, GError **error)
{
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(GPtrArray) turns = NULL;
	const struct codebook *codebook;
	gboolean timed;
	gint64 session;

	if (!args_session(cli->args.words->pdata[0], &session, error))
		return 2;
	codebook = app_codebook(cli->app, error);
	record = codebook ? app_record(cli->app, session, error) : NULL;
	turns = record ? choose_turns(cli, record, error) : NULL;
	if (!turns)
		return 1;
	if (cli->json) {
		json_show(cli, record, turns);
		return 0;
	}
	cli->paged = TRUE;
	print_session_head(cli, record);
	print_counts(cli, record);
	if (args_has(&cli->args, "summary")) {
		print_summary(cli, codebook, record);
		return 0;
	}
	cli_print(cli, "%s accepted  %s open  %s hint  %s rejected  %s added  "
		  "[matched words]\n\n",
		  cli_glyph(cli, GLYPH_ACCEPTED),
		  cli_glyph(cli, GLYPH_UNDECIDED), cli_glyph(cli, GLYPH_HINT),
		  cli_glyph(cli, GLYPH_REJECTED),
		  cli_glyph(cli, GLYPH_ADDED));
	timed = has_times(record->transcript);
	for (guint i = 0; i < turns->len; i++)
		print_turn(cli, record, turns->pdata[i], timed);
	return 0;
}

static const struct option show_options[] = {
	{ "turns", 0, "TURNS", FALSE, "only these turns: 20-40 or 3,7", NULL },
	{ "tagged", 0, NULL, FALSE, "only turns with a tag", NULL },
	{ "summary", 0, NULL, FALSE,
	  "counts, what is worth a look, who spoke", NULL },
	OPTIONS_END
};

static const char *const show_examples[] = {
	"iptrate show 12", "iptrate show 12 --turns 20-40",
	"iptrate show 12 --summary", NULL
};

const struct command cmd_show = {
	.path = "show",
	.synopsis = "SESSION",
	.summary = "read a session with its tags beside the turns",
	.about = "Words that rules matched stand in brackets. On a terminal "
		 "the text is shown by $PAGER.",
	.group = "Tags and decisions",
	.options = show_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_show,
	.examples = show_examples,
};
