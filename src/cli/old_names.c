/*
 * old_names: decisions under names that a codebook does not have.
 */
#include "cli/private.h"

void
json_old_names(struct printer *printer, const GPtrArray *names)
{
	printer_begin_list(printer, "old_names");
	for (guint i = 0; i < names->len; i++) {
		const struct old_name *old = names->pdata[i];

		printer_begin_map(printer, NULL);
		printer_string(printer, "name", old->name);
		printer_string(printer, "now", old->now);
		printer_int(printer, "decisions", old->decisions);
		printer_end(printer);
	}
	printer_end(printer);
}

void
note_old_names(const struct cli *cli, const GPtrArray *names)
{
	for (guint i = 0; i < names->len; i++) {
		const struct old_name *old = names->pdata[i];
		g_autofree char *n =
			base_count(old->decisions, "decision", "decisions");
		g_autofree char *name = base_printable(old->name, -1);

		if (old->now)
			cli_note(cli,
				 "%s under %s, which is %s in the codebook: "
				 "read under the new name",
				 n, name, old->now);
		else
			cli_note(cli,
				 "%s under %s, which the codebook does not "
				 "have: kept, and counted for nothing (the "
				 "technique that it is now can say 'was: %s')",
				 n, name, name);
	}
}
