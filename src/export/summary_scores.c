/*
 * The numbers of one rating in the Summary: means, errors and shares are
 * formulas over its rows of Ratings and carry their results.
 */
#include "export/private.h"

/* The rows of one rating in Ratings, and the columns the formulas need. */
struct block {
	char *classes;
	char *extents;
	char *qualities;
};

static char *
range_print(char column, lxw_row_t first, lxw_row_t last)
{
	return g_strdup_printf("Ratings!$%c$%u:$%c$%u", column, first + 1,
			       column, last + 1);
}

static struct block
block_of(const struct book *book, guint session, guint rating)
{
	const struct place_of_session *place = &book->places[session];
	lxw_row_t first = place->ratings + rating * place->live->len;
	lxw_row_t last = first + place->live->len - 1;
	struct block block = { range_print('G', first, last),
			       range_print('H', first, last),
			       range_print('I', first, last) };

	return block;
}

static void
block_clear(struct block *block)
{
	g_free(block->classes);
	g_free(block->extents);
	g_free(block->qualities);
}

/* One term a class, "+" between: prefix CLASSES,"U" suffix. */
static void
append_terms(GString *out, const struct block *block, guint classes,
	     const char *prefix, const char *suffix)
{
	const char *between = "";

	for (guint bit = CLASS_UNIQUE; bit <= CLASS_PROSCRIBED; bit *= 2) {
		if (!(classes & bit))
			continue;
		g_string_append_printf(
			out, "%s%s%s,\"%s\"%s", between, prefix, block->classes,
			item_class_print((enum item_class)bit), suffix);
		between = "+";
	}
}

/* Only extents from which quality is rated count for it. */
static char *
quality_condition(const struct book *book, const struct block *block,
		  const struct score_rule *rule)
{
	if (rule->of == OF_EXTENT)
		return g_strdup("");
	return g_strdup_printf(",%s,\">=%u\"", block->extents,
			       MAX(1, book->set->rubric->quality_from_extent));
}

static void
write_count(struct at *at, const struct block *block,
	    const struct mean_score *mean)
{
	const struct score_rule *rule = mean->rule;
	const char *points =
		rule->of == OF_EXTENT ? block->extents : block->qualities;
	g_autofree char *only = quality_condition(at->book, block, rule);
	g_autofree char *suffix =
		g_strdup_printf(",%s,\">0\"%s)", points, only);
	g_autoptr(GString) formula = g_string_new("=");

	append_terms(formula, block, rule->classes, "COUNTIFS(", suffix);
	cell_formula(at, STYLE_COUNT, formula->str, mean->n);
}

static void
write_mean(struct at *at, const struct block *block,
	   const struct mean_score *mean, const char *count)
{
	const struct score_rule *rule = mean->rule;
	const char *points =
		rule->of == OF_EXTENT ? block->extents : block->qualities;
	g_autofree char *only = quality_condition(at->book, block, rule);
	g_autofree char *prefix = g_strdup_printf("SUMIFS(%s,", points);
	g_autofree char *suffix = g_strdup_printf("%s)", only);
	g_autoptr(GString) formula = g_string_new(NULL);

	g_string_printf(formula, "=IF(%s=0,\"\",(", count);
	append_terms(formula, block, rule->classes, prefix, suffix);
	g_string_append_printf(formula, ")/%s)", count);
	cell_formula(at, STYLE_SCORE, formula->str, mean->mean);
}

/* sqrt((n * squares - sum^2) / (n^2 * (n - 1))), the squares from how often
 * each point was given. */
static void
write_error(struct at *at, const struct block *block,
	    const struct mean_score *mean, const char *value, const char *count)
{
	const struct score_rule *rule = mean->rule;
	const char *points =
		rule->of == OF_EXTENT ? block->extents : block->qualities;
	g_autofree char *only = quality_condition(at->book, block, rule);
	g_autofree char *suffix = g_strdup_printf(
		",%s,{1,2,3,4,5}%s)*{1,4,9,16,25})", points, only);
	g_autoptr(GString) formula = g_string_new(NULL);

	g_string_printf(formula, "=IF(%s<2,\"\",SQRT(MAX(0,%s*(", count, count);
	append_terms(formula, block, rule->classes, "SUMPRODUCT(COUNTIFS(",
		     suffix);
	g_string_append_printf(formula, ")-(%s*%s)^2)/(%s^2*(%s-1))))", value,
			       count, count, count);
	cell_formula(at, STYLE_SCORE, formula->str, mean->standard_error);
}

static void
write_score(struct at *at, const struct block *block,
	    const struct mean_score *mean)
{
	char value[LXW_MAX_CELL_NAME_LENGTH], count[LXW_MAX_CELL_NAME_LENGTH];

	lxw_rowcol_to_cell(value, at->row, at->col);
	lxw_rowcol_to_cell(count, at->row, at->col + 1);
	write_mean(at, block, mean, count);
	write_count(at, block, mean);
	write_error(at, block, mean, value, count);
}

/* COUNTIF(extents,">0"), less what lacks its quality where the rubric does
 * not count that as rated. */
static void
append_rated(GString *out, const struct block *block,
	     const struct rubric *rubric)
{
	guint classes = rubric->quality.classes;
	g_autofree char *asked = NULL, *given = NULL;

	g_string_append_printf(out, "COUNTIF(%s,\">0\")", block->extents);
	if (!rubric->rated_with_quality || !classes)
		return;
	asked = g_strdup_printf(",%s,\">=%u\")", block->extents,
				MAX(1, rubric->quality_from_extent));
	given = g_strdup_printf(",%s,\">=%u\",%s,\">0\")", block->extents,
				MAX(1, rubric->quality_from_extent),
				block->qualities);
	g_string_append(out, "-(");
	append_terms(out, block, classes, "COUNTIFS(", asked);
	g_string_append(out, ")+(");
	append_terms(out, block, classes, "COUNTIFS(", given);
	g_string_append(out, ")");
}

/* Of the live items, less those N/A unless N/A lowers the share. */
static void
write_share(struct at *at, const struct block *block,
	    const struct session_score *score)
{
	g_autoptr(GString) formula = g_string_new("=");
	g_autofree char *of =
		score->rubric->na_lowers_share ?
			g_strdup_printf("ROWS(%s)", block->extents) :
			g_strdup_printf("(ROWS(%s)-COUNTIF(%s,\"N/A\"))",
					block->extents, block->extents);

	g_string_append_printf(formula, "IF(%s=0,0,(", of);
	append_rated(formula, block, score->rubric);
	g_string_append_printf(formula, ")/%s)", of);
	cell_formula(at, STYLE_PERCENT, formula->str, score->share_rated);
}

static void
write_shares(struct at *at, const struct block *block,
	     const struct session_score *score)
{
	guint proscribed = at->book->set->rubric->proscribed_classes;
	g_autofree char *sums = g_strdup_printf("SUMIFS(%s,", block->extents);
	g_autofree char *counts =
		g_strdup_printf(",%s,\">0\")", block->extents);
	g_autoptr(GString) formula = g_string_new("=0+");

	write_share(at, block, score);
	if (!proscribed) {
		cell_number(at, STYLE_COUNT, score->proscribed_sum);
		return;
	}
	append_terms(formula, block, proscribed, sums, ")");
	g_string_append(formula, "-(");
	append_terms(formula, block, proscribed, "COUNTIFS(", counts);
	g_string_append(formula, ")");
	cell_formula(at, STYLE_COUNT, formula->str, score->proscribed_sum);
}

void
summary_scores_write(struct at *at, guint session, guint rating,
		     const struct session_score *score)
{
	struct block block = block_of(at->book, session, rating);

	write_score(at, &block, &score->adherence);
	write_score(at, &block, &score->quality);
	write_score(at, &block, &score->specificity);
	write_shares(at, &block, score);
	block_clear(&block);
}

void
summary_signed_scores_write(struct at *at, const struct session_score *score)
{
	const struct mean_score *const means[] = { &score->adherence,
						   &score->quality,
						   &score->specificity };

	for (guint i = 0; i < G_N_ELEMENTS(means); i++) {
		cell_number(at, STYLE_SCORE, means[i]->mean);
		cell_number(at, STYLE_COUNT, means[i]->n);
		cell_number(at, STYLE_SCORE, means[i]->standard_error);
	}
	cell_number(at, STYLE_PERCENT, score->share_rated);
	cell_number(at, STYLE_COUNT, score->proscribed_sum);
}
