/*
 * observed: what a supervisor would remark on, and who spoke how much.
 *
 * Risk comes first and is never left out: asked about, voiced and not
 * followed up, or neither.  Nothing here is ever scored.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/show.h"

#define MOST_TURNS 8
#define SPEECH_COLUMNS 78 /* one line about a speaker */

/* Turns (guint) on which risk was voiced and not followed up. */
static GArray *
risk_not_followed(const struct session_record *record)
{
	GArray *turns = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < record->observations->len; i++) {
		const struct observed *seen = record->observations->pdata[i];

		if (seen->kind == OBSERVATION_RISK && seen->first_turn > 0)
			g_array_append_val(turns, seen->first_turn);
	}
	return turns;
}

/* "turn 12", "turns 12, 40 and 3 more". */
static void
print_turns(struct cli *cli, const GArray *turns)
{
	cli_print(cli, turns->len == 1 ? "turn " : "turns ");
	for (guint i = 0; i < MIN(turns->len, MOST_TURNS); i++)
		cli_print(cli, "%s%u", i > 0 ? ", " : "",
			  g_array_index(turns, guint, i));
	if (turns->len > MOST_TURNS)
		cli_print(cli, " and %u more", turns->len - MOST_TURNS);
}

/* turn 12 "I'm a burden", turn 40 "..." and 3 more, on as many lines as it
 * takes.  FALSE where there is nothing to warn of. */
static gboolean
print_left(struct cli *cli, const struct session_record *record)
{
	g_autoptr(GString) text = g_string_new(
		"! RISK may have been voiced and not followed up: ");
	g_autofree char *safe = NULL;
	g_autoptr(GPtrArray) lines = NULL;
	guint told = 0, n = 0;

	for (guint i = 0; i < record->observations->len; i++) {
		const struct observed *o = record->observations->pdata[i];

		n += o->kind == OBSERVATION_RISK;
		if (o->kind != OBSERVATION_RISK || told == MOST_TURNS)
			continue;
		g_string_append(text, told ? ", " : "");
		if (o->first_turn > 0)
			g_string_append_printf(text, "turn %u", o->first_turn);
		else
			g_string_append(text, "questionnaire");
		if (o->words)
			g_string_append_printf(text, " \"%s\"", o->words);
		told++;
	}
	if (n == 0)
		return FALSE;
	if (n > told)
		g_string_append_printf(text, " and %u more", n - told);
	safe = base_printable(text->str, -1);
	lines = text_wrap(safe, MAX(MIN(cli->width, 100), 50) - 2);
	for (guint i = 0; i < lines->len; i++)
		cli_print(cli, "%s%s%s%s\n", i > 0 ? "  " : "",
			  cli_ink(cli, INK_BAD), (char *)lines->pdata[i],
			  cli_ink(cli, INK_PLAIN));
	return TRUE;
}

/* Why it is not told, wrapped, after what is not told. */
static void
print_lacks(struct cli *cli, const struct session_record *record,
	    const char *what)
{
	g_autofree char *why = lacks_print(record->lacks);
	g_autofree char *line = g_strconcat(what, why, NULL);
	g_autofree char *safe = base_printable(line, -1);
	g_autoptr(GPtrArray) lines = text_wrap(safe, MIN(cli->width, 100) - 2);

	for (guint i = 0; i < lines->len; i++)
		cli_print(cli, "%s%s%s%s\n", i ? "  " : "",
			  cli_ink(cli, INK_WARN), (char *)lines->pdata[i],
			  cli_ink(cli, INK_PLAIN));
}

/* Who set aside what a questionnaire says, and why: it stands at no turn. */
static void
print_aside(struct cli *cli, const struct session_record *record)
{
	g_autofree char *text = NULL;

	for (guint i = 0; i < record->decisions->len; i++) {
		const struct decision *d = record->decisions->pdata[i];

		if (d->turn > 0 || d->verdict != VERDICT_REJECT ||
		    d->at != record->aside_at)
			continue;
		g_free(text);
		text = g_strdup_printf("risk set aside: questionnaire (%s: %s)",
				       d->rater, d->reason ? d->reason : "");
	}
	for (guint i = 0; text && i < record->observations->len; i++) {
		const struct observed *o = record->observations->pdata[i];

		/* noted anew since */
		if (o->kind == OBSERVATION_RISK && o->first_turn == 0)
			return;
	}
	if (!text)
		return;
	cli_print_safe(cli, text);
	cli_print(cli, "\n");
}

void
print_risk(struct cli *cli, const struct codebook *codebook,
	   const struct session_record *record)
{
	g_autoptr(GArray) asked =
		risk_asked(codebook, record->effective_tags, FALSE);
	g_autoptr(GArray) hinted =
		risk_asked(codebook, record->effective_tags, TRUE);
	gboolean left = print_left(cli, record);

	print_aside(cli, record);
	if (asked->len > 0) {
		cli_print(cli, "%srisk asked about: ", cli_ink(cli, INK_WARN));
		print_turns(cli, asked);
		cli_print(cli, "%s\n", cli_ink(cli, INK_PLAIN));
	} else if (hinted->len > 0) {
		cli_print(cli, "%srisk perhaps asked about: ",
			  cli_ink(cli, INK_WARN));
		print_turns(cli, hinted);
		cli_print(cli, "%s\n", cli_ink(cli, INK_PLAIN));
	} else if (lacks_any(record->lacks)) {
		print_lacks(cli, record,
			    left ? "risk: whether it was asked about is not "
				   "known: " :
				   "risk: whether it was voiced or asked "
				   "about is not known: ");
	} else if (!left) {
		cli_print(cli, "%srisk not asked about%s\n",
			  cli_ink(cli, INK_DIM), cli_ink(cli, INK_PLAIN));
	}
}

static void
print_observation(struct cli *cli, const struct observed *o)
{
	g_autoptr(GString) turns = g_string_new(NULL);
	g_autofree char *safe = base_printable(o->says, -1);
	g_autoptr(GPtrArray) lines = text_wrap(safe, MIN(cli->width, 100) - 26);

	if (o->first_turn > 0)
		g_string_printf(turns, "turn %u", o->first_turn);
	else
		g_string_append(turns, "scores");
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
			  "  %-10s %4u turns %6u words %4u questions;%s"
			  "longest: turn %u, %u words\n",
			  turn_role_print(role), numbers->turns[role],
			  numbers->words[role], numbers->questions[role],
			  cli->width < SPEECH_COLUMNS ? "\n             " : " ",
			  numbers->longest_turn_n[role],
			  numbers->longest_turn[role]);
	}
}

/* "; 2 components: own words, tone"; nothing for none. */
static void
append_names(GString *text, char *const *names, const char *one,
	     const char *many)
{
	guint n = g_strv_length((char **)names);
	g_autofree char *list = g_strjoinv(", ", (char **)names);
	g_autofree char *count = base_count(n, one, many);

	if (n > 0)
		g_string_append_printf(text, "; %s: %s", count, list);
}

static void
print_episode(struct cli *cli, const struct episode_row *episode)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) turns = g_string_new(NULL);
	g_autofree char *carriers = NULL;
	g_autofree char *safe = NULL;
	g_autoptr(GPtrArray) lines = NULL;

	g_string_printf(turns, "turn %u-%u", episode->first_turn,
			episode->last_turn);
	carriers = base_count(episode->carriers, "turn carries it",
			      "turns carry it");
	g_string_append(text, carriers);
	append_names(text, episode->components, "component", "components");
	append_names(text, episode->relations, "person named", "people named");
	safe = base_printable(text->str, -1);
	lines = text_wrap(safe, MIN(cli->width, 100) - 26);
	cli_print(cli, "  %-6s  %-14s  %s\n", episode->technique, turns->str,
		  (char *)lines->pdata[0]);
	for (guint i = 1; i < lines->len; i++)
		cli_print(cli, "%26s%s\n", "", (char *)lines->pdata[i]);
}

static void
print_heading(struct cli *cli, const char *heading)
{
	cli_print(cli, "\n%s%s%s\n", cli_ink(cli, INK_BOLD), heading,
		  cli_ink(cli, INK_PLAIN));
}

/* One would look for these in a session of its phase; nobody must do all. */
static void
print_unseen(struct cli *cli, const struct codebook *codebook,
	     const struct session_record *record)
{
	g_autoptr(GPtrArray) unseen = app_unseen(codebook, record);
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) lines = NULL;

	for (guint i = 0; i < unseen->len; i++) {
		const struct technique *technique = unseen->pdata[i];

		g_string_append_printf(text, "%s%s %s", i > 0 ? ", " : "",
				       technique->id, technique->name);
	}
	if (unseen->len == 0)
		return;
	g_string_append_printf(text,
			       ": looked for in the %s phase, and no "
			       "tag of it stands",
			       phase_print(record->facts.phase));
	lines = text_wrap(text->str, MIN(cli->width, 100) - 10);
	for (guint i = 0; i < lines->len; i++)
		cli_print(cli, "  %-6s  %s\n", i == 0 ? "unseen" : "",
			  (char *)lines->pdata[i]);
}

void
print_observed(struct cli *cli, const struct codebook *codebook,
	       const struct session_record *record)
{
	print_heading(cli, "worth a look");
	for (guint i = 0; i < record->observations->len; i++)
		print_observation(cli, record->observations->pdata[i]);
	if (lacks_any(record->lacks))
		print_lacks(cli, record,
			    "  not told: what was missed or is not there, "
			    "nor is an extent suggested: ");
	else if (record->observations->len == 0)
		cli_print(cli, "  nothing voiced was missed, as far as rules "
			       "can tell\n");
	print_unseen(cli, codebook, record);
	print_heading(cli, "who spoke");
	print_speech(cli, &record->numbers);
}

static void
list_observations(struct printer *printer, const struct session_record *record)
{
	if (record->observations->len == 0 && lacks_any(record->lacks)) {
		printer_null(printer, "observations");
		return;
	}
	columns_json_list(printer, "observations", observed_columns,
			  record->observations, NULL);
}

static void
json_speech(struct printer *printer, const struct speech_numbers *numbers)
{
	printer_begin_map(printer, "speech");
	for (guint role = 0; role < G_N_ELEMENTS(numbers->turns); role++) {
		if (numbers->turns[role] == 0)
			continue;
		printer_begin_map(printer, turn_role_print(role));
		printer_int(printer, "turns", numbers->turns[role]);
		printer_int(printer, "words", numbers->words[role]);
		printer_int(printer, "questions", numbers->questions[role]);
		printer_int(printer, "longest_turn",
			    numbers->longest_turn_n[role]);
		printer_int(printer, "longest_turn_words",
			    numbers->longest_turn[role]);
		printer_end(printer);
	}
	printer_end(printer);
}

void
print_episodes(struct cli *cli, const GPtrArray *episodes)
{
	gboolean headed = FALSE;

	for (guint i = 0; i < episodes->len; i++) {
		const struct episode_row *episode = episodes->pdata[i];

		if (!episode->complete)
			continue;
		if (!headed)
			print_heading(cli, "episodes");
		headed = TRUE;
		print_episode(cli, episode);
	}
}

void
json_unseen(struct printer *printer, const struct codebook *codebook,
	    const struct session_record *record)
{
	g_autoptr(GPtrArray) unseen = app_unseen(codebook, record);

	if (lacks_any(record->lacks)) {
		printer_null(printer, "expected_unseen");
		return;
	}
	printer_begin_list(printer, "expected_unseen");
	for (guint i = 0; i < unseen->len; i++) {
		const struct technique *technique = unseen->pdata[i];

		printer_string(printer, NULL, technique->id);
	}
	printer_end(printer);
}

/* Null where an empty list would say more than is known. */
static void
json_known_turns(struct printer *printer, const char *key, const GArray *turns,
		 const struct session_record *record)
{
	if (turns->len == 0 && lacks_any(record->lacks))
		printer_null(printer, key);
	else
		printer_turns(printer, key, turns);
}

void
json_observed(struct printer *printer, const struct codebook *codebook,
	      const struct session_record *record)
{
	g_autoptr(GArray) asked =
		risk_asked(codebook, record->effective_tags, FALSE);
	g_autoptr(GArray) hinted =
		risk_asked(codebook, record->effective_tags, TRUE);
	g_autoptr(GArray) left = risk_not_followed(record);

	printer_begin_map(printer, "risk");
	json_known_turns(printer, "asked", asked, record);
	json_known_turns(printer, "perhaps_asked", hinted, record);
	json_known_turns(printer, "not_followed_up", left, record);
	printer_end(printer);
	json_lacks_write(printer, record->lacks);
	list_observations(printer, record);
	json_speech(printer, &record->numbers);
}
