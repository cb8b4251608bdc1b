/*
 * show_people: what people said of a turn, and what they gave the items, for
 * those who read a session as text and not on the screen.
 */
#include "cli/text_out.h"
#include "cli/output.h"
#include "cli/rating.h"
#include "cli/show.h"
#include "cli/tags.h"

#include <string.h>

/* "         said  RL: reject EAFF, by chance", wrapped behind its lead. */
static void
print_note(struct cli *cli, guint gutter, enum ink ink, const char *lead,
	   const char *text)
{
	g_autofree char *safe = base_printable(text, -1);
	g_autoptr(GPtrArray) lines =
		text_wrap(safe, MIN(MAX(cli->width, 60), 110) - gutter - 6);

	for (guint i = 0; i < lines->len; i++)
		cli_print(cli, "%*s%s%-6s%s%s\n", (int)gutter, "",
			  cli_ink(cli, ink), i == 0 ? lead : "",
			  (char *)lines->pdata[i], cli_ink(cli, INK_PLAIN));
}

static void
print_verdicts(struct cli *cli, const struct session_record *record, guint turn,
	       guint gutter)
{
	for (guint i = 0; i < record->decisions->len; i++) {
		const struct decision *d = record->decisions->pdata[i];
		g_autofree char *text = NULL;

		if (d->turn != turn)
			continue;
		text = g_strdup_printf("%s: %s %s%s%s%s%s", d->rater,
				       verdict_print(d->verdict), d->technique,
				       d->to ? " as " : "", d->to ? d->to : "",
				       d->reason ? ", " : "",
				       d->reason ? d->reason : "");
		print_note(cli, gutter, INK_PLAIN, "said", text);
	}
}

/* Where it begins. */
static void
print_observed_here(struct cli *cli, const struct session_record *record,
		    guint turn, guint gutter)
{
	for (guint i = 0; i < record->observations->len; i++) {
		const struct observed *o = record->observations->pdata[i];
		g_autofree char *text = NULL;

		if (o->first_turn != turn)
			continue;
		text = g_strdup_printf("%s, turns %u to %u: %s",
				       observation_kind_print(o->kind),
				       o->first_turn, o->last_turn, o->says);
		print_note(cli, gutter, INK_WARN, "look", text);
	}
}

static void
print_hit(struct cli *cli, const struct session_record *record,
	  const struct effective_tag *tag, const struct machine_hit *hit,
	  guint gutter)
{
	const struct codebook *codebook = app_codebook(cli->app, NULL);
	const char *says = codebook ? machine_hit_says(hit, codebook) : NULL;
	g_autoptr(GString) line = g_string_new(NULL);
	gsize len;
	const char *text = transcript_turn_text(
		record->transcript,
		transcript_turn(record->transcript, tag->turn), &len);

	g_string_printf(line, "%s %s", tag->technique, hit->rule);
	if (hit->span.end > hit->span.start && hit->span.end <= len)
		g_string_append_printf(line, " \"%.*s\"",
				       (int)(hit->span.end - hit->span.start),
				       text + hit->span.start);
	if (hit->context)
		g_string_append_printf(line, " with turn %d", hit->context);
	if (says)
		g_string_append_printf(line, ": %s", says);
	print_note(cli, gutter, INK_DIM, "why", line->str);
}

static void
print_why(struct cli *cli, const struct session_record *record, guint turn,
	  guint gutter)
{
	g_autoptr(GPtrArray) tags = record_tags(record, turn);

	for (guint i = 0; i < tags->len; i++) {
		const struct effective_tag *tag = tags->pdata[i];
		const struct machine_tag *machine = tag->machine;

		for (guint k = 0; machine && k < machine->hits->len; k++)
			print_hit(cli, record, tag, machine->hits->pdata[k],
				  gutter);
		if (machine && machine->bridged)
			print_note(cli, gutter, INK_DIM, "why",
				   "by its place in the episode alone");
	}
}

void
show_notes(struct cli *cli, const struct session_record *record, guint turn,
	   gboolean timed)
{
	guint gutter = timed ? 17 : 9;

	if (args_has(&cli->args, "why"))
		print_why(cli, record, turn, gutter);
	print_verdicts(cli, record, turn, gutter);
	print_observed_here(cli, record, turn, gutter);
}

/* "C3 4/3; evidence 25, 27; asks what was said, not how" */
static void
print_item(struct cli *cli, const struct item_rating *item)
{
	g_autoptr(GString) line = g_string_new(NULL);

	if (item_rating_is_remark(item))
		g_string_append(line, "not rated");
	else if (!item->extent)
		g_string_append_printf(line, "N/A, %s", item->na_reason);
	else if (item->quality)
		g_string_append_printf(line, "%u/%u", item->extent,
				       item->quality);
	else
		g_string_append_printf(line, "%u", item->extent);
	for (guint i = 0; item->turns && i < item->turns->len; i++)
		g_string_append_printf(line, "%s%u", i ? ", " : "; evidence ",
				       g_array_index(item->turns, guint, i));
	if (item->comment)
		g_string_append_printf(line, "; %s", item->comment);
	print_note(cli, 2, INK_PLAIN, item->item, line->str);
}

static int
by_item(gconstpointer a, gconstpointer b)
{
	const struct item_rating *left = *(struct item_rating *const *)a;
	const struct item_rating *right = *(struct item_rating *const *)b;
	int letter = left->item[0] - right->item[0];

	/* C9 before C10. */
	if (letter || strlen(left->item) != strlen(right->item))
		return letter ? letter :
				(int)strlen(left->item) -
					(int)strlen(right->item);
	return strcmp(left->item, right->item);
}

void
show_ratings(struct cli *cli, const struct session_record *record)
{
	for (guint i = 0; i < record->ratings->len; i++) {
		const struct rating *rating = record->ratings->pdata[i];
		g_autoptr(GPtrArray) items =
			g_ptr_array_copy(rating->items, NULL, NULL);

		g_ptr_array_set_free_func(items, NULL);
		for (guint k = 0; rating->remarks && k < rating->remarks->len;
		     k++)
			g_ptr_array_add(items, rating->remarks->pdata[k]);
		if (items->len == 0)
			continue;
		g_ptr_array_sort(items, by_item);
		cli_print(cli, "\n");
		print_score_state(cli, rating, record->scores->pdata[i]);
		for (guint k = 0; k < items->len; k++)
			print_item(cli, items->pdata[k]);
	}
}
