/*
 * print_sealed: ratings that are there, and what they say is not shown.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"

void
print_sealed(struct cli *cli, const struct session_record *record)
{
	guint width = MIN(MAX(cli->width, 60), 110);

	for (guint i = 0; i < record->sealed->len; i++) {
		const struct sealed_rating *sealed = record->sealed->pdata[i];
		g_autofree char *says = sealed_print(sealed);
		g_autofree char *safe = base_printable(says, -1);

		cli_print(cli, i ? "\n" : "");
		text_paragraphs(cli->out, safe, "", width);
		cli_print(cli, "  sha256 %s\n", sealed->sha256);
	}
}
