/*
 * tag, tags: finds techniques again, and lists what was found.
 */
#include "cli/codebook.h"
#include "cli/consent.h"
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/tags.h"

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

/* A terminal's lines are kept whole; elsewhere the words are. */
static guint
words_room(const struct cli *cli)
{
	return cli->terminal ? MAX(cli->width, 82) - 62 : G_MAXUINT;
}

static struct listed_tag
listed_tag_of(const struct cli *cli, const struct session_record *record,
	      const struct codebook *codebook, const struct effective_tag *tag)
{
	struct listed_tag listed = { .tag = *tag,
				     .record = record,
				     .codebook = codebook,
				     .mark = cli_glyph(cli, glyph_of_tag(tag)),
				     .room = words_room(cli) };

	if (tag->machine)
		listed.machine = *tag->machine;
	return listed;
}

static void
json_tags(struct cli *cli, const struct session_record *record,
	  const struct codebook *codebook, const GPtrArray *tags)
{
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", record->session);
	columns_json(printer, "codebook", codebook_head_columns, codebook,
		     NULL);
	printer_begin_list(printer, "tags");
	for (guint i = 0; i < tags->len; i++) {
		const struct listed_tag listed =
			listed_tag_of(cli, record, codebook, tags->pdata[i]);

		columns_json(printer, NULL, listed_tag_columns, &listed,
			     &listed);
	}
	printer_end(printer);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static void
print_tags(struct cli *cli, const struct session_record *record,
	   const struct codebook *codebook, const GPtrArray *tags)
{
	struct table *table;

	if (tags->len == 0) {
		cli_note(cli, "no tags");
		return;
	}
	cli->paged = TRUE;
	table = columns_table_new(listed_tag_columns);
	for (guint i = 0; i < tags->len; i++) {
		const struct listed_tag listed =
			listed_tag_of(cli, record, codebook, tags->pdata[i]);

		columns_table_row(table, listed_tag_columns, &listed, &listed);
	}
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
	if (!app_may_see(cli->app, session, BLIND_TAGS, "its tags are", error))
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
		print_tags(cli, record, codebook, tags);
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
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK | NEEDS_RUBRIC,
	.least = 1,
	.most = 1,
	.run = run_tags,
	.examples = tags_examples,
};
