/*
 * codebook diff: what another codebook would change, before it is used.
 */
#include "cli/output.h"
#include "cli/tags.h"

static void
print_tag_change(struct cli *cli, const struct tag_change *change)
{
	static const char marks[] = {
		[TAG_APPEARS] = '+',
		[TAG_VANISHES] = '-',
		[TAG_CHANGES_STRENGTH] = '~',
	};

	cli_print(cli, "%c session %" G_GINT64_FORMAT " turn %u %s",
		  marks[change->kind], change->session, change->turn,
		  change->technique);
	if (change->kind == TAG_CHANGES_STRENGTH)
		cli_print(cli, " %s -> %s", strength_print(change->before),
			  strength_print(change->after));
	cli_print(cli, "%s\n",
		  change->decided ? "  (decided on by a person)" : "");
}

/* "C3 5 -> 4", "F5 look -> nothing". */
static void
print_extent_change(struct cli *cli, const struct extent_change *change)
{
	cli_print(cli, "%s ", change->item);
	if (change->before != change->after)
		cli_print(cli, "%u -> %u", change->before, change->after);
	else
		cli_print(cli, "%s -> %s",
			  change->look_before ? "look" : "nothing",
			  change->look_after ? "look" : "nothing");
}

/* "session 9: C3 5 -> 4, C9 4 -> 3", a line for each session. */
static void
print_extent_changes(struct cli *cli, const GPtrArray *changes)
{
	gint64 session = 0;

	if (changes->len > 0)
		cli_print(cli, "suggested extents that would move:\n");
	for (guint i = 0; i < changes->len; i++) {
		const struct extent_change *change = changes->pdata[i];

		if (change->session != session)
			cli_print(cli, "%s  session %" G_GINT64_FORMAT ": ",
				  i > 0 ? "\n" : "", change->session);
		else
			cli_print(cli, ", ");
		session = change->session;
		print_extent_change(cli, change);
	}
	if (changes->len > 0)
		cli_print(cli, "\n");
}

static void
print_diff(struct cli *cli, const struct codebook_diff *diff)
{
	guint n[TAG_CHANGES_STRENGTH + 1] = { 0 }, decided = 0;
	g_autofree char *appear = NULL;

	cli->paged = TRUE;
	for (guint i = 0; i < diff->tags->len; i++) {
		const struct tag_change *change = diff->tags->pdata[i];

		n[change->kind]++;
		decided += change->decided;
		print_tag_change(cli, change);
	}
	print_extent_changes(cli, diff->extents);
	appear = base_count(n[TAG_APPEARS], "tag appears", "tags appear");
	cli_print(cli, "%s, %u vanish%s, ", appear, n[TAG_VANISHES],
		  n[TAG_VANISHES] == 1 ? "es" : "");
	if (n[TAG_CHANGES_STRENGTH] > 0)
		cli_print(cli, "%u change%s in strength, ",
			  n[TAG_CHANGES_STRENGTH],
			  n[TAG_CHANGES_STRENGTH] == 1 ? "s" : "");
	cli_print(cli, "%u of them decided on; nothing was written\n", decided);
}

static int
run_diff(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_autoptr(GArray) sessions = args_sessions(cli, 2, error);
	g_autoptr(CodebookDiff) diff = NULL;
	const gint64 *numbers;

	if (!sessions)
		return 2;
	numbers =
		sessions->len ? (const gint64 *)(gpointer)sessions->data : NULL;
	diff = app_codebook_diff(cli->app, words->pdata[0], words->pdata[1],
				 numbers, sessions->len, error);
	if (!diff)
		return 1;
	if (cli->json)
		cli_print_thing(cli, codebook_diff_columns, diff, NULL);
	else
		print_diff(cli, diff);
	if (!cli->json)
		note_old_names(cli, diff->names);
	return 0;
}

#define GROUP "Codebook and rubric"

static const struct option diff_options[] = {
	{ "all", 0, NULL, FALSE, "all sessions (as when none is named)", NULL },
	OPTIONS_END
};

static const char *const diff_examples[] = {
	"iptrate codebook diff rubrics/codebook/ipt-en.yaml mine.yaml --all",
	NULL
};

const struct command cmd_codebook_diff = {
	.path = "codebook diff",
	.synopsis = "OLD NEW [SESSION...|--all]",
	.summary = "tell which tags another codebook would give or take",
	.about = "Tags that would appear (+), vanish (-) or change in "
		 "strength (~), and the suggested extents that would move, "
		 "session by session, with the decisions of people counted "
		 "in. Nothing is written. Tags that a person has decided on "
		 "are marked: their decisions would stand.",
	.group = GROUP,
	.options = diff_options,
	.needs = NEEDS_CASEBOOK | NEEDS_RUBRIC_APART,
	.least = 2,
	.most = G_MAXUINT,
	.run = run_diff,
	.examples = diff_examples,
};
