/*
 * old_names: decisions under names that a codebook does not have.
 */
#include "cli/output.h"
#include "cli/tags.h"

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
