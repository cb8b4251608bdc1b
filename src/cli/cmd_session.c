/*
 * session list, show, set, remove: the meetings of the casebook.
 */
#include "cli/case.h"
#include "cli/consent.h"
#include "cli/output.h"

#include <string.h>

/* A case in the order of its course. */
static int
by_number(gconstpointer a, gconstpointer b)
{
	const struct session_info *one = *(struct session_info *const *)a;
	const struct session_info *other = *(struct session_info *const *)b;

	if (one->facts.number != other->facts.number)
		return one->facts.number < other->facts.number ? -1 : 1;
	return one->session < other->session ? -1 : 1;
}

static int
run_list(struct cli *cli, GError **error)
{
	const char *code = args_value(&cli->args, "case");
	GPtrArray *sessions = app_sessions(cli->app, error);
	g_autoptr(GPtrArray) shown = g_ptr_array_new();

	if (!sessions)
		return 1;
	for (guint i = 0; i < sessions->len; i++) {
		const struct session_info *info = sessions->pdata[i];

		if (!code || base_code_same(info->case_code, code))
			g_ptr_array_add(shown, sessions->pdata[i]);
	}
	if (code)
		g_ptr_array_sort(shown, by_number);
	cli->paged = !cli->json && shown->len > 0;
	if (shown->len == 0 && !cli->json)
		cli_note(cli, "no sessions yet (iptrate import FILE...)");
	else
		cli_print_things(cli, session_columns, shown, NULL);
	free_list(sessions, (GDestroyNotify)session_info_free);
	return 0;
}

static void
print_field(struct cli *cli, const char *name, const char *value)
{
	cli_print(cli, "%-10s ", name);
	cli_print_safe(cli, value ? value : "-");
	cli_print(cli, "\n");
}

static void
print_session(struct cli *cli, const struct session_info *info)
{
	g_autofree char *number = course_number_print(&info->facts);
	g_autofree char *focus = focus_words_print(info->facts.focus);
	g_autofree char *blind = blindness_print(info->blind);

	cli_print(cli, "session    %" G_GINT64_FORMAT "\n", info->session);
	print_field(cli, "case", info->case_code);
	print_field(cli, "number", number);
	cli_print(cli, "phase      %s%s\n", phase_print(info->facts.phase),
		  info->phase_suggested ? " (suggested by the number)" : "");
	print_field(cli, "focus", focus);
	print_field(cli, "therapist", info->therapist);
	print_field(cli, "file", info->source_name);
	print_field(cli, "imported", info->imported_at);
	cli_print(cli, "turns      %u\n", info->turns);
	if (info->blind & BLIND_TAGS)
		print_field(cli, "tags", "hidden");
	else if (info->blind & BLIND_RATINGS)
		cli_print(cli, "tags       %u\n", info->tags);
	else
		cli_print(cli, "tags       %u, %u not yet decided\n",
			  info->tags, info->undecided);
	if (info->blind & BLIND_RATINGS)
		print_field(cli, "ratings", "hidden");
	else
		cli_print(cli, "ratings    %u\n", info->ratings);
	if (info->blind)
		print_field(cli, "blind to", blind);
}

static int
run_show(struct cli *cli, GError **error)
{
	struct session_info *info;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	info = app_session(cli->app, session, error);
	if (!info)
		return 1;
	if (cli->json)
		cli_print_thing(cli, session_columns, info, NULL);
	else
		print_session(cli, info);
	session_info_free(info);
	return 0;
}

static const char *const session_keys[] = { "case",  "number", "planned",
					    "phase", "focus",  "therapist",
					    "file",  NULL };

static gboolean
check_session_key(const char *key, GError **error)
{
	if (g_strv_contains(session_keys, key))
		return TRUE;
	fail_unknown(error, BASE_ERROR_USAGE, "key", key,
		     base_did_you_mean(key, session_keys),
		     "case, number, planned, phase, focus, therapist or "
		     "file");
	return FALSE;
}

/* Do the signed ratings of the session hang on one of the keys? */
static gboolean
may_set(struct cli *cli, gint64 session, const GPtrArray *pairs, GError **error)
{
	for (guint i = 0; i < pairs->len; i += 2) {
		if (strcmp(pairs->pdata[i], "file") != 0)
			return cli_may_set(cli, &session, 1, error);
	}
	return TRUE;
}

/* Is one of the keys about the place in the course? */
static gboolean
moves_in_course(const GPtrArray *pairs)
{
	for (guint i = 0; i < pairs->len; i += 2) {
		if (!strcmp(pairs->pdata[i], "number") ||
		    !strcmp(pairs->pdata[i], "planned") ||
		    !strcmp(pairs->pdata[i], "case"))
			return TRUE;
	}
	return FALSE;
}

/* Key and value by turns; all are set or none. */
static gboolean
set_all(struct cli *cli, gint64 session, const GPtrArray *pairs, GError **error)
{
	g_autoptr(GPtrArray) doubts = g_ptr_array_new_with_free_func(g_free);
	gboolean ok = TRUE;

	if (!app_begin(cli->app, error))
		return FALSE;
	for (guint i = 0; ok && i < pairs->len; i += 2)
		ok = app_session_set(cli->app, session, pairs->pdata[i],
				     pairs->pdata[i + 1], error);
	if (ok && moves_in_course(pairs))
		ok = app_session_check_course(cli->app, session, doubts, error);
	if (!app_end(cli->app, ok, error))
		return FALSE;
	for (guint i = 0; i < doubts->len; i++)
		cli_note(cli, "warning: %s", (char *)doubts->pdata[i]);
	return TRUE;
}

static int
run_set(struct cli *cli, GError **error)
{
	const GPtrArray *words = cli->args.words;
	g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func(g_free);
	gint64 session;

	if (!args_session(cli, words->pdata[0], &session, error))
		return 2;
	for (guint i = 1; i < words->len; i++) {
		char *key, *value;

		if (!args_pair(words->pdata[i], "KEY=VALUE", &key, &value,
			       error))
			return 2;
		g_ptr_array_add(pairs, key);
		g_ptr_array_add(pairs, value);
		if (!check_session_key(key, error))
			return 2;
	}
	return may_set(cli, session, pairs, error) &&
			       set_all(cli, session, pairs, error) ?
		       0 :
		       1;
}

static int
run_remove(struct cli *cli, GError **error)
{
	struct printer *printer;
	gboolean ok;
	gint64 session;

	if (!args_session(cli, cli->args.words->pdata[0], &session, error))
		return 2;
	ok = args_has(&cli->args, "with-ratings") ?
		     app_session_remove_forced(cli->app, session, error) :
		     app_session_remove(cli->app, session, error);
	if (!ok)
		return 1;
	if (cli->json) {
		printer = printer_new();
		printer_begin_map(printer, NULL);
		printer_int(printer, "removed", session);
		printer_end(printer);
		cli_print_json(cli, printer);
	} else {
		cli_print(cli, "removed session %" G_GINT64_FORMAT "\n",
			  session);
	}
	note_old_copies(cli);
	return 0;
}

static const struct option list_options[] = {
	{ "case", 0, "CODE", FALSE, "only sessions of this case", NULL },
	OPTIONS_END
};

static const struct option remove_options[] = {
	{ "with-ratings", 0, NULL, FALSE,
	  "also when people have rated or decided", NULL },
	OPTIONS_END
};

static const struct option set_options[] = {
	{ "yes", 0, NULL, FALSE, "without being asked where ratings are signed",
	  NULL },
	OPTIONS_END
};

static const char *const set_examples[] = {
	"iptrate session set 12 phase=termination",
	"iptrate session set 12 phase=auto therapist=T04", NULL
};

const struct command cmd_session_list = {
	.path = "session list",
	.synopsis = "[--case CODE]",
	.summary = "list the sessions",
	.about = "Under 'open' stand tags of strength probable or sequence "
		 "that nobody has decided on.",
	.group = "Transcripts and sessions",
	.options = list_options,
	.needs = NEEDS_CASEBOOK,
	.run = run_list,
};

const struct command cmd_session_show = {
	.path = "session show",
	.synopsis = "SESSION",
	.summary = "tell what is known of a session",
	.group = "Transcripts and sessions",
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_show,
};

const struct command cmd_session_set = {
	.path = "session set",
	.synopsis = "SESSION KEY=VALUE...",
	.summary = "change case, number, phase, focus, therapist or label",
	.about = "'phase=auto' goes back to the phase that the number "
		 "suggests. A session is tagged again when phase or focus "
		 "changed; beside a signed rating a new version begins then. "
		 "'file=' changes the label that is kept of its "
		 "file, where that holds a name.",
	.group = "Transcripts and sessions",
	.options = set_options,
	.needs = NEEDS_CASEBOOK | NEEDS_CODEBOOK,
	.least = 2,
	.most = G_MAXUINT,
	.words = "case= number= planned= phase= focus= therapist= file=",
	.run = run_set,
	.examples = set_examples,
};

const struct command cmd_session_remove = {
	.path = "session remove",
	.synopsis = "SESSION",
	.summary = "take a session out of the casebook",
	.about = "Its text, turns, decisions and ratings are overwritten, and "
		 "what the history says of them is removed; who did what kind "
		 "of thing when stays. 'case purge' does so for a case. "
		 "Backups, exports and the file itself are not reached.",
	.group = "Transcripts and sessions",
	.options = remove_options,
	.needs = NEEDS_CASEBOOK,
	.least = 1,
	.most = 1,
	.run = run_remove,
};
