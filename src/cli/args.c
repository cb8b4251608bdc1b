/*
 * args: sorts the words of a command line by the table of commands.
 *
 * Options may stand anywhere, also before the command, so an option's name
 * is looked up in all rows first (a name takes a value everywhere or
 * nowhere) and held against its own row once that is known.
 */
#include "cli/args.h"

#include <string.h>

struct given {
	const struct option *option;
	const char *value; /* NULL for a switch */
};

static const struct option *
options_find(const struct option *options, const char *name, char letter)
{
	for (; options && options->name; options++) {
		if (name ? strcmp(options->name, name) == 0 :
			   options->letter && options->letter == letter)
			return options;
	}
	return NULL;
}

static const struct option *
option_find(const char *name, char letter)
{
	const struct option *option = options_find(cli_globals, name, letter);

	for (guint i = 0; !option && cli_commands[i]; i++)
		option = options_find(cli_commands[i]->options, name, letter);
	return option;
}

static void
names_add(GPtrArray *names, const struct option *options)
{
	for (; options && options->name; options++)
		g_ptr_array_add(names, (gpointer)options->name);
}

static gboolean
fail_option(const struct args *args, const char *word, const char *name,
	    GError **error)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GError) ignored = NULL;
	const struct command *command;
	const char *near;
	guint used;

	command = command_get(args->words, &used, &ignored);
	for (guint i = 0; cli_commands[i]; i++)
		if (!command || cli_commands[i] == command)
			names_add(names, cli_commands[i]->options);
	names_add(names, cli_globals);
	g_ptr_array_add(names, NULL);
	near = base_did_you_mean(name, (const char *const *)names->pdata);
	if (near)
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "unknown option '%s' (did you mean '--%s'?)", word,
			    near);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "unknown option '%s' (see 'iptrate help%s%s')",
			    word, command ? " " : "",
			    command ? command->path : "");
	return FALSE;
}

/* Takes the option at argv[*i], and the next word when it is its value. */
static gboolean
take_option(struct args *args, int argc, char **argv, int *i, GError **error)
{
	const char *word = argv[*i];
	gboolean is_long = word[1] == '-';
	const char *equals = is_long ? strchr(word, '=') : NULL;
	g_autofree char *name = NULL;
	struct given given = { NULL, NULL };

	if (is_long)
		name = equals ? g_strndup(word + 2, equals - word - 2) :
				g_strdup(word + 2);
	given.option = option_find(name, word[1]);
	if (equals)
		given.value = equals + 1;
	else if (!is_long && word[2])
		given.value = word + 2;
	if (!given.option || (!is_long && given.value && !given.option->value))
		return fail_option(args, word, name ? name : word + 1, error);
	if (given.value && !given.option->value) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "option '--%s' takes no value", given.option->name);
		return FALSE;
	}
	if (given.option->value && !given.value && *i + 1 < argc)
		given.value = argv[++*i];
	/* An empty value is a variable of a script that was not set. */
	if (given.option->value && (!given.value || !*given.value)) {
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "option '--%s' needs a value: --%s %s",
			    given.option->name, given.option->name,
			    given.option->value);
		return FALSE;
	}
	g_array_append_val(args->given, given);
	return TRUE;
}

/* Each option belongs to the command or to all, and comes once or may come
 * often. */
static gboolean
check_options(const struct args *args, GError **error)
{
	for (guint i = 0; i < args->given->len; i++) {
		const struct option *option =
			g_array_index(args->given, struct given, i).option;

		if (options_find(cli_globals, option->name, 0))
			continue;
		if (args->command &&
		    options_find(args->command->options, option->name, 0))
			continue;
		if (!args->command && strcmp(option->name, "help") == 0)
			continue;
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "option '--%s' does not go with '%s' (see "
			    "'iptrate help%s%s')",
			    option->name,
			    args->command ? args->command->path : "iptrate",
			    args->command ? " " : "",
			    args->command ? args->command->path : "");
		return FALSE;
	}
	return TRUE;
}

gboolean
args_parse(struct args *args, int argc, char **argv, GError **error)
{
	gboolean options = TRUE;
	guint used = 0;

	args->words = g_ptr_array_new();
	args->given = g_array_new(FALSE, FALSE, sizeof(struct given));
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i];

		if (options && strcmp(word, "--") == 0) {
			options = FALSE;
		} else if (options && word[0] == '-' && word[1]) {
			if (!take_option(args, argc, argv, &i, error))
				return FALSE;
		} else {
			g_ptr_array_add(args->words, argv[i]);
		}
	}
	if (args->words->len > 0) {
		args->command = command_get(args->words, &used, error);
		if (!args->command) {
			/* "iptrate session --help" is a fair question. */
			if (!args_has(args, "help") || args->words->len > 1)
				return FALSE;
			g_clear_error(error);
			return TRUE;
		}
		g_ptr_array_remove_range(args->words, 0, used);
	}
	return check_options(args, error);
}

void
args_clear(struct args *args)
{
	g_clear_pointer(&args->words, g_ptr_array_unref);
	g_clear_pointer(&args->given, g_array_unref);
}

gboolean
args_has(const struct args *args, const char *option)
{
	for (guint i = 0; i < args->given->len; i++) {
		if (strcmp(g_array_index(args->given, struct given, i)
				   .option->name,
			   option) == 0)
			return TRUE;
	}
	return FALSE;
}

const char **
args_values(const struct args *args, const char *option)
{
	GPtrArray *values = g_ptr_array_new();

	for (guint i = 0; i < args->given->len; i++) {
		const struct given *given =
			&g_array_index(args->given, struct given, i);

		if (strcmp(given->option->name, option) == 0)
			g_ptr_array_add(values, (gpointer)given->value);
	}
	g_ptr_array_add(values, NULL);
	return (const char **)g_ptr_array_free(values, FALSE);
}

const char *
args_value(const struct args *args, const char *option)
{
	const char *value = NULL;

	for (guint i = 0; i < args->given->len; i++) {
		const struct given *given =
			&g_array_index(args->given, struct given, i);

		if (strcmp(given->option->name, option) == 0)
			value = given->value;
	}
	return value;
}

gboolean
args_check_count(const struct args *args, GError **error)
{
	const struct command *command = args->command;
	guint n = args->words->len;

	if (n >= command->least && n <= command->most)
		return TRUE;
	if (n > command->most)
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "'%s' is one too many: iptrate %s %s",
			    (char *)args->words->pdata[command->most],
			    command->path, command->synopsis);
	else
		g_set_error(error, BASE_ERROR, BASE_ERROR_USAGE,
			    "something is missing: iptrate %s %s",
			    command->path, command->synopsis);
	return FALSE;
}
