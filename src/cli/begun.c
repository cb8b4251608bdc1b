/*
 * begun: how this run was begun, for commands that the screen runs, shows or
 * completes.
 */
#include "cli/begun.h"

GPtrArray *
cli_begin_line(const struct cli *cli)
{
	static const char *const kept[] = { "codebook", "rubric", "user" };
	char *exe = g_file_read_link("/proc/self/exe", NULL);
	GPtrArray *line = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(line, exe ? exe : g_strdup("iptrate"));
	g_ptr_array_add(line, g_strdup("--casebook"));
	g_ptr_array_add(line, g_strdup(cli->casebook));
	if (cli->rubrics) {
		g_ptr_array_add(line, g_strdup("--rubrics"));
		g_ptr_array_add(line, g_strdup(cli->rubrics));
	}
	for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
		const char *value = args_value(&cli->args, kept[i]);

		if (!value)
			continue;
		g_ptr_array_add(line, g_strconcat("--", kept[i], NULL));
		g_ptr_array_add(line, g_strdup(value));
	}
	g_ptr_array_add(line, NULL);
	return line;
}

char *
cli_shell_tail(const struct cli *cli)
{
	static const char *const kept[] = { "casebook", "rubrics", "codebook",
					    "rubric", "user" };
	GString *tail = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(kept); i++) {
		const char *value = args_value(&cli->args, kept[i]);
		g_autofree char *word = value ? base_shell_word(value) : NULL;

		if (word)
			g_string_append_printf(tail, "%s--%s %s",
					       tail->len ? " " : "", kept[i],
					       word);
	}
	return g_string_free(tail, tail->len == 0);
}

const char *
cli_shell_rater(const struct settings *settings)
{
	const char *rater = g_getenv("IPTRATE_RATER");

	return rater && *rater ? rater : settings->rater;
}

char *
cli_options_print(const struct command *command)
{
	GString *names = g_string_new(NULL);

	for (const struct option *option = command->options;
	     option && option->name; option++)
		g_string_append_printf(names, "%s--%s", names->len ? " " : "",
				       option->name);
	return g_string_free(names, FALSE);
}
