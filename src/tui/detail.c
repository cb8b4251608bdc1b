/*
 * detail: why a tag is where it is.
 */
#include "tui/private.h"
#include "tui/asking.h"
#include "tui/panes.h"

#include <string.h>

/* Words of a turn, made printable; NULL for an empty span. */
static char *
turn_words(const struct desk *desk, guint turn, const struct span *span)
{
	gsize len;
	const char *text = transcript_turn_text(
		desk->record->transcript, desk_source(desk, turn - 1), &len);

	if (span->end <= span->start || span->end > len)
		return NULL;
	return base_printable(text + span->start,
			      (gssize)(span->end - span->start));
}

static void
draw_hit(const struct desk *desk, GPtrArray *paper, guint width,
	 const struct effective_tag *tag, const struct machine_hit *hit)
{
	const char *says = machine_hit_says(hit, desk->codebook);
	g_autofree char *words = turn_words(desk, tag->turn, &hit->span);
	g_autoptr(GString) line = g_string_new(hit->rule);

	if (words)
		g_string_append_printf(line, *words == '"' ? " %s" : " \"%s\"",
				       words);
	if (hit->context)
		g_string_append_printf(line, " with turn %d", hit->context);
	if (says)
		g_string_append_printf(line, ": %s", says);
	paper_add(paper, width, INK_PLAIN, " why   ", line->str);
}

static gboolean
is_about(const struct decision *decision, const struct effective_tag *tag)
{
	return decision->turn == tag->turn &&
	       (!strcmp(decision->technique, tag->technique) ||
		!g_strcmp0(decision->to, tag->technique));
}

/* Does a later word of the same rater stand in its place? */
static gboolean
is_replaced(const GPtrArray *decisions, guint i)
{
	const struct decision *d = decisions->pdata[i];

	while (++i < decisions->len) {
		const struct decision *later = decisions->pdata[i];

		if (later->turn == d->turn && !strcmp(later->rater, d->rater) &&
		    !strcmp(later->technique, d->technique))
			return TRUE;
	}
	return FALSE;
}

/* All that was ever said of the tag, or of each rater what stands. */
static void
add_verdicts(const struct desk *desk, GPtrArray *paper, guint width,
	     const struct effective_tag *tag, gboolean all)
{
	const GPtrArray *decisions = desk->record->decisions;

	for (guint i = 0; i < decisions->len; i++) {
		const struct decision *d = decisions->pdata[i];

		if (!is_about(d, tag) ||
		    (!all && (d->verdict == VERDICT_WITHDRAW ||
			      is_replaced(decisions, i))))
			continue;
		paper_add_format(paper, width, INK_PLAIN, " said  ",
				 "%s: %s %s%s%s%s%s%s%s%s", d->rater,
				 verdict_print(d->verdict), d->technique,
				 d->was ? " (then " : "", d->was ? d->was : "",
				 d->was ? ")" : "", d->to ? " as " : "",
				 d->to ? d->to : "", d->reason ? ", " : "",
				 d->reason ? d->reason : "");
	}
}

/* What people said stands before what the rules say: on a small screen the
 * rest may be out of sight. */
static void
add_tag(struct tui *tui, GPtrArray *paper, guint width,
	const struct effective_tag *tag, gboolean all)
{
	const struct desk *desk = tui->desk;
	const struct technique *technique =
		codebook_technique(desk->codebook, tag->technique);
	const struct machine_tag *machine = tag->machine;
	const char *dot = tui->options.ascii ? "-" : "·";
	g_autofree char *state = effective_tag_state(tag);

	paper_add_format(paper, width, INK_BOLD, "", "%u %s %s %s %s%s%s",
			 tag->turn, tag->technique,
			 technique ? technique->name : "", dot, state,
			 machine && machine->episode ? " in " : "",
			 machine && machine->episode ? machine->episode : "");
	add_verdicts(desk, paper, width, tag, all);
	for (guint i = 0; machine && i < machine->hits->len; i++)
		draw_hit(desk, paper, width, tag, machine->hits->pdata[i]);
	if (machine && machine->bridged)
		paper_add(paper, width, INK_PLAIN, " why   ",
			  "by its place in the episode alone");
	if (!technique)
		return;
	paper_add(paper, width, INK_DIM, " is    ", technique->definition);
	for (guint i = 0; i < technique->tell_apart->len; i++) {
		const struct tell_apart *note = technique->tell_apart->pdata[i];
		g_autofree char *lead =
			g_strdup_printf(" not   %s: ", note->from);

		paper_add(paper, width, INK_DIM, lead, note->by);
	}
}

/* Those that begin at the turn under the cursor, or those it is amid. */
static void
add_observations(const struct desk *desk, GPtrArray *paper, guint width,
		 gboolean begun)
{
	const GPtrArray *list = desk->record->observations;

	for (guint i = 0; i < list->len; i++) {
		const struct observed *o = list->pdata[i];

		if (desk->at + 1 < o->first_turn ||
		    desk->at + 1 > o->last_turn ||
		    begun != (desk->at + 1 == o->first_turn))
			continue;
		paper_add_format(paper, width, INK_WARN, " look  ",
				 "%s, turns %u to %u: %s",
				 observation_kind_print(o->kind), o->first_turn,
				 o->last_turn, o->says);
	}
}

GPtrArray *
detail_build(struct tui *tui, guint width, gboolean all)
{
	struct desk *desk = tui->desk;
	const struct effective_tag *tag = desk_tag(desk);
	const struct turn *turn = desk_source(desk, desk->at);
	const struct speaker *speaker =
		transcript_speaker(desk->record->transcript, turn);
	GPtrArray *paper = paper_new();
	gboolean hidden = desk->record->blind & BLIND_TAGS;
	gboolean taught = turn->role == TURN_THERAPIST && !hidden;
	g_autofree char *add = keymap_first(tui->keymap, act_add);

	/* What one has come for stands first. */
	add_observations(desk, paper, width, TRUE);
	if (tag)
		add_tag(tui, paper, width, tag, all);
	add_observations(desk, paper, width, FALSE);
	if (!tag)
		paper_add_format(paper, width, INK_PLAIN, "",
				 "turn %u, %s (%s): %s%s%s%s", turn->n,
				 speaker->label, turn_role_print(turn->role),
				 hidden ? "its tags are hidden" : "no tag",
				 taught ? "; " : "", taught ? add : "",
				 taught ? " adds a technique" : "");
	return paper;
}

void
act_detail(struct tui *tui, guint count)
{
	struct desk *desk = tui->desk;
	guint width = CLAMP(tui->columns, LEAST_COLUMNS, 110) - 4;
	GPtrArray *paper = detail_build(tui, width, TRUE);
	g_auto(GStrv) lines = NULL;
	g_autoptr(Explanation) explanation = NULL;
	g_autofree char *text = NULL;
	g_autofree char *title = g_strdup_printf("turn %u", desk->at + 1);
	GError *error = NULL;

	(void)count;
	explanation = app_explain(tui->options.app, desk->session, desk->at + 1,
				  &error);
	if (!explanation) {
		g_ptr_array_unref(paper);
		tui_fault(tui, error);
		return;
	}
	paper_add(paper, width, INK_PLAIN, "", "");
	paper_add(paper, width, INK_BOLD, "", "What the codebook says of it");
	text = explanation_print(explanation);
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line; line++) {
		gsize indent = strspn(*line, " ");
		g_autofree char *lead = g_strndup(*line, indent);

		paper_add(paper, width, INK_PLAIN, lead, *line + indent);
	}
	pager_open(tui, title, paper);
}
