/*
 * show_summary: a session in counts, with what was observed.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/show.h"

#include <string.h>

static guint
count_technique(const struct session_record *record, const char *technique,
		guint *confirmed)
{
	guint n = 0;

	*confirmed = 0;
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->rejected || strcmp(tag->technique, technique) != 0)
			continue;
		n++;
		*confirmed += tag->confirmed;
	}
	return n;
}

static guint
most_tags(const struct codebook *codebook, const struct session_record *record)
{
	guint most = 1, confirmed;

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];

		most = MAX(most,
			   count_technique(record, technique->id, &confirmed));
	}
	return most;
}

static void
print_techniques(struct cli *cli, const struct codebook *codebook,
		 const struct session_record *record)
{
	guint most = most_tags(codebook, record);

	for (guint i = 0; i < codebook->techniques->len; i++) {
		const struct technique *technique =
			codebook->techniques->pdata[i];
		guint confirmed;
		guint n = count_technique(record, technique->id, &confirmed);
		g_autofree char *bar = cli_bar(cli, n, most, 20);
		g_autofree char *name = base_cut(technique->name, 32, "…");
		g_autoptr(GString) cell = g_string_new(NULL);

		if (n == 0)
			continue;
		text_pad(cell, technique->id, 6);
		text_pad(cell, name, 33);
		cli_print(cli, "  %s%s %3u", cell->str, bar, n);
		if (confirmed > 0)
			cli_print(cli, ", %u confirmed", confirmed);
		cli_print(cli, "\n");
	}
}

void
show_summary(struct cli *cli, const struct codebook *codebook,
	     const struct session_record *record, const GPtrArray *episodes)
{
	cli_print(cli, "\n%stechniques (turns)%s\n", cli_ink(cli, INK_BOLD),
		  cli_ink(cli, INK_PLAIN));
	print_techniques(cli, codebook, record);
	print_episodes(cli, episodes);
	print_observed(cli, codebook, record);
}
