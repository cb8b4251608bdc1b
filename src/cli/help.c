/*
 * help: the overview and the help on one command, from the table.
 */
#include "cli/help.h"
#include "cli/text_out.h"

#include <string.h>

char *
help_sentence(const char *text)
{
	char *sentence = g_strconcat(text, ".", NULL);

	sentence[0] = g_ascii_toupper(sentence[0]);
	return sentence;
}

char *
help_option_name(const struct option *option)
{
	char letter[8] = "    ";

	if (option->letter)
		g_snprintf(letter, sizeof(letter), "-%c, ", option->letter);
	return g_strconcat(letter, "--", option->name, option->value ? " " : "",
			   option->value ? option->value : "", NULL);
}

/* Name on the left, help wrapped on the right. */
static void
print_option(const struct cli *cli, const struct option *option, GString *out)
{
	g_autofree char *name = help_option_name(option);
	g_autofree char *help = g_strconcat(
		option->help, option->many ? " (may be repeated)" : "", NULL);
	g_autoptr(GPtrArray) lines = text_wrap(help, MIN(cli->width, 80) - 29);

	for (guint i = 0; i < lines->len; i++)
		g_string_append_printf(out, "  %-26s %s\n", i == 0 ? name : "",
				       (char *)lines->pdata[i]);
}

static void
print_options(const struct cli *cli, const char *heading,
	      const struct option *options, GString *out)
{
	if (!options || !options->name)
		return;
	g_string_append_printf(out, "\n%s%s%s\n", cli_ink(cli, INK_BOLD),
			       heading, cli_ink(cli, INK_PLAIN));
	for (; options->name; options++)
		print_option(cli, options, out);
}

static void
print_rows(const struct cli *cli, const char *group, const char *noun,
	   GString *out)
{
	gsize len = noun ? strlen(noun) : 0;

	for (guint i = 0; cli_commands[i]; i++) {
		const struct command *row = cli_commands[i];

		if (group && strcmp(row->group, group) != 0)
			continue;
		if (noun && (strncmp(row->path, noun, len) != 0 ||
			     row->path[len] != ' '))
			continue;
		g_string_append_printf(out, "  %s%-17s%s %s\n",
				       cli_ink(cli, INK_BOLD), row->path,
				       cli_ink(cli, INK_PLAIN), row->summary);
	}
}

void
help_overview(const struct cli *cli, GString *out)
{
	const char *group = NULL;

	g_string_append(out,
			"iptrate tags, rates and exports sessions of "
			"Interpersonal Psychotherapy.\n"
			"What it finds are suggestions; a person's rating is "
			"the score.\n\n"
			"usage: iptrate COMMAND [options]\n");
	for (guint i = 0; cli_commands[i]; i++) {
		if (group && strcmp(group, cli_commands[i]->group) == 0)
			continue;
		group = cli_commands[i]->group;
		g_string_append_printf(out, "\n%s\n", group);
		print_rows(cli, group, NULL, out);
	}
	g_string_append(out, "\n'iptrate help COMMAND' tells more. Start with "
			     "'iptrate import FILE...'.\n");
}

gboolean
help_family(const struct cli *cli, const char *noun, GString *out)
{
	gsize before = out->len;

	print_rows(cli, NULL, noun, out);
	return out->len > before;
}

void
help_command(const struct cli *cli, const struct command *command, GString *out)
{
	g_autofree char *summary = help_sentence(command->summary);

	g_string_append_printf(out, "usage: iptrate %s %s\n\n%s\n",
			       command->path, command->synopsis, summary);
	if (command->about) {
		g_string_append_c(out, '\n');
		text_paragraphs(out, command->about, "", MIN(cli->width, 80));
	}
	print_options(cli, "options", command->options, out);
	if (command->examples)
		g_string_append_printf(out, "\n%sexamples%s\n",
				       cli_ink(cli, INK_BOLD),
				       cli_ink(cli, INK_PLAIN));
	for (const char *const *line = command->examples; line && *line; line++)
		g_string_append_printf(out, "  %s\n", *line);
	print_options(cli, "options of every command", cli_globals, out);
}
