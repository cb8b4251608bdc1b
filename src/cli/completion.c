/*
 * completion: scripts for bash, zsh and fish, made from the table.
 *
 * Each script holds the words that may follow a command's path and its
 * options, and falls back on file names; it never runs the program.
 */
#include "cli/help.h"

#include <string.h>

static void
append_options(GString *out, const struct option *options)
{
	for (; options && options->name; options++)
		g_string_append_printf(out, " --%s", options->name);
}

/* The first words of paths, each once, after a blank each. */
static void
append_nouns(GString *out)
{
	const char *last = "";

	for (guint i = 0; cli_commands[i]; i++) {
		const char *path = cli_commands[i]->path;
		gsize len = strcspn(path, " ");

		if (strncmp(last, path, len) == 0 && strlen(last) >= len &&
		    strcspn(last, " ") == len)
			continue;
		g_string_append_printf(out, " %.*s", (int)len, path);
		last = path;
	}
}

static void
append_verbs(GString *out, const char *noun, gsize len)
{
	for (guint i = 0; cli_commands[i]; i++) {
		const char *path = cli_commands[i]->path;

		if (strncmp(path, noun, len) == 0 && path[len] == ' ')
			g_string_append_printf(out, " %s", path + len + 1);
	}
}

/* `case` arms of bash and zsh: path -> words that may follow. */
static void
append_arms(GString *out)
{
	const char *last = "";

	for (guint i = 0; cli_commands[i]; i++) {
		const struct command *row = cli_commands[i];
		gsize len = strcspn(row->path, " ");

		if (row->path[len] && (strncmp(last, row->path, len + 1))) {
			g_string_append_printf(out, "\t\"%.*s\") words=\"",
					       (int)len, row->path);
			append_verbs(out, row->path, len);
			g_string_append(out, "\" ;;\n");
		}
		last = row->path;
		g_string_append_printf(out,
				       "\t\"%s\"|\"%s \"*) words=\"%s\" "
				       "options=\"",
				       row->path, row->path,
				       row->words ? row->words : "");
		append_options(out, row->options);
		g_string_append(out, "\" ;;\n");
	}
}

/* The values that an option of this name has in any command, each once. */
static char *
values_of(const char *name)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	GString *values = g_string_new(NULL);

	for (guint i = 0; cli_commands[i]; i++) {
		const struct option *option = cli_commands[i]->options;

		for (; option && option->name; option++) {
			g_auto(GStrv) words = g_strsplit(
				option->words ? option->words : "", " ", -1);

			if (strcmp(option->name, name) != 0)
				continue;
			for (char **word = words; *word; word++) {
				if (!**word ||
				    !g_hash_table_add(seen, g_strdup(*word)))
					continue;
				g_string_append_printf(values, "%s%s",
						       values->len ? " " : "",
						       *word);
			}
		}
	}
	return g_string_free(values, FALSE);
}

/* Values of options: "--role" -> "self peer ...". */
static void
append_values(GString *out)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; cli_commands[i]; i++) {
		const struct option *option = cli_commands[i]->options;

		for (; option && option->name; option++) {
			g_autofree char *values = NULL;

			if (!option->words ||
			    !g_hash_table_add(seen, (gpointer)option->name))
				continue;
			values = values_of(option->name);
			g_string_append_printf(out, "\t--%s) words=\"%s\" ;;\n",
					       option->name, values);
		}
	}
}

/* The part that bash and zsh have in common: from the word before the
 * cursor, the path typed and the word begun to the words that may stand
 * there.  Options are offered once a hyphen is typed. */
static void
append_choice(GString *out)
{
	g_string_append(out, "\tcase $before in\n");
	append_values(out);
	g_string_append(out, "\t*) case $typed in\n\t\"\") words=\"");
	append_nouns(out);
	g_string_append(out, "\" ;;\n");
	append_arms(out);
	g_string_append(out, "\tesac\n"
			     "\t[[ $begun != -* ]] || words=\"$options");
	append_options(out, cli_globals);
	g_string_append(out, "\" ;;\n\tesac\n");
}

static void
print_bash(GString *out)
{
	g_string_append(out, "# bash completion of iptrate; made by 'iptrate "
			     "completion bash'\n"
			     "_iptrate() {\n"
			     "\tlocal i words= options= typed=\n"
			     "\tlocal begun=${COMP_WORDS[COMP_CWORD]}\n"
			     "\tlocal before=${COMP_WORDS[COMP_CWORD-1]}\n"
			     "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			     "\t\t[[ ${COMP_WORDS[i]} == -* ]] ||\n"
			     "\t\t\ttyped+=\"${typed:+ }${COMP_WORDS[i]}\"\n"
			     "\tdone\n");
	append_choice(out);
	g_string_append(out, "\tCOMPREPLY=($(compgen -W \"$words\" -- "
			     "\"$begun\"))\n"
			     "}\n"
			     "complete -o default -F _iptrate iptrate\n");
}

static void
print_zsh(GString *out)
{
	g_string_append(out, "#compdef iptrate\n"
			     "# zsh completion of iptrate; made by 'iptrate "
			     "completion zsh'\n"
			     "_iptrate() {\n"
			     "\tlocal options= begun=${words[CURRENT]}\n"
			     "\tlocal before=${words[CURRENT-1]}\n"
			     "\tlocal typed=\"${(j: :)${words[2,CURRENT-1]:"
			     "#-*}}\"\n"
			     "\tlocal words=\n");
	append_choice(out);
	g_string_append(out, "\tif [[ -n $words ]]; then\n"
			     "\t\tcompadd -- ${=words}\n"
			     "\telse\n"
			     "\t\t_files\n"
			     "\tfi\n"
			     "}\n"
			     "_iptrate \"$@\"\n");
}

/* Text inside single quotes of fish. */
static void
append_fish(GString *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			g_string_append_c(out, '\\');
		g_string_append_c(out, *text);
	}
}

static void
fish_options(GString *out, const char *condition, const struct option *options)
{
	for (; options && options->name; options++) {
		g_string_append_printf(out, "complete -c iptrate%s -l %s",
				       condition, options->name);
		if (options->letter)
			g_string_append_printf(out, " -s %c", options->letter);
		if (options->value)
			g_string_append(out, " -r");
		if (options->words)
			g_string_append_printf(out, " -f -a '%s'",
					       options->words);
		g_string_append(out, " -d '");
		append_fish(out, options->help);
		g_string_append(out, "'\n");
	}
}

/* Condition of fish: all words of the path were typed. */
static char *
fish_condition(const char *path)
{
	const char *verb = strchr(path, ' ');

	if (!verb)
		return g_strdup_printf(" -n '__fish_seen_subcommand_from %s'",
				       path);
	return g_strdup_printf(" -n '__fish_seen_subcommand_from %.*s; and "
			       "__fish_seen_subcommand_from %s'",
			       (int)(verb - path), path, verb + 1);
}

static void
fish_row(GString *out, const struct command *row)
{
	g_autofree char *condition = fish_condition(row->path);
	const char *verb = strchr(row->path, ' ');

	if (verb)
		g_string_append_printf(out,
				       "complete -c iptrate -f -n "
				       "'__fish_seen_subcommand_from %.*s; "
				       "and test (count (commandline -opc)) "
				       "-eq 2' -a '%s' -d '",
				       (int)(verb - row->path), row->path,
				       verb + 1);
	else
		g_string_append_printf(out,
				       "complete -c iptrate -f -n "
				       "__fish_use_subcommand -a '%s' -d '",
				       row->path);
	append_fish(out, row->summary);
	g_string_append(out, "'\n");
	if (row->words)
		g_string_append_printf(out,
				       "complete -c iptrate -f%s -a "
				       "'%s'\n",
				       condition, row->words);
	fish_options(out, condition, row->options);
}

static void
print_fish(GString *out)
{
	g_string_append(out, "# fish completion of iptrate; made by 'iptrate "
			     "completion fish'\n");
	for (guint i = 0; cli_commands[i]; i++)
		fish_row(out, cli_commands[i]);
	for (guint i = 0; cli_commands[i]; i++) {
		const char *path = cli_commands[i]->path;
		gsize len = strcspn(path, " ");

		if (!path[len] || (i > 0 && strncmp(cli_commands[i - 1]->path,
						    path, len + 1) == 0))
			continue;
		g_string_append_printf(out,
				       "complete -c iptrate -f -n "
				       "__fish_use_subcommand -a '%.*s'\n",
				       (int)len, path);
	}
	fish_options(out, "", cli_globals);
}

gboolean
completion_print(const char *shell, GString *out)
{
	if (strcmp(shell, "bash") == 0)
		print_bash(out);
	else if (strcmp(shell, "zsh") == 0)
		print_zsh(out);
	else if (strcmp(shell, "fish") == 0)
		print_fish(out);
	else
		return FALSE;
	return TRUE;
}
