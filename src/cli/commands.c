/*
 * commands: the table, and finding a row by the words typed.
 */
#include "cli/command.h"

#include <string.h>

const struct option cli_globals[] = {
	{ "casebook", 0, "FILE", FALSE,
	  "casebook to work on (else $IPTRATE_CASEBOOK)", NULL },
	{ "rubrics", 0, "DIR", FALSE,
	  "folder of rubric and codebook (else $IPTRATE_RUBRICS)", NULL },
	{ "rubric", 0, "FILE", FALSE,
	  "rubric to use (else ipt-core.yaml in that folder)", NULL },
	{ "codebook", 0, "FILE", FALSE,
	  "codebook to use (else codebook/ipt-en.yaml in it)", NULL },
	{ "user", 0, "NAME", FALSE,
	  "who is at work, for the log (else $IPTRATE_USER)", NULL },
	{ "json", 0, NULL, FALSE,
	  "print data as JSON, and failures as {\"error\"}", NULL },
	{ "color", 0, NULL, FALSE, "colour also when not on a terminal", NULL },
	{ "no-color", 0, NULL, FALSE, "never colour (as does $NO_COLOR)",
	  NULL },
	{ "ascii", 0, NULL, FALSE, "plain characters for marks and bars",
	  NULL },
	{ "quiet", 'q', NULL, FALSE, "no notes and no progress", NULL },
	{ "help", 'h', NULL, FALSE, "help on the command", NULL },
	{ "version", 0, NULL, FALSE, "print the version", NULL },
	OPTIONS_END
};

const struct command *const cli_commands[] = {
#define COMMAND(name) &cmd_##name,
#include "cli/commands.inc"
#undef COMMAND
	NULL
};

const struct command *
command_find(const char *path)
{
	for (guint i = 0; cli_commands[i]; i++) {
		if (strcmp(cli_commands[i]->path, path) == 0)
			return cli_commands[i];
	}
	return NULL;
}

/* The verbs of a noun ("session": list, show, ...), NULL-terminated and
 * owned; or all first words when noun is NULL. */
static GPtrArray *
words_after(const char *noun)
{
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
	gsize len = noun ? strlen(noun) : 0;

	for (guint i = 0; cli_commands[i]; i++) {
		const char *path = cli_commands[i]->path;

		if (!noun)
			g_ptr_array_add(words,
					g_strndup(path, strcspn(path, " ")));
		else if (strncmp(path, noun, len) == 0 && path[len] == ' ')
			g_ptr_array_add(words, g_strdup(path + len + 1));
	}
	g_ptr_array_add(words, NULL);
	return words;
}

/* "list, show, set or remove"; caller frees. */
static char *
words_join(const GPtrArray *words)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i + 1 < words->len; i++) {
		if (i > 0)
			g_string_append(text,
					i + 2 < words->len ? ", " : " or ");
		g_string_append(text, words->pdata[i]);
	}
	return g_string_free(text, FALSE);
}

static void
fail_command(const char *prefix, const char *word, const char *near,
	     GError **error)
{
	if (near)
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "unknown command '%s%s' (did you mean '%s%s'?)",
			    prefix, word, prefix, near);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "unknown command '%s%s' (see 'iptrate help')",
			    prefix, word);
}

const struct command *
command_get(const GPtrArray *words, guint *used, GError **error)
{
	const char *first = words->len > 0 ? words->pdata[0] : "";
	const char *second = words->len > 1 ? words->pdata[1] : NULL;
	g_autofree char *path =
		second ? g_strconcat(first, " ", second, NULL) : NULL;
	const struct command *command = path ? command_find(path) : NULL;
	g_autoptr(GPtrArray) verbs = NULL;

	/* "consensus list" before "consensus" */
	*used = 2;
	if (command)
		return command;
	*used = 1;
	command = command_find(first);
	if (command)
		return command;
	verbs = words_after(first);
	if (verbs->len <= 1) {
		g_autoptr(GPtrArray) all = words_after(NULL);

		fail_command("", first,
			     base_did_you_mean(first,
					       (const char *const *)all->pdata),
			     error);
		return NULL;
	}
	if (!second) {
		g_autofree char *list = words_join(verbs);

		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' needs to know what: %s", first, list);
		return NULL;
	}
	g_free(path);
	path = g_strconcat(first, " ", NULL);
	fail_command(
		path, second,
		base_did_you_mean(second, (const char *const *)verbs->pdata),
		error);
	return NULL;
}
