/*
 * summary: what the session was, by technique and by item, as bars.
 */
#include "tui/private.h"
#include "tui/panes.h"
#include "tui/rating.h"

#include <math.h>
#include <string.h>

static char *
bar(const struct tui *tui, double value, double most, guint width)
{
	GString *out = g_string_new(NULL);
	guint full = most > 0 ? (guint)lround(value / most * width) : 0;

	if (value > 0 && full == 0)
		full = 1;
	for (guint i = 0; i < width; i++)
		g_string_append(out, i < full ?
					     (tui->options.ascii ? "#" : "█") :
					     (tui->options.ascii ? "." : "·"));
	return g_string_free(out, FALSE);
}

struct technique_count {
	guint stand, confirmed, open;
};

static struct technique_count
tally(const struct desk *desk, const char *technique)
{
	struct technique_count t = { 0 };
	const GPtrArray *tags = desk->record->effective_tags;

	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];

		if (tag->rejected || strcmp(tag->technique, technique))
			continue;
		t.stand++;
		t.confirmed += tag->confirmed;
		t.open += tag_is_undecided(tag);
	}
	return t;
}

static void
add_techniques(struct tui *tui, GPtrArray *paper, guint width)
{
	const struct desk *desk = tui->desk;
	const GPtrArray *techniques = desk->codebook->techniques;
	guint most = 0;

	for (guint i = 0; i < techniques->len; i++) {
		const struct technique *t = techniques->pdata[i];

		most = MAX(most, tally(desk, t->id).stand);
	}
	paper_add(paper, width, INK_BOLD, "",
		  "Techniques: turns that stand, of them confirmed and open");
	for (guint i = 0; i < techniques->len; i++) {
		const struct technique *t = techniques->pdata[i];
		struct technique_count n = tally(desk, t->id);
		g_autofree char *drawn = bar(tui, n.stand, most, 20);

		if (n.stand > 0)
			paper_add_format(paper, width, INK_PLAIN, "  ",
					 "%-6s %s %3u %3u %3u  %s", t->id,
					 drawn, n.stand, n.confirmed, n.open,
					 t->name);
	}
	if (most == 0)
		paper_add(paper, width, INK_PLAIN, "  ",
			  desk->record->blind & BLIND_TAGS ? "hidden" : "none");
}

static void
add_items(struct tui *tui, GPtrArray *paper, guint width)
{
	const GPtrArray *live = tui->desk->record->suggestions;

	paper_add(paper, width, INK_PLAIN, "", "");
	paper_add(
		paper, width, INK_BOLD, "",
		"Items: extent/quality as rated, and what is suggested (0: nothing)");
	for (guint i = 0; i < live->len; i++) {
		const struct suggestion *s = live->pdata[i];
		const struct item_rating *value =
			rating_value(tui, s->item->id);
		guint extent = value ? value->extent : 0;
		g_autofree char *drawn = bar(tui, extent, SCALE_POINTS, 5);
		g_autofree char *rated =
			!value ? g_strdup("  -") :
			!value->extent ?
				 g_strdup("N/A") :
				 g_strdup_printf(
					 "%u/%s", value->extent,
					 value->quality ?
						 (char[]){
							 (char)('0' +
								value->quality),
							 '\0' } :
						 "-");

		paper_add_format(paper, width, INK_PLAIN, "  ",
				 "%-4s %s %s  (%s%u)  %s", s->item->id, drawn,
				 rated, s->flag ? "look, " : "", s->extent,
				 s->item->name);
	}
}

/* What a questionnaire says stands at no turn, where a key could set it
 * aside. */
static void
add_voiced(const struct desk *desk, const struct observed *o, GPtrArray *paper,
	   guint width)
{
	paper_add_format(paper, width, INK_BAD, "  risk       ",
			 "may have been voiced and not followed up: %s%.0u "
			 "\"%s\"",
			 o->first_turn > 0 ? "turn " : "questionnaire",
			 o->first_turn, o->words ? o->words : "");
	if (o->first_turn == 0)
		paper_add_format(paper, width, INK_PLAIN, "             ",
				 "to set it aside: :decide %" G_GINT64_FORMAT
				 " 0 reject RISK --reason WHY",
				 desk->session);
}

/* Risk comes first and is never left out. */
static void
add_risk(struct tui *tui, GPtrArray *paper, guint width)
{
	const struct desk *desk = tui->desk;
	const GPtrArray *tags = desk->record->effective_tags;
	g_autoptr(GArray) asked = risk_asked(desk->codebook, tags, FALSE);
	g_autoptr(GArray) hinted = risk_asked(desk->codebook, tags, TRUE);
	const GArray *turns = asked->len ? asked : hinted;
	g_autoptr(GString) line = g_string_new(NULL);

	g_string_append(line,
			asked->len  ? "asked about:" :
			hinted->len ? "perhaps asked about:" :
			lacks_any(desk->record->lacks) ?
				      "whether it was voiced or asked about is "
				      "not known" :
				      "not asked about");
	if (turns->len > 0)
		g_string_append(line, turns->len == 1 ? " turn" : " turns");
	for (guint i = 0; i < turns->len; i++)
		g_string_append_printf(line, "%s %u", i ? "," : "",
				       g_array_index(turns, guint, i));
	paper_add(paper, width, turns->len ? INK_WARN : INK_PLAIN,
		  "  risk       ", line->str);
	for (guint i = 0; i < desk->record->observations->len; i++) {
		const struct observed *o = desk->record->observations->pdata[i];

		if (o->kind == OBSERVATION_RISK)
			add_voiced(desk, o, paper, width);
	}
}

static void
add_observations(struct tui *tui, GPtrArray *paper, guint width)
{
	const struct desk *desk = tui->desk;
	const GPtrArray *list = desk->record->observations;
	g_autoptr(GPtrArray) unseen = app_unseen(desk->codebook, desk->record);
	g_autofree char *why = fact_lacks_print(desk->record);

	paper_add(paper, width, INK_PLAIN, "", "");
	paper_add(paper, width, INK_BOLD, "", "Worth a look");
	add_risk(tui, paper, width);
	if (why)
		paper_add(paper, width, INK_WARN, "  not told   ", why);
	for (guint i = 0; i < list->len; i++) {
		const struct observed *o = list->pdata[i];
		g_autofree char *lead = g_strdup_printf(
			o->first_turn > 0 ? "  %4u-%-4u  " : "  scores     ",
			o->first_turn, o->last_turn);

		paper_add_format(paper, width, INK_PLAIN, lead, "%s: %s",
				 observation_kind_print(o->kind), o->says);
	}
	for (guint i = 0; i < unseen->len; i++) {
		const struct technique *technique = unseen->pdata[i];

		paper_add_format(paper, width, INK_PLAIN, "  unseen     ",
				 "%s %s: looked for in the %s phase, and no "
				 "tag of it stands",
				 technique->id, technique->name,
				 phase_print(desk->record->facts.phase));
	}
}

static void
add_score(struct tui *tui, GPtrArray *paper, guint width)
{
	const struct session_score *score = rating_score(tui);
	g_autofree char *signature = NULL;

	paper_add(paper, width, INK_PLAIN, "", "");
	if (!score) {
		g_autofree char *rate = keymap_first(tui->keymap, act_rate);

		paper_add_format(paper, width, INK_BOLD, "",
				 "Not rated by you yet: %s begins", rate);
		return;
	}
	paper_add_format(paper, width, INK_BOLD, "", "Rating: %s",
			 pass_state_print(score->state));
	for (guint i = 0; i < score->reasons->len; i++)
		paper_add(paper, width, INK_PLAIN, "  ",
			  score->reasons->pdata[i]);
	signature = rating_signature_print(rating_own(tui), TRUE);
	if (*signature)
		paper_add(paper, width, INK_PLAIN, "  ", signature);
}

GPtrArray *
summary_build(struct tui *tui, guint width)
{
	GPtrArray *paper = paper_new();

	add_score(tui, paper, width);
	paper_add(paper, width, INK_PLAIN, "", "");
	add_techniques(tui, paper, width);
	add_items(tui, paper, width);
	add_observations(tui, paper, width);
	return paper;
}
