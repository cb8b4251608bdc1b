/*
 * man: the manual page iptrate(1), from the table.
 */
#include "cli/help.h"

#include <string.h>

/* Roff reads a leading dot or quote as a request and '\' as an escape; a
 * hyphen of a command must stay one when copied. */
static void
roff(GString *out, const char *text)
{
	gboolean begins = TRUE;

	for (; *text; text++) {
		if (begins && (*text == '.' || *text == '\''))
			g_string_append(out, "\\&");
		if (*text == '\\')
			g_string_append(out, "\\e");
		else if (*text == '-')
			g_string_append(out, "\\-");
		else
			g_string_append_c(out, *text);
		begins = *text == '\n';
	}
}

/* The help on an option as a sentence; a value that it begins with stays as
 * it is typed.  Caller frees. */
static char *
option_sentence(const struct option *option)
{
	gsize n = strcspn(option->help, ", ");
	g_auto(GStrv) values =
		g_strsplit(option->words ? option->words : "", " ", -1);

	for (char **value = values; *value; value++) {
		if (strlen(*value) == n &&
		    strncmp(*value, option->help, n) == 0)
			return g_strconcat(option->help, ".", NULL);
	}
	return help_sentence(option->help);
}

static void
man_options(GString *out, const struct option *options)
{
	for (; options && options->name; options++) {
		g_autofree char *name = help_option_name(options);
		g_autofree char *help = option_sentence(options);

		g_string_append(out, ".TP\n.B ");
		roff(out, g_strstrip(name));
		g_string_append_c(out, '\n');
		roff(out, help);
		g_string_append(out,
				options->many ? " May be repeated.\n" : "\n");
	}
}

static void
man_command(GString *out, const struct command *command)
{
	g_autofree char *summary = help_sentence(command->summary);

	g_string_append(out, ".SS iptrate ");
	roff(out, command->path);
	g_string_append_c(out, ' ');
	roff(out, command->synopsis);
	g_string_append_c(out, '\n');
	roff(out, summary);
	g_string_append_c(out, '\n');
	if (command->about) {
		g_auto(GStrv) paragraphs = g_strsplit(command->about, "\n", -1);

		for (char **p = paragraphs; *p; p++) {
			g_string_append(out, ".PP\n");
			roff(out, *p);
			g_string_append_c(out, '\n');
		}
	}
	man_options(out, command->options);
	if (!command->examples)
		return;
	g_string_append(out, ".PP\n.EX\n");
	for (const char *const *line = command->examples; *line; line++) {
		roff(out, *line);
		g_string_append_c(out, '\n');
	}
	g_string_append(out, ".EE\n");
}

static const char man_head[] =
	".SH NAME\niptrate \\- tag, rate and export sessions of "
	"Interpersonal Psychotherapy\n"
	".SH SYNOPSIS\n.B iptrate\n.I COMMAND\n[options]\n"
	".SH DESCRIPTION\n"
	"iptrate reads the transcript of a session, suggests which techniques "
	"stand where and on which words, takes a supervisor's decisions and "
	"ratings, and writes a workbook that can be filed.\n"
	".PP\nWhat the program finds is evidence and a suggestion. A person's "
	"rating is the score. The rubric is ISIPT\\-aligned and not endorsed "
	"by ISIPT or any other body. The program has no network code.\n"
	".PP\nOptions may stand anywhere on the line; \\-\\- ends them.\n";

static const char man_tail[] =
	".SH EXIT STATUS\n"
	".TP\n0\ndone\n.TP\n1\na failure: a file or value that cannot be "
	"used\n.TP\n2\nthe command line is wrong\n.TP\n3\na check was run and "
	"not met\n.TP\n4\nlocked by another process, or not permitted\n"
	".TP\n5\na damaged or foreign file, or one of a newer version\n"
	".SH ENVIRONMENT\n"
	".TP\nIPTRATE_CASEBOOK\nthe casebook; else "
	"$XDG_DATA_HOME/iptrate/casebook.db\n"
	".TP\nIPTRATE_RUBRICS\nthe folder of rubric and codebook\n"
	".TP\nIPTRATE_RATER\nwho decides and rates when \\-\\-rater is not "
	"given; else the rater of config.yaml\n"
	".TP\nIPTRATE_USER\nwho is at work, for the log; else the login "
	"name\n"
	".TP\nNO_COLOR\nno colour when set\n"
	".TP\nPAGER\nreads long output on a terminal; else less \\-R\n"
	".TP\nSOURCE_DATE_EPOCH\nseconds since 1970 that stand for now\n"
	".SH FILES\nThe casebook is one file, made with mode 0600 in a folder "
	"of mode 0700. What lies beside it belongs to it, and all of it holds "
	"client text: treat it as such.\n"
	".TP\n$XDG_DATA_HOME/iptrate/casebook.db\nthe casebook, where no "
	"other is named; $XDG_DATA_HOME is else ~/.local/share\n"
	".TP\ncasebook.db\\-wal, casebook.db\\-shm\nwhat was written last, "
	"while a command is at work; copy them with the casebook or not at "
	"all\n"
	".TP\ncasebook.db.lock\ntells others who has the casebook in use\n"
	".TP\ncasebook.db.before\\-vN\nthe casebook as it was before a newer "
	"program brought it up to version N of its form; yours to remove\n"
	".TP\nRUBRICS/codebook/ipt\\-en.yaml\nthe codebook, where "
	"\\-\\-codebook names no other\n"
	".TP\nRUBRICS/ipt\\-core.yaml\nthe rubric, where \\-\\-rubric names "
	"no other\n"
	".TP\n$XDG_CONFIG_HOME/iptrate/config.yaml\nyour settings, as "
	"\\(lqiptrate config\\(rq tells; $XDG_CONFIG_HOME is else "
	"~/.config\n"
	".SH FAILURES AS JSON\nWith \\-\\-json a failure is one line on "
	"standard error, {\"error\": \"...\"}, and a note {\"note\": \"...\"}. "
	"Exit codes are the same. A file that a check finds fault with is data "
	"and goes to standard output.\n";

void
help_man(GString *out)
{
	g_string_append_printf(out, ".TH IPTRATE 1 \"\" \"iptrate %s\"\n%s",
			       program_version(), man_head);
	g_string_append(out, ".SH OPTIONS OF EVERY COMMAND\n");
	man_options(out, cli_globals);
	g_string_append(out, ".SH COMMANDS\n");
	for (guint i = 0; cli_commands[i]; i++)
		man_command(out, cli_commands[i]);
	g_string_append(out, man_tail);
}
