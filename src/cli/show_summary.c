/*
 * show_summary: a session in counts, what is worth a look, who spoke.
 */
#include "cli/private.h"

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
		g_autofree char *name = text_cut(technique->name, 32);
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

static void
print_observation(struct cli *cli, const struct observed *o)
{
	g_autoptr(GString) turns = g_string_new(NULL);
	g_autofree char *safe = base_printable(o->says, -1);
	g_autoptr(GPtrArray) lines =
		text_wrap(safe, MIN(MAX(cli->width, 60), 100) - 26);

	g_string_printf(turns, "turn %u", o->first_turn);
	if (o->last_turn > o->first_turn)
		g_string_append_printf(turns, "-%u", o->last_turn);
	cli_print(
		cli, "  %s%-6s%s  %-14s  %s\n",
		cli_ink(cli, o->kind == OBSERVATION_RISK ? INK_BAD : INK_WARN),
		observation_kind_print(o->kind), cli_ink(cli, INK_PLAIN),
		turns->str, (char *)lines->pdata[0]);
	for (guint i = 1; i < lines->len; i++)
		cli_print(cli, "%26s%s\n", "", (char *)lines->pdata[i]);
}

static void
print_speech(struct cli *cli, const struct speech_numbers *numbers)
{
	for (guint role = 0; role < 4; role++) {
		if (numbers->turns[role] == 0)
			continue;
		cli_print(cli,
			  "  %-10s %4u turns %6u words %4u questions; "
			  "longest: turn %u, %u words\n",
			  turn_role_print(role), numbers->turns[role],
			  numbers->words[role], numbers->questions[role],
			  numbers->longest_turn_n[role],
			  numbers->longest_turn[role]);
	}
}

static void
print_heading(struct cli *cli, const char *heading)
{
	cli_print(cli, "\n%s%s%s\n", cli_ink(cli, INK_BOLD), heading,
		  cli_ink(cli, INK_PLAIN));
}

void
show_summary(struct cli *cli, const struct codebook *codebook,
	     const struct session_record *record)
{
	print_heading(cli, "techniques (turns)");
	print_techniques(cli, codebook, record);
	if (record->observations->len > 0) {
		print_heading(cli, "worth a look");
		for (guint i = 0; i < record->observations->len; i++)
			print_observation(cli, record->observations->pdata[i]);
	}
	print_heading(cli, "who spoke");
	print_speech(cli, &record->numbers);
}
