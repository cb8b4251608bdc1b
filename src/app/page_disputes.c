/*
 * Agreement on tags, and on what raters part, as parts of a sheet; see pages.h.
 */
#include "app/pages.h"

#include <math.h>
#include <string.h>

/* Turns that one of two coded: with fewer, counts alone. */
#define CODED_LEAST 20

/* ---- tags ----------------------------------------------------------------- */

static const struct page_column coder_columns[] = {
	{ .of = { NULL, "First", TEXT_AT(struct tag_agreement, first) } },
	{ .of = { NULL, "Second", TEXT_AT(struct tag_agreement, second) } },
	{ .of = { NULL, "Sessions", COUNT_AT(struct tag_agreement, sessions) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Therapist turns",
		  NUMBER_AT(struct tag_agreement, turns) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Coded by one",
		  NUMBER_AT(struct tag_agreement, coded) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Tags of one alone",
		  NUMBER_AT(struct tag_agreement, alone) },
	  .look = PAGE_COUNT },
	{ .of = { .kind = COLUMNS_END } },
};

struct page_technique {
	char *raters; /* "A, B" */
	const char *technique;
	guint64 both, first, second;
	double positive, kappa, ac1, ac1_coded; /* NAN: not told */
};

static void
page_technique_free(gpointer data)
{
	struct page_technique *row = data;

	g_free(row->raters);
	g_free(row);
}

static const struct page_column agreed_technique_columns[] = {
	{ .of = { NULL, "Raters", TEXT_AT(struct page_technique, raters) } },
	{ .of = { NULL, "Technique",
		  TEXT_AT(struct page_technique, technique) } },
	{ .of = { NULL, "Both", NUMBER_AT(struct page_technique, both) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "First only", NUMBER_AT(struct page_technique, first) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Second only",
		  NUMBER_AT(struct page_technique, second) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Positive", REAL_AT(struct page_technique, positive) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "Kappa", REAL_AT(struct page_technique, kappa) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "AC1", REAL_AT(struct page_technique, ac1) },
	  .look = PAGE_SCORE },
	{ .of = { NULL, "AC1 coded",
		  REAL_AT(struct page_technique, ac1_coded) },
	  .look = PAGE_SCORE },
	{ .of = { .kind = COLUMNS_END } },
};

static double
drawn_value(const struct technique_pairs *one, const char *name,
	    const char *turns)
{
	const struct statistic *statistic =
		statistic_find(one->statistics, name, turns);

	return statistic ? statistic->of.value : NAN;
}

static void
add_techniques(GPtrArray *rows, const struct tag_agreement *tags)
{
	static const char all[] = "turns of the therapist";
	static const char coded[] = "turns that one of them coded";
	static const char ac1[] = "bootstrap_percentile:gwet_ac1";

	for (guint i = 0; i < tags->techniques->len; i++) {
		const struct technique_pairs *one = tags->techniques->pdata[i];
		struct page_technique *row = g_new0(struct page_technique, 1);

		row->raters =
			g_strdup_printf("%s, %s", tags->first, tags->second);
		row->technique = one->technique->id;
		row->both = one->all.both;
		row->first = one->all.first_only;
		row->second = one->all.second_only;
		row->positive = agreement_positive(one->all);
		row->kappa = row->ac1 = row->ac1_coded = NAN;
		g_ptr_array_add(rows, row);
		if (tags->coded < CODED_LEAST)
			continue;
		row->kappa = drawn_value(
			one, "bootstrap_percentile:cohen_kappa", all);
		row->ac1 = drawn_value(one, ac1, all);
		row->ac1_coded = drawn_value(one, ac1, coded);
	}
}

void
page_add_tags(struct book_page *page, const struct panel_agreement *agreement)
{
	struct page_part *part =
		page_part_add(page, "Tags: whose decisions are compared");
	GPtrArray *rows;

	if (agreement->tags_hidden)
		page_says(part, g_strdup_printf("Sessions left out, whose tags "
						"are hidden from who looks: "
						"%u.",
						agreement->tags_hidden));
	if (agreement->tags->len == 0) {
		page_says(part, g_strdup("No session has decisions on its tags "
					 "by two people."));
		return;
	}
	page_says(part, g_strdup("For supervisors: turns of the therapist in "
				 "sessions on whose tags both decided. A tag "
				 "that one gave and of which the other said "
				 "nothing counts as not given by that one."));
	page_table(part, coder_columns, g_ptr_array_ref(agreement->tags));
	part = page_part_add(page, "Tags by technique");
	page_says(part,
		  g_strdup_printf("Turns that both, or one alone, gave the "
				  "technique. Positive: of what either gave, "
				  "how much both did. AC1 coded: without the "
				  "turns that neither coded. Of fewer than %d "
				  "coded turns counts are all that can be "
				  "said.",
				  CODED_LEAST));
	rows = g_ptr_array_new_with_free_func(page_technique_free);
	for (guint i = 0; i < agreement->tags->len; i++)
		add_techniques(rows, agreement->tags->pdata[i]);
	page_table(part, agreed_technique_columns, rows);
}

/* ---- on what they part: items --------------------------------------------- */

static char *
matter_print(const struct disputed_item *item)
{
	return g_strdup_printf("%s %s%s%s%s", item->item->id, item->item->name,
			       item->critical ? "\nthe item is critical" : "",
			       item->na ? "\nN/A for one" : "",
			       item->pass ? "\nthey part on the pass as well" :
					    "");
}

/* "AK (peer) 4/3: the comment", then each turn that is cited. */
static void
append_said(GString *out, const struct said_item *said)
{
	g_autofree char *value = item_value_print(said->said);
	const char *comment = said->said ? said->said->comment : NULL;

	g_string_append_printf(out, "%s%s (%s) %s%s%s", out->len ? "\n" : "",
			       said->rater, rater_role_print(said->role), value,
			       comment ? ": " : "", comment ? comment : "");
	for (guint i = 0; i < said->cited->len; i++) {
		const struct cited_turn *turn = said->cited->pdata[i];

		g_string_append_printf(out, "\n  turn %u: \"%s\"", turn->turn,
				       turn->words);
	}
}

static char *
said_print(const struct disputed_item *item)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < item->said->len; i++)
		append_said(out, item->said->pdata[i]);
	return g_string_free(out, FALSE);
}

FILL(matter, disputed_item, value->made = matter_print(it))
FILL(said, disputed_item, value->made = said_print(it))
FILL(open, disputed_item,
     value->made = review_address(it->session, disputed_turn(it)))

static const struct page_column parted_item_columns[] = {
	{ .of = { NULL, "Session", TEXT_AT(struct disputed_item, name) } },
	{ .of = { NULL, "Item", FILLED(COLUMN_TEXT, fill_matter) } },
	{ .of = { NULL, "Extent apart",
		  COUNT_AT(struct disputed_item, extent) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Quality apart",
		  COUNT_AT(struct disputed_item, quality) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Who gave what (extent/quality), and on what turns",
		  FILLED(COLUMN_TEXT, fill_said) },
	  .span = 5 },
	{ .of = { NULL, "To open it", FILLED(COLUMN_TEXT, fill_open) } },
	{ .of = { .kind = COLUMNS_END } },
};

/* ---- on what they part: tags ---------------------------------------------- */

static char *
tagged_print(const struct disputed_tag *tag)
{
	return g_strdup_printf("%s on \"%s\"", tag->technique,
			       tag->words ? tag->words : "");
}

static char *
verdicts_print(const struct disputed_tag *tag)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < tag->said->len; i++) {
		const struct tag_verdict *said = tag->said->pdata[i];

		g_string_append_printf(out, "%s%s %s%s%s", i ? "\n" : "",
				       said->rater, said->verdict,
				       said->reason ? ": " : "",
				       said->reason ? said->reason : "");
	}
	return g_string_free(out, FALSE);
}

FILL(tagged, disputed_tag, value->made = tagged_print(it))
FILL(verdicts, disputed_tag, value->made = verdicts_print(it))
FILL(open_tag, disputed_tag,
     value->made = review_address(it->session, it->turn))

static const struct page_column parted_tag_columns[] = {
	{ .of = { NULL, "Session", TEXT_AT(struct disputed_tag, name) } },
	{ .of = { NULL, "Tag", FILLED(COLUMN_TEXT, fill_tagged) } },
	{ .of = { NULL, "Turn", COUNT_AT(struct disputed_tag, turn) },
	  .look = PAGE_COUNT },
	{ .of = { NULL, "Who decided what, and why",
		  FILLED(COLUMN_TEXT, fill_verdicts) },
	  .span = 6 },
	{ .of = { NULL, "To open it", FILLED(COLUMN_TEXT, fill_open_tag) } },
	{ .of = { .kind = COLUMNS_END } },
};

void
page_add_disputes(struct book_page *page,
		  const struct panel_agreement *agreement)
{
	struct page_part *part =
		page_part_add(page, "On what raters part: items");

	page_says(part, g_strdup(agreement->disputed_items->len ?
					 "For supervisors and raters, to be "
					 "talked over; the farthest apart "
					 "first. It does not say who is "
					 "right." :
					 "On none."));
	page_table(part, parted_item_columns,
		   g_ptr_array_ref(agreement->disputed_items));
	if (agreement->disputed_tags->len == 0)
		return;
	part = page_part_add(page, "On what raters part: tags");
	page_says(part, g_strdup("For supervisors and raters: turns of the "
				 "therapist on which verdicts differ."));
	page_table(part, parted_tag_columns,
		   g_ptr_array_ref(agreement->disputed_tags));
}
