/*
 * asked: what several commands ask of a session or a codebook.
 */
#include "cli/codebook.h"
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"
#include "cli/show.h"
#include "cli/tags.h"

#include <math.h>
#include <string.h>

const struct technique *
find_technique(const struct codebook *codebook, const char *word,
	       GError **error)
{
	const struct technique *technique =
		codebook_find_technique(codebook, word);
	const struct rule *rule;

	if (technique)
		return technique;
	rule = codebook_rule(codebook, word);
	if (rule) {
		technique = codebook->techniques->pdata[rule->technique];
		g_set_error(error, BASE_ERROR, BASE_ERROR_NOT_FOUND,
			    "'%s' is a rule of the technique %s; name that",
			    word, technique->id);
		return NULL;
	}
	fail_unknown(error, BASE_ERROR_NOT_FOUND, "technique", word,
		     codebook_near_technique(codebook, word),
		     "see 'iptrate codebook list'");
	return NULL;
}

const struct effective_tag *
record_tag(const struct session_record *record, guint turn,
	   const char *technique)
{
	for (guint i = 0; i < record->effective_tags->len; i++) {
		const struct effective_tag *tag =
			record->effective_tags->pdata[i];

		if (tag->turn == turn && strcmp(tag->technique, technique) == 0)
			return tag;
	}
	return NULL;
}

/* " · PART", on a new line where it would not fit; used: columns taken. */
static void
print_head_part(struct cli *cli, const char *part, guint *used)
{
	g_autofree char *safe = base_printable(part, -1);
	guint columns = base_text_columns(safe);

	if (*used + 3 + columns > cli->width) {
		cli_print(cli, "\n%s", safe);
		*used = columns;
	} else {
		cli_print(cli, " %s %s", cli_glyph(cli, GLYPH_DOT), safe);
		*used += 3 + columns;
	}
}

/* What is not shown, and until when. */
static void
print_blind(struct cli *cli, const struct session_record *record)
{
	g_autofree char *blind = blindness_print(record->blind);
	g_autofree char *line = NULL;
	g_autofree char *safe = NULL;

	if (!record->blind)
		return;
	line = g_strdup_printf("rated blind by %s; hidden until that is "
			       "signed: %s",
			       record->blind_rater, blind);
	safe = base_printable(line, -1);
	cli_print(cli, "%s%s%s\n", cli_ink(cli, INK_WARN), safe,
		  cli_ink(cli, INK_PLAIN));
}

void
print_session_head(struct cli *cli, const struct session_record *record)
{
	enum phase known = record->facts.phase;
	g_autofree char *number = course_number_print(&record->facts);
	g_autofree char *focus = focus_words_print(record->facts.focus);
	g_autofree char *code = base_printable(record->case_code, -1);
	g_autofree char *first = g_strdup_printf(
		"%s %s session %s", code, cli_glyph(cli, GLYPH_DOT), number);
	g_autofree char *phase =
		known == PHASE_UNKNOWN ?
			g_strdup("phase unknown") :
			g_strdup_printf(
				"%s phase%s", phase_print(known),
				record->phase_suggested ? " (suggested)" : "");
	g_autofree char *focused = g_strconcat("focus ", focus, NULL);
	guint used = base_text_columns(first);

	cli_print(cli, "%s%s%s", cli_ink(cli, INK_BOLD), first,
		  cli_ink(cli, INK_PLAIN));
	print_head_part(cli, phase, &used);
	print_head_part(cli, focused, &used);
	print_head_part(cli, record->source_name, &used);
	cli_print(cli, "\n");
	print_blind(cli, record);
}

static enum ink
ink_of_state(enum pass_state state)
{
	switch (state) {
	case PASS_YES:
		return INK_GOOD;
	case PASS_BORDERLINE:
		return INK_WARN;
	case PASS_NOT_YET:
		return INK_BAD;
	case PASS_INCOMPLETE:
		break;
	}
	return INK_DIM;
}

/* "adherence     3.6 ± 0.2 over 18 items" */
static void
print_mean(struct cli *cli, const struct mean_score *mean)
{
	g_autofree char *value = text_real(mean->mean, 2);
	g_autofree char *error = text_real(mean->standard_error, 2);
	g_autofree char *items = base_count(mean->n, "item", "items");

	cli_print(cli, "  %-12s %5s", mean->rule->name, value);
	if (!isnan(mean->standard_error))
		cli_print(cli, " %s %s", cli->ascii ? "+-" : "±", error);
	cli_print(cli, "%s  over %s%s\n",
		  cli->width < 60 ? "\n              " : "", items,
		  mean->sufficient ? "" : " (insufficient)");
}

static void
print_missing(struct cli *cli, const GPtrArray *missing)
{
	g_autoptr(GString) line = g_string_new(NULL);
	g_autoptr(GPtrArray) lines = NULL;

	if (missing->len == 0)
		return;
	for (guint i = 0; i < missing->len; i++)
		g_string_append_printf(line, "%s%s", i > 0 ? " " : "",
				       (char *)missing->pdata[i]);
	lines = text_wrap(line->str, MAX(cli->width, 40) - 17);
	for (guint i = 0; i < lines->len; i++)
		cli_print(cli, "  %-12s  %s\n", i == 0 ? "to rate" : "",
			  (char *)lines->pdata[i]);
}

static void
print_signature(struct cli *cli, const struct rating *rating)
{
	g_autofree char *line = rating_signature_print(rating, TRUE);
	g_autofree char *safe = base_printable(line, -1);

	if (*safe)
		text_paragraphs(cli->out, safe, "  ", MIN(cli->width, 100));
}

/* Of a consensus: whose ratings it is of, and what became of them since. */
static void
print_sources(struct cli *cli, const GPtrArray *sources)
{
	g_autofree char *of = sources ? rating_sources_print(sources) : NULL;
	g_autofree char *line = of ? g_strdup_printf("Made of %s.", of) : NULL;
	g_autofree char *safe = of ? base_printable(line, -1) : NULL;

	if (!of)
		return;
	text_paragraphs(cli->out, safe, "  ", MIN(cli->width, 100));
	for (guint i = 0; i < sources->len; i++) {
		const struct rating_source *source = sources->pdata[i];
		g_autofree char *later =
			source->later ? base_printable(source->later, -1) :
					NULL;

		if (!later)
			continue;
		cli_print(cli, "%s", cli_ink(cli, INK_WARN));
		text_paragraphs(cli->out, later, "  ", MIN(cli->width, 100));
		cli_print(cli, "%s", cli_ink(cli, INK_PLAIN));
	}
}

/* ", ipt-core 1.1.0" of a rating on another rubric than the one at hand. */
static char *
other_rubric(struct cli *cli, const struct rubric *rubric)
{
	const struct rubric *now = app_rubric(cli->app, NULL);

	return !now || !strcmp(now->sha256, rubric->sha256) ?
		       g_strdup("") :
		       g_strdup_printf(", %s %s", rubric->id, rubric->version);
}

void
print_score_state(struct cli *cli, const struct rating *rating,
		  const struct session_score *score)
{
	g_autofree char *version = rating_version_print(rating);
	g_autofree char *on = other_rubric(cli, score->rubric);
	g_autofree char *label = rating->version > 1 || rating->earlier ?
					 g_strdup_printf(" (%s)", version) :
					 g_strdup("");

	cli_print(cli, "%s", cli_ink(cli, INK_BOLD));
	cli_print_safe(cli, rating->rater);
	cli_print(cli, " (%s", rater_role_print(rating->role));
	cli_print_safe(cli, on);
	cli_print(cli, ")%s: %s%s%s%s\n", cli_ink(cli, INK_PLAIN),
		  cli_ink(cli, ink_of_state(score->state)),
		  pass_state_print(score->state), cli_ink(cli, INK_PLAIN),
		  label);
	for (guint i = 0; i < score->reasons->len; i++) {
		g_autofree char *safe =
			base_printable(score->reasons->pdata[i], -1);

		text_paragraphs(cli->out, safe, "  ", MIN(cli->width, 100));
	}
	print_signature(cli, rating);
	print_sources(cli, rating->made_of);
	print_mean(cli, &score->adherence);
	print_mean(cli, &score->quality);
	print_mean(cli, &score->specificity);
	cli_print(cli, "  %-12s %5u", "proscribed", score->proscribed_sum);
	for (guint i = 0; i < score->proscribed->len; i++) {
		const struct item_rating *item = score->proscribed->pdata[i];

		cli_print(cli, "  %s=%u", item->item, item->extent);
	}
	cli_print(cli, "\n  %-12s %2u of %u live, %u not applicable\n", "rated",
		  score->rated, score->live, score->not_applicable);
	print_missing(cli, score->missing);
}

void
json_rating(struct printer *printer, const struct rating *rating,
	    const struct session_score *score)
{
	const struct scored_rating scored = scored_rating_of(rating, score);

	columns_json(printer, NULL, scored_rating_columns, &scored, NULL);
}

void
json_ratings(struct printer *printer, const GPtrArray *ratings,
	     const GPtrArray *scores)
{
	printer_begin_list(printer, "ratings");
	for (guint i = 0; i < ratings->len; i++)
		json_rating(printer, ratings->pdata[i], scores->pdata[i]);
	printer_end(printer);
}
