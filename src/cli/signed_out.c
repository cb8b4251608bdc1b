/*
 * signed_out: what was signed, given out for others to verify.
 */
#include "cli/output.h"
#include "cli/rating.h"

static void
json_signed(struct cli *cli, const struct rating *version, const char *text)
{
	const struct signature *signature = version->signature;
	struct printer *printer = printer_new();

	printer_begin_map(printer, NULL);
	printer_int(printer, "session", version->session);
	printer_string(printer, "rater", version->rater);
	printer_string(printer, "role", rater_role_print(version->role));
	printer_int(printer, "version", version->version);
	printer_string(printer, "signed_how", signature_how(signature));
	printer_string(printer, "signed_key", signature->key_id);
	printer_string(printer, "signed_key_of", signature->key_holder);
	printer_string(printer, "signed_fingerprint", signature->fingerprint);
	printer_string(printer, "signed_key_state",
		       signed_state_print(signature->state_of_key));
	printer_string(printer, "text", text);
	printer_string(printer, "minisig", signature->minisig);
	printer_end(printer);
	cli_print_json(cli, printer);
}

gboolean
who_show_signed(struct cli *cli, const struct who *who, GError **error)
{
	const char *path = args_value(&cli->args, "output");
	g_autoptr(Rating) version = NULL;
	g_autofree char *text = NULL;
	g_autofree char *how = NULL;

	/* Whose rating is asked for is not who looks. */
	app_set_viewer(cli->app, cli_viewer(cli));
	version = app_signed_newest(cli->app, who->session, who->rater,
				    who->role, error);
	text = version ? app_signed_text(version) : NULL;
	if (!version ||
	    (path && !app_signed_save(cli->app, version, path, error)))
		return FALSE;
	how = signature_how_print(version->signature);
	if (cli->json)
		json_signed(cli, version, text);
	else if (!path)
		cli_print_lines(cli, text);
	if (!version->signature->minisig)
		cli_note(cli, "declared: no key signs it");
	else
		cli_note(cli, "signed %s%s", how,
			 path ? "; 'minisign -V -p KEY.pub -m FILE' verifies "
				"it" :
				"; with -o FILE it is written into "
				"FILE.minisig");
	return TRUE;
}
