/*
 * tag, tags: finds techniques again, and lists what was found.
 */
#include "cli/private.h"

#include <string.h>

static void
json_tally(struct cli *cli, const struct tag_tally *tally,
	   const GPtrArray *names)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	columns_json_fields(printer, tag_tally_columns, tally, NULL);
	columns_json_list(printer, "old_names", old_name_columns, names, NULL);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static void
note_tally(const struct cli *cli, const struct tag_tally *tally)
{
	g_autofree char *n = base_count(tally->sessions, "session", "sessions");
	g_autofree char *appeared =
		base_count(tally->appeared, "new tag", "new tags");

	if (tally->appeared + tally->vanished + tally->strength == 0)
		cli_note(cli, "tagged %s: nothing has changed", n);
	else
		cli_note(cli, "tagged %s: %s, %u gone, %u changed in strength",
			 n, appeared, tally->vanished, tally->strength);
}

static int
run_tag(struct cli *cli, GError **error)
{
	g_autoptr(GArray) sessions = args_sessions(cli, 0, error);
	g_autoptr(GPtrArray) limits = NULL;
	g_autoptr(GPtrArray) names = NULL;
	struct tag_tally tally = { 0 };
	const gint64 *numbers;

	if (!sessions)
		return 2;
	limits = g_ptr_array_new_with_free_func(g_free);
	numbers =
		sessions->len ? (const gint64 *)(gpointer)sessions->data : NULL;
	if (!cli_may_touch(cli, numbers, sessions->len,
			   "where the tags come out otherwise", error))
		return 1;
	if (!app_tag(cli->app, numbers, sessions->len, limits, &tally,
		     cli_progress, cli, error))
		return 1;
	names = app_old_names(cli->app, app_codebook(cli->app, NULL), numbers,
			      sessions->len, error);
	if (!names)
		return 1;
	for (guint i = 0; i < limits->len; i++)
		cli_note(cli, "warning: %s", (char *)limits->pdata[i]);
	if (cli->json)
		json_tally(cli, &tally, names);
	else
		note_tally(cli, &tally);
	if (!cli->json)
		note_old_names(cli, names);
	return 0;
}

static const struct option tag_options[] = {
	{ "all", 0, NULL, FALSE, "all sessions (as when none is named)", NULL },
	{ "yes", 0, NULL, FALSE, "without being asked where ratings are signed",
	  NULL },
	OPTIONS_END
};

static const char *const tag_examples[] = {
	"iptrate tag 12 13", "iptrate tag --all --codebook mine.yaml", NULL
};

const struct command cmd_tag = {
	.path = "tag",
	.synopsis = "[SESSION...|--all]",
	.summary = "find techniques again, after a change of the codebook",
	.about = "Import tags by itself. Decisions of people stand, whatever "
		 "the machine now says. Beside a signed rating a new version "
		 "begins when the tags come out otherwise; what was signed "
		 "stays as it is.",
	.group = "Tags and decisions",
	.options = tag_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.most = G_MAXUINT,
	.run = run_tag,
	.examples = tag_examples,
};

static const char *
tag_verdict(const struct effective_tag *tag)
{
	return tag->decision ? verdict_print(tag->decision->verdict) : NULL;
}

/* The other half of a relabelling: which of from and to it tells. */
static const char *
relabelled(const struct effective_tag *tag, gboolean to)
{
	const struct decision *decision = tag->decision;

	if (!decision || decision->verdict != VERDICT_RELABEL ||
	    to != tag->rejected)
		return NULL;
	return to ? decision->to : decision->technique;
}

/* What is told first of why the tag is there; NULL: no rule fired. */
static const struct machine_hit *
first_hit(const struct effective_tag *tag)
{
	if (!tag->machine || !tag->machine->hits ||
	    tag->machine->hits->len == 0)
		return NULL;
	return tag->machine->hits->pdata[0];
}

/* The words of its best sign; NULL when its place is all there is. */
static char *
tag_words(const struct session_record *record, const struct effective_tag *tag)
{
	const struct machine_hit *hit =
		tag->machine ? machine_tag_sign(tag->machine) : NULL;

	return hit ? text_span(record->transcript, tag->turn, &hit->span) :
		     NULL;
}

static void
json_hits(struct printer *printer, const struct session_record *record,
	  const struct codebook *codebook, const struct effective_tag *tag)
{
	const GPtrArray *hits = tag->machine ? tag->machine->hits : NULL;

	printer_begin_list(printer, "rules");
	for (guint i = 0; hits && i < hits->len; i++) {
		const struct machine_hit *hit = hits->pdata[i];

		printer_string(printer, NULL, hit->rule);
	}
	printer_end(printer);
	printer_begin_list(printer, "hits");
	for (guint i = 0; hits && i < hits->len; i++) {
		const struct machine_hit *hit = hits->pdata[i];
		g_autofree char *words =
			text_span(record->transcript, tag->turn, &hit->span);

		printer_begin_map(printer, NULL);
		printer_string(printer, "rule", hit->rule);
		printer_int(printer, "start", hit->span.start);
		printer_int(printer, "end", hit->span.end);
		printer_string(printer, "words", words);
		printer_string(printer, "says",
			       machine_hit_says(hit, codebook));
		printer_bool(printer, "weak", hit->weak);
		if (hit->context)
			printer_int(printer, "context", hit->context);
		else
			printer_null(printer, "context");
		printer_end(printer);
	}
	printer_end(printer);
}

static void
json_tag(struct printer *printer, const struct session_record *record,
	 const struct codebook *codebook, const struct effective_tag *tag)
{
	const struct machine_hit *hit = first_hit(tag);
	const struct machine_tag *machine = tag->machine;
	g_autofree char *words = tag_words(record, tag);

	printer_begin_map(printer, NULL);
	printer_int(printer, "turn", tag->turn);
	printer_string(printer, "technique", tag->technique);
	printer_string(printer, "strength",
		       machine ? strength_print(machine->strength) : NULL);
	printer_string(printer, "rule", hit ? hit->rule : NULL);
	printer_string(printer, "words", words);
	json_hits(printer, record, codebook, tag);
	printer_string(printer, "episode", machine ? machine->episode : NULL);
	printer_bool(printer, "bridged", machine && machine->bridged);
	printer_bool(printer, "below_floor", machine && machine->below_floor);
	printer_string(printer, "verdict", tag_verdict(tag));
	printer_string(printer, "relabelled_to", relabelled(tag, TRUE));
	printer_string(printer, "relabelled_from", relabelled(tag, FALSE));
	printer_bool(printer, "confirmed", tag->confirmed);
	printer_end(printer);
}

static void
json_tags(struct cli *cli, const struct session_record *record,
	  const struct codebook *codebook, const GPtrArray *tags)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", record->session);
	printer_begin_map(printer, "codebook");
	printer_string(printer, "id", codebook->id);
	printer_string(printer, "version", codebook->version);
	printer_string(printer, "sha256", codebook_sha256(codebook));
	printer_end(printer);
	printer_begin_list(printer, "tags");
	for (guint i = 0; i < tags->len; i++)
		json_tag(printer, record, codebook, tags->pdata[i]);
	printer_end(printer);
	printer_end(printer);
	cli_print_json(cli, printer);
}

/* A terminal's lines are kept whole; elsewhere the words are. */
static guint
words_room(const struct cli *cli)
{
	return cli->terminal ? MAX(cli->width, 82) - 62 : G_MAXUINT;
}

static const char *
strength_cell(const struct effective_tag *tag)
{
	if (!tag->machine)
		return "";
	return tag->machine->below_floor ?
		       "below floor" :
		       strength_print(tag->machine->strength);
}

static const char *
rule_cell(const struct effective_tag *tag)
{
	const struct machine_hit *sign;

	if (!tag->machine)
		return "";
	sign = machine_tag_sign(tag->machine);
	return sign ? sign->rule : "(by its place)";
}

/* "accept", "relabel to CLAR", "relabel from EAFF"; caller frees. */
static char *
verdict_cell(const struct effective_tag *tag)
{
	const char *other = relabelled(tag, tag->rejected);

	if (!other)
		return g_strdup(tag_verdict(tag));
	return g_strconcat("relabel ", tag->rejected ? "to " : "from ", other,
			   NULL);
}

static void
tag_row(const struct cli *cli, struct table *table,
	const struct session_record *record, const struct effective_tag *tag)
{
	g_autofree char *words = tag_words(record, tag);
	g_autofree char *turn = g_strdup_printf("%u", tag->turn);
	g_autofree char *cut =
		base_cut(words ? words : "", words_room(cli), "…");
	g_autofree char *verdict = verdict_cell(tag);
	const char *const cells[] = {
		turn,		cli_glyph(cli, glyph_of_tag(tag)),
		tag->technique, strength_cell(tag),
		rule_cell(tag), cut,
		verdict,
	};

	table_row(table, cells);
}

static void
print_tags(struct cli *cli, const struct session_record *record,
	   const GPtrArray *tags)
{
	const char *const headings[] = { "turn",     "",     "technique",
					 "strength", "rule", "words",
					 "verdict" };
	struct table *table;

	if (tags->len == 0) {
		cli_note(cli, "no tags");
		return;
	}
	cli->paged = TRUE;
	table = table_new(headings, G_N_ELEMENTS(headings));
	table_align_right(table, 0);
	for (guint i = 0; i < tags->len; i++)
		tag_row(cli, table, record, tags->pdata[i]);
	cli_print_table(cli, table);
}

/* The tags that --technique and --undecided leave; borrows. */
static GPtrArray *
choose_tags(const struct cli *cli, const GPtrArray *all,
	    const struct technique *only)
{
	gboolean undecided = args_has(&cli->args, "undecided");
	GPtrArray *tags = g_ptr_array_new();

	for (guint i = 0; i < all->len; i++) {
		const struct effective_tag *tag = all->pdata[i];

		if (only && strcmp(tag->technique, only->id) != 0)
			continue;
		if (undecided && tag->decision)
			continue;
		g_ptr_array_add(tags, all->pdata[i]);
	}
	return tags;
}

static int
run_tags(struct cli *cli, GError **error)
{
	g_autoptr(SessionRecord) record = NULL;
	g_autoptr(GPtrArray) tags = NULL;
	const struct codebook *codebook;
	const char *wanted = args_value(&cli->args, "technique");
	const struct technique *only = NULL;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	codebook = app_codebook(cli->app, error);
	if (codebook && wanted)
		only = find_technique(codebook, wanted, error);
	if (!codebook || (wanted && !only))
		return 1;
	record = app_record(cli->app, session, error);
	if (!record)
		return 1;
	tags = choose_tags(cli, record->effective_tags, only);
	codebook = app_codebook_used(cli->app, session, NULL, error);
	if (!codebook)
		return 1;
	if (cli->json)
		json_tags(cli, record, codebook, tags);
	else
		print_tags(cli, record, tags);
	return 0;
}

static const struct option tags_options[] = {
	{ "technique", 0, "CODE", FALSE, "only this technique", NULL },
	{ "undecided", 0, NULL, FALSE, "only tags nobody has decided on",
	  NULL },
	OPTIONS_END
};

static const char *const tags_examples[] = {
	"iptrate tags 12", "iptrate tags 12 --technique COMM --json", NULL
};

const struct command cmd_tags = {
	.path = "tags",
	.synopsis = "SESSION",
	.summary = "list the tags of a session with rule and words",
	.about = "In JSON, start and end count bytes of the turn's UTF-8 "
		 "text. Rule and words are those of the best sign. Words are "
		 "null when a turn has its tag by its place in an episode, by "
		 "weak signs or none, or from a person; the rule is null when "
		 "none fired. 'Below floor' marks tags of rules that people "
		 "took back too often (iptrate codebook stats): they count as "
		 "hints.",
	.group = "Tags and decisions",
	.options = tags_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC | LOOKS_FIRST,
	.least = 1,
	.most = 1,
	.run = run_tags,
	.examples = tags_examples,
};
