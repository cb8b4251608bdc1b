/*
 * person merge: one person under two codes becomes one.
 */
#include "cli/output.h"

/* OLD NEW, and OLD into NEW as one says it. */
static gboolean
take_codes(const struct cli *cli, const char **old, const char **new,
	   GError **error)
{
	const GPtrArray *words = cli->args.words;

	*old = words->pdata[0];
	*new = words->pdata[words->len - 1];
	if (words->len == 2 || !g_ascii_strcasecmp(words->pdata[1], "into"))
		return TRUE;
	g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
		    "say: person merge OLD into NEW");
	return FALSE;
}

static int
run_person_merge(struct cli *cli, GError **error)
{
	struct person_merged merged;
	const char *old, *new;
	g_autofree char *decisions = NULL;
	g_autofree char *ratings = NULL;
	g_autofree char *sessions = NULL;

	if (!take_codes(cli, &old, &new, error) ||
	    !app_person_merge(cli->app, old, new, &merged, error))
		return 1;
	decisions = base_count(merged.decisions, "decision", "decisions");
	ratings = base_count(merged.ratings, "rating", "ratings");
	sessions = base_count(merged.sessions, "session led", "sessions led");
	if (cli->json)
		cli_print_thing(cli, person_merged_columns, &merged, NULL);
	else
		cli_note(cli, "%s is %s from here on: %s, %s, %s", old, new,
			 decisions, ratings, sessions);
	return 0;
}

static const char *const person_merge_examples[] = {
	"iptrate person merge TK2 into TK", NULL
};

const struct command cmd_person_merge = {
	.path = "person merge",
	.synopsis = "OLD [into] NEW",
	.summary = "make two codes of one person one",
	.about = "Decisions, ratings, assignments and sessions led under OLD "
		 "are NEW's, and OLD means NEW from then on. Signatures keep "
		 "the code that they were given under and are verified with "
		 "the key of that code, and the history stays. Two who "
		 "have spoken of the same session stay two. It cannot be "
		 "taken back.",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 2,
	.most = 3,
	.run = run_person_merge,
	.examples = person_merge_examples,
};
