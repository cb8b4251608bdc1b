/*
 * config: a person's own settings: where they are kept, what is set, and a
 * file to begin with.
 */
#include "cli/codebook.h"
#include "cli/text_out.h"
#include "cli/output.h"

#include "tui/tui.h"

/* -- for all commands ----------------------------------------------------- */

struct settings *
cli_settings_read(const struct cli *cli, GPtrArray *diagnostics, GError **error)
{
	g_autoptr(Settings) settings =
		app_settings_load(cli->config, diagnostics, error);

	if (!settings)
		return NULL;
	tui_check_settings(settings, diagnostics);
	return diagnostics_has_errors(diagnostics) ? NULL :
						     g_steal_pointer(&settings);
}

const struct settings *
cli_settings(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();

	if (cli->settings)
		return cli->settings;
	cli->settings = cli_settings_read(cli, diagnostics, error);
	if (diagnostics->len > 0)
		diagnostics_check(diagnostics, error);
	return cli->settings;
}

const char *
cli_find_rater(struct cli *cli, GError **error)
{
	const char *rater = args_value(&cli->args, "rater");
	const struct settings *settings;

	if (!rater)
		rater = g_getenv("IPTRATE_RATER");
	if (rater && *rater)
		return rater;
	settings = cli_settings(cli, error);
	return settings ? settings->rater : NULL;
}

const char *
cli_rater_said(struct cli *cli, GError **error)
{
	GError *fault = NULL;
	const char *rater = cli_find_rater(cli, &fault);

	if (fault)
		g_propagate_error(error, fault);
	else if (!rater)
		g_set_error_literal(error, BASE_ERROR, BASE_ERROR_USAGE,
				    "say who: --rater CODE (or set "
				    "IPTRATE_RATER, or rater in config.yaml: "
				    "'iptrate config')");
	return rater;
}

const char *
cli_rater(struct cli *cli, GError **error)
{
	const char *rater = cli_rater_said(cli, error);

	if (!rater || !cli->app)
		return rater;
	/* Who works sees what is theirs. */
	app_set_viewer(cli->app, rater);
	/* As it was spelled first in this casebook. */
	return app_person_code(cli->app, "rater", rater, error);
}

/* -- the command ---------------------------------------------------------- */

static void
print_example(struct cli *cli)
{
	cli_print(cli, "## Settings of iptrate. A line counts when the '# ' "
		       "before it is taken away.\n## This file is ");
	cli_print_safe(cli, cli->config);
	cli_print(cli, "\n\n");
	for (const struct setting_kind *kind = setting_kinds; kind->name;
	     kind++) {
		g_autoptr(GPtrArray) lines = text_wrap(kind->help, 76);

		for (guint i = 0; i < lines->len; i++)
			cli_print(cli, "## %s\n", (char *)lines->pdata[i]);
		cli_print(cli, "# %s: %s\n\n", kind->name, kind->example);
	}
	tui_example_settings(cli->out);
}

/* "player", and its value with where it is the first of its kind. */
static void
print_value(struct cli *cli, const char *name, const char *value)
{
	cli_print(cli, "%-12s", name);
	cli_print_safe(cli, value ? value : "not set");
	cli_print(cli, "\n");
}

static void
print_list(struct cli *cli, const char *name, const GPtrArray *list)
{
	if (list->len == 0)
		print_value(cli, name, NULL);
	for (guint i = 0; i < list->len; i++) {
		const struct setting *setting = list->pdata[i];
		g_autofree char *text = g_strdup_printf("%s: %s", setting->name,
							setting->value);

		print_value(cli, i == 0 ? name : "", text);
	}
}

/* As it could be written; caller frees. */
static char *
player_print(const struct settings *settings)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (char **word = settings->player; word && *word; word++)
		g_string_append_printf(text, "%s%s", text->len ? " " : "",
				       *word);
	return settings->player ? g_strdup(text->str) : NULL;
}

static void
print_settings(struct cli *cli, const struct settings *settings, gboolean there)
{
	g_autofree char *player = player_print(settings);
	g_autofree char *minutes =
		g_strdup_printf("%g minutes", settings->idle_minutes);

	print_value(cli, "file", cli->config);
	if (!there)
		print_value(cli, "",
			    "not there yet: 'iptrate config --example' prints "
			    "one to begin with");
	print_value(cli, "rater", settings->rater);
	print_value(cli, "player", player);
	if (settings->recordings->len == 0)
		print_value(cli, "recordings", NULL);
	for (guint i = 0; i < settings->recordings->len; i++)
		print_value(cli, i == 0 ? "recordings" : "",
			    settings->recordings->pdata[i]);
	print_value(cli, "idle-lock",
		    settings->idle_minutes > 0 ? minutes : "off");
	print_value(cli, "mouse", settings->mouse ? "yes" : "no");
	print_list(cli, "keys", settings->keys);
	print_list(cli, "colours", settings->colours);
}

static void
json_list(struct printer *printer, const char *key, const GPtrArray *list)
{
	printer_begin_map(printer, key);
	for (guint i = 0; i < list->len; i++) {
		const struct setting *setting = list->pdata[i];

		printer_string(printer, setting->name, setting->value);
	}
	printer_end(printer);
}

static void
json_settings(struct cli *cli, const struct settings *settings, gboolean there)
{
	struct printer *printer = printer_new();
	g_autofree char *player = player_print(settings);

	printer_begin_map(printer, NULL);
	printer_string(printer, "file", cli->config);
	printer_bool(printer, "exists", there);
	printer_string(printer, "rater", settings->rater);
	printer_string(printer, "player", player);
	printer_texts(printer, "recordings", settings->recordings);
	printer_real(printer, "idle_lock_minutes", settings->idle_minutes);
	printer_bool(printer, "mouse", settings->mouse);
	json_list(printer, "keys", settings->keys);
	json_list(printer, "colours", settings->colours);
	printer_end(printer);
	cli_print_json(cli, printer);
}

static int
run_config(struct cli *cli, GError **error)
{
	g_autoptr(GPtrArray) diagnostics = diagnostics_new();
	g_autoptr(Settings) settings = NULL;
	gboolean there = g_file_test(cli->config, G_FILE_TEST_EXISTS);

	if (args_has(&cli->args, "example")) {
		print_example(cli);
		return 0;
	}
	settings = cli_settings_read(cli, diagnostics, error);
	if (!settings && diagnostics->len == 0)
		return 1;
	if (!settings) {
		print_check(cli, cli->config, NULL, diagnostics);
		return 1;
	}
	if (cli->json)
		json_settings(cli, settings, there);
	else
		print_settings(cli, settings, there);
	return 0;
}

static const struct option config_options[] = {
	{ "example", 0, NULL, FALSE, "print a file to begin with", NULL },
	OPTIONS_END
};

static const char *const config_examples[] = {
	"iptrate config", "mkdir -p ~/.config/iptrate",
	"iptrate config --example > ~/.config/iptrate/config.yaml", NULL
};

const struct command cmd_config = {
	.path = "config",
	.synopsis = "[--example]",
	.summary = "show your settings: rater, keys, colours, player",
	.about = "Settings are kept in $XDG_CONFIG_HOME/iptrate/config.yaml "
		 "(else ~/.config/iptrate/config.yaml); without the file "
		 "nothing is set. A fault in it is told with its line, and "
		 "the screen does not open until it is mended.\n"
		 "The idle lock blanks the screen and stops the recording; any "
		 "key brings it back. It asks for no password and keeps nobody "
		 "out: lock the computer for that.\n"
		 "The player is started without a shell, in the background; "
		 "what it prints is not shown.",
	.group = "About the program",
	.options = config_options,
	.run = run_config,
	.examples = config_examples,
};
