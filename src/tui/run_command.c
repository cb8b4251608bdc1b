/*
 * run_command: any command of the program, run beside the screen; and the keys
 * that belong to no view.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"

#include <string.h>
#include <sys/wait.h>

static void
add_lines(GPtrArray *paper, const char *text, guint width, guint8 ink)
{
	g_auto(GStrv) lines = NULL;
	g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);

	lines = g_strsplit(valid, "\n", -1);
	for (char **line = lines; *line; line++) {
		if (**line || line[1])
			paper_add(paper, width, ink, "", *line);
	}
}

/* The words typed behind what this run was begun with. */
static char **
full_line(const struct tui *tui, char **words)
{
	GPtrArray *line = g_ptr_array_new();

	if (strcmp(words[0], "iptrate") == 0)
		words++;
	for (const char *const *base = tui->options.base; *base; base++)
		g_ptr_array_add(line, g_strdup(*base));
	for (; *words; words++)
		g_ptr_array_add(line, g_strdup(*words));
	g_ptr_array_add(line, NULL);
	return (char **)g_ptr_array_free(line, FALSE);
}

void
run_words(struct tui *tui, const char *text, char **words)
{
	g_auto(GStrv) argv = full_line(tui, words);
	g_auto(GStrv) environment = g_get_environ();
	g_autofree char *columns =
		g_strdup_printf("%u", MAX(tui->columns, 60) - 4);
	g_autofree char *out = NULL, *complaints = NULL;
	GPtrArray *paper;
	GError *error = NULL;
	int status = 0;

	if (tui->rater)
		environment = g_environ_setenv(environment, "IPTRATE_RATER",
					       tui->rater, TRUE);
	environment = g_environ_setenv(environment, "COLUMNS", columns, TRUE);
	if (!g_spawn_sync(NULL, argv, environment, G_SPAWN_DEFAULT, NULL, NULL,
			  &out, &complaints, &status, &error)) {
		tui_fault(tui, error);
		return;
	}
	tui_reload(tui);
	paper = paper_new();
	/* Sentences are wrapped, tables are as wide as they are. */
	add_lines(paper, complaints, MAX(tui->columns, 60) - 4, INK_WARN);
	add_lines(paper, out, 10000, INK_PLAIN);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		tui_say(tui, "done");
	else
		tui_fail(tui, "that failed, with code %d",
			 WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	if (paper->len == 0)
		g_ptr_array_unref(paper);
	else
		pager_open(tui, text, paper);
}

static void
take_command(struct tui *tui, const char *text)
{
	g_auto(GStrv) words = NULL;
	g_autofree char *typed = g_strstrip(g_strdup(text));
	GError *error = NULL;

	if (!*typed)
		return;
	if (strcmp(typed, "q") == 0 || strcmp(typed, "quit") == 0) {
		tui->quit = TRUE;
		return;
	}
	g_ptr_array_add(tui->history, g_strdup(typed));
	if (!g_shell_parse_argv(typed, NULL, &words, &error)) {
		tui_fault(tui, error);
		return;
	}
	if (strcmp(words[0], "review") == 0)
		tui_fail(tui, "you are in review already");
	else
		run_words(tui, typed, words);
}

void
act_command(struct tui *tui, guint count)
{
	(void)count;
	if (!tui->options.base) {
		tui_fail(tui, "there is no command line here");
		return;
	}
	prompt_open(tui, ":", "", take_command);
	tui->prompt.command = TRUE;
}

static void take_filter(struct tui *tui, const char *text);

static void
ask_filter(struct tui *tui, const char *text, const char *hint)
{
	prompt_open(tui, "show only: ", text, take_filter);
	tui->prompt.hint = g_strdup(hint);
}

static void
take_filter(struct tui *tui, const char *text)
{
	struct desk *desk = tui->desk;
	GError *error = NULL;
	guint shown = 0;

	if (!filter_parse(&desk->filter, desk->codebook, text, &error)) {
		ask_filter(tui, text, error->message);
		g_error_free(error);
		return;
	}
	for (guint i = 0; i < desk->turns->len; i++)
		desk_turn(desk, i)->kept = FALSE;
	desk_layout(desk, desk->width);
	desk->range = 0;
	desk_go(desk, desk_visible(desk, desk->at), 0);
	for (guint i = 0; i < desk->turns->len; i++)
		shown += desk_turn(desk, i)->rows > 0;
	tui_say(tui, "%u of %u turns are shown", shown, desk->turns->len);
}

void
act_filter(struct tui *tui, guint count)
{
	const char *written = tui->desk->filter.written;

	(void)count;
	ask_filter(tui, written ? written : "",
		   "techniques, undecided rejected tagged hint probable "
		   "sequence therapist patient");
}

void
act_summary(struct tui *tui, guint count)
{
	(void)count;
	pager_open(tui, "summary",
		   summary_build(tui, CLAMP(tui->columns, 60, 110) - 4));
}

void
act_blank(struct tui *tui, guint count)
{
	(void)count;
	tui_blank(tui);
}

void
act_redraw(struct tui *tui, guint count)
{
	(void)count;
	tui->redraw = TRUE;
	tui_reload(tui);
}

void
act_suspend(struct tui *tui, guint count)
{
	(void)count;
	tui->suspend = TRUE;
}

void
act_rate(struct tui *tui, guint count)
{
	GError *error = NULL;

	(void)count;
	if (!tui_need_rater(tui))
		return;
	if (tui->desk->record->suggestions->len == 0)
		tui_fail(tui, "no item is live in this session");
	else
		tui_push(tui, &view_rating);
	/* Said before anything is rated for nothing. */
	if (!app_role_check(tui->options.app, tui->desk->session, tui->rater,
			    tui->role, &error))
		tui_fault(tui, error);
}

void
act_back(struct tui *tui, guint count)
{
	g_autofree char *key = keymap_first(tui->keymap, act_back);

	(void)count;
	if (tui_view(tui) == &view_session && tui->desk->range) {
		tui->desk->range = 0;
		return;
	}
	/* Esc once more than there was something to close is no wish to
	 * leave, unless it is the only key for it. */
	if (tui->depth == 1 && tui->escaped && strcmp(key, "Esc") != 0) {
		tui_say(tui, "%s leaves", key);
		return;
	}
	tui_pop(tui);
	if (tui_view(tui) == &view_list && !tui->quit)
		tui_reload(tui);
}
